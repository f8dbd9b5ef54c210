//! A wrong option is what another card, which asks the same, holds right.

use super::survey::Survey;
use super::{Rule, Weakness};
use crate::value::fold;

pub(super) const RULE: Rule = Rule {
    name: "distractor-right-elsewhere",
    about: "a wrong option is right on another card that asks the same",
    why: "Two cards that ask the same in other words disagree on what is right: one of them \
          teaches what the other marks wrong. Options that are right answers to other questions \
          are good ones, and left alone.",
    weak: r#"[[card]]
id = "largest"
kind = "choice"
question = "Which is the largest ocean of the Earth?"
answer = "Pacific"
distractors = ["Atlantic", "Indian"]

[[card]]
id = "ocean"
kind = "text"
question = "Of the Earth, which ocean is the largest?"
answer = "Atlantic"
"#,
    sound: r#"[[card]]
id = "largest"
kind = "choice"
question = "Which is the largest ocean of the Earth?"
answer = "Pacific"
distractors = ["Atlantic", "Indian"]

[[card]]
id = "second"
kind = "text"
question = "Which ocean lies between Europe and America?"
answer = "Atlantic"
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    let mut found = Vec::new();
    for group in survey.groups(|card| (!card.content.is_empty()).then(|| card.content.clone())) {
        let right = |answer: &String| group.iter().find(|card| card.answers.contains(answer));
        for card in group.iter().filter(|card| !card.card.body.wrong_options().is_empty()) {
            let options = card.card.body.wrong_options();
            let other = options.iter().find_map(|option| Some((option, right(&fold(option))?)));
            if let Some((option, other)) = other.filter(|(_, other)| other.index != card.index) {
                let message =
                    format!("the wrong option `{option}` is right on the card {}", other.name());
                let hint = "they ask the same: find out which is right, and mend the other";
                found.push(card.weak("distractors", message, hint));
            }
        }
    }
    found
}
