//! Where the figures come from: the journal and the decks, each read once.

use super::args::Stats;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::Library;
use crate::memory::StudyDay;
use crate::progress::Journal;
use crate::stats::{Figures, Period, Scope, figures};
use crate::study::{edits, effective, follow_names, last_met};

/// Returns the figures of the library's decks.
pub fn gather<'d>(
    library: &'d Library,
    args: &'d Stats,
    context: &Context,
) -> Result<Figures<'d>, CommandError> {
    let now = context.now();
    let period = period(args, now.study_day())?;
    let journal = Journal::open_to_read(&context.journal())?;
    let events = journal.as_ref().map(Journal::events).transpose()?.unwrap_or_default();
    let model = Journal::model_of(journal.as_ref());
    let history = effective(&events, &model);
    let met = last_met(&events);
    let edits: Vec<_> = library.decks().into_iter().flat_map(|deck| edits(deck, &met)).collect();
    let mut standings = history.standings.clone();
    follow_names(&mut standings, &edits);
    let scope = Scope::new(library.decks(), args.tag.as_deref(), &edits);
    if let (Some(tag), true) = (&args.tag, scope.items().is_empty()) {
        return Err(CommandError::new(format!("no card has the tag `{tag}`"))
            .hint("`docent cards --json` shows the tags of each card"));
    }
    Ok(figures(&scope, &history, &standings, &model, period, now))
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
