//! Judging numbers: in figures or words, in the unit asked or one that says the same, within the
//! tolerance.

use super::Judgement;
use super::fraction::read_fraction;
use crate::value::{Number, Unit, fold, read_number, units_in, with_decimal_points};

/// What a typed number is held against.
#[derive(Debug, Clone, Copy)]
pub struct NumberKey<'k> {
    /// The number.
    pub number: Number,
    /// What is counted or measured, as the card says it.
    pub unit: Option<&'k str>,
    /// How far off an answer may be and still be right.
    pub tolerance: f64,
}

/// Why an answer that is no number is wrong.
pub const NO_NUMBER: &str = "not understood as one number";

/// Judges a typed number against the key.
#[must_use]
pub fn judge_number(given: &str, key: &NumberKey<'_>) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::wrong().because("nothing was answered");
    }
    let asked = key.unit.and_then(|unit| units_in(unit).into_iter().next()).unwrap_or_default();
    let given = spelled_out(&with_decimal_points(given), &asked);
    if is_of_a_range(&given, key.unit) {
        return Judgement::wrong()
            .because("one number was asked, not what it is more or less than");
    }
    let read = match read_fraction(&given, key.unit) {
        Some(fraction) => Number::new(fraction),
        None => read_one(&given),
    };
    let Some(number) = read else {
        return Judgement::wrong().because(NO_NUMBER);
    };
    match (key.unit, stated(&given, &asked, key.unit)) {
        (_, Stated::Same) | (None, _) => compare(number, key),
        (Some(unit), Stated::Other) if right(number, key) => {
            Judgement::wrong().because(format!("the number is right; the unit asked is {unit}"))
        }
        (Some(unit), Stated::Other) => {
            Judgement::wrong().because(format!("the unit asked is {unit}"))
        }
        (Some(unit), Stated::Converted(by, over)) => {
            converted(number, Number::new(number.value() * by / over), key, unit)
        }
    }
}

/// Returns whether an answer says only what the number is more or less than, or is not.
fn is_of_a_range(given: &str, unit: Option<&str>) -> bool {
    const WORDS: [&str; 10] =
        ["not", "less", "fewer", "more", "under", "over", "below", "above", "least", "most"];
    let of_unit = unit.map(fold).unwrap_or_default();
    let own = |word: &str| of_unit.split(' ').any(|unit| unit == word);
    let signs = given.contains(['<', '>', '≤', '≥']);
    signs || fold(given).split(' ').any(|word| WORDS.contains(&word) && !own(word))
}

/// Returns the number that an answer states, "hundred" being a hundred and ",5" a half.
fn read_one(given: &str) -> Option<Number> {
    let given = given.trim();
    let behind_nought = || read_number(&format!("0{given}")).filter(|_| !starts_with_word(given));
    read_number(given).or_else(|| read_number(&format!("a {given}"))).or_else(behind_nought)
}

fn starts_with_word(given: &str) -> bool {
    given.starts_with(char::is_alphabetic)
}

/// How the unit of an answer stands to the one asked.
enum Stated {
    /// The same, or none was given.
    Same,
    /// It says the same thing in another size: multiply, then divide.
    Converted(f64, f64),
    /// It measures something else.
    Other,
}

fn stated(given: &str, asked: &[Unit], unit: Option<&str>) -> Stated {
    let words = format!(" {} ", fold(given));
    let named = unit.map(fold).filter(|unit| !unit.is_empty());
    if named.is_some_and(|unit| words.contains(&format!(" {unit} "))) {
        return Stated::Same;
    }
    // Of several units the first belongs to the number: "5 km a day".
    let Some(own) = units_in(given).into_iter().next() else { return Stated::Same };
    let mut factors =
        own.iter().flat_map(|own| asked.iter().filter_map(|asked| own.factor_to(*asked)));
    match factors.next() {
        Some((by, over)) if by.total_cmp(&over).is_eq() => Stated::Same,
        Some((by, over)) => Stated::Converted(by, over),
        None => Stated::Other,
    }
}

/// Writes the letter at the end of an answer out where it is the unit asked and no large number:
/// the m of "5 m" when metres are asked.
fn spelled_out(given: &str, asked: &[Unit]) -> String {
    let given = given.trim().trim_end_matches('.');
    for (letter, word) in [('m', "metres"), ('k', "kelvin")] {
        let bare =
            given.strip_suffix(letter).or_else(|| given.strip_suffix(letter.to_ascii_uppercase()));
        if let Some(bare) = bare.filter(|_| asked.iter().any(|unit| unit.has_letter(letter)))
            && bare.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
        {
            return format!("{bare} {word}");
        }
    }
    given.to_owned()
}

/// Returns whether the number is the key, also where the unit is "million people" and the answer
/// has the million.
fn right(number: Number, key: &NumberKey<'_>) -> bool {
    let scale = key.unit.and_then(|unit| read_number(&format!("1 {unit}")));
    let scaled = scale.and_then(|scale| Number::new(key.number.value() * scale.value()));
    number.is(key.number) || scaled.is_some_and(|scaled| number.is(scaled))
}

fn compare(number: Number, key: &NumberKey<'_>) -> Judgement {
    if right(number, key) {
        return Judgement::correct();
    }
    if number.within(key.number, key.tolerance) {
        return Judgement::correct().because(format!("near enough: the key is {}", key.number));
    }
    Judgement::wrong().because(if number < key.number { "too low" } else { "too high" })
}

/// Judges a number that was given in another unit than the one asked.
fn converted(given: Number, number: Option<Number>, key: &NumberKey<'_>, unit: &str) -> Judgement {
    let Some(number) = number else { return Judgement::wrong() };
    let judged = compare(number, key);
    if judged.verdict == super::Verdict::Correct {
        return judged;
    }
    if right(given, key) {
        return Judgement::wrong()
            .because(format!("the number is right; the unit asked is {unit}"));
    }
    let low = if number < key.number { "too low" } else { "too high" };
    let gap = if unit.starts_with(['%', '°']) { "" } else { " " };
    judged.because(format!("that is {number}{gap}{unit}: {low}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::judge::Verdict::{self, Correct, Wrong};

    fn judged(given: &str, number: f64, unit: Option<&str>, tolerance: f64) -> Judgement {
        let number = Number::new(number).expect("finite");
        judge_number(given, &NumberKey { number, unit, tolerance })
    }

    fn verdict(given: &str, key: f64, tolerance: f64) -> Verdict {
        judged(given, key, None, tolerance).verdict
    }

    #[test]
    fn figures_words_and_units_are_understood() {
        for given in ["70", "70 %", "seventy", "about 70 percent", "70.0"] {
            assert_eq!(verdict(given, 70.0, 0.0), Correct, "{given}");
            assert_eq!(judged(given, 70.0, Some("%"), 0.0).verdict, Correct, "{given}");
        }
        assert_eq!(verdict("two million", 2e6, 0.0), Correct);
    }

    #[test]
    fn a_comma_is_a_decimal_one_only_where_it_can_be_nothing_else() {
        for (given, key) in [
            ("3,5", 3.5),
            ("-3,5", -3.5),
            ("3,5 million", 3.5e6),
            (",5", 0.5),
            ("0,125", 0.125),
            ("1.234,5", 1234.5),
            ("3,500", 3500.0),
        ] {
            assert_eq!(verdict(given, key, 0.0), Correct, "{given}");
        }
        assert_eq!(verdict("3,500", 3.5, 0.0), Wrong);
        assert_eq!(verdict("3,5", 35.0, 0.0), Wrong);
        for given in ["3,50", "1,00", "3,5,7"] {
            let judged = judged(given, 3.5, None, 0.0);
            assert_eq!(judged.why.as_deref(), Some(NO_NUMBER), "{given}");
        }
    }

    #[test]
    fn signs_fractions_and_powers_are_part_of_a_number() {
        for (given, key) in [
            ("minus 8", -8.0),
            ("- 8", -8.0),
            ("−8", -8.0),
            ("negative eight", -8.0),
            ("1/2", 0.5),
            ("-1/2", -0.5),
            (".5", 0.5),
            ("half", 0.5),
            ("a half", 0.5),
            ("3 1/2", 3.5),
            ("two and a half", 2.5),
            ("half a million", 5e5),
            ("two thirds", 2.0 / 3.0),
            ("2/3 of them", 2.0 / 3.0),
            ("three-quarters", 0.75),
            ("¾", 0.75),
            ("10^6", 1e6),
            ("hundred", 100.0),
            ("12 hundred", 1200.0),
            ("8'000", 8000.0),
        ] {
            assert_eq!(verdict(given, key, 0.0), Correct, "{given} for {key}");
        }
        for (given, key) in [
            ("minus 8", 8.0),
            ("- 8", 8.0),
            ("8", -8.0),
            ("8/9", 8.0),
            ("8^2", 8.0),
            ("10^15", 10.0),
            ("8/0", 8.0),
            ("eight ninths", 8.0),
            ("8 tenths", 8.0),
            ("two thirds", 2.0),
            ("10 lakh", 10.0),
            ("12 hundred", 12.0),
            ("8'000", 8.0),
            ("not 8", 8.0),
            ("less than 8", 8.0),
            ("> 8", 8.0),
            ("half of 8", 8.0),
        ] {
            assert_eq!(verdict(given, key, 0.0), Wrong, "{given} for {key}");
        }
        assert_eq!(judged("3 quarters", 3.0, Some("quarters"), 0.0).verdict, Correct);
        assert_eq!(judged("3 over par", 3.0, Some("over par"), 0.0).verdict, Correct);
        assert_eq!(judged("90 km/h", 90.0, Some("km/h"), 0.0).verdict, Correct);
    }

    #[test]
    fn only_the_tolerance_is_forgiven() {
        assert_eq!(verdict("71", 70.0, 0.0), Wrong);
        assert_eq!(verdict("72", 70.0, 2.0), Correct);
        assert_eq!(verdict("73", 70.0, 2.0), Wrong);
        assert_eq!(verdict("many", 70.0, 2.0), Wrong);
    }

    #[test]
    fn the_unit_asked_or_one_that_says_the_same_is_right() {
        for (given, key, unit) in [
            ("5 kg", 5.0, "kg"),
            ("5", 5.0, "kg"),
            ("5000 g", 5.0, "kg"),
            ("five kilograms", 5.0, "kg"),
            ("1.2 million km", 1.2e6, "km"),
            ("1,200,000 kilometres", 1.2e6, "km"),
            ("5 m", 5.0, "m"),
            ("5m", 5.0, "metres"),
            ("5 km", 5000.0, "m"),
            ("300 K", 300.0, "K"),
            ("$5m", 5e6, "dollars"),
            ("5m people", 5e6, "people"),
            ("90 minutes", 1.5, "hours"),
            ("26 states", 26.0, "states"),
            ("26 of them", 26.0, "states"),
            ("5 pounds", 5.0, "lb"),
            ("5 pounds", 5.0, "£"),
            ("3.5 million", 3.5, "million people"),
            ("3.5", 3.5, "million people"),
            ("3,500,000 people", 3.5, "million people"),
        ] {
            let judged = judged(given, key, Some(unit), 0.0);
            assert_eq!(judged.verdict, Correct, "{given} for {key} {unit}: {judged:?}");
        }
        assert_eq!(judged("3.1 miles", 5.0, Some("km"), 0.1).verdict, Correct, "within 0.1 km");
    }

    #[test]
    fn a_wrong_unit_is_wrong_and_the_reason_says_so() {
        for (given, key, unit, why) in [
            ("5 g", 5.0, "kg", "the number is right; the unit asked is kg"),
            ("1200000 miles", 1.2e6, "km", "the number is right; the unit asked is km"),
            ("5 m", 5.0, "km", "the number is right; the unit asked is km"),
            ("70 km", 70.0, "%", "the number is right; the unit asked is %"),
            ("5 euros", 5.0, "dollars", "the number is right; the unit asked is dollars"),
            ("20 seconds", 20.0, "points", "the number is right; the unit asked is points"),
            ("68 °F", 20.0, "°C", "the unit asked is °C"),
            ("4000 g", 5.0, "kg", "that is 4 kg: too low"),
            ("4 kg", 5.0, "kg", "too low"),
        ] {
            let judged = judged(given, key, Some(unit), 0.0);
            assert_eq!(judged.verdict, Wrong, "{given} for {key} {unit}");
            assert_eq!(judged.why.as_deref(), Some(why), "{given} for {key} {unit}");
        }
    }
}
