//! Births and deaths as encyclopedias bracket them: "NAME (8 February 1700 – 17 March 1782) was".

use super::when::IN_WHICH_YEAR;
use super::{Found, Seen, passive, past};
use crate::facts::fact::{Open, Statement, Value, Verb};
use crate::facts::verb::by_base;
use crate::language::time::find_times;
use crate::value::{Edtf, Precision};
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static LIFE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<name>(?:\p{Lu}[\p{L}.'-]*|de|van|von|der|al|bin|of|the)(?: (?:\p{Lu}[\p{L}.'-]*|de|van|von|der|al|bin|of|the)){1,6})(?:, (?:\p{Ll}+ )?known as (?P<known>\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){1,2}),?)? \((?P<life>[^()]*)\),? (?:was|is)\b")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let Some(found) = LIFE.captures(&known.sentence.text) else {
        return Vec::new();
    };
    let life = found["life"].rsplit("; ").next().unwrap_or_default();
    let name = found.name("known").map_or(&found["name"], |known| known.as_str());
    let name = seen.person(name).unwrap_or_else(|| plain_name(name));
    // "1593 – after January 1654" knows no day.
    let vague = ["after ", "before ", "circa ", "c. ", "about ", " or ", "?"]
        .iter()
        .any(|w| life.contains(w));
    if vague {
        return Vec::new();
    }
    let ends = life.contains(" – ") || life.contains(" - ") || life.contains('–');
    let mut dates = find_times(life, None)
        .into_iter()
        .flat_map(|t| [Some(t.value.from), t.value.to].into_iter().flatten());
    let (first, second) = (dates.next().map(Edtf::exact), dates.next().map(Edtf::exact));
    // Of whom only the baptism is known, nobody knows the birth.
    let baptised = ["baptised", "baptized", "bap."].iter().any(|word| life.contains(word));
    let birth = first.filter(|_| ends && second.is_some() || life.starts_with("born"));
    let birth = birth.filter(|_| !baptised);
    let mut facts = Vec::new();
    if let (Some(date), Some(verb)) = (birth, by_base("bear")) {
        facts.extend(event(&name, passive(verb, false), date));
    }
    if let (Some(date), Some(verb)) = (second.filter(|_| ends), by_base("die")) {
        facts.extend(event(&name, past(verb), date));
    }
    facts
}

/// Asks for the year of a birth or death, which is what people know, not for the day.
fn event(name: &str, verb: Verb, date: Edtf) -> Option<Found> {
    let year = Edtf::year(date.from.year()).filter(|_| date.precision() >= Precision::Year)?;
    let statement =
        Statement { open: Open::Time, ..Statement::of_complement(IN_WHICH_YEAR, name, verb, "") };
    Some(Found::asserted(
        statement,
        Value::Date(if date.precision() > Precision::Year { date } else { year }),
    ))
}

/// Leaves out letters after a name: "Jane Roe FRS" and "Dame".
fn plain_name(name: &str) -> String {
    let kept = name
        .split(' ')
        .filter(|w| w.len() < 2 || w.contains('.') || w.chars().any(char::is_lowercase));
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn the_bracket_after_a_name_tells_a_life() {
        let text = "Lise Meitner FRS (German: [ˈmaɪtnɐ]; 7 November 1878 – 27 October 1968) was an Austrian physicist.";
        assert_eq!(
            found_by("life", text),
            [
                "In which year | Lise Meitner | bear |  => 7 November 1878",
                "In which year | Lise Meitner | die |  => 27 October 1968",
            ]
        );
    }

    #[test]
    fn whoever_is_known_by_another_name_is_asked_for_by_it() {
        let text = "Francisco Alves Moss Filho, known as Chico Moss (15 December 1944 – 22 December 1988), was a tapper.";
        let found = found_by("life", text);
        assert_eq!(found[0], "In which year | Chico Moss | bear |  => 15 December 1944");
    }

    #[test]
    fn a_baptism_is_no_birth() {
        let text = "Ada Moss (baptised 14 December 1640 – 16 April 1689) was a poet.";
        assert_eq!(found_by("life", text), ["In which year | Ada Moss | die |  => 16 April 1689"]);
    }

    #[test]
    fn a_bracket_of_something_else_is_no_life() {
        assert!(found_by("life", "Fort William (then a camp of 1690) was a fort.").is_empty());
    }
}
