//! Words with a property: tables of `data/` with the fields word, kind and value.

use std::collections::HashSet;
use std::sync::OnceLock;

use relata_syntax::TableMap;

/// Kinds of words that stand before, behind or within an expression and begin none.
const BESIDE: [&str; 28] = [
    "also_word",
    "approximates_behind",
    "before_count",
    "before_figure",
    "before_hour",
    "before_length",
    "before_month",
    "before_named_month",
    "before_season",
    "beside",
    "between_counts",
    "closes_period",
    "exact_amount",
    "from_now",
    "from_then",
    "half_of_day",
    "halves",
    "hour",
    "joins_dates",
    "least_amount",
    "local",
    "multiplies",
    "of_hours",
    "period_end",
    "reported",
    "tells_which",
    "whole",
    "zone",
];

/// The words of a table by kind; a word may be of several kinds.
#[derive(Debug, Default)]
pub(crate) struct Words {
    values: TableMap<&'static str, Vec<(&'static str, &'static str)>>,
    rows: Vec<(&'static str, &'static str)>,
    /// First words of the rows, with the kinds of these rows and the words of the longest.
    first_words: TableMap<&'static str, Vec<(&'static str, usize)>>,
    /// First words of the rows that begin an expression.
    openers: HashSet<&'static str>,
}

impl Words {
    /// The words that the event rules ask for.
    pub fn of_events() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Self::parse(include_str!("../data/event_words.tsv")))
    }

    /// Reads a table; `#` begins a comment, and a row without a value has an empty one.
    pub fn parse(table: &'static str) -> Self {
        let mut out = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(word), Some(kind)) = (fields.next(), fields.next()) {
                let value = fields.next().unwrap_or_default();
                out.values.entry(word).or_default().push((kind, value));
                out.rows.push((word, kind));
                let first = word.split([' ', '\'', '-']).next().filter(|first| !first.is_empty());
                let first = first.unwrap_or(word);
                let kinds = out.first_words.entry(first).or_default();
                let most = words_of(word);
                match kinds.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, known)) => *known = most.max(*known),
                    None => kinds.push((kind, most)),
                }
                if !BESIDE.contains(&kind) {
                    out.openers.insert(first);
                }
            }
        }
        out
    }

    /// Value of the word, in lower case, as a word of that kind.
    pub fn value(&self, word: &str, kind: &str) -> Option<&'static str> {
        self.values.get(word)?.iter().find(|(k, _)| *k == kind).map(|&(_, value)| value)
    }

    /// [`Self::value`] where it is a number.
    pub fn number(&self, word: &str, kind: &str) -> Option<i64> {
        self.value(word, kind)?.parse().ok()
    }

    /// True for a word of that kind.
    pub fn is(&self, word: &str, kind: &str) -> bool {
        self.value(word, kind).is_some()
    }

    /// Kind and value of the word, where it has one kind.
    pub fn row(&self, word: &str) -> Option<(&'static str, &'static str)> {
        self.values.get(word)?.first().copied()
    }

    /// The words of that kind in the order of the table.
    pub fn of_kind<'k>(&'k self, kind: &'k str) -> impl Iterator<Item = &'static str> + 'k {
        self.rows.iter().filter(move |row| row.1 == kind).map(|row| row.0)
    }

    /// True for the first word of any row but those of words beside an expression.
    pub fn begins(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// The most words that a row of that kind with this first word has; `None` where there is none.
    pub fn begins_as(&self, word: &str, kind: &str) -> Option<usize> {
        let kinds = self.first_words.get(word)?;
        kinds.iter().find(|(known, _)| *known == kind).map(|&(_, most)| most)
    }
}

/// The words of a row in a text, marks counted; one more for the dot of an abbreviation in it.
fn words_of(row: &str) -> usize {
    let marks = row.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count();
    let words = row.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let dot = usize::from(words > 1);
    (marks + words + dot).max(1)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    const TABLES: [(&str, &str); 4] = [
        ("event_words.tsv", include_str!("../data/event_words.tsv")),
        ("place_words.tsv", include_str!("../data/place_words.tsv")),
        ("tense_words.tsv", include_str!("../data/tense_words.tsv")),
        ("time_words.tsv", include_str!("../data/time_words.tsv")),
    ];

    /// A row that is written in capitals, has another form, or repeats another can never match.
    #[test]
    fn every_row_can_match() {
        for (name, table) in TABLES {
            let mut seen = HashSet::new();
            for (number, line) in table.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
                let fields: Vec<&str> = line.split('\t').collect();
                let at = format!("{name}:{}: {line:?}", number + 1);
                assert!(matches!(fields.len(), 2 | 3), "{at}");
                assert!(fields.iter().all(|f| !f.is_empty() && f.trim() == *f), "{at}");
                assert_eq!(fields[0], fields[0].to_lowercase(), "{at}");
                assert!(seen.insert((fields[0], fields[1])), "{at} stands twice");
            }
        }
    }

    /// Every kind of a table is asked for somewhere in this crate.
    #[test]
    fn every_kind_is_asked_for() {
        let mut code = String::new();
        let mut folders =
            vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    code += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        for (name, table) in TABLES {
            let kinds =
                table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').nth(1));
            for kind in kinds.collect::<HashSet<_>>() {
                // `Words::begins` asks for rows of any kind.
                let asked = kind == "begins" || code.contains(&format!("\"{kind}\""));
                assert!(asked, "{name}: nothing asks for {kind}");
            }
        }
    }
}
