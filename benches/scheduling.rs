//! A simulated learner over one year and 1,000 cards: docent's scheduling against SM-2 and fixed
//! steps. `cargo bench --bench scheduling` prints the table.
//!
//! docent asks young and forgotten items again in steps on the same day, and so does SM-2 with what
//! was answered badly; the fixed steps never do. So answers are counted with these and without.
#![expect(clippy::print_stdout, reason = "the table is what this is for")]

use docent::deck::StudyWishes;
use docent::memory::{
    FixedSteps, Model, PastReview, Policy, SimulatedLearner, Simulation, Sm2, simulate,
};
use docent::study::{StudySettings, simulate_study};

const SEEDS: [u64; 3] = [1, 2, 3];
const CARDS: u32 = 1000;
const DAYS: u32 = 365;
const NEW_A_DAY: u32 = 20;

fn main() {
    println!("1,000 cards, 20 new a day, one year; means of {} learners\n", SEEDS.len());
    println!(
        "| scheduling | answers | on later days | known at the end | answers per item known | \
         on later days |"
    );
    println!("|---|---|---|---|---|---|");
    for desired in [0.80, 0.85, 0.90, 0.95] {
        let settings = StudySettings::of(&StudyWishes {
            desired_retention: Some(desired),
            new_per_day: Some(NEW_A_DAY),
            ..StudyWishes::default()
        });
        row(&format!("docent at {desired:.2}"), |learner| {
            simulate_study(learner, &settings, CARDS, DAYS)
        });
    }
    row("SM-2", |learner| by(learner, &mut Sm2));
    row("fixed steps (1, 3, 7, 14, 30, 60, 120)", |learner| by(learner, &mut FixedSteps));
}

fn by(learner: &SimulatedLearner, policy: &mut dyn Policy) -> Simulation {
    simulate(learner, policy, CARDS, DAYS, NEW_A_DAY)
}

fn row(name: &str, run: impl Fn(&SimulatedLearner) -> Simulation) {
    let learner = |seed: &u64| SimulatedLearner { truth: Model::default(), seed: *seed };
    let runs: Vec<Simulation> = SEEDS.iter().map(|seed| run(&learner(seed))).collect();
    let mean = |of: &dyn Fn(&Simulation) -> f64| {
        runs.iter().map(of).sum::<f64>() / f64::from(u8::try_from(runs.len()).unwrap_or(1))
    };
    let answers = |run: &Simulation| f64::from(run.answers());
    println!(
        "| {name} | {:.0} | {:.0} | {:.0} | {:.2} | {:.2} |",
        mean(&answers),
        mean(&on_later_days),
        mean(&|run| run.known),
        mean(&|run| answers(run) / run.known),
        mean(&|run| on_later_days(run) / run.known),
    );
}

/// Returns the answers without those in steps, which follow another on the same day. The very
/// first of an item counts.
fn on_later_days(run: &Simulation) -> f64 {
    let counts = |history: &Vec<PastReview>| {
        history.iter().enumerate().filter(|(i, review)| *i == 0 || review.elapsed > 0).count()
    };
    let all: usize = run.histories.iter().map(counts).sum();
    f64::from(u32::try_from(all).unwrap_or(u32::MAX))
}
