//! A simulated learner over one year and 1,000 cards: docent's scheduling against SM-2 and fixed
//! steps. `cargo bench --bench scheduling` prints the table.
#![expect(clippy::print_stdout, reason = "the table is what this is for")]

use docent::memory::{
    DesiredRetention, FixedSteps, Fsrs, Model, Policy, SimulatedLearner, Simulation, Sm2, simulate,
};

const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];

fn main() {
    println!("1,000 cards, 20 new a day, one year; means of {} learners\n", SEEDS.len());
    println!("| scheduling | reviews | known at the end | reviews per item known |");
    println!("|---|---|---|---|");
    for desired in [0.80, 0.85, 0.90, 0.95] {
        let desired = DesiredRetention::new(desired).expect("in range");
        let name = format!("docent (FSRS-6) at {:.2}", desired.value());
        row(&name, || Box::new(Fsrs { model: Model::default(), desired }));
    }
    row("SM-2", || Box::new(Sm2));
    row("fixed steps (1, 3, 7, 14, 30, 60, 120)", || Box::new(FixedSteps));
}

fn row(name: &str, policy: impl Fn() -> Box<dyn Policy>) {
    let runs: Vec<Simulation> = SEEDS
        .iter()
        .map(|seed| {
            let learner = SimulatedLearner { truth: Model::default(), seed: *seed };
            simulate(&learner, policy().as_mut(), 1000, 365, 20)
        })
        .collect();
    let mean = |of: &dyn Fn(&Simulation) -> f64| {
        runs.iter().map(of).sum::<f64>() / f64::from(u8::try_from(runs.len()).unwrap_or(1))
    };
    println!(
        "| {name} | {:.0} | {:.0} | {:.2} |",
        mean(&|run| f64::from(run.reviews)),
        mean(&|run| run.known),
        mean(&Simulation::reviews_per_known),
    );
}
