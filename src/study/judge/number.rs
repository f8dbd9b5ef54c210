//! Judging numbers: in figures or words, with or without the unit, within the tolerance.

use super::Judgement;
use crate::value::{Number, read_number};

/// Judges a typed number against the key.
#[must_use]
pub fn judge_number(given: &str, key: Number, tolerance: f64) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    match read_number(given) {
        None => Judgement::wrong().because("not understood as one number"),
        Some(number) if number.is(key) => Judgement::correct(),
        Some(number) if number.within(key, tolerance) => {
            Judgement::correct().because(format!("near enough: the key is {key}"))
        }
        Some(number) if number < key => Judgement::wrong().because("too low"),
        Some(_) => Judgement::wrong().because("too high"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::judge::Verdict::{self, Correct, Wrong};

    fn verdict(given: &str, key: f64, tolerance: f64) -> Verdict {
        judge_number(given, Number::new(key).expect("finite"), tolerance).verdict
    }

    #[test]
    fn figures_words_and_units_are_understood() {
        for given in ["70", "70 %", "seventy", "about 70 percent", "70.0"] {
            assert_eq!(verdict(given, 70.0, 0.0), Correct, "{given}");
        }
        assert_eq!(verdict("two million", 2e6, 0.0), Correct);
    }

    #[test]
    fn only_the_tolerance_is_forgiven() {
        assert_eq!(verdict("71", 70.0, 0.0), Wrong);
        assert_eq!(verdict("72", 70.0, 2.0), Correct);
        assert_eq!(verdict("73", 70.0, 2.0), Wrong);
        assert_eq!(verdict("many", 70.0, 2.0), Wrong);
    }
}
