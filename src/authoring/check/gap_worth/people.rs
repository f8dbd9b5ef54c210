//! People that a gap leaves out, or that its sentence tells of without a name.

use crate::authoring::check::wording::pattern;
use crate::authoring::nouns::BODIES;
use crate::facts::{Fact, GAP, NameKind, Value, pronoun_by_first_name};
use regex::Regex;
use std::sync::LazyLock;

/// "She played for Goethe, and for ____."
pub(super) fn is_one_more(fact: &Fact, sentence: &str) -> bool {
    let more = [" and for ____", " and with ____", " and to ____", " and by ____", " and in ____"];
    matches!(fact.value, Value::Name(..)) && more.iter().any(|more| sentence.contains(more))
}

/// "____ started the season in Oslo": whoever the page is about did.
pub(super) fn does_what_many_do(fact: &Fact, sentence: &str) -> bool {
    const MANY: [&str; 20] = [
        "attended",
        "became",
        "began",
        "came",
        "graduated",
        "grew",
        "had",
        "joined",
        "left",
        "lived",
        "met",
        "moved",
        "played",
        "retired",
        "returned",
        "served",
        "spent",
        "started",
        "studied",
        "worked",
    ];
    let name = matches!(fact.value, Value::Name(..));
    let verb = sentence.strip_prefix("____ ").and_then(|rest| rest.split(' ').next());
    name && !sentence.contains(" first ") && verb.is_some_and(|verb| MANY.contains(&verb))
}

/// "James emigrated to New Zealand", "The Congress was founded": who, and which?
pub(super) fn begins_with_half_a_name(heading: &str, filled: &str) -> bool {
    static BODY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^The (?P<body>{BODIES}) (?P<next>\p{{Ll}}+)")));
    let whole = |found: &regex::Captures<'_>| {
        heading.contains(&found["body"]) || matches!(&found["next"], "for" | "of" | "on")
    };
    if BODY.captures(filled).is_some_and(|found| !whole(&found)) {
        return true;
    }
    let mut words = filled.split(' ');
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let verb = next.starts_with(char::is_lowercase) && !matches!(next, "the" | "of" | "and");
    verb && pronoun_by_first_name(first).is_some()
}

/// "Ms Holm succeeds Mr Lund": as what?
pub(super) fn succeeds_in_nothing(sentence: &str) -> bool {
    static SUCCEEDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:succeeds|succeeded|replaced|replaces) (?:by )?(?:\p{Lu}|\p{Ll}+ \p{Lu})")
    });
    const OFFICES: [&str; 5] = [" as ", "minister", "president", "king", "throne"];
    let told = OFFICES.iter().any(|office| sentence.to_lowercase().contains(office));
    SUCCEEDS.is_match(sentence) && !told
}

/// Of the people of whom a sentence without a year tells something, only the page tells which it is.
pub(super) fn is_of_nobody_known(fact: &Fact, sentence: &str) -> bool {
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let first = sentence.starts_with(GAP);
    let year = sentence.split(' ').any(|w| w.chars().filter(char::is_ascii_digit).count() == 4);
    person && first && !year && !sentence.contains(" first ")
}

/// "The footballer was born in Funchal": who?
pub(super) fn tells_of_one_unnamed(sentence: &str) -> bool {
    static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:The|A|An) (?:[\p{Ll}-]+ )?(?:footballer|player|singer|actor|actress|writer|author|painter|poet|composer|architect|engineer|scientist|physicist|chemist|mathematician|king|queen|emperor|bishop|sailor|captain|explorer|politician|president|mayor|minister|chairman|director|resident|official|spokesman|spokeswoman|spokesperson|man|woman|boy|girl|couple|owner|founder|inventor|teacher|professor|student|soldier|general|victim|suspect|driver|pilot|doctor|judge|lawyer|merchant|carpenter|farmer|brothers?|sisters?|father|mother|son|daughter|widow|winner|goalkeeper|defender|striker|coach|manager)s? (?:was|were|is|are|had|has|did|said|told|died|lived|came|went|took|gave|made|became|won|lost|wrote|left|moved|returned|bought|sold|built|opened|signed|scored|replied|asked|agreed)\b",
        )
    });
    static ONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:A|An|One|Some) (?:\p{Ll}+ )?\p{Ll}+ (?:of|from|for|in) [\p{L}' ]+ (?:said|asked|told|warned|complained|replied|agreed|suggested)\b",
        )
    });
    SOMEBODY.is_match(sentence) || ONE.is_match(sentence)
}

/// "____, a spokesman for the sheriff, told reporters that": who said it, only the page tells.
pub(super) fn leaves_out_a_speaker(fact: &Fact, sentence: &str) -> bool {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"____(?:, [^,]+,| of [\p{L} ]+| from [\p{L} ]+)? (?:said|says|told|reported|reports|added|complained|asked|explained|replied|commented|announced|stated|warned|suggested|remarked|claimed|met|spoke)\b|\b(?:alongside|by|with|told|to|met|meeting|including) (?:[\p{Ll}-]+ ){0,3}____[.,]",
        )
    });
    let said = SAID.find(sentence).map(|found| found.as_str());
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let figure = sentence
        .split(' ')
        .any(|w| w.len() >= 4 && w.chars().filter(char::is_ascii_digit).count() == 4);
    // "designed by ____" is who made it.
    let made = |said: &str| said.starts_with("by ") || said.starts_with("to ");
    person && said.is_some_and(|said| !made(said) || said.starts_with("to ") && !figure)
}
