use super::super::tests::found_by;
use super::FactStatus;
use crate::document::Document;
use crate::facts::{find, patterns};

/// Returns what is found without gaps. What another pattern finds too, goes by that pattern's name.
pub(super) fn found(text: &str) -> Vec<String> {
    patterns::tests::found(text, |fact| fact.pattern != "gap")
}

#[test]
fn what_tradition_tells_is_told_by_tradition() {
    let text = "According to tradition Riga was discovered by Henry Dunant in 1502.";
    let facts = find(&[Document::parse("a.txt", text)]);
    let told = facts.iter().filter(|f| f.statement.verb.base == "discover" && f.pattern != "gap");
    let told: Vec<&FactStatus> = told.map(|fact| &fact.status).collect();
    let by_tradition =
        |s: &&FactStatus| matches!(s, FactStatus::Attributed { to } if to == "tradition");
    assert!(!told.is_empty() && told.iter().all(by_tradition), "{told:?}");
}

#[test]
fn what_tradition_tells_by_the_way_is_told_by_tradition_too() {
    let text = "The Suez Canal was by tradition opened in 1869 by Henry Dunant.";
    let facts = find(&[Document::parse("a.txt", text)]);
    let opened: Vec<_> = facts.iter().filter(|f| f.pattern == "clause").collect();
    let by_tradition = |f: &&crate::facts::Fact| matches!(&f.status, FactStatus::Attributed { to } if to == "tradition");
    assert!(!opened.is_empty() && opened.iter().all(by_tradition), "{opened:?}");
}

#[test]
fn what_stands_in_a_row_was_built_for_itself() {
    let text = "Other sights include the Suez Canal, opened in 1869, and the Moss Bridge.";
    let facts = find(&[Document::parse("a.txt", text)]);
    let opened = facts.iter().filter(|f| f.statement.verb.base == "open" && f.pattern == "clause");
    assert!(opened.into_iter().all(|f| f.statement.verb.operator == "was"));
}

#[test]
fn what_was_shown_is_not_left_out_of_when_it_was_shown() {
    let text = "In 1978 the astronomer Jane Roe showed that a stream seen every August since 1913 \
                consists of dust.";
    let found = found(text);
    assert!(
        !found.iter().any(|fact| fact.ends_with("1978") && fact.contains("| show |  =>")),
        "{found:?}"
    );
}

#[test]
fn a_participle_behind_a_peace_is_not_who_gave_something_up() {
    let text = "In the Peace of Lassin, signed on 2 February 1644, Rhodia gave up its claims north of the river.";
    let found = found(text);
    assert!(!found.iter().any(|fact| fact.contains("Rhodia | sign |")), "{found:?}");
}

#[test]
fn the_second_of_what_the_sentence_does_not_say_is_not_asked_for() {
    let found =
        found("The critic Jane Roe praised the second, Ice on the Vat, in Riga on 12 May 1934.");
    assert!(!found.iter().any(|fact| fact.contains("| praise |")), "{found:?}");
    let found = super::super::tests::found("The first came out in Riga in 1929.", |_| true);
    assert!(!found.iter().any(|fact| fact.contains("the first |")), "{found:?}");
}

#[test]
fn what_is_founded_is_the_society_and_not_its_volunteers() {
    let text = "Volunteers of the Moss Canal Society, founded in 1967 by the dentist Henry Dunant, began to clear \
                the locks of Riga in 1970.";
    let found = found(text);
    let founded: Vec<&String> = found.iter().filter(|fact| fact.contains("| found |")).collect();
    assert!(!founded.iter().any(|fact| fact.to_lowercase().contains("volunteers")), "{found:?}");
}

#[test]
fn a_battle_between_one_army_is_just_a_battle() {
    let text = "The Battle of Moss Ford was fought on 18 August 1643 between the army of the Duchy of Riga, led \
                by Count Jan Holm, and a Peruvian force under Admiral Henry Dunant.";
    let found = found(text);
    assert!(!found.iter().any(|fact| fact.contains("between the army")), "{found:?}");
    assert!(!found.iter().any(|fact| fact.contains("Moss Ford | lead |")), "{found:?}");
}

#[test]
fn clauses_of_every_kind_are_read() {
    for (text, fact) in [
        (
            "The Suez Canal, which was opened in 1869, joins two seas.",
            "In which year | the Suez Canal | open |  => 1869",
        ),
        (
            "Henry Dunant wrote a book and left Geneva in 1867.",
            "In which year | Henry Dunant | leave | Geneva => 1867",
        ),
        (
            "The Suez Canal, opened in 1869, joins two seas.",
            "In which year | the Suez Canal | open |  => 1869",
        ),
        (
            "Henry Dunant began to write letters in 1862.",
            "In which year | Henry Dunant | begin | letters => 1862",
        ),
        (
            "By 1862 Henry Dunant had crossed Geneva.",
            "By which year | Henry Dunant | cross | Geneva => 1862",
        ),
        (
            "Marie Curie was no friend of war, having closed a shop in Geneva in 1867.",
            "In which year | Marie Curie | close | a shop in Geneva => 1867",
        ),
        (
            "The Suez Canal, a ditch dug in 1838, was followed in 1867 by the Panama Canal, the first large \
             one to be paved, and in the 1890s by the Kiel Canal.",
            "In which year | the Suez Canal | follow | by the Panama Canal => 1867",
        ),
        (
            "In 1954 Henry Dunant became the first man to cross the Suez Canal.",
            "In which year | Henry Dunant | become | the first man to cross the Suez Canal => 1954",
        ),
        (
            "Henry Dunant became in 1954 the first man to cross the Suez Canal.",
            "Who |  | become | the first man to cross the Suez Canal in 1954 => Henry Dunant",
        ),
    ] {
        let found = found(text);
        assert!(found.contains(&fact.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn what_is_denied_or_only_wished_is_not_asked() {
    assert_eq!(found("Henry Dunant did not leave Geneva in 1867."), Vec::<String>::new());
    assert_eq!(found("Henry Dunant learned no Latin in Geneva in 1867."), Vec::<String>::new());
    let wished = found("Henry Dunant demanded that the city buy Geneva in 1867.");
    assert!(!wished.iter().any(|fact| fact.contains("| buy |")), "{wished:?}");
    assert_eq!(found("It is likely that Henry Dunant left Geneva in 1867."), [""; 0]);
}

#[test]
fn half_of_a_subject_and_half_of_a_time_are_not_asked_of() {
    for text in [
        "Henry Dunant was driven out by bandits in the years after 1867.",
        "Henry Dunant left Geneva three years before 1867.",
        "In papers published in 1867, Henry Dunant and, independently, the Swiss jurists Gustave Moynier \
         and Louis Appia, the second of whom died in 1898, proposed that wars should end.",
        "Henry Dunant drew the old gate of Geneva, the stones of which were sold in 1867.",
    ] {
        let asked = found(text).into_iter().filter(|fact| fact.contains("which year"));
        let torn = asked.filter(|fact| fact.contains(" and |") || fact.ends_with("=> 1867"));
        assert_eq!(torn.collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_was_announced_is_not_done_by_whom_it_was_announced_of() {
    let text = "Henry Dunant said that Marie Curie would leave, and founded a club in 1867.";
    let found = found(text);
    let by = |who: &str| format!("In which year | {who} | found | a club => 1867");
    assert!(found.contains(&by("Henry Dunant")), "{found:?}");
    assert!(!found.contains(&by("Marie Curie")), "{found:?}");
}

#[test]
fn what_was_done_by_a_time_had_been_done() {
    let text = "By 1862 Henry Dunant had crossed Geneva.";
    let facts = find(&[Document::parse("a.txt", text)]);
    let crossed = facts.iter().find(|fact| fact.statement.asks == "By which year");
    let verb = crossed.map(|fact| fact.statement.verb.clone()).expect("a fact");
    assert_eq!((verb.operator.as_str(), verb.inner.as_str()), ("had", "crossed"));
}

#[test]
fn a_pronoun_gets_its_name_once_and_never_gives_the_answer() {
    let text = "Marie Curie was born in 1867. She sold her house to her brother in 1902.";
    let found = found(text);
    let asked = "In which year | Marie Curie | sell | her house to her brother => 1902";
    assert!(found.contains(&asked.to_owned()), "{found:?}");
}

#[test]
fn a_caption_is_left_to_the_patterns_that_know_captions() {
    let text = "Henry Dunant leaves Geneva in 1867. (Photo: Archive)";
    assert_eq!(found_by("clause", text), Vec::<String>::new());
    assert_eq!(found_by("gap", text), Vec::<String>::new());
}

#[test]
fn of_two_verbs_with_one_object_the_first_is_not_asked_without_it() {
    let found = found("In 1858 Henry Dunant designed and constructed the first engine of Riga.");
    assert!(!found.iter().any(|fact| fact.contains("| design |  =>")), "{found:?}");
    assert!(found.iter().any(|fact| fact.contains("| construct | the first engine")), "{found:?}");
}

#[test]
fn what_somebody_was_until_then_is_not_left_out() {
    let found = found("Henry Dunant was until October 2014, the youngest mayor ever of Riga.");
    assert!(!found.iter().any(|fact| fact.ends_with("| be |  => October 2014")), "{found:?}");
}

#[test]
fn what_somebody_was_called_at_birth_is_not_part_of_when() {
    let text = "Henri Roe, born Alexandre-Jean-Louis Roe on October 25, 1838, in Paris, France, was a French \
                composer of the Romantic era, best known for his opera \"Riga\".";
    let found = found(text);
    let when = "In which year | Henri Roe | bear |  => 25 October 1838";
    assert!(found.iter().any(|fact| fact == when), "{found:?}");
}

#[test]
fn half_of_a_span_is_left_out_of_a_question() {
    let found =
        found("From 1908 to 1912, Henry Dunant studied at the Slade School of Art in Geneva.");
    assert!(!found.iter().any(|fact| fact.contains("from 1908 =>")), "{found:?}");
}

#[test]
fn votes_do_not_carry_a_motion() {
    let found = found("The motion of Henry Dunant was carried by 22 votes to 7 in Geneva.");
    assert!(!found.iter().any(|fact| fact.contains("=> 22 votes")), "{found:?}");
}

#[test]
fn a_year_of_one_of_two_prizes_is_not_said_of_both() {
    let found = found("Henry Dunant won two prizes, for Peace in 1901 and Physics in 1903.");
    assert!(!found.iter().any(|fact| fact.contains("| win | two prizes in 19")), "{found:?}");
}
