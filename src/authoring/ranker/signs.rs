//! What can be seen of a question before anybody answers it: each sign is there or not.
//!
//! Signs are of the question's form, never of its subject: no name and no topic is one.

use super::super::check::Faults;
use super::super::focus::Focus;
use super::super::uniqueness::{self, has_figure};
use super::super::words::SINGLING;
use super::focus_signs;
use crate::facts::{Fact, FactStatus, NameKind, Open, Value};
use crate::language::gazetteer;
use crate::value::Precision;

/// A sign by its name, as the table of weights and the judged cards have it.
pub(in crate::authoring) type Sign = &'static str;

/// What is known of a question beside its words.
pub(in crate::authoring) struct Around<'a> {
    pub(in crate::authoring) faults: &'a Faults,
    /// What its document is about.
    pub(in crate::authoring) focus: Option<&'a Focus>,
    /// Whether its page explains what always holds.
    pub(in crate::authoring) explains: bool,
    /// Whether it has but one answer, as far as its form can tell.
    pub(in crate::authoring) one_answer: bool,
    /// Whether the title of its page stands above it.
    pub(in crate::authoring) headed: bool,
}

/// Returns the signs of a question.
pub(in crate::authoring) fn signs(fact: &Fact, question: &str, around: &Around<'_>) -> Vec<Sign> {
    let Around { faults, focus, explains, one_answer, headed } = *around;
    if fact.statement.open == Open::Gap {
        let mut signs = super::gap_signs::signs(fact);
        signs.extend(focus.into_iter().flat_map(|f| focus_signs::of_a_gap(fact, headed, f)));
        signs.extend(focus.map(|focus| focus_signs::of_the_page(fact, explains, focus)));
        return signs;
    }
    let mut signs =
        vec![pattern(fact), asks(fact), answer(fact), length(question), told(fact, question)];
    signs.extend(faults.mendable.iter().map(|fault| fault.0));
    signs.extend(of_the_subject(fact));
    signs.extend(of_the_tail(fact, question));
    signs.extend(of_the_answer(fact));
    let when = |sign, there: bool| there.then_some(sign);
    signs.extend(
        [
            one_answer.then(|| has_one_answer(fact)),
            when("is of a page that explains", explains),
            when("is attributed", !matches!(fact.status, FactStatus::Asserted)),
            when("is read surely", fact.confidence >= 88),
            when("is read with doubt", fact.confidence < 72),
            when("is told by several documents", fact.evidence.len() > 1),
            when("has a possessive pronoun", has_any(question, &["his", "her", "its", "their"])),
            when("has a list of names", question.contains(", ") || question.contains(" and ")),
            when("names a body that many have", names_a_common_body(question)),
            when("joins with an and", question.contains(" and ")),
            when("is set in a history", question.starts_with("In the history of ")),
            how_finely(fact),
            when("quotes", question.contains('“')),
        ]
        .into_iter()
        .flatten(),
    );
    signs.extend(focus.into_iter().flat_map(|f| focus_signs::of_a_question(fact, question, f)));
    signs.extend(focus.map(|focus| focus_signs::of_the_page(fact, explains, focus)));
    signs
}

/// How fine a date is asked for, if not a year.
fn how_finely(fact: &Fact) -> Option<Sign> {
    let Value::Date(date) = &fact.value else { return None };
    Some(match date.precision() {
        Precision::Century | Precision::Decade => "asks for a decade or century",
        Precision::Year => return None,
        Precision::Season | Precision::Month => "asks for a month",
        Precision::Day => "asks for a day",
    })
}

fn has_one_answer(fact: &Fact) -> Sign {
    match (fact.statement.open, &fact.value) {
        (Open::Time, _) => "when: one answer",
        (_, Value::Number { .. }) => "how many: one answer",
        (Open::Subject, _) => "who did: one answer",
        _ => "what of: one answer",
    }
}

fn pattern(fact: &Fact) -> Sign {
    match fact.pattern {
        "clause" => "any clause",
        "when" | "life" | "bracket" | "participle" | "nominal" => "a dated event",
        "agent" => "an agent",
        "place" | "place_held" | "school" | "based" => "a place",
        "number" | "count" | "people_count" | "share" => "a count",
        "role" | "superlative" | "member" => "a role or rank",
        _ => "another pattern",
    }
}

fn asks(fact: &Fact) -> Sign {
    let asks = fact.statement.asks.to_lowercase();
    let first = asks.split(' ').next().unwrap_or_default();
    let subject = fact.statement.open == Open::Subject;
    match first {
        _ if fact.statement.open == Open::Time => "asks when",
        "who" | "whom" if subject => "asks who",
        "who" | "whom" => "asks whom",
        "what" if subject => "asks what does it",
        "what" if asks.starts_with("what percentage") => "asks how many",
        "what" => "asks what",
        "which" if vague_noun(&asks) => "asks which, of a vague noun",
        "which" if subject => "asks which does it",
        "which" => "asks which",
        "where" => "asks where",
        "whose" => "asks whose",
        "how" | "about" | "more" | "nearly" | "fewer" | "at" | "up" if asks.contains("how m") => {
            "asks how many"
        }
        "for" | "since" | "until" if asks.contains("how long") => "asks how long",
        _ if asks.contains("how many") || asks.contains("how much") => {
            "asks how many, behind a preposition"
        }
        _ if asks.split(' ').count() > 3 => "asks inside a phrase",
        _ if asks.ends_with(" what") => "asks what, behind a preposition",
        _ if asks.ends_with(" whom") => "asks whom, behind a preposition",
        _ if vague_noun(&asks) => "asks which, of a vague noun",
        _ => "asks which, behind a preposition",
    }
}

fn vague_noun(asks: &str) -> bool {
    const VAGUE: [&str; 8] =
        ["place", "organisation", "people", "work", "event", "law", "team", "office"];
    asks.split("which ").nth(1).is_some_and(|noun| VAGUE.contains(&noun))
}

fn answer(fact: &Fact) -> Sign {
    match &fact.value {
        Value::Date(_) => "the answer is a date",
        Value::Number { .. } => "the answer is a number",
        Value::Name(NameKind::Person, _) => "the answer is a person",
        Value::Name(NameKind::State, _) => "the answer is a state",
        Value::Name(NameKind::Place, _) => "the answer is a place",
        Value::Name(NameKind::Organisation, _) => "the answer is an organisation",
        Value::Name(..) => "the answer is another name",
        Value::List(..) => "the answer is a list",
        Value::Text(_) => "the answer is words",
    }
}

fn of_the_answer(fact: &Fact) -> Option<Sign> {
    let spelled = fact.value.spelled();
    let bare = spelled.strip_prefix("the ").unwrap_or(&spelled);
    let alone = !bare.contains(' ');
    match &fact.value {
        Value::Name(NameKind::Person, _) if alone => Some("the person has one name"),
        Value::Name(..) if bare.starts_with(char::is_lowercase) => Some("the name has no capital"),
        Value::Number { number, .. } if number.to_string().len() == 1 => {
            Some("the number has one digit")
        }
        Value::Text(_) if spelled.split(' ').count() > 5 => Some("the answer is long"),
        _ => None,
    }
}

fn length(question: &str) -> Sign {
    match question.split_whitespace().count() {
        0..=6 => "up to 6 words",
        7..=9 => "up to 9 words",
        10..=13 => "up to 13 words",
        14..=18 => "up to 18 words",
        _ => "more than 18 words",
    }
}

/// How much a question tells by names, a name of many words once, and figures.
fn told(fact: &Fact, question: &str) -> Sign {
    let figure = usize::from(has_figure(question));
    let names = names_in(question).min(3);
    match fact.statement.open {
        Open::Time => TOLD_OF_A_TIME[names],
        _ if matches!(fact.value, Value::Number { .. }) => TOLD_OF_A_COUNT[figure][names],
        Open::Subject => TOLD_OF_A_SUBJECT[figure][names],
        Open::Complement | Open::Gap => TOLD_OF_A_COMPLEMENT[figure][names],
    }
}

const TOLD_OF_A_TIME: [Sign; 4] =
    ["when: no name", "when: one name", "when: two names", "when: three names"];

const TOLD_OF_A_COUNT: [[Sign; 4]; 2] = [
    ["how many: no name", "how many: one name", "how many: two names", "how many: three names"],
    [
        "how many: no name, a figure",
        "how many: one name, a figure",
        "how many: two names, a figure",
        "how many: three names, a figure",
    ],
];

const TOLD_OF_A_SUBJECT: [[Sign; 4]; 2] = [
    ["who did: no name", "who did: one name", "who did: two names", "who did: three names"],
    [
        "who did: no name, a figure",
        "who did: one name, a figure",
        "who did: two names, a figure",
        "who did: three names, a figure",
    ],
];

const TOLD_OF_A_COMPLEMENT: [[Sign; 4]; 2] = [
    ["what of: no name", "what of: one name", "what of: two names", "what of: three names"],
    [
        "what of: no name, a figure",
        "what of: one name, a figure",
        "what of: two names, a figure",
        "what of: three names, a figure",
    ],
];

fn names_in(question: &str) -> usize {
    let (mut groups, mut inside) = (0, false);
    for word in question.split_whitespace().skip(1) {
        let bare = word.trim_start_matches(['“', '(']);
        let named = bare.starts_with(char::is_uppercase);
        groups += usize::from(named && !inside);
        inside = named && !word.ends_with(',') || inside && matches!(word, "of" | "the");
    }
    groups
}

fn of_the_subject(fact: &Fact) -> Option<Sign> {
    let subject = &fact.statement.subject;
    if subject.is_empty() {
        return None;
    }
    let named = |w: &str| w.starts_with(char::is_uppercase) && gazetteer::by_demonym(w).is_none();
    let words: Vec<&str> = subject.split(' ').collect();
    Some(match words[0] {
        "a" | "an" => "the subject is any of a kind",
        "the" if !words.iter().any(|w| named(w)) => "the subject is bare",
        _ if !words.iter().any(|w| named(w)) => "the subject is of many or of mass",
        "the" => "the subject is described by a name",
        _ if words.len() == 1 => "the subject is one name",
        _ if words
            .iter()
            .all(|w| named(w) || matches!(*w, "of" | "the" | "and" | "de" | "van")) =>
        {
            "the subject is a full name"
        }
        _ => "the subject is described by a name",
    })
}

fn of_the_tail(fact: &Fact, question: &str) -> Vec<Sign> {
    let statement = &fact.statement;
    let tail = &statement.tail;
    let verb = statement.verb.base.as_str();
    let when = |sign, there: bool| there.then_some(sign);
    let words = tail.split_whitespace().count();
    let once = ONCE.contains(&verb);
    let any_of_a_kind = tail.starts_with("a ") || tail.starts_with("an ");
    let (time, subject) = (statement.open == Open::Time, statement.open == Open::Subject);
    let complement = statement.open == Open::Complement;
    let passive = matches!(statement.verb.operator.as_str(), "was" | "were") && verb != "be";
    let by_one = uniqueness::is_done_by_one(verb);
    let asks = asks(fact);
    let of_its_kind =
        matches!(asks, "asks which" | "asks which, behind a preposition" | "asks where");
    let by_somebody = of_the_subject(fact) == Some("the subject is a full name");
    let open_end = question.trim_end_matches('?').rsplit(' ').next().unwrap_or_default();
    [
        when("when: the tail is empty, the verb happens once", time && words == 0 && once),
        when("when: the tail is empty", time && words == 0 && !once),
        when("when: the tail names somebody", time && tail.contains(char::is_uppercase)),
        when("when: done by somebody", time && passive && by_a_name(tail)),
        when("who did: told at length", subject && words >= 6 && names_in(question) >= 2),
        when("what of: a full name in a year", complement && by_somebody && has_figure(question)),
        when("when: the tail is indefinite", time && any_of_a_kind),
        when("who did: the verb happens once", subject && once),
        when("who did: definite, and happens once", subject && once && tail.starts_with("the ")),
        when("a figure, and what one does for all", subject && by_one && has_figure(question)),
        when("what one does for all", subject && by_one),
        when("a figure, and asks for its kind", of_its_kind && has_figure(question)),
        when("a person did it, and asks for its kind", of_its_kind && by_somebody),
        when("the tail is empty", words == 0),
        when("the tail is one word", words == 1),
        when("the tail is long", words > 10),
        when("the tail begins with a or an", any_of_a_kind),
        when("the tail begins with a definite", tail.starts_with("the ")),
        when("the tail has an indefinite", tail.contains(" a ") || tail.contains(" an ")),
        when("the tail names nobody", words > 0 && !tail.contains(char::is_uppercase)),
        when("ends in a preposition", PREPOSITIONS.contains(&open_end)),
        when("the verb is be", verb == "be"),
        when("the verb is become or call", matches!(verb, "become" | "call" | "name" | "know")),
        when("the verb happens once", once),
        when("the verb says little", LITTLE.contains(&verb)),
        when("is passive", passive),
        when(
            "is in the present",
            matches!(statement.verb.operator.as_str(), "is" | "are" | "does" | "do"),
        ),
        when("is in the perfect", matches!(statement.verb.operator.as_str(), "has" | "have")),
        when("has an adverb", statement.verb.adverb.is_some()),
        when("singles out", has_any(question, &SINGLING)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const PREPOSITIONS: [&str; 12] =
    ["in", "of", "on", "at", "for", "with", "from", "to", "by", "as", "under", "near"];

/// "by Henry Dunant": an agent with a name.
fn by_a_name(tail: &str) -> bool {
    let agent = tail.split_once("by ").map(|(_, agent)| agent).unwrap_or_default();
    agent.split(' ').take(6).any(|w| w.starts_with(char::is_uppercase))
}

/// What happens to one but once.
const ONCE: [&str; 34] = [
    "abolish",
    "appoint",
    "assassinate",
    "award",
    "bear",
    "begin",
    "build",
    "capture",
    "coin",
    "complete",
    "conquer",
    "defeat",
    "design",
    "die",
    "discover",
    "dissolve",
    "divorce",
    "elect",
    "end",
    "establish",
    "found",
    "inaugurate",
    "introduce",
    "invent",
    "launch",
    "marry",
    "open",
    "publish",
    "ratify",
    "release",
    "retire",
    "sign",
    "win",
    "write",
];

/// What many do and what is done often.
const LITTLE: [&str; 36] = [
    "allow", "appear", "attack", "attend", "begin", "bring", "come", "continue", "do", "face",
    "find", "get", "give", "go", "have", "help", "hold", "include", "keep", "lead", "leave",
    "make", "move", "play", "provide", "put", "reach", "return", "see", "serve", "show", "spend",
    "start", "take", "use", "work",
];

/// "the School of Medicine" could be anywhere's.
fn names_a_common_body(question: &str) -> bool {
    const COMMON: [&str; 9] = [
        "School of",
        "Department of",
        "Faculty of",
        "Ministry of",
        "Institute of",
        "church of St",
        "Church of St",
        "Board of",
        "Office of",
    ];
    COMMON.iter().any(|body| question.contains(body))
}

fn has_any(question: &str, words: &[&str]) -> bool {
    let asked = question.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    asked.skip(1).any(|w| words.contains(&w.to_lowercase().as_str()))
}
