//! Errors as people read them, and the exit code each outcome has.

use super::screen::{Screen, broken, tamed};
use crate::deck::DeckFileError;
use crate::document::ReadError;
use crate::progress::JournalError;
use console::Style;
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How a command ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// It ran, and the answer is no.
    No,
    /// The learner interrupted it; progress is saved.
    Interrupted,
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub struct CommandError {
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
    /// The reader of our output has gone, which is no fault.
    closed_pipe: bool,
}

impl CommandError {
    /// Returns an error with this message, in lower case and without a full stop.
    pub fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { message, causes: Vec::new(), hint: None, closed_pipe: false }
    }

    /// Returns the same error with what to do about it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Returns what went wrong, without causes and hint.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the error that a document could not be read.
    pub fn from_document(error: &ReadError) -> Self {
        Self::from_error(error, error.hint().as_deref())
    }

    /// Returns what went wrong and why, in one line.
    pub fn whole(&self) -> String {
        let causes = self.causes.iter().map(|cause| format!(": {cause}"));
        self.message.clone() + &causes.collect::<String>()
    }

    pub(super) fn from_error(error: &dyn Error, hint: Option<&str>) -> Self {
        let mut causes = Vec::new();
        let mut source = error.source();
        while let Some(cause) = source {
            causes.push(cause.to_string());
            source = cause.source();
        }
        let hint = hint.map(str::to_owned);
        Self { message: error.to_string(), causes, hint, closed_pipe: false }
    }
}

impl From<DeckFileError> for CommandError {
    fn from(error: DeckFileError) -> Self {
        Self::from_error(&error, error.hint())
    }
}

impl From<JournalError> for CommandError {
    fn from(error: JournalError) -> Self {
        Self::from_error(&error, error.hint())
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        let closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { closed_pipe, ..Self::new(format!("cannot write the output: {error}")) }
    }
}

/// Returns the exit code of an outcome, having said what went wrong.
pub fn exit(outcome: Result<Outcome, CommandError>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(error) if error.closed_pipe => ExitCode::SUCCESS,
        Err(error) => {
            error.say();
            ExitCode::from(2)
        }
    }
}

impl CommandError {
    /// Writes the error to stderr as people read it.
    pub fn say(&self) {
        say(self);
    }
}

fn say(error: &CommandError) {
    let colour = Screen::stderr_has_colour();
    let heading = |text: &str, style: Style| style.force_styling(colour).apply_to(text.to_owned());
    let head = format!("{}: {}", heading("error", Style::new().red().bold()), error.message);
    let mut lines = vec![head];
    lines.extend(error.causes.iter().map(|cause| format!("  because: {cause}")));
    let hint = |hint| format!("{}: {hint}", heading("hint", Style::new().cyan().bold()));
    lines.extend(error.hint.as_ref().map(hint));
    let columns = Screen::stderr_columns();
    let text: String = lines.iter().map(|line| format!("{}\n", broken(line, columns))).collect();
    // Where the errors cannot be written there is nobody to tell.
    let _ = io::stderr().write_all(tamed(&text).as_bytes());
}

/// Prints what clap says of a wrong command line, or the help that was asked for.
pub fn report_usage(usage: &clap::Error) -> ExitCode {
    let printed = usage.print();
    let asked_for = !usage.use_stderr();
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ if asked_for => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
