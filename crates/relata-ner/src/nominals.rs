//! Titles and other descriptions of persons, groups, organisations, places and vehicles, where they
//! are sources or actors.

use std::ops::Range;

use relata_core::{AttributionRole, EntityType, MentionKind, Relation, Score, Upos};
use relata_syntax::LONGEST_NOUN;

use crate::candidate::{Candidate, NOBODY};
use crate::features::{Definiteness, Number};
use crate::lexicon::persons::is_honorific;
use crate::lexicon::{countries, nouns, words};
use crate::view::View;

/// A title that stands directly before a name ("Nato secretary-general Jens Stoltenberg").
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// The description, which is no mention of its own.
    pub description: Candidate,
    /// First token of the name.
    pub name_starts: usize,
}

/// Descriptions of a text.
#[derive(Debug, Default)]
pub(crate) struct Descriptions {
    /// Those that are mentions.
    pub mentions: Vec<Candidate>,
    /// Those that belong to a name.
    pub titles: Vec<Title>,
}

/// Finds the descriptions; `names` are the names of the text in its order.
pub(crate) fn find(view: View<'_>, names: &[Candidate]) -> Descriptions {
    let name_of = names_by_token(view, names);
    let mut out = Descriptions::default();
    let mut next = 0;
    for head in 0..view.reading.tokens().len() {
        if head < next || name_of.get(head).copied().flatten().is_some() {
            continue;
        }
        let behind = name_of.get(head + 1).copied().flatten().and_then(|name| names.get(name));
        let titles = behind.is_some_and(|name| {
            name.entity_type == EntityType::Per && name.tokens.start == head + 1
        });
        let Some(description) = describe(view, head, titles) else { continue };
        next = description.tokens.end.min(head + 1);
        match name_after(view, &description, &name_of, names) {
            Some(name) => out.titles.push(Title { description, name_starts: name.tokens.start }),
            None => out.mentions.push(description),
        }
    }
    out
}

fn names_by_token(view: View<'_>, names: &[Candidate]) -> Vec<Option<usize>> {
    let mut out = vec![None; view.reading.tokens().len()];
    for (index, name) in names.iter().enumerate() {
        for token in name.tokens.clone() {
            if let Some(slot) = out.get_mut(token) {
                *slot = Some(index);
            }
        }
    }
    out
}

/// The noun table's entry for the longest term around the head ("deputy prime minister"), with its
/// tokens.
fn term(view: View<'_>, head: usize) -> Option<(Range<usize>, &'static nouns::Noun, Number)> {
    term_of_several(view, head)
        .or_else(|| {
            let (noun, number) = nouns::look_up(&view.lower(head))?;
            (!view.is_hyphen(head)).then_some((head..head + 1, noun, number))
        })
        .or_else(|| {
            let number = head.checked_sub(1).is_some_and(|t| view.upos(t) == Upos::Num);
            let (noun, count) = nouns::abbreviated(view.form(head)).filter(|_| !number)?;
            Some((head..head + 1, noun, count))
        })
}

/// The longest term of several words around the head; hyphens between them do not count.
fn term_of_several(
    view: View<'_>,
    head: usize,
) -> Option<(Range<usize>, &'static nouns::Noun, Number)> {
    let sentence = view.sentence_of(head);
    let first = head.saturating_sub(LONGEST_NOUN).max(sentence.start);
    let last = (head + LONGEST_NOUN + 1).min(sentence.end);
    let starts = (first..=head).filter(|&start| nouns::opens_term(&view.lower(start)));
    let mut windows: Vec<Range<usize>> = starts
        .flat_map(|start| (head + 1..=last).map(move |end| start..end))
        .filter(|window| window.len() > 1)
        .collect();
    windows.sort_by_key(|window| std::cmp::Reverse(window.len()));
    windows.into_iter().find_map(|window| {
        let (start, end) = (window.start, window.end);
        if view.is_hyphen(start) || view.is_hyphen(end - 1) {
            return None;
        }
        let words = || (start..end).filter(|&token| !view.is_hyphen(token));
        if words().count() > LONGEST_NOUN {
            return None;
        }
        nouns::look_up(&written(view, words())).map(|(noun, number)| (window, noun, number))
    })
}

/// Words in lower case as the noun table has them: a clitic right behind its word ("prosecutor's
/// office"), a blank before every other.
fn written(view: View<'_>, tokens: impl Iterator<Item = usize>) -> String {
    let mut out = String::new();
    for token in tokens {
        let word = view.lower(token);
        match word.strip_prefix(['\'', '’']) {
            Some(clitic) => out.extend(["'", clitic]),
            None if out.is_empty() => out = word,
            None => out.extend([" ", &word]),
        }
    }
    out
}

/// The description with that head; `titles` is true right before the name of a person.
fn describe(view: View<'_>, head: usize, titles: bool) -> Option<Candidate> {
    if !may_head(view, head) {
        return None;
    }
    let source = view.reading.token(head).attribution.label() == Some(AttributionRole::Source)
        && heads_source(view, head);
    let (core, noun, number) = match term(view, head) {
        Some((core, noun, number)) if is_head_of_term(view, head, &core) => {
            (core, Some(noun), number)
        }
        None if (source && is_participant(view, head))
            || nouns::denotes_person_by_ending(&view.lower(head)) =>
        {
            (head..head + 1, None, number_by_form(view, head))
        }
        // The prosecutor of "the prosecutor's office" is nobody.
        _ => return None,
    };
    let tokens = view.description(head, &core);
    let definiteness = definiteness(view, &core, noun.is_some_and(|n| n.has("unique")));
    // "Inspector Liam Roche"
    let title = titles
        && number == Number::Singular
        && noun.is_some_and(|noun| noun.entity_type == EntityType::Per);
    if !title && !refers(view, head, noun, definiteness, number, &tokens, source) {
        return None;
    }
    let holder = noun.is_some_and(|n| n.has("role"))
        && number == Number::Singular
        && !matches!(definiteness, Definiteness::Indefinite | Definiteness::Other);
    let layers = view.reading.token(head).scores;
    Some(Candidate {
        span: view.span(&tokens),
        country: (tokens.start..core.start).find_map(|t| countries::of_modifier(view.form(t))),
        tokens,
        head,
        kind: if holder { MentionKind::Title } else { MentionKind::Nominal },
        entity_type: noun.map_or_else(|| unknown_type(view, head), |n| n.entity_type),
        score: Score::new(0.9 * Score::mean([layers.upos, layers.relation]).get()),
        number,
        gender: noun.and_then(|n| n.gender),
        definiteness,
        noun,
        ..NOBODY.clone()
    })
}

fn may_head(view: View<'_>, head: usize) -> bool {
    let nominal = matches!(view.upos(head), Upos::Noun | Upos::Propn)
        || (view.upos(head) == Upos::Adj
            && view.reading.dependent(head, &[Relation::Det]).is_some());
    nominal && (is_participant(view, head) || is_source_noun(view, head))
}

/// A noun in a source span: the span says that it takes part, whatever the tree says.
fn is_source_noun(view: View<'_>, head: usize) -> bool {
    view.reading.token(head).attribution.label() == Some(AttributionRole::Source)
        && view.relation(head) != Relation::Compound
}

/// The term's own head: the noun of it that is governed from outside, so that "minister" of "prime
/// minister" speaks for both. Where the tree does not tell, the last noun.
fn is_head_of_term(view: View<'_>, head: usize, core: &Range<usize>) -> bool {
    let nominal = |t: &usize| matches!(view.upos(*t), Upos::Noun | Upos::Propn | Upos::Adj);
    let governed =
        core.clone().filter(nominal).find(|&t| view.head(t).is_none_or(|h| !core.contains(&h)));
    governed.or_else(|| core.clone().rev().find(nominal)) == Some(head)
}

fn is_participant(view: View<'_>, token: usize) -> bool {
    let mut at = token;
    for _ in 0..8 {
        match view.relation(at) {
            Relation::Conj => at = view.head(at).unwrap_or(at),
            relation => return takes_part(relation) || is_predicate(view, at),
        }
    }
    false
}

fn takes_part(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Nsubj
            | Relation::NsubjPass
            | Relation::NsubjOuter
            | Relation::Obj
            | Relation::Iobj
            | Relation::Obl
            | Relation::OblAgent
            | Relation::Nmod
            | Relation::NmodPoss
            | Relation::NmodDesc
            | Relation::Appos
            | Relation::Dislocated
            | Relation::Vocative
            | Relation::Root
            | Relation::Parataxis
            | Relation::Dep
            | Relation::List
    )
}

/// "X is the leader": the leader is no participant of its own.
pub(crate) fn is_predicate(view: View<'_>, token: usize) -> bool {
    view.reading.dependent(token, &[Relation::Cop]).is_some()
}

fn heads_source(view: View<'_>, head: usize) -> bool {
    view.head(head)
        .is_none_or(|h| view.reading.token(h).attribution.label() != Some(AttributionRole::Source))
}

fn number_by_form(view: View<'_>, head: usize) -> Number {
    let form = view.lower(head);
    if form.ends_with('s') && !form.ends_with("ss") && view.lemma(head) != form {
        Number::Plural
    } else {
        Number::Singular
    }
}

fn unknown_type(view: View<'_>, head: usize) -> EntityType {
    if nouns::denotes_person_by_ending(&view.lower(head)) {
        EntityType::Per
    } else {
        EntityType::Misc
    }
}

fn definiteness(view: View<'_>, core: &Range<usize>, unique: bool) -> Definiteness {
    let dependents = core.clone().flat_map(|t| view.reading.dependents(t).iter().copied());
    let before: Vec<usize> = dependents.filter(|&d| d < core.start).collect();
    if before.iter().any(|&d| words::is(&view.lower(d), "another")) {
        return Definiteness::Other;
    }
    if before.iter().any(|&d| view.relation(d) == Relation::NmodPoss) {
        return Definiteness::Possessed;
    }
    match before
        .iter()
        .find(|&&d| matches!(view.relation(d), Relation::Det | Relation::DetPredet))
        .map(|&d| view.lower(d))
        .as_deref()
    {
        Some(word) if words::is(word, "definite") => Definiteness::Definite,
        Some(_) => Definiteness::Indefinite,
        None if before.iter().any(|&d| view.relation(d) == Relation::Nummod) => {
            Definiteness::Indefinite
        }
        None if unique => Definiteness::Definite,
        None => Definiteness::Bare,
    }
}

/// Keeps out what does not refer: "at home", "in court", amounts, and documents that say nothing.
fn refers(
    view: View<'_>,
    head: usize,
    noun: Option<&nouns::Noun>,
    definiteness: Definiteness,
    number: Number,
    tokens: &Range<usize>,
    source: bool,
) -> bool {
    let Some(noun) = noun else { return true };
    if noun.has("document") {
        return source || is_subject_of_speech(view, head);
    }
    let bare = definiteness == Definiteness::Bare && tokens.len() == 1 && number != Number::Plural;
    let thing = !matches!(noun.entity_type, EntityType::Per | EntityType::Org);
    if thing && is_of_amount(view, head) {
        return false;
    }
    let subject = view.relation(head).is_subject() || source || is_beside_colon(view, head);
    !bare || (subject && !thing)
}

/// "In the region of €25mn" is about how much.
fn is_of_amount(view: View<'_>, head: usize) -> bool {
    let mut complements = view.reading.dependents_by(head, &[Relation::Nmod]);
    complements.any(|token| matches!(view.upos(token), Upos::Num | Upos::Sym))
}

/// "Minister: no plan to resign", "Bridge closed: mayor": a noun alone on one side of a headline's
/// colon.
fn is_beside_colon(view: View<'_>, head: usize) -> bool {
    let sentence = view.sentence_of(head);
    let first = head == sentence.start && view.form(head + 1) == ":";
    let last = head + 1 == sentence.end && head > sentence.start && view.form(head - 1) == ":";
    first || last
}

fn is_subject_of_speech(view: View<'_>, head: usize) -> bool {
    view.relation(head).is_subject()
        && view.head(head).is_some_and(|verb| crate::sources::is_speech(view.lemma(verb)))
}

/// The person's name that follows directly and that the description belongs to.
fn name_after<'n>(
    view: View<'_>,
    description: &Candidate,
    name_of: &[Option<usize>],
    names: &'n [Candidate],
) -> Option<&'n Candidate> {
    // "Crown Prince Sheikh Mishal": a second title belongs to neither.
    let from = description.tokens.end;
    let start = (from..from + 3).find(|&t| !is_honorific(view.form(t)))?;
    let name = names.get(name_of.get(start).copied().flatten()?)?;
    let one_person = name.entity_type == EntityType::Per
        && description.entity_type == EntityType::Per
        && description.number == Number::Singular;
    if !one_person
        || name.tokens.start != start
        || view.reading.sentence_of(name.head) != view.reading.sentence_of(description.head)
    {
        return None;
    }
    let up = view.head(description.head).is_some_and(|h| name.tokens.contains(&h));
    let down = view.head(name.head) == Some(description.head);
    let loose = description.definiteness != Definiteness::Indefinite
        && !matches!(view.relation(description.head), Relation::Obj | Relation::Iobj);
    (up || down || loose).then_some(name)
}
