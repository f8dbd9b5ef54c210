//! Slips of the pen of which it is certain what was meant: the quotation marks of a word processor around
//! a text, a decimal comma in a number, and one bracket on each side of a header that takes two.
//!
//! What is mended is proved by reading the text again: nothing is that would not leave fewer faults.

use super::diagnostic::LineIndex;
use super::one_bracket::with_two;
use super::read::read_deck;
use super::syntax::{CURLY, is_of_syntax};
use super::write::string;
use crate::value::with_decimal_points;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A text without slips, and how many there were.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended<'t> {
    pub(super) text: Cow<'t, str>,
    /// Lines whose texts stand in straight quotes now.
    pub(super) quotes: usize,
    /// Lines whose numbers have a point now.
    pub(super) points: usize,
    /// Headers that have two brackets now.
    pub(super) brackets: usize,
}

/// Mends the slips of a deck's text.
pub(super) fn mend_slips(text: &str) -> Mended<'_> {
    let mut mended = Mended { text: Cow::Borrowed(text), quotes: 0, points: 0, brackets: 0 };
    if errors(text) == 0 {
        return mended;
    }
    if let Some((straight, lines)) = with_lines(&mended.text, straightened) {
        (mended.text, mended.quotes) = (Cow::Owned(straight), lines);
    }
    if let Some((pointed, lines)) = with_lines(&mended.text, pointed) {
        (mended.text, mended.points) = (Cow::Owned(pointed), lines);
    }
    if let Some((whole, headers)) = with_two(&mended.text)
        && errors(&whole) < errors(&mended.text)
    {
        (mended.text, mended.brackets) = (Cow::Owned(whole), headers);
    }
    mended
}

fn errors(text: &str) -> usize {
    read_deck(text).errors()
}

/// Returns a text in which each line that cannot be read is mended, where it can be read then, and how
/// many lines that are; none where there is no such line.
fn with_lines(text: &str, mend: impl Fn(&str) -> String) -> Option<(String, usize)> {
    let at_fault = lines_at_fault(text);
    let written = |lines: &BTreeSet<u32>| -> String {
        let each = (1..).zip(text.split_inclusive('\n'));
        let mended = |(number, line): (u32, &str)| {
            if lines.contains(&number) { mend(line) } else { line.to_owned() }
        };
        each.map(mended).collect()
    };
    let left = lines_at_fault(&written(&at_fault));
    let sound: BTreeSet<u32> = at_fault.difference(&left).copied().collect();
    let mended = written(&sound);
    let changed = mended.lines().zip(text.lines()).filter(|(new, old)| new != old).count();
    (changed > 0 && errors(&mended) < errors(text)).then_some((mended, changed))
}

/// Returns the lines that cannot be read.
fn lines_at_fault(text: &str) -> BTreeSet<u32> {
    let lines = LineIndex::new(text);
    let faults = read_deck(text).diagnostics;
    let of_syntax = faults.iter().filter(|fault| is_of_syntax(fault.rule));
    of_syntax.map(|fault| lines.place(fault.span.start).line).collect()
}

/// Returns a line whose texts stand in straight quotes.
fn straightened(line: &str) -> String {
    // Of a text of many lines, this one knows neither the beginning nor the end.
    if ["\"\"\"", "'''"].iter().any(|mark| line.contains(mark)) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (taken, written) = match first {
            '#' => (rest.len(), rest.to_owned()),
            '"' | '\'' => quoted(rest, first),
            _ if CURLY.contains(&first) => quoted(rest, first),
            _ => (first.len_utf8(), first.to_string()),
        };
        out.push_str(&written);
        rest = &rest[taken..];
    }
    out
}

/// Returns a line whose value has a point for its decimal comma.
fn pointed(line: &str) -> String {
    let value = line.split_once('=').map(|(_, value)| value.split('#').next().unwrap_or_default());
    let value = value.unwrap_or_default().trim();
    let point = with_decimal_points(value);
    let is_number = !value.is_empty() && point.parse::<f64>().is_ok();
    if is_number { line.replacen(value, &point, 1) } else { line.to_owned() }
}

/// Returns how long the text in quotes is that begins here, and how it is to be written. A text that
/// has straight quotes on both sides stays as it is.
fn quoted(rest: &str, open: char) -> (usize, String) {
    let begin = open.len_utf8();
    let closes = |(at, mark): &(usize, char)| {
        let after = rest[at + mark.len_utf8()..].trim_start();
        let is_mark = CURLY.contains(mark) || matches!(mark, '"' | '\'');
        is_mark && (after.is_empty() || after.starts_with([',', ']', '}', '#']))
    };
    let straight =
        || rest[begin..].char_indices().find(|(_, c)| *c == open).map(|(at, _)| begin + at);
    if let Some(end) = straight().filter(|_| matches!(open, '"' | '\''))
        && closes(&(end, open))
    {
        let end = end + 1;
        return (end, rest[..end].to_owned());
    }
    let Some((end, mark)) = rest.char_indices().skip(1).find(closes) else {
        return (begin, open.to_string());
    };
    let words = &rest[begin..end];
    // What a backslash means there, only its writer knows.
    if words.contains('\\') || words.trim().is_empty() {
        return (begin, open.to_string());
    }
    (end + mark.len_utf8(), string(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deck(lines: &str) -> String {
        format!(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n\n[[card]]\nid = \"a\"\nkind = \"text\"\n{lines}\n"
        )
    }

    #[test]
    fn texts_in_curly_quotes_get_straight_ones() {
        for (curly, straight) in [
            ("question = “Who?”\nanswer = “Ada”", "question = \"Who?\"\nanswer = \"Ada\""),
            (
                "question = “Who?” # “why”\nanswer = 'A'",
                "question = \"Who?\" # “why”\nanswer = 'A'",
            ),
            ("question = ‘It’s who?’\nanswer = \"A\"", "question = \"It’s who?\"\nanswer = \"A\""),
            ("question = „Who?“\nanswer = «A»", "question = \"Who?\"\nanswer = \"A\""),
            ("question = \"Who?”\nanswer = “A\"", "question = \"Who?\"\nanswer = \"A\""),
            (
                "question = “Who is “the Cat”?”\nanswers = [“A”, \"B\", ‘C’]",
                "question = \"Who is “the Cat”?\"\nanswers = [\"A\", \"B\", \"C\"]",
            ),
            (
                "question = \"Q?\"\nanswers = [\n  “A, b”, # one\n  “C”\n]",
                "question = \"Q?\"\nanswers = [\n  \"A, b\", # one\n  \"C\"\n]",
            ),
            (
                "question = \"Q?\"\nanswer = \"A\"\nnote = “She said \"no\" twice.”",
                "question = \"Q?\"\nanswer = \"A\"\nnote = \"She said \\\"no\\\" twice.\"",
            ),
        ] {
            let text = deck(curly);
            let mended = mend_slips(&text);
            assert_eq!(mended.text, deck(straight));
            assert_eq!(read_deck(&mended.text).diagnostics, [], "{}", mended.text);
            assert!(mended.quotes > 0 && mended.brackets == 0, "{curly}");
        }
    }

    #[test]
    fn what_is_not_certain_is_left() {
        for lines in [
            "question = “Who?\nanswer = \"A\"",
            "question = “C:\\new”\nanswer = \"A\"",
            "question = “Who?” he asked\nanswer = \"A\"",
            "question = “”\nanswer = \"A\"",
            "question = Who?\nanswer = \"A\"",
            "question = \"“Who?”\"\nanswer = \"A\"",
            "question = '''\nanswer = “A”\n'''\nanswer = \"A\"",
            "answer = \"A\"\nnote = '''\n# one\n'''\nnote = '''\n# two\n'''\nnote = '''\n[card]\n'''",
        ] {
            let text = deck(lines);
            assert_eq!(mend_slips(&text).text, text);
        }
    }

    #[test]
    fn a_line_that_cannot_be_mended_keeps_no_other_from_it() {
        let text = deck("question = “Who?”\nanswer = “A\nnote = “n”");
        let mended = mend_slips(&text);
        assert_eq!(mended.text, deck("question = \"Who?\"\nanswer = “A\nnote = \"n\""));
        assert_eq!(mended.quotes, 2);
    }

    #[test]
    fn a_decimal_comma_becomes_a_point_where_it_can_be_nothing_else() {
        let number = |line: &str| deck(line).replace("\"text\"", "\"number\"\nquestion = \"Q?\"");
        for (comma, point) in [
            ("answer = 3,5", "answer = 3.5"),
            ("answer = -0,25 # 1,5", "answer = -0.25 # 1,5"),
            ("answer = 1.234,5\ntolerance=0,5", "answer = 1234.5\ntolerance=0.5"),
        ] {
            let text = number(comma);
            let mended = mend_slips(&text);
            assert_eq!((mended.text.as_ref(), mended.quotes), (number(point).as_str(), 0));
            assert_eq!(read_deck(&mended.text).diagnostics, [], "{}", mended.text);
            assert!(mended.points > 0, "{comma}");
        }
        for comma in ["answer = 3,500", "answer = 3,50", "answer = 1,5,5", "answer = 3,5 m"] {
            let text = number(comma);
            assert_eq!(mend_slips(&text).text, text);
        }
    }

    #[test]
    fn headers_with_one_bracket_get_two() {
        let two = deck(
            "question = \"Q?\"\nanswer = \"A\"\n[[card]]\nid = \"b\"\nkind = \"truth\"\nquestion = “S.”\nanswer = true",
        );
        let one = two.replace("[[card]]", "[ card ]");
        let mended = mend_slips(&one);
        assert_eq!(mended.text, two.replace("[[card]]", "[[ card ]]").replace("“S.”", "\"S.\""));
        assert_eq!((mended.quotes, mended.brackets), (1, 2));
        assert_eq!(read_deck(&mended.text).diagnostics, []);
        let said = deck("question = '''\n[card]\n'''\nanswer = \"A\"");
        assert_eq!(mend_slips(&said).text, said);
        let conflict = format!("<<<<<<< ours\n{one}=======\n>>>>>>> theirs\n");
        assert_eq!(mend_slips(&conflict).text, conflict);
    }

    proptest::proptest! {
        #[test]
        fn mending_any_text_leaves_no_more_faults(
            lines in proptest::collection::vec(proptest::sample::select(vec![
                "[card]", "[[card]]", "[source]", "id = “a”", "id = \"a\"", "kind = “truth”",
                "question = “q", "question = \"q”", "answer = true", "tags = [“a”,", "“b”]", "'''", "# “c”",
            ]), 0..12)
        ) {
            let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{}", lines.join("\n"));
            let mended = mend_slips(&text);
            proptest::prop_assert!(errors(&mended.text) <= errors(&text), "{}", mended.text);
            proptest::prop_assert_eq!(&mend_slips(&mended.text).text, &mended.text);
        }
    }
}
