//! Output of which all that is written up to a flush goes out at once.

use std::io::{self, Write};

/// Holds what is written until it is flushed: what a run leaves that is killed in between ends with
/// a whole piece, as far as the system writes pieces whole.
pub struct Piece<W> {
    held: Vec<u8>,
    out: W,
}

impl<W: Write> Piece<W> {
    /// Pieces for this output.
    pub const fn new(out: W) -> Self {
        Self { held: Vec::new(), out }
    }
}

impl<W: Write> Write for Piece<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.held);
        self.held.clear();
        written.and_then(|()| self.out.flush())
    }
}
