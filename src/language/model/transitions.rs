//! Scores the moves of a transition system from the tokens that its state looks at.
//!
//! The hidden layer is linear in each token it sees, so what a token adds to it at each place is
//! multiplied out once for all tokens; a step then only adds a few rows.

use super::layers::{Linear, add, largest_piece, multiply};
use super::weights::{Weights, WeightsError};
use multiversion::multiversion;
use ndarray::{Array1, Array2, ArrayView2, s};

/// Units of the hidden layer, and its pieces.
const HIDDEN: usize = 64;
const PIECES: usize = 2;

/// Scores are summed in rows of full lanes, which a processor adds at once.
const LANES: usize = 16;

/// The weights of a transition system.
pub(super) struct Scorer {
    reduce: Linear,
    hidden: Array2<f32>,
    padding: Array1<f32>,
    bias: Array1<f32>,
    /// A row for each unit of the hidden layer, filled up to full lanes.
    output: Array2<f32>,
    output_bias: Array1<f32>,
}

impl Scorer {
    pub(super) fn read(from: &Weights, name: &str) -> Result<Self, WeightsError> {
        let narrow = from.matrix(&format!("{name}.output.weight"))?;
        let mut output = Array2::zeros((HIDDEN, narrow.ncols().next_multiple_of(LANES)));
        output.slice_mut(s![.., ..narrow.ncols()]).assign(&narrow);
        Ok(Self {
            reduce: Linear::read(from, &format!("{name}.reduce"))?,
            hidden: from.matrix(&format!("{name}.hidden.weight"))?,
            padding: from.vector(&format!("{name}.hidden.pad"))?,
            bias: from.vector(&format!("{name}.hidden.bias"))?,
            output,
            output_bias: from.vector(&format!("{name}.output.bias"))?,
        })
    }

    /// Multiplies out what each token adds to the hidden layer.
    pub(super) fn prepare(&self, tokens: &ArrayView2<f32>) -> Prepared<'_> {
        let reduced = self.reduce.apply(tokens);
        Prepared { scorer: self, added: multiply(&reduced.view(), &self.hidden) }
    }
}

/// Sentences ready to be stepped through.
pub(super) struct Prepared<'s> {
    scorer: &'s Scorer,
    added: Array2<f32>,
}

impl Prepared<'_> {
    /// Sets the score of each move, given the tokens that the state looks at, none where it looks
    /// beyond the sentence.
    pub(super) fn score<const N: usize>(&self, seen: [Option<usize>; N], scores: &mut Vec<f32>) {
        const SUMS: usize = HIDDEN * PIECES;
        let Scorer { padding, bias, output, output_bias, .. } = self.scorer;
        let padding = padding.as_slice().unwrap_or_default();
        let added = self.added.as_slice().unwrap_or_default();
        let mut place = 0..SUMS;
        let seen = seen.map(|token| {
            let row = token.map_or(padding, |token| &added[token * padding.len()..]);
            let added = &row[place.clone()];
            place = place.end..place.end + SUMS;
            added
        });
        scores.clear();
        scores.extend(output_bias);
        scores.resize(output.ncols(), 0.0);
        let (bias, output) = (bias.as_slice(), output.as_slice());
        add_scores(&seen, bias.unwrap_or_default(), output.unwrap_or_default(), scores);
        scores.truncate(output_bias.len());
    }
}

/// Adds to the score of each move what the sum of what the tokens add to the hidden layer comes to.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2"))]
fn add_scores(added: &[&[f32]], bias: &[f32], output: &[f32], scores: &mut [f32]) {
    let mut sums = [0.0; HIDDEN * PIECES];
    for values in added {
        add(values, &mut sums);
    }
    let mut hidden = [0.0; HIDDEN];
    largest_piece(&sums, bias, &mut hidden);
    for (unit, weights) in hidden.iter().zip(output.chunks_exact(scores.len())) {
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += unit * weight;
        }
    }
}

/// Returns the place of the best-scored move among those allowed; the first of equals.
pub(super) fn best(scores: &[f32], is_allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (place, score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, top)| *score > top) && is_allowed(place) {
            best = Some((place, *score));
        }
    }
    best.map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_allowed_move_wins_and_the_first_of_equals() {
        assert_eq!(best(&[1.0, 3.0, 3.0], |_| true), Some(1));
        assert_eq!(best(&[1.0, 3.0, 2.0], |i| i != 1), Some(2));
        assert_eq!(best(&[1.0], |_| false), None);
        assert_eq!(best(&[f32::NAN, 1.0], |_| true), Some(0));
    }
}
