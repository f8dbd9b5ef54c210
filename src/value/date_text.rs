//! Dates in words: what a person may type for a date.

use super::date::{Edtf, Point};
use super::date_figures::{read_astronomical, read_clocked, read_figures};
use super::number_words::ordinal_word;
use chrono::Weekday;

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
    let word = word.trim_end_matches('.');
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let place = MONTHS.iter().position(|name| {
        is(name) || name.get(..3).is_some_and(is) || (*name == "September" && is("Sept"))
    })?;
    u8::try_from(place + 1).ok()
}

/// Reads everything that a typed text may mean as a date: one date, or two for figures that can
/// be read day first or month first ("6/11/2025"), or none.
#[must_use]
pub fn read_dates(text: &str) -> Vec<Edtf> {
    read_dates_in(text, None)
}

/// Reads as [`read_dates`] does, in the light of the century that the talk is of: "20 Jul 69",
/// "Apr '92" and "the 90s" leave it out.
#[must_use]
pub fn read_dates_in(text: &str, century: Option<i32>) -> Vec<Edtf> {
    if let Ok(date) = text.parse::<Edtf>() {
        return vec![date];
    }
    let text = text.trim().trim_end_matches(['.', '!', '?']);
    if let Some(known) = read_astronomical(text).or_else(|| read_clocked(text)) {
        return vec![known];
    }
    let figures = read_figures(text, century);
    if !figures.is_empty() {
        return figures;
    }
    read_words(text, century).into_iter().collect()
}

/// Returns the day of the week that a text names: "Sunday, 20 July 1969".
#[must_use]
pub fn read_weekday(text: &str) -> Option<Weekday> {
    text.split(|c: char| !c.is_alphabetic()).find_map(weekday)
}

fn weekday(word: &str) -> Option<Weekday> {
    // What chrono reads are the English names and their first three letters.
    word.parse().ok().or_else(|| match word.to_lowercase().as_str() {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => None,
    })
}

/// What was written beside a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    /// "BC" or "BCE".
    BeforeChrist,
    /// "AD" or "CE": a year of two digits is one of the first century.
    Ours,
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
    /// The year was written with two digits.
    short: bool,
    era: Option<Era>,
    about: bool,
}

/// Reads "6 November 2025", "Thursday, Nov. 6th, 2025", "April 1992", "the 1990s",
/// "the 19th century", "44 BC", "the 1st century BC", "about 1850", "spring 1968", and in a known
/// century "Apr '92" and "the nineties".
fn read_words(text: &str, century: Option<i32>) -> Option<Edtf> {
    let lower = text.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
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
        read_word(words[i], ordinal, century, &mut parts)?;
        i += 1;
    }
    parts.date(century)
}

/// Takes one word into the parts; none when the word belongs to no date or says a part twice.
fn read_word(
    word: &str,
    ordinal: Option<u8>,
    century: Option<i32>,
    parts: &mut Parts,
) -> Option<()> {
    if matches!(word, "the" | "of" | "in" | "on" | "year") || weekday(word).is_some() {
        return Some(());
    }
    match word {
        "about" | "around" | "circa" | "c" | "ca" | "approximately" => parts.about = true,
        "bc" | "bce" => parts.era = Some(Era::BeforeChrist),
        "ad" | "ce" => parts.era = Some(Era::Ours),
        _ => return read_part(word, ordinal, century, parts),
    }
    Some(())
}

fn read_part(
    word: &str,
    ordinal: Option<u8>,
    century: Option<i32>,
    parts: &mut Parts,
) -> Option<()> {
    if let Some(season) = season_number(word) {
        return put(&mut parts.season, season);
    }
    if let Some(month) = month_number(word) {
        return put(&mut parts.month, month);
    }
    if let Some(decade) = decade(word, century) {
        return put(&mut parts.decade, decade);
    }
    if let Some(day) = ordinal {
        return put(&mut parts.day, day);
    }
    let digits = word.trim_start_matches('\'');
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let cut = digits.len() < word.len();
    match u8::try_from(number) {
        Ok(day) if !cut && digits.len() <= 2 && (1..=31).contains(&day) && parts.day.is_none() => {
            parts.day = Some(day);
            Some(())
        }
        // What was cut off before "'92" must be known.
        _ if cut && digits.len() == 2 => put(&mut parts.year, century? * 100 + number),
        _ if cut => None,
        _ => {
            parts.short = digits.len() == 2;
            put(&mut parts.year, number)
        }
    }
}

/// Reads "1990s" and "1990's", and in a known century "90s", "'90s" and "nineties".
fn decade(word: &str, century: Option<i32>) -> Option<i32> {
    const NAMES: [&str; 8] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let in_century = |decade: i32| century.map(|century| century * 10 + decade);
    if let Some(place) = NAMES.iter().position(|name| *name == word) {
        return in_century(i32::try_from(place).ok()? + 2);
    }
    let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
    let digits = digits.trim_start_matches('\'');
    let year: i32 = digits.parse().ok().filter(|year| year % 10 == 0)?;
    match digits.len() {
        4 => Some(year / 10),
        2 => in_century(year / 10),
        _ => None,
    }
}

fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

impl Parts {
    fn date(mut self, century: Option<i32>) -> Option<Edtf> {
        let before_christ = self.era == Some(Era::BeforeChrist);
        if self.era.is_some() && self.year.is_none() && self.month.is_none() {
            self.year = self.day.take().map(i32::from);
        }
        if before_christ && let Some(century) = self.century {
            return self.century_before_christ(century);
        }
        // A bare "69" may well be the year 69; beside a month it is a year of the known century.
        let short = self.short && self.era.is_none() && self.month.is_some();
        let base = century.filter(|_| short).map_or(0, |century| century * 100);
        let sign = |year: i32| if before_christ { 1 - year } else { base + year };
        let point = match (self.century, self.decade, self.year.map(sign)) {
            (Some(century), None, None) => Point::Century(century),
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

    /// Returns the years of a century before our era, the first being 100 to 1 BC.
    fn century_before_christ(&self, century: i32) -> Option<Edtf> {
        let alone = self.decade.is_none() && self.year.is_none() && self.month.is_none();
        let last = Edtf::year(-century * 100).filter(|_| alone)?;
        let first = Edtf::year(last.from.year() - 99)?;
        Some(Edtf { to: Some(last.from), approximate: self.about, ..first })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::spell_date;
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
            "Thu 6 Nov 2025",
            "20251106",
            "2025-11-06T09:30:00+01:00",
            "2025-11-06T23:30:00Z",
            "2025-11-06 09:30",
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
            ("the 1st century BC", "-0099/0000"),
            ("about the fifth century BCE", "-0499~/-0400~"),
            ("about 1850", "1850~"),
            ("spring 1968", "1968-21"),
            ("in the year 1066", "1066"),
            ("476 AD", "0476"),
            ("44 AD", "0044"),
            ("12 AD", "0012"),
        ] {
            assert_eq!(read(text), [date], "{text}");
        }
    }

    #[test]
    fn a_century_that_is_left_out_is_the_one_that_is_known() {
        let read = |text: &str, century| {
            let dates = read_dates_in(text, century);
            dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for (text, date) in [
            ("20 Jul 69", "1969-07-20"),
            ("July 20, '69", "1969-07-20"),
            ("20.7.69", "1969-07-20"),
            ("7/20/69", "1969-07-20"),
            ("Apr '92", "1992-04"),
            ("Apr \u{2019}92", "1992-04"),
            ("'69", "1969"),
            ("the 90s", "199X"),
            ("the '90s", "199X"),
            ("nineties", "199X"),
            ("69", "0069"),
            ("69 AD", "0069"),
            ("July 69 AD", "0069-07"),
            ("20 Jul 2069", "2069-07-20"),
        ] {
            assert_eq!(read(text, Some(19)), date, "{text}");
        }
        for text in ["Apr '92", "the 90s", "nineties", "20.7.69"] {
            assert_eq!(read(text, None), "", "{text}");
        }
    }

    #[test]
    fn a_day_of_the_week_is_read_beside_the_date() {
        for text in ["Sunday, 20 July 1969", "sun 20 July 1969", "20 July 1969 (Sunday)"] {
            assert_eq!(read_weekday(text), Some(Weekday::Sun), "{text}");
        }
        assert_eq!(read_weekday("20 July 1969"), None);
        assert_eq!(read_weekday("Thurs."), Some(Weekday::Thu));
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
