//! One question, several answers.

use super::survey::Survey;
use super::{Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "same-question",
    about: "two cards ask the same question and hold different answers right",
    why: "Whoever learns one of them gets the other wrong. If both answers are right, make one \
          card of them with `answers`, or a `set`; if each is right in its own case, let the \
          question say which.",
    weak: r#"[[card]]
id = "one"
kind = "text"
question = "What is the capital of Bolivia?"
answer = "Sucre"

[[card]]
id = "two"
kind = "text"
question = "What is the capital of Bolivia?"
answer = "La Paz"
"#,
    sound: r#"[[card]]
id = "one"
kind = "text"
question = "What is the constitutional capital of Bolivia?"
answer = "Sucre"

[[card]]
id = "two"
kind = "text"
question = "In which city does the government of Bolivia sit?"
answer = "La Paz"
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    let mut found = Vec::new();
    for group in survey.groups(|card| Some(card.folded.clone()).filter(|words| !words.is_empty())) {
        for (at, card) in group.iter().enumerate().skip(1) {
            if let Some(other) = group[..at].iter().find(|other| !card.agrees(other)) {
                let message = format!(
                    "the card {} asks the same and holds `{}` right",
                    other.name(),
                    other.card.body.key()
                );
                let hint = "let each question say its own case, or make one card of both";
                found.push(card.weak(card.question_key(), message, hint));
            }
        }
    }
    found
}
