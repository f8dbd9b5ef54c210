//! What a replay needs of a review: how it was rated, what was scheduled, how long it took.

use super::payload::{NextPayload, parse, read_next, read_rating};
use crate::memory::{Rating, Schedule};
use crate::study::Outcome;
use serde::Deserialize;
use std::borrow::Cow;

/// What of a review a replay needs.
#[derive(Deserialize)]
struct OutcomePayload<'p> {
    #[serde(borrow)]
    rating: Cow<'p, str>,
    next: NextPayload,
    millis: u32,
}

/// Reads it from the payload of a review.
pub fn read_outcome(payload: &str) -> Result<Outcome, String> {
    if let Some(outcome) = glance(payload) {
        return Ok(outcome);
    }
    let OutcomePayload { rating, next, millis } = parse(payload)?;
    Ok(Outcome { rating: read_rating(&rating)?, next: read_next(&next), millis })
}

/// Reads it of a review that is written just as docent writes it, from its end, which takes a
/// fraction of the time that reading all of it takes; none of any other.
fn glance(payload: &str) -> Option<Outcome> {
    let (rest, _before) = payload.strip_suffix(r#""}"#)?.rsplit_once('"')?;
    let (rest, fields) = rest.strip_suffix(r#"}},"before":"#)?.rsplit_once('{')?;
    let (rest, next) = rest.strip_suffix(r#"":"#)?.rsplit_once('"')?;
    let (rest, millis) = rest.strip_suffix(r#","next":{"#)?.rsplit_once(':')?;
    let (rest, rating) = rest.strip_suffix(r#"","millis""#)?.rsplit_once('"')?;
    rest.strip_suffix(r#","rating":"#)?;
    let number = |text: &str, name: &str| text.strip_prefix(name)?.parse::<u32>().ok();
    let in_steps = || {
        let (step, pause) = fields.split_once(',')?;
        Some((number(step, r#""step":"#)?.try_into().ok()?, number(pause, r#""pause":"#)?))
    };
    let next = match next {
        "review" => Schedule::Review { days: number(fields, r#""days":"#)? },
        "learning" => in_steps().map(|(step, pause)| Schedule::Learning { step, pause })?,
        "relearning" => in_steps().map(|(step, pause)| Schedule::Relearning { step, pause })?,
        _ => return None,
    };
    Some(Outcome { rating: Rating::named(rating)?, next, millis: millis.parse().ok()? })
}

/// Reads the state that stood before a review from its payload; none where it names none.
pub fn read_before(payload: &str) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Before<'p> {
        #[serde(borrow)]
        before: Cow<'p, str>,
    }
    let read = || parse(payload).ok().map(|Before { before }| before);
    glance_at_before(payload).map(Cow::Borrowed).or_else(read)
}

/// Reads it of a review that is written just as docent writes it, from its end.
fn glance_at_before(payload: &str) -> Option<&str> {
    let (rest, before) = payload.strip_suffix(r#""}"#)?.rsplit_once('"')?;
    rest.strip_suffix(r#"}},"before":"#)?;
    before.bytes().all(|byte| byte.is_ascii_lowercase()).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::super::payload::{read_kind, write_kind};
    use super::*;
    use crate::deck::Form;
    use crate::study::{EventKind, Given, Review, Verdict};
    use proptest::prelude::*;

    fn schedule() -> impl Strategy<Value = Schedule> {
        prop_oneof![
            any::<u32>().prop_map(|days| Schedule::Review { days }),
            any::<(u8, u32)>().prop_map(|(step, pause)| Schedule::Learning { step, pause }),
            any::<(u8, u32)>().prop_map(|(step, pause)| Schedule::Relearning { step, pause }),
        ]
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            Just(r#"","rating":"easy","millis":1,"next":{"review":{"days":1}},"before":""#.into()),
            Just(r#"\","rating":"again","millis":"#.into()),
        ]
    }

    fn given() -> impl Strategy<Value = Given> {
        prop_oneof![
            words().prop_map(Given::Text),
            prop::collection::vec(words(), 0..3).prop_map(Given::Many),
            any::<bool>().prop_map(Given::Truth),
            prop::sample::select(&Rating::ALL[..]).prop_map(Given::Rating),
        ]
    }

    proptest! {
        #[test]
        fn a_glance_at_a_review_tells_what_reading_it_tells(
            options in prop::collection::vec(words(), 0..3),
            answer in given(),
            rating in prop::sample::select(&Rating::ALL[..]),
            millis: u32,
            next in schedule(),
            before in prop::sample::select(&["new", "learning", "review", "relearning"][..]),
        ) {
            let (form, verdict, score) = (Form::Typed, Verdict::of(rating), 0.3);
            let review = Review { form, options, answer, verdict, score, rating, millis, next, before };
            let outcome = Outcome { rating, next, millis };
            let (_, payload) = write_kind(&EventKind::Reviewed(review.clone()));
            prop_assert_eq!(glance(&payload), Some(outcome));
            prop_assert_eq!(read_kind("reviewed", &payload), Ok(EventKind::Reviewed(review)));
            let spaced = payload.replace("\"next\":", "\"next\": ");
            prop_assert_eq!(glance(&spaced), None);
            prop_assert_eq!(read_outcome(&spaced), Ok(outcome));
            prop_assert_eq!(glance_at_before(&payload), Some(before));
            let spaced = payload.replace("\"before\":", "\"before\": ");
            prop_assert_eq!(glance_at_before(&spaced), None);
            prop_assert_eq!(read_before(&spaced), Some(before.into()));
        }
    }
}
