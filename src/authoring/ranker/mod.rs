//! How likely a question is a good one, and how likely a person would ask it, judged by what is to be
//! seen of it.
//!
//! Each sign has a weight, and the weights of a question's signs add up to log-odds: logistic
//! regression with a ridge. What is good was fitted on questions that careful readers judged one by
//! one (`good.tsv`), what is asked on the candidates of encyclopedia texts, of which some ask for
//! what people asked there, too (`asked.tsv`). A test fits both again and compares.

mod asked_weights;
#[cfg(test)]
mod fit;
mod focus_signs;
mod gap_signs;
mod good_weights;
mod signs;

pub(super) use self::signs::{Around, Sign, signs};

/// Clauses and gaps that are likelier good than this are studied as they come; a teacher reads the
/// others. A test asks the same share of documents that the fit has not seen.
pub(super) const GOOD: f64 = 0.82;

/// What a pattern words by itself, or a rule finds plainly good, is left to a teacher only where as much
/// as this speaks against it.
pub(super) const DOUBTFUL: f64 = 0.7;

/// What each sign weighs, in the order of the signs.
struct Weights {
    /// What every question begins with.
    always: f64,
    signs: &'static [(&'static str, f64)],
}

/// Returns how likely a question with these signs is good, 0 to 1.
pub(super) fn chance_of_good(signs: &[Sign]) -> f64 {
    good_weights::GOOD.chance(signs)
}

/// Returns how likely a person asks for the same, 0 to 1.
pub(super) fn chance_of_asked(signs: &[Sign], worth: u8) -> f64 {
    let signs: Vec<Sign> = signs.iter().copied().chain(standing(signs, worth)).collect();
    asked_weights::ASKED.chance(&signs)
}

/// How a question stands that is no gap.
fn standing(signs: &[Sign], worth: u8) -> Option<Sign> {
    let is_gap = signs.first() == Some(&"a gap");
    (!is_gap).then_some(match worth {
        60.. => "likely good",
        22.. => "maybe good",
        _ => "hardly good",
    })
}

/// Returns the sign that speaks most against a question.
pub(super) fn against(signs: &[Sign]) -> Option<Sign> {
    let weight = |sign: &Sign| good_weights::GOOD.weight(sign);
    // What kind of question it is, no teacher can mend.
    let of_its_kind = |sign: &&&str| sign.starts_with("any clause") || sign.starts_with("asks ");
    let signs = signs.iter().filter(|sign| !of_its_kind(sign));
    let lightest = signs.min_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    (weight(lightest) < 0.0).then_some(*lightest)
}

impl Weights {
    fn chance(&self, signs: &[Sign]) -> f64 {
        let log_odds: f64 = self.always + signs.iter().map(|sign| self.weight(sign)).sum::<f64>();
        1.0 / (1.0 + (-log_odds).exp())
    }

    /// Returns what a sign weighs; nothing where no judged question had it.
    fn weight(&self, sign: &str) -> f64 {
        let place = self.signs.binary_search_by(|(known, _)| (*known).cmp(sign));
        place.map_or(0.0, |place| self.signs[place].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_in_order_so_that_they_are_found() {
        for weights in [good_weights::GOOD, asked_weights::ASKED] {
            assert!(weights.signs.windows(2).all(|two| two[0].0 < two[1].0));
        }
    }

    #[test]
    fn a_dated_event_of_somebody_is_likelier_good_than_what_something_is() {
        let dated = ["a dated event", "asks when", "the answer is a date", "when: two names"];
        let vague = ["any clause", "asks what", "the answer is words", "the tail names nobody"];
        assert!(chance_of_good(&dated) > chance_of_good(&vague));
        assert!(against(&vague).is_some());
    }

    #[test]
    fn a_person_is_likelier_asked_for_than_one_of_many_letters() {
        let person = ["a gap", "a gap for a person", "a gap for what one sentence names"];
        let letters = ["a gap", "a gap for letters", "a gap for what many sentences name"];
        assert!(chance_of_asked(&person, 0) > chance_of_asked(&letters, 0));
    }
}
