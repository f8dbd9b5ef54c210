//! What a build brings up to date in a deck that stands: the sentences that its cards cite, where the
//! documents word them anew, and what is noted of the documents.
//!
//! Only the proof of a card is touched, never what it asks or holds right, and only where the card is
//! just what the build would write today: what a teacher mended stays the teacher's.

use super::edit::{Change, CiteText, changed, cite_texts, readable_texts};
use super::mark::is_as_built;
use super::merge::{Rebuilt, Stated};
use super::model::{Body, Card, Citation, Deck};
use super::read::read_deck;
use super::source::built_sources;
use super::write::string;
use crate::value::says_the_same;
use std::collections::HashMap;

/// A deck that was brought up to date.
pub(super) struct Refreshed {
    pub(super) text: String,
    pub(super) deck: Deck,
    /// How many quotes have other words.
    pub(super) requoted: usize,
}

/// Returns a deck as a build brings it up to date, none where it is so; `sources` holds the id that each
/// source of the build has in the deck.
pub(super) fn refresh(
    text: &str,
    old: &Deck,
    rebuilt: &Rebuilt<'_>,
    sources: &HashMap<&str, String>,
) -> Option<Refreshed> {
    let mut changes = Changes::default();
    changes.note_documents(text, old, rebuilt, sources);
    let states = States::of(rebuilt);
    let back = built_sources(rebuilt.deck, sources);
    let mut texts = None;
    for (at, card) in old.cards.iter().enumerate().filter(|(_, card)| is_as_built(card)) {
        let now = states.of_card(card);
        for (place, cite) in card.cites.iter().enumerate() {
            let Some(source) = back.get(cite.source.as_str()) else { continue };
            let Some(to) = successor(card, place, &now, source, rebuilt) else { continue };
            let texts = texts.get_or_insert_with(|| cite_texts(text));
            let of_cite = texts.get(at).and_then(|cites: &Vec<CiteText>| cites.get(place));
            changes.cite(cite, to, of_cite);
        }
    }
    if changes.changes.is_empty() {
        return None;
    }
    let text = changed(text, changes.changes);
    let reading = read_deck(&text);
    let sound = reading.errors() == 0;
    reading.deck.filter(|_| sound).map(|deck| Refreshed { text, deck, requoted: changes.requoted })
}

/// Returns what the build cites where a card has the cite at this place: the same sentence, or the only
/// other one that states the fact in a document that has this sentence, and none else of the card's, no
/// longer.
fn successor<'b>(
    card: &Card,
    place: usize,
    now: &[&'b Citation],
    source: &str,
    rebuilt: &Rebuilt<'_>,
) -> Option<&'b Citation> {
    let cite = card.cites.get(place)?;
    let own = || card.cites.iter().filter(|own| own.source == cite.source);
    let of_source = || now.iter().copied().filter(|new| new.source == source);
    let quote = cite.quote.as_deref()?;
    let same: Vec<&Citation> = of_source().filter(|new| new.quote == cite.quote).collect();
    if !same.is_empty() {
        // A sentence may stand in several places, and each be cited.
        let alike = |cites: &[Citation]| {
            cites.iter().filter(|c| c.source == cite.source && c.quote == cite.quote).count()
        };
        let paired = alike(&card.cites) == same.len();
        return same.get(alike(&card.cites[..place])).copied().filter(|_| paired);
    }
    let gone = |quote: &str| !(rebuilt.still_says)(source, quote);
    if !gone(quote) || own().filter_map(|own| own.quote.as_deref()).filter(|q| gone(q)).count() > 1
    {
        return None;
    }
    let mut fresh = of_source()
        .filter(|new| new.quote.is_some() && !own().any(|cited| cited.quote == new.quote));
    fresh.next().filter(|_| fresh.next().is_none())
}

/// What the documents of a build state, by the names of the facts.
struct States<'b> {
    cards: HashMap<&'b str, Vec<&'b Card>>,
    unasked: HashMap<&'b str, Vec<&'b Stated<'b>>>,
}

impl<'b> States<'b> {
    fn of(rebuilt: &Rebuilt<'b>) -> Self {
        let mut states = Self { cards: HashMap::new(), unasked: HashMap::new() };
        for card in &rebuilt.deck.cards {
            states.cards.entry(card.fact.as_deref().unwrap_or_default()).or_default().push(card);
        }
        for stated in rebuilt.unasked {
            states.unasked.entry(stated.fact).or_default().push(stated);
        }
        states
    }

    /// Returns the sentences that state the fact of a card with the answer that it has; of one with gaps,
    /// whose words are those of the sentence, only where it would be built just so today.
    fn of_card(&self, card: &Card) -> Vec<&'b Citation> {
        let fact = card.fact.as_deref().unwrap_or_default();
        let built = self.cards.get(fact).into_iter().flatten();
        if let Some(same) = built.clone().find(|now| now.built == card.built) {
            return same.cites.iter().collect();
        }
        if matches!(card.body, Body::Cloze { .. }) || fact.is_empty() {
            return Vec::new();
        }
        let key = card.body.key();
        let cards =
            built.filter(|now| says_the_same(&now.body.key(), &key)).map(|now| &now.cites[..]);
        let unasked = self.unasked.get(fact).into_iter().flatten();
        let unasked = unasked.filter(|now| says_the_same(now.answer, &key)).map(|now| now.cites);
        let mut cites: Vec<&Citation> = cards.chain(unasked).flatten().collect();
        cites.dedup();
        cites
    }
}

/// What changes of a deck's text.
#[derive(Default)]
struct Changes {
    changes: Vec<Change>,
    requoted: usize,
}

impl Changes {
    /// Notes what the documents that were read are like now, where the deck notes what they were like.
    fn note_documents(
        &mut self,
        text: &str,
        old: &Deck,
        rebuilt: &Rebuilt<'_>,
        sources: &HashMap<&str, String>,
    ) {
        let hash_now = |id: &str, file: &String| {
            let is_it = |id_built: &str| sources.get(id_built).is_some_and(|known| known == id);
            let built = rebuilt.deck.sources.iter().find(|built| is_it(&built.id))?;
            built.sha256.as_ref().filter(|_| built.file.as_ref() == Some(file))
        };
        let stale = old.sources.iter().enumerate().filter_map(|(at, source)| {
            let now = hash_now(&source.id, source.file.as_ref()?)?;
            let was = source.sha256.as_ref()?;
            (!was.trim().eq_ignore_ascii_case(now)).then_some((at, now))
        });
        let stale: Vec<(usize, &String)> = stale.collect();
        if stale.is_empty() {
            return;
        }
        let texts = readable_texts(text, "source");
        let change = |(at, now): (usize, &String)| texts.get(at)?.set_text("sha256", now, text);
        self.changes.extend(stale.into_iter().filter_map(change));
    }

    /// Has a cite say what another does.
    fn cite(&mut self, was: &Citation, now: &Citation, place: Option<&CiteText>) {
        let Some(place) = place else { return };
        if let (Some(quote), Some(range)) = (&now.quote, &place.quote)
            && now.quote != was.quote
        {
            self.changes.push(Change::new(range.clone(), string(quote)));
            self.requoted += 1;
        }
        if let (Some(line), Some(range)) = (now.line, &place.line)
            && now.line != was.line
        {
            self.changes.push(Change::new(range.clone(), line.to_string()));
        }
    }
}
