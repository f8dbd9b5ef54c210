//! `docent class`: a teacher's report on a class, from hand-ins.

mod anew;
pub mod args;
mod csv;
mod files;
mod json;
mod learners;
mod page;
mod terminal;

use super::args::DeckFolder;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::kept::Kept;
use super::library::Library;
use super::output::Output;
use super::page::write_page;
use super::screen::printable;
use super::whole_file::{Over, write_whole};
use crate::deck::Deck;
use crate::memory::Model;
use crate::stats::{ClassFigures, Learner, class};
use crate::study::deck_logs;
use args::Class;
use learners::Handed;
use std::path::Path;

/// Reads the hand-ins and reports on them: on the terminal, as JSON, as a table, or as a page.
pub fn run(
    args: &Class,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let library = Library::open(&args.decks, folder)?;
    library.say_notes();
    let mut notes = Vec::new();
    let hand_ins = files::read_all(&args.files, &mut notes)?;
    let mut decks = library.decks();
    let mut handed = learners::bring_together(hand_ins, &decks, &mut notes)?;
    if args.decks.is_empty() {
        learners::leave_out_unanswered(&mut decks, &handed, &mut notes);
    }
    anew::judge_anew(&mut handed, &decks, context.now(), &mut notes);
    for note in &notes {
        Context::note(&printable(note));
    }
    let figures = figures(&handed, &decks, context);
    let read = files::paths(&args.files)?;
    let kept = context.kept(library.paths().values().chain(&read));
    if let Some(path) = &args.html {
        write_page(path, &page::page(&figures, &decks, &notes), args.force, &kept, output)?;
    } else if let Some(path) = &args.csv {
        let table = csv::table(&figures, args.rows)?;
        write_table(path, &table, args.force, &kept, output)?;
    } else if args.json {
        output.json(&json::View::of(&figures, &handed, &notes))?;
    } else {
        terminal::show(&figures, context.screen, output)?;
    }
    Ok(Outcome::Done)
}

fn figures(handed: &[Handed], decks: &[&Deck], context: &Context) -> ClassFigures {
    // A fit tells of all of a learner's decks, so it is not handed in.
    let model = Model::default();
    let learner = |handed: &Handed| Learner {
        name: handed.name.clone(),
        logs: deck_logs(decks, &handed.events, &model),
    };
    let learners: Vec<Learner> = handed.iter().map(learner).collect();
    class(decks, &learners, &model, context.now())
}

fn write_table(
    path: &Path,
    table: &str,
    force: bool,
    kept: &Kept,
    output: &mut Output,
) -> Result<(), CommandError> {
    if path == Path::new("-") {
        return output.line(table.trim_end());
    }
    let over = Over::forced(force);
    write_whole(path, table.as_bytes(), over, kept)?;
    output.line(format!("{}: written.", path.display()))
}
