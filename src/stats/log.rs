//! The answers that figures are about, with items as numbers.

use super::period::Period;
use super::scope::Scope;
use crate::memory::{ItemState, Moment, StudyDay};
use crate::study::{CountedReview, Forgetting, History, Item, ItemId};
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
    /// Returns the reviews of the scope's items. Cards that are no longer in their deck count too,
    /// unless the scope is that of a tag, which nobody can say they have.
    #[must_use]
    pub fn new(history: &'l History<'l>, scope: &Scope<'d>) -> Self {
        let mut numbering = Numbering::new(scope);
        let mut answers = Vec::with_capacity(history.reviews.len());
        for review in &history.reviews {
            if let Some(item) = numbering.number(review.item) {
                answers.push(Answer { review, item, day: review.event.at.study_day() });
            }
        }
        let of_answered = |reset: &Forgetting<'_>| {
            // An item that was never answered has nothing to lose.
            let item = numbering.given(reset.item)?;
            Some(Reset { at: reset.at, item, before: reset.before })
        };
        let resets = history.resets.iter().filter_map(of_answered).collect();
        Self { items: numbering.items, answers, resets }
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

/// Gives each item a number when it is first met.
struct Numbering<'s, 'l, 'd> {
    scope: &'s Scope<'d>,
    /// Which of the scope's decks has an id.
    decks: HashMap<&'d str, usize>,
    items: Vec<LoggedItem<'l, 'd>>,
    /// The number of each name; none where it is not of the scope.
    numbers: HashMap<&'l ItemId, Option<usize>>,
    /// The number of each of the scope's items, which may have two names.
    of_scope: HashMap<usize, usize>,
}

impl<'s, 'l, 'd> Numbering<'s, 'l, 'd> {
    fn new(scope: &'s Scope<'d>) -> Self {
        let decks = scope.decks().iter().enumerate();
        let decks = decks.map(|(at, deck)| (deck.id.as_str(), at)).collect();
        let (items, numbers, of_scope) = (Vec::new(), HashMap::new(), HashMap::new());
        Self { scope, decks, items, numbers, of_scope }
    }

    /// Returns the number that a name was given.
    fn given(&self, id: &ItemId) -> Option<usize> {
        self.numbers.get(id).copied().flatten()
    }

    fn number(&mut self, id: &'l ItemId) -> Option<usize> {
        if let Some(known) = self.numbers.get(id) {
            return *known;
        }
        let number = self.first_met(id);
        self.numbers.insert(id, number);
        number
    }

    fn first_met(&mut self, id: &'l ItemId) -> Option<usize> {
        let deck = *self.decks.get(id.deck.as_str())?;
        let within = self.scope.number(id);
        if within.is_none() && self.scope.is_tagged() {
            return None;
        }
        let known = within.and_then(|within| self.of_scope.get(&within).copied());
        Some(known.unwrap_or_else(|| {
            let item = within.map(|at| self.scope.items()[at]);
            self.items.push(LoggedItem { id, item, number: within, deck });
            let number = self.items.len() - 1;
            self.of_scope.extend(within.map(|within| (within, number)));
            number
        }))
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
