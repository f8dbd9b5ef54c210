//! The report on a terminal.

use crate::cli::error::CommandError;
use crate::cli::library::count;
use crate::cli::output::Output;
use crate::cli::plot;
use crate::cli::screen::{Screen, printable, style};
use crate::cli::words::{date, percent};
use crate::stats::{CardFigures, ClassFigures, FEWEST_LEARNERS, Reason};

/// Shows the report.
pub fn show(
    figures: &ClassFigures,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    heading(&summary(figures), output)?;
    learners(figures, screen, output)?;
    if figures.cards.is_empty() {
        return output.line("\nNobody has answered a card of these decks yet.");
    }
    reteach(figures, screen, output)?;
    doubtful(figures, screen, output)?;
    cards(figures, screen, output)
}

/// Returns the report in a line.
pub fn summary(figures: &ClassFigures) -> String {
    let answers: u32 = figures.learners.iter().map(|learner| learner.answers).sum();
    format!(
        "{}, {}, {}, as of {}",
        count(figures.learners.len(), "learner"),
        count(figures.items as usize, "item"),
        count(answers as usize, "answer"),
        date(figures.as_of.study_day())
    )
}

fn heading(text: &str, output: &mut Output) -> Result<(), CommandError> {
    output.line(style::strong().apply_to(text).to_string())
}

fn fitted(text: &str, width: usize) -> String {
    let cut = console::truncate_str(&printable(text), width, "…").into_owned();
    console::pad_str(&cut, width, console::Alignment::Left, None).into_owned()
}

fn learners(
    figures: &ClassFigures,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    let wide = screen.columns.saturating_sub(46).clamp(10, 30);
    let room = screen.columns.saturating_sub(wide + 34).min(40);
    // A bar of a few cells shows nothing.
    let room = if room < 8 { 0 } else { room };
    output.line("")?;
    output.line(format!(
        "  {} {:>6} {:>8}  {}",
        fitted("Learner", wide),
        "known",
        "answers",
        "last day"
    ))?;
    for learner in &figures.learners {
        let share = figures.known_share(learner);
        let known = share.map_or_else(|| "–".to_owned(), percent);
        let last = learner.last.map_or_else(|| "never".to_owned(), |day| day.to_string());
        let bar = share.map_or_else(String::new, |share| plot::share_bar(share, room));
        let line = format!(
            "  {} {known:>6} {:>8}  {last:<11} {}",
            fitted(&learner.name, wide),
            learner.answers,
            style::picked().apply_to(bar)
        );
        output.line(line.trim_end())?;
    }
    for line in
        screen.wrap("known: the share of the items that they would recall now, as expected", "  ")
    {
        output.line(line)?;
    }
    Ok(())
}

fn reteach(
    figures: &ClassFigures,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    output.line("")?;
    heading("Teach again first", output)?;
    if figures.reteach.is_empty() {
        return output.line("  nothing stands out");
    }
    for (place, (number, reasons)) in figures.reteach.iter().enumerate() {
        let card = &figures.cards[*number];
        for line in screen.wrap(&format!("{}. {}", place + 1, card.question), "  ") {
            output.line(line)?;
        }
        for reason in reasons {
            for line in screen.wrap(&told(reason, card), "     ") {
                output.line(line)?;
            }
        }
    }
    Ok(())
}

/// Returns why a card is to be taught again, in words.
pub fn told(reason: &Reason, card: &CardFigures) -> String {
    match reason {
        Reason::Forgotten { recalled, tested } => {
            let learners = count(*tested as usize, "learner");
            let interval = card.interval().map_or_else(String::new, |(low, high)| {
                format!(" ({:.0} to {:.0} %, with 95 % confidence)", low * 100.0, high * 100.0)
            });
            format!("{recalled} of {learners} remembered it on a later day{interval}")
        }
        Reason::SameMistake(wrong) => format!(
            "{} answer {} for {}, {}",
            wrong.learners,
            wrong.given,
            card.key,
            count(wrong.times as usize, "time")
        ),
    }
}

fn doubtful(
    figures: &ClassFigures,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    if figures.doubtful.is_empty() {
        return Ok(());
    }
    output.line("")?;
    heading("Look at the card itself: who knows the rest misses it", output)?;
    for number in &figures.doubtful {
        let card = &figures.cards[*number];
        let found = card.discrimination.unwrap_or_default();
        for line in screen.wrap(&format!("{} (discrimination {found:.2})", card.question), "  ") {
            output.line(line)?;
        }
    }
    Ok(())
}

/// The columns of a card's figures, beside its question.
const BESIDE: usize = 33;

fn cards(figures: &ClassFigures, screen: Screen, output: &mut Output) -> Result<(), CommandError> {
    output.line("")?;
    heading("Cards", output)?;
    let wide = screen.columns.saturating_sub(BESIDE + 2).max(10);
    output.line("  facility      discr.  known  card")?;
    for card in &figures.cards {
        let facility = card.facility().map_or_else(|| "–".to_owned(), percent);
        let of = format!("of {}", card.tested);
        let discrimination =
            card.discrimination.map_or_else(|| "–".to_owned(), |found| format!("{found:.2}"));
        let known = card.known.map_or_else(|| "–".to_owned(), percent);
        let question = fitted(&card.question, wide);
        let line = format!("  {facility:>5} {of:<8}{discrimination:>6} {known:>6}  {question}");
        output.line(line.trim_end())?;
        if let Some(wrong) = card.wrong.first() {
            let (by, times) = (wrong.learners as usize, wrong.times as usize);
            let (by, times) = (count(by, "learner"), count(times, "time"));
            let told = format!("wrong: {} ({by}, {times})", wrong.given);
            for line in screen.wrap(&told, &" ".repeat(BESIDE)) {
                output.line(line)?;
            }
        }
    }
    for line in screen.wrap(&how_to_read(figures), "  ") {
        output.line(line)?;
    }
    Ok(())
}

/// Says what the figures of cards are, and where there are too few learners for them.
pub fn how_to_read(figures: &ClassFigures) -> String {
    let few = if figures.cards.iter().any(|card| card.discrimination.is_some()) {
        String::new()
    } else {
        format!(
            " It takes {FEWEST_LEARNERS} learners at least, who were tested on other cards too."
        )
    };
    format!(
        "Facility: the share of learners that remembered it at their first answer on a later day than \
         the one on which they met it. Discrimination: how that goes with the rest, -1 to 1.{few}"
    )
}
