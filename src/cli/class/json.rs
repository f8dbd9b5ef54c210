//! The report as JSON. Fields are added, never renamed or dropped.

use super::learners::Handed;
use crate::stats::{CardFigures, ClassFigures, LearnerFigures, Reason, WrongAnswer};
use serde::Serialize;

#[derive(Serialize)]
pub struct View {
    as_of: String,
    items: u32,
    learners: Vec<LearnerView>,
    cards: Vec<CardView>,
    reteach: Vec<ReteachView>,
    doubtful: Vec<String>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct LearnerView {
    name: String,
    files: Vec<String>,
    known: f64,
    known_share: Option<f64>,
    met: u32,
    answers: u32,
    true_retention: Option<f64>,
    last_day: Option<String>,
}

#[derive(Serialize)]
struct CardView {
    item: String,
    question: String,
    key: String,
    met: u32,
    tested: u32,
    recalled: u32,
    facility: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    discrimination: Option<f64>,
    known: Option<f64>,
    wrong_answers: Vec<WrongView>,
}

#[derive(Serialize)]
struct WrongView {
    given: String,
    learners: u32,
    times: u32,
}

#[derive(Serialize)]
struct ReteachView {
    item: String,
    forgotten: bool,
    same_mistake: Option<WrongView>,
}

impl View {
    pub fn of(figures: &ClassFigures, handed: &[Handed], notes: &[String]) -> Self {
        let learners = figures.learners.iter().zip(handed);
        let item = |number: &usize| figures.cards[*number].item.to_string();
        Self {
            as_of: figures.as_of.to_string(),
            items: figures.items,
            learners: learners.map(|(l, handed)| LearnerView::of(l, handed, figures)).collect(),
            cards: figures.cards.iter().map(CardView::of).collect(),
            reteach: figures
                .reteach
                .iter()
                .map(|(number, reasons)| ReteachView::of(item(number), reasons))
                .collect(),
            doubtful: figures.doubtful.iter().map(item).collect(),
            notes: notes.to_vec(),
        }
    }
}

impl LearnerView {
    fn of(learner: &LearnerFigures, handed: &Handed, figures: &ClassFigures) -> Self {
        Self {
            name: learner.name.clone(),
            files: handed.files.iter().map(|file| file.display().to_string()).collect(),
            known: learner.known,
            known_share: figures.known_share(learner),
            met: learner.met,
            answers: learner.answers,
            true_retention: learner.retention.share(),
            last_day: learner.last.map(|day| day.to_string()),
        }
    }
}

impl CardView {
    fn of(card: &CardFigures) -> Self {
        let (low, high) = card.interval().unzip();
        Self {
            item: card.item.to_string(),
            question: card.question.clone(),
            key: card.key.clone(),
            met: card.met,
            tested: card.tested,
            recalled: card.recalled,
            facility: card.facility(),
            low,
            high,
            discrimination: card.discrimination,
            known: card.known,
            wrong_answers: card.wrong.iter().map(WrongView::of).collect(),
        }
    }
}

impl WrongView {
    fn of(wrong: &WrongAnswer) -> Self {
        let WrongAnswer { given, learners, times } = wrong.clone();
        Self { given, learners, times }
    }
}

impl ReteachView {
    fn of(item: String, reasons: &[Reason]) -> Self {
        let mut view = Self { item, forgotten: false, same_mistake: None };
        for reason in reasons {
            match reason {
                Reason::Forgotten { .. } => view.forgotten = true,
                Reason::SameMistake(wrong) => view.same_mistake = Some(WrongView::of(wrong)),
            }
        }
        view
    }
}
