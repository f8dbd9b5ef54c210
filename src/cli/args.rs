//! The command line: what may be written, and what each word means. Parsing does nothing else.

use super::progress::args::Progress;
use crate::exchange::{Format, MOST_VARIANTS};
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
}

/// Build a deck from documents
///
/// Reads texts, finds the facts they state, and writes a card for each that is worth asking, with
/// the sentence it came from. What it is less sure of becomes a draft, which nobody studies until
/// you make it active. Into a deck that is there already only new cards are added, as drafts, and
/// drafts of those whose fact now reads otherwise; what you edited, wrote or deleted stays so.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent build article.txt -o decks/article.toml\n  \
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
                        it is a draft.")]
pub struct Build {
    /// Documents (.txt, .md, .html), folders of them, or `-` for stdin
    #[arg(value_name = "DOC", required = true)]
    pub documents: Vec<PathBuf>,

    /// The deck to write; stdout when absent
    #[arg(short, long, value_name = "DECK.toml")]
    pub output: Option<PathBuf>,

    /// The deck's title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,

    /// Keep at most this many cards active; those worth least become drafts
    #[arg(long, value_name = "N")]
    pub max: Option<u32>,

    /// Make drafts active too
    #[arg(long)]
    pub all: bool,

    /// Say why each candidate was kept or dropped
    #[arg(long)]
    pub explain: bool,

    /// Write every candidate with its reason as JSON
    #[arg(long, value_name = "FILE.json")]
    pub report: Option<PathBuf>,

    /// A program that may propose facts, in JSON lines; what it proposes becomes a draft at most
    #[arg(long, value_name = "CMD")]
    pub propose: Option<String>,

    /// How many seconds the program may be silent before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "propose",
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

/// Write a first deck with comments, ready to edit
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  docent new decks/rivers.toml --title \"Rivers of the world\"")]
pub struct New {
    /// The deck to write
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// The deck's title
    #[arg(long, value_name = "TITLE")]
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
#[command(after_help = "Examples:\n  docent check\n  docent check decks/capitals.toml\n  \
                        docent check --fix decks/capitals.toml\n  \
                        docent check --explain near-duplicate\n  \
                        docent check --schema > deck.schema.json")]
pub struct Check {
    /// The decks; all decks of the folder when none is named
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

    /// Also what comes due within this many days; the schedule takes no harm
    #[arg(long, value_name = "DAYS")]
    pub ahead: Option<u32>,

    #[command(flatten)]
    pub face: Face,
}

/// How a session talks.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub struct Face {
    /// Ask line by line without drawing, for pipes and screen readers
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,

    /// Ask and answer in JSON lines, for programs
    #[arg(long)]
    pub json: bool,
}

/// Take a scored quiz that changes no schedule
///
/// Draws cards at random, judges each answer, and gives a score at the end. Nothing is stored.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  docent quiz\n  docent quiz decks/capitals.toml -n 5 --pass 80"
)]
pub struct Quiz {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// How many cards
    #[arg(short = 'n', value_name = "N", default_value_t = 10, value_parser = one_or_more)]
    pub number: u32,

    /// Exit 1 when the score is below this many percent
    #[arg(long, value_name = "P", value_parser = percent)]
    pub pass: Option<f64>,

    /// Only cards with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,

    #[command(flatten)]
    pub face: Face,
}

fn one_or_more(text: &str) -> Result<u32, String> {
    let number = text.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "write a whole number, 1 or more".to_owned())
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>();
    let within = number.ok().filter(|percent| (0.0..=100.0).contains(percent));
    within.ok_or_else(|| "write a number of percent, 0 to 100".to_owned())
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

/// List every item with its state
///
/// Words find cards by their question, answer, id and tags; `tag:dates` by a tag; `is:new`, `is:learning`,
/// `is:review`, `is:due`, `is:leech`, `is:suspended`, `is:draft`, or `is:` and a kind by state.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent cards\n  docent cards capital is:new\n  \
                        docent cards decks/capitals.toml tag:dates --json")]
pub struct Cards {
    /// Decks (`*.toml` or folders) and the words to find
    #[arg(value_name = "DECK|WORD")]
    pub words: Vec<String>,

    /// Print the items as JSON
    #[arg(long)]
    pub json: bool,
}

/// The items that a command acts on.
#[derive(Debug, ClapArgs)]
pub struct Items {
    /// The items: `deck/card`, `deck/card#2`, or the card's id alone when only one deck has it
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<String>,
}

/// Tell how an item came to be due when it is
#[derive(Debug, ClapArgs)]
pub struct Why {
    /// The item: `deck/card`, `deck/card#2`, or the card's id alone
    #[arg(value_name = "ITEM")]
    pub item: String,
}

/// Show every setting and where its value comes from
#[derive(Debug, ClapArgs)]
#[command(after_help = "Your own settings stand in settings.toml in DOCENT_HOME and win over a \
                        deck's:\n\n  [study]\n  \
                        desired_retention = 0.9          # 0.70 to 0.99\n  \
                        new_per_day = 10\n  \
                        reviews_per_day = 200\n  \
                        learning_steps = [\"1m\", \"10m\"]\n  \
                        relearning_steps = [\"10m\"]\n  \
                        longest_interval = 36500         # days")]
pub struct SettingsArgs {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Print the settings as JSON
    #[arg(long)]
    pub json: bool,
}

/// Fit the memory model to your own reviews
///
/// Shows how well the old and the new weights predict your latest reviews, which are held back
/// from the fit, and keeps the new ones only when they predict better. Also shows how predicted
/// and seen recall compare, and what each desired retention would cost you.
#[derive(Debug, ClapArgs)]
pub struct Optimize {
    /// Show everything and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Import a deck, or reviews, from another program
///
/// The ending of FILE says what it is: `.apkg` (Anki), `.csv` or `.tsv` with a header, `.gift`
/// (Moodle), `.md` (a Markdown question list), `.json`. Every fault is shown at its place, and what
/// a card cannot hold is said. With `--reviews` a CSV of past answers becomes your own history.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  docent import geography.apkg -o decks/geography.toml\n  \
                        docent import cards.csv -o decks/cards.toml --title \"My cards\"\n  \
                        docent import moodle.txt --format gift -o decks/moodle.toml\n  \
                        docent import --reviews history.csv\n\n\
                        A CSV of reviews has a first line `item,time,rating` and a line a review:\n  \
                        capitals/mongolia,2026-01-31T18:00:00+01:00,3\n\
                        time is RFC 3339; rating is 1 to 4 or again, hard, good, easy.")]
pub struct Import {
    /// The file to import
    #[arg(value_name = "FILE", required_unless_present = "reviews", conflicts_with = "reviews")]
    pub file: Option<PathBuf>,

    /// The deck to write; stdout when absent
    #[arg(short, long, value_name = "DECK.toml", requires = "file")]
    pub output: Option<PathBuf>,

    /// What the file is, when its ending does not say: apkg, csv, tsv, gift, md, json
    #[arg(long, value_name = "FORMAT", value_parser = import_format, requires = "file")]
    pub format: Option<Format>,

    /// The deck's title, instead of what the file says
    #[arg(long, value_name = "TITLE", requires = "file")]
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
    after_help = "Examples:\n  docent export decks/capitals.toml -o capitals.apkg --scheduling\n  \
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
    #[arg(long)]
    pub legacy: bool,

    /// What the draws of a worksheet start from: the same number, the same page
    #[arg(long, value_name = "N")]
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_are_sound() {
        Args::command().debug_assert();
    }
}
