//! Format 1 as data: every table and key, what each may hold, and what it is for.
//!
//! The reader checks files against these definitions and the JSON Schema is written from them, so
//! the two cannot drift apart, and a new key is added in one place.

use super::model::{Form, Kind, Status};
use super::values::lower_first;

/// The newest format that this program reads.
pub const FORMAT: i64 = 1;

/// One key of a table.
#[derive(Debug)]
pub struct Key {
    /// As it stands in the file.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether the table is useless without it.
    pub required: bool,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// A value as it stands in a file, where that of the shape says too little.
    such_as: Option<&'static str>,
}

impl Key {
    /// Returns the same key with a value to show.
    const fn such_as(mut self, value: &'static str) -> Self {
        self.such_as = Some(value);
        self
    }

    /// Returns a value that the key may hold, as it stands in a file; none for a table that stands
    /// on lines of its own and for values that are few enough to name them all.
    #[must_use]
    pub fn example(&self) -> Option<&'static str> {
        self.such_as.or(match self.shape {
            Shape::Text | Shape::Name => Some("\"…\""),
            Shape::Whole(low, high) if low == high => None,
            Shape::Whole(..) => Some("10"),
            Shape::Fraction(..) => Some("0.90"),
            Shape::Number => Some("70"),
            Shape::Numbers => Some("[65, 75]"),
            Shape::Texts(_) => Some("[\"…\", \"…\"]"),
            Shape::Day => Some("2026-02-14"),
            Shape::Date => Some("1992"),
            Shape::Dates => Some("[1991, 1993]"),
            Shape::Pauses => Some("[\"1m\", \"10m\"]"),
            Shape::Flag
            | Shape::Word(_)
            | Shape::Words(_)
            | Shape::Table(_)
            | Shape::Tables(_)
            | Shape::Cards => None,
        })
    }

    /// Returns what to write in words that fit after "write" or "add", and what it is for.
    #[must_use]
    pub fn how_to_write(&self) -> String {
        let line = |value: &str| format!("`{} = {value}`", self.name);
        let how = match (self.shape, self.example()) {
            (_, Some(example)) => format!("for example {}", line(example)),
            (Shape::Flag, None) => format!("{} or {}", line("true"), line("false")),
            (Shape::Whole(low, _), None) => format!("{} at the top", line(&low.to_string())),
            (Shape::Word(words), None) => {
                let lines: Vec<String> =
                    words().iter().map(|word| line(&format!("\"{word}\""))).collect();
                or_list(&lines)
            }
            (Shape::Words(words), None) => {
                let word = words().first().copied().unwrap_or_default();
                format!("for example {}", line(&format!("[\"{word}\"]")))
            }
            (Shape::Table(keys), None) => {
                let needed = keys.iter().filter(|key| key.required);
                let names: Vec<String> = needed.map(|key| format!("`{}`", key.name)).collect();
                match names.as_slice() {
                    [] => format!("`[{}]` with its keys below it", self.name),
                    names => format!("`[{}]` with {} below it", self.name, names.join(" and ")),
                }
            }
            (_, None) => format!("`[[{}]]`, with two brackets, before each", self.name),
        };
        format!("{how}: {}", lower_first(self.about))
    }
}

fn or_list(lines: &[String]) -> String {
    match lines {
        [firsts @ .., last] if !firsts.is_empty() => format!("{} or {last}", firsts.join(", ")),
        lines => lines.concat(),
    }
}

/// What a key may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any text but blank.
    Text,
    /// A name without spaces, `/` or `#`.
    Name,
    /// `true` or `false`.
    Flag,
    /// A whole number between these, both included.
    Whole(i64, i64),
    /// A number between these, both included.
    Fraction(f64, f64),
    /// Any finite number.
    Number,
    /// A list of numbers.
    Numbers,
    /// A list of texts with at least this many members.
    Texts(usize),
    /// A calendar day: a TOML date or its text.
    Day,
    /// A date of any precision: a TOML date, EDTF text, or a year as a number.
    Date,
    /// A list of dates of any precision.
    Dates,
    /// Pauses such as `"1m"` or `"10m"`.
    Pauses,
    /// A word out of these.
    Word(fn() -> Vec<&'static str>),
    /// A list of words out of these.
    Words(fn() -> Vec<&'static str>),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A list of tables with these keys.
    Tables(&'static [Key]),
    /// The list of cards, whose keys depend on their kind.
    Cards,
}

impl Shape {
    /// Returns what is expected, in words that fit after "expected".
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "text in quotes".into(),
            Self::Name => "a name in quotes, without spaces, `/` or `#`".into(),
            Self::Flag => "`true` or `false`, without quotes".into(),
            Self::Whole(low, high) if low == high => format!("{low}, without quotes"),
            Self::Whole(low, high) => format!("a whole number from {low} to {high}"),
            Self::Fraction(low, f64::MAX) => format!("a number, {low} or more"),
            Self::Fraction(low, high) => format!("a number from {low:.2} to {high:.2}"),
            Self::Number => "a number, without quotes".into(),
            Self::Numbers => "a list of numbers".into(),
            Self::Texts(_) => "a list of texts, such as [\"…\", \"…\"]".into(),
            Self::Day => "a day such as 2026-02-14".into(),
            Self::Date => "a date: 1992, \"1992-04\", 2025-11-06 or \"199X\"".into(),
            Self::Dates => "a list of dates".into(),
            Self::Pauses => "a list of pauses such as [\"1m\", \"10m\"]".into(),
            Self::Word(words) => format!("one of {}", words().join(", ")),
            Self::Words(words) => format!("a list of {}", words().join(", ")),
            Self::Table(_) => "a table".into(),
            Self::Tables(_) | Self::Cards => "a list of tables".into(),
        }
    }
}

const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: true, about, such_as: None }
}

const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: false, about, such_as: None }
}

/// The top of the file.
pub const FILE: &[Key] = &[
    needed("format", Shape::Whole(1, FORMAT), "The format of the file."),
    needed("deck", Shape::Table(DECK), "The deck as a whole."),
    optional("source", Shape::Tables(SOURCE), "A document that cards cite."),
    optional("card", Shape::Cards, "A card."),
];

/// The table `[deck]`.
pub const DECK: &[Key] = &[
    needed("id", Shape::Name, "Stable for life: progress hangs on it.").such_as("\"rivers\""),
    needed("title", Shape::Text, "What people call the deck.").such_as("\"Rivers of Africa\""),
    optional("description", Shape::Text, "What the deck is about."),
    optional("language", Shape::Name, "The language of the cards, such as `en`.").such_as("\"en\""),
    optional("authors", Shape::Texts(0), "Who wrote the deck."),
    optional("license", Shape::Text, "Under which licence the deck may be shared."),
    optional("as_of", Shape::Day, "The cards are true as of this day."),
    optional("tags", Shape::Texts(0), "Words to find the deck by."),
    optional("study", Shape::Table(STUDY), "How to study; a learner's own settings win.")
        .such_as("{ new_per_day = 10 }"),
];

/// The table `[deck.study]`.
pub const STUDY: &[Key] = &[
    optional(
        "desired_retention",
        Shape::Fraction(0.70, 0.99),
        "The chance of recall wanted when a card is due.",
    ),
    optional("new_per_day", Shape::Whole(0, 9999), "New items a day."),
    optional("reviews_per_day", Shape::Whole(0, 9999), "Reviews a day."),
    optional("learning_steps", Shape::Pauses, "Pauses between the answers of a young item."),
    optional("exam", Shape::Day, "The day to be ready for."),
];

/// The table `[[source]]`.
pub const SOURCE: &[Key] = &[
    needed("id", Shape::Name, "What `cites` name the source by.").such_as("\"atlas\""),
    optional("title", Shape::Text, "The title."),
    optional("publisher", Shape::Text, "Who published it."),
    optional("date", Shape::Date, "When it was published."),
    optional("file", Shape::Text, "Its file, relative to the deck.")
        .such_as("\"sources/atlas.txt\""),
    optional("url", Shape::Text, "Where it stands on the web.")
        .such_as("\"https://example.org/atlas\""),
    optional("sha256", Shape::Text, "The SHA-256 of the file as it was read."),
];

/// One entry of a card's `cites`.
pub const CITATION: &[Key] = &[
    needed("source", Shape::Name, "The id of a `[[source]]`.").such_as("\"atlas\""),
    optional("quote", Shape::Text, "The exact sentence."),
    optional("line", Shape::Whole(1, u32::MAX as i64), "The line on which the sentence begins."),
];

/// The keys that a card of any kind may have.
pub const CARD: &[Key] = &[
    optional("id", Shape::Name, "Unique in the deck.").such_as("\"nile\""),
    needed("kind", Shape::Word(kind_names), "How the card is asked and judged.")
        .such_as("\"text\""),
    optional("explanation", Shape::Text, "Shown after the answer."),
    optional("tags", Shape::Texts(0), "Words to find the card by."),
    optional("cites", Shape::Tables(CITATION), "The sentences behind the card.")
        .such_as("[{ source = \"atlas\", quote = \"…\" }]"),
    optional("status", Shape::Word(status_names), "A draft is never studied."),
    optional("ask", Shape::Words(form_names), "Limits the forms that the card is asked in."),
    optional("note", Shape::Text, "For teachers only."),
    optional("fact", Shape::Name, "The stable name of the fact behind a built card."),
    optional("built", Shape::Name, "A short hash of what the builder wrote."),
];

const QUESTION: Key = needed("question", Shape::Text, "What is asked.")
    .such_as("\"Which river flows through Cairo?\"");
const REVERSED: Key = optional("reversed", Shape::Flag, "A second item asks back.");
const DISTRACTORS: Key = optional("distractors", Shape::Texts(0), "Wrong options.")
    .such_as("[\"the Rhine\", \"the Danube\"]");
const ACCEPT: Key = optional("accept", Shape::Texts(0), "Other answers that count as right.")
    .such_as("[\"Nile River\"]");

/// Returns the keys of a kind beside those of [`CARD`], and what the kind is.
#[must_use]
pub const fn kind_keys(kind: Kind) -> (&'static [Key], &'static str) {
    match kind {
        Kind::Basic => (BASIC, "Revealed, then rated by the learner."),
        Kind::Text => (TEXT, "A few words, chosen while young and typed later."),
        Kind::Year => (DATE, "A year, decade or century."),
        Kind::Date => (DATE, "A date of any precision."),
        Kind::Number => (NUMBER, "A number."),
        Kind::Choice => (CHOICE, "One option of several."),
        Kind::Set => (SET, "All of several, in any order."),
        Kind::Order => (ORDER, "Several, in their right order."),
        Kind::Truth => (TRUTH, "A statement, true or false."),
        Kind::Cloze => (CLOZE, "A text with gaps; one item a gap."),
    }
}

const BASIC: &[Key] = &[
    QUESTION,
    needed("answer", Shape::Text, "What the learner should have said.").such_as("\"the Nile\""),
    REVERSED,
];

const TEXT: &[Key] = &[
    QUESTION,
    optional("answer", Shape::Text, "What is right.").such_as("\"the Nile\""),
    optional("answers", Shape::Texts(1), "Any one of these is right.")
        .such_as("[\"the Nile\", \"the Nile River\"]"),
    ACCEPT,
    DISTRACTORS,
    REVERSED,
];

const DATE: &[Key] = &[
    QUESTION,
    needed("answer", Shape::Date, "The key."),
    ACCEPT,
    optional("distractors", Shape::Dates, "Wrong options."),
];

const NUMBER: &[Key] = &[
    QUESTION,
    needed("answer", Shape::Number, "The key."),
    optional("unit", Shape::Text, "What is counted or measured.").such_as("\"km\""),
    optional("tolerance", Shape::Fraction(0.0, f64::MAX), "How far off is still right.")
        .such_as("2.5"),
    ACCEPT,
    optional("distractors", Shape::Numbers, "Wrong options."),
];

const CHOICE: &[Key] = &[
    QUESTION,
    needed("answer", Shape::Text, "The key.").such_as("\"the Nile\""),
    needed("distractors", Shape::Texts(1), "Wrong options.")
        .such_as("[\"the Rhine\", \"the Danube\"]"),
];

const SET: &[Key] = &[
    QUESTION,
    needed("answers", Shape::Texts(1), "Every member.")
        .such_as("[\"the Blue Nile\", \"the White Nile\"]"),
    DISTRACTORS,
];

const ORDER: &[Key] = &[
    QUESTION,
    needed("answers", Shape::Texts(2), "The members, first to last.")
        .such_as("[\"Mercury\", \"Venus\", \"Earth\"]"),
];

const TRUTH: &[Key] = &[
    needed("question", Shape::Text, "The statement.").such_as("\"The Nile flows north.\""),
    needed("answer", Shape::Flag, "Whether it is true."),
];

const CLOZE: &[Key] =
    &[needed("text", Shape::Text, "The text, with {{hidden}} or {{hidden::hint}} for each gap.")
        .such_as("\"The {{Nile}} flows north.\"")];

fn kind_names() -> Vec<&'static str> {
    Kind::ALL.map(Kind::name).to_vec()
}

fn status_names() -> Vec<&'static str> {
    Status::ALL.map(Status::name).to_vec()
}

fn form_names() -> Vec<&'static str> {
    Form::ALL.map(Form::name).to_vec()
}
