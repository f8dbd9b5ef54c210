//! What a card asks and what is right, by kind.

use super::Kind;
use crate::value::{Edtf, Number, spell_date};

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
