//! The menu that Esc opens within a session.

use super::painter::Painter;
use super::prompts::{Reply, help, moved, read_key};
use super::sitting::Command;
use crate::cli::error::CommandError;
use crate::cli::screen::style;
use console::Key;

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
pub fn choose(painter: &mut Painter, entries: &[Entry]) -> Result<Reply<Entry>, CommandError> {
    let mut at = 0;
    let chosen = loop {
        let lines: Vec<String> =
            entries.iter().enumerate().map(|(i, entry)| line(*entry, i == at)).collect();
        let help = help(painter, "arrows and Enter; Esc goes back");
        painter.paint_list(&lines, at..at + 1, &help)?;
        match read_key(painter)? {
            None => return Ok(Reply::Interrupted),
            Some(Key::Escape) => break Entry::GoOn,
            Some(Key::Enter | Key::Char(' ')) => {
                break entries.get(at).copied().unwrap_or(Entry::GoOn);
            }
            Some(key) => at = moved(at, entries.len(), &key),
        }
    };
    painter.clear()?;
    Ok(Reply::Given(chosen))
}

fn line(entry: Entry, picked: bool) -> String {
    if picked {
        style::picked().for_stderr().apply_to(format!("  > {}", entry.words())).to_string()
    } else {
        format!("    {}", entry.words())
    }
}
