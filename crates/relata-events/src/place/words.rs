//! Words about the names of places: `data/place_words.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

type Rows = HashMap<&'static str, (&'static str, &'static str)>;

fn rows() -> &'static Rows {
    static ROWS: OnceLock<Rows> = OnceLock::new();
    ROWS.get_or_init(|| {
        let lines = include_str!("../../data/place_words.tsv").lines();
        let fields = lines.filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        fields.filter_map(|mut f| Some((f.next()?, (f.next()?, f.next()?)))).collect()
    })
}

/// True for a word, in lower case, of that kind.
pub(super) fn is(word: &str, kind: &str) -> bool {
    value(word, kind).is_some()
}

/// Value of the word, in lower case, as one of that kind.
pub(super) fn value(word: &str, kind: &str) -> Option<&'static str> {
    rows().get(word).filter(|(own, _)| *own == kind).map(|&(_, value)| value)
}
