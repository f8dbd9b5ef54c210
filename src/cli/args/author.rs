//! Documents to decks.

use super::study::{Face, whole_number};
use super::title;
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// Build a deck from documents
///
/// Reads texts, finds the facts they state, and writes a card for each that is worth asking, with
/// the sentence it came from. What it is less sure of becomes a draft, which nobody studies until
/// you make it active. Into a deck that is there already only new cards are added, as drafts, and
/// drafts of those whose fact now reads otherwise; what you edited, wrote or deleted stays so.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent build article.txt -o decks/article.toml",
    after_long_help = "Examples:\n  docent build article.txt -o decks/article.toml\n  \
                        docent build notes/ -o decks/notes.toml --title \"My notes\"\n  \
                        pbpaste | docent build - --explain\n  \
                        docent build page.html -o decks/page.toml --propose ./model.py\n\n\
                        A program named with --propose is told the documents, their sentences \
                        and the facts that docent found, in JSON lines, and may write lines of \
                        its own:\n  \
                        {\"question\":\"Who dug it?\",\"value\":\"Ada Moss\",\
                        \"value_type\":\"person\",\n   \
                        \"evidence\":[{\"source\":\"page.html\",\"quote\":\"…\"}]}\n\
                        Its quotation must stand in the document, its card pass every check; then \
                        it is a draft."
)]
pub struct Build {
    /// Documents (.txt, .md, .html), folders of them, or `-` for stdin
    #[arg(value_name = "DOC", required = true)]
    pub documents: Vec<PathBuf>,

    /// The deck to write; stdout when absent or `-`
    #[arg(short, long, value_name = "DECK.toml")]
    pub output: Option<PathBuf>,

    /// The title of a new deck
    #[arg(long, value_name = "TITLE", value_parser = title)]
    pub title: Option<String>,

    /// Keep at most this many cards of a new deck active; those worth least become drafts
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub max: Option<u32>,

    /// Make the drafts of a new deck active too
    #[arg(long)]
    pub all: bool,

    /// Say why each candidate was kept or dropped
    #[arg(long)]
    pub explain: bool,

    /// Write every candidate with its reason as JSON
    #[arg(long, value_name = "FILE.json", hide_short_help = true)]
    pub report: Option<PathBuf>,

    /// A program that may propose facts, in JSON lines; what it proposes becomes a draft at most
    #[arg(long, value_name = "CMD", hide_short_help = true)]
    pub propose: Option<String>,

    /// How many seconds the program may be silent before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "propose", hide_short_help = true,
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub propose_timeout: u64,
}

/// Show the facts that documents state
///
/// Each with the sentences behind it, whether documents agree, and who says it.
#[derive(Debug, ClapArgs)]
pub struct Facts {
    /// Documents (.txt, .md, .html), folders of them, or `-` for stdin
    #[arg(value_name = "DOC", required = true)]
    pub documents: Vec<PathBuf>,

    /// Print a fact a line as JSON
    #[arg(long)]
    pub json: bool,
}

/// Show what docent sees in a text: words, tags, tree, names, dates, numbers, quotations
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent analyse article.txt\n  \
                        echo 'The Suez Canal was opened in 1869.' | docent analyse - --json")]
pub struct Analyse {
    /// A document (.txt, .md, .html), or `-` for stdin
    #[arg(value_name = "DOC")]
    pub document: PathBuf,

    /// Print what is seen as JSON
    #[arg(long)]
    pub json: bool,
}

/// Walk through the drafts and changes of a deck
///
/// Shows each card that waits for you with the sentences it cites, and for a change the card as it
/// stands. Accept it, edit it in your editor, reject it, skip it, or go back and take the last
/// decision back. Each decision is written at once, your comments stay, and what you reject is not
/// built again; so end whenever you like and go on another day.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent review decks/canals.toml\n  \
                        printf 'accept\\nskip\\nreject\\n' | docent review decks/canals.toml --plain\n  \
                        echo '{\"command\":\"accept\"}' | docent review decks/canals.toml --json")]
pub struct Review {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    #[command(flatten)]
    pub face: Face,
}
