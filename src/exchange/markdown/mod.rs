//! Markdown question lists.
//!
//! A question is a heading; below it stand its answers: a list with `[x]` and `[ ]`, a numbered
//! list for what is to be put in order, or a line `Answer: …`. Other keys of a card stand as lines
//! too (`Tags: …`). Lists that others wrote are read as well: `Q:` and `A:`, numbered questions,
//! and a heading with a paragraph below it.

mod read;
mod write;

pub use read::read_markdown;
pub use write::write_markdown;

/// Characters that Markdown gives a meaning anywhere in a line, written with a backslash.
const MARKS: [char; 5] = ['\\', '`', '*', '<', '|'];

/// Returns a text on one line that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
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

/// Returns the text that a line shows.
fn unescaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let punctuation = after.chars().next().filter(char::is_ascii_punctuation);
        rest = match (c, punctuation) {
            ('\\', Some(mark)) => {
                out.push(mark);
                &after[1..]
            }
            ('<', _) => {
                if let Some(after) =
                    ["<br>", "<br/>", "<br />"].iter().find_map(|tag| rest.strip_prefix(tag))
                {
                    out.push('\n');
                    after
                } else {
                    out.push('<');
                    after
                }
            }
            _ => {
                out.push(c);
                after
            }
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::draft::Head;
    use super::super::sample;
    use super::*;
    use crate::deck::{Deck, Diagnostic, LineIndex, Source, StudyWishes, to_toml};
    use proptest::prelude::*;

    fn head() -> Head {
        Head { id: "file".into(), title: "File".into() }
    }

    fn cards(text: &str) -> String {
        let imported = read_markdown(text, &head());
        assert_eq!(imported.reading.diagnostics, [], "{text}");
        let toml = to_toml(&imported.reading.deck.expect("a deck"));
        let lines = toml.lines().filter(|line| !line.starts_with("id = \"card-"));
        lines.skip_while(|line| *line != "[[card]]").map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn task_lists_under_headings_are_questions() {
        let text = "# Chemistry\n\n#### Q1. Which is a metal?\n\n- [ ] coal\n- [x] `iron`\n\n\
                    Iron rusts.\n\n## Which are gases?\n* [X] neon\n* [X] argon\n* [ ] lead\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"choice\"\nquestion = \"Which is a metal?\"\nanswer = \"`iron`\"\n\
             distractors = [\"coal\"]\nexplanation = \"Iron rusts.\"\n\n\
             [[card]]\nkind = \"set\"\nquestion = \"Which are gases?\"\nanswers = [\"neon\", \"argon\"]\n\
             distractors = [\"lead\"]\n"
        );
    }

    #[test]
    fn letters_and_paragraphs_are_answers() {
        let text = "Q: Who wrote it?\nA: Nobody knows\nTags: old | odd\n\nQ: Why?\nA: Because.\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"text\"\nquestion = \"Who wrote it?\"\nanswer = \"Nobody knows\"\n\
             tags = [\"old\", \"odd\"]\n\n[[card]]\nkind = \"text\"\nquestion = \"Why?\"\nanswer = \"Because.\"\n"
        );
        let text = "## Why is the sky blue?\n\nThe air scatters blue light\nmore than red.\n\n## When?\n\n1992\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"basic\"\nquestion = \"Why is the sky blue?\"\n\
             answer = \"The air scatters blue light\\nmore than red.\"\n\n\
             [[card]]\nkind = \"text\"\nquestion = \"When?\"\nanswer = \"1992\"\n"
        );
    }

    #[test]
    fn a_question_goes_on_up_to_its_answer() {
        let text = "Q: Which river of Africa,\nof all that flow north,\n\nis the longest?\nA: Nile\n\n\
                    It has two branches.\n\nQ: Why?\n\nBecause.\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"text\"\nquestion = \"Which river of Africa,\\nof all that flow north,\\nis the longest?\"\n\
             answer = \"Nile\"\nexplanation = \"It has two branches.\"\n\n\
             [[card]]\nkind = \"text\"\nquestion = \"Why?\"\nanswer = \"Because.\"\n"
        );
    }

    #[test]
    fn numbered_questions_and_numbered_orders_are_told_apart() {
        let text = "1. Which is a metal?\n   - [x] iron\n   - [ ] coal\n2. Largest planet?\n   Answer: Jupiter\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"choice\"\nquestion = \"Which is a metal?\"\nanswer = \"iron\"\n\
             distractors = [\"coal\"]\n\n[[card]]\nkind = \"text\"\nquestion = \"Largest planet?\"\nanswer = \"Jupiter\"\n"
        );
        let text = "## From the sun outwards\n1. Mercury\n2. Venus\n";
        assert_eq!(
            cards(text),
            "[[card]]\nkind = \"order\"\nquestion = \"From the sun outwards\"\nanswers = [\"Mercury\", \"Venus\"]\n"
        );
    }

    #[test]
    fn each_fault_is_shown_at_its_line() {
        let text = "## When?\nKind: year\nAnswer: long ago\n\n## Who?\nAnwser: she\n\n## Which?\n- [ ] a\n- [ ] b\n";
        let lines = LineIndex::new(text);
        let told = |fault: &Diagnostic| {
            let place = lines.place(fault.span.start);
            format!("{}:{} {}", place.line, place.column, fault.rule)
        };
        let faults = read_markdown(text, &head()).reading.diagnostics;
        let told: Vec<String> = faults.iter().map(told).collect();
        assert_eq!(told, ["3:9 bad-date", "6:1 unknown-key", "8:4 no-key"]);
        let faults = read_markdown("Just a letter.\n", &head()).reading.diagnostics;
        assert_eq!(faults[0].rule, "no-question");
    }

    /// Returns what a question list can hold of a deck.
    fn held(deck: Deck) -> Deck {
        let mut cited: Vec<&str> =
            deck.cards.iter().flat_map(|card| &card.cites).map(|c| c.source.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        let source = |id: &&str| Source { id: (*id).into(), ..Source::default() };
        Deck {
            sources: cited.iter().map(source).collect(),
            description: None,
            language: None,
            authors: Vec::new(),
            license: None,
            as_of: None,
            tags: Vec::new(),
            study: StudyWishes::default(),
            cards: deck.cards.clone(),
            ..deck
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn cards_of_every_kind_come_back_whole(deck in sample::decks()) {
            let (text, _) = write_markdown(&deck);
            let imported = read_markdown(&text, &head());
            prop_assert_eq!(&imported.reading.diagnostics, &[], "{}", text);
            let read = imported.reading.deck.map(sample::without_lines);
            prop_assert_eq!(read, Some(held(deck)), "{}", text);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[#\\-*\\[\\]x1.: \nQA\\\\<>é]{0,40}") {
            let _ = read_markdown(&text, &head());
        }

        #[test]
        fn escapes_come_back(text in sample::texts()) {
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }
    }
}
