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
        let mut helpers = helpers(tree, verb);
        // "was built and shown": the tagger takes "shown" alone for a past.
        let tag = match tree.tag(verb) {
            _ if shares_a_passive(tree, verb) => "VBN",
            "VBN" if stands_in_a_row(tree, verb) => "VBD",
            // "Settled in Lima, she held evenings": nobody settled her.
            "VBN" if tree.lemma(verb) == "settle" && place == ClausePlace::Adverbial => {
                return None;
            }
            tag => tag,
        };
        if helpers.is_empty() && tree.label(verb) == "conj" && matches!(tag, "VBN" | "VB" | "VBG") {
            helpers = self::helpers(tree, first_of_chain(tree, verb));
            let fits = helpers.last().is_some_and(|h| match tag {
                "VBN" => matches!(tree.lemma(*h), "be" | "have"),
                "VBG" => tree.lemma(*h) == "be",
                _ => tree.tag(*h) == "MD" || tree.lemma(*h) == "do",
            });
            if !fits {
                return None;
            }
        }
        let negated = tree.children(verb).iter().any(|c| {
            tree.label(*c) == "neg"
                || matches!(tree.lower(*c), "never" | "not" | "hardly")
                || is_of_none(tree, *c)
        });
        let modal = helpers.iter().any(|h| tree.tag(*h) == "MD");
        let (chain, chain_text) = chain(tree, verb);
        let behind = join(&[particle(tree, verb), &chain_text]);
        let passive_helper = helpers.iter().any(|h| tree.label(*h) == "auxpass");
        let bare_participle = helpers.is_empty() && tag == "VBN" && tree.tag(verb) == "VBN";
        let in_a_participle = matches!(place, ClausePlace::Participle | ClausePlace::Adverbial);
        let passive = passive_helper || (bare_participle && in_a_participle);
        let lemma = tree.lemma(verb).to_owned();
        let form = tree.lower(verb).to_owned();
        // "would do the work mechanically was patented": an adverb before the helper is another verb's.
        let helped = helpers.first().copied().filter(|_| passive).unwrap_or(0);
        let adverb = adverb(tree, verb, helped);
        let (operator, implicit, words) = match helpers.split_first() {
            // "had been founded in 1788": asked for by itself, it was founded.
            Some((first, rest)) if is_pluperfect(tree, *first, rest, tree.tag(verb)) => {
                if passive_helper {
                    ((if plural { "were" } else { "was" }).to_owned(), false, form.clone())
                } else if lemma == "be" {
                    ((if plural { "were" } else { "was" }).to_owned(), false, String::new())
                } else {
                    ("did".to_owned(), true, inflection::past(&lemma))
                }
            }
            Some((first, rest)) => {
                let rest: Vec<&str> = rest.iter().map(|h| tree.lower(*h)).collect();
                let operator = match tree.lower(*first) {
                    "'s" => "has".to_owned(),
                    "'ve" => "have".to_owned(),
                    "'d" => "had".to_owned(),
                    other => other.to_owned(),
                };
                (operator, false, join(&[&rest.join(" "), &form]))
            }
            None if lemma == "be" && matches!(tree.tag(verb), "VBD" | "VBZ" | "VBP") => {
                (form.clone(), false, String::new())
            }
            None if passive => {
                ((if plural { "were" } else { "was" }).to_owned(), false, form.clone())
            }
            None => match tree.tag(verb) {
                "VBD" | "VBN" => ("did".to_owned(), true, form.clone()),
                "VBZ" => ("does".to_owned(), true, form.clone()),
                "VBP" => ("do".to_owned(), true, form.clone()),
                "VBG" if in_a_participle && main_is_past(tree, verb) => {
                    ("did".to_owned(), true, inflection::past(&lemma))
                }
                _ => return None,
            },
        };
        if operator == "to" {
            return None;
        }
        let inner = if implicit { join(&[&lemma, &behind]) } else { join(&[&words, &behind]) };
        let spoken = Verb {
            operator,
            implicit,
            inner,
            finite: join(&[&words, &behind]),
            base: join(&[&lemma, particle(tree, verb)]),
            adverb,
        };
        Some(Self { spoken, passive, inner: chain, modal, negated })
    }
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

/// "had built", "had been built", but not "had been building".
fn is_pluperfect(tree: &Tree, first: usize, rest: &[usize], tag: &str) -> bool {
    let been = match rest {
        [] => true,
        [only] => tree.lower(*only) == "been" && tree.label(*only) == "auxpass",
        _ => false,
    };
    tree.lower(first) == "had" && tag == "VBN" && been
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
