//! Judging an answer: the program says whether it was right, so that ratings are honest.
//!
//! Each kind of key has its own judge; all give a [`Judgement`] with partial credit and a reason in
//! words. What is compared is folded text, dates and numbers; nothing here knows decks or memory.

mod date;
mod fraction;
mod list;
mod number;
mod slips;
mod text;

pub use date::{NO_DATE, judge_date};
pub use list::{judge_order, judge_set, split_list};
pub use number::{NO_NUMBER, NumberKey, judge_number};
pub use text::{TextKey, comparable, judge_text};

use crate::memory::Rating;

/// What the program judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not right.
    Wrong,
    /// Nearly right: a slip, less precise, or most of it.
    Close,
    /// Right.
    Correct,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Wrong, Self::Close, Self::Correct];

    /// Returns the verdict as the journal and the JSON dialogue spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Close => "close",
            Self::Correct => "correct",
        }
    }

    /// Returns the rating that follows: Easy comes only by the learner's own word.
    #[must_use]
    pub fn rating(self) -> Rating {
        match self {
            Self::Wrong => Rating::Again,
            Self::Close => Rating::Hard,
            Self::Correct => Rating::Good,
        }
    }

    /// Returns the verdict that a learner's own rating comes to.
    #[must_use]
    pub fn of(rating: Rating) -> Self {
        match rating {
            Rating::Again => Self::Wrong,
            Rating::Hard => Self::Close,
            Rating::Good | Rating::Easy => Self::Correct,
        }
    }
}

/// A verdict with its share of credit and its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What was judged.
    pub verdict: Verdict,
    /// How much was right, 0 to 1.
    pub score: f64,
    /// Why, in a few words, unless it is plain.
    pub why: Option<String>,
}

impl Judgement {
    /// Returns the judgement of a right answer.
    #[must_use]
    pub fn correct() -> Self {
        Self { verdict: Verdict::Correct, score: 1.0, why: None }
    }

    /// Returns the judgement of a wrong answer.
    #[must_use]
    pub fn wrong() -> Self {
        Self { verdict: Verdict::Wrong, score: 0.0, why: None }
    }

    /// Returns the judgement of a nearly right answer, with half the credit.
    #[must_use]
    pub fn close(why: impl Into<String>) -> Self {
        Self { verdict: Verdict::Close, score: 0.5, why: Some(why.into()) }
    }

    /// Returns the same judgement with this reason.
    #[must_use]
    pub fn because(self, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..self }
    }

    /// Returns the judgement of an answer of several parts of which this share is right: all of
    /// it is Correct, two thirds Close.
    #[must_use]
    pub fn share(score: f64, why: Option<String>) -> Self {
        let verdict = match score {
            all if all >= 1.0 => Verdict::Correct,
            most if most + 1e-9 >= 2.0 / 3.0 => Verdict::Close,
            _ => Verdict::Wrong,
        };
        Self { verdict, score, why }
    }
}
