//! How likely a question is a good one, judged by what is to be seen of it.
//!
//! Each sign has a weight, and the weights of a question's signs add up to the log-odds that a
//! careful reader calls it good: logistic regression with a ridge, fitted on questions that people
//! judged one by one (`judged.tsv`). A test fits the weights again and compares.

#[cfg(test)]
mod fit;
mod signs;
mod weights;

use self::weights::{ALWAYS, WEIGHTS};

pub(super) use self::signs::{Sign, signs};

/// Questions that are likelier good than this are studied as they come; a teacher reads the others.
pub(super) const GOOD: f64 = 0.6;

/// Returns how likely a question with these signs is good, 0 to 1.
pub(super) fn chance(signs: &[Sign]) -> f64 {
    let log_odds: f64 = ALWAYS + signs.iter().map(|sign| weight(sign)).sum::<f64>();
    1.0 / (1.0 + (-log_odds).exp())
}

/// Returns the sign that speaks most against a question.
pub(super) fn against(signs: &[Sign]) -> Option<Sign> {
    // What kind of question it is, no teacher can mend.
    let of_its_kind = |sign: &&&str| sign.starts_with("any clause") || sign.starts_with("asks ");
    let signs = signs.iter().filter(|sign| !of_its_kind(sign));
    let lightest = signs.min_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    (weight(lightest) < 0.0).then_some(*lightest)
}

/// Returns what a sign weighs; nothing where no judged question had it.
fn weight(sign: &str) -> f64 {
    let place = WEIGHTS.binary_search_by(|(known, _)| (*known).cmp(sign));
    place.map_or(0.0, |place| WEIGHTS[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_in_order_so_that_they_are_found() {
        assert!(WEIGHTS.windows(2).all(|two| two[0].0 < two[1].0));
    }

    #[test]
    fn a_dated_event_of_somebody_is_likelier_good_than_what_something_is() {
        let dated = ["a dated event", "asks when", "the answer is a date", "when: two names"];
        let vague = ["any clause", "asks what", "the answer is words", "the tail names nobody"];
        assert!(chance(&dated) > chance(&vague));
        assert!(against(&vague).is_some());
    }
}
