//! A Markdown question list as a deck.

use super::super::cell::join_list;
use super::super::delimited::key_of;
use super::super::draft::{Draft, Head, Imported};
use super::super::flat::{Cell, KEYS, Sources, slug, write_row};
use super::unescaped;
use crate::deck::{Diagnostic, is_name, nearest};
use std::ops::Range;

/// Reads a Markdown question list.
#[must_use]
pub fn read_markdown(text: &str, head: &Head) -> Imported {
    let lines = lines_of(text);
    let numbered = !lines.iter().any(|line| matches!(line.what, What::Heading | What::Letter));
    let mut head = head.clone();
    let mut open: Option<Question> = None;
    let mut questions = Vec::new();
    let mut faults = Vec::new();
    for line in lines {
        let starts = match line.what {
            What::Heading | What::Letter => true,
            What::Number => numbered && line.indent == 0,
            _ => false,
        };
        if starts {
            questions.extend(open.replace(Question::new(line)));
        } else if let Some(question) = &mut open {
            question.add(line, &mut faults);
        } else {
            before(&line, &mut head);
        }
    }
    questions.extend(open);
    let mut draft = Draft::of(&head);
    for fault in faults {
        draft.fault(fault);
    }
    if questions.is_empty() {
        let fault = Diagnostic::error("no-question", 0..0, "the file holds no question");
        draft.fault(
            fault.expected("## A question").hint("a question is a heading of the second level"),
        );
    }
    let mut sources = Sources::default();
    for question in questions {
        question.write(&mut draft, &mut sources);
    }
    sources.write(&mut draft);
    draft.finish()
}

/// Takes what stands before the first question: the deck's title and id.
fn before(line: &Line<'_>, head: &mut Head) {
    match line.what {
        What::Title => head.title = unescaped(line.text),
        What::Key if line.name.eq_ignore_ascii_case("deck") => {
            let id = unescaped(line.text);
            head.id = if is_name(&id) { id } else { slug(&id) };
        }
        _ => {}
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// `# …`
    Title,
    /// `## …`
    Heading,
    /// `Q: …`
    Letter,
    /// `- [x] …` or `- [ ] …`
    Option { right: bool },
    /// `1. …`
    Number,
    /// `Name: …`
    Key,
    /// Anything else that is not blank.
    Words,
    /// Blank.
    Blank,
}

/// A line, what it is, and its text with its place.
#[derive(Debug, Clone)]
struct Line<'t> {
    what: What,
    indent: usize,
    /// What stands before the colon of a key.
    name: &'t str,
    text: &'t str,
    place: Range<usize>,
    /// Where the line begins, its indent left out.
    start: usize,
}

fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut fenced = false;
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let bare = whole.trim_start_matches('\u{feff}');
        let trimmed = bare.trim();
        let indent = bare.len() - bare.trim_start_matches([' ', '\t']).len();
        let begin = start + (whole.len() - bare.len()) + (bare.len() - bare.trim_start().len());
        fenced ^= trimmed.starts_with("```");
        let (what, name, rest) = if fenced || trimmed.starts_with("```") {
            // What stands in a block of code is words, whatever it looks like.
            (What::Words, "", bare.trim_end())
        } else {
            what(trimmed)
        };
        let end = start + whole.trim_end().len();
        let place = end.saturating_sub(rest.len()).max(start)..end;
        lines.push(Line { what, indent, name, text: rest, place, start: begin });
        start += whole.len();
    }
    lines
}

fn what(line: &str) -> (What, &str, &str) {
    if line.is_empty() {
        return (What::Blank, "", line);
    }
    if let Some(title) = line.strip_prefix("# ") {
        return (What::Title, "", title.trim());
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (2..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return (What::Heading, "", line[hashes..].trim());
    }
    if let Some(question) = ["Q: ", "Q. "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (What::Letter, "", question.trim());
    }
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    if let Some((mark, text)) = item.and_then(|item| item.trim_start().split_at_checked(3))
        && let Some(right) = [("[ ]", false), ("[x]", true), ("[X]", true)]
            .into_iter()
            .find_map(|(known, right)| (known == mark).then_some(right))
    {
        return (What::Option { right }, "", text.trim());
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line[digits..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' '));
    if let (1..=4, Some(text)) = (digits, after) {
        return (What::Number, "", text.trim());
    }
    match line.split_once(':') {
        Some((name, value)) if is_key(name) && (value.is_empty() || value.starts_with(' ')) => {
            (What::Key, name, value.trim())
        }
        _ => (What::Words, "", line),
    }
}

/// One word that begins with a capital letter, as keys are written.
fn is_key(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
}

/// A question and what stood below it.
#[derive(Debug)]
struct Question {
    place: Range<usize>,
    /// Whether it began with `Q:`, so that `A:` says where it ends.
    letter: bool,
    cells: Vec<(String, Cell)>,
    options: Vec<(bool, Cell)>,
    members: Vec<Cell>,
    /// Paragraphs without a key: the answer, or the explanation of one.
    words: Vec<Cell>,
    paragraph_ended: bool,
}

impl Question {
    fn new(line: Line<'_>) -> Self {
        let text = match line.what {
            What::Heading => unescaped(without_number(line.text)),
            _ => unescaped(line.text),
        };
        let cell = Cell { text, place: line.place.clone() };
        Self {
            place: line.place,
            letter: line.what == What::Letter,
            cells: vec![("question".to_owned(), cell)],
            options: Vec::new(),
            members: Vec::new(),
            words: Vec::new(),
            paragraph_ended: true,
        }
    }

    fn add(&mut self, line: Line<'_>, faults: &mut Vec<Diagnostic>) {
        let cell = Cell { text: unescaped(line.text), place: line.place.clone() };
        let key = match line.name {
            "A" => "answer".to_owned(),
            name => key_of(name),
        };
        match line.what {
            What::Option { right } => self.options.push((right, cell)),
            What::Number => self.members.push(cell),
            What::Key if KEYS.contains(&key.as_str()) => {
                if key == "answer" && self.letter && !self.has("answer") {
                    self.take_question_on();
                }
                self.key(key, cell, faults);
            }
            What::Key | What::Words | What::Title | What::Heading | What::Letter => {
                if let (What::Key, Some(near)) = (line.what, nearest(&key, KEYS)) {
                    let at = line.start..line.start + line.name.len();
                    let message = format!(
                        "`{}` is no key of a card, so the line is taken as text",
                        line.name
                    );
                    let fault = Diagnostic::warning("unknown-key", at, message);
                    faults.push(fault.hint(format!("did you mean `{near}`?")));
                }
                let text = match line.what {
                    What::Key => unescaped(&format!("{}: {}", line.name, line.text)),
                    _ => cell.text,
                };
                self.paragraph(text.trim_start_matches("> ").to_owned(), line.place);
            }
            What::Blank => self.paragraph_ended = true,
        }
        if line.what != What::Blank {
            self.paragraph_ended = false;
        }
    }

    /// Puts the words up to `A:` behind the question: it was wrapped.
    fn take_question_on(&mut self) {
        for words in std::mem::take(&mut self.words) {
            let question = &mut self.cells[0].1;
            question.text.push('\n');
            question.text.push_str(&words.text);
            question.place.end = words.place.end;
        }
    }

    fn key(&mut self, key: String, cell: Cell, faults: &mut Vec<Diagnostic>) {
        if self.cells.iter().any(|(known, _)| *known == key) {
            let fault =
                Diagnostic::error("duplicate-key", cell.place, format!("`{key}` stands twice"));
            faults.push(fault.hint("keep one; members of a list are parted by `|`"));
        } else if !cell.text.is_empty() {
            self.cells.push((key, cell));
        }
    }

    fn paragraph(&mut self, text: String, place: Range<usize>) {
        match self.words.last_mut().filter(|_| !self.paragraph_ended) {
            Some(open) => {
                open.text.push('\n');
                open.text.push_str(&text);
                open.place.end = place.end;
            }
            None => self.words.push(Cell { text, place }),
        }
    }

    fn has(&self, key: &str) -> bool {
        self.cells.iter().any(|(known, _)| known == key)
    }

    fn write(mut self, draft: &mut Draft, sources: &mut Sources) {
        let cell = |text: String, place: &Range<usize>| Cell { text, place: place.clone() };
        let kind =
            |name: &str| ("kind".to_owned(), Cell { text: name.into(), place: self.place.clone() });
        if !self.options.is_empty() {
            let side = |side: bool| -> Vec<&str> {
                let of_side = self.options.iter().filter(|(right, _)| *right == side);
                of_side.map(|(_, cell)| cell.text.as_str()).collect()
            };
            let (right, wrong) = (side(true), side(false));
            if right.is_empty() {
                let fault = Diagnostic::error("no-key", self.place, "no option is right");
                return draft.fault(fault.expected("- [x] the right one"));
            }
            let choice = right.len() == 1 && !wrong.is_empty() && !self.has("kind");
            let is_choice =
                choice || self.cells.iter().any(|(k, c)| k == "kind" && c.text == "choice");
            let answer = if is_choice { right[0].to_owned() } else { join_list(&right) };
            let place = self.options[0].1.place.clone();
            let mut new = vec![("answer".to_owned(), cell(answer, &place))];
            if !wrong.is_empty() {
                new.push(("distractors".to_owned(), cell(join_list(&wrong), &place)));
            }
            if !self.has("kind") {
                new.push(kind(if choice { "choice" } else { "set" }));
            }
            self.cells.extend(new);
        } else if !self.members.is_empty() && !self.has("answer") {
            let texts: Vec<&str> = self.members.iter().map(|cell| cell.text.as_str()).collect();
            let place = self.members[0].place.clone();
            let mut new = vec![("answer".to_owned(), cell(join_list(&texts), &place))];
            if !self.has("kind") {
                new.push(kind("order"));
            }
            self.cells.extend(new);
        }
        self.write_words();
        write_row(draft, &self.cells, self.place, sources);
    }

    /// Paragraphs answer a question that has no other answer; further ones explain it.
    fn write_words(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        let cloze = self.cells[0].1.text.contains("{{");
        if !self.has("answer") && !words.is_empty() && !cloze {
            let answer = words.remove(0);
            if !self.has("kind") && answer.text.contains('|') {
                // A paragraph is one answer, whatever it holds; only `Answer:` is a list.
                let place = answer.place.clone();
                self.cells.push(("kind".to_owned(), Cell { text: "basic".into(), place }));
            }
            self.cells.push(("answer".to_owned(), answer));
        }
        let explained =
            words.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n\n");
        if let (Some(first), false) = (words.first(), self.has("explanation")) {
            let place = first.place.clone();
            self.cells.push(("explanation".to_owned(), Cell { text: explained, place }));
        }
    }
}

/// Takes `Q1.` or `Question 1:` off the front of a heading.
fn without_number(heading: &str) -> &str {
    let rest = ["Question ", "Q"].iter().find_map(|mark| heading.strip_prefix(mark));
    let Some(rest) = rest else { return heading };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match rest[digits..].strip_prefix(['.', ':', ')']) {
        Some(text) if digits > 0 && text.starts_with(' ') => text.trim(),
        _ => heading,
    }
}
