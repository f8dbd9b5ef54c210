//! Which names say by themselves who or what is meant.

use crate::authoring::uniqueness;
use crate::facts::Fact;
use crate::language::gazetteer;
use crate::value::read_number;

/// "the harbour", "Alan Moss", but not "work" or "the sum": what one thing has once.
pub(super) fn is_a_certain_part(subject: &str) -> bool {
    const ANY: [&str; 26] = [
        "amount",
        "announcement",
        "attempt",
        "building",
        "case",
        "cost",
        "effort",
        "idea",
        "man",
        "men",
        "name",
        "number",
        "part",
        "people",
        "plan",
        "price",
        "project",
        "proposal",
        "rest",
        "scheme",
        "ship",
        "sum",
        "team",
        "total",
        "woman",
        "work",
    ];
    let definite = subject.starts_with("the ");
    let head = subject.rsplit(' ').next().unwrap_or_default();
    let counted = subject.split(' ').nth(1).is_some_and(|w| read_number(w).is_some());
    !ANY.contains(&head) && !counted && (definite || uniqueness::names_somebody(subject))
}

/// Returns whether a subject is a name that says by itself who or what is meant, or several.
pub(super) fn is_whole_name(subject: &str, fact: &Fact) -> bool {
    !subject.contains("'s ")
        && !subject.starts_with("a ")
        && subject.split(" and ").all(|one| is_one_whole_name(one, fact))
}

fn is_one_whole_name(name: &str, fact: &Fact) -> bool {
    const MOST_PLAIN: usize = 4;
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let words: Vec<&str> = bare.split(' ').collect();
    let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    let acronym = bare.len() > 1 && bare.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let known = gazetteer::find(bare).is_some() || acronym || fact.about.as_deref() == Some(name);
    let common = words
        .iter()
        .all(|w| gazetteer::by_demonym(w).is_some() || w.starts_with(char::is_lowercase));
    let full = capitals >= 2 && words.len() <= capitals + MOST_PLAIN;
    let with_article = name.len() > bare.len() && words.len() == 1 && capitals == 1;
    !common && (known || full && uniqueness::names_somebody(name) || with_article && bare.len() > 3)
}

/// "British troops", "French and Italian engineers".
pub(super) fn is_an_army(subject: &str) -> bool {
    // One does not know which reinforcements, but who a people's troops are.
    const THOSE: [&str; 16] = [
        "armies",
        "astronauts",
        "colonists",
        "cosmonauts",
        "engineers",
        "explorers",
        "forces",
        "marines",
        "missionaries",
        "paratroopers",
        "sailors",
        "scientists",
        "settlers",
        "ships",
        "soldiers",
        "troops",
    ];
    let words: Vec<&str> = subject.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    gazetteer::by_demonym(first).is_some() && THOSE.contains(last) && words.len() <= 4
}

/// Returns whether the first words of a tail are a name: "the Suez Canal", "“Hamlet”".
pub(super) fn begins_with_a_name(tail: &str) -> bool {
    let bare = tail.strip_prefix("the ").unwrap_or(tail);
    let bare = bare.strip_prefix('“').unwrap_or(bare);
    let first = bare.split(' ').next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && gazetteer::by_demonym(first).is_none()
}
