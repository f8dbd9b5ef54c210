//! Backups of the journal: one a day by itself, thinned to daily, weekly, monthly and yearly ones;
//! and those that were asked for, which stay.

use super::archive::{first_free, write_archive};
use super::entry_file::{Heading, Purpose};
use super::journal::Journal;
use super::seal::sealed_entries;
use crate::memory::{Moment, StudyDay};
use crate::system::make_private_folder;
use chrono::{Datelike as _, Days, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// For how many days back every daily backup stays.
const DAILY: u64 = 7;
/// For how many days back the last of each week stays.
const WEEKLY: u64 = 35;
/// For how many days back the last of each month stays; of the years before, the last of each.
const MONTHLY: u64 = 366;

const BEGINNING: &str = "journal-";
const ENDING: &str = ".jsonl.zst";

/// A backup in the folder of backups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// Its name between `journal-` and the ending: the day, and the time where it was asked for.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Backup {
    /// Returns the day of a backup that was made by itself; none for those that were asked for.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.name.parse().ok()
    }
}

/// Returns the backups of a folder, the oldest first; none where there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn backups(folder: &Path) -> io::Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry?;
        let file = entry.file_name();
        let name =
            file.to_str().and_then(|name| name.strip_prefix(BEGINNING)?.strip_suffix(ENDING));
        if let Some(name) = name {
            let (path, bytes) = (entry.path(), entry.metadata()?.len());
            backups.push(Backup { name: name.to_owned(), path, bytes });
        }
    }
    backups.sort();
    Ok(backups)
}

/// Returns whether a journal is missing or without a byte, though a seal or backups beside it say
/// that there was one.
pub(super) fn is_gone(journal: &Path) -> bool {
    let there = fs::metadata(journal).is_ok_and(|about| about.len() > 0);
    let kept = || backups(&journal.with_file_name("backups")).is_ok_and(|kept| !kept.is_empty());
    !there && (sealed_entries(journal).is_some_and(|entries| entries > 0) || kept())
}

/// Makes the backup of a day unless it is there, and thins the older ones; returns whether it made
/// one. A journal that cannot be read is no reason to lose an older backup: nothing is thinned then.
///
/// # Errors
/// When the journal cannot be read or the backup not be written.
pub fn daily_backup(journal: &Path, folder: &Path, now: Moment) -> io::Result<bool> {
    let today = now.study_day();
    let path = folder.join(format!("{BEGINNING}{today}{ENDING}"));
    if path.exists() {
        return Ok(false);
    }
    let Some(journal) = Journal::open_to_read(journal).map_err(io::Error::other)? else {
        return Ok(false);
    };
    make_private_folder(folder)?;
    let heading = Heading::new(Purpose::Backup, journal.device(), now.millis());
    write_archive(&journal, &path, &heading)?;
    thin(folder, today)?;
    Ok(true)
}

/// Makes a backup in the folder of backups under the time of now, which is never thinned.
///
/// # Errors
/// When the journal cannot be read or the backup not be written.
pub fn backup_now(journal: &Journal, folder: &Path, now: Moment) -> io::Result<(PathBuf, u64)> {
    make_private_folder(folder)?;
    let time = now.time().format("%Y-%m-%d-%H%M%S").to_string();
    let path = first_free(&time, |name| folder.join(format!("{BEGINNING}{name}{ENDING}")))?;
    let heading = Heading::new(Purpose::Backup, journal.device(), now.millis());
    let entries = write_archive(journal, &path, &heading)?;
    Ok((path, entries))
}

fn thin(folder: &Path, today: StudyDay) -> io::Result<()> {
    let backups = backups(folder)?;
    let days: BTreeSet<NaiveDate> = backups.iter().filter_map(Backup::day).collect();
    let kept = kept(&days, today.date());
    for backup in backups {
        if backup.day().is_some_and(|day| !kept.contains(&day)) {
            fs::remove_file(&backup.path)?;
        }
    }
    Ok(())
}

/// Returns the days whose backups stay: all of the last week, then the last of each week, month
/// and year.
fn kept(days: &BTreeSet<NaiveDate>, today: NaiveDate) -> BTreeSet<NaiveDate> {
    let since = |back: u64| today.checked_sub_days(Days::new(back)).unwrap_or(NaiveDate::MIN);
    let mut kept: BTreeSet<NaiveDate> = days.range(since(DAILY)..).copied().collect();
    let week = |day: NaiveDate| (day.iso_week().year(), day.iso_week().week());
    kept.extend(last_of_each(days.range(since(WEEKLY)..), week));
    kept.extend(last_of_each(days.range(since(MONTHLY)..), |day| (day.year(), day.month())));
    kept.extend(last_of_each(days.iter(), |day| (day.year(), 0)));
    kept
}

/// Returns the last day of each run of days with one name.
fn last_of_each<'d>(
    days: impl Iterator<Item = &'d NaiveDate>,
    name: impl Fn(NaiveDate) -> (i32, u32),
) -> Vec<NaiveDate> {
    let mut last: Vec<NaiveDate> = Vec::new();
    for day in days {
        match last.last_mut() {
            Some(before) if name(*before) == name(*day) => *before = *day,
            _ => last.push(*day),
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn three_years_of_days_are_thinned_to_days_weeks_months_and_years() {
        let mut there = BTreeSet::new();
        let mut today = day("2024-01-01");
        while today <= day("2026-11-25") {
            // As the program does: one backup a day, thinned each day.
            there.insert(today);
            there = kept(&there, today);
            today = today.succ_opt().expect("a day");
        }
        let kept: Vec<String> = there.iter().map(ToString::to_string).collect();
        assert_eq!(
            kept,
            [
                "2024-12-31",
                "2025-11-30",
                "2025-12-31",
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
                "2026-04-30",
                "2026-05-31",
                "2026-06-30",
                "2026-07-31",
                "2026-08-31",
                "2026-09-30",
                "2026-10-25",
                "2026-10-31",
                "2026-11-01",
                "2026-11-08",
                "2026-11-15",
                "2026-11-18",
                "2026-11-19",
                "2026-11-20",
                "2026-11-21",
                "2026-11-22",
                "2026-11-23",
                "2026-11-24",
                "2026-11-25",
            ]
        );
    }

    #[test]
    fn the_only_backup_stays_however_old_it_is() {
        let old = BTreeSet::from([day("2020-02-02")]);
        assert_eq!(kept(&old, day("2026-11-25")), old);
        assert_eq!(kept(&BTreeSet::new(), day("2026-11-25")), BTreeSet::new());
    }
}
