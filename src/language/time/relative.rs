//! Dates that say when they are by another: "six years later" by a date read before, "last
//! Thursday" by the date of the document.

use super::absolute::{month_at, season_at, weekday_at};
use super::scan::Words;
use crate::value::{Edtf, Point, read_number};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A date found by another one, and the place after its last word.
pub(super) type Found = (Edtf, usize);

/// A stretch that relative dates count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

fn unit_at(words: &Words, at: usize) -> Option<Unit> {
    let word = words.get(at)?;
    [
        (["day", "days"], Unit::Day),
        (["week", "weeks"], Unit::Week),
        (["month", "months"], Unit::Month),
        (["year", "years"], Unit::Year),
        (["decade", "decades"], Unit::Decade),
        (["century", "centuries"], Unit::Century),
    ]
    .into_iter()
    .find_map(|(names, unit)| word.is_any(&names).then_some(unit))
}

/// Reads what counts from a date that the text gave before: "six years later", "the next day",
/// "that same year".
pub(super) fn from_anchor(words: &Words, at: usize, anchor: Edtf) -> Option<Found> {
    if let Some((count, unit, next)) = quantity(words, at) {
        let (forward, next) = direction(words, next)?;
        return Some((shift(anchor, count, unit, forward)?, next));
    }
    let word = words.get(at)?;
    let (steps, unit_place): (i32, usize) = if word.is_any(&["following", "next"]) {
        (1, at + 1)
    } else if word.is("previous") {
        (-1, at + 1)
    } else if word.is("same") {
        (0, at + 1)
    } else if word.is("that") {
        (0, words.skip(at + 1, "same"))
    } else {
        return None;
    };
    // "next year" without "the" counts from the document's date, not from the story's.
    let told = words.before(at, 1).is_some_and(|w| w.is("the"));
    if !told && !word.is("that") {
        return None;
    }
    let unit =
        unit_at(words, unit_place).filter(|u| matches!(u, Unit::Day | Unit::Month | Unit::Year))?;
    Some((shift(anchor, steps.abs(), unit, steps >= 0)?, unit_place + 1))
}

/// Reads "six years", "a decade", "half a century": the count, its unit and the place after it.
fn quantity(words: &Words, at: usize) -> Option<(i32, Unit, usize)> {
    if words.is(at, "half") && words.is(at + 1, "a") {
        return match unit_at(words, at + 2)? {
            Unit::Century => Some((50, Unit::Year, at + 3)),
            Unit::Decade => Some((5, Unit::Year, at + 3)),
            Unit::Year => Some((6, Unit::Month, at + 3)),
            _ => None,
        };
    }
    let unit_place = (at + 1..=at + 3).find(|i| unit_at(words, *i).is_some())?;
    let unit = unit_at(words, unit_place)?;
    if words.is_any(at, &["a", "an", "one"]) && unit_place == at + 1 {
        return Some((1, unit, unit_place + 1));
    }
    let first = words.get(at)?;
    let last = words.get(unit_place - 1)?;
    let joined = (at..unit_place).filter_map(|i| words.get(i)).map(|w| w.text);
    let text: Vec<&str> = joined.collect();
    let starts_a_number = read_number(first.text).is_some();
    let count = read_number(&text.join(" ").replace(" - ", "-"))?.value();
    let whole = count.fract() == 0.0 && (1.0..=999.0).contains(&count);
    #[expect(clippy::cast_possible_truncation, reason = "whole and at most 999")]
    let count = count as i32;
    (whole && starts_a_number && read_number(last.text).is_some()).then_some((
        count,
        unit,
        unit_place + 1,
    ))
}

/// Returns whether "later" or "earlier" stands at this place, and the place after it.
fn direction(words: &Words, at: usize) -> Option<(bool, usize)> {
    let word = words.get(at)?;
    let ends =
        |next: usize| words.get(next).is_none_or(|w| w.line_start || w.is_in(", . ; : ) ? !"));
    match () {
        () if word.is("later") => Some((true, at + 1)),
        () if word.is("earlier") && !words.is(at + 1, "than") => Some((false, at + 1)),
        // "the year before the war" counts from the war, so a mark has to follow.
        () if word.is_any(&["after", "afterwards"]) && ends(at + 1) => Some((true, at + 1)),
        () if word.is_any(&["before", "previously"]) && ends(at + 1) => Some((false, at + 1)),
        () => None,
    }
}

/// Moves a date by so many units; the result is as fine as the unit, and none when the date is
/// known less finely than the unit counts.
fn shift(anchor: Edtf, count: i32, unit: Unit, forward: bool) -> Option<Edtf> {
    let point = if forward { anchor.to.unwrap_or(anchor.from) } else { anchor.from };
    let signed = if forward { count } else { -count };
    let years = |per: i32| Edtf::year(point.year() + signed * per);
    let is_year_or_finer = !matches!(point, Point::Century(_) | Point::Decade(_));
    let value = match unit {
        _ if !is_year_or_finer => None,
        Unit::Year => years(1),
        Unit::Decade => years(10).map(|d| if count == 0 { d } else { d.about() }),
        Unit::Century => years(100).map(|d| if count == 0 { d } else { d.about() }),
        Unit::Month => {
            let (year, month) = match point {
                Point::Month(year, month) => (year, i32::from(month)),
                Point::Day(day) => (day.year(), i32::try_from(day.month()).ok()?),
                _ => return None,
            };
            let months = year * 12 + month - 1 + signed;
            let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
            Point::month(months.div_euclid(12), month).map(Edtf::exact)
        }
        Unit::Day | Unit::Week => {
            let Point::Day(day) = point else { return None };
            let days = signed * if unit == Unit::Week { 7 } else { 1 };
            let exact = on_day(add_days(day, days)?)?;
            Some(if unit == Unit::Week { exact.about() } else { exact })
        }
    }?;
    Some(if anchor.approximate { value.about() } else { value })
}

/// Reads what counts from the document's date: "Thursday", "yesterday", "last year", "in three
/// days' time" is not read, "two years ago" is.
pub(super) fn from_document(words: &Words, at: usize, document: NaiveDate) -> Option<Found> {
    if let Some((count, unit, next)) = quantity(words, at) {
        let ago = words.is(next, "ago").then_some(next + 1)?;
        let day = shift(Edtf::exact(Point::Day(document)), count, unit, false)?;
        return Some((day, ago));
    }
    if let Some(weekday) = weekday_at(words, at) {
        return weekday_date(words, at, weekday, document).map(|d| (d, at + 1));
    }
    let word = words.get(at)?;
    if word.is("yesterday") || word.is("tomorrow") {
        let days = if word.is("yesterday") { -1 } else { 1 };
        return Some((on_day(add_days(document, days)?)?, at + 1));
    }
    let steps = match () {
        () if word.is("last") => -1,
        () if word.is("this") => 0,
        () if word.is("next") => 1,
        () => return None,
    };
    // "the last year" counts from the story, and "her last year" from a life.
    if words.before(at, 1).is_some_and(|w| w.is_in("the his her its their my our your")) {
        return None;
    }
    stepped(words, at + 1, steps, document)
}

/// Reads the unit, month, weekday or season after "last", "this" or "next".
fn stepped(words: &Words, at: usize, steps: i32, document: NaiveDate) -> Option<Found> {
    if let Some(weekday) = weekday_at(words, at) {
        let day = nearest_weekday(weekday, document, steps)?;
        return Some((on_day(day)?, at + 1));
    }
    if let Some((month, next)) = month_at(words, at) {
        let year = nearest_year(month, document, steps);
        return Some((Edtf::exact(Point::month(year, month)?), next));
    }
    if let Some(season) = season_at(words, at) {
        let month = 3 * (season - 20);
        let year = nearest_year(month, document, steps);
        return Some((Edtf::exact(Point::Season(year, season)), at + 1));
    }
    let today = Edtf::exact(Point::Day(document));
    // "last years" are not last year.
    let one = words.get(at).is_some_and(|w| !w.text.ends_with('s'));
    let value = match unit_at(words, at).filter(|_| one)? {
        Unit::Week => week(document, steps),
        unit @ (Unit::Month | Unit::Year) => shift(today, steps.abs(), unit, steps >= 0),
        _ => None,
    };
    value.map(|v| (v, at + 1))
}

/// Returns the week from Monday to Sunday so many weeks on.
fn week(document: NaiveDate, steps: i32) -> Option<Edtf> {
    let into = i32::try_from(document.weekday().num_days_from_monday()).ok()?;
    let monday = add_days(document, steps * 7 - into)?;
    Some(Edtf { to: Some(on_day(add_days(monday, 6)?)?.from), ..on_day(monday)? })
}

/// "Thursday" is the latest one up to the document's own day, as news has it; where the sentence
/// speaks of what will be, it is the next one.
fn weekday_date(words: &Words, at: usize, weekday: u8, document: NaiveDate) -> Option<Edtf> {
    const HABIT: &str = "every each most Bloody Black Good Ash Super Palm Easter Cyber Holy Shrove \
        Giving Fat Freaky";
    let before = words.before(at, 1);
    let is_name = before.is_some_and(|w| w.is_in(HABIT))
        || words
            .get(at + 1)
            .is_some_and(|w| w.is_in("Times Mail Telegraph Express Mirror Night Herald Post"))
        || words.get(at + 1).is_some_and(|w| w.is("s") && !w.spaced);
    if is_name {
        return None;
    }
    let steps = i32::from(speaks_of_future(words, at));
    on_day(nearest_weekday(weekday, document, steps)?)
}

/// Returns whether the sentence up to this place speaks of what is to come; what somebody said then has
/// been said.
pub(super) fn speaks_of_future(words: &Words, at: usize) -> bool {
    const FUTURE: &str = "will shall upcoming scheduled expected due plans plan set going would";
    // "will build houses, the firm told investors on Monday": they were told.
    const SAID: &str = "said told announced reported confirmed added warned wrote stated";
    const BE: &str = "be been being is are was were";
    for back in 1..=40 {
        let Some(place) = at.checked_sub(back) else { break };
        let said = words.get(place).is_some_and(|w| w.is_in(SAID));
        if said && !words.before(place, 1).is_some_and(|w| w.is_in(BE)) {
            return false;
        }
        // "is to be finished by November".
        let is_to = words.get(place).is_some_and(|w| w.is("to"))
            && words.before(place, 1).is_some_and(|w| w.is_in("is are"));
        if is_to || words.get(place).is_some_and(|w| w.is_in(FUTURE)) {
            return true;
        }
        if words.starts_sentence(place) {
            break;
        }
    }
    false
}

/// Returns the weekday's day: with steps 0 the latest up to and with the document's day, with -1
/// the latest before it, with 1 the first after it.
fn nearest_weekday(weekday: u8, document: NaiveDate, steps: i32) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(weekday).ok()?;
    let (mut day, step) = match steps {
        0 => (document, -1),
        s => (add_days(document, s)?, s),
    };
    for _ in 0..7 {
        if day.weekday() == weekday {
            return Some(day);
        }
        day = add_days(day, step)?;
    }
    None
}

/// Returns the year of a month named without one: with steps 1 the first after the document's
/// month, with -1 the latest before it, with 0 that of the document.
fn nearest_year(month: u8, document: NaiveDate, steps: i32) -> i32 {
    let (month, here) = (u32::from(month), document.month());
    match steps {
        -1 if month >= here => document.year() - 1,
        1 if month <= here => document.year() + 1,
        _ => document.year(),
    }
}

/// Returns the year of a month, or of a day in it, that a document names without a year: the
/// latest such date up to the document's, or the first from it where the sentence looks ahead. Of a
/// month soon to come, nobody can tell without more which year is meant.
pub(super) fn year_by_document(
    month: u8,
    day: Option<u8>,
    document: NaiveDate,
    ahead: bool,
) -> Option<i32> {
    const SOON: u32 = 4;
    let here = (document.month(), document.day());
    let there = (u32::from(month), day.map_or(here.1, u32::from));
    match there.cmp(&here) {
        std::cmp::Ordering::Greater if !ahead => {
            (there.0 - here.0 > SOON).then(|| document.year() - 1)
        }
        std::cmp::Ordering::Less if ahead => Some(document.year() + 1),
        _ => Some(document.year()),
    }
}

fn on_day(day: NaiveDate) -> Option<Edtf> {
    let month = u8::try_from(day.month()).ok()?;
    Point::day(day.year(), month, u8::try_from(day.day()).ok()?).map(Edtf::exact)
}

fn add_days(day: NaiveDate, days: i32) -> Option<NaiveDate> {
    let by = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}
