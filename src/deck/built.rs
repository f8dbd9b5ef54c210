//! What docent built into a deck, so that a later build can tell what is new to it.
//!
//! A card says with `fact` and `built` what it was built as. A card that the teacher deleted can
//! say nothing, so the deck also holds a record in comments, which every reader of format 1 passes
//! over, as it does the `#:schema` of editors: lines of `#:built FACT=HASH …`. Whoever deletes a
//! name from it gets the card again.

use super::model::{Body, Card};
use super::write::body_to_toml;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// What a line of the record begins with.
const MARK: &str = "#:built ";
/// What stands above the first line of the record, for people.
const ABOUT: &str = "# What docent built here: a card that you delete is not built again while its \
                     name stands below.\n";
/// What stands for a hash when the documents were found to state a fact no longer.
pub(super) const GONE: &str = "gone";
/// Lines of the record are not much longer than this.
const WIDTH: usize = 100;

/// Returns a short hash of what a card asks and what is right, so that a later build can tell its
/// own words from a teacher's, and a fact that reads otherwise from one that does not. Distractors
/// and other spellings are no part of it: they come and go with every document.
#[must_use]
pub fn fingerprint(body: &Body) -> String {
    const BYTES: usize = 6;
    let written = format!("{}\n{}", body.kind(), body_to_toml(&body.bare()));
    let digest = Sha256::digest(written.as_bytes());
    digest.iter().take(BYTES).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What docent built into a deck so far: the hashes of each fact.
#[derive(Debug, Default)]
pub(super) struct Record(HashMap<String, HashSet<String>>);

impl Record {
    /// Reads the record of a deck's text.
    pub(super) fn read(text: &str) -> Self {
        let mut record = Self::default();
        let entries = text.lines().filter_map(|line| line.trim_start().strip_prefix(MARK));
        for (fact, hash) in
            entries.flat_map(str::split_whitespace).filter_map(|e| e.rsplit_once('='))
        {
            record.0.entry(fact.to_owned()).or_default().insert(hash.to_owned());
        }
        record
    }

    /// Returns whether the fact was built with this hash.
    pub(super) fn has(&self, fact: &str, hash: &str) -> bool {
        self.0.get(fact).is_some_and(|hashes| hashes.contains(hash))
    }

    /// Returns whether a card of the fact was ever built.
    pub(super) fn knows(&self, fact: &str) -> bool {
        self.0.contains_key(fact)
    }
}

/// Returns what a card was built as: its fact and hash.
pub(super) fn entry(card: &Card) -> Option<(String, String)> {
    Some((card.fact.clone()?, card.built.clone()?))
}

/// Adds to the record at the end of a deck's text those of these entries that it has not.
pub(super) fn add_to_record(
    text: &mut String,
    entries: impl IntoIterator<Item = (String, String)>,
) {
    let record = Record::read(text);
    let mut seen = HashSet::new();
    let missing: Vec<String> = entries
        .into_iter()
        .filter(|(fact, hash)| !record.has(fact, hash))
        .map(|(fact, hash)| format!("{fact}={hash}"))
        .filter(|entry| seen.insert(entry.clone()))
        .collect();
    if missing.is_empty() {
        return;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    // Apart from the card above, or it would seem to be a part of it and be deleted with it.
    let goes_on = text.lines().next_back().is_some_and(|last| last.starts_with(MARK));
    if !goes_on {
        text.push('\n');
    }
    if record.0.is_empty() {
        text.push_str(ABOUT);
    }
    let mut line = String::new();
    for entry in missing {
        if !line.is_empty() && line.len() + entry.len() > WIDTH - MARK.len() {
            text.push_str(&format!("{MARK}{}\n", line.trim_end()));
            line.clear();
        }
        line.push_str(&entry);
        line.push(' ');
    }
    text.push_str(&format!("{MARK}{}\n", line.trim_end()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), "0f".to_owned())).collect()
    }

    #[test]
    fn a_record_is_read_as_it_was_written_and_only_grows() {
        let mut text = String::from("format = 1");
        add_to_record(&mut text, entries(&["a", "b=c", &"long".repeat(30), "ä"]));
        let record = Record::read(&text);
        assert!(record.has("b=c", "0f") && record.knows("ä") && !record.has("a", "00"), "{text}");
        assert!(text.starts_with("format = 1\n\n# What docent built"), "{text}");
        let before = text.clone();
        add_to_record(&mut text, entries(&["a", "ä"]));
        assert_eq!(text, before);
        add_to_record(&mut text, entries(&["d"]));
        assert_eq!(text, format!("{before}#:built d=0f\n"));
        text.push_str("[[card]]\n");
        add_to_record(&mut text, entries(&["e"]));
        assert!(text.ends_with("[[card]]\n\n#:built e=0f\n"), "apart from the card: {text}");
    }

    #[test]
    fn a_hash_is_of_question_and_answer_alone() {
        let choice = |answer: &str, distractor: &str| {
            let (answer, distractors) = (answer.to_owned(), vec![distractor.to_owned()]);
            fingerprint(&Body::Choice { question: "q".into(), answer, distractors })
        };
        assert_eq!(choice("a", "b"), choice("a", "c"));
        assert_ne!(choice("a", "b"), choice("c", "b"));
    }
}
