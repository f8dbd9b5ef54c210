//! `docent export`: a deck in another program's format, or on paper.

use super::args::Export;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::count;
use super::output::Output;
use super::pasted::pasted;
use super::screen::printable;
use super::whole_file::{Over, write_whole};
use crate::deck::{Deck, DeckFile};
use crate::exchange::{
    AnkiExport, Format, Learnt, Losses, Worksheet, write_anki, write_delimited, write_gift,
    write_json, write_markdown, write_worksheet,
};
use crate::progress::Journal;
use crate::workers::{both, drop_aside};
use std::path::Path;

/// Writes a deck as another format, and says what that format cannot hold.
pub fn run(args: &Export, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let format = format_of(args)?;
    fitting(args, format)?;
    let learnt = || if args.scheduling { learnt(context) } else { Ok(None) };
    let (deck, learnt) = both(|| sound(&args.deck), learnt);
    let (deck, learnt) = (deck?, learnt?);
    let (bytes, losses) = written(format, &deck, learnt.as_ref(), args, context)?;
    drop_aside(learnt);
    for line in losses.lines() {
        Context::note(&printable(&format!("{} cannot hold everything: {line}", format.title())));
    }
    if args.output == Path::new("-") {
        return text_out(bytes, output);
    }
    let over = Over::forced(args.force);
    write_whole(&args.output, &bytes, over, &context.kept([&args.deck]))?;
    let cards = count(deck.cards.len() - losses.left_out(), "card");
    output.line(format!("{}: {cards} as {}.", args.output.display(), format.title()))?;
    Ok(Outcome::Done)
}

fn written(
    format: Format,
    deck: &Deck,
    learnt: Option<&Learnt>,
    args: &Export,
    context: &Context,
) -> Result<(Vec<u8>, Losses), CommandError> {
    let text = |(text, losses): (String, Losses)| (text.into_bytes(), losses);
    Ok(match format {
        Format::Csv => text(write_delimited(deck, b',')),
        Format::Tsv => text(write_delimited(deck, b'\t')),
        Format::Gift => text(write_gift(deck)),
        Format::Json => (write_json(deck).into_bytes(), Losses::default()),
        Format::Markdown => text(write_markdown(deck)),
        Format::Anki => {
            let (legacy, now) = (args.legacy, context.now());
            write_anki(&AnkiExport { deck, learnt, legacy, now }).map_err(|error| {
                CommandError::new(format!("cannot make an Anki package: {error}"))
            })?
        }
        Format::Html => {
            let seed = args.seed.unwrap_or_else(|| context.build_seed());
            text(write_worksheet(deck, Worksheet { seed, variants: args.variants.unwrap_or(1) }))
        }
    })
}

/// Returns what everything that the learner did comes to; none where there is no journal yet.
fn learnt(context: &Context) -> Result<Option<Learnt>, CommandError> {
    let journal = Journal::open_to_read(&context.journal())?;
    Ok(journal.as_ref().map(Journal::replayed).transpose()?)
}

/// Refuses what another format would need, rather than doing nothing with it.
fn fitting(args: &Export, format: Format) -> Result<(), CommandError> {
    let given = [
        ("--scheduling", args.scheduling, Format::Anki),
        ("--legacy", args.legacy, Format::Anki),
        ("--seed", args.seed.is_some(), Format::Html),
        ("--variants", args.variants.is_some(), Format::Html),
    ];
    match given.iter().find(|(_, given, of)| *given && *of != format) {
        None => Ok(()),
        Some((flag, _, of)) => Err(CommandError::new(format!(
            "`{flag}` is for {}, and this is {}",
            of.title(),
            format.title()
        ))
        .hint(format!("leave it out, or write a file that ends in .{}", of.name()))),
    }
}

fn format_of(args: &Export) -> Result<Format, CommandError> {
    args.format.or_else(|| Format::of_path(&args.output)).ok_or_else(|| {
        let shown = args.output.display();
        CommandError::new(format!("the name `{shown}` says no format"))
            .hint(format!("end it in {}, or add `--format`", endings()))
    })
}

/// Returns the endings that name a format, as a sentence lists them.
pub fn endings() -> String {
    Format::ALL.map(|format| format!(".{}", format.name())).join(", ")
}

/// Returns a deck without faults: what is left out would be missed on the other side.
fn sound(path: &Path) -> Result<Deck, CommandError> {
    let file = DeckFile::read(path)?;
    let errors = file.reading.errors();
    match file.reading.deck {
        Some(deck) if errors == 0 => Ok(deck),
        _ => Err(CommandError::new(format!("`{}` has {}", path.display(), count(errors, "error")))
            .hint(format!("`docent check {}` says what is wrong", pasted(path)))),
    }
}

fn text_out(bytes: Vec<u8>, output: &mut Output) -> Result<Outcome, CommandError> {
    if let Ok(text) = String::from_utf8(bytes) {
        output.line(text.trim_end())?;
    } else {
        let error = CommandError::new("an Anki package is no text");
        return Err(error.hint("write it to a file: `-o deck.apkg`"));
    }
    Ok(Outcome::Done)
}
