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
use toml::{Spanned, Value};

/// The file as it is written; absent keys are left to decks and defaults.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    study: StudyTable,
}

/// The values are read one by one, so that each fault says what its own setting takes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyTable {
    desired_retention: Option<Spanned<Value>>,
    new_per_day: Option<Spanned<Value>>,
    reviews_per_day: Option<Spanned<Value>>,
    learning_steps: Option<Spanned<Value>>,
    relearning_steps: Option<Spanned<Value>>,
    longest_interval: Option<Spanned<Value>>,
}

/// Reads the learner's settings; none are wished when there is no file.
///
/// # Errors
/// When the file is not as it should be, with the line and what is wrong.
pub fn read(path: &Path) -> Result<OwnWishes, CommandError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(OwnWishes::default()),
        Err(error) => {
            let shown = path.display();
            return Err(CommandError::new(format!("cannot read the settings `{shown}`: {error}")));
        }
    };
    let reading = Reading { path, text: &text };
    let file: File = toml::from_str(&text).map_err(|fault| {
        let message = fault.message().lines().collect::<Vec<_>>().join(", ");
        let no_table = message.starts_with("invalid type");
        let message =
            if no_table { "write the settings below a line `[study]`".to_owned() } else { message };
        reading.wrong(fault.span().map_or(0, |span| span.start), &message)
    })?;
    let study = file.study;
    Ok(OwnWishes {
        desired_retention: reading.take("desired_retention", study.desired_retention, &SHARE)?,
        new_per_day: reading.take("new_per_day", study.new_per_day, &COUNT)?,
        reviews_per_day: reading.take("reviews_per_day", study.reviews_per_day, &COUNT)?,
        learning_steps: reading.take("learning_steps", study.learning_steps, &STEPS)?,
        relearning_steps: reading.take("relearning_steps", study.relearning_steps, &STEPS)?,
        longest_interval: reading.take("longest_interval", study.longest_interval, &DAYS)?,
    })
}

/// What a setting takes: in words, as an example, and how it is read.
struct Takes<T> {
    words: &'static str,
    example: &'static str,
    read: fn(&Value) -> Option<T>,
}

const SHARE: Takes<f64> = Takes {
    words: "a number from 0.70 to 0.99",
    example: "0.9",
    read: |value| value.as_float().filter(|share| (0.70..=0.99).contains(share)),
};

const COUNT: Takes<u32> = Takes {
    words: "a whole number, 0 or more",
    example: "10",
    read: |value| u32::try_from(value.as_integer()?).ok(),
};

const DAYS: Takes<u32> = Takes {
    words: "a whole number of days, 1 or more",
    example: "365",
    read: |value| u32::try_from(value.as_integer()?).ok().filter(|days| *days > 0),
};

const STEPS: Takes<Vec<u32>> = Takes {
    words: "a list of pauses in quotes, each a whole number above 0 with s, m, h or d behind it",
    example: "[\"1m\", \"10m\"]",
    read: |value| {
        let pauses = value.as_array()?.iter();
        pauses.map(|pause| crate::deck::pause_seconds(pause.as_str()?)).collect()
    },
};

/// The file while it is read.
struct Reading<'r> {
    path: &'r Path,
    text: &'r str,
}

impl Reading<'_> {
    /// Reads the value of a setting, if it has one.
    fn take<T>(
        &self,
        name: &str,
        value: Option<Spanned<Value>>,
        takes: &Takes<T>,
    ) -> Result<Option<T>, CommandError> {
        let Some(value) = value else { return Ok(None) };
        let read = (takes.read)(value.get_ref()).ok_or_else(|| {
            let given = value.get_ref().to_string().replace('\n', " ");
            let given = console::truncate_str(&given, 40, "…");
            let Takes { words, example, .. } = takes;
            let said = format!("`{name}` is {given}; write {words}: `{name} = {example}`");
            self.wrong(value.span().start, &said)
        });
        read.map(Some)
    }

    /// Returns the error that something is wrong at this byte.
    fn wrong(&self, at: usize, what: &str) -> CommandError {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        let shown = self.path.display();
        CommandError::new(format!("the settings `{shown}` are wrong in line {line}: {what}"))
            .hint("`docent settings --help` shows every setting")
    }
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
