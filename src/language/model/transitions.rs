//! Scores the moves of a transition system from the tokens that its state looks at.
//!
//! The hidden layer is linear in each token it sees, so what a token adds to it at each place is
//! multiplied out once for all tokens; a step then only adds a few rows.

use super::layers::{Linear, largest_piece, multiply};
use super::weights::{Weights, WeightsError};
use ndarray::{Array1, Array2, ArrayView2};

/// Units of the hidden layer, and its pieces.
const HIDDEN: usize = 64;
const PIECES: usize = 2;

/// The weights of a transition system.
pub(super) struct Scorer {
    reduce: Linear,
    hidden: Array2<f32>,
    padding: Array1<f32>,
    bias: Array1<f32>,
    output: Array2<f32>,
    output_bias: Array1<f32>,
}

impl Scorer {
    pub(super) fn read(from: &Weights, name: &str) -> Result<Self, WeightsError> {
        Ok(Self {
            reduce: Linear::read(from, &format!("{name}.reduce"))?,
            hidden: from.matrix(&format!("{name}.hidden.weight"))?,
            padding: from.vector(&format!("{name}.hidden.pad"))?,
            bias: from.vector(&format!("{name}.hidden.bias"))?,
            output: from.matrix(&format!("{name}.output.weight"))?,
            output_bias: from.vector(&format!("{name}.output.bias"))?,
        })
    }

    /// Multiplies out what each token of a sentence adds to the hidden layer.
    pub(super) fn prepare(&self, tokens: &ArrayView2<f32>) -> Prepared<'_> {
        let reduced = self.reduce.apply(tokens);
        Prepared { scorer: self, added: multiply(&reduced.view(), &self.hidden) }
    }
}

/// A sentence ready to be stepped through.
pub(super) struct Prepared<'s> {
    scorer: &'s Scorer,
    added: Array2<f32>,
}

impl Prepared<'_> {
    /// Sets the score of each move, given the tokens that the state looks at, none where it looks
    /// beyond the sentence.
    pub(super) fn score<const N: usize>(&self, seen: [Option<usize>; N], scores: &mut Vec<f32>) {
        let mut sums = [0.0; HIDDEN * PIECES];
        for (place, token) in seen.into_iter().enumerate() {
            let columns = place * sums.len()..(place + 1) * sums.len();
            let row = token.and_then(|t| self.added.row(t).to_slice());
            let row = row.or_else(|| self.scorer.padding.as_slice());
            if let Some(values) = row.and_then(|r| r.get(columns)) {
                add(values, &mut sums);
            }
        }
        let mut hidden = [0.0; HIDDEN];
        let bias = self.scorer.bias.as_slice().unwrap_or_default();
        largest_piece(&sums, bias, &mut hidden);
        scores.clear();
        scores.extend(&self.scorer.output_bias);
        let weights = self.scorer.output.as_slice().unwrap_or_default();
        for (unit, weights) in hidden.iter().zip(weights.chunks_exact(scores.len().max(1))) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += unit * weight;
            }
        }
    }
}

fn add(values: &[f32], sums: &mut [f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
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
