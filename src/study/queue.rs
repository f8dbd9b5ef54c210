//! What is due: the items of a session, in the order they are asked.

use super::backlog::{Backlog, backlog};
use super::item::{Availability, ItemId, Listed, Standing};
use super::mix::mixed;
use super::settings::StudySettings;
use super::siblings::Turn;
use crate::memory::{ItemState, Moment, Phase, StudyDay};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// An item that a session asks.
#[derive(Debug, Clone)]
pub struct Due<'d> {
    /// The item.
    pub item: Listed<'d>,
    /// Where it stands.
    pub state: ItemState,
    /// How its deck is studied.
    pub settings: &'d StudySettings,
}

impl Due<'_> {
    /// Returns whether the item is in its first steps, or back in steps: asked by the clock.
    #[must_use]
    pub fn is_in_steps(&self) -> bool {
        self.state.seen().is_some_and(|seen| !matches!(seen.phase, Phase::Review { .. }))
    }

    /// Returns whether the item is in review and due by a day.
    fn waits(&self, day: StudyDay) -> bool {
        let phase = self.state.seen().map(|seen| seen.phase);
        matches!(phase, Some(Phase::Review { due, .. }) if due <= day)
    }

    /// Returns whether the item is in the steps that it was put into on this day, and goes on.
    fn goes_on(&self, day: StudyDay) -> bool {
        self.is_in_steps() && self.state.answered_on(day)
    }

    /// Returns its turn among the items of its card; none when it is new.
    fn turn(&self, now: Moment) -> Option<Turn> {
        Turn::of(self.item.part, &self.state, &self.settings.scheduler.model, now)
    }
}

/// How many items are still to be asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Never answered.
    pub new: usize,
    /// In their first steps, or forgotten and back in steps.
    pub learning: usize,
    /// Learnt and due.
    pub review: usize,
}

/// What a session asks: young items by the clock, the rest in order.
#[derive(Debug, Clone, Default)]
pub struct Plan<'d> {
    /// Items in steps, which have their own moments.
    pub learning: Vec<Due<'d>>,
    /// Items in review with new ones mixed in.
    pub main: VecDeque<Due<'d>>,
}

impl Plan<'_> {
    /// Puts an item first, when it is planned.
    pub fn begin_with(&mut self, item: &ItemId) {
        if let Some(place) = self.main.iter().position(|due| due.item.id() == *item)
            && let Some(due) = self.main.remove(place)
        {
            self.main.push_front(due);
        }
    }

    /// Returns how many items are planned, by state. What is in steps and was skipped is among the
    /// others.
    #[must_use]
    pub fn left(&self) -> Left {
        let new = self.main.iter().filter(|due| due.state == ItemState::New).count();
        let skipped = self.main.iter().filter(|due| due.is_in_steps()).count();
        let learning = self.learning.len() + skipped;
        Left { new, learning, review: self.main.len() - new - skipped }
    }
}

/// What was done today already, of one deck.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// New items answered for the first time today.
    pub introduced: u32,
    /// Items in review answered today.
    pub reviewed: u32,
    /// The cards answered today, whose other items wait until tomorrow.
    pub cards: HashSet<String>,
}

/// One deck's items for today, before they are mixed with other decks'.
#[derive(Debug, Clone, Default)]
pub struct Share<'d> {
    learning: Vec<Due<'d>>,
    review: Vec<Due<'d>>,
    new: Vec<Due<'d>>,
    /// What waited while the learner was away, when it is more than usual.
    pub backlog: Option<Backlog>,
}

impl<'d> Share<'d> {
    /// Returns how many new items are asked.
    #[must_use]
    pub fn new_items(&self) -> u32 {
        u32::try_from(self.new.len()).unwrap_or(u32::MAX)
    }

    /// Keeps of the items of each card the one whose turn it is. Of cards that were answered today
    /// only what goes on in its steps is kept. `limit` says how many of so many new items are begun:
    /// what is due gives way only to a new item that is asked.
    fn keep_one_of_each_card(
        &mut self,
        answered: &HashSet<String>,
        limit: impl FnOnce(usize) -> usize,
        now: Moment,
    ) {
        let day = now.study_day();
        let going_on = self.learning.iter().filter(|due| due.goes_on(day));
        let going_on: HashSet<&'d str> = going_on.map(|due| due.item.card).collect();
        let asked = |card: &str| answered.contains(card) || going_on.contains(card);
        let mut first: HashMap<&'d str, Turn> = HashMap::new();
        for due in self.learning.iter().chain(&self.review) {
            let Some(turn) = due.turn(now).filter(|_| !asked(due.item.card)) else { continue };
            let first = first.entry(due.item.card).or_insert(turn);
            if turn.is_before(first) {
                *first = turn;
            }
        }
        let mut met: HashSet<&'d str> = HashSet::new();
        self.new.retain(|due| {
            let card = due.item.card;
            let may = first.get(card).is_none_or(|turn| turn.gives_way_to(due.item.part));
            !asked(card) && met.insert(card) && may
        });
        self.new.truncate(limit(self.new.len()));
        for due in &self.new {
            first.remove(due.item.card);
        }
        let is_first = |due: &Due<'_>| {
            first.get(due.item.card).is_some_and(|first| due.turn(now) == Some(*first))
        };
        self.learning.retain(|due| due.goes_on(day) || is_first(due));
        self.review.retain(is_first);
    }
}

/// How far a session reaches beyond what is due today.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reach {
    /// Items in review due within so many days are asked too.
    pub ahead: u32,
    /// What the learner usually does in a day, against which a backlog is measured.
    pub usual: Option<f64>,
    /// So many new items at most, beside the limit of the deck.
    pub new: Option<u32>,
}

/// Returns the items of one deck that are asked today.
///
/// Items in review come by what waiting costs: lowest chance of recall first; new items in deck
/// order. Limits are applied after that order, so what is left for tomorrow is what can best wait.
/// Of the items of one card only one is asked a day: the one that has been due for the longest, or a
/// new one when that was answered often.
#[must_use]
pub fn share<'d>(
    items: &[Listed<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    today: &Today,
    reach: Reach,
    now: Moment,
) -> Share<'d> {
    let mut share = due_items(items, standings, settings, reach, now);
    share.review.sort_by(|a, b| by_need(a, b, now));
    // What is asked before its time is no backlog.
    let waits = share.review.iter().filter(|due| due.waits(now.study_day())).count();
    let due = u32::try_from(waits).unwrap_or(u32::MAX).saturating_add(today.reviewed);
    share.backlog = backlog(due, reach.usual);
    let left = |limit: u32, done: u32| limit.saturating_sub(done) as usize;
    let begun = |new: usize| {
        let limit = new_limit(settings, new, today.introduced, now.study_day());
        left(limit, today.introduced).min(reach.new.map_or(usize::MAX, |most| most as usize))
    };
    share.keep_one_of_each_card(&today.cards, begun, now);
    let bearable = share.backlog.map_or(u32::MAX, |backlog| backlog.a_day);
    share.review.truncate(left(settings.limits.reviews.min(bearable), today.reviewed));
    share
}

/// Returns how many new items a day: the limit, or as many as it takes to have begun all of them
/// two days before the exam.
fn new_limit(settings: &StudySettings, new: usize, introduced: u32, today: StudyDay) -> u32 {
    let Some(days) = settings.scheduler.days_to_exam(today) else { return settings.limits.new };
    let left = u32::try_from(new).unwrap_or(u32::MAX).saturating_add(introduced);
    settings.limits.new.max(left.div_ceil(days.saturating_sub(2).max(1)))
}

/// Returns whether an item that is not due would have faded below the wanted recall on the day of
/// an exam that is today or tomorrow.
fn fades_by_exam(state: &ItemState, settings: &StudySettings, now: Moment) -> bool {
    let to_exam = settings.scheduler.days_to_exam(now.study_day());
    let Some(days @ 0..=1) = to_exam else { return false };
    let exam = now.after_seconds(days * 86_400);
    let recall = state.retrievability(&settings.scheduler.model, exam);
    recall.is_some_and(|recall| recall < settings.scheduler.desired.value())
}

fn due_items<'d>(
    items: &[Listed<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    reach: Reach,
    now: Moment,
) -> Share<'d> {
    let day = now.study_day();
    let mut share = Share::default();
    for item in items {
        let standing = standings.get(&item.id()).copied().unwrap_or_default();
        if standing.availability(item.status, day) != Availability::Active {
            continue;
        }
        let due = Due { item: *item, state: standing.state, settings };
        match standing.state.seen().map(|seen| seen.phase) {
            None => share.new.push(due),
            Some(Phase::Learning { due: at, .. } | Phase::Relearning { due: at, .. }) => {
                if at.study_day() <= day {
                    share.learning.push(due);
                }
            }
            Some(Phase::Review { due: on, .. }) => {
                let within = on <= day.plus(reach.ahead);
                if within || fades_by_exam(&standing.state, settings, now) {
                    share.review.push(due);
                }
            }
        }
    }
    share
}

/// How much a session takes at most, beside the limits of each deck.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cap {
    /// Items of any state.
    pub items: Option<u32>,
    /// New items.
    pub new: Option<u32>,
}

/// Mixes the shares of decks into one plan: the need of all reviews is compared, new items are
/// spread evenly among them, and the cap is applied after that.
#[must_use]
pub fn plan(shares: Vec<Share<'_>>, cap: Cap, now: Moment) -> Plan<'_> {
    let mut whole = Share::default();
    for share in shares {
        whole.learning.extend(share.learning);
        whole.review.extend(share.review);
        whole.new.extend(share.new);
    }
    whole.review.sort_by(|a, b| by_need(a, b, now));
    let most = |cap: Option<u32>| cap.map_or(usize::MAX, |n| n as usize);
    whole.new.truncate(most(cap.new));
    whole.learning.truncate(most(cap.items));
    let mut main = mixed(whole.review, whole.new);
    main.truncate(most(cap.items).saturating_sub(whole.learning.len()));
    Plan { learning: whole.learning, main }
}

/// Orders items in review by their chance of recall, the lowest first.
fn by_need(a: &Due<'_>, b: &Due<'_>, now: Moment) -> std::cmp::Ordering {
    let recall =
        |due: &Due<'_>| due.state.retrievability(&due.settings.scheduler.model, now).unwrap_or(0.0);
    recall(a).total_cmp(&recall(b)).then_with(|| a.item.id().cmp(&b.item.id()))
}

#[cfg(test)]
mod tests;
