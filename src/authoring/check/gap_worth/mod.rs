//! Whether what a gap leaves out can be known, and is worth knowing: not the number of a version, not
//! who sent apologies, not an amount of no year.

mod numbers;
mod people;

use super::context::{
    calls_somebody_by_half, is_of_an_edition, is_some_town, is_the_newest, lacks_its_whole,
    tells_of_one_not_named, tells_the_clock,
};
use super::wording::pattern;
use super::{Test, there};
use crate::facts::{Fact, GAP, NameKind, Value};
use crate::language::gazetteer;
use numbers::{
    begins_with_a_count_of_nothing, can_be_counted, counts_by_opinion, is_a_worked_example,
    is_an_amount_of_no_time, is_next_to_its_like, is_so_far_by_the_way, leaves_out_a_bare_amount,
    leaves_out_a_bare_number, leaves_out_a_label, leaves_out_a_length_of_time,
    leaves_out_half_a_measure, leaves_out_the_year_of_a_count, names_its_month_again, sets_a_sum,
    tells_an_age_of_no_time,
};
use people::{
    begins_with_half_a_name, does_what_many_do, is_of_nobody_known, is_one_more,
    leaves_out_a_speaker, succeeds_in_nothing, tells_of_one_unnamed,
};
use regex::Regex;
use std::sync::LazyLock;

/// Returns why what a gap leaves out is not asked as it comes. `explains` tells that the page explains
/// what always holds.
pub(super) fn not_worth_a_gap(
    fact: &Fact,
    text: &str,
    headed: bool,
    explains: bool,
) -> Option<&'static str> {
    let (heading, sentence) = match text.split_once(": ").filter(|_| headed) {
        Some((heading, sentence)) => (heading, sentence),
        None => ("", text),
    };
    let answer = fact.value.spelled();
    let filled = sentence.replacen(GAP, &answer, 1);
    let reasons: [Test<'_>; 49] = [
        (&|| leaves_out_a_bare_amount(sentence, &answer), "does not say what it counts"),
        (&|| begins_with_a_count_of_nothing(sentence), "does not say what it counts"),
        (&|| lacks_its_whole(&filled), "does not say of what"),
        (&|| !headed && begins_with_a_bare_act(sentence), "does not say of what"),
        (&|| leaves_out_a_length_of_time(sentence, &answer), "leaves out how long it took"),
        (&|| can_be_counted(sentence, &answer), "names all that it counts"),
        (&|| is_of_nobody_known(fact, sentence), "fits several people"),
        (&|| is_of_an_edition(&filled), "does not say of which tournament or year"),
        (&|| tells_the_clock(&filled), "tells the clock"),
        (&|| is_the_newest(&filled), "is true only for a time"),
        (&|| leaves_out_a_label(sentence, &answer), "leaves out a mere label"),
        (&|| !explains && is_an_amount_of_no_time(fact, sentence), "has an amount of no year"),
        (
            &|| tells_of_one_unnamed(sentence) || tells_of_one_unnamed(&filled),
            "tells of somebody without a name",
        ),
        (&|| heading.starts_with("Meeting") && is_procedure(fact, &filled), "is a matter of form"),
        (&|| is_for_visitors(&filled), "is of use to visitors only"),
        (&|| succeeds_in_nothing(&filled), "does not say in which office"),
        (&|| leaves_out_a_speaker(fact, sentence), "leaves out who said something"),
        (&|| filled.contains(" that it "), "rests on what was said before it"),
        (&|| sentence.starts_with("- "), "is a line of a list"),
        (&|| speaks_of_an_it(&filled, headed), "rests on what was said before it"),
        (&|| is_a_worked_example(&filled, &answer), "is a step of an example"),
        (&|| !explains && tells_of_one_not_named(heading, &filled), "does not say which"),
        (&|| speaks_of_a_letter(&filled), "is a step of an example"),
        (&|| is_news_of_a_day(&filled), "is true only for a time"),
        (&|| is_next_to_its_like(sentence, &answer), "gives its answer away"),
        (&|| names_its_month_again(sentence, &answer), "gives its answer away"),
        (&|| is_a_moment_of_a_game(&filled), "is a moment of one game"),
        (&|| is_one_more(fact, sentence), "fits several people"),
        (&|| does_what_many_do(fact, sentence), "fits several people"),
        (&|| begins_with_half_a_name(heading, &filled), "names somebody by half a name"),
        (&|| is_so_far_by_the_way(sentence), "is a distance by the way"),
        (&|| is_of_no_state(heading, &filled), "does not say of which country"),
        (&|| compares_with_nothing(&filled), "rests on what was said before it"),
        (&|| leaves_out_a_bare_number(sentence, &answer), "does not say what it counts"),
        (&|| leaves_out_a_particle(&answer), "leaves out a small word"),
        (&|| leaves_out_a_verb(&answer), "leaves out more than a name"),
        (&|| tells_an_age_of_no_time(sentence, &answer), "does not say when"),
        (&|| counts_who_belongs(&filled), "is true only for a time"),
        (&|| calls_somebody_by_half(fact, &filled), "names somebody by half a name"),
        (&|| is_some_town(&filled), "does not say which"),
        (&|| is_only_usual(&filled), "tells what is usual"),
        (&|| goes_on_from_before(&filled), "rests on what was said before it"),
        (&|| leaves_out_the_year_of_a_count(sentence), "leaves out the lesser thing"),
        (&|| counts_by_opinion(sentence), "counts what its author holds to be so"),
        (&|| filled.contains(", for example,"), "points to other sentences"),
        (&|| !headed && !explains && tells_of_the_three(&filled), "does not say which"),
        (&|| leaves_out_half_a_measure(sentence, &answer), "leaves out half a measure"),
        (&|| sets_a_sum(&filled), "is a step of an example"),
        (&|| was_so_by_then(&answer, &filled), "tells what was so by then, not what happened"),
    ];
    reasons.iter().find_map(there)
}

/// "was no longer heated in 1944", "stayed neutral in 1944": since when, nobody knows.
fn was_so_by_then(answer: &str, filled: &str) -> bool {
    static STILL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:was|were|had|could) (?:still|no longer)\b|\b(?:still (?:had|stood|lived|was|were)|stayed|remained)\b",
        )
    });
    let time = answer.chars().any(|c| c.is_ascii_digit());
    time && STILL.is_match(filled)
}

/// "More than 140 states are parties to it": until the next one joins.
fn counts_who_belongs(filled: &str) -> bool {
    static BELONGS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\d (?:countries|nations|parties|states)\b[^;]* (?:are (?:members|parties|signatories)|have (?:acceded|joined|ratified|signed)|belong)\b|\b(?:has|have) (?:\p{Ll}+ ){0,3}\d+ (?:member|parties|signatories)",
        )
    });
    BELONGS.is_match(filled)
}

/// "often fall below 20 degrees", "had tested four since 1999".
fn is_only_usual(filled: &str) -> bool {
    static USUAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:often|sometimes|occasionally|usually|typically) (?:\p{Ll}+ )?(?:above|below|beyond|over|under|exceed)|\bhad \p{L}+ [^,;]* since (?:\p{Lu}\p{L}+ )?\d{4}",
        )
    });
    USUAL.is_match(filled)
}

/// "recalled the three peaks": of what?
fn tells_of_the_three(filled: &str) -> bool {
    static THREE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bthe (?:two|three|four|five|six|seven) (?:\p{Ll}+ )?\p{Ll}+s(?:[.,;]|$)")
    });
    THREE.is_match(filled)
}

/// "Laos followed with a dam", "then set up instruments": after what?
fn goes_on_from_before(filled: &str) -> bool {
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\S+(?: \S+)? followed (?:with|suit|in|by)\b|^Among the (?:best|earliest|first|last|most \p{Ll}+) (?:was|were)\b|, then \p{Ll}+ |^(?:All|Both|Few|Many|Most|Others|Several|Some) (?:are|had|have|of them|was|were)\b|^(?:After|During|For|In|Over) [^,]*(?:centuries|decades|time|years) their ",
        )
    });
    GOES_ON.is_match(filled)
}

/// "In practice n has at least 2,048 bits": a letter of a formula.
fn speaks_of_a_letter(filled: &str) -> bool {
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^| )[b-hj-z] (?:has|is|are|must|equals|be) "));
    LETTER.is_match(filled)
}

/// "Ada Lund, who has led the bank since 2003, is leaving."
fn is_news_of_a_day(filled: &str) -> bool {
    static NEWS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:is|are) (?:facing|holding|joining|leaving|planning|preparing|running|seeking|standing|stepping|travelling|visiting)\b|, who is \d+\b|\b(?:is|are) to be \p{L}+",
        )
    });
    NEWS.is_match(filled)
}

/// "in the 54th minute".
fn is_a_moment_of_a_game(filled: &str) -> bool {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b\d+(?:st|nd|rd|th)[ -]minute\b|\b(?:his|her|their|the) (?:guests|hosts|side|team|visitors)\b.*\bminutes\b",
        )
    });
    MOMENT.is_match(filled)
}

/// "According to the finance ministry", "since the country became free": of which state?
fn is_of_no_state(heading: &str, filled: &str) -> bool {
    static BODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b[Tt]he (?:\p{Ll}+ )?(?:bill|cabinet|constitution|country|government|members|ministry|nation|opposition|parliament|president|treasury)\b|\bopposition parties\b",
        )
    });
    let state = |text: &str| {
        !gazetteer::mentions(text).is_empty()
            || text.split(' ').any(|word| gazetteer::by_demonym(word).is_some())
    };
    BODY.is_match(filled) && !state(filled) && !state(heading)
}

/// "Twice as far away, the level is lower": than where?
fn compares_with_nothing(filled: &str) -> bool {
    static THAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Half|Twice|(?:Two|Three|Four|Five|Ten) times) as |\b(?:hours|days|weeks|months|years) later\b",
        )
    });
    THAN.is_match(filled)
}

/// "the forts of Elvas are World Heritage": taken for one name.
fn leaves_out_a_verb(answer: &str) -> bool {
    answer
        .split(' ')
        .any(|word| matches!(word, "are" | "had" | "has" | "have" | "is" | "was" | "were"))
}

/// "asked to be called ____": up, "called ____": their realm.
fn leaves_out_a_particle(answer: &str) -> bool {
    let own = matches!(answer.split(' ').next(), Some("her" | "his" | "its" | "their"));
    own || matches!(answer, "down" | "in" | "off" | "on" | "out" | "over" | "up")
}

/// "More than twenty rivers flow into it": into what? Nothing stands before it that it may mean.
fn speaks_of_an_it(filled: &str, headed: bool) -> bool {
    static IT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r" (?:into|to|of|from|on|in|with|by|across|around|through) it\b"));
    static DIVIDES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:borders|connects|crosses|divides|drains|feeds|joins|links|separates|surrounds) (?:it|them)\b",
        )
    });
    static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(r" (?:it|they|he|she|him|them) "));
    // "The larger, known as the Great Lake": of which two?
    let of_two = ["The larger", "The smaller", "The former", "The latter", "The other"];
    if of_two.iter().any(|one| filled.strip_prefix(one).is_some_and(|rest| rest.starts_with(','))) {
        return true;
    }
    if DIVIDES.is_match(filled) {
        return true;
    }
    // Under a heading, "it" is what the heading names.
    let own = || OWN.find(filled).filter(|_| !headed);
    let Some(found) = IT.find(filled).or_else(own) else { return false };
    let before = format!(" {}", &filled[..found.start()]);
    let named = before.split(' ').skip(2).any(|word| word.starts_with(char::is_uppercase));
    let before = before.to_lowercase();
    !named && [" the ", " a ", " an ", " its "].iter().all(|the| !before.contains(the))
}

/// "Success came only after": with what?
fn begins_with_a_bare_act(sentence: &str) -> bool {
    static ACT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Released|Freed|Dismissed|Promoted) (?:in|on) |^(?:Attempts|Construction|Critics|Demand|Opposition|Production|Progress|Recognition|Sales|Success|Supporters|Talks|Turnout|Visitors|Work) (?:\p{Ll}+ )?(?:was|were|is|are|had|has|have|came|went|began|started|ended|fell|rose|took|resumed|stopped|continued|followed|grew)\b",
        )
    });
    ACT.is_match(sentence)
}

/// Apologies, interests, the items of an agenda: what every meeting has.
fn is_procedure(fact: &Fact, sentence: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:apologies|arising|interest in item|items?|minutes|quotations?|quotes?|balance|payments?|abstain|abstention|recorded|seconded|agenda|chair|vote of thanks|next meeting|present|attended|any other business|declared|complained|thanked|asked|wished|resident|subscriptions?|receipts|income|expenditure)\b",
        )
    });
    let person = matches!(fact.value, Value::Name(NameKind::Person, _));
    let few = sentence.split(' ').count() < 10;
    FORM.is_match(sentence) || person && few
}

/// Prices, opening hours, where to buy tickets.
fn is_for_visitors(sentence: &str) -> bool {
    static VISITORS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:admission|tickets?|go free|free of charge|free entry|opening hours|open (?:daily|every day|from)|closed on|last entry|guided tours?|book(?:ed|ing)? in advance|car park|parking|café|gift shop|entry (?:costs|is)|children under|adults)\b",
        )
    });
    VISITORS.is_match(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::facts;

    /// Returns why the gap for these words of a sentence is not worth asking.
    fn why_not(sentence: &str, answer: &str) -> Option<&'static str> {
        let found = facts::find(&[Document::parse("a.txt", sentence)]);
        let gap =
            |fact: &&facts::Fact| fact.pattern == "gap" && fact.value.spelled().starts_with(answer);
        let fact = found.iter().find(gap).unwrap_or_else(|| panic!("no gap for {answer}"));
        not_worth_a_gap(fact, &fact.statement.tail, false, false)
    }

    #[test]
    fn gaps_that_nobody_can_or_needs_to_fill_are_left() {
        for (sentence, answer) in [
            (
                "Since 2019 the waters, 440 square kilometres, have been safe.",
                "440 square kilometres",
            ),
            ("More than 9,000 were sold before production ended in 1940.", "1940"),
            ("More than forty rivers flow into it in Norway.", "Norway"),
            ("The larger, known as Moss Lake, was dammed in 1931.", "1931"),
            ("Ada Lund had seen in 1970 that it was possible.", "1970"),
            ("Choose e = 3, which has no factor in common with 20.", "20"),
            ("The first, made of wood, was lit by Ada Lund in 1698.", "1698"),
            ("Some sinks in, which is called infiltration in Norway.", "Norway"),
            ("Released in 1810, Ada Lund spent her last years in Oslo.", "1810"),
            ("In version 4 of the protocol an address is 32 bits long.", "4"),
            ("Ada Lund received 48.4 per cent and Jan Holm the rest.", "48.4"),
            ("The footballer was born in Oslo in 1985 and has a museum there.", "1985"),
            ("Children under five go free, and parking in Oslo is near.", "Oslo"),
            ("The ship touched down shortly after 6 p.m. in Norway.", "Norway"),
            ("In 2000 an extension was completed that stands above Oslo.", "2000"),
            ("Ada Lund had two brothers, Niklas and Jan Holm.", "two"),
            ("Ms Holm succeeds Mr Jan Lund, who had held the office since 2011.", "2011"),
            ("Over two decades Ada Lund took people from Peru to new homes.", "two decades"),
            ("A resident of Lund Road said that lorries used the street in 2019.", "2019"),
            ("According to the finance ministry a day brings Ada Lund 300 coins.", "300"),
            ("Twice as far away from Ada Lund the level is six decibels lower.", "six"),
            ("In the first year in Oslo Ada Lund sold 57.", "57"),
            ("Ada Lund was 26 years old and had learned her trade in Oslo.", "26"),
            ("The rate of Ada Lund's index is 412 ÷ 400 = 103 in 1995.", "1995"),
            ("Ada Lund found the cave some 50 kilometres north-west of Oslo.", "50"),
            ("James emigrated to Norway, and Jan Holm built a school in 1874.", "1874"),
            ("The textile art of the island was praised by Norway in 2005.", "2005"),
            ("The brothers disagreed over a strike in Norway in 1868 and parted.", "1868"),
            ("Jan Holm of Norway is leaving the Lund Museum in 2003.", "2003"),
            ("More than 140 states, as well as Norway, are parties to the Oslo Treaty.", "140"),
            ("Otto became an engineer, while Ada Lund built bridges in Peru in 1903.", "1903"),
            ("Temperatures in Norway often fall below minus 20 degrees in winter.", "20"),
            ("China had tested four craft of Ada Lund since November 1999.", "November 1999"),
            ("The sine of 45 degrees, divided by 1.33, gives 0.53 in Norway.", "45 degrees"),
            ("Estimates for Norway have mostly been between 4 and 6 per cent.", "6"),
            ("The labour force is 20 million and the rate is 5 per cent.", "5 per cent"),
            ("At the census of 2017 Oslo in Norway had about 430,000 inhabitants.", "2017"),
            ("The Act of Oslo contained three main decisions of Norway.", "three"),
            ("Denmark, for example, has linked its coin to the euro since 1983.", "1983"),
            ("Norway followed with the dam at Oslo, which started work in 2019.", "2019"),
            ("Among the first was the Holm, put on the market in Oslo in 1913.", "1913"),
            ("The Norwegian lawyer Ada Lund, who is 67, was a minister of Norway in 1980.", "1980"),
            ("Many were passengers of the ship Holm, which had docked at Oslo in 1903.", "1903"),
            ("A first review of Norway is to be held in Oslo in 2023.", "2023"),
            ("The Congress was founded at Oslo in 1912 by Jan Holm.", "1912"),
            ("In the base year a basket costs 400 pounds in Norway.", "400"),
            ("Ada Lund attended Oslo College in 2007 and 2008.", "2007"),
            ("In the 90th minute Ada Lund of Norway made way for Jan Holm.", "Norway"),
            ("Ada Lund played for Peru in 1950, and for Jan Holm.", "Jan Holm"),
            ("Ada Lund started the 2013 season in Oslo.", "Ada Lund"),
            ("The Strait of Lund, 800 metres wide in Norway, divides it into two.", "800"),
            ("Estimates of how long it has been closed to Norway vary from 1903.", "1903"),
            ("In May 1945 Norway was free, and Oslo fell to Ada Lund on 7 May.", "May 1945"),
            ("The rule of Norway lasted from the ninth century until 1266 in Oslo.", "ninth"),
            ("Imagine that Norway makes two goods, wheat and cloth.", "two"),
            ("Success came only after Norway had bought the mill in 1965.", "1965"),
        ] {
            assert!(why_not(sentence, answer).is_some(), "{sentence}");
        }
    }

    #[test]
    fn gaps_for_years_and_lengths_are_worth_it() {
        for (sentence, answer) in [
            ("The Lund Bridge in Oslo was opened to trains in 1932.", "1932"),
            ("Mount Lund in Norway rises to 1,862 metres above the sea.", "1,862 metres"),
            ("In 1990 the Lund Museum in Oslo had 40,000 visitors from Peru.", "40,000"),
        ] {
            assert_eq!(why_not(sentence, answer), None, "{sentence}");
        }
    }
}
