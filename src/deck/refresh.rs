//! What a build brings up to date in a deck that stands: the sentences that its cards cite, where the
//! documents word them anew, and what is noted of the documents.
//!
//! Only the proof of a card is touched, never what it asks or holds right, and only where the card is
//! just what the build would write today: what a teacher mended stays the teacher's.

use super::edit::{Change, CiteText, cite_texts, readable_texts};
use super::mark::is_as_built;
use super::merge::{Rebuilt, Stated};
use super::model::{Body, Card, Citation, Deck};
use super::write::string;
use crate::value::says_the_same;
use std::collections::HashMap;

/// What is brought up to date.
#[derive(Default)]
pub(super) struct Refreshed {
    /// How the deck's text changes.
    pub(super) changes: Vec<Change>,
    /// How many quotes have other words.
    pub(super) requoted: usize,
}

/// Returns what a build brings up to date; `sources` holds the id that each source of the build has in
/// the deck.
pub(super) fn refresh(
    text: &str,
    old: &Deck,
    rebuilt: &Rebuilt<'_>,
    sources: &HashMap<&str, String>,
) -> Refreshed {
    let mut refreshed = Refreshed::default();
    refreshed.note_documents(text, old, rebuilt, sources);
    let states = States::of(rebuilt);
    let back: HashMap<&str, &str> = sources.iter().map(|(built, old)| (&**old, *built)).collect();
    let mut texts = None;
    for (at, card) in old.cards.iter().enumerate().filter(|(_, card)| is_as_built(card)) {
        let now = states.of_card(card);
        for (place, cite) in card.cites.iter().enumerate() {
            let Some(source) = back.get(cite.source.as_str()) else { continue };
            let Some(to) = successor(cite, card, &now, source, rebuilt) else { continue };
            let texts = texts.get_or_insert_with(|| cite_texts(text));
            let of_cite = texts.get(at).and_then(|cites: &Vec<CiteText>| cites.get(place));
            refreshed.cite(cite, to, of_cite);
        }
    }
    refreshed
}

/// Returns what the build cites where a card has this cite: the same sentence, or the only other one that
/// states the fact in a document that has this sentence no longer.
fn successor<'b>(
    cite: &Citation,
    card: &Card,
    now: &[&'b Citation],
    source: &str,
    rebuilt: &Rebuilt<'_>,
) -> Option<&'b Citation> {
    let quote = cite.quote.as_deref()?;
    let of_source = || now.iter().filter(|new| new.source == source && new.quote.is_some());
    if let Some(same) = of_source().find(|new| new.quote == cite.quote) {
        return Some(*same);
    }
    if (rebuilt.still_says)(source, quote) {
        return None;
    }
    let cited = |new: &&&Citation| card.cites.iter().any(|own| own.quote == new.quote);
    let mut fresh = of_source().filter(|new| !cited(new));
    fresh.next().copied().filter(|_| fresh.next().is_none())
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

impl Refreshed {
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
        let changed = old.sources.iter().enumerate().filter_map(|(at, source)| {
            let now = hash_now(&source.id, source.file.as_ref()?)?;
            let was = source.sha256.as_ref()?;
            (!was.trim().eq_ignore_ascii_case(now)).then_some((at, now))
        });
        let changed: Vec<(usize, &String)> = changed.collect();
        if changed.is_empty() {
            return;
        }
        let texts = readable_texts(text, "source");
        let change = |(at, now): (usize, &String)| texts.get(at)?.set_text("sha256", now, text);
        self.changes.extend(changed.into_iter().filter_map(change));
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
