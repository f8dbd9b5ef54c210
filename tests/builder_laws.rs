//! Laws that the builder keeps on any text: no panic, exact citations, the same bytes again.

use docent::authoring::{BuildOptions, build};
use docent::deck::{Body, Deck, Status, to_toml};
use docent::document::Document;
use proptest::prelude::*;

/// Sentences that the patterns like, to be shuffled, cut and mixed with noise.
const SENTENCES: [&str; 14] = [
    "France sold Louisiana to the United States in 1803, doubling its size.",
    "Norway has maintained ties with Sweden since May 1905. ",
    "Embassies were opened in 1906.",
    "Marie Curie (7 November 1867 – 4 July 1934) was a physicist.",
    "She discovered polonium in 1898 and was awarded the Nobel Prize in 1903.",
    "Peru, Chile, and Bolivia all enjoyed close ties with Spain for decades.",
    "President Woodrow Wilson's 14-point peace plan “ended” the war.",
    "Finland is a republic with about 87 percent of the population speaking Finnish.",
    "The Red Cross was founded by Henry Dunant.",
    "“It is done!” Henry Dunant said.",
    "AI-generated summary\n\nNorway left.\n",
    "- It closed\u{a0}in 1811.\n# Heading\n",
    "Riga, Latvia's capital — the 1st — (the \"old\" one",
    "—“(’",
];

fn texts() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![
        8 => prop::sample::select(SENTENCES.to_vec()).prop_map(str::to_owned),
        2 => "\\PC{0,30}",
        1 => Just("\n\n".to_owned()),
        1 => "[A-Z][a-z]{2,8} (was|were|has|in|of|the|by|and|,|“|”|[A-Z][a-z]+|[0-9]{1,4}| ){0,12}\\.",
    ];
    prop::collection::vec(sentence, 0..14).prop_map(|parts| parts.join(" "))
}

fn built(name: &str, text: &str) -> Deck {
    let documents = [Document::parse(name, text)];
    build(&documents, &BuildOptions::default()).deck
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_citation_stands_in_the_original_at_its_line(text in texts(), markdown: bool) {
        let name = if markdown { "a.md" } else { "a.txt" };
        for cite in built(name, &text).cards.iter().flat_map(|card| &card.cites) {
            let quote = cite.quote.as_deref().expect("built cards quote");
            let line = cite.line.expect("built cards name the line") as usize;
            let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
            let on_line = text[start..].split('\n').next().unwrap_or_default();
            let first = quote.split('\n').next().unwrap_or_default();
            prop_assert!(on_line.contains(first), "{quote:?} is not on line {line} of {text:?}");
            prop_assert!(text.contains(quote));
        }
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in texts()) {
        prop_assert_eq!(to_toml(&built("a.txt", &text)), to_toml(&built("a.txt", &text)));
    }

    #[test]
    fn no_option_is_the_key_and_ids_are_unique(text in texts()) {
        let deck = built("a.txt", &text);
        let mut ids: Vec<&str> = deck.cards.iter().map(|card| card.id.as_str()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(count, ids.len());
        for card in &deck.cards {
            prop_assert!(card.status == Status::Active || card.status == Status::Draft);
            match &card.body {
                Body::Date { answer, distractors, .. } => prop_assert!(!distractors.contains(answer)),
                Body::Text { answers, distractors, .. } | Body::Set { answers, distractors, .. } => {
                    prop_assert!(!distractors.iter().any(|d| answers.contains(d)));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn any_text_at_all_is_survived(text in "\\PC{0,300}|[\\x00-\\x7f]{0,300}") {
        let _ = built("a.md", &text);
        let _ = built("a.txt", &text);
    }
}
