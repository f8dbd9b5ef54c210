//! Adding built cards to a deck that is there already, without touching a character of it.
//!
//! What stands in the file is the teacher's: cards are only ever appended, as drafts, and only
//! those whose id and fact the deck has not.

use super::model::{Card, Deck, Source, Status};
use super::read::read_deck;
use super::write::{card_to_toml, source_to_toml};
use std::collections::HashSet;

/// The note that an added card bears until the teacher has looked at it.
const NOTE: &str = "New since this deck was first built: make it active, mend it, or delete it.";

/// What adding came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The whole text of the file.
    pub text: String,
    /// How many cards were added.
    pub added: usize,
    /// How many built cards the deck had already.
    pub known: usize,
}

/// Why cards cannot be added to a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The deck has errors.
    #[error("the deck has {0} errors, so nothing is added to it")]
    Faulty(usize),
    /// The deck lists its cards in a way that nothing can be appended to.
    #[error("the deck lists its cards within brackets, so none can be appended")]
    Inline,
}

/// Adds to the text of a deck the built cards that it has not.
///
/// # Errors
/// When the deck has errors, or its cards are not written as `[[card]]`.
pub fn merge(text: &str, built: &Deck) -> Result<Merged, MergeError> {
    let reading = read_deck(text);
    let errors = reading.errors();
    let Some(old) = reading.deck.filter(|_| errors == 0) else {
        return Err(MergeError::Faulty(errors.max(1)));
    };
    let ids: HashSet<&str> = old.cards.iter().map(|card| card.id.as_str()).collect();
    let facts: HashSet<&str> = old.cards.iter().filter_map(|card| card.fact.as_deref()).collect();
    let known = |card: &&Card| {
        ids.contains(card.id.as_str())
            || card.fact.as_ref().is_some_and(|f| facts.contains(f.as_str()))
    };
    let new: Vec<&Card> = built.cards.iter().filter(|card| !known(card)).collect();
    let known = built.cards.len() - new.len();
    if new.is_empty() {
        return Ok(Merged { text: text.to_owned(), added: 0, known });
    }
    let mut merged = text.trim_end().to_owned();
    for source in new_sources(&old, built, &new) {
        merged.push_str("\n\n[[source]]\n");
        merged.push_str(source_to_toml(source).trim_end());
    }
    for card in &new {
        let note = Some(NOTE.to_owned());
        let draft = Card { status: Status::Draft, note, ..(*card).clone() };
        merged.push_str("\n\n[[card]]\n");
        merged.push_str(card_to_toml(&draft).trim_end());
    }
    merged.push('\n');
    if read_deck(&merged).errors() > 0 {
        return Err(MergeError::Inline);
    }
    Ok(Merged { text: merged, added: new.len(), known })
}

/// Returns the sources that new cards cite and the deck has not.
fn new_sources<'b>(old: &Deck, built: &'b Deck, cards: &[&Card]) -> Vec<&'b Source> {
    let cited: HashSet<&str> =
        cards.iter().flat_map(|card| &card.cites).map(|cite| cite.source.as_str()).collect();
    built
        .sources
        .iter()
        .filter(|source| cited.contains(source.id.as_str()))
        .filter(|source| !old.sources.iter().any(|known| known.id == source.id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Body, CardId, Citation, StudyWishes};

    fn built(ids: &[&str]) -> Deck {
        let card = |id: &&str| Card {
            fact: Some(format!("fact-{id}")),
            cites: vec![Citation { source: "s".into(), quote: None, line: None }],
            ..Card::new(
                CardId::Written((*id).to_owned()),
                Body::Truth { question: format!("Is {id} so?"), answer: true },
            )
        };
        Deck {
            id: "d".into(),
            title: "D".into(),
            description: None,
            language: None,
            authors: vec![],
            license: None,
            as_of: None,
            tags: vec![],
            study: StudyWishes::default(),
            sources: vec![Source { id: "s".into(), ..Source::default() }],
            cards: ids.iter().map(card).collect(),
        }
    }

    #[test]
    fn new_cards_come_as_drafts_and_nothing_else_changes() {
        let text = "# my deck\nformat = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\n[[card]] # mine\n\
                    id = \"renamed\"\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\n\
                    fact = \"fact-a\"\n";
        let merged = merge(text, &built(&["a", "b"])).expect("merged");
        assert!(merged.text.starts_with(text.trim_end()));
        assert_eq!((merged.added, merged.known), (1, 1), "a was renamed by the teacher");
        let deck = read_deck(&merged.text).deck.expect("a deck");
        assert_eq!(deck.cards[1].id.as_str(), "b");
        assert_eq!(deck.cards[1].status, Status::Draft);
        let again = merge(&merged.text, &built(&["a", "b"])).expect("merged");
        assert_eq!(again, Merged { text: merged.text, added: 0, known: 2 });
    }

    #[test]
    fn a_deck_with_errors_or_inline_cards_is_left_alone() {
        assert_eq!(merge("format = 1\n", &built(&["a"])), Err(MergeError::Faulty(1)));
        let inline = "format = 1\ncard = []\n[deck]\nid = \"d\"\ntitle = \"D\"\n";
        assert_eq!(merge(inline, &built(&["a"])), Err(MergeError::Inline));
    }
}
