//! Numbers that a gap leaves out: of nothing, of no time, a mere label, a step of an example.

use crate::authoring::check::wording::pattern;
use crate::authoring::uniqueness::{is_month, is_year};
use crate::facts::{Fact, GAP, Value};
use regex::Regex;
use std::sync::LazyLock;

/// "in ____ and 2008", where 2007 is left out.
pub(super) fn is_next_to_its_like(sentence: &str, answer: &str) -> bool {
    let year = |text: &str| text.get(..4).and_then(|figures| figures.parse::<i32>().ok());
    let next = sentence.split_once("____ and ").and_then(|(_, behind)| year(behind));
    let before = sentence
        .split_once(" and ____")
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(year);
    // "from 6,180 in ____ to 7,045 in 2016".
    let mut others =
        sentence.match_indices(" in ").filter_map(|(at, tie)| year(&sentence[at + tie.len()..]));
    let own = year(answer).filter(|_| answer.len() == 4);
    own.is_some_and(|own| {
        let risen = sentence.starts_with("In ____ ")
            || sentence.contains(" in ____ to ")
            || sentence.contains(" in ____,");
        next == Some(own + 1)
            || before == Some(own - 1)
            || risen && others.any(|other| (other - own).abs() == 1)
    })
}

/// "In ____, when the rest had been freed, planes bombed the town on 7 and 8 May": May 1945.
pub(super) fn names_its_month_again(sentence: &str, answer: &str) -> bool {
    let months = (1..=12).map(crate::value::month_name);
    months.into_iter().any(|month| answer.contains(month) && sentence.contains(month))
}

/// "In the first year she sold ____", "obtains its cloth for ____ rather than 90": how many of what?
pub(super) fn leaves_out_a_bare_number(sentence: &str, answer: &str) -> bool {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"____(?:[.,;]|$| (?:and|but|in|or|rather|than|to|when|while)\b)")
    });
    let figures = answer.chars().filter(char::is_ascii_digit).count();
    let year = figures == 4 && !answer.contains(',');
    let whole = answer.chars().all(|c| c.is_ascii_digit() || c == ',');
    whole && !year && BARE.is_match(sentence)
}

/// "Over ____ she took people to new homes."
pub(super) fn leaves_out_a_length_of_time(sentence: &str, answer: &str) -> bool {
    const UNITS: [&str; 8] =
        ["years", "decades", "months", "weeks", "days", "hours", "minutes", "seconds"];
    static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:Over|After|For|Within|Just|Only|Some|About|Nearly) ____|^[^,]* for ____,")
    });
    LENGTH.is_match(sentence) && UNITS.iter().any(|unit| answer.ends_with(unit))
}

/// "The waters, ____, have been protected": how large, how old or how many?
pub(super) fn leaves_out_a_bare_amount(sentence: &str, answer: &str) -> bool {
    let amount = answer.contains(|c: char| c.is_ascii_digit()) && answer.contains(' ');
    amount && !answer.split(' ').any(is_month) && sentence.contains(", ____, ")
}

/// "____ brothers, Niklaus and Johann": whoever can count knows.
pub(super) fn can_be_counted(sentence: &str, answer: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"____ (?:\p{Ll}+ ){0,2}\p{Ll}+s[,:] (?:the )?\p{Lu}[^,.;]*(?:, (?:the )?\p{Lu}[^,.;]*)*,? and (?:the )?\p{Lu}",
        )
    });
    !answer.contains(' ') && NAMED.is_match(sentence)
}

/// "More than 9,000 were sold", "Many lead through the forest": of what?
pub(super) fn begins_with_a_count_of_nothing(sentence: &str) -> bool {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[Ii]n (?:all|total),? )?(?:(?:More|Fewer|Less) than |Over |About |Around |Nearly |Almost |At least |Only |Some |The (?:first|second|third|fourth|last|other|former|latter|next|rest)(?: of \w+)? )?(?:[\d,.]+|____|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Mm]any|[Mm]ost|[Ss]ome|[Ss]everal|[Ff]ew|[Aa]ll|[Nn]one|[Ee]ach|[Bb]oth|[Oo]thers|[Hh]alf)? ?(?:were|was|are|is|had|have|has|came|went|lead|led|died|lived|survived|took|made|became|remain|remained|fell|followed|can|do|did|live|lie|lay|still|now|went|voted|attended|belong|run|ran|contain|date) ",
        )
    });
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[A-Z]\p{Ll}+ )?(?:is|was|were|are) "));
    // "The first, made of wood, was lit in 1698": the first of what?
    static RANK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^The (?:first|second|third|fourth|last|other|former|latter|next|rest), ")
    });
    // "Some sinks in": some what?
    static SOME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Some|Most|Much|Part|Half) \p{Ll}+s (?:in|into|out|off|up|down|away|back|to|as)\b",
        )
    });
    SOME.is_match(sentence)
        || RANK.is_match(sentence)
        || COUNT.is_match(sentence) && !BARE.is_match(sentence)
}

/// "In version ____ of the protocol", "item ____": a name tag, no number of anything.
pub(super) fn leaves_out_a_label(sentence: &str, answer: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)____ (?:index|report|study|survey|season|edition|census|paper)\b|\b(?:version|item|items|chapter|section|article|articles|number|no\.|page|pages|volume|part|day|week|round|phase|type|class|grade|level|step|figure|table|line|route|channel|platform|room|size|aged|age|minute|game|games|episode|season|district|apollo|flight) ____",
        )
    });
    let figure = answer.starts_with(|c: char| c.is_ascii_digit()) || !answer.contains(' ');
    let year = is_year(answer);
    // ".292" is a figure of a table.
    let torn = answer.ends_with(" and") || answer.starts_with("age ") || answer.starts_with('.');
    let of_a_report = sentence.contains("____ report") || sentence.contains("____ study");
    torn || of_a_report || figure && !year && LABEL.is_match(sentence)
}

/// "received 48.4 per cent", "is added to only 10 per cent of salt": when? A length stays what it is.
pub(super) fn is_an_amount_of_no_time(fact: &Fact, sentence: &str) -> bool {
    static LASTING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:[\d.,]+|[\p{L} -]+)(?: square| cubic| nautical)? ?(?:m|km|cm|mm|kg|t|metres?|meters?|kilometres?|kilometers?|miles?|feet|foot|inch(?:es)?|centimetres?|millimetres?|hectares?|acres?|tonnes?|tons?|kilograms?|grams?|litres?|degrees?(?: celsius)?|°c|knots|volts|watts|kilometres per hour|years|days|hours|minutes|seconds|months|weeks)\b",
        )
    });
    static TAKEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)per ?cent|%|[£$€]|\b(?:million|billion|people|members|visitors|passengers|employees|inhabitants|votes?|dollars|euros|pounds|crowns|francs|krone|kroner|kronor|marks|pesos|rand|roubles|rubles|rupees|yen|yuan|seats|copies|students|pupils|households|jobs|points|tourists|games|matches|goals|runs|items)\b",
        )
    });
    let answer = fact.value.spelled();
    let number = matches!(fact.value, Value::Number { .. })
        || matches!(fact.value, Value::Text(_)) && has_number(&answer);
    let year = |w: &str| {
        let figures: String = w.chars().filter(char::is_ascii_digit).take(4).collect();
        figures.len() == 4 && figures.starts_with(['1', '2']) && !w.contains(',')
    };
    let dated = sentence.split(' ').any(year) || answer.split(' ').any(year);
    let behind = sentence.split_once(GAP).map_or("", |(_, after)| after);
    let near: String = behind.split(' ').take(5).collect::<Vec<_>>().join(" ");
    let taken = TAKEN.is_match(&answer) || TAKEN.is_match(&near);
    number && !dated && taken && !LASTING.is_match(&answer)
}

fn has_number(text: &str) -> bool {
    let number = |w: &str| crate::value::read_number(w).is_some();
    text.contains(|c: char| c.is_ascii_digit()) || text.split([' ', '-']).any(number)
}

/// "was ____ and had learned his trade": when was she 26 years old?
pub(super) fn tells_an_age_of_no_time(sentence: &str, answer: &str) -> bool {
    (sentence.contains(" was ____ and ") || sentence.ends_with(" was ____."))
        && answer.ends_with(" old")
        || answer.ends_with("-year-old")
}

/// "Choose e = 3, which has no factor in common with 20", "Take 33 and divide it by 5".
pub(super) fn is_a_worked_example(filled: &str, answer: &str) -> bool {
    static STEP: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r" = \d|\ba certain (?:amount|number|quantity)\b|^(?:Add|Choose|Compute|Consider|Count|Divide|Imagine|Multiply|Pick|Subtract|Suppose|Take)\b|\ba \p{Ll}+ (?:costs|earns|pays|sells)\b|\bso the \p{Ll}+ of the \p{Ll}+ is \d|\bdivided by\b|\bmultiplied by\b|\b[Ss]uppose that\b|^(?:As an|For) example\b",
        )
    });
    let figures = answer.contains(|c: char| c.is_ascii_digit());
    let imagined = ["Imagine ", "Suppose "].iter().any(|word| filled.starts_with(word));
    filled.contains(['÷', '×']) || imagined || figures && STEP.is_match(filled)
}

/// "found a cave some ____ north of Oslo": who lies where, another sentence asks.
pub(super) fn is_so_far_by_the_way(sentence: &str) -> bool {
    static FAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"____ (?:\p{Ll}+ )?(?:(?:north|south)[-\p{Ll}]*|east|west) of "));
    let lies = [" lies ", " is ", " stands ", " located ", " situated "];
    FAR.is_match(sentence) && !lies.iter().any(|word| sentence.contains(word))
}

/// "between 4 and ____ per cent", "half ____": the gap is but a half of what is told.
pub(super) fn leaves_out_half_a_measure(sentence: &str, answer: &str) -> bool {
    static HALF: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bbetween \S+ and ____|\b(?:half|quarter of) ____"));
    let year = is_year(answer);
    // "the ninth century until 1266": two times at once.
    answer.contains(" until ") || !year && HALF.is_match(sentence)
}

/// "The force is 20 million and the rate is 5 per cent": numbers that a text makes up to reckon with.
pub(super) fn sets_a_sum(filled: &str) -> bool {
    static SUM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^The \p{Ll}[\p{Ll} ]* is \d[^;.]* and the \p{Ll}[\p{Ll} ]* (?:is )?\d")
    });
    SUM.is_match(filled)
}

/// "At the census of ____ the town had 430,000 inhabitants": the number is what one asks for.
pub(super) fn leaves_out_the_year_of_a_count(sentence: &str) -> bool {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bcensus (?:of|in) ____|\b[Ii]n ____,? (?:the )?[^;,]* had (?:\p{Ll}+ ){0,2}[\d,.]+ (?:inhabitants|people|residents)\b",
        )
    });
    COUNT.is_match(sentence)
}

/// "contained ____ main decisions": as many as the author holds to be so.
pub(super) fn counts_by_opinion(sentence: &str) -> bool {
    static MAIN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"____ (?:basic|chief|important|key|main|major|principal) "));
    MAIN.is_match(sentence)
}
