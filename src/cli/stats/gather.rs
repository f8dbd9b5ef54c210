//! Where the figures come from: what was answered of each deck, as the agenda keeps it or as journal
//! and decks tell it anew.

use super::args::Stats;
use crate::cli::args::DeckFolder;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::no_tag;
use crate::cli::study::Shelf;
use crate::memory::{Model, StudyDay};
use crate::progress::Journal;
use crate::stats::Period;
use crate::study::DeckLog;
use std::path::PathBuf;

/// What figures are made of.
pub struct Gathered {
    /// What was answered of each deck that is wished for.
    pub logs: Vec<DeckLog>,
    /// The memory model in use.
    pub model: Model,
    /// The days that are wished for.
    pub period: Period,
    /// The files of the decks.
    pub decks: Vec<PathBuf>,
}

/// Gathers what the figures that are wished for are made of.
pub fn gather(
    args: &Stats,
    folder: &DeckFolder,
    context: &Context,
) -> Result<Gathered, CommandError> {
    let period = period(args, context.now().study_day())?;
    let journal = Journal::open_to_read(&context.journal())?;
    let open = if args.json { Shelf::open_for_program } else { Shelf::open };
    let mut shelf = open(&args.decks, folder, journal.as_ref(), context)?;
    shelf.say_notes();
    let read = || shelf.agenda.logs(journal.as_ref());
    let mut logs = context.spinner("reading what was answered", read)?;
    if let Some(tag) = &args.tag {
        logs = logs.iter().map(|log| log.with_tag(tag)).collect();
        if logs.iter().all(|log| log.cards.is_empty()) {
            return Err(no_tag(tag));
        }
    }
    let decks = shelf.paths().into_values().collect();
    Ok(Gathered { logs, model: Journal::model_of(journal.as_ref()), period, decks })
}

fn period(args: &Stats, today: StudyDay) -> Result<Period, CommandError> {
    let day = |day: super::args::Day| day.from(today);
    let period = Period { since: args.since.map(day), until: args.until.map(day) };
    let end = period.end(today);
    match period.since.filter(|since| *since > end) {
        None => Ok(period),
        Some(since) => Err(CommandError::new(format!(
            "the period ends before it begins: from {since} to {end}"
        ))
        .hint("`--since` is its first day, `--until` its last; it ends today at the latest")),
    }
}
