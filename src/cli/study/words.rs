//! What a session says, in words: verdicts, citations, when an item comes back, the closing.

use super::sitting::{CardWords, Command};
use crate::cli::library::count;
use crate::cli::words::date;
use crate::deck::{Card, Citation, Deck, Source};
use crate::memory::{ItemState, Moment, Phase};
use crate::study::{Answered, Backlog, Key, Left, Summary, Verdict};
use crate::value::spell_date;
use chrono::{Datelike as _, NaiveDate};

/// Returns what a command did.
pub fn done(command: Command) -> &'static str {
    match command {
        Command::Undo => "Taken back.",
        Command::Skip => "Put at the end.",
        Command::Bury => "Set aside until tomorrow.",
        Command::Suspend => "Set aside until you take it up again.",
    }
}

/// What is said of an item that was forgotten often.
pub const LEECH: &str = "This one keeps slipping. Reword it, split it in two, or look at the \
                         sentence it cites; Esc has both.";

/// Returns each place that a card cites: the source, its file and line, and, where the question is
/// answered, the sentence, which holds the answer.
pub fn places(card: &Card, deck: &Deck, answered: bool) -> Vec<String> {
    let place = |cite: &Citation| {
        let source = deck.sources.iter().find(|source| source.id == cite.source);
        let file = source.and_then(|source| source.file.as_deref());
        let mut place = source_line(source, &cite.source);
        if let Some(file) = file {
            place.push_str(&format!(" ({file}"));
            place.push_str(&cite.line.map_or_else(String::new, |line| format!(", line {line}")));
            place.push(')');
        }
        match &cite.quote {
            Some(quote) if answered => format!("{place}: “{quote}”"),
            Some(_) => format!("{place}. The sentence is shown with the answer."),
            None => place,
        }
    };
    card.cites.iter().map(place).collect()
}

/// Returns how many items are left: "3 new, 1 learning, 8 due".
pub fn left(left: Left) -> String {
    format!("{} new, {} learning, {} due", left.new, left.learning, left.review)
}

/// Returns the word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Correct => "Right",
        Verdict::Close => "Close",
        Verdict::Wrong => "Wrong",
    }
}

/// Returns the sentence after the verdict: the reason, and what is right unless that was given.
pub fn reason_and_key(answered: &Answered, key: &Key, unit: Option<&str>) -> String {
    let unit = unit.map_or_else(String::new, |unit| {
        if unit.starts_with(['%', '°']) { unit.to_owned() } else { format!(" {unit}") }
    });
    let right = format!("{}{unit}", key.shown());
    match (&answered.judgement.why, answered.judgement.verdict) {
        (Some(why), Verdict::Correct) => format!("{right} ({why})"),
        (Some(why), _) => format!("The answer: {right} ({why})"),
        (None, Verdict::Correct) => right,
        (None, _) => format!("The answer: {right}"),
    }
}

/// Returns the line that names a source: its publisher or title, and its date.
pub fn source_line(source: Option<&Source>, id: &str) -> String {
    let Some(source) = source else { return id.to_owned() };
    let name = source.publisher.as_ref().or(source.title.as_ref()).map_or(id, String::as_str);
    match source.date {
        Some(date) => format!("{name}, {}", spell_date(date)),
        None => name.to_owned(),
    }
}

/// Returns each quote of a card with its source.
pub fn citations(words: &CardWords) -> Vec<String> {
    words
        .cites
        .iter()
        .map(|(source, id, quote)| {
            let source = source_line(source.as_ref(), id);
            match quote {
                Some(quote) => format!("“{quote}” — {source}"),
                None => format!("See {source}"),
            }
        })
        .collect()
}

/// Returns when an item comes back: "in 10 minutes", "tomorrow", "in 3 days, on 25 November".
pub fn comes_back(state: &ItemState, now: Moment) -> String {
    match state.seen().map(|seen| seen.phase) {
        None => "not asked yet".into(),
        Some(Phase::Learning { due, .. } | Phase::Relearning { due, .. }) => pause(due, now),
        Some(Phase::Review { due, .. }) => match due.days_since(now.study_day()) {
            0 => "today".into(),
            1 => "tomorrow".into(),
            days => in_days(days, due.date(), now),
        },
    }
}

/// Returns since when an item is due: "due now", "due since 20 November"; none of one that is not.
pub fn due_since(state: &ItemState, now: Moment) -> Option<String> {
    let due = state.due(now.offset()).filter(|due| *due <= now)?.study_day();
    Some(match now.study_day().days_since(due) {
        0 => "due now".into(),
        1 => "due since yesterday".into(),
        _ => format!("due since {}", date(due)),
    })
}

fn pause(due: Moment, now: Moment) -> String {
    let minutes = usize::try_from((due.seconds_since(now) + 30) / 60).unwrap_or(0);
    match minutes {
        0 | 1 => "in a minute".into(),
        2..=59 => format!("in {}", count(minutes, "minute")),
        _ => format!("in {}", count(minutes / 60, "hour")),
    }
}

/// Returns what is said when there was nothing to ask. What is due all the same is over the limits.
pub fn nothing_to_ask(summary: &Summary, now: Moment) -> Vec<String> {
    let mut lines = vec!["Nothing is to be asked now.".to_owned()];
    match summary.next_due {
        Some(due) if due <= now => lines.push(
            "What is due waits until tomorrow: no more is asked in a day than the limits allow."
                .to_owned(),
        ),
        Some(due) => lines.push(format!("The next one comes back {}.", returns(due, now))),
        None => {}
    }
    lines
}

/// Returns the closing lines of a session.
pub fn closing(summary: &Summary, now: Moment) -> Vec<String> {
    let mut next = Vec::new();
    match summary.next_due {
        Some(due) if due <= now => next.push("More is due now.".to_owned()),
        Some(due) => next.push(format!("The next one comes back {}.", returns(due, now))),
        None => {}
    }
    if summary.answered == 0 {
        let mut lines = vec!["Nothing was answered this time.".to_owned()];
        lines.extend(next);
        return lines;
    }
    let mut lines = vec![answers(summary)];
    if summary.introduced > 0 {
        let new = count(summary.introduced as usize, "new item");
        lines.push(format!("{new} begun. Everything is saved."));
    } else {
        lines.push("Everything is saved.".into());
    }
    lines.extend(next);
    lines
}

/// Returns how many answers there were, and what they were judged: "3 answers: 2 right, 1 wrong."
fn answers(summary: &Summary) -> String {
    let answered = summary.answered as usize;
    let wrong = answered.saturating_sub((summary.correct + summary.close) as usize);
    let mut parts = vec![format!("{} right", summary.correct)];
    if summary.close > 0 {
        parts.push(format!("{} close", summary.close));
    }
    if wrong > 0 {
        parts.push(format!("{wrong} wrong"));
    }
    format!("{}: {}.", count(answered, "answer"), parts.join(", "))
}

/// Returns the closing lines of a session that was interrupted.
pub fn interrupted(summary: &Summary) -> Vec<String> {
    let answers = (summary.answered > 0).then(|| answers(summary));
    let ended = "Ended here. Everything is saved.".to_owned();
    answers.into_iter().chain([ended]).collect()
}

/// Returns what is said of a backlog.
pub fn backlog(deck: &str, backlog: Backlog) -> String {
    format!(
        "{deck}: {} items waited for you. At {} a day, the most at risk first, you have caught up \
         in {}.",
        backlog.due,
        backlog.a_day,
        count(backlog.days() as usize, "day")
    )
}

/// Returns when something comes back, by the clock within a study day and by the day after it.
fn returns(next: Moment, now: Moment) -> String {
    match next.study_day().days_since(now.study_day()) {
        0 => pause(next, now),
        1 => "tomorrow".into(),
        days => in_days(days, next.time().date_naive(), now),
    }
}

/// How many days are also told in years: what is longer than two years is not counted in days.
const DAYS_TO_COUNT: u32 = 730;
/// The days of a year, a leap year being one of four.
const DAYS_OF_A_YEAR: f64 = 365.25;

/// Returns in how many days a day comes, and its date, with the year where it is not this one.
fn in_days(days: u32, date: NaiveDate, now: Moment) -> String {
    let this_year = now.study_day().date().year() == date.year();
    let date = date.format(if this_year { "%-d %B" } else { "%-d %B %Y" });
    let years = f64::from(days) / DAYS_OF_A_YEAR;
    let years =
        if days > DAYS_TO_COUNT { format!(" (about {years:.0} years)") } else { String::new() };
    format!("in {}{years}, on {date}", count(days as usize, "day"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Memory, Seen};

    #[test]
    fn a_day_of_another_year_is_told_with_its_year_and_a_far_one_in_years() {
        let at = |text: &str| Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text));
        let now = at("2026-12-10T09:00:00+01:00");
        for (next, told) in [
            ("2026-12-10T12:30:00+01:00", "in 3 hours"),
            ("2026-12-11T12:00:00+01:00", "tomorrow"),
            ("2026-12-31T12:00:00+01:00", "in 21 days, on 31 December"),
            ("2027-01-08T12:00:00+01:00", "in 29 days, on 8 January 2027"),
            ("2028-12-09T12:00:00+01:00", "in 730 days, on 9 December 2028"),
            ("2032-04-05T12:00:00+02:00", "in 1943 days (about 5 years), on 5 April 2032"),
        ] {
            assert_eq!(returns(at(next), now), told);
            let memory = Memory { stability: 1.0, difficulty: 5.0 };
            let phase = Phase::Review { due: at(next).study_day(), interval: 1 };
            let state = ItemState::Seen(Seen { memory, phase, last: now, reps: 1, lapses: 0 });
            let told = if told == "in 3 hours" { "today" } else { told };
            assert_eq!(comes_back(&state, now), told);
        }
    }

    #[test]
    fn what_was_due_before_now_is_said_to_be_due() {
        let moment =
            |text: &str| Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text));
        let last = moment("2026-11-20T09:00:00+01:00");
        let seen = |phase| {
            let memory = Memory { stability: 1.0, difficulty: 5.0 };
            ItemState::Seen(Seen { memory, phase, last, reps: 1, lapses: 0 })
        };
        let step = seen(Phase::Learning { step: 0, due: last.after_seconds(60) });
        let learnt = seen(Phase::Review { due: last.study_day().plus(2), interval: 2 });
        for (state, now, told) in [
            (&step, "2026-11-20T09:00:30+01:00", None),
            (&step, "2026-11-20T11:00:00+01:00", Some("due now")),
            (&step, "2026-11-21T11:00:00+01:00", Some("due since yesterday")),
            (&step, "2026-11-22T11:00:00+01:00", Some("due since 20 November 2026")),
            (&learnt, "2026-11-21T11:00:00+01:00", None),
            (&learnt, "2026-11-22T11:00:00+01:00", Some("due now")),
            (&learnt, "2026-11-25T11:00:00+01:00", Some("due since 22 November 2026")),
            (&ItemState::New, "2026-11-22T11:00:00+01:00", None),
        ] {
            assert_eq!(due_since(state, moment(now)).as_deref(), told, "{now}");
        }
    }
}
