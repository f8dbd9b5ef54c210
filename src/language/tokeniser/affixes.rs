//! What is cut from the front, the end and the middle of a word: the package's patterns, written
//! out as the tests of characters that they are, so that each looks at a few characters only.

use std::collections::HashSet;
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::read(include_str!("../model/data/affixes.tsv")));

/// The characters and words that affixes are made of.
struct Lists {
    marks: HashSet<char>,
    quotes: HashSet<char>,
    /// Longest first.
    currencies: Vec<&'static str>,
    units: Vec<&'static str>,
    symbols: Vec<(char, char)>,
}

impl Lists {
    fn read(table: &'static str) -> Self {
        let row = |name: &str| {
            let line = table.lines().find_map(|l| l.strip_prefix(name));
            line.unwrap_or_default().split('\t').filter(|w| !w.is_empty())
        };
        let characters = |name| row(name).filter_map(|w| w.chars().next()).collect();
        let longest_first = |name| {
            let mut words: Vec<&str> = row(name).collect();
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
            words
        };
        let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        let range = |w: &str| {
            let (first, last) = w.split_once('-')?;
            Some((code(first)?, code(last)?))
        };
        let mut symbols: Vec<(char, char)> = row("symbols").filter_map(range).collect();
        symbols.sort_unstable();
        Self {
            marks: characters("marks"),
            quotes: characters("quotes"),
            currencies: longest_first("currencies"),
            units: longest_first("units"),
            symbols,
        }
    }

    fn is_symbol(&self, c: char) -> bool {
        let after = self.symbols.partition_point(|(first, _)| *first <= c);
        after > 0 && c <= self.symbols[after - 1].1
    }
}

/// Letters of scripts without case count as both.
fn is_lower(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase()
}

fn is_upper(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Returns the bytes of the prefix to cut from a word, 0 for none.
pub(super) fn prefix(word: &str) -> usize {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 0 };
    let dots = leading_dots(word);
    if dots > 1 {
        return dots;
    }
    let lists = &*LISTS;
    let is_plain_plus = first == '+' && !chars.next().is_some_and(|c| c.is_ascii_digit());
    let one = is_plain_plus
        || matches!(first, '§' | '%' | '=' | '—' | '–')
        || lists.marks.contains(&first)
        || lists.quotes.contains(&first);
    if one {
        return first.len_utf8();
    }
    let currency = lists.currencies.iter().find(|c| word.starts_with(**c));
    match currency {
        Some(currency) => currency.len(),
        None if lists.is_symbol(first) => first.len_utf8(),
        None => 0,
    }
}

/// Returns the bytes of the suffix to cut from a word, 0 for none; the longest that fits.
pub(super) fn suffix(word: &str) -> usize {
    const POSSESSIVES: [&str; 4] = ["'s", "'S", "’s", "’S"];
    let Some(last) = word.chars().next_back() else { return 0 };
    let lists = &*LISTS;
    let mut longest = 0;
    if matches!(last, '—' | '–')
        || lists.marks.contains(&last)
        || lists.quotes.contains(&last)
        || lists.is_symbol(last)
    {
        longest = last.len_utf8();
    }
    if word.ends_with("……") {
        longest = "……".len();
    }
    if let Some(possessive) = POSSESSIVES.iter().find(|p| word.ends_with(**p)) {
        longest = longest.max(possessive.len());
    }
    let dots = word.len() - word.trim_end_matches('.').len();
    if dots > 1 {
        longest = longest.max(dots);
    }
    if last == '.' && dots == 1 && ends_sentence_before_stop(&word[..word.len() - 1]) {
        longest = longest.max(1);
    }
    longest.max(after_a_digit(word))
}

/// Whether a full stop after this is one of its own, not an abbreviation's: after a digit, a
/// lower-case letter, a mark, a quote or two capitals, and after a temperature.
fn ends_sentence_before_stop(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return false };
    let previous = back.next();
    last.is_ascii_digit()
        || is_lower(last)
        || matches!(last, '%' | '²' | '-' | '+' | '|' | '(' | ')' | '?' | ':')
        || LISTS.marks.contains(&last)
        || LISTS.quotes.contains(&last)
        || (is_upper(last) && previous.is_some_and(is_upper))
        || (matches!(last, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && previous == Some('°'))
}

/// Returns the bytes of a plus, currency or unit that ends the word behind a digit.
fn after_a_digit(word: &str) -> usize {
    if !word.contains(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let lists = &*LISTS;
    let behind_digit = |affix: &&&str| {
        let before = word.strip_suffix(**affix);
        before.is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
    };
    let plus = [&"+"].into_iter();
    let all = lists.units.iter().chain(&lists.currencies).chain(plus);
    all.filter(behind_digit).map(|a| a.len()).max().unwrap_or(0)
}

/// Calls back with the first and last byte of every infix of a word, in their order.
pub(super) fn infixes(word: &str, mut found: impl FnMut(usize, usize)) {
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(c) = word[at..].chars().next() {
        let length = infix_at(word, at, c, before);
        if length > 0 {
            found(at, at + length);
        }
        let step = length.max(c.len_utf8());
        before = word[at..at + step].chars().next_back();
        at += step;
    }
}

/// Returns the bytes of the infix that begins at this place, 0 for none.
fn infix_at(word: &str, at: usize, c: char, before: Option<char>) -> usize {
    const DASHES: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
    let lists = &*LISTS;
    let after = |bytes: usize| word[at + bytes..].chars().next();
    let dots = leading_dots(&word[at..]);
    if dots > 1 {
        return dots;
    }
    if c == '…' || lists.is_symbol(c) {
        return c.len_utf8();
    }
    let (Some(before), Some(next)) = (before, after(c.len_utf8())) else {
        return 0;
    };
    let is_sum = matches!(c, '+' | '-' | '*' | '^')
        && before.is_ascii_digit()
        && (next.is_ascii_digit() || next == '-');
    let is_joined_stop = c == '.'
        && (is_lower(before) || lists.quotes.contains(&before))
        && (is_upper(next) || lists.quotes.contains(&next));
    let is_joined_comma = c == ',' && before.is_alphabetic() && next.is_alphabetic();
    if is_sum || is_joined_stop || is_joined_comma {
        return c.len_utf8();
    }
    if !before.is_alphabetic() && !before.is_ascii_digit() {
        return 0;
    }
    let dash = DASHES.iter().find(|dash| {
        word[at..].starts_with(**dash) && after(dash.len()).is_some_and(char::is_alphabetic)
    });
    match dash {
        Some(dash) => dash.len(),
        None if matches!(c, ':' | '<' | '>' | '=' | '/') && next.is_alphabetic() => 1,
        None => 0,
    }
}

fn leading_dots(word: &str) -> usize {
    word.len() - word.trim_start_matches('.').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_marks_quotes_currencies_and_runs_of_dots() {
        for (word, cut) in [
            ("(a", "("),
            ("“a", "“"),
            ("$5", "$"),
            ("US$5", "US$"),
            ("...a", "..."),
            ("+5", ""),
            ("+a", "+"),
            ("a", ""),
            ("", ""),
            ("©a", "©"),
            ("-a", ""),
        ] {
            assert_eq!(&word[..prefix(word)], cut, "{word}");
        }
    }

    #[test]
    fn suffixes_know_what_stands_before_them() {
        for (word, cut) in [
            ("end.", "."),
            ("U.S.", ""),
            ("NATO.", "."),
            ("Mr's", "'s"),
            ("10km", "km"),
            ("akm", ""),
            ("5%", "%"),
            ("a!", "!"),
            ("wait...", "..."),
            ("20°C.", "."),
            ("1990s", ""),
            ("", ""),
            ("10kg,", ","),
            ("word”", "”"),
        ] {
            assert_eq!(&word[word.len() - suffix(word)..], cut, "{word}");
        }
    }

    #[test]
    fn infixes_join_two_words() {
        let cut = |word: &str| {
            let mut found = Vec::new();
            infixes(word, |a, b| found.push(word[a..b].to_owned()));
            found
        };
        assert_eq!(cut("well-known"), ["-"]);
        assert_eq!(cut("U.S.-brokered"), [""; 0]);
        assert_eq!(cut("yes—no--maybe"), ["—", "--"]);
        assert_eq!(cut("1990-1995"), ["-"]);
        assert_eq!(cut("end.Begin,then"), [".", ","]);
        assert_eq!(cut("and/or"), ["/"]);
        assert_eq!(cut("pre-1990"), [""; 0]);
    }
}
