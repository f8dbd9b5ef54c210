//! Where each card of a large deck stands in its file, so that one is read without the others.

use super::diagnostic::LineIndex;
use super::file::read_stretches;
use super::model::{Card, Deck};
use super::read::read_deck;
use super::stamp::Stamp;
use std::path::Path;
use std::time::SystemTime;

/// A deck with fewer cards is read whole sooner than its cards are found.
const MANY: usize = 500;

/// Where a card stands: from here until the next one, or the end of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardPlace {
    /// The byte at which the line of its header begins.
    pub start: u32,
    /// That line, from 1.
    pub line: u32,
}

/// Returns where each card of a sound deck stands; none where they are few, or where one cannot be
/// told from what surrounds it: when cards stand within brackets, or sources and settings behind
/// them.
#[must_use]
pub fn card_places(text: &str, deck: &Deck) -> Option<Vec<CardPlace>> {
    if deck.cards.len() < MANY {
        return None;
    }
    let lines = LineIndex::new(text);
    let place = |card: &Card| {
        let start = lines.start(card.line)?;
        is_header(text[start..].lines().next()?, |name| name == "[card]]").then_some(())?;
        Some(CardPlace { start: u32::try_from(start).ok()?, line: card.line })
    };
    let places: Vec<CardPlace> = deck.cards.iter().map(place).collect::<Option<_>>()?;
    let first = places.first()?.start as usize;
    // A line within a text of several lines may look like a header; then the deck is read whole.
    let of_card =
        |name: &str| ["[card]]", "[card.", "card."].iter().any(|own| name.starts_with(own));
    let opens_table = |line: &&str| line.trim_start().starts_with('[');
    let only_cards = text[first..].lines().filter(opens_table).all(|line| is_header(line, of_card));
    (only_cards && places.is_sorted_by_key(|place| place.start)).then_some(places)
}

/// Returns whether a line opens a table whose name fits.
fn is_header(line: &str, fits: impl Fn(&str) -> bool) -> bool {
    line.trim().strip_prefix('[').is_some_and(fits)
}

/// Returns a deck of which only one card was read, the one at a place; the first card begins where
/// the head of the file ends. None when the file is no longer the one that had this stamp, or the
/// card cannot be read like this.
#[must_use]
pub fn read_card_alone(
    path: &Path,
    stamp: &Stamp,
    now: SystemTime,
    head: u32,
    place: CardPlace,
    end: Option<u32>,
) -> Option<Deck> {
    let end = end.map_or(u64::MAX, u64::from);
    let stretches = [0..u64::from(head), u64::from(place.start)..end];
    let (text, about) = read_stretches(path, stretches).ok()?;
    let reading = read_deck(&text);
    if !Stamp::of(&about, now).still(stamp) || reading.errors() > 0 {
        return None;
    }
    let mut deck = reading.deck?;
    let [card] = deck.cards.as_mut_slice() else { return None };
    card.line = place.line;
    Some(deck)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::DeckFile;
    use std::fs;
    use std::time::Duration;

    const HEAD: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
        [deck.study]\nnew_per_day = 3\n[[source]]\nid = \"s\"\ntitle = \"S\"\n";

    fn cards() -> String {
        let card = |n: usize| {
            let note = if n.is_multiple_of(3) { "# a remark\n\n" } else { "" };
            let id = if n.is_multiple_of(2) { format!("id = \"c{n}\"\n") } else { String::new() };
            format!(
                "[[card]]\n{id}kind = \"text\"\nquestion = \"Which é is {n}?\"\nanswer = \"a{n}\"\n\
                 [[card.cites]]\nsource = \"s\"\n{note}"
            )
        };
        (0..MANY).map(card).collect()
    }

    #[test]
    fn each_card_of_a_large_deck_is_read_alone_as_it_is_read_with_the_others() {
        for text in
            [format!("{HEAD}{}", cards()), format!("{HEAD}{}", cards()).replace('\n', "\r\n")]
        {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("deck.toml");
            fs::write(&path, &text).expect("written");
            let deck = DeckFile::read(&path).expect("read").reading.deck.expect("a deck");
            let places = card_places(&text, &deck).expect("places");
            let about = fs::metadata(&path).expect("its times");
            let later = about.modified().expect("a time") + Duration::from_secs(10);
            let stamp = Stamp::of(&about, later);
            let alone = |at: usize| {
                let end = places.get(at + 1).map(|next| next.start);
                read_card_alone(&path, &stamp, later, places[0].start, places[at], end)
            };
            for (at, card) in deck.cards.iter().enumerate() {
                let found = alone(at).expect("alone");
                assert_eq!(found.cards, std::slice::from_ref(card));
                assert_eq!(Deck { cards: deck.cards.clone(), ..found }, deck);
            }
            fs::write(&path, text.replace("a7", "b7")).expect("changed");
            assert_eq!(alone(3), None, "the file is another now");
        }
    }

    #[test]
    fn what_cannot_be_told_from_its_surroundings_has_no_place() {
        let few = format!("{HEAD}[[card]]\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\n");
        let behind = "[[source]]\nid = \"t\"\ntitle = \"T\"\n";
        let one = "{kind = \"truth\", question = \"q\", answer = true},\n";
        let within = format!(
            "format = 1\ncard = [\n{}]\n[deck]\nid = \"d\"\ntitle = \"D\"\n",
            one.repeat(MANY)
        );
        for text in [few, format!("{HEAD}{}{behind}", cards()), within] {
            let deck = read_deck(&text).deck.expect("a deck");
            assert_eq!(card_places(&text, &deck), None);
        }
    }
}
