//! A date as far as its own words say it, before the rest of the text fills it in.

use crate::value::{Edtf, Point};

/// Before or after Christ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    After,
}

/// The parts of a date that its words state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) season: Option<u8>,
    pub(super) decade: Option<i32>,
    /// The ordinal: 19 for the nineteenth.
    pub(super) century: Option<i32>,
    pub(super) era: Option<Era>,
}

impl Partial {
    pub(super) fn of_year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// Returns whether the words alone place it in time.
    pub(super) fn is_complete(self) -> bool {
        self.year.is_some() || self.decade.is_some() || self.century.is_some()
    }

    /// Returns the date with what it lacks taken from the other: "6" of "6 to 8 November 2025".
    pub(super) fn filled_from(self, other: Self) -> Self {
        let bare_century = self.century.is_some();
        Self {
            year: self.year.or(other.year.filter(|_| !bare_century && self.decade.is_none())),
            month: self.month.or(other.month.filter(|_| self.day.is_some())),
            era: self.era.or(other.era),
            ..self
        }
    }

    /// Returns the value, or none when it lacks a year or the calendar has no such day.
    ///
    /// A century before Christ is a span of years, because EDTF's digits cannot say it.
    pub(super) fn value(self) -> Option<Edtf> {
        let before = self.era == Some(Era::Before);
        if let Some(century) = self.century {
            return if before {
                let first = 1 - century * 100;
                span(Edtf::year(first)?, Edtf::year(first + 99)?)
            } else {
                Some(Edtf::exact(Point::Century(century - 1)))
            };
        }
        if let Some(decade) = self.decade {
            return Some(Edtf::exact(Point::Decade(decade)));
        }
        let year = self.year.map(|y| if before { 1 - y } else { y })?;
        let point = match (self.season, self.month, self.day) {
            (Some(season), _, _) => Point::Season(Edtf::year(year)?.from.year(), season),
            (None, Some(month), Some(day)) => Point::day(year, month, day)?,
            (None, Some(month), None) => Point::month(year, month)?,
            (None, None, None) => Edtf::year(year)?.from,
            (None, None, Some(_)) => return None,
        };
        Some(Edtf::exact(point))
    }
}

/// Returns the span from the first date to the last, or none when it would run backwards.
pub(super) fn span(from: Edtf, to: Edtf) -> Option<Edtf> {
    let last = to.to.unwrap_or(to.from);
    (from.from.span().0 <= last.span().0 && from.from.span().1 < last.span().1).then_some(Edtf {
        from: from.from,
        to: Some(last),
        approximate: from.approximate || to.approximate,
        uncertain: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(partial: Partial) -> Option<String> {
        partial.value().map(|d| d.to_string())
    }

    #[test]
    fn a_century_before_christ_is_its_hundred_years() {
        let fifth = Partial { century: Some(5), era: Some(Era::Before), ..Partial::default() };
        assert_eq!(written(fifth).as_deref(), Some("-0499/-0400"));
    }

    #[test]
    fn a_day_takes_month_and_year_from_its_partner_and_a_year_takes_nothing() {
        let end = Partial { day: Some(8), month: Some(11), ..Partial::of_year(2025) };
        let day = Partial { day: Some(6), ..Partial::default() };
        assert_eq!(written(day.filled_from(end)).as_deref(), Some("2025-11-06"));
        assert_eq!(written(Partial::of_year(2024).filled_from(end)).as_deref(), Some("2024"));
    }

    #[test]
    fn no_day_that_the_calendar_lacks() {
        let day = Partial { day: Some(31), month: Some(6), ..Partial::of_year(2025) };
        assert_eq!(written(day), None);
    }
}
