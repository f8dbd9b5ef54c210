//! What a document is about, told from how often it uses each name: a question on what it names
//! again and again is likelier worth asking, and likelier understood, than one on what it names once.

use super::genre::reports;
use super::uniqueness::is_month;
use crate::document::Document;
use std::collections::{HashMap, HashSet};

/// How often a document uses the names in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Focus {
    /// Words that it writes with a capital wherever they stand, and how often.
    counts: HashMap<String, usize>,
    /// Those of them that its title has.
    title: HashSet<String>,
    /// Whether it tells the news.
    pub(super) reports: bool,
}

impl Focus {
    pub(super) fn of(document: &Document) -> Self {
        const SHORTEST: usize = 3;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut lower = HashSet::new();
        for word in document.paragraphs.iter().flat_map(|p| p.text.split_whitespace()).map(bare) {
            if word.starts_with(char::is_uppercase) {
                *counts.entry(word).or_default() += 1;
            } else {
                lower.insert(word);
            }
        }
        let named = |word: &str| {
            word.chars().count() >= SHORTEST
                && !is_month(word)
                && !lower.contains(word.to_lowercase().as_str())
        };
        counts.retain(|word, _| named(word));
        let titled = document.title.as_deref().unwrap_or_default().split_whitespace().map(bare);
        Self {
            title: titled.filter(|word| counts.contains_key(word)).map(str::to_owned).collect(),
            counts: counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect(),
            reports: reports(document),
        }
    }

    /// Returns how often the document uses each of its names that a text has.
    pub(super) fn counts_in(&self, text: &str) -> Vec<usize> {
        text.split_whitespace().filter_map(|word| self.counts.get(bare(word)).copied()).collect()
    }

    /// Returns whether a text has a name of the document's title.
    pub(super) fn is_titled(&self, text: &str) -> bool {
        text.split_whitespace().any(|word| self.title.contains(bare(word)))
    }
}

/// "(Oslo's" is Oslo.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_about_what_it_names_often() {
        let text = "The Lund Bridge\n\nThe Lund Bridge is a bridge in Oslo. Ada Holm built the Lund \
                    Bridge in May 1932. Bridges last.";
        let focus = Focus::of(&Document::parse("bridge.txt", text));
        assert_eq!(focus.counts_in("Who built the Lund Bridge in May 1932?"), [2]);
        assert_eq!(focus.counts_in("In which year was Oslo's Moss Hall built?"), [1]);
        assert!(focus.is_titled("Who built Lund's bridge?") && !focus.is_titled("Who built Oslo?"));
        assert!(!focus.reports);
    }
}
