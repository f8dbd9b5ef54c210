//! The faults that reading a deck file finds, explained: what `check --explain` says of them.

/// A fault that reading finds.
#[derive(Debug)]
pub struct FaultRule {
    /// What it is called.
    pub name: &'static str,
    /// What it finds, in a few words.
    pub about: &'static str,
    /// Why that matters and what to do.
    pub why: &'static str,
}

const fn fault(name: &'static str, about: &'static str, why: &'static str) -> FaultRule {
    FaultRule { name, about, why }
}

/// Every fault that reading finds. All but the last three are errors: the card, or the deck, cannot be
/// studied until they are mended.
pub const FAULTS: [FaultRule; 20] = [
    fault(
        "syntax",
        "a line that is no TOML",
        "Texts stand in \"quotes\", lists in [brackets], and each card begins with [[card]]. The \
         card that the line belongs to is left out; the others are studied.",
    ),
    fault(
        "merge-conflict",
        "two versions of the deck in one file, as git leaves them",
        "Between `<<<<<<<` and `=======` stands the one side, up to `>>>>>>>` the other. Choose \
         between them and delete these lines; what else is wrong is told then.",
    ),
    fault("duplicate-key", "a key that stands twice in one table", "Remove one of the two."),
    fault(
        "newer-format",
        "a deck of a newer format",
        "This docent does not know what its keys mean, and guessing would harm. Update docent.",
    ),
    fault(
        "missing-key",
        "a key without which a card or deck is useless",
        "Add it; the message says what it holds. What each kind of card needs stands in the README.",
    ),
    fault(
        "wrong-value",
        "a value of the wrong kind or out of range",
        "The message says what is expected in its place.",
    ),
    fault("two-keys", "both `answer` and `answers`", "Keep one of them."),
    fault("too-few", "a list that is too short", "The message says how many it needs."),
    fault(
        "same-member",
        "a member that stands twice in a list of answers",
        "Case, accents and punctuation do not make two answers of one. Remove one.",
    ),
    fault(
        "right-distractor",
        "a wrong option that is the key",
        "No answer could be judged. Replace the option.",
    ),
    fault(
        "wrong-precision",
        "a `year` card whose answer is a month or a day",
        "Write the year alone, or kind = \"date\".",
    ),
    fault(
        "bad-date",
        "a date that does not exist or cannot be read",
        "Dates are 1992, \"1992-04\", 2025-11-06, \"199X\", or \"1939/1945\" for a span.",
    ),
    fault(
        "bad-cloze",
        "a cloze without a gap, or with one that is empty, left open or never opened",
        "Each gap opens with {{ and closes with }}: {{hidden}} or {{hidden::hint}}.",
    ),
    fault(
        "duplicate-id",
        "two cards with one id",
        "Progress hangs on the id, so the second card is left out. Give it an id of its own.",
    ),
    fault(
        "duplicate-card",
        "two cards without an id that ask the same",
        "They cannot be told apart. Remove one, or give each an `id`.",
    ),
    fault("duplicate-source", "two sources with one id", "Rename one, and the cites that mean it."),
    fault(
        "same-deck-id",
        "two decks with one id",
        "Progress hangs on it. Give one another `deck.id`.",
    ),
    fault(
        "unknown-key",
        "a key that means nothing here",
        "It is passed over, so what you meant by it does not happen. Mostly a slip: the hint names \
         the nearest key that there is.",
    ),
    fault(
        "unknown-source",
        "a cite of a source that the deck has not",
        "The card is studied without that proof. Add the source, or mend the name.",
    ),
    fault(
        "unknown-rule",
        "an `#:ignore` line that names no rule",
        "Nothing is silenced by it. `docent check --explain` lists the rules.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_the_reader_is_explained() {
        let reader = [
            include_str!("../read.rs"),
            include_str!("../read_card.rs"),
            include_str!("../fields.rs"),
        ];
        for code in reader {
            for call in ["Diagnostic::error(", "Diagnostic::warning("] {
                for after in code.split(call).skip(1) {
                    let Some(name) = after.trim_start().strip_prefix('"') else { continue };
                    let name = name.split('"').next().unwrap_or_default();
                    assert!(FAULTS.iter().any(|fault| fault.name == name), "{name} is unexplained");
                }
            }
        }
    }
}
