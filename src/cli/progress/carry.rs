//! `docent progress merge`, `sync`, `export`: progress that goes from machine to machine.

use super::args::{Export, Merge, Sync};
use super::{cannot_write, entries_of, no_journal, shown};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::library::count;
use crate::cli::output::Output;
use crate::cli::screen::printable;
use crate::cli::whole_file::{Over, may_write};
use crate::cli::words::moment;
use crate::memory::Moment;
use crate::progress::{
    self, Ahead, Brought, Heading, Journal, Partly, Purpose, bring, write_archive, write_lines,
};
use std::io::{self, Write as _};
use std::path::Path;

/// Brings the entries of other journals in: all files or, where one cannot be read, none.
pub fn merge(
    args: &Merge,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let mut journal = context.open_journal()?;
    let now = context.now();
    let mut ahead = Ahead::default();
    let merged = context.spinner("merging", || {
        journal.merge(|merging| {
            let mut read = Vec::new();
            for file in &args.files {
                let brought = bring(file, |entry| merging.add_noting(entry, &mut ahead, now))?;
                if brought.is_hand_in() {
                    return Err(CommandError::new(format!("`{}` is a hand-in", shown(file)))
                        .hint("`docent class` reads hand-ins; nothing was merged"));
                }
                read.push(brought);
            }
            Ok::<_, CommandError>(read)
        })
    });
    let (merged, read) = merged?;
    for (file, brought) in args.files.iter().zip(&read) {
        if !brought.is_sound() {
            Context::note(&printable(&format!(
                "{} is damaged: {} of it {} whole and came in",
                file.display(),
                entries_of(brought.entries()),
                if brought.entries() == 1 { "is" } else { "are" }
            )));
        }
        if let Brought::Entries(lines, _) = brought
            && lines.unknown > 0
        {
            Context::note(&printable(&format!(
                "{}: {} left out that only a newer docent knows; update, then merge again",
                file.display(),
                entries_of(lines.unknown)
            )));
        }
    }
    note_ahead(&ahead, now);
    output.line(format!("{} new, {} known already.", entries_of(merged.added), merged.known))?;
    Ok(Outcome::Done)
}

/// Takes in what other devices wrote into a folder, and adds what the folder lacks.
pub fn sync(args: &Sync, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let mut journal = context.open_journal()?;
    let now = context.now();
    let synced = context.spinner("syncing", || progress::sync(&mut journal, &args.folder, now))?;
    for Partly { file, why, entries } in &synced.partly {
        let came = if *entries == 0 { "nothing of it came in" } else { "what is whole came in" };
        Context::note(&printable(&format!("{}: {why}; {came}", file.display())));
    }
    if synced.first {
        Context::note(&printable(&format!(
            "nothing of any device was in `{}` yet: is it the folder that your devices share?",
            args.folder.display()
        )));
    }
    note_ahead(&synced.ahead, now);
    let (received, sent) = (entries_of(synced.received), entries_of(synced.sent));
    let others = count(synced.read + synced.partly.len(), "other file");
    output.line(format!("{received} received from {others}, {sent} sent."))?;
    Ok(Outcome::Done)
}

/// Says which devices date what they did after this moment: it does not come back before then.
fn note_ahead(ahead: &Ahead, now: Moment) {
    for (device, latest) in &ahead.0 {
        Context::note(&printable(&format!(
            "the device `{device}` dates what it did up to {}, and this clock says {}: is a clock \
             wrong? What was answered ahead of time does not come back before; `docent reset ITEM` \
             makes it new",
            moment(*latest),
            moment(now)
        )));
    }
}

/// Writes everything of the journal as lines.
pub fn export(
    args: &Export,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let journal = Journal::open_to_read(&context.journal())?.ok_or_else(no_journal)?;
    let heading = Heading::new(Purpose::Export, journal.device(), context.now().millis());
    let Some(path) = &args.output else {
        let mut stdout = io::BufWriter::new(io::stdout());
        write_lines(&journal, &mut stdout, &heading)?;
        stdout.flush()?;
        return Ok(Outcome::Done);
    };
    may_write(path, Over::forced(args.force), &context.kept(&[] as &[&Path]))?;
    let written = context.spinner("exporting", || write_archive(&journal, path, &heading));
    let entries = written.map_err(|error| cannot_write(path, error))?;
    output.line(format!("{}: {}.", shown(path), entries_of(entries)))?;
    Ok(Outcome::Done)
}
