//! How far what follows a verb reaches: to the next clause, past lists and the halves of places.

use super::clause::Clause;
use super::verb::by_past;
use super::verb_group::{AUXILIARIES, PRONOUNS, is_adverb};
use super::word::Word;

impl Clause {
    /// Returns where the complement that begins at `from` is broken off at the latest.
    pub(super) fn complement_end(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            if self.words[at].text == "," {
                match self.list_or_place(from, at, to) {
                    Some(end) => at = end,
                    None => return at,
                }
            } else if self.is_boundary(at, from, to) {
                return at;
            } else {
                at += 1;
            }
        }
        to
    }

    fn is_boundary(&self, at: usize, from: usize, to: usize) -> bool {
        let word = &self.words[at];
        if !word.is_word() {
            return matches!(word.text.as_str(), ";" | ":" | "—" | "–" | "…" | "?" | "!");
        }
        if BREAKS.contains(&word.lower.as_str()) {
            return at > from || word.lower != "that";
        }
        let next = self.words.get(at + 1).filter(|_| at + 1 < to);
        if matches!(word.lower.as_str(), "and" | "but" | "or") {
            return word.lower == "but"
                || next.is_none_or(|next| self.begins_clause(at + 1, next, to));
        }
        // "because of", "due to", "such as": reasons and examples are no part of what is asked.
        let pair = next.map(|n| format!("{} {}", word.lower, n.lower));
        pair.is_some_and(|p| PAIR_BREAKS.contains(&p.as_str()))
    }

    /// Returns whether what follows "and" is a clause and not another member of a list.
    fn begins_clause(&self, at: usize, next: &Word, to: usize) -> bool {
        let verbal = |w: &Word| {
            !w.is_capital()
                && (by_past(&w.lower).is_some()
                    || AUXILIARIES.contains(&w.lower.as_str())
                    || w.lower.ends_with("ed")
                    || is_adverb(&w.lower))
        };
        let window = &self.words[at..to.min(at + 5)];
        verbal(next)
            || PRONOUNS.contains(&next.lower.as_str())
            || window
                .iter()
                .skip(1)
                .take_while(|w| w.is_word() && !matches!(w.lower.as_str(), "and" | "or"))
                .any(|w| {
                    AUXILIARIES.contains(&w.lower.as_str())
                        || (!w.is_capital() && by_past(&w.lower).is_some())
                })
    }

    /// Returns where a list ("A, B, and C") or the second half of a place ("Riga, Latvia") ends
    /// that goes on after a comma.
    fn list_or_place(&self, from: usize, comma: usize, to: usize) -> Option<usize> {
        let after = self.words.get(comma + 1).filter(|_| comma + 1 < to)?;
        let before = &self.words[comma - 1];
        let name_end = |start: usize| {
            let length = self.words[start..to]
                .iter()
                .take_while(|w| {
                    w.is_word() && (w.is_capital() || matches!(w.lower.as_str(), "of" | "the"))
                })
                .count();
            start + length
        };
        if !before.is_capital() && after.is_capital() {
            // "the first settlement, Fort Ross, on the coast": the name belongs to it.
            let end = name_end(comma + 1);
            let closed = end >= to || self.words.get(end).is_some_and(|w| w.text == ",");
            if closed && self.list_end(comma, to).is_none() {
                return Some(end);
            }
        }
        if before.is_capital() && after.is_capital() && comma > from {
            let end = name_end(comma + 1);
            let closed = end >= to
                || self.words.get(end).is_some_and(|w| {
                    !w.is_word()
                        || matches!(
                            w.lower.as_str(),
                            "in" | "on"
                                | "to"
                                | "as"
                                | "by"
                                | "from"
                                | "at"
                                | "for"
                                | "with"
                                | "since"
                        )
                });
            let list = self.list_end(comma, to);
            if list.is_some() {
                return list;
            }
            return closed.then_some(end);
        }
        self.list_end(comma, to)
    }

    /// Returns the end of a list whose first comma stands here: short members, then "and" or "or".
    fn list_end(&self, comma: usize, to: usize) -> Option<usize> {
        const MEMBER: usize = 6;
        let mut at = comma + 1;
        let mut length = 0;
        while at < to {
            let word = &self.words[at];
            if matches!(word.lower.as_str(), "and" | "or") {
                if at == comma + 1 {
                    return None;
                }
                let next = self.words.get(at + 1).filter(|_| at + 1 < to)?;
                if self.begins_clause(at + 1, next, to) {
                    return None;
                }
                let mut end = at + 1;
                while end < to
                    && end - at <= MEMBER
                    && self.words[end].is_word()
                    && !self.is_boundary(end, at, to)
                {
                    end += 1;
                }
                return Some(end);
            }
            length = if word.text == "," { 0 } else { length + 1 };
            let breaks = !word.is_word() && word.text != ",";
            if length > MEMBER || breaks || BREAKS.contains(&word.lower.as_str()) {
                return None;
            }
            at += 1;
        }
        None
    }
}

/// Words at which a complement ends.
const BREAKS: [&str; 33] = [
    "which",
    "who",
    "whom",
    "whose",
    "where",
    "when",
    "while",
    "whereas",
    "although",
    "though",
    "because",
    "after",
    "before",
    "until",
    "if",
    "since",
    "following",
    "including",
    "despite",
    "whereby",
    "amid",
    "upon",
    "unless",
    "that",
    "thus",
    "thereby",
    "making",
    "becoming",
    "how",
    "why",
    "what",
    "whether",
    "so",
];

const PAIR_BREAKS: [&str; 6] =
    ["such as", "due to", "because of", "as part", "in order", "as well"];
