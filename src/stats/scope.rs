//! The items that figures are about.

use crate::deck::{Card, Deck};
use crate::study::{Edit, Item, ItemId, Standing, items_of};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The items that figures are about: those of some decks, or of these only those with a tag.
#[derive(Debug)]
pub struct Scope<'d> {
    decks: Vec<&'d Deck>,
    tag: Option<&'d str>,
    items: Vec<Item<'d>>,
    /// Which of the items are of each deck.
    spans: Vec<Range<usize>>,
    /// Which of the items a name means, be it one that a reworded card went by.
    numbers: HashMap<ItemId, usize>,
}

impl<'d> Scope<'d> {
    /// Returns the numbers of a deck's items, the deck by its place among those of the scope.
    #[must_use]
    pub fn span(&self, deck: usize) -> Range<usize> {
        self.spans[deck].clone()
    }

    /// Returns where each item stands, by its number: looked up once for all figures.
    #[must_use]
    pub fn standings(&self, standings: &BTreeMap<ItemId, Standing>) -> Vec<Standing> {
        let standing = |item: &Item<'_>| standings.get(&item.id()).copied().unwrap_or_default();
        self.items.iter().map(standing).collect()
    }

    /// Returns the items of these decks, those with the tag only when one is named; a tag of a deck
    /// is one of each of its cards. The edits say which names items went by.
    #[must_use]
    pub fn new(decks: Vec<&'d Deck>, tag: Option<&'d str>, edits: &[Edit<'d>]) -> Self {
        let mut scope =
            Self { decks, tag, items: Vec::new(), spans: Vec::new(), numbers: HashMap::new() };
        let decks = scope.decks.clone();
        for deck in decks {
            let first = scope.items.len();
            for item in items_of(deck) {
                if scope.has_tag(deck, item.card) {
                    scope.numbers.insert(item.id(), scope.items.len());
                    scope.items.push(item);
                }
            }
            scope.spans.push(first..scope.items.len());
        }
        for edit in edits {
            let number = scope.numbers.get(&edit.item.id()).copied();
            if let (Some(from), Some(number)) = (edit.from.clone(), number) {
                scope.numbers.insert(from, number);
            }
        }
        scope
    }

    /// Returns the decks.
    #[must_use]
    pub fn decks(&self) -> &[&'d Deck] {
        &self.decks
    }

    /// Returns the items, deck by deck.
    #[must_use]
    pub fn items(&self) -> &[Item<'d>] {
        &self.items
    }

    /// Returns the cards of a deck.
    pub fn cards<'s>(&'s self, deck: &'d Deck) -> impl Iterator<Item = &'d Card> + 's {
        deck.cards.iter().filter(move |card| self.has_tag(deck, card))
    }

    /// Returns whether only items with a tag are meant.
    #[must_use]
    pub fn is_tagged(&self) -> bool {
        self.tag.is_some()
    }

    /// Returns which of the items a name means.
    #[must_use]
    pub fn number(&self, id: &ItemId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    fn has_tag(&self, deck: &Deck, card: &Card) -> bool {
        let tagged = |tags: &[String], tag: &str| tags.iter().any(|own| own == tag);
        self.tag.is_none_or(|tag| tagged(&card.tags, tag) || tagged(&deck.tags, tag))
    }
}
