//! The report as a page for any browser.

use super::terminal::{how_to_read, summary, told};
use crate::cli::page::{self, Cell, Page, Table, paragraph, remark};
use crate::cli::words::percent;
use crate::deck::Deck;
use crate::stats::{CardFigures, ClassFigures};

/// Returns the page of this report.
pub fn page(figures: &ClassFigures, decks: &[&Deck], notes: &[String]) -> Page {
    let titles: Vec<&str> = decks.iter().map(|deck| deck.title.as_str()).collect();
    let mut page = Page::new("What the class knows");
    page.lead(&format!("{}.", titles.join(", ")));
    page.lead(&format!("{}.", summary(figures)));
    if !notes.is_empty() {
        page.section("Notes", notes.iter().map(|note| paragraph(note)).collect());
    }
    page.section("Learners", learners(figures));
    page.section("Teach again first", reteach(figures));
    if !figures.doubtful.is_empty() {
        page.section("Cards to look at", doubtful(figures));
    }
    page.section("Cards", cards(figures));
    page.section("Wrong answers", wrong_answers(figures));
    page
}

fn or_dash(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

fn learners(figures: &ClassFigures) -> String {
    let heads = ["Learner", "Known", "Answers", "Met", "Last day", ""];
    let mut table = Table::new("What each learner would recall now, as expected", &heads);
    for learner in &figures.learners {
        let share = figures.known_share(learner);
        let last = learner.last.map_or_else(|| "never".to_owned(), |day| day.to_string());
        table.row(
            &learner.name,
            [
                Cell::number(or_dash(share)),
                Cell::number(learner.answers),
                Cell::number(learner.met),
                Cell::number(last),
                Cell::Picture(page::share_bar(share.unwrap_or(0.0))),
            ],
        );
    }
    table.html()
}

fn reteach(figures: &ClassFigures) -> String {
    if figures.reteach.is_empty() {
        return paragraph("Nothing stands out.");
    }
    let mut table = Table::new("The most urgent first", &["Card", "Answer", "Why"]);
    for (number, reasons) in &figures.reteach {
        let card = &figures.cards[*number];
        let why: Vec<String> = reasons.iter().map(|reason| told(reason, card)).collect();
        table.row(&card.question, [Cell::words(&card.key), Cell::words(why.join("; "))]);
    }
    table.html()
}

fn doubtful(figures: &ClassFigures) -> String {
    let heads = ["Card", "Answer", "Discrimination"];
    let mut table = Table::new("Who knows the rest misses these", &heads);
    for number in &figures.doubtful {
        let card = &figures.cards[*number];
        let found = format!("{:.2}", card.discrimination.unwrap_or_default());
        table.row(&card.question, [Cell::words(&card.key), Cell::number(found)]);
    }
    table.html()
}

fn cards(figures: &ClassFigures) -> String {
    if figures.cards.is_empty() {
        return paragraph("Nobody has answered a card of these decks yet.");
    }
    let heads = ["Card", "Facility", "of", "Discr.", "Known", ""];
    let mut table = Table::new("As in the decks", &heads);
    for card in &figures.cards {
        let found =
            card.discrimination.map_or_else(|| "–".to_owned(), |found| format!("{found:.2}"));
        table.row(
            &card.question,
            [
                Cell::number(or_dash(card.facility())),
                Cell::number(card.tested),
                Cell::number(found),
                Cell::number(or_dash(card.known)),
                Cell::Picture(picture(card)),
            ],
        );
    }
    format!("{}{}", table.html(), remark(&how_to_read(figures)))
}

fn picture(card: &CardFigures) -> String {
    let range = card.facility().zip(card.interval());
    range.map_or_else(String::new, |(facility, (low, high))| page::range(low, facility, high, 0.0))
}

fn wrong_answers(figures: &ClassFigures) -> String {
    let heads = ["Card", "Right", "Given", "Learners", "Times"];
    let mut table = Table::new("The wrong answers given by most", &heads);
    let mut any = false;
    for card in &figures.cards {
        for wrong in &card.wrong {
            any = true;
            table.row(
                &card.question,
                [
                    Cell::words(&card.key),
                    Cell::words(&wrong.given),
                    Cell::number(wrong.learners),
                    Cell::number(wrong.times),
                ],
            );
        }
    }
    if any { table.html() } else { paragraph("Nobody has typed or picked a wrong answer.") }
}
