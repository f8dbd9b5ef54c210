//! The arguments of `docent stats`, and days as people write them.

use crate::memory::StudyDay;
use chrono::{Months, NaiveDate};
use clap::Args as ClapArgs;
use std::path::PathBuf;
use std::str::FromStr;

/// Show what is known, what is slipping, and what is coming
///
/// What stands now: items, what comes due, leeches. What your reviews say, over all time or a
/// period: how much you remember of what was learnt (with the range in which the true share lies
/// with 95 % confidence), whether the memory model foresaw it, the time it took, how what you know
/// grew, and what you forget or confuse most.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent stats decks/capitals.toml --since 12w",
    after_long_help = "Examples:\n  docent stats\n  docent stats decks/capitals.toml --since 12w\n  \
                        docent stats --tag dates --since 2026-01-01 --until 2026-06-30\n  \
                        docent stats --html report.html\n  docent stats --json\n\n\
                        A day is written 2026-01-31, or as how long ago it was: 30d, 12w, 6m, 1y.\n\
                        A day of study turns at four in the morning."
)]
pub struct Stats {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Only cards with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,

    /// Only reviews from this day on
    #[arg(long, value_name = "DAY")]
    pub since: Option<Day>,

    /// Only reviews up to this day
    #[arg(long, value_name = "DAY")]
    pub until: Option<Day>,

    /// Print the numbers without plots, for pipes and screen readers
    #[arg(long, conflicts_with_all = ["json", "html"])]
    pub plain: bool,

    /// Print the figures as JSON
    #[arg(long, conflicts_with = "html")]
    pub json: bool,

    /// Write a page with pictures that needs nothing else; `-` for stdout
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Replace FILE even when it is no report of docent
    #[arg(long, requires = "html")]
    pub force: bool,
}

/// A day as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// This date.
    On(NaiveDate),
    /// So many days ago.
    DaysAgo(u32),
    /// So many calendar months ago.
    MonthsAgo(u32),
}

impl Day {
    /// Returns the study day that is meant.
    pub fn from(self, today: StudyDay) -> StudyDay {
        match self {
            Self::On(date) => StudyDay::new(date),
            Self::DaysAgo(days) => today.minus(days),
            Self::MonthsAgo(months) => {
                let date = today.date().checked_sub_months(Months::new(months));
                StudyDay::new(date.unwrap_or(NaiveDate::MIN))
            }
        }
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(date) = text.parse() {
            return Ok(Self::On(date));
        }
        let ago = |unit: char, scale: u32| {
            let number: u32 = text.strip_suffix(unit)?.parse().ok()?;
            number.checked_mul(scale)
        };
        let days = ago('d', 1).or_else(|| ago('w', 7)).map(Self::DaysAgo);
        let months = || ago('m', 1).or_else(|| ago('y', 12)).map(Self::MonthsAgo);
        days.or_else(months)
            .ok_or_else(|| "write a date such as 2026-01-31, or 30d, 12w, 6m, 1y ago".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = StudyDay::new("2026-03-31".parse().expect("a date"));
        for (text, day) in [
            ("2026-01-31", "2026-01-31"),
            ("0d", "2026-03-31"),
            ("30d", "2026-03-01"),
            ("2w", "2026-03-17"),
            ("1m", "2026-02-28"),
            ("1y", "2025-03-31"),
        ] {
            let read: Day = text.parse().expect(text);
            assert_eq!(read.from(today).to_string(), day, "{text}");
        }
        for text in
            ["", "d", "30", "-3d", "3 d", "2026-02-30", "yesterday", "99999999999d", "4294967295w"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        let long_ago: Day = "4294967295d".parse().expect("a number");
        assert!(long_ago.from(today) < today);
    }
}
