//! Asking an item: which form it takes, what is shown, and what would be right.

mod unread;

use super::item::{Item, ItemId, Part};
use super::judge::{
    Judgement, NumberKey, TextKey, Verdict, judge_date, judge_number, judge_order, judge_set,
    judge_text, split_list,
};
use super::options::{Choice, draw_options};
use crate::deck::{Body, Deck, Form, Gap, Segment};
use crate::memory::{ItemState, Phase};
use crate::study::event::Given;
use crate::value::{Edtf, Number, fold};
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;

/// What is right, to be shown after the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// One text.
    One(Choice),
    /// Several, in any order or in this one.
    Several(Vec<String>),
    /// True or false.
    Truth(bool),
}

impl Key {
    /// Returns the key as people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::One(choice) => choice.shown.clone(),
            Self::Several(members) => members.join(", "),
            Self::Truth(true) => "true".into(),
            Self::Truth(false) => "false".into(),
        }
    }
}

/// A question as it is asked this time.
#[derive(Debug, Clone)]
pub struct Question {
    /// The item.
    pub item: ItemId,
    /// How it is asked.
    pub form: Form,
    /// What is asked.
    pub prompt: String,
    /// The options, for the forms that have some; empty for the others.
    pub options: Vec<Choice>,
    /// What is counted, for a number.
    pub unit: Option<String>,
    /// What is right.
    pub key: Key,
    judge: Judge,
}

/// What an answer is held against.
#[derive(Debug, Clone)]
enum Judge {
    Texts { right: Vec<String>, family_names: Vec<String> },
    Date { key: Edtf, accept: Vec<String> },
    Number { key: Number, tolerance: f64, accept: Vec<String> },
    Gaps(Vec<String>),
    Set(Vec<String>),
    Order(Vec<String>),
    Truth(bool),
    Own,
}

/// An answer that does not fit the form of its question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this question takes {0}")]
pub struct WrongForm(pub &'static str);

impl Question {
    /// Returns whether more than one thing is to be answered.
    #[must_use]
    pub fn takes_several(&self) -> bool {
        matches!(self.key, Key::Several(_))
    }

    /// Returns the question that asks an item in this form; options are drawn with the seed.
    #[must_use]
    pub fn new(item: &Item<'_>, form: Form, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let body = &item.card.body;
        let (prompt, key, judge) = match item.part {
            Part::Reverse => reversed(body),
            Part::Gaps(group) => gapped(body, group),
            Part::Whole => whole(body, item.deck),
        };
        let unit = match body {
            Body::Number { unit, .. } => unit.clone(),
            _ => None,
        };
        let options = draw_options(body, form, &mut rng);
        Self { item: item.id(), form, prompt, options, unit, key, judge }
    }

    /// Judges an answer.
    ///
    /// # Errors
    /// When the answer is of another form than the question.
    pub fn judge(&self, given: &Given) -> Result<Judgement, WrongForm> {
        if self.form == Form::Choice {
            return match given {
                Given::Text(text) => self.judge_choice(text),
                _ => Err(WrongForm("the text of one option")),
            };
        }
        match (&self.judge, given) {
            (Judge::Own, Given::Rating(rating)) => {
                let verdict = Verdict::of(*rating);
                let score = match verdict {
                    Verdict::Wrong => 0.0,
                    Verdict::Close => 0.5,
                    Verdict::Correct => 1.0,
                };
                Ok(Judgement { verdict, score, why: None })
            }
            (Judge::Own, _) => Err(WrongForm("your own rating: again, hard, good or easy")),
            (Judge::Truth(key), Given::Truth(answer)) => Ok(judge_truth(*key, *answer)),
            (Judge::Truth(key), Given::Text(text)) => match read_truth(text) {
                Some(answer) => Ok(judge_truth(*key, answer)),
                None => Err(WrongForm("true or false")),
            },
            (Judge::Truth(_), _) => Err(WrongForm("true or false")),
            (Judge::Set(key), Given::Many(picks)) => Ok(judge_set(picks, key)),
            (Judge::Set(key), Given::Text(text)) => Ok(judge_set(&split_list(text, key), key)),
            (Judge::Order(key), Given::Many(picks)) => Ok(judge_order(picks, key)),
            (Judge::Order(key), Given::Text(text)) => Ok(judge_order(&split_list(text, key), key)),
            (Judge::Set(_) | Judge::Order(_), _) => Err(WrongForm("a list")),
            (Judge::Gaps(keys), Given::Many(parts)) => Ok(judge_gaps(parts, keys)),
            (Judge::Gaps(keys), Given::Text(text)) if keys.len() > 1 => {
                Ok(judge_gaps(&split_list(text, keys), keys))
            }
            (_, Given::Text(text)) => Ok(self.judge_typed(text)),
            _ => Err(WrongForm("one text")),
        }
    }

    /// Judges an answer that was given before, by what is right now; none for what the learner rated
    /// and for what cannot be judged any more.
    #[must_use]
    pub fn judge_again(&self, given: &Given) -> Option<Judgement> {
        match (given, &self.key, &self.judge) {
            (Given::Rating(_), ..) | (_, _, Judge::Own) => None,
            (Given::Text(text), Key::One(key), _) if self.form == Form::Choice => {
                // The options of that day may be others than those of the card now.
                let right = key.is(text) || self.judge_typed(text).verdict == Verdict::Correct;
                Some(if right { Judgement::correct() } else { Judgement::wrong() })
            }
            _ => self.judge(given).ok(),
        }
    }

    fn judge_choice(&self, text: &str) -> Result<Judgement, WrongForm> {
        let Key::One(key) = &self.key else { return Ok(self.judge_typed(text)) };
        if text.trim().is_empty() {
            return Ok(Judgement::wrong().because("nothing was answered"));
        }
        match self.options.iter().find(|option| option.is(text)) {
            Some(option) if option == key => return Ok(Judgement::correct()),
            Some(_) => return Ok(Judgement::wrong()),
            None => {}
        }
        // Typed although options were shown: judged as typing is, but a slip of the hand on what
        // is no option at all must not harm the schedule.
        let typed = self.judge_typed(text);
        if typed.verdict == Verdict::Wrong {
            return Err(WrongForm("the text of one of its options"));
        }
        Ok(typed)
    }

    fn judge_typed(&self, text: &str) -> Judgement {
        let among = |accept: &[String]| accept.iter().any(|other| fold(other) == fold(text));
        match &self.judge {
            Judge::Texts { right, family_names } => {
                let right = right.iter().map(String::as_str).collect();
                judge_text(text, &TextKey { right, family_names: family_names.clone() })
            }
            Judge::Gaps(keys) => {
                let right = keys.iter().map(String::as_str).collect();
                judge_text(text, &TextKey { right, family_names: Vec::new() })
            }
            Judge::Date { accept, .. } | Judge::Number { accept, .. } if among(accept) => {
                Judgement::correct()
            }
            Judge::Date { key, .. } => judge_date(text, *key),
            Judge::Number { key, tolerance, .. } => {
                let (number, unit, tolerance) = (*key, self.unit.as_deref(), *tolerance);
                judge_number(text, &NumberKey { number, unit, tolerance })
            }
            Judge::Set(key) => judge_set(&split_list(text, key), key),
            Judge::Order(key) => judge_order(&split_list(text, key), key),
            Judge::Truth(_) | Judge::Own => Judgement::wrong(),
        }
    }
}

impl Item<'_> {
    /// Returns what the item asks, as a session does: of a cloze only its own gaps are blank.
    #[must_use]
    pub fn prompt(&self) -> String {
        match self.part {
            Part::Reverse => reversed(&self.card.body).0,
            Part::Gaps(group) => gapped(&self.card.body, group).0,
            Part::Whole => self.card.body.prompt(),
        }
    }

    /// Returns what is right for the item, as people read it: of a cloze only what its own gaps hide.
    #[must_use]
    pub fn key(&self) -> String {
        match self.part {
            Part::Reverse => reversed(&self.card.body).1.shown(),
            Part::Gaps(group) => gapped(&self.card.body, group).1.shown(),
            Part::Whole => self.card.body.key(),
        }
    }
}

/// Returns the form in which an item is asked: choice while it is young, typed once it is learnt,
/// within what the card allows.
///
/// Recognition is easier than recall, so a learnt item that can be typed is typed.
#[must_use]
pub fn choose_form(item: &Item<'_>, state: &ItemState) -> Form {
    let possible = possible_forms(item);
    let allowed: Vec<Form> =
        possible.iter().copied().filter(|form| item.card.ask.contains(form)).collect();
    let forms = if allowed.is_empty() { possible } else { allowed };
    let learnt = matches!(
        state.seen().map(|seen| seen.phase),
        Some(Phase::Review { .. } | Phase::Relearning { .. })
    );
    let wanted = if learnt { Form::Typed } else { Form::Choice };
    forms.iter().copied().find(|form| *form == wanted).unwrap_or(forms[0])
}

fn possible_forms(item: &Item<'_>) -> Vec<Form> {
    let typed_or_choice = |options: bool| {
        if options { vec![Form::Choice, Form::Typed] } else { vec![Form::Typed] }
    };
    match (&item.card.body, item.part) {
        (Body::Basic { .. }, _) => vec![Form::Rated],
        (Body::Cloze { .. }, _) | (_, Part::Reverse) => vec![Form::Typed],
        (Body::Text { distractors, .. }, _) => typed_or_choice(!distractors.is_empty()),
        (Body::Date { distractors, .. }, _) => typed_or_choice(!distractors.is_empty()),
        (Body::Number { distractors, .. }, _) => typed_or_choice(!distractors.is_empty()),
        (Body::Choice { .. }, _) => vec![Form::Choice],
        (Body::Set { distractors, .. }, _) if distractors.is_empty() => vec![Form::Typed],
        (Body::Set { .. }, _) => vec![Form::Set, Form::Typed],
        (Body::Order { .. }, _) => vec![Form::Order],
        (Body::Truth { .. }, _) => vec![Form::Truth],
    }
}

fn whole(body: &Body, deck: &Deck) -> (String, Key, Judge) {
    let prompt = body.prompt();
    let one = |text: &str| Key::One(Choice::plain(text));
    match body {
        Body::Basic { answer, .. } => (prompt, one(answer), Judge::Own),
        Body::Text { answers, accept, .. } => {
            let right: Vec<String> = answers.iter().chain(accept).cloned().collect();
            let family_names = family_names(&prompt, answers, deck);
            (prompt, one(&answers[0]), Judge::Texts { right, family_names })
        }
        Body::Date { answer, accept, .. } => {
            let key = Key::One(Choice::date(*answer));
            (prompt, key, Judge::Date { key: *answer, accept: accept.clone() })
        }
        Body::Number { answer, tolerance, accept, .. } => {
            let judge =
                Judge::Number { key: *answer, tolerance: *tolerance, accept: accept.clone() };
            (prompt, one(&answer.to_string()), judge)
        }
        Body::Choice { answer, .. } => {
            let judge = Judge::Texts { right: vec![answer.clone()], family_names: Vec::new() };
            (prompt, one(answer), judge)
        }
        Body::Set { answers, .. } => {
            (prompt, Key::Several(answers.clone()), Judge::Set(answers.clone()))
        }
        Body::Order { answers, .. } => {
            (prompt, Key::Several(answers.clone()), Judge::Order(answers.clone()))
        }
        Body::Truth { answer, .. } => (prompt, Key::Truth(*answer), Judge::Truth(*answer)),
        Body::Cloze { .. } => gapped(body, 1),
    }
}

/// Asks back: the answer is shown, and the question is what the learner recalls.
fn reversed(body: &Body) -> (String, Key, Judge) {
    match body {
        Body::Text { question, answers, .. } => {
            let judge = Judge::Texts { right: vec![question.clone()], family_names: Vec::new() };
            (answers[0].clone(), Key::One(Choice::plain(question)), judge)
        }
        Body::Basic { question, answer } => {
            (answer.clone(), Key::One(Choice::plain(question)), Judge::Own)
        }
        other => {
            let judge = Judge::Texts { right: Vec::new(), family_names: Vec::new() };
            (other.prompt(), Key::Several(Vec::new()), judge)
        }
    }
}

fn gapped(body: &Body, group: u32) -> (String, Key, Judge) {
    let Body::Cloze { segments } = body else { return reversed(body) };
    let mut prompt = String::new();
    let mut hidden = Vec::new();
    for segment in segments {
        match segment {
            Segment::Gap(Gap { group: g, answer, hint }) if *g == group => {
                hidden.push(answer.clone());
                match hint {
                    Some(hint) => prompt.push_str(&format!("[{hint}]")),
                    None => prompt.push_str("____"),
                }
            }
            Segment::Gap(gap) => prompt.push_str(&gap.answer),
            Segment::Words(words) => prompt.push_str(words),
        }
    }
    let key = match hidden.as_slice() {
        [one] => Key::One(Choice::plain(one)),
        several => Key::Several(several.to_vec()),
    };
    (prompt, key, Judge::Gaps(hidden))
}

/// Returns the family names that stand for the people of this card alone: asked for a person, and
/// no other answer of the deck ends in the same name.
fn family_names(question: &str, answers: &[String], deck: &Deck) -> Vec<String> {
    let asks_who = fold(question).split(' ').any(|word| matches!(word, "who" | "whom" | "whose"));
    if !asks_who {
        return Vec::new();
    }
    let family = |name: &str| -> Option<String> {
        let folded = fold(name);
        let (_, last) = folded.rsplit_once(' ')?;
        Some(last.to_owned())
    };
    let others: Vec<String> = deck
        .cards
        .iter()
        .flat_map(|card| match &card.body {
            Body::Text { answers, .. } => answers.clone(),
            _ => Vec::new(),
        })
        .filter(|other| !answers.iter().any(|answer| fold(answer) == fold(other)))
        .collect();
    answers
        .iter()
        .filter_map(|answer| family(answer))
        .filter(|name| !others.iter().any(|other| family(other).as_ref() == Some(name)))
        .collect()
}

fn judge_truth(key: bool, answer: bool) -> Judgement {
    if key == answer { Judgement::correct() } else { Judgement::wrong() }
}

/// Reads "true", "t", "yes", "right" and their opposites.
fn read_truth(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "true" | "t" | "yes" | "y" | "right" => Some(true),
        "false" | "f" | "no" | "n" | "wrong" => Some(false),
        _ => None,
    }
}

/// Judges the gaps of one group, each against its own key.
fn judge_gaps(given: &[String], keys: &[String]) -> Judgement {
    let judged: Vec<Judgement> = keys
        .iter()
        .enumerate()
        .map(|(i, key)| {
            let text = given.get(i).map_or("", String::as_str);
            judge_text(text, &TextKey { right: vec![key], family_names: Vec::new() })
        })
        .collect();
    let right = judged.iter().filter(|j| j.verdict > Verdict::Wrong).count();
    let slip = judged.iter().find(|j| j.verdict == Verdict::Close);
    if let (true, Some(slip)) = (right == keys.len(), slip) {
        return slip.clone();
    }
    #[expect(clippy::cast_precision_loss, reason = "a text has few gaps")]
    let score = right as f64 / keys.len().max(1) as f64;
    let why = (right < keys.len()).then(|| format!("{right} of {} gaps", keys.len()));
    Judgement::share(score, why)
}
