//! GIFT as a deck.

use super::super::cell::{number, quoted, quoted_list};
use super::super::draft::{Draft, Head, Imported};
use super::super::flat::slug;
use super::super::markup::plain_text;
use super::answers::{Answers, read_answers};
use super::{find_bare, unescaped};
use crate::deck::{Diagnostic, LineIndex, is_name};
use std::collections::HashSet;
use std::ops::Range;

/// Reads a GIFT file.
#[must_use]
pub fn read_gift(text: &str, head: &Head) -> Imported {
    let categories: Vec<&str> =
        text.lines().filter_map(|line| line.trim().strip_prefix("$CATEGORY:")).collect();
    let title = match categories.as_slice() {
        [only] => category(only),
        _ => None,
    };
    let title = title.unwrap_or_else(|| head.title.clone());
    let mut draft = Draft::of(&Head { id: head.id.clone(), title });
    let mut reader = Reader { text, lines: LineIndex::new(text), ids: HashSet::new() };
    for block in blocks(text) {
        reader.question(&block, &mut draft);
    }
    draft.finish()
}

/// Returns the last part of a category's path, which parts names by single slashes.
fn category(path: &str) -> Option<String> {
    const SLASH: &str = "\u{0}";
    let path = path.trim().replace("//", SLASH);
    let last = path.rsplit('/').next()?.replace(SLASH, "/");
    (!last.trim().is_empty() && !last.starts_with('$')).then(|| last.trim().to_owned())
}

/// The lines of one question, and what the comment before it says.
#[derive(Debug, Default)]
struct Block {
    range: Range<usize>,
    id: Option<String>,
    tags: Vec<String>,
}

/// Parts a file into questions: blank lines stand between them, and comments and commands count as
/// blank within.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Block::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches('\u{feff}').trim();
        if let Some(comment) = words.strip_prefix("//") {
            open.id = labels(comment, "[id:").pop().or(open.id);
            open.tags.extend(labels(comment, "[tag:"));
        } else if words.is_empty() || words.starts_with("$CATEGORY:") {
            if !open.range.is_empty() {
                blocks.push(std::mem::take(&mut open));
            }
        } else {
            let from = if open.range.is_empty() { start } else { open.range.start };
            open.range = from..start + line.trim_end().len();
        }
        start += line.len();
    }
    if !open.range.is_empty() {
        blocks.push(open);
    }
    blocks
}

/// Returns what stands in `[id:…]` or `[tag:…]`, where `\]` is a bracket.
fn labels(comment: &str, mark: &str) -> Vec<String> {
    let parts = comment.split(mark).skip(1);
    let label = |part: &str| {
        let mut label = String::new();
        let mut chars = part.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some(']')) => label.extend(chars.next()),
                (']', _) => return Some(label.trim().to_owned()).filter(|l| !l.is_empty()),
                (c, _) => label.push(c),
            }
        }
        None
    };
    parts.filter_map(label).collect()
}

struct Reader<'t> {
    text: &'t str,
    lines: LineIndex<'t>,
    ids: HashSet<String>,
}

/// A question in its parts, each with its place.
struct Question {
    text: String,
    place: Range<usize>,
    /// What follows the answers, when they stand within a sentence.
    tail: Option<String>,
    id: Option<String>,
    tags: Vec<String>,
    explanation: Option<String>,
}

impl Reader<'_> {
    fn question(&mut self, block: &Block, draft: &mut Draft) {
        let whole = &self.text[block.range.clone()];
        // Comments within a question are as long as they were, so that places stay right.
        let whole: String = whole.split_inclusive('\n').map(without_comment).collect();
        let (title, body) = Self::title(&whole);
        let at = |offset: usize| block.range.start + offset;
        let place = at(body)..at(whole.len());
        let (open, close) = match braces(&whole, body, block.range.start) {
            Ok(places) => places,
            Err(fault) => return draft.fault(fault),
        };
        let inside = open + 1..close;
        let (answers, feedback) = match find_bare(&whole[inside.clone()], "####", 0) {
            Some(mark) => {
                let at = inside.start + mark;
                (inside.start..at, Some(&whole[at + 4..inside.end]))
            }
            None => (inside, None),
        };
        let (markup, text) = markup(&whole[body..open]);
        let words =
            |text: &str| if markup { plain_text(&unescaped(text)).text } else { unescaped(text) };
        let tail = words(&whole[close + 1..]);
        let question = Question {
            text: words(text),
            place,
            tail: Some(tail).filter(|tail| !tail.trim().is_empty()),
            id: self.id(block, title.as_deref()),
            tags: block.tags.clone(),
            explanation: feedback
                .map(|text| words(text).trim().to_owned())
                .filter(|t| !t.is_empty()),
        };
        let line = self.lines.place(block.range.start).line;
        match read_answers(&whole, answers, block.range.start, &words) {
            Err(fault) => draft.fault(fault),
            Ok((answers, notes)) => {
                for note in notes {
                    draft.note(format!("line {line}: {note}"));
                }
                write_question(&question, answers, line, draft);
            }
        }
    }

    /// Returns a question's title and where its text begins.
    fn title(whole: &str) -> (Option<String>, usize) {
        let lead = whole.len() - whole.trim_start_matches(['\u{feff}', ' ', '\t', '\n']).len();
        let Some(rest) = whole[lead..].strip_prefix("::") else { return (None, lead) };
        match find_bare(rest, "::", 0) {
            Some(end) => (Some(unescaped(&rest[..end])), lead + 2 + end + 2),
            None => (None, lead),
        }
    }

    /// Returns the card's id: the one of the comment, or else the title, unless it is taken.
    fn id(&mut self, block: &Block, title: Option<&str>) -> Option<String> {
        let name = block.id.clone().or_else(|| title.map(str::to_owned))?;
        let id = if is_name(&name) { name } else { slug(&name) };
        self.ids.insert(id.clone()).then_some(id)
    }
}

/// Returns where the answers of a question begin and end, which stand in one pair of braces. The
/// question begins at byte `start` of the file, its text at byte `body` of the question.
fn braces(whole: &str, body: usize, start: usize) -> Result<(usize, usize), Diagnostic> {
    let fault = |rule, from: usize, to: usize, message: &str| {
        Err(Diagnostic::error(rule, start + from..start + to, message))
    };
    let Some(open) = find_bare(whole, "{", body) else {
        let message = "a question without answers in braces";
        return fault("no-answers", body, whole.len(), message).map_err(|fault| {
            fault.expected("{=right ~wrong}").hint("a blank line parts two questions")
        });
    };
    let Some(close) = find_bare(whole, "}", open) else {
        let message = "answers that begin with `{` and never end";
        return fault("open-answers", open, open + 1, message).map_err(|fault| {
            fault.expected("}").hint("no blank line may stand within a question")
        });
    };
    if let Some(second) = find_bare(whole, "{", close) {
        let message = "a second block of answers in one question";
        return fault("second-answers", second, second + 1, message).map_err(|fault| {
            fault.hint("a blank line parts two questions; a brace in a text is written `\\{`")
        });
    }
    Ok((open, close))
}

/// Writes the card or cards of a question.
fn write_question(question: &Question, answers: Answers, line: u32, draft: &mut Draft) {
    let text = match (&question.tail, &answers) {
        (Some(_), Answers::Typed(right)) if right.len() == 1 => {
            return cloze(question, &right[0], draft);
        }
        (Some(tail), _) => format!("{}_____{tail}", question.text),
        (None, _) => question.text.clone(),
    };
    let text = text.trim();
    match answers {
        Answers::Pairs(pairs) => {
            let n = pairs.len();
            draft.note(format!("line {line}: a matching question became {n} cards, one a pair"));
            matching(question, text, &pairs, draft);
        }
        Answers::Essay => match &question.explanation {
            Some(answer) => {
                let keys = keys("basic", text, [("answer", quoted(answer))]);
                write(question, question.id.as_deref(), keys, false, draft);
            }
            None => draft.note(format!("line {line}: left out: an essay without an answer")),
        },
        answers => {
            write(question, question.id.as_deref(), plain(text, answers), true, draft);
        }
    }
}

type Keys = Vec<(&'static str, String)>;

fn keys<const N: usize>(kind: &str, text: &str, own: [(&'static str, String); N]) -> Keys {
    let mut keys = vec![("kind", quoted(kind)), ("question", quoted(text))];
    keys.extend(own);
    keys
}

/// Returns the keys of a question that is one card and has its answers beside it.
fn plain(text: &str, answers: Answers) -> Keys {
    match answers {
        Answers::Truth(flag) => keys("truth", text, [("answer", flag.to_string())]),
        Answers::Number { value, tolerance } => {
            let mut keys = keys("number", text, [("answer", number(&value.to_string()))]);
            if tolerance > 0.0 {
                keys.push(("tolerance", format!("{tolerance:?}")));
            }
            keys
        }
        Answers::Typed(right) if right.len() == 1 => {
            keys("text", text, [("answer", quoted(&right[0]))])
        }
        Answers::Typed(right) => keys("text", text, [("answers", quoted_list(&right))]),
        Answers::Choice { right, wrong } => {
            let own = [("answer", quoted(&right)), ("distractors", quoted_list(&wrong))];
            keys("choice", text, own)
        }
        Answers::Set { right, wrong } => {
            let own = [("answers", quoted_list(&right)), ("distractors", quoted_list(&wrong))];
            keys("set", text, own)
        }
        Answers::Order(members) => keys("order", text, [("answers", quoted_list(&members))]),
        Answers::Essay | Answers::Pairs(_) => Vec::new(),
    }
}

fn without_comment(line: &str) -> String {
    if line.trim_start().starts_with("//") {
        line.chars()
            .flat_map(|c| std::iter::repeat_n(if c == '\n' { c } else { ' ' }, c.len_utf8()))
            .collect()
    } else {
        line.to_owned()
    }
}

/// Returns whether a text says that it is HTML, and the text without saying so.
fn markup(text: &str) -> (bool, &str) {
    let text = text.trim_start();
    for (mark, is_markup) in
        [("[html]", true), ("[moodle]", true), ("[plain]", false), ("[markdown]", false)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (is_markup, rest);
        }
    }
    (false, text)
}

fn cloze(question: &Question, answer: &str, draft: &mut Draft) {
    let braces = |text: &str| text.replace("{{", "{ {").replace("}}", "} }");
    let tail = question.tail.as_deref().unwrap_or_default();
    let text = format!("{}{{{{{answer}}}}}{}", braces(&question.text), braces(tail));
    let pairs = vec![("kind", quoted("cloze")), ("text", quoted(text.trim()))];
    write(question, question.id.as_deref(), pairs, true, draft);
}

fn matching(question: &Question, text: &str, pairs: &[(String, String)], draft: &mut Draft) {
    for (n, (left, right)) in pairs.iter().enumerate() {
        let mut wrong: Vec<&String> =
            pairs.iter().map(|(_, other)| other).filter(|other| *other != right).collect();
        wrong.dedup();
        let id = question.id.as_ref().map(|id| format!("{id}-{}", n + 1));
        let asked = if text.is_empty() { left.clone() } else { format!("{text}\n{left}") };
        let keys = vec![
            ("kind", quoted("text")),
            ("question", quoted(&asked)),
            ("answer", quoted(right)),
            ("distractors", quoted_list(&wrong)),
        ];
        write(question, id.as_deref(), keys, true, draft);
    }
}

fn write(
    question: &Question,
    id: Option<&str>,
    pairs: Vec<(&str, String)>,
    explained: bool,
    draft: &mut Draft,
) {
    let place = || question.place.clone();
    draft.table("[[card]]", place());
    if let Some(id) = id {
        draft.key("id", &quoted(id), place());
    }
    for (key, literal) in pairs {
        draft.key(key, &literal, place());
    }
    if let Some(explanation) = question.explanation.as_ref().filter(|_| explained) {
        draft.key("explanation", &quoted(explanation), place());
    }
    if !question.tags.is_empty() {
        draft.key("tags", &quoted_list(&question.tags), place());
    }
}
