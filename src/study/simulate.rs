//! A year of study with a simulated learner, by the very code that real sessions run: the queue with
//! its limits, learning steps, fuzz and balanced days. Shows a learner what a wish costs before it
//! is made, and compares docent with other ways.

use super::cards::OpenDecks;
use super::event::{Given, IdSource};
use super::item::{Item, ItemId, Listed, Standing, items_of};
use super::load::Load;
use super::queue::{Cap, Reach, Today, plan, share};
use super::session::{Session, Step};
use super::settings::StudySettings;
use crate::deck::{Body, Card, CardId, Deck, StudyWishes};
use crate::memory::{Mind, Moment, SimulatedLearner, Simulation};
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use std::collections::BTreeMap;

/// How long a simulated learner takes for an answer, in seconds.
const ANSWER: u32 = 8;

/// Noon of the first simulated day, 1 January 2026, in milliseconds.
const FIRST_NOON: i64 = 1_767_268_800_000;

/// Lets a learner study a deck of so many items once a day at noon, over so many days.
#[must_use]
pub fn simulate_study(
    learner: &SimulatedLearner,
    settings: &StudySettings,
    items: u32,
    days: u32,
) -> Simulation {
    let deck = deck_of(items);
    let cards = OpenDecks::new(&[&deck]);
    let items: Vec<Listed<'_>> = items_of(&deck).iter().map(Item::listed).collect();
    let mut minds: BTreeMap<ItemId, Mind> = BTreeMap::new();
    let mut standings: BTreeMap<ItemId, Standing> = BTreeMap::new();
    let mut rng = ChaCha8Rng::seed_from_u64(learner.seed);
    for day in 0..days {
        let start = i64::from(day) * 86_400;
        let Some(noon) = Moment::from_millis(FIRST_NOON + start * 1000, 0) else { break };
        let (today, reach) = (Today::default(), Reach::default());
        let share = share(&items, &standings, settings, &today, reach, noon);
        let load = Load::of(&standings);
        let ids = IdSource::new([0; 32], None);
        let plan = plan(vec![share], Cap::default(), noon);
        let mut session = Session::new(plan, &cards, load, learner.seed, ids);
        let mut seconds = 0;
        while let Step::Ask(question) = session.step(noon.after_seconds(seconds)) {
            let item = question.item.clone();
            seconds += ANSWER;
            let mind = minds.entry(item.clone()).or_default();
            let rating = mind.answer(learner, start + i64::from(seconds), &mut rng);
            let answered = session.answer(Given::Rating(rating), noon.after_seconds(seconds));
            let Ok(answered) = answered else { break };
            standings.insert(item, Standing { state: answered.state, ..Standing::default() });
        }
    }
    Simulation::of(minds.into_values().collect(), learner, days)
}

/// Returns a deck of cards that learners rate themselves.
fn deck_of(items: u32) -> Deck {
    let card = |n: u32| {
        let body = Body::Basic { question: n.to_string(), answer: n.to_string() };
        Card::new(CardId::Written(format!("{n:06}")), body)
    };
    Deck {
        id: "simulated".into(),
        title: String::new(),
        description: None,
        language: None,
        authors: Vec::new(),
        license: None,
        as_of: None,
        tags: Vec::new(),
        study: StudyWishes::default(),
        sources: Vec::new(),
        cards: (0..items).map(card).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Model, Rating, Sm2, simulate};

    fn run(wishes: &StudyWishes, items: u32, days: u32) -> Simulation {
        let learner = SimulatedLearner { truth: Model::default(), seed: 3 };
        simulate_study(&learner, &StudySettings::of(wishes), items, days)
    }

    fn wanting(desired: f64) -> StudyWishes {
        StudyWishes { desired_retention: Some(desired), ..StudyWishes::default() }
    }

    #[test]
    fn wanting_more_costs_more_and_gives_more() {
        let (low, high) = (run(&wanting(0.75), 100, 120), run(&wanting(0.95), 100, 120));
        assert!(low.answers() < high.answers() && low.known < high.known);
    }

    #[test]
    fn a_simulated_year_is_scheduled_as_a_real_one() {
        let few = StudyWishes { new_per_day: Some(3), ..StudyWishes::default() };
        let simulation = run(&few, 30, 60);
        let first_day = |history: &Vec<_>| {
            history.first().is_some_and(|r: &crate::memory::PastReview| r.at < 86_400)
        };
        let begun = simulation.histories.iter().filter(|history| first_day(history)).count();
        assert_eq!(begun, 3, "the limit of new items holds");
        let in_steps = simulation.histories.iter().flatten().filter(|r| r.elapsed == 0).count();
        assert!(in_steps > 30, "learning steps ask again on the same day");
        let waits: std::collections::BTreeSet<u32> = simulation
            .histories
            .iter()
            .filter(|history| history[0].rating == Rating::Easy)
            .filter_map(|history| Some(history.get(1)?.elapsed))
            .collect();
        assert!(waits.len() > 1, "fuzz spreads what was learnt alike: {waits:?}");
    }

    #[test]
    fn docent_spends_less_than_sm_2_for_what_is_known() {
        let learner = SimulatedLearner { truth: Model::default(), seed: 3 };
        let sm2 = simulate(&learner, &mut Sm2, 150, 200, 10);
        assert!(run(&wanting(0.9), 150, 200).answers_per_known() < sm2.answers_per_known());
    }

    #[test]
    fn an_exam_is_met_with_the_wanted_recall_for_fewer_answers() {
        let until = |exam: Option<u32>| {
            let learner = SimulatedLearner { truth: Model::default(), seed: 3 };
            let mut settings = StudySettings::of(&wanting(0.9));
            let first = Moment::from_millis(FIRST_NOON, 0).expect("in range").study_day();
            settings.scheduler.exam = exam.map(|days| first.plus(days));
            simulate_study(&learner, &settings, 200, 60)
        };
        let (planned, usual) = (until(Some(60)), until(None));
        let share = f64::from(planned.answers()) / f64::from(usual.answers());
        assert!(share < 0.95, "{share} of the answers");
        assert!(planned.known / 200.0 > 0.9, "{}", planned.known);
    }
}
