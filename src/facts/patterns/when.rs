//! When something happened: "Meitner left Berlin in 1938", "In 1957, France signed …",
//! "has kept ties with Peru since May 1821".

use super::shared::shared_between;
use super::{Found, Seen, source_in, verb_of};
use crate::facts::clause::Clause;
use crate::facts::context::Known;
use crate::facts::fact::{Open, Statement, Value};
use crate::facts::moment::{Moment, times_in};
use crate::facts::verb_group::{Form, VerbGroup};
use crate::facts::word::Word;
use crate::language::time::Connective;
use crate::value::{Edtf, Precision};
use std::ops::Range;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = dated(seen).or_else(|| shared_between(seen)).into_iter().collect();
    let mut clause = seen.known().clause.as_ref().and_then(Clause::next);
    while let Some(next) = clause {
        found.extend(date(&next).and_then(|dated| event(seen, &dated)));
        clause = next.next();
    }
    found
}

/// A clause with its time: what stands between the verb and the time, and the time.
pub(super) struct Dated<'c> {
    pub(super) clause: &'c Clause,
    pub(super) tail: Range<usize>,
    pub(super) moment: Moment,
}

impl Dated<'_> {
    /// Returns whether the name of what the tail describes comes only behind a comma: "joined the
    /// new league, the Hanse".
    fn is_cut_short(&self) -> bool {
        let words = &self.clause.words;
        let mut behind = words.iter().skip(self.tail.end);
        let plain = words[self.tail.clone()].last().is_some_and(|w| !w.is_capital());
        let comma = behind.next().is_some_and(|w| w.text == ",");
        let before_date =
            self.clause.text[self.moment.range.clone()].starts_with(char::is_lowercase);
        plain && comma && !before_date && behind.next().is_some_and(Word::is_capital)
    }

    /// Returns what follows the verb, but for the time.
    pub(super) fn tail_text(&self) -> &str {
        self.clause.text_of(self.tail.clone()).trim_end_matches(',').trim()
    }
}

/// Returns the sentence's clause with the one time that it hangs on.
pub(super) fn dated_clause(known: &Known) -> Option<Dated<'_>> {
    date(known.clause.as_ref()?)
}

/// A longer phrase behind the time is more than a question should hold.
const LONGEST_BEHIND: usize = 9;

fn date(clause: &Clause) -> Option<Dated<'_>> {
    let rest = clause.rest.clone();
    let end = clause.complement_end(rest.start, rest.end);
    let after_comma = clause.words.get(end).is_some_and(|w| w.text == ",");
    let reach = if after_comma { end + 1 } else { end };
    let moments = clause.moments_in(rest.clone()).into_iter();
    let trailing = moments.into_iter().find(|(words, _)| words.start <= reach);
    let leading = clause.moments_in(clause.lead.clone()).into_iter().next();
    match (leading, trailing) {
        (Some((words, moment)), None) if words.start == clause.lead.start => {
            Some(Dated { clause, tail: rest.start..end, moment })
        }
        (None, Some((words, moment))) => {
            let tail = rest.start..words.start.min(end).max(rest.start);
            // "sold the mill and, in 1282, joined": the time is of the next verb.
            let mut before = clause.words[tail.clone()].iter().rev().filter(|w| w.text != ",");
            let of_the_next =
                before.next().is_some_and(|w| matches!(w.lower.as_str(), "and" | "but"));
            let alone = times_in(clause.text_of(tail.clone())) == 0 && !of_the_next;
            let next = &clause.words[words.end..];
            let alone =
                alone && !happened_again(next) && !is_dealt_out(&clause.words[tail.clone()], next);
            // "graduated in 2006 from Rice University": what is behind the time says the most.
            let behind = tail.is_empty()
                && words.end < end
                && end - words.end <= LONGEST_BEHIND
                && is_preposition(&clause.words[words.end].lower);
            let tail = if behind { words.end..end } else { tail };
            alone.then_some(Dated { clause, tail, moment })
        }
        _ => None,
    }
}

/// "burned down in 1678 and once more in 1679": the time is one of two.
fn happened_again(behind: &[Word]) -> bool {
    const NEAR: usize = 4;
    behind.first().is_some_and(|w| w.is("and"))
        && behind.iter().take(NEAR).any(|w| w.is("again") || w.is("more"))
}

/// "won two prizes, for Physics in 1903 and Chemistry in 1911": the time is of the first of the two.
fn is_dealt_out(tail: &[Word], behind: &[Word]) -> bool {
    const NEAR: usize = 4;
    let tie = |w: &Word| is_preposition(&w.lower) && !w.is("of");
    let named = |w: &Word| w.is_capital();
    let next = behind.iter().skip(1).take_while(|w| named(w)).count();
    let timed = behind.get(next + 1).is_some_and(|w| w.is("in") || w.is("on"));
    behind.first().is_some_and(|w| w.is("and"))
        && (1..NEAR).contains(&next)
        && timed
        && tail.iter().rev().skip(1).take(NEAR).any(tie)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "from" | "at" | "to" | "as" | "with" | "in" | "of" | "for" | "by" | "against" | "under"
    )
}

fn dated(seen: Seen<'_>) -> Option<Found> {
    event(seen, &dated_clause(seen.known())?)
}

fn event(seen: Seen<'_>, dated: &Dated<'_>) -> Option<Found> {
    let known = seen.known();
    let subject = known.subject.as_ref()?;
    let tail = dated.tail_text();
    if dated.is_cut_short()
        || !is_event(dated.clause, tail)
        || !hangs_on(&dated.moment, dated.clause.verb.form)
    {
        return None;
    }
    let tail = with_both_sides(tail);
    let whole = tail;
    let tail = one_event(&dated.clause.verb, whole);
    let behind = dated.moment.range.start > dated.clause.words[dated.clause.rest.start].range.start;
    // "was given command and set out in July": the time is of the second; "ordered them to assemble
    // in July": of the order nothing is told.
    if behind && (tail.len() < whole.len() || wants_another_act(dated.clause, tail)) {
        return None;
    }
    let statement = Statement {
        lead: None,
        asks: match dated.clause.verb.verb {
            Some(verb) if is_of_a_life(&verb.base, dated.moment.date) => IN_WHICH_YEAR,
            _ => asks(dated.moment.date, dated.moment.tie == Connective::Since),
        }
        .to_owned(),
        open: Open::Time,
        subject: subject.name.clone(),
        verb: verb_of(&dated.clause.verb),
        tail: seen.resolved(tail).trim_end_matches("..").to_owned(),
    };
    let mut found = Found::asserted(statement, Value::Date(dated.moment.date));
    if let Some(source) = source_in(dated.clause.text_of(dated.clause.lead.clone())) {
        found = found.attributed(source);
    }
    // What somebody is said to have confirmed may be told otherwise elsewhere: name who tells it.
    if tail.starts_with("that ")
        && let Some(publisher) = seen.text.document.publisher.clone()
    {
        found = found.attributed(publisher);
    }
    let reference = is_reference(dated.clause.text_of(dated.clause.subject.clone()));
    Some(if reference && seen.before().is_some() {
        found.resting_on_the_one_before()
    } else {
        found
    })
}

/// "ordered his men to assemble", "invited her to teach".
fn wants_another_act(clause: &Clause, tail: &str) -> bool {
    const WANTING: [&str; 17] = [
        "agree", "allow", "ask", "command", "decide", "expect", "instruct", "intend", "invite",
        "order", "permit", "persuade", "plan", "promise", "propose", "request", "urge",
    ];
    let wants = clause.verb.verb.is_some_and(|verb| WANTING.contains(&verb.base.as_str()));
    wants && (tail.starts_with("to ") || tail.contains(" to "))
}

/// "was given command of the ship and set out": one question asks for one event.
fn one_event<'t>(verb: &VerbGroup, tail: &'t str) -> &'t str {
    let passive = matches!(verb.form, Form::Passive | Form::PerfectPassive);
    let next = tail.match_indices(" and ").find(|(at, and)| {
        let word = tail[at + and.len()..].split([' ', ',']).next().unwrap_or_default();
        let plain = word.chars().all(char::is_lowercase);
        plain && (word.ends_with("ed") || IRREGULAR.contains(&word))
    });
    match next {
        // "was built and opened" is said of one thing at one time.
        Some((at, _)) if at > 0 && !(passive && tail[..at].is_empty()) => &tail[..at],
        _ => tail,
    }
}

/// "fought between the army of Oslo", where what stands behind the comma is the other side: without
/// either.
fn with_both_sides(tail: &str) -> &str {
    let between = tail.find("between ").filter(|at| *at == 0 || tail[..*at].ends_with(' '));
    let lacks = |at: &usize| {
        let sides = &tail[*at..];
        let several = sides.split(" of ").next().is_some_and(|phrase| phrase.ends_with('s'));
        !several && !sides.contains(" and ")
    };
    between.filter(lacks).map_or(tail, |at| tail[..at].trim_end())
}

/// Pasts that end in no "ed".
const IRREGULAR: [&str; 24] = [
    "became", "began", "bought", "built", "came", "chose", "fell", "found", "gave", "got", "held",
    "left", "led", "lost", "made", "met", "sent", "set", "sold", "spent", "took", "went", "won",
    "wrote",
];

/// Returns whether the phrase means something said before.
pub(super) fn is_reference(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    let described = lower.starts_with("the ") && !phrase[4..].contains(char::is_uppercase);
    let state = lower.starts_with("the ")
        && ["state", "nation", "republic"].iter().any(|end| lower.ends_with(end));
    matches!(lower.as_str(), "he" | "she" | "it" | "they") || described || state
}

/// Returns whether the time belongs to the verb: "since" to a perfect, "in" and "on" to a past.
pub(super) fn hangs_on(moment: &Moment, form: Form) -> bool {
    match form {
        Form::Perfect | Form::PerfectPassive => moment.tie == Connective::Since,
        Form::Past | Form::Passive | Form::Present => {
            matches!(moment.tie, Connective::In | Connective::On)
        }
        Form::Copula | Form::Stative => false,
    }
}

/// Returns whether the verb and what follows it make an event that a question can name.
fn is_event(clause: &Clause, tail: &str) -> bool {
    const COMPLETE_ALONE: [&str; 21] = [
        "retire",
        "die",
        "marry",
        "open",
        "close",
        "graduate",
        "end",
        "begin",
        "start",
        "collapse",
        "resign",
        "dissolve",
        "debut",
        "premiere",
        "emigrate",
        "fall",
        "sink",
        "surrender",
        "erupt",
        "crash",
        "merge",
    ];
    const STATES: [&str; 8] =
        ["cover", "view", "frame", "measure", "describe", "lead", "hold", "enjoy"];
    const REPORTS: [&str; 4] = ["announce", "confirm", "declare", "propose"];
    let Some(verb) = clause.verb.verb else { return false };
    let base = verb.base.as_str();
    let passive = matches!(clause.verb.form, Form::Passive | Form::PerfectPassive);
    let complete = passive || COMPLETE_ALONE.contains(&base);
    let clausal = tail.starts_with("that ");
    let other_tense = [" is ", " are ", " will ", " may ", " has ", " have "];
    (complete || !tail.is_empty())
        && (!clausal || REPORTS.contains(&base))
        && !other_tense.iter().any(|w| tail.contains(w))
        && !STATES.contains(&base)
}

/// How a year is asked for.
pub(super) const IN_WHICH_YEAR: &str = "In which year";

/// Of a birth or a death people know the year, not the day.
pub(super) fn is_of_a_life(verb: &str, date: Edtf) -> bool {
    matches!(verb, "bear" | "die") && date.precision() > Precision::Year
}

/// Returns what asks for a date of this precision.
pub(super) fn asks(date: Edtf, since: bool) -> &'static str {
    match (date.precision(), since) {
        (Precision::Century, false) => "In which century",
        (Precision::Century, true) => "Since which century",
        (Precision::Decade, false) => "In which decade",
        (Precision::Decade, true) => "Since which decade",
        (Precision::Year, false) => IN_WHICH_YEAR,
        (Precision::Year, true) => "Since which year",
        (Precision::Season, _) => "In which season and year",
        (Precision::Month, false) => "In which month and year",
        (Precision::Month, true) => "Since which month and year",
        (Precision::Day, false) => "On which date",
        (Precision::Day, true) => "Since which date",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn the_time_of_another_act_is_not_asked_for() {
        for (text, verb) in [
            ("Henry Dunant ordered his men to assemble in Geneva in February 1860.", "| order |"),
            ("Henry Dunant was given command of the fort and set out in July 1801.", "| give |"),
        ] {
            let found = found_by("when", text);
            assert!(!found.iter().any(|fact| fact.contains(verb)), "{found:?}");
        }
    }

    #[test]
    fn events_are_found_with_their_time() {
        for (text, fact) in [
            (
                "France sold Louisiana to the United States in 1803, doubling its size.",
                "In which year | France | sell | Louisiana to the United States => 1803",
            ),
            (
                "On 4 March 1861, Abraham Lincoln took the oath of office.",
                "On which date | Abraham Lincoln | take | the oath of office => 4 March 1861",
            ),
            (
                "Norway, a kingdom in the north, has maintained ties with Sweden since May 1905.",
                "Since which month and year | Norway | maintain | ties with Sweden => May 1905",
            ),
            (
                "The Suez Canal was opened on 17 November 1869.",
                "On which date | the Suez Canal | open |  => 17 November 1869",
            ),
        ] {
            assert_eq!(found_by("when", text), [fact], "{text}");
        }
    }

    #[test]
    fn a_time_of_something_else_is_not_taken() {
        for text in [
            "France sold Louisiana, which it regained in 1800.",
            "The treaty signed in 1648 ended the war.",
            "France sold Louisiana after the revolt of 1791.",
            "They sold it in 1803.",
            "France will sell Louisiana in 1803.",
            "Henry Dunant won two prizes, for Peace in 1901 and Physics in 1903.",
        ] {
            assert_eq!(found_by("when", text), Vec::<String>::new(), "{text}");
        }
    }
}
