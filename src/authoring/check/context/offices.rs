//! Offices: of what somebody holds one, from which one resigns, in which one follows another.

use crate::authoring::check::wording::pattern;
use crate::authoring::nouns::OFFICES;
use crate::facts::{Open, Statement};
use crate::language::gazetteer;
use crate::value::strip_article;
use regex::Regex;
use std::sync::LazyLock;

/// "When did he resign?" "When was she released?" From what, and as what?
pub(super) fn leaves_from_what(statement: &Statement) -> bool {
    const LEAVING: [&str; 14] = [
        "acquit",
        "appoint",
        "dismiss",
        "elect",
        "free",
        "promote",
        "release",
        "replace",
        "resign",
        "retire",
        "step",
        "succeed",
        "surrender",
        "withdraw",
    ];
    const TIES: [&str; 8] = ["from", "as", "of", "to", "by", "with", "on", "into"];
    let first = statement.tail.split(' ').find(|w| !matches!(*w, "down" | "in"));
    let first = first.unwrap_or_default();
    // "elected president", "appointed the first director", "dismiss Anna Lund".
    let named = statement.tail.contains(char::is_uppercase);
    let told = TIES.contains(&first)
        || !statement.tail.is_empty() && (named || !is_a_time_or_place(first));
    let transitive = statement.verb.operator == "did"
        && matches!(statement.verb.base.as_str(), "elect" | "appoint" | "replace" | "dismiss");
    let work = statement.verb.base == "release" && !names_a_person(&statement.subject);
    statement.open == Open::Time
        && LEAVING.contains(&statement.verb.base.as_str())
        && !told
        && !transitive
        && !work
}

fn is_a_time_or_place(word: &str) -> bool {
    matches!(word, "in" | "at" | "on" | "after" | "before" | "during" | "when" | "following")
}

fn names_a_person(subject: &str) -> bool {
    let words: Vec<&str> = subject.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|w| w.starts_with(char::is_uppercase) || w.len() < 4)
        && words[0] != "the"
}

/// "was appointed foreign minister", "became chairman": of which country, which firm?
pub(super) fn holds_an_office_of_nothing(question: &str) -> bool {
    const TIES: [&str; 7] = ["of", "to", "at", "for", "in", "by", "under"];
    const MADE: [&str; 12] = [
        "appointed",
        "become",
        "became",
        "elected",
        "named",
        "made",
        "as",
        "be",
        "was",
        "re-elected",
        "chosen",
        "serve",
    ];
    const REACH: usize = 3;
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let office = |word: &str| OFFICES.contains(&word.trim_end_matches(','));
    (1..words.len()).filter(|at| office(words[*at])).any(|at| {
        let from = at.saturating_sub(REACH + 1);
        let made = (from..at).rev().find(|w| MADE.contains(&words[*w]));
        let Some(made) = made else { return false };
        let between = &words[made + 1..at];
        let named = between.iter().any(|w| w.contains(char::is_uppercase) || w.contains("'s"));
        let tied = words.get(at + 1).is_some_and(|w| TIES.contains(w));
        let whole = words[at + 1..].contains(&"of");
        // "director general of the bank", "prime minister of Peru".
        let of_a_name = tied && words[at + 1..].iter().any(|w| w.contains(char::is_uppercase));
        !(named || whole || of_a_name)
    })
}

/// "Anna Holm was succeeded by Jan Lund": in what?
pub(super) fn follows_in_nothing(statement: &Statement) -> bool {
    statement.verb.base == "succeed"
        && !statement.tail.starts_with("in ")
        && ![" as ", "as ", " to the "].iter().any(|tie| statement.tail.contains(tie))
}

/// "Which court ruled in favour of Ada Lund? The High Court." Whose?
pub(super) fn is_answered_by_an_office_of_no_state(question: &str, answer: &str) -> bool {
    let told = format!("{question} The answer is the {}.", strip_article(answer));
    !is_an_office_of_no_state(question) && is_an_office_of_no_state(&told)
}

/// "the Ministry of Health": whose? "the Department of Physics": of which university?
pub(super) fn is_an_office_of_no_state(question: &str) -> bool {
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:did|was) National (?:Gallery|Library|Museum|Theatre)\b|\bthe (?:Ministry|Department|Bureau|Faculty|Institute|School|Board) (?:of|for) (?P<what>\p{Lu}[\p{L}, ]*)|\bthe (?:Cabinet|Central Bank|Constitutional Court|Electoral Commission|High Court|National (?:Assembly|Bank|Committee|Congress|Council|Gallery|Guard|Library|Museum|Party|Theatre|Union|University)|Parliament|Senate|Supreme Court|Treasury)\b",
        )
    });
    let named =
        |word: &str| gazetteer::find(word).is_some() || gazetteer::by_demonym(word).is_some();
    let words = || question.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    OFFICE.is_match(question)
        && !words().any(named)
        && !question.contains("University")
        && !question.contains("'s ")
}
