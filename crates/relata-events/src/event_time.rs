//! Which time expression tells when an event took place; the time of the statement about it does
//! not.

use std::collections::{HashMap, HashSet};

use relata_core::{
    ArgumentRole, ClaimId, Date, Event, EventId, EventTime, EventTrigger, Modality, Polarity,
    Relation, Span, TimeExpression, TimeId, TimeType,
};

use crate::layers::Layers;
use crate::mention::{TimeRole, Trigger};
use crate::roles;
use crate::time;
use crate::words::Words;

/// From this probability on a time argument is believed: about half of the F1 that times reach,
/// which is where one more right or wrong leaves it as it is.
const SEEN: f32 = 0.35;
/// So many sentences after a headline or lead tell its day.
const LEAD: usize = 6;
/// So many days before the day of publication news is still news.
const NEWS_DAYS: i64 = 7;

/// Gives the main event, where it is told without a day, that of its article. A longer time stays
/// where the first sentence that tells of the event tells it.
pub(crate) fn date_headline(
    layers: &Layers<'_>,
    times: &[TimeExpression],
    published: Option<Date>,
    (events, main): (&mut [Event], EventId),
) {
    let days = Days::new(events, main, times);
    let Some(event) = events.get_mut(main.index()) else { return };
    let told = event.polarity == Polarity::Positive && event.modality == Modality::Actual;
    let known = event.time.as_ref().and_then(|time| times.iter().find(|t| t.id == time.id));
    let sentence = |span: Span| {
        layers.reading.tokens_in(span).next().map(|token| layers.reading.sentence_of(token))
    };
    let first = event.triggers.first().and_then(|trigger| sentence(trigger.span));
    let is_known = known.is_some_and(|time| {
        time::is_one_day(time) || time::is_dated(time) && sentence(time.text.span) == first
    });
    if told && !is_known {
        let day = of_headline(layers, event, &days, published);
        event.time = day.and_then(EventTime::new).or(event.time.take());
    }
}

/// The time expressions of an article, and which of them tell when other events took place.
struct Days<'t> {
    times: &'t [TimeExpression],
    of_others: HashSet<TimeId>,
}

impl<'t> Days<'t> {
    /// `main`: the event that is to have a day.
    fn new(events: &[Event], main: EventId, times: &'t [TimeExpression]) -> Self {
        let others = events.iter().filter(|event| event.id != main);
        let of_others = others.filter_map(|event| Some(event.time.as_ref()?.id)).collect();
        Self { times, of_others }
    }
}

/// The day of an event that is told without one, as headlines do: the first day near that of
/// publication that its first sentence or those behind it name, in a sentence that tells of it for
/// no other event.
fn of_headline<'t>(
    layers: &Layers<'_>,
    event: &Event,
    days: &Days<'t>,
    published: Option<Date>,
) -> Option<&'t TimeExpression> {
    let published = published?;
    let sentence_of =
        |span: Span| layers.reading.tokens_in(span).next().map(|t| layers.reading.sentence_of(t));
    let own: Vec<usize> = event.triggers.iter().filter_map(|t| sentence_of(t.span)).collect();
    let first = *own.first()?;
    let points = days.times.iter().filter(|t| time::is_dated(t));
    let dated = points.filter_map(|t| Some((t, sentence_of(t.text.span)?)));
    let mut behind = dated.filter(|(_, sentence)| (first..=first + LEAD).contains(sentence));
    let is_news = |time: &TimeExpression| {
        let days = time.start_day.and_then(|day| time::days_before(day, published));
        days.is_some_and(|days| (0..=NEWS_DAYS).contains(&days)) && time::is_one_day(time)
    };
    // A sentence that tells of both and gives its day to the other one has none for this one.
    let is_free = |time: &TimeExpression, sentence: usize| {
        !own.contains(&sentence) || !days.of_others.contains(&time.id)
    };
    behind.find(|&(time, sentence)| is_news(time) && is_free(time, sentence)).map(|(time, _)| time)
}

/// Time expressions by sentence, without those that tell when a claim was made.
pub(crate) struct Times<'a> {
    layers: &'a Layers<'a>,
    list: &'a [TimeExpression],
    published: Option<Date>,
    /// Verbs of the claims that each expression tells the time of.
    of_claims: HashMap<usize, Vec<usize>>,
    cues: HashSet<usize>,
}

impl<'a> Times<'a> {
    pub fn new(
        layers: &'a Layers<'a>,
        list: &'a [TimeExpression],
        published: Option<Date>,
    ) -> Self {
        let cues = layers.claims.iter().filter_map(|claim| claim.cue.as_ref());
        let cues = cues.flat_map(|cue| layers.reading.tokens_in(cue.text.span).take(16)).collect();
        let mut times = Self { layers, list, published, of_claims: HashMap::new(), cues };
        times.of_claims = times.claims_by_time();
        times
    }

    fn claims_by_time(&self) -> HashMap<usize, Vec<usize>> {
        let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
        for claim in self.layers.claims {
            let cue = claim.cue.as_ref();
            let verb = cue.and_then(|cue| self.layers.reading.head_of_span(cue.text.span));
            if let Some(time) = self.of_claim(claim) {
                out.entry(time).or_default().extend(verb);
            }
        }
        out
    }

    /// The time expression that tells when each claim was made.
    pub fn of_claims(&self) -> Vec<(ClaimId, TimeId)> {
        self.claim_pairs()
            .into_iter()
            .filter_map(|(claim, time)| Some((claim, self.list.get(time)?.id)))
            .collect()
    }

    fn claim_pairs(&self) -> Vec<(ClaimId, usize)> {
        self.layers
            .claims
            .iter()
            .filter_map(|claim| Some((claim.id, self.of_claim(claim)?)))
            .collect()
    }

    fn of_claim(&self, claim: &relata_core::Claim) -> Option<usize> {
        if let Some(said_at) = &claim.said_at {
            let first = self.list.partition_point(|t| t.text.span.end() <= said_at.span.start());
            return Some(first)
                .filter(|&t| self.list.get(t).is_some_and(|t| t.text.span.overlaps(said_at.span)));
        }
        let cue = claim.cue.as_ref()?;
        let verb = self.layers.reading.head_of_span(cue.text.span)?;
        let near = self.in_sentence(verb).into_iter();
        near.filter(|&t| {
            !claim
                .content
                .iter()
                .any(|c| self.list.get(t).is_some_and(|time| c.span.overlaps(time.text.span)))
        })
        .find(|&t| self.attaches(t, verb))
    }

    /// Places of the expressions in the sentence of a token.
    fn in_sentence(&self, token: usize) -> Vec<usize> {
        let sentence = self.layers.reading.sentence(self.layers.reading.sentence_of(token));
        let Some(span) = sentence.map(|s| s.span) else { return Vec::new() };
        let first = self.list.partition_point(|t| t.text.span.end() <= span.start());
        let end = self.list.partition_point(|t| t.text.span.start() < span.end());
        (first..end.max(first)).collect()
    }

    fn head(&self, time: usize) -> Option<usize> {
        self.list.get(time).and_then(|t| self.layers.reading.head_of_span(t.text.span))
    }

    /// True when the expression hangs on the token directly, as modifier or in a phrase that
    /// modifies it.
    fn attaches(&self, time: usize, token: usize) -> bool {
        let Some(mut at) = self.head(time) else { return false };
        for _ in 0..3 {
            let Some(above) = self.layers.head(at) else { return false };
            let modifies = matches!(
                self.layers.relation(at),
                Relation::Obl
                    | Relation::OblUnmarked
                    | Relation::Advmod
                    | Relation::Nmod
                    | Relation::NmodUnmarked
                    | Relation::NmodPoss
                    | Relation::Compound
                    | Relation::Amod
                    | Relation::Appos
                    | Relation::Conj
                    | Relation::Nummod
                    | Relation::Flat
                    | Relation::Dep
            );
            if !modifies {
                return false;
            }
            if above == token {
                return true;
            }
            if self.layers.is_verb(above) {
                return false;
            }
            at = above;
        }
        false
    }

    /// The expression that tells when the event took place, `None` when none does: what the
    /// argument head sees, and of a trigger that no head has seen what the tree says. Of an
    /// event that is only recalled ("marked the anniversary of the bombing on Sunday") only one
    /// that hangs on its own words does; of one that is over none that hangs on the word that
    /// ends it.
    pub fn of_trigger(
        &self,
        trigger: &Trigger<'_>,
        recalled: bool,
        ended: Option<usize>,
    ) -> Option<TimeRole> {
        let told = self.told_by_when(trigger).map(TimeRole::certain);
        let told = told.or_else(|| match trigger.tag {
            Some(tag) => self.of_arguments(tag, trigger.head),
            None => self.of_tree(trigger, recalled).map(TimeRole::certain),
        });
        // "The curfew was lifted on Monday": the day is that of the lifting.
        told.filter(|role| ended.is_none_or(|word| !self.attaches(role.index, word)))
            .filter(|role| !self.is_distance_to(role.index, trigger.head))
            .filter(|role| !self.is_imposed(role.index, trigger))
    }

    /// "jailed for six years", "a six-year ban": so long lasts what is imposed, which tells no day.
    fn is_imposed(&self, time: usize, trigger: &Trigger<'_>) -> bool {
        let Some(time) = self.list.get(time) else { return false };
        let length = time.time_type == TimeType::Duration;
        let words = Words::of_events();
        let imposes = |&token: &usize| words.is(self.layers.lemma(token), "imposes");
        let plain = self.layers.reading.tokens_in(time.text.span).next().is_some_and(|first| {
            let before = first.checked_sub(1).map(|before| self.layers.lemma(before));
            before == Some("for") || trigger.nominal
        });
        length && plain && trigger.tokens.iter().any(imposes)
    }

    /// True for a time that begins after the day of publication: "In a week's time the governments
    /// sit down to talks".
    pub fn lies_ahead(&self, role: Option<TimeRole>) -> bool {
        let time = role.and_then(|role| self.list.get(role.index));
        let first = time.and_then(|time| time.start_day);
        let days = first.zip(self.published).and_then(|(a, b)| time::days_before(a, b));
        days.is_some_and(|days| days < 0)
    }

    /// "two days before the election": so far it is from the election to what is told of.
    fn is_distance_to(&self, time: usize, event: usize) -> bool {
        let Some(time) = self.list.get(time).filter(|t| t.time_type == TimeType::Duration) else {
            return false;
        };
        let Some(last) = self.layers.reading.tokens_in(time.text.span).next_back() else {
            return false;
        };
        let joint = last + 1;
        let from = self.layers.head(joint).filter(|_| {
            self.layers.sentence_of(last).contains(&joint)
                && time::of_times().is(self.layers.lemma(joint), "beside")
        });
        from.is_some_and(|from| from == event || self.layers.is_below(event, from))
    }

    /// The likeliest expression of the trigger's own sentence that holds a time argument: what is
    /// seen in other sentences, of any probability, is wrong more often than right.
    fn of_arguments(&self, tag: &EventTrigger, head: usize) -> Option<TimeRole> {
        let sentence = self.layers.sentence_of(head);
        let seen = tag
            .arguments
            .iter()
            .filter(|a| a.role == ArgumentRole::Time && a.score.get() >= SEEN)
            .filter(|a| sentence.contains(&a.token))
            .filter_map(|argument| {
                let span = self.layers.token(argument.token).span;
                let index = self.list.partition_point(|time| time.text.span.end() <= span.start());
                let time = self.list.get(index).filter(|time| time.text.span.overlaps(span))?;
                time.value.as_ref().map(|_| TimeRole { index, score: argument.score })
            });
        seen.reduce(|best, other| if other.score > best.score { other } else { best })
    }

    fn of_tree(&self, trigger: &Trigger<'_>, recalled: bool) -> Option<usize> {
        let candidates: Vec<usize> = self
            .in_sentence(trigger.head)
            .into_iter()
            .filter(|t| {
                // A statement may itself be the event: "rejected the offer on Tuesday".
                let verbs = self.of_claims.get(t);
                verbs.is_none_or(|verbs| verbs.contains(&trigger.head))
            })
            .filter(|&t| self.is_point(t))
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let attached = roles::carriers(self.layers, trigger)
            .into_iter()
            .find_map(|carrier| self.best(&candidates, |t| self.attaches(t, carrier)));
        let attached = attached.or_else(|| self.in_relative_clause(trigger, &candidates));
        if attached.is_some() || recalled {
            return attached;
        }
        self.in_clause(trigger, &candidates).or_else(|| self.at_beginning(trigger, &candidates))
    }

    /// "not seen since 1988, when floods killed 2,000": the expression that a clause with "when"
    /// modifies.
    fn told_by_when(&self, trigger: &Trigger<'_>) -> Option<usize> {
        let mut clause = self.layers.clause_of(trigger.head);
        for _ in 0..3 {
            if self.layers.relation(clause) == Relation::Conj {
                clause = self.layers.clause_of(self.layers.head(clause)?);
            }
        }
        if self.layers.relation(clause) != Relation::AclRelcl {
            return None;
        }
        let mut adverbs = self.layers.reading.dependents_by(clause, &[Relation::Advmod]);
        adverbs.find(|&adverb| self.layers.lemma(adverb) == "when")?;
        let noun = self.layers.head(clause)?;
        let span = self.layers.token(noun).span;
        let time = self.list.partition_point(|t| t.text.span.end() <= span.start());
        let told = |t: &TimeExpression| t.text.span.overlaps(span) && time::is_point(t);
        self.list.get(time).is_some_and(told).then_some(time)
    }

    /// "the bombing that killed 26 people in 2014"
    fn in_relative_clause(&self, trigger: &Trigger<'_>, candidates: &[usize]) -> Option<usize> {
        let relations = [Relation::AclRelcl, Relation::Acl];
        let mut verbs = self.layers.reading.dependents_by(trigger.head, &relations);
        verbs.find_map(|verb| self.best(candidates, |t| self.attaches(t, verb)))
    }

    fn is_point(&self, time: usize) -> bool {
        self.list.get(time).is_some_and(time::is_point)
    }

    /// The first that fits, dates before vague references.
    fn best(&self, candidates: &[usize], fits: impl Fn(usize) -> bool) -> Option<usize> {
        let dated = |&&t: &&usize| self.list.get(t).is_some_and(|time| !time.is_vague());
        candidates.iter().filter(dated).chain(candidates).copied().find(|&t| fits(t))
    }

    /// The expression of the trigger's own clause, or of the clause that a participle or conjunct
    /// belongs to.
    fn in_clause(&self, trigger: &Trigger<'_>, candidates: &[usize]) -> Option<usize> {
        let mut clause = self.layers.clause_of(trigger.head);
        for _ in 0..3 {
            if self.cues.contains(&clause) {
                return None;
            }
            if let Some(found) = self.best(candidates, |t| {
                self.head(t).is_some_and(|h| self.layers.clause_of(h) == clause)
            }) {
                return Some(found);
            }
            let open = matches!(
                self.layers.relation(clause),
                Relation::Conj
                    | Relation::Advcl
                    | Relation::Acl
                    | Relation::Xcomp
                    | Relation::AclRelcl
            );
            clause = self.layers.head(clause).filter(|_| open).map(|h| self.layers.clause_of(h))?;
        }
        None
    }

    /// "Yesterday, …" at the beginning of a sentence of the paper's own.
    fn at_beginning(&self, trigger: &Trigger<'_>, candidates: &[usize]) -> Option<usize> {
        let start = self.layers.sentence_of(trigger.head).start;
        let first = *candidates.first()?;
        let head = self.head(first)?;
        let clause = self.layers.clause_of(head);
        (head <= start + 4
            && !self.cues.contains(&clause)
            && self.layers.is_below(trigger.head, clause))
        .then_some(first)
    }
}
