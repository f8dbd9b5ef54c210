//! Building again and again into a deck that a teacher works on loses none of the teacher's work.

use docent::authoring::{BuildOptions, Built, build};
use docent::deck::{
    Card, Decision, Deck, Rebuilt, Stated, Status, decide, fingerprint, merge, read_deck, to_toml,
    waiting,
};
use docent::document::Document;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

/// What documents may say; the second of a pair is what the first becomes when it changes.
const STATEMENTS: [(&str, &str); 8] = [
    ("The Suez Canal was opened in 1869.", "The Suez Canal was opened in 1870."),
    ("The Panama Canal was opened in 1914.", "The Panama Canal was opened in 1920."),
    ("The Kiel Canal was opened in 1895.", "The Kiel Canal was widened by Prussia."),
    ("Switzerland has 26 cantons.", "Switzerland has 25 cantons."),
    ("The Red Cross was founded by Henry Dunant.", "The Red Cross was founded by Gustave Moynier."),
    ("France sold Louisiana to the United States in 1803.", "France left America behind."),
    ("The Treaty of Rome was signed in 1957.", "The Treaty of Rome was signed in 1958."),
    ("Marie Curie was born in Warsaw in 1867.", "Marie Curie was born in Warsaw in 1868."),
];

/// A document: for each statement nothing, the first form, or the second.
type Content = [u8; STATEMENTS.len()];

/// What the documents may be. They are few, so that each pair of them is read but once: reading is
/// what takes long, and it is not what is tested here.
const CONTENTS: [Content; 6] = [
    [1, 1, 1, 1, 0, 0, 0, 0],
    [2, 1, 2, 0, 1, 1, 0, 0],
    [0, 2, 0, 1, 2, 0, 1, 1],
    [1, 0, 2, 2, 0, 2, 2, 0],
    [0, 0, 0, 0, 1, 1, 1, 2],
    [0, 0, 0, 0, 0, 0, 0, 0],
];

/// What somebody does to the deck between two builds; a number chooses the card.
#[derive(Debug, Clone)]
enum Act {
    Reword(usize),
    Delete(usize),
    Rename(usize),
    Activate(usize),
    Suspend(usize),
    Comment(usize),
    WriteOwn,
    Accept(usize),
    Reject(usize),
}

fn acts() -> impl Strategy<Value = Act> {
    let number = 0..20_usize;
    prop_oneof![
        number.clone().prop_map(Act::Reword),
        number.clone().prop_map(Act::Delete),
        number.clone().prop_map(Act::Rename),
        number.clone().prop_map(Act::Activate),
        number.clone().prop_map(Act::Suspend),
        number.clone().prop_map(Act::Comment),
        Just(Act::WriteOwn),
        number.clone().prop_map(Act::Accept),
        number.prop_map(Act::Reject),
    ]
}

fn round() -> impl Strategy<Value = (Vec<Content>, Vec<Act>)> {
    let content = prop::sample::select(&CONTENTS);
    (prop::collection::vec(content, 1..3), prop::collection::vec(acts(), 0..4))
}

fn documents(contents: &[Content]) -> Vec<Document> {
    let text = |content: &Content| {
        let said = content.iter().zip(STATEMENTS).filter_map(|(form, (one, other))| match form {
            0 => None,
            1 => Some(one),
            _ => Some(other),
        });
        format!("A word on canals.\n\n{}\n", said.collect::<Vec<_>>().join("\n\n"))
    };
    contents
        .iter()
        .zip(["a.txt", "b.txt"])
        .map(|(c, name)| Document::parse(name, &text(c)))
        .collect()
}

/// Builds of documents that were read already.
#[derive(Default)]
struct Library(HashMap<Vec<Content>, (Vec<Document>, Built)>);

impl Library {
    fn build(&mut self, contents: &[Content]) -> (&[Document], &Built) {
        let (documents, built) = self.0.entry(contents.to_vec()).or_insert_with(|| {
            let documents = documents(contents);
            let built = build(&documents, &BuildOptions::default());
            (documents, built)
        });
        (documents, built)
    }
}

fn rebuilt(deck: &str, (documents, built): (&[Document], &Built)) -> String {
    let facts = built.candidates.iter().map(|c| c.fact.clone()).collect();
    let still_says = |source: &str, quote: &str| {
        let place = built.deck.sources.iter().position(|s| s.id == source);
        place.is_some_and(|place| documents[place].states(quote))
    };
    let stated = built.candidates.iter().filter(|candidate| !candidate.cites.is_empty());
    let unasked: Vec<Stated<'_>> =
        stated.map(|c| Stated { fact: &c.fact, answer: &c.answer, cites: &c.cites }).collect();
    let rebuilt =
        Rebuilt { deck: &built.deck, facts: &facts, unasked: &unasked, still_says: &still_says };
    merge(deck, &rebuilt).expect("merged").text
}

fn read(text: &str) -> Deck {
    let reading = read_deck(text);
    assert_eq!(reading.diagnostics, [], "{text}");
    reading.deck.expect("a deck")
}

/// The lines of each card, with the comments within them.
fn blocks(text: &str) -> Vec<String> {
    let cards = text.split("[[card]]\n").skip(1);
    let own = |block: &str| {
        let end = ["\n\n[[", "\n\n#", "\n[[source]]"].iter().filter_map(|e| block.find(e)).min();
        block[..end.unwrap_or(block.len())].trim_end().to_owned()
    };
    cards.map(own).collect()
}

/// What the teacher expects from here on.
#[derive(Default)]
struct Wanted {
    deleted: HashSet<String>,
    comments: Vec<String>,
}

/// Does to the text what a teacher does in an editor.
fn act(text: &str, act: &Act, turn: usize, wanted: &mut Wanted) -> String {
    let all = blocks(text);
    let pick = |number: usize| all.get(number % all.len().max(1)).cloned().unwrap_or_default();
    let edit = |old: &str, new: &str| {
        if old.is_empty() { text.to_owned() } else { text.replacen(old, new, 1) }
    };
    let line = |block: &str, key: &str| {
        block.lines().find(|l| l.starts_with(&format!("{key} = "))).unwrap_or_default().to_owned()
    };
    match act {
        Act::Reword(n) => {
            let block = pick(*n);
            let (old, new) = match line(&block, "text") {
                cloze if !cloze.is_empty() => {
                    (cloze, format!("text = \"Reworded in turn {turn}: {{{{{n}}}}}.\""))
                }
                _ => (
                    line(&block, "question"),
                    format!("question = \"Reworded in turn {turn}: {n}?\""),
                ),
            };
            edit(&block, &block.replacen(&old, &new, 1))
        }
        Act::Delete(n) => {
            let block = pick(*n);
            let fact = line(&block, "fact");
            let others = all.iter().filter(|b| line(b, "fact") == fact).count();
            if others == 1 && !fact.is_empty() {
                wanted.deleted.insert(fact);
            }
            edit(&format!("[[card]]\n{block}"), "")
        }
        Act::Rename(n) => {
            let block = pick(*n);
            let old = line(&block, "id");
            edit(&block, &block.replace(&old, &format!("id = \"renamed-{turn}-{n}\"")))
        }
        Act::Activate(n) => {
            edit(&pick(*n), &pick(*n).replace("status = \"draft\"", "status = \"active\""))
        }
        Act::Suspend(n) => {
            edit(&pick(*n), &pick(*n).replace("status = \"draft\"", "status = \"suspended\""))
        }
        Act::Comment(n) => {
            let block = pick(*n);
            let comment = format!("# seen in turn {turn}: {n}");
            if !block.is_empty() {
                wanted.comments.push(comment.clone());
            }
            edit(&format!("[[card]]\n{block}"), &format!("{comment}\n[[card]]\n{block}"))
        }
        Act::WriteOwn => format!(
            "{text}\n[[card]]\nid = \"own-{turn}\"\nkind = \"truth\"\nquestion = \"Own {turn}?\"\nanswer = true\n"
        ),
        Act::Accept(n) => decided(text, *n, Decision::Accept),
        Act::Reject(n) => decided(text, *n, Decision::Reject),
    }
}

fn decided(text: &str, number: usize, decision: Decision) -> String {
    let deck = read(text);
    let waiting = waiting(&deck);
    let Some(chosen) = waiting.get(number % waiting.len().max(1)) else { return text.to_owned() };
    decide(text, chosen.card.id.as_str(), decision).expect("decided")
}

/// Shared by all cases.
static LIBRARY: LazyLock<Mutex<Library>> = LazyLock::new(Mutex::default);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn ten_builds_with_edits_in_between_lose_none_of_them(
        rounds in prop::collection::vec(round(), 10..11)
    ) {
        let (first, _) = &rounds[0];
        let mut library = LIBRARY.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = to_toml(&library.build(first).1.deck);
        let mut wanted = Wanted::default();
        for (turn, (contents, deeds)) in rounds.iter().enumerate() {
            for (i, deed) in deeds.iter().enumerate() {
                text = act(&text, deed, turn * 10 + i, &mut wanted);
                read(&text);
            }
            let build = library.build(contents);
            let new = rebuilt(&text, build);
            prop_assert_eq!(&rebuilt(&new, build), &new, "a build right after a build");
            let (before, after) = (read(&text), read(&new));
            for (old, now) in before.cards.iter().zip(&after.cards) {
                let mut now = now.clone();
                if now.note.as_deref().is_some_and(|n| n.starts_with("No longer stated")) {
                    now.note.clone_from(&old.note);
                }
                now.line = old.line;
                if old.built == Some(fingerprint(&old.body)) {
                    // The sentences that it cites may have moved, and have other words.
                    let sources = |card: &Card| -> Vec<String> {
                        card.cites.iter().map(|cite| cite.source.clone()).collect()
                    };
                    prop_assert_eq!(sources(old), sources(&now));
                    now.cites.clone_from(&old.cites);
                }
                prop_assert_eq!(old, &now, "a card that stands stays as it is");
            }
            for added in &after.cards[before.cards.len()..] {
                prop_assert_eq!(added.status, Status::Draft);
                let fact = format!("fact = \"{}\"", added.fact.as_deref().unwrap_or_default());
                prop_assert!(!wanted.deleted.contains(&fact), "{fact} was deleted");
            }
            for comment in &wanted.comments {
                prop_assert!(new.contains(comment), "{comment} in {new}");
            }
            text = new;
        }
    }
}
