//! `docent new`: a first deck with comments, ready to edit.

use super::args::New;
use super::context::Context;
use super::deck_name::refuse_other_kinds;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::pasted::pasted;
use crate::deck::{DeckFileError, is_name, write_deck_file};
use crate::value::fold;

/// Writes a first deck.
pub fn run(args: &New, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    let mut path = args.deck.clone();
    refuse_other_kinds(&path)?;
    if path.extension().is_none() {
        path.set_extension("toml");
    }
    let shown = path.display().to_string();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let id = fold(&stem).replace(' ', "-");
    if !is_name(&id) {
        let message = format!("`{stem}` gives the deck no name");
        return Err(CommandError::new(message).hint("call the file as in `docent new rivers.toml`"));
    }
    let title = args.title.clone().unwrap_or_else(|| title_of(&stem));
    let today = context.now().study_day();
    let text = first_deck(&id, &title, &today.to_string());
    write_deck_file(&path, &text, None).map_err(|error| match error {
        DeckFileError::Changed(_) => CommandError::new(format!("there is `{shown}` already"))
            .hint(format!("`docent edit {}` opens it; a new deck needs a new name", pasted(&path))),
        other => other.into(),
    })?;
    output.line(format!("{shown}: a first deck with 4 cards."))?;
    let deck = pasted(&path);
    output.line(format!("`docent edit {deck}` opens it, `docent study {deck}` studies it."))?;
    Ok(Outcome::Done)
}

fn title_of(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

/// Returns the text of a first deck, as a teacher would explain it to a colleague.
fn first_deck(id: &str, title: &str, today: &str) -> String {
    let title = toml::Value::String(title.to_owned());
    format!(
        r#"# A deck is cards in a text file. Change what you like; `docent check` says what is wrong.
format = 1

[deck]
id = "{id}" # stable for life: the progress of those who learn hangs on it
title = {title}
language = "en"
as_of = {today} # the cards are true as of this day

# A card: what is asked, and what is right. Cards without an id get one from `docent check --fix`.
[[card]]
id = "longest-river-africa"
kind = "text"
question = "Which river of Africa is the longest?"
answer = "Nile"
accept = ["River Nile"] # other spellings that count
distractors = ["Congo", "Niger", "Zambezi"] # offered beside it while the card is young
explanation = "Its longest branch is the White Nile." # shown after the answer
tags = ["rivers"]

# A year. A date is kind = "date" with 1869-11-17 or "1869-11"; a figure is kind = "number".
[[card]]
id = "suez-canal-opened"
kind = "year"
question = "In which year was the Suez Canal opened?"
answer = 1869
tags = ["dates"]

# All of several, in any order.
[[card]]
id = "rivers-of-baghdad-and-mosul"
kind = "set"
question = "Which two rivers flow through Iraq to the Persian Gulf?"
answers = ["Tigris", "Euphrates"]
distractors = ["Jordan", "Indus"]
tags = ["rivers"]

# Words hidden in a text; each gap is asked by itself.
[[card]]
id = "gap-niger"
kind = "cloze"
text = "The Niger flows into the {{{{Gulf of Guinea}}}}, in {{{{Nigeria::a country}}}}."
tags = ["rivers"]

# More kinds: basic, choice, order, truth. A draft is not studied until you delete its status:
# status = "draft"
"#
    )
}
