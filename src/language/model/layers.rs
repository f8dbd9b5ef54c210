//! The layers that the model is built of: a product with weights, the largest of three pieces, and
//! the norming of a row to mean 0 and variance 1.

use super::weights::{Weights, WeightsError};
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2};

/// Returns the product of rows of inputs with weights that have one row for each output.
pub(super) fn multiply(inputs: &ArrayView2<f32>, weights: &Array2<f32>) -> Array2<f32> {
    let mut outputs = Array2::zeros((inputs.nrows(), weights.nrows()));
    general_mat_mul(1.0, inputs, &weights.t(), 0.0, &mut outputs);
    outputs
}

/// A product with weights and a bias.
pub(super) struct Linear {
    weights: Array2<f32>,
    bias: Array1<f32>,
}

impl Linear {
    pub(super) fn read(from: &Weights, name: &str) -> Result<Self, WeightsError> {
        Ok(Self {
            weights: from.matrix(&format!("{name}.weight"))?,
            bias: from.vector(&format!("{name}.bias"))?,
        })
    }

    pub(super) fn apply(&self, inputs: &ArrayView2<f32>) -> Array2<f32> {
        let mut outputs = multiply(inputs, &self.weights);
        outputs += &self.bias;
        outputs
    }
}

/// A maxout layer followed by layer norm: three linear pieces, of which each unit takes the
/// largest, then each row is normed, scaled and shifted.
pub(super) struct NormedMaxout {
    linear: Linear,
    scale: Array1<f32>,
    shift: Array1<f32>,
}

impl NormedMaxout {
    /// Keeps the variance from being zero; the value that the weights were trained with.
    const EPSILON: f32 = 1e-8;

    pub(super) fn read(from: &Weights, encoder: &str, layer: usize) -> Result<Self, WeightsError> {
        Ok(Self {
            linear: Linear::read(from, &format!("{encoder}.maxout.{layer}"))?,
            scale: from.vector(&format!("{encoder}.norm.{layer}.scale"))?,
            shift: from.vector(&format!("{encoder}.norm.{layer}.shift"))?,
        })
    }

    pub(super) fn apply(&self, inputs: &ArrayView2<f32>) -> Array2<f32> {
        let pieces = multiply(inputs, &self.linear.weights);
        let mut outputs = Array2::zeros((inputs.nrows(), self.scale.len()));
        let bias = self.linear.bias.as_slice().unwrap_or_default();
        for (row, mut out) in pieces.rows().into_iter().zip(outputs.rows_mut()) {
            if let (Some(row), Some(out)) = (row.as_slice(), out.as_slice_mut()) {
                largest_piece(row, bias, out);
                self.norm(out);
            }
        }
        outputs
    }

    fn norm(&self, row: &mut [f32]) {
        #[expect(clippy::cast_precision_loss, reason = "rows are 96 wide")]
        let width = row.len() as f32;
        let mean = sum(row, |v| v) / width;
        for value in row.iter_mut() {
            *value -= mean;
        }
        let variance = sum(row, |v| v * v) / width + Self::EPSILON;
        let inverse = 1.0 / variance.sqrt();
        let tuning = self.scale.iter().zip(&self.shift);
        for (value, (scale, shift)) in row.iter_mut().zip(tuning) {
            *value = *value * inverse * scale + shift;
        }
    }
}

/// Sets each unit to the largest of its pieces; a row holds the first piece of all units, then the
/// second, and so on.
pub(super) fn largest_piece(row: &[f32], bias: &[f32], out: &mut [f32]) {
    let width = out.len().max(1);
    out.fill(f32::NEG_INFINITY);
    for (piece, bias) in row.chunks_exact(width).zip(bias.chunks_exact(width)) {
        for ((unit, value), bias) in out.iter_mut().zip(piece).zip(bias) {
            *unit = unit.max(value + bias);
        }
    }
}

/// Sums in eight lanes, which a processor adds at once; the order is fixed, and so the result.
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += of(*value);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|v| of(*v)).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn each_unit_takes_its_largest_piece() {
        let mut out = [0.0; 2];
        largest_piece(&[1.0, -5.0, 0.5, 2.0], &[0.0, 0.0, 1.0, 0.0], &mut out);
        assert_eq!(out.map(f32::to_bits), [1.5_f32, 2.0].map(f32::to_bits));
    }

    #[test]
    fn rows_are_multiplied_with_one_weight_row_for_each_output() {
        let inputs = array![[1.0, 2.0], [0.0, 1.0]];
        let weights = array![[1.0, 0.0], [1.0, 1.0], [0.0, -1.0]];
        let expected = array![[1.0, 3.0, -2.0], [0.0, 1.0, -1.0]];
        assert_eq!(multiply(&inputs.view(), &weights), expected);
    }

    #[test]
    fn a_normed_row_has_mean_zero_and_variance_one() {
        let layer = NormedMaxout {
            linear: Linear { weights: Array2::eye(4), bias: Array1::zeros(4) },
            scale: Array1::ones(4),
            shift: Array1::zeros(4),
        };
        let out = layer.apply(&array![[1.0, 2.0, 3.0, 6.0]].view());
        let row = out.as_slice().expect("rows lie in one piece");
        assert!(sum(row, |v| v).abs() < 1e-5);
        assert!((sum(row, |v| v * v) / 4.0 - 1.0).abs() < 1e-4);
    }
}
