//! Figures from the reviews themselves.

use crate::memory::{Rating, StudyDay};
use crate::study::{CountedReview, ItemId};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the hardest items are named.
const HARDEST: usize = 5;

/// What the reviews of a journal come to.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewFigures {
    /// All reviews.
    pub reviews: u32,
    /// Those of today's study day.
    pub today: u32,
    /// The share remembered among reviews of learnt items.
    pub retention: Retention,
    /// How many study days in a row have a review, today or yesterday being the last.
    pub streak: u32,
    /// The items forgotten most often, the hardest first.
    pub hardest: Vec<Hardest>,
}

/// The share remembered among reviews of items in the state `review`: true retention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retention {
    /// Reviews of learnt items.
    pub reviews: u32,
    /// Those not rated Again.
    pub remembered: u32,
}

impl Retention {
    /// Returns the share, or none when nothing learnt was reviewed yet.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.reviews > 0).then(|| f64::from(self.remembered) / f64::from(self.reviews))
    }
}

/// An item that is often forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hardest {
    /// The item.
    pub item: ItemId,
    /// How often it was forgotten once it was learnt: its lapses.
    pub forgotten: u32,
    /// How often it was answered.
    pub reviews: u32,
}

/// Returns the figures of reviews, in order of time, as of a study day.
///
/// A review counts for the study day of the zone it was made in, so that a journey does not move
/// it to another day.
#[must_use]
pub fn review_figures(reviews: &[CountedReview<'_>], today: StudyDay) -> ReviewFigures {
    let mut retention = Retention::default();
    let mut days = BTreeSet::new();
    let mut items: BTreeMap<&ItemId, (u32, u32)> = BTreeMap::new();
    let mut on_today = 0;
    for review in reviews {
        let day = review.event.at.study_day();
        days.insert(day);
        on_today += u32::from(day == today);
        let forgotten = review.rating == Rating::Again;
        if review.review.before == "review" {
            retention.reviews += 1;
            retention.remembered += u32::from(!forgotten);
        }
        let (lapses, all) = items.entry(review.item).or_default();
        *lapses += u32::from(forgotten && review.review.before == "review");
        *all += 1;
    }
    ReviewFigures {
        reviews: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
        today: on_today,
        retention,
        streak: streak(&days, today),
        hardest: hardest(&items),
    }
}

/// Counts days in a row back from today, or from yesterday while today has no review yet.
fn streak(days: &BTreeSet<StudyDay>, today: StudyDay) -> u32 {
    let last = if days.contains(&today) { today } else { today.minus(1) };
    let mut streak = 0;
    while days.contains(&last.minus(streak)) {
        streak += 1;
    }
    streak
}

fn hardest(items: &BTreeMap<&ItemId, (u32, u32)>) -> Vec<Hardest> {
    let mut hardest: Vec<Hardest> = items
        .iter()
        .filter(|(_, (forgotten, _))| *forgotten > 0)
        .map(|(item, (forgotten, reviews))| Hardest {
            item: (*item).clone(),
            forgotten: *forgotten,
            reviews: *reviews,
        })
        .collect();
    // The most often forgotten first; of two alike, the one forgotten in the larger share.
    hardest.sort_by(|a, b| {
        b.forgotten.cmp(&a.forgotten).then(a.reviews.cmp(&b.reviews)).then(a.item.cmp(&b.item))
    });
    hardest.truncate(HARDEST);
    hardest
}
