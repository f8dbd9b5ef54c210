//! What three independent implementations of FSRS-6 agree on, through the code that schedules.
//!
//! The vectors are not part of the repository; where they are absent the test says so and passes.
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use docent::memory::{
    Chance, DesiredRetention, ItemState, Memory, Model, Moment, Phase, Rating, Schedule, Scheduler,
    Steps, WEIGHTS,
};
use serde_json::Value;

const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/fsrs-vectors.json");

fn vectors() -> Option<Value> {
    let Ok(text) = std::fs::read_to_string(VECTORS) else {
        eprintln!("skipped: {VECTORS} is absent");
        return None;
    };
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn model(vectors: &Value, name: &Value) -> Model {
    let weights = &vectors["parameters"][name.as_str().expect("a name")];
    let mut read = WEIGHTS;
    for (place, weight) in read.iter_mut().zip(weights.as_array().expect("weights")) {
        *place = float(weight);
    }
    Model::new(&read).expect("weights")
}

#[expect(clippy::cast_possible_truncation, reason = "the model computes in f32")]
fn float(value: &Value) -> f32 {
    value.as_f64().expect("a number") as f32
}

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a whole number")).expect("small")
}

fn rating(value: &Value) -> Rating {
    Rating::ALL[whole(value) as usize - 1]
}

struct Tolerance(f32);

impl Tolerance {
    fn agree(&self, ours: f32, theirs: &Value, what: &str) {
        let theirs = float(theirs);
        let allowed = self.0 * theirs.abs().max(1e-9);
        assert!((ours - theirs).abs() <= allowed, "{what}: {ours}, not {theirs}");
    }
}

#[test]
fn memory_recall_and_intervals_agree_with_three_implementations() {
    let Some(vectors) = vectors() else { return };
    let near = Tolerance(float(&vectors["about"]["rel_tol"]));
    let list = |name: &str| vectors[name].as_array().expect("a list").clone();
    for row in list("transitions") {
        let model = model(&vectors, &row["params"]);
        let before = Memory { stability: float(&row["s"]), difficulty: float(&row["d"]) };
        for (rating, next) in Rating::ALL.into_iter().zip(row["next"].as_array().expect("four")) {
            let after = model.review(Some(before), whole(&row["t"]), rating);
            near.agree(after.stability, &next[0], &format!("stability of {row} {rating}"));
            near.agree(after.difficulty, &next[1], &format!("difficulty of {row} {rating}"));
        }
    }
    for row in list("retrievability") {
        let model = model(&vectors, &row["params"]);
        let memory = Memory { stability: float(&row["s"]), difficulty: 5.0 };
        near.agree(model.retrievability(memory, float(&row["t"])), &row["r"], &row.to_string());
    }
    for row in list("intervals") {
        let model = model(&vectors, &row["params"]);
        let memory = Memory { stability: float(&row["s"]), difficulty: 5.0 };
        let desired = row["dr"].as_f64().and_then(DesiredRetention::new).expect("in range");
        near.agree(model.interval(memory, desired), &row["interval_raw"], &row.to_string());
    }
    for row in list("sequences") {
        let model = model(&vectors, &row["params"]);
        let mut memory = None;
        let history = row["history_t_rating"].as_array().expect("a history");
        for (review, state) in history.iter().zip(row["states_S_D"].as_array().expect("states")) {
            let after = model.review(memory, whole(&review[0]), rating(&review[1]));
            near.agree(after.stability, &state[0], &format!("{} {review}", row["name"]));
            near.agree(after.difficulty, &state[1], &format!("{} {review}", row["name"]));
            memory = Some(after);
        }
    }
}

#[test]
fn first_reviews_agree() {
    let Some(vectors) = vectors() else { return };
    let near = Tolerance(float(&vectors["about"]["rel_tol"]));
    for (name, rows) in vectors["first_review"].as_object().expect("by parameters") {
        let model = model(&vectors, &Value::from(name.as_str()));
        for row in rows.as_array().expect("rows") {
            let memory = model.review(None, 0, rating(&row["rating"]));
            near.agree(memory.stability, &row["stability"], &row.to_string());
            near.agree(memory.difficulty, &row["difficulty"], &row.to_string());
        }
    }
}

#[test]
fn learning_steps_agree_where_the_others_do() {
    let Some(vectors) = vectors() else { return };
    let mut compared = 0;
    for walk in vectors["learning_steps"].as_array().expect("walks") {
        let pauses = |name: &str| {
            walk[name].as_array().expect("pauses").iter().map(whole).collect::<Vec<u32>>()
        };
        let scheduler = Scheduler {
            model: Model::default(),
            desired: DesiredRetention::DEFAULT,
            steps: Steps { learning: pauses("learning_s"), relearning: pauses("relearning_s") },
            longest: Scheduler::LONGEST,
            exam: None,
        };
        let mut now = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
        let mut state = ItemState::New;
        for row in walk["rows"].as_array().expect("rows") {
            if row["agree"] != true {
                break;
            }
            let rating = rating(&row["rating"]);
            let chance = Chance::even(1);
            let next = scheduler.schedule(&state, now, rating, &chance);
            let preview = scheduler.preview(&state, now, &chance).into_iter();
            let worse =
                preview.take_while(|(of, _)| *of < rating).last().and_then(
                    |(_, next)| match next {
                        Schedule::Review { days } => Some(days),
                        _ => None,
                    },
                );
            state = state.after(&scheduler.model, now, rating, next);
            let theirs = &row["py_fsrs"];
            assert_eq!(state.name(), theirs["state"].as_str().expect("a state").to_lowercase());
            let seconds = whole(&theirs["due_in_s"]);
            let phase = state.seen().expect("seen").phase;
            match (phase, next) {
                (Phase::Learning { .. }, Schedule::Learning { pause, .. })
                | (Phase::Relearning { .. }, Schedule::Relearning { pause, .. }) => {
                    assert_eq!(pause, seconds, "{row} in {}", walk["name"]);
                }
                // Theirs is without fuzz, which moves ours within its range, and without the law
                // that a better rating waits longer, which may add a day to the next worse one's.
                (Phase::Review { interval, .. }, _) => {
                    let range = docent::memory::fuzz_range(seconds / 86_400);
                    let pushed = worse == Some(interval - 1);
                    assert!(range.contains(&interval) || pushed, "{row}: {interval} days");
                }
                _ => panic!("{phase:?} does not follow from {next:?}"),
            }
            compared += 1;
            now = now.after_seconds(seconds);
        }
    }
    assert!(compared >= 20, "only {compared} rows were compared");
}
