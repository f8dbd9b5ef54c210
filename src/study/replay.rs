//! What each item comes to, told event by event, for journals of any size.
//!
//! Events are told in the order of their names, which is that of time, and nothing is kept of them
//! but what each item comes to. An item of which that does not tell is told *apart*, from its own
//! events, by [`effective`](super::effective): one of which something was taken back or judged
//! otherwise later, which went by another name, or whose events are not in order of time.

use super::event::{EventId, EventKind, Review};
use super::item::{ItemId, ItemIdError, Standing};
use crate::memory::{ItemState, Model, Moment, PastReview, Rating, Schedule, StudyDay};
use std::collections::{BTreeSet, HashMap};
use std::str::FromStr as _;

/// What came of a review, as far as memory goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The rating that counts.
    pub rating: Rating,
    /// What was scheduled by it.
    pub next: Schedule,
    /// How long it took, in milliseconds.
    pub millis: u32,
}

/// What an event says, as far as anything follows from it for where items stand.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// An item was answered.
    Reviewed(Outcome),
    /// The learner overruled a review.
    Overruled(EventId, Rating, Schedule),
    /// Old answers were judged again.
    Regraded(Vec<(EventId, Rating, Schedule)>),
    /// An earlier event was taken back.
    Undone(EventId),
    /// An item was set aside until it is taken up again.
    Suspended,
    /// It was taken up again.
    Unsuspended,
    /// It was set aside until a study day.
    Buried(StudyDay),
    /// Its memory was forgotten.
    Reset,
    /// It went by another name.
    Renamed(Box<ItemId>),
    /// Nothing that changes where an item stands.
    Nothing,
}

impl From<&EventKind> for Told {
    fn from(kind: &EventKind) -> Self {
        match kind {
            EventKind::Reviewed(Review { rating, next, millis, .. }) => {
                Self::Reviewed(Outcome { rating: *rating, next: *next, millis: *millis })
            }
            EventKind::Overruled { of, rating, next } => Self::Overruled(*of, *rating, *next),
            EventKind::Undone { of } => Self::Undone(*of),
            EventKind::Suspended => Self::Suspended,
            EventKind::Unsuspended => Self::Unsuspended,
            EventKind::Buried { until } => Self::Buried(*until),
            EventKind::Reset => Self::Reset,
            EventKind::Renamed { from } => Self::Renamed(Box::new(from.clone())),
            EventKind::Regraded { changes } => {
                let change = |change: &super::Regrade| (change.of, change.rating, change.next);
                Self::Regraded(changes.iter().map(change).collect())
            }
            EventKind::Met(_) | EventKind::Fitted { .. } => Self::Nothing,
        }
    }
}

/// What is kept of an item while its events are told in order of time.
pub trait Account: Default {
    /// Takes in what happened to the item at this moment.
    fn take(&mut self, at: Moment, act: Act, model: &Model);
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Act {
    /// It was answered.
    Reviewed(Outcome),
    /// It was set aside, or taken up again.
    Suspended(bool),
    /// It was set aside until a study day.
    Buried(StudyDay),
    /// Its memory was forgotten.
    Reset,
}

impl Account for Standing {
    fn take(&mut self, at: Moment, act: Act, model: &Model) {
        match act {
            Act::Reviewed(Outcome { rating, next, .. }) => {
                self.state = self.state.after(model, at, rating, next);
            }
            Act::Suspended(is) => self.suspended = is,
            Act::Buried(until) => self.buried_until = Some(until),
            Act::Reset => self.state = ItemState::New,
        }
    }
}

/// The reviews of an item, in order of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reviews(pub Vec<(Moment, Outcome)>);

impl Account for Reviews {
    fn take(&mut self, at: Moment, act: Act, _: &Model) {
        if let Act::Reviewed(outcome) = act {
            self.0.push((at, outcome));
        }
    }
}

impl<A: Account, B: Account> Account for (A, B) {
    fn take(&mut self, at: Moment, act: Act, model: &Model) {
        self.0.take(at, act, model);
        self.1.take(at, act, model);
    }
}

impl Reviews {
    /// Returns them with the study days between them.
    #[must_use]
    pub fn history(&self) -> Vec<PastReview> {
        let mut last = None;
        let past = |(at, outcome): &(Moment, Outcome)| {
            let day = at.study_day();
            let elapsed = last.replace(day).map_or(0, |last| day.days_since(last));
            PastReview { at: at.millis(), elapsed, rating: outcome.rating }
        };
        self.0.iter().map(past).collect()
    }
}

/// Events that are being told.
#[derive(Debug)]
pub struct Replay<A> {
    model: Model,
    numbers: HashMap<Box<str>, u32>,
    items: Vec<Item<A>>,
    spoken_of: Vec<EventId>,
}

#[derive(Debug, Default)]
struct Item<A> {
    account: A,
    /// When its last event was, in milliseconds.
    last: i64,
    apart: bool,
}

impl<A: Account> Replay<A> {
    /// Begins to tell, with the memory model that holds at the end.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { model, numbers: HashMap::new(), items: Vec::new(), spoken_of: Vec::new() }
    }

    /// Returns the memory model by which it is told.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Takes the next event in. The text is the item's name, empty for what is about all of them.
    ///
    /// # Errors
    /// When the text names no item.
    pub fn take(&mut self, at: Moment, item: &str, told: &Told) -> Result<(), ItemIdError> {
        match told {
            Told::Undone(of) | Told::Overruled(of, ..) => self.spoken_of.push(*of),
            Told::Regraded(changes) => self.spoken_of.extend(changes.iter().map(|(of, ..)| *of)),
            _ => {}
        }
        if item.is_empty() {
            return Ok(());
        }
        match told {
            Told::Reviewed(outcome) => self.act(at, item, Act::Reviewed(*outcome)),
            Told::Suspended => self.act(at, item, Act::Suspended(true)),
            Told::Unsuspended => self.act(at, item, Act::Suspended(false)),
            Told::Buried(until) => self.act(at, item, Act::Buried(*until)),
            Told::Reset => self.act(at, item, Act::Reset),
            Told::Nothing => self.item(item).map(|_| ()),
            // A word may stand with another item than the one that it is about.
            Told::Undone(_) | Told::Overruled(..) | Told::Regraded(_) => self.tell_apart(item),
            Told::Renamed(from) => {
                self.tell_apart(&from.to_string())?;
                self.tell_apart(item)
            }
        }
    }

    fn act(&mut self, at: Moment, item: &str, act: Act) -> Result<(), ItemIdError> {
        let number = self.item(item)?;
        let item = &mut self.items[number];
        item.apart |= at.millis() < item.last;
        item.last = at.millis();
        if !item.apart {
            item.account.take(at, act, &self.model);
        }
        Ok(())
    }

    /// Has an item told apart.
    ///
    /// # Errors
    /// When the text names no item.
    pub fn tell_apart(&mut self, item: &str) -> Result<(), ItemIdError> {
        let number = self.item(item)?;
        self.items[number].apart = true;
        Ok(())
    }

    /// Returns the number of an item, by its name as docent writes it.
    fn item(&mut self, name: &str) -> Result<usize, ItemIdError> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number as usize);
        }
        let name = ItemId::from_str(name)?.to_string();
        let next = u32::try_from(self.items.len()).expect("fewer items than fit in memory");
        let number = *self.numbers.entry(name.into()).or_insert(next);
        if number == next {
            self.items.push(Item { account: A::default(), last: i64::MIN, apart: false });
        }
        Ok(number as usize)
    }

    /// Has the items told apart that an event is about.
    pub fn speak_of(&mut self, event: EventId) {
        self.spoken_of.push(event);
    }

    /// Returns the events that others spoke of: the items of these are to be told apart too.
    pub fn spoken_of(&mut self) -> Vec<EventId> {
        std::mem::take(&mut self.spoken_of)
    }

    /// Returns the items that are to be told apart.
    #[must_use]
    pub fn apart(&self) -> BTreeSet<ItemId> {
        let apart = self.numbers.iter().filter(|(_, number)| self.items[**number as usize].apart);
        apart.filter_map(|(name, _)| name.parse().ok()).collect()
    }

    /// Says what an item comes to that was told apart.
    pub fn put(&mut self, item: &ItemId, account: A) {
        if let Ok(number) = self.item(&item.to_string()) {
            self.items[number].account = account;
        }
    }

    /// Returns what an item came to; none where nothing was told of it.
    #[must_use]
    pub fn get(&self, item: &str) -> Option<&A> {
        self.numbers.get(item).map(|number| &self.items[*number as usize].account)
    }

    /// Returns what an item came to, taking it out; none where nothing was told of it.
    pub fn remove(&mut self, item: &str) -> Option<A> {
        let number = self.numbers.remove(item)?;
        Some(std::mem::take(&mut self.items[number as usize].account))
    }

    /// Returns what each item came to that was not taken out, by its name, in no order.
    pub fn rest(mut self) -> impl Iterator<Item = (Box<str>, A)> {
        let accounts = move |(name, number): (_, u32)| {
            (name, std::mem::take(&mut self.items[number as usize].account))
        };
        self.numbers.into_iter().map(accounts)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Event, IdSource, Regrade, Verdict, effective};
    use super::*;
    use crate::memory::Moment;
    use crate::study::Given;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn item(n: u8) -> ItemId {
        ItemId { deck: "d".into(), card: format!("c{}", n % 4), part: u32::from(n % 3) + 1 }
    }

    fn reviewed(rating: Rating) -> EventKind {
        EventKind::Reviewed(Review {
            form: crate::deck::Form::Rated,
            options: Vec::new(),
            answer: Given::Rating(rating),
            verdict: Verdict::of(rating),
            score: 1.0,
            rating,
            millis: 1,
            next: Schedule::Review { days: 3 },
            before: "new",
        })
    }

    /// Turns drawn numbers into events of every kind, some of which are about others, not in order
    /// of time.
    fn events(drawn: &[(u8, u8, u8)]) -> Vec<Event> {
        let moment = |hour: i64| Moment::from_millis(1_767_268_800_000 + hour * 3_600_000, 0);
        let mut ids = IdSource::new([4; 32], None);
        let mut events: Vec<Event> = Vec::new();
        for (hour, (what, on, of)) in (0..).zip(drawn) {
            let rating = Rating::ALL[usize::from(of % 4)];
            let next = Schedule::Review { days: u32::from(*of) + 1 };
            let at = moment(hour - i64::from(of % 5)).expect("in range");
            let other = events.get(usize::from(*of) % events.len().max(1)).map(|event| event.id);
            let kind = match (what % 12, other) {
                (0, Some(of)) => EventKind::Undone { of },
                (1, Some(of)) => EventKind::Overruled { of, rating, next },
                (2, Some(of)) => {
                    let (verdict, score) = (Verdict::of(rating), 0.5);
                    let changes = vec![Regrade { of, verdict, score, rating, next }];
                    EventKind::Regraded { changes }
                }
                (3, _) => EventKind::Suspended,
                (4, _) => EventKind::Unsuspended,
                (5, _) => EventKind::Buried { until: at.study_day() },
                (6, _) => EventKind::Reset,
                (7, _) => EventKind::Renamed { from: item(*of) },
                _ => reviewed(rating),
            };
            let of_all = matches!(kind, EventKind::Regraded { .. });
            let item = (!of_all).then(|| item(*on));
            events.push(Event { id: ids.next(at), at, item, kind });
        }
        events
    }

    /// Returns what items come to that are told event by event, but for those told apart.
    fn told<A: Account>(events: &[Event]) -> (BTreeMap<ItemId, A>, BTreeSet<ItemId>) {
        let mut ordered: Vec<&Event> = events.iter().collect();
        ordered.sort_by_key(|event| event.id);
        let mut replay = Replay::new(Model::default());
        for event in ordered {
            let item = event.item.as_ref().map(ItemId::to_string).unwrap_or_default();
            let told = Told::from(&event.kind);
            replay.take(event.at, &item, &told).expect("the name of an item");
        }
        for of in replay.spoken_of() {
            let event = events.iter().find(|event| event.id == of);
            if let Some(item) = event.and_then(|event| event.item.as_ref()) {
                replay.tell_apart(&item.to_string()).expect("the name of an item");
            }
        }
        let apart = replay.apart();
        let all = replay.rest().map(|(name, account)| (name.parse().expect("a name"), account));
        (all.filter(|(item, _)| !apart.contains(item)).collect(), apart)
    }

    proptest! {
        #[test]
        fn what_is_told_and_what_is_told_apart_come_to_what_all_events_come_to(
            drawn in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..40),
            plain in any::<bool>(),
        ) {
            // Few words about others, so that few items are told apart.
            let rare = |(what, on, of)| (if plain && of > 40 { 3 + what % 4 + what / 50 } else { what }, on, of);
            let events = events(&drawn.into_iter().map(rare).collect::<Vec<_>>());
            let (told, apart) = told::<Standing>(&events);
            let mut whole = effective(&events, &Model::default());
            let about = |event: &&Event| event.item.as_ref().is_none_or(|item| apart.contains(item));
            let of_those: Vec<Event> = events.iter().filter(about).cloned().collect();
            let by_themselves = effective(&of_those, &Model::default());
            for item in &apart {
                let alone = by_themselves.standings.get(item).copied();
                prop_assert_eq!(alone, whole.standings.remove(item), "{} apart", item);
            }
            whole.standings.retain(|_, standing| *standing != Standing::default());
            let stands = |(_, standing): &(ItemId, Standing)| *standing != Standing::default();
            let told: BTreeMap<_, _> = told.into_iter().filter(stands).collect();
            prop_assert_eq!(told, whole.standings);
        }
    }

    #[test]
    fn items_of_which_nothing_was_taken_back_are_not_told_apart() {
        let events = events(&[(9, 1, 2), (3, 1, 2), (9, 2, 2), (0, 1, 0), (9, 3, 2)]);
        let (told, apart) = told::<Reviews>(&events);
        assert_eq!(apart.into_iter().collect::<Vec<_>>(), [item(1)]);
        let reviews: Vec<_> = told.values().map(|reviews| reviews.0.len()).collect();
        assert_eq!(reviews, [1, 1]);
    }
}
