//! The checks that every question must pass before anybody sees it.

mod context;
mod gap;
mod gap_worth;
mod loose_ends;
mod wording;

use super::genre::Explaining;
use super::nouns::CHANGING;
use super::{setting, uniqueness};
use crate::facts::{Agreement, Fact, NameKind, Open, Statement, Value};
use crate::language::gazetteer;
use crate::value::{fold, strip_article};
pub(super) use context::is_known_by_one_name;
use context::left_to_the_text;
use gap::check_gap;
pub(super) use gap::rests_on_more;
use loose_ends::{
    begins_in_the_middle, is_balanced, is_broken, lacks_a_preposition, lacks_its_object,
    tells_half_of_why,
};
use regex::Regex;
use std::sync::LazyLock;
use wording::{
    RANKS, describes_an_event_barely, ends_in_a_bare_first, fits, has_bare_definite,
    has_month_without_year, has_name, has_relative_time, heads_something_unnamed, is_hedged,
    is_stale, is_told_from_today, names_an_event_barely, pattern, repeats_a_name, shares_words,
    tells_of_nobody, without_quotations,
};

/// Why a question can be no card as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Faults {
    /// What nobody can mend, if anything.
    pub(super) fatal: Option<&'static str>,
    /// What a teacher who knows the text can mend.
    pub(super) mendable: Vec<Mendable>,
    /// What only the text tells, of a question that is sound otherwise.
    pub(super) left: Option<&'static str>,
}

impl Faults {
    /// Returns whether nothing is wrong.
    pub(super) fn are_none(&self) -> bool {
        self.fatal.is_none() && self.mendable.is_empty() && self.left.is_none()
    }
}

/// A fault that a teacher can mend, by its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mendable(pub(super) &'static str);

/// What may be wrong, asked only when it matters, and its reason.
type Test<'c> = (&'c dyn Fn() -> bool, &'static str);

/// Returns the reason of a test that finds its fault.
fn there((test, reason): &Test<'_>) -> Option<&'static str> {
    test().then_some(*reason)
}

/// A question that is looked at.
struct Asked<'a> {
    fact: &'a Fact,
    statement: &'a Statement,
    question: &'a str,
    /// The question without what it quotes.
    bare: &'a str,
    explaining: Option<&'a Explaining>,
}

/// Looks for the faults of a question; of one that nobody can mend, for no others.
pub(super) fn check(
    fact: &Fact,
    statement: &Statement,
    question: &str,
    explaining: Option<&Explaining>,
) -> Faults {
    if statement.open == Open::Gap {
        return Faults { fatal: check_gap(fact, question), mendable: Vec::new(), left: None };
    }
    let bare = without_quotations(question);
    let asked = Asked { fact, statement, question, bare: &bare, explaining };
    let fatal = fatal(&asked);
    let mendable = if fatal.is_none() { mendable(&asked) } else { Vec::new() };
    let sound = fatal.is_none() && mendable.is_empty();
    let left = sound.then(|| left_to_the_text(fact, statement, &bare)).flatten();
    Faults { fatal, mendable, left }
}

/// Returns what nobody can mend.
fn fatal(asked: &Asked<'_>) -> Option<&'static str> {
    let Asked { fact, statement, question, bare, .. } = *asked;
    let asked = without_lead(bare, statement);
    let tests: [Test<'_>; 16] = [
        (&|| conflicts(fact), "the documents give several answers"),
        (&|| is_empty(&fact.value), "too little is left that all documents agree on"),
        (&|| !fits(question), "too short or too long to be asked"),
        (
            &|| points_elsewhere(bare, statement),
            "speaks of something that only the text makes clear",
        ),
        (
            &|| names_an_event_barely(asked) || names_an_event_barely(&fact.value.spelled()),
            "speaks of an event without saying which",
        ),
        (
            &|| has_relative_time(bare) || is_told_from_today(&fact.value.spelled()),
            "its time is relative to a day that is not named",
        ),
        (&|| !is_balanced(question), "a quotation or bracket is left open"),
        (&|| is_broken(asked), "the sentence does not part cleanly"),
        (
            &|| begins_in_the_middle(asked),
            "the beginning of the sentence stands within the question",
        ),
        (
            &|| lacks_a_preposition(asked),
            "a preposition stands without its noun, or a date without one",
        ),
        (&|| is_a_ship_for_a_place(fact, statement), "asks for a place, and its answer is a ship"),
        (&|| ends_in_a_tie(statement), "the sentence does not part cleanly"),
        (&|| lacks_its_object(asked), "does not say what"),
        (&|| tells_of_nobody(asked), "tells of somebody without a name"),
        (&|| is_stale(bare), "speaks of a former holder of an office"),
        (&|| gives_itself_away(&fact.value, question), "the question gives its answer away"),
    ];
    tests.iter().find_map(there)
}

/// Returns all that a teacher can mend.
fn mendable(asked: &Asked<'_>) -> Vec<Mendable> {
    let Asked { fact, statement, question, bare, explaining } = *asked;
    // Where words before the question say where it belongs, "the harbour" is known.
    let set = setting::is_set(statement);
    let tests: [Test<'_>; 16] = [
        (
            &|| changes_with_time(statement, question),
            "true only for a time; a teacher should date it",
        ),
        (&|| !set && is_told_too_little(fact, statement), "does not say what happened in full"),
        (&|| tells_of_then_in_the_present(statement), "asks in the present when something was"),
        (&|| is_a_state_with_a_date(statement), "says when something was so, not when it happened"),
        (&|| owns_what_may_be_anothers(statement), "does not say whose it is"),
        (&|| is_no_name(fact), "its answer is no name"),
        (&|| ends_in_a_bare_first(bare), "says which is the first, but not of what"),
        (&|| has_month_without_year(bare), "its date has no year"),
        (&|| !set && describes_an_event_barely(bare), "describes an event without saying which"),
        (
            &|| !set && has_bare_subject(fact, statement, explaining),
            "names its subject without saying which",
        ),
        (&|| repeats_a_name(bare), "says a name twice"),
        (&|| tells_half_of_why(bare), "says what for, but only in half"),
        (&|| heads_something_unnamed(bare), "does not say head of what"),
        (&|| !set && has_bare_definite(bare, explaining), "names something without saying which"),
        (
            &|| explaining.is_none() && !has_name(bare) && !bare.contains(" the first "),
            "names nobody and nothing",
        ),
        (&|| is_hedged(bare), "what is only expected is no fact to learn"),
    ];
    tests.iter().filter_map(there).map(Mendable).collect()
}

fn conflicts(fact: &Fact) -> bool {
    fact.agreement == Agreement::Conflict && !matches!(fact.value, Value::List(..))
}

fn is_empty(value: &Value) -> bool {
    const FEWEST: usize = 2;
    match value {
        Value::List(_, names) => names.len() < FEWEST,
        _ => value.spelled().trim().is_empty(),
    }
}

/// Pronouns and pointers without what they point to. A possessive may point back to the subject.
fn points_elsewhere(question: &str, statement: &Statement) -> bool {
    static POINTERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:he|she|it|they|him|them|himself|herself|itself|themselves|this|these|those|such|latter|here|there|then|same|another|both|others|we|our|my|you|your|one of|aforementioned|respectively|so far|instead|too|either|neither)\b|\b(?i:from|in|of|at|on|by|with|to|for|during|after|before) that \w|\bI\b|\bthe (?:former|other)\b|\bher(?: (?:to|in|at|on|from|with|for|by|and|as|into|when|after|a|an|the)\b|\?)|\b(?:do|did|does|done) so\b|\bto date\b|\bthe (?:top|bottom|rest|end|beginning)\b(?: (?:in|on|at|after|before|by|from|with)\b|\?)",
        )
    });
    static POSSESSIVES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:his|her|its|their)\b"));
    if POINTERS.is_match(question) {
        return true;
    }
    let Some(possessive) = POSSESSIVES.find(question) else {
        return false;
    };
    // "In which year did he marry her sister?" Not his own, surely.
    if statement.verb.base == "marry" && !statement.subject.is_empty() {
        return true;
    }
    let person = statement.asks.to_lowercase().contains("who");
    if statement.open == Open::Subject && !person && matches!(possessive.as_str(), "his" | "her") {
        return true;
    }
    let subject_end = match statement.open {
        Open::Subject => 1,
        Open::Time | Open::Complement | Open::Gap => question
            .find(&statement.subject)
            .map_or(question.len(), |at| at + statement.subject.len()),
    };
    let several = statement.subject.contains(" and ")
        || (statement.subject.starts_with("the ") && statement.subject.ends_with('s'));
    if possessive.as_str() == "their" && !several {
        return true;
    }
    let of_a_person = matches!(possessive.as_str(), "his" | "her");
    let fits = !of_a_person || !statement.subject.starts_with("the ");
    possessive.start() < subject_end || !fits
}

/// "Which image was the largest? A mosaic."
fn is_no_name(fact: &Fact) -> bool {
    fact.pattern == "superlative" && !fact.value.spelled().contains(char::is_uppercase)
}

/// "In which century does the evidence come from Yemen?"
fn tells_of_then_in_the_present(statement: &Statement) -> bool {
    statement.open == Open::Time
        && matches!(statement.verb.operator.as_str(), "does" | "do")
        && !statement.asks.starts_with("Since")
}

/// "In which year was the strongest effect from a storm?" Of people it is well asked: "In which year
/// was she head of the jury?"
fn is_a_state_with_a_date(statement: &Statement) -> bool {
    let subject = &statement.subject;
    let somebody = subject.contains(' ')
        && subject.split(' ').all(|word| word.starts_with(char::is_uppercase) || word.len() < 4);
    let follows = statement.verb.base == "follow" && statement.verb.implicit;
    statement.open == Open::Time && (follows || statement.verb.base == "be" && !somebody)
}

/// "In which year did she sign two treaties under?"
fn ends_in_a_tie(statement: &Statement) -> bool {
    const TIES: [&str; 13] = [
        "after", "against", "as", "at", "between", "by", "during", "for", "from", "into", "of",
        "under", "with",
    ];
    let last = statement.tail.rsplit(' ').next().unwrap_or_default();
    statement.open == Open::Time && TIES.contains(&last)
}

/// "In which year did Peru buy its rights?" Whose? Its independence was its own.
fn owns_what_may_be_anothers(statement: &Statement) -> bool {
    const OWN: [&str; 14] = [
        "army",
        "borders",
        "capital",
        "constitution",
        "currency",
        "embassy",
        "first",
        "flag",
        "independence",
        "name",
        "neutrality",
        "own",
        "parliament",
        "sovereignty",
    ];
    let of_a_state = gazetteer::find(&statement.subject).is_some()
        || gazetteer::find(strip_article(&statement.subject)).is_some();
    let mut owned = statement.tail.split(' ').skip_while(|word| *word != "its").skip(1);
    of_a_state && owned.next().is_some_and(|noun| !OWN.contains(&noun))
}

/// "How many people does the company employ?"
fn changes_with_time(statement: &Statement, question: &str) -> bool {
    let now = matches!(statement.verb.operator.as_str(), "is" | "are" | "does" | "do" | "has");
    let counted = statement.asks.to_lowercase();
    let many = counted.contains("how many") && counted.split(' ').any(|w| CHANGING.contains(&w));
    now && many && !question.split(' ').any(uniqueness::has_figure)
}

/// "In which year was she released?" "In which year did the prince call?"
fn is_told_too_little(fact: &Fact, statement: &Statement) -> bool {
    matches!(fact.pattern, "clause" | "when")
        && statement.open == Open::Time
        && statement.tail.is_empty()
        && !uniqueness::is_whole_by_itself(&statement.verb.base)
}

/// "the couple" as the subject of a clause that a tree was read from.
fn has_bare_subject(fact: &Fact, statement: &Statement, explaining: Option<&Explaining>) -> bool {
    const FEWEST_WITH_A_RANK: usize = 4;
    let subject = &statement.subject;
    let head = subject.split(' ').next_back().unwrap_or_default();
    let words: Vec<&str> = subject.split(' ').collect();
    // "the oldest observatory in the world" is one.
    let ranked = words.len() > FEWEST_WITH_A_RANK && RANKS.contains(&words[1]);
    !ranked
        && fact.pattern == "clause"
        && !explaining.is_some_and(|e| e.is_term(head))
        && subject.starts_with("the ")
        && !subject.contains(|c: char| c.is_ascii_digit())
        && !uniqueness::names_somebody(subject)
}

/// "Where did he sail to Lima? HMS Relief".
fn is_a_ship_for_a_place(fact: &Fact, statement: &Statement) -> bool {
    const SHIPS: [&str; 8] = ["HMS", "HMAS", "HMCS", "USS", "RMS", "SS", "MS", "MV"];
    let answer = fact.value.spelled();
    let first = strip_article(&answer).split(' ').next().unwrap_or_default();
    statement.asks.starts_with("Where") && SHIPS.contains(&first)
}

/// Returns whether the key, or a telling part of it, stands in the question.
fn gives_itself_away(value: &Value, question: &str) -> bool {
    let asked = format!(" {} ", fold(&question.replace("'s ", " ")));
    let holds = |name: &str| {
        let folded = fold(name);
        let bare = strip_article(&folded);
        !bare.is_empty() && asked.contains(&format!(" {bare} "))
    };
    match value {
        Value::Date(date) => holds(&date.from.year().to_string()),
        Value::Number { number, .. } => holds(&number.to_string()),
        Value::Name(NameKind::Person, name) => name.rsplit(' ').next().is_some_and(holds),
        Value::Name(_, name) => {
            holds(name) || shares_words(name, &asked) || has_all_parts(name, &asked)
        }
        Value::Text(name) => holds(name),
        Value::List(_, names) => names.iter().any(|n| holds(n)),
    }
}

/// "Which firm did Anna Holm run after Jan Berg's death? Holm & Berg."
fn has_all_parts(name: &str, asked: &str) -> bool {
    let parts = name.split([' ', '-']).filter(|part| part.starts_with(char::is_uppercase));
    let mut parts = parts.map(fold).filter(|part| part.len() > 2).peekable();
    let several = name.contains([' ', '-']) && parts.peek().is_some();
    several && parts.all(|part| asked.contains(&format!(" {part} ")))
}

/// Returns the question without the words before it that date it or name its source.
fn without_lead<'q>(question: &'q str, statement: &Statement) -> &'q str {
    let lead = statement.lead.as_deref().unwrap_or_default();
    question.strip_prefix(lead).unwrap_or(question).trim_start()
}

#[cfg(test)]
mod tests;
