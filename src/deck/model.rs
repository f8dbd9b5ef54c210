//! What a deck holds, once read: cards, sources and settings, apart from how a file spells them.

use crate::value::{Edtf, Number, spell_date};
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

/// What a card asks and what is right, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Revealed, then rated by the learner.
    Basic {
        /// The question.
        question: String,
        /// What the learner should have said.
        answer: String,
    },
    /// A few words, typed or chosen.
    Text {
        /// The question.
        question: String,
        /// Any one of these is right; the first is shown as the key. Never empty.
        answers: Vec<String>,
        /// Other spellings that count as right.
        accept: Vec<String>,
        /// Wrong options.
        distractors: Vec<String>,
    },
    /// A date of year precision or coarser (`year`), or of any precision (`date`).
    Date {
        /// The question.
        question: String,
        /// The key.
        answer: Edtf,
        /// Whether the file says `year`.
        year_only: bool,
        /// Other answers that count as right, as text.
        accept: Vec<String>,
        /// Wrong options.
        distractors: Vec<Edtf>,
    },
    /// A number.
    Number {
        /// The question.
        question: String,
        /// The key.
        answer: Number,
        /// What is counted or measured: "%", "points".
        unit: Option<String>,
        /// How far off an answer may be and still be right.
        tolerance: f64,
        /// Other answers that count as right, as text.
        accept: Vec<String>,
        /// Wrong options.
        distractors: Vec<Number>,
    },
    /// One option of several.
    Choice {
        /// The question.
        question: String,
        /// The key.
        answer: String,
        /// Wrong options. Never empty.
        distractors: Vec<String>,
    },
    /// All of several, in any order.
    Set {
        /// The question.
        question: String,
        /// The members. Never empty.
        answers: Vec<String>,
        /// Wrong options.
        distractors: Vec<String>,
    },
    /// Several, in their right order.
    Order {
        /// The question.
        question: String,
        /// At least two, first to last.
        answers: Vec<String>,
    },
    /// A statement, true or false.
    Truth {
        /// The statement.
        question: String,
        /// Whether it is true.
        answer: bool,
    },
    /// A text with gaps.
    Cloze {
        /// The text and its gaps, in order.
        segments: Vec<Segment>,
    },
}

impl Body {
    /// Returns the kind, as the file spells it.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Basic { .. } => Kind::Basic,
            Self::Text { .. } => Kind::Text,
            Self::Date { year_only: true, .. } => Kind::Year,
            Self::Date { year_only: false, .. } => Kind::Date,
            Self::Number { .. } => Kind::Number,
            Self::Choice { .. } => Kind::Choice,
            Self::Set { .. } => Kind::Set,
            Self::Order { .. } => Kind::Order,
            Self::Truth { .. } => Kind::Truth,
            Self::Cloze { .. } => Kind::Cloze,
        }
    }

    /// Returns the question, or a cloze's text with every gap shown as `____`.
    #[must_use]
    pub fn prompt(&self) -> String {
        match self {
            Self::Basic { question, .. }
            | Self::Text { question, .. }
            | Self::Date { question, .. }
            | Self::Number { question, .. }
            | Self::Choice { question, .. }
            | Self::Set { question, .. }
            | Self::Order { question, .. }
            | Self::Truth { question, .. } => question.clone(),
            Self::Cloze { segments } => segments
                .iter()
                .map(|segment| match segment {
                    Segment::Words(words) => words.as_str(),
                    Segment::Gap(_) => "____",
                })
                .collect(),
        }
    }

    /// Returns what is right, as people read it.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Basic { answer, .. } | Self::Choice { answer, .. } => answer.clone(),
            Self::Text { answers, .. } => answers.join(" or "),
            Self::Date { answer, .. } => spell_date(*answer),
            Self::Number { answer, unit: None, .. } => answer.to_string(),
            Self::Number { answer, unit: Some(unit), .. } => format!("{answer} {unit}"),
            Self::Set { answers, .. } => answers.join(", "),
            Self::Order { answers, .. } => answers.join("; "),
            Self::Truth { answer, .. } => answer.to_string(),
            Self::Cloze { segments } => {
                let gaps = segments.iter().filter_map(|segment| match segment {
                    Segment::Gap(gap) => Some(gap.answer.as_str()),
                    Segment::Words(_) => None,
                });
                gaps.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// Returns the wrong options that the card names, as people read them.
    #[must_use]
    pub fn wrong_options(&self) -> Vec<String> {
        match self {
            Self::Text { distractors, .. }
            | Self::Choice { distractors, .. }
            | Self::Set { distractors, .. } => distractors.clone(),
            Self::Date { distractors, .. } => distractors.iter().map(|d| spell_date(*d)).collect(),
            Self::Number { distractors, .. } => distractors.iter().map(Number::to_string).collect(),
            Self::Basic { .. } | Self::Order { .. } | Self::Truth { .. } | Self::Cloze { .. } => {
                Vec::new()
            }
        }
    }

    /// Returns the question and what is right, without wrong options and other spellings.
    #[must_use]
    pub fn bare(&self) -> Self {
        let mut bare = self.clone();
        match &mut bare {
            Self::Text { accept, distractors, .. } => {
                accept.clear();
                distractors.clear();
            }
            Self::Date { accept, distractors, .. } => {
                accept.clear();
                distractors.clear();
            }
            Self::Number { accept, distractors, .. } => {
                accept.clear();
                distractors.clear();
            }
            Self::Choice { distractors, .. } | Self::Set { distractors, .. } => distractors.clear(),
            Self::Basic { .. } | Self::Order { .. } | Self::Truth { .. } | Self::Cloze { .. } => {}
        }
        bare
    }
}

/// A stretch of a cloze's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text that is shown.
    Words(String),
    /// Text that is hidden.
    Gap(Gap),
}

/// A hidden stretch of a cloze's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The item that asks for it, from 1: gaps of one group are asked together.
    pub group: u32,
    /// What is hidden.
    pub answer: String,
    /// What is shown in its place.
    pub hint: Option<String>,
}

/// The kinds of card, as a file spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is described by the variant of Body that it names")]
pub enum Kind {
    Basic,
    Text,
    Year,
    Date,
    Number,
    Choice,
    Set,
    Order,
    Truth,
    Cloze,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Basic,
        Self::Text,
        Self::Year,
        Self::Date,
        Self::Number,
        Self::Choice,
        Self::Set,
        Self::Order,
        Self::Truth,
        Self::Cloze,
    ];

    /// Returns the kind as a file spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Text => "text",
            Self::Year => "year",
            Self::Date => "date",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Set => "set",
            Self::Order => "order",
            Self::Truth => "truth",
            Self::Cloze => "cloze",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a card is studied, as the teacher wrote it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Studied.
    #[default]
    Active,
    /// Waits for the teacher; never studied.
    Draft,
    /// Set aside by the teacher.
    Suspended,
}

impl Status {
    /// Every status, as files spell them, with what it means.
    pub const ALL: [Self; 3] = [Self::Active, Self::Draft, Self::Suspended];

    /// Returns the status as a file spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Draft => "draft",
            Self::Suspended => "suspended",
        }
    }
}

/// How an item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// One of several options.
    Choice,
    /// Typed by the learner.
    Typed,
    /// All that apply.
    Set,
    /// Put in order.
    Order,
    /// True or false.
    Truth,
    /// Revealed, then rated by the learner.
    Rated,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 6] =
        [Self::Choice, Self::Typed, Self::Set, Self::Order, Self::Truth, Self::Rated];

    /// Returns the form as a file and the JSON dialogue spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Typed => "typed",
            Self::Set => "set",
            Self::Order => "order",
            Self::Truth => "truth",
            Self::Rated => "self",
        }
    }
}
