//! The days that figures are about.

use crate::memory::StudyDay;

/// The study days that figures of reviews are about, both ends included; open where none is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub since: Option<StudyDay>,
    /// The last day.
    pub until: Option<StudyDay>,
}

impl Period {
    /// Returns whether a day lies in the period.
    #[must_use]
    pub fn contains(self, day: StudyDay) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Returns the last day of the period that has come.
    #[must_use]
    pub fn end(self, today: StudyDay) -> StudyDay {
        self.until.map_or(today, |until| until.min(today))
    }
}
