//! Whether a model keeps its word: recall as it was predicted beside recall as it was seen.

use super::model::{Memory, Model};
use super::rating::Rating;
use std::ops::AddAssign;

/// How many bins of predictions there are, each five percent wide: reviews crowd near the desired
/// retention, and tenths would put nearly all of them into one bin.
const BINS: usize = 20;

/// The surprise of a prediction that was wholly wrong is infinite, so the chances that log loss is
/// taken of stay this far from 0 and 1.
const NEVER_SURE: f64 = 1e-7;

/// The chance of recall that was predicted for a review, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The chance, 0 to 1.
    pub chance: f64,
    /// Whether it was remembered: not rated Again.
    pub remembered: bool,
}

impl Prediction {
    /// Returns what a model predicts for a review so many study days after the last one.
    #[must_use]
    pub fn new(model: &Model, memory: Memory, elapsed: u32, rating: Rating) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
        let chance = f64::from(model.retrievability(memory, elapsed as f32));
        Self { chance, remembered: rating > Rating::Again }
    }
}

/// Reviews whose recall was predicted alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationBin {
    /// The mean of the predictions, 0 to 1.
    pub predicted: f64,
    /// The share that was remembered.
    pub seen: f64,
    /// How many reviews.
    pub reviews: u32,
}

/// How predictions compare with what was remembered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calibration {
    /// How many predictions there were.
    pub reviews: u32,
    /// The mean surprise, in nats: `-ln` of the chance given to what happened. None without any.
    pub log_loss: Option<f64>,
    /// The root mean square distance between predicted and seen, over the bins, each weighing as
    /// many as its reviews. None without any.
    pub rmse: Option<f64>,
    /// The predictions in bins five percent wide, the lowest first; empty ones are left out.
    pub bins: Vec<CalibrationBin>,
}

impl Calibration {
    /// Returns how these predictions compare with what came of them.
    #[must_use]
    pub fn of(predictions: impl IntoIterator<Item = Prediction>) -> Self {
        let mut compared = Predictions::default();
        predictions.into_iter().for_each(|prediction| compared.add(prediction));
        compared.into()
    }
}

/// Predictions that were compared with what came of them, added up; in parts, where they are many.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Predictions {
    /// Of each bin, what was predicted, how much was remembered, and how many there are.
    bins: [(f64, u32, u32); BINS],
    surprise: f64,
}

impl Predictions {
    /// Adds one.
    pub fn add(&mut self, Prediction { chance, remembered }: Prediction) {
        let (predicted, seen, reviews) = &mut self.bins[bin_of(chance)];
        *predicted += chance;
        *seen += u32::from(remembered);
        *reviews += 1;
        let given = if remembered { chance } else { 1.0 - chance };
        self.surprise -= given.clamp(NEVER_SURE, 1.0 - NEVER_SURE).ln();
    }
}

impl AddAssign for Predictions {
    fn add_assign(&mut self, other: Self) {
        for ((predicted, seen, reviews), more) in self.bins.iter_mut().zip(other.bins) {
            *predicted += more.0;
            *seen += more.1;
            *reviews += more.2;
        }
        self.surprise += other.surprise;
    }
}

impl From<Predictions> for Calibration {
    fn from(Predictions { bins, surprise }: Predictions) -> Self {
        let bins: Vec<CalibrationBin> = bins
            .into_iter()
            .filter(|(_, _, reviews)| *reviews > 0)
            .map(|(predicted, seen, reviews)| CalibrationBin {
                predicted: predicted / f64::from(reviews),
                seen: f64::from(seen) / f64::from(reviews),
                reviews,
            })
            .collect();
        let reviews: u32 = bins.iter().map(|bin| bin.reviews).sum();
        let mean = |sum: f64| (reviews > 0).then(|| sum / f64::from(reviews));
        let squares: f64 = bins
            .iter()
            .map(|bin| (bin.predicted - bin.seen).powi(2) * f64::from(bin.reviews))
            .sum();
        Self { reviews, log_loss: mean(surprise), rmse: mean(squares).map(f64::sqrt), bins }
    }
}

fn bin_of(chance: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a chance times twenty"
    )]
    let bin = (chance * BINS as f64) as usize;
    bin.min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predictions(chance: f64, remembered: usize, forgotten: usize) -> Vec<Prediction> {
        let of = |remembered| Prediction { chance, remembered };
        [vec![of(true); remembered], vec![of(false); forgotten]].concat()
    }

    #[test]
    fn nothing_is_claimed_without_a_prediction() {
        assert_eq!(Calibration::of([]), Calibration::default());
    }

    #[test]
    fn a_model_that_keeps_its_word_is_off_by_nothing() {
        let kept = Calibration::of(predictions(0.9, 9, 1));
        assert!(kept.rmse.is_some_and(|rmse| rmse < 1e-12), "{kept:?}");
        let entropy = -(0.9 * 0.9_f64.ln() + 0.1 * 0.1_f64.ln());
        assert!(kept.log_loss.is_some_and(|loss| (loss - entropy).abs() < 1e-12), "{kept:?}");
    }

    #[test]
    fn bins_weigh_as_many_as_their_reviews() {
        let all = [predictions(0.9, 10, 0), predictions(0.5, 0, 30)].concat();
        let off = Calibration::of(all);
        let expected = ((10.0 * 0.01 + 30.0 * 0.25_f64) / 40.0).sqrt();
        assert!(off.rmse.is_some_and(|rmse| (rmse - expected).abs() < 1e-12), "{off:?}");
        assert_eq!(off.bins.iter().map(|bin| bin.reviews).collect::<Vec<_>>(), [30, 10]);
    }

    #[test]
    fn a_sure_prediction_that_fails_is_a_finite_surprise() {
        let wrong = Calibration::of(predictions(1.0, 0, 1));
        assert!(wrong.log_loss.is_some_and(f64::is_finite), "{wrong:?}");
    }
}
