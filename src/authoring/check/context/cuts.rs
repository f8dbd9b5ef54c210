//! Where a sentence was cut so that its question does not hold together.

use crate::authoring::check::wording::pattern;
use crate::facts::{Open, Statement, pronoun_by_first_name};
use regex::Regex;
use std::sync::LazyLock;

/// "invited to return by Anna Lund to Peru": the agent stands within what was asked of somebody.
pub(super) fn glues_an_agent(question: &str) -> bool {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bto \p{Ll}+ by \p{Lu}[\p{L} ]+ (?:to|in|from) |\bas (?:his|her|its) \p{Ll}+ \p{Ll}+s\?",
        )
    });
    GLUED.is_match(question)
}

/// "On which date was Lund died?" Nobody is died: the verb shares a "was" that is not its own.
pub(super) fn is_no_passive(statement: &Statement) -> bool {
    let verb = &statement.verb;
    let alone = matches!(
        verb.base.as_str(),
        "arrive" | "become" | "come" | "die" | "emerge" | "go" | "happen" | "occur" | "remain"
    ) || verb.base == "enter" && statement.tail.starts_with("into force");
    alone && matches!(verb.operator.as_str(), "was" | "were") && !verb.inner.ends_with("ing")
}

/// "accept an invitation from the king", "the decision of the court": to do what?
pub(super) fn is_cut_short(question: &str) -> bool {
    const WANTING: [&str; 12] = [
        "attempt",
        "chance",
        "decision",
        "invitation",
        "offer",
        "order",
        "permission",
        "plan",
        "proposal",
        "request",
        "right",
        "vote",
    ];
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let wanting = (1..words.len()).find(|at| {
        WANTING.contains(&words[*at]) && matches!(words[at - 1], "a" | "an" | "the" | "his" | "her")
    });
    let purpose = |at: usize| {
        let mut behind = words[at + 1..].windows(2);
        behind.any(|two| matches!(two[0], "to" | "for" | "on") && two[1] != "the")
    };
    wanting.is_some_and(|at| !purpose(at)) || has_a_vague_purpose(question)
}

/// "visit Warsaw to sign a treaty": which?
fn has_a_vague_purpose(question: &str) -> bool {
    static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r" to (?:sign|attend|open|meet|give|make|take|hold|see) an? (?:\p{Ll}+ )?\p{Ll}+\?$",
        )
    });
    PURPOSE.is_match(question)
}

/// "agree to a ceasefire Under pressure": the beginning of the sentence stands behind.
pub(super) fn has_a_capital_within(question: &str) -> bool {
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\p{Ll} (?:Under|After|Before|When|While|During|Since|Although|Until|Together|Despite|Following|Because) \p{L}",
        )
    });
    WITHIN.is_match(question)
}

/// "How many points did Lund score to Moss's 54?" "To whose 54 …?"
pub(super) fn compares_with_a_number(question: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\p{L}['’]s? \d+\b|\b[Tt]o whose \d"));
    NUMBER.is_match(question)
}

/// "Which cup was the team winning across the town?"
pub(super) fn sets_a_scene(statement: &Statement) -> bool {
    matches!(statement.verb.operator.as_str(), "was" | "were")
        && statement.verb.inner.ends_with("ing")
}

/// "In which month did Peru ratify?" What?
pub(super) fn does_to_nothing(statement: &Statement) -> bool {
    const NEEDY: [&str; 34] = [
        "abolish",
        "acquire",
        "adopt",
        "approve",
        "award",
        "bring",
        "buy",
        "capture",
        "conquer",
        "create",
        "defeat",
        "describe",
        "destroy",
        "discover",
        "establish",
        "found",
        "get",
        "give",
        "grant",
        "introduce",
        "invade",
        "invent",
        "name",
        "obtain",
        "occupy",
        "propose",
        "purchase",
        "ratify",
        "receive",
        "reject",
        "replace",
        "send",
        "set",
        "sign",
    ];
    const TIES: [&str; 12] =
        ["at", "by", "for", "from", "in", "into", "near", "of", "on", "to", "under", "with"];
    let first = statement.tail.split(' ').next().unwrap_or_default();
    let bare = first.is_empty() || TIES.contains(&first);
    let active = statement.verb.operator == "did" || statement.verb.operator == "had";
    // "set out", "set in motion".
    let whole = statement.verb.inner.contains(' ') || statement.tail.starts_with("in motion");
    statement.open == Open::Time
        && active
        && bare
        && !whole
        && NEEDY.contains(&statement.verb.base.as_str())
}

/// "receive permission from the council", "sell his first box": for what, of what?
pub(super) fn has_an_open_object(statement: &Statement) -> bool {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:formal |official |special )?(?:approval|authorisation|authorization|consent|funding|permission|recognition|support)(?: (?:by|from|in|at|on) .*)?|(?:a|his|her|its|their|the) first (?:batch|book|box|contract|customer|factory|film|goal|model|office|order|patent|play|prize|product|sale|shop|show|store|victory|win|workshop))$",
        )
    });
    matches!(statement.open, Open::Time | Open::Complement)
        && statement.verb.operator == "did"
        && OPEN.is_match(&statement.tail)
}

/// "receive in 1944 in 1963".
pub(super) fn is_dated_twice(question: &str) -> bool {
    static TWICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bin (?:\p{Lu}\p{L}+ )?\d{4},? (?:and )?in (?:\p{Lu}\p{L}+ )?\d{4}\b")
    });
    TWICE.is_match(question)
}

/// "Robert Schomburgk reach its foot": whose? It is no part of a person.
pub(super) fn owns_what_nobody_has(statement: &Statement) -> bool {
    let somebody = statement.subject.split(' ').any(|word| pronoun_by_first_name(word).is_some());
    let plural = statement.subject.contains(" and ");
    let own = format!(" {} ", statement.tail);
    let named = |own: &str| {
        let before = own.split(" its ").next().unwrap_or_default();
        before.contains(" the ") || before.contains(char::is_uppercase)
    };
    statement.open != Open::Subject && somebody && !plural && own.contains(" its ") && !named(&own)
}
