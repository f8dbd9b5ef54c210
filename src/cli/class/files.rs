//! The hand-ins that were named, read within bounds; what is no hand-in, or damaged, is told.

use crate::cli::error::CommandError;
use crate::cli::library::count;
use crate::exchange::{HandIn, read_hand_in};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: some hundred thousand answers.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The largest that all files together may be, in bytes.
const LARGEST_TOGETHER: u64 = 1024 * 1024 * 1024;
/// How many files are read at most.
const MOST: usize = 2000;

/// A hand-in and its file.
pub struct Arrived {
    pub path: PathBuf,
    pub hand_in: HandIn,
}

/// Reads every hand-in that was named.
///
/// # Errors
/// When none of the files is one.
pub fn read_all(named: &[PathBuf], notes: &mut Vec<String>) -> Result<Vec<Arrived>, CommandError> {
    let paths = paths(named)?;
    let mut arrived = Vec::new();
    let mut last = None;
    for path in paths {
        match read(&path) {
            Ok(hand_in) => {
                notes.extend(damage(&path, &hand_in));
                arrived.push(Arrived { path, hand_in });
            }
            Err(why) => {
                let said = format!("`{}` is left out: {why}", path.display());
                notes.push(said.clone());
                last = Some(said);
            }
        }
    }
    match (arrived.is_empty(), last) {
        (true, Some(said)) if named.len() == 1 => Err(no_hand_in(said)),
        (true, _) => {
            Err(no_hand_in(format!("none of {} is a hand-in", count(named.len(), "file"))))
        }
        _ => Ok(arrived),
    }
}

fn no_hand_in(said: String) -> CommandError {
    CommandError::new(said).hint("a learner makes one with `docent hand-in -o FILE`")
}

/// Returns the files that were named, each once by whatever paths, those of folders in order of their
/// names.
///
/// # Errors
/// When a folder cannot be read or holds none, or they are too many or too large.
pub fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    let mut paths = Vec::new();
    for path in named {
        let cannot = |error: std::io::Error| {
            CommandError::new(format!("cannot read `{}`: {error}", path.display()))
        };
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        let mut within = Vec::new();
        for entry in fs::read_dir(path).map_err(cannot)? {
            let path = entry.map_err(cannot)?.path();
            if path.extension().is_some_and(|ending| ending == "jsonl") && path.is_file() {
                within.push(path);
            }
        }
        if within.is_empty() {
            let message = format!("there is no hand-in (`*.jsonl`) in `{}`", path.display());
            return Err(no_hand_in(message));
        }
        within.sort();
        paths.extend(within);
    }
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |about| about.len().min(LARGEST));
    if paths.iter().map(size).sum::<u64>() > LARGEST_TOGETHER {
        return Err(CommandError::new("these files are larger than 1 GB together")
            .hint("report on part of the class at a time"));
    }
    if paths.len() > MOST {
        return Err(CommandError::new(format!("these are {} files", paths.len()))
            .hint(format!("name {MOST} at most")));
    }
    Ok(paths)
}

fn read(path: &Path) -> Result<HandIn, String> {
    let about = fs::metadata(path).map_err(|error| error.to_string())?;
    if !about.is_file() {
        return Err("it is no file".into());
    }
    if about.len() > LARGEST {
        return Err(format!("it is larger than {} MB", LARGEST / 1024 / 1024));
    }
    let file = File::open(path).map_err(|error| error.to_string())?;
    // A file that grows while it is read is cut at the bound too.
    read_hand_in(BufReader::new(file.take(LARGEST))).map_err(|error| {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
        format!("{error}{}", cause.unwrap_or_default())
    })
}

/// Says what of a hand-in cannot be read.
fn damage(path: &Path, hand_in: &HandIn) -> Option<String> {
    if hand_in.faulty == 0 && hand_in.whole {
        return None;
    }
    let whole = count(hand_in.events.len(), "whole line");
    let first = hand_in.fault.as_ref().map(|fault| format!("; line {}: {}", fault.line, fault.why));
    let end = if hand_in.whole { "" } else { ", and its end is missing or was changed" };
    Some(format!(
        "`{}` is damaged: {} cannot be read{end}{}. {whole} of {} counted; ask for it again",
        path.display(),
        count(usize::try_from(hand_in.faulty).unwrap_or(usize::MAX), "line"),
        first.unwrap_or_default(),
        hand_in.name
    ))
}
