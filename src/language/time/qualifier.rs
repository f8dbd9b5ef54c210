//! What stands before a date and bends it: "about", "late", "the end of", "the first half of".

use super::Part;
use super::absolute::ordinal_at;
use super::partial::span;
use super::scan::Words;
use crate::value::{Edtf, Point};

/// What the words before a date say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Qualifier {
    /// "about", "circa".
    pub(super) about: bool,
    /// "late", "mid-", "the end of".
    pub(super) part: Option<Part>,
    /// The second of two halves is `(2, 2)`, the first quarter `(1, 4)`.
    pub(super) fraction: Option<(i32, i32)>,
    /// Whether a bare number after it is a year.
    pub(super) asks_for_year: bool,
    /// The place of the date.
    pub(super) next: usize,
}

impl Qualifier {
    /// Reads what stands at this place; `next` is the same place where that is nothing.
    pub(super) fn read(words: &Words, at: usize) -> Self {
        let mut found = Self { next: at, ..Self::default() };
        found.read_about(words);
        if found.read_fraction(words) || found.read_part(words) {
            found.asks_for_year = true;
        }
        if found.next > at {
            found.next = words.skip(found.next, "the");
        }
        found
    }

    fn read_about(&mut self, words: &Words) {
        let at = self.next;
        let Some(word) = words.get(at) else { return };
        if word.is_any(&["circa", "ca"]) || (word.text == "c" && !words.is_glued(at)) {
            self.about = true;
            self.asks_for_year = true;
            let stop = words.is(at + 1, ".") && words.is_glued(at + 1);
            self.next = at + 1 + usize::from(stop);
        } else if word.is_in("about around roughly approximately") {
            // "about 1500 died" counts people; "in about 1500" does not.
            self.about = true;
            self.asks_for_year = words
                .before(at, 1)
                .is_some_and(|w| w.is_in("in since by from until to ( dated born date dates"));
            self.next = at + 1;
        }
    }

    /// "the first half of", "the last quarter of"; the article stands before.
    fn read_fraction(&mut self, words: &Words) -> bool {
        let at = self.next;
        let Some((ordinal, next)) = ordinal_at(words, at) else { return false };
        let whole = match () {
            () if words.is(next, "half") => 2,
            () if words.is(next, "quarter") => 4,
            () => return false,
        };
        if !words.is(next + 1, "of") || !(1..=whole).contains(&ordinal) {
            return false;
        }
        self.fraction = Some((ordinal, whole));
        self.next = next + 2;
        true
    }

    fn read_part(&mut self, words: &Words) -> bool {
        let at = self.next;
        let Some(word) = words.get(at) else { return false };
        let of = |next: usize| words.is(next, "of").then_some(next + 1);
        let (part, next) = if word.is_in("early mid late") {
            let part = match () {
                () if word.is("early") => Part::Early,
                () if word.is("late") => Part::Late,
                () => Part::Mid,
            };
            let next = at + 1 + usize::from(words.is_dash(at + 1));
            (part, words.skip(next, "in"))
        } else if word.is_in("beginning start end middle close") {
            let part = match () {
                () if word.is_any(&["end", "close"]) => Part::Late,
                () if word.is("middle") => Part::Mid,
                () => Part::Early,
            };
            let Some(next) = of(at + 1) else { return false };
            (part, next)
        } else {
            return false;
        };
        self.part = Some(part);
        self.next = next;
        true
    }

    /// Returns the date bent as the words say; none when it has no such part.
    pub(super) fn apply(self, value: Edtf) -> Option<Edtf> {
        let value = match self.fraction {
            Some((nth, of)) => fraction(value, nth, of)?,
            None => value,
        };
        Some(if self.about { value.about() } else { value })
    }
}

/// Returns the months of a part of a year, or the years of a part of a century.
fn fraction(value: Edtf, nth: i32, of: i32) -> Option<Edtf> {
    if value.to.is_some() {
        return None;
    }
    let ends = |length: i32| ((nth - 1) * length / of, nth * length / of - 1);
    match value.from {
        Point::Year(year) => {
            let (first, last) = ends(12);
            let month = |m: i32| Point::month(year, u8::try_from(m + 1).ok()?).map(Edtf::exact);
            span(month(first)?, month(last)?)
        }
        Point::Century(century) => {
            let (first, last) = ends(100);
            span(Edtf::year(century * 100 + first)?, Edtf::year(century * 100 + last)?)
        }
        Point::Decade(decade) if of == 2 => {
            let (first, last) = ends(10);
            span(Edtf::year(decade * 10 + first)?, Edtf::year(decade * 10 + last)?)
        }
        _ => None,
    }
}
