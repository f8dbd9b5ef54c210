//! The Enter that is typed behind a key that needed none: "y" begins a session at once, and the Enter
//! behind it would answer the first question.

use console::Key;
use std::time::{Duration, Instant};

/// How long after the first question is shown an Enter may belong to the key before it: hands type
/// it within a quarter of a second, and nobody reads a question in twice that.
const MOMENT: Duration = Duration::from_millis(600);

/// Returns whether the first key of a session, whose first question was shown at one moment and which
/// was read at another, was typed behind the key that began it.
pub fn is_left_over(key: &Key, shown: Instant, read: Instant) -> bool {
    *key == Key::Enter && read.duration_since(shown) < MOMENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "some moment to count from")]
    fn only_an_enter_that_comes_at_once_is_left_over() {
        let shown = Instant::now();
        for (key, millis, left_over) in [
            (Key::Enter, 0, true),
            (Key::Enter, 599, true),
            (Key::Enter, 600, false),
            (Key::Char('y'), 0, false),
            (Key::Escape, 10, false),
        ] {
            let read = shown + Duration::from_millis(millis);
            assert_eq!(is_left_over(&key, shown, read), left_over, "{key:?} after {millis} ms");
        }
    }
}
