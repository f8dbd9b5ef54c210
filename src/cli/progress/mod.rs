//! `docent progress`: looking after the journal.

pub mod args;
mod carry;
mod keep;
mod verify;
mod way_back;

use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::count;
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

/// Returns a number of entries as people say it.
fn entries_of(entries: u64) -> String {
    count(usize::try_from(entries).unwrap_or(usize::MAX), "entry")
}

/// Returns the error that a file of progress could not be written, or the journal not be read for it.
fn cannot_write(path: &Path, error: std::io::Error) -> CommandError {
    match error.downcast::<JournalError>() {
        Ok(of_journal) => of_journal.into(),
        Err(error) => CommandError::new(format!("cannot write `{}`: {error}", shown(path))),
    }
}

/// Returns the error that no backup could be made in this folder.
fn cannot_back_up(folder: &Path, error: std::io::Error) -> CommandError {
    let failed = cannot_write(folder, error);
    let in_its_place = folder.exists() && !folder.is_dir();
    if in_its_place { failed.hint(no_folder(folder)) } else { failed }
}

/// Returns what to do where something else is than the folder of backups.
fn no_folder(folder: &Path) -> String {
    let folder = shown(folder);
    format!(
        "backups are kept in the folder `{folder}`; see that it is one, and that you may read it"
    )
}
