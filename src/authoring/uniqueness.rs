//! Whether a question that was made of a clause has one answer only.
//!
//! "Who founded the Red Cross?" has one; "With which country did Kazakhstan establish relations in
//! 1992?" has dozens. Verbs tell the two apart: one discovers, founds and wins for all, but many
//! visit, support and sign. So do words that single out, and times of things that happen once.

use super::nouns::OFFICES;
use super::words::{
    DONE_BY_A_STATE, DONE_BY_ONE, DONE_OFTEN, HAS_ONE, MADE, NO_EVENT, ONCE, SINGLING, VAGUE,
    WHOLE, WORKS,
};
use crate::facts::{Fact, NameKind, Open, Statement, Value};
use crate::language::gazetteer;
use crate::value::month_name;

/// Returns whether one answer only fits the question of a clause.
pub(super) fn has_one_answer(fact: &Fact, question: &str) -> bool {
    let statement = &fact.statement;
    let verb = statement.verb.base.as_str();
    match (&fact.value, statement.open) {
        // "By which year" is right with every later one, too.
        (Value::Date(_), _) => is_one_event(statement) && !is_open_ended(&statement.asks),
        _ if is_an_office(statement) && !has_figure(question) => false,
        (Value::Number { .. }, _) => {
            real_names_in(question) >= 1
                && (statement.open == Open::Complement || groups_in(question) >= 2)
                && !is_vague(verb)
        }
        // Places do little themselves.
        _ if is_idle_place(fact) => false,
        (Value::Text(_), _) => is_called(statement),
        (Value::List(NameKind::Other, _), _) => false,
        (Value::Name(..), _) if DONE_OFTEN.contains(&verb) => false,
        // "Who was the founder of the Red Cross?"
        (_, Open::Subject)
            if verb == "be"
                && statement.tail.starts_with("the ")
                && names_in(&statement.tail) >= 1 =>
        {
            true
        }
        // Where something dated happened, it happened; so did whatever is asked for by its kind.
        (Value::Name(..), Open::Complement)
            if has_figure(question)
                && groups_in(question) >= 2
                && (asks_for_its_kind(statement) || !is_vague(verb)) =>
        {
            true
        }
        _ if groups_in(question) >= 3 && !is_vague(verb) => {
            // "Who tabled a resolution at a conference in Florence in 1950?" Many did.
            !["a ", "an "].iter().any(|a| statement.tail.starts_with(a))
        }
        _ if singles_out(question) && names_in(question) >= 1 => true,
        (Value::Name(NameKind::State, _), Open::Subject) => {
            DONE_BY_A_STATE.contains(&verb) && names_in(&statement.tail) >= 1
        }
        (_, Open::Subject) => DONE_BY_ONE.contains(&verb) && names_in(&statement.tail) >= 1,
        // "Where was she?" has as many answers as she had days.
        (_, Open::Complement) if verb == "be" && !asks_for_a_name(statement) => false,
        (_, _) => HAS_ONE.contains(&verb) && names_in(&statement.subject) >= 1,
    }
}

/// Returns whether a verb tells by itself what happened, without anything behind it.
pub(super) fn is_whole_by_itself(verb: &str) -> bool {
    WHOLE.contains(&verb)
        || matches!(verb, "charter" | "consecrate" | "start" | "surrender" | "write")
}

/// Returns whether a verb says that somebody made a thing, or did to it what is done once.
pub(super) fn is_made_by_one(verb: &str) -> bool {
    MADE.contains(&verb)
}

/// Returns whether whoever does what a verb says, does it for all.
pub(super) fn is_done_by_one(verb: &str) -> bool {
    DONE_BY_ONE.contains(&verb)
}

/// "What is the thin outer layer called?"
fn is_called(statement: &Statement) -> bool {
    const NAMING: [&str; 6] = ["call", "name", "term", "dub", "nickname", "know"];
    const FEWEST: usize = 2;
    NAMING.contains(&statement.verb.base.as_str())
        && statement.open == Open::Complement
        && statement.asks == "What"
        && statement.subject.split(' ').count() >= FEWEST
}

fn asks_for_a_name(statement: &Statement) -> bool {
    ["Who", "What", "Which"].iter().any(|wh| statement.asks.starts_with(wh))
}

/// "At which university": more than a place.
fn asks_for_its_kind(statement: &Statement) -> bool {
    statement
        .asks
        .to_lowercase()
        .split("which ")
        .nth(1)
        .is_some_and(|kind| !matches!(kind, "place" | "organisation" | "people" | "work" | "event"))
}

/// "Which place devised a tyre?"
fn is_idle_place(fact: &Fact) -> bool {
    fact.statement.open == Open::Subject && matches!(fact.value, Value::Name(NameKind::Place, _))
}

/// Returns whether a question says a year or another number in digits.
pub(super) fn has_figure(question: &str) -> bool {
    question.split_whitespace().any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns how many names, years and numbers a question tells, a name of many words once.
pub(super) fn groups_in(question: &str) -> usize {
    let words: Vec<&str> = question.split_whitespace().skip(1).collect();
    let named = |w: &&str| {
        w.trim_start_matches(['“', '('])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let mut groups = 0;
    let mut inside = false;
    for word in &words {
        let is_named = named(word);
        groups += usize::from(is_named && !inside);
        inside = is_named && !word.ends_with(',') || inside && matches!(*word, "of" | "the");
    }
    groups
}

fn is_open_ended(asks: &str) -> bool {
    ["By ", "Before ", "After "].iter().any(|tie| asks.starts_with(tie))
}

/// Returns whether an office is asked for without the year in which its holder held it.
pub(super) fn is_an_undated_office(fact: &Fact, question: &str) -> bool {
    fact.pattern == "role" && is_an_office(&fact.statement) && !has_figure(question)
}

/// "the president of the Royal Society": another in every age.
fn is_an_office(statement: &Statement) -> bool {
    let near = statement.tail.split(' ').take(5);
    statement.verb.base == "be" && near.into_iter().any(|w| OFFICES.contains(&w))
}

/// Returns how many words with a capital are neither months nor of a people: "Indian" names nobody.
/// "the Gothic town hall" of any town.
pub(super) fn names_somebody(phrase: &str) -> bool {
    real_names_in(&format!("When {phrase}")) >= 1
}

fn real_names_in(text: &str) -> usize {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).skip(1);
    let capital = words.filter(|w| w.starts_with(char::is_uppercase));
    capital.filter(|w| !is_month(w) && !is_style(w) && gazetteer::by_demonym(w).is_none()).count()
}

fn is_style(word: &str) -> bool {
    matches!(
        word,
        "Gothic"
            | "Baroque"
            | "Renaissance"
            | "Romanesque"
            | "Victorian"
            | "Roman"
            | "European"
            | "African"
            | "Asian"
            | "Western"
            | "Eastern"
            | "Northern"
            | "Southern"
            | "Christian"
            | "Muslim"
            | "Jewish"
            | "Catholic"
            | "Protestant"
            | "Latin"
            | "Soviet"
    )
}

pub(super) fn is_month(word: &str) -> bool {
    (1..=12).any(|month| month_name(month) == word)
}

/// "1815": four figures and nothing else.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

/// An event is one when its words tell more than who did it, or when it happens but once.
fn is_one_event(statement: &Statement) -> bool {
    const FEWEST_WORDS: usize = 2;
    let verb = statement.verb.base.as_str();
    let passive = matches!(statement.verb.operator.as_str(), "was" | "were");
    let told = statement.tail.split_whitespace().count() >= FEWEST_WORDS;
    // "an agreement with the minister": one of many.
    let tail = format!(" {} ", statement.tail);
    let definite = [" the ", " his ", " her ", " its ", " their "].iter().any(|d| tail.contains(d));
    let indefinite = [" a ", " an "].iter().any(|a| tail.contains(a)) && !definite
        || ["a ", "an "].iter().any(|a| statement.tail.starts_with(a));
    let told = told && (!indefinite || real_names_in(&format!("When {}", statement.tail)) >= 1);
    // "Susanna was painted": by whom, of all who did?
    let anybody = passive && WORKS.contains(&verb) && !statement.tail.contains("by ");
    let event = (ONCE.contains(&verb) || told) && !anybody;
    let several = groups_in(&format!("When {}", statement.tail)) >= 2;
    real_names_in(&format!("When {}", statement.subject)) >= 1
        && event
        && (several || !NO_EVENT.contains(&verb))
        && verb != "be"
}

fn singles_out(question: &str) -> bool {
    let words = question.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.skip(1).any(|w| SINGLING.contains(&w.to_lowercase().as_str()))
}

/// Returns how many words of a text belong to names or are numbers.
fn names_in(text: &str) -> usize {
    let named = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let first_asks =
        text.starts_with(['W', 'H', 'I', 'O', 'T', 'F', 'B', 'A']) && text.ends_with('?');
    text.split([' ', '“', '(']).skip(usize::from(first_asks)).filter(named).count()
}

fn is_vague(verb: &str) -> bool {
    VAGUE.contains(&verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::facts;

    fn unique(text: &str) -> Vec<String> {
        let documents = [Document::parse("a.txt", text)];
        let asked =
            facts::find(&documents).into_iter().map(|f| (super::super::question(&f.statement), f));
        asked
            .filter(|(question, f)| has_one_answer(f, question))
            .map(|(question, _)| question)
            .collect()
    }

    #[test]
    fn what_one_did_for_all_has_one_answer() {
        assert!(
            unique("Henry Dunant, who died in Heiden, founded the Red Cross.")
                .contains(&"Who founded the Red Cross?".to_owned())
        );
    }

    #[test]
    fn what_many_do_has_many() {
        assert!(
            !unique("Peru supports Chile.").contains(&"Which country supports Chile?".to_owned())
        );
    }
}
