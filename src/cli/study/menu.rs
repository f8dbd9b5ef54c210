//! The menu that Esc opens within a session.

use super::painter::Painter;
use super::sitting::Command;
use crate::cli::error::CommandError;
use crate::cli::screen::menu_theme;
use dialoguer::Select;

/// What the menu may offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Back to the question.
    GoOn,
    /// Something that is done to the item.
    Do(Command),
    /// Show what the card cites.
    Source,
    /// Open the deck at the card.
    Edit,
    /// End the session.
    End,
}

impl Entry {
    /// Every entry, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::GoOn,
        Self::Do(Command::Undo),
        Self::Do(Command::Skip),
        Self::Do(Command::Bury),
        Self::Do(Command::Suspend),
        Self::Source,
        Self::Edit,
        Self::End,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::GoOn => "Go on",
            Self::Do(Command::Undo) => "Undo the last answer",
            Self::Do(Command::Skip) => "Skip: ask it at the end",
            Self::Do(Command::Bury) => "Bury: not again today",
            Self::Do(Command::Suspend) => "Suspend: not until I say so",
            Self::Source => "Show the source",
            Self::Edit => "Edit the card",
            Self::End => "End the session",
        }
    }
}

/// Lets the learner choose one of these entries; Esc goes on.
pub fn choose(painter: &mut Painter, entries: &[Entry]) -> Result<Entry, CommandError> {
    painter.clear()?;
    let theme = menu_theme();
    let picked = Select::with_theme(theme.as_ref())
        .with_prompt("Menu")
        .items(entries.iter().map(|entry| entry.words()))
        .default(0)
        .report(false)
        .interact_on_opt(painter.term());
    painter.term().hide_cursor()?;
    let picked = picked.map_err(|dialoguer::Error::IO(error)| error)?;
    Ok(picked.and_then(|i| entries.get(i)).copied().unwrap_or(Entry::GoOn))
}
