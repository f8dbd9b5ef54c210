//! What was answered instead of what is right.

use super::event::Given;
use super::history::CountedReview;
use super::item::{Item, Part};
use super::judge::Verdict;
use crate::deck::{Body, right_answers};
use crate::memory::Rating;
use crate::value::{Edtf, fold, spell_date};

/// A wrong answer beside the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What was typed or picked.
    pub given: String,
    /// What is right, as the card says it now.
    pub right: String,
}

/// Returns what was given for what, when an answer names something and is wrong.
///
/// Typed texts, picked options, numbers and dates count; of a set, the false member when there is
/// just one, for the one it lacks. An empty answer, an own rating, an order, and true for false name
/// nothing. What the learner overruled, or what is right by now, is no mistake.
#[must_use]
pub fn mistake(review: &CountedReview<'_>, item: &Item<'_>) -> Option<Mistake> {
    if review.verdict != Verdict::Wrong || review.rating != Rating::Again {
        return None;
    }
    match &review.review.answer {
        Given::Text(given) if !given.trim().is_empty() => {
            let given = given.trim().to_owned();
            let accepted = right_of(item);
            if accepted.iter().any(|right| fold(right) == fold(&given)) {
                return None;
            }
            let right = accepted.into_iter().next()?;
            Some(match &item.card.body {
                Body::Date { .. } => Mistake { given: spelled(given), right: spelled(right) },
                _ => Mistake { given, right },
            })
        }
        Given::Many(given) => swapped(given, &item.card.body),
        Given::Text(_) | Given::Truth(_) | Given::Rating(_) => None,
    }
}

/// Returns what is right, the key first; nothing where a wrong answer names nothing.
fn right_of(item: &Item<'_>) -> Vec<String> {
    let body = &item.card.body;
    match (item.part, body) {
        (_, Body::Basic { .. } | Body::Truth { .. } | Body::Order { .. } | Body::Set { .. }) => {
            Vec::new()
        }
        (Part::Reverse, _) => vec![body.prompt()],
        (Part::Gaps(group), _) => right_answers(body, group),
        (Part::Whole, _) => right_answers(body, 1),
    }
}

/// Returns a date as people read it, however it was written.
fn spelled(text: String) -> String {
    text.parse::<Edtf>().map_or(text, spell_date)
}

/// Returns the false member of a set and the one it stands for, when there is one of each.
fn swapped(given: &[String], body: &Body) -> Option<Mistake> {
    let Body::Set { answers, .. } = body else { return None };
    let only = |one: &[String], other: &[String]| {
        let mut apart = one.iter().filter(|member| !other.contains(member));
        let first = apart.next().cloned();
        first.filter(|_| apart.next().is_none())
    };
    Some(Mistake { given: only(given, answers)?, right: only(answers, given)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Form, read_deck};
    use crate::memory::{ItemState, Moment, Schedule};
    use crate::study::{Event, EventKind, IdSource, Review, items_of};

    const CARDS: &str = r#"format = 1
deck = { id = "d", title = "D" }
[[card]]
id = "text"
kind = "text"
question = "Capital of Morocco?"
answer = "Rabat"
accept = ["Ar-Ribat"]
reversed = true
[[card]]
id = "date"
kind = "date"
question = "When?"
answer = "1992-04"
[[card]]
id = "set"
kind = "set"
question = "Which?"
answers = ["Bahrain", "Sudan", "Morocco"]
distractors = ["Jordan", "Egypt"]
[[card]]
id = "truth"
kind = "truth"
question = "Is it?"
answer = true
"#;

    /// Returns what was given for what, by the answer to an item that was judged and rated so.
    fn told(
        item: &str,
        given: Given,
        verdict: Verdict,
        rating: Rating,
    ) -> Option<(String, String)> {
        let deck = read_deck(CARDS).deck.expect("a deck");
        let items = items_of(&deck);
        let item = items.iter().find(|found| found.id().to_string() == item).expect("an item");
        let (at, id) = (Moment::from_millis(0, 0).expect("in range"), item.id());
        let next = Schedule::Review { days: 1 };
        let (form, options) = (Form::Typed, Vec::new());
        let (score, millis, before) = (0.0, 0, "new");
        let review =
            Review { form, options, answer: given, verdict, score, rating, millis, next, before };
        let kind = EventKind::Reviewed(review.clone());
        let event =
            Event { id: IdSource::new([0; 32], None).next(at), at, item: Some(id.clone()), kind };
        let before = ItemState::New;
        let (event, review, item_id) = (&event, &review, &id);
        let counted =
            CountedReview { event, item: item_id, review, verdict, score, rating, next, before };
        mistake(&counted, item).map(|mistake| (mistake.given, mistake.right))
    }

    #[test]
    fn what_was_given_for_what_is_told_where_it_names_something() {
        let text = |text: &str| Given::Text(text.into());
        let many = |names: &[&str]| Given::Many(names.iter().map(|name| (*name).into()).collect());
        for (item, given, expected) in [
            ("d/text", text(" Casablanca "), Some(("Casablanca", "Rabat"))),
            (
                "d/text#2",
                text("Capital of Jordan?"),
                Some(("Capital of Jordan?", "Capital of Morocco?")),
            ),
            ("d/date", text("1991-04"), Some(("April 1991", "April 1992"))),
            ("d/date", text("long ago"), Some(("long ago", "April 1992"))),
            ("d/set", many(&["Bahrain", "Jordan", "Morocco"]), Some(("Jordan", "Sudan"))),
            ("d/set", many(&["Jordan", "Egypt", "Morocco"]), None),
            ("d/set", many(&["Bahrain", "Jordan", "Morocco", "Sudan"]), None),
            ("d/text", text("ar ribat"), None),
            ("d/text", text("  "), None),
            ("d/truth", Given::Truth(false), None),
            ("d/text", Given::Rating(Rating::Again), None),
        ] {
            let found = told(item, given.clone(), Verdict::Wrong, Rating::Again);
            let expected = expected.map(|(given, right)| (given.to_owned(), right.to_owned()));
            assert_eq!(found, expected, "{item}: {given:?}");
        }
        assert_eq!(told("d/text", text("Fes"), Verdict::Wrong, Rating::Good), None, "overruled");
        assert_eq!(told("d/text", text("Rabbat"), Verdict::Close, Rating::Hard), None, "a slip");
    }
}
