//! Decks in other programs' formats, both ways: plain JSON, CSV and TSV, Moodle GIFT, Markdown
//! question lists, Anki packages; and, one way, a worksheet for paper and browser.
//!
//! Everything here is text or bytes in, text or bytes out: it knows neither disk nor clock. What a
//! format cannot hold is counted, card by card, in [`Losses`]. What is read is first laid out as a
//! deck file ([`draft`]), which the deck's own reader then judges, so that every format has the
//! same rules; each fault is shown at its place in the file that was read.

mod anki;
mod cell;
mod delimited;
mod draft;
mod flat;
mod format;
mod gift;
mod json;
mod losses;
mod markdown;
mod markup;
mod worksheet;

#[cfg(test)]
mod sample;

pub use anki::{AnkiExport, PackageError, PastAnswer, ReadAnki, read_anki, write_anki};
pub use delimited::{read_delimited, write_delimited};
pub use draft::{Head, Imported};
pub use flat::slug;
pub use format::Format;
pub use gift::{read_gift, write_gift};
pub use json::{read_json, write_json};
pub use losses::{Loss, Losses};
pub use markdown::{read_markdown, write_markdown};
pub use worksheet::{MOST_VARIANTS, Worksheet, write_worksheet};
