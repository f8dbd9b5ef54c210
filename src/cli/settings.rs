//! The learner's settings: one TOML file in the home, and `docent settings`, which shows every
//! setting and where its value comes from.

use super::args::{DeckFolder, SettingsArgs};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::Library;
use super::output::Output;
use super::screen::style;
use crate::deck::StudyWishes;
use crate::study::{LayeredSettings, Origin, OwnWishes, Setting};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// The file as it is written; absent keys are left to decks and defaults.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    study: StudyTable,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyTable {
    desired_retention: Option<f64>,
    new_per_day: Option<u32>,
    reviews_per_day: Option<u32>,
    learning_steps: Option<Vec<String>>,
    relearning_steps: Option<Vec<String>>,
    longest_interval: Option<u32>,
}

/// Reads the learner's settings; none are wished when there is no file.
///
/// # Errors
/// When the file is not as it should be, with the line and what is wrong.
pub fn read(path: &Path) -> Result<OwnWishes, CommandError> {
    let shown = path.display();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(OwnWishes::default()),
        Err(error) => {
            return Err(CommandError::new(format!("cannot read the settings `{shown}`: {error}")));
        }
    };
    let file: File = toml::from_str(&text).map_err(|fault| {
        let place = fault.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..place].split(|b| *b == b'\n').count();
        let message = fault.message().lines().collect::<Vec<_>>().join(", ");
        CommandError::new(format!("the settings `{shown}` are wrong in line {line}: {message}"))
            .hint("`docent settings --help` shows every setting")
    })?;
    let wrong = |what: &str| {
        CommandError::new(format!("the settings `{shown}` are wrong: {what}"))
            .hint("`docent settings --help` shows every setting")
    };
    let study = file.study;
    if study.desired_retention.is_some_and(|share| !(0.70..=0.99).contains(&share)) {
        return Err(wrong("`desired_retention` is a number from 0.70 to 0.99"));
    }
    if study.longest_interval == Some(0) {
        return Err(wrong("`longest_interval` is a number of days, 1 or more"));
    }
    let pauses = |name: &str, texts: Option<Vec<String>>| {
        texts
            .map(|texts| texts.iter().map(|text| crate::deck::pause_seconds(text)).collect())
            .map(|all: Option<Vec<u32>>| {
                all.ok_or_else(|| wrong(&format!("`{name}` is a list such as [\"1m\", \"10m\"]")))
            })
            .transpose()
    };
    Ok(OwnWishes {
        desired_retention: study.desired_retention,
        new_per_day: study.new_per_day,
        reviews_per_day: study.reviews_per_day,
        learning_steps: pauses("learning_steps", study.learning_steps)?,
        relearning_steps: pauses("relearning_steps", study.relearning_steps)?,
        longest_interval: study.longest_interval,
    })
}

/// One row of what is shown.
#[derive(Debug, Serialize)]
struct Row {
    /// The deck's id; none for what holds where there is no deck.
    deck: Option<String>,
    setting: &'static str,
    value: String,
    from: String,
}

/// Shows every setting of every deck and where its value comes from.
pub fn run(
    args: &SettingsArgs,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let path = context.settings_file();
    let own = read(&path)?;
    let library = Library::open_any(&args.decks, folder)?;
    let mut rows = Vec::new();
    for (file, deck) in &library.decks {
        let settings = LayeredSettings::of(&deck.study, &own);
        rows.extend(deck_rows(Some(&deck.id), &settings, file, &path));
    }
    if library.decks.is_empty() {
        let settings = LayeredSettings::of(&StudyWishes::default(), &own);
        rows.extend(deck_rows(None, &settings, Path::new(""), &path));
    }
    if args.json {
        output.json(&rows)?;
        return Ok(Outcome::Done);
    }
    output.line(format!("Settings file: {}", path.display()))?;
    output.line(format!("Journal:       {}", context.journal().display()))?;
    let mut heading = "";
    for row in &rows {
        let deck = row.deck.as_deref().unwrap_or("any deck");
        if deck != heading {
            heading = deck;
            output.line("")?;
            output.line(style::strong().apply_to(deck).to_string())?;
        }
        output.line(format!("  {:<18} {:<10} {}", row.setting, row.value, row.from))?;
    }
    Ok(Outcome::Done)
}

fn deck_rows(deck: Option<&str>, settings: &LayeredSettings, file: &Path, own: &Path) -> Vec<Row> {
    let from = |origin: Origin| match origin {
        Origin::Default => "default".to_owned(),
        Origin::Deck => format!("deck {}", file.display()),
        Origin::Learner => own.display().to_string(),
    };
    let row = |setting: &'static str, value: String, origin: Origin| Row {
        deck: deck.map(str::to_owned),
        setting,
        value,
        from: from(origin),
    };
    let plain = |setting: &Setting<u32>| setting.value.to_string();
    let retention = &settings.desired_retention;
    let share = format!("{:.2}", retention.value.value());
    let steps = |steps: &Setting<Vec<u32>>| {
        steps.value.iter().map(|seconds| pause(*seconds)).collect::<Vec<_>>().join(" ")
    };
    let mut rows = vec![
        row("desired_retention", share, retention.origin),
        row("new_per_day", plain(&settings.new_per_day), settings.new_per_day.origin),
        row("reviews_per_day", plain(&settings.reviews_per_day), settings.reviews_per_day.origin),
        row("learning_steps", steps(&settings.learning_steps), settings.learning_steps.origin),
        row(
            "relearning_steps",
            steps(&settings.relearning_steps),
            settings.relearning_steps.origin,
        ),
        row(
            "longest_interval",
            plain(&settings.longest_interval),
            settings.longest_interval.origin,
        ),
    ];
    if let Some(exam) = settings.exam {
        rows.push(row("exam", exam.to_string(), Origin::Deck));
    }
    rows
}

/// Returns a pause as it is written in a file: "90s", "10m", "4h", "1d".
fn pause(seconds: u32) -> String {
    for (unit, letter) in [(86_400, 'd'), (3600, 'h'), (60, 'm')] {
        if seconds.is_multiple_of(unit) {
            return format!("{}{letter}", seconds / unit);
        }
    }
    format!("{seconds}s")
}
