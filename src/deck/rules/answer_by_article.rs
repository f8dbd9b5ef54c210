//! "A" or "an" before the gap fits the right option alone.

use super::survey::{Asked, Survey};
use super::{Rule, Weakness};
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "answer-by-article",
    about: "`a` or `an` fits the right option alone",
    why: "Grammar tells the learner which option is right. Put the article into the options, or \
          write `a/an`.",
    weak: r#"[[card]]
kind = "choice"
question = "A young eel is called an ___."
answer = "elver"
distractors = ["fry", "parr", "smolt"]
"#,
    sound: r#"[[card]]
kind = "choice"
question = "What is a young eel called?"
answer = "an elver"
distractors = ["a fry", "a parr", "a smolt"]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each_english(|card| {
        let article = article_before_gap(&card.question)?;
        tells(card, article == "an").then(|| {
            let message = format!("`{article}` before the gap fits the right option alone");
            card.weak("question", message, "put the article into the options, or write `a/an`")
        })
    })
}

/// Returns the article that stands before a gap, or ends the question.
fn article_before_gap(question: &str) -> Option<&'static str> {
    static GAP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[^/\w])(an?)\s*(?:_{2,}|\.{3,}|…|[:?.]?\s*$)").expect("it is fixed")
    });
    let article = GAP.captures(question)?.get(1)?.as_str();
    Some(if article.len() == 2 { "an" } else { "a" })
}

fn tells(card: &Asked<'_>, an: bool) -> bool {
    let wrong = card.card.body.wrong_options();
    let key = card.card.body.key();
    !wrong.is_empty()
        && takes_an(&key) == Some(an)
        && wrong.iter().all(|option| takes_an(option).is_some_and(|other| other != an))
}

/// Returns whether a word is said with `an`, as far as its letters tell.
fn takes_an(words: &str) -> Option<bool> {
    let word = words.split_whitespace().next()?.to_lowercase();
    let first = word.chars().next().filter(char::is_ascii_alphabetic)?;
    let as_consonant = ["uni", "use", "usu", "eu", "one", "once", "ura", "uto"];
    let silent_h = ["hour", "honest", "honour", "honor", "heir"];
    let vowel = "aeiou".contains(first) && !as_consonant.iter().any(|head| word.starts_with(head));
    Some(vowel || silent_h.iter().any(|head| word.starts_with(head)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;

    #[test]
    fn sound_counts_and_not_the_letter() {
        for (word, an) in [("hour", true), ("unicorn", false), ("apple", true), ("eel", true)] {
            assert_eq!(takes_an(word), Some(an), "{word}");
        }
        assert_eq!(article_before_gap("A beginner is called a/an ___"), None);
        assert_eq!(article_before_gap("Which is a bird?"), None);
    }

    #[test]
    fn an_article_that_fits_another_option_too_tells_nothing() {
        let card = "[[card]]\nkind = \"choice\"\nquestion = \"It is an ___\"\nanswer = \"elver\"\n\
                    distractors = [\"alevin\", \"fry\"]\n";
        assert_eq!(found("answer-by-article", card), 0);
    }
}
