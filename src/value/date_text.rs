//! Dates in words: what a person may type for a date, and how a date is shown to a person.

use super::date::{Edtf, Point};
use super::number::ordinal_word;
use chrono::Datelike;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the English name of a month, 1 to 12; any other number is taken into that range.
#[must_use]
pub fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12) - 1)]
}

/// Returns the number of a month from its English name or abbreviation, in any case.
#[must_use]
pub fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is = |name: &str| {
        let name = name.to_lowercase();
        word == name
            || (word.len() == 3 && name.starts_with(&word))
            || (word == "sept" && name == "september")
    };
    let place = MONTHS.iter().position(|name| is(name))?;
    u8::try_from(place + 1).ok()
}

/// Reads everything that a typed text may mean as a date: one date, or two for figures that can
/// be read day first or month first ("6/11/2025"), or none.
#[must_use]
pub fn read_dates(text: &str) -> Vec<Edtf> {
    if let Ok(date) = text.parse::<Edtf>() {
        return vec![date];
    }
    let text = text.trim().trim_end_matches(['.', '!', '?']);
    if let Some(year) = read_astronomical(text) {
        return vec![year];
    }
    let figures = read_figures(text);
    if !figures.is_empty() {
        return figures;
    }
    read_words(text).into_iter().collect()
}

/// Reads a year before our era as the file and EDTF count it, with fewer digits: "-44".
fn read_astronomical(text: &str) -> Option<Edtf> {
    let digits = text.strip_prefix(['-', '\u{2212}'])?;
    let short = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Edtf::year(-digits.parse::<i32>().ok().filter(|_| short)?)
}

/// Reads "6.11.2025", "11/6/2025", "2025/11/06", "4/1992".
fn read_figures(text: &str) -> Vec<Edtf> {
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let numbers: Option<Vec<i32>> = parts
        .iter()
        .map(|p| p.parse().ok().filter(|_| p.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    let day = |year: i32, month: i32, day: i32| {
        Point::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    };
    let long = |i: usize| parts.get(i).is_some_and(|p| p.len() == 4);
    let points = match numbers.as_deref() {
        Some([year, month, d]) if long(0) => vec![day(*year, *month, *d)],
        Some([a, b, year]) if long(2) && text.contains('.') => vec![day(*year, *b, *a)],
        Some([a, b, year]) if long(2) => vec![day(*year, *b, *a), day(*year, *a, *b)],
        Some([month, year]) if long(1) => {
            vec![u8::try_from(*month).ok().and_then(|m| Point::month(*year, m))]
        }
        _ => Vec::new(),
    };
    let mut dates: Vec<Edtf> = points.into_iter().flatten().map(Edtf::exact).collect();
    dates.dedup();
    dates
}

/// What the words of a date have said so far.
#[derive(Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    season: Option<u8>,
    decade: Option<i32>,
    century: Option<i32>,
    before_christ: bool,
    about: bool,
}

/// Reads "6 November 2025", "Thursday, Nov. 6th, 2025", "April 1992", "the 1990s",
/// "the 19th century", "44 BC", "about 1850", "spring 1968".
fn read_words(text: &str) -> Option<Edtf> {
    let lower = text.to_lowercase();
    let mut parts = Parts::default();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''))
        .map(|w| if matches!(w, "b.c" | "b.c.e") { "bc" } else { w })
        .filter(|w| !w.is_empty())
        .collect();
    let mut i = 0;
    while i < words.len() {
        let ordinal = ordinal(words[i]);
        if let Some(n) = ordinal.filter(|_| words.get(i + 1) == Some(&"century")) {
            parts.century = Some(i32::from(n) - 1);
            i += 2;
            continue;
        }
        read_word(words[i], ordinal, &mut parts)?;
        i += 1;
    }
    parts.date()
}

/// Takes one word into the parts; none when the word belongs to no date or says a part twice.
fn read_word(word: &str, ordinal: Option<u8>, parts: &mut Parts) -> Option<()> {
    const SILENT: [&str; 12] = [
        "the",
        "of",
        "in",
        "on",
        "year",
        "ad",
        "ce",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    ];
    if SILENT.contains(&word) || matches!(word, "saturday" | "sunday") {
        return Some(());
    }
    if matches!(word, "about" | "around" | "circa" | "c" | "ca" | "approximately") {
        parts.about = true;
        return Some(());
    }
    if matches!(word, "bc" | "bce") {
        parts.before_christ = true;
        return Some(());
    }
    if let Some(season) = season_number(word) {
        return put(&mut parts.season, season);
    }
    if let Some(month) = month_number(word) {
        return put(&mut parts.month, month);
    }
    if let Some(decade) = word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) {
        let year: i32 = decade.parse().ok()?;
        return (year % 10 == 0 && decade.len() == 4).then(|| put(&mut parts.decade, year / 10))?;
    }
    if let Some(day) = ordinal {
        return put(&mut parts.day, day);
    }
    let number: i32 = word.parse().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit()))?;
    match u8::try_from(number) {
        Ok(day) if word.len() <= 2 && (1..=31).contains(&day) && parts.day.is_none() => {
            parts.day = Some(day);
            Some(())
        }
        _ => put(&mut parts.year, number),
    }
}

fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

impl Parts {
    fn date(mut self) -> Option<Edtf> {
        if self.before_christ && self.year.is_none() && self.month.is_none() {
            self.year = self.day.take().map(i32::from);
        }
        let sign = |year: i32| if self.before_christ { 1 - year } else { year };
        let point = match (self.century, self.decade, self.year.map(sign)) {
            (Some(century), None, None) if !self.before_christ => Point::Century(century),
            (None, Some(decade), None) => Point::Decade(decade),
            (None, None, Some(year)) => match (self.season, self.month, self.day) {
                (Some(season), None, None) => Point::Season(year, season),
                (None, Some(month), None) => Point::month(year, month)?,
                (None, Some(month), Some(day)) => Point::day(year, month, day)?,
                (None, None, None) => Edtf::year(year)?.from,
                _ => return None,
            },
            _ => return None,
        };
        Some(Edtf { approximate: self.about, ..Edtf::exact(point) })
    }
}

/// Returns the number of "6th", "twelfth", "1st".
fn ordinal(word: &str) -> Option<u8> {
    ordinal_word(word).or_else(|| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s))?;
        digits.parse().ok()
    })
}

fn season_number(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

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
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<String> {
        read_dates(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_day_is_read_in_a_dozen_ways() {
        for text in [
            "2025-11-06",
            "6 November 2025",
            "November 6, 2025",
            "Nov 6 2025",
            "Nov. 6th, 2025",
            "6th of November 2025",
            "the sixth of November, 2025",
            "Thursday, 6 November 2025",
            "6.11.2025",
            "2025/11/06",
            "06 nov 2025",
            "on November 6 2025.",
        ] {
            assert_eq!(read(text), ["2025-11-06"], "{text}");
        }
    }

    #[test]
    fn coarser_dates_keep_their_precision() {
        for (text, date) in [
            ("April 1992", "1992-04"),
            ("04/1992", "1992-04"),
            ("1992", "1992"),
            ("the 1990s", "199X"),
            ("1990's", "199X"),
            ("the 19th century", "18XX"),
            ("nineteenth century", "18XX"),
            ("44 BC", "-0043"),
            ("44 B.C.", "-0043"),
            ("-43", "-0043"),
            ("about 1850", "1850~"),
            ("spring 1968", "1968-21"),
            ("in the year 1066", "1066"),
            ("476 AD", "0476"),
        ] {
            assert_eq!(read(text), [date], "{text}");
        }
    }

    #[test]
    fn slashes_may_mean_two_days() {
        assert_eq!(read("6/11/2025"), ["2025-11-06", "2025-06-11"]);
        assert_eq!(read("16/11/2025"), ["2025-11-16"]);
        assert_eq!(read("6/6/2025"), ["2025-06-06"]);
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in
            ["", "soon", "November", "31 June 2020", "1992 1993", "6 apples 2025", "s", "'s"]
        {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

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

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "\\PC*") {
            let _ = read_dates(&text);
        }

        #[test]
        fn what_is_spelled_is_read_back(y in 100i32..9999, m in 1u8..=12, d in 1u8..=28) {
            for point in [Point::Year(y), Point::Month(y, m), Point::day(y, m, d).unwrap()] {
                let date = Edtf::exact(point);
                prop_assert_eq!(read_dates(&spell_date(date)), vec![date]);
            }
        }
    }
}
