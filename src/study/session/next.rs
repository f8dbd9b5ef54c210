//! What a session asks next.

use super::super::item::Item;
use super::super::mix::{WINDOW, confusable};
use super::super::question::{Question, choose_form};
use super::super::queue::Due;
use super::{Asked, Session, named_seed};
use crate::memory::{Moment, Phase};

/// How far ahead an item in its steps is asked when nothing else is left, in seconds.
const LOOK_AHEAD: i64 = 20 * 60;

impl<'d> Session<'d> {
    /// Takes the next item: what is due by the clock, then the queue, then what is soon due. What
    /// its deck no longer has is passed over.
    pub(super) fn next_due(&mut self, now: Moment) -> Option<(Due<'d>, Item<'d>)> {
        loop {
            let due = match self.next_in_steps(now) {
                Some(place) => self.plan.learning.remove(place),
                None => self.plan.main.remove(self.next_in_queue())?,
            };
            if let Some(item) = self.cards.find(&due.item) {
                return Some((due, item));
            }
        }
    }

    /// Returns the place of the item in steps that is asked before the queue.
    fn next_in_steps(&self, now: Moment) -> Option<usize> {
        let moment = |due: &Due<'_>| match due.state.seen().map(|seen| seen.phase) {
            Some(Phase::Learning { due, .. } | Phase::Relearning { due, .. }) => due,
            _ => now,
        };
        let (place, due) = (0..self.plan.learning.len())
            .map(|i| (i, moment(&self.plan.learning[i])))
            .min_by_key(|(i, due)| (*due, *i))?;
        let soon = self.plan.main.is_empty() && due.seconds_since(now) <= LOOK_AHEAD;
        (due <= now || soon).then_some(place)
    }

    /// Returns the place of the next item of the queue: the first that is not easily taken for what
    /// was asked last, as far as the next few allow.
    fn next_in_queue(&self) -> usize {
        let Some(last) = self.last else { return 0 };
        let fits = |due: &Due<'_>| {
            let item = self.cards.find(&due.item);
            item.is_some_and(|item| !confusable(last.card, item.card))
        };
        self.plan.main.iter().take(WINDOW).position(fits).unwrap_or(0)
    }

    /// Asks an item as it is asked now.
    pub(super) fn ask(&mut self, due: Due<'d>, item: Item<'d>, now: Moment) -> Asked<'d> {
        let form = choose_form(&item, &due.state);
        let reps = due.state.seen().map_or(0, |seen| seen.reps);
        let seed = named_seed(&format!("{}\n{reps}\n{}", due.item.id(), self.seed));
        let question = Question::new(&item, form, seed);
        self.last = Some(item);
        self.load.know(&due.item.id(), &due.state);
        Asked { due, item, question, since: now }
    }
}
