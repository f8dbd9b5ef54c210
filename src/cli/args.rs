//! The command line: what may be written, and what each word means. Parsing does nothing else.

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// Quizzes and flashcards in the terminal, from your documents
#[derive(Debug, Parser)]
#[command(
    name = "docent",
    version,
    about,
    propagate_version = true,
    max_term_width = 100,
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
    Check(Check),
    Study(Study),
    Stats(Stats),
}

/// Find every fault of a deck
///
/// Reads the whole deck and reports everything that is wrong in one pass, each with its line, its
/// column and what to do. Exits 1 when there are errors.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent check\n  docent check decks/capitals.toml\n  \
                        docent check --schema > deck.schema.json")]
pub struct Check {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Print what was found as JSON
    #[arg(long)]
    pub json: bool,

    /// Print the JSON Schema of deck files, with which editors complete and check them
    #[arg(long, conflicts_with_all = ["decks", "json"])]
    pub schema: bool,
}

/// Study what is due today
///
/// Asks what is due and what is new, judges each answer, and stores it before the next question.
/// Esc opens a menu; Ctrl-C ends with everything saved.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent study\n  docent study decks/capitals.toml --new 5\n  \
                        docent study --tag dates --limit 20\n  docent study --plain < answers.txt")]
pub struct Study {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Only cards with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,

    /// At most this many items
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,

    /// At most this many new items, instead of the deck's own number a day
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,

    /// Ask line by line without drawing, for pipes and screen readers
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,

    /// Ask and answer in JSON lines, for programs
    #[arg(long)]
    pub json: bool,
}

/// Show what is known, what is slipping, and what is coming
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent stats\n  docent stats decks/capitals.toml --json")]
pub struct Stats {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Print the figures as JSON
    #[arg(long)]
    pub json: bool,
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
