//! `docent import --reviews` and `docent optimize`.

use crate::desk::{CAPITALS, Desk};
use docent::memory::{FixedSteps, Model, SimulatedLearner, WEIGHTS, simulate};

/// Reviews of a learner who forgets faster than most, as CSV.
fn history(items: usize) -> (String, String) {
    let mut forgetful = WEIGHTS;
    for weight in &mut forgetful[..4] {
        *weight *= 0.3;
    }
    forgetful[8] = 1.2;
    let learner = SimulatedLearner { truth: Model::new(&forgetful).expect("weights"), seed: 9 };
    let items = u32::try_from(items).expect("few");
    let run = simulate(&learner, &mut FixedSteps, items, 100, 5);
    let mut deck = String::from("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n");
    let mut csv = String::from("item,time,rating\n");
    let start = chrono::DateTime::parse_from_rfc3339("2026-01-01T10:00:00Z").expect("a time");
    for (i, reviews) in run.histories.iter().enumerate() {
        deck.push_str(&format!(
            "[[card]]\nid = \"c{i}\"\nkind = \"truth\"\nquestion = \"q{i}\"\nanswer = true\n"
        ));
        for review in reviews {
            let time = start + chrono::Duration::seconds(review.at);
            csv.push_str(&format!("d/c{i},{},{}\n", time.to_rfc3339(), review.rating.number()));
        }
    }
    (deck, csv)
}

#[test]
fn reviews_are_imported_once_however_often_the_file_is() {
    let csv = "item,time,rating\n\
               capitals/mongolia,2026-10-01T10:00:00+02:00,3\n\
               mongolia,2026-10-03T10:00:00+02:00,good\n\
               capitals/states,2026-10-02T10:00:00+02:00,again\n";
    let desk = Desk::new().deck("capitals", CAPITALS).file("old.csv", csv.as_bytes());
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "3 reviews imported.\n"), "{run}");
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert_eq!(run.stdout, "0 reviews imported.\n3 reviews already there.\n", "{run}");
    let why = desk.docent(&["why", "mongolia"]).stdout;
    assert!(why.contains("2 answers, 0 lapses."), "{why}");
    let stats = desk.docent(&["stats"]).stdout;
    assert!(stats.contains("in all          3"), "{stats}");
}

#[test]
fn a_file_with_faults_is_refused_whole() {
    let csv = "item,time,rating\n\
               capitals/mongolia,2026-10-01T10:00:00+02:00,3\n\
               capitals/nowhere,2026-10-03T10:00:00+02:00,3\n\
               capitals/states,yesterday,3\n\
               capitals/states,2026-10-02T10:00:00+02:00,fine\n";
    let desk = Desk::new().deck("capitals", CAPITALS).file("old.csv", csv.as_bytes());
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert_eq!(run.code, 2, "{run}");
    for part in [
        "has 3 bad rows:",
        "no item is called `capitals/nowhere`",
        "`yesterday` is no moment",
        "`fine` is no rating",
        "line 4: capitals/states: `yesterday`",
    ] {
        assert!(run.stderr.contains(part), "{part}: {run}");
    }
    assert!(!desk.journal().exists());
    let desk = desk.file("old.csv", b"card,when\nx,y\n");
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert!(run.stderr.contains("has no column `item`, `time`, `rating`"), "{run}");
}

#[test]
fn an_id_that_no_deck_has_is_told_once_with_its_lines() {
    let row = |id: &str| format!("{id},2026-10-01T10:00:00+02:00,3\r\n");
    let rows: String = ["nations/peru", "mongolia", "nations/peru", "capitals/mongolla"]
        .into_iter()
        .chain(["nations/peru"; 4])
        .map(row)
        .collect();
    let csv = format!("item,time,rating\r\n{rows}");
    let desk = Desk::new().deck("capitals", CAPITALS).file("old.csv", csv.as_bytes());
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert_eq!(
        run.stderr,
        "error: `old.csv` has 7 bad rows:\n  \
         lines 2, 4, 6 and 3 more: no item is called `nations/peru`\n  \
         line 5: no item is called `capitals/mongolla`; did you mean `capitals/mongolia`?\n\
         hint: an item is `deck/card`, or `deck/card#2` for a second gap, by the ids of decks and cards: \
         `docent cards` lists them; nothing was imported\n"
    );
    assert!(!desk.journal().exists());
}

#[test]
fn a_fit_is_shown_kept_when_it_improves_and_undone() {
    let (deck, csv) = history(200);
    let desk = Desk::new().deck("d", &deck).file("old.csv", csv.as_bytes());
    let run = desk.docent(&["optimize"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("there is no journal yet"), "{run}");
    let run = desk.docent(&["import", "--reviews", "old.csv"]);
    assert_eq!(run.code, 0, "{run}");
    let before = desk.docent(&["cards", "--json"]).stdout;
    let tried = desk.docent(&["optimize", "--dry-run", "--json"]);
    let tried: serde_json::Value = serde_json::from_str(&tried.stdout).expect("JSON");
    assert_eq!((&tried["improved"], &tried["in_use"]), (&true.into(), &false.into()), "{tried}");
    assert!(tried["after"]["log_loss"].as_f64() < tried["before"]["log_loss"].as_f64(), "{tried}");
    assert_eq!(tried["weights"].as_array().map(Vec::len), Some(21));
    assert_eq!(tried["workload"][4]["desired_retention"], 0.9);
    let run = desk.docent(&["optimize"]);
    assert_eq!(run.code, 0, "{run}");
    for part in ["log loss", "RMSE", "Recall, predicted", "0.90", "The new weights are in use."] {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
    let after = desk.docent(&["cards", "--json"]).stdout;
    assert_ne!(before, after, "stability follows the new weights");
    let run = desk.docent(&["undo"]);
    assert!(run.stdout.contains("memory model fitted"), "{run}");
    assert_eq!(desk.docent(&["cards", "--json"]).stdout, before);
}

#[test]
fn too_few_reviews_are_not_fitted() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "x\n");
    let run = desk.docent(&["optimize"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("0 reviews on later days are too few to fit"), "{run}");
}
