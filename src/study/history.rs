//! What events come to: the reviews that stand, and where each item stands.

use super::event::{Event, EventId, EventKind, Review};
use super::item::{ItemId, Standing};
use super::judge::Verdict;
use super::regrade::Regrade;
use crate::memory::{ItemState, Model, Moment, Rating, Schedule};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A review as it stands after undoing and overruling.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedReview<'e> {
    /// The event.
    pub event: &'e Event,
    /// The item.
    pub item: &'e ItemId,
    /// The review.
    pub review: &'e Review,
    /// What was judged, at last.
    pub verdict: Verdict,
    /// How much of it was right, 0 to 1.
    pub score: f64,
    /// The rating that counts.
    pub rating: Rating,
    /// What was scheduled by it.
    pub next: Schedule,
    /// Where the item stood before it, as replay gives it.
    pub before: ItemState,
}

/// What a list of events comes to, item by item.
#[derive(Debug, Default)]
pub struct History<'e> {
    /// The reviews that stand, in order of time.
    pub reviews: Vec<CountedReview<'e>>,
    /// Where each item stands.
    pub standings: BTreeMap<ItemId, Standing>,
    /// How many reviews, of all items, lie before the last reset of an item.
    pub fresh_from: BTreeMap<ItemId, usize>,
    /// The resets that stand, in order of time.
    pub resets: Vec<Forgetting<'e>>,
}

/// A reset of an item: from here on it is new.
#[derive(Debug, Clone, Copy)]
pub struct Forgetting<'e> {
    /// The event.
    pub event: EventId,
    /// When.
    pub at: Moment,
    /// The item.
    pub item: &'e ItemId,
    /// Where the item stood before.
    pub before: ItemState,
}

/// Returns what events, in any order, come to. Two journals with the same events agree.
#[must_use]
pub fn effective<'e>(events: &'e [Event], model: &Model) -> History<'e> {
    let mut ordered = in_order(events);
    let undone = standing_undos(&ordered);
    ordered.retain(|event| !undone.contains(&event.id));
    let revised = Revised::by(&ordered);
    let mut history = History::default();
    let mut slots = Slots::default();
    for event in ordered {
        let Some(item) = &event.item else { continue };
        if let EventKind::Renamed { from } = &event.kind {
            history.rename(from, item);
            slots.rename(from, item);
            continue;
        }
        let standing = slots.of(item);
        match &event.kind {
            EventKind::Reviewed(review) => {
                let Outcome { verdict, score, rating, next } = revised.outcome(event.id, review);
                let before = standing.state;
                standing.state = before.after(model, event.at, rating, next);
                let counted =
                    CountedReview { event, item, review, verdict, score, rating, next, before };
                history.reviews.push(counted);
            }
            EventKind::Suspended => standing.suspended = true,
            EventKind::Unsuspended => standing.suspended = false,
            EventKind::Buried { until } => standing.buried_until = Some(*until),
            EventKind::Reset => {
                let before = std::mem::take(&mut standing.state);
                history.resets.push(Forgetting { event: event.id, at: event.at, item, before });
                history.fresh_from.insert(item.clone(), history.reviews.len());
            }
            EventKind::Overruled { .. }
            | EventKind::Undone { .. }
            | EventKind::Met(_)
            | EventKind::Renamed { .. }
            | EventKind::Regraded { .. }
            | EventKind::Fitted { .. } => {}
        }
    }
    history.standings = slots.standings();
    history
}

/// What a review came to at last.
struct Outcome {
    verdict: Verdict,
    score: f64,
    rating: Rating,
    next: Schedule,
}

/// What was said of reviews after them.
struct Revised<'e> {
    overruled: HashMap<EventId, (Rating, Schedule)>,
    regraded: HashMap<EventId, &'e Regrade>,
}

impl<'e> Revised<'e> {
    /// Returns what events that stand, in order of time, say of reviews: the last word counts.
    fn by(standing: &[&'e Event]) -> Self {
        let (mut overruled, mut regraded) = (HashMap::new(), HashMap::new());
        for event in standing {
            match &event.kind {
                EventKind::Overruled { of, rating, next } => {
                    overruled.insert(*of, (*rating, *next));
                }
                EventKind::Regraded { changes } => {
                    regraded.extend(changes.iter().map(|change| (change.of, change)));
                }
                _ => {}
            }
        }
        Self { overruled, regraded }
    }

    fn outcome(&self, id: EventId, review: &Review) -> Outcome {
        let (verdict, score, rating, next) = match self.regraded.get(&id) {
            Some(again) => (again.verdict, again.score, again.rating, again.next),
            None => (review.verdict, review.score, review.rating, review.next),
        };
        // The learner's own word is the last.
        let (rating, next) = self.overruled.get(&id).copied().unwrap_or((rating, next));
        Outcome { verdict, score, rating, next }
    }
}

/// Where each item stands, found by its name without copying it at every event.
#[derive(Default)]
struct Slots<'e> {
    names: HashMap<&'e ItemId, usize>,
    standings: Vec<Standing>,
}

impl<'e> Slots<'e> {
    fn of(&mut self, item: &'e ItemId) -> &mut Standing {
        let slot = *self.names.entry(item).or_insert_with(|| {
            self.standings.push(Standing::default());
            self.standings.len() - 1
        });
        &mut self.standings[slot]
    }

    /// Gives an item what it has under the name it went by.
    fn rename(&mut self, from: &ItemId, to: &'e ItemId) {
        if let Some(slot) = self.names.remove(from) {
            self.names.insert(to, slot);
        }
    }

    fn standings(self) -> BTreeMap<ItemId, Standing> {
        let named = self.names.into_iter();
        named.map(|(item, slot)| (item.clone(), self.standings[slot])).collect()
    }
}

impl<'e> History<'e> {
    /// Gives an item what it has under the name it went by.
    fn rename(&mut self, from: &ItemId, to: &'e ItemId) {
        for review in self.reviews.iter_mut().filter(|review| review.item == from) {
            review.item = to;
        }
        for reset in self.resets.iter_mut().filter(|reset| reset.item == from) {
            reset.item = to;
        }
        if let Some(fresh) = self.fresh_from.remove(from) {
            self.fresh_from.insert(to.clone(), fresh);
        }
    }
}

/// Returns the names of the events that these undo, undos among them that are undone themselves.
#[must_use]
pub fn undone(undos: &[Event]) -> HashSet<EventId> {
    standing_undos(&in_order(undos))
}

/// Returns the events that are undone. An undo that is itself undone takes nothing back, so the
/// latest word counts: they are read from the last to the first.
fn standing_undos(ordered: &[&Event]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for event in ordered.iter().rev() {
        if let EventKind::Undone { of } = event.kind
            && !undone.contains(&event.id)
        {
            undone.insert(of);
        }
    }
    undone
}

/// Returns the weights of the last fit that stands; none when the default ones hold.
#[must_use]
pub fn fitted_weights(events: &[Event]) -> Option<[f32; 21]> {
    let ordered = in_order(events);
    let undone = standing_undos(&ordered);
    ordered.into_iter().rev().filter(|event| !undone.contains(&event.id)).find_map(|event| {
        match &event.kind {
            EventKind::Fitted { weights } => Some(**weights),
            _ => None,
        }
    })
}

/// Returns the last thing the learner did that still stands: what undo takes back.
#[must_use]
pub fn last_standing(events: &[Event]) -> Option<&Event> {
    let ordered = in_order(events);
    let undone = standing_undos(&ordered);
    ordered.into_iter().rev().find(|event| stands(event, &undone))
}

/// Returns the undo that redo takes back: the last that stands, unless something was done since.
///
/// What is dated after `now` was done before the clock was put back, and so before any undo that is not
/// dated so.
#[must_use]
pub fn last_undo(events: &[Event], now: Moment) -> Option<&Event> {
    let ordered = in_order(events);
    let undone = standing_undos(&ordered);
    let undoes = |event: &Event| match event.kind {
        EventKind::Undone { of } => Some(of),
        _ => None,
    };
    // An undo of an undo is a redo, which is taken back by undoing what it brought back.
    let undos: HashSet<EventId> =
        ordered.iter().filter(|event| undoes(event).is_some()).map(|event| event.id).collect();
    let last = ordered.iter().rev().find(|event| {
        undoes(event).is_some_and(|of| !undos.contains(&of)) && !undone.contains(&event.id)
    })?;
    let is_ahead = |event: &Event| event.at.millis() > now.millis().max(last.at.millis());
    let since = ordered.iter().rev().take_while(|event| event.id != last.id);
    // What an undo of an undo brought back is older than both, so it is not met here.
    let newer = since.into_iter().any(|event| !is_ahead(event) && stands(event, &undone));
    (!newer).then_some(*last)
}

/// Returns whether an event is an action that still counts.
fn stands(event: &Event, undone: &HashSet<EventId>) -> bool {
    let moot = match event.kind {
        // Words that were met and names are no acts of the learner.
        EventKind::Undone { .. } | EventKind::Met(_) | EventKind::Renamed { .. } => true,
        EventKind::Overruled { of, .. } => undone.contains(&of),
        _ => false,
    };
    !moot && !undone.contains(&event.id)
}

pub(super) fn in_order(events: &[Event]) -> Vec<&Event> {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| (event.at.millis(), event.id));
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Moment;
    use crate::study::event::IdSource;

    fn moment(minute: i64) -> Moment {
        Moment::from_millis(minute * 60_000, 0).expect("in range")
    }

    fn events(kinds: &[fn(EventId) -> EventKind]) -> Vec<Event> {
        let at = moment(0);
        let item = ItemId { deck: "d".into(), card: "c".into(), part: 1 };
        let mut ids = IdSource::new([1; 32], None);
        let mut events: Vec<Event> = Vec::new();
        for kind in kinds {
            let last = events.last().map(|event| event.id);
            let id = ids.next(at);
            let kind = kind(last.unwrap_or(id));
            events.push(Event { id, at, item: Some(item.clone()), kind });
        }
        events
    }

    const SUSPEND: fn(EventId) -> EventKind = |_| EventKind::Suspended;
    const UNDO: fn(EventId) -> EventKind = |of| EventKind::Undone { of };

    fn is_suspended(events: &[Event]) -> bool {
        let history = effective(events, &Model::default());
        history.standings.values().any(|standing| standing.suspended)
    }

    #[test]
    fn undo_and_redo_take_each_other_back() {
        let now = moment(0);
        let done = events(&[SUSPEND]);
        assert!(is_suspended(&done) && last_undo(&done, now).is_none());
        let undone = events(&[SUSPEND, UNDO]);
        assert!(!is_suspended(&undone) && last_standing(&undone).is_none());
        assert_eq!(last_undo(&undone, now).map(|e| e.id), Some(undone[1].id));
        let redone = events(&[SUSPEND, UNDO, UNDO]);
        assert!(is_suspended(&redone) && last_undo(&redone, now).is_none());
        assert_eq!(last_standing(&redone).map(|e| e.id), Some(redone[0].id));
    }

    #[test]
    fn what_was_undone_after_the_clock_was_put_back_is_all_done_again_the_last_first() {
        let mut ids = IdSource::new([2; 32], None);
        let mut done = |minute: i64, kind: EventKind| {
            let (at, item) = (moment(minute), None);
            Event { id: ids.next(at), at, item, kind }
        };
        let mut events: Vec<Event> = (0..3).map(|n| done(9000 + n, EventKind::Suspended)).collect();
        for minute in 1..4 {
            let of = last_standing(&events).expect("something to undo").id;
            events.push(done(minute, EventKind::Undone { of }));
        }
        for minute in 4..7 {
            let last = last_undo(&events, moment(minute)).expect("something to redo");
            assert_eq!(last.at, moment(7 - minute), "the last undone comes first");
            let of = last.id;
            events.push(done(minute, EventKind::Undone { of }));
        }
        assert!(last_undo(&events, moment(7)).is_none());
        let undone = undone(&events);
        assert!(events[..3].iter().all(|event| !undone.contains(&event.id)));
        events.push(done(8, EventKind::Undone { of: events[2].id }));
        events.push(done(9, EventKind::Suspended));
        assert!(last_undo(&events, moment(10)).is_none(), "something was done since");
    }

    #[test]
    fn what_was_done_since_closes_the_way_to_redo() {
        let events = events(&[SUSPEND, UNDO, SUSPEND]);
        assert!(last_undo(&events, moment(0)).is_none());
        assert_eq!(last_standing(&events).map(|e| e.id), Some(events[2].id));
    }
}
