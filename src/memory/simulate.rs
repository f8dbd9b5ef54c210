//! A simulated learner whose memory is known, to compare ways of scheduling and to show a learner
//! what a wish costs before it is made.

use super::fit::PastReview;
use super::model::{DesiredRetention, Memory, Model};
use super::rating::Rating;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};

/// A learner who remembers exactly as this model says, by draws with this seed.
#[derive(Debug, Clone)]
pub struct SimulatedLearner {
    /// How memory truly behaves.
    pub truth: Model,
    /// What every draw starts from.
    pub seed: u64,
}

/// A way of deciding when to ask again. It sees ratings and days, never the truth.
pub trait Policy {
    /// Returns the days until an item is asked again, after its history so far.
    fn days(&mut self, history: &[PastReview]) -> u32;
}

/// FSRS-6 with a model and a desired retention: docent's own way, without fuzz.
#[derive(Debug, Clone)]
pub struct Fsrs {
    /// The model that is believed in.
    pub model: Model,
    /// The chance of recall that is wanted when an item is due.
    pub desired: DesiredRetention,
}

impl Default for Fsrs {
    fn default() -> Self {
        Self { model: Model::default(), desired: DesiredRetention::DEFAULT }
    }
}

impl Policy for Fsrs {
    fn days(&mut self, history: &[PastReview]) -> u32 {
        let memory = history.iter().fold(None, |memory, review| {
            Some(self.model.review(memory, review.elapsed, review.rating))
        });
        memory.map_or(1, |memory| whole_days(f64::from(self.model.interval(memory, self.desired))))
    }
}

/// SM-2 as Wozniak published it in 1990: 1 day, 6 days, then times an ease that ratings move.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sm2;

impl Policy for Sm2 {
    fn days(&mut self, history: &[PastReview]) -> u32 {
        let (mut ease, mut repetition, mut interval) = (2.5_f64, 0_u32, 0.0_f64);
        for review in history {
            let quality = match review.rating {
                Rating::Again => 1.0,
                Rating::Hard => 3.0,
                Rating::Good => 4.0,
                Rating::Easy => 5.0,
            };
            let miss: f64 = 5.0 - quality;
            ease = (ease + 0.1 - miss * (0.08 + miss * 0.02)).max(1.3);
            repetition = if review.rating == Rating::Again { 0 } else { repetition + 1 };
            interval = match repetition {
                0 | 1 => 1.0,
                2 => 6.0,
                _ => interval * ease,
            };
        }
        whole_days(interval)
    }
}

/// Fixed steps: 1, 3, 7, 14, 30, 60, 120 days, back to the first when forgotten.
#[derive(Debug, Clone, Copy, Default)]
pub struct FixedSteps;

impl Policy for FixedSteps {
    fn days(&mut self, history: &[PastReview]) -> u32 {
        const STEPS: [u32; 7] = [1, 3, 7, 14, 30, 60, 120];
        let since = history.iter().rev().take_while(|review| review.rating > Rating::Again).count();
        STEPS[since.saturating_sub(1).min(STEPS.len() - 1)]
    }
}

fn whole_days(days: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 1 to 36,500 first"
    )]
    let whole = days.round().clamp(1.0, 36_500.0) as u32;
    whole
}

/// What a simulation came to.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// Every review of every item.
    pub histories: Vec<Vec<PastReview>>,
    /// All reviews.
    pub reviews: u32,
    /// The sum over items of the true chance of recall on the last day: how many are known.
    pub known: f64,
}

impl Simulation {
    /// Returns the reviews spent for each item known at the end.
    #[must_use]
    pub fn reviews_per_known(&self) -> f64 {
        f64::from(self.reviews) / self.known.max(1.0)
    }
}

/// An item with its true memory.
#[derive(Debug, Clone, Default)]
struct Simulated {
    history: Vec<PastReview>,
    memory: Option<Memory>,
    last: u32,
    due: u32,
}

/// Lets a learner study so many items over so many days, beginning so many a day.
///
/// A first answer is Again, Hard, Good or Easy with the shares that learners have; a later one is
/// Again when the item is forgotten, and otherwise Hard, Good or Easy with theirs (the means of
/// Anki's learners, by the authors of FSRS).
pub fn simulate(
    learner: &SimulatedLearner,
    policy: &mut dyn Policy,
    items: u32,
    days: u32,
    new_a_day: u32,
) -> Simulation {
    let mut rng = ChaCha8Rng::seed_from_u64(learner.seed);
    let mut all: Vec<Simulated> = Vec::new();
    let mut reviews = 0;
    for day in 0..days {
        for _ in 0..new_a_day {
            if all.len() < items as usize {
                all.push(Simulated { due: day, ..Simulated::default() });
            }
        }
        for item in all.iter_mut().filter(|item| item.due <= day) {
            let elapsed = item.memory.map_or(0, |_| day - item.last);
            let rating = draw_rating(learner, item.memory, elapsed, &mut rng);
            item.memory = Some(learner.truth.review(item.memory, elapsed, rating));
            item.history.push(PastReview { at: day.into(), elapsed, rating });
            item.last = day;
            item.due = day + policy.days(&item.history).max(1);
            reviews += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
    let recall = |item: &Simulated| {
        let memory = item.memory?;
        Some(f64::from(learner.truth.retrievability(memory, (days - item.last) as f32)))
    };
    let known = all.iter().filter_map(recall).sum();
    Simulation { histories: all.into_iter().map(|item| item.history).collect(), reviews, known }
}

/// Draws a rating as the learner's true memory makes it likely.
fn draw_rating(
    learner: &SimulatedLearner,
    memory: Option<Memory>,
    elapsed: u32,
    rng: &mut ChaCha8Rng,
) -> Rating {
    /// The shares of Again, Hard and Good among first answers; the rest are Easy.
    const FIRST: [f64; 3] = [0.24, 0.094, 0.495];
    /// The shares of Hard and Good among later answers that are remembered; the rest are Easy.
    const LATER: [f64; 2] = [0.224, 0.631];
    let draw: f64 = rng.random();
    let Some(memory) = memory else {
        return match draw {
            draw if draw < FIRST[0] => Rating::Again,
            draw if draw < FIRST[0] + FIRST[1] => Rating::Hard,
            draw if draw < FIRST[0] + FIRST[1] + FIRST[2] => Rating::Good,
            _ => Rating::Easy,
        };
    };
    #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
    let recall = f64::from(learner.truth.retrievability(memory, elapsed as f32));
    if draw >= recall {
        return Rating::Again;
    }
    match rng.random::<f64>() {
        share if share < LATER[0] => Rating::Hard,
        share if share < LATER[0] + LATER[1] => Rating::Good,
        _ => Rating::Easy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simulation_is_the_same_for_the_same_seed() {
        let learner = SimulatedLearner { truth: Model::default(), seed: 3 };
        let run = || simulate(&learner, &mut Fsrs::default(), 50, 60, 5).reviews;
        assert_eq!(run(), run());
    }

    #[test]
    fn wanting_more_costs_more_and_gives_more() {
        let learner = SimulatedLearner { truth: Model::default(), seed: 3 };
        let with = |desired| {
            let desired = DesiredRetention::new(desired).expect("in range");
            let mut policy = Fsrs { desired, ..Fsrs::default() };
            simulate(&learner, &mut policy, 200, 200, 10)
        };
        let (low, high) = (with(0.75), with(0.95));
        assert!(low.reviews < high.reviews && low.known < high.known);
    }

    #[test]
    fn other_ways_wait_as_they_are_defined() {
        let history = |ratings: &[Rating]| -> Vec<PastReview> {
            ratings.iter().map(|rating| PastReview { at: 0, elapsed: 1, rating: *rating }).collect()
        };
        let good = |n| history(&vec![Rating::Good; n]);
        assert_eq!([1, 2, 3, 9].map(|n| FixedSteps.days(&good(n))), [1, 3, 7, 120]);
        assert_eq!([1, 2, 3].map(|n| Sm2.days(&good(n))), [1, 6, 15]);
        let forgotten = history(&[Rating::Good, Rating::Good, Rating::Again]);
        assert_eq!((FixedSteps.days(&forgotten), Sm2.days(&forgotten)), (1, 1));
    }
}
