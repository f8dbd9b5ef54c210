//! Decks in other programs' formats, both ways: plain JSON, CSV and TSV, Moodle GIFT, Markdown
//! question lists, Anki packages; one way, a worksheet for paper and browser; and hand-ins, from
//! learner to teacher.
//!
//! Everything here is text or bytes in, text or bytes out: it knows neither disk nor clock. What a
//! format cannot hold is counted, card by card, in [`Losses`]. What is read is first laid out as a
//! deck file (in `draft`), which the deck's own reader then judges, so that every format has the
//! same rules; each fault is shown at its place in the file that was read.

mod anki;
mod cell;
mod delimited;
mod draft;
mod flat;
mod format;
mod gift;
mod hand_in;
mod json;
mod losses;
mod markdown;
mod markup;
mod worksheet;

#[cfg(test)]
mod sample;

pub use anki::{AnkiExport, Learnt, PackageError, PastAnswer, ReadAnki, read_anki, write_anki};
pub use delimited::{read_delimited, write_delimited};
pub use draft::{Head, Imported};
pub use flat::slug;
pub use format::Format;
pub use gift::{read_gift, write_gift};
pub use hand_in::{Chosen, HandIn, HandInError, LONGEST_NAME, read_hand_in, write_hand_in};
pub use json::{read_json, write_json};
pub use losses::{Loss, Losses};
pub use markdown::{read_markdown, write_markdown};
pub use markup::html as html_text;
pub use worksheet::{MOST_VARIANTS, Worksheet, write_worksheet};

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks that open something and never close it, or close what was never open, by the ten
    /// thousand: a reader that looks for the end from each of them would take hours.
    #[test]
    fn texts_that_open_much_and_close_nothing_are_read_in_one_go() {
        let head = Head { id: "d".into(), title: "D".into() };
        for mark in [
            "<a",
            "<script></script>",
            "<!--",
            "&",
            "[sound:",
            "{{c1::",
            "{{#a}}",
            "=",
            "~%",
            "{",
            "::",
            "\"",
            ",",
            "|",
            "\\",
            "# ",
            "## a\n",
            "- [x]\n",
            "1. ",
            "// [tag:",
            "####",
            "\n\n",
            "[",
            "é",
        ] {
            let text = mark.repeat(20_000);
            let _ = markup::plain_text(&text);
            let _ = read_json(&text, &head);
            for text in [text.clone(), format!("::a::b{{{text}}}"), format!("[html]{text}{{T}}")] {
                let _ = read_gift(&text, &head);
            }
            let _ = read_markdown(&format!("## a\n{text}"), &head);
            let _ = read_delimited(&format!("question,answer\n{text}"), None, &head);
            let _ = read_delimited(&text, Some(b','), &head);
        }
    }
}
