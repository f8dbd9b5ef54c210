//! The arguments of `docent hand-in` and `docent class`.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// Hand what you did with some decks to a teacher, as a file
///
/// Shows first what would leave this machine, and asks. The file holds your answers to the cards of
/// the decks you name, under a name you choose, and a sum by which a change is noticed; nothing of
/// other decks. docent sends nothing: you give the file away yourself. Hand in again whenever you
/// like; what a teacher has already counts once.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  docent hand-in decks/capitals.toml -o ann.jsonl --name Ann\n  \
                        docent hand-in -o ann.jsonl --name Ann --yes    all decks, without asking"
)]
pub struct HandIn {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// The name under which you hand in; asked for when absent
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// Write the file without asking
    #[arg(long)]
    pub yes: bool,

    /// Replace FILE even when it is no hand-in, or somebody else's
    #[arg(long)]
    pub force: bool,
}

/// Report on a class from the hand-ins of its learners
///
/// For each learner: the share of the items that they would recall now, their answers and the last
/// day. For each card: facility, the share of learners that remembered it at their first answer on a
/// later day than the one on which they met it; discrimination, how it goes with the rest (from ten
/// learners on); and the wrong answers most given. And which cards to teach again first, and why.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent class handed-in/ --html class.html",
    after_long_help = "Examples:\n  docent class ann.jsonl bob.jsonl --deck decks/capitals.toml\n  \
                        docent class handed-in/ --html class.html\n  \
                        docent class handed-in/ --csv - --rows learners\n\n\
                        Older and newer hand-ins of one learner are brought together; each answer \
                        counts once.\nAnswers are judged by your decks as they are now, so a key \
                        that you mend counts for all."
)]
pub struct Class {
    /// Hand-ins, or folders of them (`*.jsonl`)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// The deck, once for each; without it those of the folder that somebody has answered
    #[arg(long = "deck", value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Print the report as JSON
    #[arg(long, conflicts_with_all = ["csv", "html"])]
    pub json: bool,

    /// Write a table for spreadsheets; `-` for stdout
    #[arg(long, value_name = "FILE", conflicts_with = "html")]
    pub csv: Option<PathBuf>,

    /// What the rows of the table are
    #[arg(long, value_enum, default_value_t = Rows::Cards, requires = "csv")]
    pub rows: Rows,

    /// Write a page with pictures that needs nothing else; `-` for stdout
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Replace FILE when it is there already
    #[arg(long)]
    pub force: bool,
}

/// What the rows of a table for spreadsheets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// Cards
    Cards,
    /// Learners
    Learners,
}
