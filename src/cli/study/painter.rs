//! Lines on the terminal that can be painted over.

use crate::cli::error::CommandError;
use console::{Term, measure_text_width, truncate_str};

/// Lines at the foot of the terminal that are replaced when they change.
#[derive(Debug)]
pub struct Painter {
    term: Term,
    columns: usize,
    painted: usize,
}

impl Painter {
    /// Returns a painter on stderr, where prompts belong.
    pub fn new(columns: usize) -> Self {
        Self { term: Term::stderr(), columns, painted: 0 }
    }

    /// Returns the text as lines that fit, the first after this head, the others as far in.
    pub fn wrap(&self, text: &str, head: &str) -> Vec<String> {
        let indent = " ".repeat(measure_text_width(head));
        let options = textwrap::Options::new(self.columns.saturating_sub(1))
            .initial_indent(head)
            .subsequent_indent(&indent);
        textwrap::wrap(text, options).into_iter().map(Into::into).collect()
    }

    /// Returns the terminal.
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// Replaces what was painted by these lines, each cut to the width of the screen.
    pub fn paint(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.clear()?;
        for line in lines {
            self.term.write_line(&self.fit(line))?;
        }
        self.painted = lines.len();
        Ok(())
    }

    /// Takes away what was painted.
    pub fn clear(&mut self) -> Result<(), CommandError> {
        self.term.clear_last_lines(self.painted)?;
        self.painted = 0;
        Ok(())
    }

    /// Writes lines that stay.
    pub fn keep(&mut self, lines: &[String]) -> Result<(), CommandError> {
        self.clear()?;
        for line in lines {
            self.term.write_line(line)?;
        }
        Ok(())
    }

    fn fit(&self, line: &str) -> String {
        if measure_text_width(line) < self.columns {
            line.to_owned()
        } else {
            truncate_str(line, self.columns - 1, "…").into_owned()
        }
    }
}
