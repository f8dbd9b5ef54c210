//! Cuts a text into tokens as the model was trained to see them: words, marks, the parts of
//! contractions; and gives each its normal form.
//!
//! The rules are the package's: white space first, then affixes from the outside in, exceptions at
//! every step, then what stands inside a word. Typographic apostrophes and spaces count as plain
//! ones, because the model knows no others; each token keeps its bytes in the text as it was given.
//! Time grows with the length of the text alone, whatever the text.

mod address;
mod affixes;
mod exceptions;
mod folding;

use crate::language::model;
use exceptions::Part;
use folding::Folded;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The token with a plain apostrophe and plain spaces.
    pub text: String,
    /// Its normal form: "n't" is "not", a word is in lower case.
    pub norm: String,
    /// Whether one space follows.
    pub space_after: bool,
}

impl Token {
    /// Returns the token as the model takes it.
    #[must_use]
    pub fn for_model(&self) -> model::Token<'_> {
        model::Token { text: &self.text, norm: &self.norm, space_after: self.space_after }
    }

    /// Returns whether the token is nothing but white space.
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Returns the tokens of a text. Together with single spaces between them they are the whole text.
#[must_use]
pub fn tokenise(text: &str) -> Vec<Token> {
    let folded = Folded::new(text);
    let mut cuts = cut(folded.text());
    join_exceptions(folded.text(), &mut cuts);
    let mut places = folded.places();
    let token = |cut: Cut| {
        let word = &folded.text()[cut.range.clone()];
        Token {
            range: places.original(&cut.range),
            text: word.to_owned(),
            norm: cut.norm.map_or_else(|| exceptions::norm(word), str::to_owned),
            space_after: cut.space_after,
        }
    };
    cuts.into_iter().map(token).collect()
}

/// A token before it is written out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    range: Range<usize>,
    norm: Option<&'static str>,
    space_after: bool,
}

impl Cut {
    fn plain(range: Range<usize>) -> Self {
        Self { range, norm: None, space_after: false }
    }
}

/// Cuts at white space and then each word by its affixes. One space after a word belongs to the
/// word; any other white space is a token of its own.
fn cut(text: &str) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let in_space = first.is_whitespace();
        let length = text[start..].find(|c: char| c.is_whitespace() != in_space);
        let end = length.map_or(text.len(), |l| start + l);
        if in_space {
            cuts.push(Cut::plain(start..end));
        } else {
            cut_word(text, start..end, &mut cuts);
        }
        start = end;
        if text[start..].starts_with(' ') {
            if let Some(last) = cuts.last_mut() {
                last.space_after = true;
            }
            start += 1;
        }
    }
    cuts
}

fn cut_word(text: &str, word: Range<usize>, cuts: &mut Vec<Cut>) {
    let mut suffixes = Vec::new();
    let core = strip_affixes(text, word, cuts, &mut suffixes);
    cut_core(text, core, cuts);
    cuts.extend(suffixes.into_iter().rev().map(Cut::plain));
}

/// Takes prefixes into `cuts` and suffixes, last one first, into `suffixes`; returns what is left.
fn strip_affixes(
    text: &str,
    mut word: Range<usize>,
    cuts: &mut Vec<Cut>,
    suffixes: &mut Vec<Range<usize>>,
) -> Range<usize> {
    let is_exception = |range: &Range<usize>| exceptions::exception(&text[range.clone()]).is_some();
    while !word.is_empty() && !is_exception(&word) {
        let after_prefix = word.start + affixes::prefix(&text[word.clone()])..word.end;
        let prefix = word.start..after_prefix.start;
        if !prefix.is_empty() && is_exception(&after_prefix) {
            cuts.push(Cut::plain(prefix));
            return after_prefix;
        }
        let suffix = word.end - affixes::suffix(&text[after_prefix.clone()])..word.end;
        let before_suffix = word.start..suffix.start;
        if !suffix.is_empty() && is_exception(&before_suffix) {
            suffixes.push(suffix);
            return before_suffix;
        }
        if prefix.is_empty() && suffix.is_empty() {
            break;
        }
        word = prefix.end..suffix.start;
        if !prefix.is_empty() {
            cuts.push(Cut::plain(prefix));
        }
        if !suffix.is_empty() {
            suffixes.push(suffix);
        }
    }
    word
}

/// Cuts what the affixes have left: an exception into its parts, an address not at all, any other
/// word at its infixes.
fn cut_core(text: &str, core: Range<usize>, cuts: &mut Vec<Cut>) {
    let word = &text[core.clone()];
    if word.is_empty() {
        return;
    }
    if let Some(parts) = exceptions::exception(word) {
        push_parts(parts, core.start, cuts);
        return;
    }
    if address::is_address(word) {
        cuts.push(Cut::plain(core));
        return;
    }
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        if from < to {
            cuts.push(Cut::plain(core.start + from..core.start + to));
        }
    };
    affixes::infixes(word, |from, to| {
        // At the very front there is nothing to part.
        if from > 0 {
            push(start, from);
            push(from, to);
            start = to;
        }
    });
    push(start, word.len());
}

fn push_parts(parts: &[Part], mut start: usize, cuts: &mut Vec<Cut>) {
    for part in parts {
        let range = start..start + part.text.len();
        start = range.end;
        cuts.push(Cut { norm: part.norm, ..Cut::plain(range) });
    }
}

/// Exceptions that the affix rules would cut, which may therefore stand in pieces inside a word:
/// "he's" of "(yes—he's". With the number of pieces.
static CUTTABLE: LazyLock<HashSet<(&'static str, usize)>> = LazyLock::new(|| {
    let has_affix = |word: &str| {
        let mut found = affixes::prefix(word) > 0 || affixes::suffix(word) > 0;
        affixes::infixes(word, |_, _| found = true);
        found
    };
    let pieces = |word: &'static str| {
        let mut cuts = Vec::new();
        let mut suffixes = Vec::new();
        let core = strip_blindly(word, &mut cuts, &mut suffixes);
        (word, cuts.len() + suffixes.len() + count_infixed(&word[core]))
    };
    exceptions::all().filter(|w| has_affix(w)).map(pieces).collect()
});

/// Strips affixes without regard to exceptions.
fn strip_blindly(word: &str, prefixes: &mut Vec<usize>, suffixes: &mut Vec<usize>) -> Range<usize> {
    let mut core = 0..word.len();
    loop {
        let prefix = affixes::prefix(&word[core.clone()]);
        let suffix = affixes::suffix(&word[core.start + prefix..core.end]);
        if prefix + suffix == 0 || core.is_empty() {
            return core;
        }
        prefixes.extend((prefix > 0).then_some(prefix));
        suffixes.extend((suffix > 0).then_some(suffix));
        core = core.start + prefix..core.end - suffix;
    }
}

fn count_infixed(core: &str) -> usize {
    let (mut pieces, mut start) = (0, 0);
    affixes::infixes(core, |from, to| {
        if from > 0 {
            pieces += usize::from(from > start) + 1;
            start = to;
        }
    });
    pieces + usize::from(start < core.len())
}

/// Puts the pieces of exceptions together and cuts them as the exception says; longer ones first.
fn join_exceptions(text: &str, cuts: &mut Vec<Cut>) {
    const MOST_PIECES: usize = 8;
    let mut joined = Vec::with_capacity(cuts.len());
    let mut at = 0;
    while at < cuts.len() {
        let glued = cuts[at..]
            .windows(2)
            .take(MOST_PIECES - 1)
            .take_while(|pair| pair[0].range.end == pair[1].range.start && !pair[0].space_after)
            .count();
        let fits = |pieces: &usize| {
            let word = &text[cuts[at].range.start..cuts[at + pieces - 1].range.end];
            CUTTABLE.contains(&(word, *pieces))
        };
        let Some(pieces) = (1..=glued + 1).rev().find(fits) else {
            joined.push(cuts[at].clone());
            at += 1;
            continue;
        };
        let last = &cuts[at + pieces - 1];
        let word = &text[cuts[at].range.start..last.range.end];
        let space_after = last.space_after;
        push_parts(
            exceptions::exception(word).unwrap_or_default(),
            cuts[at].range.start,
            &mut joined,
        );
        if let Some(last) = joined.last_mut() {
            last.space_after = space_after;
        }
        at += pieces;
    }
    *cuts = joined;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokenise(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn marks_part_from_words_and_abbreviations_keep_their_stops() {
        assert_eq!(
            words("Mr. Ng left (in a hurry)."),
            ["Mr.", "Ng", "left", "(", "in", "a", "hurry", ")", "."]
        );
        assert_eq!(words("U.S.-brokered"), ["U.S.-brokered"]);
        assert_eq!(words("at 5 p.m. on"), ["at", "5", "p.m.", "on"]);
        assert_eq!(words("$3.5bn, 20%"), ["$", "3.5bn", ",", "20", "%"]);
        assert_eq!(words("Go!\n\nStop"), ["Go", "!", "\n\n", "Stop"]);
    }

    #[test]
    fn contractions_part_and_have_norms() {
        let tokens = tokenise("They can’t; it's fine");
        let parts: Vec<_> = tokens.iter().map(|t| (t.text.as_str(), t.norm.as_str())).collect();
        assert_eq!(
            parts,
            [
                ("They", "they"),
                ("ca", "can"),
                ("n't", "not"),
                (";", ";"),
                ("it", "it"),
                ("'s", "'s"),
                ("fine", "fine")
            ]
        );
        assert_eq!(&"They can’t"[tokens[2].range.clone()], "n’t");
    }

    proptest! {
        #[test]
        fn tokens_and_spaces_are_the_whole_text(
            text in "(can't|U\\.S\\.|’|\u{a0}|\\(|\\)|\\.|,|-|—| |\n|he's|5km|é|http://a.bc|\\PC){0,40}"
        ) {
            let mut end = 0;
            for token in tokenise(&text) {
                prop_assert_eq!(token.range.start, end);
                prop_assert!(!token.range.is_empty());
                end = token.range.end;
                prop_assert!(text.get(token.range).is_some());
                if token.space_after {
                    end += text[end..].chars().next().map_or(0, char::len_utf8);
                }
            }
            prop_assert!(end == text.len() || text[end..].chars().all(char::is_whitespace));
        }
    }
}
