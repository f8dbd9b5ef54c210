//! A pronoun, and nothing before it that it could stand for.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use crate::value::is_little;

pub(super) const RULE: Rule = Rule {
    name: "pronoun-without-referent",
    about: "a pronoun that stands for nothing in the question",
    why: "A card is read by itself: `he`, `it` or `this` of the text it came from is not there. \
          Write the name.",
    weak: r#"[[card]]
kind = "text"
question = "Where did she find radium?"
answer = "Paris"
"#,
    sound: r#"[[card]]
kind = "text"
question = "Where did Marie Curie find radium?"
answer = "Paris"
"#,
    find,
};

const PRONOUNS: [&str; 16] = [
    "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "hers", "theirs",
    "this", "these", "those", "himself",
];

/// What "it" may stand before without standing for anything.
const AFTER_EMPTY_IT: [&str; 24] = [
    "take",
    "takes",
    "took",
    "true",
    "false",
    "possible",
    "rain",
    "rains",
    "snow",
    "cost",
    "costs",
    "mean",
    "means",
    "called",
    "said",
    "that",
    "necessary",
    "likely",
    "forbidden",
    "customary",
    "legal",
    "illegal",
    "dark",
    "cold",
];

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each_english(|card| {
        let pronoun = stray_pronoun(card)?;
        let message = format!("`{pronoun}` stands for nothing in the question");
        Some(card.weak(card.question_key(), message, "write the name"))
    })
}

/// Returns the first pronoun, when nothing that means something stands before it. What follows may
/// explain it all the same: "When he died, how old was Mozart?"
fn stray_pronoun<'c>(card: &'c Asked<'_>) -> Option<&'c str> {
    let words: Vec<&str> = card.folded.split(' ').collect();
    // "Which year" asks for a year and names none.
    let asked_for = |at: usize| at > 0 && matches!(words[at - 1], "which" | "what" | "whose");
    let telling =
        |at: &usize| PRONOUNS.contains(&words[*at]) || !(is_little(words[*at]) || asked_for(*at));
    let at = (0..words.len()).find(telling)?;
    let pronoun = words[at];
    let empty =
        pronoun == "it" && words[at + 1..].iter().take(3).any(|word| AFTER_EMPTY_IT.contains(word));
    let later_name = card.question.split_whitespace().skip(1).any(starts_like_a_name);
    (PRONOUNS.contains(&pronoun) && !empty && !later_name).then_some(pronoun)
}

fn starts_like_a_name(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn what_is_named_before_or_after_is_no_stranger() {
        for (question, weak) in [
            ("What did he invent?", 1),
            ("In which city was it signed?", 1),
            ("Which bird hides its eggs?", 0),
            ("Who signed this treaty?", 0),
            ("What is this called?", 1),
            ("How long does it take light to reach us?", 0),
            ("When a comet nears the sun, what does it grow?", 0),
            ("When he died, how old was Mozart?", 0),
        ] {
            let card =
                format!("[[card]]\nkind = \"text\"\nquestion = \"{question}\"\nanswer = \"x\"\n");
            assert_eq!(found("pronoun-without-referent", &card), weak, "{question}");
        }
    }
}
