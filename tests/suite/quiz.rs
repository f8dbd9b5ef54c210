//! `docent quiz`: a score, and no schedule touched.

use crate::desk::{CAPITALS, Desk};

#[test]
fn a_quiz_gives_a_score_and_stores_nothing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["quiz", "--plain", "--pass", "60"], "1913\n1913\n1913\n");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stdout.contains("3 answers, 1 right: 33 %."), "{run}");
    assert!(!run.stdout.contains("Back in"), "{run}");
    assert!(!desk.journal().exists(), "nothing is stored");
    let run = desk.docent_with(&["quiz", "--plain", "--pass", "30"], "1913\n1913\n1913\n");
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn a_quiz_asks_as_many_as_were_wanted() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let run = desk.docent_with(&["quiz", "-n", "2", "--json"], "");
    assert!(run.stdout.contains("\"left\":{\"new\":2,"), "{run}");
    assert!(run.stdout.contains("\"next_due\":null"), "{run}");
}
