//! Where items stand, replayed from what their events say, for journals of any size.
//!
//! Comes to the same standings as [`effective`](super::effective), of which it is the part that
//! needs neither the events themselves nor a list of their reviews: of an event it keeps a step of
//! a few bytes.

use super::event::{EventId, EventKind};
use super::item::{ItemId, ItemIdError, Standing};
use crate::memory::{ItemState, Model, Moment, Rating, Schedule, StudyDay};
use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;

/// What an event says, as far as standings follow from it.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// An item was answered.
    Reviewed(Rating, Schedule),
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
    Renamed(ItemId),
    /// Nothing that changes where an item stands.
    Nothing,
}

impl From<&EventKind> for Told {
    fn from(kind: &EventKind) -> Self {
        match kind {
            EventKind::Reviewed(review) => Self::Reviewed(review.rating, review.next),
            EventKind::Overruled { of, rating, next } => Self::Overruled(*of, *rating, *next),
            EventKind::Undone { of } => Self::Undone(*of),
            EventKind::Suspended => Self::Suspended,
            EventKind::Unsuspended => Self::Unsuspended,
            EventKind::Buried { until } => Self::Buried(*until),
            EventKind::Reset => Self::Reset,
            EventKind::Renamed { from } => Self::Renamed(from.clone()),
            EventKind::Regraded { changes } => {
                let change = |change: &super::Regrade| (change.of, change.rating, change.next);
                Self::Regraded(changes.iter().map(change).collect())
            }
            EventKind::Met(_) | EventKind::Fitted { .. } => Self::Nothing,
        }
    }
}

/// Events that are being gathered to be replayed, in any order, each once.
#[derive(Debug, Default)]
pub struct Replay {
    items: HashMap<Box<str>, u32>,
    steps: Vec<Step>,
    words: Vec<Word>,
}

/// What happened to an item.
#[derive(Debug)]
struct Step {
    id: EventId,
    at: Moment,
    item: u32,
    act: Act,
}

#[derive(Debug, Clone, Copy)]
enum Act {
    Reviewed(Rating, Schedule),
    Suspended(bool),
    Buried(StudyDay),
    Reset,
    RenamedFrom(u32),
    Nothing,
}

/// A word about other events.
#[derive(Debug)]
struct Word {
    id: EventId,
    at: Moment,
    item: Option<u32>,
    says: Says,
}

#[derive(Debug)]
enum Says {
    Undone(EventId),
    Overruled(EventId, Rating, Schedule),
    Regraded(Vec<(EventId, Rating, Schedule)>),
}

impl Replay {
    /// Takes an event in. The text is the item's name, empty for what is about all of them.
    ///
    /// # Errors
    /// When the text names no item.
    pub fn add(
        &mut self,
        id: EventId,
        at: Moment,
        item: &str,
        told: Told,
    ) -> Result<(), ItemIdError> {
        let item = if item.is_empty() { None } else { Some(self.number_of(item)?) };
        let mut word = |says| self.words.push(Word { id, at, item, says });
        let act = match told {
            Told::Reviewed(rating, next) => Act::Reviewed(rating, next),
            Told::Suspended => Act::Suspended(true),
            Told::Unsuspended => Act::Suspended(false),
            Told::Buried(until) => Act::Buried(until),
            Told::Reset => Act::Reset,
            Told::Renamed(from) => Act::RenamedFrom(self.number_of(&from.to_string())?),
            Told::Undone(of) => {
                word(Says::Undone(of));
                Act::Nothing
            }
            Told::Overruled(of, rating, next) => {
                word(Says::Overruled(of, rating, next));
                Act::Nothing
            }
            Told::Regraded(changes) => {
                word(Says::Regraded(changes));
                Act::Nothing
            }
            Told::Nothing => Act::Nothing,
        };
        if let Some(item) = item {
            self.steps.push(Step { id, at, item, act });
        }
        Ok(())
    }

    /// Returns how many events about items were taken in.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Returns whether no event about an item was taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Returns the number of an item, by its name as docent writes it.
    fn number_of(&mut self, item: &str) -> Result<u32, ItemIdError> {
        if let Some(number) = self.items.get(item) {
            return Ok(*number);
        }
        let name = ItemId::from_str(item)?.to_string();
        Ok(self.number_of_new(name.into()))
    }

    fn number_of_new(&mut self, name: Box<str>) -> u32 {
        let next = u32::try_from(self.items.len()).expect("fewer items than fit in memory");
        *self.items.entry(name).or_insert(next)
    }

    /// Takes in what another has gathered.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        if self.items.is_empty() && self.words.is_empty() {
            return other;
        }
        let mut numbers = vec![0; other.items.len()];
        for (name, number) in other.items {
            numbers[number as usize] = self.number_of_new(name);
        }
        self.words.extend(other.words);
        self.steps.extend(other.steps.into_iter().map(|mut step| {
            step.item = numbers[step.item as usize];
            if let Act::RenamedFrom(from) = &mut step.act {
                *from = numbers[*from as usize];
            }
            step
        }));
        self
    }

    /// Returns whether two events have one name, of which only one counts.
    #[must_use]
    pub fn has_doubles(&self) -> bool {
        let words = self.words.iter().filter(|word| word.item.is_none()).map(|word| word.id);
        let mut names: Vec<EventId> = self.steps.iter().map(|step| step.id).chain(words).collect();
        // Not `sort_unstable`: they are a few runs in order, one behind the other.
        names.sort();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Returns where each item stands, in the order of the texts of their names.
    #[must_use]
    pub fn standings(mut self, model: &Model) -> Vec<(Box<str>, Standing)> {
        self.steps.sort_by_key(|step| (step.at.millis(), step.id));
        self.words.sort_by_key(|word| (word.at.millis(), word.id));
        let undone = undone(&self.words);
        let judged = judged(&self.words, &undone);
        let mut slots = Slots { of: vec![None; self.items.len()], standings: Vec::new() };
        for step in &self.steps {
            if undone.is_empty() || !undone.contains(&step.id) {
                slots.take(step, &judged, model);
            }
        }
        let named = self.items.into_iter();
        let mut standings: Vec<_> = named
            .filter_map(|(name, number)| {
                let slot = slots.of[number as usize]?;
                Some((name, slots.standings[slot as usize]))
            })
            .collect();
        standings.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        standings
    }
}

/// Returns the events that are undone, by words in order of time. An undo that is itself undone
/// takes nothing back, so they are read from the last to the first.
fn undone(words: &[Word]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for word in words.iter().rev() {
        if let Says::Undone(of) = word.says
            && !undone.contains(&word.id)
        {
            undone.insert(of);
        }
    }
    undone
}

/// Returns how reviews were judged that were judged otherwise at last: by the learner, whose word
/// is the last, or again.
fn judged(words: &[Word], undone: &HashSet<EventId>) -> HashMap<EventId, (Rating, Schedule)> {
    let standing = || words.iter().filter(|word| !undone.contains(&word.id));
    let mut judged = HashMap::new();
    for word in standing() {
        if let Says::Regraded(changes) = &word.says {
            judged.extend(changes.iter().map(|(of, rating, next)| (*of, (*rating, *next))));
        }
    }
    for word in standing() {
        if let Says::Overruled(of, rating, next) = word.says {
            judged.insert(of, (rating, next));
        }
    }
    judged
}

/// Where items stand, each at a place that goes along when it is renamed.
struct Slots {
    of: Vec<Option<u32>>,
    standings: Vec<Standing>,
}

impl Slots {
    fn take(&mut self, step: &Step, judged: &HashMap<EventId, (Rating, Schedule)>, model: &Model) {
        if let Act::RenamedFrom(from) = step.act {
            if let Some(slot) = self.of[from as usize].take() {
                self.of[step.item as usize] = Some(slot);
            }
            return;
        }
        let standing = self.standing(step.item);
        match step.act {
            Act::Reviewed(rating, next) => {
                let again = if judged.is_empty() { None } else { judged.get(&step.id) };
                let (rating, next) = again.copied().unwrap_or((rating, next));
                standing.state = standing.state.after(model, step.at, rating, next);
            }
            Act::Suspended(is) => standing.suspended = is,
            Act::Buried(until) => standing.buried_until = Some(until),
            Act::Reset => standing.state = ItemState::New,
            Act::RenamedFrom(_) | Act::Nothing => {}
        }
    }

    fn standing(&mut self, item: u32) -> &mut Standing {
        let slot = *self.of[item as usize].get_or_insert_with(|| {
            self.standings.push(Standing::default());
            u32::try_from(self.standings.len() - 1).expect("no more standings than items")
        });
        &mut self.standings[slot as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Event, IdSource, Regrade, Verdict, effective};
    use super::*;
    use crate::memory::Moment;
    use crate::study::{Given, Review};
    use proptest::prelude::*;

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

    fn replay<'e>(events: impl Iterator<Item = &'e Event>) -> Replay {
        let mut replay = Replay::default();
        for event in events {
            let item = event.item.as_ref().map(ItemId::to_string).unwrap_or_default();
            let told = Told::from(&event.kind);
            replay.add(event.id, event.at, &item, told).expect("the name of an item");
        }
        replay
    }

    proptest! {
        #[test]
        fn a_replay_of_parts_in_any_order_comes_to_what_the_events_come_to(
            drawn in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..60),
            parts in 1usize..5,
        ) {
            let (events, model) = (events(&drawn), Model::default());
            let part = |n: usize| replay(events.iter().skip(n).step_by(parts));
            let joined = (0..parts).rev().map(part).fold(Replay::default(), Replay::joined);
            prop_assert!(!joined.has_doubles());
            let standings = joined.standings(&model);
            prop_assert!(standings.is_sorted_by(|(one, _), (other, _)| one < other));
            let whole = effective(&events, &model).standings.into_iter();
            let mut whole: Vec<_> =
                whole.map(|(item, standing)| (Box::from(item.to_string()), standing)).collect();
            whole.sort_by(|(one, _): &(Box<str>, _), (other, _)| one.cmp(other));
            prop_assert_eq!(standings, whole);
        }
    }

    #[test]
    fn two_events_of_one_name_are_noticed() {
        let events = events(&[(9, 1, 2), (9, 1, 3), (2, 1, 0)]);
        assert!(!replay(events.iter()).has_doubles());
        for double in &events {
            let both = replay(events.iter()).joined(replay(std::iter::once(double)));
            assert!(both.has_doubles(), "{double:?}");
        }
    }
}
