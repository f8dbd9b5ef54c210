//! A learner who never was: most of a year of answers by a known memory, with everything in it that
//! makes counting hard (overruled and undone answers, resets, a fit, journeys, nights past midnight).

use crate::desk::Desk;
use docent::deck::Form;
use docent::memory::{
    Chance, DesiredRetention, ItemState, Mind, Model, Moment, Phase, Rating, Schedule, Scheduler,
    SimulatedLearner, Steps, WEIGHTS,
};
use docent::progress::Journal;
use docent::study::{Event, EventId, EventKind, Given, IdSource, ItemId, Review, Verdict};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};

/// The moment at which the year is looked at.
pub const AFTER: &str = "2026-11-22T20:30:00+01:00";

const DAYS: i64 = 290;
/// The days from one new item to the next, the last of them being new today.
const PAUSE: i64 = 6;

/// Pairs of countries and capitals; a capital is taken for that of the neighbour in the list.
const CAPITALS: [(&str, &str, &str); 16] = [
    ("morocco", "Rabat", "africa"),
    ("jordan", "Amman", "asia"),
    ("mali", "Bamako", "africa"),
    ("chad", "Ndjamena", "africa"),
    ("oman", "Muscat", "asia"),
    ("yemen", "Sanaa", "asia"),
    ("ghana", "Accra", "africa"),
    ("togo", "Lome", "africa"),
    ("peru", "Lima", "america"),
    ("cuba", "Havana", "america"),
    ("laos", "Vientiane", "asia"),
    ("nepal", "Kathmandu", "asia"),
    ("qatar", "Doha", "asia"),
    ("chile", "Santiago", "america"),
    ("fiji", "Suva", "islands"),
    ("malta", "Valletta", "islands"),
];

/// Returns the two decks, by name.
pub fn decks() -> [(&'static str, String); 2] {
    let capital = |(id, capital, tag): &(&str, &str, &str)| {
        format!(
            "\n[[card]]\nid = \"{id}\"\nkind = \"text\"\nquestion = \"What is the capital of {id}?\"\n\
             answer = \"{capital}\"\ntags = [\"{tag}\"]\n"
        )
    };
    let head = |id: &str, title: &str, tags: &str| {
        format!("format = 1\n[deck]\nid = \"{id}\"\ntitle = \"{title}\"\ntags = [{tags}]\n")
    };
    let capitals: String = CAPITALS.iter().map(capital).collect();
    let numbers: String = (10..50)
        .map(|n| {
            let drafts = if n > 47 { "status = \"draft\"\n" } else { "" };
            format!(
                "\n[[card]]\nid = \"n{n}\"\nkind = \"number\"\nquestion = \"How much is {n} times {n}?\"\n\
                 answer = {}\n{drafts}",
                n * n
            )
        })
        .collect();
    [
        (
            "capitals",
            format!("{}{capitals}", head("capitals", "Capitals of the world", "\"places\"")),
        ),
        ("squares", format!("{}{numbers}", head("squares", "Squares", ""))),
    ]
}

/// An item on its way through the year.
struct Course {
    id: ItemId,
    right: String,
    wrong: String,
    state: ItemState,
    mind: Mind,
}

struct Year {
    learner: SimulatedLearner,
    scheduler: Scheduler,
    rng: ChaCha8Rng,
    ids: IdSource,
    events: Vec<Event>,
}

/// Puts the decks and the year's journal on a desk.
pub fn desk() -> Desk {
    let mut desk = Desk::new().at(AFTER);
    for (name, text) in decks() {
        desk = desk.deck(name, &text);
    }
    let mut journal = Journal::open(&desk.journal()).expect("a journal");
    journal.append_all(&events()).expect("stored");
    desk
}

/// Returns the events of the year.
pub fn events() -> Vec<Event> {
    let mut truth = WEIGHTS;
    for weight in &mut truth[..4] {
        *weight *= 0.6;
    }
    let learner = SimulatedLearner { truth: Model::new(&truth).expect("weights"), seed: 11 };
    let scheduler = Scheduler {
        model: Model::default(),
        desired: DesiredRetention::DEFAULT,
        steps: Steps::default(),
        longest: Scheduler::LONGEST,
        exam: None,
    };
    let rng = ChaCha8Rng::seed_from_u64(3);
    let ids = IdSource::new([5; 32], None);
    let mut year = Year { learner, scheduler, rng, ids, events: Vec::new() };
    let mut courses = courses();
    let last = at(AFTER).study_day();
    for day in 0..DAYS {
        let back = u32::try_from(DAYS - 1 - day).expect("few");
        if year.rng.random_bool(0.12) && back > 3 {
            continue;
        }
        let begun = usize::try_from((day + 5) / PAUSE).expect("few").min(courses.len());
        let start = last.minus(back).start(zone(day)).expect("a day");
        // Now at six in the evening, now past midnight, which is still the same study day.
        let hours = if day % 11 == 5 { 21 } else { 14 };
        let now = start.after_seconds(hours * 3600);
        year.sit(&mut courses[..begun], now, day);
    }
    year.events
}

/// East of Greenwich by an hour, by two in summer, and for two weeks far in the west.
fn zone(day: i64) -> i32 {
    match day {
        100..=113 => -8 * 3600,
        60..=240 => 2 * 3600,
        _ => 3600,
    }
}

fn courses() -> Vec<Course> {
    let course = |deck: &str, card: String, right: String, wrong: String| Course {
        id: ItemId { deck: deck.into(), card, part: 1 },
        right,
        wrong,
        state: ItemState::New,
        mind: Mind::default(),
    };
    let capitals = (0..CAPITALS.len()).map(|n| {
        let neighbour = CAPITALS[n ^ 1].1.to_uppercase();
        course("capitals", CAPITALS[n].0.into(), CAPITALS[n].1.into(), neighbour)
    });
    let squares = (10..45).map(|n: u32| {
        course("squares", format!("n{n}"), (n * n).to_string(), (n * n + 1).to_string())
    });
    let (mut capitals, mut squares) = (capitals.collect::<Vec<_>>(), squares.collect::<Vec<_>>());
    let mut mixed = Vec::new();
    while !capitals.is_empty() || !squares.is_empty() {
        mixed.extend(capitals.pop());
        mixed.extend(squares.pop());
    }
    mixed
}

impl Year {
    /// Answers what is due, until nothing is in steps any more.
    fn sit(&mut self, courses: &mut [Course], start: Moment, day: i64) {
        let mut seconds = 0;
        for round in 0..12 {
            for course in courses.iter_mut() {
                let now = start.after_seconds(seconds);
                let due = match course.state.seen().map(|seen| seen.phase) {
                    None => round == 0,
                    Some(Phase::Review { due, .. }) => due <= now.study_day(),
                    Some(Phase::Learning { due, .. } | Phase::Relearning { due, .. }) => due <= now,
                };
                if due {
                    self.answer(course, now);
                    seconds += 20;
                }
            }
            seconds += 600;
        }
        if day == 150 {
            self.event(
                start.after_seconds(seconds),
                None,
                EventKind::Fitted { weights: Box::new(fitted()) },
            );
            self.scheduler.model = Model::new(&fitted()).expect("weights");
        }
        if day == 200 {
            let course = &mut courses[4];
            let id = course.id.clone();
            self.event(start.after_seconds(seconds), Some(id), EventKind::Reset);
            (course.state, course.mind) = (ItemState::New, Mind::default());
        }
        if day == 220 {
            let id = courses[2].id.clone();
            self.event(start.after_seconds(seconds), Some(id), EventKind::Suspended);
        }
        if day == DAYS - 1 {
            let until = start.study_day().plus(2);
            let id = courses[7].id.clone();
            self.event(start.after_seconds(seconds), Some(id), EventKind::Buried { until });
        }
    }

    fn answer(&mut self, course: &mut Course, now: Moment) {
        // Taken back at once and answered anew: neither counts.
        if self.rng.random_bool(0.03) {
            let of = self.review(course, now, Rating::Again, course.right.clone());
            self.event(now.after_seconds(2), Some(course.id.clone()), EventKind::Undone { of });
        }
        let now = now.after_seconds(5);
        let mut rating = course.mind.answer(&self.learner, now.millis() / 1000, &mut self.rng);
        let learnt =
            matches!(course.state.seen().map(|seen| seen.phase), Some(Phase::Review { .. }));
        // One never sticks: it becomes a leech.
        if course.id.card == "fiji" && learnt && self.rng.random_bool(0.4) {
            rating = Rating::Again;
        }
        let given = match rating {
            Rating::Again if self.rng.random_bool(0.6) => course.wrong.clone(),
            Rating::Again => String::new(),
            _ => course.right.clone(),
        };
        // Easy comes by the learner's own word, and so does now and then a mercy.
        let merciful = rating == Rating::Again && self.rng.random_bool(0.05);
        let judged = if rating == Rating::Easy { Rating::Good } else { rating };
        let of = self.review(course, now, judged, given);
        let rating = if merciful { Rating::Hard } else { rating };
        if rating != judged {
            let next = self.next(course, now, rating);
            let kind = EventKind::Overruled { of, rating, next };
            self.event(now.after_seconds(1), Some(course.id.clone()), kind);
        }
        let next = self.next(course, now, rating);
        // What stands is what replay gives with the model of the end.
        course.state = course.state.after(&self.scheduler.model, now, rating, next);
    }

    fn next(&self, course: &Course, now: Moment, rating: Rating) -> Schedule {
        self.scheduler.schedule(&course.state, now, rating, &Chance::even(1))
    }

    fn review(&mut self, course: &Course, now: Moment, rating: Rating, given: String) -> EventId {
        let verdict = Verdict::of(rating);
        let review = Review {
            form: Form::Typed,
            options: Vec::new(),
            answer: Given::Text(given),
            verdict,
            score: f64::from(u8::from(verdict == Verdict::Correct)),
            rating,
            millis: if self.rng.random_bool(0.05) {
                0
            } else {
                self.rng.random_range(1_500..90_000)
            },
            next: self.next(course, now, rating),
            before: course.state.name(),
        };
        self.event(now, Some(course.id.clone()), EventKind::Reviewed(review))
    }

    fn event(&mut self, at: Moment, item: Option<ItemId>, kind: EventKind) -> EventId {
        let id = self.ids.next(at);
        self.events.push(Event { id, at, item, kind });
        id
    }
}

/// Weights of a fit on the way.
fn fitted() -> [f32; 21] {
    let mut weights = WEIGHTS;
    for weight in &mut weights[..4] {
        *weight *= 0.7;
    }
    weights
}

fn at(text: &str) -> Moment {
    Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text))
}

/// Leaves the year in `target/year`, for whoever wants to look at it:
/// `cargo test --test suite year_to_look_at -- --ignored`, then
/// `DOCENT_HOME=target/year/home docent stats --decks target/year/decks`.
#[test]
#[ignore = "leaves files to look at, shows nothing by itself"]
fn a_year_to_look_at() {
    let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/year");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(place.join("decks")).expect("folders");
    for (name, text) in decks() {
        std::fs::write(place.join(format!("decks/{name}.toml")), text).expect("a deck");
    }
    let mut journal = Journal::open(&place.join("home/journal.db")).expect("a journal");
    journal.append_all(&events()).expect("stored");
}
