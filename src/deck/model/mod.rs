//! What a deck holds, once read: cards, sources and settings, apart from how a file spells them.

mod body;
mod words;

pub use body::{Body, Gap, Segment};
pub use words::{Form, Kind, Status};

use crate::value::Edtf;
use chrono::NaiveDate;
use std::fmt;

/// A deck: cards with their sources and the settings to study them.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    /// Stable for life; progress hangs on it.
    pub id: String,
    /// What people call the deck.
    pub title: String,
    /// What the deck is about.
    pub description: Option<String>,
    /// The language of the cards, a BCP 47 tag such as `en`.
    pub language: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Under which licence it may be shared.
    pub license: Option<String>,
    /// The day as of which the cards are true.
    pub as_of: Option<NaiveDate>,
    /// Words to find the deck by.
    pub tags: Vec<String>,
    /// How the deck wishes to be studied; a learner's own settings win.
    pub study: StudyWishes,
    /// The documents that cards cite.
    pub sources: Vec<Source>,
    /// The cards, in the order of the file.
    pub cards: Vec<Card>,
}

/// The `[deck.study]` table: each wish may be absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StudyWishes {
    /// The chance of recall wanted when a card is due, 0.70 to 0.99.
    pub desired_retention: Option<f64>,
    /// New items a day.
    pub new_per_day: Option<u32>,
    /// Reviews a day.
    pub reviews_per_day: Option<u32>,
    /// Pauses between the answers of a young item, in seconds.
    pub learning_steps: Option<Vec<u32>>,
    /// The day to be ready for.
    pub exam: Option<NaiveDate>,
}

/// A document that cards cite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// What `cites` name it by.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Its file, relative to the deck.
    pub file: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The SHA-256 of the file as it was read, in hexadecimal.
    pub sha256: Option<String>,
}

/// The sentence of a source that states what a card asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The id of the source.
    pub source: String,
    /// The exact sentence.
    pub quote: Option<String>,
    /// The line of the source's file on which the sentence begins, from 1.
    pub line: Option<u32>,
}

/// One card: what a teacher writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Unique in the deck. Written in the file, or derived from the card's words.
    pub id: CardId,
    /// What is asked and what is right.
    pub body: Body,
    /// What is shown after the answer.
    pub explanation: Option<String>,
    /// Words to find the card by.
    pub tags: Vec<String>,
    /// The sentences behind the card.
    pub cites: Vec<Citation>,
    /// A second item asks back, from the answer to the question.
    pub reversed: bool,
    /// Whether the card is studied.
    pub status: Status,
    /// The forms that the card may be asked in; all when empty.
    pub ask: Vec<Form>,
    /// For teachers only.
    pub note: Option<String>,
    /// The stable name of the fact behind a built card.
    pub fact: Option<String>,
    /// A short hash of what the builder wrote.
    pub built: Option<String>,
    /// The line of the deck file on which the card begins, from 1.
    pub line: u32,
}

impl Card {
    /// Returns an active card with this id and body and nothing else.
    #[must_use]
    pub fn new(id: CardId, body: Body) -> Self {
        Self {
            id,
            body,
            explanation: None,
            tags: Vec::new(),
            cites: Vec::new(),
            reversed: false,
            status: Status::Active,
            ask: Vec::new(),
            note: None,
            fact: None,
            built: None,
            line: 0,
        }
    }
}

/// The name of a card within its deck.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardId {
    /// Written in the file.
    Written(String),
    /// Derived from the card's words until an id is written down.
    Derived(String),
}

impl CardId {
    /// Returns whether a text has the form of an id that is derived from a card's words.
    #[must_use]
    pub fn is_derived(text: &str) -> bool {
        text.strip_prefix("card-")
            .is_some_and(|hash| hash.len() == 10 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// Returns the id as text, however it came to be.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Written(id) | Self::Derived(id) => id,
        }
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
