//! What a quiz came to. Cards that were drawn and not answered count as not right, so that nobody
//! passes by ending early.

use crate::cli::library::count;
use crate::study::Summary;

/// By so much a sum of shares may fall short, in percent: the last digits of a floating point number.
const LAST_DIGIT: f64 = 1e-9;

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
        self.pass.is_none_or(|pass| self.percent(summary) + LAST_DIGIT >= pass)
    }

    /// Returns the score in percent as it is told: never rounded up to a mark that it misses.
    fn shown(self, summary: &Summary) -> String {
        let percent = self.percent(summary);
        let misses = |mark: f64| percent + LAST_DIGIT < mark && percent.round() >= mark;
        if self.pass.is_some_and(misses) || misses(100.0) {
            return format!("{:.1}", ((percent + LAST_DIGIT) * 10.0).floor() / 10.0);
        }
        format!("{percent:.0}")
    }

    /// Returns the closing lines of the quiz.
    pub fn closing(self, summary: &Summary) -> Vec<String> {
        let answered = summary.answered as usize;
        let (right, percent) = (summary.correct, self.shown(summary));
        let mut lines = vec![match answered {
            0 => "Nothing was answered.".to_owned(),
            all if all >= self.drawn => {
                format!("{}, {right} right: {percent} %.", count(answered, "answer"))
            }
            some => {
                let drawn = count(self.drawn, "card");
                format!("{some} of {drawn} answered, {right} right: {percent} % of all.")
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
    fn no_score_is_rounded_up_to_a_mark_that_it_misses() {
        for (pass, percent, told) in [
            (Some(80.0), 79.6, "79.6"),
            (Some(80.0), 79.99, "79.9"),
            (Some(80.0), 79.4, "79"),
            (Some(80.0), 80.0, "80"),
            (Some(80.0), 84.7, "85"),
            (Some(79.5), 79.45, "79"),
            (None, 79.6, "80"),
            (None, 99.7, "99.7"),
        ] {
            let score = Some(percent / 100.0);
            let summary = Summary { answered: 1000, score, ..Summary::default() };
            assert_eq!(Scoring { drawn: 1000, pass }.shown(&summary), told, "{pass:?}");
        }
    }

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
