//! Sums of products of bytes that are gathered in 16 bits, where a processor has nothing better.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, Lanes, UNIT, Walk};
use super::walk::{start, unit};

/// Sums that a processor gathers in 16 bits first, for so many units as these bits hold whatever
/// the activations are (see [`Walk::runs`]).
pub(super) trait ShortSums: Dots {
    /// The sums of one run.
    type Run: Copy;

    fn begin() -> Self::Run;
    /// Adds the products of four activations of one row with a unit.
    fn add(run: Self::Run, activations: Self::Activations, weights: Self::Weights) -> Self::Run;
    /// Adds what a run has gathered.
    fn end(self, run: Self::Run) -> Self;
}

/// Products are added in 16 bits for as many units as these hold, then to sums of 32 bits.
///
/// With activations of eight bits, [`SHORT`] is the most that the weights of one sign may add up to
/// in each lane. The weights are known when a matrix is packed, so runs are cut then, and a run is
/// mostly two to three times as long as any weights would allow: fewer sums are widened, which is
/// what such a product waits for.
pub(super) struct InRuns;

/// The most that weights of one sign may add up to: 255 times that fits into 16 bits.
const SHORT: i16 = i16::MAX / 255;

/// Units of a step of [`InRuns`]: narrow weights of so many units never add up to more than
/// [`SHORT`].
const STEP: usize = 2;

impl<D: ShortSums> Walk<D> for InRuns {
    const UNITS: usize = STEP;

    fn runs(panel: &[i8]) -> Vec<u16> {
        let unit = D::Floats::VECTORS * UNIT;
        let (mut runs, mut open) = (Vec::new(), 0);
        let mut gathered = vec![Lane::default(); unit / 2];
        for step in panel.chunks_exact(STEP * unit) {
            let mut added = vec![Lane::default(); unit / 2];
            for unit in step.chunks_exact(unit) {
                added.iter_mut().zip(unit.as_chunks().0).for_each(|(lane, pair)| lane.take(*pair));
            }
            let fits = gathered.iter().zip(&added).all(|(lane, added)| lane.has_room_for(*added));
            if open > 0 && (!fits || open == u16::MAX) {
                runs.push(std::mem::take(&mut open));
                gathered.fill(Lane::default());
            }
            gathered.iter_mut().zip(added).for_each(|(lane, added)| lane.add(added));
            open += 1;
        }
        runs.push(open);
        runs
    }

    #[inline(always)]
    fn gather<const R: usize>(a: &[u8], b: &[i8], runs: &[u16], totals: &[i32]) -> [[D; 2]; R] {
        let mut sums = [start::<D>(totals); R];
        let (row_step, panel_step) = (4 * STEP * R, STEP * D::Floats::VECTORS * UNIT);
        let (mut a, mut b) = (a, b);
        for run in runs.iter().map(|&run| usize::from(run)) {
            let (Some((rows, later_rows)), Some((units, later_units))) =
                (a.split_at_checked(run * row_step), b.split_at_checked(run * panel_step))
            else {
                break;
            };
            (a, b) = (later_rows, later_units);
            let mut short = [[D::begin(); 2]; R];
            for (a, b) in rows.chunks_exact(row_step).zip(units.chunks_exact(panel_step)) {
                one_unit::<D, R, 0>(&mut short, a, b);
                one_unit::<D, R, 1>(&mut short, a, b);
            }
            for (sum, short) in sums.iter_mut().zip(short) {
                sum[0] = sum[0].end(short[0]);
                if D::Floats::VECTORS == 2 {
                    sum[1] = sum[1].end(short[1]);
                }
            }
        }
        sums
    }
}

/// What the weights of a lane add up to, those of each sign by themselves: any activations make of
/// them something between 255 times the one and the other.
#[derive(Clone, Copy, Default)]
struct Lane {
    above: i16,
    below: i16,
}

impl Lane {
    /// Adds the two weights of a unit that are multiplied into this lane.
    fn take(&mut self, pair: [i8; 2]) {
        for weight in pair.map(i16::from) {
            self.above += weight.max(0);
            self.below -= weight.min(0);
        }
    }

    fn add(&mut self, other: Self) {
        self.above += other.above;
        self.below += other.below;
    }

    const fn has_room_for(self, other: Self) -> bool {
        self.above + other.above <= SHORT && self.below + other.below <= SHORT
    }
}

#[inline(always)]
fn one_unit<D: ShortSums, const R: usize, const J: usize>(
    short: &mut [[D::Run; 2]; R],
    a: &[u8],
    b: &[i8],
) {
    let [low, high] = unit::<D>(b, J);
    for (short, a) in short.iter_mut().zip(a.as_chunks::<4>().0.as_chunks::<STEP>().0) {
        let Some(a) = a.get(J).copied().map(D::activations) else { continue };
        short[0] = D::add(short[0], a, low);
        if D::Floats::VECTORS == 2 {
            short[1] = D::add(short[1], a, high);
        }
    }
}
