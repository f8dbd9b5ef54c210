//! Dates as a person reads them.

use super::date::{Edtf, Point};
use super::date_text::month_name;
use chrono::Datelike;

/// Returns the date as a person reads it: "6 November 2025", "April 1992", "the 1990s",
/// "the 19th century", "44 BC", "about 1850", "1939 to 1945".
#[must_use]
pub fn spell_date(date: Edtf) -> String {
    let about = if date.approximate { "about " } else { "" };
    let perhaps = if date.uncertain { "perhaps " } else { "" };
    let from = spell_point(date.from);
    match date.to {
        None => format!("{perhaps}{about}{from}"),
        Some(to) => format!("{perhaps}{about}{from} to {}", spell_point(to)),
    }
}

fn spell_point(point: Point) -> String {
    match point {
        Point::Century(c) => format!("the {} century", spell_ordinal(c + 1)),
        Point::Decade(d) => format!("the {d}0s"),
        Point::Year(y) => spell_year(y),
        Point::Season(y, s) => {
            let name = ["spring", "summer", "autumn", "winter"][usize::from(s.clamp(21, 24) - 21)];
            format!("{name} {}", spell_year(y))
        }
        Point::Month(y, m) => format!("{} {}", month_name(m), spell_year(y)),
        Point::Day(d) => {
            let month = u8::try_from(d.month()).unwrap_or(1);
            format!("{} {} {}", d.day(), month_name(month), spell_year(d.year()))
        }
    }
}

fn spell_year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

fn spell_ordinal(n: i32) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_spelled_for_people() {
        for (date, words) in [
            ("2025-11-06", "6 November 2025"),
            ("1992-04", "April 1992"),
            ("199X", "the 1990s"),
            ("18XX", "the 19th century"),
            ("-0043", "44 BC"),
            ("1850~", "about 1850"),
            ("1939/1945", "1939 to 1945"),
            ("2023-24", "winter 2023"),
        ] {
            assert_eq!(spell_date(date.parse().expect(date)), words);
        }
    }
}
