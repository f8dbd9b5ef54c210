//! Faults of a deck as people read them: the line, a caret, what was expected, what to do.

use super::screen::{Screen, printable};
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
) -> String {
    render_in(file.path.as_path(), file.text.as_str(), lines, fault, screen)
}

/// Returns one fault of any text file with its line and a caret under its place.
pub fn render_in(
    path: &Path,
    text: &str,
    lines: &LineIndex<'_>,
    fault: &Diagnostic,
    screen: Screen,
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
    let span = span.start - start..span.end - start;
    let mut annotation = AnnotationKind::Primary.span(span);
    let expected = fault.expected.as_deref().map(printable);
    if let Some(expected) = &expected {
        annotation = annotation.label(expected.as_str());
    }
    let shown = path.display().to_string();
    let message = printable(&fault.message);
    let mut group = level.primary_title(message.as_str()).id(fault.rule).element(
        Snippet::source(&text[start..end])
            .line_start(line as usize)
            .path(shown.as_str())
            .annotation(annotation),
    );
    let hint = fault.hint.as_deref().map(printable);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    let renderer = if screen.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(screen.columns).render(&[group])
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
