//! Fuzz: items that were learnt together should not come due together for ever.
//!
//! The bands are Anki's: nothing below 2.5 days, then one day more or less plus 15 % of the days up
//! to 7, 10 % of those up to 20, and 5 % of the rest.

use rand::SeedableRng as _;
use rand::distr::Distribution as _;
use rand::distr::weighted::WeightedIndex;
use rand::rngs::ChaCha8Rng;
use std::ops::RangeInclusive;

const SMALLEST: f64 = 2.5;
const BANDS: [(f64, f64, f64); 3] =
    [(2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, f64::INFINITY, 0.05)];

/// Returns the whole days within which an interval of this many days may fall.
#[must_use]
pub fn fuzz_range(days: u32) -> RangeInclusive<u32> {
    let interval = f64::from(days);
    if interval < SMALLEST {
        return days..=days;
    }
    let spread: f64 =
        BANDS.iter().map(|(from, to, share)| share * (interval.min(*to) - from).max(0.0)).sum();
    let delta = 1.0 + spread;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "intervals are at most 36,500 days and the range is cut at two"
    )]
    let whole = |days: f64| days.round().max(2.0) as u32;
    whole(interval - delta)..=whole(interval + delta)
}

/// Returns a day of the fuzz range, the same for the same seed and loads. Of `n` days after today
/// `load(n)` says how busy that day is; a day with twice the items is chosen a quarter as often.
#[must_use]
pub fn fuzzed(days: u32, seed: u64, load: impl Fn(u32) -> f64) -> u32 {
    let range = fuzz_range(days);
    let weight = |day: u32| (1.0 + load(day).max(0.0)).powi(-2);
    let weights: Vec<f64> = range.clone().map(weight).collect();
    let Ok(draw) = WeightedIndex::new(&weights) else { return days };
    let picked = draw.sample(&mut ChaCha8Rng::seed_from_u64(seed));
    range.start() + u32::try_from(picked).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_intervals_are_exact_and_long_ones_spread() {
        assert_eq!(fuzz_range(1), 1..=1);
        assert_eq!(fuzz_range(2), 2..=2);
        assert_eq!(fuzz_range(3), 2..=4);
        assert_eq!(fuzz_range(7), 5..=9);
        assert_eq!(fuzz_range(20), 17..=23);
        assert_eq!(fuzz_range(100), 93..=107);
    }

    #[test]
    fn busy_days_are_chosen_less_often() {
        let busy = |day| if day == 10 { 9.0 } else { 0.0 };
        let on_busy = (0..2000).filter(|seed| fuzzed(10, *seed, busy) == 10).count();
        assert!(on_busy < 40, "{on_busy} of 2,000 on the busy day");
        let even = (0..2000).filter(|seed| fuzzed(10, *seed, |_| 0.0) == 10).count();
        assert!((300..600).contains(&even), "{even} of 2,000 on one of five days");
    }

    proptest! {
        #[test]
        fn a_seed_never_changes_its_mind(days in 1u32..36_500, seed in any::<u64>()) {
            let first = fuzzed(days, seed, |_| 0.0);
            prop_assert_eq!(first, fuzzed(days, seed, |_| 0.0));
            prop_assert!(fuzz_range(days).contains(&first));
        }
    }
}
