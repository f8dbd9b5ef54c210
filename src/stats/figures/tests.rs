//! Figures are those of the events that they are made of.

use super::*;
use crate::deck::{Deck, Form, read_deck};
use crate::memory::{Rating, Schedule};
use crate::stats::retention::Retention;
use crate::study::{Event, EventKind, Given, IdSource, ItemId, Review, Verdict, deck_logs};
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text))
}

fn deck() -> Deck {
    let cards: String = (0..4)
        .map(|i| {
            let status = ["active", "active", "suspended", "draft"][i];
            format!(
                "[[card]]\nid = \"c{i}\"\nkind = \"truth\"\nquestion = \"q{i}\"\n\
                 answer = true\nstatus = \"{status}\"\ntags = [\"t{i}\"]\n"
            )
        })
        .collect();
    let countries: String = [("morocco", "Morocco"), ("jordan", "Jordan")]
        .map(|(id, name)| {
            format!(
                "[[card]]\nid = \"{id}\"\nkind = \"text\"\nquestion = \"Which is {id}?\"\n\
                 answer = \"{name}\"\nstatus = \"draft\"\n"
            )
        })
        .concat();
    let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}{countries}");
    read_deck(&text).deck.expect("a deck")
}

fn review(card: &str, time: &str, rating: Rating, days: u32) -> Event {
    answer(card, time, rating, days, Given::Truth(true))
}

fn answer(card: &str, time: &str, rating: Rating, days: u32, given: Given) -> Event {
    let item = ItemId { deck: "d".into(), card: card.into(), part: 1 };
    let review = Review {
        form: Form::Truth,
        options: vec![],
        answer: given,
        verdict: Verdict::of(rating),
        score: 1.0,
        rating,
        millis: 90_000,
        next: Schedule::Review { days },
        before: "new",
    };
    // Events are told apart by their names, so each moment seeds its own.
    let mut seed = [0; 32];
    seed[..time.len().min(32)].copy_from_slice(&time.as_bytes()[..time.len().min(32)]);
    let id = IdSource::new(seed, None).next(at(time));
    Event { id, at: at(time), item: Some(item), kind: EventKind::Reviewed(review) }
}

/// Hands the figures of these events to a check.
fn check(events: &[Event], now: &str, period: Period, check: impl FnOnce(Figures<'_>)) {
    let (deck, model) = (deck(), Model::default());
    let logs = deck_logs(&[&deck], events, &model);
    check(figures(&logs, &model, period, at(now)));
}

#[test]
fn without_a_review_everything_is_new_and_nothing_is_claimed() {
    check(&[], "2026-11-22T12:00:00Z", Period::default(), |figures| {
        let counts =
            Counts { cards: 3, items: 3, new: 2, suspended: 1, drafts: 3, ..Counts::default() };
        assert_eq!(figures.counts, counts);
        assert_eq!(figures.retention.all().share(), None);
        assert_eq!((figures.streak.now, figures.total), (0, DayTally::default()));
        assert_eq!(figures.known.to_string(), "0", "and not minus nought");
        assert_eq!((figures.growth.len(), figures.calibration.reviews), (0, 0));
        assert!(figures.forecast.iter().all(|day| day.due == 0));
    });
}

#[test]
fn one_review_counts_once_everywhere() {
    let events = [review("c0", "2026-11-22T12:00:00Z", Rating::Good, 3)];
    check(&events, "2026-11-22T13:00:00Z", Period::default(), |figures| {
        assert_eq!((figures.counts.new, figures.counts.review), (1, 1));
        let once = DayTally { reviews: 1, new: 1, right: 1, timed: 1, millis: 60_000 };
        assert_eq!((figures.today, figures.total, figures.streak.now), (once, once, 1));
        assert_eq!(figures.retention.all().share(), None, "nothing learnt was reviewed");
        let due: Vec<u32> = figures.forecast.iter().map(|day| day.due).collect();
        assert_eq!(due[..5], [0, 0, 0, 1, 0]);
        assert_eq!(figures.growth.len(), 1);
        assert!((figures.growth[0].known - 1.0).abs() < 1e-6, "{:?}", figures.growth);
    });
}

#[test]
fn retention_counts_reviews_of_learnt_items_only_and_parts_them_at_21_days() {
    let events = [
        review("c0", "2026-10-10T12:00:00Z", Rating::Again, 20),
        review("c0", "2026-10-30T12:00:00Z", Rating::Good, 21),
        review("c1", "2026-11-01T12:00:00Z", Rating::Good, 13),
        review("c0", "2026-11-20T12:00:00Z", Rating::Again, 1),
        review("c1", "2026-11-14T13:00:00Z", Rating::Hard, 9),
    ];
    check(&events, "2026-11-22T12:00:00Z", Period::default(), |figures| {
        let (young, mature) = (figures.retention.young, figures.retention.mature);
        assert_eq!(young, Retention { reviews: 2, remembered: 2 });
        assert_eq!(mature, Retention { reviews: 1, remembered: 0 });
        assert_eq!(figures.by_deck[0].retention, figures.retention);
        let tags: Vec<_> =
            figures.by_tag.iter().map(|tag| (tag.name, tag.retention.all().reviews)).collect();
        assert_eq!(tags, [("t0", 2), ("t1", 1)]);
        assert_eq!(figures.hardest[0].item.to_string(), "d/c0");
        assert_eq!(figures.hardest[0].forgotten, 1, "first learning is no lapse");
        assert_eq!(figures.hardest.len(), 1);
        assert_eq!((figures.counts.due_today, figures.forecast[0].due), (1, 1), "overdue");
        assert_eq!(figures.streak.now, 0, "the last review was two days ago");
    });
}

#[test]
fn a_period_takes_the_reviews_of_its_days_and_leaves_what_stands_now() {
    let events = [
        review("c0", "2026-11-10T12:00:00Z", Rating::Good, 1),
        review("c0", "2026-11-11T12:00:00Z", Rating::Again, 3),
        review("c0", "2026-11-14T12:00:00Z", Rating::Good, 9),
    ];
    let day = |text: &str| Some(at(text).study_day());
    let period = Period { since: day("2026-11-11T12:00:00Z"), until: day("2026-11-13T12:00:00Z") };
    check(&events, "2026-11-14T13:00:00Z", period, |figures| {
        assert_eq!((figures.total.reviews, figures.today.reviews), (1, 1));
        assert_eq!(figures.retention.all(), Retention { reviews: 1, remembered: 0 });
        assert_eq!(figures.calibration.reviews, 1);
        let days: Vec<String> = figures.growth.iter().map(|point| point.day.to_string()).collect();
        assert_eq!(days, ["2026-11-11", "2026-11-12", "2026-11-13"]);
    });
}

#[test]
fn what_is_known_fades_until_it_is_answered_again() {
    let events = [
        review("c0", "2026-11-10T12:00:00Z", Rating::Good, 1),
        review("c1", "2026-11-12T12:00:00Z", Rating::Good, 9),
        review("c0", "2026-11-14T12:00:00Z", Rating::Good, 9),
    ];
    check(&events, "2026-11-15T12:00:00Z", Period::default(), |figures| {
        let known: Vec<f64> = figures.growth.iter().map(|point| point.known).collect();
        let learnt: Vec<u32> = figures.growth.iter().map(|point| point.learnt).collect();
        assert_eq!(learnt, [1, 1, 2, 2, 2, 2]);
        assert!((known[0] - 1.0).abs() < 1e-6 && known[1] < known[0], "{known:?}");
        assert!(known[3] < known[2] && known[4] > known[3], "{known:?}");
    });
}

#[test]
fn a_pair_is_confused_when_it_happens_twice_whichever_way() {
    let wrong =
        |card, time, given: &str| answer(card, time, Rating::Again, 1, Given::Text(given.into()));
    let events = [
        wrong("morocco", "2026-11-10T12:00:00Z", "jordan"),
        wrong("morocco", "2026-11-11T12:00:00Z", " Jordan "),
        wrong("jordan", "2026-11-12T12:00:00Z", "Morocco"),
        wrong("jordan", "2026-11-13T12:00:00Z", "Peru"),
        wrong("jordan", "2026-11-14T12:00:00Z", ""),
    ];
    check(&events, "2026-11-15T12:00:00Z", Period::default(), |figures| {
        let confusion =
            Confusion { given: "Jordan".into(), right: "Morocco".into(), times: 2, back: 1 };
        assert_eq!(figures.confusions, [confusion]);
    });
}

#[test]
fn figures_of_many_decks_are_those_of_each_put_together() {
    let events = [
        review("c0", "2026-10-10T12:00:00Z", Rating::Good, 20),
        review("c0", "2026-10-30T12:00:00Z", Rating::Again, 1),
    ];
    let (deck, model) = (deck(), Model::default());
    let log = deck_logs(&[&deck], &events, &model).remove(0);
    let decks = u32::try_from(2 * BATCH + 3).expect("few");
    let named = |n: u32| DeckLog { deck: format!("d{n:03}"), ..log.clone() };
    let logs: Vec<DeckLog> = (0..decks).map(named).collect();
    let of = |logs| figures(logs, &model, Period::default(), at("2026-11-22T12:00:00Z"));
    let (one, all) = (of(&logs[..1]), of(&logs));
    assert_eq!((all.total.reviews, all.counts.items), (decks * 2, decks * one.counts.items));
    assert_eq!(all.retention.all(), Retention { reviews: decks, remembered: 0 });
    assert_eq!((all.calibration.reviews, all.calibration.rmse.is_some()), (decks, true));
    let names: Vec<&str> = all.by_deck.iter().map(|deck| deck.name).collect();
    assert_eq!(names, logs.iter().map(|log| log.deck.as_str()).collect::<Vec<_>>());
    assert_eq!(all.by_tag.len(), one.by_tag.len());
    assert_eq!(all.by_tag[0].retention.all().reviews, decks);
    let hardest: Vec<String> = all.hardest.iter().map(|item| item.item.to_string()).collect();
    assert_eq!(hardest, ["d000/c0", "d001/c0", "d002/c0", "d003/c0", "d004/c0"]);
    for (point, alone) in all.growth.iter().zip(&one.growth) {
        assert_eq!((point.day, point.learnt), (alone.day, decks * alone.learnt));
        assert!((point.known - f64::from(decks) * alone.known).abs() < 1e-6);
    }
    let due = |day: usize| (all.forecast[day].due, decks * one.forecast[day].due);
    assert!((0..15).map(due).all(|(all, each)| all == each));
}

#[test]
fn a_streak_survives_midnight_and_a_journey() {
    let events = [
        review("c0", "2026-11-20T22:00:00+01:00", Rating::Good, 1),
        // Past midnight is still the evening before.
        review("c0", "2026-11-22T01:30:00+01:00", Rating::Good, 1),
        // Landed nine hours west; the local day is the 22nd.
        review("c0", "2026-11-22T20:00:00-08:00", Rating::Good, 2),
    ];
    check(&events, "2026-11-23T09:00:00-08:00", Period::default(), |figures| {
        assert_eq!((figures.streak.now, figures.today.reviews), (3, 0));
    });
}

#[test]
fn a_streak_goes_on_over_days_on_which_nothing_was_due() {
    let events = [
        review("c0", "2026-11-10T12:00:00Z", Rating::Good, 3),
        review("c0", "2026-11-13T12:00:00Z", Rating::Good, 5),
        review("c0", "2026-11-19T12:00:00Z", Rating::Good, 4),
    ];
    for (now, streak, longest) in [
        ("2026-11-13T13:00:00Z", 2, 2),
        ("2026-11-18T12:00:00Z", 2, 2),
        ("2026-11-22T12:00:00Z", 1, 2),
        ("2026-11-23T12:00:00Z", 1, 2),
        ("2026-11-24T12:00:00Z", 0, 2),
    ] {
        let past: Vec<Event> = events.iter().filter(|event| event.at < at(now)).cloned().collect();
        check(&past, now, Period::default(), |figures| {
            assert_eq!((figures.streak.now, figures.streak.longest), (streak, longest), "{now}");
        });
    }
}

/// Events drawn: answers of any rating on any day, resets and undos.
fn drawn() -> impl Strategy<Value = Vec<Event>> {
    let one = (0_u8..8, 0_u8..4, 0_u8..4, 0_u32..40, 0_u8..60);
    prop::collection::vec(one, 0..40).prop_map(|drawn| {
        let mut ids = IdSource::new([3; 32], None);
        let mut events: Vec<Event> = Vec::new();
        for (what, card, rating, days, day) in drawn {
            let date = at("2026-09-01T12:00:00Z").study_day().plus(day.into());
            let moment = date.start(3600 * i32::from(what)).expect("in range");
            let rating = Rating::ALL[usize::from(rating)];
            let card = ["c0", "c1", "morocco", "gone"][usize::from(card)];
            let mut event =
                answer(card, &moment.to_string(), rating, days, Given::Text("Jordan".into()));
            event.id = ids.next(moment);
            match (what, events.last()) {
                (0, _) => event.kind = EventKind::Reset,
                (1, Some(last)) => event.kind = EventKind::Undone { of: last.id },
                _ => {}
            }
            events.push(event);
        }
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn figures_add_up_whatever_was_done_and_in_whatever_order_it_is_told(
        events in drawn(), split in 0_u8..60,
    ) {
        let day = at("2026-09-01T12:00:00Z").study_day().plus(split.into());
        let early = Period { since: None, until: Some(day) };
        let late = Period { since: Some(day.plus(1)), until: None };
        let now = "2026-11-22T12:00:00Z";
        let mut parts = [0; 2];
        for (part, period) in parts.iter_mut().zip([early, late]) {
            check(&events, now, period, |figures| *part = figures.total.reviews);
        }
        let mut turned = events.clone();
        turned.reverse();
        let model = Model::default();
        let deck = deck();
        let logs = deck_logs(&[&deck], &events, &model);
        prop_assert_eq!(&deck_logs(&[&deck], &turned, &model), &logs);
        let figures = figures(&logs, &model, Period::default(), at(now));
        let total = figures.total;
        prop_assert_eq!(parts[0] + parts[1], total.reviews);
        prop_assert_eq!(figures.days().map(|(_, tally)| tally.reviews).sum::<u32>(), total.reviews);
        prop_assert!(figures.retention.all().reviews <= total.reviews);
        prop_assert!(total.right <= total.reviews && total.new <= total.reviews);
        for point in &figures.growth {
            prop_assert!((0.0..=5.0).contains(&point.known) && point.learnt <= 5, "{:?}", point);
        }
        let counts = figures.counts;
        prop_assert_eq!(counts.new + counts.learning + counts.review + counts.suspended, counts.items);
    }
}
