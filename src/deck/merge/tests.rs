//! What a deck that is built again keeps of what was edited.

use super::*;
use crate::deck::mark::Mark;
use crate::deck::{Citation, StudyWishes, fingerprint, to_toml};

/// Returns a build whose facts have these values: a truth for each, cited from one source.
fn built(facts: &[(&str, bool)]) -> Deck {
    let card = |(name, answer): &(&str, bool)| {
        let body = Body::Truth { question: format!("Is {name} so?"), answer: *answer };
        let cite = Citation {
            source: "s".into(),
            quote: Some(format!("{name} is {answer}.")),
            line: None,
        };
        Card {
            fact: Some(format!("fact-{name}")),
            built: Some(fingerprint(&body)),
            cites: vec![cite],
            ..Card::new(CardId::Written((*name).to_owned()), body)
        }
    };
    let sha256 = Some(format!("{facts:?}").replace('"', "'"));
    Deck {
        id: "d".into(),
        title: "D".into(),
        description: None,
        language: None,
        authors: vec![],
        license: None,
        as_of: None,
        tags: vec![],
        study: StudyWishes::default(),
        sources: vec![Source {
            id: "s".into(),
            file: Some("s.txt".into()),
            sha256,
            ..Source::default()
        }],
        cards: facts.iter().map(card).collect(),
    }
}

fn merged(text: &str, build: &Deck) -> Merged {
    let facts = build.cards.iter().filter_map(|card| card.fact.clone()).collect();
    let still_says = |_: &str, quote: &str| {
        build.cards.iter().flat_map(|c| &c.cites).any(|c| c.quote.as_deref() == Some(quote))
    };
    let rebuilt = Rebuilt { deck: build, facts: &facts, unasked: &[], still_says: &still_says };
    let merged = merge(text, &rebuilt).expect("merged");
    let again = merge(&merged.text, &rebuilt).expect("merged");
    assert_eq!(again.text, merged.text, "building again at once writes nothing");
    merged
}

/// Returns a text that notes its source as this build has read it.
fn read_again(text: &str, build: &Deck) -> String {
    let hash = |deck: &Deck| deck.sources[0].sha256.clone().expect("a hash");
    text.replace(&hash(&read_deck(text).deck.expect("a deck")), &hash(build))
}

fn cards(text: &str) -> Vec<Card> {
    let reading = read_deck(text);
    assert_eq!(reading.diagnostics, []);
    reading.deck.expect("a deck").cards
}

#[test]
fn new_cards_come_as_drafts_and_nothing_else_changes() {
    let text = to_toml(&built(&[("a", true)])).replace("id = \"a\"", "id = \"mine\" # renamed");
    let build = built(&[("a", true), ("b", true)]);
    let merged = merged(&text, &build);
    assert!(merged.text.starts_with(read_again(&text, &build).trim_end()));
    assert_eq!(merged.added, 1, "a was renamed by the teacher");
    let cards = cards(&merged.text);
    assert_eq!((cards[1].id.as_str(), cards[1].status), ("b", Status::Draft));
    assert_eq!(mark(&cards[1]), Some(Mark::New));
}

#[test]
fn a_deleted_card_does_not_come_back_even_when_its_fact_changes() {
    let text = to_toml(&built(&[("a", true), ("b", true)]));
    let without = text.replace(&card_to_toml(&built(&[("b", true)]).cards[0]), "");
    let without = without.replace("\n[[card]]\n\n", "\n");
    for answer in [true, false] {
        let build = built(&[("a", true), ("b", answer)]);
        assert_eq!(merged(&without, &build).text, read_again(&without, &build));
    }
    let forgotten = without.replace("fact-b", "fact-x");
    assert_eq!(merged(&forgotten, &built(&[("a", true), ("b", true)])).added, 1);
}

#[test]
fn a_changed_fact_is_proposed_once_and_the_card_stays() {
    let text = to_toml(&built(&[("a", true)]));
    let first = merged(&text, &built(&[("a", false)]));
    assert_eq!(first.changed, ["a"]);
    let both = cards(&first.text);
    assert_eq!((both[0].body.key(), both[1].body.key()), ("true".into(), "false".into()));
    assert_eq!(both[1].id.as_str(), "a-2");
    assert!(both[1].note.as_deref().is_some_and(|n| n.contains("false instead of true")));
    let rejected = card_texts(&first.text)[1].removal(&first.text);
    let rejected = changed(&first.text, rejected);
    assert_eq!(merged(&rejected, &built(&[("a", false)])).text, rejected, "once is enough");
    let mended = text.replace("answer = true", "answer = false");
    let build = built(&[("a", false)]);
    assert_eq!(merged(&mended, &build).text, read_again(&mended, &build), "mended by hand");
}

#[test]
fn other_words_of_a_newer_docent_are_no_change() {
    let text = to_toml(&built(&[("a", true)]));
    let mut newer = built(&[("a", true)]);
    let body = Body::Truth { question: "Would a be so?".into(), answer: true };
    newer.cards[0].built = Some(fingerprint(&body));
    newer.cards[0].body = body;
    assert_eq!(merged(&text, &newer).text, text);
    newer.cards[0].fact = Some("fact-by-another-name".into());
    newer.cards[0].id = CardId::Written("another-name".into());
    assert_eq!(merged(&text, &newer).text, text, "the same sentence, the same answer");
}

#[test]
fn what_is_stated_no_longer_is_noted_once_and_stays() {
    let text = to_toml(&built(&[("a", true), ("b", true)]));
    let first = merged(&text, &built(&[("a", true)]));
    assert_eq!(first.unstated, ["b"]);
    let noted = cards(&first.text);
    assert_eq!((noted.len(), mark(&noted[1])), (2, Some(Mark::Unstated)));
    let note = card_texts(&first.text)[1].unset("note", &first.text);
    let kept = changed(&first.text, note);
    assert_eq!(merged(&kept, &built(&[("a", true)])).text, kept, "the teacher has judged");
    let own = text.replace("fact = \"fact-b\"", "note = \"mine\"\nfact = \"fact-b\"");
    let first = merged(&own, &built(&[("a", true)]));
    assert_eq!(first.unstated, ["b"]);
    assert_eq!(cards(&first.text)[1].note.as_deref(), Some("mine"));
    let mut other = built(&[("c", true)]);
    other.sources[0] =
        Source { file: Some("t.txt".into()), ..Source { id: "s".into(), ..Source::default() } };
    let first = merged(&text, &other);
    assert!(first.unstated.is_empty(), "another document says nothing of this one");
    assert_eq!(cards(&first.text)[2].cites[0].source, "s-2", "and has an id of its own");
}

#[test]
fn line_ends_stay_those_of_the_file() {
    let text = to_toml(&built(&[("a", true)])).replace('\n', "\r\n");
    let build = built(&[("a", true), ("b", true)]);
    let merged = merged(&text, &build);
    assert!(merged.text.starts_with(read_again(&text, &build).trim_end()));
    assert_eq!(merged.text.matches('\n').count(), merged.text.matches("\r\n").count());
}

#[test]
fn a_deck_with_errors_or_inline_cards_is_left_alone() {
    let build = built(&[("a", true)]);
    let facts = HashSet::new();
    let rebuilt = Rebuilt { deck: &build, facts: &facts, unasked: &[], still_says: &|_, _| true };
    assert_eq!(merge("format = 1\n", &rebuilt), Err(MergeError::Faulty(1)));
    let inline = "format = 1\ncard = []\n[deck]\nid = \"d\"\ntitle = \"D\"\n";
    assert_eq!(merge(inline, &rebuilt), Err(MergeError::Inline));
}

#[test]
fn other_words_hidden_in_the_same_sentence_are_no_change_of_the_documents() {
    let with = |words: &str, lines: &str| {
        format!(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[source]]\nid = \"s\"\nfile = \"s.txt\"\n\
             sha256 = \"{lines}\"\n[[card]]\nid = \"a\"\nkind = \"cloze\"\ntext = \"{words}\"\n\
             cites = [{{ source = \"s\", quote = \"It opened in 1907 with nine pupils.\" }}]\n\
             fact = \"fact-a\"\nbuilt = \"{lines}\"\n"
        )
    };
    let text = with("It opened in {{1907}} with nine pupils.", "0000000000aa");
    let newer = with("It opened in {{1907}} with {{nine}} pupils.", "0000000000bb");
    let newer = read_deck(&newer).deck.expect("a deck");
    let merged = merged(&text, &newer);
    let text = text.replace("sha256 = \"0000000000aa\"", "sha256 = \"0000000000bb\"");
    assert_eq!((merged.text, merged.changed), (text, Vec::<String>::new()));
}

/// Returns a build in which the first fact is stated in this sentence, of a document that was changed.
fn reworded(quote: &str) -> Deck {
    let mut build = built(&[("a", true), ("b", true)]);
    build.sources[0].sha256 = Some("changed".into());
    build.cards[0].cites[0] =
        Citation { source: "s".into(), quote: Some(quote.to_owned()), line: Some(9) };
    build
}

#[test]
fn a_quote_follows_its_sentence_and_nothing_else_of_the_card_changes() {
    let text = to_toml(&built(&[("a", true), ("b", true)]))
        .replace("\"a is true.\" }]", "'a is true.', line = 4 }] # mine");
    let first = merged(&text, &reworded("By now a is \"true\"."));
    let now = text.replace("'a is true.', line = 4", r#""By now a is \"true\".", line = 9"#);
    assert_eq!(first.text, read_again(&now, &reworded("")));
    assert_eq!((first.requoted, first.added, first.changed.len()), (1, 0, 0));
    let moved = merged(&text, &reworded("a is true."));
    assert_eq!(moved.text, read_again(&text.replace("line = 4", "line = 9"), &reworded("")));
    assert_eq!(moved.requoted, 0, "it only stands elsewhere");
}

#[test]
fn a_sentence_that_stands_twice_is_cited_where_it_stands() {
    let mut build = reworded("a is true.");
    let twice = build.cards[0].cites[0].clone();
    build.cards[0].cites.insert(0, Citation { line: Some(7), ..twice });
    let text = to_toml(&build).replace("line = 7", "line = 5").replace("line = 9", "line = 7");
    assert_eq!(merged(&text, &build).text, to_toml(&build));
    let once = to_toml(&reworded("a is true."));
    assert_eq!(merged(&once, &build).text, once, "which of the two it is, is not clear");
}

#[test]
fn the_quote_of_a_card_that_a_teacher_edited_stays() {
    let text = to_toml(&built(&[("a", true), ("b", true)]));
    for edited in [
        text.replace("Is a so?", "Is a really so?"),
        text.replace("fact = \"fact-a\"", "fact = \"fact-x\""),
    ] {
        let merged = merged(&edited, &reworded("By now a is true."));
        assert_eq!(merged.requoted, 0);
        assert!(merged.text.contains("\"a is true.\""), "{}", merged.text);
    }
    let mut two = reworded("By now a is true.");
    let other = Citation { quote: Some("So a is true.".into()), ..two.cards[0].cites[0].clone() };
    two.cards[0].cites.push(other);
    assert_eq!(merged(&text, &two).requoted, 0, "which of the two it would be is not clear");
}

#[test]
fn a_quote_follows_its_sentence_also_where_that_is_no_longer_asked_of() {
    let text = to_toml(&built(&[("a", true), ("b", true)]));
    let mut build = reworded("By now a is true.");
    let card = build.cards.remove(0);
    let facts = HashSet::from(["fact-a".to_owned(), "fact-b".to_owned()]);
    for (answer, requoted) in [("true", 1), ("false", 0)] {
        let unasked = [Stated { fact: "fact-a", answer, cites: &card.cites }];
        let still_says = |_: &str, quote: &str| quote == "b is true.";
        let rebuilt =
            Rebuilt { deck: &build, facts: &facts, unasked: &unasked, still_says: &still_says };
        let merged = merge(&text, &rebuilt).expect("merged");
        assert_eq!(merged.requoted, requoted, "{answer}");
        assert_eq!(merged.text.contains("By now a is true."), requoted == 1, "{answer}");
    }
}

#[test]
fn what_is_stated_otherwise_and_asked_no_longer_is_noted() {
    let text = to_toml(&built(&[("a", true), ("b", true)]));
    let mut build = built(&[("a", true), ("b", true)]);
    let card = build.cards.pop().expect("b");
    let facts = HashSet::from(["fact-a".to_owned(), "fact-b".to_owned()]);
    for (answer, gone, unstated) in
        [("false", true, vec!["b"]), ("true", true, vec![]), ("false", false, vec![])]
    {
        let unasked = [Stated { fact: "fact-b", answer, cites: &card.cites }];
        let still_says = |_: &str, quote: &str| !gone || quote == "a is true.";
        let rebuilt =
            Rebuilt { deck: &build, facts: &facts, unasked: &unasked, still_says: &still_says };
        let merged = merge(&text, &rebuilt).expect("merged");
        assert_eq!(merged.unstated, unstated, "{answer}, {gone}");
    }
}

#[test]
fn a_card_with_gaps_stands_while_all_its_sentences_do() {
    let cites = |of: &[(&str, &str)]| {
        let cite = |(source, quote): &(&str, &str)| {
            format!("{{ source = \"{source}\", quote = \"{quote}\" }}")
        };
        of.iter().map(cite).collect::<Vec<_>>().join(", ")
    };
    let text = |of: &[(&str, &str)]| {
        format!(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[source]]\nid = \"s\"\nfile = \"s.txt\"\n\
             [[source]]\nid = \"t\"\nfile = \"t.txt\"\n[[card]]\nid = \"a\"\nkind = \"cloze\"\n\
             text = \"It is old. It opened in {{{{1907}}}}.\"\ncites = [{}]\nfact = \"fact-a\"\nbuilt = \"0a\"\n",
            cites(of)
        )
    };
    let (old, opened, gone) = (("s", "It is old."), ("s", "It opened in 1907."), ("s", "It shut."));
    let other = ("t", "It opened in 1907.");
    for (cited, unstated) in [
        (vec![old, opened], vec![]),
        (vec![old, gone], vec!["a"]),
        (vec![old, gone, other], vec![]),
        (vec![gone], vec!["a"]),
    ] {
        let text = text(&cited);
        let mut build = read_deck(&text).deck.expect("a deck");
        build.cards.clear();
        let facts = HashSet::from(["fact-a".to_owned()]);
        let still_says = |_: &str, quote: &str| quote != "It shut.";
        let rebuilt =
            Rebuilt { deck: &build, facts: &facts, unasked: &[], still_says: &still_says };
        assert_eq!(merge(&text, &rebuilt).expect("merged").unstated, unstated, "{cited:?}");
    }
}
