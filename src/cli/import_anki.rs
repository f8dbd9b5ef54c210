//! `docent import FILE.apkg`: a deck, and on request the review log, from Anki.

use super::args::Import;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::import::{cannot_read, open, say_notes, write};
use super::import_reviews::{Past, store};
use super::library::{count, is_stdin};
use super::output::Output;
use crate::exchange::{Head, PastAnswer, ReadAnki, read_anki};
use crate::memory::Moment;
use std::io::{BufReader, Cursor, Read as _};
use std::path::Path;

/// Imports a package.
pub fn run(
    args: &Import,
    path: &Path,
    head: &Head,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let shown = path.display();
    let named = args.title.is_some() || args.id.is_some();
    let read = if is_stdin(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| cannot_read(path, &error))?;
        context.spinner("reading", || read_anki(Cursor::new(bytes), head, named))
    } else {
        let file = open(path)?;
        context.spinner("reading", || read_anki(BufReader::new(file), head, named))
    };
    let ReadAnki { imported, answers } =
        read.map_err(|error| cannot_read(path, &error).hint(error.hint()))?;
    say_notes(&imported.notes);
    let deck = imported.reading.deck.filter(|deck| !deck.cards.is_empty());
    let Some(deck) = deck else {
        return Err(CommandError::new(format!("`{shown}` holds no card that can be used"))
            .hint("docent takes words: a package of pictures alone has none"));
    };
    write(args, path, &deck, output)?;
    if args.scheduling {
        return store(pasts(answers, context.now()), context, output);
    }
    if !answers.is_empty() {
        Context::note(&format!(
            "{} in the package left out; `--scheduling` takes them along",
            count(answers.len(), "review")
        ));
    }
    Ok(Outcome::Done)
}

/// Returns the answers as reviews, at the offset that the learner's zone has now: Anki's log does
/// not say which it had.
fn pasts(answers: Vec<PastAnswer>, now: Moment) -> Vec<Past> {
    let past = |PastAnswer { millis, item, rating }| {
        let at = Moment::from_millis(millis, now.offset())?;
        Some(Past { at, item, rating })
    };
    answers.into_iter().filter_map(past).collect()
}
