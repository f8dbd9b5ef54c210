//! A set with one member.

use super::survey::Survey;
use super::{Rule, Weakness};
use crate::deck::model::Body;

pub(super) const RULE: Rule = Rule {
    name: "set-of-one",
    about: "a set with one member",
    why: "A learner who is asked for several looks for a second one that is not there. Add the \
          others, or make it a `text` or a `choice`.",
    weak: r#"[[card]]
kind = "set"
question = "Which planets have rings that are easily seen?"
answers = ["Saturn"]
distractors = ["Mars", "Venus"]
"#,
    sound: r#"[[card]]
kind = "choice"
question = "Which planet has rings that are easily seen?"
answer = "Saturn"
distractors = ["Mars", "Venus"]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| match &card.card.body {
        Body::Set { answers, .. } if answers.len() == 1 => Some(card.weak(
            "answers",
            "the set has one member",
            "add the others, or make it kind = \"text\" or \"choice\"",
        )),
        _ => None,
    })
}
