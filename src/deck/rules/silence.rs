//! Rules silenced by name in a deck: comments `#:ignore RULE …`, as `#:schema` and `#:built` are
//! comments, so that every reader of format 1 passes over them.
//!
//! Above the first `[[card]]` and `[[source]]` such a line holds for the whole deck; within a card
//! or a source, or in the comment right above its header, for that one alone. What stands after a
//! colon is for people.

use super::rule_names;
use crate::deck::diagnostic::{Diagnostic, nearest};
use std::ops::Range;

/// What a silencing line begins with.
const MARK: &str = "#:ignore ";

/// What a deck's text silences.
#[derive(Debug, Default)]
pub(super) struct Silence {
    entries: Vec<Entry>,
}

/// One name in one line.
#[derive(Debug)]
struct Entry {
    rule: String,
    /// The name's own bytes.
    place: Range<usize>,
    /// The bytes for which it holds.
    over: Range<usize>,
}

impl Silence {
    pub(super) fn read(text: &str) -> Self {
        if !text.contains(MARK) {
            return Self::default();
        }
        let heads = heads(text);
        let mut entries = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if let Some(rest) = line.trim_start().strip_prefix(MARK) {
                let over = over(at, &heads, text.len());
                let start = at + indent + MARK.len();
                entries.extend(names(rest).map(|(from, name)| Entry {
                    rule: name.to_owned(),
                    place: start + from..start + from + name.len(),
                    over: over.clone(),
                }));
            }
            at += line.len();
        }
        Self { entries }
    }

    /// Returns whether a rule is silenced at a place.
    pub(super) fn covers(&self, rule: &str, place: &Range<usize>) -> bool {
        self.entries.iter().any(|entry| entry.rule == rule && entry.over.contains(&place.start))
    }

    /// Returns a warning for each name that is no rule.
    pub(super) fn unknown(&self) -> Vec<Diagnostic> {
        let known = |name: &str| rule_names().any(|rule| rule == name);
        let unknown = self.entries.iter().filter(|entry| !known(&entry.rule));
        unknown
            .map(|entry| {
                let message = format!("`#:ignore` names no rule `{}`", entry.rule);
                let hint = match nearest(&entry.rule, rule_names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`docent check --explain` lists the rules".to_owned(),
                };
                Diagnostic::warning("unknown-rule", entry.place.clone(), message).hint(hint)
            })
            .collect()
    }
}

/// Returns the names before a colon, with where each begins.
fn names(rest: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = rest.find(':').unwrap_or(rest.len());
    let said = &rest[..end];
    said.split([' ', ',', '\t', '\r', '\n'])
        .filter(|name| !name.is_empty())
        .map(move |name| (name.as_ptr() as usize - said.as_ptr() as usize, name))
}

/// Returns where each card and source begins: at the first of the comments right above its header.
fn heads(text: &str) -> Vec<usize> {
    let mut heads = Vec::new();
    let (mut at, mut comments) = (0, None);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        if words.starts_with("[[card]]") || words.starts_with("[[source]]") {
            heads.push(comments.unwrap_or(at));
        }
        comments = words.starts_with('#').then(|| comments.unwrap_or(at));
        at += line.len();
    }
    heads
}

fn over(at: usize, heads: &[usize], end: usize) -> Range<usize> {
    match heads.partition_point(|head| *head <= at) {
        0 => 0..end.saturating_add(1),
        next => heads[next - 1]..heads.get(next).copied().unwrap_or(end.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECK: &str = "#:ignore one\nformat = 1\n\n# about a\n#:ignore two: it is a poem\n[[card]]\n\
                        a = 1\n\n[[card]]\n#:ignore three, two\nb = 1\n[[card]]\nc = 1\n";

    #[test]
    fn a_line_holds_for_the_deck_or_for_the_card_it_stands_at() {
        let silence = Silence::read(DECK);
        let at = |words: &str| DECK.find(words).expect("it is there");
        let covers = |rule: &str, words: &str| silence.covers(rule, &(at(words)..at(words)));
        assert!(covers("one", "format") && covers("one", "c = 1"));
        assert!(covers("two", "a = 1") && covers("two", "b = 1") && !covers("two", "c = 1"));
        assert!(covers("three", "b = 1") && !covers("three", "a = 1"));
        assert!(!covers("it", "a = 1"), "what follows the colon is for people");
    }

    #[test]
    fn a_name_that_is_no_rule_is_told() {
        let silence = Silence::read("#:ignore long-question set-of-won\n[[card]]\n");
        let unknown = silence.unknown();
        assert_eq!(unknown.len(), 1);
        assert_eq!(unknown[0].hint.as_deref(), Some("did you mean `set-of-one`?"));
        assert_eq!(unknown[0].span, 23..33);
    }
}
