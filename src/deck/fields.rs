//! Typed access to one table of a deck file: every value is checked against its definition, and
//! what does not fit becomes a diagnostic at its place.

use super::diagnostic::{Diagnostic, nearest};
use super::format::{Key, Shape, kind_keys};
use super::model::Kind;
use super::values::{
    date, describe, filled_text, integer, is_name, number, pause_seconds, quoting_hint, word,
};
use crate::value::{Edtf, Number, Point};
use chrono::NaiveDate;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'t> = Spanned<DeValue<'t>>;

/// A table of the file beside the definitions of its keys.
pub struct Fields<'t, 'd> {
    table: &'t DeTable<'t>,
    span: Range<usize>,
    /// The keys that every such table has, and those that only tables of this kind have.
    keys: [&'static [Key]; 2],
    /// What the table is, for messages: "card", "source", "`[deck]`".
    what: &'static str,
    faults: &'d mut Vec<Diagnostic>,
}

impl<'t, 'd> Fields<'t, 'd> {
    /// Returns access to a table, having reported its unknown keys and those it lacks.
    pub fn new(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        keys: &'static [Key],
        what: &'static str,
        faults: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Self::of_kind(table, span, [keys, &[]], what, faults)
    }

    /// Returns access to a table that has keys of its kind beside those that all have, as
    /// [`new`](Self::new) does.
    pub fn of_kind(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        keys: [&'static [Key]; 2],
        what: &'static str,
        faults: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let mut fields = Self { table, span, keys, what, faults };
        fields.report_unknown();
        fields.report_missing();
        fields
    }

    /// Returns the place of the table's head.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Returns the place of a value, or of the table when the key is absent.
    pub fn place(&self, name: &str) -> Range<usize> {
        self.table.get(name).map_or_else(|| self.span(), Spanned::span)
    }

    /// Returns whether the table has this key.
    pub fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// Adds a fault of this table.
    pub fn report(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    fn report_unknown(&mut self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.key(name).is_some() {
                continue;
            }
            if let Some(fault) = self.of_another_kind(name, key.span()) {
                self.faults.push(fault);
                continue;
            }
            let message = format!("unknown key `{name}` in {}", self.what);
            let near = nearest(name, self.known().map(|known| known.name));
            let hint = near.map_or_else(
                || format!("the keys here are {}", self.names()),
                |near| format!("did you mean `{near}`?"),
            );
            self.faults.push(Diagnostic::warning("unknown-key", key.span(), message).hint(hint));
        }
    }

    /// Returns the fault of a card's key that only cards of other kinds have.
    fn of_another_kind(&self, name: &str, place: Range<usize>) -> Option<Diagnostic> {
        let has = |kind: &Kind| kind_keys(*kind).0.iter().any(|key| key.name == name);
        let kinds: Vec<String> = Kind::ALL
            .iter()
            .filter(|kind| has(kind))
            .map(|kind| format!("`{}`", kind.name()))
            .collect();
        if self.what != "card" || kinds.is_empty() {
            return None;
        }
        let message = format!("`{name}` does nothing in a card of this kind");
        let hint = format!(
            "only cards of kind {} have it: change `kind`, or take it out",
            kinds.join(", ")
        );
        Some(Diagnostic::warning("unknown-key", place, message).hint(hint))
    }

    /// Returns what to write for a key of this table, after a verb such as "add".
    pub fn how_to_write(&self, name: &str, verb: &str) -> String {
        self.key(name).map_or_else(String::new, |key| format!("{verb} {}", key.how_to_write()))
    }

    fn names(&self) -> String {
        self.known().map(|key| format!("`{}`", key.name)).collect::<Vec<_>>().join(", ")
    }

    fn report_missing(&mut self) {
        for key in self.known() {
            if key.required && !self.table.contains_key(key.name) {
                let message = format!("{} without `{}`", self.what, key.name);
                let hint = format!("add {}", key.how_to_write());
                self.faults.push(
                    Diagnostic::error("missing-key", self.span.clone(), message)
                        .expected(format!("`{}`, {}", key.name, key.shape.expected()))
                        .hint(hint),
                );
            }
        }
    }

    /// Returns the value of a key, and its definition.
    fn get(&self, name: &str) -> Option<(&'t Value<'t>, &'static Key)> {
        let value = self.table.get(name)?;
        Some((value, self.key(name)?))
    }

    fn known(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.into_iter().flatten()
    }

    fn key(&self, name: &str) -> Option<&'static Key> {
        self.known().find(|key| key.name == name)
    }

    /// Reads a key with `read`, reporting the value as of the wrong type when that gives none.
    fn read<T>(&mut self, name: &str, read: impl Fn(&DeValue<'t>) -> Option<T>) -> Option<T> {
        let (value, key) = self.get(name)?;
        let found = read(value.get_ref());
        if found.is_none() {
            self.wrong(value, key);
        }
        found
    }

    fn wrong(&mut self, value: &Value<'_>, key: &Key) {
        let given = describe(value.get_ref());
        let message = format!("`{}` cannot be {given}", key.name);
        let fault = Diagnostic::error("wrong-value", value.span(), message)
            .expected(format!("expected {}", key.shape.expected()));
        let fault = match quoting_hint(value.get_ref(), &key.shape) {
            Some(hint) => fault.hint(hint),
            None => fault.hint(format!("write {}", key.how_to_write())),
        };
        self.faults.push(fault);
    }

    /// Reads a text that is not blank.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.read(name, filled_text)
    }

    /// Reads a name: without spaces, `/`, `#` or control characters.
    pub fn name(&mut self, name: &str) -> Option<String> {
        self.read(name, |value| filled_text(value).filter(|text| is_name(text)))
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        self.read(name, DeValue::as_bool)
    }

    /// Reads a whole number within the bounds of its definition.
    pub fn whole(&mut self, name: &str) -> Option<u32> {
        let (low, high) = match self.get(name)?.1.shape {
            Shape::Whole(low, high) => (low, high),
            _ => (0, i64::from(u32::MAX)),
        };
        self.read(name, |value| {
            integer(value).filter(|n| (low..=high).contains(n)).and_then(|n| u32::try_from(n).ok())
        })
    }

    /// Reads a number within the bounds of its definition.
    pub fn number(&mut self, name: &str) -> Option<f64> {
        let (low, high) = match self.get(name)?.1.shape {
            Shape::Fraction(low, high) => (low, high),
            _ => (f64::MIN, f64::MAX),
        };
        self.read(name, |value| number(value).filter(|n| (low..=high).contains(n)))
    }

    /// Reads a list of numbers; an empty one when the key is absent.
    pub fn numbers(&mut self, name: &str) -> Option<Vec<Number>> {
        self.members(name, |value| number(value).and_then(Number::new))
    }

    /// Reads a list of texts; an empty one when the key is absent.
    pub fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let at_least = match self.get(name).map(|(_, key)| key.shape) {
            Some(Shape::Texts(at_least)) => at_least,
            _ => 0,
        };
        let texts = self.members(name, filled_text)?;
        if self.has(name) && texts.len() < at_least {
            let message =
                format!("`{name}` needs {at_least} or more members, and has {}", texts.len());
            let place = self.place(name);
            let hint = self.how_to_write(name, "write");
            self.report(Diagnostic::error("too-few", place, message).hint(hint));
            return None;
        }
        Some(texts)
    }

    /// Reads each member of a list, reporting every one that does not fit at its own place.
    fn members<T>(
        &mut self,
        name: &str,
        read: impl Fn(&DeValue<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some((value, key)) = self.get(name) else {
            return Some(Vec::new());
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(value, key);
            return None;
        };
        let mut whole = true;
        let mut members = Vec::new();
        for member in list {
            if let Some(read) = read(member.get_ref()) {
                members.push(read);
            } else {
                whole = false;
                self.wrong(member, key);
            }
        }
        whole.then_some(members)
    }

    /// Reads a calendar day.
    pub fn day(&mut self, name: &str) -> Option<NaiveDate> {
        self.read(name, |value| match date(value).ok()?.from {
            Point::Day(day) => Some(day),
            _ => None,
        })
    }

    /// Reads a date of any precision.
    pub fn date(&mut self, name: &str) -> Option<Edtf> {
        let (value, key) = self.get(name)?;
        match date(value.get_ref()) {
            Ok(date) => Some(date),
            Err(None) => {
                self.wrong(value, key);
                None
            }
            Err(Some(why)) => {
                self.report(
                    Diagnostic::error("bad-date", value.span(), why)
                        .expected("a date as EDTF (ISO 8601-2)")
                        .hint("write 1992, \"1992-04\", 2025-11-06, \"199X\" or \"1850~\""),
                );
                None
            }
        }
    }

    /// Reads a list of dates; an empty one when the key is absent.
    pub fn dates(&mut self, name: &str) -> Option<Vec<Edtf>> {
        self.members(name, |value| date(value).ok())
    }

    /// Reads a list of pauses in seconds.
    pub fn pauses(&mut self, name: &str) -> Option<Vec<u32>> {
        self.has(name).then(|| self.members(name, |value| pause_seconds(value.as_str()?)))?
    }

    /// Reads a word out of those that `from_name` knows.
    pub fn word<T>(&mut self, name: &str, known: &[T], spelled: fn(T) -> &'static str) -> Option<T>
    where
        T: Copy,
    {
        let (value, key) = self.get(name)?;
        let found = word(value.get_ref(), known, spelled);
        if found.is_none() {
            self.wrong_word(value, key, known, spelled);
        }
        found
    }

    /// Reads a list of words; an empty one when the key is absent.
    pub fn words<T>(
        &mut self,
        name: &str,
        known: &[T],
        spelled: fn(T) -> &'static str,
    ) -> Option<Vec<T>>
    where
        T: Copy,
    {
        self.members(name, |value| word(value, known, spelled))
    }

    fn wrong_word<T: Copy>(
        &mut self,
        value: &Value<'_>,
        key: &Key,
        known: &[T],
        spelled: fn(T) -> &'static str,
    ) {
        let near = value
            .get_ref()
            .as_str()
            .and_then(|given| nearest(given, known.iter().map(|word| spelled(*word))));
        let Some(near) = near else {
            return self.wrong(value, key);
        };
        let message = format!("`{}` cannot be {}", key.name, describe(value.get_ref()));
        self.report(
            Diagnostic::error("wrong-value", value.span(), message)
                .expected(format!("expected {}", key.shape.expected()))
                .hint(format!("did you mean \"{near}\"?")),
        );
    }

    /// Returns a table that this one holds.
    pub fn table(&mut self, name: &str) -> Option<(&'t DeTable<'t>, Range<usize>)> {
        let (value, key) = self.get(name)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(value, key);
        }
        Some((table?, value.span()))
    }

    /// Returns the tables of a list, having reported the members that are none.
    pub fn tables(&mut self, name: &str) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some((value, key)) = self.get(name) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(value, key);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for member in list {
            match member.get_ref().as_table() {
                Some(table) => tables.push((table, member.span())),
                None => self.wrong(member, key),
            }
        }
        tables
    }

    /// Lends the list of faults, for a table within this one.
    pub fn faults(&mut self) -> &mut Vec<Diagnostic> {
        self.faults
    }
}
