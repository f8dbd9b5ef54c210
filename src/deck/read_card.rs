//! The body of a card, kind by kind.

use super::cloze::read_cloze;
use super::diagnostic::Diagnostic;
use super::fields::Fields;
use super::model::{Body, Kind};
use crate::value::{Edtf, Precision, fold, says_the_same};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::ops::Range;

/// Reads what a card of this kind asks and holds right; none when that is not sound.
pub fn read_body(kind: Kind, fields: &mut Fields<'_, '_>) -> Option<Body> {
    match kind {
        Kind::Basic => read_basic(fields),
        Kind::Text => read_text(fields),
        Kind::Year => read_date(fields, true),
        Kind::Date => read_date(fields, false),
        Kind::Number => read_number(fields),
        Kind::Choice => read_choice(fields),
        Kind::Set => read_set(fields),
        Kind::Order => read_order(fields),
        Kind::Truth => {
            Some(Body::Truth { question: fields.text("question")?, answer: fields.flag("answer")? })
        }
        Kind::Cloze => read_gaps(fields),
    }
}

fn read_gaps(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let text = fields.text("text")?;
    let fault = match read_cloze(&text) {
        Ok(segments) => return Some(Body::Cloze { segments }),
        Err(fault) => fault,
    };
    let place = within(&fields.place("text"), &text, fault.place);
    fields.report(
        Diagnostic::error("bad-cloze", place, fault.why.to_string())
            .expected("text with {{hidden}} or {{hidden::hint}}")
            .hint(fault.why.hint()),
    );
    None
}

/// Returns where in the file a part of a text stands, or the whole text where escapes keep that
/// from being known: without them the text stands in the file as it is, between two quotes.
fn within(value: &Range<usize>, text: &str, part: Range<usize>) -> Range<usize> {
    if value.len() == text.len() + 2 && part.len() < text.len() {
        let start = value.start + 1;
        start + part.start..start + part.end
    } else {
        value.clone()
    }
}

fn read_basic(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let (question, answer) = (fields.text("question"), fields.text("answer"));
    Some(Body::Basic { question: question?, answer: answer? })
}

fn read_text(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let (question, distractors) = (fields.text("question"), fields.texts("distractors"));
    let accept = fields.texts("accept");
    let answers = match (fields.has("answer"), fields.has("answers")) {
        (true, true) => {
            let place = fields.place("answers");
            fields.report(
                Diagnostic::error("two-keys", place, "both `answer` and `answers` are given")
                    .hint("keep `answers` with all that are right, or `answer` alone"),
            );
            return None;
        }
        (true, false) => vec![fields.text("answer")?],
        (false, true) => fields.texts("answers")?,
        (false, false) => {
            let (place, hint) = (fields.span(), fields.how_to_write("answer", "add"));
            fields.report(
                Diagnostic::error("missing-key", place, "card without `answer`")
                    .expected("`answer`, text in quotes, or `answers`, a list")
                    .hint(hint),
            );
            return None;
        }
    };
    let distractors = distractors?;
    apart(fields, &answers, &distractors)?;
    Some(Body::Text { question: question?, answers, accept: accept?, distractors })
}

fn read_date(fields: &mut Fields<'_, '_>, year_only: bool) -> Option<Body> {
    let (question, accept) = (fields.text("question"), fields.texts("accept"));
    let (answer, distractors) = (fields.date("answer"), fields.dates("distractors"));
    let (answer, distractors) = (answer?, distractors?);
    if year_only && answer.precision() > Precision::Year {
        let place = fields.place("answer");
        let message = format!("the answer of a `year` card is a {}", answer.precision());
        fields.report(
            Diagnostic::error("wrong-precision", place, message)
                .expected("a year, decade or century")
                .hint("write the year alone, or kind = \"date\""),
        );
        return None;
    }
    let spelled = |dates: &[Edtf]| dates.iter().map(ToString::to_string).collect::<Vec<_>>();
    apart(fields, &spelled(&[answer]), &spelled(&distractors))?;
    Some(Body::Date { question: question?, answer, year_only, accept: accept?, distractors })
}

fn read_number(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let question = fields.text("question");
    let (unit, tolerance) = (fields.text("unit"), fields.number("tolerance").unwrap_or_default());
    let (answer, distractors) = (fields.number("answer"), fields.numbers("distractors"));
    let accept = fields.texts("accept");
    let (answer, distractors) = (crate::value::Number::new(answer?)?, distractors?);
    if distractors.iter().any(|wrong| wrong.within(answer, tolerance)) {
        right_among_wrong(fields, &answer.to_string());
        return None;
    }
    Some(Body::Number {
        question: question?,
        answer,
        unit,
        tolerance,
        accept: accept?,
        distractors,
    })
}

fn read_choice(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let (question, answer) = (fields.text("question"), fields.text("answer"));
    let distractors = fields.texts("distractors").filter(|_| fields.has("distractors"))?;
    let answer = answer?;
    // A choice is exact: its options may differ in an accent or a comma, but hardly in case alone.
    let exact = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if let Some(wrong) = distractors.iter().find(|wrong| exact(wrong) == exact(&answer)) {
        right_among_wrong(fields, wrong);
        return None;
    }
    Some(Body::Choice { question: question?, answer, distractors })
}

fn read_set(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let (question, distractors) = (fields.text("question"), fields.texts("distractors"));
    let answers = fields.texts("answers").filter(|_| fields.has("answers"))?;
    let distractors = distractors?;
    distinct(fields, &answers)?;
    apart(fields, &answers, &distractors)?;
    Some(Body::Set { question: question?, answers, distractors })
}

fn read_order(fields: &mut Fields<'_, '_>) -> Option<Body> {
    let question = fields.text("question");
    let answers = fields.texts("answers").filter(|_| fields.has("answers"))?;
    distinct(fields, &answers)?;
    Some(Body::Order { question: question?, answers })
}

/// Reports a distractor that is also right.
fn apart(fields: &mut Fields<'_, '_>, answers: &[String], distractors: &[String]) -> Option<()> {
    let same =
        distractors.iter().find(|wrong| answers.iter().any(|right| says_the_same(right, wrong)));
    same.map_or(Some(()), |wrong| {
        right_among_wrong(fields, wrong);
        None
    })
}

fn right_among_wrong(fields: &mut Fields<'_, '_>, wrong: &str) {
    let place = fields.place("distractors");
    fields.report(
        Diagnostic::error(
            "right-distractor",
            place,
            format!("`{wrong}` is a distractor and right"),
        )
        .expected("options that are wrong")
        .hint("replace it"),
    );
}

/// Reports a member that stands twice.
fn distinct(fields: &mut Fields<'_, '_>, members: &[String]) -> Option<()> {
    let twice =
        members.iter().enumerate().find(|(i, a)| members[..*i].iter().any(|b| says_the_same(a, b)));
    let Some((_, member)) = twice else {
        return Some(());
    };
    let place = fields.place("answers");
    fields.report(
        Diagnostic::error("same-member", place, format!("`{member}` stands twice in `answers`"))
            .hint("remove one"),
    );
    None
}

/// Returns the id of a card that has none, from its kind and its folded question.
#[must_use]
pub fn derived_id(body: &Body) -> String {
    let words = format!("{}\n{}", body.kind(), fold(&body.prompt()));
    let hash = Sha256::digest(words.as_bytes());
    hash[..5].iter().fold(String::from("card-"), |mut id, byte| {
        write!(id, "{byte:02x}").expect("writing to a string cannot fail");
        id
    })
}
