//! Dates in figures alone: days in several orders, moments, years before our era.

use super::date::{Edtf, Point};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime};

/// Reads the day of a moment (RFC 3339, with or without its zone) and of "19690720".
pub fn read_clocked(text: &str) -> Option<Edtf> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    let compact =
        || day(text).filter(|_| text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()));
    let local = || {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .map(|moment| moment.date())
    };
    let moment = DateTime::parse_from_rfc3339(text).map(|moment| moment.date_naive()).ok();
    let date = moment.or_else(local).or_else(compact)?;
    (0..=9999).contains(&date.year()).then(|| Edtf::exact(Point::Day(date)))
}

/// Reads a year before our era as the file and EDTF count it, with fewer digits: "-44".
pub fn read_astronomical(text: &str) -> Option<Edtf> {
    let digits = text.strip_prefix(['-', '\u{2212}'])?;
    let short = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Edtf::year(-digits.parse::<i32>().ok().filter(|_| short)?)
}

/// Reads "6.11.2025", "11/6/2025", "2025/11/06", "4/1992", and "20.7.69" where the century is known.
pub fn read_figures(text: &str, century: Option<i32>) -> Vec<Edtf> {
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let numbers: Option<Vec<i32>> = parts
        .iter()
        .map(|p| p.parse().ok().filter(|_| p.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    let day = |year: i32, month: i32, day: i32| {
        Point::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    };
    let long = |i: usize| parts.get(i).is_some_and(|p| p.len() == 4);
    let short = parts.get(2).is_some_and(|p| p.len() == 2);
    let in_century = |year: i32| century.filter(|_| short).map(|century| century * 100 + year);
    let points = match numbers.as_deref() {
        Some([year, month, d]) if long(0) => vec![day(*year, *month, *d)],
        Some([a, b, year]) if long(2) && text.contains('.') => vec![day(*year, *b, *a)],
        Some([a, b, year]) if long(2) => vec![day(*year, *b, *a), day(*year, *a, *b)],
        Some([a, b, year]) if short => in_century(*year).map_or_else(Vec::new, |year| {
            let month_first = if text.contains('.') { None } else { day(year, *a, *b) };
            vec![day(year, *b, *a), month_first]
        }),
        Some([month, year]) if long(1) => {
            vec![u8::try_from(*month).ok().and_then(|m| Point::month(*year, m))]
        }
        _ => Vec::new(),
    };
    let mut dates: Vec<Edtf> = points.into_iter().flatten().map(Edtf::exact).collect();
    dates.dedup();
    dates
}
