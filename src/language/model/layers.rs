//! The layers that the model is built of: a product with weights, the largest of three pieces, and
//! the norming of a row to mean 0 and variance 1.
#![expect(
    clippy::inline_always,
    reason = "a part of a function that is compiled for several processors is compiled with it"
)]

use super::weights::{Weights, WeightsError};
use multiversion::multiversion;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2};

/// Returns the product of rows of inputs with weights that have one row for each output.
pub(super) fn multiply(inputs: &ArrayView2<f32>, weights: &Array2<f32>) -> Array2<f32> {
    let mut outputs = Array2::zeros((inputs.nrows(), weights.nrows()));
    multiply_into(inputs, weights, &mut outputs.view_mut());
    outputs
}

fn multiply_into(inputs: &ArrayView2<f32>, weights: &Array2<f32>, to: &mut ArrayViewMut2<f32>) {
    general_mat_mul(1.0, inputs, &weights.t(), 0.0, to);
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
    pub(super) fn read(from: &Weights, encoder: &str, layer: usize) -> Result<Self, WeightsError> {
        Ok(Self {
            linear: Linear::read(from, &format!("{encoder}.maxout.{layer}"))?,
            scale: from.vector(&format!("{encoder}.norm.{layer}.scale"))?,
            shift: from.vector(&format!("{encoder}.norm.{layer}.shift"))?,
        })
    }

    pub(super) fn weights(&self) -> &Array2<f32> {
        &self.linear.weights
    }

    pub(super) fn apply(&self, inputs: &ArrayView2<f32>) -> Array2<f32> {
        let mut outputs = Array2::zeros((inputs.nrows(), self.scale.len()));
        self.add_settled(&multiply(inputs, &self.linear.weights).view(), &mut outputs.view_mut());
        outputs
    }

    /// Multiplies inputs with the weights, all that is to be done before they settle.
    pub(super) fn multiply_into(&self, inputs: &ArrayView2<f32>, pieces: &mut ArrayViewMut2<f32>) {
        multiply_into(inputs, &self.linear.weights, pieces);
    }

    /// Adds to each row of `to` what the layer makes of a row of inputs multiplied with its weights.
    pub(super) fn add_settled(&self, pieces: &ArrayView2<f32>, to: &mut ArrayViewMut2<f32>) {
        let all = [&self.linear.bias, &self.scale, &self.shift];
        let [bias, scale, shift] = all.map(|values| values.as_slice().unwrap_or_default());
        if let (Some(pieces), Some(to)) = (pieces.as_slice(), to.as_slice_mut()) {
            add_settled(pieces, [bias, scale, shift], to);
        }
    }
}

/// Keeps the variance from being zero; the value that the weights were trained with.
const EPSILON: f32 = 1e-8;

/// The rows that are normed.
const WIDEST: usize = 96;

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2"))]
fn add_settled(pieces: &[f32], [bias, scale, shift]: [&[f32]; 3], to: &mut [f32]) {
    let mut row = [0.0; WIDEST];
    let row = &mut row[..scale.len()];
    for (pieces, to) in pieces.chunks_exact(bias.len()).zip(to.chunks_exact_mut(scale.len())) {
        largest_piece(pieces, bias, row);
        norm(row, scale, shift);
        add(row, to);
    }
}

#[inline(always)]
fn norm(row: &mut [f32], scale: &[f32], shift: &[f32]) {
    #[expect(clippy::cast_precision_loss, reason = "rows are 96 wide")]
    let width = row.len() as f32;
    let mean = sum(row, |v| v) / width;
    for value in row.iter_mut() {
        *value -= mean;
    }
    let variance = sum(row, |v| v * v) / width + EPSILON;
    let inverse = 1.0 / variance.sqrt();
    for (value, (scale, shift)) in row.iter_mut().zip(scale.iter().zip(shift)) {
        *value = *value * inverse * scale + shift;
    }
}

/// Sets each unit to the largest of its pieces; a row holds the first piece of all units, then the
/// second, and so on.
#[inline(always)]
pub(super) fn largest_piece(row: &[f32], bias: &[f32], out: &mut [f32]) {
    let width = out.len().max(1);
    out.fill(f32::NEG_INFINITY);
    for (piece, bias) in row.chunks_exact(width).zip(bias.chunks_exact(width)) {
        for ((unit, value), bias) in out.iter_mut().zip(piece).zip(bias) {
            *unit = unit.max(value + bias);
        }
    }
}

/// Adds numbers to as many others.
#[inline(always)]
pub(super) fn add(values: &[f32], sums: &mut [f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

/// Adds numbers to as many others, as many at once as the processor can.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2"))]
pub(super) fn add_to(values: &[f32], sums: &mut [f32]) {
    add(values, sums);
}

/// Sums in eight lanes, which a processor adds at once; the order is fixed, and so the result.
#[inline(always)]
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
