//! The answers that figures are about, with items as numbers.

use super::period::Period;
use super::scope::Scope;
use crate::memory::{ItemState, Moment, StudyDay};
use crate::study::{CountedReview, History, Item, ItemId};
use std::collections::HashMap;

/// The answers to the items of a scope, in order of time, and their resets.
///
/// Names of items are looked up once, here; the figures then count in lists. A review counts for
/// the study day of the zone it was made in, so that a journey does not move it to another day.
#[derive(Debug)]
pub struct Log<'l, 'd> {
    items: Vec<LoggedItem<'l, 'd>>,
    answers: Vec<Answer<'l>>,
    resets: Vec<Reset>,
}

/// An item that was answered.
#[derive(Debug, Clone, Copy)]
pub struct LoggedItem<'l, 'd> {
    /// Its name.
    pub id: &'l ItemId,
    /// What it asks; none when its card is no longer in the deck.
    pub item: Option<Item<'d>>,
    /// Which of the scope's items it is.
    pub number: Option<usize>,
    /// Which of the scope's decks it is of.
    pub deck: usize,
}

/// An answer to an item.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'l> {
    /// The review.
    pub review: &'l CountedReview<'l>,
    /// Which of the log's items it answers.
    pub item: usize,
    /// The study day.
    pub day: StudyDay,
}

/// A reset of an item.
#[derive(Debug, Clone, Copy)]
pub struct Reset {
    /// When.
    pub at: Moment,
    /// Which of the log's items is new from here on.
    pub item: usize,
    /// Where it stood before.
    pub before: ItemState,
}

impl<'l, 'd> Log<'l, 'd> {
    /// Returns the reviews of the scope's items. Cards that are no longer in their
    /// deck count too, unless the scope is that of a tag, which nobody can say they have.
    #[must_use]
    pub fn new(history: &'l History<'l>, scope: &Scope<'d>) -> Self {
        let answers = Vec::with_capacity(history.reviews.len());
        let mut log = Self { items: Vec::new(), answers, resets: Vec::new() };
        let decks: HashMap<&str, usize> =
            scope.decks().iter().enumerate().map(|(at, deck)| (deck.id.as_str(), at)).collect();
        let mut numbers: HashMap<&ItemId, Option<usize>> = HashMap::new();
        let mut of_scope: HashMap<usize, usize> = HashMap::new();
        for review in &history.reviews {
            let number = *numbers.entry(review.item).or_insert_with(|| {
                let deck = *decks.get(review.item.deck.as_str())?;
                let within = scope.number(review.item);
                if within.is_none() && scope.is_tagged() {
                    return None;
                }
                let item = within.map(|at| scope.items()[at]);
                let mut add = || {
                    log.items.push(LoggedItem { id: review.item, item, number: within, deck });
                    log.items.len() - 1
                };
                // Two names of one item are one item.
                Some(match within {
                    Some(within) => *of_scope.entry(within).or_insert_with(add),
                    None => add(),
                })
            });
            if let Some(item) = number {
                log.answers.push(Answer { review, item, day: review.event.at.study_day() });
            }
        }
        // An item that was never answered has nothing to lose.
        log.resets = history
            .resets
            .iter()
            .filter_map(|reset| {
                let item = numbers.get(reset.item).copied().flatten()?;
                Some(Reset { at: reset.at, item, before: reset.before })
            })
            .collect();
        log
    }

    /// Returns the items that were answered, in order of their first answer.
    #[must_use]
    pub fn items(&self) -> &[LoggedItem<'l, 'd>] {
        &self.items
    }

    /// Returns the answers, in order of time.
    #[must_use]
    pub fn answers(&self) -> &[Answer<'l>] {
        &self.answers
    }

    /// Returns the resets, in order of time.
    #[must_use]
    pub fn resets(&self) -> &[Reset] {
        &self.resets
    }

    /// Returns the answers of a period, in order of time.
    pub fn within(&self, period: Period) -> impl Iterator<Item = &Answer<'l>> {
        self.answers.iter().filter(move |answer| period.contains(answer.day))
    }
}

impl LoggedItem<'_, '_> {
    /// Returns the name that the item goes by now.
    #[must_use]
    pub fn name(&self) -> ItemId {
        self.item.map_or_else(|| self.id.clone(), |item| item.id())
    }

    /// Returns what the item asks; none when its card is no longer in the deck.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        self.item.map(|item| item.card.body.prompt())
    }
}

impl Answer<'_> {
    /// Returns whether the answer counts as remembered: not rated Again, by docent or, where the
    /// learner overruled it, by the learner.
    #[must_use]
    pub fn remembered(&self) -> bool {
        self.review.rating > crate::memory::Rating::Again
    }
}
