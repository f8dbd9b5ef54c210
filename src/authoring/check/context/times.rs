//! Times that a question may hang on: the clock, what is newest, what lasted, what came again.

use crate::authoring::check::wording::{RANKS, pattern};
use crate::facts::{Fact, Open, Statement, Value};
use regex::Regex;
use std::sync::LazyLock;

/// "shortly before 1:30 a.m."
pub(in crate::authoring::check) fn tells_the_clock(text: &str) -> bool {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m\b|p\.?m\b|o'clock|o’clock|hrs|GMT|UTC)|\bat \d{1,2}[:.]\d\d\b|\b(?:midnight|noon)\b",
        )
    });
    CLOCK.is_match(text)
}

/// "the newest member", "the current holder": another tomorrow.
pub(in crate::authoring::check) fn is_the_newest(text: &str) -> bool {
    static NEWEST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:the|its|their|whose|which)(?: \p{L}+)? (?:newest|latest|most recent|current|present|incumbent|upcoming|sitting|reigning)\b|\b(?i:its|the) upcoming\b",
        )
    });
    NEWEST.is_match(text)
}

/// "In which year did she visit Peru again?"
pub(super) fn says_again(question: &str) -> bool {
    static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:again|still|already|afterwards|eventually|finally|subsequently|likewise|(?:at|on) some later|later date|later time)\b|\b(?:together )?with its surroundings\b|\bbetween \p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+\?",
        )
    });
    AGAIN.is_match(question)
}

/// "Until which date did only three countries manage a landing?" What lasts is asked so, no event.
pub(super) fn ends_a_state(statement: &Statement) -> bool {
    const LASTING: [&str; 27] = [
        "be", "belong", "control", "direct", "edit", "exist", "govern", "head", "hold", "keep",
        "last", "lead", "live", "manage", "occupy", "operate", "own", "remain", "reign", "rule",
        "run", "serve", "stand", "stay", "teach", "use", "work",
    ];
    let only = format!(" {} ", statement.subject).contains(" only ");
    statement.asks.starts_with("Until")
        && (only || !LASTING.contains(&statement.verb.base.as_str()))
}

/// "From which year did she begin to teach?"
pub(super) fn begins_from(statement: &Statement) -> bool {
    ["From ", "Since "].iter().any(|from| statement.asks.starts_with(from))
        && matches!(statement.verb.base.as_str(), "begin" | "start" | "become" | "open" | "found")
}

/// "plundered several times": in which of the years?
pub(super) fn happened_often(statement: &Statement) -> bool {
    const OFTEN: [&str; 6] =
        ["several times", "many times", "often", "repeatedly", "twice", "most "];
    let dated = statement.open == Open::Time && statement.asks.ends_with("year");
    dated && OFTEN.iter().any(|often| statement.tail.contains(often))
}

/// "Which institute did she join?" "At which university did she teach?" One of several, over a life.
pub(super) fn could_be_any_of_several(fact: &Fact, statement: &Statement) -> bool {
    const OF_YEARS: [&str; 17] = [
        "appear", "audition", "go", "join", "lecture", "live", "move", "perform", "play", "return",
        "sing", "star", "stay", "teach", "travel", "visit", "work",
    ];
    let told = format!("{} {}", statement.asks, statement.tail);
    let dated =
        told.split(' ').any(|w| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_digit()));
    let ranked = told.split(' ').any(|w| RANKS.contains(&w));
    let named = statement.tail.contains(char::is_uppercase);
    matches!(fact.value, Value::Name(..))
        && statement.open == Open::Complement
        && matches!(statement.verb.operator.as_str(), "did" | "had")
        && OF_YEARS.contains(&statement.verb.base.as_str())
        && !dated
        && !ranked
        && !named
}

/// "adopt that name", "improve the technique": which?
pub(super) fn points_to_another(question: &str) -> bool {
    static POINTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:these|this|those|that (?:city|country|date|day|name|office|place|post|time|title|town|war|year))\b|\bthe (?:area|city|country|design|district|idea|island|method|office|place|process|region|site|technique|town|village)\?$|\b(?:bigger|cheaper|faster|heavier|larger|lighter|newer|older|smaller) (?:engines?|machines?|models?|ones?|ships?|versions?)\b|\bthe \p{Ll}+ one\b|\bthe Games\b|\ba similar\b",
        )
    });
    POINTS.is_match(question)
}

/// "chosen for the Olympic Games in Berlin": the place of the games tells the year.
pub(super) fn is_told_by_its_games(question: &str) -> bool {
    static GAMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^In which year .*\b(?:Olympic Games|Olympics|World Cup) (?:in|at) \p{Lu}")
    });
    GAMES.is_match(question)
}
