//! A quote that stands on another line of its source than the card says.

use super::survey::Survey;
use super::{Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "quote-moved",
    about: "a quote stands on another line of its source",
    why: "Whoever looks the sentence up does not find it where the card says. Correct `line`, or \
          leave it out.",
    weak: r#"[[source]]
id = "s"
file = "source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s", quote = "The capital of Peru is Lima.", line = 1 }]
"#,
    sound: r#"[[source]]
id = "s"
file = "source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s", quote = "The capital of Peru is Lima.", line = 3 }]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        survey.quotes(card).find_map(|quote| {
            let said = quote.line?;
            let line = quote.text.find(quote.words, Some(said))?;
            (line != said).then(|| {
                let message =
                    format!("the quote stands on line {line} of `{}`, not {said}", quote.file);
                card.weak("cites", message, format!("write `line = {line}`"))
            })
        })
    })
}
