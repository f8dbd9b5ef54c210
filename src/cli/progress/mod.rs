//! `docent progress`: looking after the journal.

pub mod args;
mod carry;
mod keep;
mod verify;

use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::screen::printable;
use crate::progress::{BringError, JournalError, Places, ReplaceError, SyncError};
use args::{Progress, ProgressAct};
use std::path::Path;

/// Does what was asked with the journal.
pub fn run(
    args: &Progress,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    match &args.act {
        ProgressAct::Verify(args) => verify::run(args, context, output),
        ProgressAct::Backup(args) => keep::backup(args, context, output),
        ProgressAct::Restore(args) => keep::restore(args, context, output),
        ProgressAct::Repair => keep::repair(context, output),
        ProgressAct::Merge(args) => carry::merge(args, context, output),
        ProgressAct::Sync(args) => carry::sync(args, context, output),
        ProgressAct::Export(args) => carry::export(args, context, output),
    }
}

/// Makes the backup of the day. That it could not be made is told, and no reason to fail.
pub fn back_up_daily(context: &Context) {
    let Places { journal, backups } = context.places();
    if let Err(error) = crate::progress::daily_backup(&journal, &backups, context.now()) {
        Context::note(&printable(&format!(
            "the backup of today could not be made: {error}; `docent progress verify` checks the \
             journal"
        )));
    }
}

fn no_journal() -> CommandError {
    CommandError::new("there is no journal yet").hint("it begins with your first answer")
}

/// Returns how a path is shown in a line.
fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

impl From<BringError> for CommandError {
    fn from(error: BringError) -> Self {
        Self::from_error(&error, error.hint())
    }
}

impl From<ReplaceError> for CommandError {
    fn from(error: ReplaceError) -> Self {
        Self::from_error(&error, error.hint())
    }
}

impl From<SyncError> for CommandError {
    fn from(error: SyncError) -> Self {
        Self::from_error(&error, error.hint())
    }
}

/// Refuses a file that is there already, unless it may be replaced, and a folder.
fn free(path: &Path, force: bool) -> Result<(), CommandError> {
    let shown = shown(path);
    if path.is_dir() {
        return Err(CommandError::new(format!("`{shown}` is a folder")).hint("name a file in it"));
    }
    if path.exists() && !force {
        return Err(CommandError::new(format!("`{shown}` is there already"))
            .hint("name another file, or add `--force` to replace it"));
    }
    Ok(())
}

/// Returns the error that a file of progress could not be written.
fn cannot_write(path: &Path, error: &std::io::Error) -> CommandError {
    let of_journal = error.get_ref().and_then(|inner| inner.downcast_ref::<JournalError>());
    let hint = of_journal.and_then(JournalError::hint);
    let failed = CommandError::new(format!("cannot write `{}`: {error}", shown(path)));
    match hint {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}
