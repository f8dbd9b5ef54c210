//! Two dates that mark the ends of one stretch: "1939–1945", "from March to May 1992",
//! "between 264 and 146 BC".

use super::absolute::{Reading, date_at, month_at};
use super::partial::Partial;
use super::scan::{Kind, Words};
use super::year::year_at;

/// Reads one date or a span of two. With `expected`, a bare number is a year.
pub(super) fn span_at(words: &Words, at: usize, expected: bool) -> Option<Reading> {
    let left = date_at(words, at, expected);
    let joined = match left {
        Some(reading) if reading.to.is_none() => join(words, at, reading),
        Some(_) => None,
        None => borrowed_left(words, at).and_then(|reading| join(words, at, reading)),
    };
    joined.or(left)
}

/// Reads the second date and joins it to the first; none when no link or no later date follows.
fn join(words: &Words, at: usize, left: Reading) -> Option<Reading> {
    let place = link(words, at, left.next)?;
    let left_is_bare = !left.from.is_complete();
    let right = short_year(words, place, left.from)
        .or_else(|| date_at(words, place, true))
        .or_else(|| month_alone(words, place))
        .filter(|r| r.to.is_none())?;
    let bare_pair = left_is_bare && left.from.month.is_none();
    let lends = right.from.month.is_some() && right.from.day.is_some() || right.from.era.is_some();
    if bare_pair && !lends {
        return None;
    }
    let mut from = left.from;
    if bare_pair && right.from.era.is_some() {
        from = Partial::of_year(i32::from(from.day?));
        from.year = words.number(at).map(|(n, _)| n);
    }
    let from = from.filled_from(right.from);
    let to = right.from.filled_from(Partial { month: None, era: None, ..left.from });
    if let (Some(a), Some(b)) = (from.value(), to.value()) {
        super::partial::span(a, b)?;
    }
    Some(Reading { from, to: Some(to), next: right.next })
}

/// Reads a first half that only its partner makes a date: "6" of "6 to 8 November", "March" of
/// "March to May 1992", "264" of "264–146 BC".
fn borrowed_left(words: &Words, at: usize) -> Option<Reading> {
    if let Some(reading) = month_alone(words, at) {
        return Some(reading);
    }
    let (number, digits) = words.number(at).filter(|_| !words.is_glued(at))?;
    let suffix = words.is_glued(at + 1) && words.is_any(at + 1, &["st", "nd", "rd", "th"]);
    // Digits of a year before Christ do not fit a day; the place is read again once that is known.
    let day = u8::try_from(number).unwrap_or(u8::MAX);
    (digits <= 4 && number > 0).then_some(Reading {
        from: Partial { day: Some(day), ..Partial::default() },
        to: None,
        next: at + 1 + usize::from(suffix),
    })
}

fn month_alone(words: &Words, at: usize) -> Option<Reading> {
    let (month, next) = month_at(words, at)?;
    let from = Partial { month: Some(month), ..Partial::default() };
    Some(Reading { from, to: None, next })
}

/// Returns the place of the second date, when "to", a dash, or "between … and" links it.
fn link(words: &Words, at: usize, next: usize) -> Option<usize> {
    let linked = match () {
        () if words.is_dash(next) => true,
        () if words.is_any(next, &["to", "until", "till", "through", "into"]) => true,
        () if words.is(next, "and") => opens_with_between(words, at),
        () => false,
    };
    let mut place = words.skip(next + 1, "the");
    if words.is_any(place, &["early", "mid", "late"]) {
        place += 1 + usize::from(words.is_dash(place + 1));
    }
    linked.then_some(place)
}

fn opens_with_between(words: &Words, at: usize) -> bool {
    (1..=4).any(|back| words.before(at, back).is_some_and(|w| w.is("between")))
}

/// Reads "18" of "1914-18".
fn short_year(words: &Words, at: usize, left: Partial) -> Option<Reading> {
    let first = left.year.filter(|_| left.month.is_none() && left.season.is_none())?;
    let (end, digits) = words.number(at)?;
    let in_dash = words.is_glued(at) && words.get(at - 1).is_some_and(|w| w.kind == Kind::Mark);
    let unit = words.is_glued(at + 1)
        && words
            .get(at + 1)
            .is_some_and(|w| w.kind == Kind::Letters || w.is_any(&["-", "%", ":", "/"]));
    if digits != 2 || !in_dash || unit || end <= first % 100 || year_at(words, at, false).is_some()
    {
        return None;
    }
    Some(Reading { from: Partial::of_year(first - first % 100 + end), to: None, next: at + 1 })
}
