//! A layer that looks at a token and its two neighbours, a few tokens at once: products, the largest of
//! three pieces and the norming while the numbers are still at hand. Made for processors with AVX-512;
//! of others, and of this one where it is asked in the plain way, the numbers are the same to the last
//! bit, for they are summed in the same order.

use super::layers::{add, norm};
use multiversion::multiversion;
use multiversion::target::match_target;
use ndarray::Array2;

/// The numbers in a token's vector.
const WIDTH: usize = 96;
/// A token's vector with those of its neighbours.
const SEEN: usize = 3 * WIDTH;
/// Of so many numbers each unit takes the largest.
const PIECES: usize = 3;
/// Units that are summed at once.
const LANES: usize = 16;
/// Tokens that are worked on at once: their sums just fit into the processor's registers.
const TOKENS: usize = 8;

/// The weights of as many units as are summed at once, for one number of what is seen.
type Panel = [[[f32; LANES]; PIECES]; SEEN];

/// The weights of a layer as they are gone through.
pub(super) struct Tiles {
    panels: Vec<[[f32; LANES]; PIECES]>,
}

impl Tiles {
    /// Returns the weights laid out so; none where the processor is not made for it.
    pub(super) fn new(weights: &Array2<f32>) -> Option<Self> {
        if !is_fit() || weights.dim() != (PIECES * WIDTH, SEEN) {
            return None;
        }
        let groups = (0..WIDTH).step_by(LANES);
        let panels = groups.flat_map(|group| {
            (0..SEEN).map(move |seen| {
                let of = |piece, lane| weights[[piece * WIDTH + group + lane, seen]];
                std::array::from_fn(|piece| std::array::from_fn(|lane| of(piece, lane)))
            })
        });
        Some(Self { panels: panels.collect() })
    }

    /// Adds to each row what the layer makes of it and its two neighbours, but for the first and the
    /// last row.
    pub(super) fn add_seen_around(&self, [bias, scale, shift]: [&[f32]; 3], rows: &mut [f32]) {
        let (panels, _) = self.panels.as_chunks();
        let (rows, _) = rows.as_chunks_mut();
        let (bias, _) = bias.as_chunks();
        add_seen_around(panels, bias, [scale, shift], rows);
    }
}

#[multiversion(targets("x86_64+avx512f"))]
fn is_fit() -> bool {
    match_target! {
        "x86_64+avx512f" => true,
        _ => false,
    }
}

#[multiversion(targets("x86_64+avx512f"))]
fn add_seen_around(
    panels: &[Panel],
    bias: &[[f32; LANES]],
    [scale, shift]: [&[f32]; 2],
    rows: &mut [[f32; WIDTH]],
) {
    // The rows of a tile with their neighbours, as they were before anything was added.
    let mut before = [[0.0; WIDTH]; TOKENS + 2];
    let Some((first, _)) = rows.split_first_chunk::<2>() else { return };
    before[TOKENS..].copy_from_slice(first);
    for begin in (1..rows.len() - 1).step_by(TOKENS) {
        before.copy_within(TOKENS.., 0);
        let count = TOKENS.min(rows.len() - 1 - begin);
        before[2..2 + count].copy_from_slice(&rows[begin + 1..=begin + count]);
        let mut made = [[0.0; WIDTH]; TOKENS];
        match_target! {
            "x86_64+avx512f" => avx512::largest_pieces(panels, bias, &before, &mut made),
            // Nothing is laid out for another.
            _ => {
                _ = (panels, bias, &mut made);
            }
        }
        for (made, row) in made.iter_mut().zip(&mut rows[begin..begin + count]) {
            norm(made, scale, shift);
            add(made, row);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx512 {
    use super::{LANES, PIECES, Panel, SEEN, TOKENS, WIDTH};
    use std::arch::x86_64::{
        __m512, _mm_cvtss_f32, _mm_shuffle_ps, _mm512_add_ps, _mm512_extractf32x4_ps,
        _mm512_fmadd_ps, _mm512_max_ps, _mm512_set1_ps, _mm512_setr_ps, _mm512_setzero_ps,
    };
    use std::ops::Range;

    /// Products of more than so many numbers are summed in two parts, as `matrixmultiply` does.
    const PART: usize = 256;

    /// Sets each unit of each token to the largest of its pieces.
    #[target_feature(enable = "avx512f")]
    pub(super) fn largest_pieces(
        panels: &[Panel],
        bias: &[[f32; LANES]],
        rows: &[[f32; WIDTH]; TOKENS + 2],
        made: &mut [[f32; WIDTH]; TOKENS],
    ) {
        for (group, panel) in panels.iter().enumerate() {
            let first = sums(panel, rows, 0..PART);
            let second = sums(panel, rows, PART..SEEN);
            for (token, made) in made.iter_mut().enumerate() {
                let mut largest = _mm512_set1_ps(f32::NEG_INFINITY);
                for piece in 0..PIECES {
                    let sum = _mm512_add_ps(first[token][piece], second[token][piece]);
                    let bias = load(&bias[piece * (WIDTH / LANES) + group]);
                    largest = _mm512_max_ps(largest, _mm512_add_ps(sum, bias));
                }
                let (made, _) = made.as_chunks_mut::<LANES>();
                store(largest, &mut made[group]);
            }
        }
    }

    /// Sums the products of a part of what each token sees. Within another function the sums would not
    /// stay in the registers.
    #[target_feature(enable = "avx512f")]
    #[inline(never)]
    fn sums(
        panel: &Panel,
        rows: &[[f32; WIDTH]; TOKENS + 2],
        part: Range<usize>,
    ) -> [[__m512; PIECES]; TOKENS] {
        let mut sums = [[_mm512_setzero_ps(); PIECES]; TOKENS];
        for seen in part {
            let [first, second, third] = &panel[seen];
            let [first, second, third] = [load(first), load(second), load(third)];
            for token in 0..TOKENS {
                let number = _mm512_set1_ps(rows[token + seen / WIDTH][seen % WIDTH]);
                let [one, two, three] = sums[token];
                sums[token] = [
                    _mm512_fmadd_ps(number, first, one),
                    _mm512_fmadd_ps(number, second, two),
                    _mm512_fmadd_ps(number, third, three),
                ];
            }
        }
        sums
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn load(numbers: &[f32; LANES]) -> __m512 {
        let n = numbers;
        _mm512_setr_ps(
            n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13],
            n[14], n[15],
        )
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn store(numbers: __m512, to: &mut [f32; LANES]) {
        let quarters = [
            _mm512_extractf32x4_ps::<0>(numbers),
            _mm512_extractf32x4_ps::<1>(numbers),
            _mm512_extractf32x4_ps::<2>(numbers),
            _mm512_extractf32x4_ps::<3>(numbers),
        ];
        for (quarter, to) in quarters.into_iter().zip(to.as_chunks_mut::<4>().0) {
            *to = [
                _mm_cvtss_f32(quarter),
                _mm_cvtss_f32(_mm_shuffle_ps::<1>(quarter, quarter)),
                _mm_cvtss_f32(_mm_shuffle_ps::<2>(quarter, quarter)),
                _mm_cvtss_f32(_mm_shuffle_ps::<3>(quarter, quarter)),
            ];
        }
    }
}
