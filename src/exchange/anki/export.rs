//! A deck as an Anki package.

use super::super::losses::Losses;
use super::database::{self, About};
use super::field::note_of;
use super::package::{PackageError, write_package};
use super::schedule::{self, Columns, LogRow, SUSPENDED};
use crate::deck::{Card, Deck, Status};
use crate::memory::{Moment, Schedule};
use crate::study::{CountedReview, History, Item, ItemId, LayeredSettings, OwnWishes, items_of};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap};

/// What is exported, and how.
#[derive(Debug)]
pub struct AnkiExport<'e> {
    /// The deck.
    pub deck: &'e Deck,
    /// What the learner did, when it goes along.
    pub history: Option<&'e History<'e>>,
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

fn about<'e>(export: &AnkiExport<'e>) -> About<'e> {
    let (deck, now) = (export.deck, export.now);
    let hash = Sha256::digest(deck.id.as_bytes());
    let number = i64::from(u32::from_le_bytes([hash[0], hash[1], hash[2], hash[3]]));
    let first = now.study_day().minus(PAST);
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

struct Writer<'w> {
    export: &'w AnkiExport<'w>,
    about: &'w About<'w>,
    connection: &'w Connection,
    /// The next id of a note or card.
    next: i64,
    /// The place of the next new card.
    position: i64,
    /// The chance of recall that the deck wants.
    desired: f32,
}

/// A row of the review log with its card.
type Logged = (i64, LogRow);

impl<'w> Writer<'w> {
    fn new(export: &'w AnkiExport<'w>, about: &'w About<'w>, connection: &'w Connection) -> Self {
        let layered = LayeredSettings::of(&export.deck.study, &OwnWishes::default());
        let desired = layered.desired_retention.value.value();
        let next = export.now.millis();
        Self { export, about, connection, next, position: 0, desired }
    }

    fn notes(&mut self, losses: &mut Losses) -> rusqlite::Result<()> {
        let mut logs: HashMap<&ItemId, Vec<&CountedReview<'_>>> = HashMap::new();
        for review in self.export.history.iter().flat_map(|history| &history.reviews) {
            logs.entry(review.item).or_default().push(review);
        }
        let mut tags = BTreeSet::new();
        let mut rows: Vec<Logged> = Vec::new();
        let items = items_of(self.export.deck);
        // Items stand in the order of their cards.
        let mut items = items.iter().peekable();
        for card in &self.export.deck.cards {
            let of_card = |item: &&Item<'_>| std::ptr::eq(item.card, card);
            if card.status == Status::Draft {
                losses.card("left out, for `status` is `draft`", card.id.as_str());
                while items.next_if(of_card).is_some() {}
                continue;
            }
            let note = self.note(card, losses, &mut tags)?;
            while let Some(item) = items.next_if(of_card) {
                let id = item.id();
                let row = self.card(note, item, &id)?;
                let log = logs.get(&id).map(Vec::as_slice).unwrap_or_default();
                rows.extend(log_rows(log).map(|logged| (row, logged)));
            }
        }
        self.log(rows)?;
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

    fn note(
        &mut self,
        card: &Card,
        losses: &mut Losses,
        all_tags: &mut BTreeSet<String>,
    ) -> rusqlite::Result<i64> {
        let note = note_of(self.export.deck, card, losses);
        let id = self.id();
        let tags: Vec<String> = card
            .tags
            .iter()
            .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("_"))
            .collect();
        let spaced = if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) };
        all_tags.extend(tags);
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')",
        )?;
        insert.execute(params![
            id,
            guid(&self.export.deck.id, card.id.as_str()),
            note.notetype.id,
            self.about.now / 1000,
            spaced,
            note.fields.join("\u{1f}"),
            card.body.prompt(),
        ])?;
        Ok(id)
    }

    fn card(&mut self, note: i64, item: &Item<'_>, name: &ItemId) -> rusqlite::Result<i64> {
        let id = self.id();
        self.position += 1;
        let position = self.position;
        let standing = self.export.history.and_then(|history| history.standings.get(name));
        let first = self.export.now.study_day().minus(PAST);
        let mut columns = standing.map_or_else(
            || schedule::new(position),
            |standing| schedule::columns(&standing.state, position, first, self.desired),
        );
        if item.card.status == Status::Suspended || standing.is_some_and(|s| s.suspended) {
            columns.queue = SUSPENDED;
        }
        let Columns { kind, queue, due, interval, factor, reps, lapses, left, data } = columns;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO cards VALUES \
             (?1, ?2, ?3, ?4, ?5, -1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, ?14)",
        )?;
        insert.execute(params![
            id,
            note,
            self.about.deck_id,
            name.part.saturating_sub(1),
            self.about.now / 1000,
            kind,
            queue,
            due,
            interval,
            factor,
            reps,
            lapses,
            left,
            data
        ])?;
        Ok(id)
    }

    /// Writes the review log in the order of its names, which are times: no two may have one.
    fn log(&self, mut rows: Vec<Logged>) -> rusqlite::Result<()> {
        rows.sort_by_key(|(_, row)| row.millis);
        let mut insert = self
            .connection
            .prepare("INSERT INTO revlog VALUES (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        let mut free = i64::MIN;
        for (card, row) in rows {
            let LogRow { millis, ease, interval, last_interval, factor, time, kind } = row;
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

/// Returns the rows of an item's reviews, which are in order of time.
fn log_rows(reviews: &[&CountedReview<'_>]) -> impl Iterator<Item = LogRow> {
    let mut before: Option<Schedule> = None;
    reviews.iter().map(move |review| schedule::log_row(review, before.replace(review.next)))
}
