//! A worksheet: the deck's questions on paper or in a browser, with a key for each variant.
//!
//! One HTML file without scripts, pictures or anything from elsewhere. What is drawn (which wrong
//! options, in which order) follows from the seed, so a worksheet can be printed again.

mod page;
mod question;

use super::losses::Losses;
use crate::deck::{Card, Deck, Status};
use question::Question;
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

/// How a worksheet is made.
#[derive(Debug, Clone, Copy)]
pub struct Worksheet {
    /// What every draw starts from.
    pub seed: u64,
    /// How many variants, 1 to 26; with more than one the questions are shuffled too.
    pub variants: u8,
}

/// The most variants: one a letter.
pub const MOST_VARIANTS: u8 = 26;

/// One variant: its letter and its questions.
struct Variant {
    letter: char,
    questions: Vec<Question>,
}

/// Returns the deck as a page, and what was left out.
#[must_use]
pub fn write_worksheet(deck: &Deck, worksheet: Worksheet) -> (String, Losses) {
    let mut losses = Losses::default();
    let mut cards: Vec<&Card> = Vec::new();
    for card in &deck.cards {
        if card.status == Status::Active {
            cards.push(card);
        } else {
            let what = format!("left out, for `status` is `{}`", card.status.name());
            losses.card(&what, card.id.as_str());
        }
        if card.status == Status::Active && card.reversed {
            losses.card("asked one way only, though `reversed`", card.id.as_str());
        }
    }
    let count = worksheet.variants.clamp(1, MOST_VARIANTS);
    let variants: Vec<Variant> = (0..count)
        .map(|number| {
            let mut rng = ChaCha8Rng::seed_from_u64(worksheet.seed);
            // Each variant draws for itself, so that a further one changes none before it.
            rng.set_stream(number.into());
            let mut cards = cards.clone();
            if count > 1 {
                cards.shuffle(&mut rng);
            }
            let questions = cards.iter().map(|card| Question::of(deck, card, &mut rng)).collect();
            Variant { letter: char::from(b'A' + number), questions }
        })
        .collect();
    (page::write(deck, &variants), losses)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::deck::read_deck;
    use proptest::prelude::*;

    fn deck() -> Deck {
        let cards: String = (0..8)
            .map(|n| {
                format!(
                    "[[card]]\nid = \"c{n}\"\nkind = \"choice\"\nquestion = \"Question {n}?\"\n\
                     answer = \"right {n}\"\ndistractors = [\"wrong\", \"bad\", \"false\"]\n"
                )
            })
            .collect();
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}");
        read_deck(&text).deck.expect("a deck")
    }

    fn page(seed: u64, variants: u8) -> String {
        write_worksheet(&deck(), Worksheet { seed, variants }).0
    }

    #[test]
    fn the_same_seed_gives_the_same_page_and_another_another() {
        assert_eq!(page(1, 2), page(1, 2));
        assert_ne!(page(1, 2), page(2, 2));
    }

    #[test]
    fn a_further_variant_changes_none_before_it() {
        let of = |page: &str, from: &str, to: &str| {
            let (_, rest) = page.split_once(from).expect(from);
            rest.split_once(to).expect(to).0.to_owned()
        };
        let (two, three) = (page(1, 2), page(1, 3));
        let a = "<section class=\"variant\" id=\"variant-a\"";
        let b = "<section class=\"variant\" id=\"variant-b\"";
        assert_eq!(of(&two, a, b), of(&three, a, b));
        assert_ne!(of(&two, a, b).replace("-a-", "-b-"), of(&two, b, "</main>"));
    }

    #[test]
    fn the_key_names_the_letter_at_which_the_right_option_stands() {
        let page = page(7, 1);
        for n in 0..8 {
            let (_, rest) = page.split_once(&format!("Question {n}?")).expect("the question");
            let options: Vec<&str> = rest
                .split("<span class=\"option\">")
                .skip(1)
                .take(4)
                .map(|o| o.split('<').next().unwrap_or(""))
                .collect();
            let at =
                options.iter().position(|o| *o == format!("right {n}")).expect("the right one");
            let letter = char::from(b'A' + u8::try_from(at).expect("few"));
            assert!(page.contains(&format!("<b>{letter}</b> right {n}")), "{n}: {options:?}");
        }
    }

    /// The tags that the page itself writes.
    const OWN: [&str; 30] = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "a",
        "h1", "h2", "h3", "p", "section", "ol", "ul", "li", "fieldset", "legend", "label", "input",
        "textarea", "span", "b", "small", "br", "div", "q",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_word_of_a_deck_becomes_markup(deck in sample::decks(), seed: u64, variants in 1u8..4) {
            let (page, _) = write_worksheet(&deck, Worksheet { seed, variants });
            prop_assert!(!page.contains("</script>") && !page.contains("<br>&lt;br>"));
            let body = page.split_once("</style>").expect("a style").1;
            for tag in body.split('<').skip(1) {
                let name = tag.trim_start_matches('/');
                let name: String = name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
                prop_assert!(OWN.contains(&name.as_str()), "<{}", tag);
            }
        }
    }
}
