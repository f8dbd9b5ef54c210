//! Where a question belongs: "In the history of Riga," says what "the harbour" leaves open, and "At
//! the meeting of the club on 3 May 2024," who was there to propose.

use crate::document::Document;
use crate::facts::{Fact, Open, Statement, Value};
use crate::language::time::find_times;
use crate::value::{Edtf, Precision, spell_date};

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
        let elsewhere = statement.open == Open::Time || question.contains(bare);
        return (!elsewhere).then(|| format!("At the meeting of {about} on {},", spell_date(day)));
    }
    let of_an_event = statement.open == Open::Time
        || matches!(fact.value, Value::Name(..) | Value::List(..))
            && statement.open == Open::Subject
            && statement.verb.operator != "is";
    let past = matches!(statement.verb.operator.as_str(), "did" | "was" | "were");
    (of_an_event && past && !question.contains(bare)).then(|| format!("In the history of {about},"))
}

/// Returns whether words before a question say where it belongs.
pub(super) fn is_set(statement: &Statement) -> bool {
    let begins = ["In the history of ", "At the meeting of "];
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
        let whole =
            "At the meeting of the Heiden Garden Society on 3 May 1954, who presented the accounts";
        assert!(questions.iter().any(|q| q.starts_with(whole)), "{questions:?}");
    }
}
