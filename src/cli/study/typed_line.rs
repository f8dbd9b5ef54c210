//! The line that a learner types an answer into.

use super::keys::{RUB_OUT_WORD, word_left, word_right};
use crate::cli::screen::printable;
use console::Key;
use unicode_segmentation::UnicodeSegmentation as _;

/// A line being typed, as what a reader takes for characters, with a cursor among them.
#[derive(Debug, Default)]
pub struct TypedLine {
    before: Vec<String>,
    after: Vec<String>,
}

impl TypedLine {
    /// Returns what was typed.
    pub fn text(&self) -> String {
        self.before.concat() + &self.after.concat()
    }

    /// Takes a key in.
    pub fn take(&mut self, key: &Key) {
        match key {
            // Ctrl-U and Ctrl-K.
            Key::Char('\u{15}') => self.before.clear(),
            Key::Char('\u{b}') => self.after.clear(),
            key if *key == RUB_OUT_WORD => self.before.truncate(self.word_before()),
            key if *key == word_left() => {
                let word = self.before.split_off(self.word_before());
                self.after.splice(0..0, word);
            }
            key if *key == word_right() => {
                let word = self.after.drain(..self.word_behind());
                self.before.extend(word);
            }
            Key::Char(c) if !c.is_control() => self.insert(*c),
            Key::Backspace => {
                self.before.pop();
            }
            Key::Del if !self.after.is_empty() => {
                self.after.remove(0);
            }
            Key::ArrowLeft => {
                if let Some(last) = self.before.pop() {
                    self.after.insert(0, last);
                }
            }
            Key::ArrowRight if !self.after.is_empty() => {
                let first = self.after.remove(0);
                self.before.push(first);
            }
            Key::Home => {
                self.before.append(&mut self.after);
                std::mem::swap(&mut self.before, &mut self.after);
            }
            Key::End => self.before.append(&mut self.after),
            _ => {}
        }
    }

    /// Returns where the word before the cursor begins.
    fn word_before(&self) -> usize {
        let is_space = |grapheme: &&String| grapheme.trim().is_empty();
        let spaces = self.before.iter().rev().take_while(is_space).count();
        let word = self.before.iter().rev().skip(spaces).take_while(|g| !is_space(g)).count();
        self.before.len() - spaces - word
    }

    /// Returns where the word behind the cursor ends, counted from there.
    fn word_behind(&self) -> usize {
        let is_space = |grapheme: &&String| grapheme.trim().is_empty();
        let spaces = self.after.iter().take_while(is_space).count();
        spaces + self.after.iter().skip(spaces).take_while(|g| !is_space(g)).count()
    }

    /// Takes a character in; a combining mark joins the one before it.
    fn insert(&mut self, c: char) {
        let mut text = self.before.concat();
        text.push(c);
        self.before = text.graphemes(true).map(str::to_owned).collect();
    }

    /// Returns the line with a cursor, in as many rows as it takes; of a very long one the rows
    /// around the cursor, and never more than there is room for, because what has scrolled away cannot
    /// be painted over.
    pub fn shown(&self, columns: usize, room: usize) -> Vec<String> {
        let most = ROWS.min(room).max(1);
        let coloured = console::colors_enabled_stderr();
        let cursor = console::Style::new().for_stderr().reverse();
        let (at, end) = (self.before.len(), vec![" ".to_owned()]);
        let mut rows = vec![String::new()];
        let (mut width, mut row_of_cursor) = (0, 0);
        for (i, grapheme) in self.before.iter().chain(&self.after).chain(&end).enumerate() {
            let seen = printable(grapheme);
            let wide = console::measure_text_width(&seen);
            if width + wide > columns.saturating_sub(6) {
                rows.push(String::new());
                width = 0;
            }
            width += wide;
            if i == at {
                row_of_cursor = rows.len() - 1;
            }
            let shown = match (i == at, coloured) {
                (true, true) => cursor.apply_to(&seen).to_string(),
                (true, false) => format!("_{}", seen.trim_end()),
                (false, _) => seen,
            };
            if let Some(row) = rows.last_mut() {
                row.push_str(&shown);
            }
        }
        let first = (row_of_cursor + 1).saturating_sub(most);
        let head = |i: usize| if i == 0 { "  > " } else { "    " };
        let rows = rows.into_iter().enumerate().map(|(i, row)| format!("{}{row}", head(i)));
        rows.skip(first).take(most).collect()
    }
}

/// How many rows of a typed line are shown at once.
const ROWS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> String {
        let mut line = TypedLine::default();
        for key in keys {
            line.take(key);
        }
        line.text()
    }

    #[test]
    fn a_typed_line_can_be_mended_anywhere() {
        let keys = [
            Key::Char('1'),
            Key::Char('9'),
            Key::Char('2'),
            Key::ArrowLeft,
            Key::Char('9'),
            Key::End,
            Key::Char('x'),
            Key::Backspace,
        ];
        assert_eq!(typed(&keys), "1992");
        let keys = [Key::Char('b'), Key::Home, Key::Char('a'), Key::End, Key::Char('c')];
        assert_eq!(typed(&keys), "abc");
    }

    #[test]
    fn a_cursor_moves_by_words() {
        let words = "the old  bridge".chars().map(Key::Char);
        let keys = |more: &[Key]| typed(&words.clone().chain(more.to_vec()).collect::<Vec<_>>());
        let [left, right] = [word_left(), word_right()];
        assert_eq!(keys(&[RUB_OUT_WORD]), "the old  ");
        assert_eq!(keys(&[left.clone(), left.clone(), Key::Char('x')]), "the xold  bridge");
        assert_eq!(keys(&[Key::Home, right.clone(), right, Key::Char('x')]), "the oldx  bridge");
        assert_eq!(keys(&[left.clone(), Key::Char('\u{b}')]), "the old  ");
        assert_eq!(keys(&[left, RUB_OUT_WORD]), "the bridge");
    }

    #[test]
    fn a_long_line_is_seen_whole_while_it_is_typed() {
        let mut line = TypedLine::default();
        for c in "the quick brown fox jumps over the lazy dog and goes home".chars() {
            line.take(&Key::Char(c));
        }
        let rows = line.shown(30, 99);
        let text: String = rows.iter().map(|row| &row[4..]).collect();
        assert!(text.starts_with("the quick brown") && text.contains("goes home"), "{rows:?}");
        assert!(rows.iter().all(|row| console::measure_text_width(row) < 30), "{rows:?}");
        assert_eq!(rows.len(), 3);
        for _ in 0..500 {
            line.take(&Key::Char('x'));
        }
        assert_eq!(line.shown(30, 99).len(), ROWS, "what fits on most screens");
        assert_eq!(line.shown(30, 3).len(), 3);
    }

    #[test]
    fn a_combining_mark_goes_with_its_letter() {
        assert_eq!(typed(&[Key::Char('e'), Key::Char('\u{301}'), Key::Backspace]), "");
    }
}
