//! The screen: its width, its colours, and text made fit for it.
#![expect(clippy::disallowed_methods, reason = "reads COLUMNS and NO_COLOR, for cli alone")]

use console::{Style, Term};
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use std::borrow::Cow;
use std::env;
use std::io::IsTerminal as _;

/// The widest line of prose: longer ones are hard to read.
const WIDEST: usize = 96;
/// The narrowest screen that is drawn for.
const NARROWEST: usize = 24;

/// How wide and how colourful the screen is.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Columns of the screen.
    pub columns: usize,
    /// Whether to colour what goes to stdout.
    pub colour: bool,
}

impl Screen {
    /// Reads the width and colours from `COLUMNS`, `NO_COLOR`, `TERM` and the terminal.
    pub fn from_environment() -> Self {
        let colour = wants_colour() && std::io::stdout().is_terminal();
        console::set_colors_enabled(colour);
        console::set_colors_enabled_stderr(Self::stderr_has_colour());
        Self { columns: columns(), colour }
    }

    /// Returns how wide help is where `COLUMNS` is 0, which is no width; none where the width is left to
    /// what measures it.
    pub fn help_columns() -> Option<usize> {
        let none = env::var("COLUMNS").is_ok_and(|columns| columns.trim().parse() == Ok(0_usize));
        none.then(columns)
    }

    /// Returns how many rows the terminal has that prompts are drawn on; none where that is not known.
    pub fn stderr_rows() -> Option<usize> {
        Term::stderr().size_checked().map(|(rows, _)| usize::from(rows)).filter(|rows| *rows > 0)
    }

    /// Returns the screen as wide as it is now: it may have been resized.
    pub fn measured_again(self) -> Self {
        Self { columns: columns(), ..self }
    }

    /// Returns whether to colour what goes to stderr.
    pub fn stderr_has_colour() -> bool {
        wants_colour() && std::io::stderr().is_terminal()
    }

    /// Returns how wide the terminal is that stdout goes to; none where it goes elsewhere.
    pub fn stdout_columns() -> Option<usize> {
        std::io::stdout().is_terminal().then(columns)
    }

    /// Returns how wide the terminal is that stderr goes to; none where it goes elsewhere.
    pub fn stderr_columns() -> Option<usize> {
        std::io::stderr().is_terminal().then(columns)
    }

    /// Returns the columns for prose.
    pub fn prose(&self) -> usize {
        self.columns.min(WIDEST)
    }

    /// Returns the text as lines that fit, each after this indent; control characters are gone.
    pub fn wrap(&self, text: &str, indent: &str) -> Vec<String> {
        self.wrapped(&printable(text), indent)
    }

    /// Returns a text whose lines stay lines, each wrapped by itself as [`wrap`](Self::wrap) does;
    /// the spaces that a line begins with are kept where they leave half the width to its words.
    pub fn wrap_lines(&self, text: &str, indent: &str) -> Vec<String> {
        let text = printable_lines(text);
        let lines = text.split('\n').flat_map(|line| {
            let words = line.trim_start_matches(' ');
            if words.is_empty() {
                return vec![String::new()];
            }
            let kept = Some(line.len() - words.len()).filter(|far| far * 2 < self.prose());
            self.wrapped(words, &format!("{indent}{}", " ".repeat(kept.unwrap_or(0))))
        });
        lines.collect()
    }

    fn wrapped(&self, line: &str, indent: &str) -> Vec<String> {
        let options = textwrap::Options::new(self.prose().saturating_sub(1))
            .initial_indent(indent)
            .subsequent_indent(indent);
        textwrap::wrap(line, options).into_iter().map(Into::into).collect()
    }
}

/// Returns how menus look: coloured where stderr, which they are drawn on, has colours.
pub fn menu_theme() -> Box<dyn Theme> {
    if console::colors_enabled_stderr() {
        Box::new(ColorfulTheme::default())
    } else {
        Box::new(SimpleTheme)
    }
}

/// Returns a message broken between words where it is wider than the terminal it goes to, which would
/// break it inside them; what follows is as far in. A text of several lines is laid out already.
pub fn broken(message: &str, columns: Option<usize>) -> Cow<'_, str> {
    let wide = |columns: &usize| console::measure_text_width(message) > *columns;
    let Some(columns) = columns.filter(wide).filter(|_| !message.contains('\n')) else {
        return Cow::Borrowed(message);
    };
    let indent = " ".repeat(message.len() - message.trim_start_matches(' ').len());
    let options = between_words(columns).subsequent_indent(&indent);
    Cow::Owned(textwrap::wrap(message, options).join("\n"))
}

/// Returns a line broken between words where it does not fit behind so many columns of the terminal it
/// goes to; as it is where it goes elsewhere.
pub fn broken_behind(line: &str, columns: Option<usize>, behind: usize) -> String {
    let Some(columns) = columns else { return line.to_owned() };
    let left = columns.saturating_sub(behind).max(NARROWEST / 2);
    textwrap::wrap(line, between_words(left)).join("\n")
}

fn between_words(columns: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(columns)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Returns the columns that `COLUMNS` asks for, or else those of the terminal.
fn columns() -> usize {
    let wanted = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    // As programs that cannot tell write it: 0 is no width.
    let wanted = wanted.filter(|columns| *columns > 0);
    let measured = || {
        let size = Term::stderr().size_checked().or_else(|| Term::stdout().size_checked());
        size.map(|(_, columns)| usize::from(columns))
    };
    let columns: usize = wanted.or_else(measured).unwrap_or(80);
    columns.clamp(NARROWEST, 400)
}

fn wants_colour() -> bool {
    let unset = |name: &str| env::var_os(name).is_none_or(|value| value.is_empty());
    unset("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Returns the text without what a terminal would take for commands: escape codes, controls, and
/// marks that turn the direction of other text. Line breaks and tabs become spaces.
pub fn printable(text: &str) -> String {
    harmless(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// Returns the text as [`printable`] does, its line breaks kept between the first and the last line
/// that have words; tabs become spaces.
pub fn printable_lines(text: &str) -> String {
    let text = harmless(text).replace('\t', " ");
    let lines = text.lines().skip_while(|line| line.trim().is_empty());
    lines.map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Returns the text as [`printable`] does, its line breaks and tabs kept: for a program that shows
/// it in its own way.
pub fn harmless(text: &str) -> String {
    let bare = console::strip_ansi_codes(text);
    let lines = bare.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| matches!(c, '\n' | '\t') || !misleads(*c)).collect()
}

/// Returns the text with nothing left that a terminal obeys but its line breaks, tabs and docent's
/// own styles. The last thing that is done to what is written, whoever forgot to be careful.
pub fn tamed(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| misleads(c) && !matches!(c, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut tame = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let kept = match c {
            '\n' | '\t' => true,
            '\u{1b}' => sets_style(&text[at + 1..]),
            c => !misleads(c),
        };
        if kept {
            tame.push(c);
        }
    }
    Cow::Owned(tame)
}

/// Returns whether what follows an escape only sets a style: `[`, numbers, `m`.
fn sets_style(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('[') else { return false };
    let numbers = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
    numbers.is_some_and(|end| rest[end..].starts_with('m'))
}

/// Returns whether a terminal takes a character for a command or for a turn of direction that
/// reaches beyond its own text.
pub fn misleads(c: char) -> bool {
    c.is_control() || turns_direction(c)
}

/// Returns whether a character turns the direction of text beyond its own place.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The few styles that docent uses; all are readable in sixteen colours, on dark and light ground.
pub mod style {
    use super::Style;

    /// A heading, or what matters most.
    pub fn strong() -> Style {
        Style::new().bold()
    }

    /// What may be passed over.
    pub fn quiet() -> Style {
        Style::new().dim()
    }

    /// A right answer.
    pub fn right() -> Style {
        Style::new().green().bold()
    }

    /// A nearly right answer.
    pub fn close() -> Style {
        Style::new().yellow().bold()
    }

    /// A wrong answer.
    pub fn wrong() -> Style {
        Style::new().red().bold()
    }

    /// What is picked.
    pub fn picked() -> Style {
        Style::new().cyan().bold()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_taken_out() {
        assert_eq!(printable("a\u{1b}[31mred\u{1b}[0m\u{7}\nb"), "ared b");
        assert_eq!(printable("\u{1b}]0;title\u{7}x"), "x");
        assert_eq!(printable("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(printable("שלום 東京 é"), "שלום 東京 é");
    }

    #[test]
    fn of_escape_codes_only_styles_are_let_through() {
        let styled = "\u{1b}[1;32mright\u{1b}[0m\tx\n";
        assert_eq!(tamed(styled), styled);
        assert_eq!(tamed("\u{1b}[2Ja\u{1b}]0;t\u{7}b\u{9b}3Jc\r\u{202e}"), "[2Ja]0;tb3Jc");
        assert_eq!(tamed("\u{1b}"), "");
    }

    #[test]
    fn lines_of_a_text_stay_lines() {
        let screen = Screen { columns: 24, colour: false };
        let poem = "\nO Rose\r\n  thou art sick, the invisible worm\n\n\u{1b}[2Jif x:\n\ty\n";
        let lines =
            ["  O Rose", "    thou art sick, the", "    invisible worm", "", "  if x:", "   y"];
        assert_eq!(screen.wrap_lines(poem, "  "), lines);
        let far = format!("{}far in", " ".repeat(20));
        assert_eq!(screen.wrap_lines(&format!("x\n{far}"), ""), ["x", "far in"]);
        assert_eq!(screen.wrap_lines("One line.", "  "), screen.wrap("One line.", "  "));
        assert_eq!(printable_lines("a\r\n\u{1b}[31mb\u{202e}\n\n"), "a\nb");
    }

    #[test]
    fn a_message_is_broken_between_words_on_a_terminal() {
        let message = "  `a/long-path/of-a-deck.toml`: \u{1b}[1m24 cards\u{1b}[0m still wait.";
        assert_eq!(broken(message, None), message);
        assert_eq!(
            broken(message, Some(20)),
            "  `a/long-path/of-a-deck.toml`:\n  \u{1b}[1m24 cards\u{1b}[0m still\n  wait."
        );
        assert_eq!(broken("  a  b", Some(24)), "  a  b");
        let drawn = "one line of a drawing\nanother";
        assert_eq!(broken(drawn, Some(10)), drawn);
    }

    #[test]
    fn long_words_and_wide_characters_are_wrapped() {
        let screen = Screen { columns: 24, colour: false };
        let lines = screen.wrap(&"東京".repeat(20), "  ");
        assert!(lines.iter().all(|line| console::measure_text_width(line) < 24), "{lines:?}");
        assert!(lines.len() > 3);
    }
}
