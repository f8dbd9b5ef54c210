//! Figures of decks: how many items in each state, and what is coming.

use super::reviews::ReviewFigures;
use crate::deck::Deck;
use crate::memory::{ItemState, Moment, Phase, StudyDay};
use crate::study::{Availability, ItemId, Standing, items_of};
use std::collections::BTreeMap;

/// How many days ahead are forecast, today included.
pub const FORECAST_DAYS: u32 = 15;

/// How many items are in each state. New, learning, review and suspended add up to the items;
/// drafts are apart, because nobody studies them yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cards that are not drafts.
    pub cards: u32,
    /// Items of those cards.
    pub items: u32,
    /// Never answered.
    pub new: u32,
    /// In their first steps, or forgotten and back in steps.
    pub learning: u32,
    /// Learnt.
    pub review: u32,
    /// Set aside by the learner or the teacher, whatever their state.
    pub suspended: u32,
    /// Cards that wait for the teacher.
    pub drafts: u32,
    /// Seen items due today or earlier.
    pub due_today: u32,
}

/// The items that come due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForecastDay {
    /// The study day.
    pub day: StudyDay,
    /// How many items; on the first day, those overdue too.
    pub due: u32,
}

/// One deck's counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckFigures {
    /// The deck's id.
    pub id: String,
    /// The deck's title.
    pub title: String,
    /// How many items are in each state.
    pub counts: Counts,
}

/// Everything that `docent stats` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The moment the figures are of.
    pub as_of: Moment,
    /// All decks together.
    pub counts: Counts,
    /// Deck by deck.
    pub decks: Vec<DeckFigures>,
    /// Today and the fourteen days after it.
    pub forecast: Vec<ForecastDay>,
    /// What the reviews come to.
    pub reviews: ReviewFigures,
}

/// Returns the figures of these decks.
#[must_use]
pub fn figures(
    decks: &[&Deck],
    standings: &BTreeMap<ItemId, Standing>,
    reviews: ReviewFigures,
    now: Moment,
) -> Figures {
    let today = now.study_day();
    let mut all = Counts::default();
    let mut forecast: Vec<ForecastDay> =
        (0..FORECAST_DAYS).map(|ahead| ForecastDay { day: today.plus(ahead), due: 0 }).collect();
    let mut of_decks = Vec::new();
    for deck in decks {
        let counts = count(deck, standings, today);
        all = all.plus(counts);
        of_decks.push(DeckFigures { id: deck.id.clone(), title: deck.title.clone(), counts });
        for day in due_days(deck, standings, today) {
            if let Some(entry) = forecast.get_mut(day.days_since(today) as usize) {
                entry.due += 1;
            }
        }
    }
    Figures { as_of: now, counts: all, decks: of_decks, forecast, reviews }
}

/// Returns how many items of a deck are in each state on a day.
#[must_use]
pub fn count(deck: &Deck, standings: &BTreeMap<ItemId, Standing>, today: StudyDay) -> Counts {
    let mut counts = Counts::default();
    for card in &deck.cards {
        if card.status == crate::deck::Status::Draft {
            counts.drafts += 1;
        } else {
            counts.cards += 1;
        }
    }
    for item in items_of(deck) {
        let standing = standings.get(&item.id()).copied().unwrap_or_default();
        let availability = standing.availability(item.card.status, today);
        if availability == Availability::Draft {
            continue;
        }
        counts.items += 1;
        if availability == Availability::Suspended {
            counts.suspended += 1;
            continue;
        }
        match standing.state.seen().map(|seen| seen.phase) {
            None => counts.new += 1,
            Some(Phase::Review { .. }) => counts.review += 1,
            Some(Phase::Learning { .. } | Phase::Relearning { .. }) => counts.learning += 1,
        }
        let due = due_day(&standing.state).is_some_and(|day| day <= today);
        counts.due_today += u32::from(due && availability == Availability::Active);
    }
    counts
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            cards: self.cards + other.cards,
            items: self.items + other.items,
            new: self.new + other.new,
            learning: self.learning + other.learning,
            review: self.review + other.review,
            suspended: self.suspended + other.suspended,
            drafts: self.drafts + other.drafts,
            due_today: self.due_today + other.due_today,
        }
    }
}

fn due_days<'d>(
    deck: &'d Deck,
    standings: &'d BTreeMap<ItemId, Standing>,
    today: StudyDay,
) -> impl Iterator<Item = StudyDay> + 'd {
    items_of(deck).into_iter().filter_map(move |item| {
        let standing = standings.get(&item.id())?;
        match standing.availability(item.card.status, today) {
            Availability::Active => due_day(&standing.state),
            Availability::Buried => due_day(&standing.state).max(standing.buried_until),
            Availability::Suspended | Availability::Draft => None,
        }
    })
}

fn due_day(state: &ItemState) -> Option<StudyDay> {
    Some(match state.seen()?.phase {
        Phase::Learning { due, .. } | Phase::Relearning { due, .. } => due.study_day(),
        Phase::Review { due, .. } => due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Form, read_deck};
    use crate::memory::{Model, Rating, Schedule};
    use crate::stats::{Retention, review_figures};
    use crate::study::{Event, EventKind, Given, History, IdSource, Review, Verdict, effective};

    fn at(text: &str) -> Moment {
        Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text))
    }

    fn deck() -> Deck {
        let cards: String = (0..4)
            .map(|i| {
                let status = ["active", "active", "suspended", "draft"][i];
                format!(
                    "[[card]]\nid = \"c{i}\"\nkind = \"truth\"\nquestion = \"q{i}\"\n\
                     answer = true\nstatus = \"{status}\"\n"
                )
            })
            .collect();
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}");
        read_deck(&text).deck.expect("a deck")
    }

    fn review(card: &str, time: &str, before: &'static str, rating: Rating, days: u32) -> Event {
        let item = ItemId { deck: "d".into(), card: card.into(), part: 1 };
        let review = Review {
            form: Form::Truth,
            options: vec![],
            answer: Given::Truth(true),
            verdict: Verdict::of(rating),
            score: 1.0,
            rating,
            millis: 0,
            next: Schedule::Review { days },
            before,
        };
        // Events are told apart by their names, so each moment seeds its own.
        let mut seed = [0; 32];
        seed[..time.len().min(32)].copy_from_slice(&time.as_bytes()[..time.len().min(32)]);
        let id = IdSource::new(seed, None).next(at(time));
        Event { id, at: at(time), item: Some(item), kind: EventKind::Reviewed(review) }
    }

    fn all_figures(events: &[Event], now: &str) -> Figures {
        let History { reviews, standings, .. } = effective(events, &Model::default());
        let of_reviews = review_figures(&reviews, at(now).study_day());
        figures(&[&deck()], &standings, of_reviews, at(now))
    }

    #[test]
    fn without_a_review_everything_is_new_and_nothing_is_claimed() {
        let figures = all_figures(&[], "2026-11-22T12:00:00Z");
        assert_eq!(
            figures.counts,
            Counts { cards: 3, items: 3, new: 2, suspended: 1, drafts: 1, ..Counts::default() }
        );
        assert_eq!(figures.reviews.retention.share(), None);
        assert_eq!((figures.reviews.streak, figures.reviews.reviews), (0, 0));
        assert!(figures.forecast.iter().all(|day| day.due == 0));
    }

    #[test]
    fn one_review_counts_once_everywhere() {
        let events = [review("c0", "2026-11-22T12:00:00Z", "new", Rating::Good, 3)];
        let figures = all_figures(&events, "2026-11-22T13:00:00Z");
        assert_eq!((figures.counts.new, figures.counts.review), (1, 1));
        assert_eq!((figures.reviews.today, figures.reviews.streak), (1, 1));
        assert_eq!(figures.reviews.retention.share(), None, "nothing learnt was reviewed");
        let due: Vec<u32> = figures.forecast.iter().map(|day| day.due).collect();
        assert_eq!(due[..5], [0, 0, 0, 1, 0]);
    }

    #[test]
    fn retention_counts_reviews_of_learnt_items_only() {
        let events = [
            review("c0", "2026-11-10T12:00:00Z", "new", Rating::Again, 1),
            review("c0", "2026-11-11T12:00:00Z", "review", Rating::Good, 3),
            review("c0", "2026-11-14T12:00:00Z", "review", Rating::Again, 1),
            review("c1", "2026-11-14T13:00:00Z", "review", Rating::Hard, 9),
        ];
        let figures = all_figures(&events, "2026-11-22T12:00:00Z");
        assert_eq!(figures.reviews.retention, Retention { reviews: 3, remembered: 2 });
        assert_eq!(figures.reviews.hardest[0].item.to_string(), "d/c0");
        assert_eq!(figures.reviews.hardest[0].forgotten, 1, "first learning is no lapse");
        assert_eq!(figures.reviews.hardest.len(), 1);
        assert_eq!(figures.counts.due_today, 1, "overdue counts today");
        assert_eq!(figures.forecast[0].due, 1);
        assert_eq!(figures.reviews.streak, 0, "the last review was eight days ago");
    }

    #[test]
    fn a_streak_survives_midnight_and_a_journey() {
        let events = [
            review("c0", "2026-11-20T22:00:00+01:00", "new", Rating::Good, 1),
            // Past midnight is still the evening before.
            review("c0", "2026-11-22T01:30:00+01:00", "review", Rating::Good, 1),
            // Landed nine hours west; the local day is the 22nd.
            review("c0", "2026-11-22T20:00:00-08:00", "review", Rating::Good, 2),
        ];
        let figures = all_figures(&events, "2026-11-23T09:00:00-08:00");
        assert_eq!(figures.reviews.streak, 3);
        assert_eq!(figures.reviews.today, 0);
    }
}
