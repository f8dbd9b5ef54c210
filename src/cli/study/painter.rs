//! Lines on the terminal that can be painted over.

use super::guard::{TerminalGuard, key_pressed};
use super::keys::Keys;
use super::left_over::is_left_over;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::screen::{Screen, broken};
use crate::system::stop;
use console::{Key, Term, measure_text_width, truncate_str};
use std::cell::Cell;

/// What stops a program: Ctrl-Z.
const STOP: Key = Key::Char('\u{1a}');

/// Lines at the foot of the terminal that are replaced when they change.
#[derive(Debug)]
pub struct Painter {
    term: Term,
    screen: Screen,
    /// How wide each painted line is.
    painted: Vec<usize>,
    /// The lines that stay of what is being asked.
    kept: Vec<String>,
    /// What was read of the keys.
    keys: Keys,
    /// Whether the next key is the first behind one that began the session.
    behind_key: Cell<bool>,
}

impl Painter {
    /// Returns a painter on stderr, where prompts belong.
    pub fn new(screen: Screen) -> Self {
        let (term, keys) = (Term::stderr(), Keys::default());
        let (painted, kept) = (Vec::new(), Vec::new());
        Self { term, screen, painted, kept, keys, behind_key: Cell::new(false) }
    }

    /// Returns the painter of a session, which a key began or not: an Enter that was typed behind it
    /// answers nothing.
    pub fn behind_key(self, behind_key: bool) -> Self {
        Self { behind_key: Cell::new(behind_key), ..self }
    }

    /// Returns the columns there are now: the terminal may have been resized.
    pub fn columns(&mut self) -> usize {
        self.screen = self.screen.measured_again();
        self.screen.columns
    }

    /// Returns the text as lines that fit, the first after this head, the others as far in.
    pub fn wrap(&mut self, text: &str, head: &str) -> Vec<String> {
        let indent = " ".repeat(measure_text_width(head));
        let options = textwrap::Options::new(self.columns().saturating_sub(1))
            .initial_indent(head)
            .subsequent_indent(&indent);
        textwrap::wrap(text, options).into_iter().map(Into::into).collect()
    }

    /// Waits for a key; there is none when the terminal is gone. One without a meaning comes when what
    /// is painted is to be painted again: the terminal has another width, or the program was stopped
    /// and goes on.
    pub fn read_key(&mut self) -> Result<Option<Key>, CommandError> {
        let key = match self.first_key() {
            Ok(key) => key,
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if key != STOP {
            return Ok(Some(key));
        }
        self.clear()?;
        TerminalGuard::lend(stop);
        let kept = std::mem::take(&mut self.kept);
        self.keep(&kept)?;
        Ok(Some(Key::Unknown))
    }

    fn first_key(&self) -> std::io::Result<Key> {
        if !self.behind_key.take() {
            return self.next_key();
        }
        let shown = Context::stopwatch();
        let key = self.next_key()?;
        let left_over = is_left_over(&key, shown, Context::stopwatch());
        if left_over { self.next_key() } else { Ok(key) }
    }

    fn next_key(&self) -> std::io::Result<Key> {
        while !key_pressed() {
            if self.screen.measured_again().columns != self.screen.columns {
                return Ok(Key::Unknown);
            }
        }
        self.keys.next(|| self.term.read_key_raw())
    }

    /// Returns the terminal.
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// Replaces what was painted by these lines, each cut to the width of the screen.
    pub fn paint(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.clear()?;
        let columns = self.columns();
        for line in lines {
            let fitting = fit(line, columns);
            self.painted.push(measure_text_width(&fitting));
            self.term.write_line(&fitting)?;
        }
        Ok(())
    }

    /// Takes away what was painted, also where a terminal that became narrower broke its lines.
    pub fn clear(&mut self) -> Result<(), CommandError> {
        let columns = self.columns();
        let rows = self.painted.iter().map(|width| width.div_ceil(columns).max(1)).sum();
        self.term.clear_last_lines(rows)?;
        self.painted.clear();
        Ok(())
    }

    /// Begins to ask something else: what was kept of it so far belongs to what was asked before.
    pub fn ask_anew(&mut self) {
        self.kept.clear();
    }

    /// Writes lines that stay.
    pub fn keep(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.clear()?;
        self.kept.extend_from_slice(lines);
        let columns = self.columns();
        for line in lines {
            self.term.write_line(&broken(line, Some(columns)))?;
        }
        Ok(())
    }
}

fn fit(line: &str, columns: usize) -> String {
    if measure_text_width(line) < columns {
        line.to_owned()
    } else {
        truncate_str(line, columns - 1, "…").into_owned()
    }
}
