//! Moodle's GIFT, as <https://docs.moodle.org/en/GIFT_format> describes it and Moodle reads it.
//!
//! A question is a block of lines between blank ones: `::title::question {answers}`. Comments
//! begin with `//`; Moodle takes `[id:…]` and `[tag:…]` from the one before a question.

mod answers;
mod read;
mod write;

pub use read::read_gift;
pub use write::write_gift;

/// The characters that mean something to GIFT, each written with a backslash before it.
const MARKS: [char; 7] = ['\\', '~', '=', '#', '{', '}', ':'];

/// The shares, in percent, that Moodle lets an answer be worth: a member of a set of so many.
/// Others it refuses to import.
fn share(members: usize) -> Option<&'static str> {
    Some(match members {
        1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        5 => "20",
        6 => "16.66667",
        7 => "14.28571",
        8 => "12.5",
        9 => "11.11111",
        10 => "10",
        20 => "5",
        _ => return None,
    })
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => {
                if MARKS.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => {
                chars.next();
                out.push('\n');
            }
            ('\\', Some(mark)) if MARKS.contains(mark) => out.extend(chars.next()),
            ('\n', _) => out.push(' '),
            (c, _) => out.push(c),
        }
    }
    out
}

/// Returns where a mark stands in a text without a backslash before it, from a byte on.
fn find_bare(text: &str, mark: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(mark) {
            return Some(at);
        }
        let mut chars = rest.chars();
        let first = chars.next()?;
        let skipped = if first == '\\' { chars.next().map_or(0, char::len_utf8) } else { 0 };
        at += first.len_utf8() + skipped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::draft::Head;
    use super::super::sample;
    use super::*;
    use crate::deck::{Body, Card, CardId, Deck, Diagnostic, LineIndex, Segment, Status};
    use proptest::prelude::*;

    fn head() -> Head {
        Head { id: "file".into(), title: "File".into() }
    }

    /// Returns the cards of a GIFT text as TOML, and what was said of it.
    fn read(text: &str) -> (String, Vec<String>) {
        let imported = read_gift(text, &head());
        assert_eq!(imported.reading.diagnostics, [], "{text}");
        let toml = crate::deck::to_toml(&imported.reading.deck.expect("a deck"));
        let cards = toml.split_once("[[card]]\n").map_or("", |(_, cards)| cards).to_owned();
        (cards, imported.notes)
    }

    #[test]
    fn questions_of_every_type_that_moodle_writes_are_read() {
        let text = "// question: 7  name: Capital\n\
            $CATEGORY: $course$/top/Geography\n\n\
            // [id:mn] [tag:asia] [tag:a\\]b]\n\
            ::Capital::[html]<p>Capital of Mongolia?<br>Think.</p>{\n\t=Ulaanbaatar#Yes\n\t~Astana#No\n}\n\n\
            ::T::Venus is hot.{T}\n\n\
            How many states has Brazil?{#26:0.5}\n\n\
            Two noble gases?{~%50%Neon ~%50%Argon ~%-100%Iron ####Both are inert.}\n\n\
            The {=Nile} flows north.\n\n\
            Tell me why.{}\n";
        let (cards, notes) = read(text);
        assert_eq!(
            cards,
            "id = \"mn\"\nkind = \"choice\"\nquestion = \"Capital of Mongolia?\\nThink.\"\n\
             answer = \"Ulaanbaatar\"\ndistractors = [\"Astana\"]\ntags = [\"asia\", \"a]b\"]\n\n\
             [[card]]\nid = \"T\"\nkind = \"truth\"\nquestion = \"Venus is hot.\"\nanswer = true\n\n\
             [[card]]\nid = \"card-aba895c236\"\nkind = \"number\"\nquestion = \"How many states has Brazil?\"\n\
             answer = 26\ntolerance = 0.5\n\n\
             [[card]]\nid = \"card-bc8275cbe0\"\nkind = \"set\"\nquestion = \"Two noble gases?\"\n\
             answers = [\"Neon\", \"Argon\"]\ndistractors = [\"Iron\"]\nexplanation = \"Both are inert.\"\n\n\
             [[card]]\nid = \"card-7cf603c8d2\"\nkind = \"cloze\"\ntext = \"The {{Nile}} flows north.\"\n"
        );
        assert_eq!(
            notes,
            [
                "line 5: feedback to single answers is left out",
                "line 18: left out: an essay without an answer",
            ]
        );
    }

    #[test]
    fn an_answer_counts_by_what_it_is_worth() {
        for (text, card, notes) in [
            (
                "Short? {=%80%ninety =100 =%20%ten =%0%bad}",
                "answers = [\"100\", \"ninety\"]",
                &[
                    "`ninety`, worth 80 %, counts as right",
                    "left out: `ten`, worth 20 %",
                    "left out: `bad`, worth 0 %",
                ][..],
            ),
            ("Short? {=yes =%0%*}", "answer = \"yes\"", &["left out: `*`, worth 0 %"]),
            (
                "Pick. {=a ~%50%b ~c =d}",
                "answer = \"a\"\ndistractors = [\"b\", \"c\"]",
                &[
                    "`b`, worth 50 %, is a wrong option",
                    "left out: `d`, for a choice has one right answer",
                ],
            ),
            ("Pick. {=%0%a =b ~c}", "answer = \"b\"\ndistractors = [\"a\", \"c\"]", &[]),
            (
                "Pick two. {=%50%a =%50%b ~c}",
                "answers = [\"a\", \"b\"]\ndistractors = [\"c\"]",
                &[],
            ),
            (
                "How many? {#=%50%26:2 =26:0.5}",
                "answer = 26\ntolerance = 0.5",
                &["left out: `26:2`, worth 50 %"],
            ),
        ] {
            let (toml, told) = read(text);
            assert!(toml.contains(card), "{text}: {toml}");
            let notes: Vec<String> = notes.iter().map(|note| format!("line 1: {note}")).collect();
            assert_eq!(told, notes, "{text}");
        }
        for text in ["A? {=%0%bad}", "A? {=%40%bad ~worse}", "A? {#=%10%5}", "A? {~a ~%-50%b}"] {
            let faults = read_gift(text, &head()).reading.diagnostics;
            assert_eq!(faults[0].rule, "no-key", "{text}");
        }
    }

    #[test]
    fn a_range_of_numbers_has_no_more_digits_than_its_ends_give() {
        for (range, card) in [
            ("3.141..3.142", "answer = 3.1415\ntolerance = 0.0005"),
            ("0.1..0.3", "answer = 0.2\ntolerance = 0.1"),
            ("25..28", "answer = 26.5\ntolerance = 1.5"),
            ("-2..2", "answer = 0\ntolerance = 2\n"),
            ("1e3..3e3", "answer = 2000\ntolerance = 1000\n"),
        ] {
            let (toml, _) = read(&format!("How many? {{#{range}}}"));
            assert!(toml.contains(card), "{range}: {toml}");
        }
    }

    #[test]
    fn a_key_that_begins_like_a_weight_comes_back_as_it_is() {
        let body = Body::Choice {
            question: "Which?".into(),
            answer: "%50% of it".into(),
            distractors: vec!["%5% of it".into()],
        };
        let deck = read_gift("", &head()).reading.deck.expect("a deck");
        let deck =
            Deck { cards: vec![Card::new(CardId::Written("a".into()), body.clone())], ..deck };
        let back = read_gift(&write_gift(&deck).0, &head()).reading.deck.expect("a deck");
        assert_eq!(back.cards[0].body, body);
    }

    #[test]
    fn a_matching_question_becomes_an_order_or_a_card_a_pair() {
        let (cards, notes) =
            read("Put in order{=1 -> a =2 -> b}\n\nCapitals?{=Peru -> Lima =Chile -> Santiago}\n");
        assert!(
            cards.contains(
                "kind = \"order\"\nquestion = \"Put in order\"\nanswers = [\"a\", \"b\"]"
            )
        );
        assert!(cards.contains(
            "question = \"Capitals?\\nPeru\"\nanswer = \"Lima\"\ndistractors = [\"Santiago\"]"
        ));
        assert_eq!(notes, ["line 3: a matching question became 2 cards, one a pair"]);
    }

    #[test]
    fn each_fault_is_shown_where_it_stands() {
        let text = "A question without answers\n\nWho?{=she\n\nHow many?{#about ten}\n\nWhich?{~a ~b}\n\n\
             Adjacent one? {T}\nAdjacent two? {F}\n\nBraces \\{ within. {=a}, \\{b\\}\n";
        let lines = LineIndex::new(text);
        let faults = read_gift(text, &head()).reading.diagnostics;
        let told = |fault: &Diagnostic| {
            let place = lines.place(fault.span.start);
            format!("{}:{} {}", place.line, place.column, fault.rule)
        };
        let told: Vec<String> = faults.iter().map(told).collect();
        assert_eq!(
            told,
            [
                "1:1 no-answers",
                "3:5 open-answers",
                "5:11 wrong-value",
                "7:8 no-key",
                "10:15 second-answers",
            ]
        );
    }

    /// Returns what GIFT can hold of a card that stays one question, with the kind it comes back as.
    fn held(card: &Card) -> Option<Card> {
        if card.status != Status::Active || !card.cites.is_empty() {
            return None;
        }
        let body = match card.body.clone() {
            Body::Basic { .. } if card.explanation.is_some() => return None,
            Body::Set { answers, .. } if share(answers.len()).is_none() => return None,
            body @ (Body::Choice { .. }
            | Body::Order { .. }
            | Body::Truth { .. }
            | Body::Basic { .. }
            | Body::Set { .. }) => body,
            Body::Text { question, answers, accept, distractors } if distractors.is_empty() => {
                let answers = [answers, accept].concat();
                Body::Text { question, answers, accept: Vec::new(), distractors }
            }
            Body::Number { question, answer, tolerance, unit: None, .. } => {
                let (accept, distractors) = (Vec::new(), Vec::new());
                Body::Number { question, answer, tolerance, unit: None, accept, distractors }
            }
            Body::Cloze { mut segments } if segments.len() == 3 => {
                if let Segment::Gap(gap) = &mut segments[1] {
                    (gap.hint, gap.group) = (None, 1);
                }
                Body::Cloze { segments }
            }
            _ => return None,
        };
        let card = card.clone();
        let (id, explanation, tags) = (card.id, card.explanation, card.tags);
        Some(Card { explanation, tags, ..Card::new(id, body) })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn what_gift_can_hold_comes_back_and_the_rest_is_said(deck in sample::decks()) {
            let (text, losses) = write_gift(&deck);
            let imported = read_gift(&text, &head());
            prop_assert_eq!(&imported.reading.diagnostics, &[], "{}", text);
            let read = sample::without_lines(imported.reading.deck.expect("a deck"));
            for card in &deck.cards {
                let back = read.cards.iter().find(|other| other.id == card.id);
                if let Some(held) = held(card) {
                    prop_assert_eq!(back, Some(&held), "{}", text);
                }
                if back != Some(card) {
                    let said = losses.all().iter().any(|loss| {
                        loss.cards.iter().any(|id| id == card.id.as_str())
                    });
                    prop_assert!(said, "{} is not what it was: {}", card.id, text);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[{}=~#:%\\\\\\->1aé \n/\\[\\]]{0,40}") {
            let _ = read_gift(&text, &head());
        }

        #[test]
        fn escapes_come_back(text in sample::texts()) {
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }
    }

    #[test]
    fn a_deck_without_cards_is_an_empty_text() {
        let deck = read_gift("", &head()).reading.deck.expect("a deck");
        assert_eq!(deck, Deck { cards: Vec::new(), ..deck.clone() });
    }
}
