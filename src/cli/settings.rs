//! The learner's settings: one TOML file in the home, and `docent settings`, which shows every
//! setting and where its value comes from.

use super::args::{DeckFolder, SettingsArgs};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::Library;
use super::output::Output;
use super::screen::style;
use crate::deck::{StudyWishes, nearest};
use crate::study::{LayeredSettings, Origin, OwnWishes, Setting};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use toml::{Spanned, Value};

/// The table of the settings.
const STUDY: &str = "study";

/// Every setting of the table.
const SETTINGS: [&str; 6] = [
    "desired_retention",
    "new_per_day",
    "reviews_per_day",
    "learning_steps",
    "relearning_steps",
    "longest_interval",
];

/// Keys and values with their places, read one by one, so that each fault is told, and says what its
/// own setting takes. Absent keys are left to decks and defaults.
type Table = BTreeMap<Spanned<String>, Spanned<Value>>;

/// The file as it is written; what else it holds is told of by its keys.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    study: Table,
}

/// Reads the learner's settings; none are wished when there is no file.
///
/// # Errors
/// When the file is not as it should be, with each fault and its line.
pub fn read(path: &Path) -> Result<OwnWishes, CommandError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(OwnWishes::default()),
        Err(error) => {
            let shown = path.display();
            let read = CommandError::new(format!("cannot read the settings `{shown}`: {error}"));
            let no_text = error.kind() == io::ErrorKind::InvalidData;
            return Err(if no_text { read.hint("save the file as UTF-8") } else { read });
        }
    };
    let mut reading = Reading { text: &text, study: Table::new(), faults: Vec::new() };
    reading.take_file();
    let wishes = OwnWishes {
        desired_retention: reading.take("desired_retention", &SHARE),
        new_per_day: reading.take("new_per_day", &COUNT),
        reviews_per_day: reading.take("reviews_per_day", &COUNT),
        learning_steps: reading.take("learning_steps", &STEPS),
        relearning_steps: reading.take("relearning_steps", &STEPS),
        longest_interval: reading.take("longest_interval", &DAYS),
    };
    if reading.faults.is_empty() { Ok(wishes) } else { Err(reading.refusal(path)) }
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
    text: &'r str,
    study: Table,
    /// What is wrong, each with its line.
    faults: Vec<(usize, String)>,
}

impl Reading<'_> {
    /// Reads the tables of the file, and tells of every key that is no setting.
    fn take_file(&mut self) {
        let read = toml::from_str::<BTreeMap<Spanned<String>, Value>>(self.text)
            .and_then(|keys| Ok((keys, toml::from_str::<File>(self.text)?)));
        let (keys, file) = match read {
            Ok(read) => read,
            Err(fault) => {
                let message = fault.message().lines().collect::<Vec<_>>().join(", ");
                let no_table = message.starts_with("invalid type");
                let below = "write the settings below a line `[study]`".to_owned();
                let message = if no_table { below } else { message };
                return self.wrong(fault.span().map_or(0, |span| span.start), message);
            }
        };
        for key in keys.keys().filter(|key| key.get_ref() != STUDY) {
            self.wrong(key.span().start, unknown(key.get_ref(), &[STUDY]));
        }
        for key in file.study.keys().filter(|key| !SETTINGS.contains(&key.get_ref().as_str())) {
            self.wrong(key.span().start, unknown(key.get_ref(), &SETTINGS));
        }
        self.study = file.study;
    }

    /// Reads the value of a setting, if it has one that it takes.
    fn take<T>(&mut self, name: &str, takes: &Takes<T>) -> Option<T> {
        let value = self.study.get(name)?;
        let read = (takes.read)(value.get_ref());
        if read.is_none() {
            let given = value.get_ref().to_string().replace('\n', " ");
            let given = console::truncate_str(&given, 40, "…");
            let Takes { words, example, .. } = takes;
            let said = format!("`{name}` is {given}; write {words}: `{name} = {example}`");
            self.wrong(value.span().start, said);
        }
        read
    }

    /// Notes that something is wrong at this byte.
    fn wrong(&mut self, at: usize, what: String) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        self.faults.push((before.split(|byte| *byte == b'\n').count(), what));
    }

    /// Returns the error that tells all that is wrong, in the order of the lines.
    fn refusal(mut self, path: &Path) -> CommandError {
        self.faults.sort();
        let shown = path.display();
        let message = match self.faults.as_slice() {
            [(line, what)] => format!("the settings `{shown}` are wrong in line {line}: {what}"),
            faults => {
                let told = faults.iter().map(|(line, what)| format!("\n  line {line}: {what}"));
                let told: String = told.collect();
                format!("the settings `{shown}` are wrong in {} places:{told}", faults.len())
            }
        };
        CommandError::new(message).hint("`docent settings --help` shows every setting")
    }
}

/// Returns what is said of a key that is none of these.
fn unknown(key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("unknown field `{key}`; did you mean `{near}`?"),
        None => format!("unknown field `{key}`, expected one of `{}`", known.join("`, `")),
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
