//! Where something is or was held: "took place at the Opera House", "is located in Bern".

use super::{Found, Seen};
use crate::facts::fact::{NameKind, Statement, Value, Verb};
use crate::facts::referent::{ReferentKind, named};
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static HELD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>[^,;:“]+?) (?P<did>took place|was held|were held|is located|are located|is situated|is headquartered|is based) (?P<tie>in|at|on|near) (?P<place>(?:the )?\p{Lu}[\p{L}'&.-]*(?: (?:of |the |and )?\p{Lu}[\p{L}'&.-]*)*(?:, \p{Lu}[\p{L}]+)?)").expect("the pattern is fixed")
    });
    let Some(found) = HELD.captures(&seen.known().plain) else {
        return Vec::new();
    };
    let subject = named(&found["what"], &seen.corpus.names);
    let fits = |kind| matches!(kind, ReferentKind::Named | ReferentKind::Described);
    let Some(subject) = subject.filter(|r| fits(r.kind)) else {
        return Vec::new();
    };
    let (operator, inner) = match &found["did"] {
        "took place" => ("did", "take place"),
        did => did.split_once(' ').unwrap_or((did, "")),
    };
    let verb = Verb {
        operator: operator.into(),
        implicit: operator == "did",
        inner: inner.into(),
        finite: found["did"].to_owned(),
        base: inner.split(' ').next().unwrap_or_default().to_owned(),
        adverb: None,
    };
    let place = found["place"].trim_end_matches('.').to_owned();
    let asks = if &found["tie"] == "near" { "Near what" } else { "Where" };
    let statement = Statement::of_complement(asks, &subject.name, verb, "");
    vec![Found::asserted(statement, Value::Name(NameKind::Place, place))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn places_of_events_and_buildings_are_found() {
        for (text, fact) in [
            (
                "The 3rd Baltic Choir Festival took place at the Riga Opera House.",
                "Where | the 3rd Baltic Choir Festival | take |  => the Riga Opera House",
            ),
            (
                "The Zytglogge tower is located in Bern, Switzerland.",
                "Where | the Zytglogge tower | located |  => Bern, Switzerland",
            ),
        ] {
            assert_eq!(found_by("place_held", text), [fact], "{text}");
        }
        assert!(found_by("place_held", "The meeting took place in secret.").is_empty());
    }
}
