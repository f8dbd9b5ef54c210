//! `docent settings`: every setting and where its value comes from.

use crate::desk::{CAPITALS, Desk};

#[test]
fn the_learner_wins_over_the_deck_and_it_is_shown() {
    let deck = CAPITALS.replace(
        "title = \"Capitals\"",
        "title = \"Capitals\"\n[deck.study]\nnew_per_day = 1\nreviews_per_day = 50",
    );
    let desk = Desk::new().deck("capitals", &deck).file(
        "home/settings.toml",
        b"[study]\nnew_per_day = 2\nlearning_steps = [\"90s\", \"4h\"]\n",
    );
    let run = desk.docent(&["settings"]);
    assert_eq!(run.code, 0, "{run}");
    let home = desk.path("home").display().to_string();
    insta::assert_snapshot!(run.stdout.replace(&home, "HOME"));
    let run = desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    assert!(run.stdout.contains("[2 new,") && run.stdout.contains("in 4 hours"), "{run}");
}

#[test]
fn every_fault_of_the_settings_is_told_in_one_pass() {
    let text = "[study]\nnew_per_day = \"many\"\nwidth = 3\ndesired_retention = 2.0\n\n[colours]\n";
    let desk = Desk::new().file("home/settings.toml", text.as_bytes()).columns(200);
    let run = desk.docent(&["settings"]);
    assert_eq!(run.code, 2, "{run}");
    let home = desk.path("home").display().to_string();
    assert_eq!(
        run.stderr.replace(&home, "HOME"),
        "error: the settings `HOME/settings.toml` are wrong in 4 places:\n  \
         line 2: `new_per_day` is \"many\"; write a whole number, 0 or more: `new_per_day = 10`\n  \
         line 3: unknown field `width`, expected one of `desired_retention`, `new_per_day`, \
         `reviews_per_day`, `learning_steps`, `relearning_steps`, `longest_interval`\n  \
         line 4: `desired_retention` is 2.0; write a number from 0.70 to 0.99: \
         `desired_retention = 0.9`\n  \
         line 6: unknown field `colours`, expected one of `study`\n\
         hint: `docent settings --help` shows every setting\n"
    );
    let desk = desk.file("home/settings.toml", b"[study]\nnew_per_day = 1 # \xff\n");
    let run = desk.docent(&["settings"]);
    assert!(run.code == 2 && run.stderr.contains("hint: save the file as UTF-8"), "{run}");
}

#[test]
fn a_deck_named_by_its_id_or_title_is_shown_as_a_file() {
    let deck = CAPITALS.replace("title = \"Capitals\"", "title = \"Seats of government\"");
    let desk = Desk::new().deck("seats", &deck);
    for command in ["settings", "stats", "study"] {
        for name in ["capitals", "Seats of Government"] {
            let arguments: &[&str] =
                if command == "study" { &[command, "--plain", name] } else { &[command, name] };
            let run = desk.docent(arguments);
            let told = format!(
                "error: there is no deck at `{name}`\nhint: the deck of that name is the file \
                 `decks/seats.toml`\n"
            );
            assert_eq!((run.code, run.stderr.as_str()), (2, told.as_str()), "{run}");
        }
    }
    let run = desk.docent(&["stats", "seats"]);
    assert!(run.stderr.contains("check the path, or make a deck"), "{run}");
}

#[test]
fn without_a_deck_the_learners_settings_are_shown_all_the_same() {
    let own = b"[study]\nnew_per_day = 2\n";
    for desk in [Desk::new(), Desk::new().file("decks/notes.txt", b"no deck")] {
        let desk = desk.file("home/settings.toml", own);
        let run = desk.docent(&["settings"]);
        assert_eq!(run.code, 0, "{run}");
        assert!(
            run.stdout.contains("\nany deck\n  desired_retention  0.90       default\n"),
            "{run}"
        );
        assert!(run.stdout.contains("  new_per_day        2          /"), "{run}");
        let run = desk.docent(&["settings", "--json"]);
        let rows: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert!(rows[0]["deck"].is_null() && rows[1]["value"] == "2", "{run}");
        for named in [&["settings", "gone.toml"][..], &["settings", "--decks", "gone"]] {
            let run = desk.docent(named);
            assert_eq!(run.code, 2, "{run}");
        }
    }
}

#[test]
fn wrong_settings_are_named_with_their_line() {
    for (text, message) in [
        (
            "[study]\nnew_per_day = \"many\"\n",
            "in line 2: `new_per_day` is \"many\"; write a whole number, 0 or more: `new_per_day = 10`",
        ),
        (
            "[study]\nreviews_per_day = -1\n",
            "`reviews_per_day` is -1; write a whole number, 0 or more",
        ),
        ("[study]\ndesired_retention = \"high\"\n", "in line 2: `desired_retention` is \"high\""),
        ("study = 3\n", "in line 1: write the settings below a line `[study]`"),
        (
            "[study]\n\nnew_a_day = 3\n",
            "in line 3: unknown field `new_a_day`; did you mean `new_per_day`?",
        ),
        ("[study]\ndesired_retention = 2.0\n", "a number from 0.70 to 0.99"),
        ("[study]\nlearning_steps = \"1m\"\n", "write a list of pauses in quotes"),
        (
            "[study]\nlearning_steps = [\"0m\"]\n",
            "`learning_steps` is [\"0m\"]; write a list of pauses in quotes, each a whole number above 0 \
             with s, m, h or d behind it: `learning_steps = [\"1m\", \"10m\"]`",
        ),
    ] {
        let desk = Desk::new().deck("c", CAPITALS).file("home/settings.toml", text.as_bytes());
        let run = desk.docent_with(&["study", "--plain"], "x\n");
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(message), "{run}");
        assert!(!desk.journal().exists() || run.stdout.is_empty(), "{run}");
    }
}
