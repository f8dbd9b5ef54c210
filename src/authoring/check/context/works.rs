//! Works and prizes: what was made or published without a title, a prize of no field or of several.

use super::people::tells_of_a_person;
use crate::authoring::check::wording::pattern;
use crate::authoring::uniqueness;
use crate::facts::{Fact, NameKind, Open, Statement, Value};
use regex::Regex;
use std::sync::LazyLock;

/// "In which year did the picture paint?" It was painted.
pub(super) fn makes_nothing(statement: &Statement) -> bool {
    let inner = statement.verb.inner.as_str();
    // "began to colonise".
    let begun = statement.tail.strip_prefix("to ").filter(|verb| !verb.contains(' '));
    let verb = begun.or(inner.rsplit(' ').next()).unwrap_or(inner);
    let made = uniqueness::is_made_by_one(verb)
        || matches!(verb, "build" | "colonise" | "colonize" | "invent" | "publish" | "settle");
    statement.open == Open::Time
        && statement.verb.operator == "did"
        && (statement.tail.is_empty() || begun.is_some())
        && made
}

/// "In which year was Ada Lund published?" A book of hers was.
pub(super) fn is_a_person_published(fact: &Fact, statement: &Statement) -> bool {
    let made = matches!(
        statement.verb.base.as_str(),
        "broadcast"
            | "build"
            | "compose"
            | "construct"
            | "demolish"
            | "launch"
            | "manufacture"
            | "print"
            | "paint"
            | "publish"
            | "translate"
            | "write"
    );
    // "a fresco in Moss, painted in 1352".
    let place = fact.is_place(&statement.subject)
        && matches!(statement.verb.base.as_str(), "compose" | "paint" | "publish" | "write");
    statement.verb.operator == "was" && (made && tells_of_a_person(fact, statement) || place)
}

/// "Seven Days ... Seven Nights", "7-6 (5), 1-6": of a title or a score with marks within, the
/// question has but a part.
pub(super) fn is_quoted_in_part(fact: &Fact) -> bool {
    static MARKS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\p{L} ?(?:\.\.\.|…) ?\p{L}|\d[-–]\d \(\d+\)"));
    fact.evidence.iter().any(|evidence| MARKS.is_match(&evidence.quote))
}

/// "Who received the Nobel Prize in 1930?" In which field?
pub(super) fn is_a_prize_of_no_field(question: &str) -> bool {
    static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:the|a) Nobel Prize(?: in \d{4})?(?:\?| for (?:his|her|their))")
    });
    PRIZE.is_match(question)
}

/// "Who was awarded the Peace Medal in 1970?" Several were.
pub(super) fn is_awarded_to_several(fact: &Fact, statement: &Statement) -> bool {
    static PRIZE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:Award|Medal|Order|Prize|Fellowship|Scholarship)\b"));
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let given = matches!(statement.verb.base.as_str(), "award" | "give" | "receive");
    statement.open == Open::Subject
        && person
        && given
        && PRIZE.is_match(&statement.tail)
        && !statement.tail.contains("first ")
        && !statement.tail.contains("Nobel")
}

/// "In which year did the geographer publish a classic study?" Which?
pub(super) fn does_something_of_a_kind(statement: &Statement) -> bool {
    const TIES: [&str; 14] = [
        "about", "against", "at", "between", "by", "called", "for", "from", "in", "of", "on",
        "that", "to", "with",
    ];
    const MOST_WORDS: usize = 4;
    let tail = &statement.tail;
    let any = tail.starts_with("a ") || tail.starts_with("an ");
    let plain = !tail.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let tied = tail.split(' ').any(|word| TIES.contains(&word));
    let made = matches!(
        statement.verb.base.as_str(),
        "build" | "compose" | "give" | "make" | "name" | "paint" | "produce" | "publish" | "write"
    );
    // "name a crater on Venus": after whom?
    let called =
        statement.verb.base == "name" && !tail.contains(" after ") && !tail.contains(" for ");
    statement.open == Open::Time
        && any
        && (called || plain && !tied && made && tail.split(' ').count() <= MOST_WORDS)
}

/// "In which year did Ada Lund receive her papers?" Which?
pub(super) fn receives_what_is_hers(statement: &Statement) -> bool {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\p{L}+'s|his|her|their) (?:certificate|commission|degree|diploma|discharge|freedom|licence|license|papers|pension|permit|post|prize|reward|title)$",
        )
    });
    statement.open == Open::Time && OWN.is_match(&statement.tail)
}

/// "In which year did Ada Lund's account appear?"
pub(super) fn is_a_work_without_a_title(statement: &Statement) -> bool {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"'s? (?:[\p{Ll}-]+ )?(?:account|album|book|film|map|memoirs?|novel|opera|painting|paper|play|poem|report|study|thesis|translation|treatise)(?: of the \p{Ll}+)?$",
        )
    });
    const APPEARS: [&str; 5] = ["appear", "print", "publish", "release", "write"];
    WORK.is_match(&statement.subject) && APPEARS.contains(&statement.verb.base.as_str())
}

/// "make the first recorded ascent": of what?
pub(super) fn climbs_nothing(question: &str) -> bool {
    static CLIMB: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bthe first (?:\p{Ll}+ )?(?:ascent|crossing|excavation|expedition|flight|landing|performance|survey|voyage)\b(?: (?P<next>\p{Ll}+))?",
        )
    });
    let whole = |found: &regex::Captures<'_>| {
        let next = found.name("next").map_or("", |next| next.as_str());
        matches!(next, "across" | "around" | "from" | "of" | "over" | "there" | "through" | "to")
    };
    CLIMB.captures(question).is_some_and(|found| !whole(&found))
}

/// "sign an agreement with the government": on what?
pub(super) fn agrees_on_nothing(statement: &Statement) -> bool {
    static AGREES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^an? (?:\p{Ll}+ )?(?:accord|agreement|contract|deal|letter|memorandum|pact|treaty)\b(?P<rest>.*)$",
        )
    });
    const TOLD: [&str; 9] =
        [" to ", " on ", " for ", " that ", " under ", " which ", " about ", " of ", " against "];
    let told = |found: regex::Captures<'_>| TOLD.iter().any(|told| found["rest"].contains(told));
    let signs = matches!(statement.verb.base.as_str(), "conclude" | "make" | "reach" | "sign");
    signs
        && statement.open != Open::Subject
        && AGREES.captures(&statement.tail).is_some_and(|found| !told(found))
}

/// "Which convention did the treaty call?"
pub(super) fn calls_nothing(statement: &Statement) -> bool {
    statement.verb.base == "call"
        && statement.verb.operator == "did"
        && statement.open == Open::Complement
        && statement.tail.is_empty()
}

/// "Who painted Treviso?" A fresco there.
pub(super) fn makes_a_place(fact: &Fact, statement: &Statement) -> bool {
    let made = matches!(statement.verb.base.as_str(), "compose" | "paint" | "publish" | "write");
    let name = statement.tail.split(" in ").next().unwrap_or_default();
    statement.open == Open::Subject && made && fact.is_place(name)
}

/// "Who patented a device in London?" What device?
pub(super) fn makes_a_device(statement: &Statement) -> bool {
    static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^an? (?:\p{Ll}+ )?(?:apparatus|design|device|invention|machine|method|model|process|product|system)(?: in .*)?$",
        )
    });
    DEVICE.is_match(&statement.tail)
}

/// "publish a selection of her letters": whose?
pub(super) fn publishes_of_somebody(statement: &Statement) -> bool {
    static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:collection|edition|selection|volume) of (?:her|his) (?:letters|poems|works|writings)\b",
        )
    });
    LETTERS.is_match(&statement.tail)
}

/// "In which year was the Fourth Symphony completed?" Whose?
pub(super) fn is_a_work_of_nobody(question: &str) -> bool {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bthe (?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) (?:Concerto|Quartet|Sonata|Symphony)\b",
        )
    });
    let named = question.contains("'s ") || question.contains(" by ") || question.contains(" did ");
    WORK.is_match(question) && !named
}
