//! Copy this file to add a rule: say here what it finds.
//!
//! What keeps a rule useful: it finds nothing in a good deck, so when in doubt it is silent; its
//! message says what is wrong in this card, in the card's own words; its hint says what to do; it
//! looks at each card once, for decks have a hundred thousand; it judges English words only through
//! [`Survey::each_english`]. `weak` and `sound` are shown by `--explain` and proved by a test, so
//! they need no other; test here what is nearly weak. List it in `RULES`.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};

#[expect(dead_code, reason = "it is here to be copied")]
pub(super) const RULE: Rule = Rule {
    name: "shouting",
    about: "a question in capitals",
    why: "Capitals are slower to read, and hide which words are names. Write it as a sentence.",
    weak: r#"[[card]]
kind = "text"
question = "WHAT IS THE CAPITAL OF PERU?"
answer = "Lima"
"#,
    sound: r#"[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        is_shouted(card).then(|| {
            card.weak(card.question_key(), "the question shouts", "write it in small letters")
        })
    })
}

fn is_shouted(card: &Asked<'_>) -> bool {
    let mut letters = card.question.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
