//! Other programs.

use super::title;
use crate::exchange::{Format, MOST_VARIANTS};
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Import a deck, or reviews, from another program
///
/// The ending of FILE says what it is: `.apkg` (Anki), `.csv` or `.tsv` with a header, `.gift`
/// (Moodle), `.md` (a Markdown question list), `.json`. Every fault is shown at its place, and what
/// a card cannot hold is said. With `--reviews` a CSV of past answers becomes your own history.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent import geography.apkg -o decks/geography.toml",
    after_long_help = "Examples:\n  docent import geography.apkg -o decks/geography.toml\n  \
                        docent import cards.csv -o decks/cards.toml --title \"My cards\"\n  \
                        docent import moodle.txt --format gift -o decks/moodle.toml\n  \
                        pbpaste | docent import - --format csv -o decks/pasted.toml\n  \
                        docent import --reviews history.csv\n\n\
                        A CSV of reviews has a first line `item,time,rating` and a line a review:\n  \
                        capitals/mongolia,2026-01-31T18:00:00+01:00,3\n\
                        time is RFC 3339; rating is 1 to 4 or again, hard, good, easy."
)]
pub struct Import {
    /// The file to import, or `-` for stdin, which takes `--format`
    #[arg(value_name = "FILE", required_unless_present = "reviews", conflicts_with = "reviews")]
    pub file: Option<PathBuf>,

    /// The deck to write; stdout when absent or `-`
    #[arg(short, long, value_name = "DECK.toml", requires = "file")]
    pub output: Option<PathBuf>,

    /// What the file is, when its ending does not say: apkg, csv, tsv, gift, md, json
    #[arg(long, value_name = "FORMAT", value_parser = import_format, requires = "file")]
    pub format: Option<Format>,

    /// The deck's title, instead of what the file says
    #[arg(long, value_name = "TITLE", value_parser = title, requires = "file")]
    pub title: Option<String>,

    /// The deck's id; progress hangs on it (default: from the title or the file's name)
    #[arg(long, value_name = "ID", requires = "file")]
    pub id: Option<String>,

    /// Leave cards with faults out instead of stopping
    #[arg(long, requires = "file")]
    pub skip_bad: bool,

    /// Take the review log of an Anki package along, as your own history
    #[arg(long, requires = "output")]
    pub scheduling: bool,

    /// A CSV file of reviews
    #[arg(long, value_name = "FILE.csv")]
    pub reviews: Option<PathBuf>,
}

/// Export a deck to another program, or to paper
///
/// The ending of FILE says as what: `.apkg` (Anki), `.csv`, `.tsv`, `.gift` (Moodle), `.md`
/// (a Markdown question list), `.json`, `.html` (a worksheet). What a format cannot hold is said,
/// with how many cards and which.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent export decks/capitals.toml -o capitals.apkg --scheduling",
    after_long_help = "Examples:\n  docent export decks/capitals.toml -o capitals.apkg --scheduling\n  \
                        docent export decks/capitals.toml -o capitals.csv\n  \
                        docent export decks/capitals.toml -o quiz.html --variants 2 --seed 7\n  \
                        docent export decks/capitals.toml -o - --format gift"
)]
pub struct Export {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// The file to write; `-` for stdout, which takes `--format`
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// As what, when the ending of FILE does not say: apkg, csv, tsv, gift, md, json, html
    #[arg(long, value_name = "FORMAT", value_parser = any_format)]
    pub format: Option<Format>,

    /// Take what you learnt along: FSRS state and review log (Anki packages)
    #[arg(long)]
    pub scheduling: bool,

    /// Write a package that Anki before 2.1.50 reads too
    #[arg(long, hide_short_help = true)]
    pub legacy: bool,

    /// What the draws of a worksheet start from: the same number, the same page
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub seed: Option<u64>,

    /// How many variants of a worksheet, each shuffled and with a key of its own
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(MOST_VARIANTS)))]
    pub variants: Option<u8>,

    /// Replace FILE when it is there already
    #[arg(long)]
    pub force: bool,
}

fn any_format(text: &str) -> Result<Format, String> {
    let known = || Format::ALL.map(Format::name).join(", ");
    Format::named(text).ok_or_else(|| format!("write one of {}", known()))
}

fn import_format(text: &str) -> Result<Format, String> {
    any_format(text).and_then(|format| match format {
        Format::Html => Err("worksheets are written, not read".to_owned()),
        format => Ok(format),
    })
}
