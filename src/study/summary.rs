//! What a session came to, in figures.

use crate::memory::Moment;

/// What a session came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// How many answers were judged.
    pub answered: u32,
    /// How many of them were right.
    pub correct: u32,
    /// How many were nearly right.
    pub close: u32,
    /// How many items were answered for the first time.
    pub introduced: u32,
    /// The mean score of the answers, 0 to 1; none without answers.
    pub score: Option<f64>,
    /// When the next item that was answered in this session comes back.
    pub next_due: Option<Moment>,
}

impl Summary {
    /// Returns what this and an earlier stretch of a session came to together.
    #[must_use]
    pub fn after(&self, earlier: &Self) -> Self {
        let sum = |of: &Self| of.score.map(|score| score * f64::from(of.answered));
        let all = f64::from(self.answered + earlier.answered);
        let score = match (sum(self), sum(earlier)) {
            (None, None) => None,
            (own, before) => Some((own.unwrap_or(0.0) + before.unwrap_or(0.0)) / all),
        };
        Self {
            answered: self.answered + earlier.answered,
            correct: self.correct + earlier.correct,
            close: self.close + earlier.close,
            introduced: self.introduced + earlier.introduced,
            score,
            next_due: self.next_due,
        }
    }
}

/// Returns the mean of the scores, or none without any.
pub fn mean(scores: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = scores.fold((0.0, 0.0), |(sum, count), score| (sum + score, count + 1.0));
    (count > 0.0).then(|| sum / count)
}
