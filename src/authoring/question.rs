//! A statement turned into a question.

use super::store::Store;
use crate::facts::{Fact, Open, Statement, Value, Verb, join};
use crate::language::inflection::{past, third_person};
use crate::value::{Precision, spell_date};
use regex::Regex;
use std::sync::LazyLock;

/// Returns the question that asks for the open part of a statement.
#[must_use]
pub fn question(statement: &Statement) -> String {
    let verb = &statement.verb;
    let adverb = verb.adverb.as_deref().unwrap_or_default();
    if statement.open == Open::Gap {
        let heading = statement.lead.iter().map(String::as_str);
        return heading.chain([statement.tail.as_str()]).collect::<Vec<_>>().join(" ");
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
        Some(lead) if begins_with_a_name(&asked) => format!("{lead} {asked}"),
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

/// "Ada Moss from which country": whatever asks begins with a word that asks, and so no name.
fn begins_with_a_name(asked: &str) -> bool {
    let mut words = asked.split(' ').map(|word| word.starts_with(char::is_uppercase));
    words.next() == Some(true) && words.next() == Some(true)
}

/// Returns the statement that a question is made of, dated where the truth may change and with
/// what documents disagree on set aside.
pub(super) fn dated(fact: &Fact, store: &Store<'_>) -> Statement {
    let mut statement = without_loose_ends(fact);
    let changes = fact.pattern == "role" && statement.verb.operator == "is";
    if changes && statement.lead.is_none() {
        statement.lead = as_of(fact, store);
        // The day is past when the card is studied.
        "was".clone_into(&mut statement.verb.operator);
    }
    // What share of a people does something is another in each census.
    let measured = fact.pattern == "share" && is_in_the_present(&statement);
    if measured && statement.lead.is_none() {
        statement.lead = as_of(fact, store);
    }
    // What is so "currently" was so when it was written.
    let now = matches!(statement.verb.adverb.as_deref(), Some("currently" | "now"));
    if now
        && statement.lead.is_none()
        && let Some(lead) = as_of(fact, store)
    {
        statement.lead = Some(lead);
        statement.verb = told_of_then(&statement.verb);
    }
    // What lasts or is posted somewhere may have ended when the card is studied.
    if statement.lead.is_none()
        && let Some(past) = past_of_what_may_end(&statement)
        && let Some(lead) = as_of(fact, store)
    {
        statement.lead = Some(lead);
        past.clone_into(&mut statement.verb.operator);
    }
    // How something was seen, somebody has to say.
    if fact.pattern == "view" && statement.lead.is_none() {
        let document = fact.evidence.last().map(|evidence| evidence.document);
        let told_by = document.and_then(|document| store.told_by(document));
        statement.lead = told_by.map(|who| format!("According to {who},"));
    }
    // "In about 1807 she married": no source knows the year.
    if matches!(&fact.value, Value::Date(date) if date.approximate && date.precision() == Precision::Year)
    {
        statement.asks = statement.asks.replace("which year", "about which year");
    }
    if let Value::List(_, members) = &fact.value {
        statement.asks = counted(&statement.asks, members.len());
    }
    if let (Value::List(..), Some(Value::List(_, contested))) = (&fact.value, &fact.refinement) {
        statement.lead = Some(format!("Apart from {},", join(contested)));
    }
    statement
}

fn as_of(fact: &Fact, store: &Store<'_>) -> Option<String> {
    store.known_as_of(fact).map(|date| format!("As of {},", spell_date(date)))
}

/// "currently includes", of a day that is past: "included".
fn told_of_then(verb: &Verb) -> Verb {
    let operator = match verb.operator.as_str() {
        "is" => "was",
        "are" => "were",
        "do" | "does" => "did",
        "has" | "have" => "had",
        other => other,
    };
    let finite = match verb.finite.split_once(' ') {
        _ if operator != "did" => verb.finite.clone(),
        Some((_, rest)) => format!("{} {rest}", past(&verb.base)),
        None => past(&verb.base),
    };
    Verb { operator: operator.to_owned(), finite, adverb: None, ..verb.clone() }
}

/// "Since which year has Norway objected", "some 15,000 soldiers are stationed": returns how it is told
/// of a day that is past.
fn past_of_what_may_end(statement: &Statement) -> Option<&'static str> {
    const POSTED: [&str; 8] =
        ["base", "deploy", "detain", "displace", "employ", "hold", "imprison", "station"];
    let has_count = || {
        let parts = [&statement.asks, &statement.subject, &statement.tail];
        let count =
            |part: &str| part.contains("how many") || part.contains(|c: char| c.is_ascii_digit());
        parts.iter().any(|part| count(part))
    };
    let posted = || POSTED.contains(&statement.verb.base.as_str()) && has_count();
    match statement.verb.operator.as_str() {
        "is" if posted() => Some("was"),
        "are" if posted() => Some("were"),
        "has" | "have" if statement.asks.starts_with("Since") => Some("had"),
        _ => None,
    }
}

fn is_in_the_present(statement: &Statement) -> bool {
    let verb = &statement.verb;
    matches!(verb.operator.as_str(), "" | "is" | "are" | "does" | "do")
        && verb.finite == third_person(&verb.base)
}

/// Returns a fact's statement without what the sentence hung on it and a question needs not: "for his
/// efforts", "only", and the part of the key that the key says itself.
fn without_loose_ends(fact: &Fact) -> Statement {
    static HALF_A_WHY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^| )for (?:his|her|its|their) (?:efforts?|work|part|role|services?|contributions?|achievements?)(?P<when> in \d{4})?$")
            .expect("the pattern is fixed")
    });
    static ONLY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|\b)only (?P<when>(?:in|on) [\p{L}\d ]*\d{4})\b")
            .expect("the pattern is fixed")
    });
    let mut statement = fact.statement.clone();
    if statement.open == Open::Gap {
        return statement;
    }
    statement.verb.adverb = statement.verb.adverb.filter(|adverb| adverb != "only");
    // "In which year did she die poor?"
    let state = ["alone", "childless", "penniless", "poor", "unmarried", "young"];
    if statement.verb.base == "die" && state.contains(&statement.tail.as_str()) {
        statement.tail.clear();
    }
    let tail = HALF_A_WHY.replace(&statement.tail, "$when");
    let tail = ONLY.replace(&tail, "$when").trim().to_owned();
    let answer = fact.value.spelled();
    // "Where did she die in Surrey? Woking in Surrey."
    let behind =
        answer.split_once(" in ").or_else(|| answer.split_once(", ")).map(|(_, whole)| whole);
    let said_twice =
        behind.map(|whole| format!("in {whole}")).filter(|said| tail.starts_with(said));
    statement.tail = match said_twice {
        Some(said) => tail[said.len()..].trim_start_matches([',', ' ']).to_owned(),
        None => without_founders(&statement, tail),
    };
    statement
}

/// "In which year was Holm & Lund founded by Ada Holm and Jan Lund?" Its name says by whom.
fn without_founders(statement: &Statement, tail: String) -> String {
    let padded = format!(" {tail}");
    let Some((before, agents)) = padded.split_once(" by ") else { return tail };
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && word.len() > 2;
    let mut named = agents.split([' ', ',']).filter(capital);
    let again = named.any(|word| statement.subject.split(' ').any(|own| own == word));
    let whole =
        statement.open == Open::Time && again && !agents.contains(|c: char| c.is_ascii_digit());
    if whole { before.trim().to_owned() } else { tail }
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

/// Returns a text with its first letter changed.
pub(super) fn with_first<I: Iterator<Item = char>>(text: &str, change: fn(char) -> I) -> String {
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

    fn built(text: &str) -> Vec<String> {
        let options = crate::authoring::BuildOptions::default();
        let built = crate::authoring::build(&[Document::parse("a.txt", text)], &options);
        built.candidates.into_iter().map(|candidate| candidate.question).collect()
    }

    #[test]
    fn what_a_question_needs_not_is_left_out() {
        for (text, asked) in [
            (
                "Ada Moss received the Nobel Prize in 1971 for her efforts.",
                "In which year did Ada Moss receive the Nobel Prize?",
            ),
            (
                "Peru recognised Chile only in 1825, when the war was over.",
                "Which country did Peru recognise in 1825?",
            ),
            (
                "Holm & Lund was founded in Oslo in 1871 by Ada Holm and Jan Lund.",
                "In which year was Holm & Lund founded in Oslo?",
            ),
            (
                "In about 1807 Ada Moss married Jan Holm.",
                "In about which year did Ada Moss marry Jan Holm?",
            ),
        ] {
            let found = built(text);
            assert!(found.iter().any(|question| question == asked), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_so_now_was_so_when_it_was_written() {
        let page = "OSLO, 3 March 2025 — The Nordic Trade Partnership currently includes all 10 \
                    member states of the Baltic Union.";
        let found = built(page);
        let then = |question: &String| {
            question.starts_with("As of March 2025, ") && question.contains(" included all 10")
        };
        assert!(found.iter().any(then), "{found:?}");
        let now = |question: &String| question.ends_with('?') && question.contains("currently");
        assert!(!found.iter().any(now), "{found:?}");
    }

    #[test]
    fn the_name_that_a_question_begins_with_keeps_its_capital_behind_a_lead() {
        let finite = "became".to_owned();
        let verb = Verb {
            operator: "did".into(),
            implicit: true,
            inner: "become".into(),
            finite,
            base: "become".into(),
            adverb: None,
        };
        let asked = question(&Statement {
            lead: Some("In the history of Peru,".into()),
            asks: "Chileshe Holm from which country".into(),
            open: Open::Subject,
            subject: String::new(),
            verb,
            tail: "the first woman to head it".into(),
        });
        assert!(asked.starts_with("In the history of Peru, Chileshe Holm from which"), "{asked}");
    }

    #[test]
    fn what_the_key_says_the_question_does_not() {
        let documents = [Document::parse("a.txt", "Ada Moss died at Woking on 29 July 1994.")];
        let asked = |fact: &Fact| fact.statement.open == Open::Time;
        let mut fact = facts::find(&documents).into_iter().find(asked).expect("a fact");
        fact.value = Value::Name(crate::facts::NameKind::Place, "Woking in Surrey".into());
        fact.statement.tail = "in Surrey on 29 July 1994".into();
        assert_eq!(without_loose_ends(&fact).tail, "on 29 July 1994");
    }

    #[test]
    fn a_share_is_dated() {
        let text = "The fair in Oslo ended on 3 May 2024. Norway is a country with about 70 percent of \
                    the population speaking Finnish.";
        let found = built(text);
        let asked = "As of May 2024, about what percentage of Norway's population speaks Finnish?";
        assert!(found.iter().any(|question| question == asked), "{found:?}");
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
            (
                "In July 2020 a Turkish court annulled the decision of 1934.",
                "In which month and year did a Turkish court annul the decision of 1934?",
            ),
            (
                "Ada Moss was a physicist. She married a fellow physicist, Jan Holm, in 1942, taught at Lund \
                 College and then at Riga, and in 1944 joined the Moss Project.",
                "At which college did Ada Moss teach?",
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
