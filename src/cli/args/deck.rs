//! Decks as a teacher has them.

use super::title;
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Write a first deck with comments, ready to edit
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  docent new decks/rivers.toml --title \"Rivers of the world\"")]
pub struct New {
    /// The deck to write
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// The deck's title
    #[arg(long, value_name = "TITLE", value_parser = title)]
    pub title: Option<String>,
}

/// Edit a deck in your own editor, with a check on save
///
/// Opens $VISUAL or $EDITOR. When you close it, says what your edit changes, whose progress it
/// touches, and what is wrong or weak, and offers to go back in. Exits 1 when errors are left.
#[derive(Debug, ClapArgs)]
pub struct Edit {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,
}

/// Say what an edit changes: wording, answers, cards
///
/// Card by card: what is wording only, what changes the answer, what is new or gone; and, with your
/// journal at hand, what becomes of your progress.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent diff old.toml new.toml\n  \
                        git show HEAD:decks/rivers.toml | docent diff - decks/rivers.toml")]
pub struct Diff {
    /// The deck as it was, or `-` for stdin
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The deck as it is, or `-` for stdin
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// Print the differences as JSON
    #[arg(long)]
    pub json: bool,
}

/// Judge old answers again, after a key was mended or a spelling accepted
///
/// Says which of your answers are judged otherwise now, and schedules their items anew. What you
/// rated or overruled yourself stays. `docent undo` takes all of it back.
#[derive(Debug, ClapArgs)]
pub struct RegradeArgs {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// Show everything and change nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Print the answers that are judged otherwise as JSON
    #[arg(long)]
    pub json: bool,
}

/// Find every fault of a deck, and what weakens its cards
///
/// Reads the whole deck and reports everything that is wrong in one pass, each with its line, its
/// column and what to do. Exits 1 when there are errors; what only weakens a card is a warning.
/// A comment `#:ignore RULE` silences a rule: above the first card for the deck, within a card for
/// that card.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent check --fix decks/capitals.toml",
    after_long_help = "Examples:\n  docent check\n  docent check decks/capitals.toml\n  \
                        docent check --fix decks/capitals.toml\n  \
                        git show :decks/capitals.toml | docent check -\n  \
                        docent check --explain near-duplicate\n  \
                        docent check --schema > deck.schema.json"
)]
pub struct Check {
    /// The decks, or `-` for stdin; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Print what was found as JSON
    #[arg(long)]
    pub json: bool,

    /// Write down missing ids and put the order of keys and the spacing right; comments stay
    #[arg(long)]
    pub fix: bool,

    /// Explain a rule, or list them all
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "",
          conflicts_with_all = ["decks", "fix"])]
    pub explain: Option<String>,

    /// Print the JSON Schema of deck files, with which editors complete and check them
    #[arg(long, conflicts_with_all = ["decks", "json", "fix", "explain"])]
    pub schema: bool,
}
