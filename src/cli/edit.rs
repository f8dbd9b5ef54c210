//! `docent edit`: a deck in the teacher's own editor, checked on save.

use super::args::Edit;
use super::check::{checked, print_faults};
use super::context::Context;
use super::diff::Told;
use super::editor;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::screen::menu_theme;
use crate::deck::{DeckFile, LineIndex, bring_back, write_deck_file};
use dialoguer::{Confirm, Select};

/// Opens a deck until it is sound, or the teacher leaves it.
pub fn run(args: &Edit, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let before = DeckFile::read(&args.deck)?;
    let mut line = 1;
    loop {
        editor::edit(&args.deck, line)?;
        let now = match DeckFile::read(&args.deck) {
            Ok(now) => now,
            Err(error) if context.interactive => {
                match choose(&format!("{error}. What now?"), true)? {
                    Next::GoBack => continue,
                    Next::BringBack => bring_back(&args.deck, &before.text)?,
                    Next::Leave => return Err(error.into()),
                }
                return brought_back(&before, output);
            }
            Err(error) => return Err(error.into()),
        };
        tell_changes(&before, &now, context, output)?;
        let now = checked(now);
        print_faults(&now, context, output)?;
        output.finish()?;
        let errors = now.reading.errors();
        let first = now.reading.diagnostics.iter().find(|fault| fault.is_error() || errors == 0);
        let next = match first.filter(|_| context.interactive) {
            Some(first) => {
                line = LineIndex::new(&now.text).place(first.span.start).line;
                if errors > 0 { choose("What now?", now.text != before.text)? } else { go_back()? }
            }
            None => Next::Leave,
        };
        match next {
            Next::GoBack => {}
            Next::BringBack => {
                write_deck_file(&args.deck, &before.text, Some(&now.text))?;
                return brought_back(&before, output);
            }
            Next::Leave if errors > 0 => return Ok(Outcome::No),
            Next::Leave => return Ok(Outcome::Done),
        }
    }
}

fn brought_back(before: &DeckFile, output: &mut Output) -> Result<Outcome, CommandError> {
    output.line(format!("{}: brought back as it was", before.path.display()))?;
    let errors = before.reading.errors();
    Ok(if errors > 0 { Outcome::No } else { Outcome::Done })
}

/// Says what the edit changes, and whose progress it touches.
fn tell_changes(
    before: &DeckFile,
    now: &DeckFile,
    context: &Context,
    output: &mut Output,
) -> Result<(), CommandError> {
    if now.text == before.text {
        output.line(format!("{}: left as it was", now.path.display()))?;
    }
    // With errors left, a card that is left out would seem to be gone.
    let sound = now.reading.deck.as_ref().filter(|_| now.reading.errors() == 0);
    if let (Some(old), Some(new)) = (&before.reading.deck, sound) {
        let told = Told::new(old, new, context)?;
        if !told.is_empty() {
            told.show(context, output)?;
            output.line("")?;
        }
    }
    Ok(())
}

/// What to do with what an edit left.
#[derive(Debug, Clone, Copy)]
enum Next {
    GoBack,
    BringBack,
    Leave,
}

/// Asks what to do with a deck that an edit left with errors; of what was there before only where
/// that is something else.
fn choose(prompt: &str, other: bool) -> Result<Next, CommandError> {
    let offered = [
        ("Go back into the editor", Next::GoBack),
        ("Bring back what was there before", Next::BringBack),
        ("Leave it as it is", Next::Leave),
    ];
    let offered: Vec<_> =
        offered.iter().filter(|(_, next)| other || !matches!(next, Next::BringBack)).collect();
    let theme = menu_theme();
    let picked = Select::with_theme(theme.as_ref())
        .with_prompt(prompt)
        .items(offered.iter().map(|(words, _)| *words))
        .default(0)
        .report(false)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(picked.and_then(|at| offered.get(at)).map_or(Next::Leave, |(_, next)| *next))
}

/// Asks whether to go back into the editor for what is only weak.
fn go_back() -> Result<Next, CommandError> {
    let answer = Confirm::new()
        .with_prompt("Go back into the editor?")
        .default(false)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(if answer.unwrap_or(false) { Next::GoBack } else { Next::Leave })
}
