//! Word classes: "soldier" is armed, "mosque" is a structure.

use relata_syntax::TableMap;

use super::table::rows;
use super::{OntologyError, OntologyTable};

/// A word class; a class that stands for what an entity is, not for words, has its own variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// The words of a row of the table.
    Words(u16),
    /// Any entity with a name.
    Name,
    /// A person.
    Person,
    /// An organisation.
    Org,
    /// A place with a name.
    NamedPlace,
}

/// Where a condition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Object,
    Subject,
    Argument,
    Sentence,
    Layers,
}

/// All classes of an ontology.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    names: TableMap<String, u16>,
    of_word: TableMap<String, Vec<u16>>,
}

impl Classes {
    pub fn parse(text: &str) -> Result<Self, OntologyError> {
        let mut classes = Self::default();
        for row in rows::<2>(text, OntologyTable::Classes, "class")? {
            let [name, words] = row.fields;
            let next = u16::try_from(classes.names.len()).unwrap_or(u16::MAX);
            let number = *classes.names.entry(name.to_owned()).or_insert(next);
            for word in words.split_whitespace() {
                let list = classes.of_word.entry(word.replace('_', " ")).or_default();
                if !list.contains(&number) {
                    list.push(number);
                }
            }
        }
        Ok(classes)
    }

    /// The class of that name, `None` when no row defines it.
    pub fn named(&self, name: &str) -> Option<Class> {
        match name {
            "name" => Some(Class::Name),
            "person" => Some(Class::Person),
            "org" => Some(Class::Org),
            _ => self.names.get(name).copied().map(Class::Words),
        }
    }

    /// True when the lemma (or the phrase of two) belongs to the class of words.
    pub fn holds(&self, class: Class, lemma: &str) -> bool {
        let Class::Words(number) = class else { return false };
        self.of_word.get(lemma).is_some_and(|list| list.contains(&number))
    }

    /// True for a word of any class.
    pub fn knows(&self, lemma: &str) -> bool {
        self.of_word.contains_key(lemma)
    }

    /// Number of the lemmas in each class of words.
    pub fn count<'l>(&self, lemmas: impl Iterator<Item = &'l str>) -> Vec<usize> {
        let mut counts = vec![0; self.names.len()];
        for number in lemmas.filter_map(|lemma| self.of_word.get(lemma)).flatten() {
            if let Some(count) = counts.get_mut(usize::from(*number)) {
                *count += 1;
            }
        }
        counts
    }

    /// [`Self::holds`] for a class given by name; false for an unknown class.
    pub fn is(&self, name: &str, lemma: &str) -> bool {
        let Some(list) = self.of_word.get(lemma) else { return false };
        self.names.get(name).is_some_and(|number| list.contains(number))
    }
}
