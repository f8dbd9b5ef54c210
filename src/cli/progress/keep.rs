//! `docent progress backup`, `restore`, `repair`: keeping progress, and going back to what was kept.

use super::args::{Backup, Restore};
use super::way_back::way_back;
use super::{cannot_back_up, cannot_write, entries_of, no_folder, no_journal, shown};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::Output;
use crate::cli::study::guard::interruptible;
use crate::cli::whole_file::{Over, may_write};
use crate::progress::{
    self, Heading, Journal, Places, Purpose, Repaired, backup_now, backups, write_archive,
};
use dialoguer::Confirm;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Makes a backup now.
pub fn backup(
    args: &Backup,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let places = context.places();
    let journal = Journal::open_to_read(&places.journal)?.ok_or_else(no_journal)?;
    let now = context.now();
    let made = context.spinner("backing up", || match &args.output {
        None => backup_now(&journal, &places.backups, now)
            .map_err(|error| cannot_back_up(&places.backups, error)),
        Some(path) => {
            may_write(path, Over::forced(args.force), &context.kept(&[] as &[&Path]))?;
            let heading = Heading::new(Purpose::Backup, journal.device(), now.millis());
            let entries = write_archive(&journal, path, &heading)
                .map_err(|error| cannot_write(path, error))?;
            Ok((path.clone(), entries))
        }
    });
    let (path, entries) = made?;
    output.line(format!("{}: {}.", shown(&path), entries_of(entries)))?;
    Ok(Outcome::Done)
}

/// A backup as it is listed.
#[derive(Debug, Serialize)]
struct Listed {
    name: String,
    file: PathBuf,
    bytes: u64,
}

/// Lists the backups, or goes back to one.
pub fn restore(
    args: &Restore,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let places = context.places();
    let Some(wanted) = &args.backup else { return list(&places, args.json, output) };
    let from = find(wanted, &places)?;
    if !args.yes {
        let outcome = match confirmed(&from, context)? {
            Some(true) => None,
            Some(false) => Some(Outcome::No),
            None => Some(Outcome::Interrupted),
        };
        if let Some(outcome) = outcome {
            output.line("Nothing was changed.")?;
            return Ok(outcome);
        }
    }
    let replaced =
        context.spinner("restoring", || progress::restore(&places, &from, context.now()))?;
    output.line(format!("Restored {} from {}.", entries_of(replaced.entries), shown(&from)))?;
    if let Some(kept) = replaced.kept {
        output.line(format!("What was there is kept in {}.", shown(&kept)))?;
    }
    Ok(Outcome::Done)
}

fn list(places: &Places, json: bool, output: &mut Output) -> Result<Outcome, CommandError> {
    let listed: Vec<Listed> = backups(&places.backups)
        .map_err(|error| {
            CommandError::new(format!("cannot read the backups: {error}"))
                .hint(no_folder(&places.backups))
        })?
        .into_iter()
        .map(|backup| Listed { name: backup.name, file: backup.path, bytes: backup.bytes })
        .collect();
    if json {
        output.json(&listed)?;
        return Ok(Outcome::Done);
    }
    if listed.is_empty() {
        output.line("There is no backup yet; one is made each day you study.")?;
        return Ok(Outcome::Done);
    }
    output.line(format!("Backups in {}:", shown(&places.backups)))?;
    for backup in &listed {
        output.line(format!("  {:<20} {:>9}", backup.name, size(backup.bytes)))?;
    }
    output.line("`docent progress restore NAME` goes back to one.")?;
    Ok(Outcome::Done)
}

/// Returns a size as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Finds a backup by its name in the list, or by its path.
fn find(wanted: &Path, places: &Places) -> Result<PathBuf, CommandError> {
    let all = backups(&places.backups).unwrap_or_default();
    let is_wanted = |backup: &progress::Backup| {
        let file = backup.path.file_name().map(Path::new);
        Path::new(&backup.name) == wanted || file == Some(wanted)
    };
    let named = all.into_iter().find(is_wanted);
    match named {
        Some(backup) => Ok(backup.path),
        None if wanted.exists() => Ok(wanted.to_owned()),
        None => Err(CommandError::new(format!("there is no backup `{}`", shown(wanted)))
            .hint("`docent progress restore` lists them")),
    }
}

/// Asks whether to go back to a backup; none when asking was interrupted.
fn confirmed(from: &Path, context: &Context) -> Result<Option<bool>, CommandError> {
    if !context.interactive {
        return Err(CommandError::new("this is not a terminal, so nobody can be asked")
            .hint("add `--yes` to restore without being asked"));
    }
    let prompt = format!("Put {} in the place of your progress now?", shown(from));
    let ask = || Confirm::new().with_prompt(prompt).default(false).interact_opt();
    Ok(interruptible(ask)?.map(|answer| answer == Some(true)))
}

/// Makes a sound journal of what is whole.
pub fn repair(context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let places = context.places();
    let repaired = context.spinner("repairing", || progress::repair(&places, context.now()))?;
    let Some(repaired) = repaired else {
        Journal::open_to_read(&places.journal)?.ok_or_else(no_journal)?;
        output.line("The journal is sound; nothing was changed.")?;
        return Ok(Outcome::Done);
    };
    output.line(format!("{} saved.", entries_of(repaired.saved)))?;
    if let Some(backup) = repaired.backup.as_ref().filter(|_| repaired.from_backup > 0) {
        let more = entries_of(repaired.from_backup);
        output.line(format!("{more} more taken from the backup {}.", shown(backup)))?;
    }
    output.line(lost(&repaired))?;
    if !is_whole(&repaired)
        && let Some(way) = way_back(&places, &repaired)
    {
        output.line(way)?;
    }
    if let Some(kept) = &repaired.kept {
        output.line(format!("The damaged files are kept in {}.", shown(kept)))?;
    }
    Ok(Outcome::Done)
}

/// Returns whether a repair is known to have lost nothing.
fn is_whole(repaired: &Repaired) -> bool {
    repaired.had.is_some_and(|had| had <= repaired.saved + repaired.from_backup)
}

fn lost(repaired: &Repaired) -> String {
    let has = repaired.saved + repaired.from_backup;
    match repaired.had {
        None => "How many it had can no longer be told.".to_owned(),
        Some(_) if is_whole(repaired) => "Nothing was lost.".to_owned(),
        Some(had) => format!("Lost: {} of the {had} that were stored.", entries_of(had - has)),
    }
}
