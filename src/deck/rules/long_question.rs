//! A question of more than forty words.

use super::survey::Survey;
use super::{Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "long-question",
    about: "a question of more than 40 words",
    why: "It takes longer to read than to answer, and is soon known by its shape instead of its \
          sense. Cut it, move the story to `explanation`, or make several cards.",
    weak: r#"[[card]]
kind = "text"
question = """Ships that go from Europe to India once had to sail all the way round the south of \
Africa, which took them many weeks and cost many lives, until at last a canal was dug through a \
narrow neck of land in Egypt: which one is meant here?"""
answer = "Suez Canal"
"#,
    sound: r#"[[card]]
kind = "text"
question = "Which canal shortened the way from Europe to India?"
answer = "Suez Canal"
explanation = "Before, ships had to sail round the south of Africa."
"#,
    find,
};

const MOST_WORDS: usize = 40;

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        let words = card.question.split_whitespace().count();
        (words > MOST_WORDS).then(|| {
            let message = format!("the question has {words} words");
            let hint = "cut it, move the story to `explanation`, or make several cards";
            card.weak(card.question_key(), message, hint)
        })
    })
}
