//! The words of a file that say what a card is: its kind, whether it is studied, how it is asked.

use std::fmt;

/// The kinds of card, as a file spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is described by the variant of Body that it names")]
pub enum Kind {
    Basic,
    Text,
    Year,
    Date,
    Number,
    Choice,
    Set,
    Order,
    Truth,
    Cloze,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Basic,
        Self::Text,
        Self::Year,
        Self::Date,
        Self::Number,
        Self::Choice,
        Self::Set,
        Self::Order,
        Self::Truth,
        Self::Cloze,
    ];

    /// Returns the kind as a file spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Text => "text",
            Self::Year => "year",
            Self::Date => "date",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Set => "set",
            Self::Order => "order",
            Self::Truth => "truth",
            Self::Cloze => "cloze",
        }
    }

    /// Returns the kind that is called so elsewhere, in capitals or small and however it is parted.
    #[must_use]
    pub fn called_elsewhere(word: &str) -> Option<Self> {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match letters.to_lowercase().as_str() {
            "flashcard" | "frontback" | "open" | "essay" | "reveal" => Self::Basic,
            "shortanswer" | "freetext" | "typed" | "typein" | "typing" | "string" => Self::Text,
            "day" | "datetime" => Self::Date,
            "numeric" | "numerical" | "integer" | "int" | "float" => Self::Number,
            "multiplechoice" | "multichoice" | "mc" | "mcq" | "singlechoice" | "radio"
            | "selectone" => Self::Choice,
            "multipleresponse" | "multipleanswer" | "multipleanswers" | "multiselect"
            | "multipleselect" | "checkbox" | "checkboxes" | "selectall" | "list" => Self::Set,
            "ordering" | "sequence" | "sequencing" | "sorting" | "ranking" | "rank" => Self::Order,
            "truefalse" | "trueorfalse" | "tf" | "boolean" | "bool" | "yesno" => Self::Truth,
            "clozedeletion" | "fillin" | "fillintheblank" | "fillintheblanks" | "fillinthegap"
            | "fillinthegaps" | "gap" | "gaps" | "gapfill" | "blank" | "blanks" => Self::Cloze,
            _ => return None,
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a card is studied, as the teacher wrote it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Studied.
    #[default]
    Active,
    /// Waits for the teacher; never studied.
    Draft,
    /// Set aside by the teacher.
    Suspended,
}

impl Status {
    /// Every status, as files spell them, with what it means.
    pub const ALL: [Self; 3] = [Self::Active, Self::Draft, Self::Suspended];

    /// Returns the status as a file spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Draft => "draft",
            Self::Suspended => "suspended",
        }
    }
}

/// How an item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// One of several options.
    Choice,
    /// Typed by the learner.
    Typed,
    /// All that apply.
    Set,
    /// Put in order.
    Order,
    /// True or false.
    Truth,
    /// Revealed, then rated by the learner.
    Rated,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 6] =
        [Self::Choice, Self::Typed, Self::Set, Self::Order, Self::Truth, Self::Rated];

    /// Returns the form as a file and the JSON dialogue spell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Typed => "typed",
            Self::Set => "set",
            Self::Order => "order",
            Self::Truth => "truth",
            Self::Rated => "self",
        }
    }
}
