//! Where one sentence ends and the next begins.
//!
//! General sentence breakers part "U.S. President"; this one knows how news and encyclopedias
//! abbreviate. [`split`] works on any text; [`sentences`] keeps each sentence's place.

use crate::document::{Document, Place, Role};
use std::ops::Range;

/// A sentence of a document and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The words for analysis: spaces, quotes and markup folded, the dateline or the entry's name left out.
    pub text: String,
    /// The exact sentence in the document.
    pub place: Place,
    /// Its paragraph, from 0.
    pub paragraph: usize,
    /// What its paragraph is to the document.
    pub role: Role,
}

/// Returns the sentences of a document, in order.
#[must_use]
pub fn sentences(document: &Document) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        for range in split(&paragraph.text) {
            let begins = paragraph.dateline.max(paragraph.entry);
            let words = range.start.max(begins).min(range.end)..range.end;
            found.push(Sentence {
                text: paragraph.text[words].to_owned(),
                place: paragraph.place(range),
                paragraph: number,
                role: paragraph.role,
            });
        }
    }
    found
}

/// Returns the byte ranges of the sentences of a paragraph, in order.
///
/// The ranges hold no space at either end; what lies between two of them is only space.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        if !is_stop(chars[at].1) {
            at += 1;
            continue;
        }
        let first_stop = at;
        while chars.get(at).is_some_and(|(_, c)| is_stop(*c)) {
            at += 1;
        }
        while chars.get(at).is_some_and(|(_, c)| is_closer(*c)) {
            at += 1;
        }
        let end = chars.get(at).map_or(text.len(), |(byte, _)| *byte);
        let stop = Stop {
            before: &text[start..chars[first_stop].0],
            marks: &text[chars[first_stop].0..end],
            after: &text[end..],
        };
        if stop.ends_a_sentence() {
            push_trimmed(text, start..end, &mut pieces);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut pieces);
    pieces
}

/// A full stop, question mark or exclamation mark with what stands around it.
struct Stop<'a> {
    before: &'a str,
    marks: &'a str,
    after: &'a str,
}

impl Stop<'_> {
    fn ends_a_sentence(&self) -> bool {
        let rest = self.after.trim_start();
        if rest.is_empty() {
            return true;
        }
        if rest.len() == self.after.len() || !self.opens_a_sentence(rest) {
            return false;
        }
        if self.marks.starts_with('.') && !self.marks.starts_with("..") {
            return !self.is_abbreviation(rest);
        }
        let ellipsis = self.marks.starts_with("..") || self.marks.starts_with('…');
        if ellipsis {
            return !self.before.ends_with(char::is_whitespace);
        }
        !(self.marks.ends_with(['”', '"', '\'']) && is_followed_by_speaker(rest))
    }

    fn opens_a_sentence(&self, rest: &str) -> bool {
        let bracket_after_title = rest.starts_with(['(', '[']) && !self.marks.starts_with('.');
        let first = rest
            .chars()
            .find(|c| !is_opener(*c))
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        first && !bracket_after_title
    }

    fn is_abbreviation(&self, rest: &str) -> bool {
        if self.marks.len() > 1 {
            return false;
        }
        let word = self
            .before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '–' | '—'))
            .next()
            .unwrap_or_default();
        let lower = word.to_lowercase();
        if word == "c" || ALWAYS_BEFORE_A_WORD.contains(&lower.as_str()) {
            return true;
        }
        if BEFORE_A_FIGURE.contains(&lower.as_str()) {
            return rest.starts_with(|c: char| c.is_ascii_digit());
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        // "V. I. Moss": an "I" behind another initial is one.
        let behind_another = || {
            let before = self.before.strip_suffix(word).unwrap_or_default().trim_end();
            let bare = before.strip_suffix('.').unwrap_or_default();
            bare.ends_with(char::is_uppercase)
                && bare.chars().rev().nth(1).is_none_or(|c| !c.is_alphanumeric())
        };
        let alone = letters == 1 && word.chars().count() == 1;
        let is_initial = alone && (word != "I" || behind_another());
        let may_end = word.contains('.') || is_initial || MAY_END.contains(&lower.as_str());
        may_end && !starts_with_function_word(rest)
    }
}

const ALWAYS_BEFORE_A_WORD: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "rev", "sen", "gov", "gen", "col", "lt", "sgt", "capt", "st",
    "mt", "ft", "rep", "pres", "hon", "vs", "e.g", "i.e", "ca", "cf", "approx", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "née",
];

const BEFORE_A_FIGURE: [&str; 9] = ["no", "nos", "vol", "fig", "art", "pp", "p", "ch", "sec"];

const MAY_END: [&str; 9] = ["inc", "ltd", "co", "corp", "jr", "sr", "bros", "etc", "ave"];

/// Words that begin a sentence far more often than they continue a name after an initial.
fn starts_with_function_word(rest: &str) -> bool {
    const WORDS: [&str; 40] = [
        "The", "A", "An", "In", "On", "At", "It", "Its", "He", "She", "They", "His", "Her",
        "Their", "This", "These", "That", "Those", "There", "But", "And", "However", "After",
        "Before", "When", "While", "As", "For", "From", "With", "By", "During", "Since", "Some",
        "Many", "Most", "Although", "Both", "We", "If",
    ];
    let word = rest
        .trim_start_matches(is_opener)
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    WORDS.contains(&word)
}

/// Returns whether a quotation's words go on with who said them: “Stop!” Marie Curie said.
fn is_followed_by_speaker(rest: &str) -> bool {
    const SAID: [&str; 14] = [
        "said",
        "says",
        "concluded",
        "added",
        "asked",
        "wrote",
        "told",
        "shouted",
        "cried",
        "replied",
        "declared",
        "exclaimed",
        "writes",
        "adds",
    ];
    let words: Vec<&str> = rest.split_whitespace().take(4).collect();
    words.iter().enumerate().skip(1).any(|(i, word)| {
        SAID.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric()))
            && words[..i].iter().all(|name| name.starts_with(char::is_uppercase))
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '"' | '\'' | '’' | ')' | ']' | '»')
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '"' | '\'' | '‘' | '(' | '[' | '«')
}

fn push_trimmed(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        pieces.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn an_abbreviation_is_no_end() {
        for whole in [
            "The U.S. Senate met in Washington D.C. on Nov. 5.",
            "Mr. Lincoln spoke, and J. R. Tolkien was not yet born.",
            "It covers 3.5 million acres, e.g. in No. 5 and St. Louis.",
            "“Eureka!” Archimedes said.",
            "The film Viva Maria! (1965) and Seven Days ... Seven Nights came later.",
            "Dun & Co. Ltd. Scotland was dissolved.",
            "Jane Roe left the V. I. Moss Institute in 1952.",
        ] {
            assert_eq!(pieces(whole), [whole], "{whole}");
        }
    }

    #[test]
    fn sentences_are_parted() {
        for (text, parts) in [
            (
                "It lies in the U.S. The river is long.",
                vec!["It lies in the U.S.", "The river is long."],
            ),
            (
                "He called it “a triumph.” Nobody agreed.",
                vec!["He called it “a triumph.”", "Nobody agreed."],
            ),
            (
                "Was it so? It was! (Perhaps.)  \"Yes.\" 1848 came.",
                vec!["Was it so?", "It was! (Perhaps.)", "\"Yes.\"", "1848 came."],
            ),
            (
                "We saw vitamin C. The rest is known…  Nothing else.",
                vec!["We saw vitamin C.", "The rest is known…", "Nothing else."],
            ),
            (
                "Do you know No. 5? I said no. Then I left.",
                vec!["Do you know No. 5?", "I said no.", "Then I left."],
            ),
        ] {
            assert_eq!(pieces(text), parts, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_cover_the_text_in_order(text in "([a-zA-Z.!?…”“\"() \n]|\\PC){0,80}") {
            let mut covered = 0;
            for piece in split(&text) {
                prop_assert!(piece.start >= covered && piece.start < piece.end);
                prop_assert!(text[covered..piece.start].trim().is_empty());
                covered = piece.end;
            }
            prop_assert!(text[covered..].trim().is_empty());
        }
    }
}
