//! Each rule is shown a deck that is weak and the same deck mended.

use super::*;
use crate::deck::read_deck;
use proptest::prelude::*;

/// The source that the examples of rules cite.
struct Peru;

impl SourceText for Peru {
    fn sha256(&self) -> &'static str {
        "1111111111111111111111111111111111111111111111111111111111111111"
    }

    fn find(&self, quote: &str, _: Option<u32>) -> Option<u32> {
        (quote == "The capital of Peru is Lima.").then_some(3)
    }

    fn likest(&self, _: &str) -> Option<(u32, String)> {
        Some((3, "The capital of Peru is Lima.".into()))
    }
}

fn file(source: &Source) -> SourceFile {
    match source.file.as_deref() {
        None => SourceFile::Unnamed,
        Some("../source.txt") => SourceFile::Outside,
        Some("source.txt") => SourceFile::Read(Box::new(Peru)),
        Some(other) => SourceFile::Gone(format!("there is no `{other}`")),
    }
}

fn rules_found(cards: &str) -> Vec<&'static str> {
    let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\n{cards}");
    let reading = read_deck(&text);
    assert_eq!(reading.diagnostics, [], "{text}");
    let found = weaknesses(&text, &reading, &file);
    for weakness in &found {
        assert!(!weakness.span.is_empty(), "{weakness:?} points at nothing in {text}");
    }
    found.into_iter().map(|weakness| weakness.rule).collect()
}

/// Returns how often a rule finds something in these cards.
pub(super) fn found(rule: &str, cards: &str) -> usize {
    rules_found(cards).into_iter().filter(|found| *found == rule).count()
}

#[test]
fn every_rule_finds_its_own_weakness_and_nothing_once_it_is_mended() {
    for rule in RULES {
        let weak = rules_found(rule.weak);
        assert!(weak.contains(&rule.name), "{} finds nothing in its example", rule.name);
        assert_eq!(rules_found(rule.sound), Vec::<&str>::new(), "{}, mended", rule.name);
    }
}

#[test]
fn a_weakness_behind_a_fault_is_told_at_its_place_or_not_yet() {
    let card = "kind = \"truth\"\nquestion = \"Is it so?\"\nanswer = true\n";
    let text = format!(
        "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[source]\nid = \"s\"\n[[source]]\n\
         id = \"t\"\n[card]\n[[card]]\n{card}"
    );
    let found = weaknesses(&text, &read_deck(&text), &file);
    let places: Vec<(&str, &str)> =
        found.iter().map(|weakness| (weakness.rule, &text[weakness.span.clone()])).collect();
    assert_eq!(places, [("pronoun-without-referent", "[[card]]")]);
}

#[test]
fn names_are_unique_and_every_explanation_is_whole() {
    let mut names: Vec<&str> = rule_names().collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    for rule in RULES {
        assert!(!rule.about.ends_with('.') && rule.why.ends_with('.'), "{}", rule.name);
    }
}

#[test]
fn drafts_wait_for_the_review_and_words_of_other_languages_are_not_judged() {
    let weak =
        "[[card]]\nkind = \"year\"\nquestion = \"In which year was it opened?\"\nanswer = 1\n";
    assert_eq!(rules_found(weak), ["year-without-subject", "pronoun-without-referent"]);
    assert!(rules_found(&format!("{weak}status = \"draft\"\n")).is_empty());
    let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\nlanguage = \"nl\"\n{weak}");
    assert!(weaknesses(&text, &read_deck(&text), &file).is_empty());
}

#[test]
fn what_a_deck_silences_is_not_told_and_errors_always_are() {
    let text = "#:ignore year-without-subject no-such-rule\nformat = 1\n[deck]\nid = \"d\"\n\
                title = \"D\"\n[[card]]\n#:ignore missing-key: no\nkind = \"text\"\n\
                question = \"q\"\n[[card]]\nkind = \"year\"\nquestion = \"When?\"\nanswer = 1\n";
    let reading = read_deck(text);
    let mut faults = reading.diagnostics.clone();
    faults.extend(weaknesses(text, &reading, &file));
    let told = without_silenced(text, faults);
    let rules: Vec<&str> = told.iter().map(|fault| fault.rule).collect();
    assert_eq!(rules, ["unknown-rule", "missing-key"]);
}

proptest! {
    #[test]
    fn any_shuffle_of_deck_lines_is_judged_without_a_panic_and_within_the_text(
        lines in prop::collection::vec(prop::sample::select(vec![
            "[[card]]", "[[source]]", "#:ignore", "#:ignore é set-of-one: why", "#:ignore :",
            "id = \"x\"", "kind = \"set\"", "kind = \"cloze\"", "kind = \"text\"",
            "answers = [\"a\"]", "answer = \"\"", "answer = \"é\"", "text = \"{{a}} a\"",
            "question = \"\"", "question = \"Is it an ___\"", "question = '''\n[[card]]\n'''",
            "distractors = [\"a\", \"\"]", "cites = [{ source = \"x\", quote = \"é\", line = 9 }]",
            "file = \"source.txt\"", "card = 1", "= ", "\"",
        ]), 0..24)
    ) {
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{}", lines.join("\n"));
        let reading = read_deck(&text);
        let mut faults = reading.diagnostics.clone();
        faults.extend(weaknesses(&text, &reading, &file));
        for fault in without_silenced(&text, faults) {
            prop_assert!(fault.span.end <= text.len() && text.is_char_boundary(fault.span.start));
        }
    }
}
