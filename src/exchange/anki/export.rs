//! A deck as an Anki package.

use super::super::losses::Losses;
use super::database::{self, About};
use super::package::{PackageError, write_package};
use super::rows::{CardRow, NoteRow, RowMaker};
use super::schedule::{Columns, LogRow};
use crate::deck::{Card, Deck};
use crate::memory::{Moment, StudyDay};
use crate::study::{Replay, Reviews, Standing};
use crate::workers::{all_threads, in_order};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// What the learner did: where each item stands, and how it was answered.
pub type Learnt = Replay<(Standing, Reviews)>;

/// What is exported, and how.
#[derive(Debug)]
pub struct AnkiExport<'e> {
    /// The deck.
    pub deck: &'e Deck,
    /// What the learner did, item by item, when it goes along.
    pub learnt: Option<&'e Learnt>,
    /// Whether the package is for Anki before 2.1.50.
    pub legacy: bool,
    /// Now.
    pub now: Moment,
}

/// Returns the deck as a package, and what it cannot hold.
///
/// # Errors
/// When the package cannot be made in memory.
pub fn write_anki(export: &AnkiExport<'_>) -> Result<(Vec<u8>, Losses), PackageError> {
    let mut losses = Losses::default();
    deck_losses(export.deck, &mut losses);
    let about = about(export);
    let connection =
        if export.legacy { database::legacy(&about)? } else { database::current(&about)? };
    connection.execute_batch("BEGIN")?;
    Writer::new(export, &about, &connection).notes(&mut losses)?;
    database::put_in_order(&connection, export.legacy)?;
    connection.execute_batch("COMMIT")?;
    let bytes = connection.serialize("main")?;
    Ok((write_package(&bytes, export.legacy)?, losses))
}

fn deck_losses(deck: &Deck, losses: &mut Losses) {
    let about = [
        ("language", deck.language.is_some()),
        ("authors", !deck.authors.is_empty()),
        ("license", deck.license.is_some()),
        ("as_of", deck.as_of.is_some()),
        ("tags", !deck.tags.is_empty()),
        ("study", deck.study != crate::deck::StudyWishes::default()),
    ];
    let lost: Vec<String> =
        about.iter().filter(|(_, is)| *is).map(|(key, _)| format!("`{key}`")).collect();
    if !lost.is_empty() {
        losses.deck(format!("what the deck says of itself: {}", lost.join(", ")));
    }
}

/// How many days before now the collection begins, so that days overdue have a number.
const PAST: u32 = 3650;

fn first_day(now: Moment) -> StudyDay {
    now.study_day().minus(PAST)
}

fn about<'e>(export: &AnkiExport<'e>) -> About<'e> {
    let (deck, now) = (export.deck, export.now);
    let hash = Sha256::digest(deck.id.as_bytes());
    let number = i64::from(u32::from_le_bytes([hash[0], hash[1], hash[2], hash[3]]));
    let first = first_day(now);
    let name = deck.title.replace("::", ": ").replace(['\u{1f}', '"', '\n'], " ");
    let name = if name.trim().is_empty() { &deck.id } else { name.trim() };
    About {
        created: first.start(now.offset()).map_or(0, |start| start.millis() / 1000),
        now: now.millis(),
        minutes_west: -i64::from(now.offset()) / 60,
        // Ids of decks are milliseconds, and this is one of the first days of 2020.
        deck_id: 1_577_836_800_000 + number % 1_000_000_000,
        deck_name: name.to_owned(),
        description: deck.description.as_deref().unwrap_or_default(),
    }
}

/// Returns what Anki knows a note by, so that a second import mends it and doubles nothing.
pub fn guid(deck: &str, card: &str) -> String {
    format!("docent/{deck}/{card}")
}

/// How many cards are made rows of as one piece of work.
const BATCH: usize = if cfg!(test) { 3 } else { 256 };

struct Writer<'w> {
    export: &'w AnkiExport<'w>,
    about: &'w About<'w>,
    connection: &'w Connection,
    /// The next id of a note or card.
    next: i64,
    /// The place of the next new card.
    position: i64,
    /// The rows of all reviews, each with the id of its card.
    log: Vec<(i64, LogRow)>,
}

impl<'w> Writer<'w> {
    fn new(export: &'w AnkiExport<'w>, about: &'w About<'w>, connection: &'w Connection) -> Self {
        let next = export.now.millis();
        Self { export, about, connection, next, position: 0, log: Vec::new() }
    }

    /// Writes the notes and their cards, whose rows all cores make.
    fn notes(&mut self, losses: &mut Losses) -> rusqlite::Result<()> {
        let maker = RowMaker::new(self.export, first_day(self.export.now));
        let batches: Vec<&[Card]> = self.export.deck.cards.chunks(BATCH).collect();
        let make = |(): &mut (), batch: usize, to: &mut dyn FnMut(_) -> _| {
            let mut lost = Losses::default();
            let rows = batches[batch].iter().filter_map(|card| maker.note(card, &mut lost));
            let rows: Vec<NoteRow> = rows.collect();
            let _ = to((rows, lost));
        };
        let mut tags = BTreeSet::new();
        in_order(batches.len(), vec![(); all_threads().get()], make, |(rows, lost)| {
            losses.join(lost);
            rows.into_iter().try_for_each(|row| self.note(row, &mut tags))
        })?;
        self.log()?;
        if !self.export.legacy {
            for tag in tags {
                self.connection.execute(
                    "INSERT OR IGNORE INTO tags VALUES (?1, -1, false, NULL)",
                    params![tag],
                )?;
            }
        }
        Ok(())
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    fn note(&mut self, row: NoteRow, all_tags: &mut BTreeSet<String>) -> rusqlite::Result<()> {
        let NoteRow { guid, notetype, tags, fields, prompt, cards } = row;
        let id = self.id();
        let spaced = if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) };
        all_tags.extend(tags);
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')",
        )?;
        let changed = self.about.now / 1000;
        insert.execute(params![id, guid, notetype, changed, spaced, fields, prompt])?;
        cards.into_iter().try_for_each(|card| self.card(id, card))
    }

    fn card(&mut self, note: i64, row: CardRow) -> rusqlite::Result<()> {
        let id = self.id();
        self.position += 1;
        let CardRow { part, columns, log } = row;
        let Columns { kind, queue, interval, factor, reps, lapses, left, .. } = columns;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO cards VALUES \
             (?1, ?2, ?3, ?4, ?5, -1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, ?14)",
        )?;
        insert.execute(params![
            id,
            note,
            self.about.deck_id,
            part.saturating_sub(1),
            self.about.now / 1000,
            kind,
            queue,
            columns.due.unwrap_or(self.position),
            interval,
            factor,
            reps,
            lapses,
            left,
            columns.data
        ])?;
        self.log.extend(log.into_iter().map(|row| (id, row)));
        Ok(())
    }

    /// Writes the review log in the order of its names, which are times: no two may have one.
    fn log(&mut self) -> rusqlite::Result<()> {
        let mut insert = self
            .connection
            .prepare("INSERT INTO revlog VALUES (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        let mut free = i64::MIN;
        self.log.sort_by_key(|(card, row)| (row.millis, *card));
        for (card, row) in &self.log {
            let LogRow { millis, ease, interval, last_interval, factor, time, kind } = *row;
            let name = millis.max(free);
            free = name + 1;
            insert.execute(params![
                name,
                card,
                ease,
                interval,
                last_interval,
                factor,
                time,
                kind
            ])?;
        }
        Ok(())
    }
}
