//! Reading the tables: tab-separated values, `#` for comments, one header line.

/// The rows below the header, each with its columns.
pub(super) fn rows(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    source
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
}

/// The values of a column that holds several, separated by `|`.
pub(super) fn values(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_skip_comments_and_the_header() {
        let all: Vec<_> = rows("# note\nword\tuse\na\tx|y\n\n# note\nb\t\n").collect();
        assert_eq!(all, [vec!["a", "x|y"], vec!["b", ""]]);
        assert_eq!(values("x|y").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(values("").count(), 0);
    }
}
