//! What can be seen of a gap in a sentence.

use super::Sign;
use crate::authoring::uniqueness::is_year;
use crate::facts::{Fact, GAP, NameKind, Value};

/// Returns the signs of a sentence with a gap.
pub(super) fn signs(fact: &Fact) -> Vec<Sign> {
    let text = &fact.statement.tail;
    let answer = fact.value.spelled();
    let (before, after) = text.split_once(GAP).unwrap_or((text, ""));
    let mut signs = vec!["a gap", kind(fact, &answer), length(text), commonness(fact)];
    signs.push(match answer.split(' ').count() {
        1 => "a gap of one word",
        2 => "a gap of two words",
        3 | 4 => "a gap of three or four words",
        _ => "a gap of many words",
    });
    signs.extend(behind(before));
    let listed = after.starts_with(',') || after.trim_start().starts_with("and ");
    let when = |sign, there: bool| there.then_some(sign);
    signs.extend(
        [
            when("a gap in a list", listed),
            when("a gap that owns", after.starts_with("'s")),
            when(
                "a gap before a unit",
                UNITS.iter().any(|unit| after.trim_start().starts_with(unit)),
            ),
            when("a gap for letters", is_acronym(&answer)),
            when("a gap in a sentence with an and", text.contains(" and ")),
            when("a gap beside a relative", has_relative(text)),
            when("a gap of what had been", text.contains(" had ")),
            when("a gap behind another sentence", fact.evidence.len() > 1),
            when("a gap in a sentence that points back", points_back(text)),
        ]
        .into_iter()
        .flatten(),
    );
    signs
}

fn has_relative(text: &str) -> bool {
    [", who ", ", which ", ", whose ", ", where "].iter().any(|relative| text.contains(relative))
}

const UNITS: [&str; 5] = ["million", "billion", "per", "%", "years"];

fn kind(fact: &Fact, answer: &str) -> Sign {
    match &fact.value {
        Value::Name(NameKind::Person, _) => "a gap for a person",
        Value::Name(NameKind::State, _) => "a gap for a state",
        Value::Name(NameKind::Place, _) => "a gap for a place",
        Value::Name(NameKind::Field, _) => "a gap for a term",
        Value::Name(NameKind::Organisation, _) => "a gap for an organisation",
        Value::Name(..) => "a gap for another name",
        _ if is_year(answer) => "a gap for a year",
        _ if is_time(answer) || is_century(fact) => "a gap for a time",
        _ if answer.contains(|c: char| c.is_ascii_digit()) => "a gap for a number in digits",
        _ => "a gap for a number in words",
    }
}

fn is_time(answer: &str) -> bool {
    let spelled = answer.to_lowercase();
    let named = ["century", "decade", "winter", "summer", "spring", "autumn"];
    let month = (1..=12).any(|month| answer.contains(crate::value::month_name(month)));
    let decade = answer.ends_with("0s");
    month || decade || named.iter().any(|word| spelled.contains(word))
}

fn is_century(fact: &Fact) -> bool {
    fact.statement.tail.contains(&format!("{GAP} century"))
}

fn is_acronym(answer: &str) -> bool {
    (2..=5).contains(&answer.len()) && answer.chars().all(char::is_uppercase)
}

/// How often the document says the name; the finder of gaps is the less sure, the oftener.
fn commonness(fact: &Fact) -> Sign {
    match fact.confidence {
        91.. => "a gap for what one sentence names",
        71.. => "a gap for what two sentences name",
        51.. => "a gap for what three sentences name",
        _ => "a gap for what many sentences name",
    }
}

fn length(text: &str) -> Sign {
    match text.split_whitespace().count() {
        0..=14 => "a sentence of up to 14 words",
        15..=22 => "a sentence of up to 22 words",
        23..=32 => "a sentence of up to 32 words",
        _ => "a sentence of more than 32 words",
    }
}

/// What stands right before the gap.
fn behind(before: &str) -> Option<Sign> {
    let before = before.trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    Some(match word.as_str() {
        "" => "a gap at the head",
        "in" | "on" => "a gap behind in or on",
        "of" => "a gap behind of",
        "by" => "a gap behind by",
        "at" => "a gap behind at",
        "to" | "from" => "a gap behind to or from",
        "the" => "a gap behind the",
        "and" | "or" => "a gap behind and",
        _ if before.ends_with(',') => "a gap behind a comma",
        _ if before.ends_with('(') => "a gap in brackets",
        _ => return None,
    })
}

/// "The embargo left …": a teacher has to say which.
fn points_back(text: &str) -> bool {
    let mut words = text.split(' ');
    let the = words.next() == Some("The");
    the && words.next().is_some_and(|w| w.starts_with(char::is_lowercase))
}
