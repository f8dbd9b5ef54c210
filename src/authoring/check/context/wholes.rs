//! Parts and their wholes: of what an extension is, of which year a prize, of which place a tower.

use crate::authoring::check::wording::pattern;
use crate::authoring::nouns::{BELONGING, COMMON_IN_NAMES, OF_AN_EDITION, TOURNAMENTS};
use crate::authoring::uniqueness;
use crate::facts::{Open, Statement};
use crate::language::gazetteer;
use regex::Regex;
use std::sync::LazyLock;

/// "an extension was completed", "a full-size replica turns": of what?
pub(in crate::authoring::check) fn lacks_its_whole(text: &str) -> bool {
    const REACH: usize = 4;
    const TIES: [&str; 14] = [
        "of", "to", "for", "from", "in", "on", "between", "by", "with", "about", "called", "named",
        "at", "into",
    ];
    let words: Vec<&str> = text.split(' ').map(|w| w.trim_matches(['?', '.', ';', ':'])).collect();
    let article = |w: &str| matches!(w, "a" | "A" | "an" | "An" | "the" | "The");
    (0..words.len()).filter(|at| article(words[*at])).any(|at| {
        let phrase = words[at + 1..].iter().take(REACH);
        let mut plain = phrase.take_while(|w| w.starts_with(char::is_lowercase) || w.contains('-'));
        let Some(noun) = plain.position(|w| BELONGING.contains(w)) else { return false };
        let between = &words[at + 1..at + 1 + noun];
        let behind = words.get(at + 2 + noun).copied().unwrap_or_default();
        let whole = TIES.contains(&behind) || behind.starts_with(char::is_uppercase);
        !whole && between.iter().all(|w| !w.contains(char::is_uppercase) && !is_a_tie(w))
    })
}

fn is_a_tie(word: &str) -> bool {
    matches!(
        word,
        "of" | "in" | "on" | "at" | "to" | "for" | "by" | "with" | "was" | "is" | "and" | "that"
    )
}

/// "The Golden Boot went to …", "scored in the final": of which year's tournament?
pub(in crate::authoring::check) fn is_of_an_edition(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let two = |phrase: &str| lower.contains(phrase);
    let edition = OF_AN_EDITION
        .iter()
        .any(|phrase| if phrase.contains(' ') { two(phrase) } else { words.contains(phrase) });
    let told = words.iter().any(|w| TOURNAMENTS.contains(w) && named_here(text, w));
    edition && !told
}

/// Returns whether a word stands in a text with a capital, or behind a word with one.
fn named_here(text: &str, word: &str) -> bool {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = text.split(' ').collect();
    words.iter().enumerate().any(|(at, w)| {
        bare(w) == word
            && (w.starts_with(char::is_uppercase)
                || at > 0 && words[at - 1].contains(|c: char| c.is_uppercase() || c.is_numeric()))
    })
}

/// "the Signal Tower", "the Heron": a name of common words, or of one, that belongs to what the
/// document is about.
pub(super) fn names_a_part_of(statement: &Statement, question: &str, about: &str) -> bool {
    let bare = about.strip_prefix("the ").unwrap_or(about);
    if !bare.is_empty() && question.contains(bare) {
        return false;
    }
    let words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    let names = (0..words.len()).filter(|at| words[*at] == "the").filter_map(|at| {
        let name: Vec<&str> = words[at + 1..]
            .iter()
            .copied()
            .take_while(|w| w.starts_with(char::is_uppercase))
            .collect();
        let next = words.get(at + 1 + name.len()).copied().unwrap_or_default();
        let tied = matches!(next, "of" | "in" | "at" | "for") && !name.is_empty();
        (!name.is_empty() && !tied).then_some(name)
    });
    let names: Vec<Vec<&str>> = names.collect();
    // Beside a name that is known, a part is known as well.
    let others = uniqueness::groups_in(question) > names.len();
    !others
        && names.iter().any(|name| {
            let common = name.iter().all(|w| COMMON_IN_NAMES.contains(w));
            // "the Riga war" begins with a name, and is none of one word.
            let whole = |part: &str| part.strip_prefix("the ") == Some(name[0]);
            let alone = name.len() == 1
                && !bare.is_empty()
                && (whole(&statement.subject) || whole(&statement.tail))
                && is_one_of_many(name[0]);
            common || alone
        })
}

/// A name of one word with an article that is neither a state nor letters.
fn is_one_of_many(name: &str) -> bool {
    let bare = name.trim_end_matches([',', '?']);
    gazetteer::find(bare).is_none()
        && gazetteer::by_demonym(bare).is_none()
        && bare.chars().skip(1).all(char::is_lowercase)
        && bare.len() > 3
}

/// "the airport of Riga": the text speaks of one of two.
pub(super) fn is_one_of_a_city(statement: &Statement) -> bool {
    static ONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^the (?:airport|bridge|church|cinema|factory|gate|hospital|hotel|market|museum|park|prison|school|stadium|station|street|theatre|university) (?:of|in|at) \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?$",
        )
    });
    ONE.is_match(&statement.subject)
}

/// "Who won the election on 8 August 2017?" Of which country?
pub(super) fn is_a_vote_of_no_country(question: &str) -> bool {
    static VOTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bthe (?:\p{Ll}+ )?(?:ballot|election|poll|referendum|vote)s?\b")
    });
    let known = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        gazetteer::find(bare).is_some() || gazetteer::by_demonym(bare).is_some()
    };
    let place = || question.split(' ').skip(1).any(known);
    let in_a_place = || uniqueness::groups_in(question) > 1 && question.contains(" in ");
    VOTE.is_match(question) && !place() && !in_a_place()
}

/// "The textile art of the island", "The brothers disagreed": a sentence speaks of one that neither it
/// nor its heading names.
pub(in crate::authoring::check) fn tells_of_one_not_named(heading: &str, sentence: &str) -> bool {
    static ONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b[Tt]he (?:new )?(?P<noun>abbey|brothers|castle|cathedral|church|city|club|colony|company|country|delta|figure|firm|island|islands|kingdom|lake|monastery|mountain|museum|palace|republic|river|school|ship|station|sisters|society|strait|tower|town|treaty|university|valley|vessel|village)\b(?:'s)?(?P<next> \S+)?",
        )
    });
    const TIES: [&str; 10] =
        [" of", " in", " on", " at", " between", " near", " called", " named", " that", " which"];
    let heading = heading.to_lowercase();
    ONE.captures_iter(sentence).any(|found| {
        let noun = found.name("noun").map_or("", |noun| noun.as_str());
        let next = found.name("next").map_or("", |next| next.as_str());
        let whole = TIES.contains(&next) || next.trim_start().starts_with(char::is_uppercase);
        let before = sentence[..found.get(0).map_or(0, |all| all.start())].split(' ').skip(1);
        let named = before.into_iter().any(is_a_name);
        !whole && !named && !heading.contains(noun.trim_end_matches('s'))
    })
}

/// A word with a capital that is no month.
fn is_a_name(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.contains(char::is_uppercase) && !uniqueness::is_month(bare)
}

/// "the host of a horror series": a name stood behind it.
pub(super) fn ends_in_a_work(question: &str) -> bool {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<before>\S+) (?:album|book|comedy|drama|film|magazine|movie|novel|opera|play|poem|series|show|song|story)\?$",
        )
    });
    const TELLING: [&str; 8] =
        ["first", "last", "only", "debut", "final", "second", "third", "best-known"];
    let told = |before: &str| {
        TELLING.contains(&before) || before.contains(char::is_uppercase) || before.ends_with('”')
    };
    WORK.captures(question).is_some_and(|found| !told(&found["before"]))
}

/// "In which year did her passengers include the first team?"
pub(super) fn lists_one_of_several(statement: &Statement) -> bool {
    statement.open == Open::Time
        && matches!(statement.verb.base.as_str(), "include" | "comprise" | "involve" | "feature")
}
