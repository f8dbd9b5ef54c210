//! The dictionary form of a word by its part of speech: "went" is "go", "houses" is "house".
//!
//! Exceptions come from a table; otherwise rules of spelling are tried and the first whose result is
//! a word of the index is taken. The index holds the words that can decide between two rules; they
//! are `WordNet` 3.0's, whose licence is in `model/data/`.

use super::part_of_speech::{Attributes, PartOfSpeech};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Returns the lemma of a word with these attributes.
pub(super) fn lemma(word: &str, attributes: Attributes) -> String {
    if let Some(known) = attributes.lemma {
        return known.to_owned();
    }
    if is_base_form(attributes) {
        return word.to_lowercase();
    }
    match (attributes.pos, tables(attributes.pos)) {
        (_, Some(tables)) => tables.lemma(word),
        (PartOfSpeech::Propn, None) => word.to_owned(),
        (_, None) => word.to_lowercase(),
    }
}

/// Whether the word's features say that it is uninflected.
fn is_base_form(attributes: Attributes) -> bool {
    let has = |feature: &str| attributes.features.split('|').any(|f| f == feature);
    let has_number = attributes.features.contains("Number=");
    match attributes.pos {
        PartOfSpeech::Noun if has("Number=Sing") => true,
        PartOfSpeech::Verb if has("VerbForm=Fin") && has("Tense=Pres") && !has_number => true,
        _ => has("VerbForm=Inf") || has("Degree=Pos"),
    }
}

/// The rules, exceptions and words of one part of speech.
pub(super) struct Tables {
    rules: Vec<(&'static str, &'static str)>,
    exceptions: HashMap<&'static str, Vec<&'static str>>,
    index: &'static str,
}

static NOUN: LazyLock<Tables> = LazyLock::new(|| {
    Tables::read(
        include_str!("model/data/lemma_noun_rules.tsv"),
        include_str!("model/data/lemma_noun_exceptions.tsv"),
        include_str!("model/data/lemma_noun_index.txt"),
    )
});

static VERB: LazyLock<Tables> = LazyLock::new(|| {
    Tables::read(
        include_str!("model/data/lemma_verb_rules.tsv"),
        include_str!("model/data/lemma_verb_exceptions.tsv"),
        include_str!("model/data/lemma_verb_index.txt"),
    )
});

static ADJECTIVE: LazyLock<Tables> = LazyLock::new(|| {
    Tables::read(
        include_str!("model/data/lemma_adj_rules.tsv"),
        include_str!("model/data/lemma_adj_exceptions.tsv"),
        include_str!("model/data/lemma_adj_index.txt"),
    )
});

static ADVERB: LazyLock<Tables> = LazyLock::new(|| {
    Tables::read(
        include_str!("model/data/lemma_adv_rules.tsv"),
        include_str!("model/data/lemma_adv_exceptions.tsv"),
        "",
    )
});

static PUNCTUATION: LazyLock<Tables> =
    LazyLock::new(|| Tables::read(include_str!("model/data/lemma_punct_rules.tsv"), "", ""));

/// Returns the tables of a part of speech that has them.
pub(super) fn tables(pos: PartOfSpeech) -> Option<&'static Tables> {
    match pos {
        PartOfSpeech::Noun => Some(&NOUN),
        PartOfSpeech::Verb => Some(&VERB),
        PartOfSpeech::Adj => Some(&ADJECTIVE),
        PartOfSpeech::Adv => Some(&ADVERB),
        PartOfSpeech::Punct => Some(&PUNCTUATION),
        _ => None,
    }
}

impl Tables {
    fn read(rules: &'static str, exceptions: &'static str, index: &'static str) -> Self {
        let exception = |line: &'static str| {
            let mut words = line.split('\t');
            Some((words.next()?, words.collect()))
        };
        Self {
            rules: rules.lines().filter_map(|l| l.split_once('\t')).collect(),
            exceptions: exceptions.lines().filter_map(exception).collect(),
            index,
        }
    }

    /// Returns the best lemma: the exception's, else that of the last rule whose result is a known
    /// word, else of the first that gives a word with marks in it, else of the first rule at all.
    pub(super) fn lemma(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        if let Some(exception) = self.exception(&lower) {
            return exception;
        }
        let (mut known, mut marked, mut unknown) = (None, None, None);
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.contains(&form) {
                known = Some(form);
            } else if !form.chars().all(char::is_alphabetic) {
                marked.get_or_insert(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        known.or(marked).or(unknown).unwrap_or_else(|| word.to_owned())
    }

    /// Returns the last of an exception's bases that the rules do not find by themselves.
    fn exception(&self, lower: &str) -> Option<String> {
        let bases = self.exceptions.get(lower)?;
        let by_rule = |base: &str| {
            self.rules.iter().any(|(old, new)| {
                let is_form = lower
                    .strip_suffix(old)
                    .is_some_and(|stem| base.strip_suffix(new).is_some_and(|b| b == stem));
                is_form && (self.contains(base) || !base.chars().all(char::is_alphabetic))
            })
        };
        bases.iter().rev().find(|b| !by_rule(b)).map(|b| (*b).to_owned())
    }

    /// Returns whether the index has the word. The index is sorted by bytes, a word a line, so it
    /// is searched as it lies.
    pub(super) fn contains(&self, word: &str) -> bool {
        let mut lines = self.index;
        while !lines.is_empty() {
            let middle = lines.as_bytes()[..lines.len() / 2]
                .iter()
                .rposition(|b| *b == b'\n')
                .map_or(0, |i| i + 1);
            let end = lines.as_bytes()[middle..]
                .iter()
                .position(|b| *b == b'\n')
                .map_or(lines.len(), |i| middle + i);
            match word.cmp(&lines[middle..end]) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => lines = &lines[..middle],
                std::cmp::Ordering::Greater => lines = lines.get(end + 1..).unwrap_or_default(),
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, pos: PartOfSpeech) -> String {
        let attributes = Attributes { pos, lemma: None, features: "" };
        lemma(word, attributes)
    }

    #[test]
    fn exceptions_rules_and_unknown_words_have_their_lemmas() {
        use PartOfSpeech::{Adj, Adv, Noun, Propn, Verb};
        for (word, pos, base) in [
            ("went", Verb, "go"),
            ("signing", Verb, "sign"),
            ("Agreed", Verb, "agree"),
            ("stopped", Verb, "stop"),
            ("parties", Noun, "party"),
            ("wolves", Noun, "wolf"),
            ("women", Noun, "woman"),
            ("blorks", Noun, "blork"),
            ("larger", Adj, "large"),
            ("best", Adv, "well"),
            ("Athens", Propn, "Athens"),
        ] {
            assert_eq!(of(word, pos), base, "{word}");
        }
    }

    #[test]
    fn every_word_of_an_index_is_found_in_it() {
        for tables in [&*NOUN, &*VERB, &*ADJECTIVE] {
            for word in tables.index.lines().step_by(97) {
                assert!(tables.contains(word), "{word}");
            }
            assert!(!tables.contains("") && !tables.contains("zzzzz") && !tables.contains("\n"));
        }
    }
}
