//! The right option is much longer than the wrong ones.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use crate::deck::model::Body;

pub(super) const RULE: Rule = Rule {
    name: "answer-by-length",
    about: "the right option is by far the longest",
    why: "Writers put care and detail into what is right, so learners pick the longest option. \
          Shorten it, or give the wrong ones as much detail.",
    weak: r#"[[card]]
kind = "choice"
question = "Why is the sky blue?"
answer = "Short waves of sunlight are scattered by the air more than long ones"
distractors = ["The sea", "Ozone", "Dust"]
"#,
    sound: r#"[[card]]
kind = "choice"
question = "Why is the sky blue?"
answer = "Air scatters short waves more"
distractors = ["The sea is mirrored in it", "Ozone is a blue gas", "Dust takes out the red"]
"#,
    find,
};

/// Below this many letters nobody sees a difference.
const NOTICEABLE: usize = 24;
/// So many times as long as the longest wrong option is told at a glance.
const TIMES: usize = 2;

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        let (key, longest) = lengths(card)?;
        (key >= NOTICEABLE && key >= TIMES * longest).then(|| {
            let message =
                format!("the answer has {key} letters, the longest wrong option {longest}");
            card.weak("answer", message, "shorten it, or give the others as much detail")
        })
    })
}

/// Returns the lengths of the key and of the longest wrong option.
fn lengths(card: &Asked<'_>) -> Option<(usize, usize)> {
    let key = match &card.card.body {
        Body::Choice { answer, .. } => answer,
        Body::Text { answers, .. } => answers.first()?,
        _ => return None,
    };
    let wrong = card.card.body.wrong_options();
    let longest = wrong.iter().map(|option| option.chars().count()).max()?;
    (wrong.len() > 1).then(|| (key.chars().count(), longest))
}
