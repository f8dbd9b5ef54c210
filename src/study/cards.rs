//! Where a session finds the card of an item when it is asked.

use super::item::{Item, Listed, parts_of};
use crate::deck::Deck;
use std::collections::HashMap;
use std::fmt::Debug;

/// Finds the cards of items, when they are asked: thousands may be planned.
pub trait Cards: Debug {
    /// Returns the item with its card, or none when the deck no longer has it.
    fn find(&self, item: &Listed<'_>) -> Option<Item<'_>>;
}

/// The cards of decks that were read whole.
#[derive(Debug)]
pub struct OpenDecks<'d> {
    decks: HashMap<&'d str, &'d Deck>,
    /// The place of each card in its deck, by the ids of both.
    places: HashMap<(&'d str, &'d str), usize>,
}

impl<'d> OpenDecks<'d> {
    /// Returns the cards of these decks.
    #[must_use]
    pub fn new(decks: &[&'d Deck]) -> Self {
        let id = |deck: &'d Deck| deck.id.as_str();
        let cards = |deck: &'d Deck| {
            let cards = deck.cards.iter().enumerate();
            cards.map(move |(at, card)| ((id(deck), card.id.as_str()), at))
        };
        let places = decks.iter().flat_map(|deck| cards(deck)).collect();
        Self { decks: decks.iter().map(|deck| (id(deck), *deck)).collect(), places }
    }
}

impl Cards for OpenDecks<'_> {
    fn find(&self, item: &Listed<'_>) -> Option<Item<'_>> {
        let deck = *self.decks.get(item.deck)?;
        find_in(deck, *self.places.get(&(item.deck, item.card))?, item)
    }
}

/// Returns the item, when its card is the one at this place of its deck.
#[must_use]
pub fn find_in<'d>(deck: &'d Deck, place: usize, item: &Listed<'_>) -> Option<Item<'d>> {
    let card = deck.cards.get(place).filter(|card| card.id.as_str() == item.card)?;
    let part = parts_of(card).into_iter().find(|part| part.number() == item.part)?;
    Some(Item { deck, card, part })
}
