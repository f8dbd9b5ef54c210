//! What a learner did lately: today, and how much on the days before it.

use super::deck_agenda::DeckAgenda;
use crate::memory::{Moment, StudyDay};
use crate::progress::error::JournalError;
use crate::progress::event_table::read_in_place;
use crate::progress::journal::Journal;
use crate::study::{Event, EventId, EventKind, Forgetting, History, Today, effective, undone};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// How far back a learner's habit is looked for, in days.
pub const HABIT_DAYS: u32 = 60;

/// The state that an answer names of an item that was learnt before it.
const LEARNT: &str = "review";

/// What was done lately, by deck.
#[derive(Debug, Default)]
pub struct Recent {
    /// Today.
    pub today: HashMap<String, Today>,
    /// How many learnt items were answered on each day.
    pub days: HashMap<String, BTreeMap<StudyDay, u32>>,
}

impl Recent {
    /// Returns what was done from a study day on until now; what was undone counts for nothing.
    ///
    /// Today is told from entries that are proven. Of the days before it answers are merely counted,
    /// and taken at their word: a hint hangs on them and no progress.
    pub fn of(journal: &Journal, first: StudyDay, now: Moment) -> Result<Self, JournalError> {
        let today = now.study_day();
        let since = |day: StudyDay| -> Result<Moment, JournalError> {
            let since = day.start(now.offset()).unwrap_or(now);
            // Where the learner was in another zone, days may have begun earlier.
            let moved = journal.zone_before(since)?.is_some_and(|zone| zone != now.offset());
            Ok(if moved { day.minus(1).start(now.offset()).unwrap_or(since) } else { since })
        };
        let begin = since(today)?;
        let events = journal.events_since(begin)?;
        let mut recent = Self::default();
        let History { reviews, resets, .. } = effective(&events, journal.model());
        let mut answered = HashMap::new();
        for review in reviews {
            let (item, before) = (review.item, review.review.before);
            let day = review.event.at.study_day();
            if before == LEARNT {
                recent.add(&item.deck, day);
            }
            if day == today {
                let deck = recent.today.entry(item.deck.clone()).or_default();
                deck.introduced += u32::from(before == "new");
                deck.reviewed += u32::from(before == LEARNT);
                answered.insert(item, review.event.id);
            }
        }
        // What was made new again since may be asked again.
        for Forgetting { event, item, .. } in resets {
            if answered.get(item).is_some_and(|last| *last < event) {
                answered.remove(item);
            }
        }
        for item in answered.into_keys() {
            let deck = recent.today.entry(item.deck.clone()).or_default();
            deck.cards.insert(item.card.clone());
        }
        if first < today {
            recent.add_earlier(journal, since(first)?, begin, &events)?;
        }
        Ok(recent)
    }

    fn add(&mut self, deck: &str, day: StudyDay) {
        if let Some(days) = self.days.get_mut(deck) {
            *days.entry(day).or_default() += 1;
        } else {
            self.days.insert(deck.to_owned(), BTreeMap::from([(day, 1)]));
        }
    }

    /// Counts the answers from one moment until another, behind which lie these events.
    fn add_earlier(
        &mut self,
        journal: &Journal,
        since: Moment,
        until: Moment,
        behind: &[Event],
    ) -> Result<(), JournalError> {
        let is_undo = |event: &&Event| matches!(event.kind, EventKind::Undone { .. });
        let mut undos: Vec<Event> = behind.iter().filter(is_undo).cloned().collect();
        let mut learnt: Vec<(EventId, StudyDay, usize)> = Vec::new();
        let mut decks = Numbered::default();
        // The names of entries begin with their moments, and the table is in the order of names.
        let [first, last] = [since, until].map(first_name);
        let between = "id >= ?1 AND id < ?2 ORDER BY id, checksum";
        let (connection, path) = (journal.connection(), journal.path());
        let mut before = None;
        read_in_place(connection, between, &[&first, &last], path, |row, _| {
            // Of entries of one name the first counts.
            if before.replace(row.id) == Some(row.id) {
                return Ok::<(), JournalError>(());
            }
            if row.kind == "undone" {
                undos.extend(row.event().ok());
            } else if row.kind == "reviewed"
                && row.before().is_some_and(|before| before == LEARNT)
                && let Some(at) = Moment::from_millis(row.at, row.zone)
                && let Some((deck, _)) = row.item.split_once('/')
            {
                let id = EventId(Uuid::from_bytes(row.id));
                learnt.push((id, at.study_day(), decks.number(deck)));
            }
            Ok(())
        })?;
        let undone = undone(&undos);
        for (_, day, deck) in learnt.iter().filter(|(id, ..)| !undone.contains(id)) {
            self.add(&decks.names[*deck], *day);
        }
        Ok(())
    }

    /// Counts the days from `first` on into the habit of a deck; returns whether that changed it. Where
    /// nothing is counted yet, only a whole habit is.
    pub fn count(&self, deck: &mut DeckAgenda, first: StudyDay, whole: bool) -> bool {
        let none = BTreeMap::new();
        if deck.habit.is_none() && !whole {
            return false;
        }
        let known = deck.habit.is_some();
        let habit = deck.habit.get_or_insert_default();
        let counted = self.days.get(&deck.id).unwrap_or(&none).range(first..);
        let counted = counted.map(|(day, reviews)| (*day, *reviews));
        let earlier = habit.partition_point(|(day, _)| *day < first);
        if habit[earlier..].iter().copied().eq(counted.clone()) {
            return !known;
        }
        let last = first.minus(HABIT_DAYS);
        habit.truncate(earlier);
        habit.retain(|(day, _)| *day >= last);
        habit.extend(counted);
        true
    }
}

/// Returns the first name that an entry of a moment can have.
fn first_name(moment: Moment) -> [u8; 16] {
    let millis = u128::from(u64::try_from(moment.millis()).unwrap_or_default());
    (millis << 80).to_be_bytes()
}

/// Names, each with a number.
#[derive(Default)]
struct Numbered {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Numbered {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.numbers.len());
        self.names.len() - 1
    }
}
