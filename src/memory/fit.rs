//! Fitting the model to a learner's own reviews, and saying honestly whether it helped.
//!
//! The oldest four fifths of the reviews are fitted, the latest fifth is held back, and the new
//! weights are taken only when they predict that fifth better than the old ones.

use super::calibration::{Calibration, Prediction};
use super::model::{Memory, Model, ModelError};
use super::rating::Rating;
use fsrs::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, compute_parameters};

/// The share of reviews that is fitted; the rest, the latest, is held back.
const FITTED: f64 = 0.8;
/// Fewer reviews on later days than this say too little: the crate then gives back its start
/// values without a word.
const FEWEST: usize = 100;

/// One review of an item's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastReview {
    /// When it was, in any unit that grows; reviews of all items are put in order by it.
    pub at: i64,
    /// Study days since the item's last review; 0 for the first and for one on the same day.
    pub elapsed: u32,
    /// How well it was remembered.
    pub rating: Rating,
}

/// How well a set of weights predicts reviews; lower is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// The mean surprise at each review, in nats.
    pub log_loss: f32,
    /// The root mean square distance between predicted and seen recall, over bins of like reviews.
    pub rmse: f32,
}

/// What a fit came to.
#[derive(Debug, Clone, PartialEq)]
pub struct FitReport {
    /// How many reviews were fitted.
    pub fitted: usize,
    /// How many were held back.
    pub held_back: usize,
    /// The old weights on the reviews held back.
    pub before: Metrics,
    /// The new weights on the same reviews.
    pub after: Metrics,
    /// The new weights.
    pub weights: [f32; 21],
    /// Whether the new weights predict better.
    pub improved: bool,
}

/// Why no fit was made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FitError {
    /// Too few reviews on later days.
    #[error("{have} reviews on later days are too few to fit: {FEWEST} are needed")]
    TooFew {
        /// How many there are.
        have: usize,
    },
    /// The old weights are no model.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The crate could not fit.
    #[error("the reviews could not be fitted: {0}")]
    Crate(String),
}

/// Fits weights to histories, one an item, each in order of time.
///
/// # Errors
/// When there are too few reviews or they cannot be fitted.
pub fn fit(
    histories: &[Vec<PastReview>],
    old: &[f32; 21],
    relearning_steps: usize,
) -> Result<FitReport, FitError> {
    let reviews = later_reviews(histories);
    if reviews.len() < FEWEST {
        return Err(FitError::TooFew { have: reviews.len() });
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a count"
    )]
    let split = (reviews.len() as f64 * FITTED) as usize;
    let (earlier, later) = reviews.split_at(split);
    let (train_set, card_ids) =
        earlier.iter().cloned().map(|review| (review.item, review.id)).unzip();
    let found = compute_parameters(ComputeParametersInput {
        train_set,
        card_ids: Some(card_ids),
        num_relearning_steps: Some(relearning_steps),
        ..ComputeParametersInput::default()
    })
    .map_err(|error| FitError::Crate(format!("{error:?}")))?;
    let weights: [f32; 21] = found
        .try_into()
        .map_err(|found: Vec<f32>| FitError::Crate(format!("{} weights came out", found.len())))?;
    Model::new(&weights)?;
    let (before, after) = (measure(old, later)?, measure(&weights, later)?);
    let improved = after.log_loss < before.log_loss;
    let held_back = later.len();
    Ok(FitReport { fitted: split, held_back, before, after, weights, improved })
}

/// A review on a later day with all reviews of its item before it.
#[derive(Debug, Clone)]
struct Later {
    at: i64,
    id: i64,
    item: FSRSItem,
}

/// Returns every review on a later day, in order of time.
///
/// The crate panics on an item that has none, so items of one day alone never reach it.
fn later_reviews(histories: &[Vec<PastReview>]) -> Vec<Later> {
    let mut reviews = Vec::new();
    for (id, history) in (0..).zip(histories) {
        let past: Vec<FSRSReview> = history
            .iter()
            .enumerate()
            .map(|(i, review)| FSRSReview {
                rating: review.rating.number(),
                delta_t: if i == 0 { 0 } else { review.elapsed },
            })
            .collect();
        for (i, review) in history.iter().enumerate().skip(1) {
            if review.elapsed > 0 {
                let item = FSRSItem { reviews: past[..=i].to_vec() };
                reviews.push(Later { at: review.at, id, item });
            }
        }
    }
    reviews.sort_by_key(|review| (review.at, review.id));
    reviews
}

fn measure(weights: &[f32; 21], reviews: &[Later]) -> Result<Metrics, FitError> {
    let model = FSRS::new(weights).map_err(|_| ModelError::Refused)?;
    let items = reviews.iter().map(|review| review.item.clone()).collect();
    let measured =
        model.evaluate(items, |_| true).map_err(|error| FitError::Crate(format!("{error:?}")))?;
    Ok(Metrics { log_loss: measured.log_loss, rmse: measured.rmse_bins })
}

/// Returns how the predictions of a model compare with what was remembered, over the reviews on
/// later days.
#[must_use]
pub fn calibration(model: &Model, histories: &[Vec<PastReview>]) -> Calibration {
    Calibration::of(histories.iter().flat_map(|history| predictions(model, history)))
}

fn predictions(model: &Model, history: &[PastReview]) -> Vec<Prediction> {
    let mut memory: Option<Memory> = None;
    let mut predictions = Vec::new();
    for review in history {
        if let Some(memory) = memory.filter(|_| review.elapsed > 0) {
            predictions.push(Prediction::new(model, memory, review.elapsed, review.rating));
        }
        memory = Some(model.review(memory, review.elapsed, review.rating));
    }
    predictions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{FixedSteps, SimulatedLearner, WEIGHTS, simulate};

    #[test]
    fn too_few_reviews_are_not_fitted() {
        let review = |elapsed| PastReview { at: 0, elapsed, rating: Rating::Good };
        let histories = vec![vec![review(0), review(0)], vec![review(0), review(3)]];
        assert_eq!(fit(&histories, &WEIGHTS, 1), Err(FitError::TooFew { have: 1 }));
        assert_eq!(fit(&[], &WEIGHTS, 1), Err(FitError::TooFew { have: 0 }));
    }

    #[test]
    fn a_learner_unlike_the_average_is_predicted_better_after_a_fit() {
        let mut forgetful = WEIGHTS;
        for weight in &mut forgetful[..4] {
            *weight *= 0.3;
        }
        forgetful[8] = 1.2;
        let learner = SimulatedLearner { truth: Model::new(&forgetful).expect("weights"), seed: 5 };
        let run = simulate(&learner, &mut FixedSteps, 300, 120, 10);
        let report = fit(&run.histories, &WEIGHTS, 1).expect("a fit");
        assert!(report.improved, "{report:?}");
        assert!(report.after.log_loss < report.before.log_loss);
        let model = Model::new(&report.weights).expect("weights");
        let bins = calibration(&model, &run.histories).bins;
        let reviews: u32 = bins.iter().map(|bin| bin.reviews).sum();
        let off: f64 =
            bins.iter().map(|b| (b.predicted - b.seen).abs() * f64::from(b.reviews)).sum();
        assert!(off / f64::from(reviews) < 0.06, "{bins:?}");
    }
}
