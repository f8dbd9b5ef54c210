//! Loose ends in the words of a question: signs that its sentence was cut in the wrong place.

use super::wording::pattern;
use crate::value::read_number;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn is_balanced(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2)
}

/// Signs that a sentence was cut in the wrong place.
pub(super) fn is_broken(question: &str) -> bool {
    static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:the|a|an|of|and|or|but|with|by|for|from|as|into|its|their|his|her|very|more|most|also|not|who|which|where|when|while|than|that|whether|if|because|be|been|being|only|own|urging|saying|arguing|claiming|making|leaving|including|becoming|causing|allowing|using|having|asking|calling|around|nearly|almost|roughly|in order|as a result|as a consequence)\W*\?$|\b(?:at|of|on|with|for) (?:from|since|until) (?:\p{Lu}\p{Ll}+ )?\d{3,4}\?$|\bfor (?:its|his|her|their) \p{Ll}+ for (?:its|his|her|their) |\bin order (?:in|on) |\b\d{1,2} \d{1,2}\b|\s[,;:.]|[,;:]\s*\?|[,;:]{2}|\b(?:the the|a a|of of|in in|to to|on in|in on)\b|[—–]\s|\s-\s|\?.+\?|\betc\b|\d{4} since\b|[\[\]]|^\W",
        )
    });
    static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r", (?:\p{Ll}+[^d]ing|\p{Ll}+ed|who|which|where|when|while|and then|but|so) ")
    });
    // "What is molten rock known as?"
    let ends_in_known = question.ends_with(" known as?");
    (BROKEN.is_match(question) && !ends_in_known)
        || LOOSE.is_match(question)
        || has_half_a_span(question)
}

/// "did After Joseph die": a capital word of the sentence's beginning was taken for part of a name.
pub(super) fn begins_in_the_middle(question: &str) -> bool {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:did|does|do|was|were|is|are|has|had|have|will) (?:The|A|An|After|Before|When|While|In|On|At|During|Since|By|From|For|As|Although|With|Under|Until) ",
        )
    });
    GLUED.is_match(question)
}

/// "reburied in the church at in July", "abolished in all colonies 4 February 1794".
pub(super) fn lacks_a_preposition(question: &str) -> bool {
    static STRANDED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:at|into|onto|of) (?:in|on|at|during|until|since) (?:(?:the|early|late|mid) )?(?:\d|[A-Z])",
        )
    });
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(\p{Ll}+) \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b",
        )
    });
    const BEFORE_A_DATE: [&str; 14] = [
        "on", "of", "from", "until", "till", "since", "by", "before", "after", "and", "to",
        "between", "dated", "or",
    ];
    STRANDED.is_match(question)
        || DATE.captures_iter(question).any(|found| !BEFORE_A_DATE.contains(&&found[1]))
}

/// "In which year did UNESCO add to its World Heritage List?": what was added was lost.
pub(super) fn lacks_its_object(question: &str) -> bool {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:add|attribute|dedicate|devote|entrust|hand|lend|present|put|send) (?:to|on|into|in) ",
        )
    });
    BARE.is_match(question)
}

/// "receive the Nobel Peace Prize for his efforts": what for is said in half.
pub(super) fn tells_half_of_why(question: &str) -> bool {
    static WHY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bfor (?:his|her|its|their) (?:efforts?|work|part|role|services?|contributions?|achievements?)(?:\?| in \d{4}\?)",
        )
    });
    WHY.is_match(question)
}

/// "married her year after the wedding": how many years was lost.
fn has_half_a_span(question: &str) -> bool {
    let words: Vec<&str> = question.split_whitespace().collect();
    words.windows(3).any(|three| {
        let span = matches!(
            three[1],
            "year" | "years" | "month" | "months" | "week" | "weeks" | "day" | "days" | "hours"
        );
        let counted = || {
            matches!(
                three[0],
                "a" | "one" | "the" | "same" | "first" | "each" | "every" | "few" | "some"
            ) || read_number(three[0]).is_some()
        };
        span && matches!(three[2], "after" | "before" | "later") && !counted()
    })
}
