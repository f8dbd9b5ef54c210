//! How well an item was remembered.

use std::fmt;
use std::str::FromStr;

/// How well an item was remembered, in the words of FSRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Not remembered.
    Again,
    /// Remembered with trouble.
    Hard,
    /// Remembered.
    Good,
    /// Remembered without thinking.
    Easy,
}

impl Rating {
    /// Every rating, from worst to best.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Returns the number that FSRS knows the rating by, 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Again => 1,
            Self::Hard => 2,
            Self::Good => 3,
            Self::Easy => 4,
        }
    }

    /// Returns the rating as the journal and the JSON dialogue spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Returns the rating that the journal spells like this.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.name() == name)
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no rating.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no rating: write again, hard, good or easy")]
pub struct UnknownRating(String);

impl FromStr for Rating {
    type Err = UnknownRating;

    fn from_str(text: &str) -> Result<Self, UnknownRating> {
        if let Some(rating) = Self::named(text) {
            return Ok(rating);
        }
        let lower = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|rating| rating.name() == lower || rating.number().to_string() == lower)
            .ok_or_else(|| UnknownRating(text.to_owned()))
    }
}
