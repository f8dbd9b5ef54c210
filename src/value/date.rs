//! Dates as precise as they are known, written as EDTF (ISO 8601-2): `1992`, `1992-04`,
//! `2025-11-06`, `199X` (a decade), `18XX` (a century), `2020-09~` (about), `1939/1945` (a span).

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;
use std::str::FromStr;

/// How finely a date is known, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A hundred years, `18XX`.
    Century,
    /// Ten years, `199X`.
    Decade,
    /// One year, `1992`.
    Year,
    /// A season of a year, `2023-24`.
    Season,
    /// One month, `1992-04`.
    Month,
    /// One day, `1992-04-10`.
    Day,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Season => "season",
            Self::Month => "month",
            Self::Day => "day",
        })
    }
}

/// One stretch of the calendar, from a day to a century.
///
/// The year is astronomical, as in ISO 8601: year 0 is 1 BC, year -43 is 44 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The hundred years that begin with `century * 100`.
    Century(i32),
    /// The ten years that begin with `decade * 10`.
    Decade(i32),
    /// One year.
    Year(i32),
    /// A year and its season: 21 spring, 22 summer, 23 autumn, 24 winter.
    Season(i32, u8),
    /// A year and a month, 1 to 12.
    Month(i32, u8),
    /// One day.
    Day(NaiveDate),
}

impl Point {
    /// Returns the point of this year and month, or none when the month is not 1 to 12.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (in_range(year) && (1..=12).contains(&month)).then_some(Self::Month(year, month))
    }

    /// Returns the point of this day, or none when the calendar has no such day.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        if !in_range(year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(Self::Day)
    }

    /// Returns how finely the point is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Season(..) => Precision::Season,
            Self::Month(..) => Precision::Month,
            Self::Day(_) => Precision::Day,
        }
    }

    /// Returns the year, for a decade or century its first.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Century(c) => c * 100,
            Self::Decade(d) => d * 10,
            Self::Year(y) | Self::Season(y, _) | Self::Month(y, _) => y,
            Self::Day(d) => d.year(),
        }
    }

    /// Returns the first and the last day, both included.
    ///
    /// Seasons are the northern meteorological ones: spring is March to May, and the winter of a
    /// year begins in its December.
    #[must_use]
    pub fn span(self) -> (NaiveDate, NaiveDate) {
        let (first, months) = match self {
            Self::Century(c) => (month_start(c * 100, 1), 1200),
            Self::Decade(d) => (month_start(d * 10, 1), 120),
            Self::Year(y) => (month_start(y, 1), 12),
            Self::Season(y, s) => (month_start(y, 3 * (u32::from(s) - 20)), 3),
            Self::Month(y, m) => (month_start(y, m.into()), 1),
            Self::Day(d) => return (d, d),
        };
        let after = first + Months::new(months);
        (first, after.pred_opt().unwrap_or(after))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(c) => write!(f, "{}XX", Padded(c, 2)),
            Self::Decade(d) => write!(f, "{}X", Padded(d, 3)),
            Self::Year(y) => write!(f, "{}", Padded(y, 4)),
            Self::Season(y, part) | Self::Month(y, part) => {
                write!(f, "{}-{part:02}", Padded(y, 4))
            }
            Self::Day(d) => {
                write!(f, "{}-{:02}-{:02}", Padded(d.year(), 4), d.month(), d.day())
            }
        }
    }
}

/// A number with leading zeros and, when negative, a minus that does not count as a digit.
struct Padded(i32, usize);

impl fmt::Display for Padded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:0width$}", self.0.unsigned_abs(), width = self.1)
    }
}

/// A date or a span of dates, with its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf {
    /// The date, or where the span begins.
    pub from: Point,
    /// Where a span ends; none for a single date.
    pub to: Option<Point>,
    /// "About": written with a `~`, or with `%` when uncertain too.
    pub approximate: bool,
    /// "Perhaps": written with a `?`, or with `%` when approximate too.
    pub uncertain: bool,
}

impl Edtf {
    /// Returns the certain, exact date of this point.
    #[must_use]
    pub fn exact(point: Point) -> Self {
        Self { from: point, to: None, approximate: false, uncertain: false }
    }

    /// Returns the date of this year, or none outside -9999 to 9999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        in_range(year).then(|| Self::exact(Point::Year(year)))
    }

    /// Returns the same date marked as approximate.
    #[must_use]
    pub fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// Returns how finely the date is known; for a span, the coarser of its ends.
    #[must_use]
    pub fn precision(self) -> Precision {
        let from = self.from.precision();
        self.to.map_or(from, |to| from.min(to.precision()))
    }

    /// Returns the first and the last day that the date covers, both included.
    #[must_use]
    pub fn span(self) -> (NaiveDate, NaiveDate) {
        (self.from.span().0, self.to.unwrap_or(self.from).span().1)
    }

    /// Returns whether every day of `other` lies within this date.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        a <= c && d <= b
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        };
        write!(f, "{}{mark}", self.from)?;
        self.to.map_or(Ok(()), |to| write!(f, "/{to}{mark}"))
    }
}

/// Why a text is not an EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// The text has not the form of a date.
    #[error(
        "`{0}` is not a date like 1992, \"1992-04\", \"2025-11-06\", \"199X\" or \"1939/1945\""
    )]
    Form(String),
    /// The calendar has no such month, day or season.
    #[error("the calendar has no `{0}`")]
    Calendar(String),
    /// A span that ends before it begins.
    #[error("`{0}` ends before it begins")]
    Backwards(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            let (from, approximate, uncertain) = read_marked(text)?;
            return Ok(Self { from, to: None, approximate, uncertain });
        };
        let (from, from_about, from_perhaps) = read_marked(from)?;
        let (to, to_about, to_perhaps) = read_marked(to)?;
        if to.span().1 < from.span().0 {
            return Err(EdtfError::Backwards(text.to_owned()));
        }
        Ok(Self {
            from,
            to: Some(to),
            approximate: from_about || to_about,
            uncertain: from_perhaps || to_perhaps,
        })
    }
}

/// Reads a point and its mark: returns the point, whether approximate, whether uncertain.
fn read_marked(text: &str) -> Result<(Point, bool, bool), EdtfError> {
    let (bare, approximate, uncertain) = match text.chars().last() {
        Some('~') => (&text[..text.len() - 1], true, false),
        Some('?') => (&text[..text.len() - 1], false, true),
        Some('%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    Ok((read_point(bare)?, approximate, uncertain))
}

fn read_point(text: &str) -> Result<Point, EdtfError> {
    let form = || EdtfError::Form(text.to_owned());
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let signed = |n: i32| if negative { -n } else { n };
    let mut parts = digits.split('-');
    let year_text = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    if year_text.len() != 4 || !year_text.is_ascii() {
        return Err(form());
    }
    if rest.is_empty() {
        if let Some(century) = year_text.strip_suffix("XX") {
            return Ok(Point::Century(signed(two_or_more_digits(century).ok_or_else(form)?)));
        }
        if let Some(decade) = year_text.strip_suffix('X') {
            return Ok(Point::Decade(signed(two_or_more_digits(decade).ok_or_else(form)?)));
        }
    }
    let year = signed(two_or_more_digits(year_text).ok_or_else(form)?);
    let part = |text: &str| -> Option<u8> {
        u8::try_from(two_or_more_digits(text).filter(|_| text.len() == 2)?).ok()
    };
    let calendar = || EdtfError::Calendar(text.to_owned());
    match rest.as_slice() {
        [] => Ok(Point::Year(year)),
        [month] => match part(month).ok_or_else(form)? {
            season @ 21..=24 => Ok(Point::Season(year, season)),
            month => Point::month(year, month).ok_or_else(calendar),
        },
        [month, day] => {
            let (month, day) = (part(month).ok_or_else(form)?, part(day).ok_or_else(form)?);
            Point::day(year, month, day).ok_or_else(calendar)
        }
        _ => Err(form()),
    }
}

fn two_or_more_digits(text: &str) -> Option<i32> {
    (text.len() >= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn in_range(year: i32) -> bool {
    (-9999..=9999).contains(&year)
}

fn month_start(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1)
        .expect("years are within four digits and months within 1 to 12 by construction")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_is_read_and_written_the_same() {
        for text in [
            "1992",
            "0044",
            "-0043",
            "1992-04",
            "2025-11-06",
            "2024-02-29",
            "199X",
            "18XX",
            "2023-21",
            "2020~",
            "1215?",
            "1215-06%",
            "1939/1945",
            "2020-09~/2020-10~",
        ] {
            assert_eq!(text.parse::<Edtf>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let fault = |text: &str| text.parse::<Edtf>().expect_err(text);
        assert!(matches!(fault("next week"), EdtfError::Form(_)));
        assert!(matches!(fault(""), EdtfError::Form(_)));
        assert!(matches!(fault("92"), EdtfError::Form(_)));
        assert!(matches!(fault("2025-13"), EdtfError::Calendar(_)));
        assert!(matches!(fault("2025-02-29"), EdtfError::Calendar(_)));
        assert!(matches!(fault("1945/1939"), EdtfError::Backwards(_)));
    }

    #[test]
    fn a_span_covers_its_days() {
        let span = |text: &str| {
            let (a, b) = text.parse::<Edtf>().expect(text).span();
            format!("{a} {b}")
        };
        assert_eq!(span("1992-02"), "1992-02-01 1992-02-29");
        assert_eq!(span("199X"), "1990-01-01 1999-12-31");
        assert_eq!(span("18XX"), "1800-01-01 1899-12-31");
        assert_eq!(span("2023-24"), "2023-12-01 2024-02-29");
        assert_eq!(span("1939/1945-05"), "1939-01-01 1945-05-31");
    }

    #[test]
    fn a_year_contains_its_months_and_not_the_other_way() {
        let date = |text: &str| text.parse::<Edtf>().expect(text);
        assert!(date("1992").contains(date("1992-04")));
        assert!(date("199X").contains(date("1992-04-10")));
        assert!(!date("1992-04").contains(date("1992")));
        assert!(date("1992").contains(date("1992")));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            if let Ok(date) = text.parse::<Edtf>() {
                let (first, last) = date.span();
                prop_assert!(first <= last);
                prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
            }
        }
    }
}
