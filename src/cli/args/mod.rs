//! The command line: what may be written, and what each word means. Parsing does nothing else.

mod author;
mod deck;
mod exchange;
mod overview;
mod shell;
mod study;

pub use author::{Analyse, Build, Facts, Review};
pub use deck::{Check, Diff, Edit, New, RegradeArgs};
pub use exchange::{Export, Import};
pub use overview::OVERVIEW;
pub use shell::{Completions, Man};
pub use study::{Cards, Face, Items, Optimize, Quiz, SettingsArgs, Study, Why};

use super::class::args::{Class, HandIn};
use super::progress::args::Progress;
use super::stats::args::Stats;
use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// The widest line of help.
pub const WIDEST_HELP: usize = 100;

/// Quizzes and flashcards in the terminal, from your documents
#[derive(Debug, Parser)]
#[command(
    name = "docent",
    version,
    about,
    propagate_version = true,
    max_term_width = WIDEST_HELP,
    after_help = "Without a command, docent says what is due today and offers to study.\n\n\
                  Environment:\n  \
                  DOCENT_HOME   where progress is kept (default: the platform's data folder)\n  \
                  DOCENT_DECKS  where decks are looked for (default: ./decks)\n  \
                  DOCENT_NOW    an RFC 3339 moment that stands in for the clock\n  \
                  DOCENT_SEED   a number that makes every draw the same again\n  \
                  NO_COLOR      no colour\n\n\
                  Exit codes: 0 done, 1 the answer is no, 2 could not do it, 130 interrupted."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Print what is due today as JSON, and offer nothing
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub decks: DeckFolder,
}

/// Where decks are looked for.
#[derive(Debug, Clone, ClapArgs)]
pub struct DeckFolder {
    /// Look for decks in this folder
    #[arg(long = "decks", value_name = "DIR", global = true, env = "DOCENT_DECKS")]
    pub folder: Option<PathBuf>,
}

/// What docent can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Build(Build),
    Facts(Facts),
    Analyse(Analyse),
    New(New),
    Review(Review),
    Check(Check),
    Edit(Edit),
    Diff(Diff),
    Regrade(RegradeArgs),
    Study(Study),
    Quiz(Quiz),
    Stats(Stats),
    Cards(Cards),
    /// Take back the last answer or other act, also after a restart
    Undo,
    /// Do again what was just undone
    Redo,
    /// Set items aside until you take them up again
    Suspend(Items),
    /// Take suspended items up again
    Unsuspend(Items),
    /// Set items aside until tomorrow
    Bury(Items),
    /// Make items new again; what was answered stays in the journal
    Reset(Items),
    Why(Why),
    Progress(Progress),
    Settings(SettingsArgs),
    Optimize(Optimize),
    Import(Import),
    Export(Export),
    HandIn(HandIn),
    Class(Class),
    Completions(Completions),
    Man(Man),
}

/// Reads the title of a deck, which says something.
fn title(text: &str) -> Result<String, String> {
    let title = text.trim();
    if title.is_empty() {
        return Err("write a title that says what the deck is about".to_owned());
    }
    Ok(title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_are_sound() {
        Args::command().debug_assert();
    }
}
