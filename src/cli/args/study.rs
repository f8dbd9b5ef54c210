//! Studying, and looking at what was studied.

use clap::Args as ClapArgs;
use std::ffi::OsString;
use std::path::PathBuf;

/// Study what is due today
///
/// Asks what is due and what is new, judges each answer, and stores it before the next question.
/// Esc opens a menu; Ctrl-C ends with everything saved.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  docent study decks/capitals.toml --new 5",
    after_long_help = "Examples:\n  docent study\n  docent study decks/capitals.toml --new 5\n  \
                        docent study --tag dates --limit 20\n  docent study --plain < answers.txt"
)]
pub struct Study {
    /// The decks; all decks of the folder when none is named
    #[arg(value_name = "DECK")]
    pub decks: Vec<PathBuf>,

    /// Only cards with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,

    /// At most this many items
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub limit: Option<u32>,

    /// At most this many new items, instead of the deck's own number a day
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub new: Option<u32>,

    /// Also what comes due within this many days; the schedule takes no harm
    #[arg(long, value_name = "DAYS", value_parser = whole_number)]
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

/// Reads a whole number.
pub(super) fn whole_number(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| "write a whole number, 0 or more".to_owned())
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>();
    let within = number.ok().filter(|percent| (0.0..=100.0).contains(percent));
    within.ok_or_else(|| "write a number of percent, 0 to 100".to_owned())
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
    pub words: Vec<OsString>,

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

    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
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

    /// Print the figures as JSON
    #[arg(long)]
    pub json: bool,
}
