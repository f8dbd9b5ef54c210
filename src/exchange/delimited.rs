//! CSV and TSV: a header, then a card a row.

use super::draft::{Draft, Head, Imported};
use super::flat::{Cell, KEYS, Sources, rows, write_row};
use super::losses::Losses;
use crate::deck::{Deck, Diagnostic, nearest};
use std::ops::Range;

/// Headers of other programs' tables, and the keys that they mean.
const ALIASES: [(&str, &str); 14] = [
    ("text", "question"),
    ("front", "question"),
    ("prompt", "question"),
    ("term", "question"),
    ("answers", "answer"),
    ("back", "answer"),
    ("definition", "answer"),
    ("correct", "answer"),
    ("wrong", "distractors"),
    ("options", "distractors"),
    ("hint", "explanation"),
    ("extra", "explanation"),
    ("tag", "tags"),
    ("type", "kind"),
];

/// More columns than any table of cards has.
const MOST_COLUMNS: usize = 1000;

/// Returns the deck as a table whose cells are parted by `delimiter`, and what it cannot hold.
///
/// # Panics
/// Never: writing to memory cannot fail.
#[must_use]
pub fn write_delimited(deck: &Deck, delimiter: u8) -> (String, Losses) {
    let rows = rows(deck);
    let used: Vec<&str> = KEYS
        .into_iter()
        .filter(|key| {
            matches!(*key, "id" | "kind" | "question" | "answer")
                || rows.iter().any(|(_, row)| row.contains_key(key))
        })
        .collect();
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let record = |cells: Vec<&str>, writer: &mut csv::Writer<Vec<u8>>| {
        writer
            .write_record(cells)
            .expect("writing to memory cannot fail, and rows are equally long");
    };
    record(used.clone(), &mut writer);
    for (_, row) in &rows {
        let cells = used.iter().map(|key| row.get(key).map_or("", String::as_str)).collect();
        record(cells, &mut writer);
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    (String::from_utf8(bytes).expect("cells are text"), deck_losses(deck, &["id", "title"]))
}

/// Returns what a list of cards cannot hold of its deck: of what every deck says, these keys.
pub(super) fn deck_losses(deck: &Deck, of_every_deck: &[&str]) -> Losses {
    let mut losses = Losses::default();
    let about = [
        ("description", deck.description.is_some()),
        ("language", deck.language.is_some()),
        ("authors", !deck.authors.is_empty()),
        ("license", deck.license.is_some()),
        ("as_of", deck.as_of.is_some()),
        ("tags", !deck.tags.is_empty()),
        ("study", deck.study != crate::deck::StudyWishes::default()),
    ];
    let about = about.iter().filter(|(_, is)| *is).map(|(key, _)| key);
    let lost: Vec<String> =
        of_every_deck.iter().chain(about).map(|key| format!("`{key}`")).collect();
    if !lost.is_empty() {
        losses.deck(format!("what the deck says of itself: {}", lost.join(", ")));
    }
    match deck.sources.len() {
        0 => {}
        1 => losses.deck("what the source says of itself, but for its id"),
        n => losses.deck(format!("what the {n} sources say of themselves, but for their ids")),
    }
    losses
}

/// Reads a table whose cells are parted by `delimiter`; by what the header is parted by when none.
#[must_use]
pub fn read_delimited(text: &str, delimiter: Option<u8>, head: &Head) -> Imported {
    let mut draft = Draft::of(head);
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let delimiter = delimiter.unwrap_or_else(|| guess_delimiter(body));
    let mut table = Table { text: body, skipped, delimiter };
    if let Some(keys) = table.header(&mut draft) {
        table.cards(&keys, &mut draft);
    }
    draft.finish()
}

/// Spreadsheets part cells by semicolons where a comma marks decimals.
fn guess_delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |mark: u8| header.bytes().filter(|b| *b == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

/// A table as text, and where it begins in the file.
struct Table<'t> {
    text: &'t str,
    skipped: usize,
    delimiter: u8,
}

impl Table<'_> {
    fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes())
    }

    /// Returns the key of each column, having reported a header that cannot be used.
    fn header(&mut self, draft: &mut Draft) -> Option<Vec<String>> {
        let first = self.reader().records().next().and_then(Result::ok).unwrap_or_default();
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let places = self.cells(0..end);
        let keys: Vec<String> = first.iter().map(key_of).collect();
        let has = |key: &str| keys.iter().any(|known| known == key);
        if !has("question") || keys.len() > MOST_COLUMNS {
            let message = "the first line names no column `question`";
            draft.fault(
                Diagnostic::error("no-header", self.skipped..self.skipped + end, message)
                    .expected(format!("a header such as {}", KEYS[..5].join(",")))
                    .hint("add a first line that names the columns; `question` and `answer` do"),
            );
            return None;
        }
        for (i, key) in keys.iter().enumerate() {
            let place = places.get(i).cloned().unwrap_or(0..0);
            if keys[..i].contains(key) && !key.is_empty() {
                let message = format!("two columns mean `{key}`");
                let fault = Diagnostic::error("same-column", place, message);
                draft.fault(fault.hint("take one out, or give it another name"));
            } else if !KEYS.contains(&key.as_str()) && !key.is_empty() {
                let message = format!("unknown column `{key}`, which is left out");
                let hint = nearest(key, KEYS).map_or_else(
                    || format!("columns are {}", KEYS.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                draft.fault(Diagnostic::warning("unknown-column", place, message).hint(hint));
            }
        }
        Some(keys)
    }

    fn cards(&self, keys: &[String], draft: &mut Draft) {
        let mut reader = self.reader();
        let mut record = csv::StringRecord::new();
        let mut sources = Sources::default();
        let mut first = true;
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = position(record.position());
            let end = position(Some(reader.position()));
            if std::mem::take(&mut first) {
                continue;
            }
            let range = self.trimmed(start..end);
            let cells = self.row(keys, &record, range.clone(), draft);
            if !cells.is_empty() {
                let place = self.skipped + range.start..self.skipped + range.end;
                write_row(draft, &cells, place, &mut sources);
            }
        }
        sources.write(draft);
    }

    /// Returns the filled cells of a row that a key wants, having reported those beyond the header.
    fn row(
        &self,
        keys: &[String],
        record: &csv::StringRecord,
        range: Range<usize>,
        draft: &mut Draft,
    ) -> Vec<(String, Cell)> {
        let places = self.cells(range.clone());
        let place = |i: usize| places.get(i).cloned().unwrap_or_else(|| range.clone());
        if let Some(extra) = (keys.len()..record.len()).find(|i| !record[*i].trim().is_empty()) {
            let message = format!("{} cells, and the header has {}", record.len(), keys.len());
            let fault = Diagnostic::error("too-many-cells", place(extra), message);
            draft
                .fault(fault.hint("a cell that holds the mark between cells stands in \"quotes\""));
        }
        let known = |key: &String| KEYS.contains(&key.as_str());
        let cell = |(i, key): (usize, &String)| {
            let text = record.get(i)?.trim().replace("\r\n", "\n");
            let cell = Cell { text, place: place(i) };
            (!cell.text.is_empty() && known(key)).then(|| (key.clone(), cell))
        };
        keys.iter().enumerate().filter_map(cell).collect()
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let slice = self.text.get(range.start..end).unwrap_or_default();
        let lead = slice.len() - slice.trim_start_matches(['\r', '\n']).len();
        range.start + lead..range.start + slice.trim_end_matches(['\r', '\n']).len().max(lead)
    }

    /// Returns the place of each cell of a row, in the file: the crate tells only the row's.
    fn cells(&self, row: Range<usize>) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let (mut start, mut inside) = (row.start, false);
        for (i, byte) in self.text.as_bytes()[row.clone()].iter().enumerate() {
            match *byte {
                b'"' => inside = !inside,
                b if b == self.delimiter && !inside => {
                    places.push(self.skipped + start..self.skipped + row.start + i);
                    start = row.start + i + 1;
                }
                _ => {}
            }
        }
        places.push(self.skipped + start..self.skipped + row.end);
        places
    }
}

fn position(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |p| usize::try_from(p.byte()).unwrap_or(usize::MAX))
}

pub(super) fn key_of(header: &str) -> String {
    let name = header.trim().to_lowercase();
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, key)| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::deck::{Body, LineIndex, StudyWishes};
    use proptest::prelude::*;

    fn head() -> Head {
        Head { id: "file".into(), title: "File".into() }
    }

    /// Returns "line:column rule" of each fault.
    fn faults(text: &str) -> Vec<String> {
        let lines = LineIndex::new(text);
        let faults = read_delimited(text, None, &head()).reading.diagnostics;
        let told = |fault: &Diagnostic| {
            let place = lines.place(fault.span.start);
            format!("{}:{} {}", place.line, place.column, fault.rule)
        };
        faults.iter().map(told).collect()
    }

    #[test]
    fn a_table_from_a_spreadsheet_is_a_deck() {
        let text = "\u{feff}Front;Back;Wrong;Unknown\r\nCapital of Mongolia?;\"Ulaanbaatar | Ulan Bator\";;\r\n\
                    Largest planet?;Jupiter;Saturn | Mars;\r\n;;;\r\n";
        assert_eq!(faults(text), ["1:19 unknown-column"]);
        let deck = read_delimited(text, None, &head()).reading.deck.expect("a deck");
        assert_eq!(deck.cards.len(), 2);
        let Body::Text { answers, .. } = &deck.cards[0].body else { panic!("a text") };
        assert_eq!(answers, &["Ulaanbaatar", "Ulan Bator"]);
        let Body::Choice { distractors, .. } = &deck.cards[1].body else { panic!("a choice") };
        assert_eq!(distractors, &["Saturn", "Mars"]);
    }

    #[test]
    fn each_fault_is_shown_at_its_cell() {
        let text = "id,kind,question,answer\na,year,\"When,\nthen?\",long ago\n\
                    b,txet,Who?,she\nc,text,Who?,\nd,text,What?,x,y\n";
        assert_eq!(
            faults(text),
            ["3:8 bad-date", "4:3 wrong-value", "5:1 missing-key", "6:16 too-many-cells"]
        );
    }

    #[test]
    fn a_table_without_a_header_is_refused_with_what_to_write() {
        assert_eq!(faults("a,b\nc,d\n"), ["1:1 no-header"]);
        assert_eq!(faults(""), ["1:1 no-header"]);
    }

    /// Returns what a table can hold of a deck.
    fn held(deck: &Deck) -> Deck {
        let mut cited: Vec<&str> =
            deck.cards.iter().flat_map(|card| &card.cites).map(|c| c.source.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        let source = |id: &&str| crate::deck::Source { id: (*id).into(), ..Default::default() };
        Deck {
            id: "file".into(),
            title: "File".into(),
            sources: cited.iter().map(source).collect(),
            description: None,
            language: None,
            authors: Vec::new(),
            license: None,
            as_of: None,
            tags: Vec::new(),
            study: StudyWishes::default(),
            cards: deck.cards.clone(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn cards_of_every_kind_come_back_whole(deck in sample::decks(), mark in prop::sample::select(vec![b',', b'\t'])) {
            let (text, _) = write_delimited(&deck, mark);
            let imported = read_delimited(&text, Some(mark), &head());
            prop_assert_eq!(imported.reading.diagnostics, []);
            let read = imported.reading.deck.map(sample::without_lines);
            prop_assert_eq!(read, Some(held(&deck)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(question,answer\n)?[\",;\t\n\ra|\\\\é]{0,40}") {
            let _ = read_delimited(&text, None, &head());
        }
    }
}
