//! What is said to be done, with nothing that says to what: a body founded that is somebody, a thing
//! begun and not named, what lasted and has no year.

use super::people::tells_of_a_person;
use crate::authoring::check::wording::pattern;
use crate::authoring::uniqueness::is_year;
use crate::facts::{Fact, NameKind, Open, Statement, Value};
use crate::value::read_number;
use regex::Regex;
use std::sync::LazyLock;

/// "How did the government frame the treaty? As a breakthrough." Hardly otherwise.
pub(super) fn is_hailed(fact: &Fact, statement: &Statement) -> bool {
    let hails = matches!(statement.verb.base.as_str(), "frame" | "hail" | "portray" | "present");
    fact.pattern == "view" && hails
}

/// "How many votes did Ada Lund receive?" In which election?
pub(super) fn counts_the_votes_of_no_vote(statement: &Statement, question: &str) -> bool {
    const COUNTED: [&str; 6] = ["goals", "medals", "points", "runs", "seats", "votes"];
    let counted = statement.asks.split(' ').next_back().is_some_and(|last| COUNTED.contains(&last));
    let told = ["election", "Games", "Cup", "Championship", "referendum", "against", " in "];
    let figure = question.contains(|c: char| c.is_ascii_digit());
    let won = matches!(
        statement.verb.base.as_str(),
        "claim" | "earn" | "gain" | "get" | "receive" | "score" | "take" | "win"
    );
    won && counted && !figure && !told.iter().any(|told| question.contains(told))
}

/// "In which year did Peru control a tenth of the land?"
pub(super) fn was_so_for_long(statement: &Statement) -> bool {
    const LASTING: [&str; 12] = [
        "belong", "believe", "comprise", "consist", "contain", "control", "know", "number", "own",
        "possess", "resemble", "speak",
    ];
    const FOR_YEARS: [&str; 6] = ["employ", "live", "make", "produce", "teach", "work"];
    let verb = statement.verb.base.as_str();
    let decade = statement.asks.contains("decade") && FOR_YEARS.contains(&verb);
    statement.open == Open::Time
        && statement.verb.operator == "did"
        && (LASTING.contains(&verb) || decade)
}

/// "Where did Ada Lund go up?"
pub(super) fn goes_up(statement: &Statement) -> bool {
    matches!(
        statement.verb.base.as_str(),
        "come back" | "come up" | "go back" | "go down" | "go on" | "go out" | "go up"
    )
}

/// "Where was Ada Lund founded?" A club of hers was.
pub(super) fn is_a_body_somebody(fact: &Fact, statement: &Statement) -> bool {
    let made = matches!(
        statement.verb.base.as_str(),
        "complete" | "destroy" | "establish" | "expand" | "found" | "inaugurate" | "open"
    );
    // "YKK".
    let letters = statement.subject.chars().all(char::is_uppercase);
    made && tells_of_a_person(fact, statement) && !letters && statement.verb.operator == "was"
}

/// "In which year is the mosque finished?"
pub(super) fn is_past_in_the_present(fact: &Fact, statement: &Statement) -> bool {
    statement.open == Open::Time
        && matches!(fact.value, Value::Date(_))
        && statement.asks.starts_with("In which year")
        && matches!(statement.verb.operator.as_str(), "is" | "are")
}

/// "In which winter did Ada Lund fall ill?"
pub(super) fn is_indisposed(statement: &Statement) -> bool {
    let small = matches!(statement.tail.as_str(), "ill" | "sick" | "asleep" | "in love");
    statement.open == Open::Time && small
}

/// "Where did she take her degree? Linguistics."
pub(super) fn asks_for_another_kind(fact: &Fact, statement: &Statement) -> bool {
    let field = matches!(fact.value, Value::Name(NameKind::Field | NameKind::Person, _));
    let degree = ["degree", "doctorate", "Ph.D", "PhD", "MA", "BA", "diploma"];
    let studied = degree.iter().any(|word| statement.tail.contains(word));
    let body = ["University", "College", "School", "Institute"];
    let named = body.iter().any(|word| statement.tail.contains(word));
    // "What wrote the play?" Somebody did.
    let writes = matches!(
        statement.verb.base.as_str(),
        "write" | "compose" | "paint" | "direct" | "marry" | "say" | "sculpt"
    );
    let thing = statement.open == Open::Subject && statement.asks == "What" && writes;
    // "Who was founded in 1871?" Nobody was.
    let founded = statement.asks == "Who"
        && matches!(statement.verb.operator.as_str(), "was" | "were")
        && matches!(
            statement.verb.base.as_str(),
            "build" | "establish" | "found" | "incorporate" | "launch" | "open" | "publish"
        );
    statement.asks == "Where" && (field || studied && named) || thing || founded
}

/// "How many groups did Lund name?"
pub(super) fn counts_what_was_said(fact: &Fact, statement: &Statement) -> bool {
    let says = ["cite", "list", "mention", "name", "suggest"];
    matches!(fact.value, Value::Number { .. }) && says.contains(&statement.verb.base.as_str())
}

/// What was done to somebody that is asked of a class only with thought.
pub(super) fn tells_of_an_outrage(statement: &Statement) -> bool {
    matches!(statement.verb.base.as_str(), "abuse" | "lynch" | "molest" | "rape" | "torture")
}

/// "In which year did the institute order twenty?"
pub(super) fn counts_nothing(statement: &Statement) -> bool {
    let number = |word: &str| word.parse::<u32>().is_ok() || read_number(word).is_some();
    // "sail with twenty-two".
    let counted = ["with ", "for ", "of "].iter().find_map(|tie| statement.tail.strip_prefix(tie));
    let tail = counted.unwrap_or(&statement.tail);
    !tail.is_empty() && !tail.contains(' ') && number(tail) && !is_year(tail)
}

/// "Which three countries enjoyed covert ties with Peru?" So may others have. "Which two were the Accords
/// expanded after 2020 to include?" And whom later?
pub(super) fn many_are_such(fact: &Fact, statement: &Statement) -> bool {
    const NEAR: usize = 3;
    let tail = &statement.tail;
    let dated = tail.contains(|c: char| c.is_ascii_digit());
    let open = statement.open == Open::Subject && !tail.contains("the ") && !dated;
    let when = tail.split_once("after ").map_or("", |(_, when)| when);
    let later = when.split(' ').take(NEAR).any(is_year);
    matches!(fact.value, Value::List(..)) && (open || later && statement.verb.base != "be")
}

/// "begin work", "sign treaties": on what, and which?
pub(super) fn does_something_bare(statement: &Statement) -> bool {
    const WHOLE: [&str; 15] = [
        "bankrupt",
        "flags",
        "independence",
        "neutrality",
        "office",
        "power",
        "sides",
        "war",
        "relations",
        "out",
        "up",
        "down",
        "over",
        "off",
        "away",
    ];
    const SMALL: [&str; 14] = [
        "a", "an", "the", "to", "in", "on", "at", "into", "from", "his", "her", "its", "their",
        "as",
    ];
    const DONE: [&str; 20] = [
        "begin", "build", "buy", "finish", "gain", "hold", "lose", "make", "recover", "regain",
        "resume", "retain", "sell", "sign", "start", "stop", "take", "try", "win", "write",
    ];
    const MOST_WORDS: usize = 2;
    let words: Vec<&str> = statement.tail.split(' ').collect();
    let (first, last) = (words[0], words[words.len() - 1]);
    let active = matches!(statement.verb.operator.as_str(), "did" | "had");
    statement.open == Open::Time
        && active
        && DONE.contains(&statement.verb.base.as_str())
        && !statement.tail.is_empty()
        && words.len() <= MOST_WORDS
        && !statement.tail.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !SMALL.contains(&first)
        && !WHOLE.contains(&last)
        && !last.ends_with("ly")
}

/// "Which committee said that its members had met?"
pub(super) fn only_says(fact: &Fact, statement: &Statement) -> bool {
    let body = matches!(fact.value, Value::Name(NameKind::Organisation, _));
    body && statement.open == Open::Subject && statement.verb.base == "say"
}

/// "In which language was Ada Lund known as Sir Adam?" "Where was she buried in a grave?"
pub(super) fn asks_what_nobody_would(statement: &Statement) -> bool {
    let verb = statement.verb.base.as_str();
    let language =
        statement.asks.starts_with("In which language") && matches!(verb, "call" | "know" | "name");
    let grave = verb == "bury" && statement.tail.starts_with("in a ");
    let height = statement.asks.starts_with("At how many") && verb == "be";
    let inner = statement.asks.starts_with("A ") || statement.asks.starts_with("An ");
    language || grave || height || inner
}

/// "In which year did the organisation become an agency?" Which?
pub(super) fn is_done_by_some_body(question: &str) -> bool {
    static BODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^,]* (?:did|was|does|is|has|had) the (?:agency|association|band|club|college|company|firm|organi[sz]ation|party|school|society|university)(?P<next>(?: \p{Ll}+|\?))",
        )
    });
    BODY.captures(question).is_some_and(|found| &found["next"] != " of")
}
