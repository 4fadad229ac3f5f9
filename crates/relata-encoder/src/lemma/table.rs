//! Tables in the crate's data files: rows of tab-separated columns; lines that begin with `#` say
//! what the file is.

/// The columns of each row.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t'))
}

/// The first two columns of each row.
pub(super) fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(file).filter_map(|mut row| Some((row.next()?, row.next()?)))
}
