//! The figures as a page for any browser: pictures, each with its numbers in a table.

use super::year::Year;
use crate::cli::library::count;
use crate::cli::page::{self, Cell, Page, Place, Table, folded, paragraph, remark, tiles};
use crate::cli::words::{date, duration, percent};
use crate::memory::StudyDay;
use crate::stats::{
    Counts, DayTally, FORECAST_DAYS, Figures, GroupRetention, Retention, Retentions,
};

/// Returns the page of these figures.
pub fn page(figures: &Figures<'_>, tag: Option<&str>) -> Page {
    let mut page = Page::new("What you know");
    page.lead(&lead(figures, tag));
    page.section("At a glance", glance(figures));
    page.section("Coming due", coming_due(figures));
    page.section("A year of answers", year(figures));
    if figures.total.reviews == 0 {
        page.section("Reviews", paragraph("There are no reviews in this period yet."));
    } else {
        page.section("Remembered when due", retention(figures));
        page.section("Recall, predicted and seen", calibration(figures));
        page.section("How it grew", growth(figures));
        page.section("Time", time(figures));
        page.section("Hardest, and confused", hardest(figures));
    }
    page.section("Items", items(figures));
    page
}

fn lead(figures: &Figures<'_>, tag: Option<&str>) -> String {
    let titles: Vec<&str> = figures.decks.iter().map(|deck| deck.title).collect();
    let decks = match titles.as_slice() {
        few if few.len() <= 3 => few.join(", "),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more decks", rest.len()),
        _ => String::new(),
    };
    let tag = tag.map_or_else(String::new, |tag| format!(", tag {tag}"));
    let period = match (figures.period.since, figures.period.until) {
        (None, None) => String::new(),
        (Some(since), None) => format!(" Reviews since {}.", date(since)),
        (None, Some(until)) => format!(" Reviews until {}.", date(until)),
        (Some(since), Some(until)) => format!(" Reviews from {} to {}.", date(since), date(until)),
    };
    format!("{decks}{tag}. As of {}.{period}", date(figures.as_of.study_day()))
}

fn glance(figures: &Figures<'_>) -> String {
    let today = figures.today;
    let retention = figures.retention.all();
    let (counts, total) = (figures.counts, figures.total);
    let done = match today.reviews {
        0 => "no answers yet".to_owned(),
        _ => format!("answers, {} remembered, {} new", today.right, today.new),
    };
    let spent = match (total.timed, figures.days().count()) {
        (0, _) | (_, 0) => "not known".to_owned(),
        (_, days) => {
            let a_day = total.seconds() / u64::try_from(days).unwrap_or(1);
            format!("on {}, {} each", count(days, "day"), duration(a_day))
        }
    };
    tiles(&[
        ("Today", today.reviews.to_string(), done),
        ("Due today", counts.due_today.to_string(), format!("and {} new", counts.new)),
        (
            "You would recall",
            format!("{:.0}", figures.known),
            format!("of {} now, as expected", count(counts.items as usize, "item")),
        ),
        (
            "True retention",
            retention.share().map_or_else(|| "–".to_owned(), percent),
            format!("of {} of what was learnt", count(retention.reviews as usize, "review")),
        ),
        (
            "Days in a row",
            figures.streak.now.to_string(),
            format!("the longest: {}", figures.streak.longest),
        ),
        ("Time", duration(total.seconds()), spent),
    ])
}

fn coming_due(figures: &Figures<'_>) -> String {
    let most = figures.forecast.iter().map(|day| day.due).max().unwrap_or(0);
    if most == 0 {
        return paragraph(&format!("Nothing in the next {FORECAST_DAYS} days."));
    }
    let mut table = Table::new(
        "Items that you have begun, by the day they are due; today with those overdue",
        &["Day", "Items", ""],
    );
    for (ahead, day) in figures.forecast.iter().enumerate() {
        let name = match ahead {
            0 => "today".to_owned(),
            _ => day.day.date().format("%a %-d %b").to_string(),
        };
        table.row(&name, [Cell::number(day.due), Cell::Picture(page::bar(day.due, most))]);
    }
    table.html()
}

fn year(figures: &Figures<'_>) -> String {
    let year = Year::of(figures);
    let shown = |(day, answers): (StudyDay, u32)| {
        let name = format!("{}: {}", date(day), count(answers as usize, "answer"));
        (year.level(answers), name)
    };
    let weeks: Vec<_> = year.weeks.iter().map(|week| week.map(|day| day.map(shown))).collect();
    let (studied, days) = year.studied();
    let busiest = year.busiest().map_or_else(String::new, |(day, answers)| {
        format!("; the most on {}: {answers}", date(day))
    });
    let said = format!("Studied on {studied} of {days} days{busiest}.");
    let level = |(level, range): (usize, String)| {
        format!(
            "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"l{level}\" width=\"10\" \
             height=\"10\" rx=\"2\"/></svg>{range}</li>\n"
        )
    };
    let none = std::iter::once((0, "none".to_owned()));
    let legend: String = none.chain(year.legend()).map(level).collect();
    let mut table =
        Table::new("Answers a week, from Monday on", &["Week", "Answers", "Days studied"]);
    for week in &year.weeks {
        let days = || week.iter().flatten();
        let answers: u32 = days().map(|(_, answers)| answers).sum();
        let studied = days().filter(|(_, answers)| *answers > 0).count();
        if let (Some((monday, _)), 1..) = (week[0], answers) {
            table.row(&date(monday), [Cell::number(answers), Cell::number(studied)]);
        }
    }
    let numbers = if studied > 0 { folded("Week by week", &table.html()) } else { String::new() };
    format!(
        "{}<ul class=\"legend\" aria-label=\"Answers a day\">\n{legend}</ul>\n{}{numbers}",
        page::heat(&weeks, &year.months(), &said),
        paragraph(&said),
    )
}

fn retention(figures: &Figures<'_>) -> String {
    let of = figures.retention;
    if of.all().reviews == 0 {
        return paragraph("Nothing learnt was reviewed in this period yet.");
    }
    let mut rows = vec![
        ("All", of.all()),
        ("Young: under 21 days", of.young),
        ("Mature: 21 days or more", of.mature),
    ];
    rows.retain(|(_, retention)| retention.reviews > 0);
    let title = |group: &GroupRetention<'_>| {
        let deck = figures.decks.iter().find(|deck| deck.id == group.name);
        deck.map_or_else(|| group.name.to_owned(), |deck| deck.title.to_owned())
    };
    let from = scale(of, figures);
    let mut html = ranges("Reviews of learnt items", &rows, from);
    let groups = |caption: &str, groups: Vec<(String, Retentions)>| {
        let rows: Vec<(&str, Retention)> = groups
            .iter()
            .map(|(name, retention)| (name.as_str(), retention.all()))
            .filter(|(_, retention)| retention.reviews > 0)
            .collect();
        if rows.is_empty() { String::new() } else { ranges(caption, &rows, from) }
    };
    if figures.by_deck.len() > 1 {
        let decks = figures.by_deck.iter().map(|group| (title(group), group.retention)).collect();
        html.push_str(&groups("By deck", decks));
    }
    let tags = figures.by_tag.iter().map(|tag| (tag.name.to_owned(), tag.retention)).collect();
    html.push_str(&groups("By tag", tags));
    html.push_str(&remark(&format!(
        "The mark is the share remembered, on a scale from {} to 100 %; around it lies, with 95 % \
         confidence, the true share (Wilson's score interval). Answers in learning steps do not count.",
        percent(from)
    )));
    html
}

/// Returns where the scale begins: at half, unless something lies below.
fn scale(of: Retentions, figures: &Figures<'_>) -> f64 {
    let groups = figures.by_deck.iter().chain(&figures.by_tag).map(|group| group.retention.all());
    let all = [of.all(), of.young, of.mature].into_iter().chain(groups);
    let lowest = all.filter_map(Retention::interval).map(|(low, _)| low).fold(1.0, f64::min);
    if lowest >= 0.5 { 0.5 } else { 0.0 }
}

fn ranges(caption: &str, rows: &[(&str, Retention)], from: f64) -> String {
    let mut table = Table::new(caption, &["", "Share", "95 %", "Reviews", ""]);
    for (name, retention) in rows {
        let (Some(share), Some((low, high))) = (retention.share(), retention.interval()) else {
            continue;
        };
        table.row(
            name,
            [
                Cell::number(percent(share)),
                Cell::number(format!("{:.0}–{:.0}", low * 100.0, high * 100.0)),
                Cell::number(retention.reviews),
                Cell::Picture(page::range(low, share, high, from)),
            ],
        );
    }
    table.html()
}

fn calibration(figures: &Figures<'_>) -> String {
    let of = &figures.calibration;
    let (Some(log_loss), Some(rmse)) = (of.log_loss, of.rmse) else {
        return paragraph("No item was reviewed on a later day yet, so nothing was predicted.");
    };
    let said = format!(
        "Off by {:.1} points (RMSE over these bins); log loss {log_loss:.3}; {}.",
        rmse * 100.0,
        count(of.reviews as usize, "review")
    );
    let mut table = Table::new(
        "Reviews whose recall was predicted alike",
        &["Predicted", "Remembered", "Reviews"],
    );
    for bin in &of.bins {
        table.row(
            &percent(bin.predicted),
            [Cell::number(percent(bin.seen)), Cell::number(bin.reviews)],
        );
    }
    format!(
        "{}{}{}{}",
        page::calibration(&of.bins, &said),
        paragraph(&said),
        remark(
            "Where the model keeps its word the dots lie on the dashed line; above it you remember \
             more than it thinks. A larger dot stands for more reviews. The command docent optimize fits the \
             model to you."
        ),
        folded("The numbers", &table.html())
    )
}

fn growth(figures: &Figures<'_>) -> String {
    let (Some(first), Some(last)) = (figures.growth.first(), figures.growth.last()) else {
        return paragraph("There are no answers yet.");
    };
    let known: Vec<f64> = figures.growth.iter().map(|point| point.known).collect();
    let most = known.iter().copied().fold(0.0, f64::max);
    let place = Place {
        name: "Items that you would recall",
        top: format!("{most:.0}"),
        from: date(first.day),
        to: date(last.day),
    };
    let mut table = Table::new("At the end of each day", &["Day", "You would recall", "Learnt"]);
    for point in &figures.growth {
        let known = Cell::number(format!("{:.0}", point.known));
        table.row(&date(point.day), [known, Cell::number(point.learnt)]);
    }
    format!(
        "{}{}{}",
        page::area(&known, &place),
        remark(
            "How many items you would have recalled, as the memory model expects: the sum of their \
             chances."
        ),
        folded("The numbers", &table.html())
    )
}

fn time(figures: &Figures<'_>) -> String {
    let total = figures.total;
    if total.timed == 0 {
        return paragraph("How long these answers took is not known; imported ones carry no time.");
    }
    let weeks = weeks(figures);
    let minutes = |seconds: u64| f64::from(u32::try_from(seconds).unwrap_or(u32::MAX)) / 60.0;
    let numbers: Vec<f64> = weeks.iter().map(|(_, week)| minutes(week.seconds())).collect();
    let most = weeks.iter().map(|(_, week)| week.seconds()).max().unwrap_or(0);
    let ends =
        |at: Option<&(StudyDay, DayTally)>| at.map_or_else(String::new, |(day, _)| date(*day));
    let place = Place {
        name: "Time a week",
        top: format!("{} a week", duration(most)),
        from: ends(weeks.first()),
        to: ends(weeks.last()),
    };
    let mut table = Table::new(
        "Week by week, from Monday on",
        &["Week", "Time", "Answers", "Remembered", "New"],
    );
    for (monday, week) in weeks.iter().filter(|(_, week)| week.reviews > 0) {
        let numbers = [week.reviews, week.right, week.new].map(Cell::number);
        table.row(
            &date(*monday),
            std::iter::once(Cell::number(duration(week.seconds()))).chain(numbers),
        );
    }
    let timed = u64::from(total.timed);
    let each = duration((total.seconds() + timed / 2) / timed);
    format!(
        "{}{}{}",
        page::columns(&numbers, &place),
        remark(&format!(
            "{} in all, {each} an answer. An answer counts for a minute at most, so that a session \
             left open is no study.",
            duration(total.seconds())
        )),
        folded("The numbers", &table.html())
    )
}

/// Returns what was done each week from the first to the last with an answer; of many weeks the
/// latest hundred.
fn weeks(figures: &Figures<'_>) -> Vec<(StudyDay, DayTally)> {
    const MOST: usize = 100;
    let mut weeks: Vec<(StudyDay, DayTally)> = Vec::new();
    for (day, tally) in figures.days() {
        let monday = StudyDay::new(day.date().week(chrono::Weekday::Mon).first_day());
        while let Some((last, _)) = weeks.last().copied()
            && last < monday
        {
            weeks.push((last.plus(7), DayTally::default()));
        }
        match weeks.last_mut() {
            Some((_, week)) => *week += tally,
            None => weeks.push((monday, tally)),
        }
    }
    let early = weeks.len().saturating_sub(MOST);
    weeks.split_off(early)
}

fn hardest(figures: &Figures<'_>) -> String {
    let mut html = String::new();
    if !figures.hardest.is_empty() {
        let mut table = Table::new("Forgotten most often", &["Card", "Forgotten", "Answers"]);
        for item in &figures.hardest {
            let question = item.question.clone().unwrap_or_else(|| item.item.to_string());
            table.row(&question, [Cell::number(item.forgotten), Cell::number(item.reviews)]);
        }
        html.push_str(&table.html());
    }
    if !figures.confusions.is_empty() {
        let heads = ["You answer", "for", "Times", "Reverse"];
        let mut table = Table::new("Confused twice or more", &heads);
        for pair in &figures.confusions {
            let cells =
                [Cell::words(&pair.right), Cell::number(pair.times), Cell::number(pair.back)];
            table.row(&pair.given, cells);
        }
        html.push_str(&table.html());
    }
    if !figures.leeches.is_empty() {
        let heads = ["Card", "Forgotten"];
        let mut table = Table::new("Leeches: better reworded or split", &heads);
        for leech in &figures.leeches {
            table.row(&leech.question, [Cell::number(leech.lapses)]);
        }
        html.push_str(&table.html());
    }
    if html.is_empty() { paragraph("Nothing was forgotten or confused.") } else { html }
}

fn items(figures: &Figures<'_>) -> String {
    let heads = ["Deck", "Items", "New", "Learning", "Known", "Suspended", "Drafts"];
    let mut table = Table::new("As they stand now", &heads);
    let cells = |counts: &Counts| {
        let Counts { items, new, learning, review, suspended, drafts, .. } = *counts;
        [items, new, learning, review, suspended, drafts].map(Cell::number)
    };
    for deck in &figures.decks {
        table.row(deck.title, cells(&deck.counts));
    }
    if figures.decks.len() > 1 {
        table.row("All decks", cells(&figures.counts));
    }
    table.html()
}
