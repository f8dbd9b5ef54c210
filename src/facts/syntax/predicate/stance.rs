//! How far a sentence stands behind a clause of its own: states it, denies it, hedges it, or says that
//! somebody says so.

use super::group::Group;
use crate::facts::syntax::tree::Tree;

/// How far the sentence stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::facts) enum Stance {
    Stated,
    Denied,
    /// Left open by what it hangs on: "if …", "proposed that …".
    Doubted,
    /// "may", "would", "plans to".
    Hedged,
    /// Somebody says so: the words that name who.
    Reported(Vec<usize>),
}

pub(super) fn stance(tree: &Tree, verb: usize, group: &Group) -> Stance {
    const DOUBT: [&str; 22] = [
        "plan", "intend", "hope", "expect", "want", "seek", "aim", "propose", "try", "attempt",
        "threaten", "appear", "seem", "claim", "believe", "think", "suggest", "wish", "offer",
        "refuse", "fail", "decline",
    ];
    if group.negated {
        return Stance::Denied;
    }
    let first = tree.lemma(verb);
    if is_conditional(tree, verb) || is_doubted(tree, verb) {
        return Stance::Doubted;
    }
    let granted = has_mark(tree, verb, &["though", "although", "so"]);
    if group.modal || granted || (!group.inner.is_empty() && DOUBT.contains(&first)) {
        return Stance::Hedged;
    }
    match reporter(tree, verb) {
        Some(words) => Stance::Reported(words),
        None => Stance::Stated,
    }
}

/// "if …", "unless …", "whether …": nothing is said to be so.
fn is_conditional(tree: &Tree, verb: usize) -> bool {
    has_mark(tree, verb, &["if", "unless", "whether"])
}

fn has_mark(tree: &Tree, verb: usize, marks: &[&str]) -> bool {
    let mark = |c: &usize| tree.label(*c) == "mark" && marks.contains(&tree.lower(*c));
    tree.children(verb).iter().any(mark)
}

/// What makes the clause after it somebody's word.
const SAYING: [&str; 30] = [
    "add", "admit", "allege", "announce", "argue", "assert", "caution", "claim", "comment",
    "complain", "contend", "declare", "deny", "estimate", "explain", "hold", "insist", "maintain",
    "note", "observe", "predict", "report", "say", "state", "stress", "suggest", "tell", "testify",
    "warn", "write",
];

/// What leaves open whether the clause after it is so.
const DOUBTING: [&str; 20] = [
    "ask",
    "believe",
    "demand",
    "doubt",
    "dream",
    "expect",
    "fear",
    "feel",
    "hope",
    "imagine",
    "propose",
    "recommend",
    "request",
    "require",
    "suppose",
    "suspect",
    "think",
    "urge",
    "want",
    "wish",
];

/// Returns whether a clause hangs on a verb of doubt.
fn is_doubted(tree: &Tree, verb: usize) -> bool {
    const MAYBE: [&str; 8] = [
        "conceivable",
        "doubtful",
        "likely",
        "plausible",
        "possible",
        "probable",
        "uncertain",
        "unlikely",
    ];
    let head = tree.head(verb);
    // "It is likely that …".
    let maybe = |c: &usize| MAYBE.contains(&tree.lower(*c));
    let maybe = MAYBE.contains(&tree.lower(head))
        || tree.lemma(head) == "be" && tree.children(head).iter().any(maybe);
    tree.label(verb) == "ccomp" && (maybe || DOUBTING.contains(&tree.lemma(head)))
}

/// Returns the words that name who says it: "the ministry" of "the ministry said that …" and of
/// "according to the ministry".
fn reporter(tree: &Tree, verb: usize) -> Option<Vec<usize>> {
    if let Some(source) = source(tree, verb) {
        return Some(source);
    }
    let mut at = verb;
    while tree.label(at) == "conj" && tree.is_verb(tree.head(at)) {
        at = tree.head(at);
    }
    if tree.label(at) != "ccomp" {
        return None;
    }
    let says = tree.head(at);
    if !SAYING.contains(&tree.lemma(says)) {
        return None;
    }
    let passive = tree.child(says, &["nsubjpass"]);
    // "…; the eastern part was added in 2019": a part adds no words.
    if passive.is_some_and(|s| tree.lower(s) != "it") {
        return None;
    }
    let who = tree.child(says, &["nsubj"]).or(passive).map(|s| tree.noun_phrase(s));
    Some(who.unwrap_or_default())
}

/// "According to tradition", "by tradition": who tells it.
fn source(tree: &Tree, verb: usize) -> Option<Vec<usize>> {
    if let Some(lore) = tree.children(verb).iter().find_map(|c| lore(tree, *c)) {
        return Some(vec![lore]);
    }
    let according = tree.children(verb).iter().copied().find(|c| tree.lower(*c) == "according")?;
    let to = tree.child(according, &["prep", "pcomp"]).unwrap_or(according);
    let who = tree.child(to, &["pobj", "pcomp"])?;
    Some(tree.noun_phrase(who))
}

/// Returns the word for what is handed down, of "by tradition".
pub(super) fn lore(tree: &Tree, by: usize) -> Option<usize> {
    let told = tree.child(by, &["pobj"]).filter(|_| tree.lower(by) == "by")?;
    matches!(tree.lower(told), "legend" | "tradition").then_some(told)
}
