//! Items of a list that stands in one line: `1. Milk 2. Bread`, `• Milk • Bread`.

/// Offsets at which the second and later items begin; none when the line does not begin with the
/// mark of a first item.
pub(super) fn item_starts(line: &str) -> Vec<usize> {
    match line.chars().next() {
        Some(bullet @ ('•' | '⁃' | '▪' | '●' | '◦' | '‣')) => {
            line.match_indices(bullet).map(|(at, _)| at).filter(|&at| at > 0).collect()
        }
        Some(first) if first.is_ascii_alphanumeric() => numbered(line),
        _ => Vec::new(),
    }
}

/// The number or letter of an item, and what follows it.
struct Mark<'t> {
    rank: u32,
    letter: bool,
    style: &'t str,
}

fn numbered(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let Some(mut last) = words(line).next().and_then(|(_, word)| Mark::read(word)) else {
        return out;
    };
    for (at, word) in words(line).skip(1) {
        if let Some(mark) = Mark::read(word).filter(|mark| {
            mark.letter == last.letter && mark.style == last.style && mark.rank == last.rank + 1
        }) {
            out.push(at);
            last = mark;
        }
    }
    out
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    })
}

impl<'t> Mark<'t> {
    fn read(word: &'t str) -> Option<Self> {
        let end = word.find(|c: char| !c.is_ascii_alphanumeric())?;
        let (name, style) = word.split_at_checked(end)?;
        if !matches!(style, "." | ")" | ".)") {
            return None;
        }
        let letter = name.chars().next().filter(|c| c.is_ascii_lowercase() && name.len() == 1);
        let rank =
            letter.map(u32::from).or_else(|| name.parse().ok().filter(|&n: &u32| n < 1000))?;
        Some(Self { rank, letter: letter.is_some(), style })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let line = marked.replace('|', "");
        let expected: Vec<usize> =
            marked.match_indices('|').enumerate().map(|(index, (at, _))| at - index).collect();
        assert_eq!(item_starts(&line), expected, "{marked:?}");
    }

    #[test]
    fn items() {
        check("1. Milk |2. Bread |3. Salt");
        check("1.) Milk |2.) Bread");
        check("a. Milk |b. Bread");
        check("• Milk |• Bread");
        check("1. It sold 7. Nobody saw 3) of them.");
        check("He sold 1. Then 2.");
        check("5 men left");
    }
}
