//! A question for a year or a date that does not say of what.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use crate::deck::model::Body;
use crate::value::content_words;

pub(super) const RULE: Rule = Rule {
    name: "year-without-subject",
    about: "a question for a year or date that does not say of what",
    why: "Among other cards, on another day, nobody knows what is meant. Name what happened.",
    weak: r#"[[card]]
kind = "year"
question = "In which year was it opened?"
answer = 1869
"#,
    sound: r#"[[card]]
kind = "year"
question = "In which year was the Suez Canal opened?"
answer = 1869
"#,
    find,
};

/// Words that ask for a time, or say only that something happened.
const OF_TIME: [&str; 32] = [
    "year", "date", "day", "month", "century", "decade", "time", "exactly", "happen", "happened",
    "happens", "take", "took", "place", "occur", "occurred", "begin", "began", "start", "started",
    "end", "ended", "first", "finally", "event", "this", "born", "die", "died", "founded",
    "opened", "signed",
];

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each_english(|card| {
        lacks_subject(card).then(|| {
            let message = "the question does not say of what the time is asked";
            card.weak("question", message, "name what happened")
        })
    })
}

fn lacks_subject(card: &Asked<'_>) -> bool {
    matches!(card.card.body, Body::Date { .. })
        && content_words(&card.folded).all(|word| OF_TIME.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_subject_without_a_name_is_one() {
        for (question, weak) in [
            ("When?", 1),
            ("In which year did this happen?", 1),
            ("When was the wheel invented?", 0),
            ("1066 or 1067: when did William land?", 0),
        ] {
            let card =
                format!("[[card]]\nkind = \"year\"\nquestion = \"{question}\"\nanswer = 1\n");
            assert_eq!(found("year-without-subject", &card), weak, "{question}");
        }
    }
}
