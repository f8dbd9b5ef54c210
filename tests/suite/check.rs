//! `docent check`: faults as a teacher reads them.

use crate::desk::{CAPITALS, Desk, PLANETS};
use serde_json::Value;

const FAULTY: &str = r#"format = 1
[deck]
id = "rivers"
title = "Rivers"

[[card]]
kind = "text"
qestion = "Which river flows through Cairo?"
answer = "Nile"

[[card]]
id = "danube"
kind = "year"
question = "In which year was the Danube canal opened?"
answer = "1992-04"

[[card]]
id = "rhine"
kind = "choice"
question = "Into which sea does the Rhine flow?"
answer = "the North Sea"
distractors = ["the North Sea", "the Black Sea"]

[[card]]
id = "volga"
kind = "text"
question = "Into which sea does the Volga flow?"
answer = "the Caspian Sea"
"#;

#[test]
fn a_sound_deck_has_no_faults() {
    let desk = Desk::new().deck("planets", PLANETS).deck("capitals", CAPITALS);
    let run = desk.docent(&["check"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(
        run.stdout,
        "decks/capitals.toml: 3 sound cards, no faults\n\
         decks/planets.toml: 9 sound cards, no faults\n"
    );
}

#[test]
fn every_fault_is_shown_at_its_place_with_what_to_do() {
    let run = Desk::new().deck("rivers", FAULTY).docent(&["check"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn faults_are_given_to_programs_with_line_and_column() {
    let run = Desk::new().deck("rivers", FAULTY).docent(&["check", "--json"]);
    assert_eq!(run.code, 1, "{run}");
    let faults: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let places: Vec<String> = faults
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| format!("{}:{} {}", fault["line"], fault["column"], fault["rule"]))
        .collect();
    assert_eq!(
        places,
        [
            "6:1 \"missing-key\"",
            "8:1 \"unknown-key\"",
            "15:10 \"wrong-precision\"",
            "22:15 \"right-distractor\"",
        ]
    );
}

#[test]
fn two_decks_with_one_id_are_an_error() {
    let desk = Desk::new().deck("a", CAPITALS).deck("b", CAPITALS);
    let run = desk.docent(&["check"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("both have the id `capitals`"), "{run}");
}

#[test]
fn of_two_decks_with_one_id_the_first_is_studied_and_the_other_told() {
    let other = CAPITALS.replace("Mongolia", "Mongolia, again");
    let more = CAPITALS.replace("id = \"capitals\"", "id = \"more\"");
    let desk = Desk::new().deck("a", CAPITALS).deck("b", &other).deck("c", &more);
    let told = "note: left out `decks/b.toml`: it has the id `capitals`, as `decks/a.toml` has; give one \
                of them another `deck.id`, progress hangs on it\n";
    for command in [&["study", "--plain"][..], &[], &["stats"], &["quiz", "--plain"], &["cards"]] {
        let run = desk.docent_with(command, "");
        assert_eq!((run.code, &*run.stderr), (0, told), "{run}");
        assert!(!run.stdout.contains("again"), "{run}");
    }
    let items = desk.docent(&["--json"]);
    assert!(items.stdout.contains("\"items\": 6") && items.stdout.contains("\"more\""), "{items}");
    let twice = desk.docent_with(&["study", "decks/a.toml", "./decks/a.toml", "--plain"], "");
    assert_eq!((twice.code, &*twice.stderr), (0, ""), "one file is one deck: {twice}");
    std::fs::remove_file(desk.path("decks/a.toml")).expect("removed");
    let run = desk.docent_with(&["study", "--plain", "--limit", "1"], "");
    assert!(run.stderr.is_empty() && run.stdout.contains("Mongolia, again"), "{run}");
}

#[test]
fn a_deck_may_come_from_stdin() {
    let desk = Desk::new();
    let check = |arguments: &[&str], deck: &str| {
        desk.docent_with(&[&["check", "-"][..], arguments].concat(), deck)
    };
    let sound = check(&[], CAPITALS);
    assert_eq!((sound.code, &*sound.stdout), (0, "-: 3 sound cards, no faults\n"), "{sound}");
    let faulty = check(&[], FAULTY);
    assert!(faulty.code == 1 && faulty.stdout.contains("--> -:"), "{faulty}");
    let told = check(&["--json"], FAULTY);
    assert!(told.stdout.contains("\"file\": \"-\""), "{told}");
    for (arguments, deck, why) in [
        (&["--fix"][..], CAPITALS, "`--fix` mends a file, and `-` is stdin\nhint: name the file"),
        (&["-"], CAPITALS, "only one of the decks can come from stdin"),
        (&[], "", "the deck `-` is empty"),
    ] {
        let run = check(arguments, deck);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{run}");
        assert!(run.stderr.starts_with(&format!("error: {why}")), "{run}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_in_a_folder_is_noted_and_the_rest_checked() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let link =
        |name: &str| std::os::unix::fs::symlink("gone.toml", desk.path(name)).expect("a link");
    link("decks/dangling.toml");
    let run = desk.docent(&["check", "decks"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.stdout, "decks/capitals.toml: 3 sound cards, no faults\n");
    assert_eq!(run.stderr, "note: left out: `decks/dangling.toml` is a link to nothing\n");
    let studied = desk.docent_with(&["study", "--plain"], "");
    assert_eq!(studied.code, 0, "{studied}");
    assert!(studied.stderr.contains("`decks/dangling.toml` is a link to nothing"), "{studied}");
    for command in ["study", "quiz"] {
        let run = desk.docent_with(&[command, "decks", "--plain"], "");
        assert!(run.stderr.contains("`decks/dangling.toml` is a link to nothing"), "{run}");
        assert_ne!(run.code, 2, "{run}");
        let named = desk.docent_with(&[command, "decks/dangling.toml", "--plain"], "");
        assert_eq!(named.code, 2, "{named}");
    }
    let cards = desk.docent(&["cards", "decks"]);
    assert!(cards.code == 0 && cards.stdout.contains("capitals/"), "{cards}");
    let named = desk.docent(&["check", "decks/dangling.toml", "decks/capitals.toml"]);
    assert!(named.code == 2 && named.stdout.contains("no faults"), "{named}");
    let told = "error: `decks/dangling.toml` is a link to nothing\nhint: mend the link";
    assert!(named.stderr.starts_with(told), "{named}");
    std::fs::create_dir(desk.path("alone")).expect("a folder");
    link("alone/dangling.toml");
    assert_eq!(desk.docent(&["check", "alone"]).code, 2, "there is nothing else to check");
}

#[test]
fn a_deck_that_is_missing_does_not_hide_the_faults_of_another() {
    let desk = Desk::new().deck("rivers", FAULTY);
    let run = desk.docent(&["check", "none.toml", "decks/rivers.toml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stdout.contains("right-distractor"), "{run}");
    assert!(run.stderr.contains("there is no deck at `none.toml`"), "{run}");
}

const WEAK: &str = r#"format=1
[deck]
id = "canals"
title = "Canals"
[[source]]
id = "notes"
file = "notes.md"

# The first card.
[[card]]
answer = 1869 # by the old calendar too
kind = "year"
question = "In which year was it opened?"
cites = [{ source = "notes", quote = "The Suez Canal was opened in 1869.", line = 9 }]

[[card]]
id = "kiel"
kind = "text"
question = "Where does the Kiel Canal begin?"
answer = "Kiel"
cites = [{ source = "notes", quote = "It begins in Kiel." }]
"#;

fn weak() -> Desk {
    let notes = b"# Canals\n\nThe Suez Canal was opened in 1869.\n";
    Desk::new().deck("canals", WEAK).file("decks/notes.md", notes)
}

#[test]
fn what_weakens_a_card_is_a_warning_at_its_place() {
    let run = weak().docent(&["check"]);
    assert_eq!(run.code, 0, "a weak deck is sound: {run}");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_rule_is_silenced_by_name_for_a_card_or_for_the_deck() {
    let card = WEAK.replace("id = \"kiel\"", "id = \"kiel\"\n#:ignore answer-in-question: a joke");
    let desk = weak().deck("canals", &card);
    let run = desk.docent(&["check"]);
    assert!(!run.stdout.contains("answer-in-question"), "{run}");
    assert!(run.stdout.contains("quote-moved"), "{run}");
    let deck = format!("#:ignore quote-moved, quote-gone\n{WEAK}");
    let run = weak().deck("canals", &deck).docent(&["check"]);
    assert!(!run.stdout.contains("quote-") && run.stdout.contains("answer-in-question"), "{run}");
}

#[test]
fn what_is_safe_is_mended_once_and_comments_stay() {
    let desk = weak();
    let read = || std::fs::read_to_string(desk.path("decks/canals.toml")).expect("a deck");
    let run = desk.docent(&["check", "--fix"]);
    assert!(run.stderr.contains("wrote down the id `card-"), "{run}");
    assert!(run.stderr.contains("put the keys of 1 card in order, mended the spacing"), "{run}");
    let mended = read();
    assert!(mended.contains("# The first card.\n[[card]]\nid = \"card-"), "{mended}");
    assert!(mended.contains("answer = 1869 # by the old calendar too\ncites"), "{mended}");
    let again = desk.docent(&["check", "--fix"]);
    assert_eq!((again.stderr.as_str(), read()), ("", mended), "{again}");
}

#[test]
fn slips_of_which_it_is_certain_what_was_meant_are_mended() {
    let deck = WEAK.replace("title = \"Canals\"", "title = “Canals”").replace("[[card]]", "[card]");
    let desk = weak().deck("canals", &deck);
    let before = desk.docent(&["check"]);
    assert_eq!(before.code, 1, "{before}");
    let mends = "`docent check --fix decks/canals.toml` mends ";
    assert!(before.stdout.contains(mends), "{before}");
    let piped = desk.docent_with(&["check", "-"], &deck);
    assert!(!piped.stdout.contains("--fix"), "{piped}");
    let run = desk.docent(&["check", "--fix"]);
    assert!(run.code == 0, "{run}");
    assert!(
        run.stderr.contains("wrote straight quotes in 1 line, wrote two brackets around "),
        "{run}"
    );
    let text = std::fs::read_to_string(desk.path("decks/canals.toml")).expect("a deck");
    assert!(text.contains("title = \"Canals\"") && !text.contains("\n[card]"), "{text}");
}

#[test]
fn a_file_that_is_no_toml_is_not_mended() {
    let broken = WEAK.replace("title = \"Canals\"", "title = \"Canals");
    let desk = Desk::new().deck("canals", &broken);
    let run = desk.docent(&["check", "--fix"]);
    assert_eq!(run.code, 1, "{run}");
    let text = std::fs::read_to_string(desk.path("decks/canals.toml")).expect("a deck");
    assert_eq!(text, broken);
}

#[cfg(unix)]
#[test]
fn a_source_that_is_no_file_is_told_and_not_waited_for() {
    let deck = WEAK.replace("notes.md", "/dev/zero");
    let run = weak().deck("canals", &deck).docent(&["check"]);
    assert!(run.code == 0 && run.stdout.contains("`/dev/zero` is no regular file"), "{run}");
    let gone = WEAK.replace("notes.md", "gone.md");
    let run = weak().deck("canals", &gone).docent(&["check"]);
    assert!(run.stdout.contains("source-gone") && !run.stdout.contains("quote-"), "{run}");
}

#[test]
fn every_rule_is_explained_and_a_slip_in_its_name_is_recognised() {
    let desk = Desk::new();
    let list = desk.docent(&["check", "--explain", "--json"]);
    let rules: Value = serde_json::from_str(&list.stdout).expect("JSON");
    for rule in rules.as_array().expect("a list") {
        let name = rule["rule"].as_str().expect("a name");
        let run = desk.docent(&["check", "--explain", name]);
        assert!(run.code == 0 && run.stdout.starts_with(&format!("{name}: ")), "{run}");
    }
    let run = desk.docent(&["check", "--explain", "long-qestion"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("hint: did you mean `long-question`?"), "{run}");
}

#[test]
fn the_schema_for_editors_is_the_one_that_is_shipped() {
    let run = Desk::new().docent(&["check", "--schema"]);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json");
    let shipped = std::fs::read_to_string(shipped).expect("decks/deck.schema.json");
    assert!(run.stdout == shipped, "write it anew: docent check --schema > decks/deck.schema.json");
}

/// Has the editors' own checker look at a deck: what it says, and whether it is content.
fn taplo(deck: &str) -> Option<(bool, String)> {
    let taplo = crate::tools::installed("taplo")?;
    let output = std::process::Command::new(taplo)
        .args(["check", deck])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("taplo starts");
    Some((output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn an_editor_finds_the_schema_and_no_fault_in_the_shipped_decks() {
    for deck in ["decks/planets/deck.toml", "decks/abraham-accords/deck.toml"] {
        let Some((content, said)) = taplo(deck) else { return };
        assert!(content, "{said}");
    }
}

#[test]
fn an_editor_says_which_key_is_wrong() {
    let planets = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/planets/deck.toml");
    let planets = std::fs::read_to_string(planets).expect("the deck");
    for (right, wrong, said) in [
        ("new_per_day = 15", "new_per_day = \"many\"", "is not of type \"integer\""),
        ("answer = 8\n", "anwser = 8\n", "\"answer\" is a required property"),
        ("kind = \"set\"", "kind = \"sett\"", "\"sett\" is not one of"),
        ("answer = true", "answer = \"yes\"", "\"yes\" is not of type \"boolean\""),
    ] {
        assert!(planets.contains(right), "{right}");
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/deck.schema.json");
        let text = planets.replace(right, wrong).replace("../deck.schema.json", schema);
        let desk = Desk::new().file("bad.toml", text.as_bytes());
        let Some((content, told)) = taplo(&desk.path("bad.toml").display().to_string()) else {
            return;
        };
        assert!(!content && told.contains(said), "{told}");
    }
}

/// Sets the time of a file back, as if it had been written long ago and left alone since.
fn settle(path: &std::path::Path) {
    let written = std::fs::metadata(path).and_then(|about| about.modified()).expect("its time");
    let file = std::fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(written - std::time::Duration::from_hours(1)).expect("set");
}

#[test]
fn what_was_found_sound_is_looked_at_again_once_it_or_its_source_has_changed() {
    let quoting = "\n[[source]]\nid = \"own\"\nfile = \"s.txt\"\n\n[[card]]\nid = \"q\"\n\
                   kind = \"truth\"\nquestion = \"Is Neptune the farthest planet?\"\nanswer = true\n\
                   cites = [{ source = \"own\", quote = \"Neptune is the farthest planet.\" }]\n";
    let desk = Desk::new()
        .deck("planets", &format!("{PLANETS}{quoting}"))
        .file("decks/s.txt", b"Neptune is the farthest planet.\n");
    std::fs::create_dir_all(desk.path("home")).expect("a folder");
    let (deck, source) = (desk.path("decks/planets.toml"), desk.path("decks/s.txt"));
    settle(&deck);
    settle(&source);
    // Changing the time of a file is a change to it, which must settle too.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let first = desk.docent(&["check"]);
    assert_eq!(first.code, 0, "{first}");
    let remembered = || std::fs::read(desk.path("home/checked")).expect("what was found");
    let before = remembered();
    assert!(before.windows(12).any(|bytes| bytes == b"planets.toml"));
    assert_eq!(desk.docent(&["check"]).stdout, first.stdout);
    std::fs::write(&source, "Pluto is the farthest planet.\n").expect("written");
    let gone = desk.docent(&["check"]);
    assert!(gone.stdout.contains("quote-gone"), "{gone}");
    std::fs::write(&source, "Neptune is the farthest planet.\n").expect("written");
    let text = std::fs::read_to_string(&deck).expect("the deck");
    std::fs::write(&deck, text.replace("answer = true", "answer = 3")).expect("written");
    let wrong = desk.docent(&["check"]);
    assert_eq!(wrong.code, 1, "{wrong}");
    std::fs::write(desk.path("home/checked"), "odd bytes").expect("written");
    assert_eq!(desk.docent(&["check"]).stdout, wrong.stdout);
}
