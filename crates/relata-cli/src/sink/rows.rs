//! Rows of a table that was written before (RFC 4180).

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};

use relata_table::Layout;

/// The rows of a file, one by one.
pub struct Rows<'f> {
    input: BufReader<&'f File>,
    separator: u8,
    /// Bytes up to the end of the last whole row.
    end: u64,
    /// What stands behind it, once it is read.
    cut: Vec<u8>,
}

/// A whole row.
pub struct Row {
    /// Bytes in front of it.
    pub start: u64,
    /// Its first value.
    pub first: String,
}

/// That a file is not what it should be.
pub fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

impl<'f> Rows<'f> {
    /// Reads the line of the columns, which has to be that of this table. A file without a whole
    /// one is empty.
    pub fn open(file: &'f File, layout: Layout, separator: u8) -> io::Result<Self> {
        let mut rows = Self { input: BufReader::new(file), separator, end: 0, cut: Vec::new() };
        let names: Vec<&str> = layout.columns().map(|column| column.name).collect();
        let columns = names.join(&char::from(separator).to_string()) + "\n";
        let read = rows.record()?;
        let is_own = match &read {
            Some(line) => *line == columns.as_bytes(),
            None => columns.as_bytes().starts_with(&rows.cut),
        };
        if is_own { Ok(rows) } else { Err(invalid("it has other columns")) }
    }

    /// The next whole row.
    pub fn read(&mut self) -> io::Result<Option<Row>> {
        let start = self.end;
        let record = self.record()?;
        Ok(record.map(|record| Row { start, first: first(&record, self.separator).0 }))
    }

    /// Bytes up to the end of the last row.
    pub const fn end(&self) -> u64 {
        self.end
    }

    /// The first value of a row that was cut short, and whether it is whole; `None` where none was.
    pub fn cut(&self) -> Option<(String, bool)> {
        (!self.cut.is_empty()).then(|| first(&self.cut, self.separator))
    }

    /// The bytes up to the next line break outside quotation marks; `None` at the end, where what
    /// is left is kept as cut short.
    fn record(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut record = Vec::new();
        let mut is_quoted = false;
        loop {
            let before = record.len();
            self.input.read_until(b'\n', &mut record)?;
            let line = record.get(before..).unwrap_or_default();
            is_quoted ^= line.iter().fold(false, |odd, &byte| odd ^ (byte == b'"'));
            if !line.ends_with(b"\n") {
                self.cut = record;
                return Ok(None);
            }
            if !is_quoted {
                self.end += record.len() as u64;
                return Ok(Some(record));
            }
        }
    }
}

/// The first value of a row, and whether it is whole.
fn first(row: &[u8], separator: u8) -> (String, bool) {
    let row = String::from_utf8_lossy(row);
    let separator = char::from(separator);
    let Some(quoted) = row.strip_prefix('"') else {
        let end = row.find([separator, '\n']);
        return (row.get(..end.unwrap_or(row.len())).unwrap_or_default().to_owned(), end.is_some());
    };
    let mut value = String::new();
    let mut rest = quoted.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '"' && rest.next_if_eq(&'"').is_none() {
            return (value, rest.next().is_some());
        }
        value.push(c);
    }
    (value, false)
}

/// The document of a row by its first value: the document, or `document:event` in the columns of
/// another format.
pub fn document(layout: Layout, first: &str) -> Option<String> {
    let id = match layout {
        Layout::Preset(_) => first.rsplit_once(':').map(|(document, _)| document),
        _ => Some(first),
    };
    id.filter(|id| !id.is_empty()).map(str::to_owned)
}

/// Whether a row that was cut short may be one of this document.
pub fn may_be_of(layout: Layout, (first, is_whole): &(String, bool), id: &str) -> bool {
    if *is_whole {
        document(layout, first).as_deref() == Some(id)
    } else {
        id.starts_with(first.as_str()) || first.starts_with(id)
    }
}
