//! The cards of a deck as the agenda knows them, in bytes that are read without copying: a session
//! over a thousand decks looks at a few cards of each.

use crate::deck::{Card, CardPlace, Deck, Status};
use crate::progress::summed::{proven, summed};
use crate::study::{Item, Wording, parts_of};

/// The cards of a deck, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardList {
    bytes: Vec<u8>,
}

/// A card as the agenda knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardEntry<'l> {
    /// Its id.
    pub id: &'l str,
    /// Whether it is studied.
    pub status: Status,
    /// Where it stands in its file, if it can be read alone.
    pub place: Option<CardPlace>,
    tags: &'l [u8],
    items: &'l [u8],
}

/// How many bytes an item takes: its part, and the fingerprint of its words.
const ITEM: usize = 12;

impl CardList {
    /// Returns the list of a deck's cards, with their places in the file's text where they have such.
    #[must_use]
    pub fn of(deck: &Deck, places: Option<&[CardPlace]>) -> Self {
        let mut bytes = Vec::new();
        for (at, card) in deck.cards.iter().enumerate() {
            write_card(&mut bytes, deck, card, places.map(|places| places[at]));
        }
        Self { bytes }
    }

    /// Returns the cards, in order. What is no list ends early.
    pub fn cards(&self) -> impl Iterator<Item = CardEntry<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || read_card(&mut rest))
    }

    /// Returns the bytes to keep the list in, with a hash before them.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        summed(&self.bytes)
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; none when a byte has changed.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        proven(bytes).map(|bytes| Self { bytes: bytes.to_owned() })
    }
}

impl<'l> CardEntry<'l> {
    /// Returns how many items the card has.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.items.len() / ITEM
    }

    /// Returns the part of each item, with the fingerprint of its words.
    pub fn items(&self) -> impl Iterator<Item = (u32, u64)> + use<'l> {
        self.items.as_chunks::<ITEM>().0.iter().map(|item| {
            let [a, b, c, d, wording @ ..] = *item;
            (u32::from_le_bytes([a, b, c, d]), u64::from_le_bytes(wording))
        })
    }

    /// Returns whether the card has a tag.
    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        let mut rest = self.tags;
        std::iter::from_fn(|| read_text(&mut rest)).any(|own| own == tag)
    }
}

fn write_card(bytes: &mut Vec<u8>, deck: &Deck, card: &Card, place: Option<CardPlace>) {
    let status = Status::ALL.iter().position(|status| *status == card.status).unwrap_or(0);
    bytes.push(u8::try_from(status).unwrap_or_default());
    // No card stands on line 0.
    let CardPlace { start, line } = place.unwrap_or(CardPlace { start: 0, line: 0 });
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend_from_slice(&line.to_le_bytes());
    write_bytes(bytes, card.id.as_str().as_bytes());
    let mut tags = Vec::new();
    for tag in &card.tags {
        write_bytes(&mut tags, tag.as_bytes());
    }
    write_bytes(bytes, &tags);
    let mut items = Vec::new();
    for part in parts_of(card) {
        items.extend_from_slice(&part.number().to_le_bytes());
        items.extend_from_slice(
            &Wording::of(&Item { deck, card, part }).fingerprint().to_le_bytes(),
        );
    }
    write_bytes(bytes, &items);
}

fn read_card<'l>(rest: &mut &'l [u8]) -> Option<CardEntry<'l>> {
    let (status, behind) = rest.split_first()?;
    *rest = behind;
    let status = *Status::ALL.get(usize::from(*status))?;
    let place = CardPlace { start: read_number(rest)?, line: read_number(rest)? };
    Some(CardEntry {
        status,
        place: (place.line > 0).then_some(place),
        id: read_text(rest)?,
        tags: read_bytes(rest)?,
        items: read_bytes(rest)?,
    })
}

/// Writes a stretch of bytes behind its length.
fn write_bytes(bytes: &mut Vec<u8>, stretch: &[u8]) {
    bytes.extend_from_slice(&u32::try_from(stretch.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(stretch);
}

fn read_bytes<'l>(rest: &mut &'l [u8]) -> Option<&'l [u8]> {
    let length = read_number(rest)? as usize;
    let (stretch, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(stretch)
}

fn read_number(rest: &mut &[u8]) -> Option<u32> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_le_bytes(*number))
}

fn read_text<'l>(rest: &mut &'l [u8]) -> Option<&'l str> {
    std::str::from_utf8(read_bytes(rest)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;

    fn list() -> CardList {
        let text = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
                    [[card]]\nid = \"a\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"a\"\n\
                    tags = [\"one\", \"two\"]\nreversed = true\n\
                    [[card]]\nid = \"é\"\nkind = \"cloze\"\ntext = \"{{x}} {{c4::y}}\"\n\
                    status = \"draft\"\n";
        let places = [CardPlace { start: 7, line: 5 }, CardPlace { start: 90, line: 12 }];
        CardList::of(&read_deck(text).deck.expect("a deck"), Some(&places))
    }

    #[test]
    fn cards_are_read_as_they_were_written() {
        let list = list();
        let read = CardList::from_bytes(&list.to_bytes()).expect("sound");
        assert_eq!(read, list);
        let cards: Vec<CardEntry<'_>> = read.cards().collect();
        assert_eq!(cards.iter().map(|card| card.id).collect::<Vec<_>>(), ["a", "é"]);
        assert_eq!(cards[1].place, Some(CardPlace { start: 90, line: 12 }));
        assert_eq!(
            cards.iter().map(|card| card.status).collect::<Vec<_>>(),
            [Status::Active, Status::Draft]
        );
        let parts = |card: &CardEntry<'_>| card.items().map(|(part, _)| part).collect::<Vec<_>>();
        assert_eq!(cards.iter().map(parts).collect::<Vec<_>>(), [vec![1, 2], vec![4, 5]]);
        assert!(cards[0].has_tag("two") && !cards[0].has_tag("tw") && !cards[1].has_tag("one"));
    }

    #[test]
    fn a_changed_byte_is_seen() {
        let bytes = list().to_bytes();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            assert_eq!(CardList::from_bytes(&changed), None, "byte {at}");
        }
    }
}
