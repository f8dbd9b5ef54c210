//! Where a clause's subject stands, and what may stand before it.

use super::moment::moments;
use super::verb::{by_participle, by_past, by_third_person};
use super::verb_group::{AUXILIARIES, PRONOUNS, STATIVES, begins_object, is_adverb};
use super::word::Word;
use std::ops::Range;

/// A subject, and where its verb stands.
pub(super) type SubjectAndVerb = (Range<usize>, usize);

/// Returns how many words stand before the subject.
pub(super) fn lead(text: &str, words: &[Word]) -> usize {
    const OPENERS: [&str; 34] = [
        "in",
        "on",
        "by",
        "since",
        "during",
        "at",
        "from",
        "between",
        "following",
        "despite",
        "with",
        "for",
        "under",
        "according",
        "initially",
        "however",
        "later",
        "then",
        "also",
        "ahead",
        "contrary",
        "meanwhile",
        "originally",
        "finally",
        "eventually",
        "today",
        "soon",
        "subsequently",
        "after",
        "before",
        "within",
        "like",
        "unlike",
        "similarly",
    ];
    const LONGEST: usize = 16;
    let Some(first) = words.first() else { return 0 };
    if !OPENERS.contains(&first.lower.as_str()) {
        return 0;
    }
    let dated = moments(text).into_iter().find(|m| m.range.start == 0);
    if let Some(moment) = dated {
        let end = words.partition_point(|w| w.range.start < moment.range.end);
        let next = words.get(end);
        match next {
            Some(w) if w.text == "," => return end + 1,
            Some(w) if w.is_capital() || PRONOUNS.contains(&w.lower.as_str()) || w.is("the") => {
                return end;
            }
            _ => {}
        }
    }
    words.iter().take(LONGEST).position(|w| w.text == ",").map_or(0, |comma| comma + 1)
}

/// Finds the clause after a participle: "Enacted in 1833 to free the slaves, the act …".
pub(super) fn participle_lead(words: &[Word], end: usize) -> Option<(usize, SubjectAndVerb)> {
    let adverb =
        usize::from(words.first().is_some_and(|w| is_adverb(&w.lower) || w.is("initially")));
    let participle = by_participle(&words.get(adverb)?.lower)?;
    let follows = words.get(adverb + 1)?;
    let passive = !begins_object(follows) || participle.intransitive;
    if !passive || !words[0].is_capital() {
        return None;
    }
    (1..end.min(40)).filter(|at| words[*at].text == ",").find_map(|comma| {
        let first = words.get(comma + 1)?;
        let opens = first.is("the") || (first.is_capital() && first.is_word());
        let found = subject(words, comma + 1, end, false).filter(|_| opens)?;
        Some((comma + 1, found))
    })
}

/// Finds the subject that begins at `from`: returns it and where the verb stands.
pub(super) fn subject(
    words: &[Word],
    from: usize,
    end: usize,
    caption: bool,
) -> Option<SubjectAndVerb> {
    const LONGEST: usize = 18;
    let mut at = from;
    while at < end && at - from <= LONGEST {
        let word = &words[at];
        if at > from && is_finite(words, at, caption) {
            return Some((from..at, at));
        }
        if matches!(word.text.as_str(), "," | "—" | "–") {
            return apposition(words, from, at, end, caption)
                .or_else(|| list_subject(words, from, at, end, caption));
        }
        let stray = matches!(
            word.lower.as_str(),
            "who" | "which" | "that" | "where" | "when" | "while" | "to" | "if" | "because" | "as"
        );
        if !word.is_word() || stray {
            return None;
        }
        at += 1;
    }
    None
}

/// A subject with an apposition between two commas (or dashes) and then the verb.
pub(super) fn apposition(
    words: &[Word],
    from: usize,
    open: usize,
    end: usize,
    caption: bool,
) -> Option<SubjectAndVerb> {
    const LONGEST: usize = 28;
    let mark = &words[open].text;
    let mut at = open + 1;
    while at + 1 < end && at - open <= LONGEST {
        if words[at].text == *mark {
            let verb =
                at + 1 + words[at + 1..end].iter().take_while(|w| is_adverb(&w.lower)).count();
            if verb < end && is_finite(words, verb, caption) {
                return Some((from..open, verb));
            }
        }
        at += 1;
    }
    None
}

/// A subject that is a list: "A, B, and C founded".
pub(super) fn list_subject(
    words: &[Word],
    from: usize,
    comma: usize,
    end: usize,
    caption: bool,
) -> Option<SubjectAndVerb> {
    const LONGEST: usize = 16;
    let mut seen_and = false;
    for at in comma..end.min(comma + LONGEST) {
        let word = &words[at];
        seen_and |= word.is("and");
        if seen_and && is_finite(words, at, caption) {
            return Some((from..at, at));
        }
        let member = word.text == ","
            || word.is_capital()
            || matches!(word.lower.as_str(), "and" | "the" | "of" | "all" | "both");
        if !member {
            return None;
        }
    }
    None
}

/// Returns whether a finite verb stands here.
pub(super) fn is_finite(words: &[Word], at: usize, caption: bool) -> bool {
    let word = &words[at];
    if word.is_capital() || !word.is_word() {
        return false;
    }
    let before = at.checked_sub(1).map(|i| words[i].lower.as_str());
    let after_determiner = before.is_some_and(|b| {
        matches!(
            b,
            "the"
                | "a"
                | "an"
                | "of"
                | "its"
                | "his"
                | "her"
                | "their"
                | "this"
                | "these"
                | "in"
                | "with"
                | "by"
                | "for"
                | "most"
                | "more"
        )
    });
    if after_determiner {
        return false;
    }
    AUXILIARIES.contains(&word.lower.as_str())
        || STATIVES.contains(&word.lower.as_str())
        || by_past(&word.lower).is_some()
        || (caption && by_third_person(&word.lower).is_some())
}

pub(super) fn without_trailing_adverb(words: &[Word], subject: Range<usize>) -> Range<usize> {
    let mut end = subject.end;
    while end > subject.start && is_adverb(&words[end - 1].lower) {
        end -= 1;
    }
    subject.start..end
}
