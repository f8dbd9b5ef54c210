//! What is read of the text of a deck, and what is said of its faults.

use super::*;
use crate::deck::format::Shape;
use crate::deck::model::Body;
use proptest::prelude::*;

const HEAD: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n";

/// Returns "line:column rule" of each fault.
fn faults(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let reading = read_deck(text);
    let place = |fault: &Diagnostic| lines.place(fault.span.start);
    reading
        .diagnostics
        .iter()
        .map(|fault| format!("{}:{} {}", place(fault).line, place(fault).column, fault.rule))
        .collect()
}

fn body(card: &str) -> Body {
    let text = format!("{HEAD}[[card]]\n{card}\n");
    let reading = read_deck(&text);
    assert_eq!(reading.diagnostics, [], "{card}");
    reading.deck.expect("a deck").cards.remove(0).body
}

#[test]
fn every_kind_is_read() {
    for (kind, rest) in [
        ("basic", "question = \"q\"\nanswer = \"a\"\nreversed = true"),
        (
            "text",
            "question = \"q\"\nanswers = [\"a\", \"b\"]\naccept = [\"c\"]\ndistractors = [\"d\"]",
        ),
        ("text", "question = \"q\"\nanswer = \"a\""),
        ("year", "question = \"q\"\nanswer = 1992\ndistractors = [1991, 1993]"),
        ("year", "question = \"q\"\nanswer = \"199X\""),
        ("date", "question = \"q\"\nanswer = \"1992-04\""),
        ("date", "question = \"q\"\nanswer = 2025-11-06\ndistractors = [\"2025-11-07\"]"),
        ("number", "question = \"q\"\nanswer = 70\nunit = \"%\"\ntolerance = 2.5"),
        ("choice", "question = \"q\"\nanswer = \"a\"\ndistractors = [\"b\"]"),
        ("set", "question = \"q\"\nanswers = [\"a\", \"b\"]\ndistractors = [\"c\"]"),
        ("order", "question = \"q\"\nanswers = [\"a\", \"b\"]"),
        ("truth", "question = \"q\"\nanswer = false"),
        ("cloze", "text = \"a {{b}} c {{d::hint}}\""),
    ] {
        assert_eq!(body(&format!("kind = \"{kind}\"\n{rest}")).kind().name(), kind);
    }
}

#[test]
fn a_merge_conflict_is_one_fault_at_its_first_mark() {
    let card = |id: &str, answer: u32| {
        format!(
            "[[card]]\nid = \"{id}\"\nkind = \"year\"\nquestion = \"{id}?\"\nanswer = {answer}\n"
        )
    };
    let (one, other) = (card("a", 1992), card("a", 1993).replace("kind", "knd"));
    let text = format!(
        "{HEAD}{}<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> theirs\n{}",
        card("before", 1),
        card("after", 2)
    );
    assert_eq!(faults(&text), ["10:1 merge-conflict"]);
    assert_eq!(faults(&text.replace('\n', "\r\n")), ["10:1 merge-conflict"]);
    let torn = text.replace(">>>>>>> theirs\n", "");
    assert!(!faults(&torn).join(" ").contains("merge-conflict"), "one mark alone is any slip");
    let told = format!("{HEAD}description = \"\"\"\n<<<<<<< a\n=======\n>>>>>>> b\"\"\"\n");
    assert_eq!(faults(&told), [""; 0], "a text may speak of it");
}

#[test]
fn a_bad_cloze_is_told_at_the_braces_with_what_to_do() {
    for (text, place) in [
        ("\"A {{b} c {{d}}\"", "7:11"),
        ("\"A {{{b}}} c\"", "7:11"),
        ("'É {{b}} c}} d'", "7:18"),
        ("\"\\u00c9 {{b}} c}} d\"", "7:8"),
        ("\"no gap\"", "7:8"),
    ] {
        let deck = format!("{HEAD}[[card]]\nkind = \"cloze\"\ntext = {text}\n");
        assert_eq!(faults(&deck), [format!("{place} bad-cloze")], "{text}");
        let hint = read_deck(&deck).diagnostics[0].hint.clone();
        assert!(hint.is_some_and(|hint| hint.contains("{{")), "{text}");
    }
}

#[test]
fn a_hint_says_what_to_write() {
    let deck = |lines: &str| format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{lines}\n");
    let card = |kind: &str, lines: &str| {
        deck(&format!("[[card]]\nkind = \"{kind}\"\nquestion = \"q\"\n{lines}"))
    };
    for (text, hint) in [
        (card("text", "answer = \"\""), "write for example `answer = \"the Nile\"`: what is right"),
        (card("text", ""), "add for example `answer = \"the Nile\"`: what is right"),
        (card("number", "answer = \"many\""), "write for example `answer = 70`: the key"),
        (card("number", "answer = \"70\""), "leave out the quotes: 70"),
        (
            card("truth", "answer = \"yes\""),
            "write `answer = true` or `answer = false`: whether it is true",
        ),
        (card("truth", ""), "add `answer = true` or `answer = false`: whether it is true"),
        (card("date", "answer = true"), "write for example `answer = 1992`: the key"),
        (
            card("set", "answers = []"),
            "write for example `answers = [\"the Blue Nile\", \"the White Nile\"]`: every member",
        ),
        (
            card("text", "answer = \"a\"\nstatus = 3"),
            "write `status = \"active\"`, `status = \"draft\"` or `status = \"suspended\"`: \
             a draft is never studied",
        ),
        (
            card("text", "answer = \"a\"\ncites = \"atlas\""),
            "write for example `cites = [{ source = \"atlas\", quote = \"…\" }]`: \
             the sentences behind the card",
        ),
        (
            deck("[source]\nid = \"s\""),
            "write `[[source]]`, with two brackets, before each: a document that cards cite",
        ),
        (
            deck("[deck.study]\ndesired_retention = 1.5"),
            "write for example `desired_retention = 0.90`: \
             the chance of recall wanted when a card is due",
        ),
        (
            deck("")["format = 1\n".len()..].to_owned(),
            "add `format = 1` at the top: the format of the file",
        ),
        (
            "format = 1\n".to_owned(),
            "add `[deck]` with `id` and `title` below it: the deck as a whole",
        ),
        (
            "format = 1\ndeck = 3\n".to_owned(),
            "write `[deck]` with `id` and `title` below it: the deck as a whole",
        ),
    ] {
        let hints: Vec<String> =
            read_deck(&text).diagnostics.into_iter().filter_map(|fault| fault.hint).collect();
        assert_eq!(hints, [hint], "{text}");
    }
}

#[test]
fn a_kind_is_known_by_what_it_is_called_elsewhere() {
    for (word, kind) in [
        ("multiple-choice", "choice"),
        ("MCQ", "choice"),
        ("true/false", "truth"),
        ("True-False", "truth"),
        ("cloze-deletion", "cloze"),
        ("fill_in_the_blank", "cloze"),
        ("multiple response", "set"),
        ("short-answer", "text"),
        ("numeric", "number"),
        ("ordering", "order"),
        ("chioce", "choice"),
    ] {
        let text = format!("{HEAD}[[card]]\nkind = \"{word}\"\nquestion = \"q\"\n");
        let faults = read_deck(&text).diagnostics;
        let hints: Vec<&str> = faults.iter().filter_map(|fault| fault.hint.as_deref()).collect();
        assert_eq!(hints, [format!("did you mean \"{kind}\"?")], "{word}");
    }
}

#[test]
fn every_example_is_what_its_key_may_hold() {
    let of_kinds = Kind::ALL.iter().flat_map(|kind| kind_keys(*kind).0);
    for key in [STUDY, DECK, SOURCE, CITATION, CARD].into_iter().flatten().chain(of_kinds) {
        let Some(example) = key.example() else { continue };
        let line = format!("{} = {example}", key.name);
        let table = DeTable::parse(&line).expect(&line);
        let mut faults = Vec::new();
        let keys = std::slice::from_ref(key);
        let mut fields = Fields::new(table.get_ref(), 0..0, keys, "card", &mut faults);
        let read = match key.shape {
            Shape::Text => fields.text(key.name).is_some(),
            Shape::Name => fields.name(key.name).is_some(),
            Shape::Whole(..) => fields.whole(key.name).is_some(),
            Shape::Fraction(..) | Shape::Number => fields.number(key.name).is_some(),
            Shape::Numbers => fields.numbers(key.name).is_some(),
            Shape::Texts(_) => fields.texts(key.name).is_some(),
            Shape::Day => fields.day(key.name).is_some(),
            Shape::Date => fields.date(key.name).is_some(),
            Shape::Dates => fields.dates(key.name).is_some(),
            Shape::Pauses => fields.pauses(key.name).is_some(),
            Shape::Tables(_) => !fields.tables(key.name).is_empty(),
            _ => true,
        };
        assert!(read && faults.is_empty(), "{line}: {faults:?}");
    }
}

#[test]
fn a_key_of_another_kind_is_told_from_one_that_no_card_has() {
    let text = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nkind = \"text\"\n\
                    question = \"q\"\nanswer = \"a\"\nunit = \"km\"\nuint = \"km\"\n";
    let faults = read_deck(text).diagnostics;
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    let other = "`unit` does nothing in a card of this kind";
    assert_eq!(messages, [other, "unknown key `uint` in card"]);
    assert!(faults[0].hint.as_deref().is_some_and(|hint| hint.contains("kind `number`")));
}

#[test]
fn all_faults_are_told_in_one_pass_each_at_its_place() {
    let text = "\
format = 1
colour = 3
[deck]
id = \"a deck\"
titel = \"T\"
[deck.study]
desired_retention = 1.5
learning_steps = [\"1m\", \"soon\"]
[[source]]
title = \"no id\"
[[card]]
kind = \"txt\"
question = \"q\"
[[card]]
id = \"good\"
kind = \"text\"
question = \"q\"
answer = \"a\"
cites = [{ source = \"x\" }]
[[card]]
id = \"good\"
kind = \"year\"
question = \"q2\"
answer = \"1992-04\"
[[card]]
kind = \"set\"
question = \"q3\"
answers = []
distractors = \"b\"
[[card]]
kind = \"choice\"
question = \" \"
answer = \"a\"
distractors = [\"A\"]
";
    assert_eq!(
        faults(text),
        [
            "2:1 unknown-key",
            "3:1 missing-key",
            "4:6 wrong-value",
            "5:1 unknown-key",
            "7:21 wrong-value",
            "8:25 wrong-value",
            "9:1 missing-key",
            "12:8 wrong-value",
            "19:21 unknown-source",
            "21:6 duplicate-id",
            "24:10 wrong-precision",
            "28:11 too-few",
            "29:15 wrong-value",
            "32:12 wrong-value",
            "34:15 right-distractor",
        ]
    );
}

#[test]
fn one_bad_card_does_not_hide_the_good_ones() {
    let good = |id: &str| {
        format!("[[card]]\nid = \"{id}\"\nkind = \"truth\"\nquestion = \"{id}\"\nanswer = true\n")
    };
    let text = format!("{HEAD}{}[[card]]\nkind = \"truth\"\n{}", good("one"), good("two"));
    let reading = read_deck(&text);
    let ids: Vec<String> =
        reading.deck.expect("a deck").cards.iter().map(|card| card.id.to_string()).collect();
    assert_eq!(ids, ["one", "two"]);
    assert_eq!(reading.left_out, 1);
}

#[test]
fn the_second_of_two_equal_ids_is_left_out() {
    let card = "[[card]]\nid = \"x\"\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\n";
    assert_eq!(faults(&format!("{HEAD}{card}{card}")), ["11:6 duplicate-id"]);
    let unnamed = card.replace("id = \"x\"\n", "");
    assert_eq!(faults(&format!("{HEAD}{unnamed}{unnamed}")), ["11:12 duplicate-card"]);
}

#[test]
fn a_syntax_fault_does_not_hide_the_cards_after_it() {
    let text = format!(
        "{HEAD}[[card]]\nkind = \"truth\"\nquestion = unquoted words\nanswer = true\n\
             [[card]]\nkind = \"truth\"\nquestion = \"sound\"\nanswer = true\n"
    );
    let reading = read_deck(&text);
    assert!(reading.diagnostics.iter().any(|f| f.rule == "syntax"), "{:?}", reading.diagnostics);
    let cards = reading.deck.expect("a deck").cards;
    assert!(cards.iter().any(|card| card.body.prompt() == "sound"), "{cards:?}");
}

#[test]
fn what_the_parser_guesses_of_a_broken_card_is_not_studied() {
    let text = format!(
        "{HEAD}[[card]]\nid = \"a\"\nkind = \"text\"\nquestion = \"one\"\nquestion = \"two\"\n\
             answer = \"x\"\n[[card]]\nid = \"b\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"Paris\n\
             [[card]]\nid = \"c\"\nkind = \"truth\"\nquestion = \"q\"\nanswer = true\n"
    );
    let reading = read_deck(&text);
    let ids: Vec<String> =
        reading.deck.expect("a deck").cards.iter().map(|card| card.id.to_string()).collect();
    assert_eq!(ids, ["c"]);
    assert_eq!(reading.left_out, 2);
}

#[test]
fn an_id_is_taken_also_by_a_card_with_other_faults() {
    let card = "[[card]]\nid = \"x\"\nkind = \"truth\"\nquestion = \"q\"\n";
    assert_eq!(
        faults(&format!("{HEAD}{card}{card}")),
        ["5:1 missing-key", "9:1 missing-key", "10:6 duplicate-id"]
    );
}

#[test]
fn a_newer_format_is_refused_with_one_fault() {
    let text = HEAD.replace("format = 1", "format = 7");
    let reading = read_deck(&text);
    assert!(reading.deck.is_none());
    assert_eq!(faults(&text), ["1:10 newer-format"]);
}

#[test]
fn a_card_without_an_id_keeps_its_derived_one_when_typography_changes() {
    let id = |question: &str| {
        let text =
            format!("{HEAD}[[card]]\nkind = \"truth\"\nquestion = \"{question}\"\nanswer = true");
        read_deck(&text).deck.expect("a deck").cards[0].id.clone()
    };
    assert_eq!(id("Is it so?"), id("is it  so"));
    assert_ne!(id("Is it so?"), id("Is it not so?"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}") {
        let _ = read_deck(&text);
    }

    #[test]
    fn any_shuffle_of_deck_words_is_read_without_a_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "[deck]", "[[card]]", "[[source]]", "[deck.study]", "format = 1", "id = \"x\"",
            "kind = \"set\"", "kind = \"cloze\"", "answers = [\"a\", 1]", "answer = 1992",
            "[card]", "[ source ] # one", "[card",
            "text = \"{{a\"", "question = \"q\"", "= ", "\"", "[", "cites = [{}]", "'''", "é",
        ]), 0..24)
    ) {
        let text = words.join("\n");
        let reading = read_deck(&text);
        prop_assert!(reading.diagnostics.iter().all(|f| f.span.end <= text.len()));
    }
}

#[test]
fn options_and_members_that_differ_in_what_they_say_are_not_the_same() {
    let deck = |card: &str| {
        let head = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\n";
        read_deck(&format!("{head}{card}"))
    };
    let choice = |right: &str, wrong: &str| {
        deck(&format!(
            "kind = \"choice\"\nquestion = \"q\"\nanswer = \"{right}\"\ndistractors = [\"{wrong}\"]\n"
        ))
    };
    for (right, wrong) in
        [("x > 0", "x < 0"), ("-5", "5"), ("==", "="), ("O-", "O"), ("😂", "😢"), ("papá", "papa")]
    {
        assert_eq!(choice(right, wrong).errors(), 0, "{right} and {wrong}");
    }
    assert_eq!(choice("Paris", " paris").errors(), 1);
    let set = |members: &str| {
        deck(&format!("kind = \"set\"\nquestion = \"q\"\nanswers = {members}\n")).errors()
    };
    assert_eq!(set("[\"-5\", \"5\"]"), 0);
    assert_eq!(set("[\"U.S.\", \"us\"]"), 1);
    let text = "kind = \"text\"\nquestion = \"q\"\nanswer = \"3.14\"\ndistractors = [\"314\"]\n";
    assert_eq!(deck(text).errors(), 0);
}
