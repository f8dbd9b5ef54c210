//! Whether a document explains or tells: a page of a textbook speaks of hearts and plates that every
//! reader knows, news and lives of a company and a treaty that they have to name first.

use crate::document::Document;
use crate::value::fold;
use std::collections::HashMap;

/// A document that explains, with how often it uses each word.
#[derive(Debug, Clone, Default)]
pub(super) struct Explaining {
    counts: HashMap<String, usize>,
}

impl Explaining {
    /// Returns the words of a document that explains; none of one that tells.
    ///
    /// Few names and the present tense make a textbook: under a tenth of the words inside sentences
    /// with a capital, and three of five forms of "be" and "have" in the present.
    pub(super) fn of(document: &Document) -> Option<Self> {
        const MOST_NAMES: f64 = 0.1;
        const LEAST_PRESENT: f64 = 0.6;
        const FEWEST_WORDS: usize = 80;
        if reports(document) || is_about_a_name(document) {
            return None;
        }
        let (mut words, mut names, mut present, mut past) = (0_usize, 0_usize, 0_usize, 0_usize);
        let mut counts = HashMap::new();
        for paragraph in &document.paragraphs {
            let mut begins = true;
            for word in paragraph.text.split_whitespace() {
                let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
                match bare.as_str() {
                    "is" | "are" | "has" | "have" => present += 1,
                    "was" | "were" | "had" => past += 1,
                    _ => {}
                }
                words += 1;
                names += usize::from(!begins && word.starts_with(char::is_uppercase));
                begins = word.ends_with(['.', '?', '!', ':']);
                *counts.entry(bare).or_default() += 1;
            }
        }
        let explains = words >= FEWEST_WORDS
            && share(names, words) < MOST_NAMES
            && share(present, present + past) >= LEAST_PRESENT;
        explains.then_some(Self { counts })
    }

    /// Returns whether a noun is one of the document's own terms: it uses it again and again.
    pub(super) fn is_term(&self, noun: &str) -> bool {
        const OFTEN: usize = 3;
        let noun = fold(noun);
        let one = self.counts.get(&noun).copied().unwrap_or(0);
        let several = self.counts.get(&format!("{noun}s")).copied().unwrap_or(0);
        one + several >= OFTEN
    }
}

/// Returns whether a document tells the news: it has a dateline, or a day and somebody who says something.
pub(super) fn reports(document: &Document) -> bool {
    let dateline = document.paragraphs.iter().any(|paragraph| paragraph.dateline > 0);
    let words = || document.paragraphs.iter().flat_map(|p| p.text.split_whitespace());
    let said = words().any(|word| matches!(word, "said" | "says" | "told"));
    dateline || document.published.is_some() && said
}

/// Returns whether a document is about one thing with a name: the last word of its title has a capital
/// wherever it stands.
fn is_about_a_name(document: &Document) -> bool {
    const OFTEN: usize = 2;
    let Some(name) = document.title.as_deref().and_then(|title| title.split(' ').next_back())
    else {
        return false;
    };
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").to_owned()
    };
    let lower = name.to_lowercase();
    let (mut named, mut plain) = (0_usize, 0_usize);
    for paragraph in &document.paragraphs {
        let mut begins = true;
        for word in paragraph.text.split_whitespace() {
            let said = bare(word);
            named += usize::from(!begins && said == name);
            plain += usize::from(said == lower);
            begins = word.ends_with(['.', '?', '!', ':']);
        }
    }
    name.starts_with(char::is_uppercase) && named >= OFTEN && plain == 0
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textbook_explains_and_a_life_tells() {
        let page = "The heart is a pump. Blood is moved by the heart through two circuits, and valves are its doors. ".repeat(6);
        let explaining = Explaining::of(&Document::parse("page.txt", &page));
        assert!(explaining.is_some_and(|e| e.is_term("heart") && !e.is_term("lung")));
        let life = "Curie was born in Warsaw. She was a chemist in Paris and had two daughters. "
            .repeat(8);
        assert!(Explaining::of(&Document::parse("life.txt", &life)).is_none());
        let river = "Moss\n\nThe Moss is a river. It is long, and there are eels in the Moss, which is clean. "
            .to_owned()
            + &"The water is cold, and the banks are high. ".repeat(12);
        assert!(Explaining::of(&Document::parse("river.txt", &river)).is_none());
    }
}
