//! What is typed behind a key that needed nothing behind it: "y" begins a session at once, and the
//! Enter behind it, or the rest of "yes", would answer the first question.

use console::Key;
use std::time::Duration;

/// How long after the first question is shown what is typed may belong to the key before it: hands
/// type an Enter within a quarter of a second, and nobody reads a question in twice that.
pub const MOMENT: Duration = Duration::from_millis(600);

/// Whether the first keys of a session were typed behind the key that began it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// They were.
    LeftOver,
    /// They may have been, and more of it may come.
    Begun,
    /// They are an answer's.
    Own,
}

/// Returns whether these first keys of a session, the last of them read so long after the first
/// question was shown, were typed behind the "y" that began it.
pub fn behind(keys: &[Key], since: Duration) -> Behind {
    const WORD: [char; 2] = ['e', 's'];
    if since >= MOMENT {
        return Behind::Own;
    }
    let (last, typed) = match keys {
        [typed @ .., Key::Enter] => (true, typed),
        typed => (false, typed),
    };
    let is = |(key, letter): (&Key, &char)| matches!(key, Key::Char(c) if c.eq_ignore_ascii_case(letter));
    let spelt = typed.len() <= WORD.len() && typed.iter().zip(&WORD).all(is);
    match (spelt, last, typed.len()) {
        (true, true, 0 | 2) => Behind::LeftOver,
        (true, false, _) => Behind::Begun,
        _ => Behind::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_enter_or_the_rest_of_yes_that_comes_at_once_is_left_over() {
        use Behind::{Begun, LeftOver, Own};
        for (keys, millis, told) in [
            ("\r", 0, LeftOver),
            ("\r", 599, LeftOver),
            ("\r", 600, Own),
            ("es\r", 90, LeftOver),
            ("ES\r", 90, LeftOver),
            ("es\r", 600, Own),
            ("e", 10, Begun),
            ("es", 90, Begun),
            ("es", 600, Own),
            ("e\r", 90, Own),
            ("est", 90, Own),
            ("y", 0, Own),
            ("Egypt\r", 0, Own),
            ("s", 0, Own),
        ] {
            let key = |c| if c == '\r' { Key::Enter } else { Key::Char(c) };
            let typed: Vec<Key> = keys.chars().map(key).collect();
            let since = Duration::from_millis(millis);
            assert_eq!(behind(&typed, since), told, "{keys:?} after {millis} ms");
        }
        assert_eq!(behind(&[Key::Escape], Duration::ZERO), Own);
    }
}
