//! Verbs with their subject, tense and voice, and what follows them.

mod group;
mod stance;
mod subject;

use self::group::{Group, IDLE};
pub(in crate::facts) use self::stance::Stance;
use self::stance::stance;
use self::subject::{is_anothers, named_subject, subject};
use super::scene::Scene;
use super::tree::Tree;
use crate::facts::fact::Verb;

/// A verb with all that belongs to it.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Predicate {
    /// The noun that it is said of.
    pub(in crate::facts) subject: usize,
    /// The subject's words.
    pub(in crate::facts) subject_words: Vec<usize>,
    /// The verb; of "began to build" the first.
    pub(in crate::facts) verb: usize,
    /// The verb as questions need it.
    pub(in crate::facts) spoken: Verb,
    pub(in crate::facts) passive: bool,
    pub(in crate::facts) copula: bool,
    pub(in crate::facts) stance: Stance,
    pub(in crate::facts) place: ClausePlace,
    /// What belongs to the verb, in the order of the sentence.
    pub(in crate::facts) complements: Vec<Complement>,
}

/// Where in its sentence a clause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::facts) enum ClausePlace {
    Main,
    Joined,
    Relative,
    Participle,
    Adverbial,
    Inner,
    Apposition,
}

/// Something that belongs to a verb.
#[derive(Debug, Clone)]
pub(in crate::facts) struct Complement {
    pub(in crate::facts) role: ComplementRole,
    /// Its noun, verb or adverb; of a prepositional phrase the noun.
    pub(in crate::facts) head: usize,
    pub(in crate::facts) words: Vec<usize>,
    /// Whether it stands before the subject.
    pub(in crate::facts) fronted: bool,
}

/// What a complement is to its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::facts) enum ComplementRole {
    Object,
    Indirect,
    Attribute,
    /// The preposition's place.
    Prepositional(usize),
    /// Who does it, after "by".
    Agent(usize),
    /// A time without preposition, an adverb.
    Adverb,
    /// "to …", "that …".
    Clause,
}

/// Returns the predicates of a sentence.
pub(in crate::facts) fn predicates(scene: &Scene) -> Vec<Predicate> {
    let tree = &scene.tree;
    let verbs = (0..tree.len()).filter(|v| tree.is_verb(*v) && !is_helper(tree, *v));
    let mut found: Vec<Predicate> = verbs.filter_map(|verb| predicate(scene, verb)).collect();
    found.extend((0..tree.len()).filter_map(|noun| apposition(scene, noun)));
    found
}

fn is_helper(tree: &Tree, verb: usize) -> bool {
    matches!(tree.label(verb), "aux" | "auxpass" | "amod" | "compound" | "xcomp")
        || (tree.label(verb) == "pcomp" && tree.tag(verb) != "VBG")
}

fn predicate(scene: &Scene, verb: usize) -> Option<Predicate> {
    let tree = &scene.tree;
    let (subject, place) = subject(tree, verb)?;
    if is_anothers(scene, subject, verb, place) {
        return None;
    }
    let (subject, subject_words) = named_subject(tree, subject, verb, place);
    // "objects falling to the ground" says of some objects only that they fall.
    let named = || subject_words.iter().any(|w| scene.mention_at(*w).is_some());
    if matches!(place, ClausePlace::Relative | ClausePlace::Participle) && !named() {
        return None;
    }
    if scene.is_quoted(verb) != scene.is_quoted(subject) {
        return None;
    }
    // "include the Lund Hall, built in 1350, and the Moss": the hall was built, not both.
    let plural = match place {
        ClausePlace::Participle => matches!(tree.tag(subject), "NNS" | "NNPS"),
        _ => tree.is_plural(subject),
    };
    let group = Group::of(tree, verb, place, plural)?;
    let mut complements = complements(tree, verb, &group, subject_words.first().copied()?);
    // "Homesick, he returned": only a time or a place stands so before the subject.
    complements.retain(|c| {
        let timed = || c.words.iter().any(|w| scene.time_at(*w).is_some());
        !c.fronted || matches!(c.role, ComplementRole::Prepositional(_)) || timed()
    });
    if is_incomplete(tree, verb, &group, &complements) {
        return None;
    }
    Some(Predicate {
        subject,
        subject_words,
        verb,
        passive: group.passive,
        copula: tree.lemma(verb) == "be" && !group.passive,
        stance: stance(tree, verb, &group),
        spoken: group.spoken,
        place,
        complements,
    })
}

/// "Turku, a port in Finland, …" says that Turku is a port; in a text about the past, was one.
fn apposition(scene: &Scene, noun: usize) -> Option<Predicate> {
    let tree = &scene.tree;
    let subject = tree.head(noun);
    let fits = tree.label(noun) == "appos"
        && subject < noun
        && tree.is_noun(noun)
        && tree.is_noun(subject);
    let names = scene.mention_at(subject).is_some();
    let described = tree.child(noun, &["det", "amod", "prep", "compound", "poss"]).is_some();
    if !fits || !names || !described || scene.mention_at(noun).is_some() {
        return None;
    }
    let mut subject_words = tree.noun_phrase(subject);
    subject_words.retain(|w| !tree.is_under(*w, noun));
    let past = (0..tree.len()).any(|w| tree.tag(w) == "VBD" && tree.label(w) != "relcl");
    let plural = tree.is_plural(noun);
    let operator = match (past, plural) {
        (true, true) => "were",
        (true, false) => "was",
        (false, true) => "are",
        (false, false) => "is",
    };
    let spoken =
        Verb { operator: operator.into(), implicit: false, base: "be".into(), ..Verb::none() };
    let words = tree.noun_phrase(noun);
    Some(Predicate {
        subject,
        subject_words,
        verb: noun,
        spoken,
        passive: false,
        copula: true,
        stance: Stance::Stated,
        place: ClausePlace::Apposition,
        complements: vec![Complement {
            role: ComplementRole::Attribute,
            head: noun,
            words,
            fronted: false,
        }],
    })
}

/// Returns what belongs to the verb and the verbs chained to it.
fn complements(tree: &Tree, verb: usize, group: &Group, subject: usize) -> Vec<Complement> {
    let mut found = Vec::new();
    for owner in [verb].into_iter().chain(group.inner.iter().copied()) {
        let left = left_by_the_verb_before(tree, owner);
        for child in tree.children(owner).iter().copied().chain(left.iter().copied()) {
            if group.inner.contains(&child) || is_of_the_next(tree, owner, child) {
                continue;
            }
            let Some((role, head, words)) = complement(tree, owner, child) else { continue };
            let fronted = child < subject || left.contains(&child);
            let parted = (child.min(verb)..child)
                .any(|w| matches!(tree.word(w).text.as_str(), ":" | ";" | "—"));
            if parted && !fronted {
                continue;
            }
            if stance::lore(tree, child).is_some()
                || child > owner && is_of_what_follows(tree, child)
            {
                continue;
            }
            // "is measured in amperes, after a Frenchman": said by the way.
            let by_the_way = tree.label(child) == "prep" && child > verb && tree.after_comma(child);
            if by_the_way && !tree.children(child).iter().any(|c| tree.tag(*c) == "CD") {
                continue;
            }
            if child < verb && !fronted && !matches!(role, ComplementRole::Prepositional(_)) {
                continue;
            }
            found.push(Complement { role, head, words, fronted });
        }
    }
    // "described in 1800 the first battery": the object comes first in a question.
    let close = |c: &Complement| {
        matches!(
            c.role,
            ComplementRole::Object | ComplementRole::Indirect | ComplementRole::Attribute
        )
    };
    let indirect = |c: &Complement| c.role == ComplementRole::Indirect;
    found.sort_by_key(|c| (c.fronted, !close(c), !indirect(c), c.words.first().copied()));
    found
}

/// "lived in Rome and then, from 1795, in Russia": the time is of Russia.
fn is_of_what_follows(tree: &Tree, child: usize) -> bool {
    let first = tree.subtree(child)[0];
    tree.label(child) == "prep"
        && first > 1
        && tree.word(first - 1).text == ","
        && matches!(tree.lower(first - 2), "and" | "but" | "then")
}

/// "rebuilt the mill and, in 1851, sold it": what stands behind the "and" belongs to the next verb, and
/// what stands behind "was followed by A in 1843 and in 1850" to the second time.
fn is_of_the_next(tree: &Tree, verb: usize, child: usize) -> bool {
    let behind = |label: &str| {
        let place = |c: &&usize| **c > verb && tree.label(**c) == label;
        tree.children(verb).iter().find(place).copied()
    };
    let joined = behind("cc").is_some_and(|and| and < child);
    let next = behind("conj").filter(|_| joined);
    next.is_some_and(|next| match tree.tag(next) {
        "IN" => child > next,
        _ => child < next && tree.is_verb(next),
    })
}

/// Returns what the verb before left to this one: "in 1851" of "rebuilt the mill and, in 1851, sold
/// it".
fn left_by_the_verb_before(tree: &Tree, verb: usize) -> Vec<usize> {
    let before = tree.head(verb);
    let joined = tree.label(verb) == "conj" && tree.is_verb(before);
    let left = |c: &usize| joined && is_of_the_next(tree, before, *c) && *c < verb;
    tree.children(before).iter().copied().filter(left).collect()
}

/// Returns whether a clause that the verb needs was too long to keep: "confirmed that …".
fn is_incomplete(tree: &Tree, verb: usize, group: &Group, complements: &[Complement]) -> bool {
    if shares_its_object(tree, verb, complements) {
        return true;
    }
    [verb].into_iter().chain(group.inner.iter().copied()).any(|owner| {
        tree.children(owner).iter().any(|child| {
            matches!(tree.label(*child), "ccomp" | "xcomp" | "intj")
                && !group.inner.contains(child)
                && !complements.iter().any(|c| c.head == *child && !c.fronted)
        })
    })
}

/// "designed and built the engine": the tree gives the engine to the second verb alone.
fn shares_its_object(tree: &Tree, verb: usize, complements: &[Complement]) -> bool {
    let next = verb + 2;
    next < tree.len()
        && matches!(tree.lower(verb + 1), "and" | "or")
        && tree.label(next) == "conj"
        && tree.head(next) == verb
        && tree.tag(next) == tree.tag(verb)
        && tree.child(next, &["dobj"]).is_some()
        && complements.iter().all(|c| c.fronted)
}

fn complement(
    tree: &Tree,
    verb: usize,
    child: usize,
) -> Option<(ComplementRole, usize, Vec<usize>)> {
    let noun = |role| Some((role, child, tree.noun_phrase(child)));
    // "closed on Monday, a decision that …" has no such object.
    let loose = tree.after_comma(child);
    match tree.label(child) {
        "dobj" | "dative" | "attr" | "oprd" | "acomp" | "npadvmod" if loose => None,
        "dobj" => noun(ComplementRole::Object),
        "dative" if tree.is_noun(child) || tree.tag(child) == "PRP" => {
            noun(ComplementRole::Indirect)
        }
        "attr" | "oprd" | "acomp" => noun(ComplementRole::Attribute),
        "npadvmod" => noun(ComplementRole::Adverb),
        label @ ("prep" | "agent" | "dative") => {
            let object = tree.child(child, &["pobj"]);
            let Some(object) = object else {
                return clause(tree, child, ComplementRole::Adverb);
            };
            let mut words = tree.noun_phrase(object);
            // "because of", "as early as": what stands between belongs to the preposition.
            words.extend(tree.children(child).iter().copied().filter(|c| *c < object));
            words.dedup();
            words.push(child);
            words.sort_unstable();
            let role = if label == "agent" {
                ComplementRole::Agent(child)
            } else {
                ComplementRole::Prepositional(child)
            };
            Some((role, object, words))
        }
        "advmod"
            if child > verb
                && !IDLE.contains(&tree.lower(child))
                && tree.subtree(child).len() <= 3 =>
        {
            clause(tree, child, ComplementRole::Adverb)
        }
        "xcomp" | "ccomp" => clause(tree, child, ComplementRole::Clause),
        "advcl" if child > verb && tree.tag(child) == "VB" => {
            clause(tree, child, ComplementRole::Clause)
        }
        _ => None,
    }
}

fn clause(
    tree: &Tree,
    child: usize,
    role: ComplementRole,
) -> Option<(ComplementRole, usize, Vec<usize>)> {
    const LONGEST: usize = 14;
    let words = tree.subtree(child);
    (words.len() <= LONGEST).then_some((role, child, words))
}
