//! From the text of a deck file to a [`Deck`], with every fault in one pass.

use super::diagnostic::{Diagnostic, LineIndex};
use super::fields::Fields;
use super::format::{CARD, CITATION, DECK, FILE, FORMAT, SOURCE, STUDY};
use super::model::{Card, Citation, Deck, Source, StudyWishes};
use super::one_bracket::read_with_two;
use super::read_card::{derived_id, read_body};
use super::read_parts::read_in_parts;
use super::syntax::{drop_echoes, is_of_syntax, merge_conflict, syntax_fault};
use crate::deck::format::kind_keys;
use crate::deck::model::{CardId, Form, Kind, Status};
use std::collections::HashMap;
use std::ops::Range;
use toml::de::DeTable;

/// What reading a deck file gave: what is sound, and what is not.
#[derive(Debug)]
pub struct Reading {
    /// The deck with its sound cards; none when the file as a whole cannot be used.
    pub deck: Option<Deck>,
    /// Every fault, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many cards were left out because of their faults.
    pub left_out: usize,
}

impl Reading {
    /// Returns how many errors were found.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|fault| fault.is_error()).count()
    }
}

/// Reads the text of a deck file. Never stops at the first fault, and never panics.
#[must_use]
pub fn read_deck(text: &str) -> Reading {
    read_in_parts(text).unwrap_or_else(|| read_whole(text).reading)
}

/// What was read, with the ids that cards claim.
pub(super) struct Read {
    pub reading: Reading,
    pub claimed: Claimed,
}

/// Reads a deck file on this thread.
pub(super) fn read_whole(text: &str) -> Read {
    let read = read_as_it_is(text);
    if read.reading.errors() == 0 {
        return read;
    }
    read_with_two(text, &read, read_as_it_is).unwrap_or(read)
}

/// Reads a deck file with the brackets that it has.
pub(super) fn read_as_it_is(text: &str) -> Read {
    let mut faults = Vec::new();
    let (root, syntax) = DeTable::parse_recoverable(text);
    let broken = !syntax.is_empty();
    faults.extend(syntax.into_iter().map(|error| syntax_fault(text, &error)));
    let (mut left_out, mut claimed) = (0, Claimed::new());
    let newer = newer_format(root.get_ref());
    let deck = if newer.is_some() {
        None
    } else {
        let mut top = Fields::new(root.get_ref(), 0..0, FILE, "the deck file", &mut faults);
        top.whole("format");
        read_top(&mut top, text, &mut claimed, &mut left_out)
    };
    if broken {
        drop_echoes(&mut faults);
    }
    // Nothing else that is said of such a file helps.
    if let Some(fault) = newer.or_else(|| broken.then(|| merge_conflict(text)).flatten()) {
        faults = vec![fault];
    }
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    Read { reading: Reading { deck, diagnostics: faults, left_out }, claimed }
}

fn newer_format(root: &DeTable<'_>) -> Option<Diagnostic> {
    let value = root.get("format")?;
    let integer = value.get_ref().as_integer()?;
    let format = i64::from_str_radix(integer.as_str(), integer.radix()).ok()?;
    (format > FORMAT).then(|| {
        let message = format!("format {format} is newer than this docent reads");
        Diagnostic::error("newer-format", value.span(), message)
            .expected(format!("{FORMAT} or older"))
            .hint(format!("docent {format}.0 or newer reads this deck; update docent"))
    })
}

fn read_top(
    top: &mut Fields<'_, '_>,
    text: &str,
    claimed: &mut Claimed,
    left_out: &mut usize,
) -> Option<Deck> {
    let lines = LineIndex::new(text);
    let head = top.table("deck");
    let sources = read_sources(top);
    let cards = read_cards(top, &sources, &lines, claimed, left_out);
    let (table, span) = head?;
    let mut fields = Fields::new(table, span, DECK, "`[deck]`", top.faults());
    let id = fields.name("id");
    let study = fields.table("study");
    let study = study.map_or_else(StudyWishes::default, |(table, span)| {
        read_study(&mut Fields::new(table, span, STUDY, "`[deck.study]`", fields.faults()))
    });
    Some(Deck {
        title: fields.text("title").unwrap_or_default(),
        description: fields.text("description"),
        language: fields.name("language"),
        authors: fields.texts("authors").unwrap_or_default(),
        license: fields.text("license"),
        as_of: fields.day("as_of"),
        tags: fields.texts("tags").unwrap_or_default(),
        id: id?,
        study,
        sources,
        cards,
    })
}

fn read_study(fields: &mut Fields<'_, '_>) -> StudyWishes {
    StudyWishes {
        desired_retention: fields.number("desired_retention"),
        new_per_day: fields.whole("new_per_day"),
        reviews_per_day: fields.whole("reviews_per_day"),
        learning_steps: fields.pauses("learning_steps"),
        exam: fields.day("exam"),
    }
}

fn read_sources(top: &mut Fields<'_, '_>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for (table, span) in top.tables("source") {
        let mut fields = Fields::new(table, span, SOURCE, "source", top.faults());
        let source = Source {
            title: fields.text("title"),
            publisher: fields.text("publisher"),
            date: fields.date("date"),
            file: fields.text("file"),
            url: fields.text("url"),
            sha256: fields.text("sha256"),
            id: match fields.name("id") {
                Some(id) => id,
                None => continue,
            },
        };
        if sources.iter().any(|other| other.id == source.id) {
            let place = fields.place("id");
            let message = format!("two sources have the id `{}`", source.id);
            fields.report(
                Diagnostic::error("duplicate-source", place, message)
                    .hint("rename one, and the cites that mean it"),
            );
        } else {
            sources.push(source);
        }
    }
    sources
}

/// The ids that cards claim, each with the line of the first that does.
pub(super) type Claimed = HashMap<String, u32>;

fn read_cards(
    top: &mut Fields<'_, '_>,
    sources: &[Source],
    lines: &LineIndex<'_>,
    claimed: &mut Claimed,
    left_out: &mut usize,
) -> Vec<Card> {
    let mut cards = Vec::new();
    let broken: Vec<usize> = top
        .faults()
        .iter()
        .filter(|fault| is_of_syntax(fault.rule))
        .map(|fault| fault.span.start)
        .collect();
    let tables = top.tables("card");
    let ends: Vec<usize> = tables
        .iter()
        .skip(1)
        .map(|(_, next)| next.start)
        .chain(std::iter::once(usize::MAX))
        .collect();
    for ((table, span), end) in tables.into_iter().zip(ends) {
        let line = lines.place(span.start).line;
        // What the parser guessed of a card with a broken line is not what the teacher wrote.
        let guessed = broken.iter().any(|at| (span.start..end).contains(at));
        let before = top.faults().len();
        let card = read_card(table, span, line, sources, top.faults());
        let sound = !guessed && !top.faults()[before..].iter().any(Diagnostic::is_error);
        let only = claim_id(table, card.as_ref(), line, claimed, top.faults());
        let card = card.filter(|_| sound && only);
        match card {
            Some(card) => cards.push(card),
            None => *left_out += 1,
        }
    }
    cards
}

fn read_card(
    table: &DeTable<'_>,
    span: Range<usize>,
    line: u32,
    sources: &[Source],
    faults: &mut Vec<Diagnostic>,
) -> Option<Card> {
    let kind = read_kind(table, span.clone(), faults)?;
    let keys = [CARD, kind_keys(kind).0];
    let mut fields = Fields::of_kind(table, span, keys, "card", faults);
    let id = fields.name("id");
    let body = read_body(kind, &mut fields);
    let cites = read_cites(&mut fields, sources);
    let rest = Card {
        explanation: fields.text("explanation"),
        tags: fields.texts("tags").unwrap_or_default(),
        cites,
        reversed: fields.flag("reversed").unwrap_or_default(),
        status: fields.word("status", &Status::ALL, Status::name).unwrap_or_default(),
        ask: fields.words("ask", &Form::ALL, Form::name).unwrap_or_default(),
        note: fields.text("note"),
        fact: fields.name("fact"),
        built: fields.name("built"),
        line,
        ..Card::new(CardId::Derived(String::new()), body?)
    };
    let id = id.map_or_else(|| CardId::Derived(derived_id(&rest.body)), CardId::Written);
    Some(Card { id, ..rest })
}

/// Reads the kind by itself first, because it says which other keys are known.
fn read_kind(
    table: &DeTable<'_>,
    span: Range<usize>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Kind> {
    let given = table.get("kind").and_then(|value| value.get_ref().as_str());
    let known = given.and_then(|given| Kind::ALL.into_iter().find(|kind| kind.name() == given));
    if known.is_some() {
        return known;
    }
    let mut scratch = Vec::new();
    let kind =
        Fields::new(table, span, CARD, "card", &mut scratch).word("kind", &Kind::ALL, Kind::name);
    if kind.is_none() {
        let meant = given.and_then(Kind::called_elsewhere);
        // Without the kind no key is known to be wrong, so only what all kinds share is reported.
        let shared = scratch.into_iter().filter(|fault| fault.rule != "unknown-key");
        faults.extend(shared.map(|fault| match meant {
            Some(meant) => fault.hint(format!("did you mean \"{meant}\"?")),
            None => fault,
        }));
    }
    kind
}

fn read_cites(fields: &mut Fields<'_, '_>, sources: &[Source]) -> Vec<Citation> {
    let mut cites = Vec::new();
    for (table, span) in fields.tables("cites") {
        let mut entry = Fields::new(table, span, CITATION, "a cite", fields.faults());
        let quote = entry.text("quote");
        let line = entry.whole("line");
        let Some(source) = entry.name("source") else {
            continue;
        };
        if !sources.iter().any(|known| known.id == source) {
            let place = entry.place("source");
            let near = super::diagnostic::nearest(&source, sources.iter().map(|s| s.id.as_str()));
            let hint = near.map_or_else(
                || format!("add a `[[source]]` with id = \"{source}\""),
                |near| format!("did you mean \"{near}\"?"),
            );
            let message = format!("no source has the id `{source}`");
            entry.report(Diagnostic::warning("unknown-source", place, message).hint(hint));
        }
        cites.push(Citation { source, quote, line });
    }
    cites
}

/// Claims a card's id, also for a card that has other faults; tells whether it was still free.
fn claim_id(
    table: &DeTable<'_>,
    card: Option<&Card>,
    line: u32,
    claimed: &mut Claimed,
    faults: &mut Vec<Diagnostic>,
) -> bool {
    let written = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
    let derived = || card.map(|card| card.id.to_string());
    let Some(id) = written.clone().or_else(derived) else { return true };
    let Some(first) = claimed.get(&id) else {
        claimed.insert(id, line);
        return true;
    };
    let place = ["id", "question", "text"].iter().find_map(|key| table.get(*key));
    let span = place.map_or(0..0, toml::Spanned::span);
    faults.push(if written.is_some() {
        Diagnostic::error("duplicate-id", span, format!("two cards have the id `{id}`"))
            .expected(format!("an id that the card on line {first} has not"))
            .hint("give this card an id of its own; progress hangs on it")
    } else {
        Diagnostic::error("duplicate-card", span, "two cards without an id ask the same")
            .expected(format!("a question that the card on line {first} does not ask"))
            .hint("remove one, or give each an `id`")
    });
    false
}

#[cfg(test)]
mod tests;
