//! Keys, from what a terminal sends for them. What it sends for a key that means nothing here is read
//! to its end: its letters and digits would be taken for typed ones otherwise, and answer.

use console::Key;
use std::cell::Cell;
use std::io;

/// What begins what a terminal sends for most keys that are no characters.
const ESCAPE: char = '\u{1b}';

/// The keys of a terminal, one after another.
#[derive(Debug, Default)]
pub struct Keys {
    /// Whether an Escape was read whose next character came with it: another sequence may follow.
    behind_escape: Cell<bool>,
}

impl Keys {
    /// Returns the next key that means something, as far as `raw` tells keys apart.
    pub fn next(&self, mut raw: impl FnMut() -> io::Result<Key>) -> io::Result<Key> {
        loop {
            let key = raw()?;
            let begun = match key {
                Key::Char(c @ ('[' | 'O')) if self.behind_escape.get() => vec![c],
                Key::UnknownEscSeq(begun) if begun == [ESCAPE] => {
                    self.behind_escape.set(true);
                    return Ok(Key::Escape);
                }
                Key::UnknownEscSeq(begun) => begun,
                key => {
                    self.behind_escape.set(false);
                    return Ok(key);
                }
            };
            let within = self.behind_escape.replace(false);
            match whole(begun, &mut raw)? {
                Ok(sequence) => match meaning(&sequence) {
                    Some(key) if !within => return Ok(key),
                    _ => {}
                },
                Err(other) => return Ok(other),
            }
        }
    }
}

/// Returns what moves a cursor to the beginning of a word: Alt-B, and Ctrl or Alt with an arrow.
pub fn word_left() -> Key {
    Key::UnknownEscSeq(vec!['b'])
}

/// Returns what moves a cursor behind a word.
pub fn word_right() -> Key {
    Key::UnknownEscSeq(vec!['f'])
}

/// Returns what takes away the word before a cursor: Ctrl-W.
pub const RUB_OUT_WORD: Key = Key::Char('\u{17}');

/// Reads a sequence to its end; another key that comes instead counts for itself.
fn whole(
    mut begun: Vec<char>,
    raw: &mut impl FnMut() -> io::Result<Key>,
) -> io::Result<Result<Vec<char>, Key>> {
    while !is_whole(&begun) {
        match raw()? {
            Key::Char(c) => begun.push(c),
            other => return Ok(Err(other)),
        }
    }
    Ok(Ok(begun))
}

/// Returns whether a sequence has its last character: ECMA-48, 5.4, and the keypad's `ESC O`.
fn is_whole(sequence: &[char]) -> bool {
    match sequence {
        // The Linux console's function keys.
        ['[' | 'O'] | ['[', '['] => false,
        ['[', .., last] => ('@'..='~').contains(last),
        _ => true,
    }
}

/// Returns the key that a whole sequence stands for, if it means something here.
fn meaning(sequence: &[char]) -> Option<Key> {
    const SHIFT: &str = "2";
    let (first, rest) = sequence.split_first()?;
    let (last, between) = match (first, rest) {
        ('b' | 'B', []) => return Some(word_left()),
        ('f' | 'F', []) => return Some(word_right()),
        ('\u{7f}' | '\u{8}', []) => return Some(RUB_OUT_WORD),
        ('[' | 'O', [between @ .., last]) => (last, between.iter().collect::<String>()),
        _ => return None,
    };
    if !between.chars().all(|c| c.is_ascii_digit() || c == ';') {
        return None;
    }
    let (number, held) = between.split_once(';').unwrap_or((&between, ""));
    let plain = held.is_empty() || held == SHIFT;
    match (last, number, plain) {
        ('A', _, true) => Some(Key::ArrowUp),
        ('B', _, true) => Some(Key::ArrowDown),
        ('C', _, true) => Some(Key::ArrowRight),
        ('D', _, true) => Some(Key::ArrowLeft),
        ('C', _, false) => Some(word_right()),
        ('D', _, false) => Some(word_left()),
        ('H', _, _) | ('~', "1" | "7", _) => Some(Key::Home),
        ('F', _, _) | ('~', "4" | "8", _) => Some(Key::End),
        ('~', "3", true) => Some(Key::Del),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    /// Returns what keys come of what was read, until there is no more.
    fn keys(read: impl IntoIterator<Item = Key>) -> Vec<Key> {
        let mut read: VecDeque<Key> = read.into_iter().collect();
        let keys = Keys::default();
        let mut raw = || read.pop_front().ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        std::iter::from_fn(|| keys.next(&mut raw).ok()).collect()
    }

    /// Returns the beginning that was read of a sequence, and the rest as it comes after it.
    fn cut(begun: &str, rest: &str) -> Vec<Key> {
        let begun = Key::UnknownEscSeq(begun.chars().collect());
        std::iter::once(begun).chain(rest.chars().map(Key::Char)).collect()
    }

    #[test]
    fn what_a_key_without_a_meaning_sends_is_no_answer() {
        // F5, F1, Ctrl-Delete, the marks around what is pasted, Ctrl-Shift-Up, the console's F1.
        for (begun, rest) in
            [("[15", "~"), ("O", "P"), ("[3;", "5~"), ("[20", "0~"), ("[1;", "6A"), ("[[A", "")]
        {
            let read = cut(begun, rest).into_iter().chain([Key::Char('x')]);
            assert_eq!(keys(read), [Key::Char('x')], "{begun}{rest}");
        }
    }

    #[test]
    fn arrows_are_arrows_with_shift_and_go_by_words_with_others() {
        for (begun, rest, key) in [
            ("[1;", "2B", Key::ArrowDown),
            ("[1;", "2A", Key::ArrowUp),
            ("O", "A", Key::ArrowUp),
            ("[1;", "5D", word_left()),
            ("[1;", "3C", word_right()),
            ("b", "", word_left()),
            ("[", "B", Key::ArrowDown),
        ] {
            assert_eq!(keys(cut(begun, rest)), [key], "{begun}{rest}");
        }
    }

    #[test]
    fn an_arrow_that_comes_with_an_escape_types_nothing() {
        let read = cut("\u{1b}", "[B").into_iter().chain([Key::Enter]);
        assert_eq!(keys(read), [Key::Escape, Key::Enter]);
        let twice = cut("\u{1b}", "").into_iter().chain([Key::Char('a'), Key::Char('[')]);
        assert_eq!(keys(twice), [Key::Escape, Key::Char('a'), Key::Char('[')]);
    }

    #[test]
    fn another_key_within_a_sequence_counts() {
        let read = cut("[1;", "").into_iter().chain([Key::Enter, Key::Char('x')]);
        assert_eq!(keys(read), [Key::Enter, Key::Char('x')]);
    }
}
