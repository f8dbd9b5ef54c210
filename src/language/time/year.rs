//! Whether a number is a year, by what stands around it.
//!
//! A bare "1984" may be a year, a novel, a page, a price or a crowd. A preposition of time, a
//! bracket or a determiner speaks for a year; a counted noun, a unit, a product or a mark glued to
//! the digits speaks against it. A title that is a number and stands after "in" fools it.

use super::absolute::{month_at, season_at};
use super::scan::{Kind, Words};

/// Returns the year written at this place, where it can only be one.
///
/// `expected` says that the words before it already ask for a year ("late", "November", "BC").
pub(super) fn year_at(words: &Words, at: usize, expected: bool) -> Option<i32> {
    let (number, digits) = words.number(at)?;
    if is_glued_to_a_figure(words, at) {
        return None;
    }
    let support = support(words, at);
    if expected {
        // Nothing is counted right after a month: "4 May 1919 students marched".
        let counted = support != Support::Month && is_counted(words, at, number, support);
        return (digits == 4 && number > 0 && !counted).then_some(number);
    }
    if has_other_meaning(words, at) || is_counted(words, at, number, support) {
        return None;
    }
    let plausible = match (digits, support) {
        (4, Support::Preposition | Support::Month) => (1000..=2199).contains(&number),
        (4, Support::Frame) => (1000..=2100).contains(&number),
        (4, Support::None) => {
            (1700..=2100).contains(&number) && !words.is_any(at + 1, &["to", "x"])
        }
        (3, Support::Preposition) => number >= 100 && ends_phrase(words, at + 1),
        _ => false,
    };
    plausible.then_some(number)
}

/// What stands before a number and makes it a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    /// "in", "since", "by the year".
    Preposition,
    /// A month, the day after one, or a season.
    Month,
    /// A bracket, a determiner or another year: "(1992)", "the 1992 treaty".
    Frame,
    None,
}

fn support(words: &Words, at: usize) -> Support {
    const PREPOSITIONS: &str = "in since until till from before after during by of year born died circa between \
        through late early mid post";
    const FRAMES: &str = "( the a his her their its s this that – — another pre and or";
    let after_month = (1..=3).any(|back| {
        let Some(place) = at.checked_sub(back) else { return false };
        month_at(words, place).is_some() || (back < 3 && season_at(words, place).is_some())
    });
    match words.before(at, 1) {
        _ if after_month => Support::Month,
        Some(w) if w.is_in(PREPOSITIONS) => Support::Preposition,
        Some(w) if w.is_in(FRAMES) => Support::Frame,
        // "post-1945", "mid-1992"
        Some(_) if words.before(at, 2).is_some_and(|w| w.is_any(&["post", "pre", "mid"])) => {
            Support::Frame
        }
        _ => Support::None,
    }
}

/// Whether digits, a decimal point, a currency or a percent sign touch the number.
fn is_glued_to_a_figure(words: &Words, at: usize) -> bool {
    let before = words.is_glued(at)
        && words.before(at, 1).is_some_and(|w| {
            let is_letters = w.kind == Kind::Letters;
            let is_compound = words.is_dash(at - 1)
                && !words.before(at, 2).is_some_and(|w| w.is_any(&["post", "pre", "mid"]))
                && words.is_glued(at - 1)
                && !words.before(at, 2).is_some_and(|w| w.kind == Kind::Digits);
            is_letters
                || is_compound
                || w.is_any(&[
                    ".", ",", ":", "/", "#", "$", "€", "£", "¥", "+", "_", "@", "×", "=", "&", "?",
                ])
        });
    let after = words.is_glued(at + 1)
        && words.get(at + 1).is_some_and(|w| {
            let figure_follows =
                words.is_glued(at + 2) && words.get(at + 2).is_some_and(|w| w.kind == Kind::Digits);
            w.kind == Kind::Letters
                || w.is_any(&["%", "°", "×", "_", "@", "$", "€", "=", "*", "+"])
                || (figure_follows && w.is_any(&[".", ",", ":", "/"]))
                || (words.is_dash(at + 1) && is_counting_compound(words, at + 2))
        });
    // "2019-2020-1": a row of figures is a number of another kind.
    let dashed_row = words.is_glued(at + 1)
        && words.is_dash(at + 1)
        && words.is_glued(at + 2)
        && words.number(at + 2).is_some_and(|(_, digits)| {
            let goes_on = words.is_glued(at + 3) && words.is_dash(at + 3);
            goes_on || !matches!(digits, 2 | 4)
        });
    before || after || dashed_row
}

/// Whether "-page" or "-strong" follows: "1984-page". "1970s-era" and "1992-born" state a time.
fn is_counting_compound(words: &Words, at: usize) -> bool {
    words.is_glued(at)
        && words.get(at).is_some_and(|w| {
            w.kind == Kind::Letters
                && !w.is_any(&["era", "style", "built", "vintage", "born", "present"])
        })
}

/// Whether the number counts what follows: "2000 people", "1500 metres", "1200 villages". After "in"
/// only a round one does: "in 1968 students marched".
fn is_counted(words: &Words, at: usize, number: i32, support: Support) -> bool {
    const COUNTED: &str = "people men women children soldiers troops workers students pupils prisoners refugees \
        inhabitants residents passengers members deaths dead km kilometres kilometers miles \
        metres meters m feet ft hectares acres tons tonnes kg kilograms pounds dollars euros \
        yen rubles rupees francs percent per hours hrs days minutes years points votes \
        copies pages words seats square cubic degrees calories GMT UTC million billion \
        thousand rpm";
    const HAPPENING: &str = "was is has elections games protests riots talks sees marks its his this as \
        negotiations floods reforms championships olympics sanctions attacks";
    let Some(next) = words.get(at + 1).filter(|w| w.kind == Kind::Letters) else {
        return false;
    };
    // A round number before a plural counts it, unless the plural is what happens in years.
    let plural = next.text.ends_with('s') && !next.is_upper() && !next.text.ends_with("ss");
    let is_verb_or_event = next.is_in(HAPPENING);
    let after_in = words.before(at, 1).is_some_and(|w| w.is_in("in during since"));
    let is_unit = next.is_in(COUNTED) && (number % 50 == 0 || !after_in);
    let is_round_or_alone = number % 50 == 0 || support == Support::None;
    is_unit || (is_round_or_alone && plural && !is_verb_or_event)
}

/// Whether the word before says what else the number is: "page 1984", "Boeing 1900", "the novel 1984".
fn has_other_meaning(words: &Words, at: usize) -> bool {
    const LABELS: &str = "page pages p pp no number numbers room route highway boeing airbus flight article \
        section line lines verse chapter windows office version resolution resolutions model \
        channel unit bus area class type code box extension height at about around roughly \
        nearly almost some over under than exactly only just approximately novel book film \
        album song least most";
    let previous = words.before(at, 1);
    let quoted = previous.is_some_and(|w| w.is_any(&["\"", "“", "‘", "«", "'"]))
        && words.is_glued(at)
        && words.is_any(at + 1, &["\"", "”", "’", "»", "'"]);
    let skipped_stop = previous.is_some_and(|w| w.is("."));
    let label = if skipped_stop { words.before(at, 2) } else { previous };
    let labelled = label.is_some_and(|w| w.is_in(LABELS))
        && !(skipped_stop && words.before(at, 2).is_some_and(|w| !w.is_any(&["p", "pp", "no"])));
    let in_a_row = previous.is_some_and(|w| w.kind == Kind::Digits);
    quoted || labelled || in_a_row || words.is(at + 1, "%")
}

/// Whether the phrase ends here, so that what stands before counts nothing.
fn ends_phrase(words: &Words, at: usize) -> bool {
    words.get(at).is_none_or(|w| {
        w.line_start
            || (w.kind == Kind::Mark && !w.is("-"))
            || w.is_any(&["and", "when", "after", "by", "the", "he", "she", "it", "they"])
    })
}
