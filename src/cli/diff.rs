//! `docent diff`: what an edit changes, card by card, and whose progress it touches.

use super::args::Diff;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{count, is_stdin, read_named};
use super::output::Output;
use super::screen::{printable, style};
use crate::deck::{CardChange, Deck, Difference, compare};
use crate::memory::ItemState;
use crate::progress::Journal;
use crate::study::{ItemId, Standing, Wording, edits, items_of, numbered_as_met};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Compares two decks.
pub fn run(args: &Diff, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    if is_stdin(&args.old) && is_stdin(&args.new) {
        return Err(CommandError::new("only one of the two decks can come from stdin"));
    }
    let (old, new) = (read(&args.old)?, read(&args.new)?);
    let told = Told::new(&old, &new, context)?;
    if args.json {
        output.json(&told.view())?;
    } else {
        told.show(context, output)?;
    }
    Ok(Outcome::Done)
}

/// Reads a deck from its file, or from stdin, as `git show HEAD:deck.toml` gives it.
fn read(path: &Path) -> Result<Deck, CommandError> {
    let shown = path.display();
    let reading = read_named(path)?.reading;
    let errors = reading.errors();
    let Some(deck) = reading.deck else {
        let message = format!("`{shown}` is no deck: {}", count(errors, "error"));
        return Err(CommandError::new(message).hint("`docent check` says what is wrong"));
    };
    if errors > 0 {
        let cards = count(reading.left_out, "card");
        Context::note(&format!("`{shown}`: {cards} left out for {}", count(errors, "error")));
    }
    Ok(deck)
}

/// What differs between two decks, with the progress it touches.
pub struct Told<'d> {
    old: &'d Deck,
    new: &'d Deck,
    found: Vec<Difference<'d>>,
    /// The words of the items of the old deck, under the id of the new one.
    met: BTreeMap<ItemId, Wording>,
    /// The items of the decks that were ever answered.
    standings: BTreeMap<ItemId, Standing>,
}

impl<'d> Told<'d> {
    /// Compares two decks, and looks into the journal when there is one.
    pub fn new(old: &'d Deck, new: &'d Deck, context: &Context) -> Result<Self, CommandError> {
        let met: BTreeMap<ItemId, Wording> = items_of(old)
            .iter()
            .map(|item| (ItemId { deck: new.id.clone(), ..item.id() }, Wording::of(item)))
            .collect();
        let names: BTreeMap<String, String> = edits(new, &met)
            .into_iter()
            .filter_map(|edit| Some((edit.item.id().card, edit.from?.card)))
            .collect();
        let journal = Journal::open_to_read(&context.journal())?;
        let mut standings =
            journal.as_ref().map(Journal::standings).transpose()?.unwrap_or_default();
        standings.retain(|item, standing| {
            (item.deck == old.id || item.deck == new.id) && standing.state != ItemState::New
        });
        Ok(Self { old, new, found: compare(old, new, &names), met, standings })
    }

    /// Returns whether the decks say the same.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.old.id == self.new.id
    }

    /// Returns the items of a card that were answered, with how often.
    fn touched(&self, one: &Difference<'_>) -> Vec<(&ItemId, u32)> {
        let ids: Vec<&str> = [one.old, one.new].iter().flatten().map(|c| c.id.as_str()).collect();
        self.standings
            .iter()
            .filter(|(item, _)| ids.contains(&item.card.as_str()))
            .map(|(item, standing)| (item, standing.state.seen().map_or(0, |seen| seen.reps)))
            .collect()
    }

    /// Shows what differs.
    pub fn show(&self, context: &Context, output: &mut Output) -> Result<(), CommandError> {
        if self.old.id != self.new.id {
            output.line(format!(
                "The deck's id was `{}` and is `{}`: no progress follows it.",
                printable(&self.old.id),
                printable(&self.new.id)
            ))?;
        }
        for one in &self.found {
            self.show_card(one, context, output)?;
        }
        output.line(self.counts())
    }

    fn show_card(
        &self,
        one: &Difference<'_>,
        context: &Context,
        output: &mut Output,
    ) -> Result<(), CommandError> {
        let Some(card) = one.new.or(one.old) else { return Ok(()) };
        let name = match (one.change, one.old) {
            (CardChange::Renamed, Some(old)) => format!("{} (was {})", card.id, old.id),
            _ => card.id.to_string(),
        };
        let word = format!("{:<8}", one.change.name());
        let word = match one.change {
            CardChange::Answer | CardChange::Gone | CardChange::Renamed => style::wrong(),
            CardChange::New => style::right(),
            CardChange::Status | CardChange::Wording | CardChange::Note => style::quiet(),
        }
        .apply_to(word);
        output.line(format!("{word} {}", style::strong().apply_to(printable(&name))))?;
        for line in context.screen.wrap(&card.body.prompt(), "    ") {
            output.line(line)?;
        }
        for line in details(one).iter().chain(&self.consequence(one)).chain(&self.moved_gaps(one)) {
            for line in context.screen.wrap(line, "    ") {
                output.line(line)?;
            }
        }
        Ok(())
    }

    /// Returns what becomes of the learner's progress.
    fn consequence(&self, one: &Difference<'_>) -> Option<String> {
        let touched = self.touched(one);
        let answers: u32 = touched.iter().map(|(_, reps)| reps).sum();
        if touched.is_empty() {
            return None;
        }
        let answers = format!("{} of yours", count(answers as usize, "answer"));
        Some(match one.change {
            _ if self.old.id != self.new.id => format!("{answers}: left behind."),
            CardChange::Answer => {
                format!("{answers}: `docent study` asks whether to relearn it.")
            }
            CardChange::Gone => format!("{answers}: kept, in case the card comes back."),
            CardChange::Renamed => {
                let old = one.old.map(|card| card.id.to_string()).unwrap_or_default();
                format!("{answers}: left behind, unless it keeps the id `{old}`.")
            }
            CardChange::New | CardChange::Status | CardChange::Wording | CardChange::Note => {
                format!("{answers}: kept.")
            }
        })
    }

    /// Returns how to number the gaps of a cloze where they are counted otherwise than they were.
    fn moved_gaps(&self, one: &Difference<'_>) -> Option<String> {
        let numbered = numbered_as_met(self.new, one.new?, &self.met)?;
        Some(format!(
            "Its gaps are counted otherwise: written as `{}` each keeps its progress.",
            printable(&numbered)
        ))
    }

    fn counts(&self) -> String {
        let of = |change: CardChange| self.found.iter().filter(|one| one.change == change).count();
        let mut parts = Vec::new();
        for (change, words) in [
            (CardChange::Answer, "with another answer"),
            (CardChange::Wording, "in other words"),
            (CardChange::Note, "with another note"),
            (CardChange::Status, "with another status"),
            (CardChange::Renamed, "with another id"),
            (CardChange::New, "new"),
            (CardChange::Gone, "gone"),
        ] {
            match of(change) {
                0 => {}
                cards => parts.push(format!("{cards} {words}")),
            }
        }
        let touched = self.found.iter().filter(|one| one.new.is_some() && one.old.is_some());
        let added = of(CardChange::New);
        let same = self.new.cards.len() - added.min(self.new.cards.len()) - touched.count();
        parts.push(format!("{same} as before"));
        format!("{}: {}.", count(self.new.cards.len(), "card"), parts.join(", "))
    }

    fn view(&self) -> View<'_> {
        let side = |card: Option<&crate::deck::Card>| {
            card.map(|card| Side { question: card.body.prompt(), answer: card.body.key() })
        };
        let cards = self.found.iter().map(|one| CardView {
            card: one.new.or(one.old).map(|card| card.id.to_string()).unwrap_or_default(),
            was_card: one.old.map(|card| card.id.to_string()),
            change: one.change.name(),
            keys: one.parts.clone(),
            was: side(one.old),
            is: side(one.new),
            progress: self
                .touched(one)
                .into_iter()
                .map(|(item, reps)| Progress { item: item.to_string(), learner: "me", reps })
                .collect(),
        });
        View { was_deck: &self.old.id, deck: &self.new.id, cards: cards.collect() }
    }
}

/// Returns what differs in a card, a line each.
fn details(one: &Difference<'_>) -> Vec<String> {
    let (Some(old), Some(new)) = (one.old, one.new) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut others = Vec::new();
    if one.change == CardChange::Note {
        return vec![noted(old.note.as_deref(), new.note.as_deref())];
    }
    for part in &one.parts {
        match *part {
            "question" | "text" if old.body.prompt() != new.body.prompt() => {
                lines.push(format!("was: {}", old.body.prompt()));
            }
            "answer" => lines.push(format!("{} → {}", old.body.key(), new.body.key())),
            "status" => lines.push(format!("{} → {}", old.status.name(), new.status.name())),
            "id" => {}
            other => others.push(other),
        }
    }
    if !others.is_empty() {
        lines.push(format!("also: {}", others.join(", ")));
    }
    lines
}

/// Returns what became of a note.
fn noted(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => format!("was: {old}"),
        (None, new) => new.unwrap_or_default().to_owned(),
    }
}

#[derive(Serialize)]
struct View<'v> {
    was_deck: &'v str,
    deck: &'v str,
    cards: Vec<CardView>,
}

#[derive(Serialize)]
struct CardView {
    card: String,
    was_card: Option<String>,
    change: &'static str,
    keys: Vec<&'static str>,
    was: Option<Side>,
    is: Option<Side>,
    progress: Vec<Progress>,
}

#[derive(Serialize)]
struct Side {
    question: String,
    answer: String,
}

#[derive(Serialize)]
struct Progress {
    item: String,
    learner: &'static str,
    reps: u32,
}
