//! A simulated learner whose memory is known, and other ways of scheduling to compare docent's with.

use super::fit::PastReview;
use super::model::{Memory, Model};
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
    /// Returns the days until an item is asked again, after its history so far; none at all for
    /// later on the same day.
    fn days(&mut self, history: &[PastReview]) -> u32;
}

/// SM-2 as Wozniak published it in 1990: 1 day, 6 days, then times an ease that ratings move; what
/// was answered with a quality below four is asked again on the same day until it is not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sm2;

impl Policy for Sm2 {
    fn days(&mut self, history: &[PastReview]) -> u32 {
        if history.last().is_some_and(|review| review.rating < Rating::Good) {
            return 0;
        }
        let (mut ease, mut repetition, mut interval) = (2.5_f64, 0_u32, 0.0_f64);
        // Answers on the same day move neither the ease nor the interval.
        let first_of_day = |(i, review): &(usize, &PastReview)| *i == 0 || review.elapsed > 0;
        for (_, review) in history.iter().enumerate().filter(first_of_day) {
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
    /// Every answer of every item.
    pub histories: Vec<Vec<PastReview>>,
    /// The sum over items of the true chance of recall on the last day: how many are known.
    pub known: f64,
}

impl Simulation {
    /// Returns what minds came to by a day.
    #[must_use]
    pub fn of(minds: Vec<Mind>, learner: &SimulatedLearner, day: u32) -> Self {
        let end = i64::from(day) * DAY;
        let known = minds.iter().map(|mind| mind.recall(learner, end)).sum();
        Self { histories: minds.into_iter().map(|mind| mind.history).collect(), known }
    }

    /// Returns how many answers were given.
    #[must_use]
    pub fn answers(&self) -> u32 {
        u32::try_from(self.histories.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// Returns the answers spent for each item known at the end.
    #[must_use]
    pub fn answers_per_known(&self) -> f64 {
        f64::from(self.answers()) / self.known.max(1.0)
    }
}

/// The seconds of a day.
const DAY: i64 = 86_400;

/// One item in the mind of a simulated learner.
#[derive(Debug, Clone, Default)]
pub struct Mind {
    history: Vec<PastReview>,
    memory: Option<Memory>,
}

impl Mind {
    /// Answers at a moment, in seconds since the first day began, as the true memory makes it
    /// likely; returns how well.
    pub fn answer(&mut self, learner: &SimulatedLearner, at: i64, rng: &mut ChaCha8Rng) -> Rating {
        let day = |seconds: i64| seconds.div_euclid(DAY);
        let elapsed = self.history.last().map_or(0, |last| day(at) - day(last.at));
        let elapsed = u32::try_from(elapsed).unwrap_or(0);
        let recall = self.memory.map(|_| self.recall(learner, at));
        let rating = draw_rating(recall, rng);
        self.memory = Some(learner.truth.review(self.memory, elapsed, rating));
        self.history.push(PastReview { at, elapsed, rating });
        rating
    }

    /// Returns the true chance of recall at a moment; zero for what was never asked.
    fn recall(&self, learner: &SimulatedLearner, at: i64) -> f64 {
        let (Some(memory), Some(last)) = (self.memory, self.history.last()) else { return 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "seconds of a few years")]
        let days = (at - last.at) as f32 / DAY as f32;
        f64::from(learner.truth.retrievability(memory, days))
    }
}

/// Lets a learner study so many items over so many days by a policy, beginning so many a day.
pub fn simulate(
    learner: &SimulatedLearner,
    policy: &mut dyn Policy,
    items: u32,
    days: u32,
    new_a_day: u32,
) -> Simulation {
    let mut rng = ChaCha8Rng::seed_from_u64(learner.seed);
    let mut all: Vec<(Mind, u32)> = Vec::new();
    for day in 0..days {
        for _ in 0..new_a_day {
            if all.len() < items as usize {
                all.push((Mind::default(), day));
            }
        }
        for (mind, due) in all.iter_mut().filter(|(_, due)| *due <= day) {
            let mut at = i64::from(day) * DAY;
            while *due <= day {
                mind.answer(learner, at, &mut rng);
                *due = day + policy.days(&mind.history);
                at += 600;
            }
        }
    }
    Simulation::of(all.into_iter().map(|(mind, _)| mind).collect(), learner, days)
}

/// Draws a rating: of a first answer with the shares that learners have; of a later one Again when
/// it is forgotten, and otherwise with theirs (the means of Anki's learners, by the authors of
/// FSRS).
fn draw_rating(recall: Option<f64>, rng: &mut ChaCha8Rng) -> Rating {
    /// The shares of Again, Hard and Good among first answers; the rest are Easy.
    const FIRST: [f64; 3] = [0.24, 0.094, 0.495];
    /// The shares of Hard and Good among later answers that are remembered; the rest are Easy.
    const LATER: [f64; 2] = [0.224, 0.631];
    let draw: f64 = rng.random();
    let Some(recall) = recall else {
        return match draw {
            draw if draw < FIRST[0] => Rating::Again,
            draw if draw < FIRST[0] + FIRST[1] => Rating::Hard,
            draw if draw < FIRST[0] + FIRST[1] + FIRST[2] => Rating::Good,
            _ => Rating::Easy,
        };
    };
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
        let run = || simulate(&learner, &mut Sm2, 50, 60, 5).answers();
        assert_eq!(run(), run());
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
        assert_eq!((FixedSteps.days(&forgotten), Sm2.days(&forgotten)), (1, 0));
        let mut again_today = forgotten;
        again_today.push(PastReview { at: 0, elapsed: 0, rating: Rating::Good });
        assert_eq!(Sm2.days(&again_today), 1, "it begins anew tomorrow");
    }
}
