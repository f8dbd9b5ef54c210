//! Lines on the terminal that can be painted over.

use super::guard::{TerminalGuard, key_pressed, key_pressed_within};
use super::keys::Keys;
use super::left_over::{Behind, MOMENT, behind};
use super::list_window::window;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::screen::{Screen, broken};
use crate::system::stop;
use console::{Key, Style, Term, measure_text_width, truncate_str};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Range;

/// What stops a program: Ctrl-Z.
const STOP: Key = Key::Char('\u{1a}');

/// Lines at the foot of the terminal that are replaced when they change.
#[derive(Debug)]
pub struct Painter {
    term: Term,
    screen: Screen,
    /// How wide each painted line is.
    painted: Vec<usize>,
    /// How many rows the terminal had when they were painted.
    rows: Option<usize>,
    /// What stays of what is being asked.
    kept: Vec<Kept>,
    /// How wide each line of that is as it was written.
    written: Vec<usize>,
    /// For how many columns it was written.
    written_for: usize,
    /// What was read of the keys.
    keys: Keys,
    /// Whether the next key is the first behind one that began the session.
    behind_key: Cell<bool>,
    /// Keys that were read while it was looked whether they are left over.
    read: RefCell<VecDeque<Key>>,
}

/// What stays on the screen.
#[derive(Debug, Clone)]
enum Kept {
    /// A line as it was laid out.
    Line(String),
    /// A text that is laid out for the width there is.
    Text(String, Style),
}

impl Painter {
    /// Returns a painter on stderr, where prompts belong.
    pub fn new(screen: Screen) -> Self {
        Self {
            term: Term::stderr(),
            screen,
            painted: Vec::new(),
            rows: Screen::stderr_rows(),
            kept: Vec::new(),
            written: Vec::new(),
            written_for: screen.columns,
            keys: Keys::default(),
            behind_key: Cell::new(false),
            read: RefCell::default(),
        }
    }

    /// Returns the painter of a session, which a key began or not: what was typed of it behind that
    /// answers nothing.
    pub fn behind_key(self, behind_key: bool) -> Self {
        Self { behind_key: Cell::new(behind_key), ..self }
    }

    /// Returns the columns there are now: the terminal may have been resized.
    pub fn columns(&mut self) -> usize {
        self.screen = self.screen.measured_again();
        self.screen.columns
    }

    /// Returns how many lines can be painted so that all of them are seen: what has scrolled away
    /// cannot be painted over. Where there is room what is kept is seen above them.
    pub fn room(&self) -> usize {
        let Some(rows) = Screen::stderr_rows() else { return usize::MAX };
        let most = rows.saturating_sub(1).max(1);
        most.saturating_sub(rows_of(&self.written, self.screen.columns)).max(most.div_ceil(2))
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
    /// is painted is to be painted again: the terminal has another size, or the program was stopped
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
        // Above it stands what the shell wrote meanwhile.
        self.written.clear();
        self.write_kept(0)?;
        Ok(Some(Key::Unknown))
    }

    /// Returns the next key that was not typed behind the one that began the session.
    fn first_key(&self) -> std::io::Result<Key> {
        if let Some(key) = self.read.borrow_mut().pop_front() {
            return Ok(key);
        }
        if !self.behind_key.take() {
            return self.next_key();
        }
        let shown = Context::stopwatch();
        let mut typed = vec![self.next_key()?];
        loop {
            let since = Context::stopwatch().duration_since(shown);
            match behind(&typed, since) {
                Behind::LeftOver => return self.next_key(),
                Behind::Begun if key_pressed_within(MOMENT.saturating_sub(since)) => {
                    typed.push(self.next_key()?);
                }
                Behind::Begun | Behind::Own => {
                    let first = typed.remove(0);
                    self.read.borrow_mut().extend(typed);
                    return Ok(first);
                }
            }
        }
    }

    fn next_key(&self) -> std::io::Result<Key> {
        while !key_pressed() {
            let other_width = self.screen.measured_again().columns != self.screen.columns;
            if other_width || Screen::stderr_rows() != self.rows {
                return Ok(Key::Unknown);
            }
        }
        self.keys.next(|| self.term.read_key_raw())
    }

    /// Returns the terminal.
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// Replaces what was painted by a list, as far as it fits with what stands at these of its lines,
    /// and by what the keys do below it, where there is room.
    pub fn paint_list(
        &mut self,
        list: &[String],
        at: Range<usize>,
        help: &[String],
    ) -> Result<(), CommandError> {
        let room = self.room();
        if list.len() + help.len() <= room {
            return self.paint(&[list, help].concat());
        }
        self.paint(&list[window(list.len(), &at, room)])
    }

    /// Replaces what was painted by these lines, each cut to the width of the screen.
    pub fn paint(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.clear()?;
        self.rows = Screen::stderr_rows();
        let columns = self.columns();
        for line in lines {
            let fitting = fit(line, columns);
            self.painted.push(measure_text_width(&fitting));
            self.term.write_line(&fitting)?;
        }
        Ok(())
    }

    /// Takes away what was painted, also where a terminal that got another width broke its lines; what
    /// stays of the question is then written for that width.
    pub fn clear(&mut self) -> Result<(), CommandError> {
        let columns = self.columns();
        let painted = rows_of(&self.painted, columns);
        self.painted.clear();
        if columns == self.written_for {
            self.term.clear_last_lines(painted)?;
            return Ok(());
        }
        self.write_kept(painted)
    }

    /// Begins to ask something else: what was kept of it so far belongs to what was asked before.
    pub fn ask_anew(&mut self) {
        self.kept.clear();
        self.written.clear();
    }

    /// Writes lines that stay.
    pub fn keep(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.keep_all(lines.iter().cloned().map(Kept::Line))
    }

    /// Writes a text that stays, in as many lines as it takes.
    pub fn keep_text(&mut self, text: &str, style: &Style) -> Result<(), CommandError> {
        self.keep_all([Kept::Text(text.to_owned(), style.clone())])
    }

    fn keep_all(&mut self, kept: impl IntoIterator<Item = Kept>) -> Result<(), CommandError> {
        self.clear()?;
        for kept in kept {
            self.write(&kept)?;
            self.kept.push(kept);
        }
        Ok(())
    }

    /// Writes what stays again, in the place of so many rows and of those that it took.
    fn write_kept(&mut self, rows: usize) -> Result<(), CommandError> {
        let columns = self.columns();
        self.term.clear_last_lines(rows + rows_of(&self.written, columns))?;
        self.written.clear();
        self.written_for = columns;
        let kept = std::mem::take(&mut self.kept);
        for kept in &kept {
            self.write(kept)?;
        }
        self.kept = kept;
        Ok(())
    }

    fn write(&mut self, kept: &Kept) -> Result<(), CommandError> {
        let lines: Vec<String> = match kept {
            Kept::Line(line) => {
                broken(line, Some(self.screen.columns)).split('\n').map(str::to_owned).collect()
            }
            Kept::Text(text, style) => {
                let lines = self.screen.wrap_lines(text, "  ");
                lines.iter().map(|line| style.apply_to(line).to_string()).collect()
            }
        };
        for line in lines {
            self.written.push(measure_text_width(&line));
            self.term.write_line(&line)?;
        }
        Ok(())
    }
}

/// Returns how many rows lines of these widths take.
fn rows_of(widths: &[usize], columns: usize) -> usize {
    widths.iter().map(|width| width.div_ceil(columns).max(1)).sum()
}

fn fit(line: &str, columns: usize) -> String {
    if measure_text_width(line) < columns {
        line.to_owned()
    } else {
        truncate_str(line, columns - 1, "…").into_owned()
    }
}
