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
    let run = desk.docent_with(&["study", "--plain", "--limit", "2"], "");
    assert!(run.stdout.contains("[2 new,"), "{run}");
    let run = desk.docent_with(&["study", "--plain", "--new", "1"], "");
    assert!(run.stdout.contains("[1 new,"), "{run}");
}
