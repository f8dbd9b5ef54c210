//! Everything that `docent stats` shows, put together.

use super::confusion::{Confusion, confusions};
use super::counts::{Counts, count};
use super::daily::{DayTally, daily, streak};
use super::forecast::{ForecastDay, forecast};
use super::growth::{Growth, growth};
use super::hardest::{Hardest, Leech, hardest, leeches};
use super::period::Period;
use super::retention::{GroupRetention, Retentions, by_deck, by_tag, retentions, together};
use crate::memory::{Calibration, Model, Moment, Prediction, StudyDay};
use crate::study::DeckLog;
use crate::workers::both;
use std::collections::BTreeMap;

/// One deck's counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckFigures<'d> {
    /// The deck's id.
    pub id: &'d str,
    /// The deck's title.
    pub title: &'d str,
    /// How many items are in each state.
    pub counts: Counts,
}

/// Everything that `docent stats` shows. What stands now and today is of now; what comes from
/// reviews is of those of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures<'d> {
    /// The moment the figures are of.
    pub as_of: Moment,
    /// The days whose reviews count.
    pub period: Period,
    /// All decks together, now.
    pub counts: Counts,
    /// Deck by deck, now.
    pub decks: Vec<DeckFigures<'d>>,
    /// How many items the learner would recall now, as the model expects, those in the decks alone.
    pub known: f64,
    /// Today and the fourteen days after it.
    pub forecast: Vec<ForecastDay>,
    /// What was done today.
    pub today: DayTally,
    /// How many study days in a row have an answer, today or yesterday being the last.
    pub streak: u32,
    /// What was done each day of all time that has an answer.
    pub daily: BTreeMap<StudyDay, DayTally>,
    /// What was done in the period.
    pub total: DayTally,
    /// True retention in the period.
    pub retention: Retentions,
    /// True retention deck by deck.
    pub by_deck: Vec<GroupRetention<'d>>,
    /// True retention tag by tag.
    pub by_tag: Vec<GroupRetention<'d>>,
    /// What the model predicts for the reviews of the period beside what came of them.
    pub calibration: Calibration,
    /// How what is known grew over the period.
    pub growth: Vec<Growth>,
    /// The items forgotten most often in the period.
    pub hardest: Vec<Hardest>,
    /// What was taken for what in the period.
    pub confusions: Vec<Confusion>,
    /// The leeches, now.
    pub leeches: Vec<Leech>,
}

/// Returns the figures of these decks in a period.
#[must_use]
pub fn figures<'d>(logs: &'d [DeckLog], model: &Model, period: Period, now: Moment) -> Figures<'d> {
    let today = now.study_day();
    let expected = || (known(logs, model, now), calibration(logs, model, period));
    let happened = || (deck_figures(logs, today), daily(logs), retentions_of_each(logs, period));
    let ((known, calibration), (decks, daily, of_items)) = both(expected, happened);
    Figures {
        as_of: now,
        period,
        counts: decks.iter().fold(Counts::default(), |all, deck| all.plus(deck.counts)),
        known,
        forecast: forecast(logs, today),
        today: daily.get(&today).copied().unwrap_or_default(),
        streak: streak(&daily, today),
        total: total(&daily, period),
        retention: together(of_items.iter().flatten()),
        by_deck: by_deck(logs, &of_items),
        by_tag: by_tag(logs, &of_items),
        calibration,
        growth: growth(logs, model, period, today),
        hardest: hardest(logs, period, &of_items),
        confusions: confusions(logs, period),
        leeches: leeches(logs),
        decks,
        daily,
    }
}

impl Figures<'_> {
    /// Returns the days of the period that have an answer.
    pub fn days(&self) -> impl Iterator<Item = (StudyDay, DayTally)> {
        let within = self.daily.iter().filter(|(day, _)| self.period.contains(**day));
        within.map(|(day, tally)| (*day, *tally))
    }
}

fn deck_figures<'l>(logs: &'l [DeckLog], today: StudyDay) -> Vec<DeckFigures<'l>> {
    let of_deck = |log: &'l DeckLog| {
        let DeckLog { deck: id, title, .. } = log;
        DeckFigures { id, title, counts: count(log, today) }
    };
    logs.iter().map(of_deck).collect()
}

fn retentions_of_each(logs: &[DeckLog], period: Period) -> Vec<Vec<Retentions>> {
    logs.iter().map(|log| retentions(log, period)).collect()
}

/// Returns how many items the learner would recall at a moment, as the model expects.
fn known(logs: &[DeckLog], model: &Model, now: Moment) -> f64 {
    let items = logs.iter().flat_map(DeckLog::items_here);
    let chances = items.filter_map(|(item, _)| item.standing.state.retrievability(model, now));
    chances.map(f64::from).sum()
}

fn total(daily: &BTreeMap<StudyDay, DayTally>, period: Period) -> DayTally {
    let mut total = DayTally::default();
    for (day, tally) in daily {
        if period.contains(*day) {
            total += *tally;
        }
    }
    total
}

/// Returns how the predictions of the model in use now compare with the answers of a period.
///
/// An answer counts when its item was seen on an earlier study day, as in fitting the model: within
/// a day FSRS predicts nothing. Each is predicted from the answers before it alone.
fn calibration(logs: &[DeckLog], model: &Model, period: Period) -> Calibration {
    let answers = logs.iter().flat_map(|log| &log.answers);
    Calibration::of(answers.filter(|answer| period.contains(answer.day)).filter_map(|answer| {
        let before = answer.before?;
        let elapsed = answer.day.days_since(before.last);
        let later = elapsed > 0;
        later.then(|| Prediction::new(model, before.memory, elapsed, answer.rating))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::retention::Retention;
    use super::*;
    use crate::deck::{Deck, Form, read_deck};
    use crate::memory::{Rating, Schedule};
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
            assert_eq!((figures.streak, figures.total), (0, DayTally::default()));
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
            assert_eq!((figures.today, figures.total, figures.streak), (once, once, 1));
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
            assert_eq!(figures.streak, 0, "the last review was two days ago");
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
        let period =
            Period { since: day("2026-11-11T12:00:00Z"), until: day("2026-11-13T12:00:00Z") };
        check(&events, "2026-11-14T13:00:00Z", period, |figures| {
            assert_eq!((figures.total.reviews, figures.today.reviews), (1, 1));
            assert_eq!(figures.retention.all(), Retention { reviews: 1, remembered: 0 });
            assert_eq!(figures.calibration.reviews, 1);
            let days: Vec<String> =
                figures.growth.iter().map(|point| point.day.to_string()).collect();
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
        let wrong = |card, time, given: &str| {
            answer(card, time, Rating::Again, 1, Given::Text(given.into()))
        };
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
    fn a_streak_survives_midnight_and_a_journey() {
        let events = [
            review("c0", "2026-11-20T22:00:00+01:00", Rating::Good, 1),
            // Past midnight is still the evening before.
            review("c0", "2026-11-22T01:30:00+01:00", Rating::Good, 1),
            // Landed nine hours west; the local day is the 22nd.
            review("c0", "2026-11-22T20:00:00-08:00", Rating::Good, 2),
        ];
        check(&events, "2026-11-23T09:00:00-08:00", Period::default(), |figures| {
            assert_eq!((figures.streak, figures.today.reviews), (3, 0));
        });
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
}
