//! Entries out of a damaged journal: every one that is whole, wherever it lies in the file.
//!
//! Asks nothing of `SQLite`, whose tree may be torn: looks at every byte of the file and of its log
//! for what could be the beginning of an entry as `SQLite` lays it down ("Database File Format",
//! sections 1.6, 2.1 and 4.1), and takes what its own checksum proves. So nothing is taken that
//! docent did not write, and it does not matter how it was found.

use super::line::Entry;
use super::row::{Row, RowRef};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

/// The bytes of the head of the log, and of each page in it.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The longest entry that is looked for, in bytes; the words of a card are far shorter.
const LONGEST: usize = 1 << 20;
/// How many pages are followed in all: more than the entries of any journal go on in.
const MOST_STEPS: u32 = 4_000_000;
/// The most columns that an entry has.
const COLUMNS: usize = 9;

/// Returns every whole entry of a journal's file and its log, each once, in order of their names.
///
/// # Errors
/// When the file cannot be read.
pub fn salvage(journal: &Path) -> io::Result<Vec<Entry>> {
    let file = std::fs::read(journal)?;
    let log = match std::fs::read(beside(journal, "-wal")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        log => log?,
    };
    let mut found = BTreeMap::new();
    for size in page_sizes(&file) {
        let places = Places::of(&file, &log, size);
        for page in &places.all {
            entries_of(page, &places, &mut found);
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found.into_values().map(Entry::of_row).collect())
}

/// Returns the path of a file that `SQLite` keeps beside its own.
pub fn beside(journal: &Path, ending: &str) -> std::path::PathBuf {
    let mut path = journal.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// Returns the sizes of a page to try: the one that the header says, where it can be one, first.
fn page_sizes(file: &[u8]) -> Vec<usize> {
    let said = file.get(16..18).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])));
    let said = said.map(|size| if size == 1 { 65_536 } else { size });
    let mut sizes: Vec<usize> = (9..=16).map(|power| 1 << power).collect();
    sizes.sort_by_key(|size| (Some(*size) != said, *size != 4096));
    sizes
}

/// The pages of a journal.
struct Places<'f> {
    /// Every page of the file and of the log.
    all: Vec<&'f [u8]>,
    /// The pages that have a number: the latest first.
    by_number: HashMap<usize, Vec<&'f [u8]>>,
    size: usize,
    /// How many more pages are followed.
    steps: Cell<u32>,
}

impl<'f> Places<'f> {
    fn of(file: &'f [u8], log: &'f [u8], size: usize) -> Self {
        let steps = Cell::new(MOST_STEPS);
        let mut places = Self { all: Vec::new(), by_number: HashMap::new(), size, steps };
        for (number, page) in (1..).zip(file.chunks(size)) {
            places.add(number, page);
        }
        let frames = log.get(LOG_HEADER..).unwrap_or_default();
        for frame in frames.chunks(FRAME_HEADER + size) {
            let Some((head, page)) = frame.split_at_checked(FRAME_HEADER) else { continue };
            let number = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
            places.add(usize::try_from(number).unwrap_or(0), page);
        }
        places
    }

    fn add(&mut self, number: usize, page: &'f [u8]) {
        self.all.push(page);
        self.by_number.entry(number).or_default().insert(0, page);
    }

    /// Returns the bytes of a payload that begins here and goes on, when it is long, in pages of
    /// its own: one text for each state of the pages it goes on in.
    fn payloads(&self, beginning: &'f [u8], length: usize) -> Vec<Vec<u8>> {
        let here = local_length(length, self.size);
        let Some(local) = beginning.get(..here) else { return Vec::new() };
        if here == length {
            return vec![local.to_vec()];
        }
        let Some(next) = beginning.get(here..here + 4).and_then(page_number) else {
            return Vec::new();
        };
        let mut chain = Chain { parts: vec![local], whole: Vec::new() };
        self.go_on(next, length - here, &mut chain);
        chain.whole
    }

    /// Follows a payload from page to page, through every state that a page is known in.
    fn go_on(&self, number: usize, missing: usize, chain: &mut Chain<'f>) {
        for page in self.by_number.get(&number).into_iter().flatten() {
            // A log can hold any number of states of a page, and a torn chain can go in circles.
            let Some(left) = self.steps.get().checked_sub(1) else { return };
            self.steps.set(left);
            let Some((head, rest)) = page.split_at_checked(4) else { continue };
            let part = &rest[..missing.min(rest.len())];
            chain.parts.push(part);
            match page_number(head) {
                _ if part.len() == missing => chain.whole.push(chain.parts.concat()),
                Some(next) if !part.is_empty() => self.go_on(next, missing - part.len(), chain),
                _ => {}
            }
            chain.parts.pop();
        }
    }
}

/// A payload that is followed from page to page.
struct Chain<'f> {
    parts: Vec<&'f [u8]>,
    whole: Vec<Vec<u8>>,
}

fn page_number(bytes: &[u8]) -> Option<usize> {
    let number = u32::from_be_bytes(bytes.try_into().ok()?);
    usize::try_from(number).ok().filter(|number| *number > 0)
}

/// Returns how much of a payload lies in the page itself ("Cell Payload Overflow Pages", section
/// 1.6; pages of docent have no reserved bytes).
fn local_length(length: usize, size: usize) -> usize {
    let most = (size - 12) * 64 / 255 - 23;
    let least = (size - 12) * 32 / 255 - 23;
    if length <= most {
        return length;
    }
    let kept = least + (length - least) % (size - 4);
    if kept <= most { kept } else { least }
}

/// Takes every entry whose beginning lies in a page.
fn entries_of<'f>(page: &'f [u8], places: &Places<'f>, found: &mut Found) {
    for at in 0..page.len() {
        let Some((length, record)) = varint(&page[at..]) else { continue };
        let Ok(length) = usize::try_from(length) else { continue };
        // What begins like an entry, whose name is 16 bytes, is looked at closely.
        if record.get(1) != Some(&BLOB_OF_16) || length > LONGEST {
            continue;
        }
        for payload in places.payloads(record, length) {
            take(&payload, found);
        }
    }
}

type Found = BTreeMap<([u8; 16], [u8; 16]), Row>;

/// The serial type of a blob of 16 bytes, in one byte (section 2.1).
const BLOB_OF_16: u8 = 12 + 16 * 2;

fn take(payload: &[u8], found: &mut Found) {
    let Some(columns) = columns_of(payload) else { return };
    let Some((row, checksum)) = row_now(&columns).or_else(|| row_before(&columns)) else { return };
    if row.checksum() == checksum {
        found.insert((row.in_place().id, checksum), row);
    }
}

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Integer(i64),
    Bytes(Vec<u8>),
    Text(String),
}

/// Returns the row that a record holds: its name and checksum first, as they are the key.
fn row_now(columns: &[Value]) -> Option<(Row, [u8; 16])> {
    let [id, checksum, device, learner, at, zone, item, kind, payload] = columns else {
        return None;
    };
    Some((row_of([id, device, learner, at, zone, item, kind, payload])?, sixteen(checksum)?))
}

/// Returns the row that a record holds in the two first versions of the journal.
fn row_before(columns: &[Value]) -> Option<(Row, [u8; 16])> {
    let [id, device, learner, at, zone, item, kind, payload, checksum] = columns else {
        return None;
    };
    Some((row_of([id, device, learner, at, zone, item, kind, payload])?, sixteen(checksum)?))
}

fn row_of(columns: [&Value; 8]) -> Option<Row> {
    let integer = |value: &Value| match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    };
    let [id, device, learner, at, zone, item, kind, payload] = columns;
    let row = RowRef {
        id: sixteen(id)?,
        device: text_of(device)?,
        learner: text_of(learner)?,
        at: integer(at)?,
        zone: i32::try_from(integer(zone)?).ok()?,
        item: text_of(item)?,
        kind: text_of(kind)?,
        payload: text_of(payload)?,
    };
    Some(row.owned())
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn sixteen(value: &Value) -> Option<[u8; 16]> {
    match value {
        Value::Bytes(bytes) => bytes.as_slice().try_into().ok(),
        _ => None,
    }
}

/// Reads a record of as many columns as an entry has (section 2.1).
fn columns_of(record: &[u8]) -> Option<Vec<Value>> {
    let (head_length, after) = varint(record)?;
    let head_length = usize::try_from(head_length).ok()?;
    let mut head = after.get(..head_length.checked_sub(record.len() - after.len())?)?;
    let mut body = record.get(head_length..)?;
    let mut columns = Vec::with_capacity(COLUMNS);
    while !head.is_empty() {
        let (kind, rest) = varint(head)?;
        head = rest;
        let (value, rest) = value_of(kind, body)?;
        body = rest;
        columns.push(value);
        if columns.len() > COLUMNS {
            return None;
        }
    }
    body.is_empty().then_some(columns)
}

fn value_of(kind: u64, body: &[u8]) -> Option<(Value, &[u8])> {
    let length = match kind {
        8 | 9 => 0,
        1..=4 => kind,
        5 => 6,
        6 => 8,
        12.. => (kind - 12) / 2,
        _ => return None,
    };
    let (bytes, rest) = body.split_at_checked(usize::try_from(length).ok()?)?;
    let value = match kind {
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer_of(bytes)),
        _ if kind.is_multiple_of(2) => Value::Bytes(bytes.to_vec()),
        _ => Value::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
    };
    Some((value, rest))
}

/// Reads a number in two's complement, the highest byte first.
fn integer_of(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    let begin = if negative { -1 } else { 0 };
    bytes.iter().fold(begin, |number, byte| (number << 8) | i64::from(*byte))
}

/// Reads a number of one to nine bytes (section 1.6); returns it and what follows.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            return Some(((number << 8) | u64::from(*byte), &bytes[9..]));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Moment;
    use crate::progress::journal::Journal;
    use crate::progress::journal::tests::events;
    use crate::study::{Event, EventKind, IdSource, ItemId, Wording};
    use proptest::prelude::*;
    use std::fs;

    /// Events with words so long that they go on in pages of their own.
    fn long_events(lengths: &[usize]) -> Vec<Event> {
        let mut ids = IdSource::new([4; 32], None);
        let at = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
        let item = ItemId { deck: "d".into(), card: "long".into(), part: 1 };
        lengths
            .iter()
            .map(|length| {
                let question = "ß".repeat(*length);
                let kind = EventKind::Met(Wording { question, answers: Vec::new() });
                Event { id: ids.next(at), at, item: Some(item.clone()), kind }
            })
            .collect()
    }

    fn filled(path: &Path) -> Vec<Entry> {
        let mut journal = Journal::open(path).expect("a journal");
        let drawn: Vec<_> = (0..60u8).map(|n| (n % 3, n, n % 4, n)).collect();
        for event in events(&drawn, 7) {
            journal.append(&event).expect("stored");
        }
        journal.append_all(&long_events(&[300, 480, 900, 5000, 20_000])).expect("stored");
        let mut entries = Vec::new();
        let read: Result<(), crate::progress::JournalError> = journal.entries(|entry| {
            entries.push(entry);
            Ok(())
        });
        read.expect("entries");
        entries
    }

    #[test]
    fn everything_is_found_in_a_journal_that_is_whole_closed_or_not() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        let mut journal = Journal::open(&path).expect("a journal");
        journal.append(&events(&[(0, 8, 2, 5)], 1)[0]).expect("stored");
        assert_eq!(salvage(&path).expect("read").len(), 1, "still in the log");
        drop(journal);
        let there = filled(&path);
        assert_eq!(salvage(&path).expect("read"), there);
    }

    #[test]
    fn a_journal_without_its_header_gives_every_entry() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        let there = filled(&path);
        let mut bytes = fs::read(&path).expect("bytes");
        bytes[..100].fill(0xaa);
        fs::write(&path, bytes).expect("written");
        assert_eq!(salvage(&path).expect("read"), there);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn damage_costs_the_entries_it_hits_and_no_other(
            hits in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
        ) {
            let home = tempfile::tempdir().expect("a folder");
            let path = home.path().join("journal.db");
            let there = filled(&path);
            let mut bytes = fs::read(&path).expect("bytes");
            for hit in &hits {
                let at = hit.index(bytes.len());
                bytes[at] ^= 0x55;
            }
            fs::write(&path, &bytes).expect("written");
            let saved = salvage(&path).expect("read");
            prop_assert!(saved.iter().all(|entry| there.contains(entry)));
            // A byte lies in one entry, in its head, or in the link to the next of its pages.
            prop_assert!(saved.len() + hits.len() >= there.len(), "{} of {}", saved.len(), there.len());
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let home = tempfile::tempdir().expect("a folder");
            let path = home.path().join("journal.db");
            fs::write(&path, &bytes).expect("written");
            prop_assert_eq!(salvage(&path).expect("read"), []);
        }
    }
}
