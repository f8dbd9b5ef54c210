//! `docent stats`: what is known, what is slipping, what is coming.

use super::args::{DeckFolder, Stats};
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, count};
use super::output::Output;
use super::screen::{Screen, printable, style};
use super::study::standings;
use crate::progress::Journal;
use crate::stats::{Counts, Figures, Hardest, figures, review_figures};
use crate::study::{ItemId, effective, items_of};
use serde::Serialize;
use std::collections::HashSet;

/// Shows the figures of the decks.
pub fn run(
    args: &Stats,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let library = Library::open(&args.decks, folder)?;
    library.say_notes();
    let figures = gather(&library, context)?;
    if args.json {
        output.json(&View::of(&figures))?;
    } else {
        show(&figures, &library, context.screen, output)?;
    }
    Ok(Outcome::Done)
}

fn gather(library: &Library, context: &Context) -> Result<Figures, CommandError> {
    let now = context.now();
    let journal = Journal::open_to_read(&context.journal())?;
    let (events, standings) = match &journal {
        Some(journal) => (journal.events()?, standings(journal, library)?),
        None => Default::default(),
    };
    let decks: HashSet<&str> = library.decks().iter().map(|deck| deck.id.as_str()).collect();
    let model = Journal::model_of(journal.as_ref());
    let mut reviews = effective(&events, &model).reviews;
    reviews.retain(|review| decks.contains(review.item.deck.as_str()));
    let of_reviews = review_figures(&reviews, now.study_day());
    Ok(figures(&library.decks(), &standings, of_reviews, now))
}

fn show(
    figures: &Figures,
    library: &Library,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    let strong = style::strong();
    output.line(strong.apply_to("Items").to_string())?;
    for (name, counts) in deck_rows(figures) {
        let cut = screen.columns.saturating_sub(12).min(60);
        output.line(format!("  {}", console::truncate_str(&printable(name), cut, "…")))?;
        output.line(format!("    {}", states(counts)))?;
    }
    output.line("")?;
    output.line(strong.apply_to("Coming due").to_string())?;
    for line in forecast_bars(figures, screen) {
        output.line(line)?;
    }
    output.line("")?;
    output.line(strong.apply_to("Reviews").to_string())?;
    for line in review_lines(figures) {
        output.line(line)?;
    }
    show_hardest(&figures.reviews.hardest, library, screen, output)
}

fn deck_rows(figures: &Figures) -> Vec<(&str, &Counts)> {
    let mut rows: Vec<(&str, &Counts)> =
        figures.decks.iter().map(|deck| (deck.title.as_str(), &deck.counts)).collect();
    if rows.len() > 1 {
        rows.push(("All decks", &figures.counts));
    }
    rows
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

/// Draws a bar a day, scaled to the busiest.
fn forecast_bars(figures: &Figures, screen: Screen) -> Vec<String> {
    let most = figures.forecast.iter().map(|day| day.due).max().unwrap_or(0).max(1);
    let room = screen.columns.saturating_sub(22).clamp(8, 50);
    figures
        .forecast
        .iter()
        .enumerate()
        .map(|(ahead, day)| {
            let name = match ahead {
                0 => "today     ".to_owned(),
                _ => day.day.date().format("%a %e %b").to_string(),
            };
            let length = (day.due as usize * room).div_ceil(most as usize);
            let bar = style::picked().apply_to("█".repeat(length));
            let line = format!("  {name:<10} {:>4} {bar}", day.due);
            line.trim_end().to_owned()
        })
        .collect()
}

fn review_lines(figures: &Figures) -> Vec<String> {
    let reviews = &figures.reviews;
    let retention = match (reviews.retention.share(), reviews.retention.reviews) {
        (Some(share), all) => {
            format!("{:.0} % of {}", share * 100.0, count(all as usize, "review"))
        }
        (None, _) => "nothing learnt was reviewed yet".into(),
    };
    vec![
        format!("  today           {}", reviews.today),
        format!("  in all          {}", reviews.reviews),
        format!("  true retention  {retention}"),
        format!("  streak          {}", count(reviews.streak as usize, "day")),
    ]
}

fn show_hardest(
    hardest: &[Hardest],
    library: &Library,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    if hardest.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line(style::strong().apply_to("Hardest").to_string())?;
    for item in hardest {
        let question = prompt_of(&item.item, library).unwrap_or_else(|| item.item.to_string());
        let times = format!("forgotten {} of {}", item.forgotten, item.reviews);
        for line in screen.wrap(&format!("{question} ({times})"), "  ") {
            output.line(line)?;
        }
    }
    Ok(())
}

fn prompt_of(id: &ItemId, library: &Library) -> Option<String> {
    let deck = library.decks().into_iter().find(|deck| deck.id == id.deck)?;
    items_of(deck).into_iter().find(|item| item.id() == *id).map(|item| item.card.body.prompt())
}

#[derive(Serialize)]
struct View {
    as_of: String,
    #[serde(flatten)]
    counts: CountsView,
    reviews: u32,
    reviews_today: u32,
    true_retention: Option<f64>,
    streak_days: u32,
    forecast: Vec<DayView>,
    hardest: Vec<HardestView>,
    decks: Vec<DeckView>,
}

#[derive(Serialize)]
struct CountsView {
    cards: u32,
    items: u32,
    new: u32,
    learning: u32,
    review: u32,
    suspended: u32,
    drafts: u32,
    due_today: u32,
}

#[derive(Serialize)]
struct DayView {
    day: String,
    due: u32,
}

#[derive(Serialize)]
struct HardestView {
    item: String,
    forgotten: u32,
    reviews: u32,
}

#[derive(Serialize)]
struct DeckView {
    deck: String,
    title: String,
    #[serde(flatten)]
    counts: CountsView,
}

impl View {
    fn of(figures: &Figures) -> Self {
        let reviews = &figures.reviews;
        Self {
            as_of: figures.as_of.to_string(),
            counts: CountsView::of(&figures.counts),
            reviews: reviews.reviews,
            reviews_today: reviews.today,
            true_retention: reviews.retention.share(),
            streak_days: reviews.streak,
            forecast: figures
                .forecast
                .iter()
                .map(|day| DayView { day: day.day.to_string(), due: day.due })
                .collect(),
            hardest: reviews
                .hardest
                .iter()
                .map(|hardest| HardestView {
                    item: hardest.item.to_string(),
                    forgotten: hardest.forgotten,
                    reviews: hardest.reviews,
                })
                .collect(),
            decks: figures
                .decks
                .iter()
                .map(|deck| DeckView {
                    deck: deck.id.clone(),
                    title: deck.title.clone(),
                    counts: CountsView::of(&deck.counts),
                })
                .collect(),
        }
    }
}

impl CountsView {
    fn of(counts: &Counts) -> Self {
        Self {
            cards: counts.cards,
            items: counts.items,
            new: counts.new,
            learning: counts.learning,
            review: counts.review,
            suspended: counts.suspended,
            drafts: counts.drafts,
            due_today: counts.due_today,
        }
    }
}
