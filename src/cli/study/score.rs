//! What a quiz came to. Cards that were drawn and not answered count as not right, so that nobody
//! passes by ending early.

use crate::cli::library::count;
use crate::study::Summary;

/// How a quiz is scored.
#[derive(Debug, Clone, Copy)]
pub struct Scoring {
    /// How many cards were drawn.
    pub drawn: usize,
    /// The percent with which it is passed, where that was said.
    pub pass: Option<f64>,
}

impl Scoring {
    /// Returns the score over all cards that were drawn, in percent.
    fn percent(self, summary: &Summary) -> f64 {
        let sum = summary.score.unwrap_or(0.0) * f64::from(summary.answered);
        let drawn = u32::try_from(self.drawn).unwrap_or(u32::MAX).max(summary.answered).max(1);
        100.0 * sum / f64::from(drawn)
    }

    /// Returns whether the quiz was passed, as every one is that has no mark to reach.
    pub fn passed(self, summary: &Summary) -> bool {
        // A sum of shares may fall short by the last digit of a floating point number.
        self.pass.is_none_or(|pass| self.percent(summary) + 1e-9 >= pass)
    }

    /// Returns the closing lines of the quiz.
    pub fn closing(self, summary: &Summary) -> Vec<String> {
        let answered = summary.answered as usize;
        let (right, percent) = (summary.correct, self.percent(summary));
        let mut lines = vec![match answered {
            0 => "Nothing was answered.".to_owned(),
            all if all >= self.drawn => {
                format!("{}, {right} right: {percent:.0} %.", count(answered, "answer"))
            }
            some => {
                let drawn = count(self.drawn, "card");
                format!("{some} of {drawn} answered, {right} right: {percent:.0} % of all.")
            }
        }];
        lines.extend(self.pass.map(|pass| {
            let passed = if self.passed(summary) { "passed" } else { "not passed" };
            format!("{pass} % was wanted: {passed}.")
        }));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_and_not_answered_is_not_right() {
        let summary =
            |answered, correct, score| Summary { answered, correct, score, ..Summary::default() };
        let scoring = |pass| Scoring { drawn: 3, pass };
        for (pass, summary, passed, told) in [
            (None, summary(3, 1, Some(1.0 / 3.0)), true, "3 answers, 1 right: 33 %."),
            (None, summary(1, 1, Some(1.0)), true, "1 of 3 cards answered, 1 right: 33 % of all."),
            (
                Some(80.0),
                summary(1, 1, Some(1.0)),
                false,
                "1 of 3 cards answered, 1 right: 33 % of all. 80 % was wanted: not passed.",
            ),
            (
                Some(66.5),
                summary(2, 2, Some(1.0)),
                true,
                "2 of 3 cards answered, 2 right: 67 % of all. 66.5 % was wanted: passed.",
            ),
            (
                Some(100.0),
                summary(3, 3, Some(1.0)),
                true,
                "3 answers, 3 right: 100 %. 100 % was wanted: passed.",
            ),
            (
                Some(80.0),
                summary(0, 0, None),
                false,
                "Nothing was answered. 80 % was wanted: not passed.",
            ),
        ] {
            let scoring = scoring(pass);
            assert_eq!(scoring.passed(&summary), passed, "{told}");
            assert_eq!(scoring.closing(&summary).join(" "), told);
        }
    }
}
