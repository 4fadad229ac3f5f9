//! Every set of instructions of this processor against plain loops in f64, on ragged shapes, and
//! against the portable set to the bit.

// What is compared with may differ in its last bits.
#![allow(clippy::disallowed_methods)]

use proptest::prelude::*;

use super::*;

/// Whether Miri runs the tests, some thousand times slower than the processor: with smaller shapes
/// of the same kinds.
const MIRI: bool = cfg!(miri);

/// Pseudo-random values between -1 and 1.
fn values(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// `values` as rows of `width`, each padded with zeros.
fn pad_rows(values: &[f32], width: usize) -> Vec<f32> {
    values
        .chunks_exact(width)
        .flat_map(|row| row.iter().copied().chain(std::iter::repeat_n(0.0, padded(width) - width)))
        .collect()
}

struct Case {
    rows: usize,
    depth: usize,
    width: usize,
    x: Vec<f32>,
    /// `[width, depth]`.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Case {
    fn new(rows: usize, depth: usize, width: usize) -> Self {
        Self {
            rows,
            depth,
            width,
            x: values(rows * depth, 1),
            weights: values(width * depth, 2),
            bias: values(width, 3),
        }
    }

    fn product(&self, isa: Isa, arithmetic: Arithmetic) -> Vec<f32> {
        let columns: Vec<_> = self
            .weights
            .chunks_exact(self.depth)
            .zip(&self.bias)
            .map(|(w, b)| Some((Column::F32(w), *b)))
            .collect();
        let matrix = Matrix::new(isa, arithmetic, self.depth, &columns);
        let mut operand = Operand::default();
        operand.pack(
            isa,
            arithmetic,
            &mut pad_rows(&self.x, self.depth),
            padded(self.depth),
            Change::None,
        );
        let mut out = vec![f32::NAN; self.rows * matrix.width()];
        matrix.apply(&operand, &mut out, Onto::Overwrite);
        let once = out.clone();
        matrix.apply(&operand, &mut out, Onto::Add);
        for (twice, once) in out.iter().zip(&once) {
            assert!((twice - 2.0 * once).abs() < 1e-5, "results are added");
        }
        once.chunks_exact(matrix.width().max(1))
            .flat_map(|row| row[..self.width].to_vec())
            .collect()
    }

    fn exact(&self) -> Vec<f64> {
        let dot = |row: &[f32], column: &[f32]| {
            row.iter().zip(column).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>()
        };
        let columns = || self.weights.chunks_exact(self.depth).zip(&self.bias);
        self.x
            .chunks_exact(self.depth)
            .flat_map(|row| columns().map(move |(w, b)| dot(row, w) + f64::from(*b)))
            .collect()
    }
}

fn close(found: &[f32], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (index, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!(
            (f64::from(*a) - b).abs() <= tolerance,
            "{what}, value {index}: {a} instead of {b}"
        );
    }
}

/// Rounding of bytes: each product errs by at most half a step of either side (2 / 255 and 2 /
/// `steps` wide at most).
fn byte_tolerance(depth: usize, steps: f64) -> f64 {
    f64::from(u32::try_from(depth).unwrap()) * (1.0 / 255.0 + 1.0 / steps) + 1e-4
}

/// The results of a set of instructions are those of the portable one.
fn same_bits(found: &[f32], portable: &[f32], what: &str) {
    let bits = |values: &[f32]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(found), bits(portable), "{what}: {found:?} instead of {portable:?}");
}

const ARITHMETICS: [Arithmetic; 3] = [Arithmetic::F32, Arithmetic::Int6, Arithmetic::Int8];

fn check_product(rows: usize, depth: usize, width: usize) {
    let case = Case::new(rows, depth, width);
    let exact = case.exact();
    for arithmetic in ARITHMETICS {
        let portable = case.product(Isa(Kind::Portable), arithmetic);
        let tolerance = match arithmetic {
            Arithmetic::F32 => 1e-4,
            Arithmetic::Int6 => byte_tolerance(depth, 62.0),
            Arithmetic::Int8 => byte_tolerance(depth, 254.0),
        };
        close(&portable, &exact, tolerance, &format!("{arithmetic:?} {rows} x {depth} x {width}"));
        for isa in Isa::all() {
            same_bits(
                &case.product(isa, arithmetic),
                &portable,
                &format!("{isa:?} {arithmetic:?} {rows} x {depth} x {width}"),
            );
        }
    }
}

/// Sums of bytes at the ends of their range, where sixteen bits are nearly not enough.
#[test]
fn greatest_sums_are_exact() {
    for (arithmetic, most) in [(Arithmetic::Int6, 31_u8), (Arithmetic::Int8, 127)] {
        for sign in [1, -1_i8] {
            let weight = (most.cast_signed() * sign).cast_unsigned();
            let column = [weight; 64];
            for isa in Isa::all() {
                let matrix =
                    Matrix::new(isa, arithmetic, 64, &[Some((Column::Int8(&column, 1.0), 0.0))]);
                let mut operand = Operand::default();
                // All but the last activation become 255.
                let mut x = vec![255.0; 64];
                x[63] = 0.0;
                operand.pack(isa, arithmetic, &mut x, 64, Change::None);
                let mut out = vec![0.0; matrix.width()];
                matrix.apply(&operand, &mut out, Onto::Overwrite);
                let expected = f32::from(most) * f32::from(sign) * 255.0 * 63.0;
                assert_eq!(
                    out[0].to_bits(),
                    expected.to_bits(),
                    "{isa:?} {arithmetic:?}: {} instead of {expected}",
                    out[0]
                );
            }
        }
    }
}

/// Activations that bring each column's sums as far from zero as its weights allow: runs of sixteen
/// bits are as long as that leaves room for.
#[test]
#[allow(clippy::cast_possible_truncation)]
fn the_greatest_sums_of_any_weights_are_exact() {
    let (depth, width) = (if MIRI { 32 } else { 384 }, if MIRI { 4 } else { 16 });
    let weights: Vec<u8> = values(depth * width, 9)
        .iter()
        .zip(values(depth * width, 10))
        .zip(values(depth * width, 11))
        .map(|((a, b), c)| ((a + b + c) * 31.0 / 3.0).round_ties_even() as i8)
        .map(i8::cast_unsigned)
        .collect();
    let columns: Vec<_> =
        weights.chunks_exact(depth).map(|w| Some((Column::Int8(w, 1.0), 0.0))).collect();
    let mut rows = Vec::new();
    for column in weights.chunks_exact(depth) {
        for sign in [1, -1] {
            rows.extend(
                column.iter().map(
                    |&w| {
                        if i16::from(w.cast_signed()) * sign > 0 { 255.0 } else { 0.0 }
                    },
                ),
            );
        }
    }
    let product = |isa| {
        let matrix = Matrix::new(isa, Arithmetic::Int6, depth, &columns);
        let mut operand = Operand::default();
        operand.pack(isa, Arithmetic::Int6, &mut rows.clone(), depth, Change::None);
        let mut out = vec![0.0; operand.rows() * matrix.width()];
        matrix.apply(&operand, &mut out, Onto::Overwrite);
        out
    };
    let portable = product(Isa(Kind::Portable));
    let first: i32 = weights[..depth].iter().map(|w| i32::from(w.cast_signed()).max(0)).sum();
    assert_eq!(portable[0].to_bits(), (first as f32 * 255.0).to_bits());
    for isa in Isa::all() {
        same_bits(&product(isa), &portable, &format!("{isa:?}"));
    }
}

#[test]
fn products_and_sums_are_rounded_once() {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state
    };
    for round in 0..if MIRI { 100 } else { 400_000 } {
        // Any bits, and numbers so near to each other that sums cancel.
        let [x, y, z] = [next(), next(), next()].map(|bits| {
            let narrow = (bits & 0x807f_ffff) | (120 + (bits >> 23) % 16) << 23;
            f32::from_bits(if round % 4 == 0 { bits } else { narrow })
        });
        for term in [z, -(x * y), f32::from_bits((x * y).to_bits() ^ 1), 0.0] {
            check_mul_add(x, y, term);
        }
    }
}

/// Sums that f64 rounds to the middle between two floats, from either side, and sums that are the
/// middle; also where the result is subnormal.
#[test]
#[allow(clippy::cast_possible_truncation)]
fn sums_near_the_middle_of_two_floats_are_rounded_once() {
    let next = 1.0 + f32::EPSILON;
    let exponents = [0, -148, 90, -100, -123, -125, -127, -130];
    for exponent in exponents.into_iter().take(if MIRI { 2 } else { 8 }) {
        let scale = 2.0_f64.powi(exponent);
        let half = (scale * 2.0_f64.powi(-24)) as f32;
        for fraction in [1.0, 1.25, 1.0 + f64::from(f32::EPSILON), 2.0 - f64::from(f32::EPSILON)] {
            let term = (scale * fraction) as f32;
            for x in [1.0, next, 1.0 - f32::EPSILON / 2.0] {
                for y in [half, half * next, half * (1.0 - f32::EPSILON), half * 3.0] {
                    for (y, term) in [(y, term), (-y, term), (y, -term), (-y, -term)] {
                        check_mul_add(x, y, term);
                    }
                }
            }
        }
    }
}

#[track_caller]
fn check_mul_add(x: f32, y: f32, term: f32) {
    // One lane that may be in doubt, beside others that are not.
    let lanes = |value: f32, others: f32| {
        let mut lanes = [others; lanes::LANES];
        lanes[5] = value;
        <portable::Floats as lanes::Lanes>::load(&lanes)
    };
    let mut found = [0.0; lanes::LANES];
    lanes::Lanes::store(lanes(x, 3.0).mul_add_in_f64(lanes(y, 0.5), lanes(term, 0.25)), &mut found);
    let expected = x.mul_add(y, term);
    assert!(
        found[5].to_bits() == expected.to_bits() || found[5].is_nan() && expected.is_nan(),
        "{x:e} × {y:e} + {term:e} = {expected:e}, not {:e}",
        found[5]
    );
    assert!([found[0], found[15]].iter().all(|value| value.to_bits() == 1.75_f32.to_bits()));
}

#[test]
fn the_environment_names_a_set() {
    for isa in Isa::all() {
        assert_eq!(isa.name().parse(), Ok(isa));
    }
    assert_eq!("sse9".parse::<Isa>(), Err("sse9".to_owned()));
}

#[test]
fn products_of_all_tile_heights() {
    for rows in (1..=if MIRI { 3 } else { 26 }).step_by(if MIRI { 2 } else { 1 }) {
        check_product(rows, if MIRI { 10 } else { 40 }, if MIRI { 17 } else { 35 });
    }
    check_product(0, if MIRI { 4 } else { 32 }, if MIRI { 4 } else { 32 });
    if !MIRI {
        check_product(13, 384, 384);
    }
}

/// The results of each row are the same to the bit, whatever rows stand beside it.
#[test]
fn rows_do_not_depend_on_their_neighbours() {
    let all = if MIRI { Case::new(3, 6, 17) } else { Case::new(29, 100, 50) };
    for (isa, arithmetic) in
        Isa::all().flat_map(|isa| ARITHMETICS.map(|arithmetic| (isa, arithmetic)))
    {
        let together = all.product(isa, arithmetic);
        for (number, row) in all.x.chunks_exact(all.depth).enumerate() {
            let alone = Case {
                rows: 1,
                x: row.to_vec(),
                weights: all.weights.clone(),
                bias: all.bias.clone(),
                ..all
            };
            assert_eq!(
                alone.product(isa, arithmetic),
                together[number * all.width..(number + 1) * all.width],
                "{isa:?} {arithmetic:?}"
            );
        }
    }
}

#[test]
fn stored_bytes_are_multiplied_as_they_are() {
    let bytes: Vec<u8> = (0..64_i16).map(|i| u8::try_from((i * 37) % 255).unwrap()).collect();
    let floats: Vec<f32> = bytes.iter().map(|b| f32::from(b.cast_signed()) * 0.25).collect();
    let mut x = pad_rows(&values(64, 5), 64);
    for isa in Isa::all() {
        let mut results = [
            (Arithmetic::F32, Column::Int8(&bytes, 0.25)),
            (Arithmetic::F32, Column::F32(&floats)),
        ]
        .map(|(arithmetic, column)| {
            let matrix = Matrix::new(isa, arithmetic, 64, &[None, Some((column, 0.5))]);
            let mut operand = Operand::default();
            operand.pack(isa, arithmetic, &mut x, 64, Change::None);
            let mut out = vec![0.0; matrix.width()];
            matrix.apply(&operand, &mut out, Onto::Overwrite);
            out
        });
        assert_eq!(results[0], results[1]);
        assert_eq!(results[0][0].to_bits(), 0.0_f32.to_bits(), "a missing column is zero");
        results[0].truncate(2);
        assert!(results[0][1].is_finite());
    }
}

fn check_attention(len: usize, columns: usize) {
    let (width, scale) = (padded(columns), 0.3);
    let parts: Vec<Vec<f32>> =
        (7..10).map(|seed| pad_rows(&values(len * columns, seed), columns)).collect();
    let input: Vec<f32> = (0..len)
        .flat_map(|i| parts.iter().flat_map(move |part| part[i * width..(i + 1) * width].to_vec()))
        .collect();
    let at = |part: usize, row: usize, column: usize| f64::from(parts[part][row * width + column]);
    let mut expected = Vec::new();
    for i in 0..len {
        let weights: Vec<f64> = (0..len)
            .map(|j| {
                (f64::from(scale) * (0..columns).map(|c| at(0, i, c) * at(1, j, c)).sum::<f64>())
                    .exp()
            })
            .collect();
        let sum: f64 = weights.iter().sum();
        expected.extend(
            (0..columns).map(|c| {
                weights.iter().enumerate().map(|(j, w)| w * at(2, j, c)).sum::<f64>() / sum
            }),
        );
    }
    let stride = columns + 5;
    let mut portable = None;
    for isa in std::iter::once(Isa(Kind::Portable)).chain(Isa::all()) {
        let (mut out, mut scratch) = (vec![7.0; len * stride], AttentionScratch::default());
        // What an earlier, longer window has left behind must not matter.
        let longer = if MIRI { 4 } else { 200 };
        let long = values(longer * 3 * width, 11);
        Attention {
            input: &long,
            width,
            scale,
            out: &mut vec![0.0; longer * stride],
            stride,
            columns,
            scratch: &mut scratch,
        }
        .run(isa);
        Attention {
            input: &input,
            width,
            scale,
            out: &mut out,
            stride,
            columns,
            scratch: &mut scratch,
        }
        .run(isa);
        let found: Vec<f32> =
            out.chunks_exact(stride).flat_map(|row| row[..columns].to_vec()).collect();
        let what = format!("{isa:?}, {len} positions, {columns} columns");
        close(&found, &expected, 1e-5, &what);
        same_bits(&found, portable.get_or_insert_with(|| found.clone()), &what);
        assert!(
            out.chunks_exact(stride).all(|row| row[columns..] == [7.0; 5]),
            "other heads' columns are left alone"
        );
    }
}

#[test]
fn attention_mixes_values() {
    let shapes: &[(usize, usize)] = if MIRI {
        &[(0, 8), (1, 8), (3, 18)]
    } else {
        &[(0, 32), (1, 8), (2, 32), (31, 32), (32, 32), (33, 40), (97, 32)]
    };
    for &(len, columns) in shapes {
        check_attention(len, columns);
    }
}

/// Runs a row function as the layers do: through a product with the identity.
fn changed(isa: Isa, row: &[f32], change: Change<'_>) -> Vec<f32> {
    let mut rows = pad_rows(row, row.len());
    Operand::default().pack(isa, Arithmetic::F32, &mut rows, padded(row.len()), change);
    rows.truncate(row.len());
    rows
}

/// Error function by its Maclaurin series, in f64.
fn erf_series(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        let n = f64::from(n);
        term *= -x * x / n;
        sum += term / (2.0 * n + 1.0);
    }
    sum * std::f64::consts::FRAC_2_SQRT_PI
}

#[test]
fn gelu_is_exact_enough() {
    let row: Vec<f32> = (0..=1100_u16)
        .step_by(if MIRI { 70 } else { 1 })
        .map(|i| f32::from(i) / 100.0 - 5.5)
        .collect();
    let expected: Vec<f64> = row
        .iter()
        .map(|&x| f64::from(x) * 0.5 * (1.0 + erf_series(f64::from(x) / std::f64::consts::SQRT_2)))
        .collect();
    let portable = changed(Isa(Kind::Portable), &row, Change::Gelu);
    close(&portable, &expected, 2e-6, "gelu");
    Isa::all().for_each(|isa| {
        same_bits(&changed(isa, &row, Change::Gelu), &portable, &format!("{isa:?}"));
    });
}

#[test]
fn rows_are_normalised() {
    for width in [1, 16, 19, if MIRI { 34 } else { 384 }] {
        let (row, weight, bias) = (values(width, 1), values(width, 2), values(width, 3));
        let count = row.len() as f64;
        let mean = row.iter().map(|&x| f64::from(x)).sum::<f64>() / count;
        let variance = row.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / count;
        let scale = 1.0 / (variance + 1e-6).sqrt();
        let expected: Vec<f64> = row
            .iter()
            .zip(&weight)
            .zip(&bias)
            .map(|((&x, &w), &b)| (f64::from(x) - mean) * scale * f64::from(w) + f64::from(b))
            .collect();
        let norm = Norm::new(&weight, &bias, 1e-6);
        let portable = changed(Isa(Kind::Portable), &row, Change::Norm(&norm));
        close(&portable, &expected, 1e-4, &format!("{width} values"));
        Isa::all().for_each(|isa| {
            same_bits(
                &changed(isa, &row, Change::Norm(&norm)),
                &portable,
                &format!("{isa:?} {width}"),
            );
        });
    }
}

#[test]
fn odd_values_do_no_harm() {
    for (isa, arithmetic) in
        Isa::all().flat_map(|isa| ARITHMETICS.map(|arithmetic| (isa, arithmetic)))
    {
        for odd in [0.0, 7.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX] {
            let mut operand = Operand::default();
            let mut rows = vec![odd; 64];
            operand.pack(isa, arithmetic, &mut rows, 32, Change::None);
            let matrix = Matrix::new(isa, arithmetic, 32, &[Some((Column::F32(&[0.5; 32]), 1.0))]);
            let mut out = vec![0.0; 2 * matrix.width()];
            matrix.apply(&operand, &mut out, Onto::Overwrite);
            // A row of one value, which is its own lowest, is exact in bytes as well.
            assert!(
                odd.abs() > 10.0 || odd.is_nan() || (out[0] - (16.0 * odd + 1.0)).abs() < 1e-3,
                "{isa:?} {arithmetic:?} {odd}: {}",
                out[0]
            );
        }
    }
}

/// Sizes that properties are looked at up to.
const MOST: [usize; 7] =
    if MIRI { [3, 8, 18, 18, 4, 18, 6] } else { [70, 150, 100, 400, 120, 70, 40] };

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if MIRI { 1 } else { 60 }, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn products_of_any_shape(rows in 0..MOST[0], depth in 1..MOST[1], width in 1..MOST[2]) {
        check_product(rows, depth, width);
    }

    /// Of what is no number the bits are left open.
    #[test]
    fn any_values_give_the_same_bits(bits in proptest::collection::vec(any::<u32>(), MOST[3] / 6..MOST[3]), depth in 1..MOST[6], wide in any::<bool>()) {
        let value = |bits: &u32| if wide { f32::from_bits(*bits) } else { f32::from_bits(bits & 0x83ff_ffff | 0x3c00_0000) };
        let all: Vec<f32> = bits.iter().map(value).collect();
        let (weights, x) = all.split_at(all.len() / 2);
        let columns: Vec<_> = weights.chunks_exact(depth).map(|column| Some((Column::F32(column), 1.0))).collect();
        let rows = x.len() / depth;
        let norm = Norm::new(&weights[..depth.min(weights.len())], &weights[..depth.min(weights.len())], 1e-6);
        for arithmetic in ARITHMETICS {
            for change in [Change::None, Change::Gelu, Change::Norm(&norm)] {
                let run = |isa: Isa| {
                    let (matrix, mut operand) = (Matrix::new(isa, arithmetic, depth, &columns), Operand::default());
                    let mut padded_rows = pad_rows(&x[..rows * depth], depth);
                    operand.pack(isa, arithmetic, &mut padded_rows, padded(depth), if padded(depth) == norm.weight.len() { change } else { Change::None });
                    let mut out = vec![0.0; rows * matrix.width()];
                    matrix.apply(&operand, &mut out, Onto::Overwrite);
                    out.into_iter().chain(padded_rows).map(|v| if v.is_nan() { None } else { Some(v.to_bits()) }).collect::<Vec<_>>()
                };
                let portable = run(Isa(Kind::Portable));
                for isa in Isa::all() {
                    prop_assert!(run(isa) == portable, "{:?} {:?} {:?}", isa, arithmetic, change);
                }
            }
        }
    }

    #[test]
    fn attention_of_any_shape(len in 0..MOST[4], columns in 1..MOST[5]) {
        check_attention(len, columns);
    }
}

#[test]
fn dots_of_rows_of_any_length() {
    for isa in Isa::all() {
        for len in [1, 6, 15, 16, 33, 96] {
            let (vector, rows) = (values(len, 4), values(len * 5, 5));
            let (mut sums, mut portable) = ([1.0; 5], [1.0; 5]);
            add_dots(isa, &vector, &rows, &mut sums);
            add_dots(Isa(Kind::Portable), &vector, &rows, &mut portable);
            same_bits(&sums, &portable, &format!("{isa:?}, {len} values"));
            let dot = |row: &[f32]| {
                1.0 + row
                    .iter()
                    .zip(&vector)
                    .map(|(a, b)| f64::from(*a) * f64::from(*b))
                    .sum::<f64>()
            };
            close(
                &sums,
                &rows.chunks_exact(len).map(dot).collect::<Vec<_>>(),
                1e-5,
                &format!("{isa:?}, {len} values"),
            );
        }
    }
}
