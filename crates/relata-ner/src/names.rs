//! Name mentions from the entity layer, with their boundaries repaired.

use std::collections::HashSet;
use std::ops::Range;

use relata_core::{EntityType, LabelledSpan, MentionKind, Relation, Score, Upos};

use crate::candidate::{Candidate, NOBODY};
use crate::features::{Gender, Number};
use crate::lexicon::{countries, nouns, organisations, persons, words};
use crate::view::View;

/// A name before it becomes a candidate.
struct Name {
    tokens: Range<usize>,
    entity_type: EntityType,
    score: Score,
}

/// All name and adjective mentions in the order of the text.
pub(crate) fn find(view: View<'_>) -> Vec<Candidate> {
    let spans = view.reading.entity_spans();
    let names = spans.into_iter().filter(|span| span.label.is_name()).map(Name::from);
    let joined = join_split_names(view, names);
    let parts = joined.into_iter().flat_map(|name| split_off_acronym(view, name));
    let whole =
        parts.map(|name| possessor(view, name)).filter_map(|name| trimmed(view, name)).filter(
            |name| !is_description(view, name) && !is_address(view, name) && !is_office(view, name),
        );
    let mut names: Vec<Name> = whole.map(|name| retyped(view, name)).collect();
    retype_labels(view, &mut names);
    names.iter().map(|name| candidate(view, name)).collect()
}

/// "the PM", "Iraqi FM", "Gauteng MEC for health": an office in short, whatever the tag.
fn is_office(view: View<'_>, name: &Name) -> bool {
    let last = name.tokens.end.saturating_sub(1);
    let short = name.entity_type != EntityType::Per
        && view.form(last).chars().all(char::is_uppercase)
        && nouns::abbreviated(view.form(last)).is_some();
    let before = name.tokens.start.checked_sub(1).map(|t| view.lower(t));
    let known = before.is_some_and(|word| words::is(&word, "definite"));
    let modified = name.tokens.len() > 1
        && (countries::of_modifier(view.form(name.tokens.start)).is_some()
            || matches!(view.lower(name.tokens.end).as_str(), "for" | "of"));
    short && (modified || (known && name.tokens.len() == 1))
}

/// "press@holdfast.example" names nobody by itself.
fn is_address(view: View<'_>, name: &Name) -> bool {
    name.tokens.len() == 1
        && view
            .form(name.tokens.start)
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// In a transcript "ORME:" is the Dan Orme of the text, whatever the tag.
fn retype_labels(view: View<'_>, names: &mut [Name]) {
    let of_person = |name: &&Name| name.entity_type == EntityType::Per && name.tokens.len() > 1;
    let surnames: HashSet<String> =
        names.iter().filter(of_person).map(|name| view.lower(name.tokens.end - 1)).collect();
    for name in names
        .iter_mut()
        .filter(|name| name.tokens.len() == 1 && name.entity_type != EntityType::Per)
    {
        let label = view.form(name.tokens.end) == ":" && view.begins_sentence(name.tokens.start);
        if label && surnames.contains(&view.lower(name.tokens.start)) {
            name.entity_type = EntityType::Per;
        }
    }
}

/// "Human rights group" at the beginning of a headline: a capital that the place in the sentence
/// explains, before a common noun.
fn is_description(view: View<'_>, name: &Name) -> bool {
    let last = name.tokens.end.saturating_sub(1);
    let capitals = name.tokens.clone().skip(1).any(|t| view.is_capitalised(t));
    let explained =
        view.begins_sentence(name.tokens.start) || !view.is_capitalised(name.tokens.start);
    let noun = nouns::look_up(&view.lower(last));
    let common = view.upos(last) == Upos::Noun
        || (name.entity_type == EntityType::Per
            && noun.is_some_and(|(_, number)| number == Number::Plural));
    name.entity_type != EntityType::Norp && explained && !capitals && common && noun.is_some()
}

/// "Halden Bank" is no person, whatever the tag; "Tony Banks" is one.
fn ends_like_body(view: View<'_>, name: &Name) -> bool {
    let last = nouns::look_up(&view.lower(name.tokens.end.saturating_sub(1)));
    let body = last.is_some_and(|(noun, number)| {
        noun.entity_type == EntityType::Org && noun.class().is_some() && number != Number::Plural
    });
    name.tokens.len() > 1 && body && !persons::is_first_name(view.form(name.tokens.start))
}

/// A title before a name makes it a person's; a body that everybody knows is an organisation.
fn retyped(view: View<'_>, mut name: Name) -> Name {
    let written = view.span(&name.tokens).text(view.text);
    let titled = name
        .tokens
        .start
        .checked_sub(1)
        .filter(|&t| t >= view.sentence_of(name.tokens.start).start)
        .is_some_and(|t| persons::is_personal_title(view.form(t)));
    let misplaced = matches!(
        name.entity_type,
        EntityType::Gpe
            | EntityType::Loc
            | EntityType::Fac
            | EntityType::Misc
            | EntityType::Product
    );
    let known =
        misplaced && organisations::known_name(&organisations::normal_form(written)).is_some();
    let thing = matches!(
        name.entity_type,
        EntityType::Org | EntityType::Gpe | EntityType::Loc | EntityType::Fac
    );
    if titled && name.tokens.len() <= 3 && thing && countries::of_modifier(written).is_none() {
        name.entity_type = EntityType::Per;
    } else if known || (name.entity_type == EntityType::Per && ends_like_body(view, &name)) {
        name.entity_type = EntityType::Org;
    }
    name
}

impl From<LabelledSpan<EntityType>> for Name {
    fn from(span: LabelledSpan<EntityType>) -> Self {
        Self { tokens: span.tokens, entity_type: span.label, score: span.score }
    }
}

fn join_split_names(view: View<'_>, names: impl Iterator<Item = Name>) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for name in names {
        match out.last_mut() {
            Some(before) if belong_together(view, before, &name) => {
                before.tokens.end = name.tokens.end;
                before.score = before.score.min(name.score);
            }
            _ => out.push(name),
        }
    }
    out
}

/// Two halves of "Smith-Jones" or "Bashar al-Assad", or two tags within one flat name.
fn belong_together(view: View<'_>, before: &Name, after: &Name) -> bool {
    if before.entity_type != after.entity_type
        || view.reading.sentence_of(before.tokens.start)
            != view.reading.sentence_of(after.tokens.start)
    {
        return false;
    }
    let gap = before.tokens.end..after.tokens.start;
    match gap.len() {
        0 => {
            view.is_capitalised(before.tokens.start)
                && view.relation(after.tokens.start) == Relation::Flat
                && view.head(after.tokens.start).is_some_and(|h| before.tokens.contains(&h))
        }
        1 => {
            after.entity_type == EntityType::Per
                && view.is_hyphen(gap.start)
                && view.touches_next(gap.start)
                && view.touches_next(gap.start.saturating_sub(1))
        }
        2 => {
            after.entity_type == EntityType::Per
                && is_name_particle(view.form(gap.start))
                && view.is_hyphen(gap.start + 1)
        }
        _ => false,
    }
}

fn is_name_particle(word: &str) -> bool {
    words::is(word, "joined_particle")
}

/// "Syrian Observatory (SOHR)" under one tag holds two names.
fn split_off_acronym(view: View<'_>, name: Name) -> Vec<Name> {
    let Range { start, end } = name.tokens;
    let Some(open) = (start + 1..end).find(|&t| view.form(t) == "(") else { return vec![name] };
    let close = (open + 1..end).find(|&t| view.form(t) == ")").unwrap_or(end);
    let part =
        |tokens: Range<usize>| Name { tokens, entity_type: name.entity_type, score: name.score };
    vec![part(start..open), part(open + 1..close)]
        .into_iter()
        .filter(|n| !n.tokens.is_empty())
        .collect()
}

/// "Vladimir Putin's forces" under one tag: what a person has, written small, is no part of the
/// name.
fn possessor(view: View<'_>, mut name: Name) -> Name {
    let Some(mark) = (name.tokens.start + 2..name.tokens.end).find(|&t| view.is_possessive_mark(t))
    else {
        return name;
    };
    let mut behind = mark + 1..name.tokens.end;
    if !behind.is_empty()
        && !behind.any(|t| view.is_capitalised(t))
        && persons::is_first_name(view.form(name.tokens.start))
    {
        (name.tokens.end, name.entity_type) = (mark, EntityType::Per);
    }
    name
}

fn trimmed(view: View<'_>, mut name: Name) -> Option<Name> {
    while name.tokens.start < name.tokens.end && drops_front(view, &name) {
        name.tokens.start += 1;
    }
    while name.tokens.start < name.tokens.end && drops_back(view, name.tokens.end - 1, &name) {
        name.tokens.end -= 1;
    }
    // A tag on a quotation mark or a comma alone is no name.
    (!name.tokens.is_empty()).then_some(name)
}

fn drops_front(view: View<'_>, name: &Name) -> bool {
    let token = name.tokens.start;
    let word = view.form(token);
    let first = name.tokens.len() > 1;
    if view.upos(token) == Upos::Punct || is_quote(word) {
        return true;
    }
    let article = matches!(word, "the" | "a" | "an")
        || (word == "The" && view.begins_sentence(token) && !keeps_article(view, token + 1));
    first
        && (is_epithet(view, name)
            || article
            || view.is_possessive_mark(token)
            || (name.entity_type == EntityType::Per
                && persons::is_honorific(word)
                && drops_honorific(view, name)))
}

/// "Campaigner Joan Fisk": a noun before two more words of a name.
fn is_epithet(view: View<'_>, name: &Name) -> bool {
    let word = view.lower(name.tokens.start);
    let known = nouns::look_up(&word);
    let person = known.is_some_and(|(noun, number)| {
        noun.entity_type == EntityType::Per && number == Number::Singular
    }) || (nouns::denotes_person_by_ending(&word) && !word.ends_with('s'));
    let of_person = name.entity_type == EntityType::Per
        && person
        && !persons::is_first_name(view.form(name.tokens.start));
    // "Insurers Holdfast Mutual": a plural that the reader takes for a common noun, before two
    // words of a name.
    let of_body = name.entity_type == EntityType::Org
        && known.is_some_and(|(noun, number)| {
            noun.entity_type == EntityType::Org && number == Number::Plural
        })
        && view.upos(name.tokens.start) == Upos::Noun
        && name.tokens.clone().skip(1).all(|t| view.is_capitalised(t));
    name.tokens.len() >= 3 && (of_person || of_body)
}

/// A title is dropped before a capitalised name; "King" in "Martin Luther King" is not at the
/// front, "Prince" alone is a name.
fn drops_honorific(view: View<'_>, name: &Name) -> bool {
    view.is_capitalised(name.tokens.start + 1)
}

/// Names of which "The" is a part.
fn keeps_article(view: View<'_>, next: usize) -> bool {
    words::is(view.form(next), "keeps_article")
}

fn drops_back(view: View<'_>, token: usize, name: &Name) -> bool {
    let word = view.form(token);
    if view.is_possessive_mark(token) {
        return true;
    }
    let closes = word == ")" && (name.tokens.clone()).any(|t| view.form(t) == "(");
    let stop_of_abbreviation = word == "."
        && view.touches_next(token.saturating_sub(1))
        && view.form(token.saturating_sub(1)).chars().count() <= 4;
    let mark = word
        .chars()
        .all(|c| !c.is_alphanumeric() && !matches!(c, '!' | '+' | '&' | '$' | '€' | '£' | '%'));
    is_quote(word)
        || (mark && !closes && !(stop_of_abbreviation && token + 1 != view.sentence_of(token).end))
}

pub(crate) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "«" | "»" | "„" | "‟" | "``" | "''")
}

fn candidate(view: View<'_>, name: &Name) -> Candidate {
    let tokens = name.tokens.clone();
    let span = view.span(&tokens);
    let written = span.text(view.text);
    let head = view.reading.head_of_span(span).unwrap_or(tokens.start);
    let mut out = Candidate {
        span,
        head,
        score: name.score,
        entity_type: name.entity_type,
        kind: MentionKind::Name,
        tokens,
        ..NOBODY.clone()
    };
    let modifies = view.upos(head) == Upos::Adj
        || matches!(view.relation(head), Relation::Amod | Relation::Compound);
    match name.entity_type {
        EntityType::Norp => norp(&mut out, written, modifies),
        EntityType::Gpe | EntityType::Loc | EntityType::Misc => place(&mut out, written, modifies),
        EntityType::Per => person(view, &mut out),
        EntityType::Org => out.number = Number::Either,
        _ => out.number = Number::Singular,
    }
    if out.entity_type != EntityType::Per && out.entity_type != EntityType::Norp {
        out.gender = Some(Gender::Neuter);
    }
    out
}

fn norp(out: &mut Candidate, written: &str, modifies: bool) {
    let adjective =
        modifies && (!written.ends_with('s') || countries::by_adjective(written).is_some());
    if adjective {
        out.kind = MentionKind::Adjective;
        out.country = countries::of_modifier(written);
        out.number = Number::Either;
    } else {
        out.country = countries::by_people(written).or_else(|| countries::by_adjective(written));
        out.number = if is_one_of_people(written) { Number::Singular } else { Number::Plural };
    }
}

/// "Swede", "Frenchwoman", "German"; "Germans", "French" and "Chinese" are many.
fn is_one_of_people(written: &str) -> bool {
    let many = words::ends(written, "people_ending");
    !many && (countries::by_people(written).is_some() || countries::by_adjective(written).is_some())
}

/// A place; an adjective of a country that is tagged as a place is the adjective it is.
fn place(out: &mut Candidate, written: &str, modifies: bool) {
    out.country = countries::by_name(written);
    out.number = Number::Either;
    if out.country.is_none() && modifies && countries::by_adjective(written).is_some() {
        out.country = countries::by_adjective(written);
        out.entity_type = EntityType::Norp;
        out.kind = MentionKind::Adjective;
    } else if out.country.is_none() && countries::by_people(written).is_some() {
        out.entity_type = EntityType::Norp;
        norp(out, written, false);
    }
}

fn person(view: View<'_>, out: &mut Candidate) {
    out.number = Number::Singular;
    let titles = out
        .tokens
        .start
        .checked_sub(1)
        .filter(|&t| view.sentence_of(out.tokens.start).contains(&t));
    out.gender = titles.and_then(|t| persons::gender_of_honorific(view.form(t)));
    if out.gender.is_none() && out.tokens.len() > 1 {
        out.gender = persons::gender_of_first_name(view.form(out.tokens.start));
    }
}
