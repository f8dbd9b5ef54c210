//! Questions of a clause that are plainly good, whatever their signs weigh together: who made a thing
//! with a name, when something with a name came to be, after whom it is called, how large it is.
//!
//! Each rule asks for all that a careful reader would: a whole name, a telling verb, a short question.

mod names;

use super::nouns::CHANGING;
use super::setting::is_of_a_meeting;
use super::uniqueness::{self, is_made_by_one, is_whole_by_itself, is_year};

use crate::facts::{Fact, FactStatus, NameKind, Open, Statement, Value};
use names::{begins_with_a_name, is_a_certain_part, is_an_army, is_whole_name};

/// What a rule asks of a fact, of its question's statement, and of whether it says where it belongs.
type Rule = fn(&Fact, &Statement, bool) -> bool;

/// What plainly good questions are worth at least.
pub(super) const WORTH: u8 = 66;

/// Returns why a question without faults is plainly good. `set` tells that words before it say where
/// it belongs.
pub(super) fn why_plain(
    fact: &Fact,
    statement: &Statement,
    question: &str,
    set: bool,
) -> Option<&'static str> {
    const SUREST_DOUBT: u8 = 60;
    const MOST_WORDS: usize = 26;
    let read = matches!(fact.pattern, "clause" | "when")
        && fact.confidence >= SUREST_DOUBT
        && fact.status == FactStatus::Asserted
        && question.split_whitespace().count() <= MOST_WORDS;
    let rules: [(Rule, &'static str); 10] = [
        (is_minuted, "asks who said or did something at a meeting"),
        (is_of_a_maker, "asks who made something with a name"),
        (is_of_a_dated_event, "asks when something with a name happened"),
        (is_of_a_namesake, "asks after whom something is named"),
        (is_of_a_measure, "asks how large something with a name is"),
        (is_of_a_first, "asks who was the first to do something"),
        (is_of_a_body_joined, "asks what somebody joined or founded in a year"),
        (is_of_a_prize, "asks for a prize, or to whom it went"),
        (is_of_a_place, "asks where something with a name happened"),
        (is_of_a_life, "asks where somebody was born, died or is buried"),
    ];
    let rule = rules.into_iter().filter(|_| read).find(|(rule, _)| rule(fact, statement, set));
    rule.map(|(_, why)| why)
}

/// "Who designed the Clifton Bridge?"
fn is_of_a_maker(fact: &Fact, statement: &Statement, _: bool) -> bool {
    let known = match &fact.value {
        Value::Name(NameKind::Person | NameKind::Organisation, name) => name.contains(' '),
        _ => false,
    };
    let simple = statement.verb.implicit && statement.verb.operator == "did";
    known
        && simple
        && statement.open == Open::Subject
        && (is_made_by_one(&statement.verb.base) && begins_with_a_name(&statement.tail)
            || is_first_made(statement))
}

/// "At the meeting on 3 May 1954, who presented the accounts?"
fn is_minuted(fact: &Fact, statement: &Statement, set: bool) -> bool {
    const MINUTED: [&str; 5] = ["announce", "demonstrate", "describe", "present", "propose"];
    set && is_of_a_meeting(statement)
        && matches!(fact.value, Value::Name(NameKind::Person, _))
        && statement.open == Open::Subject
        && MINUTED.contains(&statement.verb.base.as_str())
        && statement.tail.split(' ').count() > 2
}

/// "Who made the first vaccine?"
fn is_first_made(statement: &Statement) -> bool {
    const MADE: [&str; 9] =
        ["build", "complete", "deliver", "develop", "fly", "make", "open", "produce", "publish"];
    let verb = statement.verb.base.as_str();
    let words: Vec<&str> = statement.tail.split(' ').collect();
    let behind = words.get(2).is_some_and(|w| w.starts_with(char::is_lowercase));
    (MADE.contains(&verb) || is_made_by_one(verb))
        && statement.tail.starts_with("the first ")
        && behind
}

/// "In which year did Peru join the League of Nations?"
fn is_of_a_dated_event(fact: &Fact, statement: &Statement, set: bool) -> bool {
    let dated = statement.open == Open::Time && matches!(fact.value, Value::Date(_));
    let tied = ["In ", "On ", "Since "].iter().any(|tie| statement.asks.starts_with(tie));
    let verb = statement.verb.base.as_str();
    let past = matches!(statement.verb.operator.as_str(), "did" | "was" | "were" | "has");
    let tail = statement.tail.as_str();
    let any_of_a_kind =
        ["a ", "an "].iter().any(|a| tail.starts_with(a)) || tail.contains(" some ");
    let named = tail.contains(char::is_uppercase);
    let own = ["its ", "his ", "her "].iter().any(|own| tail.starts_with(own));
    // "the first recorded ascent" was made once.
    let first = statement.subject.starts_with("the first ") && verb == "make";
    let told =
        is_whole_by_itself(verb) || named || own || set && !tail.is_empty() || begins_a_state(tail);
    dated
        && tied
        && past
        && told
        && (named || !any_of_a_kind)
        && (set && is_a_certain_part(&statement.subject)
            || is_whole_name(&statement.subject, fact)
            || named && is_an_army(&statement.subject))
        && (begins_a_state(tail) || !says_little(verb) || first)
        && !(named && set && any_of_a_kind)
}

/// "After whom was the Joanina Library named?"
fn is_of_a_namesake(fact: &Fact, statement: &Statement, _: bool) -> bool {
    statement.verb.base == "name"
        && ["After whom", "After which"].iter().any(|asks| statement.asks.starts_with(asks))
        && statement.tail.is_empty()
        && is_whole_name(&statement.subject, fact)
}

/// "How many kilometres does the Suez Canal measure?"
fn is_of_a_measure(fact: &Fact, statement: &Statement, _: bool) -> bool {
    const MEASURES: [&str; 14] = [
        "contain", "cost", "cover", "drain", "flow", "have", "hold", "measure", "reach", "rise",
        "seat", "span", "stretch", "weigh",
    ];
    let asks = statement.asks.to_lowercase();
    let fixed = !asks.split(' ').any(|word| CHANGING.contains(&word));
    let number =
        matches!(&fact.value, Value::Number { number, .. } if number.to_string().len() > 1);
    number
        && fixed
        && statement.open == Open::Complement
        && (asks.starts_with("how many") || asks.starts_with("about how many"))
        && MEASURES.contains(&statement.verb.base.as_str())
        && is_whole_name(&statement.subject, fact)
}

/// "Who became the first European to report seeing Mount Heiden in 1848?"
fn is_of_a_first(fact: &Fact, statement: &Statement, _: bool) -> bool {
    const FEWEST_WORDS: usize = 5;
    let first = statement.tail.strip_prefix("the first ");
    let told = first.is_some_and(|what| {
        what.split(' ').count() >= FEWEST_WORDS && uniqueness::names_somebody(what)
    });
    let known = matches!(&fact.value, Value::Name(NameKind::Person, name) if name.contains(' '))
        || matches!(fact.value, Value::Name(NameKind::State, _));
    known
        && told
        && statement.open == Open::Subject
        && matches!(statement.verb.base.as_str(), "be" | "become")
}

/// "Which organisation did Finland join in April 2023?"
fn is_of_a_body_joined(fact: &Fact, statement: &Statement, _: bool) -> bool {
    const JOINED: [&str; 8] =
        ["acquire", "annex", "buy", "conquer", "found", "establish", "invade", "join"];
    let kind = statement.asks.strip_prefix("Which ").unwrap_or_default();
    let vague = matches!(kind, "" | "place" | "thing" | "work" | "event" | "name" | "people");
    let body = matches!(
        fact.value,
        Value::Name(NameKind::Organisation | NameKind::State | NameKind::Other, _)
    );
    body && !vague
        && statement.open == Open::Complement
        && JOINED.contains(&statement.verb.base.as_str())
        && ends_in_a_year(&statement.tail)
        && is_whole_name(&statement.subject, fact)
}

/// "Which prize did Niels Bohr receive in 1922?" "To whom was the Turing Award for 1966 awarded?"
fn is_of_a_prize(fact: &Fact, statement: &Statement, _: bool) -> bool {
    const GIVEN: [&str; 5] = ["award", "give", "receive", "share", "win"];
    let prize = |words: &str| {
        words
            .split(' ')
            .any(|w| matches!(w, "Prize" | "prize" | "Award" | "award" | "Medal" | "medal"))
    };
    let given = GIVEN.contains(&statement.verb.base.as_str());
    let asked = prize(&statement.asks)
        && statement.open == Open::Complement
        && ends_in_a_year(&statement.tail)
        && is_whole_name(&statement.subject, fact);
    let awarded = statement.asks == "To whom"
        && prize(&statement.subject)
        && statement.subject.split(' ').any(is_year)
        && matches!(&fact.value, Value::Name(NameKind::Person, name) if name.contains(' '));
    given && (asked || awarded)
}

fn ends_in_a_year(tail: &str) -> bool {
    tail.rsplit(' ').next().is_some_and(is_year)
}

/// "Where was the first night school in the world set up in 1832?"
fn is_of_a_place(fact: &Fact, statement: &Statement, _: bool) -> bool {
    const FEWEST_WORDS: usize = 4;
    const PLACED: [&str; 12] = [
        "build",
        "crown",
        "establish",
        "found",
        "hold",
        "introduce",
        "launch",
        "open",
        "perform",
        "premiere",
        "set",
        "sign",
    ];
    let asks = ["Where", "In which city", "In which town", "In which country", "In which village"];
    let place = matches!(fact.value, Value::Name(NameKind::Place | NameKind::State, _));
    let first = statement.subject.strip_prefix("the first ");
    let one = first.is_some_and(|what| what.split(' ').count() >= FEWEST_WORDS);
    place
        && asks.contains(&statement.asks.as_str())
        && PLACED.contains(&statement.verb.base.split(' ').next().unwrap_or_default())
        && ends_in_a_year(&statement.tail)
        && (one || is_whole_name(&statement.subject, fact))
}

/// "Where did Alfred Wegener die?"
fn is_of_a_life(fact: &Fact, statement: &Statement, _: bool) -> bool {
    let person = statement.subject.split(' ').filter(|w| w.starts_with(char::is_uppercase)).count();
    let place = matches!(fact.value, Value::Name(NameKind::Place | NameKind::State, _));
    place
        && statement.open == Open::Complement
        && matches!(statement.verb.base.as_str(), "bear" | "die" | "bury" | "emigrate")
        && ["Where", "In which", "To which country"]
            .iter()
            .any(|asks| statement.asks.starts_with(asks))
        && statement.tail.is_empty()
        && person >= 2
        && !statement.subject.contains("'s ")
}

/// "into force", "into service".
fn begins_a_state(tail: &str) -> bool {
    let words: Vec<&str> = tail.split(' ').collect();
    matches!(
        words.as_slice(),
        ["into", "force" | "effect" | "service" | "operation" | "use" | "power" | "being"]
            | ["to", "power"]
            | ["in", "office"]
            | ["out"]
    )
}

fn says_little(verb: &str) -> bool {
    const LITTLE: [&str; 40] = [
        "add", "allow", "appear", "ask", "attack", "attend", "be", "believe", "call", "claim",
        "come", "continue", "describe", "do", "express", "face", "find", "follow", "get", "go",
        "have", "help", "include", "keep", "lie", "make", "mean", "meet", "play", "put", "remain",
        "say", "see", "show", "tell", "think", "tour", "use", "visit", "want",
    ];
    LITTLE.contains(&verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::facts;

    fn plain(text: &str) -> Vec<String> {
        let facts = facts::find(&[Document::parse("a.txt", text)]).into_iter();
        let facts: Vec<Fact> = facts.map(|f| Fact { pattern: "clause", ..f }).collect();
        let asked = facts.iter().map(|f| (crate::authoring::question(&f.statement), f));
        asked
            .filter(|(question, f)| why_plain(f, &f.statement, question, false).is_some())
            .map(|(question, _)| question)
            .collect()
    }

    #[test]
    fn whole_names_and_telling_verbs_ask_plainly() {
        for (text, question) in [
            (
                "The Clifton Bridge was designed by Ada Moss, who lived in Heiden.",
                "Who designed the Clifton Bridge?",
            ),
            (
                "The Treaty of Heiden, which was long, came into force in 1859.",
                "In which year did the Treaty of Heiden come into force?",
            ),
            (
                "The best building is the Moss Library, named after Henry Dunant.",
                "After whom was the Moss Library named?",
            ),
        ] {
            let found = plain(text);
            assert!(found.iter().any(|q| q == question), "{text}: {found:?}");
        }
    }

    #[test]
    fn firsts_prizes_and_what_was_joined_ask_plainly() {
        for (text, question) in [
            (
                "Ada Moss became the first European to report seeing Mount Heiden.",
                "Who became the first European to report seeing Mount Heiden?",
            ),
            (
                "Finland, which has long borders, joined the League of Nations in 1920.",
                "Which league did Finland join in 1920?",
            ),
            (
                "Niels Bohr, who was a Dane, received the Nobel Prize in 1922.",
                "Which prize did Niels Bohr receive in 1922?",
            ),
        ] {
            let found = plain(text);
            assert!(found.iter().any(|q| q == question), "{text}: {found:?}");
        }
    }

    #[test]
    fn half_a_name_and_a_vague_verb_do_not() {
        for text in [
            "The library was visited by Henry Dunant in 1859.",
            "The couple met in Geneva in 1859.",
            "A bridge was designed by Henry Dunant.",
        ] {
            assert_eq!(plain(text), Vec::<String>::new(), "{text}");
        }
    }
}
