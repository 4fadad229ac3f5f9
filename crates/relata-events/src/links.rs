//! Words of one sentence that tell of one event: "strikes hit …", "strikes targeting …", "killed in
//! a bombing", "opened fire, killing …".

use relata_core::{Relation, TimeExpression};
use relata_syntax::TableMap;

use crate::layers::Layers;
use crate::mention::{EventMention, TimeRole, Trigger};
use crate::roles;
use crate::words::Words;

/// Which trigger stands at a token: at its own words, or at the noun that it is counted into.
pub(crate) fn by_token(layers: &Layers<'_>, triggers: &[Trigger<'_>]) -> TableMap<usize, usize> {
    let mut out = TableMap::default();
    for (number, trigger) in triggers.iter().enumerate() {
        if trigger.nominal {
            out.entry(layers.container_of(trigger.head)).or_insert(number);
        }
        for &token in &trigger.tokens {
            out.insert(token, number);
        }
    }
    out
}

/// For each mention another of its sentence that tells of the same event and says more of it.
pub(crate) fn pairs(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    at: &TableMap<usize, usize>,
) -> Vec<Option<usize>> {
    (0..mentions.len()).map(|number| same_as(layers, mentions, number, at)).collect()
}

/// Gives deaths and injuries in an accident or disaster its class: "an avalanche struck, killing
/// …", "killed in the crash". Only for what the event heads have seen.
pub(crate) fn class_harm(
    layers: &Layers<'_>,
    mentions: &mut [EventMention<'_>],
    at: &TableMap<usize, usize>,
) {
    for number in 0..mentions.len() {
        let Some(mention) = mentions.get(number).filter(|m| m.trigger.tag.is_some()) else {
            continue;
        };
        let harms = mention.trigger.class == "ASSAULT" && !mention.trigger.nominal;
        let cause = governed(layers, &mention.trigger, at).filter(|_| harms);
        let Some(cause) = cause.and_then(|cause| mentions.get(cause)) else { continue };
        if !matches!(cause.trigger.class, "ACCIDENT" | "DISASTER") {
            continue;
        }
        let (class, event_type) = (cause.trigger.class, cause.event_type.clone());
        if let Some(mention) = mentions.get_mut(number) {
            mention.trigger.class = class;
            mention.event_type = event_type;
        }
    }
}

/// Pairs of mentions of which the one is the other with its purpose told: "met for talks",
/// "gathered for a rally". Both are of one class, or are so by the lexicon.
pub(crate) fn purposes(layers: &Layers<'_>, mentions: &[EventMention<'_>]) -> Vec<(usize, usize)> {
    let at: TableMap<usize, usize> = mentions
        .iter()
        .enumerate()
        .flat_map(|(number, m)| [m.trigger.head, m.trigger.first()].map(|token| (token, number)))
        .collect();
    // Of force, demands and penalties "for" tells the reason or the content.
    let gathers =
        |m: &EventMention<'_>| !m.trigger.nominal && matches!(m.class(), "CONSULT" | "PROTEST");
    let of_verb = |(number, mention): (usize, &EventMention<'_>)| {
        let verb = Some(mention.trigger.head).filter(|_| gathers(mention))?;
        let nouns = layers.introduced_by(verb, "for");
        let purpose = nouns.iter().find_map(|noun| at.get(noun).copied())?;
        let noun = mentions.get(purpose).filter(|noun| noun.trigger.nominal)?;
        let same = noun.class() == mention.class()
            || is_listed(layers, noun, mention.class()) && noun.trigger.head > verb;
        same.then_some((number, purpose))
    };
    mentions.iter().enumerate().filter_map(of_verb).collect()
}

/// True where the lexicon has a row of the class for the word.
fn is_listed(layers: &Layers<'_>, mention: &EventMention<'_>, class: &str) -> bool {
    let mut rows = layers.ontology.entries(layers.lemma(mention.trigger.head));
    rows.any(|entry| entry.plover.event == class)
}

/// Joins the mentions that tell of one event into the one that says most of it; the others are
/// dropped.
pub(crate) fn join<'o>(
    layers: &Layers<'_>,
    mentions: Vec<EventMention<'o>>,
    at: &TableMap<usize, usize>,
    times: &[TimeExpression],
) -> Vec<EventMention<'o>> {
    let targets = pairs(layers, &mentions, at);
    let mut slots: Vec<Option<EventMention<'o>>> = mentions.into_iter().map(Some).collect();
    for number in 0..slots.len() {
        let Some(main) = resolve(&targets, number).filter(|&main| main != number) else { continue };
        let Some(absorbed) = slots.get_mut(number).and_then(Option::take) else { continue };
        match slots.get_mut(main) {
            Some(Some(mention)) => absorb(layers, mention, absorbed, times),
            _ => {
                if let Some(slot) = slots.get_mut(number) {
                    *slot = Some(absorbed);
                }
            }
        }
    }
    slots.into_iter().flatten().collect()
}

/// The mention that is left at the end of a chain of joins.
fn resolve(targets: &[Option<usize>], number: usize) -> Option<usize> {
    let mut at = number;
    for _ in 0..8 {
        match targets.get(at).copied().flatten() {
            Some(next) if next != number => at = next,
            _ => return Some(at),
        }
    }
    None
}

/// The mention that tells of the same event and says more of it.
fn same_as(
    layers: &Layers<'_>,
    mentions: &[EventMention<'_>],
    number: usize,
    at: &TableMap<usize, usize>,
) -> Option<usize> {
    let mention = mentions.get(number)?;
    let trigger = &mention.trigger;
    let other = if trigger.nominal {
        appositive(layers, trigger, at)
    } else {
        governed(layers, trigger, at)
    }?;
    let main = mentions.get(other).filter(|_| other != number)?;
    let compatible = main.class() == mention.class()
        && main.factuality.polarity == mention.factuality.polarity
        && main.factuality.modality == mention.factuality.modality;
    compatible.then_some(other)
}

fn governed(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    at: &TableMap<usize, usize>,
) -> Option<usize> {
    let verb = trigger.head;
    let lookup = |token: &usize| at.get(token).copied();
    // "strikes hit", "a wave of strikes targeting", "the attack which killed"
    if let Some(found) = layers.doers(verb).iter().find_map(lookup) {
        return Some(found);
    }
    // "killed in a bombing", "hit by an air strike"
    let words = Words::of_events();
    let harms = layers.is_class("harm", verb);
    let of_harm = words.of_kind("tells_event_of_harm").filter(|_| harms);
    for word in words.of_kind("tells_event").chain(of_harm) {
        let phrases = layers.introduced_by(verb, word);
        if let Some(found) = phrases.iter().find_map(lookup) {
            return Some(found);
        }
    }
    // "opened fire, killing five", "was killed when gunmen opened fire"
    let head = layers.head(verb)?;
    let participle = matches!(layers.relation(verb), Relation::Advcl | Relation::Conj)
        && layers.form(verb).ends_with("ing")
        && !layers.has_own_subject(verb);
    if participle && harms {
        return lookup(&head);
    }
    let also_harmed = layers.relation(verb) == Relation::Conj
        && harms
        && (layers.is_class("harm", head) || !layers.has_own_subject(verb));
    if also_harmed {
        return lookup(&head);
    }
    let when = layers.reading.dependents_by(verb, &[Relation::Advcl]).find(|&d| {
        layers.case_or_mark(d).is_some_and(|m| words.is(m, "harm_clause"))
            || layers.child(d, &[Relation::Advmod]).is_some_and(|m| layers.lemma(m) == "when")
    });
    when.filter(|_| harms).and_then(|d| lookup(&d))
}

/// "an attack, the bombing of …"
fn appositive(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    at: &TableMap<usize, usize>,
) -> Option<usize> {
    let head = layers.head(trigger.head)?;
    (layers.relation(trigger.head) == Relation::Appos).then(|| at.get(&head).copied()).flatten()
}

fn absorb(
    layers: &Layers<'_>,
    main: &mut EventMention<'_>,
    other: EventMention<'_>,
    times: &[TimeExpression],
) {
    merge_fillers(&mut main.roles.actors, other.roles.actors);
    let actors = main.roles.actors.clone();
    let targets =
        other.roles.targets.into_iter().filter(|t| !actors.iter().any(|a| a.head == t.head));
    merge_fillers(&mut main.roles.targets, targets.collect());
    merge_fillers(&mut main.roles.instruments, other.roles.instruments);
    merge_fillers(&mut main.roles.places, other.roles.places);
    merge_fillers(&mut main.roles.beneficiaries, other.roles.beneficiaries);
    main.aspect = main.aspect.or(other.aspect);
    main.harm.extend(other.harm);
    main.also.push(other.trigger.span);
    main.also.extend(other.also);
    let vague = |time: Option<TimeRole>| {
        time.and_then(|role| times.get(role.index)).is_none_or(TimeExpression::is_vague)
    };
    // "the anniversary of the bombing that killed 19": the time of the gathering is not theirs.
    let recalled = main.trigger.is_recalled(layers, main.factuality);
    if vague(main.time) && other.time.is_some() && !recalled {
        main.time = other.time;
    }
    if main.event_type.acled.is_none() {
        main.event_type.acled = other.event_type.acled;
    }
}

/// More participants than this in one role come from an event that a whole long text is taken to
/// tell of.
const MAX_FILLERS: usize = 64;

pub(crate) fn merge_fillers(
    into: &mut Vec<crate::mention::Filler>,
    from: Vec<crate::mention::Filler>,
) {
    for filler in from.into_iter().take(MAX_FILLERS.saturating_sub(into.len())) {
        let is_same = |f: &&mut crate::mention::Filler| {
            f.span == filler.span || (f.entity.is_some() && f.entity == filler.entity)
        };
        match into.iter_mut().find(is_same) {
            // What one mention says plainly is not only alleged.
            Some(known) => {
                known.alleged &= filler.alleged;
                if filler.score > known.score {
                    known.score = filler.score;
                }
            }
            None => into.push(filler),
        }
    }
}

/// Tokens on which modifiers of the mention hang.
pub(crate) fn carriers(layers: &Layers<'_>, mention: &EventMention<'_>) -> Vec<usize> {
    roles::carriers(layers, &mention.trigger)
}
