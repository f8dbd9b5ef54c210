//! A verb with its helpers and adverbs.

use super::verb::{EventVerb, by_participle, by_past, by_third_person};
use super::word::Word;

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

/// Reads the verb group that begins at `at`; returns it and where the rest begins.
pub(super) fn verb_group(
    words: &[Word],
    at: usize,
    end: usize,
    caption: bool,
) -> Option<(VerbGroup, usize)> {
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

pub(super) fn adverbs(words: &[Word], from: usize, end: usize) -> (Option<String>, usize) {
    let count = words[from..end].iter().take_while(|w| is_adverb(&w.lower)).count();
    let adverb = (count == 1).then(|| words[from].lower.clone());
    (adverb, from + count)
}

/// Returns whether an object can begin with this word: a transitive verb without one is no verb
/// of the main clause ("the treaty signed in 1648 ended the war").
pub(super) fn begins_object(word: &Word) -> bool {
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

/// Verbs that tell how things are.
pub(super) const STATIVES: [&str; 22] = [
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

/// Words that begin a clause as its subject, or point at one.
pub(super) const PRONOUNS: [&str; 12] =
    ["he", "she", "it", "they", "we", "i", "this", "these", "there", "those", "his", "her"];

/// Verbs that help others.
pub(super) const AUXILIARIES: [&str; 21] = [
    "was", "were", "is", "are", "has", "have", "had", "did", "does", "do", "will", "would", "may",
    "might", "can", "could", "should", "must", "shall", "be", "been",
];
