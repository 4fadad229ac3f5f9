//! Lines of bytes, of which none takes more memory than it may.

use std::io::{self, BufRead, Read as _};

/// A byte order mark, as some programs write it at the beginning of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Bytes {
    /// All of it.
    Whole(Vec<u8>),
    /// It was longer than it may be and was passed over.
    TooMany {
        /// Bytes that it may have.
        limit: usize,
    },
}

/// The lines of an input.
pub struct Lines<R> {
    input: R,
    longest: Option<usize>,
    at_start: bool,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most so many bytes; a byte order mark before the first is no part of it.
    pub const fn new(input: R, longest: Option<usize>) -> Self {
        Self { input, longest, at_start: true }
    }

    fn read(&mut self) -> io::Result<Option<Bytes>> {
        let mut line = Vec::new();
        let most = self.longest.map_or(u64::MAX, |longest| longest as u64 + 1);
        if self.input.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let is_ended = line.pop_if(|last| *last == b'\n').is_some();
        if let Some(limit) = self.longest.filter(|&limit| !is_ended && line.len() > limit) {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Bytes::TooMany { limit }));
        }
        if std::mem::take(&mut self.at_start) && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(Some(Bytes::Whole(line)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Bytes>;

    fn next(&mut self) -> Option<io::Result<Bytes>> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_and_bounded() {
        let check = |input: &str, longest, expected: &[Option<&str>]| {
            let lines: io::Result<Vec<Bytes>> = Lines::new(input.as_bytes(), longest).collect();
            let found: Vec<Option<String>> = lines
                .unwrap()
                .into_iter()
                .map(|line| match line {
                    Bytes::Whole(bytes) => Some(String::from_utf8(bytes).unwrap()),
                    Bytes::TooMany { .. } => None,
                })
                .collect();
            assert_eq!(found.iter().map(|l| l.as_deref()).collect::<Vec<_>>(), expected);
        };
        check("", None, &[]);
        check("a\n\nb", None, &[Some("a"), Some(""), Some("b")]);
        check("\u{feff}a\n\u{feff}b\n", None, &[Some("a"), Some("\u{feff}b")]);
        check("four\nfives\nfour\nfives", Some(4), &[Some("four"), None, Some("four"), None]);
    }
}
