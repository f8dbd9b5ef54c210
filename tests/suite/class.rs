//! `docent hand-in` and `docent class`: from learners to a teacher without a server.

use crate::desk::{CAPITALS, Desk, Run};
use crate::terminal::Terminal;
use crate::tools::{asked_of_elsewhere, browser, script};
use docent::deck::Form;
use docent::memory::{Moment, Rating, Schedule};
use docent::progress::Journal;
use docent::study::{Event, EventKind, Given, IdSource, ItemId, Review, Verdict};
use serde_json::{Value, json};
use std::path::Path;

const NAMES: [&str; 12] =
    ["Ann", "Bob", "Cem", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Kofi", "Lea"];

const QUESTIONS: [(&str, &str, &str); 8] = [
    ("rabat", "What is the capital of Morocco?", "Rabat"),
    ("amman", "What is the capital of Jordan?", "Amman"),
    ("lima", "What is the capital of Peru?", "Lima"),
    ("doha", "What is the capital of Qatar?", "Doha"),
    ("bern", "Which city is the seat of the Swiss government?", "Bern"),
    ("accra", "What is the capital of Ghana?", "Accra"),
    ("hanoi", "What is the capital of Vietnam?", "Hanoi"),
    ("quito", "What is the capital of Ecuador?", "Quito"),
];

/// Which learners remembered which card on the day after: the first twelve letters are learners. The
/// fourth card only the weaker half knows, of the last one two were asked.
const RECALLED: [&str; 8] = [
    "yyyyyyyyyyyn",
    "yyyyyyyyynnn",
    "yyyyyynnnnnn",
    "nnnnnnyyyyyy",
    "yynnnnnnnnnn",
    "yyyyyyyynnnn",
    "yyyyyyyyyyyy",
    "yn          ",
];

fn deck() -> String {
    let card = |(id, question, answer): &(&str, &str, &str)| {
        format!(
            "\n[[card]]\nid = \"{id}\"\nkind = \"text\"\nquestion = \"{question}\"\nanswer = \"{answer}\"\n"
        )
    };
    let cards: String = QUESTIONS.iter().map(card).collect();
    format!("format = 1\n[deck]\nid = \"seats\"\ntitle = \"Seats of government\"\n{cards}")
}

fn at(text: &str) -> Moment {
    Moment::new(chrono::DateTime::parse_from_rfc3339(text).expect(text))
}

fn review(item: &str, at: Moment, given: &str, right: bool, ids: &mut IdSource) -> Event {
    let rating = if right { Rating::Good } else { Rating::Again };
    let (deck, card) = item.split_once('/').expect("deck/card");
    let item = ItemId { deck: deck.into(), card: card.into(), part: 1 };
    let review = Review {
        form: Form::Typed,
        options: Vec::new(),
        answer: Given::Text(given.into()),
        verdict: Verdict::of(rating),
        score: f64::from(u8::from(right)),
        rating,
        millis: 4000,
        next: Schedule::Review { days: 1 },
        before: "new",
    };
    Event { id: ids.next(at), at, item: Some(item), kind: EventKind::Reviewed(review) }
}

/// A learner's own desk: met every card on one day, was asked for each on the next.
fn learner(number: usize) -> Desk {
    let desk = Desk::new().deck("seats", &deck()).deck("capitals", CAPITALS);
    let mut journal = Journal::open(&desk.journal()).expect("a journal");
    let mut ids = IdSource::new([u8::try_from(number).expect("few"); 32], None);
    let mut events = Vec::new();
    let moment = |day: u32, card: usize| at(&format!("2026-11-{day}T10:{card:02}:00+01:00"));
    let asked = |card: usize| RECALLED[card].as_bytes()[number] != b' ';
    for (card, (id, _, _)) in QUESTIONS.iter().enumerate().filter(|(card, _)| asked(*card)) {
        events.push(review(&format!("seats/{id}"), moment(10, card), "", false, &mut ids));
    }
    for (card, (id, _, answer)) in QUESTIONS.iter().enumerate().filter(|(card, _)| asked(*card)) {
        let right = RECALLED[card].as_bytes()[number] == b'y';
        // Of the Swiss seat, all who err say Zurich.
        let given = match (right, *id) {
            (true, _) => *answer,
            (false, "bern") => "Zurich",
            (false, _) => "",
        };
        events.push(review(&format!("seats/{id}"), moment(12, card), given, right, &mut ids));
    }
    events.push(review("capitals/mongolia", moment(13, 0), "a private answer", false, &mut ids));
    journal.append_all(&events).expect("stored");
    desk
}

fn hand_in(desk: &Desk, name: &str) -> Vec<u8> {
    let run = hand_in_to(desk, "out.jsonl", &["--name", name, "--force"]);
    assert_eq!(run.code, 0, "{run}");
    std::fs::read(desk.path("out.jsonl")).expect("a hand-in")
}

fn hand_in_to(desk: &Desk, file: &str, more: &[&str]) -> Run {
    desk.docent(&[&["hand-in", "decks/seats.toml", "--yes", "-o", file], more].concat())
}

/// The teacher's desk, with the hand-ins of all.
fn teacher() -> Desk {
    NAMES.iter().enumerate().fold(Desk::new().deck("seats", &deck()), |teacher, (number, name)| {
        teacher.file(&format!("handed/{name}.jsonl"), &hand_in(&learner(number), name))
    })
}

fn report(desk: &Desk, files: &[&str]) -> (Value, Run) {
    let run = desk.docent(&[&["class", "--json"], files].concat());
    assert_eq!(run.code, 0, "{run}");
    (serde_json::from_str(&run.stdout).expect("JSON"), run)
}

#[test]
fn what_leaves_is_shown_first_and_nothing_of_other_decks_is_in_it() {
    let desk = learner(0);
    let arguments = ["hand-in", "decks/seats.toml", "-o", "ann.jsonl", "--name", "Ann"];
    let run = desk.docent(&arguments);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("nobody can be asked") && run.stderr.contains("--yes"), "{run}");
    assert!(!desk.path("ann.jsonl").exists());
    let run = desk.docent(&[&arguments[..], &["--yes"]].concat());
    assert_eq!(run.stdout, "ann.jsonl (Ann): 16 answers.\n", "{run}");
    for said in ["the name Ann", "Seats of government: 16 answers", "from 10 November 2026 to 12"] {
        assert!(run.stderr.contains(said), "{said}: {run}");
    }
    let text = std::fs::read_to_string(desk.path("ann.jsonl")).expect("a hand-in");
    for word in ["capitals", "mongolia", "private"] {
        assert!(!text.contains(word), "{word}");
    }
    // Handed in again, the newer one takes its place; another file stays.
    assert_eq!(desk.docent(&[&arguments[..], &["--yes"]].concat()).code, 0);
    let desk = desk.file("ann.jsonl", b"my notes");
    let run = desk.docent(&[&arguments[..], &["--yes"]].concat());
    assert!(run.code == 2 && run.stderr.contains("is there already"), "{run}");
}

#[test]
fn on_a_terminal_the_name_is_asked_for_and_only_a_yes_writes() {
    for (answer, code, written) in [("y", 0, true), ("n", 1, false), ("\x03", 130, false)] {
        let desk = learner(0);
        let arguments = ["hand-in", "decks/seats.toml", "-o", "ann.jsonl"];
        let mut terminal = Terminal::start(&desk, 60, &arguments, &[]);
        terminal.see("Under which name do you hand in?");
        terminal.press("Ann B.\r");
        let screen = terminal.see("Write it?");
        assert!(screen.contains("Seats of government: 16 answers"), "{screen}");
        assert!(!desk.path("ann.jsonl").exists(), "nothing is written before");
        terminal.press(answer);
        let (ended, screen) = terminal.end();
        assert_eq!((ended, desk.path("ann.jsonl").exists()), (code, written), "{answer:?}");
        assert!(!screen.screen().hide_cursor(), "the cursor is back");
    }
}

#[test]
fn there_is_nothing_to_hand_in_and_no_name() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let yes = |desk: &Desk, more: &[&str]| {
        desk.docent(&[&["hand-in", "-o", "x.jsonl", "--yes"], more].concat())
    };
    let run = yes(&desk, &["--name", "Ann"]);
    assert!(run.code == 2 && run.stderr.contains("there is nothing to hand in"), "{run}");
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    for (name, why) in [
        (&[][..], "the hand-in has no name"),
        (&["--name", " \u{1b}[2J "], "the name is empty"),
        (&["--name", &"x".repeat(81)], "longer than 80 letters"),
    ] {
        let run = yes(&desk, name);
        assert!(run.code == 2 && run.stderr.contains(why), "{run}");
    }
    assert!(!desk.path("x.jsonl").exists());
    assert_eq!(yes(&desk, &["--name", "Ann"]).code, 0);
}

#[test]
fn a_class_with_known_answers_comes_to_the_figures_they_have() {
    let (report, _) = report(&teacher(), &["handed"]);
    let learners = report["learners"].as_array().expect("learners");
    assert_eq!(learners.len(), 12);
    assert_eq!((&learners[0]["name"], &learners[0]["answers"]), (&json!("Ann"), &json!(16)));
    assert_eq!(learners[0]["last_day"], "2026-11-12");
    assert_eq!(report["notes"], json!([]));
    for (number, (id, _, _)) in QUESTIONS.iter().enumerate() {
        let card = &report["cards"][number];
        assert_eq!(card["item"], format!("seats/{id}"));
        let asked: Vec<bool> =
            RECALLED[number].bytes().filter(|b| *b != b' ').map(|b| b == b'y').collect();
        let right = asked.iter().filter(|right| **right).count();
        assert_eq!((&card["tested"], &card["recalled"]), (&json!(asked.len()), &json!(right)));
        let expected = discrimination(number);
        let found = card["discrimination"].as_f64();
        let same = match (expected, found) {
            (Some(expected), Some(found)) => (expected - found).abs() < 1e-9,
            (expected, found) => expected == found,
        };
        assert!(same, "{id}: {expected:?}, {found:?}");
    }
    let first = &report["reteach"][0];
    assert_eq!((&first["item"], &first["forgotten"]), (&json!("seats/bern"), &json!(true)));
    let mistake = json!({"given": "Zurich", "learners": 10, "times": 10});
    assert_eq!(
        (&first["same_mistake"], &report["cards"][4]["wrong_answers"][0]),
        (&mistake, &mistake)
    );
    assert_eq!(report["doubtful"], json!(["seats/doha"]), "the weaker half knows it");
}

/// The correlation of a card with the share of the others, from the sums of the textbook formula:
/// (mean rest of those who knew it − mean rest of those who did not) / deviation × √(pq).
fn discrimination(card: usize) -> Option<f64> {
    let known = |card: usize, learner: usize| match RECALLED[card].as_bytes()[learner] {
        b'y' => Some(1.0),
        b'n' => Some(0.0),
        _ => None,
    };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for learner in 0..NAMES.len() {
        let Some(own) = known(card, learner) else { continue };
        let rest: Vec<f64> =
            (0..8).filter(|other| *other != card).filter_map(|c| known(c, learner)).collect();
        let share = mean(&rest);
        if own > 0.5 { with.push(share) } else { without.push(share) }
    }
    let all = [with.clone(), without.clone()].concat();
    if all.len() < 10 || with.is_empty() || without.is_empty() {
        return None;
    }
    let squares: Vec<f64> = all.iter().map(|share| (share - mean(&all)).powi(2)).collect();
    let p = mean(&[vec![1.0; with.len()], vec![0.0; without.len()]].concat());
    Some((mean(&with) - mean(&without)) / mean(&squares).sqrt() * (p * (1.0 - p)).sqrt())
}

fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / of.iter().map(|_| 1.0).sum::<f64>()
}

#[test]
fn too_few_learners_are_said_to_be_too_few() {
    let run = teacher().docent(&["class", "handed/Ann.jsonl", "handed/Bob.jsonl"]);
    assert_eq!(run.code, 0, "{run}");
    let words: Vec<&str> = run.stdout.split_whitespace().collect();
    assert!(words.join(" ").contains("It takes 10 learners at least"), "{run}");
}

#[test]
fn the_report_is_drawn_for_a_person() {
    let run = teacher().columns(60).docent(&["class", "handed"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 60), "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_hand_in_replaces_the_learners_own_and_nobody_elses() {
    let (ann, bob) = (learner(0), learner(1));
    let first = hand_in(&ann, "Ann");
    for name in ["Ann", " ann"] {
        let run = hand_in_to(&ann, "out.jsonl", &["--name", name]);
        assert_eq!(run.code, 0, "{run}");
    }
    let bob = bob.file("out.jsonl", &first).file("notes.jsonl", b"my notes\n");
    for (name, file, why) in [
        ("Bob", "out.jsonl", "`out.jsonl` is the hand-in of Ann\n"),
        ("Ann", "out.jsonl", "`out.jsonl` is the hand-in of Ann from another device\n"),
        ("Bob", "notes.jsonl", "`notes.jsonl` is there already\n"),
    ] {
        let run = hand_in_to(&bob, file, &["--name", name]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why) && run.stderr.contains("name another file"), "{run}");
    }
    assert_eq!(std::fs::read(bob.path("out.jsonl")).expect("a hand-in"), first);
    let run = hand_in_to(&bob, "out.jsonl", &["--name", "Bob", "--force"]);
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn an_older_a_newer_and_the_same_hand_in_count_once() {
    let desk = learner(0);
    let older = hand_in(&desk, "Ann");
    let desk = desk.at("2026-11-23T09:00:00+01:00");
    desk.docent_with(&["study", "decks/seats.toml", "--plain", "--limit", "1"], "Rabat\n");
    let newer = hand_in(&desk, "ann ");
    let teacher = Desk::new()
        .deck("seats", &deck())
        .file("1.jsonl", &newer)
        .file("2.jsonl", &older)
        .file("3.jsonl", &newer);
    let (report, run) = report(&teacher, &["1.jsonl", "2.jsonl", "3.jsonl"]);
    let learners = report["learners"].as_array().expect("learners");
    assert_eq!(learners.len(), 1, "{run}");
    assert_eq!(learners[0]["answers"], 17, "{run}");
    assert!(run.stderr.contains("`3.jsonl` adds nothing to"), "{run}");
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let teacher =
        Desk::new().deck("seats", &deck()).file("in/a.jsonl", &hand_in(&learner(0), "Ann"));
    let twice = ["in/a.jsonl", "in", "./in/../in/a.jsonl"];
    let (report, run) = report(&teacher, &twice);
    assert_eq!(run.stderr, "", "{run}");
    assert_eq!(report["learners"][0]["files"].as_array().map(Vec::len), Some(1), "{run}");
}

#[test]
fn two_learners_of_one_name_are_two_and_one_journal_with_two_names_is_said() {
    let (one, other) = (learner(0), learner(1));
    let teacher = Desk::new()
        .deck("seats", &deck())
        .file("a.jsonl", &hand_in(&one, "Ann"))
        .file("b.jsonl", &hand_in(&other, "Ann"))
        .file("c.jsonl", &hand_in(&one, "Annabel"));
    let (report, run) = report(&teacher, &["a.jsonl", "b.jsonl", "c.jsonl"]);
    let names: Vec<&str> = report["learners"]
        .as_array()
        .expect("learners")
        .iter()
        .filter_map(|learner| learner["name"].as_str())
        .collect();
    assert_eq!(names, ["Ann (1)", "Ann (2)", "Annabel"]);
    assert!(run.stderr.contains("2 learners call themselves Ann"), "{run}");
    assert!(run.stderr.contains("hand in from one journal: 16 answers in both"), "{run}");
}

#[test]
fn damaged_and_foreign_files_are_said_and_the_rest_counts() {
    let whole = hand_in(&learner(0), "Ann");
    let mut changed = whole.clone();
    let at = changed.iter().position(|byte| *byte == b'\n').expect("a heading") + 40;
    changed[at] ^= 1;
    let teacher = teacher()
        .file("torn.jsonl", &whole[..whole.len() - 200])
        .file("changed.jsonl", &changed)
        .file("notes.jsonl", b"these are my notes\n")
        .file("empty.jsonl", b"");
    let files = ["torn.jsonl", "changed.jsonl", "notes.jsonl", "empty.jsonl", "missing.jsonl"];
    let (report, run) = report(&teacher, &[&files[..], &["handed/Bob.jsonl"]].concat());
    for said in [
        "`torn.jsonl` is damaged: 1 line cannot be read, and its end is missing or was changed",
        "`changed.jsonl` is damaged: ",
        "line 2: it is torn or was changed",
        "`notes.jsonl` is left out: line 1 is not how docent begins a file of entries",
        "`empty.jsonl` is left out",
        "`missing.jsonl` is left out",
    ] {
        assert!(run.stderr.contains(said), "{said}: {run}");
    }
    assert_eq!(report["learners"].as_array().map(Vec::len), Some(2));
    let run = teacher.docent(&["class", "notes.jsonl"]);
    assert!(run.code == 2 && run.stderr.contains("docent hand-in"), "{run}");
    let run = teacher.docent(&["class", "decks"]);
    assert!(run.code == 2 && run.stderr.contains("there is no hand-in"), "{run}");
}

#[test]
fn a_huge_file_is_not_read() {
    let teacher = Desk::new().deck("seats", &deck());
    let huge = std::fs::File::create(teacher.path("huge.jsonl")).expect("a file");
    huge.set_len(65 * 1024 * 1024).expect("a length");
    let run = teacher.docent(&["class", "huge.jsonl"]);
    assert!(run.code == 2 && run.stderr.contains("it is larger than 64 MB"), "{run}");
}

#[test]
fn a_deck_that_the_teacher_lacks_is_said() {
    let desk = learner(0);
    let arguments = ["hand-in", "-o", "both.jsonl", "--name", "Ann", "--yes"];
    assert_eq!(desk.docent(&arguments).code, 0);
    let both = std::fs::read(desk.path("both.jsonl")).expect("a hand-in");
    let teacher = Desk::new().deck("seats", &deck()).file("both.jsonl", &both);
    let (report, run) = report(&teacher, &["both.jsonl"]);
    assert_eq!(report["learners"][0]["answers"], 16);
    assert!(run.stderr.contains("left out are the answers to `capitals`"), "{run}");
    let teacher = Desk::new()
        .deck("other", &deck().replace("\"seats\"", "\"other\""))
        .file("both.jsonl", &both);
    let run = teacher.docent(&["class", "both.jsonl"]);
    assert!(run.code == 2 && run.stderr.contains("which you do not have"), "{run}");
}

#[test]
fn a_deck_that_nobody_has_answered_counts_only_where_it_is_named() {
    let teacher = teacher().deck("capitals", CAPITALS);
    let (all, run) = report(&teacher, &["handed"]);
    assert_eq!(all["items"], 8);
    assert!(run.stderr.contains("no hand-in has an answer to it: `capitals`"), "{run}");
    let named = ["handed", "--deck", "decks/seats.toml", "--deck", "decks/capitals.toml"];
    let (both, run) = report(&teacher, &named);
    assert_eq!(both["items"], 11);
    assert!(!run.stderr.contains("not counted"), "{run}");
}

#[test]
fn a_key_that_the_teacher_mends_counts_for_all() {
    let teacher = teacher().deck("seats", &deck().replace("\"Bern\"", "\"Zurich\""));
    let (report, run) = report(&teacher, &["handed"]);
    assert!(run.stderr.contains("12 answers judged otherwise than at the time"), "{run}");
    let card = &report["cards"][4];
    assert_eq!((&card["tested"], &card["recalled"]), (&json!(12), &json!(10)));
    let wrong = json!([{"given": "Bern", "learners": 2, "times": 2}]);
    assert_eq!(card["wrong_answers"], wrong);
}

#[test]
fn tables_for_spreadsheets_hold_numbers_and_no_formulas() {
    let desk = learner(0);
    let name = "=cmd|'/c calc'!A1";
    let teacher = Desk::new().deck("seats", &deck()).file("x.jsonl", &hand_in(&desk, name));
    let cards = teacher.docent(&["class", "x.jsonl", "--csv", "-"]).stdout;
    assert!(cards.starts_with("item,question,key,met,tested,recalled,facility,"), "{cards}");
    assert!(
        cards.contains("seats/rabat,What is the capital of Morocco?,Rabat,1,1,1,1.000,"),
        "{cards}"
    );
    let learners = teacher.docent(&["class", "x.jsonl", "--csv", "-", "--rows", "learners"]).stdout;
    assert!(learners.contains("\n'=cmd|"), "{learners}");
    assert_eq!(teacher.docent(&["class", "x.jsonl", "--csv", "c.csv"]).code, 0);
    let run = teacher.docent(&["class", "x.jsonl", "--csv", "c.csv"]);
    assert!(run.code == 2 && run.stderr.contains("is there already"), "{run}");
}

#[test]
fn the_page_of_a_class_stands_alone_and_keeps_texts_as_text() {
    let Some(python) = browser() else { return };
    let evil = "<script>alert(1)</script>\u{202e}";
    let teacher = teacher().file("evil.jsonl", &hand_in(&learner(3), evil));
    let run = teacher.docent(&["class", "handed", "evil.jsonl", "--html", "report.html"]);
    assert_eq!(run.code, 0, "{run}");
    let printed = script(&python, "browser/report.py", &[&teacher.path("report.html")]);
    let seen: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(asked_of_elsewhere(&seen, "report.html"), Vec::<&str>::new());
    assert_eq!((&seen["complaints"], &seen["scripts"]), (&json!([]), &json!(0)));
    assert_eq!((&seen["mute"], &seen["phone"]), (&json!(0), &json!([390, 390])));
    let text = seen["text"].as_str().expect("text");
    assert!(text.contains("<script>alert(1)</script>") && text.contains("Zurich"), "{text}");
}

/// Leaves a class in `target/class`, for whoever wants to look at it.
#[test]
#[ignore = "leaves files to look at, shows nothing by itself"]
fn a_class_to_look_at() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/class");
    let _ = std::fs::remove_dir_all(&place);
    let status =
        std::process::Command::new("cp").arg("-r").arg(teacher().folder()).arg(place).status();
    assert!(status.expect("cp").success());
}
