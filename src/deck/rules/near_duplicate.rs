//! Two cards ask nearly the same and hold the same right.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    name: "near-duplicate",
    about: "two cards ask nearly the same",
    why: "The learner pays twice for one fact. Keep the better one; or let the two ask for \
          different things.",
    weak: r#"[[card]]
id = "first"
kind = "year"
question = "In which year was the Suez Canal opened to ships?"
answer = 1869

[[card]]
id = "again"
kind = "year"
question = "The Suez Canal was opened to ships in which year?"
answer = 1869
"#,
    sound: r#"[[card]]
id = "first"
kind = "year"
question = "In which year was the Suez Canal opened to ships?"
answer = 1869

[[card]]
id = "dug"
kind = "text"
question = "Who dug the Suez Canal?"
answer = "The Suez Company"
"#,
    find,
};

/// With fewer words of meaning, one word less is another question.
const FEWEST: usize = 4;

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    // What each card asks with one plain word left out, so that cards which differ by one plain
    // word meet without being compared pair by pair.
    let mut seen: HashMap<(Vec<&str>, &str), &Asked<'_>> = HashMap::new();
    let mut found = Vec::new();
    for card in &survey.cards {
        let shapes = shapes(card);
        let other = shapes.iter().find_map(|shape| seen.get(shape).copied());
        if let Some(other) = other {
            let message = format!("the card {} asks nearly the same", other.name());
            found.push(card.weak(card.question_key(), message, "keep the better one"));
        }
        for shape in shapes {
            seen.entry(shape).or_insert(card);
        }
    }
    found
}

/// Returns what a card asks, whole and with each plain word left out, beside what is right.
fn shapes<'c>(card: &'c Asked<'_>) -> Vec<(Vec<&'c str>, &'c str)> {
    let Some(answer) = card.answers.first().filter(|_| !card.content.is_empty()) else {
        return Vec::new();
    };
    let all: Vec<&str> = card.content.iter().map(String::as_str).collect();
    let mut shapes = vec![(all.clone(), answer.as_str())];
    if all.len() > FEWEST {
        let names = names(&card.question);
        let plain = (0..all.len()).filter(|at| !names.contains(&all[*at].to_owned()));
        for left_out in plain {
            let mut rest = all.clone();
            rest.remove(left_out);
            shapes.push((rest, answer.as_str()));
        }
    }
    shapes
}

/// Returns the words that a question is about: those in capitals and those with figures, folded.
fn names(question: &str) -> Vec<String> {
    let words = question.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/'));
    let named = words.filter(|word| word.chars().any(|c| c.is_uppercase() || c.is_numeric()));
    named
        .flat_map(|word| crate::value::fold(word).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    fn pair(one: &str, two: &str) -> usize {
        let card = |question: &str| {
            format!("[[card]]\nkind = \"year\"\nquestion = \"{question}\"\nanswer = 1869\n")
        };
        found("near-duplicate", &format!("{}{}", card(one), card(two)))
    }

    #[test]
    fn one_plain_word_more_is_the_same_question_and_another_name_is_not() {
        let suez = "In which year was the Suez Canal formally opened to all ships?";
        assert_eq!(pair(suez, "In which year was the Suez Canal opened to all ships?"), 1);
        assert_eq!(
            pair(suez, "In which year was the Panama Canal formally opened to all ships?"),
            0
        );
        assert_eq!(pair("How many moons has Mars?", "How many moons has Venus?"), 0);
    }
}
