//! The words of a verb: helpers, particle, chained verbs; its tense and voice.

use super::ClausePlace;
use crate::facts::fact::Verb;
use crate::facts::syntax::tree::Tree;
use crate::language::inflection;

/// A verb's words: "had been", "founded", "to build".
pub(super) struct Group {
    pub(super) spoken: Verb,
    pub(super) passive: bool,
    /// The verb that complements hang on, after the first: "build" of "began to build".
    pub(super) inner: Vec<usize>,
    pub(super) modal: bool,
    pub(super) negated: bool,
}

impl Group {
    pub(super) fn of(tree: &Tree, verb: usize, place: ClausePlace, plural: bool) -> Option<Self> {
        let tag = tag(tree, verb, place)?;
        let helpers = helpers_or_shared(tree, verb, tag)?;
        let passive_helper = helpers.iter().any(|h| tree.label(*h) == "auxpass");
        let bare_participle = helpers.is_empty() && tag == "VBN" && tree.tag(verb) == "VBN";
        let in_a_participle = matches!(place, ClausePlace::Participle | ClausePlace::Adverbial);
        let passive = passive_helper || (bare_participle && in_a_participle);
        let (chain, chain_text) = chain(tree, verb);
        let behind = join(&[particle(tree, verb), &chain_text]);
        // "would do the work mechanically was patented": an adverb before the helper is another verb's.
        let helped = helpers.first().copied().filter(|_| passive).unwrap_or(0);
        let Spoken { operator, implicit, words } = match helpers.split_first() {
            Some((first, rest)) => Spoken::helped(tree, verb, *first, rest, plural),
            None => Spoken::alone(tree, verb, passive, plural, in_a_participle)?,
        };
        if matches!(operator.as_str(), "to" | "having") {
            return None;
        }
        let lemma = tree.lemma(verb);
        let inner = if implicit { join(&[lemma, &behind]) } else { join(&[&words, &behind]) };
        let spoken = Verb {
            operator,
            implicit,
            inner,
            finite: join(&[&words, &behind]),
            base: join(&[lemma, particle(tree, verb)]),
            adverb: adverb(tree, verb, helped),
        };
        let modal = helpers.iter().any(|h| tree.tag(*h) == "MD");
        Some(Self { spoken, passive, inner: chain, modal, negated: is_negated(tree, verb) })
    }
}

/// Returns the tag that a verb should have; none of one that is no verb of this subject.
fn tag(tree: &Tree, verb: usize, place: ClausePlace) -> Option<&str> {
    match tree.tag(verb) {
        // "was built and shown": the tagger takes "shown" alone for a past.
        _ if shares_a_passive(tree, verb) => Some("VBN"),
        "VBN" if stands_in_a_row(tree, verb) => Some("VBD"),
        // "Settled in Lima, she held evenings": nobody settled her.
        "VBN" if tree.lemma(verb) == "settle" && place == ClausePlace::Adverbial => None,
        tag => Some(tag),
    }
}

/// Returns the helpers of a verb, or those that it shares with the first of its row; none where these
/// do not fit it.
fn helpers_or_shared(tree: &Tree, verb: usize, tag: &str) -> Option<Vec<usize>> {
    let own = helpers(tree, verb);
    if !own.is_empty() || tree.label(verb) != "conj" || !matches!(tag, "VBN" | "VB" | "VBG") {
        return Some(own);
    }
    let shared = helpers(tree, first_of_chain(tree, verb));
    let fits = shared.last().is_some_and(|h| match tag {
        "VBN" => matches!(tree.lemma(*h), "be" | "have"),
        "VBG" => tree.lemma(*h) == "be",
        _ => tree.tag(*h) == "MD" || tree.lemma(*h) == "do",
    });
    fits.then_some(shared)
}

fn is_negated(tree: &Tree, verb: usize) -> bool {
    tree.children(verb).iter().any(|c| {
        tree.label(*c) == "neg"
            || matches!(tree.lower(*c), "never" | "not" | "hardly")
            || is_of_none(tree, *c)
    })
}

/// The operator of a verb, whether it is spoken only in questions, and the words behind it.
struct Spoken {
    operator: String,
    implicit: bool,
    words: String,
}

impl Spoken {
    fn new(operator: &str, implicit: bool, words: impl Into<String>) -> Self {
        Self { operator: operator.to_owned(), implicit, words: words.into() }
    }

    /// Returns those of a verb with helpers.
    fn helped(tree: &Tree, verb: usize, first: usize, rest: &[usize], plural: bool) -> Self {
        let form = tree.lower(verb);
        // "had been founded in 1788": asked for by itself, it was founded.
        if is_pluperfect(tree, verb, first, rest) {
            let passive = [first].iter().chain(rest).any(|h| tree.label(*h) == "auxpass");
            return match tree.lemma(verb) {
                _ if passive => Self::new(were(plural), false, form),
                "be" => Self::new(were(plural), false, ""),
                lemma => Self::new("did", true, inflection::past(lemma)),
            };
        }
        let rest: Vec<&str> = rest.iter().map(|h| tree.lower(*h)).collect();
        let operator = match tree.lower(first) {
            "'s" => "has",
            "'ve" => "have",
            "'d" => "had",
            other => other,
        };
        Self::new(operator, false, join(&[&rest.join(" "), form]))
    }

    /// Returns those of a verb without helpers; none of one that tells nothing by itself.
    fn alone(
        tree: &Tree,
        verb: usize,
        passive: bool,
        plural: bool,
        in_a_participle: bool,
    ) -> Option<Self> {
        let (lemma, form) = (tree.lemma(verb), tree.lower(verb));
        Some(match tree.tag(verb) {
            "VBD" | "VBZ" | "VBP" if lemma == "be" => Self::new(form, false, ""),
            _ if passive => Self::new(were(plural), false, form),
            "VBD" | "VBN" => Self::new("did", true, form),
            "VBZ" => Self::new("does", true, form),
            "VBP" => Self::new("do", true, form),
            "VBG" if in_a_participle && main_is_past(tree, verb) => {
                Self::new("did", true, inflection::past(lemma))
            }
            _ => return None,
        })
    }
}

fn were(plural: bool) -> &'static str {
    if plural { "were" } else { "was" }
}

/// "learned no Latin", "no king ruled", "spoke little English".
fn is_of_none(tree: &Tree, noun: usize) -> bool {
    let some = tree.child(noun, &["det"]).is_some_and(|det| tree.lower(det) != "no");
    let none = |c: &usize| match tree.lower(*c) {
        "no" => tree.label(*c) == "det",
        "little" | "few" => tree.label(*c) == "amod" && !some,
        _ => false,
    };
    matches!(tree.label(noun), "attr" | "dobj" | "nsubj" | "nsubjpass")
        && tree.children(noun).iter().any(none)
}

/// "had built", "had been built", but not "had been building"; "having built" of a past, too.
fn is_pluperfect(tree: &Tree, verb: usize, first: usize, rest: &[usize]) -> bool {
    let been = match rest {
        [] => true,
        [only] => tree.lower(*only) == "been" && tree.label(*only) == "auxpass",
        _ => false,
    };
    let had = match tree.lower(first) {
        "had" => true,
        "having" => main_is_past(tree, verb),
        _ => false,
    };
    had && tree.tag(verb) == "VBN" && been
}

/// Returns whether a past that is joined to a passive is passive too: it has no object.
fn shares_a_passive(tree: &Tree, verb: usize) -> bool {
    let head = first_of_chain(tree, verb);
    // "was held by Denmark and passed to Sweden".
    let goes = matches!(tree.lemma(verb), "pass" | "move" | "return" | "turn" | "change")
        && tree.children(verb).iter().any(|c| tree.lower(*c) == "to");
    tree.label(verb) == "conj"
        && !goes
        && tree.tag(verb) == "VBD"
        && tree.child(head, &["auxpass"]).is_some()
        && tree.child(verb, &["dobj", "nsubj", "nsubjpass", "attr", "acomp", "ccomp"]).is_none()
        && inflection::past(tree.lemma(verb)) == inflection::past_participle(tree.lemma(verb))
}

/// "married in 1942, taught at a college and then joined": of three pasts in a row the tagger takes the
/// second for a participle.
fn stands_in_a_row(tree: &Tree, verb: usize) -> bool {
    const STATES: [&str; 8] =
        ["accompany", "age", "assist", "base", "call", "follow", "know", "settle"];
    let first = tree.head(verb);
    let is_third = |c: &usize| *c > verb && tree.label(*c) == "conj" && tree.tag(*c) == "VBD";
    let third = tree.children(first).iter().chain(tree.children(verb)).any(is_third);
    tree.label(verb) == "advcl"
        && first < verb
        && tree.tag(first) == "VBD"
        && tree.after_comma(verb)
        && third
        && tree.child(verb, &["agent", "nsubj", "nsubjpass", "mark"]).is_none()
        && !STATES.contains(&tree.lemma(verb))
}

/// "was brought back, tried and shot": the verb whose helper those joined to it share.
fn first_of_chain(tree: &Tree, verb: usize) -> usize {
    const OWN: [&str; 6] = ["nsubj", "nsubjpass", "aux", "auxpass", "dobj", "attr"];
    let mut head = tree.head(verb);
    while tree.label(head) == "conj"
        && tree.is_verb(head)
        && tree.child(head, &OWN).is_none()
        && matches!(tree.tag(head), "VBD" | "VBN")
    {
        head = tree.head(head);
    }
    head
}

/// Returns the helping verbs of a verb, in their order.
fn helpers(tree: &Tree, verb: usize) -> Vec<usize> {
    let is_helper = |c: &usize| matches!(tree.label(*c), "aux" | "auxpass") && *c < verb;
    tree.children(verb).iter().copied().filter(is_helper).collect()
}

fn main_is_past(tree: &Tree, verb: usize) -> bool {
    let mut at = verb;
    for _ in 0..tree.len() {
        let head = tree.head(at);
        if head == at {
            break;
        }
        at = head;
        if tree.is_verb(at) && tree.tag(at) != "VBG" {
            break;
        }
    }
    tree.tag(at) == "VBD"
        || helpers(tree, at)
            .first()
            .is_some_and(|h| matches!(tree.lower(*h), "was" | "were" | "had" | "did"))
}

/// "set up", "take over".
fn particle(tree: &Tree, verb: usize) -> &str {
    tree.child(verb, &["prt"]).map(|p| tree.lower(p)).unwrap_or_default()
}

/// Follows "began to build", "decided to stop selling": the inner verbs and their words.
fn chain(tree: &Tree, verb: usize) -> (Vec<usize>, String) {
    let mut inner = Vec::new();
    let mut words = Vec::new();
    let mut at = verb;
    while let Some(next) = tree.child(at, &["xcomp"]).filter(|x| *x > at && tree.is_verb(*x)) {
        let between = |c: &usize| {
            (at..next).contains(c)
                && matches!(tree.label(*c), "dobj" | "prep" | "attr" | "acomp" | "advmod")
        };
        let object = tree.children(at).iter().any(between);
        let subject = tree.child(next, &["nsubj", "nsubjpass"]).is_some();
        if object || subject || !matches!(tree.tag(next), "VB" | "VBG" | "VBN") {
            break;
        }
        words.extend(helpers(tree, next).into_iter().map(|h| tree.lower(h)));
        words.push(tree.lower(next));
        words.extend(Some(particle(tree, next)).filter(|p| !p.is_empty()));
        inner.push(next);
        at = next;
    }
    (inner, words.join(" "))
}

/// Adverbs that tie a sentence to the one before, and say nothing in a question.
pub(super) const IDLE: [&str; 35] = [
    "also",
    "then",
    "thus",
    "therefore",
    "however",
    "still",
    "already",
    "now",
    "soon",
    "again",
    "once",
    "even",
    "just",
    "too",
    "here",
    "there",
    "instead",
    "moreover",
    "often",
    "both",
    "all",
    "when",
    "where",
    "how",
    "why",
    "subsequently",
    "eventually",
    "finally",
    "later",
    "meanwhile",
    "yet",
    "though",
    "respectively",
    "since",
    "ever",
];

/// Returns an adverb that stands before the verb and matters: "formally", "first".
fn adverb(tree: &Tree, verb: usize, helped: usize) -> Option<String> {
    const NEAR: usize = 2;
    let before = tree.children(verb).iter().copied();
    let near = |c: &usize| *c < verb && tree.label(*c) == "advmod" && verb - *c <= NEAR;
    let adverbs: Vec<usize> = before.filter(near).collect();
    let first = *adverbs.first()?;
    let bare = adverbs.iter().all(|a| tree.children(*a).is_empty());
    let words: Vec<&str> = adverbs.iter().map(|a| tree.lower(*a)).collect();
    let idle = IDLE.contains(&words[0]);
    // "first fully staged": as it is staged the first time so.
    let whole = words.len() == 1 || adverbs.last() == Some(&(verb - 1));
    (bare && first >= helped && !idle && whole).then(|| words.join(" "))
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}
