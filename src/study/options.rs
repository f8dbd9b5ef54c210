//! The options that a question shows, drawn anew each time.

use crate::deck::{Body, Form};
use crate::value::{Edtf, fold, spell_date};
use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};

/// How many wrong options a choice shows at most.
const WRONG_OPTIONS: usize = 3;
/// How many wrong options a set shows at most.
const WRONG_MEMBERS: usize = 6;

/// An option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the JSON dialogue and the journal call it: dates as EDTF.
    pub name: String,
    /// What people see.
    pub shown: String,
}

impl Choice {
    /// Returns the option that is called as it is shown.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { name: text.to_owned(), shown: text.to_owned() }
    }

    /// Returns the option of a date.
    #[must_use]
    pub fn date(date: Edtf) -> Self {
        Self { name: date.to_string(), shown: spell_date(date) }
    }

    /// Returns whether a typed text names this option.
    #[must_use]
    pub fn is(&self, typed: &str) -> bool {
        let typed = fold(typed);
        !typed.is_empty() && (fold(&self.name) == typed || fold(&self.shown) == typed)
    }
}

/// Draws the options of a form; none for the forms that show none.
pub fn draw_options(body: &Body, form: Form, rng: &mut ChaCha8Rng) -> Vec<Choice> {
    match (form, body) {
        (Form::Choice, Body::Date { answer, distractors, .. }) => {
            let mut dates = drawn(distractors, WRONG_OPTIONS, rng);
            dates.push(*answer);
            dates.sort_by_key(|date| date.span());
            dates.into_iter().map(Choice::date).collect()
        }
        (Form::Choice, Body::Number { answer, distractors, .. }) => {
            let mut numbers = drawn(distractors, WRONG_OPTIONS, rng);
            numbers.push(*answer);
            numbers.sort_by(|a, b| a.value().total_cmp(&b.value()));
            numbers.into_iter().map(|number| Choice::plain(&number.to_string())).collect()
        }
        (Form::Choice, Body::Text { answers, distractors, .. }) => {
            shuffled(&answers[..1], distractors, WRONG_OPTIONS, rng)
        }
        (Form::Choice, Body::Choice { answer, distractors, .. }) => {
            shuffled(std::slice::from_ref(answer), distractors, WRONG_OPTIONS, rng)
        }
        (Form::Set, Body::Set { answers, distractors, .. }) => {
            shuffled(answers, distractors, WRONG_MEMBERS, rng)
        }
        (Form::Order, Body::Order { answers, .. }) => out_of_order(answers, rng),
        _ => Vec::new(),
    }
}

fn drawn<T: Clone>(from: &[T], most: usize, rng: &mut ChaCha8Rng) -> Vec<T> {
    from.sample(rng, most.min(from.len())).cloned().collect()
}

fn shuffled(right: &[String], wrong: &[String], most: usize, rng: &mut ChaCha8Rng) -> Vec<Choice> {
    let mut options: Vec<Choice> =
        right.iter().chain(&drawn(wrong, most, rng)).map(|text| Choice::plain(text)).collect();
    options.shuffle(rng);
    options
}

/// Shuffles the members so that they never stand in their right order already.
fn out_of_order(members: &[String], rng: &mut ChaCha8Rng) -> Vec<Choice> {
    let mut options: Vec<Choice> = members.iter().map(|text| Choice::plain(text)).collect();
    options.shuffle(rng);
    if options.len() > 1 && options.iter().zip(members).all(|(option, text)| option.name == *text) {
        let by = rng.random_range(1..options.len());
        options.rotate_left(by);
    }
    options
}
