//! Whether a sentence with a gap can be studied: as it comes, or by a teacher's leave.

use super::gap_worth::not_worth_a_gap;
use super::loose_ends::is_balanced;
use super::wording::{
    has_bare_definite, has_month_without_year, has_relative_time, is_hedged, is_stale,
    is_told_from_today, names_an_event_barely, pattern, without_quotations,
};
use super::{Test, gives_itself_away, there};
use crate::authoring::genre::Explaining;
use crate::authoring::uniqueness::is_month;
use crate::facts::{Fact, GAP, NameKind, Value};
use crate::value::strip_article;
use regex::Regex;
use std::sync::LazyLock;

/// Checks a sentence with a gap: its grammar is the document's, so only what it rests on matters.
pub(super) fn check_gap(fact: &Fact, text: &str) -> Option<&'static str> {
    let bare = without_quotations(text);
    let faults: [(bool, &str); 5] = [
        (names_an_event_barely(&bare), "speaks of an event without saying which"),
        (is_told_from_today(&bare), "its time is relative to a day that is not named"),
        (!is_balanced(text), "a quotation or bracket is left open"),
        (gives_itself_away(&fact.value, text), "the sentence gives its gap away"),
        (is_stale(&bare), "speaks of a former holder of an office"),
    ];
    faults.iter().find(|(fault, _)| *fault).map(|(_, reason)| *reason)
}

/// "The Suez Canal": an article has a name behind it.
fn opens_with_a_name(sentence: &str) -> bool {
    let mut words = sentence.split(' ');
    let article = matches!(words.next(), Some("The" | "A" | "An"));
    !article
        || is_called(sentence)
        || words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// "Between 2011 and 2018 more than 5,000 bolts were exchanged": years name nothing.
fn names_something(sentence: &str) -> bool {
    sentence.split_whitespace().skip(1).any(is_name)
        || is_called(sentence)
        || sentence.split(' ').next().is_some_and(is_opening_name)
}

/// Returns why a sentence with a gap cannot be studied as it comes: who reads it alone must know what
/// it speaks of, and enough must stand around the gap for one answer. `headed` tells that a heading
/// before it says what it is about.
pub(in crate::authoring) fn rests_on_more(
    fact: &Fact,
    text: &str,
    explaining: Option<&Explaining>,
    headed: bool,
) -> Option<&'static str> {
    const WORDS: std::ops::RangeInclusive<usize> = 8..=32;
    const FEWEST_NAMES: usize = 2;
    let bare = without_quotations(text);
    let count = bare.split_whitespace().count();
    let told = groups_in(&bare);
    let is_year = |w: &str| w.len() >= 4 && w.chars().take(4).all(|c| c.is_ascii_digit());
    let figure = bare.split_whitespace().any(is_year);
    // Of the people who might, one name alone singles none out.
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let vague = person && !figure && told <= FEWEST_NAMES;
    let term = matches!(fact.value, Value::Name(NameKind::Field, _));
    let known = term
        || explaining.is_some()
        || begins_with_its_topic(fact, &bare)
        || told >= FEWEST_NAMES && opens_with_a_name(&bare) && names_something(&bare);
    let answer = fact.value.spelled();
    // What a page explains may be so or not; what it is called, it is.
    let certain = if term || explaining.is_some() { without_may(&bare) } else { bare.clone() };
    let reasons: [Test<'_>; 16] = [
        (&|| fact.evidence.len() > 1, "needs the sentence before"),
        (&|| !WORDS.contains(&count), "is too short or too long"),
        (&|| has_relative_time(&answer), "leaves out a time that counts from another"),
        (&|| has_month_without_year(&format!("in {answer}")), "leaves out a day of no year"),
        (
            &|| matches!(fact.value, Value::Name(..)) && is_torn_from_a_name(&bare, &answer),
            "leaves out a part of a name",
        ),
        (&|| !known && !headed, "names too little"),
        (
            &|| headed && says_again(&bare) || speaks_of_an_act(&bare),
            "speaks of something said before",
        ),
        (&|| vague, "fits several people"),
        (&|| !headed && speaks_of_it_behind_a_front(&bare), "points to other sentences"),
        (
            &|| !headed && begins_with_a_bare_noun(&bare, explaining),
            "begins with something not named",
        ),
        (&|| text.contains('“'), "quotes somebody"),
        (&|| points_anywhere(&bare), "points to other sentences"),
        (&|| (!headed || fact.about.is_none()) && does_it(&bare), "points to other sentences"),
        (&|| has_relative_time(&bare) || has_month_without_year(&bare), "has a time of no year"),
        (&|| is_hedged(&certain), "says what is only expected"),
        (
            &|| {
                !term
                    && (!headed && explaining.is_none() && has_bare_definite(&bare, explaining)
                        || is_of_a_list(fact, text))
            },
            "speaks of something not named",
        ),
    ];
    reasons
        .iter()
        .find_map(there)
        .or_else(|| not_worth_a_gap(fact, text, headed, explaining.is_some()))
}

fn without_may(text: &str) -> String {
    static MAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:can|may|must|will)\b"));
    MAY.replace_all(text, "does").into_owned()
}

/// A word with a capital that is no month.
fn is_name(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(char::is_uppercase) && !is_month(bare) && bare != "I"
}

/// A first word that owns, or is of two capitals at least: no common word has its capital there.
fn is_opening_name(word: &str) -> bool {
    word.ends_with("'s") || word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Returns how many names and figures stand behind the first word, a name of many words once.
fn groups_in(text: &str) -> usize {
    let (mut groups, mut inside) = (0, false);
    for word in text.split_whitespace().skip(1) {
        let named = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        groups += usize::from(named && !inside);
        inside = named && !word.ends_with(',');
    }
    groups
}

/// "the couple", "the work": what only the sentences before tell, whatever the text is about.
fn says_again(text: &str) -> bool {
    static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b[Tt]he (?:[a-z]+ )?(?:amount|announcement|attempt|blow|book|boy|boys|case|collision|cost|couple|decision|effort|event|fire|girl|girls|idea|impact|law|man|matter|men|money|objects?|list|operation|others?|pair|picture|plan|post|price|problem|project|proposal|question|reason|rest|result|scheme|story|sum|task|test|theorem|theory|two|vote|voyage|woman|women|word|words|work)\b|\b(?i:an?) (?:second|third|further|new|similar|different) ",
        )
    });
    AGAIN.is_match(text)
}

/// "tested the theory", "convicted of the killing", "a similar device": which, no page's title tells.
fn speaks_of_an_act(text: &str) -> bool {
    static ACT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bthe (?:announcement|attempt|collision|couple|experiment|flag|killing|murder|proposal|scheme|theory|voyage)(?:[.,;]|$| (?:at|by|down|from|had|has|in|on|up|was|were|with)\b)|\b(?i:an?) similar ",
        )
    });
    ACT.is_match(text)
}

/// "Lake Moss's surface is ____ above the sea", in a page about Lake Moss.
fn begins_with_its_topic(fact: &Fact, text: &str) -> bool {
    let about = fact.about.as_deref().map(strip_article);
    about.is_some_and(|about| {
        strip_article(text).starts_with(about) || text.starts_with(&format!("The {about}"))
    })
}

/// "Once the seat of kings, it has been deserted": what? Nothing that it may mean stands before it.
fn speaks_of_it_behind_a_front(text: &str) -> bool {
    static FRONT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Although|Because|Built|Called|Created|Designed|Despite|Established|Founded|Known|Like|Long|Lying|Named|Now|Once|Opened|Originally|Rising|Standing|Though|Today|Unlike|When|While) [^;:]*, (?:it|they) ",
        )
    });
    FRONT.is_match(text)
}

/// "The node was discovered in 1906": which node?
fn begins_with_a_bare_noun(text: &str, explaining: Option<&Explaining>) -> bool {
    let mut words = text.split(' ');
    let the = words.next() == Some("The");
    let noun = words.next().unwrap_or_default();
    let tied = matches!(words.next(), Some("of" | "in" | "between" | "for"));
    let term = explaining.is_some_and(|e| e.is_term(noun));
    // "The strongest earthquake ever recorded" is one.
    let ranked = noun.ends_with("est") && text.contains(" ever ");
    the && noun.starts_with(char::is_lowercase) && !tied && !term && !ranked && !is_called(text)
}

/// "To Write ____", "A ____ Little Inside": the rest of a longer name stands beside the gap.
fn is_torn_from_a_name(text: &str, answer: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Dame|King|Queen|Prince|Princess|President|Minister|Professor|Captain|General|Colonel|Bishop|Pope|Saint|St|Councillor|Judge|Justice|Emperor)\.?$",
        )
    });
    let (before, after) = text.split_once(GAP).unwrap_or((text, ""));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let last = before.strip_suffix(' ').and_then(|words| words.rsplit(' ').next());
    let first = before.split(' ').filter(|w| !w.is_empty()).count() == 1;
    let particle = |word: &str| matches!(word, "von" | "van" | "zu" | "de" | "da" | "di" | "du");
    let next = after.strip_prefix(' ').and_then(|words| words.split(' ').next());
    let behind = next.is_some_and(|word| capital(word) || particle(word));
    // "The Garden at ____ in Spring": within a title.
    let mut words = before.trim_end().rsplit(' ');
    let tied = words.next().is_some_and(|w| matches!(w, "at" | "in"));
    let inner = tied && words.next().is_some_and(capital) && after.starts_with(" in ");
    let inner =
        inner && after[4..].starts_with(char::is_uppercase) && !after[4..].starts_with("The ");
    let article = first && matches!(last, Some("A" | "An"));
    let joined = last.is_some_and(|word| {
        capital(word) && !word.ends_with([',', ':', ';', '.']) && !TITLE.is_match(word)
    }) && !first;
    // "____ of Lochalsh", "Kyle of ____".
    let of = |word: &str| word == "of" && !answer.contains(' ');
    let of_a_place = after.strip_prefix(" of ").is_some_and(capital) && !answer.contains(' ');
    let mut back = before.trim_end().rsplit(' ');
    let of_a_name = back.next().is_some_and(of)
        && back.next().is_some_and(|word| capital(word) && !TITLE.is_match(word))
        && back.next().is_some();
    behind || article || joined || inner || of_a_place || of_a_name
}

/// "The probe, called DART,": its name follows.
fn is_called(text: &str) -> bool {
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^The [\p{Ll}-]+(?: [\p{Ll}-]+)?, (?:called|named|known as) (?:the )?\p{Lu}")
    });
    CALLED.is_match(text)
}

/// A gap for one of several names in a row has as many answers.
fn is_of_a_list(fact: &Fact, text: &str) -> bool {
    let (before, after) = text.split_once(GAP).unwrap_or((text, ""));
    let name = matches!(fact.value, Value::Name(..));
    let row = after.strip_prefix(", ").is_some_and(|next| next.starts_with(char::is_uppercase));
    let next = after.trim_start_matches(',').trim_start();
    let before = before.trim_end();
    name && (row || next.starts_with("and ") || next.starts_with("or ") || before.ends_with(" and"))
}

/// Pronouns and pointers that may point out of the sentence. A possessive behind the sentence's own
/// subject points to it.
fn points_anywhere(text: &str) -> bool {
    static POINTERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:he|she|they|this|these|those|such|latter|former|here|there|then|same|another|both|others|other|we|our|us|i|my|you|your|one|however|also|too|him|hers|them|instead|therefore|thus|already|again|still|eventually|finally|afterwards|later|meanwhile|soon|next|subsequently|previously|earlier|moreover|furthermore|nevertheless|nonetheless|consequently|likewise|similarly|(?:half|most|much|part|all|some|rest|none|quarter|third) of (?:it|them))\b|^\p{Lu}\p{Ll}+(?:ed|ing) [^;]*, (?:it|he|she|they) |(?:^|^[^:]+: )(?:But|If|And|So|Similar)\b|^(?:After|At|By|During|For|From|In|Of|On|To|With) that \p{Ll}|(?:^|^[^:]+: )That \p{Ll}|\bsomething else\b|\bafter that(?:[.,;]|$)|\bbetween the two\b|(?:^|^[^:]+: )The (?:aim|answer|cause|difference|exception|outcome|purpose|reason|result) (?:is|was)\b|\b(?:either|neither)[.,;]|^(?:[^:]+: )?The \p{Ll}+est (?:are|had|has|is|lies|stands|was|were)\b|^In the (?:first|second|third|next|last) (?:phase|stage|step)\b",
        )
    });
    static FRONTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<front>(?:After|Although|As|Before|Until|When|While) )(?:he|she)(?P<rest> [^,;]*, \p{Lu}\p{Ll}+ )",
        )
    });
    // "most of them" are of the sentence's own, when it has told of several before.
    let told = text.split_once(" of them").map_or(text, |(before, _)| before);
    let several = |word: &str| word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
    let own = told.split(' ').any(several);
    let text = if own { text.replace(" of them", " of all") } else { text.to_owned() };
    // Behind the sentence's own first half "then" points to it.
    let text =
        text.replace("; then ", "; ").replace(", then ", ", ").replace(" and then ", " and ");
    // "When he was 60, Jean Moss moved": he is whoever follows.
    let text = FRONTED.replace(&text, "${front}Moss${rest}");
    POINTERS.is_match(&text) || has_pronoun_of_others(&text)
}

/// "The Moss Council adopted it": what?
fn does_it(text: &str) -> bool {
    static DOES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[^:]+: )?(?:The )?(?:\p{Lu}[\p{L}'’-]+ |of |the |and )+(?:\p{Ll}+ ){0,2}\p{Ll}+ed it (?:\p{Ll}+ly |in |on |at |to |from |into |by |after )",
        )
    });
    DOES.is_match(text)
}

/// "it" and "its" where no subject stands before them in the sentence.
fn has_pronoun_of_others(text: &str) -> bool {
    const NEAR: usize = 6;
    const BEHIND_A_NAME: usize = 2;
    const NO_SUBJECT: [&str; 22] = [
        "about", "after", "although", "among", "as", "at", "because", "before", "between", "by",
        "during", "for", "from", "in", "of", "on", "since", "under", "until", "when", "while",
        "with",
    ];
    static INNER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:it|its|his|her|their)\b"));
    // A heading is no subject.
    let text = text.split_once(": ").map_or(text, |(_, sentence)| sentence);
    let Some(pronoun) = INNER.find(text) else { return false };
    let before = text[..pronoun.start()].split_whitespace().count();
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    let mut words = text.split(' ').skip_while(|word| *word == "The");
    let named = words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !NO_SUBJECT.contains(&first.as_str())
        && !matches!(first.as_str(), "a" | "an" | "some" | "many" | "most");
    let near = if named { BEHIND_A_NAME } else { NEAR };
    before < near || NO_SUBJECT.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pronoun_points_elsewhere_unless_its_name_follows() {
        let own = "When he was 60, Jean Moss moved to Oslo in ____.";
        let others = ["When she was 60, he moved to Oslo in ____.", "He moved to Oslo in ____."];
        assert!(!points_anywhere(own));
        assert!(others.into_iter().all(points_anywhere));
        assert!(points_anywhere("Moss Island: The exception is Lund Hill, which is ____ high."));
        assert!(points_anywhere("The Crown was unable to control either."));
        assert!(does_it("Ada Moss: The Lund Council adopted it officially in ____."));
        assert!(!does_it("The Lund Council met before it adopted a plan in ____."));
    }
}
