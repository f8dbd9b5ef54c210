//! How the verb of a clause reads in its question.

use super::{Asked, Clause};
use crate::facts::fact::{Open, Value, Verb};
use crate::language::inflection;

impl Clause<'_> {
    /// The verb, in the number that the question asks for.
    pub(super) fn verb(&self, asked: &Asked) -> Verb {
        let spoken = self.predicate.spoken.clone();
        if asked.asks.starts_with("By ") {
            return self.done_by_then(spoken);
        }
        let asks_for_one =
            ["Who ", "What ", "Which "].iter().any(|w| format!("{} ", asked.asks).starts_with(w));
        if asked.open != Open::Subject || !asks_for_one || matches!(asked.value, Value::List(..)) {
            return spoken;
        }
        let operator = match spoken.operator.as_str() {
            "are" => "is",
            "were" => "was",
            "have" => "has",
            other => other,
        };
        let finite = if spoken.implicit && spoken.operator == "do" {
            match spoken.finite.split_once(' ') {
                Some((first, rest)) => format!("{} {rest}", inflection::third_person(first)),
                None => inflection::third_person(&spoken.finite),
            }
        } else {
            spoken.finite.clone()
        };
        Verb { operator: operator.to_owned(), finite, ..spoken }
    }

    /// "By 1640 it had drawn in the powers": what was done by a time, had been done.
    fn done_by_then(&self, spoken: Verb) -> Verb {
        let tree = &self.scene.tree;
        let verb = self.predicate.verb;
        let had = tree.children(verb).iter().any(|c| tree.lower(*c) == "had");
        let (first, rest) = spoken.finite.split_once(' ').unwrap_or((&spoken.finite, ""));
        let words = match spoken.operator.as_str() {
            "did" => format!("{} {rest}", tree.lower(verb)),
            "was" | "were" if !first.is_empty() => format!("been {first} {rest}"),
            _ => return spoken,
        };
        let words = words.trim_end().to_owned();
        let done = Verb {
            operator: "had".into(),
            implicit: false,
            inner: words.clone(),
            ..spoken.clone()
        };
        if had { Verb { finite: words, ..done } } else { spoken }
    }

    /// "was founded by" turned round: "founded".
    pub(super) fn active_verb(&self) -> Verb {
        let lemma = self.scene.tree.lemma(self.predicate.verb);
        let spoken = &self.predicate.spoken;
        let rest = spoken.finite.split_once(' ').map(|(_, rest)| format!(" {rest}"));
        Verb {
            operator: "did".into(),
            implicit: true,
            inner: lemma.to_owned(),
            finite: format!("{}{}", inflection::past(lemma), rest.unwrap_or_default()),
            base: lemma.to_owned(),
            adverb: spoken.adverb.clone(),
        }
    }
}
