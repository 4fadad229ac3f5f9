//! Characters kept and lost, as the scores of the command line count them.

use relata_core::{Block, BlockRole};

use super::corpus::{Label, Page};

/// Characters that are not white space: rightly kept, kept, to be kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    right: usize,
    found: usize,
    wanted: usize,
    /// Places inside a line where article and furniture meet, and those of them where both sides
    /// are rightly kept and dropped.
    seams: usize,
    seams_right: usize,
}

impl Counts {
    /// Keeping a headline or standfirst is neither right nor wrong; nor is anything where it is not
    /// known what it is.
    pub(super) fn of(page: &Page, blocks: &[Block]) -> Self {
        let size = page.text.len();
        let (mut wanted, mut open) = (vec![false; size], vec![false; size]);
        for &(start, end, label) in &page.runs {
            match label {
                Label::Keep => wanted[start..end].fill(true),
                Label::Unknown => open[start..end].fill(true),
                Label::Head | Label::Drop => (),
            }
        }
        let mut found = vec![false; size];
        for block in blocks.iter().filter(|block| block.kept) {
            let range = block.span.start()..block.span.end();
            if matches!(block.role, BlockRole::Headline | BlockRole::Standfirst) {
                found[range.clone()].copy_from_slice(&wanted[range]);
            } else {
                found[range].fill(true);
            }
        }
        let mut out = Self::default();
        for (at, byte) in page.text.bytes().enumerate() {
            if !open[at] && !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                out.right += usize::from(wanted[at] && found[at]);
                out.found += usize::from(found[at]);
                out.wanted += usize::from(wanted[at]);
            }
        }
        let known = |label| matches!(label, Label::Keep | Label::Drop);
        for pair in page.runs.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            let meet = left.1 == right.0 && left.2 != right.2 && known(left.2) && known(right.2);
            if meet {
                let is_right = |run: (usize, usize, Label)| {
                    let kept = found[run.0..run.1].iter().filter(|&&kept| kept).count();
                    let size = run.1 - run.0;
                    if run.2 == Label::Keep { kept * 10 >= size * 9 } else { kept * 10 <= size }
                };
                out.seams += 1;
                out.seams_right += usize::from(is_right(left) && is_right(right));
            }
        }
        out
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            found: self.found + other.found,
            wanted: self.wanted + other.wanted,
            seams: self.seams + other.seams,
            seams_right: self.seams_right + other.seams_right,
        }
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }

    fn is_perfect(self) -> bool {
        self.f1() > 0.9999
    }
}

/// Precision, recall and F1 over all pages, the F1 of each part, and pages without a fault.
pub(super) fn summary(rows: &[(usize, Counts)], parts: usize) -> String {
    let sum = |rows: &mut dyn Iterator<Item = &(usize, Counts)>| {
        rows.fold(Counts::default(), |sum, (_, counts)| sum.plus(*counts))
    };
    let all = sum(&mut rows.iter());
    let by_part: Vec<String> = (0..parts)
        .map(|part| format!("{:.3}", sum(&mut rows.iter().filter(|row| row.0 == part)).f1()))
        .collect();
    let perfect = rows.iter().filter(|(_, counts)| counts.is_perfect()).count();
    format!(
        "P {:.4} R {:.4} F1 {:.4} (parts {}), pages without a fault {perfect}/{}, seams {}/{}",
        all.right as f64 / all.found.max(1) as f64,
        all.right as f64 / all.wanted.max(1) as f64,
        all.f1(),
        by_part.join(" "),
        rows.len(),
        all.seams_right,
        all.seams
    )
}
