//! The main clause of a sentence, where words alone show it: subject, verb, what follows.
//!
//! No parser: a sentence that does not have one of a few plain shapes has no clause here, and
//! nothing is asked of it. Precision before reach.

use super::moment::{Moment, moments};
use super::verb::{EventVerb, by_participle, by_past, by_third_person};
use super::word::{Word, text_of, words};
use std::ops::Range;

/// The main clause of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The sentence without brackets; all ranges are of its words.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// What stands before the subject: "In 1992," or "According to the ministry,".
    pub(super) lead: Range<usize>,
    /// The subject without what is set off by commas.
    pub(super) subject: Range<usize>,
    pub(super) verb: VerbGroup,
    /// Everything after the verb but the final stop.
    pub(super) rest: Range<usize>,
}

/// A verb with its helpers.
#[derive(Debug, Clone)]
pub(super) struct VerbGroup {
    pub(super) form: Form,
    /// "was", "has been"; empty for a simple form.
    pub(super) auxiliary: String,
    /// "formally", "later".
    pub(super) adverb: Option<String>,
    /// None for the bare copula.
    pub(super) verb: Option<&'static EventVerb>,
}

/// The forms that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "founded"
    Past,
    /// "founds", in captions.
    Present,
    /// "was founded"
    Passive,
    /// "has founded"
    Perfect,
    /// "has been founded"
    PerfectPassive,
    /// "is", "was"
    Copula,
    /// "remains", "seeks": a state of things, not an event
    Stative,
}

impl Clause {
    /// Returns the main clause of a sentence that has no brackets.
    pub(super) fn parse(text: String, caption: bool) -> Option<Self> {
        let words = words(&text);
        let end = words.iter().rposition(Word::is_word)? + 1;
        let (lead_end, (subject, verb_at)) = participle_lead(&words, end).or_else(|| {
            let lead_end = lead(&text, &words);
            Some((lead_end, subject(&words, lead_end, end, caption)?))
        })?;
        let (verb, rest) = verb_group(&words, verb_at, end, caption)?;
        let subject = without_trailing_adverb(&words, subject);
        (!subject.is_empty()).then_some(Self {
            lead: 0..lead_end,
            subject,
            verb,
            rest: rest..end,
            words,
            text,
        })
    }

    pub(super) fn text_of(&self, range: Range<usize>) -> &str {
        text_of(&self.text, &self.words, range)
    }

    /// Returns the times in a range of words.
    pub(super) fn moments(&self, range: Range<usize>) -> Vec<(Range<usize>, Moment)> {
        let Some(bytes) = self.bytes(range) else { return Vec::new() };
        moments(&self.text)
            .into_iter()
            .filter(|m| bytes.start <= m.range.start && m.range.end <= bytes.end)
            .map(|m| (self.words_within(m.range.clone()), m))
            .collect()
    }

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

    /// Returns the clause that "and" joins to this one, with the same subject: "… and became …".
    pub(super) fn next(&self) -> Option<Self> {
        let mut at = self.complement_end(self.rest.start, self.rest.end);
        if self.words.get(at).is_some_and(|w| w.text == ",") {
            at += 1;
        }
        if !self.words.get(at).is_some_and(|w| w.is("and")) {
            return None;
        }
        let (_, verb) = adverbs(&self.words, at + 1, self.rest.end);
        if verb >= self.rest.end || !is_finite(&self.words, verb, false) {
            return None;
        }
        let (group, rest) = verb_group(&self.words, verb, self.rest.end, false)?;
        Some(Self {
            text: self.text.clone(),
            words: self.words.clone(),
            lead: 0..0,
            subject: self.subject.clone(),
            verb: group,
            rest: rest..self.rest.end,
        })
    }

    fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.checked_sub(1)?;
        Some(self.words.get(range.start)?.range.start..self.words.get(last)?.range.end)
    }

    fn words_within(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|w| w.range.end <= bytes.start);
        let end = self.words.partition_point(|w| w.range.start < bytes.end);
        start..end
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

const PRONOUNS: [&str; 12] =
    ["he", "she", "it", "they", "we", "i", "this", "these", "there", "those", "his", "her"];

pub(super) const AUXILIARIES: [&str; 21] = [
    "was", "were", "is", "are", "has", "have", "had", "did", "does", "do", "will", "would", "may",
    "might", "can", "could", "should", "must", "shall", "be", "been",
];

/// Verbs that tell how things are.
const STATIVES: [&str; 22] = [
    "remains",
    "remain",
    "continues",
    "continue",
    "seeks",
    "seek",
    "aims",
    "aim",
    "includes",
    "include",
    "consists",
    "lies",
    "lie",
    "stands",
    "stand",
    "belongs",
    "belong",
    "serves",
    "covers",
    "contains",
    "comprises",
    "remained",
];

/// Returns how many words stand before the subject.
fn lead(text: &str, words: &[Word]) -> usize {
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

/// A subject, and where its verb stands.
type SubjectAndVerb = (Range<usize>, usize);

/// Finds the clause after a participle: "Enacted in 1833 to free the slaves, the act …".
fn participle_lead(words: &[Word], end: usize) -> Option<(usize, SubjectAndVerb)> {
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
fn subject(words: &[Word], from: usize, end: usize, caption: bool) -> Option<SubjectAndVerb> {
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
fn apposition(
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
fn list_subject(
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
fn is_finite(words: &[Word], at: usize, caption: bool) -> bool {
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

/// Reads the verb group that begins at `at`; returns it and where the rest begins.
fn verb_group(words: &[Word], at: usize, end: usize, caption: bool) -> Option<(VerbGroup, usize)> {
    let group = |form, auxiliary: &str, adverb, verb, rest| {
        let auxiliary = auxiliary.to_owned();
        Some((VerbGroup { form, auxiliary, adverb, verb }, rest))
    };
    let before = at.checked_sub(1).filter(|i| is_adverb(&words[*i].lower));
    let adverb_before = before.map(|i| words[i].lower.clone());
    let word = words[at].lower.as_str();
    if STATIVES.contains(&word) {
        return group(Form::Stative, "", None, None, at + 1);
    }
    if !AUXILIARIES.contains(&word) {
        let after = words.get(at + 1).filter(|_| at + 1 < end);
        let (verb, form) = match by_past(word) {
            Some(verb) => (verb, Form::Past),
            None if caption => (by_third_person(word)?, Form::Present),
            None => return None,
        };
        let object = after.is_some_and(begins_object);
        return (verb.intransitive || object)
            .then(|| group(form, "", adverb_before, Some(verb), at + 1))?;
    }
    let (adverb, next) = adverbs(words, at + 1, end);
    let adverb = adverb.or(adverb_before);
    let participle = words.get(next).filter(|_| next < end).and_then(|w| by_participle(&w.lower));
    match (word, participle) {
        ("was" | "were", Some(verb)) => group(Form::Passive, word, adverb, Some(verb), next + 1),
        ("was" | "were" | "is" | "are", _) => {
            let negated =
                words.get(at + 1).is_some_and(|w| matches!(w.lower.as_str(), "not" | "never"));
            (!negated).then(|| group(Form::Copula, word, None, None, at + 1))?
        }
        ("has" | "have", Some(verb)) => group(Form::Perfect, word, adverb, Some(verb), next + 1),
        ("has" | "have", None) if words.get(next).is_some_and(|w| w.is("been")) => {
            let (_, after) = adverbs(words, next + 1, end);
            let verb = by_participle(&words.get(after)?.lower)?;
            group(Form::PerfectPassive, &format!("{word} been"), adverb, Some(verb), after + 1)
        }
        _ => None,
    }
}

fn adverbs(words: &[Word], from: usize, end: usize) -> (Option<String>, usize) {
    let count = words[from..end].iter().take_while(|w| is_adverb(&w.lower)).count();
    let adverb = (count == 1).then(|| words[from].lower.clone());
    (adverb, from + count)
}

/// Returns whether an object can begin with this word: a transitive verb without one is no verb
/// of the main clause ("the treaty signed in 1648 ended the war").
fn begins_object(word: &Word) -> bool {
    const NOT: [&str; 20] = [
        "in", "on", "at", "by", "from", "to", "of", "as", "for", "with", "during", "since",
        "after", "before", "and", "or", "but", "was", "is", "were",
    ];
    (word.is_word() || word.text == "“") && !NOT.contains(&word.lower.as_str())
}

pub(super) fn is_adverb(word: &str) -> bool {
    (word.ends_with("ly")
        && word.len() > 4
        && !matches!(word, "family" | "italy" | "assembly" | "reply" | "supply" | "early" | "july"))
        || matches!(
            word,
            "also"
                | "later"
                | "first"
                | "then"
                | "soon"
                | "now"
                | "again"
                | "once"
                | "still"
                | "already"
                | "all"
                | "both"
                | "since"
                | "ever"
                | "thus"
        )
}

fn without_trailing_adverb(words: &[Word], subject: Range<usize>) -> Range<usize> {
    let mut end = subject.end;
    while end > subject.start && is_adverb(&words[end - 1].lower) {
        end -= 1;
    }
    subject.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(String, String, String)> {
        let clause = Clause::parse(text.to_owned(), false)?;
        let verb = clause.verb.verb.map_or("be", |v| v.base.as_str()).to_owned();
        let end = clause.complement_end(clause.rest.start, clause.rest.end);
        Some((
            clause.text_of(clause.subject.clone()).to_owned(),
            verb,
            clause.text_of(clause.rest.start..end).to_owned(),
        ))
    }

    #[test]
    fn plain_clauses_are_parted() {
        for (text, subject, verb, complement) in [
            (
                "In 1776, the colonies declared their independence, which led to war.",
                "the colonies",
                "declare",
                "their independence",
            ),
            (
                "Lise Meitner, a physicist, left Germany in 1938.",
                "Lise Meitner",
                "leave",
                "Germany in 1938",
            ),
            (
                "France, Spain, and Portugal signed the treaty.",
                "France, Spain, and Portugal",
                "sign",
                "the treaty",
            ),
            (
                "The bridge was later destroyed by fire and rebuilt in stone.",
                "The bridge",
                "destroy",
                "by fire",
            ),
            ("Bonn is the birthplace of Beethoven.", "Bonn", "be", "the birthplace of Beethoven"),
            ("He died in Riga, Latvia, in 1901.", "He", "die", "in Riga, Latvia"),
        ] {
            let found = parts(text).expect(text);
            assert_eq!(found, (subject.into(), verb.into(), complement.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_clause_is_left_alone() {
        for text in [
            "The treaty signed in 1648 in Westphalia changed Europe.",
            "It was not signed.",
            "Who came?",
            "If the king had signed, all would be well.",
            "The colonies would declare independence.",
        ] {
            let found = parts(text);
            assert!(found.is_none_or(|(_, verb, _)| verb == "change"), "{text}");
        }
    }
}
