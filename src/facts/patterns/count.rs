//! How many of something somebody did something with: "The fleet lost 24 ships in the storm".

use super::{Found, Seen, verb_of};
use crate::facts::fact::{Statement, Value};
use crate::facts::verb_group::Form;
use crate::facts::word::{Word, text_of};
use crate::value::read_number;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    counted(seen).into_iter().collect()
}

fn counted(seen: Seen<'_>) -> Option<Found> {
    let known = seen.known();
    let (clause, subject) = (known.clause.as_ref()?, known.subject.as_ref()?);
    let did = matches!(clause.verb.form, Form::Past | Form::Perfect);
    clause.verb.verb.filter(|_| did)?;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let words = &clause.words[clause.rest.start..end];
    let hedge = words
        .first()
        .filter(|w| matches!(w.lower.as_str(), "about" | "around" | "nearly" | "almost"));
    let only =
        words.first().is_some_and(|w| matches!(w.lower.as_str(), "just" | "only" | "exactly"));
    let start = usize::from(hedge.is_some() || only);
    let digits = words[start..].iter().take_while(|w| is_number_word(&w.lower)).count();
    let number = read_number(text_of(&clause.text, words, start..start + digits))?;
    let noun = words[start + digits..].iter().take_while(|w| is_in_noun(w)).count();
    let noun = start + digits..start + digits + noun;
    let phrase = text_of(&clause.text, words, noun.clone());
    if !is_countable(phrase) || noun.len() > 4 {
        return None;
    }
    let tail = text_of(&clause.text, words, noun.end..words.len());
    let asks = if hedge.is_some() { "About how many" } else { "How many" };
    let statement = Statement::of_complement(
        &format!("{asks} {phrase}"),
        &subject.name,
        verb_of(&clause.verb),
        tail,
    );
    Some(Found::asserted(statement, Value::Number { number, unit: None }))
}

fn is_number_word(word: &str) -> bool {
    let figure = word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_digit());
    figure
        || matches!(word, "million" | "billion" | "thousand" | "hundred")
        || (word.len() > 2
            && read_number(word).is_some()
            && word.chars().all(|c| c.is_alphabetic() || c == '-'))
}

fn is_in_noun(word: &Word) -> bool {
    const ENDS: [&str; 22] = [
        "in", "on", "at", "to", "of", "from", "with", "by", "for", "and", "or", "as", "under",
        "into", "over", "south", "north", "during", "between", "against", "per", "through",
    ];
    word.is_word() && !ENDS.contains(&word.lower.as_str())
}

/// A plural that one can count, and not a measure of time or money.
fn is_countable(noun: &str) -> bool {
    const MEASURES: [&str; 16] = [
        "years", "days", "months", "weeks", "hours", "minutes", "miles", "feet", "dollars",
        "times", "others", "points", "yards", "pounds", "less", "more",
    ];
    let head = noun.rsplit(' ').next().unwrap_or_default();
    let plural = head.ends_with('s') && !head.ends_with("ss")
        || matches!(head, "people" | "men" | "women" | "children");
    plural
        && !MEASURES.contains(&head)
        && !noun.contains("more ")
        && head.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn what_was_counted_is_found() {
        assert_eq!(
            found_by("count", "In 1588, Spain lost about 24 large ships in the North Sea."),
            ["About how many large ships | Spain | lose | in the North Sea => 24"]
        );
    }

    #[test]
    fn measures_and_years_are_left() {
        for text in [
            "Spain lost 3 years in the North Sea.",
            "Spain won 1588 by a storm.",
            "Spain lost more than 24 ships.",
        ] {
            assert!(found_by("count", text).is_empty(), "{text}");
        }
    }
}
