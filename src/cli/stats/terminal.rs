//! The figures on a terminal: plots of text that fit sixty columns, beside the numbers that they
//! show, so that neither colour nor sight is needed.

use super::year::Year;
use crate::cli::error::CommandError;
use crate::cli::library::count;
use crate::cli::output::Output;
use crate::cli::plot::{self, SHADES};
use crate::cli::screen::{Screen, printable, style};
use crate::cli::words::{date, duration, percent};
use crate::memory::{Calibration, StudyDay};
use crate::stats::{Counts, FORECAST_DAYS, Figures, GroupRetention, Retention, Streaks};

/// How many tags are shown; JSON and the page have them all.
const TAGS: usize = 8;
/// How many leeches are shown.
const LEECHES: usize = 5;
/// The fewest columns that show anything.
const NARROWEST: usize = 8;
/// The lines of a plot of columns.
const HEIGHT: usize = 6;

/// Shows the figures, without plots when `plain`.
pub fn show(
    figures: &Figures<'_>,
    screen: Screen,
    plain: bool,
    output: &mut Output,
) -> Result<(), CommandError> {
    let mut sheet = Sheet { screen, plain, begun: false, output };
    today(figures, &mut sheet)?;
    items(figures, &mut sheet)?;
    coming_due(figures, &mut sheet)?;
    reviews(figures, &mut sheet)?;
    if figures.total.reviews == 0 {
        return Ok(());
    }
    year(figures, &mut sheet)?;
    retention(figures, &mut sheet)?;
    calibration(&figures.calibration, &mut sheet)?;
    growth(figures, &mut sheet)?;
    hardest(figures, &mut sheet)?;
    confusions(figures, &mut sheet)?;
    leeches(figures, &mut sheet)
}

/// Where the figures are written: sections of lines that fit.
struct Sheet<'o> {
    screen: Screen,
    plain: bool,
    begun: bool,
    output: &'o mut Output,
}

impl Sheet<'_> {
    fn section(&mut self, heading: &str) -> Result<(), CommandError> {
        if self.begun {
            self.output.line("")?;
        }
        self.begun = true;
        self.output.line(style::strong().apply_to(heading).to_string())
    }

    fn line(&mut self, line: impl AsRef<str>) -> Result<(), CommandError> {
        self.output.line(format!("  {}", line.as_ref()).trim_end())
    }

    /// Writes words, broken where the screen ends.
    fn words(&mut self, words: &str) -> Result<(), CommandError> {
        for line in self.screen.wrap(words, "  ") {
            self.output.line(line)?;
        }
        Ok(())
    }

    /// Returns the columns beside so many others, for a plot; none when nothing shall be drawn, or
    /// too few are left to see anything.
    fn room(&self, beside: usize, most: usize) -> Option<usize> {
        let room = self.screen.columns.saturating_sub(beside).min(most);
        (!self.plain && room >= NARROWEST).then_some(room)
    }
}

fn today(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let today = figures.today;
    sheet.section("Today")?;
    if today.reviews == 0 {
        return sheet.line("no answers yet");
    }
    let answers = count(today.reviews as usize, "answer");
    let time =
        if today.timed > 0 { format!(" in {}", duration(today.seconds())) } else { String::new() };
    let share = f64::from(today.right) / f64::from(today.reviews);
    sheet.words(&format!(
        "{answers}{time}: {} remembered ({}), {} new",
        today.right,
        percent(share),
        today.new
    ))
}

fn items(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    sheet.section("Items")?;
    let cut = sheet.screen.columns.saturating_sub(12).min(60);
    let mut rows: Vec<(&str, &Counts)> =
        figures.decks.iter().map(|deck| (deck.title, &deck.counts)).collect();
    if rows.len() > 1 {
        rows.push(("All decks", &figures.counts));
    }
    for (name, counts) in rows {
        sheet.line(console::truncate_str(&printable(name), cut, "…"))?;
        sheet.line(format!("  {}", states(counts)))?;
    }
    if figures.counts.new + figures.counts.suspended < figures.counts.items {
        let all = count(figures.counts.items as usize, "item");
        sheet.words(&format!("You would recall about {:.0} of {all} now.", figures.known))?;
    }
    Ok(())
}

fn states(counts: &Counts) -> String {
    let mut parts = vec![
        format!("{} new", counts.new),
        format!("{} learning", counts.learning),
        format!("{} known", counts.review),
    ];
    if counts.suspended > 0 {
        parts.push(format!("{} suspended", counts.suspended));
    }
    if counts.drafts > 0 {
        parts.push(count(counts.drafts as usize, "draft"));
    }
    parts.join(", ")
}

fn coming_due(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    sheet.section("Coming due")?;
    let most = figures.forecast.iter().map(|day| day.due).max().unwrap_or(0);
    if most == 0 {
        return sheet.line(format!("nothing in the next {FORECAST_DAYS} days"));
    }
    let room = sheet.room(22, 50);
    for (ahead, day) in figures.forecast.iter().enumerate() {
        // Without bars a day of nothing is only noise.
        if sheet.plain && ahead > 0 && day.due == 0 {
            continue;
        }
        let name = match ahead {
            0 => "today".to_owned(),
            _ => day.day.date().format("%a %e %b").to_string(),
        };
        let bar = room.map_or_else(String::new, |room| plot::bar(day.due, most, room));
        sheet.line(format!("{name:<10} {:>4} {}", day.due, style::picked().apply_to(bar)))?;
    }
    Ok(())
}

fn reviews(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    sheet.section(&match (figures.period.since, figures.period.until) {
        (None, None) => "Reviews".to_owned(),
        (Some(since), None) => format!("Reviews since {}", date(since)),
        (None, Some(until)) => format!("Reviews until {}", date(until)),
        (Some(since), Some(until)) => format!("Reviews from {} to {}", date(since), date(until)),
    })?;
    let total = figures.total;
    let days = figures.days().count();
    let on = if days > 0 { format!(" on {}", count(days, "day")) } else { String::new() };
    sheet.line(format!("today           {}", figures.today.reviews))?;
    sheet.line(format!("in all          {}{on}", total.reviews))?;
    sheet.line(format!("true retention  {}", remembered(figures.retention.all())))?;
    if total.timed > 0 {
        let (seconds, timed) = (total.seconds(), u64::from(total.timed));
        let days = u64::try_from(days).unwrap_or(1).max(1);
        sheet.line(format!("time            {}", duration(seconds)))?;
        sheet.line(format!(
            "                {} a day studied, {} an answer",
            duration(seconds / days),
            duration((seconds + timed / 2) / timed)
        ))?;
    }
    let Streaks { now, longest } = figures.streak;
    let most = if longest > now { format!(" (longest {longest})") } else { String::new() };
    sheet.line(format!("streak          {}{most}", count(now as usize, "day")))
}

fn remembered(retention: Retention) -> String {
    match retention.share() {
        Some(share) => {
            format!("{} of {}", percent(share), count(retention.reviews as usize, "review"))
        }
        None => "nothing learnt was reviewed yet".into(),
    }
}

fn year(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let year = Year::of(figures);
    sheet.section("A year of answers")?;
    if let Some(room) = sheet.room(7, year.weeks.len()) {
        let from = year.weeks.len() - room.min(year.weeks.len());
        let mut months = String::new();
        for (week, month) in year.months().into_iter().filter(|(week, _)| *week >= from) {
            let at = week - from;
            let written = months.chars().count();
            if at >= written && at + 3 <= room {
                months.push_str(&" ".repeat(at - written));
                months.push_str(&month);
                months.push(' ');
            }
        }
        sheet.line(format!("    {months}"))?;
        for (at, name) in ["Mon", "", "Wed", "", "Fri", "", "Sun"].into_iter().enumerate() {
            let cell = |week: &[Option<(StudyDay, u32)>; 7]| {
                week[at].map_or(' ', |(_, answers)| SHADES[year.level(answers)])
            };
            let cells: String = year.weeks[from..].iter().map(cell).collect();
            sheet.line(format!("{name:<3} {cells}"))?;
        }
        let legend = year.legend();
        let legend = legend.iter().map(|(level, range)| format!("{} {range}", SHADES[*level]));
        let legend: Vec<String> = std::iter::once("· none".to_owned()).chain(legend).collect();
        sheet.words(&format!("    {}", legend.join("   ")))?;
    }
    let (studied, days) = year.studied();
    let busiest = year.busiest().map_or_else(String::new, |(day, answers)| {
        format!("; the most on {}: {answers}", date(day))
    });
    sheet.words(&format!("Studied on {studied} of {days} days{busiest}."))
}

fn retention(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let of = figures.retention;
    if of.all().reviews == 0 {
        return Ok(());
    }
    let mut rows = vec![
        ("all".to_owned(), of.all()),
        ("young".to_owned(), of.young),
        ("mature".to_owned(), of.mature),
    ];
    let title = |group: &GroupRetention<'_>| {
        let deck = figures.decks.iter().find(|deck| deck.id == group.name);
        deck.map_or(group.name, |deck| deck.title).to_owned()
    };
    if figures.by_deck.len() > 1 {
        rows.extend(figures.by_deck.iter().map(|group| (title(group), group.retention.all())));
    }
    let mut tags: Vec<&GroupRetention<'_>> = figures.by_tag.iter().collect();
    tags.sort_by_key(|tag| std::cmp::Reverse(tag.retention.all().reviews));
    let tags = tags.into_iter().take(TAGS);
    rows.extend(tags.map(|tag| (format!("#{}", tag.name), tag.retention.all())));
    rows.retain(|(_, retention)| retention.reviews > 0);
    sheet.section("Remembered when due (true retention)")?;
    retention_rows(&rows, sheet)?;
    sheet.words(
        "In brackets: where the true share lies, with 95 % confidence (Wilson). Mature: due after \
         21 days or more.",
    )
}

fn retention_rows(rows: &[(String, Retention)], sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let wide = sheet.screen.columns.saturating_sub(44).clamp(10, 28);
    let intervals = rows.iter().filter_map(|(_, retention)| retention.interval());
    let lowest = intervals.map(|(low, _)| low).fold(1.0, f64::min);
    let from = if lowest >= 0.5 { 0.5 } else { 0.0 };
    let room = sheet.room(wide + 29, 40);
    let scale = format!("{:.0}", from * 100.0);
    if let Some(room) = room {
        let pad = " ".repeat(wide + 26);
        sheet.line(format!("{pad}{scale}{:>1$}", "100", room - scale.len()))?;
    }
    for (name, retention) in rows {
        let (Some(share), Some((low, high))) = (retention.share(), retention.interval()) else {
            continue;
        };
        let name = console::truncate_str(&printable(name), wide, "…").into_owned();
        let name = console::pad_str(&name, wide, console::Alignment::Left, None).into_owned();
        let drawn = room.map_or_else(String::new, |room| plot::range(low, share, high, from, room));
        let interval = format!("({:.0}–{:.0})", low * 100.0, high * 100.0);
        let reviews = retention.reviews;
        sheet.line(format!("{name}{:>5} {interval:<8} of {reviews:<7} {drawn}", percent(share)))?;
    }
    Ok(())
}

fn calibration(calibration: &Calibration, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let (Some(log_loss), Some(rmse)) = (calibration.log_loss, calibration.rmse) else {
        return Ok(());
    };
    sheet.section(if sheet.plain {
        "Recall, predicted and seen"
    } else {
        "Recall, predicted (|) and seen (#)"
    })?;
    let room = sheet.room(32, 50);
    for bin in &calibration.bins {
        let drawn = room.map_or_else(String::new, |room| {
            format!("{}  ", plot::calibration_bar(bin.predicted, bin.seen, room))
        });
        let (predicted, seen) = (percent(bin.predicted), percent(bin.seen));
        sheet.line(format!("{predicted:>6}  {seen:>6}  {drawn}{}", bin.reviews))?;
    }
    sheet.words(&format!(
        "Off by {:.1} points (RMSE over these bins), log loss {log_loss:.3}, over {}.",
        rmse * 100.0,
        count(calibration.reviews as usize, "review")
    ))
}

fn growth(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    let (Some(first), Some(last)) = (figures.growth.first(), figures.growth.last()) else {
        return Ok(());
    };
    sheet.section("What you know: items you would recall")?;
    if figures.growth.len() > 1
        && let Some(room) = sheet.room(9, 80)
    {
        let known: Vec<f64> = figures.growth.iter().map(|point| point.known).collect();
        let most = known.iter().copied().fold(0.0, f64::max);
        for (line, drawn) in plot::columns(&known, HEIGHT, room).into_iter().enumerate() {
            let label = if line == 0 { format!("{most:.0}") } else { String::new() };
            sheet.line(format!("{label:>5} {}", style::picked().apply_to(drawn)))?;
        }
    }
    let (from, to) = (date(first.day), date(last.day));
    if first.day == last.day {
        return sheet.words(&format!("{:.0} on {to}, {} learnt", last.known, last.learnt));
    }
    sheet.words(&format!(
        "{:.0} on {from}, {:.0} on {to}, where {} are learnt",
        first.known, last.known, last.learnt
    ))
}

fn hardest(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    if figures.hardest.is_empty() {
        return Ok(());
    }
    sheet.section("Hardest")?;
    for item in &figures.hardest {
        let question = item.question.clone().unwrap_or_else(|| item.item.to_string());
        sheet.words(&format!("{question} (forgotten {} of {})", item.forgotten, item.reviews))?;
    }
    Ok(())
}

fn confusions(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    if figures.confusions.is_empty() {
        return Ok(());
    }
    sheet.section("Confused")?;
    for confusion in &figures.confusions {
        let times = |times: u32| count(times as usize, "time");
        let back = match confusion.back {
            0 => String::new(),
            back => format!(", and the other way round {}", times(back)),
        };
        sheet.words(&format!(
            "You answer {} for {}: {}{back}",
            confusion.given,
            confusion.right,
            times(confusion.times)
        ))?;
    }
    Ok(())
}

fn leeches(figures: &Figures<'_>, sheet: &mut Sheet<'_>) -> Result<(), CommandError> {
    if figures.leeches.is_empty() {
        return Ok(());
    }
    sheet.section("Leeches: better reworded or split")?;
    for leech in figures.leeches.iter().take(LEECHES) {
        sheet.words(&format!("{} (forgotten {} times)", leech.question, leech.lapses))?;
    }
    match figures.leeches.len().saturating_sub(LEECHES) {
        0 => Ok(()),
        more => sheet.words(&format!("and {more} more: `docent cards is:leech`")),
    }
}
