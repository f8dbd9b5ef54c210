//! What is asked of the journal: events, the words in which items were met, where items stand.

use super::error::JournalError;
use super::event_table::{last_name, read_all_events, read_events, read_events_where};
use super::journal::{Journal, names_of};
use super::standing;
use crate::memory::Moment;
use crate::study::{Event, EventId, ItemId, Standing, Wording, last_met};
use rusqlite::{OptionalExtension as _, ToSql};
use std::collections::BTreeMap;

/// With more decks than this the words of all items are read at once.
const FEW: usize = 50;

impl Journal {
    /// Returns the name of the last event of this or any later moment, for new names to follow.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn last_id(&self) -> Result<Option<EventId>, JournalError> {
        let last =
            last_name(self.connection()).map_err(|error| JournalError::of(self.path(), error))?;
        Ok(last.map(|id| EventId(uuid::Uuid::from_bytes(id))))
    }

    /// Returns the moment of the latest event, in its own zone.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn latest(&self) -> Result<Option<Moment>, JournalError> {
        let row = self
            .connection()
            .query_row("SELECT at, zone FROM event ORDER BY at DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional();
        let latest = row.map_err(|error| JournalError::of(self.path(), error))?;
        Ok(latest.and_then(|(at, zone)| Moment::from_millis(at, zone)))
    }

    /// Returns every event, in order of time.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn events(&self) -> Result<Vec<Event>, JournalError> {
        read_all_events(self.connection(), self.path())
    }

    /// Returns the words in which each item was last met.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn met(&self) -> Result<BTreeMap<ItemId, Wording>, JournalError> {
        let (all, path) = (&i64::MIN, self.path());
        let mut events = read_events(self.connection(), "kind = 'met' AND at >= ?1", all, path)?;
        let renamed = "kind = 'renamed' AND at >= ?1";
        events.extend(read_events(self.connection(), renamed, all, path)?);
        Ok(last_met(&events))
    }

    /// Returns the words in which each item of these decks was last met, and perhaps of others.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn met_in(&self, decks: &[&str]) -> Result<BTreeMap<ItemId, Wording>, JournalError> {
        if decks.len() > FEW {
            return self.met();
        }
        let mut met = BTreeMap::new();
        for deck in decks {
            met.append(&mut self.met_of(deck)?);
        }
        Ok(met)
    }

    /// Returns the words in which each item of a deck was last met.
    fn met_of(&self, deck: &str) -> Result<BTreeMap<ItemId, Wording>, JournalError> {
        let [first, last] = names_within(deck);
        let condition = "item >= ?1 AND item < ?2 AND kind IN ('met', 'renamed')";
        let values: [&dyn ToSql; 2] = [&first, &last];
        let events = read_events_where(self.connection(), condition, &values, self.path())?;
        Ok(last_met(&events))
    }

    /// Returns the events that are about items of each of these decks, and with each those that are
    /// about no one item, by the deck's id, in order of time.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn events_of(&self, decks: &[&str]) -> Result<BTreeMap<String, Vec<Event>>, JournalError> {
        let of_all = read_events(self.connection(), "item = ?1", &"", self.path())?;
        let of_deck = |deck: &&str| {
            let [first, last] = names_within(deck);
            let values: [&dyn ToSql; 2] = [&first, &last];
            let condition = "item >= ?1 AND item < ?2";
            let mut events = read_events_where(self.connection(), condition, &values, self.path())?;
            events.extend_from_slice(&of_all);
            Ok(((*deck).to_owned(), events))
        };
        self.reading(|| decks.iter().map(of_deck).collect())
    }

    /// Returns the ids of the decks of which something was ever touched.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn studied_decks(&self) -> Result<Vec<String>, JournalError> {
        let each = || -> rusqlite::Result<Vec<String>> {
            // From the first item of one deck to that of the next: the items between are not read.
            let next = "SELECT item FROM standing WHERE item >= ?1 ORDER BY item LIMIT 1";
            let mut next = self.connection().prepare_cached(next)?;
            let (mut decks, mut from) = (Vec::new(), String::new());
            while let Some(item) =
                next.query_row([&from], |row| row.get::<_, String>(0)).optional()?
            {
                let deck = item.split_once('/').map_or(item.as_str(), |(deck, _)| deck);
                [_, from] = names_within(deck);
                decks.push(deck.to_owned());
            }
            Ok(decks)
        };
        each().map_err(|error| JournalError::of(self.path(), error))
    }

    /// Returns the words in which an item was last met, if it was.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn wording(&self, item: &ItemId) -> Result<Option<Wording>, JournalError> {
        let mut events = Vec::new();
        for name in names_of(self.connection(), item, self.path())? {
            let condition = "item = ?1 AND kind IN ('met', 'renamed')";
            events.extend(read_events(
                self.connection(),
                condition,
                &name.to_string(),
                self.path(),
            )?);
        }
        Ok(last_met(&events).remove(item))
    }

    /// Does what reads a lot, within one look at the journal.
    pub fn reading<T>(&self, work: impl FnOnce() -> T) -> T {
        // Without it every row is its own look, which costs more and is as true.
        let within = self.connection().unchecked_transaction();
        let done = work();
        drop(within);
        done
    }

    /// Returns the offset of the zone of the last event before a moment.
    pub(super) fn zone_before(&self, moment: Moment) -> Result<Option<i32>, JournalError> {
        self.connection()
            .query_row(
                "SELECT zone FROM event WHERE at < ?1 ORDER BY at DESC LIMIT 1",
                [moment.millis()],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| JournalError::of(self.path(), error))
    }

    /// Returns the events since a moment, in order of time.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn events_since(&self, since: Moment) -> Result<Vec<Event>, JournalError> {
        read_events(self.connection(), "at >= ?1", &since.millis(), self.path())
    }

    /// Returns where every item stands that was ever touched.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn standings(&self) -> Result<BTreeMap<ItemId, Standing>, JournalError> {
        let mut standings = BTreeMap::new();
        self.each_standing(|deck, card, part, standing| {
            let item = ItemId { deck: deck.to_owned(), card: card.to_owned(), part };
            standings.insert(item, standing);
        })?;
        Ok(standings)
    }

    /// Tells where every item stands that was ever touched: its deck, its card, its part.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn each_standing(
        &self,
        tell: impl FnMut(&str, &str, u32, Standing),
    ) -> Result<(), JournalError> {
        self.standings_where("TRUE", &[], tell)
    }

    /// Tells where every item of a deck stands that was ever touched: as [`Self::each_standing`].
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn each_standing_of(
        &self,
        deck: &str,
        tell: impl FnMut(&str, &str, u32, Standing),
    ) -> Result<(), JournalError> {
        let [first, last] = names_within(deck);
        self.standings_where("item >= ?1 AND item < ?2", &[&first, &last], tell)
    }

    pub(super) fn standings_where(
        &self,
        condition: &str,
        values: &[&dyn ToSql],
        mut tell: impl FnMut(&str, &str, u32, Standing),
    ) -> Result<(), JournalError> {
        let of = |error| JournalError::of(self.path(), error);
        let sql = format!("SELECT item, {} FROM standing WHERE {condition}", standing::COLUMNS);
        let mut statement = self.connection().prepare_cached(&sql).map_err(of)?;
        let mut rows = statement.query(values).map_err(of)?;
        while let Some(row) = rows.next().map_err(of)? {
            let standing = standing::read(row, 1).map_err(of)?;
            let item = row.get_ref(0).map_err(of)?.as_str().map_err(|error| of(error.into()))?;
            let (deck, card, part) = ItemId::parts(item).map_err(|fault| {
                JournalError::Damaged { path: self.path().to_owned(), why: fault.to_string() }
            })?;
            tell(deck, card, part, standing);
        }
        Ok(())
    }

    /// Returns where one item stands now, whichever session wrote it.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn standing(&self, item: &ItemId) -> Result<Standing, JournalError> {
        let standing = standing::of(self.connection(), &item.to_string());
        Ok(standing.map_err(|error| JournalError::of(self.path(), error))?.unwrap_or_default())
    }
}

/// Returns the bounds between which the names of a deck's items lie: "0" follows "/".
pub(super) fn names_within(deck: &str) -> [String; 2] {
    [format!("{deck}/"), format!("{deck}0")]
}
