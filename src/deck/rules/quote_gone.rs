//! A quote that its source's file does not have.

use super::survey::Survey;
use super::{Rule, Weakness};

pub(super) const RULE: Rule = Rule {
    name: "quote-gone",
    about: "a quote is not found in its source",
    why: "A quote is the proof of its card, and this one proves nothing: the sentence was changed, \
          taken out, or never stood there. Read the source again and mend the card with it.",
    weak: r#"[[source]]
id = "s"
file = "source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s", quote = "The capital of Peru was Lima." }]
"#,
    sound: r#"[[source]]
id = "s"
file = "source.txt"

[[card]]
kind = "text"
question = "What is the capital of Peru?"
answer = "Lima"
cites = [{ source = "s", quote = "The capital of Peru is Lima." }]
"#,
    find,
};

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        survey.quotes(card).find_map(|quote| {
            if quote.text.find(quote.words, quote.line).is_some() {
                return None;
            }
            let file = quote.file;
            let (message, hint) = match quote.text.likest(quote.words) {
                Some((line, now)) => (
                    format!("the quote does not stand in `{file}`; line {line} has: {now}"),
                    "if that still says it, quote that; if not, mend the card",
                ),
                None => (
                    format!("the quote does not stand in `{file}`, nor anything like it"),
                    "read the source again, and mend or delete the card",
                ),
            };
            Some(card.weak("cites", message, hint))
        })
    })
}
