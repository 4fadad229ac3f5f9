//! An entry of the lexicon.

use std::collections::HashMap;

use relata_core::{Plover, Relation};

use super::roots::Root;
use super::table::{Row, items, optional, rows};
use super::{Class, Classes, OntologyError, OntologyErrorKind, OntologyTable, Scope};

/// A word or phrase that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Lemmas.
    pub phrase: Vec<String>,
    verb: bool,
    noun: bool,
    pub plover: Plover,
    pub cameo: Option<String>,
    pub acled: Option<AcledRule>,
    pub needs: Vec<Need>,
    /// Roles of this word that differ from its root's.
    pub frame: Vec<(String, Role)>,
    /// Its line in the table, counted from 1; 0 for what only a learned head tells.
    pub line: usize,
    /// True for a row of the user's own lexicon.
    pub own: bool,
}

/// How the ACLED type is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AcledRule {
    /// It is this sub-event type.
    Subtype(String),
    /// An armed clash where both sides are armed, an attack on civilians otherwise.
    Force,
    /// As `Force`, for killings.
    Killing,
    /// Who took the place decides.
    Territory,
    /// Violence, or intervention, decides.
    Protest,
    /// A remote explosive, unless the means is told.
    Bombing,
}

/// A condition on the words about a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub condition: Condition,
    /// True when it must not hold.
    pub negated: bool,
}

/// What stands about a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// A word of one of the classes at a place.
    Words(Scope, Vec<Class>),
    /// A dependent by one of the relations.
    Governs(Vec<Relation>),
    /// A phrase behind one of the prepositions.
    Introduces(Vec<String>),
}

/// The part that a phrase plays in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Actor,
    Target,
    /// Neither.
    None,
}

impl AcledRule {
    /// The rule of a field; `None` for "-".
    ///
    /// # Errors
    /// A sub-event type that is not in the table.
    pub(super) fn parse(
        field: &str,
        subtypes: &HashMap<String, String>,
    ) -> Result<Option<Self>, OntologyErrorKind> {
        Ok(Some(match field {
            "-" => return Ok(None),
            "=force" => Self::Force,
            "=killing" => Self::Killing,
            "=territory" => Self::Territory,
            "=protest" => Self::Protest,
            "=bombing" => Self::Bombing,
            subtype if subtypes.contains_key(subtype) => Self::Subtype(subtype.to_owned()),
            _ => return Err(OntologyErrorKind::SubEventType),
        }))
    }
}

impl Entry {
    /// An entry for words that the lexicon does not know and a learned head takes for an event of
    /// the root.
    pub(super) fn of_root(root: &str) -> Self {
        let plover = Plover::new(root);
        Self {
            phrase: Vec::new(),
            verb: true,
            noun: true,
            plover,
            cameo: None,
            acled: None,
            needs: Vec::new(),
            frame: Vec::new(),
            line: 0,
            own: false,
        }
    }

    pub const fn is_noun(&self) -> bool {
        self.noun
    }

    /// True for a phrase that tells of no event though its words do elsewhere.
    pub fn is_idiom(&self) -> bool {
        self.plover.event.as_str().is_empty()
    }

    /// True for a row that asks for participants of a certain kind: "found" with weapons.
    pub fn asks_for_parties(&self) -> bool {
        let of_party = |need: &Need| {
            let in_scope = matches!(
                need.condition,
                Condition::Words(Scope::Object | Scope::Subject | Scope::Argument, _)
            );
            in_scope && !need.negated
        };
        self.needs.iter().any(of_party)
    }

    pub const fn is_verb(&self) -> bool {
        self.verb
    }

    /// The role that the entry itself gives to what a preposition (or `poss`, `subj`) introduces.
    pub fn role_of(&self, word: &str) -> Option<Role> {
        self.frame.iter().find(|(w, _)| w == word).map(|&(_, role)| role)
    }
}

pub(super) fn parse(
    text: &str,
    classes: &Classes,
    roots: &HashMap<String, Root>,
    subtypes: &HashMap<String, String>,
) -> Result<Vec<Entry>, OntologyError> {
    rows::<9>(text, OntologyTable::Lexicon, "phrase")?
        .into_iter()
        .map(|row| parse_entry(&row, classes, roots, subtypes))
        .collect()
}

fn parse_entry(
    row: &Row<'_, 9>,
    classes: &Classes,
    roots: &HashMap<String, Root>,
    subtypes: &HashMap<String, String>,
) -> Result<Entry, OntologyError> {
    let [phrase, pos, root, modes, contexts, cameo, acled, needs, frame] = row.fields;
    let wrong =
        |kind, found: &str| OntologyError::new(kind, OntologyTable::Lexicon, row.line, found);
    let (verb, noun) = match pos {
        "V" => (true, false),
        "N" => (false, true),
        "VN" => (true, true),
        _ => return Err(wrong(OntologyErrorKind::PartOfSpeech, pos)),
    };
    // An idiom tells of no event: "heart attack".
    let idiom = root == "-";
    if !idiom && !roots.contains_key(root) {
        return Err(wrong(OntologyErrorKind::Root, root));
    }
    let mut plover = Plover::new(if idiom { "" } else { root });
    plover.mode = items(modes).map(Into::into).collect();
    plover.context = items(contexts).map(Into::into).collect();
    Ok(Entry {
        phrase: phrase
            .split(' ')
            .filter(|w| *w != "-")
            .flat_map(|w| w.split('-'))
            .map(str::to_owned)
            .collect(),
        verb,
        noun,
        plover,
        cameo: optional(cameo),
        acled: AcledRule::parse(acled, subtypes).map_err(|kind| wrong(kind, acled))?,
        needs: items(needs)
            .map(|need| parse_need(need, classes).map_err(|kind| wrong(kind, need)))
            .collect::<Result<_, _>>()?,
        frame: items(frame)
            .map(|part| parse_role(part).ok_or_else(|| wrong(OntologyErrorKind::Frame, part)))
            .collect::<Result<_, _>>()?,
        line: row.line,
        own: false,
    })
}

fn parse_need(text: &str, classes: &Classes) -> Result<Need, OntologyErrorKind> {
    let (negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let (scope, names) = text.split_once(':').ok_or(OntologyErrorKind::Condition)?;
    let names = names.split('|');
    let condition = match scope {
        "obj" => Condition::Words(Scope::Object, parse_classes(names, classes)?),
        "subj" => Condition::Words(Scope::Subject, parse_classes(names, classes)?),
        "arg" => Condition::Words(Scope::Argument, parse_classes(names, classes)?),
        "near" => Condition::Words(Scope::Sentence, parse_classes(names, classes)?),
        "doc" => Condition::Words(Scope::Layers, parse_classes(names, classes)?),
        "dep" => Condition::Governs(
            names
                .map(|name| name.parse().map_err(|_| OntologyErrorKind::Relation))
                .collect::<Result<_, _>>()?,
        ),
        "prep" => Condition::Introduces(names.map(str::to_owned).collect()),
        _ => return Err(OntologyErrorKind::Condition),
    };
    Ok(Need { condition, negated })
}

fn parse_classes<'t>(
    names: impl Iterator<Item = &'t str>,
    classes: &Classes,
) -> Result<Vec<Class>, OntologyErrorKind> {
    let mut out = Vec::new();
    for name in names {
        out.push(classes.named(name).ok_or(OntologyErrorKind::Class)?);
        if name == "place" {
            out.push(Class::NamedPlace);
        }
    }
    Ok(out)
}

fn parse_role(text: &str) -> Option<(String, Role)> {
    let (word, role) = text.split_once('>')?;
    let role = match role {
        "actor" => Role::Actor,
        "target" => Role::Target,
        "-" => Role::None,
        _ => return None,
    };
    Some((word.to_owned(), role))
}
