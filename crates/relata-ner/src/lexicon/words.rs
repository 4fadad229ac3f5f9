//! Words with a property: `data/words.tsv`.

use std::sync::LazyLock;

use relata_syntax::TableMap;

use super::table::rows;

static WORDS: LazyLock<TableMap<&str, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut out: TableMap<&str, Vec<(&str, &str)>> = TableMap::default();
    for row in rows(include_str!("../../data/words.tsv")) {
        let &[word, kind, value] = row.as_slice() else { continue };
        out.entry(word).or_default().push((kind, value));
    }
    out
});

/// True for a word of that kind, as the table writes it.
pub(crate) fn is(word: &str, kind: &str) -> bool {
    value(word, kind).is_some()
}

/// The value of a word of that kind; empty where it has none.
pub(crate) fn value(word: &str, kind: &str) -> Option<&'static str> {
    WORDS.get(word)?.iter().find(|(k, _)| *k == kind).map(|&(_, value)| value)
}

/// True for a word that ends with a row of that kind.
pub(crate) fn ends(word: &str, kind: &str) -> bool {
    let mut starts = word.char_indices().map(|(at, _)| at);
    starts.any(|at| word.get(at..).is_some_and(|ending| is(ending, kind)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::table::rows;

    const TABLE: &str = include_str!("../../data/words.tsv");

    /// A row of another form, or one that repeats another, can never match.
    #[test]
    fn every_row_can_match() {
        let mut seen = HashSet::new();
        for row in rows(TABLE) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(!row[0].is_empty() && row.iter().all(|f| f.trim() == *f), "{row:?}");
            assert!(seen.insert((row[0], row[1])), "{row:?} stands twice");
        }
    }

    /// Every kind is asked for somewhere in this crate.
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
        for kind in rows(TABLE).map(|row| row[1]).collect::<HashSet<_>>() {
            assert!(code.contains(&format!("\"{kind}\"")), "nothing asks for {kind}");
        }
    }
}
