//! Where a question belongs: "In the history of Riga," says what "the harbour" leaves open, and "At
//! the meeting of the club on 3 May 2024," who was there to propose.

use super::check::rests_on_more;
use super::genre::Explaining;
use super::question::with_first;
use crate::document::Document;
use crate::facts::{Fact, GAP, Open, Statement, Value};
use crate::language::gazetteer;
use crate::language::time::find_times;
use crate::value::{Edtf, Precision, fold, spell_date};
use regex::Regex;
use std::sync::LazyLock;

/// A meeting that a document keeps the minutes of: the day on which it was held.
pub(super) fn day_of_meeting(document: &Document) -> Option<Edtf> {
    let title = document.title.as_deref()?;
    let minutes =
        title.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("minutes"));
    let day = |date: &Edtf| date.precision() == Precision::Day;
    let in_title = || find_times(title, None).into_iter().map(|time| time.value).find(day);
    in_title().or(document.published.filter(day)).filter(|_| minutes)
}

/// Returns the words before a question that say where it belongs, if its document is about one thing
/// that the question does not name.
pub(super) fn lead(
    fact: &Fact,
    statement: &Statement,
    question: &str,
    meeting: Option<Edtf>,
) -> Option<String> {
    let about = fact.about.as_deref().filter(|_| statement.lead.is_none())?;
    let bare = about.strip_prefix("the ").unwrap_or(about);
    if let Some(day) = meeting {
        let of = if question.contains(bare) { String::new() } else { format!(" of {about}") };
        let then = statement.open != Open::Time
            && statement.verb.operator != "has"
            && !is_of_before(question, day);
        return then.then(|| format!("At the meeting{of} on {},", spell_date(day)));
    }
    let of_an_event = statement.open == Open::Time
        || matches!(fact.value, Value::Name(..) | Value::List(..))
            && statement.open == Open::Subject
            && statement.verb.operator != "is";
    let past = matches!(statement.verb.operator.as_str(), "did" | "was" | "were");
    (of_an_event && past && !question.contains(bare)).then(|| format!("In the history of {about},"))
}

/// "How much did the club spend in 2022?" It did not spend that at its meeting of 2023.
fn is_of_before(question: &str, meeting: Edtf) -> bool {
    find_times(question, None).iter().any(|time| {
        let before = question[..time.range.start].trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        matches!(word, "in" | "on") && time.value.span().1 < meeting.span().0
    })
}

/// Returns a sentence with a gap under a heading that says what it is about, if it stands alone only
/// so: "Riga: The harbour was built in ____."
pub(super) fn headed(
    fact: &Fact,
    meeting: Option<Edtf>,
    explaining: Option<&Explaining>,
) -> Option<Statement> {
    let text = &fact.statement.tail;
    let about = fact.about.as_deref()?;
    let bare = about.strip_prefix("the ").unwrap_or(about);
    let heading = match meeting {
        Some(day) => format!("Meeting of {about}, {}", spell_date(day)),
        None => with_first(bare, char::to_uppercase),
    };
    // "Marshall Plan: the secretary of state, George C. ____".
    let told =
        |word: &str| word.starts_with(char::is_uppercase) && words(bare).any(|own| own == word);
    let gives_away = meeting.is_none() && words(&fact.value.spelled()).any(told);
    let named = text.contains(bare) || fact.value.spelled().contains(bare) || gives_away;
    if meeting.is_none() && (named || !has_its_time(fact)) {
        return None;
    }
    // What a page explains of all hearts needs no heading, unless it names nothing: "At 1,800 metres
    // forest begins".
    let names_nothing = !text.split(' ').skip(1).any(|w| w.starts_with(char::is_uppercase));
    if explaining.is_some() && !names_nothing {
        rests_on_more(fact, text, explaining, false)?;
    }
    let tail = format!("{heading}: {text}");
    let alone = rests_on_more(fact, &tail, explaining, true).is_none();
    alone.then(|| Statement { tail, ..fact.statement.clone() })
}

/// Returns a sentence with a gap under the title of its page, if it says nothing of what the page is
/// about: "Output shrank by ____ in 1999" in which country?
pub(super) fn under_title(
    fact: &Fact,
    title: Option<&str>,
    explaining: Option<&Explaining>,
) -> Option<Statement> {
    let theme = theme(title?)?;
    let sentence = fact.statement.tail.replacen(GAP, &fact.value.spelled(), 1);
    let answer = fact.value.spelled();
    // A headline may be of dollars and a sentence of other dollars, a headline and a sentence of other
    // Malians; a page of lichens is not.
    let tells = |word: &&str| {
        let state = || gazetteer::find(word).or_else(|| gazetteer::by_demonym(word));
        explaining.is_some()
            || word.starts_with(char::is_uppercase) && state().is_none()
            || words(&answer).any(|one| one == *word)
    };
    // "Labour" of a body's name is no "labour".
    let common = |one: &str| one.starts_with(char::is_lowercase) || theme.starts_with(one);
    let alike = |one: &str, word: &str| {
        is_of_one_stem(one, word) && (common(one) || word.starts_with(char::is_uppercase))
    };
    let named =
        words(&sentence).filter(tells).any(|word| telling_words(theme).any(|one| alike(one, word)));
    (!named).then(|| Statement {
        lead: Some(format!("{}:", theme.replace(": ", " – "))),
        ..fact.statement.clone()
    })
}

/// Returns what a title says a page is about, without the number of its chapter.
fn theme(title: &str) -> Option<&str> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?i:chapter|handout|lecture|lesson|part|section|topic|unit|week) (?:\d+(?:\.\d+)*|[IVX]+)|\d+(?:\.\d+)*)[.:,]?(?: [–—-])? ")
            .expect("the pattern is fixed")
    });
    const LONGEST: usize = 80;
    let bare = title.trim_end_matches('.');
    let bare = NUMBER.find(bare).map_or(bare, |number| &bare[number.end()..]);
    let shouted = !bare.contains(char::is_lowercase) && bare.contains(' ');
    let fits = bare.chars().count() <= LONGEST && !bare.ends_with(['?', '!']) && !shouted;
    (fits && telling_words(bare).next().is_some()).then_some(bare)
}

/// Returns the words of a title that say what a page is about.
fn telling_words(title: &str) -> impl Iterator<Item = &str> {
    const EVERYWHERE: [&str; 16] = [
        "about",
        "article",
        "between",
        "chapter",
        "document",
        "from",
        "introduction",
        "lesson",
        "notes",
        "page",
        "part",
        "report",
        "summary",
        "text",
        "this",
        "with",
    ];
    const SHORTEST: usize = 4;
    words(title).filter(|word| {
        word.chars().count() >= SHORTEST && !EVERYWHERE.contains(&word.to_lowercase().as_str())
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// "lichen" and "Lichens", "Malian" and "Mali".
fn is_of_one_stem(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    same >= 4 && same + 2 >= one.chars().count().max(other.chars().count())
}

/// Returns whether a sentence says when what it tells was so, or that it is so still: "More than 40
/// were killed" when?
fn has_its_time(fact: &Fact) -> bool {
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:was|were|had|did|took|made|became|began|came|went|left|\p{L}+ed)\b")
            .expect("the pattern is fixed")
    });
    let text = &fact.statement.tail;
    let year = |word: &str| {
        let figures = word.trim_start_matches('(').chars().take(4);
        word.len() >= 4 && figures.into_iter().all(|c| c.is_ascii_digit())
    };
    let answer = fact.value.spelled();
    text.split(' ').chain(answer.split(' ')).any(year) || !PAST.is_match(text)
}

/// Returns whether a question is of a meeting.
pub(super) fn is_of_a_meeting(statement: &Statement) -> bool {
    statement.lead.as_deref().is_some_and(|lead| lead.starts_with("At the meeting"))
}

/// Returns whether words before a question say where it belongs.
pub(super) fn is_set(statement: &Statement) -> bool {
    let begins = ["In the history of ", "At the meeting "];
    statement.lead.as_deref().is_some_and(|lead| begins.iter().any(|begin| lead.starts_with(begin)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(title: &str, text: &str) -> Vec<String> {
        let document = Document::parse("a.txt", &format!("{title}\n\n{text}"));
        let built =
            crate::authoring::build(&[document], &crate::authoring::BuildOptions::default());
        built.candidates.into_iter().map(|c| c.question).collect()
    }

    #[test]
    fn what_belongs_to_the_one_thing_of_a_page_says_so() {
        let questions = asked(
            "The University of Heiden",
            "The University of Heiden is a school in Geneva. The library was opened in 1859 by Henry Dunant.",
        );
        let whole = "In the history of the University of Heiden, in which year was the library opened by Henry Dunant?";
        assert!(questions.iter().any(|q| q == whole), "{questions:?}");
    }

    #[test]
    fn minutes_name_their_meeting() {
        let questions = asked(
            "Heiden Garden Society: minutes of the meeting held on 3 May 1954",
            "Henry Dunant presented the accounts of the society.",
        );
        let whole = "At the meeting on 3 May 1954, who presented the accounts";
        assert!(questions.iter().any(|q| q.starts_with(whole)), "{questions:?}");
    }

    #[test]
    fn what_was_before_a_meeting_was_not_done_at_it() {
        let questions = asked(
            "Heiden Garden Society: minutes of the meeting held on 3 May 1954",
            "The Heiden Garden Society spent £240 on tools and seeds in 1953. Henry Dunant presented the accounts for 1953.",
        );
        let spent: Vec<&String> = questions.iter().filter(|q| q.contains(" in 1953?")).collect();
        assert!(!spent.is_empty(), "{questions:?}");
        assert!(spent.iter().all(|q| !q.starts_with("At the meeting")), "{spent:?}");
        let whole = "At the meeting of the Heiden Garden Society on 3 May 1954, who presented";
        assert!(questions.iter().any(|q| q.starts_with(whole)), "{questions:?}");
    }
}
