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
    let sha256 = Some(format!("{facts:?}"));
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
    let rebuilt = Rebuilt { deck: build, facts: &facts, still_says: &still_says };
    let merged = merge(text, &rebuilt).expect("merged");
    let again = merge(&merged.text, &rebuilt).expect("merged");
    assert_eq!(again.text, merged.text, "building again at once writes nothing");
    merged
}

fn cards(text: &str) -> Vec<Card> {
    let reading = read_deck(text);
    assert_eq!(reading.diagnostics, []);
    reading.deck.expect("a deck").cards
}

#[test]
fn new_cards_come_as_drafts_and_nothing_else_changes() {
    let text = to_toml(&built(&[("a", true)])).replace("id = \"a\"", "id = \"mine\" # renamed");
    let merged = merged(&text, &built(&[("a", true), ("b", true)]));
    assert!(merged.text.starts_with(text.trim_end()));
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
        let merged = merged(&without, &built(&[("a", true), ("b", answer)]));
        assert_eq!(merged.text, without);
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
    assert_eq!(merged(&mended, &built(&[("a", false)])).text, mended, "mended by hand");
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
    let merged = merged(&text, &built(&[("a", true), ("b", true)]));
    assert!(merged.text.starts_with(text.trim_end()));
    assert_eq!(merged.text.matches('\n').count(), merged.text.matches("\r\n").count());
}

#[test]
fn a_deck_with_errors_or_inline_cards_is_left_alone() {
    let build = built(&[("a", true)]);
    let facts = HashSet::new();
    let rebuilt = Rebuilt { deck: &build, facts: &facts, still_says: &|_, _| true };
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
    assert_eq!((merged.text, merged.changed), (text, Vec::<String>::new()));
}
