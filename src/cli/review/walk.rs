//! Where a review stands: which card is looked at, what was decided, and how to take it back. Each
//! decision is in the file before the next card is shown.

use crate::cli::editor;
use crate::cli::error::CommandError;
use crate::cli::library::count;
use crate::cli::pasted::pasted;
use crate::deck::{
    Card, Decision, Deck, DeckFile, DeckFileError, Diagnostic, LineIndex, Matter, ReviewError,
    Waiting, bring_back, decide, deck_text, waiting, write_deck_file,
};
use std::path::{Path, PathBuf};

/// A walk through what waits in a deck.
pub struct Walk {
    path: PathBuf,
    text: String,
    deck: Deck,
    /// The ids of the cards to be looked at, in order.
    order: Vec<String>,
    at: usize,
    /// What was done at each step back.
    history: Vec<Step>,
    /// What the file was before an edit left nothing in it that can be read.
    unspoilt: Option<String>,
}

/// A step forward.
struct Step {
    at: usize,
    decided: Option<Decided>,
}

/// A decision that was written.
struct Decided {
    decision: Decision,
    before: String,
    after: String,
}

/// A card that is looked at.
pub struct Shown<'w> {
    /// What waits.
    pub waiting: Waiting<'w>,
    /// Its deck.
    pub deck: &'w Deck,
    /// Its place among the cards of the walk, from 1.
    pub place: usize,
    /// How many cards the walk has.
    pub of: usize,
}

impl Shown<'_> {
    /// Returns the card.
    pub fn card(&self) -> &Card {
        self.waiting.card
    }

    /// Returns the card that is to be replaced, and whether the teacher edited it.
    pub fn standing(&self) -> Option<(&Card, bool)> {
        match self.waiting.matter {
            Matter::Change { of, edited } => Some((of, edited)),
            Matter::Draft | Matter::Unstated => None,
        }
    }
}

/// What a walk came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many cards were accepted.
    pub accepted: usize,
    /// How many were rejected.
    pub rejected: usize,
    /// How many still wait.
    pub left: usize,
}

impl Walk {
    /// Begins with the first card that waits.
    ///
    /// # Errors
    /// When the deck cannot be read or has errors.
    pub fn begin(path: &Path) -> Result<Self, CommandError> {
        let (text, deck) = read(path)?;
        let order = ids(&deck);
        let path = path.to_owned();
        Ok(Self { path, text, deck, order, at: 0, history: Vec::new(), unspoilt: None })
    }

    /// Returns the deck's title.
    pub fn title(&self) -> &str {
        &self.deck.title
    }

    /// Returns the card that is looked at, passing over what waits no longer.
    pub fn shown(&mut self) -> Option<Shown<'_>> {
        let now = ids(&self.deck);
        while self.at < self.order.len() && !now.contains(&self.order[self.at]) {
            self.at += 1;
        }
        if self.at == self.order.len() {
            // What an edit made wait anew comes last.
            let new: Vec<String> = now.into_iter().filter(|id| !self.order.contains(id)).collect();
            self.order.extend(new);
        }
        let id = self.order.get(self.at)?;
        let waiting = waiting(&self.deck).into_iter().find(|w| w.card.id.as_str() == id)?;
        Some(Shown { waiting, deck: &self.deck, place: self.at + 1, of: self.order.len() })
    }

    /// Writes a decision on the card that is looked at, and goes on.
    ///
    /// # Errors
    /// When the file changed meanwhile or cannot be written; nothing is decided then.
    pub fn decide(&mut self, decision: Decision) -> Result<(), CommandError> {
        let Some(id) = self.order.get(self.at).cloned() else { return Ok(()) };
        let after = decide(&self.text, &id, decision).map_err(|fault| self.refused(fault))?;
        self.write(&after)?;
        let before = std::mem::replace(&mut self.text, after.clone());
        self.history.push(Step { at: self.at, decided: Some(Decided { decision, before, after }) });
        self.at += 1;
        self.read_again()
    }

    /// Goes on without a decision.
    pub fn skip(&mut self) {
        if self.at < self.order.len() {
            self.history.push(Step { at: self.at, decided: None });
            self.at += 1;
        }
    }

    /// Goes back one card, taking back what was decided on it; tells whether there was one.
    ///
    /// # Errors
    /// When the file changed meanwhile or cannot be written.
    pub fn back(&mut self) -> Result<bool, CommandError> {
        let Some(step) = self.history.last() else { return Ok(false) };
        if let Some(decided) = &step.decided {
            if self.text != decided.after {
                return Err(CommandError::new(
                    "the deck was edited since, so nothing is taken back",
                ));
            }
            let before = decided.before.clone();
            self.write(&before)?;
            self.text = before;
        }
        if let Some(step) = self.history.pop() {
            self.at = step.at;
        }
        self.read_again()?;
        Ok(true)
    }

    /// Opens the deck in the person's editor, at the card that is looked at.
    ///
    /// # Errors
    /// When there is no editor, or the deck has errors afterwards, which the message tells; the card
    /// is still looked at.
    pub fn edit(&mut self) -> Result<(), CommandError> {
        let line = self.shown().map_or(1, |shown| shown.card().line);
        // What was there before the first edit that went wrong is what there is to go back to.
        let before = self.unspoilt.clone().map_or_else(|| deck_text(&self.path), Ok)?;
        editor::edit(&self.path, line)?;
        self.read_again().map_err(|error| {
            self.unspoilt = Some(before);
            CommandError::new(error.whole() + &first_errors(&self.path))
        })
    }

    /// Returns whether an edit left the deck with errors, so that what was there can be brought back.
    pub fn is_spoilt(&self) -> bool {
        self.unspoilt.is_some()
    }

    /// Brings back what was there before an edit left the deck with errors.
    ///
    /// # Errors
    /// When it cannot be written, or has errors of its own.
    pub fn bring_back(&mut self) -> Result<(), CommandError> {
        if let Some(before) = self.unspoilt.take() {
            bring_back(&self.path, &before)?;
        }
        self.read_again()
    }

    /// Returns whether there is a decision that can be taken back.
    pub fn has_decided(&self) -> bool {
        self.history.iter().any(|step| step.decided.is_some())
    }

    /// Reads the deck as it is now, if it can be read.
    ///
    /// # Errors
    /// When it cannot; what was read before is kept.
    pub fn read_again(&mut self) -> Result<(), CommandError> {
        (self.text, self.deck) = read(&self.path)?;
        self.unspoilt = None;
        Ok(())
    }

    /// Returns what the walk came to.
    pub fn tally(&self) -> Tally {
        let made = |decision| {
            let decided = self.history.iter().filter_map(|step| step.decided.as_ref());
            decided.filter(|decided| decided.decision == decision).count()
        };
        Tally {
            accepted: made(Decision::Accept),
            rejected: made(Decision::Reject),
            left: waiting(&self.deck).len(),
        }
    }

    fn write(&self, text: &str) -> Result<(), CommandError> {
        write_deck_file(&self.path, text, Some(&self.text)).map_err(|error| match error {
            DeckFileError::Changed(_) => CommandError::new(
                "the deck was changed by somebody else meanwhile; look at the card again",
            ),
            other => other.into(),
        })
    }

    fn refused(&self, fault: ReviewError) -> CommandError {
        CommandError::new(fault.to_string())
            .hint(format!("edit `{}` by hand; nothing was changed", self.path.display()))
    }
}

fn ids(deck: &Deck) -> Vec<String> {
    waiting(deck).iter().map(|waiting| waiting.card.id.to_string()).collect()
}

fn read(path: &Path) -> Result<(String, Deck), CommandError> {
    let file = DeckFile::read(path)?;
    let (errors, shown) = (file.reading.errors(), path.display());
    file.reading.deck.filter(|_| errors == 0).map(|deck| (file.text, deck)).ok_or_else(|| {
        CommandError::new(format!("`{shown}` has {}", count(errors.max(1), "error")))
            .hint(format!("`docent check {}` says what is wrong", pasted(path)))
    })
}

/// Returns the first errors of a deck with their lines, as they go on behind how many there are.
fn first_errors(path: &Path) -> String {
    const TOLD: usize = 3;
    let Ok(file) = DeckFile::read(path) else { return String::new() };
    let lines = LineIndex::new(&file.text);
    let errors: Vec<&Diagnostic> =
        file.reading.diagnostics.iter().filter(|fault| fault.is_error()).collect();
    let line = |fault: &Diagnostic| lines.place(fault.span.start).line;
    let mut told: Vec<String> = errors
        .iter()
        .take(TOLD)
        .map(|fault| format!("on line {}, {}", line(fault), fault.message))
        .collect();
    if errors.len() > TOLD {
        told.push(format!("and {} more", errors.len() - TOLD));
    }
    if told.is_empty() { String::new() } else { format!(": {}", told.join("; ")) }
}
