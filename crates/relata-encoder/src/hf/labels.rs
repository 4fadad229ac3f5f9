//! What the labels of a token classification model mean.

use std::collections::BTreeMap;

use relata_core::{Bio, EntityType};

use crate::{LoadError, LoadErrorKind};

/// Names that models for CoNLL-2003, OntoNotes and the like use.
const USUAL: &[(&str, &str)] = &[
    ("PER", "PER"),
    ("PERSON", "PER"),
    ("ORG", "ORG"),
    ("ORGANIZATION", "ORG"),
    ("ORGANISATION", "ORG"),
    ("GPE", "GPE"),
    ("LOC", "LOC"),
    ("LOCATION", "LOC"),
    ("NORP", "NORP"),
    ("FAC", "FAC"),
    ("FACILITY", "FAC"),
    ("EVENT", "EVENT"),
    ("WEAPON", "WEAPON"),
    ("WEA", "WEAPON"),
    ("VEHICLE", "VEHICLE"),
    ("VEH", "VEHICLE"),
    ("PRODUCT", "PRODUCT"),
    ("WORK_OF_ART", "WORK"),
    ("WORK", "WORK"),
    ("LAW", "LAW"),
    ("DATE", "DATE"),
    ("TIME", "TIME"),
    ("MONEY", "MONEY"),
    ("PERCENT", "PERCENT"),
    ("QUANTITY", "QUANTITY"),
    ("CARDINAL", "QUANTITY"),
    ("ORDINAL", "QUANTITY"),
    ("LANGUAGE", "MISC"),
    ("MISC", "MISC"),
];

/// Maps the label names of a model to entity types. The default knows the names of CoNLL-2003 and
/// OntoNotes.
///
/// ```
/// use relata_core::EntityType;
/// use relata_encoder::hf::LabelTable;
/// let table = LabelTable::default()
///     .with("corporation", EntityType::Org)
///     .ignoring("creative-work");
/// let same = LabelTable::from_tsv("corporation\tORG\ncreative-work\tO\n")?;
/// assert_eq!(table, same);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelTable {
    rows: BTreeMap<String, Meaning>,
    begins_inside: bool,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Type(EntityType),
    Tag(Bio<EntityType>),
}

/// A row of the entity head: its tag, and the row of the classifier that it is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) tag: Bio<EntityType>,
    pub(super) from: usize,
}

impl Default for LabelTable {
    fn default() -> Self {
        let known = |(name, written): &(&str, &str)| {
            Some(((*name).to_owned(), Meaning::Type(written.parse().ok()?)))
        };
        Self { rows: USUAL.iter().filter_map(known).collect(), begins_inside: false }
    }
}

impl LabelTable {
    /// Maps a name to a type. A name is given without its prefix (`B-`, `I-`, …), by itself or as a
    /// whole label.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, entity_type: EntityType) -> Self {
        self.rows.insert(name.into(), Meaning::Type(entity_type));
        self
    }

    /// Takes what the model marks so as no entity.
    #[must_use]
    pub fn ignoring(mut self, name: impl Into<String>) -> Self {
        self.rows.insert(name.into(), Meaning::Tag(Bio::Outside));
        self
    }

    /// For a model that begins entities with `I-` and uses `B-` only between two that touch (the
    /// scheme IOB1), though its labels hold both. A model whose labels hold no `B-` at all is known
    /// as such without this.
    #[must_use]
    pub const fn beginning_inside(mut self) -> Self {
        self.begins_inside = true;
        self
    }

    /// The default table with the rows of a text: `NAME<tab>TYPE` a line, where `TYPE` is an entity
    /// type (`PER`), a tag (`B-PER`, `I-PER`) for a whole label such as `LABEL_3`, or `O` for what
    /// is no entity. Empty lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// [`LoadError`] of the kind [`LoadErrorKind::Config`] for a line that is none of these.
    pub fn from_tsv(text: &str) -> Result<Self, LoadError> {
        let mut table = Self::default();
        for line in
            text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let bad = || {
                LoadError::new(
                    LoadErrorKind::Config,
                    format!("{line:?} is not a label and an entity type with a tab between them"),
                )
            };
            let (name, written) = line.split_once('\t').ok_or_else(bad)?;
            let meaning = meaning(written.trim()).ok_or_else(bad)?;
            table.rows.insert(name.trim().to_owned(), meaning);
        }
        Ok(table)
    }

    /// The rows of the entity head for the labels of a classifier, `O` first.
    pub(super) fn rows(&self, labels: &[String]) -> Result<Vec<Row>, LoadError> {
        let row = |(from, label): (usize, &String)| Ok(Row { tag: self.tag(label)?, from });
        let all: Vec<Row> = labels.iter().enumerate().map(row).collect::<Result<_, LoadError>>()?;
        let (mut rows, rest): (Vec<Row>, Vec<Row>) =
            all.iter().partition(|row| row.tag == Bio::Outside);
        if rows.is_empty() {
            return Err(LoadError::new(LoadErrorKind::Config, "no label stands for O"));
        }
        // The decoder lets `I-X` follow `X` alone: where the model begins with `I-X`, its row
        // serves as `B-X` as well. It comes last, so that an entity goes on where both fit.
        let begins = |wanted: EntityType| rest.iter().any(|row| row.tag == Bio::Begin(wanted));
        let begin = |row: &Row| match row.tag {
            Bio::Inside(of) if self.begins_inside || !begins(of) => {
                Some(Row { tag: Bio::Begin(of), from: row.from })
            }
            _ => None,
        };
        let added: Vec<Row> = rest.iter().filter_map(begin).collect();
        rows.extend(rest);
        rows.extend(added);
        Ok(rows)
    }

    fn tag(&self, label: &str) -> Result<Bio<EntityType>, LoadError> {
        let (inside, name) = match label.split_once(['-', '_']) {
            Some(("B" | "S" | "U", name)) => (false, name),
            Some(("I" | "E" | "L" | "M", name)) => (true, name),
            // A label without a prefix is a type: neighbours of one type are one entity.
            _ => (true, label),
        };
        let known = |name: &str| {
            self.rows.get(name).or_else(|| self.rows.get(name.to_uppercase().as_str())).copied()
        };
        match known(label).or_else(|| known(name)) {
            Some(Meaning::Tag(tag)) => Ok(tag),
            Some(Meaning::Type(of)) if inside => Ok(Bio::Inside(of)),
            Some(Meaning::Type(of)) => Ok(Bio::Begin(of)),
            None if label == "O" => Ok(Bio::Outside),
            None => Err(LoadError::new(
                LoadErrorKind::Config,
                format!("the table does not say which entity type the label {label:?} stands for"),
            )),
        }
    }
}

impl Row {
    /// The tag as `config.json` writes it.
    pub(super) fn written(&self) -> String {
        match self.tag {
            Bio::Outside => "O".to_owned(),
            Bio::Begin(of) => format!("B-{of}"),
            Bio::Inside(of) => format!("I-{of}"),
        }
    }
}

fn meaning(written: &str) -> Option<Meaning> {
    match written.split_once('-') {
        Some(("B", name)) => Some(Meaning::Tag(Bio::Begin(name.parse().ok()?))),
        Some(("I", name)) => Some(Meaning::Tag(Bio::Inside(name.parse().ok()?))),
        Some(_) => None,
        None if written == "O" => Some(Meaning::Tag(Bio::Outside)),
        None => Some(Meaning::Type(written.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &LabelTable, labels: &[&str], expected: &str) {
        let labels: Vec<String> = labels.iter().map(|&label| label.to_owned()).collect();
        let rows = table.rows(&labels).unwrap();
        assert_eq!(
            rows.iter()
                .map(|row| format!("{}:{}", row.written(), row.from))
                .collect::<Vec<_>>()
                .join(" "),
            expected
        );
    }

    #[test]
    fn labels_become_tags_with_the_outside_first() {
        let usual = LabelTable::default();
        check(&usual, &["B-PER", "I-PER", "O"], "O:2 B-PER:0 I-PER:1");
        check(
            &usual,
            &["O", "S-LOC", "B-LOC", "I-LOC", "E-LOC"],
            "O:0 B-LOC:1 B-LOC:2 I-LOC:3 I-LOC:4",
        );
        check(
            &usual,
            &["O", "B-CARDINAL", "I-CARDINAL", "B-WORK_OF_ART"],
            "O:0 B-QUANTITY:1 I-QUANTITY:2 B-WORK:3",
        );
    }

    #[test]
    fn models_that_begin_inside_get_rows_to_begin_with() {
        let usual = LabelTable::default();
        check(&usual, &["O", "PERSON", "location"], "O:0 I-PER:1 I-LOC:2 B-PER:1 B-LOC:2");
        check(&usual, &["O", "I-ORG"], "O:0 I-ORG:1 B-ORG:1");
        check(&usual.beginning_inside(), &["O", "B-ORG", "I-ORG"], "O:0 B-ORG:1 I-ORG:2 B-ORG:2");
    }

    #[test]
    fn a_table_of_the_callers_goes_first() {
        let table = LabelTable::from_tsv(
            "# names\nLABEL_0\tO\nLABEL_1\tB-PER\nLABEL_2\tI-PER\n\nship\tVEHICLE\nMISC\tO",
        )
        .unwrap();
        check(
            &table,
            &["LABEL_2", "LABEL_0", "B-ship", "B-MISC", "LABEL_1"],
            "O:1 O:3 I-PER:0 B-VEHICLE:2 B-PER:4",
        );
        for bad in ["PER", "x\tPERSON", "x\tE-PER", "x\t"] {
            assert_eq!(
                LabelTable::from_tsv(bad).unwrap_err().kind(),
                LoadErrorKind::Config,
                "{bad}"
            );
        }
    }

    #[test]
    fn unknown_labels_are_refused() {
        for labels in [&["O", "B-ship"][..], &["LABEL_0", "LABEL_1"], &["B-PER", "I-PER"]] {
            let labels: Vec<String> = labels.iter().map(|&label| label.to_owned()).collect();
            assert_eq!(
                LabelTable::default().rows(&labels).unwrap_err().kind(),
                LoadErrorKind::Config
            );
        }
    }
}
