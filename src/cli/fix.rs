//! `docent check --fix`: mends what is safe, and says what it did.

use super::context::Context;
use super::error::CommandError;
use super::library::count;
use crate::deck::{DeckFile, Tidied, tidy, write_deck_file};

/// Mends a deck file and returns it as it is now.
pub fn run(file: DeckFile) -> Result<DeckFile, CommandError> {
    let tidied = tidy(&file.text, &|card| card.id.to_string());
    if tidied.text == file.text {
        return Ok(file);
    }
    write_deck_file(&file.path, &tidied.text, Some(&file.text))?;
    Context::message(&format!("{}: {}", file.path.display(), done(&tidied)));
    Ok(DeckFile::read(&file.path)?)
}

/// Says what was mended.
fn done(tidied: &Tidied) -> String {
    let mut parts = Vec::new();
    if tidied.quotes > 0 {
        parts.push(format!("wrote straight quotes in {}", count(tidied.quotes, "line")));
    }
    if tidied.points > 0 {
        parts.push(format!("wrote decimal points in {}", count(tidied.points, "line")));
    }
    if tidied.brackets > 0 {
        parts.push(format!("wrote two brackets around {}", count(tidied.brackets, "header")));
    }
    match tidied.ids.as_slice() {
        [] => {}
        [one] => parts.push(format!("wrote down the id `{one}`")),
        ids => parts.push(format!("wrote down {}", count(ids.len(), "id"))),
    }
    if tidied.reordered > 0 {
        parts.push(format!("put the keys of {} in order", count(tidied.reordered, "card")));
    }
    if tidied.respaced {
        parts.push("mended the spacing".into());
    }
    parts.join(", ")
}
