//! Faults of a deck as people read them: the line, a caret, what was expected, what to do.

use super::screen::{Screen, broken_behind, printable};
use crate::deck::{DeckFile, Diagnostic, LineIndex, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;
use std::ops::Range;
use std::path::Path;

/// Returns one fault of a deck with its line and a caret under its place.
pub fn render(
    file: &DeckFile,
    lines: &LineIndex<'_>,
    fault: &Diagnostic,
    screen: Screen,
    terminal: Option<usize>,
) -> String {
    render_in(file.path.as_path(), file.text.as_str(), lines, fault, screen, terminal)
}

/// Returns one fault of any text file with its line and a caret under its place; what is said of it is
/// broken between words where it would not fit the columns of the terminal it goes to.
pub fn render_in(
    path: &Path,
    text: &str,
    lines: &LineIndex<'_>,
    fault: &Diagnostic,
    screen: Screen,
    terminal: Option<usize>,
) -> String {
    let line = lines.place(fault.span.start).line;
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let span = caret(text, &fault.span);
    // Only the line at fault is given to the renderer, which would number all of the file anew
    // for each fault.
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |newline| span.start + newline);
    let shown = path.display().to_string();
    let Said { message, label, below } = Said::of(fault, line, &text[start..span.end], terminal);
    let mut annotation = AnnotationKind::Primary.span(span.start - start..span.end - start);
    if let Some(label) = &label {
        annotation = annotation.label(label.as_str());
    }
    let mut group = level.primary_title(message.as_str()).id(fault.rule).element(
        Snippet::source(&text[start..end])
            .line_start(line as usize)
            .path(shown.as_str())
            .annotation(annotation),
    );
    for (name, words) in &below {
        group = group.element(Level::HELP.with_name(*name).message(words.as_str()));
    }
    let renderer = if screen.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(screen.columns).render(&[group])
}

/// What is said of a fault around its line.
struct Said {
    /// Above the line.
    message: String,
    /// Beside the caret.
    label: Option<String>,
    /// Below the line, with what names it.
    below: Vec<(Option<&'static str>, String)>,
}

impl Said {
    /// Returns what is said of a fault whose caret ends behind `before` on this line, as it fits a
    /// terminal, if it goes to one.
    fn of(fault: &Diagnostic, line: u32, before: &str, terminal: Option<usize>) -> Self {
        // "error[rule]: " stands before the message, and "12 = hint: " before the hint.
        let head = fault.severity.to_string().len() + fault.rule.len() + "[]: ".len();
        let margin = line.to_string().len() + " = ".len();
        let hint = "hint";
        let fitted = |text: &str, behind: usize| broken_behind(&printable(text), terminal, behind);
        let mut below = Vec::new();
        let label = fault.expected.as_deref().map(printable).and_then(|expected| {
            let width = console::measure_text_width;
            let end = margin + width(before) + " ".len() + width(&expected);
            if terminal.is_none_or(|columns| end <= columns) {
                return Some(expected);
            }
            let words = expected.strip_prefix("expected ").unwrap_or(&expected);
            below.push((None, fitted(&format!("expected {words}"), margin)));
            None
        });
        let hinted = |words: &String| (Some(hint), fitted(words, margin + hint.len() + ": ".len()));
        below.extend(fault.hint.as_ref().map(hinted));
        Self { message: fitted(&fault.message, head), label, below }
    }
}

/// Returns the place of the caret: one line of the fault's range, and something to point at.
fn caret(text: &str, span: &Range<usize>) -> Range<usize> {
    let floor =
        |at: usize| (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let start = floor(span.start);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    start..floor(span.end).min(line_end).max(start)
}

/// A fault for programs.
#[derive(Debug, Serialize)]
pub struct FaultView<'f> {
    file: String,
    line: u32,
    column: u32,
    severity: String,
    rule: &'f str,
    message: &'f str,
    expected: Option<&'f str>,
    hint: Option<&'f str>,
}

/// Returns a fault for programs.
pub fn view<'f>(path: &Path, lines: &LineIndex<'_>, fault: &'f Diagnostic) -> FaultView<'f> {
    let place = lines.place(fault.span.start);
    FaultView {
        file: path.display().to_string(),
        line: place.line,
        column: place.column,
        severity: fault.severity.to_string(),
        rule: fault.rule,
        message: &fault.message,
        expected: fault.expected.as_deref(),
        hint: fault.hint.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;

    #[test]
    fn what_is_said_of_a_fault_fits_a_narrow_terminal() {
        let text = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nkind = \"txt\"\n\
                    [[card]]\nkind = \"text\"\nquestion = \"Which?\"\nanswer = \"a\"\nunit = \"km\"\n\
                    [[card]]\nkind = \"date\"\nquestion = \"When did it first open?\"\nanswer = \"soon\"\n";
        let lines = LineIndex::new(text);
        let screen = Screen { columns: 60, colour: false };
        let shown = |terminal| {
            let faults = read_deck(text).diagnostics;
            let of = |fault| render_in(Path::new("d.toml"), text, &lines, fault, screen, terminal);
            faults.iter().map(of).collect::<Vec<_>>().join("\n")
        };
        let wide = |text: &str| text.lines().filter(|line| line.chars().count() > 60).count();
        let (piped, fitted) = (shown(None), shown(Some(60)));
        assert!(wide(&piped) > 3, "{piped}");
        assert_eq!(wide(&fitted), 0, "{fitted}");
        let words = |text: &str| text.split_whitespace().filter(|w| *w != "=").count();
        assert!(words(&fitted) >= words(&piped), "nothing is lost: {fitted}");
    }
}
