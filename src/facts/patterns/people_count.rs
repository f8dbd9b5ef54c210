//! How many live there: "with an estimated population of 853,382 in 2014".

use super::{Found, Seen};
use crate::facts::fact::{Statement, Value, Verb};
use crate::facts::referent::{Referent, ReferentKind, named};
use crate::value::read_number;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static POPULATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:with|had|has) an? (?P<about>estimated |approximate )?population of (?P<about2>about |around |approximately )?(?P<count>\d[\d,]*(?:\.\d+)?(?: million)?) (?P<when>in \d{4})\b").expect("the pattern is fixed")
    });
    let known = seen.known();
    let Some(found) = POPULATION.captures(&known.plain) else {
        return Vec::new();
    };
    let before = known.plain.split(" ha").next().unwrap_or_default();
    let place = |r: &Referent| matches!(r.kind, ReferentKind::Named | ReferentKind::State);
    let subject = known.subject.clone().or_else(|| named(before, &seen.corpus.names));
    let Some(subject) = subject.filter(place) else {
        return Vec::new();
    };
    // The count must be of the subject, not of what the sentence names before it.
    let start = found.get(0).map_or(0, |m| m.start());
    let near = known.plain[..start].trim_end_matches(", ");
    let own = near.ends_with(&subject.name)
        || known.plain[start..].starts_with("ha")
        || near.ends_with(';')
        || near.len() < 3;
    let Some(number) = read_number(&found["count"]).filter(|_| own) else {
        return Vec::new();
    };
    let about = found.name("about").or(found.name("about2"));
    let asks = if about.is_some() { "About how many people" } else { "How many people" };
    let verb = Verb { finite: "lived".into(), base: "live".into(), ..Verb::none() };
    let statement =
        Statement::of_subject(asks, verb, &format!("in {} {}", subject.name, &found["when"]));
    vec![Found::asserted(statement, Value::Number { number, unit: None })]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_population_belongs_to_its_place() {
        assert_eq!(
            found_by("people_count", "Riga had a population of 605,802 in 2022. Many love Riga."),
            ["How many people |  | live | in Riga in 2022 => 605,802"]
        );
        assert!(
            found_by("people_count", "Riga lies near a town with a population of 5,000 in 2022.")
                .is_empty()
        );
    }
}
