//! The right option is the only plural, or the only singular.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "only-plural",
    about: "the right option is the only plural, or the only singular",
    why: "The odd one out is picked without knowing anything. Write all options in one number.",
    weak: r#"[[card]]
kind = "choice"
question = "What does a koala eat?"
answer = "leaves"
distractors = ["fruit", "bark", "wood"]
"#,
    sound: r#"[[card]]
kind = "choice"
question = "What does a koala eat?"
answer = "leaves"
distractors = ["fruits", "roots", "insects"]
"#,
    find,
};

/// With fewer wrong options there is no odd one out.
const FEWEST: usize = 2;

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each_english(|card| {
        let number = odd_number(card)?;
        let message = format!("the answer is the only {number} among the options");
        Some(card.weak("answer", message, "write all options in one number"))
    })
}

fn odd_number(card: &Asked<'_>) -> Option<&'static str> {
    let wrong = card.card.body.wrong_options();
    let key = is_plural(&card.card.body.key())?;
    let others: Option<Vec<bool>> = wrong.iter().map(|option| is_plural(option)).collect();
    let odd = wrong.len() >= FEWEST && others?.iter().all(|other| *other != key);
    odd.then_some(if key { "plural" } else { "singular" })
}

/// Returns whether common words end in a plural; none for names, figures and what cannot be told.
fn is_plural(words: &str) -> Option<bool> {
    let words = words.trim();
    let common = words.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-');
    let last = words.rsplit(' ').next().filter(|last| common && last.chars().count() > 2)?;
    let singular = ["ss", "us", "is", "os", "as", "ics"];
    if last.ends_with('s') && singular.iter().any(|end| last.ends_with(end)) {
        return None;
    }
    Some(last.ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn names_and_words_that_only_look_plural_are_left_alone() {
        for options in [
            "answer = \"Athens\"\ndistractors = [\"Rome\", \"Paris\"]",
            "answer = \"grass\"\ndistractors = [\"bark\", \"fruit\"]",
            "answer = \"leaves\"\ndistractors = [\"bark\"]",
        ] {
            let card = format!("[[card]]\nkind = \"choice\"\nquestion = \"q\"\n{options}\n");
            assert_eq!(found("only-plural", &card), 0, "{options}");
        }
    }
}
