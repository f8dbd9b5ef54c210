//! When items can be asked next, a number each: a million of them are looked through at a start.

use crate::deck::Status;
use crate::memory::StudyDay;
use crate::study::Standing;

/// The first day on which an item can be asked: the number of a study day, or one of two numbers
/// that stand for no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next(i32);

impl Next {
    /// Any day: the item is new.
    pub const NEW: Self = Self(i32::MAX - 1);
    /// Not until the learner or the teacher takes it up.
    pub const NEVER: Self = Self(i32::MAX);

    /// Returns when an item can be asked that stands like this and whose card has this status.
    #[must_use]
    pub fn of(standing: &Standing, status: Status) -> Self {
        if status != Status::Active || standing.suspended {
            return Self::NEVER;
        }
        // What is new and set aside is new again on the day on which it comes back.
        standing.state.due_day().max(standing.buried_until).map_or(Self::NEW, Self::on)
    }

    /// Returns what can be asked from this day on.
    #[must_use]
    pub fn on(day: StudyDay) -> Self {
        Self(day.number())
    }

    /// Returns the day; none for what is new or never asked.
    #[must_use]
    pub fn day(self) -> Option<StudyDay> {
        StudyDay::from_number(self.0).filter(|_| self.is_day())
    }

    /// Returns whether it is a day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.0 < Self::NEW.0
    }

    /// Returns whether the item was answered and can be asked on this day.
    #[must_use]
    pub fn is_due(self, day: Self) -> bool {
        self.0 <= day.0 && self.is_day()
    }

    /// Returns how many days behind another this one is, where both are days and it is.
    #[must_use]
    pub fn days_behind(self, other: Self) -> Option<usize> {
        let days = (self.is_day() && other.is_day()).then(|| self.0.checked_sub(other.0))?;
        usize::try_from(days?).ok()
    }

    pub(super) fn number(self) -> i32 {
        self.0
    }

    pub(super) fn from_number(number: i32) -> Self {
        Self(number)
    }
}
