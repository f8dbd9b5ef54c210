//! Every reader of bytes that others may have written, fed with damaged and made-up inputs: each
//! ends, none panics, and what it says lies within what it read.
//!
//! A run tries a few hundred inputs a reader; `DOCENT_FUZZ_INPUTS=100000 cargo test --release --test
//! fuzz` as many as wanted, and `DOCENT_FUZZ_SEED` others. The same seed tries the same inputs. An
//! input that panics is written to the folder of temporary files, and its path told.

#![expect(clippy::disallowed_methods, reason = "reads how many inputs are wanted")]
#![expect(clippy::print_stderr, reason = "says how many inputs were tried")]

use docent::deck::{SourceFile, read_deck, weaknesses};
use docent::document::Document;
use docent::exchange::{
    AnkiExport, Head, read_anki, read_delimited, read_gift, read_json, read_markdown, write_anki,
    write_delimited, write_gift, write_json, write_markdown,
};
use docent::memory::Moment;
use docent::progress::{
    EntryFileError, EntryWriter, Heading, Journal, Purpose, inspect, read_entries,
};
use docent::study::{Event, EventKind, IdSource, ItemId, Wording};
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// How many inputs a reader gets when nobody says.
const INPUTS: u32 = 300;
/// The longest input, in bytes: faults that need more than this are of size, which other tests try.
const LONGEST: usize = 20_000;

/// What damages an input.
struct Fuzzer {
    chance: ChaCha8Rng,
    /// Sound inputs, to begin from.
    corpus: Vec<Vec<u8>>,
    /// Words that the reader knows.
    words: Vec<&'static str>,
}

impl Fuzzer {
    fn new(corpus: Vec<Vec<u8>>, words: &[&'static str]) -> Self {
        let chance = ChaCha8Rng::seed_from_u64(number("DOCENT_FUZZ_SEED", 7).into());
        let odd =
            ["\0", "\u{feff}", "\u{202e}", "\r\n", "é", "\u{301}", "🦀", "\"", "'", "\\", "-1"];
        let huge = ["99999999999999999999", "1e999", "NaN", "{{{{", "]]]]", "<<<<", "    "];
        let words = words.iter().chain(&odd).chain(&huge).copied().collect();
        Self { chance, corpus, words }
    }

    /// Returns the next input.
    fn next(&mut self) -> Vec<u8> {
        let mut input = self.corpus.choose(&mut self.chance).cloned().unwrap_or_default();
        for _ in 0..self.chance.random_range(1..8) {
            self.damage(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn damage(&mut self, input: &mut Vec<u8>) {
        let at = self.chance.random_range(0..=input.len());
        let end = (at + self.chance.random_range(0..40)).min(input.len());
        match self.chance.random_range(0..9) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => {
                let again = input[at..end].repeat(self.chance.random_range(1..6));
                input.splice(at..at, again);
            }
            3 => {
                let other = self.corpus.choose(&mut self.chance).cloned().unwrap_or_default();
                let from = self.chance.random_range(0..=other.len());
                let until = (from + self.chance.random_range(0..200)).min(other.len());
                input.splice(at..end, other[from..until].iter().copied());
            }
            4 | 5 => {
                let word = self.words.choose(&mut self.chance).copied().unwrap_or_default();
                input.splice(at..end, word.bytes());
            }
            6 => {
                let word = self.words.choose(&mut self.chance).copied().unwrap_or_default();
                let many = word.repeat(self.chance.random_range(1..400));
                input.splice(at..at, many.bytes());
            }
            7 => {
                let bytes: Vec<u8> = (at..end).map(|_| self.chance.random()).collect();
                input.splice(at..end, bytes);
            }
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.chance.random_range(0..8);
                }
            }
        }
    }

    /// Gives each input to a reader.
    fn run(mut self, name: &str, read: impl Fn(&[u8])) {
        let inputs = number("DOCENT_FUZZ_INPUTS", INPUTS);
        for n in 0..inputs {
            let input = self.next();
            if catch_unwind(AssertUnwindSafe(|| read(&input))).is_err() {
                let path = std::env::temp_dir().join(format!("docent-fuzz-{name}-{n}"));
                std::fs::write(&path, &input).expect("the input is kept");
                panic!("{name}: input {n} panics; it is kept in {}", path.display());
            }
        }
        eprintln!("{name}: {inputs} inputs, no panic");
    }

    /// Gives each input to a reader of text, odd bytes replaced.
    fn run_text(self, name: &str, read: impl Fn(&str)) {
        self.run(name, |input| read(&String::from_utf8_lossy(input)));
    }
}

fn number(variable: &str, otherwise: u32) -> u32 {
    let said = std::env::var(variable).ok();
    said.map_or(otherwise, |text| text.parse().expect("a whole number"))
}

fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).expect("a file of the repository")
}

fn decks() -> Vec<String> {
    vec![shipped("decks/planets/deck.toml"), shipped("decks/abraham-accords/deck.toml")]
}

fn bytes(texts: Vec<String>) -> Vec<Vec<u8>> {
    texts.into_iter().map(String::into_bytes).collect()
}

fn head() -> Head {
    Head { id: "d".into(), title: "D".into() }
}

#[test]
fn decks_of_any_bytes() {
    let words = [
        "[[card]]",
        "[deck]",
        "kind = \"cloze\"",
        "text = \"{{a}}\"",
        "answers = [",
        "= [[",
        "{ a =",
        "cites = [{ source = \"x\" }]",
        "\"\"\"",
        "'''",
        "1979-05-27",
        "status = \"draft\"",
        "#:ignore",
        "id = \"\"",
        "answer = \"199X\"",
        "distractors = []",
        "{{c1::",
        "::hint}}",
        "format = 2",
    ];
    Fuzzer::new(bytes(decks()), &words).run_text("decks", |text| {
        let reading = read_deck(text);
        for fault in &reading.diagnostics {
            assert!(text.get(fault.span.clone()).is_some());
        }
        let _ = weaknesses(text, &reading, &|_| SourceFile::Unnamed);
    });
}

#[test]
fn documents_of_any_bytes() {
    let page = "<!doctype html><html><head><title>Dams</title><meta name=date content=2020-01-02>\
                </head><body><nav>Home</nav><article><h1>Dams</h1><p>The first dam was built in \
                1913 by Ada Moss, who led the works.</p></article></body></html>";
    let corpus = vec![
        shipped("decks/planets/sources/planets.md"),
        shipped("decks/abraham-accords/sources/5-outlook.md"),
        page.to_owned(),
    ];
    let words = [
        "---\n",
        "title: ",
        "date: 2020-13-45",
        "# ",
        "![](",
        "](",
        "<script>",
        "<!--",
        "</p>",
        "&#x110000;",
        "&amp",
        "<meta charset=utf-16>",
        "```",
        "|",
        "> ",
        "Photo:",
        "January 19, 20263 days ago",
    ];
    Fuzzer::new(bytes(corpus), &words).run_text("documents", |text| {
        for name in ["a.txt", "a.md", "a.html"] {
            let document = Document::parse(name, text);
            for paragraph in &document.paragraphs {
                let _ = paragraph.place(0..paragraph.text.len());
            }
        }
    });
}

#[test]
fn tables_questions_and_lists_of_any_bytes() {
    let read: Vec<_> = decks().iter().filter_map(|text| read_deck(text).deck).collect();
    let csv = read.iter().map(|deck| write_delimited(deck, b',').0).collect();
    let words =
        ["\",\"", "\"\"", ";", "\t", "question,answer", "kind", "a;b", "true", "[1,2]", "\n\n"];
    Fuzzer::new(bytes(csv), &words).run_text("csv", |text| {
        let _ = read_delimited(text, None, &head());
    });
    let gift = read.iter().map(|deck| write_gift(deck).0).collect();
    let words = [
        "::",
        "{=",
        "~%50%",
        "{#1:2}",
        "->",
        "{T}",
        "$CATEGORY:",
        "//",
        "\\{",
        "}",
        "[html]",
        "####",
    ];
    Fuzzer::new(bytes(gift), &words).run_text("gift", |text| {
        let _ = read_gift(text, &head());
    });
    let markdown = read.iter().map(|deck| write_markdown(deck).0).collect();
    let words = ["## ", "- [x] ", "- [ ] ", "1. ", "> ", "**", "---", "`", "kind:", "Answer:"];
    Fuzzer::new(bytes(markdown), &words).run_text("markdown", |text| {
        let _ = read_markdown(text, &head());
    });
    let json = read.iter().map(write_json).collect();
    let words = ["{\"", "\":", "[", "null", "true", "1e400", "\"\\ud800\"", ",", "\"cards\":", "}"];
    Fuzzer::new(bytes(json), &words).run_text("json", |text| {
        let _ = read_json(text, &head());
    });
}

#[test]
fn packages_of_any_bytes() {
    let now = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
    let mut corpus = Vec::new();
    for deck in decks().iter().filter_map(|text| read_deck(text).deck) {
        for legacy in [false, true] {
            let export = AnkiExport { deck: &deck, learnt: None, legacy, now };
            corpus.push(write_anki(&export).expect("a package").0);
        }
    }
    let words =
        ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "collection.anki21b", "SQLite format 3\0"];
    Fuzzer::new(corpus, &words).run("packages", |input| {
        let _ = read_anki(Cursor::new(input), &head(), false);
    });
}

/// Returns a few entries as a file of this purpose.
fn entry_file(purpose: Purpose) -> Vec<u8> {
    let mut heading = Heading::new(purpose, "a device", 0);
    heading.name = Some("Ada".into());
    let mut writer = EntryWriter::begin(Vec::new(), &heading).expect("begun");
    for event in events() {
        writer.write(&docent::progress::Entry::of(&event, "a device", "me")).expect("written");
    }
    writer.end().expect("ended").1
}

fn events() -> Vec<Event> {
    let mut ids = IdSource::new([3; 32], None);
    let at = Moment::from_millis(1_767_268_800_000, 3600).expect("in range");
    let item = ItemId { deck: "d".into(), card: "c".into(), part: 1 };
    let wording = Wording { question: "Q?".into(), answers: vec!["A".into()] };
    [EventKind::Suspended, EventKind::Met(wording), EventKind::Reset]
        .into_iter()
        .map(|kind| Event { id: ids.next(at), at, item: Some(item.clone()), kind })
        .collect()
}

#[test]
fn hand_ins_exports_and_journals_of_any_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = folder.path().join("journal.db");
    let mut filled = Journal::open(&journal).expect("a journal");
    filled.append_all(&events()).expect("stored");
    drop(filled);
    let lines = vec![entry_file(Purpose::HandIn), entry_file(Purpose::Export)];
    let words =
        ["{\"id\":", "\"sum\":\"", "\"payload\":{", "\"kind\":\"reviewed\"", "{\"entries\":", "\n"];
    Fuzzer::new(lines.clone(), &words).run("hand-ins", |input| {
        let _ = read_entries(input, |entry| {
            let _ = entry.event();
            Ok::<(), EntryFileError>(())
        });
    });
    let mut corpus = lines;
    corpus.push(std::fs::read(&journal).expect("bytes"));
    corpus.push(zstd::encode_all(corpus[0].as_slice(), 3).expect("packed"));
    let file = folder.path().join("input");
    let words = ["SQLite format 3\0", "\u{1}\u{2}", "event", "CREATE VIEW", "(\u{b5}/\u{fd}"];
    Fuzzer::new(corpus, &words).run("journals", |input| {
        std::fs::write(&file, input).expect("written");
        let _ = inspect(&file);
        let _ = Journal::open_to_read(&file).map(|journal| journal.map(|j| j.events()));
        for beside in ["input-wal", "input-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
    });
}

/// The program itself, as the face of an editor: lines of any bytes, as many as a session takes.
#[test]
fn dialogues_of_any_bytes() {
    let home = tempfile::tempdir().expect("a home");
    let corpus = bytes(vec![
        "{\"answer\":\"1992\"}".into(),
        "{\"answer\":[\"Bahrain\",\"Sudan\"]}".into(),
        "{\"rating\":\"good\"}\n{\"accept\":true}".into(),
        "{\"command\":\"skip\"}".into(),
    ]);
    let words = [
        "{\"answer\":",
        "null",
        "[[",
        "true",
        "1e400",
        "\"\\ud800\"",
        "{\"command\":\"undo\"}",
        "}\n{",
    ];
    let deck = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/planets/deck.toml");
    // A process takes many lines, so fewer of them are begun.
    let lines_at_once = 100;
    let mut fuzzer = Fuzzer::new(corpus, &words);
    let sessions = number("DOCENT_FUZZ_INPUTS", INPUTS).div_ceil(lines_at_once);
    for session in 0..sessions {
        let mut input = Vec::new();
        for _ in 0..lines_at_once {
            input.extend(fuzzer.next());
            input.push(b'\n');
        }
        let output = dialogue(&deck, home.path(), input);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0), "session {session}: {said}");
        for line in said.lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect(line);
            assert!(value["type"].is_string(), "{line}");
        }
    }
    eprintln!("dialogues: {} lines, no panic", sessions * lines_at_once);
}

fn dialogue(deck: &Path, home: &Path, input: Vec<u8>) -> std::process::Output {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["study", "--json"])
        .arg(deck)
        .env_clear()
        .env("DOCENT_HOME", home)
        .env("DOCENT_NOW", "2026-11-22T09:00:00+01:00")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("docent starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeding = std::thread::spawn(move || {
        // A session that is over reads no more.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("docent ends");
    feeding.join().expect("fed");
    output
}
