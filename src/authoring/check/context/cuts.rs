//! Where a sentence was cut so that its question does not hold together.

use crate::authoring::check::wording::pattern;
use crate::authoring::uniqueness::is_month;
use crate::facts::{Fact, Open, Statement, pronoun_by_first_name};
use crate::language::gazetteer;
use crate::language::names::is_title;
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

/// "In which year did Peru stay neutral?" In many.
pub(super) fn tells_what_lasted(statement: &Statement) -> bool {
    statement.open == Open::Time
        && matches!(statement.verb.base.as_str(), "stay" | "remain")
        && statement.asks.contains("which")
}

/// "The harbour was still closed in 1962", "was no longer heated": it came about before.
pub(super) fn came_about_before(fact: &Fact, statement: &Statement) -> bool {
    let verb = statement.verb.inner.split(' ').next_back().unwrap_or_default();
    let so = |quote: &str| {
        let words: Vec<&str> = quote.split(' ').collect();
        words.windows(2).any(|pair| matches!(pair[0], "still" | "longer") && pair[1] == verb)
    };
    let asks_when = statement.open == Open::Time && !verb.is_empty();
    asks_when && fact.evidence.iter().any(|evidence| so(&evidence.quote))
}

/// "In which month did Peru ratify?" What?
pub(super) fn does_to_nothing(statement: &Statement) -> bool {
    const NEEDY: [&str; 40] = [
        "abolish",
        "acquire",
        "adopt",
        "annul",
        "approve",
        "award",
        "bring",
        "complete",
        "devise",
        "buy",
        "call",
        "capture",
        "conquer",
        "create",
        "defeat",
        "demand",
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
        "sue",
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
pub(super) fn owns_what_nobody_has(fact: &Fact, statement: &Statement) -> bool {
    let person = fact.beings.iter().filter(|being| !being.is_place);
    let last = |name: &str| name.rsplit(' ').next() == Some(statement.subject.as_str());
    let somebody = fact.is_person(&statement.subject)
        || person.into_iter().any(|being| last(&being.name))
        || statement.subject.split(' ').any(|word| pronoun_by_first_name(word).is_some());
    let plural = statement.subject.contains(" and ");
    let own = format!(" {} ", statement.tail);
    let named = |own: &str| {
        let before = own.split(" its ").next().unwrap_or_default();
        before.contains(" the ") || before.contains(char::is_uppercase)
    };
    statement.open != Open::Subject && somebody && !plural && own.contains(" its ") && !named(&own)
}

/// "Tángere", where the text says "Noli Me Tángere": a name without its beginning or its end.
pub(super) fn tears_a_name(fact: &Fact, question: &str) -> bool {
    static PARTICLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\P{Lu}*\p{Lu}\P{Lu}* (?:did|was|were|had) (?:ben|bin|ibn) \p{Lu}")
    });
    // "Where was ben Moss born?"
    if PARTICLE.is_match(question) {
        return true;
    }
    let Some(evidence) = fact.evidence.last() else { return false };
    let quote: Vec<&str> = evidence.quote.split_whitespace().collect();
    let asked: Vec<&str> = question.split_whitespace().skip(1).collect();
    let mut at = 0;
    while at < asked.len() {
        let run = asked[at..].iter().take_while(|word| is_capital(word)).count();
        if run > 0 && is_torn(&asked[at..at + run], &quote) {
            return true;
        }
        at += run.max(1);
    }
    false
}

/// Returns whether a run of words with capitals stands in a text only as a part of a longer run.
fn is_torn(run: &[&str], quote: &[&str]) -> bool {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word).to_owned()
    };
    let plain = |word: &str| word.starts_with(char::is_alphabetic);
    let run: Vec<String> = run.iter().map(|word| bare(word)).collect();
    let mut places = (0..quote.len()).filter(|at| {
        let there = quote[*at..].iter().take(run.len());
        there.len() == run.len() && there.zip(&run).all(|(word, own)| bare(word) == *own)
    });
    let torn = |at: usize| {
        let before = at.checked_sub(1).filter(|before| *before > 0).map(|before| quote[before]);
        let last = quote[at + run.len() - 1];
        let ends =
            last.ends_with(char::is_alphanumeric) && !last.ends_with("'s") && !last.ends_with("’s");
        let behind = quote.get(at + run.len()).filter(|_| ends);
        let letters = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        let joined = |word: &str| {
            plain(word)
                && is_capital(word)
                && !stands_before_names(&bare(word))
                && !letters(&bare(word))
        };
        before.is_some_and(|word| word.ends_with(char::is_alphanumeric) && joined(word))
            || behind.is_some_and(|word| joined(word))
    };
    let first = places.next();
    first.is_some_and(|first| torn(first) && places.all(torn))
}

fn is_capital(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// Titles, peoples, months and days: what may stand before a name and is none of it.
fn stands_before_names(word: &str) -> bool {
    const SMALL: [&str; 14] = [
        "A", "After", "An", "At", "By", "During", "For", "From", "He", "In", "On", "She", "The",
        "When",
    ];
    is_month(word)
        || SMALL.contains(&word)
        || word.ends_with("day")
        || is_title(word)
        || gazetteer::find(word).is_some()
        || gazetteer::by_demonym(word).is_some()
        || word.ends_with("-born")
}

/// "present one in Paris": one of what?
pub(super) fn does_to_one_of_them(statement: &Statement) -> bool {
    let first = statement.tail.split(' ').next().unwrap_or_default();
    matches!(first, "another" | "one" | "ones" | "others" | "several" | "some")
        && !matches!(statement.tail.split(' ').nth(1), Some("of"))
        && statement.verb.operator == "did"
        && !statement.tail.starts_with("one of")
        && statement.tail.split(' ').nth(1).is_none_or(|next| {
            matches!(next, "at" | "by" | "for" | "from" | "in" | "on" | "to" | "with")
        })
}

/// "is November 2020 Zambia the second": a time stands before the name.
pub(super) fn has_a_time_for_a_subject(statement: &Statement) -> bool {
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:\p{Lu}\p{Ll}+ )?\d{4} \p{Lu}\p{Ll}+$"));
    let month = |word: &str| is_month(word) || word.chars().all(|c| c.is_ascii_digit());
    TIME.is_match(&statement.subject) && statement.subject.split(' ').next().is_some_and(month)
}

/// "Brașov, Sibiu": two towns, of which one was compared with the other.
pub(super) fn joins_two_names(fact: &Fact, statement: &Statement) -> bool {
    let two = statement.subject.split_once(", ");
    let behind =
        two.map(|(_, behind)| behind).filter(|behind| !gazetteer::is_american_state(behind));
    let one = matches!(statement.verb.operator.as_str(), "did" | "was");
    one && behind.is_some_and(|behind| fact.is_place(behind) || fact.is_person(behind))
}

/// "production pass 350,000 a year", "sales fall": of what?
pub(super) fn makes_nothing_known(statement: &Statement) -> bool {
    const BARE: [&str; 12] = [
        "attendance",
        "demand",
        "employment",
        "exports",
        "growth",
        "imports",
        "membership",
        "output",
        "production",
        "sales",
        "trade",
        "turnover",
    ];
    let mut words = statement.subject.split(' ').map(|word| word.trim_start_matches("the "));
    let first = words.next().filter(|word| *word != "the").or_else(|| words.next());
    let bare = first.is_some_and(|word| BARE.contains(&word));
    bare && !statement.subject.contains(" of ")
}

/// "What percentage is the region forecast to reach?" Of what?
pub(super) fn reaches_a_share_of_nothing(statement: &Statement) -> bool {
    let share = statement.asks.contains("percentage") || statement.asks.contains("share");
    let moves = matches!(
        statement.verb.base.as_str(),
        "fall" | "forecast" | "grow" | "increase" | "reach" | "rise"
    );
    let metres = statement.asks.ends_with("metres") || statement.asks.ends_with("miles");
    let runs = matches!(statement.verb.base.as_str(), "run" | "swim" | "win");
    statement.tail.is_empty() && share && moves || metres && runs
}

/// "Benedict XVI extend her cult": whose? He is no she.
pub(super) fn owns_as_another(statement: &Statement) -> bool {
    let tail = format!(" {} ", statement.tail);
    let named =
        tail.split(" her ").next().is_some_and(|before| before.contains(char::is_uppercase));
    match pronoun_by_first_name(&statement.subject) {
        Some("he") => tail.contains(" her ") && !named,
        Some(_) => tail.contains(" his ") && !tail.contains(char::is_uppercase),
        None => false,
    }
}

/// "call a second congress": after which first?
pub(super) fn counts_from_another(statement: &Statement) -> bool {
    static SECOND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^| )a (?:second|third|fourth|further) \p{Ll}+"));
    SECOND.is_match(&statement.tail) || SECOND.is_match(&statement.subject)
}

/// "In which year did Board of Governors approve a protocol?" Whose board?
pub(super) fn lacks_its_article(question: &str) -> bool {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?P<before>[\p{L}']+) (?:Board|Bureau|Chamber|Committee|Congress|Council|Court|Department|House|Ministry|Office) of\b",
        )
    });
    BARE.captures_iter(question).any(|found| {
        let before = &found["before"];
        before.starts_with(char::is_lowercase) && !before.ends_with("'s") && before != "the"
    })
}
