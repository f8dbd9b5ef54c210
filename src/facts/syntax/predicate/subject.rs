//! What a verb is said of: its own subject, or that of the clause that it hangs on.

use super::ClausePlace;
use crate::facts::syntax::scene::Scene;
use crate::facts::syntax::tree::Tree;
use crate::language::model::EntityKind;

/// Returns the noun that a verb is said of.
pub(super) fn subject(tree: &Tree, verb: usize) -> Option<(usize, ClausePlace)> {
    let own = tree.child(verb, &["nsubj", "nsubjpass"]);
    let label = tree.label(verb);
    if tree.child(verb, &["expl", "csubj", "csubjpass"]).is_some() {
        return None;
    }
    // "A club named after her was founded": her it was not.
    let given = |w: usize| matches!(tree.lower(w), "her" | "him" | "his" | "me" | "them" | "us");
    if own.is_some_and(given) {
        return None;
    }
    if let Some(own) = own {
        let relative = matches!(tree.tag(own), "WDT" | "WP")
            || (tree.lower(own) == "that" && label == "relcl");
        return match (relative, label) {
            (true, "relcl") if tree.lower(own) == "who" && is_where(tree, tree.head(verb)) => None,
            (true, "relcl") => Some((tree.head(verb), ClausePlace::Relative)),
            (false, "ROOT") => Some((own, ClausePlace::Main)),
            (false, "conj") => Some((own, ClausePlace::Joined)),
            (false, "ccomp" | "parataxis") => Some((own, ClausePlace::Inner)),
            (false, "advcl") => Some((own, ClausePlace::Adverbial)),
            _ => None,
        };
    }
    let head = tree.head(verb);
    match label {
        "conj" if tree.is_verb(head) => {
            let (subject, place) = subject(tree, joined_to(tree, verb))?;
            let place = if place == ClausePlace::Main { ClausePlace::Joined } else { place };
            Some((subject, place))
        }
        "acl" if matches!(tree.tag(verb), "VBN" | "VBG") && tree.is_noun(head) => {
            let founded = founded_behind_its_people(tree, verb, head);
            Some((founded.unwrap_or(head), ClausePlace::Participle))
        }
        // "In the Treaty of Oslo, signed in 1903, Norway …": signed was the treaty, whatever the tree says.
        "advcl" if tree.tag(verb) == "VBN" && is_behind_a_noun(tree, verb) => None,
        "advcl" if matches!(tree.tag(verb), "VBN" | "VBG") && tree.is_verb(head) => {
            // "before leaving", "by signing": what the main subject does at another time.
            let bare = tree.child(verb, &["mark", "advmod"]).is_none();
            let (subject, _) = subject(tree, head).filter(|_| bare)?;
            Some((subject, ClausePlace::Adverbial))
        }
        _ => None,
    }
}

/// "Volunteers of the Moss Society, founded in 1967": the society, whatever the tree says.
fn founded_behind_its_people(tree: &Tree, verb: usize, people: usize) -> Option<usize> {
    let founds = matches!(tree.lemma(verb), "found" | "establish" | "form" | "create");
    let body = verb.checked_sub(2).filter(|_| founds && tree.lower(verb - 1) == ",")?;
    let of = tree.head(body);
    let theirs = tree.label(body) == "pobj" && tree.lower(of) == "of" && tree.head(of) == people;
    (theirs && tree.tag(people) == "NNS" && tree.tag(body) == "NNP").then_some(body)
}

/// Returns whether a participle stands behind another noun than the subject, with a comma between: it
/// belongs to that noun.
fn is_behind_a_noun(tree: &Tree, verb: usize) -> bool {
    let Some(mut noun) = verb.checked_sub(2).filter(|_| tree.lower(verb - 1) == ",") else {
        return false;
    };
    while tree.label(noun) == "pobj" && tree.lower(tree.head(noun)) == "of" {
        noun = tree.head(tree.head(noun));
    }
    tree.is_noun(noun) && tree.label(noun) == "pobj"
}

/// Returns the verb that a verb is joined to: "announced that he would advise them, and proposed" joins
/// what was announced, not what he would do.
fn joined_to(tree: &Tree, verb: usize) -> usize {
    let head = tree.head(verb);
    let would = tree.children(head).iter().any(|c| tree.tag(*c) == "MD");
    let above = tree.head(head);
    let told = tree.label(head) == "ccomp" && tree.tag(above) == "VBD";
    if would && told && tree.tag(verb) == "VBD" { above } else { head }
}

/// "a teacher in Cologne, who": a name that only says where somebody is.
fn is_where(tree: &Tree, word: usize) -> bool {
    let tie = tree.head(word);
    tree.label(word) == "pobj"
        && tree.tag(word) == "NNP"
        && matches!(tree.lower(tie), "at" | "from" | "in" | "near")
        && tree.is_noun(tree.head(tie))
}

/// Returns whether a verb is said of something else than the tree has it.
pub(super) fn is_anothers(scene: &Scene, subject: usize, verb: usize, place: ClausePlace) -> bool {
    let tree = &scene.tree;
    // "the church that a merchant dedicated", where the tree takes what he did for what was done.
    let own = tree.child(verb, &["nsubj", "nsubjpass"]);
    let helped = tree.child(verb, &["aux", "auxpass"]).is_some() || tree.label(verb) == "conj";
    if tree.tag(verb) == "VBN" && own.is_some() && !helped {
        return true;
    }
    // "a company under Ada Lund, which": the company, whatever the model hung it on.
    let is_person = || scene.mention_at(subject).is_some_and(|m| m.kind == EntityKind::Person);
    let is_thing = || own.is_some_and(|w| tree.lower(w) == "which");
    let relative = place == ClausePlace::Relative;
    relative && (is_person() && is_thing() || may_be_said_of_more(tree, subject, verb))
}

/// "A mill in Riga, which opened in 1966": the mill or Riga, nobody can tell from the words.
fn may_be_said_of_more(tree: &Tree, noun: usize, verb: usize) -> bool {
    let which = tree.child(verb, &["nsubj", "nsubjpass"]);
    let loose =
        which.is_some_and(|w| tree.lower(w) == "which" && w > 0 && tree.lower(w - 1) == ",");
    let inner = tree.label(noun) == "pobj" && tree.is_noun(tree.head(tree.head(noun)));
    loose && inner
}

/// Returns the subject of a verb and its words. "the chemists Mario Molina and Sherwood Rowland": the
/// names belong to the chemists.
pub(super) fn named_subject(
    tree: &Tree,
    subject: usize,
    verb: usize,
    place: ClausePlace,
) -> (usize, Vec<usize>) {
    let words = subject_words(tree, subject, verb, place);
    let names = tree.children(verb).iter().copied().find(|c| {
        *c > subject
            && matches!(tree.label(*c), "nsubj" | "nsubjpass")
            && tree.subtree(*c)[0] == subject + 1
    });
    match names {
        Some(names) => (names, words.into_iter().chain(tree.noun_phrase(names)).collect()),
        None => (subject, words),
    }
}

/// Returns the words of a subject: of "the fort, which was built", the fort without what is said of it;
/// of "A, who won it in 1949, and B", only A, who won it.
fn subject_words(tree: &Tree, subject: usize, verb: usize, place: ClausePlace) -> Vec<usize> {
    let mut words = tree.noun_phrase(subject);
    if matches!(place, ClausePlace::Relative | ClausePlace::Participle) {
        let behind = |w: usize| {
            tree.children(subject).iter().any(|c| {
                *c > verb && tree.label(*c) == "conj" && tree.is_under(w, *c)
                    || *c > verb && tree.label(*c) == "cc" && *c == w
            })
        };
        words.retain(|w| !tree.is_under(*w, verb) && !behind(*w));
    }
    words
}
