//! What goes to stdout: data, and nothing else.

use super::error::CommandError;
use serde::Serialize;
use std::io::{self, BufWriter, Stdout, Write};

/// Stdout, buffered.
#[derive(Debug)]
pub struct Output(BufWriter<Stdout>);

impl Output {
    /// Returns the program's stdout.
    pub fn stdout() -> Self {
        Self(BufWriter::new(io::stdout()))
    }

    /// Writes a line.
    pub fn line(&mut self, line: impl AsRef<str>) -> Result<(), CommandError> {
        Ok(writeln!(self.0, "{}", line.as_ref())?)
    }

    /// Writes a value as indented JSON.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        self.line(text)
    }

    /// Writes a value as one line of JSON and lets the reader have it at once.
    pub fn json_line(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        self.line(text)?;
        self.finish()
    }

    /// Lets the reader have everything written so far.
    pub fn finish(&mut self) -> Result<(), CommandError> {
        Ok(self.0.flush()?)
    }
}
