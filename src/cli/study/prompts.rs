//! The widgets of a session: picking options, ordering them, typing. Every one can be answered
//! from the keyboard, and every one gives way to Esc and Ctrl-C.

use super::painter::Painter;
use crate::cli::error::CommandError;
use crate::cli::screen::{printable, style};
use console::Key;
use unicode_segmentation::UnicodeSegmentation as _;

/// How a widget ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply<T> {
    /// With an answer.
    Given(T),
    /// With Esc.
    Menu,
    /// With Ctrl-C, or because the terminal went away.
    Interrupted,
}

/// Reads one key.
pub fn read_key(painter: &Painter) -> Result<Option<Key>, CommandError> {
    match painter.term().read_key_raw() {
        Ok(Key::CtrlC) => Ok(None),
        Ok(key) => Ok(Some(key)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Lets the learner pick one option: a number answers at once, arrows move, Enter answers.
pub fn pick_one(painter: &mut Painter, options: &[String]) -> Result<Reply<usize>, CommandError> {
    let mut at = 0;
    loop {
        let mut lines = option_lines(painter, options, at, |_| String::new());
        lines.extend(help(
            painter,
            &format!("1–{} or arrows and Enter; Esc for the menu", options.len()),
        ));
        painter.paint(&lines)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => return Ok(Reply::Given(at)),
            Some(Key::Char(c)) if numbered(c, options.len()).is_some() => {
                return Ok(Reply::Given(numbered(c, options.len()).unwrap_or(at)));
            }
            Some(key) => at = moved(at, options.len(), &key),
        }
    }
}

/// Lets the learner tick any number of options.
pub fn pick_many(
    painter: &mut Painter,
    options: &[String],
) -> Result<Reply<Vec<usize>>, CommandError> {
    let (mut at, mut ticked) = (0, vec![false; options.len()]);
    loop {
        let tick = |i: usize| if ticked[i] { "[x] ".to_owned() } else { "[ ] ".to_owned() };
        let mut lines = option_lines(painter, options, at, tick);
        lines.extend(help(
            painter,
            "numbers or Space tick, then Enter; Enter alone when you don't know; Esc for the menu",
        ));
        painter.paint(&lines)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => {
                let picks = (0..options.len()).filter(|i| ticked[*i]).collect();
                return Ok(Reply::Given(picks));
            }
            Some(Key::Char(' ')) => ticked[at] = !ticked[at],
            Some(Key::Char(c)) => {
                if let Some(i) = numbered(c, options.len()) {
                    at = i;
                    ticked[i] = !ticked[i];
                }
            }
            Some(key) => at = moved(at, options.len(), &key),
        }
    }
}

/// Lets the learner say what comes first, second and so on.
pub fn put_in_order(
    painter: &mut Painter,
    options: &[String],
) -> Result<Reply<Vec<usize>>, CommandError> {
    let (mut at, mut order): (usize, Vec<usize>) = (0, Vec::new());
    loop {
        let place = |i: usize| match order.iter().position(|placed| *placed == i) {
            Some(place) => format!("[{}] ", place + 1),
            None => "[ ] ".to_owned(),
        };
        let mut lines = option_lines(painter, options, at, place);
        let keys = "numbers or Space: what comes first, then next; Backspace takes back; Enter \
                    answers when all have a place; Esc for the menu";
        lines.extend(help(painter, keys));
        painter.paint(&lines)?;
        let picked = match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) if order.len() == options.len() => return Ok(Reply::Given(order)),
            Some(Key::Enter | Key::Char(' ')) => Some(at),
            Some(Key::Backspace | Key::Del) => {
                order.pop();
                None
            }
            Some(Key::Char(c)) => numbered(c, options.len()),
            Some(key) => {
                at = moved(at, options.len(), &key);
                None
            }
        };
        if let Some(i) = picked.filter(|i| !order.contains(i)) {
            order.push(i);
            at = (0..options.len()).find(|i| !order.contains(i)).unwrap_or(i);
        }
    }
}

/// Lets the learner press one of these letters; returns which.
pub fn press(
    painter: &mut Painter,
    keys: &[(char, &str)],
    enter: Option<usize>,
) -> Result<Reply<usize>, CommandError> {
    press_or(painter, keys, enter, "Esc for the menu")
}

/// Lets a person press one of these letters, or Esc for what is said of it.
pub fn press_or(
    painter: &mut Painter,
    keys: &[(char, &str)],
    enter: Option<usize>,
    escape: &str,
) -> Result<Reply<usize>, CommandError> {
    let shown: Vec<String> = keys.iter().map(|(key, word)| format!("{key} {word}")).collect();
    let lines = help(painter, &format!("{}; {escape}", shown.join(", ")));
    painter.paint(&lines)?;
    loop {
        let key = match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(key) => key,
        };
        let pressed = match key {
            Key::Enter => enter,
            Key::Char(' ') if enter.is_some() => enter,
            Key::Char(c) => keys.iter().position(|(k, _)| *k == c.to_ascii_lowercase()),
            _ => None,
        };
        if let Some(i) = pressed {
            painter.clear()?;
            return Ok(Reply::Given(i));
        }
    }
}

/// Lets the learner type a line, of one answer or of several.
pub fn type_line(painter: &mut Painter, several: bool) -> Result<Reply<String>, CommandError> {
    let what = if several { "type all, with commas between them" } else { "type" };
    let keys = format!("{what}, then Enter; Enter alone when you don't know; Esc for the menu");
    let mut line = TypedLine::default();
    loop {
        let mut lines = line.shown(painter.columns());
        lines.extend(help(painter, &keys));
        painter.paint(&lines)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => return Ok(Reply::Given(line.text())),
            Some(key) => line.take(&key),
        }
    }
}

/// A line being typed, as what a reader takes for characters, with a cursor among them.
#[derive(Debug, Default)]
struct TypedLine {
    before: Vec<String>,
    after: Vec<String>,
}

impl TypedLine {
    fn text(&self) -> String {
        self.before.concat() + &self.after.concat()
    }

    fn take(&mut self, key: &Key) {
        match key {
            Key::Char('\u{15}') => self.before.clear(),
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

    /// Takes a character in; a combining mark joins the one before it.
    fn insert(&mut self, c: char) {
        let mut text = self.before.concat();
        text.push(c);
        self.before = text.graphemes(true).map(str::to_owned).collect();
    }

    /// Returns the line with a cursor, in as many rows as it takes; of a very long one the rows
    /// around the cursor, because what has scrolled away cannot be painted over.
    fn shown(&self, columns: usize) -> Vec<String> {
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
        let first = (row_of_cursor + 1).saturating_sub(ROWS);
        let head = |i: usize| if i == 0 { "  > " } else { "    " };
        let rows = rows.into_iter().enumerate().map(|(i, row)| format!("{}{row}", head(i)));
        rows.skip(first).take(ROWS).collect()
    }
}

/// How many rows of a typed line are shown at once.
const ROWS: usize = 8;

/// Returns the lines of a list of options, the one at the cursor marked; long ones are wrapped.
fn option_lines(
    painter: &mut Painter,
    options: &[String],
    at: usize,
    mark: impl Fn(usize) -> String,
) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, option) in options.iter().enumerate() {
        let cursor = if i == at { ">" } else { " " };
        let head = format!("  {cursor} {}{}  ", mark(i), i + 1);
        let wrapped = painter.wrap(&printable(option), &head);
        if i == at {
            let picked = style::picked().for_stderr();
            lines.extend(wrapped.iter().map(|line| picked.apply_to(line).to_string()));
        } else {
            lines.extend(wrapped);
        }
    }
    lines
}

/// Returns what the keys do, in as many lines as that takes.
fn help(painter: &mut Painter, text: &str) -> Vec<String> {
    let quiet = style::quiet().for_stderr();
    painter.wrap(text, "  ").iter().map(|line| quiet.apply_to(line).to_string()).collect()
}

/// Returns the place that a number key names, when there are so many.
fn numbered(key: char, length: usize) -> Option<usize> {
    let number = key.to_digit(10)? as usize;
    (1..=length).contains(&number).then(|| number - 1)
}

fn moved(at: usize, length: usize, key: &Key) -> usize {
    match key {
        Key::ArrowUp | Key::BackTab => (at + length - 1) % length.max(1),
        Key::ArrowDown | Key::Tab => (at + 1) % length.max(1),
        Key::Home => 0,
        Key::End => length.saturating_sub(1),
        _ => at,
    }
}

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
    fn a_long_line_is_seen_whole_while_it_is_typed() {
        let mut line = TypedLine::default();
        for c in "the quick brown fox jumps over the lazy dog and goes home".chars() {
            line.take(&Key::Char(c));
        }
        let rows = line.shown(30);
        let text: String = rows.iter().map(|row| &row[4..]).collect();
        assert!(text.starts_with("the quick brown") && text.contains("goes home"), "{rows:?}");
        assert!(rows.iter().all(|row| console::measure_text_width(row) < 30), "{rows:?}");
        assert_eq!(rows.len(), 3);
        for _ in 0..500 {
            line.take(&Key::Char('x'));
        }
        assert_eq!(line.shown(30).len(), ROWS, "what fits on any screen");
    }

    #[test]
    fn a_combining_mark_goes_with_its_letter() {
        assert_eq!(typed(&[Key::Char('e'), Key::Char('\u{301}'), Key::Backspace]), "");
    }

    #[test]
    fn number_keys_name_options_that_are_there() {
        assert_eq!(numbered('1', 3), Some(0));
        assert_eq!(numbered('4', 3), None);
        assert_eq!(numbered('0', 3), None);
        assert_eq!(numbered('x', 3), None);
    }
}
