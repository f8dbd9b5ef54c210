//! What the tree of a sentence tells of a pronoun or a name in it: who it is joined to, who stands behind
//! it, that it means nothing.

use super::gender::is_somebody;
use crate::facts::syntax::scene::{Mention, Scene};
use crate::facts::syntax::tree::Tree;
use crate::language::model::EntityKind;

/// "Philip Moss, a lawyer, and his wife Hedwig": he is whom she is joined to.
pub(super) fn joined_person(scene: &Scene, at: usize) -> Option<String> {
    let tree = &scene.tree;
    let noun = tree.head(at);
    let owns = tree.tag(at) == "PRP$" && is_somebody(tree.lemma(noun));
    let mut first = noun;
    while owns && matches!(tree.label(first), "conj" | "appos") && tree.head(first) < first {
        first = tree.head(first);
        let person = scene.mention_at(first).filter(|m| m.kind == EntityKind::Person);
        if let Some(person) = person {
            return Some(person.full.clone());
        }
    }
    None
}

/// Returns the nearest verb that a word hangs on.
fn verb_above(tree: &Tree, at: usize) -> usize {
    let mut verb = tree.head(at);
    while !tree.is_verb(verb) && tree.head(verb) != verb {
        verb = tree.head(verb);
    }
    verb
}

/// "Jan Holm, who sent his reporter": whose a possessive is that stands in what a "who" does.
pub(super) fn who_does_it(scene: &Scene, at: usize) -> Option<&str> {
    let tree = &scene.tree;
    let verb = verb_above(tree, at);
    let who = tree.child(verb, &["nsubj"]).filter(|w| *w < at && tree.lower(*w) == "who")?;
    let named = scene.mention_at(tree.head(verb)).filter(|_| tree.head(who) == verb)?;
    let told = tree.label(verb) == "relcl" && tree.tag(at) == "PRP$";
    (told && named.kind == EntityKind::Person).then_some(named.full.as_str())
}

/// Returns whether a possessive stands behind a subject with a name that nothing is known of.
pub(super) fn is_strangers(scene: &Scene, at: usize) -> bool {
    let tree = &scene.tree;
    let mut verb = verb_above(tree, at);
    // "Moss founded the town and named it after his ships".
    while tree.label(verb) == "conj" && tree.child(verb, &["nsubj", "nsubjpass"]).is_none() {
        verb = tree.head(verb);
    }
    let subject = tree.child(verb, &["nsubj"]).filter(|s| *s < at);
    subject.is_some_and(|s| {
        let known = scene.mention_at(s).is_some_and(|m| m.kind == EntityKind::Person);
        tree.tag(s) == "NNP" && !known
    })
}

/// Returns whether a subject does what one does: "the Swiss was", "the Swiss wins".
pub(super) fn does_one_thing(scene: &Scene, subject: usize) -> bool {
    let tree = &scene.tree;
    let verb = tree.head(subject);
    let one = |word: usize| tree.tag(word) == "VBZ" || tree.lower(word) == "was";
    is_subject(scene, subject)
        && (one(verb) || tree.child(verb, &["aux", "auxpass"]).is_some_and(one))
}

/// Returns whether what a possessive stands before is taken for a subject right behind a
/// preposition.
pub(super) fn is_misread(scene: &Scene, at: usize) -> bool {
    let tree = &scene.tree;
    tree.tag(at) == "PRP$" && at > 0 && tree.tag(at - 1) == "IN" && is_subject(scene, tree.head(at))
}

/// Returns the subject of a sentence when it has a name and stands behind a pronoun of what comes
/// before it: "After his defeat Moss left".
pub(super) fn subject_behind(scene: &Scene, pronoun: usize) -> Option<usize> {
    let tree = &scene.tree;
    let mut above = pronoun;
    while tree.label(above) != "ROOT" && tree.head(above) != above {
        // "In Riga, where she was made a professor, Moss wrote": she is somebody told of before.
        if tree.label(above) == "relcl" {
            return None;
        }
        let part = above;
        above = tree.head(above);
        let fronted = matches!(tree.label(part), "prep" | "advcl" | "npadvmod");
        let subject = tree.child(above, &["nsubj", "nsubjpass"]);
        if let Some(subject) = subject.filter(|s| fronted && part < *s && pronoun < *s) {
            return Some(subject).filter(|s| tree.tag(*s).starts_with("NNP"));
        }
    }
    None
}

pub(super) fn is_subject(scene: &Scene, word: usize) -> bool {
    matches!(scene.tree.label(word), "nsubj" | "nsubjpass")
}

/// "The last abbot, Jan Holm, was elected": who is named beside the subject does what it does.
pub(super) fn is_beside_the_subject(scene: &Scene, word: usize) -> bool {
    let (tree, head) = (&scene.tree, scene.tree.head(word));
    tree.label(word) == "appos" && tree.after_comma(word) && is_subject(scene, head)
}

/// "It is said that …", "it took years to …", "it is the men who knit": "it" means nothing.
pub(super) fn is_empty_it(scene: &Scene, at: usize) -> bool {
    let tree = &scene.tree;
    let verb = tree.head(at);
    let clause = tree.child(verb, &["ccomp", "xcomp", "advcl"]);
    let is = tree.lemma(verb) == "be";
    let said = tree.child(verb, &["attr"]);
    let cleft = said.is_some_and(|said| tree.child(said, &["relcl"]).is_some());
    tree.label(at) == "expl" || is && (clause.is_some() || cleft)
}

/// Returns the word of a name that the rest of it hangs on.
pub(super) fn head_of(scene: &Scene, mention: &Mention) -> usize {
    let tree = &scene.tree;
    let outside = |w: &usize| !mention.words.contains(&tree.head(*w)) || tree.head(*w) == *w;
    mention.words.clone().find(outside).unwrap_or(mention.words.start)
}

/// Returns whether something without a name that the sentence brings in stands before a pronoun as its
/// subject: "a congress".
pub(super) fn is_of_something_new(scene: &Scene, pronoun: usize) -> bool {
    let tree = &scene.tree;
    // "a congress, meeting with Moss as its president", wherever the parser hangs the congress.
    let has_one_as = pronoun > 0 && tree.lower(pronoun - 1) == "as";
    let new = |word: usize| {
        let any = |c: &usize| matches!(tree.lower(*c), "a" | "an");
        (has_one_as || matches!(tree.label(word), "nsubj" | "nsubjpass"))
            && tree.is_noun(word)
            && tree.word(word).text.starts_with(char::is_lowercase)
            && tree.children(word).iter().any(any)
    };
    (0..pronoun).any(new)
}

/// Returns whether a name that ends before a word is a part of a term: "Charles's law".
pub(super) fn is_in_a_term(scene: &Scene, behind: usize) -> bool {
    const TERMS: [&str; 18] = [
        "comet",
        "conjecture",
        "constant",
        "disease",
        "effect",
        "equation",
        "experiment",
        "hypothesis",
        "law",
        "laws",
        "method",
        "paradox",
        "principle",
        "rule",
        "syndrome",
        "test",
        "theorem",
        "theory",
    ];
    let tree = &scene.tree;
    // "Ball's Pyramid" is a name of its own.
    let named = |word: usize| tree.tag(word) == "NNP" && tree.label(word) != "compound";
    behind + 1 < tree.len()
        && tree.tag(behind) == "POS"
        && (TERMS.contains(&tree.lower(behind + 1)) || named(behind + 1))
}

/// "her father, Charles": a relative, who has the name of another only by chance.
pub(super) fn is_a_relative(scene: &Scene, first: usize) -> bool {
    const KIN: [&str; 10] = [
        "brother", "daughter", "father", "husband", "mother", "nephew", "niece", "sister", "son",
        "wife",
    ];
    let near = (first.saturating_sub(2)..first).rev();
    let mut words = near.map(|word| scene.tree.lower(word)).filter(|word| *word != ",");
    words.next().is_some_and(|word| KIN.contains(&word))
}
