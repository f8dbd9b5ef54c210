//! What a teacher changed since the learner met it: said once, and asked about where another answer
//! is right now.

use crate::cli::args::Face;
use crate::cli::context::Context;
use crate::cli::error::CommandError;
use crate::cli::library::{Library, count};
use crate::cli::output::Output;
use crate::cli::screen::{menu_theme, printable, printable_lines, style};
use crate::memory::ItemState;
use crate::progress::Journal;
use crate::study::{
    Edit, Event, EventKind, IdSource, ItemId, Standing, Wording, edits, follow_names,
    numbered_as_met,
};
use dialoguer::Select;
use std::collections::BTreeMap;
use std::io;

/// What to do with an item whose answer changed in meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Keep,
    Relearn,
}

/// A choice, and whether it holds for those that follow.
type Chosen = (Choice, bool);

/// Returns where every item stands, under the name it goes by now.
pub fn standings(
    journal: &Journal,
    library: &Library,
) -> Result<BTreeMap<ItemId, Standing>, CommandError> {
    let mut standings = journal.standings()?;
    let met = journal.met()?;
    for deck in library.decks() {
        follow_names(&mut standings, &edits(deck, &met));
    }
    Ok(standings)
}

/// Takes note of what changed in the decks, and asks about answers that mean another thing.
pub fn take_note(
    library: &Library,
    journal: &mut Journal,
    face: Face,
    context: &Context,
    output: &mut Output,
) -> Result<(), CommandError> {
    recognise(library, journal, context)?;
    note_moved_gaps(library, journal)?;
    let (mut asked, mut silent) = (Vec::new(), Vec::new());
    for edit in changes(library, journal)? {
        let is_known = journal.standing(&edit.item.id())?.state != ItemState::New;
        if edit.changes_answer() && is_known { asked.push(edit) } else { silent.push(edit) }
    }
    let mut notes = Notes::new(journal, context)?;
    let met = |edit: &Edit<'_>| EventKind::Met(edit.is.clone());
    let events: Vec<Event> = silent.iter().map(|edit| notes.event(edit, met(edit))).collect();
    journal.append_all(&events)?;
    let mut for_all = None;
    for (at, edit) in asked.iter().enumerate() {
        let more = asked.len() - at - 1;
        let chosen = match for_all {
            Some(choice) => Some((choice, true)),
            None => choose(edit, more, face, context, output)?,
        };
        let Some((choice, all)) = chosen else { continue };
        for_all = all.then_some(choice);
        let mut events = vec![notes.event(edit, met(edit))];
        if choice == Choice::Relearn {
            events.push(notes.event(edit, EventKind::Reset));
        }
        journal.append_all(&events)?;
    }
    Ok(())
}

/// Gives the items of cards without an id that were reworded the progress they had.
pub fn recognise(
    library: &Library,
    journal: &mut Journal,
    context: &Context,
) -> Result<(), CommandError> {
    let mut notes = Notes::new(journal, context)?;
    let mut events = Vec::new();
    for edit in changes(library, journal)? {
        if let Some(from) = edit.from.clone() {
            events.push(notes.event(&edit, EventKind::Renamed { from }));
        }
    }
    if events.is_empty() {
        return Ok(());
    }
    journal.append_all(&events)?;
    Context::note(&format!(
        "{} without an id recognised in other words; progress stays. `docent check --fix` writes \
         ids down",
        count(events.len(), "item")
    ));
    Ok(())
}

/// Says of which cards the gaps are counted otherwise than they were met, before it is asked what of them
/// is kept: who numbers them keeps all of it.
fn note_moved_gaps(library: &Library, journal: &Journal) -> Result<(), CommandError> {
    let decks = library.decks();
    let names: Vec<&str> = decks.iter().map(|deck| deck.id.as_str()).collect();
    let met = journal.met_in(&names)?;
    for deck in decks {
        for card in &deck.cards {
            let Some(numbered) = numbered_as_met(deck, card, &met) else { continue };
            Context::note(&printable(&format!(
                "the gaps of `{}/{}` are counted otherwise than you learnt them; written as `{numbered}` \
                 each keeps what you know of it",
                deck.id, card.id
            )));
        }
    }
    Ok(())
}

/// Returns what changed in the decks since the learner met their items.
fn changes<'d>(library: &'d Library, journal: &Journal) -> Result<Vec<Edit<'d>>, CommandError> {
    let decks = library.decks();
    let names: Vec<&str> = decks.iter().map(|deck| deck.id.as_str()).collect();
    let met = journal.met_in(&names)?;
    Ok(decks.into_iter().flat_map(|deck| edits(deck, &met)).collect())
}

/// Where the events come from.
struct Notes<'c> {
    ids: IdSource,
    context: &'c Context,
}

impl<'c> Notes<'c> {
    fn new(journal: &Journal, context: &'c Context) -> Result<Self, CommandError> {
        Ok(Self { ids: IdSource::new(Context::entropy(), journal.last_id()?), context })
    }

    fn event(&mut self, edit: &Edit<'_>, kind: EventKind) -> Event {
        let now = self.context.now();
        Event { id: self.ids.next(now), at: now, item: Some(edit.item.id()), kind }
    }
}

/// Asks what to do with an item whose answer changed; none when nobody decides now.
fn choose(
    edit: &Edit<'_>,
    more: usize,
    face: Face,
    context: &Context,
    output: &mut Output,
) -> Result<Option<Chosen>, CommandError> {
    let said = format!(
        "the answer of `{}` was changed: {} instead of {}",
        edit.item.id(),
        shown(&edit.is),
        shown(&edit.was)
    );
    if face.json {
        Context::note(&format!(
            "{}; its progress is kept. `docent reset {}` relearns it",
            printable(&said),
            edit.item.id()
        ));
        return Ok(None);
    }
    if face.plain {
        return choose_plain(edit, &said, more, output);
    }
    output.finish()?;
    let screen = context.screen;
    let head = screen.wrap_lines(&edit.is.question, "");
    Context::message("");
    for line in head {
        Context::message(&style::strong().for_stderr().apply_to(line).to_string());
    }
    for line in screen.wrap(&capitalised(&said), "") {
        Context::message(&line);
    }
    choose_drawn(more)
}

fn shown(wording: &Wording) -> String {
    printable(wording.key())
}

fn capitalised(said: &str) -> String {
    let mut letters = said.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

const CHOICES: [(&str, Chosen); 4] = [
    ("Keep what I know of it", (Choice::Keep, false)),
    ("Relearn it: it counts as new", (Choice::Relearn, false)),
    ("Keep all", (Choice::Keep, true)),
    ("Relearn all", (Choice::Relearn, true)),
];

fn choose_drawn(more: usize) -> Result<Option<Chosen>, CommandError> {
    let offered = if more > 0 { &CHOICES[..] } else { &CHOICES[..2] };
    let theme = menu_theme();
    let picked = Select::with_theme(theme.as_ref())
        .with_prompt("What you learnt was the old answer")
        .items(offered.iter().map(|(words, _)| *words))
        .default(0)
        .report(false)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(picked.and_then(|at| offered.get(at)).map(|(_, chosen)| *chosen))
}

fn choose_plain(
    edit: &Edit<'_>,
    said: &str,
    more: usize,
    output: &mut Output,
) -> Result<Option<Chosen>, CommandError> {
    output.line("")?;
    output.line(printable_lines(&edit.is.question))?;
    output.line(printable(&capitalised(said)))?;
    let all = if more > 0 { " With `all` behind it, for every one that changed." } else { "" };
    output.line(format!("Keep what you know of it, or relearn it? Write keep or relearn.{all}"))?;
    loop {
        output.line(">")?;
        output.finish()?;
        let mut line = String::new();
        let read = io::stdin()
            .read_line(&mut line)
            .map_err(|error| CommandError::new(format!("cannot read the answers: {error}")))?;
        if read == 0 {
            return Ok(None);
        }
        let words = line.trim().to_lowercase();
        let (word, all) = match words.strip_suffix(" all") {
            Some(word) => (word.trim(), more > 0),
            None => (words.as_str(), false),
        };
        match word {
            "keep" | "k" => return Ok(Some((Choice::Keep, all))),
            "relearn" | "r" => return Ok(Some((Choice::Relearn, all))),
            _ => output.line("Write keep or relearn.")?,
        }
    }
}
