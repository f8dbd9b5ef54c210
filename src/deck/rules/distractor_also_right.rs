//! A wrong option would be judged right, were it typed.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use crate::deck::model::Body;
use crate::value::{fold, spell_date, strip_article};

pub(super) const RULE: Rule = Rule {
    name: "distractor-also-right",
    about: "a wrong option is right as well",
    why: "A learner who picks it is marked wrong for a right answer, and remembers that. Replace \
          it. An option that is the key word for word is an error, `right-distractor`.",
    weak: r#"[[card]]
kind = "date"
question = "When did the first person walk on the Moon?"
answer = 1969-07-21
distractors = ["1969-07", 1970-07-21]
"#,
    sound: r#"[[card]]
kind = "date"
question = "When did the first person walk on the Moon?"
answer = 1969-07-21
distractors = [1968-07-21, 1970-07-21]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        let (option, why) = right_option(card)?;
        let message = format!("the wrong option `{option}` is right as well: {why}");
        Some(card.weak("distractors", message, "replace it"))
    })
}

/// Why an option is right that the card accepts in so many words.
const ACCEPTED: &str = "`accept` holds it";

fn right_option(card: &Asked<'_>) -> Option<(String, &'static str)> {
    let accepted = |accept: &[String], option: &str| {
        let same = |other: &String| strip_article(&fold(other)) == strip_article(&fold(option));
        accept.iter().any(same)
    };
    match &card.card.body {
        Body::Text { answers, accept, distractors, .. } => {
            let right: Vec<String> = answers.iter().chain(accept).cloned().collect();
            let found = distractors.iter().find(|option| accepted(&right, option))?;
            Some((found.clone(), "it counts as an answer"))
        }
        Body::Date { answer, accept, distractors, .. } => distractors.iter().find_map(|option| {
            let spelled = spell_date(*option);
            let why = if accepted(accept, &spelled) {
                ACCEPTED
            } else if option.contains(*answer) {
                "the key lies within it"
            } else if answer.contains(*option) {
                "it lies within the key"
            } else {
                return None;
            };
            Some((spelled, why))
        }),
        Body::Number { accept, distractors, .. } => {
            let spelled = distractors.iter().map(ToString::to_string);
            spelled.into_iter().find(|option| accepted(accept, option)).map(|o| (o, ACCEPTED))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn other_spellings_that_are_accepted_are_right() {
        let card = |distractor: &str| {
            format!(
                "[[card]]\nkind = \"text\"\nquestion = \"q\"\nanswer = \"Netherlands\"\n\
                 accept = [\"Holland\"]\ndistractors = [\"{distractor}\"]\n"
            )
        };
        assert_eq!(found("distractor-also-right", &card("holland")), 1);
        assert_eq!(found("distractor-also-right", &card("Belgium")), 0);
    }
}
