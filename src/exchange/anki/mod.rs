//! Anki packages (`.apkg`): a zip of a database, both ways.
//!
//! A current package holds `collection.anki21b`, a database of schema 18 packed with zstd, whose
//! note types and decks are protobuf messages; a legacy one `collection.anki2` or
//! `collection.anki21`, a database of schema 11 with these as JSON in one row. Tables and messages
//! are those that Anki itself writes; its library reads what is written here, in a test.

mod collection;
mod database;
mod export;
mod field;
mod import;
mod message;
mod note;
mod notetype;
mod package;
mod rows;
mod schedule;
mod template;

pub use export::{AnkiExport, Learnt, write_anki};
pub use import::{PastAnswer, ReadAnki, read_anki};
pub use package::PackageError;

#[cfg(test)]
mod tests {
    use super::super::draft::Head;
    use super::super::sample;
    use super::*;
    use crate::deck::{Body, Card, Deck, Status, to_toml};
    use crate::memory::Moment;
    use proptest::prelude::*;
    use std::io::{Cursor, Write as _};
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn head() -> Head {
        Head { id: "file".into(), title: "File".into() }
    }

    fn now() -> Moment {
        Moment::from_millis(1_795_500_000_000, 3600).expect("in range")
    }

    fn packed(deck: &Deck, legacy: bool) -> (Vec<u8>, super::super::Losses) {
        write_anki(&AnkiExport { deck, learnt: None, legacy, now: now() }).expect("a package")
    }

    fn read(bytes: &[u8]) -> Result<ReadAnki, PackageError> {
        read_anki(Cursor::new(bytes), &head(), false)
    }

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
            zip.write_all(bytes).expect("bytes");
        }
        zip.finish().expect("a zip").into_inner()
    }

    /// A collection as Anki 2.0 left it, with what it needs to be read and nothing else.
    fn handmade() -> Vec<u8> {
        let connection = rusqlite::Connection::open_in_memory().expect("memory");
        connection
            .execute_batch(
                r#"CREATE TABLE col (ver integer, models text, decks text);
                CREATE TABLE notes (id integer, guid text, mid integer, tags text, flds text);
                CREATE TABLE cards (id integer, nid integer, did integer, ord integer, queue integer);
                CREATE TABLE revlog (id integer, cid integer, ease integer, type integer);
                INSERT INTO col VALUES (11, '{"7": {"name": "Vocabulary", "type": 0,
                  "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}],
                  "tmpls": [{"name": "one", "ord": 0, "qfmt": "What is {{Front}}?",
                             "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}}',
                  '{"1": {"name": "Default"}, "5": {"name": "Words::French"}}');
                INSERT INTO notes VALUES (40, 'x', 7, ' verbs leech ', 'aller' || char(31) || 'to <i>go</i>');
                INSERT INTO notes VALUES (41, 'y', 7, '', '[sound:a.mp3]' || char(31) || 'nothing');
                INSERT INTO notes VALUES (42, 'z', 7, '', 'être' || char(31) || '<img src="b.png">');
                INSERT INTO cards VALUES (400, 40, 5, 0, -1), (410, 41, 5, 0, 0), (420, 42, 5, 0, 0);
                INSERT INTO revlog VALUES (1700000000000, 400, 3, 0), (1700000600000, 400, 1, 1),
                  (1700000700000, 400, 0, 4), (1700000800000, 420, 3, 0);"#,
            )
            .expect("tables");
        let bytes = connection.serialize("main").expect("bytes").to_vec();
        zip(&[("collection.anki2", &bytes), ("media", b"{}"), ("0", b"picture")])
    }

    #[test]
    fn a_legacy_package_made_by_hand_is_read() {
        let ReadAnki { imported, answers } = read(&handmade()).expect("a package");
        assert_eq!(
            to_toml(&imported.reading.deck.expect("a deck")),
            "format = 1\n\n[deck]\nid = \"words\"\ntitle = \"Words\"\n\n[[card]]\nid = \"n2d711642b7\"\n\
             kind = \"basic\"\nquestion = \"What is aller?\"\nanswer = \"to go\"\ntags = [\"verbs\"]\n\
             status = \"suspended\"\n\n[[card]]\nid = \"na1fce43638\"\nkind = \"basic\"\nquestion = \"What is ?\"\n\
             answer = \"nothing\"\n"
        );
        assert_eq!(
            imported.notes,
            [
                "1 file of pictures and sounds left out",
                "1 note (`être`): left out: its back has no words",
                "2 notes (note 41, `être`): pictures and sounds are left out",
            ]
        );
        let told: Vec<String> =
            answers.iter().map(|a| format!("{} {} {}", a.millis, a.item, a.rating)).collect();
        assert_eq!(
            told,
            ["1700000000000 words/n2d711642b7 good", "1700000600000 words/n2d711642b7 again"]
        );
    }

    #[test]
    fn what_is_no_package_is_refused() {
        let whole = handmade();
        assert!(matches!(read(b""), Err(PackageError::Zip(_))));
        assert!(matches!(read(b"not a zip at all"), Err(PackageError::Zip(_))));
        assert!(matches!(read(&whole[..whole.len() - 30]), Err(PackageError::Zip(_))));
        let error = |entries: &[(&str, &[u8])]| read(&zip(entries)).expect_err("no package");
        assert!(matches!(error(&[("readme", b"hello")]), PackageError::NoCollection));
        assert!(matches!(error(&[("collection.anki2", b"x")]), PackageError::Torn { .. }));
        assert!(matches!(error(&[("collection.anki21b", b"x")]), PackageError::Torn { .. }));
        assert!(matches!(error(&[("meta", &[8, 9])]), PackageError::Newer(9)));
        // A name that points elsewhere names no collection and is never a path.
        assert!(matches!(error(&[("../collection.anki2", &whole)]), PackageError::NoCollection));
        let mut sqlite = b"SQLite format 3\0".to_vec();
        sqlite.resize(4096, 0xff);
        let error = error(&[("collection.anki2", &sqlite)]);
        assert!(matches!(error, PackageError::Database(_)), "{error}");
    }

    #[test]
    fn a_package_that_grows_beyond_bounds_is_refused() {
        let zeros = vec![0u8; 64 << 20];
        let zstd = zstd::encode_all(zeros.as_slice(), 3).expect("packed");
        for entry in [("collection.anki21b", zstd.as_slice()), ("collection.anki2", &zeros)] {
            let package = zip(&[entry]);
            assert!(package.len() < 1 << 20);
            let error = read(&package).expect_err("a bomb");
            assert!(matches!(error, PackageError::Bomb(_)), "{error}");
        }
    }

    #[test]
    fn views_and_triggers_are_never_run() {
        let connection = rusqlite::Connection::open_in_memory().expect("memory");
        let sql = "CREATE TABLE col (ver integer); CREATE VIEW notes AS WITH RECURSIVE n(i) AS \
                   (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;";
        connection.execute_batch(sql).expect("a view");
        let bytes = connection.serialize("main").expect("bytes").to_vec();
        let error = read(&zip(&[("collection.anki21", &bytes)])).expect_err("no collection");
        assert!(matches!(error, PackageError::Strange(_)), "{error}");
    }

    /// Returns a text as HTML leaves it: without spaces that a page does not show.
    fn spaced(text: &str) -> String {
        super::super::markup::plain_text(&super::super::markup::html(text)).text
    }

    /// Returns what a package can hold of a card whose kind comes back.
    fn held(card: &Card) -> Option<Card> {
        let all = |texts: &[String]| texts.iter().map(|text| spaced(text)).collect::<Vec<_>>();
        let body = match &card.body {
            Body::Basic { question, answer } => {
                Body::Basic { question: spaced(question), answer: spaced(answer) }
            }
            Body::Text { question, answers, accept, .. } => {
                let others: Vec<String> = all(&[&answers[1..], accept].concat());
                if others.iter().any(|other| other.contains('\n')) {
                    return None;
                }
                Body::Text {
                    question: spaced(question),
                    answers: vec![spaced(&answers[0])],
                    accept: others,
                    distractors: Vec::new(),
                }
            }
            Body::Order { question, answers } => {
                Body::Order { question: spaced(question), answers: all(answers) }
            }
            Body::Truth { question, answer } => {
                Body::Truth { question: spaced(question), answer: *answer }
            }
            _ => return None,
        };
        let explanation = card.explanation.as_deref().map(spaced);
        let tags = card
            .tags
            .iter()
            .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("_"))
            .collect();
        let (reversed, status) = (card.reversed, card.status);
        let new = Card::new(card.id.clone(), body);
        Some(Card { explanation, tags, reversed, status, ..new })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_deck_comes_back_and_what_does_not_is_told(deck in sample::decks(), legacy: bool) {
            prop_assume!(!format!("{deck:?}").contains("[sound:"));
            let (bytes, losses) = packed(&deck, legacy);
            let ReadAnki { imported, .. } = read(&bytes).expect("a package");
            let Some(read) = imported.reading.deck.map(sample::without_lines) else {
                return Err(TestCaseError::fail("no deck"));
            };
            let drafts = deck.cards.iter().all(|card| card.status == Status::Draft);
            prop_assert_eq!(&read.id, if drafts { "file" } else { "sample" });
            for card in &deck.cards {
                let back = read.cards.iter().find(|other| other.id == card.id);
                if card.status == Status::Draft {
                    let told = losses.lines().join("\n");
                    prop_assert!(back.is_none() && told.contains("`draft`"), "{}", told);
                } else if let Some(held) = held(card) {
                    prop_assert_eq!(back, Some(&held));
                } else {
                    prop_assert!(back.is_some(), "{:?}\n{:?}", card, imported.notes);
                }
            }
        }

        #[test]
        fn a_package_with_a_wrong_byte_is_read_or_refused(at in 0usize..6000, byte: u8) {
            let mut bytes = handmade();
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = read(&bytes);
        }

        #[test]
        fn a_collection_with_wrong_bytes_is_read_or_refused(
            wrong in prop::collection::vec((0usize..20_000, any::<u8>()), 1..6)
        ) {
            let whole = handmade();
            let mut database = package::read_package(Cursor::new(&whole)).expect("a package").database;
            for (at, byte) in wrong {
                let at = at % database.len();
                database[at] = byte;
            }
            let _ = collection::Collection::read(database);
        }
    }
}
