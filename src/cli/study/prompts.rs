//! The widgets of a session: picking options, ordering them, typing. Every one can be answered
//! from the keyboard, and every one gives way to Esc and Ctrl-C.

use super::painter::Painter;
use super::typed_line::TypedLine;
use crate::cli::error::CommandError;
use crate::cli::screen::{printable, style};
use console::Key;

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

/// An answer as far as it was given when a widget gave way to Esc, so that nothing is lost by it.
#[derive(Debug, Default)]
pub struct Begun {
    /// The option at the cursor.
    at: usize,
    /// The options that were ticked, or placed, first to last.
    picked: Vec<usize>,
    line: TypedLine,
    /// Whether the answer was shown.
    pub shown: bool,
}

/// Reads one key; none when there is an interrupt, or the terminal is gone.
pub fn read_key(painter: &mut Painter) -> Result<Option<Key>, CommandError> {
    Ok(painter.read_key()?.filter(|key| *key != Key::CtrlC))
}

/// Lets the learner pick one option: a number answers at once, arrows move, Enter answers.
pub fn pick_one(
    painter: &mut Painter,
    options: &[String],
    begun: &mut Begun,
) -> Result<Reply<usize>, CommandError> {
    let at = &mut begun.at;
    loop {
        let keys = format!("1–{} or arrows and Enter; Esc for the menu", options.len());
        paint_options(painter, options, *at, |_| String::new(), &keys)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => return Ok(Reply::Given(*at)),
            Some(Key::Char(c)) if numbered(c, options.len()).is_some() => {
                return Ok(Reply::Given(numbered(c, options.len()).unwrap_or(*at)));
            }
            Some(key) => *at = moved(*at, options.len(), &key),
        }
    }
}

/// Lets the learner tick any number of options.
pub fn pick_many(
    painter: &mut Painter,
    options: &[String],
    begun: &mut Begun,
) -> Result<Reply<Vec<usize>>, CommandError> {
    let Begun { at, picked, .. } = begun;
    loop {
        let tick =
            |i: usize| if picked.contains(&i) { "[x] ".to_owned() } else { "[ ] ".to_owned() };
        let keys =
            "numbers or Space tick, then Enter; Enter alone when you don't know; Esc for the menu";
        paint_options(painter, options, *at, tick, keys)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => {
                let picks = (0..options.len()).filter(|i| picked.contains(i)).collect();
                return Ok(Reply::Given(picks));
            }
            Some(Key::Char(' ')) => turn(picked, *at),
            Some(Key::Char(c)) => {
                if let Some(i) = numbered(c, options.len()) {
                    *at = i;
                    turn(picked, i);
                }
            }
            Some(key) => *at = moved(*at, options.len(), &key),
        }
    }
}

/// Ticks an option, or takes its tick away.
fn turn(picked: &mut Vec<usize>, option: usize) {
    match picked.iter().position(|ticked| *ticked == option) {
        Some(place) => drop(picked.remove(place)),
        None => picked.push(option),
    }
}

/// Lets the learner say what comes first, second and so on.
pub fn put_in_order(
    painter: &mut Painter,
    options: &[String],
    begun: &mut Begun,
) -> Result<Reply<Vec<usize>>, CommandError> {
    let Begun { at, picked: order, .. } = begun;
    loop {
        let place = |i: usize| match order.iter().position(|placed| *placed == i) {
            Some(place) => format!("[{}] ", place + 1),
            None => "[ ] ".to_owned(),
        };
        let keys = "numbers or Space: what comes first, then next; Backspace takes back; Enter \
                    answers when all have a place; Esc for the menu";
        paint_options(painter, options, *at, place, keys)?;
        let picked = match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) if order.len() == options.len() => {
                return Ok(Reply::Given(order.clone()));
            }
            // Others have no place yet: that is to be seen, and nothing is placed by it.
            Some(Key::Enter) => None,
            Some(Key::Char(' ')) => Some(*at),
            Some(Key::Backspace | Key::Del) => {
                order.pop();
                None
            }
            Some(Key::Char(c)) => numbered(c, options.len()),
            Some(key) => {
                *at = moved(*at, options.len(), &key);
                None
            }
        };
        if let Some(i) = picked.filter(|i| !order.contains(i)) {
            order.push(i);
            *at = (0..options.len()).find(|i| !order.contains(i)).unwrap_or(i);
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
    loop {
        let lines = help(painter, &format!("{}; {escape}", shown.join(", ")));
        painter.paint(&lines)?;
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
pub fn type_line(
    painter: &mut Painter,
    several: bool,
    begun: &mut Begun,
) -> Result<Reply<String>, CommandError> {
    let what = if several { "type all, with commas between them" } else { "type" };
    let keys = format!("{what}, then Enter; Enter alone when you don't know; Esc for the menu");
    let line = &mut begun.line;
    loop {
        let lines = line.shown(painter.columns(), painter.room());
        let help = help(painter, &keys);
        painter.paint_list(&lines, 0..lines.len(), &help)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => return Ok(Reply::Menu),
            Some(Key::Enter) => return Ok(Reply::Given(line.text())),
            Some(key) => line.take(&key),
        }
    }
}

/// Paints a list of options, the one at the cursor marked, and what the keys do; long ones are wrapped.
fn paint_options(
    painter: &mut Painter,
    options: &[String],
    at: usize,
    mark: impl Fn(usize) -> String,
    keys: &str,
) -> Result<(), CommandError> {
    let (mut lines, mut seen) = (Vec::new(), 0..0);
    for (i, option) in options.iter().enumerate() {
        let cursor = if i == at { ">" } else { " " };
        let head = format!("  {cursor} {}{}  ", mark(i), i + 1);
        let wrapped = painter.wrap(&printable(option), &head);
        if i == at {
            seen = lines.len()..lines.len() + wrapped.len();
            let picked = style::picked().for_stderr();
            lines.extend(wrapped.iter().map(|line| picked.apply_to(line).to_string()));
        } else {
            lines.extend(wrapped);
        }
    }
    let help = help(painter, keys);
    painter.paint_list(&lines, seen, &help)
}

/// Returns what the keys do, in as many lines as that takes.
pub fn help(painter: &mut Painter, text: &str) -> Vec<String> {
    let quiet = style::quiet().for_stderr();
    painter.wrap(text, "  ").iter().map(|line| quiet.apply_to(line).to_string()).collect()
}

/// Returns the place that a number key names, when there are so many.
fn numbered(key: char, length: usize) -> Option<usize> {
    let number = key.to_digit(10)? as usize;
    (1..=length).contains(&number).then(|| number - 1)
}

/// Returns where a key moves a cursor in a list of this length.
pub fn moved(at: usize, length: usize, key: &Key) -> usize {
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

    #[test]
    fn number_keys_name_options_that_are_there() {
        assert_eq!(numbered('1', 3), Some(0));
        assert_eq!(numbered('4', 3), None);
        assert_eq!(numbered('0', 3), None);
        assert_eq!(numbered('x', 3), None);
    }
}
