//! What a card of a deck becomes in a collection: the row of its note and those of its cards, all
//! but their ids. Making them needs no database, so all cores do.

use super::super::losses::Losses;
use super::export::{AnkiExport, guid};
use super::field::note_of;
use super::schedule::{self, Columns, LogRow, SUSPENDED};
use crate::deck::{Card, Status};
use crate::memory::StudyDay;
use crate::study::{Item, LayeredSettings, OwnWishes, parts_of};

/// The row of a note.
#[derive(Debug)]
pub struct NoteRow {
    pub guid: String,
    pub notetype: i64,
    pub tags: Vec<String>,
    /// Its fields, as one text.
    pub fields: String,
    /// What it is sorted by.
    pub prompt: String,
    pub cards: Vec<CardRow>,
}

/// The row of a card.
#[derive(Debug)]
pub struct CardRow {
    /// Which part of its note's card it asks, from 1.
    pub part: u32,
    pub columns: Columns,
    /// The rows of its reviews, in order of time.
    pub log: Vec<LogRow>,
}

/// Makes rows of the cards of a deck.
pub struct RowMaker<'e> {
    export: &'e AnkiExport<'e>,
    /// The day from which days count.
    first: StudyDay,
    /// The chance of recall that the deck wants.
    desired: f32,
}

impl<'e> RowMaker<'e> {
    /// Makes rows of the cards of this deck.
    pub fn new(export: &'e AnkiExport<'e>, first: StudyDay) -> Self {
        let layered = LayeredSettings::of(&export.deck.study, &OwnWishes::default());
        let desired = layered.desired_retention.value.value();
        Self { export, first, desired }
    }

    /// Returns the row of a card's note; none of a draft.
    pub fn note(&self, card: &Card, losses: &mut Losses) -> Option<NoteRow> {
        if card.status == Status::Draft {
            losses.card("left out, for `status` is `draft`", card.id.as_str());
            return None;
        }
        let deck = self.export.deck;
        let note = note_of(deck, card, losses);
        let tag = |tag: &String| tag.split_whitespace().collect::<Vec<_>>().join("_");
        let items = parts_of(card).into_iter().map(|part| Item { deck, card, part });
        Some(NoteRow {
            guid: guid(&deck.id, card.id.as_str()),
            notetype: note.notetype.id,
            tags: card.tags.iter().map(tag).collect(),
            fields: note.fields.join("\u{1f}"),
            prompt: card.body.prompt(),
            cards: items.map(|item| self.card(&item)).collect(),
        })
    }

    fn card(&self, item: &Item<'_>) -> CardRow {
        let learnt = self.export.learnt.and_then(|learnt| learnt.get(&item.id().to_string()));
        let mut columns = learnt.map_or_else(schedule::new, |(standing, _)| {
            schedule::columns(&standing.state, self.first, self.desired)
        });
        if item.card.status == Status::Suspended || learnt.is_some_and(|(s, _)| s.suspended) {
            columns.queue = SUSPENDED;
        }
        let log = learnt.map_or_else(Vec::new, |(_, reviews)| schedule::log_rows(reviews));
        CardRow { part: item.part.number(), columns, log }
    }
}
