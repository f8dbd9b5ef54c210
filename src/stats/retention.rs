//! True retention: the share remembered of what was learnt, and how sure that is.

use super::interval::wilson;
use super::period::Period;
use crate::study::{Answer, DeckLog};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// An item that was to come back after this many days or more is mature, before that young; Anki's
/// number.
pub const MATURE: u32 = 21;

/// The share remembered among reviews of learnt items: true retention.
///
/// A review counts when its item was in the state `review`, learnt and not fallen back; answers in
/// learning and relearning steps do not, on whatever day they are.
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

    /// Returns between which shares the true one lies with a confidence of 95 %.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        wilson(self.remembered, self.reviews)
    }
}

impl AddAssign for Retention {
    fn add_assign(&mut self, other: Self) {
        self.reviews += other.reviews;
        self.remembered += other.remembered;
    }
}

/// True retention of items that were young and of those that were mature when reviewed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retentions {
    /// Of items with an interval below [`MATURE`] days.
    pub young: Retention,
    /// Of the others.
    pub mature: Retention,
}

impl Retentions {
    /// Returns both together.
    #[must_use]
    pub fn all(self) -> Retention {
        let mut all = self.young;
        all += self.mature;
        all
    }

    fn count(&mut self, answer: &Answer) {
        let Some(interval) = answer.before.and_then(|before| before.interval) else { return };
        let retention = if interval < MATURE { &mut self.young } else { &mut self.mature };
        *retention += Retention { reviews: 1, remembered: u32::from(answer.remembered()) };
    }
}

impl AddAssign for Retentions {
    fn add_assign(&mut self, other: Self) {
        self.young += other.young;
        self.mature += other.mature;
    }
}

/// True retention of the items of a deck, or of those with a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRetention<'d> {
    /// The deck's id, or the tag.
    pub name: &'d str,
    /// Its true retention.
    pub retention: Retentions,
}

/// Returns the true retention of each item of a deck in a period.
#[must_use]
pub fn retentions(log: &DeckLog, period: Period) -> Vec<Retentions> {
    let mut of_items = vec![Retentions::default(); log.items.len()];
    for answer in log.answers.iter().filter(|answer| period.contains(answer.day)) {
        of_items[answer.item].count(answer);
    }
    of_items
}

/// Returns the sum of several.
#[must_use]
pub fn together<'r>(retentions: impl IntoIterator<Item = &'r Retentions>) -> Retentions {
    retentions.into_iter().fold(Retentions::default(), |mut all, one| {
        all += *one;
        all
    })
}

/// Returns the true retention of each deck, in their order. What each item comes to is given with
/// its deck.
#[must_use]
pub fn by_deck<'d>(logs: &'d [DeckLog], of_items: &[Vec<Retentions>]) -> Vec<GroupRetention<'d>> {
    let of_deck = |(log, of_items): (&'d DeckLog, &Vec<Retentions>)| GroupRetention {
        name: &log.deck,
        retention: together(of_items),
    };
    logs.iter().zip(of_items).map(of_deck).collect()
}

/// The true retention of the cards of each tag.
pub type ByTag<'d> = BTreeMap<&'d str, Retentions>;

/// Returns the true retention of the cards of each tag that has a review of a learnt item;
/// a card with two tags counts for both.
#[must_use]
pub fn by_tag<'d>(logs: &'d [DeckLog], of_items: &[Vec<Retentions>]) -> ByTag<'d> {
    let mut tags = ByTag::new();
    for (log, of_items) in logs.iter().zip(of_items) {
        let mut of_tags = vec![Retentions::default(); log.tags.len()];
        for (item, retention) in log.items.iter().zip(of_items) {
            for tag in item.card.iter().flat_map(|card| log.tags_of(&log.cards[*card])) {
                of_tags[tag] += *retention;
            }
        }
        for (tag, retention) in log.tags.iter().zip(of_tags) {
            if retention.all().reviews > 0 {
                *tags.entry(tag).or_default() += retention;
            }
        }
    }
    tags
}
