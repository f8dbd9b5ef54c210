//! Where a name begins and ends: the model's entities, cut to the name itself.

use super::{Candidate, is_title, nouns_by_kind};
use crate::language::annotation::{Annotated, Word};
use crate::language::model::{EntityKind, EntitySpan};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Returns the names that the model found in a sentence, cut to the name itself.
pub(super) fn of_the_model(offset: usize, sentence: &Annotated) -> Vec<Candidate> {
    let names = sentence.entities.iter().filter(|e| !e.kind.is_value());
    names
        .filter(|entity| !is_name_at_birth(&sentence.words, entity))
        .filter(|entity| !is_a_common_noun(&sentence.words, entity))
        .map(|entity| candidate(offset, sentence, entity))
        .collect()
}

fn candidate(offset: usize, sentence: &Annotated, entity: &EntitySpan) -> Candidate {
    let words = &sentence.words;
    let mut tokens = entity.tokens.clone();
    let mut titled =
        tokens.start > 0 && is_title(&words[tokens.start - 1].text) || is_called(words, entity);
    // "General Electric" and "Major League" have no title.
    let is_body = entity.kind == EntityKind::Org;
    while tokens.len() > 1
        && (matches!(words[tokens.start].tag, "DT" | "PRP$")
            || (!is_body && is_title(&words[tokens.start].text)))
    {
        titled |= is_title(&words[tokens.start].text);
        tokens.start += 1;
    }
    while tokens.len() > 1
        && matches!(words[tokens.end - 1].tag, "POS" | "," | "." | "''" | "``" | "_SP")
    {
        // "Inc." and "Jr." are one token with their stop and stay.
        tokens.end -= 1;
    }
    // "The Bello administration": what has one is a person, unless the gazetteer knows a state.
    let rules = words
        .get(tokens.end)
        .filter(|w| matches!(w.text.as_str(), "administration" | "presidency"));
    titled |= rules.is_some() && tokens.len() < 3;
    take_what_hyphens_join(words, &mut tokens);
    let thing = thing_with_its_kind(words, &mut tokens, entity.kind);
    let bytes = sentence.bytes(&tokens);
    Candidate {
        range: bytes.start + offset..bytes.end + offset,
        kind: thing.unwrap_or(entity.kind),
        titled,
        fixed: thing,
        state: None,
        seat_of: None,
    }
}

/// "Jean-Jacques": the model may begin behind the hyphen.
fn take_what_hyphens_join(words: &[Word], tokens: &mut Range<usize>) {
    let glued = |at: usize| !words[at].space_after;
    while tokens.start > 1
        && words[tokens.start - 1].text == "-"
        && glued(tokens.start - 1)
        && glued(tokens.start - 2)
        && words[tokens.start - 2].text.starts_with(char::is_uppercase)
    {
        tokens.start -= 2;
    }
}

/// "Comet Moss", where the model sees a person or a firm: a comet, whose name begins with what it is. Returns
/// what it is.
fn thing_with_its_kind(
    words: &[Word],
    tokens: &mut Range<usize>,
    seen: EntityKind,
) -> Option<EntityKind> {
    if !matches!(seen, EntityKind::Person | EntityKind::Org) {
        return None;
    }
    let inside = (tokens.len() > 1).then_some(tokens.start);
    let (begin, kind) = [inside, tokens.start.checked_sub(1)]
        .into_iter()
        .flatten()
        .find_map(|at| Some((at, kind_of_first_word(&words[at].text)?)))?;
    tokens.start = begin;
    Some(kind)
}

/// Returns the kind that the first of several words gives a name: "Comet", "Lake".
fn kind_of_first_word(word: &str) -> Option<EntityKind> {
    static KINDS: LazyLock<HashMap<&str, EntityKind>> =
        LazyLock::new(|| nouns_by_kind(include_str!("first_nouns.txt")).collect());
    KINDS.get(word).copied()
}

/// "the opposition leader Dina Moss": what somebody is stands before a whole name; "his daughter Helena":
/// before a first name, of the family.
fn is_called(words: &[Word], entity: &EntitySpan) -> bool {
    const FAMILY: [&str; 14] = [
        "aunt", "brother", "cousin", "daughter", "father", "grandson", "husband", "mother",
        "nephew", "niece", "sister", "son", "widow", "wife",
    ];
    let before = entity.tokens.start.checked_sub(1).map(|before| &words[before]);
    let whole = entity.kind == EntityKind::Person && entity.tokens.len() > 1;
    before.is_some_and(|word| {
        let called = word.tag == "NN" && word.label == "compound";
        let of_it = entity.tokens.contains(&word.head);
        whole && called && of_it || FAMILY.contains(&word.text.as_str())
    })
}

/// "Turnout was 71 percent": no person, only the first word of its sentence.
fn is_a_common_noun(words: &[Word], entity: &EntitySpan) -> bool {
    entity.kind == EntityKind::Person && entity.tokens == (0..1) && words[0].tag == "NN"
}

/// "Born Ada Lund in Oslo, she …": the name is of nobody new, but of whom the text speaks of already.
fn is_name_at_birth(words: &[Word], entity: &EntitySpan) -> bool {
    let begins = entity.tokens.start;
    let inside = words[begins].text == "Born" && entity.tokens.len() > 1 && begins == 0;
    inside || begins == 1 && words[0].text == "Born"
}

/// Returns the last names that people of the text were born with, and who bears such a name alone is
/// nobody new either: "Miss Lund".
pub(super) fn last_names_at_birth<'s>(sentences: &[(usize, &'s Annotated)]) -> HashSet<&'s str> {
    let of = |sentence: &'s Annotated| {
        let born = sentence.entities.iter().find(|e| is_name_at_birth(&sentence.words, e))?;
        Some(sentence.words[born.tokens.end - 1].text.as_str())
    };
    sentences.iter().filter_map(|(_, sentence)| of(sentence)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::named;
    use crate::language::model::EntityKind;

    #[test]
    fn what_begins_with_its_kind_is_no_person() {
        let text = "Comet Varga is a comet that was discovered by the Hungarian schoolteacher Ilona Varga, who was \
                    observing from the roof of her school in Szeged. Varga was made a member of the Academy.";
        let names: Vec<_> =
            named(text).into_iter().map(|(_, name)| (name.full, name.kind)).collect();
        let comets = names.iter().filter(|(full, _)| full == "Comet Varga");
        assert!(comets.clone().count() == 1, "{names:?}");
        assert!(comets.clone().all(|(_, kind)| *kind != EntityKind::Person), "{names:?}");
        assert_eq!(names.iter().filter(|(full, _)| full == "Ilona Varga").count(), 2, "{names:?}");
    }

    #[test]
    fn who_is_called_something_is_a_person_however_often_the_model_sees_a_firm() {
        let text = "Opposition leader Dina Farkas won in Oslo. Farkas, 48, a former judge, will be sworn in. \
                    Brandl telephoned Farkas to congratulate her.";
        let names: Vec<_> =
            named(text).into_iter().map(|(_, name)| (name.full, name.kind)).collect();
        let farkas: Vec<_> = names.iter().filter(|(full, _)| full.ends_with("Farkas")).collect();
        assert!(farkas.len() > 1, "{names:?}");
        assert!(
            farkas
                .iter()
                .all(|(full, kind)| { full == "Dina Farkas" && *kind == EntityKind::Person }),
            "{names:?}"
        );
    }

    #[test]
    fn a_daughter_is_a_person() {
        let text = "Ilan moved the court. Under his daughter Helena, who became queen in 1389, the kingdom grew.";
        let helena = named(text).into_iter().find(|(written, _)| written == "Helena");
        assert_eq!(helena.map(|(_, name)| name.kind), Some(EntityKind::Person));
    }

    #[test]
    fn a_common_noun_that_begins_a_sentence_is_nobody() {
        let text = "Turnout was 71 percent, the highest since independence in 1992.";
        assert_eq!(named(text), []);
    }

    #[test]
    fn the_name_at_birth_is_of_nobody_new() {
        let text = "Born Marguerite Lambert in Lyon in 1931, she studied botany in Grenoble. \
                    Ms. Lambert married Kwame Osei.";
        let names: Vec<String> = named(text).into_iter().map(|(written, _)| written).collect();
        assert!(!names.iter().any(|name| name.contains("Lambert")), "{names:?}");
    }
}
