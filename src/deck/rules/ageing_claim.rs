//! A claim that holds today and says no day.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "ageing-claim",
    about: "`now`, `currently` or the like, and no date",
    why: "What holds now will not always hold, and nobody will know when it was true. Say the day \
          in the question (\"in 2026\"), or for the whole deck with `as_of`.",
    weak: r#"[[card]]
kind = "text"
question = "Which building is currently the tallest of the world?"
answer = "Burj Khalifa"
"#,
    sound: r#"[[card]]
kind = "text"
question = "Which building was the tallest of the world in 2026?"
answer = "Burj Khalifa"
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    if survey.deck.as_of.is_some() {
        return Vec::new();
    }
    survey.each_english(|card| {
        let word = ageing_word(card)?;
        let message = format!("`{word}` ages, and neither the question nor the deck says its day");
        let hint = "write the year into the question, or `as_of` into `[deck]`";
        Some(card.weak(card.question_key(), message, hint))
    })
}

fn ageing_word<'c>(card: &'c Asked<'_>) -> Option<&'c str> {
    static AGEING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:now|nowadays|today|currently|at present|presently|recently|to date|so far|these days|the (?:current|latest|newest|incumbent|reigning)|(?:this|last|next) (?:year|month|week)|until now)\b",
        )
        .expect("it is fixed")
    });
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:1\d|20|21)\d\d\b").expect("it is fixed"));
    let found = AGEING.find(&card.question)?;
    (!YEAR.is_match(&card.question)).then_some(found.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_date_in_the_question_or_the_deck_keeps_it_fresh() {
        let card = |question: &str| {
            format!("[[card]]\nkind = \"text\"\nquestion = \"{question}\"\nanswer = \"x\"\n")
        };
        assert_eq!(found("ageing-claim", &card("Who is the current king of Spain?")), 1);
        assert_eq!(found("ageing-claim", &card("Who is the current king, as of 2026?")), 0);
        assert_eq!(found("ageing-claim", &card("What did Newton know of light?")), 0);
    }
}
