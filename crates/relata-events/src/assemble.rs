//! The stage itself: layers in, events out.

use std::collections::HashMap;

use relata_core::{
    ArgumentRole, CasualtyKind, CasualtyStatus, ClaimId, Date, DecidedBy, Decisions, Event,
    EventId, EventRelation, Factuality, Modality, Polarity, Quantity, Score, Span, TimeExpression,
    Voice,
};
use relata_syntax::{Analysis, TableMap, Veridicality};

use crate::absence::{self, AbsenceAt};
use crate::build::{self, Attested};
use crate::casualties::{self, HarmAt};
use crate::coreference::Grouping;
use crate::event_time::Times;
use crate::evidence::{Evidence, Twins};
use crate::layers::Layers;
use crate::mention::{EventMention, Roles, Trigger};
use crate::place::Places;
use crate::quantity::{self, Counted};
use crate::relevance::Relevance;
use crate::time::Frame;
use crate::voices::{self, Carriers};
use crate::{
    EventInput, EventLayer, EventOptions, aspect, coreference, discrepancy, event_time, explain,
    factuality, heads, links, main_event, place, relations, roles, time, trigger, twins, types,
};

/// So many words from a count the mention may stand that the argument head gives it to.
const HARM_REACH: usize = 128;

/// The events of an article with all that goes with them. It cannot fail: what the layers do not
/// tell is left out.
///
/// ```
/// use relata_core::conllu;
/// use relata_events::{EventInput, EventOptions, assemble};
/// let text = "Rebels shelled the port.";
/// let rows = "1\tRebels\trebel\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\
/// 2\tshelled\tshell\tVERB\t_\t_\t0\troot\t_\t_\n\
///             3\tthe\tthe\tDET\t_\t_\t4\tdet\t_\t_\n4\tport\tport\tNOUN\t_\t_\t2\tobj\t_\tSpaceAfter=No\n\
///             5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";
/// let reading = conllu::read(text, rows)?;
/// let input = EventInput::new(text, &reading, &[], &[], None);
/// let layer = assemble(&input, &EventOptions::default());
/// assert_eq!(layer.events[0].actors[0].text.text, "Rebels");
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn assemble(input: &EventInput<'_>, options: &EventOptions) -> EventLayer {
    assemble_analysis(&Analysis::new(input.text, input.reading), input, options)
}

/// [`assemble`] with the analysis of the input's text and reading, where a caller has it already.
///
/// ```
/// use relata_core::Reading;
/// use relata_events::{EventInput, EventOptions, assemble_analysis};
/// use relata_syntax::Analysis;
/// let reading = Reading::default();
/// let input = EventInput::new("", &reading, &[], &[], None);
/// let layer =
///     assemble_analysis(&Analysis::new("", &reading), &input, &EventOptions::default());
/// assert!(layer.events.is_empty());
/// ```
#[must_use]
pub fn assemble_analysis(
    analysis: &Analysis<'_>,
    input: &EventInput<'_>,
    options: &EventOptions,
) -> EventLayer {
    let layers = Layers::new(analysis, input.entities, input.claims, &options.ontology);
    let words = time::sentence_words(input.text, input.reading);
    let frame = frame(input);
    let read = time::find_with_rules(input.text, input.reading, &words, frame);
    let published = input.published.or(frame.stamped);
    let time_list: Vec<TimeExpression> = read.iter().map(|read| read.time.clone()).collect();
    let counted = quantity::find(&layers, &words, &time_list);
    let times = Times::new(&layers, &time_list, published);
    let places = Places::new(&layers, input.publisher);

    let (mut mentions, pairs) = mentions(&layers, &times, &time_list, &counted);
    let joins = coreference::Joins::new(&layers, &mentions, &pairs);
    let grouping = coreference::groups(&layers, &mentions, &time_list, &joins);
    mark_loose(&mut mentions, &grouping.loose);
    let judged = scores(&layers, &mentions, grouping);
    let Likely { mentions, pairs, groups, scores } =
        likely((mentions, pairs), judged, options.min_score);
    let heads: Vec<Span> = mentions.iter().map(|m| layers.token(m.trigger.head).span).collect();
    let carriers = Carriers::new(&layers, &heads);
    let mut events = events(&layers, &mentions, &groups, &carriers, (&time_list, &places));
    set_scores(&mut events, &scores);
    let group_of = group_of(&groups, mentions.len());
    add_relations(&layers, &mentions, &group_of, &mut events);

    let told = (mentions.as_slice(), groups.as_slice());
    let main_event = dated_main(&layers, told, &time_list, published, &mut events);
    let absences = absence::find(&layers, &|span| voice_at(&layers, span).0);
    mark_unknown_casualties(&layers, &mentions, &groups, &absences, &mut events);
    let found = || explain::Found {
        layers: &layers,
        times: &read,
        counted: &counted,
        mentions: &mentions,
        groups: &groups,
        carriers: &carriers,
        events: &events,
        scores: &scores,
        pairs: &pairs,
        time_list: &time_list,
        absences: &absences,
    };
    let trace = if options.explain { found().trace() } else { Vec::new() };
    let quantities: Vec<Quantity> = counted.into_iter().map(|c| c.quantity).collect();
    EventLayer {
        discrepancies: discrepancy::find(&events, &quantities),
        main_event,
        claim_events: claim_events(&layers, &group_of, &carriers),
        claim_times: times.of_claims(),
        entity_places: places.into_list(),
        absences: absences.into_iter().map(|a| a.absence).collect(),
        quantities,
        events,
        trace,
        warnings: time::warnings(&read),
        times: time_list,
    }
}

/// What the time expressions are reckoned from: outside of the United States figures are day first.
fn frame(input: &EventInput<'_>) -> Frame {
    let publisher = place::publisher_country(input.publisher);
    let day_first = publisher.is_some_and(|code| code != "US");
    let stamped = time::stamped(input.text, input.stamps);
    Frame { published: input.published, stamped, dateline: input.dateline, day_first }
}

/// Gives the events that the heads have seen their fitted score.
fn set_scores(events: &mut [Event], scores: &[Option<Evidence>]) {
    for (event, evidence) in events.iter_mut().zip(scores) {
        if let Some(evidence) = evidence {
            event.score = evidence.score();
        }
    }
}

/// The main event, which gets the day of its article where it is told without one and not only
/// recalled: "ten years since the massacre".
fn dated_main(
    layers: &Layers<'_>,
    (mentions, groups): (&[EventMention<'_>], &[Vec<usize>]),
    times: &[TimeExpression],
    published: Option<Date>,
    events: &mut [Event],
) -> Option<EventId> {
    let main = main_event::find(events, layers.reading)?;
    let members = groups.get(main.index()).into_iter().flatten();
    let mut members = members.filter_map(|&member| mentions.get(member));
    if !members.any(|m| m.trigger.is_recalled(layers, m.factuality)) {
        event_time::date_headline(layers, times, published, (events, main));
    }
    Some(main)
}

/// Mentions in the order of the text, and for each another one of its sentence that tells of the
/// same event. Without event heads such mentions are joined, and words that tell of no news are
/// left out.
fn mentions<'a>(
    layers: &Layers<'a>,
    times: &Times<'_>,
    time_list: &[TimeExpression],
    counted: &[Counted],
) -> (Vec<EventMention<'a>>, Vec<Option<usize>>) {
    let triggers = trigger::find(layers);
    let at = links::by_token(layers, &triggers);
    let spans: Vec<Span> = triggers.iter().map(|t| layers.token(t.head).span).collect();
    let carriers = Carriers::new(layers, &spans);
    // What a row of the lexicon takes for an event and the event heads do not may play a part in
    // one: "attacked a *patrol*".
    let with_heads = layers.reading.triggers().is_some();
    let is_seen: Vec<bool> =
        triggers.iter().map(|t| !with_heads || t.tag.is_some() || t.entry.own).collect();
    let is_event = |token: usize| {
        at.get(&token).is_some_and(|&number| is_seen.get(number).copied().unwrap_or_default())
    };
    let read = |(number, trigger): (usize, Trigger<'a>)| {
        let stance =
            carriers.of(number).first().and_then(|&c| layers.claims.get(c)).map(|c| c.stance);
        mention(layers, times, trigger, stance, &is_event)
    };
    let mut mentions: Vec<EventMention<'a>> = triggers.into_iter().enumerate().map(read).collect();
    links::class_harm(layers, &mut mentions, &at);
    carry_means(layers, &mut mentions);
    attach_harm(layers, counted, &at, &mut mentions);
    if layers.reading.triggers().is_some() {
        relations::share_places(layers, &mut mentions);
        let pairs = links::pairs(layers, &mentions, &at);
        return (mentions, pairs);
    }
    let relevance = Relevance::new(layers);
    let mut mentions = links::join(layers, mentions, &at, time_list);
    relations::share_places(layers, &mut mentions);
    mentions.retain(|m| relevance.admits(layers, m));
    (mentions, Vec::new())
}

/// "Air strikes hit … The strikes …": the bare noun stands for the fuller one before it, unless
/// other parties are named.
fn carry_means(layers: &Layers<'_>, mentions: &mut [EventMention<'_>]) {
    let mut fuller: HashMap<String, usize> = HashMap::new();
    for number in 0..mentions.len() {
        let Some(mention) = mentions.get(number).filter(|m| m.trigger.nominal) else { continue };
        let head = layers.lemma(mention.trigger.head).to_owned();
        if mention.trigger.is_specific() {
            fuller.insert(head, number);
            continue;
        }
        let Some(before) = fuller.get(&head).and_then(|&n| mentions.get(n)) else { continue };
        let same = before.class() == mention.class()
            && coreference::parties_agree(layers, &before.roles.actors, &mention.roles.actors);
        let bare = mention.event_type.plover.as_ref().is_some_and(|p| p.mode.is_empty());
        let event_type = before.event_type.clone();
        if let Some(mention) = mentions.get_mut(number).filter(|_| same && bare) {
            mention.event_type = event_type;
        }
    }
}

fn mention<'a>(
    layers: &Layers<'a>,
    times: &Times<'_>,
    trigger: Trigger<'a>,
    stance: Option<relata_core::Stance>,
    is_event: &dyn Fn(usize) -> bool,
) -> EventMention<'a> {
    let mut roles = roles::read(layers, &trigger, is_event);
    let allegation = layers.allegation(trigger.head);
    for actor in roles.actors.iter_mut().filter(|_| allegation.is_some()) {
        actor.alleged = true;
    }
    let words = factuality::read(layers, &trigger, stance);
    let seen = trigger.tag.map(|_| heads::told(layers, &trigger, &words));
    let (mut factuality, polarity, modality) = heads::reality(layers, &trigger, words);
    let mut told = seen.unwrap_or_else(|| factuality::label(&factuality));
    let (event_type, refinement) = types::event_type(layers, &trigger, &roles, factuality);
    let mut decided = Decisions::default();
    (decided.event_type, decided.polarity, decided.modality) =
        (trigger.decided, polarity, modality);
    let recalled = trigger.is_recalled(layers, factuality);
    let (score, time, aspect) = (
        score(layers, &trigger, &roles),
        times.of_trigger(&trigger, recalled, factuality.ended),
        aspect::read(layers, &trigger),
    );
    let past = layers.is_past(layers.clause_of(trigger.head));
    if times.lies_ahead(time) && !past && is_plain(&words, told) {
        (factuality.modality, told) = (Modality::Planned, Factuality::Planned);
        decided.modality = DecidedBy::Rules;
    }
    EventMention {
        trigger,
        event_type,
        roles,
        time,
        factuality,
        words,
        told,
        allegation,
        aspect,
        decided,
        refinement,
        harm: Vec::new(),
        loose: false,
        also: Vec::new(),
        score,
    }
}

/// True for what is told as actual and of which no word says more: at a time to come it lies ahead.
fn is_plain(words: &Veridicality, told: Factuality) -> bool {
    let plain = words.presupposed_by.is_none() && words.modality == Modality::Actual;
    told == Factuality::Actual && plain && words.polarity == Polarity::Positive
}

/// Surer with both parties known, with conditions or several words, and where the root head agrees.
fn score(layers: &Layers<'_>, trigger: &Trigger<'_>, roles: &Roles) -> Score {
    let known = [
        !roles.actors.is_empty(),
        !roles.targets.is_empty(),
        !trigger.entry.needs.is_empty() || trigger.entry.phrase.len() > 1,
    ];
    let tag = layers.token(trigger.head).scores.upos.get().max(0.5);
    let agreed = if trigger.decided == DecidedBy::Both { 0.04 } else { 0.0 };
    Score::new(0.5 * tag + agreed + known.iter().filter(|&&k| k).map(|_| 0.15).sum::<f32>())
}

/// Gives each count of people harmed to the event whose word tells it, or to the nearest event of
/// force before it in the sentence.
fn attach_harm(
    layers: &Layers<'_>,
    counted: &[Counted],
    at: &TableMap<usize, usize>,
    mentions: &mut [EventMention<'_>],
) {
    let heads: Vec<usize> = mentions.iter().map(|m| m.trigger.head).collect();
    let seen = |noun: usize| {
        let kinds = [CasualtyKind::Killed, CasualtyKind::Injured].into_iter();
        let told =
            kinds.filter_map(|kind| Some((told_by_head(mentions, &heads, noun, kind)?, kind)));
        let surest = told.reduce(|best, other| if other.0.0 > best.0.0 { other } else { best });
        let ((score, number), kind) = surest?;
        let mention = mentions.get(number).filter(|m| can_harm(m) && took_place(m))?;
        (score.get() >= casualties::COUNTED).then_some((mention.trigger.head, kind))
    };
    let found = casualties::find(layers, counted, &|span| voice_at(layers, span), &seen);
    let hit = |word| casualties::is_hit(layers, word);
    for HarmAt { word, noun, harm } in found {
        let owner = match casualties::background(layers, word) {
            Some(event) => at.get(&event).copied(),
            None => told_by_head(mentions, &heads, noun, harm.kind)
                .map(|(_, number)| number)
                .or_else(|| at.get(&word).copied())
                .filter(|&n| mentions.get(n).is_some_and(can_harm))
                // "shot two films"
                .or_else(|| nearest(layers, &heads, mentions, word).filter(|_| !hit(word))),
        };
        let owner = owner.filter(|&n| mentions.get(n).is_some_and(|m| !is_attempt(m)));
        if let Some(mention) = owner.and_then(|n| mentions.get_mut(n)) {
            mention.harm.push(harm);
        }
    }
    for mention in mentions.iter_mut().filter(|m| can_harm(m) && took_place(m)) {
        let victims =
            casualties::uncounted(layers, mention, counted, &|span| voice_at(layers, span));
        mention.harm.extend(victims);
    }
}

/// The mention near a count of which the argument head takes those counted for harmed, with how
/// sure it is.
fn told_by_head(
    mentions: &[EventMention<'_>],
    heads: &[usize],
    noun: usize,
    kind: CasualtyKind,
) -> Option<(Score, usize)> {
    let role = match kind {
        CasualtyKind::Killed => ArgumentRole::Killed,
        CasualtyKind::Injured => ArgumentRole::Injured,
        _ => return None,
    };
    let first = heads.partition_point(|&head| head + HARM_REACH < noun);
    let end = heads.partition_point(|&head| head <= noun + HARM_REACH).max(first);
    let score = |number: usize| {
        let tag = mentions.get(number).filter(|m| !is_attempt(m))?.trigger.tag?;
        let told = tag.arguments.iter().find(|a| a.role == role && a.token == noun)?;
        (told.score.get() >= casualties::SEEN).then_some((told.score, number))
    };
    let told = (first..end).filter_map(score);
    told.reduce(|best, other| if other.0 > best.0 { other } else { best })
}

/// What is only planned, attempted or denied has harmed nobody.
fn took_place(mention: &EventMention<'_>) -> bool {
    matches!(mention.told, Factuality::Actual | Factuality::Ended) && !is_attempt(mention)
}

/// "attempted murder"
fn is_attempt(mention: &EventMention<'_>) -> bool {
    mention.words.modality == Modality::Planned
}

fn can_harm(mention: &EventMention<'_>) -> bool {
    casualties::is_harmful(mention.class())
}

/// The event of the same sentence that may have harmed people: the nearest; else the last such
/// event of the two sentences before.
fn nearest(
    layers: &Layers<'_>,
    heads: &[usize],
    mentions: &[EventMention<'_>],
    word: usize,
) -> Option<usize> {
    let sentence = layers.reading.sentence_of(word);
    let sorted_end = heads.partition_point(|&h| layers.reading.sentence_of(h) <= sentence);
    let recent = (sorted_end.saturating_sub(24)..sorted_end).rev();
    let fitting: Vec<usize> = recent.filter(|&n| mentions.get(n).is_some_and(can_harm)).collect();
    let distance = |n: &usize| heads.get(*n).map_or(usize::MAX, |&h| h.abs_diff(word));
    let here = fitting
        .iter()
        .copied()
        .filter(|&n| heads.get(n).is_some_and(|&h| layers.reading.sentence_of(h) == sentence))
        .min_by_key(distance);
    here.or_else(|| {
        fitting
            .into_iter()
            .find(|&n| heads.get(n).is_some_and(|&h| layers.reading.sentence_of(h) + 2 >= sentence))
    })
}

/// A group of mentions with what speaks for it, where the event heads have seen it.
type Scored = (Vec<usize>, Option<Evidence>);

fn scores(layers: &Layers<'_>, mentions: &[EventMention<'_>], grouping: Grouping) -> Vec<Scored> {
    let relevance = Relevance::new(layers);
    let twins = twins::find(mentions, &grouping);
    let scored = |(group, twins): (Vec<usize>, Twins)| {
        let members: Vec<&EventMention<'_>> =
            group.iter().filter_map(|&member| mentions.get(member)).collect();
        let evidence = Evidence::of(layers, &relevance, &members, twins);
        (group, evidence)
    };
    grouping.groups.into_iter().zip(twins).map(scored).collect()
}

/// From this probability on a word beside surer ones is told as a mention of their event.
const MEMBER: f32 = 0.3;

/// The members of a group without those that the heads hardly see, where others are left.
fn sure_members(mentions: &[EventMention<'_>], group: Vec<usize>) -> Vec<usize> {
    let is_sure = |&member: &usize| {
        let tag = mentions.get(member).and_then(|m| m.trigger.tag);
        tag.is_none_or(|tag| tag.scores.event.get() >= MEMBER)
    };
    let sure: Vec<usize> = group.iter().copied().filter(is_sure).collect();
    if sure.is_empty() { group } else { sure }
}

/// What is left of mentions and groups.
struct Likely<'a> {
    mentions: Vec<EventMention<'a>>,
    /// For each mention another of its sentence that tells of the same event.
    pairs: Vec<Option<usize>>,
    groups: Vec<Vec<usize>>,
    scores: Vec<Option<Evidence>>,
}

/// The groups that are likely enough, with their mentions renumbered.
fn likely(
    (mentions, pairs): (Vec<EventMention<'_>>, Vec<Option<usize>>),
    groups: Vec<Scored>,
    least: f32,
) -> Likely<'_> {
    let (mut groups, scores): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .filter(|(_, evidence)| evidence.is_none_or(|e| e.score().get() >= least))
        .map(|(group, evidence)| (sure_members(&mentions, group), evidence))
        .unzip();
    let mut is_kept = vec![false; mentions.len()];
    for &member in groups.iter().flatten() {
        if let Some(slot) = is_kept.get_mut(member) {
            *slot = true;
        }
    }
    let mut number = vec![0; mentions.len()];
    let mut next = 0;
    for (slot, kept) in number.iter_mut().zip(&is_kept) {
        *slot = next;
        next += usize::from(*kept);
    }
    for member in groups.iter_mut().flatten() {
        *member = number.get(*member).copied().unwrap_or_default();
    }
    let moved = |other: usize| {
        is_kept.get(other).filter(|kept| **kept).and_then(|_| number.get(other).copied())
    };
    let pairs = pairs.into_iter().zip(&is_kept).filter(|(_, kept)| **kept);
    let pairs = pairs.map(|(other, _)| other.and_then(moved)).collect();
    let kept = mentions.into_iter().zip(&is_kept).filter(|(_, kept)| **kept);
    Likely { mentions: kept.map(|(mention, _)| mention).collect(), pairs, groups, scores }
}

fn events(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    groups: &[Vec<usize>],
    carriers: &Carriers,
    (times, places): (&[TimeExpression], &Places),
) -> Vec<Event> {
    let attested = |&number: &usize| {
        mentions.get(number).map(|mention| Attested { mention, claims: carriers.of(number) })
    };
    let build = |(number, members): (usize, &Vec<usize>)| {
        let members: Vec<Attested<'_, '_>> = members.iter().filter_map(attested).collect();
        build::event(layers, EventId::from_index(number), &members, times, places)
    };
    groups.iter().enumerate().filter_map(build).collect()
}

fn group_of(groups: &[Vec<usize>], mentions: usize) -> Vec<usize> {
    let mut out = vec![0; mentions];
    for (number, members) in groups.iter().enumerate() {
        for &member in members {
            if let Some(slot) = out.get_mut(member) {
                *slot = number;
            }
        }
    }
    out
}

fn add_relations(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    group_of: &[usize],
    events: &mut [Event],
) {
    for link in relations::find(layers, mentions) {
        let (Some(&from), Some(&to)) = (group_of.get(link.from), group_of.get(link.to)) else {
            continue;
        };
        let relation = EventRelation::new(link.relation, EventId::from_index(to));
        if let Some(event) =
            events.get_mut(from).filter(|e| from != to && !e.relations.contains(&relation))
        {
            event.relations.push(relation);
        }
    }
}

/// Who speaks at a span: the source of the innermost claim about it, else the paper.
fn voice_at(layers: &Layers<'_>, span: Span) -> (Voice, Option<ClaimId>) {
    let about = layers.claims_at(span);
    about.map_or((Voice::Narrator, None), |claim| (voices::voice(claim), Some(claim.id)))
}

/// Tells the mentions that were joined with an event loosely.
fn mark_loose(mentions: &mut [EventMention<'_>], loose: &[bool]) {
    for (mention, &loose) in mentions.iter_mut().zip(loose) {
        mention.loose = loose;
    }
}

/// "No information about casualties": of the events of force told before it for which no number is
/// given, nothing is known.
fn mark_unknown_casualties(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    groups: &[Vec<usize>],
    absences: &[AbsenceAt],
    events: &mut [Event],
) {
    let Some(last) = absences.iter().filter(|a| a.of_casualties).map(|a| a.sentence).max() else {
        return;
    };
    for (members, event) in groups.iter().zip(events) {
        let first = members.first().and_then(|&m| mentions.get(m));
        let told_before = first.is_some_and(|m| {
            layers.reading.sentence_of(m.trigger.head) <= last && m.class() == "ASSAULT"
        });
        let real = event.polarity == Polarity::Positive && event.modality == Modality::Actual;
        if told_before && real && event.casualties.status == CasualtyStatus::NoneStated {
            event.casualties.status = CasualtyStatus::NoInformation;
        }
    }
}

fn claim_events(
    layers: &Layers<'_>,
    group_of: &[usize],
    carriers: &Carriers,
) -> Vec<(ClaimId, Vec<EventId>)> {
    let mut lists: Vec<Vec<EventId>> = vec![Vec::new(); layers.claims.len()];
    for (mention, &group) in group_of.iter().enumerate() {
        for &claim in carriers.of(mention) {
            let id = EventId::from_index(group);
            if let Some(list) = lists.get_mut(claim).filter(|list| !list.contains(&id)) {
                list.push(id);
            }
        }
    }
    let pairs = layers.claims.iter().zip(lists).map(|(claim, list)| (claim.id, list));
    pairs.filter(|(_, list)| !list.is_empty()).collect()
}
