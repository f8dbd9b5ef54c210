//! `docent cards`: every item with its state, searched.

use super::args::{Cards, DeckFolder};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, count};
use super::output::Output;
use super::screen::{printable, style};
use super::study::{comes_back, due_since, standings};
use crate::deck::Kind;
use crate::memory::{Model, Moment};
use crate::progress::Journal;
use crate::study::{Availability, Item, Standing, items_of};
use crate::value::fold;
use serde::Serialize;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Lists the items that the query finds.
pub fn run(
    args: &Cards,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let (decks, words): (Vec<_>, Vec<_>) = args.words.iter().partition(|word| is_deck(word));
    let decks: Vec<PathBuf> = decks.into_iter().map(PathBuf::from).collect();
    let query: Vec<&str> =
        words.into_iter().map(|word| searched(word)).collect::<Result<_, _>>()?;
    if let Some(unknown) = query.iter().find_map(|word| unknown_state(word)) {
        return Err(CommandError::new(format!(
            "`is:{unknown}` finds nothing: there is no such state"
        ))
        .hint(format!("write is: and one of {}", STATES.join(", "))));
    }
    let library = Library::open(&decks, folder)?;
    library.say_notes();
    let now = context.now();
    let journal = Journal::open_to_read(&context.journal())?;
    let model = Journal::model_of(journal.as_ref());
    let of_journal = |journal: &Journal| standings(journal, &library);
    let standings = journal.as_ref().map(of_journal).transpose()?.unwrap_or_default();
    let mut found = Vec::new();
    for item in library.decks().into_iter().flat_map(items_of) {
        let standing = standings.get(&item.id()).copied().unwrap_or_default();
        let waits = item.set_aside(&standings, &model, now).is_some();
        let entry = Entry { item, standing, waits, now, model: &model };
        if query.iter().all(|word| entry.fits(word)) {
            found.push(entry);
        }
    }
    if args.json {
        output.json(&found.iter().map(Entry::view).collect::<Vec<_>>())?;
    } else {
        show(&found, context, output)?;
    }
    Ok(Outcome::Done)
}

/// Returns whether a word of the command line names a deck or a folder of decks.
fn is_deck(word: &OsStr) -> bool {
    let path = Path::new(word);
    path.extension().is_some_and(|extension| extension == "toml") || path.is_dir()
}

/// Returns a word that cards are searched for.
fn searched(word: &OsStr) -> Result<&str, CommandError> {
    word.to_str().ok_or_else(|| {
        CommandError::new(format!("no card has the word `{}`: it is no UTF-8 text", word.display()))
            .hint("the name of a deck ends in .toml")
    })
}

/// What may stand after `is:` beside the kinds of card.
const STATES: [&str; 10] = [
    "new",
    "learning",
    "review",
    "relearning",
    "due",
    "leech",
    "active",
    "buried",
    "suspended",
    "draft",
];

/// Returns what stands after `is:` in a word, when it is no state and no kind.
fn unknown_state(word: &str) -> Option<&str> {
    let state = word.strip_prefix("is:")?;
    let known = STATES.contains(&state) || Kind::ALL.iter().any(|kind| kind.name() == state);
    (!known).then_some(state)
}

struct Entry<'d> {
    item: Item<'d>,
    standing: Standing,
    /// Whether it is due and waits until tomorrow, because another item of its card is asked today.
    waits: bool,
    now: Moment,
    model: &'d Model,
}

impl Entry<'_> {
    fn availability(&self) -> &'static str {
        self.standing.availability(self.item.card.status, self.now.study_day()).name()
    }

    /// Returns whether the item is asked now.
    fn is_due(&self) -> bool {
        let due = self.standing.state.due(self.now.offset());
        let active = self.availability() == Availability::Active.name();
        active && !self.waits && due.is_some_and(|due| due <= self.now)
    }

    /// Returns whether a word of the query finds the item: a tag (`tag:dates`), a state, kind or
    /// availability (`is:new`, `is:cloze`, `is:draft`, `is:due`), or a word of the card.
    fn fits(&self, word: &str) -> bool {
        let card = self.item.card;
        if let Some(tag) = word.strip_prefix("tag:") {
            return card.tags.iter().any(|own| fold(own) == fold(tag));
        }
        if let Some(state) = word.strip_prefix("is:") {
            return state == self.standing.state.name()
                || state == self.availability()
                || state == card.body.kind().name()
                || (state == "due" && self.is_due())
                || (state == "leech" && self.standing.state.is_leech());
        }
        let (question, answer) = (card.body.prompt(), card.body.key());
        let words = [&question, &answer, card.id.as_str(), &card.tags.join(" ")].join(" ");
        fold(&words).contains(&fold(word))
    }

    fn view(&self) -> View {
        let seen = self.standing.state.seen();
        let id = self.item.id();
        View {
            item: id.to_string(),
            deck: id.deck,
            card: id.card,
            kind: self.item.card.body.kind().name(),
            state: self.standing.state.name(),
            availability: self.availability(),
            stability: seen.map(|seen| seen.memory.stability),
            difficulty: seen.map(|seen| seen.memory.difficulty),
            due: self.standing.state.due(self.now.offset()).map(|due| due.to_string()),
            reps: seen.map_or(0, |seen| seen.reps),
            lapses: seen.map_or(0, |seen| seen.lapses),
            retrievability: self.standing.state.retrievability(self.model, self.now),
            question: self.item.prompt(),
            tags: self.item.card.tags.clone(),
        }
    }
}

#[derive(Serialize)]
struct View {
    item: String,
    deck: String,
    card: String,
    kind: &'static str,
    state: &'static str,
    availability: &'static str,
    stability: Option<f32>,
    difficulty: Option<f32>,
    due: Option<String>,
    reps: u32,
    lapses: u32,
    retrievability: Option<f32>,
    question: String,
    tags: Vec<String>,
}

fn show(found: &[Entry<'_>], context: &Context, output: &mut Output) -> Result<(), CommandError> {
    for entry in found {
        let id = style::strong().apply_to(printable(&entry.item.id().to_string()));
        let when = match due_since(&entry.standing.state, entry.now) {
            Some(_) if entry.waits => "set aside until tomorrow".to_owned(),
            Some(due) => due,
            None => format!("back {}", comes_back(&entry.standing.state, entry.now)),
        };
        let state = match (entry.availability(), entry.standing.state.name()) {
            ("active", "new") => "new".to_owned(),
            ("active", state) => format!("{state}, {when}"),
            (set_aside, _) => set_aside.to_owned(),
        };
        output.line(format!("{id}  {state}"))?;
        for line in context.screen.wrap_lines(&entry.item.prompt(), "    ") {
            output.line(line)?;
        }
    }
    output.line(count(found.len(), "item"))
}
