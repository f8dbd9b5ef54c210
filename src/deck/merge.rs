//! Building again into a deck that is there already: what the teacher did to it stays done.
//!
//! Cards are only ever appended, as drafts: those of facts that are new to the deck, and those of
//! facts that now read otherwise, beside the card as it stands. A card that was deleted or rejected
//! does not come back. Into a card that stands goes a note, where the documents state its fact no longer
//! and it has no note yet, and the sentence that it cites as it reads now ([`refresh`]).

use super::built::{GONE, Record, add_to_record, entry};
use super::edit::{Change, card_texts, changed};
use super::mark::{mark, note_of_change, note_of_new, note_of_unstated};
use super::model::{Body, Card, CardId, Citation, Deck, Source, Status};
use super::read::read_deck;
use super::refresh::refresh;
use super::source::{built_sources, matched_sources};
use super::write::{card_to_toml, source_to_toml};
use crate::value::{fold, says_the_same};
use std::collections::{HashMap, HashSet};

/// What a build gave, to be merged into a deck.
pub struct Rebuilt<'b> {
    /// The deck as it would be built afresh.
    pub deck: &'b Deck,
    /// The names of all facts that the documents state, also of those without a card.
    pub facts: &'b HashSet<String>,
    /// What the documents state and the build asks in no card, nor as a gap.
    pub unasked: &'b [Stated<'b>],
    /// Tells whether the document of this source, by its id in `deck`, still has this sentence.
    pub still_says: &'b dyn Fn(&str, &str) -> bool,
}

/// A fact that documents state.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'b> {
    /// Its name.
    pub fact: &'b str,
    /// What is right, as people read it.
    pub answer: &'b str,
    /// The sentences that state it, by the ids that their sources have in the build.
    pub cites: &'b [Citation],
}

/// What merging came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The whole text of the file.
    pub text: String,
    /// How many cards of new facts were added.
    pub added: usize,
    /// The ids of cards whose fact now reads otherwise; a draft of each was added.
    pub changed: Vec<String>,
    /// The ids of cards whose fact is stated no longer, and was at the last build.
    pub unstated: Vec<String>,
    /// How many quotes read now as the sentences do that took their places.
    pub requoted: usize,
}

/// Why a build cannot be merged into a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The deck has errors.
    #[error("the deck has {0} errors, so nothing is added to it")]
    Faulty(usize),
    /// The deck lists its cards in a way that nothing can be appended to.
    #[error("the deck lists its cards within brackets, so none can be appended")]
    Inline,
}

/// Merges a build into the text of a deck.
///
/// # Errors
/// When the deck has errors, or its cards are not written as `[[card]]`.
pub fn merge(text: &str, rebuilt: &Rebuilt<'_>) -> Result<Merged, MergeError> {
    let reading = read_deck(text);
    let errors = reading.errors();
    let Some(old) = reading.deck.filter(|_| errors == 0) else {
        return Err(MergeError::Faulty(errors.max(1)));
    };
    let sources = matched_sources(&old, rebuilt.deck);
    // First, so that what is new is told from a deck that says where its sentences stand now.
    let refreshed = refresh(text, &old, rebuilt, &sources);
    let (now, deck) = refreshed.as_ref().map_or((text, &old), |r| (r.text.as_str(), &r.deck));
    let requoted = refreshed.as_ref().map_or(0, |refreshed| refreshed.requoted);
    let mut merge = Merge::new(now, deck, &old.sources, sources, rebuilt);
    for card in &rebuilt.deck.cards {
        merge.take(card);
    }
    merge.note_unstated();
    let mut merged = merge.finish(now, requoted);
    merged.text = ended_as(text, merged.text);
    if merged.text != text && read_deck(&merged.text).errors() > 0 {
        return Err(MergeError::Inline);
    }
    Ok(merged)
}

/// Returns the new text with the line ends of the old one, where that has but one kind of them.
fn ended_as(old: &str, new: String) -> String {
    let windows = old.contains("\r\n") && !old.replace("\r\n", "").contains('\n');
    if windows { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new }
}

/// A merge under way.
struct Merge<'m> {
    old: &'m Deck,
    /// The sources of the deck as it was left by the last build.
    last_read: &'m [Source],
    rebuilt: &'m Rebuilt<'m>,
    record: Record,
    /// The id that each source of the build has in the deck.
    sources: HashMap<&'m str, String>,
    ids: HashSet<String>,
    /// Cards by the fact they ask for.
    by_fact: HashMap<&'m str, Vec<&'m Card>>,
    /// What is asked already, and what is right.
    asked: HashSet<(String, String)>,
    /// The sentences that cards cite, and what is right.
    cited: HashSet<(&'m str, String)>,
    drafts: Vec<Card>,
    added: usize,
    changed: Vec<String>,
    unstated: Vec<&'m Card>,
    /// What the record is to hold beside what it holds.
    entries: Vec<(String, String)>,
}

impl<'m> Merge<'m> {
    fn new(
        text: &str,
        old: &'m Deck,
        last_read: &'m [Source],
        sources: HashMap<&'m str, String>,
        rebuilt: &'m Rebuilt<'m>,
    ) -> Self {
        let mut by_fact: HashMap<&str, Vec<&Card>> = HashMap::new();
        for card in &old.cards {
            by_fact.entry(card.fact.as_deref().unwrap_or_default()).or_default().push(card);
        }
        by_fact.remove("");
        Self {
            old,
            last_read,
            rebuilt,
            record: Record::read(text),
            sources,
            ids: old.cards.iter().map(|card| card.id.to_string()).collect(),
            by_fact,
            asked: old.cards.iter().map(|card| asks(&card.body)).collect(),
            cited: old.cards.iter().flat_map(sentences).collect(),
            drafts: Vec::new(),
            added: 0,
            changed: Vec::new(),
            unstated: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Takes in a built card: as nothing, when the deck has or had it; or as a draft.
    fn take(&mut self, card: &Card) {
        let fact = card.fact.as_deref().unwrap_or_default();
        let hash = card.built.as_deref().unwrap_or_default();
        let standing = self.by_fact.get(fact).cloned().unwrap_or_default();
        let was_built = standing.iter().any(|old| old.built.as_deref() == Some(hash));
        if was_built || self.record.has(fact, hash) {
            return;
        }
        if let Some(first) = standing.iter().find(|old| old.status != Status::Draft) {
            self.propose(card, first);
        } else if let Some(first) = standing.first() {
            self.propose(card, first);
        } else if !self.record.knows(fact) && !self.ids.contains(card.id.as_str()) {
            self.add(card);
        }
    }

    /// Adds a card of a new fact, unless a card of the deck asks the same, or asks for the same in
    /// the same sentence: a newer docent may know its fact by another name.
    fn add(&mut self, card: &Card) {
        let known = sentences(card).any(|sentence| self.cited.contains(&sentence));
        if known || !self.asked.insert(asks(&card.body)) {
            return;
        }
        self.draft(card, card.id.to_string(), note_of_new());
        self.added += 1;
    }

    /// Adds a card that says otherwise than one that stands, unless the teacher has mended that one
    /// to say the same.
    fn propose(&mut self, card: &Card, standing: &Card) {
        let same_key = fold(&standing.body.key()) == fold(&card.body.key());
        let reworded = same_key && self.sources_are_as_they_were(card);
        if reworded || is_other_gap(standing, card) || !self.asked.insert(asks(&card.body)) {
            return;
        }
        let note = note_of_change(standing, card);
        let id = (2..=self.ids.len() + 2)
            .map(|number| format!("{}-{number}", standing.id))
            .find(|id| !self.ids.contains(id))
            .unwrap_or_default();
        self.draft(card, id, note);
        self.changed.push(standing.id.to_string());
    }

    /// Returns whether all that a card cites was read in just this form when the deck was built: if
    /// it is asked in other words now, then a newer docent found them, and no document.
    fn sources_are_as_they_were(&self, card: &Card) -> bool {
        card.cites.iter().all(|cite| {
            let built = self.rebuilt.deck.sources.iter().find(|s| s.id == cite.source);
            let known = self.sources.get(cite.source.as_str());
            let old = self.last_read.iter().find(|s| Some(&s.id) == known);
            let hash = |source: Option<&Source>| source.and_then(|s| s.sha256.clone());
            built.is_some() && hash(built) == hash(old)
        })
    }

    fn draft(&mut self, card: &Card, id: String, note: String) {
        let mut draft = Card {
            id: CardId::Written(id.clone()),
            status: Status::Draft,
            note: Some(note),
            ..card.clone()
        };
        for cite in &mut draft.cites {
            if let Some(known) = self.sources.get(cite.source.as_str()) {
                cite.source.clone_from(known);
            }
        }
        self.ids.insert(id);
        self.entries.extend(entry(card));
        self.drafts.push(draft);
    }

    /// Finds the cards whose documents were all read again and say no longer what the card does.
    fn note_unstated(&mut self) {
        let back = built_sources(self.rebuilt.deck, &self.sources);
        for card in &self.old.cards {
            let Some(fact) = card.fact.as_deref() else { continue };
            let read_again = card.cites.iter().all(|c| back.contains_key(c.source.as_str()));
            let says = |cite: &Citation| {
                let source = back.get(cite.source.as_str()).copied().unwrap_or_default();
                cite.quote.as_deref().is_some_and(|q| (self.rebuilt.still_says)(source, q))
            };
            let stated = || stands(card, says) || self.states(fact, card);
            if !card.cites.is_empty() && read_again && !self.record.has(fact, GONE) && !stated() {
                self.unstated.push(card);
                self.entries.push((fact.to_owned(), GONE.to_owned()));
            }
        }
    }

    /// Returns whether the documents state a fact as its card has it, or so that the build asks for it
    /// otherwise, which a draft tells. The words of a card with gaps are those of its sentence.
    fn states(&self, fact: &str, card: &Card) -> bool {
        if self.rebuilt.deck.cards.iter().any(|now| now.fact.as_deref() == Some(fact)) {
            return true;
        }
        let key = card.body.key();
        let mut unasked = self.rebuilt.unasked.iter().filter(|now| now.fact == fact).peekable();
        self.rebuilt.facts.contains(fact)
            && !has_gaps(card)
            && (unasked.peek().is_none() || unasked.any(|now| says_the_same(now.answer, &key)))
    }

    fn finish(self, text: &str, requoted: usize) -> Merged {
        let mut merged = changed(text, self.notes(text));
        if !self.drafts.is_empty() {
            merged.truncate(merged.trim_end().len());
            let cited: HashSet<&str> =
                self.drafts.iter().flat_map(|d| &d.cites).map(|c| c.source.as_str()).collect();
            for source in self.new_sources().iter().filter(|s| cited.contains(s.id.as_str())) {
                merged.push_str("\n\n[[source]]\n");
                merged.push_str(source_to_toml(source).trim_end());
            }
            for draft in &self.drafts {
                merged.push_str("\n\n[[card]]\n");
                merged.push_str(card_to_toml(draft).trim_end());
            }
            merged.push('\n');
        }
        if !self.entries.is_empty() {
            // A deck that has no record yet begins one with all that it holds.
            let all = self.old.cards.iter().filter_map(entry).chain(self.entries);
            add_to_record(&mut merged, all);
        }
        Merged {
            text: merged,
            added: self.added,
            changed: self.changed,
            unstated: self.unstated.iter().map(|card| card.id.to_string()).collect(),
            requoted,
        }
    }

    /// Returns the changes that note on each card that its fact is stated no longer; a teacher's own
    /// note is left alone.
    fn notes(&self, text: &str) -> Vec<Change> {
        if self.unstated.is_empty() {
            return Vec::new();
        }
        let texts = card_texts(text);
        let of_teacher = |card: &Card| card.note.is_some() && mark(card).is_none();
        let noted = self.old.cards.iter().zip(&texts).filter(|(card, _)| {
            !of_teacher(card) && self.unstated.iter().any(|unstated| unstated.id == card.id)
        });
        noted.filter_map(|(_, place)| place.set_text("note", &note_of_unstated(), text)).collect()
    }

    /// Returns the sources of the build that the deck has not, under the ids they have in it.
    fn new_sources(&self) -> Vec<Source> {
        let renamed = self.rebuilt.deck.sources.iter().map(|source| Source {
            id: self.sources.get(source.id.as_str()).unwrap_or(&source.id).clone(),
            ..source.clone()
        });
        renamed.filter(|source| !self.old.sources.iter().any(|old| old.id == source.id)).collect()
    }
}

/// Returns what a card asks and what is right, folded: two cards that share it are one.
fn asks(body: &Body) -> (String, String) {
    (fold(&body.prompt()), fold(&body.key()))
}

/// Returns whether two cards hide words of the same sentences: the documents say what they said, and
/// only other words are hidden now.
fn is_other_gap(standing: &Card, card: &Card) -> bool {
    let quotes = |card: &Card| -> Vec<Option<String>> {
        card.cites.iter().map(|cite| cite.quote.as_deref().map(fold)).collect()
    };
    has_gaps(standing) && has_gaps(card) && quotes(standing) == quotes(card)
}

fn has_gaps(card: &Card) -> bool {
    matches!(card.body, Body::Cloze { .. })
}

/// Returns whether a sentence that a card cites is still said; of one with gaps, whose words are those of
/// all its sentences, whether a source still says them all.
fn stands(card: &Card, says: impl Fn(&Citation) -> bool) -> bool {
    if !has_gaps(card) {
        return card.cites.iter().any(says);
    }
    let whole = |source: &str| card.cites.iter().all(|cite| cite.source != source || says(cite));
    card.cites.iter().any(|cite| whole(&cite.source))
}

/// Returns the sentences that a card cites, each with what is right.
fn sentences(card: &Card) -> impl Iterator<Item = (&str, String)> {
    let key = fold(&card.body.key());
    card.cites.iter().filter_map(move |cite| Some((cite.quote.as_deref()?, key.clone())))
}

#[cfg(test)]
mod tests;
