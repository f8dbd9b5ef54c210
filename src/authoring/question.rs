//! A statement turned into a question.

use super::store::Store;
use crate::facts::{Fact, Open, Statement, Value, join};
use crate::value::spell_date;

/// Returns the question that asks for the open part of a statement.
#[must_use]
pub fn question(statement: &Statement) -> String {
    let verb = &statement.verb;
    let adverb = verb.adverb.as_deref().unwrap_or_default();
    if statement.open == Open::Gap {
        return statement.tail.clone();
    }
    let words: Vec<&str> = if statement.open == Open::Subject {
        let operator = if verb.implicit { "" } else { &verb.operator };
        vec![&statement.asks, operator, adverb, &verb.finite, &statement.tail]
    } else {
        let subject = &statement.subject;
        vec![&statement.asks, &verb.operator, subject, adverb, &verb.inner, &statement.tail]
    };
    let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
    let asked = words.join(" ");
    let asked = match &statement.lead {
        Some(lead) => format!("{lead} {}", with_first(&asked, char::to_lowercase)),
        None => asked,
    };
    let asked =
        with_first(asked.trim_end_matches([',', ' ']), char::to_uppercase).replace("..", ".");
    match asked.strip_suffix(".”") {
        Some(rest) => format!("{rest}”?"),
        None => format!("{asked}?"),
    }
}

/// Returns the statement that a question is made of, dated where the truth may change and with
/// what documents disagree on set aside.
pub(super) fn dated(fact: &Fact, store: &Store<'_>) -> Statement {
    let mut statement = fact.statement.clone();
    let changes = fact.pattern == "role" && statement.verb.operator == "is";
    if changes && statement.lead.is_none() {
        let date = store.known_as_of(fact);
        statement.lead = date.map(|date| format!("As of {},", spell_date(date)));
        // The day is past when the card is studied.
        "was".clone_into(&mut statement.verb.operator);
    }
    if let Value::List(_, members) = &fact.value {
        statement.asks = counted(&statement.asks, members.len());
    }
    if let (Value::List(..), Some(Value::List(_, contested))) = (&fact.value, &fact.refinement) {
        statement.lead = Some(format!("Apart from {},", join(contested)));
    }
    statement
}

/// Returns what asks for a list with the number of its members: "Which three countries". Without
/// it, whoever knows more members than the document could not tell where to stop.
fn counted(asks: &str, members: usize) -> String {
    const NUMBERS: [&str; 9] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = members.checked_sub(2).and_then(|place| NUMBERS.get(place));
    let words: Vec<&str> = asks.split(' ').collect();
    let which = words.iter().position(|word| word.eq_ignore_ascii_case("which"));
    match (number, which) {
        (Some(number), Some(which)) if which + 1 < words.len() => {
            let (before, after) = words.split_at(which + 1);
            format!("{} {number} {}", before.join(" "), after.join(" "))
        }
        _ => asks.to_owned(),
    }
}

fn with_first<I: Iterator<Item = char>>(text: &str, change: fn(char) -> I) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => change(first).chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::facts;

    #[test]
    fn a_list_is_asked_for_with_its_number() {
        assert_eq!(counted("Which countries", 3), "Which three countries");
        assert_eq!(counted("On which areas of trade", 2), "On which two areas of trade");
        assert_eq!(counted("Which countries", 40), "Which countries");
        assert_eq!(counted("Who", 3), "Who");
    }

    #[test]
    fn questions_read_as_people_write_them() {
        for (text, asked) in [
            (
                "France sold Louisiana to the United States in 1803.",
                "In which year did France sell Louisiana to the United States?",
            ),
            (
                "The Suez Canal was formally opened on 17 November 1869.",
                "On which date was the Suez Canal formally opened?",
            ),
            (
                "Norway has maintained ties with Sweden since May 1905.",
                "Since which month and year has Norway maintained ties with Sweden?",
            ),
            ("The Red Cross was founded by Henry Dunant.", "Who founded the Red Cross?"),
            ("Switzerland has 26 cantons.", "How many cantons does Switzerland have?"),
            (
                "He leads Geneva-based Alpine Research Fund.",
                "In which city is Alpine Research Fund based?",
            ),
        ] {
            let documents = [Document::parse("a.txt", text)];
            let facts = facts::find(&documents);
            let questions: Vec<String> = facts.iter().map(|f| question(&f.statement)).collect();
            assert!(questions.iter().any(|q| q == asked), "{text}: {questions:?}");
        }
    }
}
