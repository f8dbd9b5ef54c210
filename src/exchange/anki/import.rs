//! An Anki package as a deck.

use super::super::cell::quoted;
use super::super::draft::{Draft, Head, Imported};
use super::super::flat::slug;
use super::collection::{CardRow, Collection, Note, Notetype};
use super::note::{Made, cards_of};
use super::package::{PackageError, read_package};
use super::schedule;
use crate::deck::is_name;
use crate::memory::Rating;
use crate::study::ItemId;
use crate::workers::{all_threads, drop_aside, share_out};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Read, Seek};
use std::sync::Arc;

/// How many notes are made cards of as one piece of work.
const BATCH: usize = 1024;

/// What was read of a package.
#[derive(Debug)]
pub struct ReadAnki {
    /// The deck. Its faults have become notes, for a package has no lines to show them at.
    pub imported: Imported,
    /// The review log, in order of time, of the cards that came along.
    pub answers: Vec<PastAnswer>,
}

/// An answer that was given in Anki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    /// When, in milliseconds since 1970.
    pub millis: i64,
    /// To which item, which is one for all its answers.
    pub item: Arc<ItemId>,
    /// How it was rated.
    pub rating: Rating,
}

/// Reads a package. The deck is called as `head` says when somebody named it, and else as in Anki.
///
/// # Errors
/// When it is no package, or a torn or boundless one.
pub fn read_anki(
    package: impl Read + Seek,
    head: &Head,
    named: bool,
) -> Result<ReadAnki, PackageError> {
    let unpacked = read_package(package)?;
    let collection = Collection::read(unpacked.database)?;
    let head = if named { head.clone() } else { own_head(&collection, head) };
    let mut reader = Reader::new(&collection, &head);
    let batches: Vec<&[Note]> = collection.notes.chunks(BATCH).collect();
    let made = share_out(&batches, all_threads(), |notes| {
        notes.iter().map(|note| reader.cards_of(note)).collect()
    });
    for (index, (note, (made, told))) in collection.notes.iter().zip(made).enumerate() {
        reader.note(index, note, &made, told);
    }
    let read = reader.finish(unpacked.media);
    drop_aside(collection);
    Ok(read)
}

/// Returns what the package calls its deck: the name that all its decks share. What docent wrote
/// keeps its id.
fn own_head(collection: &Collection, given: &Head) -> Head {
    let mut names = collection.cards.iter().filter_map(|card| collection.decks.get(&card.deck));
    let root = |name| str::split(name, "::").next().unwrap_or_default();
    let title = match names.next().map(|name| root(name)) {
        Some(first) if names.all(|name| root(name) == first) && !first.trim().is_empty() => first,
        _ => return given.clone(),
    };
    let mut ids = collection.notes.iter().map(|note| own_id(note).map(|(deck, _)| deck));
    let id = match ids.next() {
        Some(Some(first)) if ids.all(|id| id == Some(first)) => first.to_owned(),
        _ => slug(title),
    };
    Head { id, title: title.to_owned() }
}

/// Returns the deck and the card that docent wrote a note of.
fn own_id(note: &Note) -> Option<(&str, &str)> {
    let (deck, card) = note.guid.strip_prefix("docent/")?.split_once('/')?;
    (is_name(deck) && is_name(card)).then_some((deck, card))
}

/// Returns an id made of what Anki knows the note by for good, so that a later package of the same
/// deck has the same cards.
fn derived_id(note: &Note) -> String {
    let hash = match note.guid.as_str() {
        "" => Sha256::digest(note.id.to_string()),
        guid => Sha256::digest(guid),
    };
    hash[..5].iter().fold(String::from("n"), |id, byte| format!("{id}{byte:02x}"))
}

struct Reader<'c> {
    collection: &'c Collection,
    deck_id: String,
    draft: Draft,
    cards: HashMap<i64, Vec<&'c CardRow>>,
    /// The decks that cards lie in beside the first.
    several_decks: bool,
    /// Which item a card of Anki's became.
    items: HashMap<i64, Arc<ItemId>>,
    /// What was changed or left out, with the notes it happened to.
    told: BTreeMap<String, Vec<String>>,
}

impl<'c> Reader<'c> {
    fn new(collection: &'c Collection, head: &Head) -> Self {
        let mut cards: HashMap<i64, Vec<&CardRow>> = HashMap::new();
        for card in &collection.cards {
            cards.entry(card.note).or_default().push(card);
        }
        let first = collection.cards.first().map(|card| card.deck);
        let several_decks = collection.cards.iter().any(|card| Some(card.deck) != first);
        let (items, told) = (HashMap::new(), BTreeMap::new());
        let (draft, deck_id) = (Draft::of(head), head.id.clone());
        Self { collection, deck_id, draft, cards, several_decks, items, told }
    }

    /// Returns the cards that a note becomes, and what is told of it.
    fn cards_of(&self, note: &Note) -> (Vec<Made>, Vec<String>) {
        let none = Notetype::default();
        let notetype = self.collection.notetypes.get(&note.notetype).unwrap_or(&none);
        let ords: Vec<i64> = self.rows(note).iter().map(|row| row.ord).collect();
        cards_of(notetype, note, &ords)
    }

    fn rows(&self, note: &Note) -> &[&'c CardRow] {
        self.cards.get(&note.id).map(Vec::as_slice).unwrap_or_default()
    }

    fn note(&mut self, index: usize, note: &Note, made: &[Made], told: Vec<String>) {
        if !told.is_empty() {
            let label = label(note);
            for what in told {
                self.told.entry(what).or_default().push(label.clone());
            }
        }
        let base = match own_id(note) {
            Some((_, card)) => card.to_owned(),
            None => derived_id(note),
        };
        for (n, card) in made.iter().enumerate() {
            let id = if n == 0 { base.clone() } else { format!("{base}-{}", n + 1) };
            let rows = self.rows(note).iter().copied();
            let mine: Vec<&CardRow> = rows.filter(|row| card.covers(row.ord)).collect();
            for row in &mine {
                let (deck, part) = (self.deck_id.clone(), card.part(row.ord));
                self.items.insert(row.id, Arc::new(ItemId { deck, card: id.clone(), part }));
            }
            let suspended = !mine.is_empty() && mine.iter().all(|row| row.suspended);
            let deck = mine.first().and_then(|row| self.collection.decks.get(&row.deck));
            self.write(index, &id, card, &self.tags(note, deck), suspended);
        }
    }

    /// Returns a note's tags, without those that Anki sets itself, and with its deck's name where
    /// there are several decks.
    fn tags(&self, note: &Note, deck: Option<&String>) -> Vec<String> {
        let own = |tag: &&String| !matches!(tag.to_lowercase().as_str(), "leech" | "marked");
        let mut tags: Vec<String> = note.tags.iter().filter(own).cloned().collect();
        if self.several_decks {
            tags.extend(deck.and_then(|name| name.rsplit("::").next()).map(str::to_owned));
        }
        tags
    }

    fn write(&mut self, index: usize, id: &str, card: &Made, tags: &[String], suspended: bool) {
        // The place of what is laid out is the number of its note.
        let place = || index..index;
        self.draft.table("[[card]]", place());
        self.draft.key("id", &quoted(id), place());
        for (key, literal) in &card.keys {
            self.draft.key(key, literal, place());
        }
        if !tags.is_empty() {
            self.draft.key("tags", &super::super::cell::quoted_list(tags), place());
        }
        if suspended {
            self.draft.key("status", "\"suspended\"", place());
        }
    }

    fn finish(self, media: usize) -> ReadAnki {
        let mut imported = self.draft.finish();
        if media > 0 {
            let files = if media == 1 { "1 file".into() } else { format!("{media} files") };
            imported.notes.push(format!("{files} of pictures and sounds left out"));
        }
        for (what, labels) in &self.told {
            imported.notes.push(told(what, labels));
        }
        for fault in imported.reading.diagnostics.drain(..) {
            let note = self.collection.notes.get(fault.span.start);
            let what = note.map_or_else(String::new, |note| format!("{}: ", label(note)));
            let bad = if fault.is_error() { "left out: " } else { "" };
            imported.notes.push(format!("{bad}{what}{}", fault.message));
        }
        let cards = imported.reading.deck.iter().flat_map(|deck| &deck.cards);
        let kept: HashSet<&str> = cards.map(|card| card.id.as_str()).collect();
        let mut items = self.items;
        items.retain(|_, item| kept.contains(item.card.as_str()));
        let answers = self.collection.log.iter().filter_map(|entry| {
            let item = items.get(&entry.card)?.clone();
            let rating = schedule::rating(entry.ease, entry.kind)?;
            Some(PastAnswer { millis: entry.millis, item, rating })
        });
        let answers = answers.collect();
        ReadAnki { imported, answers }
    }
}

/// Returns what people know a note by: the beginning of its first field.
fn label(note: &Note) -> String {
    let first = note.fields.first().map(|field| super::super::markup::plain_text(field).text);
    let words: String = first.unwrap_or_default().replace('\n', " ").chars().take(40).collect();
    if words.trim().is_empty() {
        format!("note {}", note.id)
    } else {
        format!("`{}`", words.trim())
    }
}

/// How many notes are named before the rest are only counted.
const NAMED: usize = 3;

fn told(what: &str, labels: &[String]) -> String {
    let named = labels.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = labels.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let notes = if labels.len() == 1 { "note" } else { "notes" };
    format!("{} {notes} ({named}{more}): {what}", labels.len())
}
