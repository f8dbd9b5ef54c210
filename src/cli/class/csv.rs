//! The report as a table for spreadsheets.

use super::args::Rows;
use crate::cli::error::CommandError;
use crate::cli::screen::printable;
use crate::stats::{CardFigures, ClassFigures};

/// Returns the cards or the learners as CSV, a line each below a header.
pub fn table(figures: &ClassFigures, rows: Rows) -> Result<String, CommandError> {
    let (head, rows): (&[&str], Vec<Vec<String>>) = match rows {
        Rows::Cards => (
            &[
                "item",
                "question",
                "key",
                "met",
                "tested",
                "recalled",
                "facility",
                "low",
                "high",
                "discrimination",
                "known",
                "wrong_answer",
                "wrong_learners",
                "wrong_times",
            ],
            figures.cards.iter().map(card).collect(),
        ),
        Rows::Learners => (
            &["learner", "known", "known_share", "met", "answers", "true_retention", "last_day"],
            learners(figures),
        ),
    };
    let cannot = |why: String| CommandError::new(format!("cannot write the table: {why}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(|error| cannot(error.to_string()))?;
    for row in rows {
        writer.write_record(row).map_err(|error| cannot(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| cannot(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| cannot(error.to_string()))
}

fn card(card: &CardFigures) -> Vec<String> {
    let (low, high) = card.interval().unzip();
    let wrong = card.wrong.first();
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    vec![
        inert(&card.item.to_string()),
        inert(&card.question),
        inert(&card.key),
        card.met.to_string(),
        card.tested.to_string(),
        card.recalled.to_string(),
        share(card.facility()),
        share(low),
        share(high),
        share(card.discrimination),
        share(card.known),
        wrong.map_or_else(String::new, |wrong| inert(&wrong.given)),
        number(wrong.map(|wrong| wrong.learners)),
        number(wrong.map(|wrong| wrong.times)),
    ]
}

fn learners(figures: &ClassFigures) -> Vec<Vec<String>> {
    let row = |learner: &crate::stats::LearnerFigures| {
        vec![
            inert(&learner.name),
            format!("{:.1}", learner.known),
            share(figures.known_share(learner)),
            learner.met.to_string(),
            learner.answers.to_string(),
            share(learner.retention.share()),
            learner.last.map_or_else(String::new, |day| day.to_string()),
        ]
    };
    figures.learners.iter().map(row).collect()
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| format!("{share:.3}"))
}

/// Returns a text that no spreadsheet takes for a formula: what learners type is not to be run
/// (OWASP, CSV Injection).
fn inert(text: &str) -> String {
    let text = printable(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
