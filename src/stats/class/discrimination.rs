//! Discrimination: whether those who know the rest know this.

/// With fewer learners a correlation says next to nothing: of ten, one that is as high as 0.63 comes
/// by chance in one of twenty cases.
pub const FEWEST_LEARNERS: usize = 10;

/// How many other items a learner must have been tested on to be told from others by them.
const FEWEST_REST: u32 = 3;

/// Returns how an item goes with the rest: the point-biserial correlation between remembering it and
/// the share remembered of all other items, so that no item agrees with itself (the correction of
/// Henrysson, Psychometrika 28, 1963). None below [`FEWEST_LEARNERS`], and where all did alike.
///
/// The results are learner by learner: whether each item was remembered when it was tested.
pub(super) fn discrimination(results: &[Vec<Option<bool>>], item: usize) -> Option<f64> {
    let pairs: Vec<(f64, f64)> = results
        .iter()
        .filter_map(|of_learner| {
            let own = (*of_learner.get(item)?)?;
            let others = of_learner.iter().enumerate().filter(|(at, _)| *at != item);
            let (mut tested, mut right) = (0_u32, 0_u32);
            for recalled in others.filter_map(|(_, recalled)| *recalled) {
                tested += 1;
                right += u32::from(recalled);
            }
            let rest = || f64::from(right) / f64::from(tested);
            (tested >= FEWEST_REST).then(|| (f64::from(u8::from(own)), rest()))
        })
        .collect();
    (pairs.len() >= FEWEST_LEARNERS).then(|| correlation(&pairs)).flatten()
}

/// Returns Pearson's correlation; none where one side does not vary.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = f64::from(u32::try_from(pairs.len()).ok()?);
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut both, mut of_x, mut of_y) = (0.0, 0.0, 0.0);
    for (a, b) in pairs {
        both += (a - x) * (b - y);
        of_x += (a - x).powi(2);
        of_y += (b - y).powi(2);
    }
    let scale = (of_x * of_y).sqrt();
    (scale > 1e-12).then(|| both / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Learners who each know all of so many items of ten, beside one item that is given.
    fn results(of_item: impl Fn(usize) -> Option<bool>, learners: usize) -> Vec<Vec<Option<bool>>> {
        let of_learner = |learner: usize| {
            let rest = (0..10).map(|at| Some(at <= learner % 10));
            std::iter::once(of_item(learner)).chain(rest).collect()
        };
        (0..learners).map(of_learner).collect()
    }

    #[test]
    fn an_item_that_the_better_half_knows_tells_them_apart() {
        let found = discrimination(&results(|learner| Some(learner % 10 >= 5), 20), 0);
        // The correlation of a halved row of ten with the row: 5 / sqrt(33).
        let expected = 5.0 / 33.0_f64.sqrt();
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-9), "{found:?}");
        let turned = discrimination(&results(|learner| Some(learner % 10 < 5), 20), 0);
        assert!(turned.is_some_and(|turned| (turned + expected).abs() < 1e-9), "{turned:?}");
    }

    #[test]
    fn nothing_is_said_of_few_learners_or_of_what_all_know() {
        assert_eq!(discrimination(&results(|learner| Some(learner % 2 == 0), 9), 0), None);
        assert_eq!(discrimination(&results(|_| Some(true), 20), 0), None);
        let few = results(|learner| (learner < 9).then_some(learner % 2 == 0), 20);
        assert_eq!(discrimination(&few, 0), None, "who was not tested says nothing");
        assert_eq!(discrimination(&[], 0), None);
    }
}
