//! What goes to stdout: data, and nothing else.

use super::error::CommandError;
use super::screen::{Screen, broken, misleads, tamed};
use serde::Serialize;
use std::io::{self, BufWriter, Stdout, Write};

/// Stdout, buffered.
#[derive(Debug)]
pub struct Output {
    out: BufWriter<Stdout>,
    /// How wide the terminal is, where it goes to one.
    columns: Option<usize>,
}

impl Output {
    /// Returns the program's stdout.
    pub fn stdout() -> Self {
        Self { out: BufWriter::new(io::stdout()), columns: Screen::stdout_columns() }
    }

    /// Writes a line, in which a terminal obeys nothing but docent's own styles and which it does not
    /// break inside a word.
    pub fn line(&mut self, line: impl AsRef<str>) -> Result<(), CommandError> {
        Ok(writeln!(self.out, "{}", broken(&tamed(line.as_ref()), self.columns))?)
    }

    /// Writes a value as indented JSON.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        Ok(writeln!(self.out, "{}", escaped(&text))?)
    }

    /// Writes a value as one line of JSON and lets the reader have it at once.
    pub fn json_line(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        writeln!(self.out, "{}", escaped(&text))?;
        self.finish()
    }

    /// Lets the reader have everything written so far.
    pub fn finish(&mut self) -> Result<(), CommandError> {
        Ok(self.out.flush()?)
    }
}

/// Returns JSON with the characters escaped that a terminal would obey: the data are the same, and
/// looking at them does no harm.
fn escaped(json: &str) -> String {
    let escape = |c: char| {
        if c != '\n' && misleads(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
    };
    if json.chars().any(|c| c != '\n' && misleads(c)) {
        json.chars().map(escape).collect()
    } else {
        json.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_data_and_harmless_to_look_at() {
        let data = serde_json::json!({"text": "a\u{202e}b\u{7f}\nc"});
        let written = escaped(&data.to_string());
        assert!(!written.contains(misleads), "{written}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON"), data);
    }
}
