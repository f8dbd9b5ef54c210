//! Where a body has its seat: "Geneva-based World Wide Fund", "is based in Geneva".

use super::{Found, Seen, copula};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::language::gazetteer;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static BASED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<city>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(?:, (?P<state>\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?))?-based (?P<body>\p{Lu}[\p{L}&'-]+(?: (?:of |for |and )?\p{Lu}[\p{L}&'-]+){1,4})").expect("the pattern is fixed")
    });
    let Some(found) = BASED.captures(&seen.known().plain) else {
        return Vec::new();
    };
    let body = found["body"].trim_end_matches("'s");
    let state = found.name("state").map(|state| state.as_str());
    let within = |s: &&str| !gazetteer::is_american_state(s) && gazetteer::find(s).is_none();
    // "of Moss Foods, Geneva-based Holm Fund": what stands before the comma is another.
    let city = state.filter(within).unwrap_or(&found["city"]);
    if seen.person(body).is_some() || gazetteer::by_demonym(city).is_some() {
        return Vec::new();
    }
    let country = gazetteer::find(city).is_some();
    let asks = if country { "In which country" } else { "In which city" };
    let statement = Statement::of_complement(asks, body, copula("is"), "based");
    vec![Found::asserted(statement, Value::Name(NameKind::Place, city.to_owned()))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn the_seat_of_a_body_is_found() {
        assert_eq!(
            found_by("based", "He leads Geneva-based Alpine Research Fund."),
            ["In which city | Alpine Research Fund | be | based => Geneva"]
        );
        assert!(found_by("based", "A Geneva-based fund paid for it.").is_empty());
        assert_eq!(
            found_by(
                "based",
                "Two owners of Moss, Geneva-based Alpine Research Fund and a bank, met."
            ),
            ["In which city | Alpine Research Fund | be | based => Geneva"]
        );
        // A town may have its state with it.
        assert_eq!(
            found_by("based", "It was sold to Raleigh, North Carolina-based Moss Materials."),
            ["In which city | Moss Materials | be | based => Raleigh"]
        );
    }
}
