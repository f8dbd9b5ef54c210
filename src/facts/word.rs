//! A sentence as words: capitals, punctuation, phrases that name something.

use std::ops::Range;

/// A word or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the sentence.
    pub(super) range: Range<usize>,
    /// The word as it stands.
    pub(super) text: String,
    /// In lower case.
    pub(super) lower: String,
}

impl Word {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Returns whether it is a word and not a mark.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// Returns the words and marks of a sentence.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if is_inside_word(text, at, c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(text, from..at, &mut found);
        }
        if !c.is_whitespace() {
            push(text, at..at + c.len_utf8(), &mut found);
        }
    }
    if let Some(from) = start {
        push(text, from..text.len(), &mut found);
    }
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Word>) {
    let word = &text[range.clone()];
    found.push(Word { range, text: word.to_owned(), lower: word.to_lowercase() });
}

/// Letters and figures, and the marks that words hold inside: "U.S.-led", "king's", "3.5", "AT&T".
fn is_inside_word(text: &str, at: usize, c: char) -> bool {
    if c.is_alphanumeric() || c == '%' || is_mark(c) {
        return true;
    }
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let inner =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        '\'' | '&' | '/' => {
            inner || (c == '\'' && before == Some('s') && after == Some(' ') && has_no_quote(text))
        }
        '-' | '–' => {
            before.is_some_and(|b| b.is_alphanumeric() || b == '.')
                && after.is_some_and(char::is_alphanumeric)
        }
        ',' => {
            before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|a| a.is_ascii_digit())
        }
        '.' => inner || ends_abbreviation(text, at),
        '$' | '£' | '€' | '#' | '@' => after.is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A lone apostrophe after an s is a possessive only where no single quotes are about.
fn has_no_quote(text: &str) -> bool {
    !text.contains(" '")
}

/// The stop of "U.S.", "J." or "Dr." belongs to the word, unless it ends the sentence.
fn ends_abbreviation(text: &str, at: usize) -> bool {
    const SHORT: [&str; 14] =
        ["Dr", "Mr", "Mrs", "Ms", "St", "Jr", "Sr", "No", "Prof", "Rev", "Gen", "Inc", "Ltd", "Co"];
    let word = text[..at]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '—'))
        .next()
        .unwrap_or_default();
    let rest = text[at + 1..].trim_start_matches(['”', '"', ')']);
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    if rest.trim().is_empty() {
        return dotted;
    }
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    dotted || initial || SHORT.contains(&word)
}

/// Returns the words of a range joined as they stood in the sentence.
pub(super) fn text_of<'a>(sentence: &'a str, words: &[Word], range: Range<usize>) -> &'a str {
    match (words.get(range.start), range.end.checked_sub(1).and_then(|i| words.get(i))) {
        (Some(first), Some(last)) if range.start < range.end => {
            &sentence[first.range.start..last.range.end]
        }
        _ => "",
    }
}

/// Returns the sentence without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => {
                if depth == 0 && out.ends_with(' ') {
                    out.pop();
                }
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            texts(
                "The U.S.-led plan, signed by J. Smith's 20-member team, cost $3.5 million in the U.S."
            ),
            [
                "The",
                "U.S.-led",
                "plan",
                ",",
                "signed",
                "by",
                "J.",
                "Smith's",
                "20-member",
                "team",
                ",",
                "cost",
                "$3.5",
                "million",
                "in",
                "the",
                "U.S."
            ]
        );
        assert_eq!(texts("It ended in 1,200."), ["It", "ended", "in", "1,200", "."]);
    }

    #[test]
    fn brackets_go_with_their_space() {
        assert_eq!(without_brackets("Riga (then in Russia) grew."), "Riga grew.");
    }
}
