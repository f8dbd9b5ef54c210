//! Faults of a deck file as TOML: where what is written cannot be read at all.

use super::diagnostic::Diagnostic;
use super::write::string;
use crate::value::with_decimal_points;
use std::ops::Range;

/// Returns whether a rule is of the syntax: behind a fault against it, what is read is guessed.
pub(super) fn is_of_syntax(rule: &str) -> bool {
    matches!(rule, "syntax" | "duplicate-key")
}

/// A syntax error of the file, in our words around the parser's.
pub(super) fn syntax_fault(text: &str, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(text.len()..text.len());
    let span = span.start.min(text.len())..span.end.min(text.len());
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    if message.contains("duplicate key") {
        return Diagnostic::error("duplicate-key", span, message).hint("remove one of the two");
    }
    quoting_fault(text, &span, &message)
        .or_else(|| comma_fault(text, &span))
        .unwrap_or_else(|| Diagnostic::error("syntax", span, message).hint(HOW))
}

/// What to do about a line that TOML has no name for.
const HOW: &str =
    "texts stand in \"quotes\", lists in [brackets], and each card begins with [[card]]";

/// Quotation marks that people and word processors write, and TOML does not know.
pub(super) const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

/// Returns the fault of a text that stands in such marks, or in none.
fn quoting_fault(text: &str, span: &Range<usize>, message: &str) -> Option<Diagnostic> {
    let given = text[span.clone()].trim();
    let rest = text[span.end..].lines().next().unwrap_or_default().trim();
    let is_all = !given.is_empty() && (rest.is_empty() || rest.starts_with(['#', ']']));
    let fault = |message: &str, hint: String| {
        Some(Diagnostic::error("syntax", span.clone(), message).hint(hint))
    };
    let ends_curly = || {
        message.starts_with("invalid basic string")
            && text[..span.start].trim_end().ends_with(CURLY)
    };
    if given.starts_with(CURLY) || ends_curly() {
        let words = Some(given.trim_matches(CURLY)).filter(|words| is_all && !words.is_empty());
        let straight = words.map_or_else(
            || "write straight quotes, \", on both sides".to_owned(),
            |words| format!("write straight quotes: {}", string(words)),
        );
        return fault("curly quotes hold no text", straight);
    }
    // The parser takes what begins like `true`, `false`, `inf` or `nan` for a slip in that word.
    let mistaken = ["invalid boolean", "invalid float"].iter().any(|own| message.starts_with(own));
    let mistaken = mistaken && given.starts_with(char::is_alphabetic);
    if !mistaken && !message.starts_with("string values must be quoted") {
        return None;
    }
    let small = given.to_lowercase();
    fault(
        "string values must be quoted",
        match small.as_str() {
            "true" | "false" => format!("write `{small}`, in small letters"),
            _ if is_all => format!("put it in quotes: {}", string(given)),
            _ => HOW.to_owned(),
        },
    )
}

/// Returns the fault of a number with a comma in it.
fn comma_fault(text: &str, span: &Range<usize>) -> Option<Diagnostic> {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ',');
    let rest = text[span.start..].strip_prefix(',')?;
    let start = text[..span.start].trim_end_matches(of_number).len();
    let end = text.len() - rest.trim_start_matches(of_number).len();
    let figure = text.get(start..end)?;
    let is_value = text[..start].trim_end_matches([' ', '\t']).ends_with('=');
    let number = |figure: &str| figure.parse::<f64>().is_ok();
    let (pointed, plain) = (figure.replace(',', "."), figure.replace(',', ""));
    let certain = with_decimal_points(figure);
    let hint = if number(&certain) {
        format!("write a point: {certain}")
    } else if number(&pointed) && !figure.ends_with(',') {
        format!("write {plain}, or {pointed} where a fraction is meant")
    } else {
        format!("write {plain}")
    };
    let fault = Diagnostic::error("syntax", start..end, "a number has no comma in it").hint(hint);
    (is_value && number(&plain)).then_some(fault)
}

/// A syntax error leaves tables half read; what they then lack or hold twice is an echo of it.
pub(super) fn drop_echoes(faults: &mut Vec<Diagnostic>) {
    let broken: Vec<Range<usize>> =
        faults.iter().filter(|f| is_of_syntax(f.rule)).map(|f| f.span.clone()).collect();
    faults.retain(|fault| {
        let echo =
            broken.iter().any(|span| span.start <= fault.span.end && fault.span.start <= span.end);
        is_of_syntax(fault.rule) || !echo
    });
}

/// Returns the fault that two versions of a file were put into one, as version control does where
/// it cannot choose.
pub(super) fn merge_conflict(text: &str) -> Option<Diagnostic> {
    const MARKS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];
    let (mut at, mut first, mut seen) = (0, None, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let rest = MARKS.get(seen).and_then(|mark| bare.strip_prefix(mark));
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
            first = first.or(Some(at..at + bare.len()));
            seen += 1;
        }
        at += line.len();
    }
    first.filter(|_| seen == MARKS.len()).map(|span| {
        Diagnostic::error("merge-conflict", span, "the file has an unresolved merge conflict").hint(
            "choose between the two sides, keep one or join both, and delete the lines `<<<<<<<`, \
             `=======` and `>>>>>>>`",
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::read_deck;

    #[test]
    fn a_number_with_a_comma_is_told_how_to_write_it() {
        for (line, hint) in [
            ("answer = 3,5", "write a point: 3.5"),
            ("answer = -0,25 # m", "write a point: -0.25"),
            ("answer = 3,500", "write 3500, or 3.500 where a fraction is meant"),
            ("answer = 1,234,567", "write 1234567"),
            ("answers = [3,5]\nanswer = 1,", "write 1"),
        ] {
            let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\n{line}\n");
            let faults = read_deck(&text).diagnostics;
            let first = faults.iter().find(|fault| fault.rule == "syntax");
            assert_eq!(first.and_then(|fault| fault.hint.as_deref()), Some(hint), "{line}");
        }
    }

    #[test]
    fn a_text_without_straight_quotes_is_told_how_to_write_it() {
        let quoted = "string values must be quoted";
        let curly = "curly quotes hold no text";
        for (line, message, hint) in [
            ("kind = text", quoted, "put it in quotes: \"text\""),
            ("kind = fourteen # f", quoted, "put it in quotes: \"fourteen\""),
            ("kind = new", quoted, "put it in quotes: \"new\""),
            ("kind = information", quoted, "put it in quotes: \"information\""),
            ("kind = Lima", quoted, "put it in quotes: \"Lima\""),
            ("kind = two words", quoted, "put it in quotes: \"two words\""),
            ("kind = True", quoted, "write `true`, in small letters"),
            ("kind = Lima, Peru", quoted, super::HOW),
            ("kind = ", quoted, super::HOW),
            ("kind = “text”", curly, "write straight quotes: \"text\""),
            ("kind = ‘two words’", curly, "write straight quotes: \"two words\""),
            ("tags = [“a”, \"b\"]", curly, "write straight quotes, \", on both sides"),
            ("kind = \"text”", curly, "write straight quotes, \", on both sides"),
        ] {
            let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\n{line}\n");
            let faults = read_deck(&text).diagnostics;
            let first = faults.iter().find(|fault| fault.rule == "syntax");
            let first = first.map(|fault| (fault.message.as_str(), fault.hint.as_deref()));
            assert_eq!(first, Some((message, Some(hint))), "{line}");
        }
    }
}
