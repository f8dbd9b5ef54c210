//! `docent study --plain`: line by line.

use crate::desk::{CAPITALS, Desk, PLANETS};

#[test]
fn a_session_reads_well_aloud() {
    let desk = Desk::new().deck("planets", PLANETS);
    let answers = "good\nVenus\n:undo\nb\n1969\n3\n:easy\ngas\na, b\nb a c d\ntrue\nNil\n";
    let run = desk.docent_with(&["study", "--plain"], answers);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.stderr, "");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn an_answer_that_is_only_thought_of_is_shown_on_enter() {
    let desk = Desk::new().deck("planets", PLANETS);
    let run = desk.docent_with(&["study", "--plain"], "\ngood\n:quit\n");
    let shown = "Why is Mars red?\nThink of the answer; Enter shows it.\n>\nIt is: Its dust holds rusty iron.\n\
                 How well did you know it? again, hard, good or easy.\n>\nNoted as good.\n";
    assert!(run.stdout.contains(shown), "{run}");
}

#[test]
fn numbers_name_options_and_what_was_set_aside_is_said() {
    let desk = Desk::new().deck("planets", PLANETS);
    let run = desk.docent_with(&["study", "--plain"], ":bury\n1\n:suspend\n:quit\n");
    for said in ["Set aside until tomorrow.", "Right. Mercury", "Set aside until you take it up"] {
        assert!(run.stdout.contains(said), "`{said}`: {run}");
    }
}

#[test]
fn what_is_made_new_is_asked_again_on_the_same_day() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain", "--limit", "1"], "Ulaanbaatar\n");
    let reset = desk.docent(&["reset", "capitals/mongolia"]);
    assert_eq!(reset.code, 0, "{reset}");
    let run = desk.docent_with(&["study", "--plain"], "");
    assert!(run.stdout.contains("[3 new,") && run.stdout.contains("Mongolia"), "{run}");
}

#[test]
fn the_end_of_input_ends_the_session_and_keeps_what_was_judged() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stdout.ends_with(
            "1 answer: 1 right.\n1 new item begun. Everything is saved.\n\
         The next one comes back in 10 minutes.\n"
        ),
        "{run}"
    );
    assert!(desk.docent(&["stats"]).stdout.contains("2 new, 1 learning, 0 known"));
}

#[test]
fn a_close_answer_says_what_is_missing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["study", "--plain"], "Ulanbaatar\nthe 1910s\n");
    assert!(
        run.stdout.contains("Close. The answer: Ulaanbaatar (right but for one letter)"),
        "{run}"
    );
    let why = "Close. The answer: 1913 (the 1910s is right; the year was asked)";
    assert!(run.stdout.contains(why), "{run}");
}

#[test]
fn an_order_is_judged_when_all_have_a_place_or_no_more_comes() {
    let order = "format = 1\n[deck]\nid = \"o\"\ntitle = \"O\"\n[[card]]\nid = \"c\"\nkind = \"order\"\n\
                 question = \"Which came first?\"\nanswers = [\"Rome\", \"Byzantium\", \"Moscow\"]\n";
    let desk = Desk::new().deck("o", order);
    let run =
        desk.docent_with(&["quiz", "--plain"], "Rome\nrome, moscow\nrome, byzantium, moscow\n");
    let said = "2 are missing. Write all of them, first to last.\n>\n1 is missing. Write all of them, \
                first to last.\n>\nRight.";
    assert!(run.stdout.contains(said), "{run}");
    let run = desk.docent_with(&["study", "--plain"], "rome, byzantium\n");
    assert!(run.stdout.contains("1 is missing.") && run.stdout.contains("1 of 3 pairs"), "{run}");
    let run = desk.docent_with(&["quiz", "--plain"], "\n");
    assert!(!run.stdout.contains("missing") && run.stdout.contains("Wrong."), "{run}");
}

#[test]
fn what_is_no_command_is_explained() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["study", "--plain"], ":dance\n:undo\n?\n:quit\n");
    assert!(run.stdout.contains("`:dance` is no command."), "{run}");
    assert!(run.stdout.contains("there is nothing to take back yet."), "{run}");
    assert!(run.stdout.contains("Nothing was answered this time."), "{run}");
}

#[test]
fn tags_and_limits_choose_what_is_asked() {
    let tagged = CAPITALS.replace("id = \"states\"", "id = \"states\"\ntags = [\"numbers\"]");
    let desk = Desk::new().deck("capitals", &tagged);
    let run = desk.docent_with(&["study", "--plain", "--tag", "numbers"], "");
    assert!(run.stdout.contains("[1 new,") && run.stdout.contains("Brazil"), "{run}");
    for command in
        [["study", "--plain", "--tag", "nowhere"], ["quiz", "--plain", "--tag", "nowhere"]]
    {
        let run = desk.docent_with(&command, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains("no card has the tag `nowhere`"), "{run}");
    }
    for option in ["--limit", "--new", "--ahead"] {
        let run = desk.docent_with(&["study", "--plain", option, "x"], "");
        assert!(run.code == 2 && run.stderr.contains("a whole number, 0 or more"), "{run}");
    }
    let run = desk.docent_with(&["study", "--plain", "--limit", "2"], "");
    assert!(run.stdout.contains("[2 new,"), "{run}");
    let run = desk.docent_with(&["study", "--plain", "--new", "1"], "");
    assert!(run.stdout.contains("[1 new,"), "{run}");
}

/// A deck of one card that is learnt by heart, line by line.
pub const POEM: &str = r#"format = 1
[deck]
id = "verse"
title = "Verse"

[[card]]
id = "steps"
kind = "basic"
question = "How is tea made?\nThree steps:"
answer = """
1. boil
   the water

2. pour\u001b[2J
"""
explanation = "First one,\nthen the other."
"#;

#[test]
fn lines_of_a_text_stay_lines() {
    let desk = Desk::new().deck("verse", POEM);
    let run = desk.docent_with(&["study", "--plain"], "\ngood\n");
    for shown in [
        "\nHow is tea made?\nThree steps:\n",
        ">\nIt is:\n1. boil\n   the water\n\n2. pour\nHow well",
        "Noted as good.\nFirst one,\nthen the other.\n",
    ] {
        assert!(run.stdout.contains(shown), "`{shown}`: {run}");
    }
    let listed = desk.docent(&["cards"]);
    assert!(listed.stdout.contains("\n    How is tea made?\n    Three steps:\n"), "{listed}");
}
