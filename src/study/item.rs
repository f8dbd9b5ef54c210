//! Items: what is scheduled. Most cards are one, a cloze is one for each group of gaps.

use super::siblings::{SetAside, set_aside};
use crate::deck::{Body, Card, Deck, Segment, Status};
use crate::memory::{ItemState, Model, Moment, StudyDay};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The name of an item: `deck/card`, or `deck/card#2` for its second part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// The id of the deck.
    pub deck: String,
    /// The id of the card.
    pub card: String,
    /// Which part of the card, from 1.
    pub part: u32,
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.deck, self.card)?;
        if self.part == 1 { Ok(()) } else { write!(f, "#{}", self.part) }
    }
}

/// A text that names no item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no item: write deck/card, or deck/card#2 for a second part")]
pub struct ItemIdError(String);

impl FromStr for ItemId {
    type Err = ItemIdError;

    fn from_str(text: &str) -> Result<Self, ItemIdError> {
        let (deck, card, part) = Self::parts(text)?;
        Ok(Self { deck: deck.to_owned(), card: card.to_owned(), part })
    }
}

impl ItemId {
    /// Returns the deck, the card and the part that a text names, without copying.
    ///
    /// # Errors
    /// When it names no item.
    pub fn parts(text: &str) -> Result<(&str, &str, u32), ItemIdError> {
        let error = || ItemIdError(text.to_owned());
        let (deck, rest) = text.split_once('/').ok_or_else(error)?;
        let (card, part) = match rest.split_once('#') {
            Some((card, part)) => (card, part.parse().ok().filter(|n| *n > 0).ok_or_else(error)?),
            None => (rest, 1),
        };
        if deck.is_empty() || card.is_empty() || card.contains('/') {
            return Err(error());
        }
        Ok((deck, card, part))
    }
}

/// What of its card an item asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The question as it stands.
    Whole,
    /// From the answer back to the question.
    Reverse,
    /// The gaps of this group of a cloze.
    Gaps(u32),
}

/// One item of a deck.
#[derive(Debug, Clone, Copy)]
pub struct Item<'d> {
    /// The deck.
    pub deck: &'d Deck,
    /// The card.
    pub card: &'d Card,
    /// What of the card is asked.
    pub part: Part,
}

impl Part {
    /// Returns the number that names the part: see [`ItemId::part`].
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Whole => 1,
            Self::Reverse => 2,
            Self::Gaps(group) => group,
        }
    }
}

impl<'d> Item<'d> {
    /// Returns the item's name.
    #[must_use]
    pub fn id(&self) -> ItemId {
        self.listed().id()
    }

    /// Returns what planning needs to know of the item.
    #[must_use]
    pub fn listed(&self) -> Listed<'d> {
        Listed {
            deck: &self.deck.id,
            card: self.card.id.as_str(),
            part: self.part.number(),
            status: self.card.status,
        }
    }

    /// Returns why the item is not asked today though it is due; none when it is not due or may be
    /// asked.
    #[must_use]
    pub fn set_aside(
        &self,
        standings: &BTreeMap<ItemId, Standing>,
        model: &Model,
        now: Moment,
    ) -> Option<SetAside> {
        let standing = |part: Part| {
            let item = Item { part, ..*self }.id();
            (item.part, standings.get(&item).copied().unwrap_or_default())
        };
        let card: Vec<(u32, Standing)> = parts_of(self.card).into_iter().map(standing).collect();
        set_aside(self.part.number(), &card, self.card.status, model, now)
    }

    /// Returns the names of the other items of its card.
    #[must_use]
    pub fn siblings(&self) -> Vec<ItemId> {
        let others = parts_of(self.card).into_iter().filter(|part| *part != self.part);
        others.map(|part| Item { part, ..*self }.id()).collect()
    }
}

/// What planning needs to know of an item: its name, and what its card says of whether it is
/// asked. The words of the card are needed only when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed<'d> {
    /// The id of the deck.
    pub deck: &'d str,
    /// The id of the card.
    pub card: &'d str,
    /// Which part of the card, from 1.
    pub part: u32,
    /// Whether the card is studied.
    pub status: Status,
}

impl Listed<'_> {
    /// Returns the item's name.
    #[must_use]
    pub fn id(&self) -> ItemId {
        ItemId { deck: self.deck.to_owned(), card: self.card.to_owned(), part: self.part }
    }
}

/// Returns every item of a deck, in the order of the file, drafts and suspended cards included.
#[must_use]
pub fn items_of(deck: &Deck) -> Vec<Item<'_>> {
    deck.cards
        .iter()
        .flat_map(|card| parts_of(card).into_iter().map(move |part| Item { deck, card, part }))
        .collect()
}

/// Returns what of a card is asked, part by part.
#[must_use]
pub fn parts_of(card: &Card) -> Vec<Part> {
    match &card.body {
        Body::Cloze { segments } => gap_groups(segments).into_iter().map(Part::Gaps).collect(),
        _ if card.reversed => vec![Part::Whole, Part::Reverse],
        _ => vec![Part::Whole],
    }
}

fn gap_groups(segments: &[Segment]) -> Vec<u32> {
    let mut groups: Vec<u32> = segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Gap(gap) => Some(gap.group),
            Segment::Words(_) => None,
        })
        .collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Whether an item may be asked, apart from how well it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Availability {
    /// It may.
    Active,
    /// Set aside until a later study day.
    Buried,
    /// Set aside by the learner or the teacher.
    Suspended,
    /// Waits for the teacher.
    Draft,
}

impl Availability {
    /// Returns the availability as the JSON outputs spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Buried => "buried",
            Self::Suspended => "suspended",
            Self::Draft => "draft",
        }
    }
}

/// What the journal knows of an item: its memory, and what the learner did with it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// Its memory.
    pub state: ItemState,
    /// Whether the learner suspended it.
    pub suspended: bool,
    /// The study day on which it comes back, when the learner buried it.
    pub buried_until: Option<StudyDay>,
}

impl Standing {
    /// Returns whether the item may be asked on this day, given what its card says.
    #[must_use]
    pub fn availability(&self, status: Status, today: StudyDay) -> Availability {
        match status {
            Status::Draft => Availability::Draft,
            Status::Suspended => Availability::Suspended,
            Status::Active if self.suspended => Availability::Suspended,
            Status::Active if self.buried_until.is_some_and(|day| today < day) => {
                Availability::Buried
            }
            Status::Active => Availability::Active,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;

    #[test]
    fn a_cloze_is_one_item_a_group_and_a_reversed_card_is_two() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
             [[card]]\nid = \"c\"\nkind = \"cloze\"\ntext = \"{{a}} {{c3::b}} {{c3::c}}\"\n\
             [[card]]\nid = \"r\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"a\"\nreversed = true\n\
             [[card]]\nid = \"t\"\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\n",
        )
        .deck
        .expect("a deck");
        let ids: Vec<String> = items_of(&deck).iter().map(|item| item.id().to_string()).collect();
        assert_eq!(ids, ["d/c#3", "d/c#4", "d/r", "d/r#2", "d/t"]);
    }

    #[test]
    fn an_item_is_told_by_what_it_asks_itself() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\
             [[card]]\nid = \"c\"\nkind = \"cloze\"\n\
             text = \"{{Herschel}} found {{Uranus}} in {{1781::year}}, {{c1::he}} said.\"\n\
             [[card]]\nid = \"r\"\nkind = \"text\"\nquestion = \"Nearest point?\"\n\
             answers = [\"perihelion\", \"perihel\"]\nreversed = true\n",
        )
        .deck
        .expect("a deck");
        let told: Vec<(String, String)> =
            items_of(&deck).iter().map(|item| (item.prompt(), item.key())).collect();
        let expected = [
            ("Herschel found Uranus in 1781, ____ said.", "he"),
            ("____ found Uranus in 1781, he said.", "Herschel"),
            ("Herschel found ____ in 1781, he said.", "Uranus"),
            ("Herschel found Uranus in [year], he said.", "1781"),
            ("Nearest point?", "perihelion or perihel"),
            ("perihelion", "Nearest point?"),
        ];
        assert_eq!(told, expected.map(|(asks, key)| (asks.to_owned(), key.to_owned())));
    }

    #[test]
    fn names_of_items_are_read_as_they_are_written() {
        for name in ["d/c", "d/c#2"] {
            assert_eq!(name.parse::<ItemId>().expect(name).to_string(), name);
        }
        for no_name in ["", "d", "d/", "/c", "d/c#", "d/c#0", "d/c/e", "d/c#x"] {
            assert!(no_name.parse::<ItemId>().is_err(), "{no_name}");
        }
    }
}
