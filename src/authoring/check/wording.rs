//! What the words of a question show, whatever the fact behind it: names and times that only the text
//! makes clear, claims that time has passed over.

use crate::authoring::genre::Explaining;
use crate::facts::noun_in_name;
use crate::language::gazetteer;
use crate::value::fold;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn fits(question: &str) -> bool {
    const FEWEST: usize = 5;
    const MOST: usize = 32;
    const MOST_WITH_QUOTATION: usize = 48;
    let count = question.split_whitespace().count();
    let most = if question.contains('“') { MOST_WITH_QUOTATION } else { MOST };
    (FEWEST..=most).contains(&count)
}

/// "the city", "the first stage": a definite noun that nothing makes definite.
pub(super) fn has_bare_definite(question: &str, explaining: Option<&Explaining>) -> bool {
    let words: Vec<&str> = question.trim_end_matches('?').split_whitespace().collect();
    let is_the = |w: &&str| w.eq_ignore_ascii_case("the");
    (0..words.len())
        .filter(|at| is_the(&words[*at]))
        .any(|at| is_bare(&words[at + 1..], explaining))
}

/// "the move", "the decision" without what was moved or decided: no reader of the card alone knows.
pub(super) fn names_an_event_barely(text: &str) -> bool {
    const EVENTS: [&str; 40] = [
        "move",
        "decision",
        "step",
        "expansion",
        "announcement",
        "initiative",
        "accession",
        "inclusion",
        "development",
        "process",
        "proposal",
        "deal",
        "agreement",
        "framework",
        "change",
        "event",
        "incident",
        "attack",
        "meeting",
        "statement",
        "measure",
        "measures",
        "idea",
        "situation",
        "result",
        "visit",
        "talks",
        "summit",
        "gesture",
        "effort",
        "efforts",
        "arrangement",
        "action",
        "actions",
        "shift",
        "outcome",
        "reason",
        "cause",
        "solution",
        "problem",
    ];
    const TIES: [&str; 6] = ["of", "to", "between", "for", "against", "that"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_the = |at: &usize| words[*at].eq_ignore_ascii_case("the");
    (0..words.len()).filter(is_the).any(|the| {
        let Some(noun) = words.get(the + 1) else { return false };
        let bare = noun.trim_end_matches([',', '.', '?', ';', ':', '!', '”']);
        let bare = bare.strip_suffix("'s").unwrap_or(bare).to_lowercase();
        let tied = bare.len() == noun.len() && words.get(the + 2).is_some_and(|w| TIES.contains(w));
        EVENTS.contains(&bare.as_str()) && !tied
    })
}

/// "the U.S.-brokered diplomatic framework": described at length, and still not named.
pub(super) fn describes_an_event_barely(text: &str) -> bool {
    const NOUNS: [&str; 12] = [
        "framework",
        "agreement",
        "deal",
        "initiative",
        "plan",
        "proposal",
        "meeting",
        "summit",
        "attack",
        "decision",
        "announcement",
        "treaty",
    ];
    const MOST_BETWEEN: usize = 3;
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts = (0..words.len()).filter(|at| words[*at].eq_ignore_ascii_case("the"));
    starts.into_iter().any(|the| {
        let near = words.get(the + 2..words.len().min(the + 3 + MOST_BETWEEN)).unwrap_or_default();
        let Some(noun) = near.iter().position(|w| NOUNS.contains(w)) else { return false };
        let between = &words[the + 1..the + 2 + noun];
        let plain = |w: &&str| w.starts_with(char::is_lowercase) || w.contains('-');
        let next = words.get(the + 3 + noun).copied().unwrap_or_default();
        between.iter().all(plain) && !matches!(next, "of" | "to" | "for" | "that")
    })
}

/// "only in July": a month that no year stands beside.
pub(super) fn has_month_without_year(question: &str) -> bool {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:in|on|since|until|by|of|early|late|mid) (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?: \d{1,2}\b)?(?P<year>,? ?(?:of )?\d{4})?",
        )
    });
    MONTH.captures_iter(question).any(|found| found.name("year").is_none())
}

/// "Who was the first European?" "When did Peru become the world's largest producer?" Of what?
pub(super) fn ends_in_a_bare_first(question: &str) -> bool {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:the|its|world's) (?:first|second|third|last|only|largest|biggest|leading|main)(?: and only)?(?: \p{L}+)?\?$",
        )
    });
    FIRST.is_match(question)
}

/// What makes a thing the only one of its kind.
pub(super) const RANKS: [&str; 13] = [
    "first", "only", "last", "largest", "smallest", "oldest", "youngest", "longest", "highest",
    "tallest", "earliest", "biggest", "latest",
];

/// Returns whether a name stands twice: a sign of two clauses run together.
pub(super) fn repeats_a_name(question: &str) -> bool {
    const SHORT: usize = 3;
    let words: Vec<&str> = question
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let common = |word: &str| {
        noun_in_name(&format!("The {word}")).is_some() || gazetteer::by_demonym(word).is_some()
    };
    // "the European Council" and "the European Charter" are two names.
    let begins_a_name = |at: usize| words.get(at + 1).filter(|w| capital(w)).copied();
    (1..words.len()).filter(|at| words[*at].len() > SHORT && capital(&words[*at])).any(|at| {
        let before = (0..at).find(|b| words[*b] == words[at]);
        before.is_some_and(|before| {
            let (one, other) = (begins_a_name(before), begins_a_name(at));
            let apart = one.is_some() && other.is_some() && one != other;
            // "Lund Instruments … by Anna Lund": one name begins with the word, the other ends in it.
            let ends = at > 0 && capital(&words[at - 1]) && one.is_some() && other.is_none();
            !apart && !ends && !common(words[at])
        })
    })
}

/// Returns whether nothing in or behind a noun says which one is meant.
pub(super) fn is_bare(after_the: &[&str], explaining: Option<&Explaining>) -> bool {
    const UNIQUE: [&str; 18] = [
        "world's",
        "world",
        "sun",
        "moon",
        "earth",
        "universe",
        "internet",
        "public",
        "throne",
        "sea",
        "sky",
        "press",
        "oath",
        "military",
        "leaders",
        "piano",
        "violin",
        "announcement",
    ];
    const STOPS: [&str; 44] = [
        "a", "an", "his", "her", "of", "in", "on", "at", "to", "for", "with", "by", "from", "and",
        "or", "as", "that", "which", "who", "was", "were", "is", "are", "has", "have", "had",
        "did", "does", "do", "between", "into", "over", "under", "through", "during", "before",
        "after", "against", "across", "around", "near", "within", "without", "than",
    ];
    const TIES: [&str; 9] = ["of", "in", "between", "on", "at", "against", "that", "with", "by"];
    const NEAR: usize = 6;
    let has_capital = |w: &&str| w.contains(char::is_uppercase);
    let stops = |w: &&str| STOPS.contains(&w.to_lowercase().as_str());
    let mut length = after_the.iter().take_while(|w| !stops(w)).count();
    if let Some(comma) = after_the[..length].iter().position(|w| w.ends_with(',')) {
        length = comma + 1;
    }
    let (noun, rest) = after_the.split_at(length);
    // "the city's Academy": which city's?
    let owner = noun
        .iter()
        .take_while(|w| w.starts_with(char::is_lowercase))
        .any(|w| w.ends_with("'s") && *w != "world's");
    // "the 1992 treaty", but not "the 270,000 inhabitants".
    let year = |w: &&str| w.chars().filter(char::is_ascii_digit).count() == 4 && !w.contains(',');
    let named = noun.iter().any(|w| has_capital(w) || year(w));
    // "the heart", in a page about it.
    let term = explaining.is_some_and(|e| noun.iter().any(|w| e.is_term(w.trim_end_matches(','))));
    let unique = term || noun.iter().any(|w| UNIQUE.contains(&w.trim_end_matches(',')));
    let tie = rest.first().is_some_and(|w| TIES.contains(w));
    // "the city of Riga", "the city on the Danube", but not "the city on his way to Riga".
    let own = rest.iter().take_while(|w| !has_capital(w));
    let own = own.filter(|w| matches!(**w, "his" | "her" | "its" | "their")).count() > 0;
    let tied = tie && !own && rest.iter().take(NEAR).any(has_capital);
    let ranked = noun.first().is_some_and(|w| RANKS.contains(w)) && !rest.is_empty();
    // "the ninth century", "the age of 77", "the size of an eruption": of any such thing.
    let counted = noun.last().is_some_and(|w| matches!(*w, "century" | "age"));
    let of_any =
        rest.first() == Some(&"of") && rest.get(1).is_some_and(|w| matches!(*w, "a" | "an"));
    // "the whole city" is no more definite than "the city".
    let all = noun.first().is_some_and(|w| matches!(*w, "whole" | "entire"));
    let tied = tied && !(all && rest.first() != Some(&"of"));
    owner || !(named || unique || tied || ranked || counted || of_any)
}

pub(super) fn has_relative_time(question: &str) -> bool {
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern_of_words(
            r"(?i)\b(?:today|tonight|yesterday|tomorrow|ago|recently|currently|now|soon|later that|(?:this|last|next|that|same) (?:year|month|week|night|day|time|spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|November|December)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at the time|the following|the previous|years? later|earlier)\b",
        )
    });
    RELATIVE.is_match(question)
}

/// "yesterday", "three years ago": what no reader of the card alone can place.
pub(super) fn is_told_from_today(text: &str) -> bool {
    static TODAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern_of_words(
            r"(?i)\b(?:today|tonight|yesterday|tomorrow|ago|(?:this|last|next) (?:year|month|week|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        )
    });
    TODAY.is_match(text)
}

/// Returns whether the question names something or a year, beyond its own first word.
pub(super) fn has_name(question: &str) -> bool {
    let inner = question.split_whitespace().skip(1);
    let year = |w: &str| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_digit());
    question.contains('“') || inner.into_iter().any(|w| w.contains(char::is_uppercase) || year(w))
}

pub(super) fn is_hedged(question: &str) -> bool {
    static HEDGES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:may|might|could|would|should|will|shall|can|must|perhaps|probably|possibly|allegedly|reportedly|expected to|poised to|set to|scheduled to|due to (?:arrive|begin|end|leave|open|start)|plans? to|intends? to|likely)\b",
        )
    });
    HEDGES.is_match(question)
}

/// "become its chief executive": a person is head of what?
pub(super) fn heads_something_unnamed(question: &str) -> bool {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:become|became|as|elected|appointed|named|made) (?:its|their) (?:\p{Ll}+ )?(?:\p{Ll}+)\b",
        )
    });
    HEAD.is_match(question)
}

/// "was the footballer born in Funchal": somebody who is not named.
pub(super) fn tells_of_nobody(question: &str) -> bool {
    static BORN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:was|did) the (?:\p{Ll}+ )?\p{Ll}+(?: of (?:the )?\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*)*)? (?:born|die|marry)\b",
        )
    });
    BORN.is_match(question)
}

pub(super) fn is_stale(question: &str) -> bool {
    static FORMER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\bformer (?:[\p{L}.]+ )?(?:president|prime minister|chancellor|king|queen|minister)\b",
        )
    });
    FORMER.is_match(question)
}

/// "Which society was founded for the Protection of Birds?" tells most of the society's name.
pub(super) fn shares_words(name: &str, asked: &str) -> bool {
    const TELLING: usize = 3;
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(TELLING).any(|three| asked.contains(&format!(" {} ", three.join(" "))))
}

/// Returns the text without what stands in quotation marks: others' words follow no rule of ours.
pub(super) fn without_quotations(text: &str) -> String {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern("“[^”]*”"));
    QUOTED.replace_all(text, "“X”").into_owned()
}

pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed")
}

/// A pattern of whole English words. Where such a word ends can be told by ASCII letters alone, which
/// is many times faster in a text that has others.
pub(super) fn pattern_of_words(text: &str) -> Regex {
    pattern(&text.replace(r"\b", r"(?-u:\b)"))
}
