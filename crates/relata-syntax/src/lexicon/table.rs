//! Lines, fields and codes of a table.

/// An enum that a table writes as words.
pub(super) trait Codes: Copy + 'static {
    /// Each value with its written form.
    const CODES: &'static [(&'static str, Self)];

    /// The value of a written form.
    fn of_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(written, _)| *written == code).map(|&(_, value)| value)
    }
}

/// The lines of a table with their numbers, counted from 1: comments, empty lines and the header
/// (the first line that is no comment) are left out.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let told = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    table.lines().enumerate().filter(move |(_, line)| told(line)).skip(1).map(|(n, l)| (n + 1, l))
}

/// The rows with that many fields.
pub(super) fn rows<const N: usize>(
    table: &'static str,
) -> impl Iterator<Item = (usize, [&'static str; N])> {
    lines(table).filter_map(|(number, line)| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        Some((number, fields.try_into().ok()?))
    })
}
