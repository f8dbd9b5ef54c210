//! `docent progress verify`: is anything damaged or lost?

use super::args::Verify;
use super::{entries_of, no_folder, no_journal, shown};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::library::count;
use crate::cli::output::Output;
use crate::cli::screen::{printable, style};
use crate::progress::{
    Brought, EntryFile, JournalError, Places, Seal, Verification, backups, inspect, verify,
};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What a file was found to be, as it is shown.
#[derive(Debug, Serialize)]
struct Finding {
    file: PathBuf,
    /// What it is: journal, backup, export, …
    kind: &'static str,
    sound: bool,
    /// How many whole entries it has.
    entries: u64,
    /// Whether every byte is covered by a sum.
    every_byte: bool,
    /// What is wrong, a line each.
    faults: Vec<String>,
    /// What was checked, for a person.
    #[serde(skip)]
    checked: Vec<String>,
}

/// What the folder of backups is, where it cannot be read.
const BACKUPS: &str = "backups";

/// Checks files, or the journal and its backups.
pub fn run(args: &Verify, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let findings = context.spinner("checking", || {
        if args.files.is_empty() { own(context) } else { named(&args.files) }
    })?;
    let sound = findings.iter().all(|finding| finding.sound);
    if args.json {
        output.json(&findings)?;
    } else {
        show(&findings, args.files.is_empty(), output)?;
    }
    Ok(if sound { Outcome::Done } else { Outcome::No })
}

fn named(files: &[PathBuf]) -> Result<Vec<Finding>, CommandError> {
    let several = files.len() > 1;
    let of = |file: &PathBuf| match inspect(file) {
        Ok(found) => Ok(of_brought(file, &found)),
        // Of several files each is told.
        Err(error) if several => Ok(unreadable(file, "file", CommandError::from(error).whole())),
        Err(error) => Err(error.into()),
    };
    files.iter().map(of).collect()
}

fn own(context: &Context) -> Result<Vec<Finding>, CommandError> {
    let Places { journal, backups: folder } = context.places();
    let found = match verify(&journal) {
        Ok(None) => return Err(no_journal()),
        Ok(Some(found)) => of_journal(&journal, &found),
        Err(error @ (JournalError::Damaged { .. } | JournalError::Gone { .. })) => {
            unreadable(&journal, "journal", error.to_string())
        }
        Err(error) => return Err(error.into()),
    };
    let mut findings = vec![found];
    let kept = backups(&folder).unwrap_or_else(|error| {
        // What keeps the backups from being read is no reason not to look at the journal.
        let why = format!("the backups cannot be read: {error}");
        findings.push(unreadable(&folder, BACKUPS, why));
        Vec::new()
    });
    findings.extend(kept.iter().map(|backup| match inspect(&backup.path) {
        Ok(found) => of_brought(&backup.path, &found),
        Err(error) => unreadable(&backup.path, "backup", CommandError::from(error).whole()),
    }));
    Ok(findings)
}

fn unreadable(file: &Path, kind: &'static str, why: String) -> Finding {
    let file = file.to_owned();
    let (faults, checked) = (vec![why], Vec::new());
    Finding { file, kind, sound: false, entries: 0, every_byte: false, faults, checked }
}

fn of_brought(file: &Path, brought: &Brought) -> Finding {
    match brought {
        Brought::Journal(found) => of_journal(file, found),
        Brought::Salvaged { why, entries } => {
            let entries = *entries;
            Finding { entries, ..unreadable(file, "journal", why.clone()) }
        }
        Brought::Entries(lines, sum) => of_lines(file, lines, *sum),
    }
}

fn of_journal(file: &Path, found: &Verification) -> Finding {
    let mut faults: Vec<String> = found.file.iter().map(|says| format!("SQLite: {says}")).collect();
    faults.extend(found.broken.iter().map(|what| format!("{what} is damaged")));
    let untold = found.broken_entries - u64::try_from(found.broken.len()).unwrap_or_default();
    if untold > 0 {
        faults.push(format!("{untold} more entries are damaged"));
    }
    faults.extend(found.gone.and_then(miscounted));
    let states = found.states.iter().take(5);
    faults.extend(states.map(|item| format!("the state of `{item}` is not what a replay gives")));
    if found.states.len() > 5 {
        faults.push(format!("and the states of {} more items", found.states.len() - 5));
    }
    if found.seal == Seal::Broken {
        faults.push("a byte has changed since the journal was closed".to_owned());
    }
    if found.seal == Seal::Older {
        faults.push("an older copy lies in its place: it was closed after this".to_owned());
    }
    let items = count(usize::try_from(found.items).unwrap_or(usize::MAX), "item");
    let checked = vec![
        format!("{}, each with its checksum", entries_of(found.entries)),
        format!("the states of {items}, as a replay gives them"),
        match found.seal {
            Seal::Whole => "every byte as it was when the journal was closed".to_owned(),
            Seal::Garbled => {
                "its seal, `journal.seal`, is damaged; the next session that is closed makes it anew"
                    .to_owned()
            }
            _ => "without a seal: it is in use, large, or was not closed".to_owned(),
        },
    ];
    let (entries, every_byte) = (found.entries, found.seal == Seal::Whole);
    let (file, sound) = (file.to_owned(), found.is_sound());
    Finding { file, kind: "journal", sound, entries, every_byte, faults, checked }
}

/// Returns what is wrong with the number of entries, if it is not the number that was stored.
fn miscounted(gone: i64) -> Option<String> {
    match gone {
        0 => None,
        1.. => Some(format!("{gone} of the entries that were stored are gone")),
        more => Some(format!("{} entries are there uncounted", -more)),
    }
}

fn of_lines(file: &Path, lines: &EntryFile, sum: Option<bool>) -> Finding {
    let mut faults: Vec<String> = lines
        .faults
        .iter()
        .take(5)
        .map(|fault| format!("line {}: {}", fault.line, fault.why))
        .collect();
    if lines.faulty > 5 {
        faults.push(format!("and {} more lines", lines.faulty - 5));
    }
    if lines.faulty == 0 && !lines.whole {
        faults.push("it is torn: its last line is missing".to_owned());
    }
    if sum == Some(false) {
        faults.push("a byte has changed since it was written".to_owned());
    }
    let mut checked = vec![format!("{}, each with its sum", entries_of(lines.entries))];
    if lines.unknown > 0 {
        checked.push(format!("{} more that only a newer docent knows", lines.unknown));
    }
    let purpose = lines.heading.docent;
    Finding {
        file: file.to_owned(),
        kind: purpose.name(),
        sound: lines.is_sound() && sum != Some(false),
        entries: lines.entries,
        every_byte: purpose.has_end(),
        faults,
        checked,
    }
}

fn show(findings: &[Finding], own: bool, output: &mut Output) -> Result<(), CommandError> {
    let (journals, backups): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| !own || finding.kind == "journal");
    for finding in journals.iter().chain(backups.iter().filter(|finding| !finding.sound)) {
        show_one(finding, output)?;
    }
    let sound = backups.iter().filter(|finding| finding.sound).count();
    if own && sound > 0 {
        output.line(format!("{}: {}", count(sound, "backup"), style::right().apply_to("sound")))?;
    }
    if own && backups.is_empty() {
        output.line("There is no backup yet; one is made each day you study.")?;
    }
    if own {
        output.finish()?;
        hint(&journals, &backups);
    }
    Ok(())
}

/// Says what to do about what is damaged of one's own.
fn hint(journals: &[&Finding], backups: &[&Finding]) {
    if journals.iter().any(|finding| !finding.sound) {
        Context::message(
            "hint: `docent progress repair` saves every whole entry and keeps the damaged file; \
             `docent progress restore` lists the backups",
        );
    }
    if let Some(folder) = backups.iter().find(|finding| finding.kind == BACKUPS) {
        Context::message(&format!("hint: {}", no_folder(&folder.file)));
    }
}

fn show_one(finding: &Finding, output: &mut Output) -> Result<(), CommandError> {
    let verdict = if finding.sound {
        style::right().apply_to("sound")
    } else {
        style::wrong().apply_to("damaged")
    };
    output.line(format!("{} ({}): {verdict}", shown(&finding.file), finding.kind))?;
    let lines = if finding.sound { &finding.checked } else { &finding.faults };
    for line in lines {
        output.line(format!("  {}", printable(line)))?;
    }
    if !finding.sound && finding.entries > 0 {
        output.line(format!("  {} entries are whole", finding.entries))?;
    }
    Ok(())
}
