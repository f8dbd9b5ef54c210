//! A year of days in weeks, each as dark as it was busy: what both heatmaps are drawn from.

use crate::memory::StudyDay;
use crate::stats::{DayTally, Figures};
use chrono::{Datelike as _, Weekday};
use std::collections::BTreeMap;

/// How many weeks a year shows: 52 and the one that runs.
pub const WEEKS: u32 = 53;

/// A year of weeks, the last being that of the period's end.
pub struct Year {
    /// The weeks, each from Monday to Sunday; days that have not come are none.
    pub weeks: Vec<[Option<(StudyDay, u32)>; 7]>,
    /// Up to how many answers each of the first three levels goes.
    bounds: [u32; 3],
    /// How many answers the busiest day has.
    most: u32,
}

impl Year {
    /// Returns the year up to the end of the figures' period.
    pub fn of(figures: &Figures<'_>) -> Self {
        let end = figures.period.end(figures.as_of.study_day());
        let monday = end.minus(end.date().weekday().days_since(Weekday::Mon));
        let first = monday.minus((WEEKS - 1) * 7);
        let answers =
            |day: StudyDay| figures.daily.get(&day).map_or(0, |tally: &DayTally| tally.reviews);
        let weeks = (0..WEEKS)
            .map(|week| {
                std::array::from_fn(|at| {
                    let at = u32::try_from(at).expect("seven days");
                    let day = first.plus(week * 7 + at);
                    (day <= end).then(|| (day, answers(day)))
                })
            })
            .collect();
        let (bounds, most) = bounds(&figures.daily, first, end);
        Self { weeks, bounds, most }
    }

    /// Returns how busy a day was: 0 for no answer, and 1 to 4 by quarters of the busy days.
    pub fn level(&self, answers: u32) -> usize {
        if answers == 0 {
            return 0;
        }
        1 + self.bounds.iter().filter(|bound| answers > **bound).count()
    }

    /// Returns each level that days have, with the answers it stands for: "1–8".
    pub fn legend(&self) -> Vec<(usize, String)> {
        let [a, b, c] = self.bounds;
        let ranges = [(1, a), (a + 1, b), (b + 1, c), (c + 1, self.most)];
        let words = |(level, (from, to)): (usize, (u32, u32))| {
            let range = if from == to { from.to_string() } else { format!("{from}–{to}") };
            (from <= to).then_some((level + 1, range))
        };
        ranges.into_iter().enumerate().filter_map(words).collect()
    }

    /// Returns the weeks in which a month begins, with its short name.
    pub fn months(&self) -> Vec<(usize, String)> {
        let begins = |week: &[Option<(StudyDay, u32)>; 7]| {
            week.iter().flatten().find(|(day, _)| day.date().day() == 1).map(|(day, _)| *day)
        };
        let weeks = self.weeks.iter().enumerate();
        weeks
            .filter_map(|(at, week)| Some((at, begins(week)?.date().format("%b").to_string())))
            .collect()
    }

    /// Returns on how many of the shown days there was an answer, and how many days there are.
    pub fn studied(&self) -> (usize, usize) {
        let days = || self.weeks.iter().flatten().flatten();
        (days().filter(|(_, answers)| *answers > 0).count(), days().count())
    }

    /// Returns the busiest day; of several alike the latest.
    pub fn busiest(&self) -> Option<(StudyDay, u32)> {
        let days = self.weeks.iter().flatten().flatten().copied();
        days.filter(|(_, answers)| *answers > 0).max_by_key(|(_, answers)| *answers)
    }
}

/// Returns the quarters of the days with answers, and the most answers of a day.
fn bounds(daily: &BTreeMap<StudyDay, DayTally>, first: StudyDay, end: StudyDay) -> ([u32; 3], u32) {
    if first > end {
        return ([0; 3], 0);
    }
    let mut answers: Vec<u32> = daily.range(first..=end).map(|(_, tally)| tally.reviews).collect();
    answers.sort_unstable();
    let quarter = |n: usize| answers.get((answers.len() * n / 4).min(answers.len().max(1) - 1));
    let bounds = [1, 2, 3].map(|n| quarter(n).copied().unwrap_or(0));
    (bounds, answers.last().copied().unwrap_or(0))
}
