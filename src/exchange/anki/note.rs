//! A note of Anki's as cards of a deck: what its templates show, told from what they ask.

use super::super::cell::{number, quoted, quoted_list};
use super::super::markup::plain_text;
use super::collection::{Note, Notetype};
use super::notetype::{CLOZE_FIELDS, FIELDS};
use super::template::{FRONT, render};
use crate::deck::Kind;
use crate::value::{fold, read_dates};

/// A card that a note became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Keys of the deck file and their values as TOML.
    pub keys: Vec<(&'static str, String)>,
    covers: Covers,
}

/// Which of a note's cards a card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Covers {
    /// Those of all gaps, by their number.
    Gaps,
    /// One of them.
    One(i64),
    /// The first two, which ask both ways.
    Both,
}

impl Made {
    /// Returns whether the card stands for this one of Anki's.
    pub fn covers(&self, ord: i64) -> bool {
        match self.covers {
            Covers::Gaps => true,
            Covers::One(own) => ord == own,
            Covers::Both => ord < 2,
        }
    }

    /// Returns the part of the card that stands for this one of Anki's.
    pub fn part(&self, ord: i64) -> u32 {
        match self.covers {
            Covers::One(_) => 1,
            Covers::Gaps | Covers::Both => u32::try_from(ord + 1).unwrap_or(1),
        }
    }
}

const MEDIA: &str = "pictures and sounds are left out";

/// Returns the cards of a note whose cards have these numbers, and what was changed or left out.
pub fn cards_of(notetype: &Notetype, note: &Note, ords: &[i64]) -> (Vec<Made>, Vec<String>) {
    let mut told = Vec::new();
    if note.fields.iter().any(|field| plain_text(field).media > 0) {
        told.push(MEDIA.to_owned());
    }
    let made = if notetype.is_cloze {
        cloze(notetype, note, &mut told)
    } else if let Some(own) = own(notetype, note) {
        vec![own]
    } else {
        templates(notetype, note, ords, &mut told)
    };
    (made, told)
}

fn field(notetype: &Notetype, note: &Note, name: &str) -> Option<String> {
    let at = notetype.fields.iter().position(|field| field.eq_ignore_ascii_case(name))?;
    note.fields.get(at).cloned()
}

fn cloze(notetype: &Notetype, note: &Note, told: &mut Vec<String>) -> Vec<Made> {
    let at = note.fields.iter().position(|field| field.contains("{{c"));
    let Some(html) = at.map(|at| note.fields[at].as_str()) else {
        told.push("left out: it has no gap".to_owned());
        return Vec::new();
    };
    if html.contains("image-occlusion:") {
        told.push("left out: its gaps are in a picture".to_owned());
        return Vec::new();
    }
    let (text, nested) = gaps(&plain_text(html).text);
    if nested {
        told.push("a gap within a gap is shown as words of the outer one".to_owned());
    }
    let ours = notetype.fields == CLOZE_FIELDS;
    let others = note.fields.iter().enumerate().filter(|(i, _)| Some(*i) != at);
    // The source of a card is not part of its explanation.
    let others = others.filter(|(i, _)| !ours || *i == 1);
    let extra: Vec<String> =
        others.map(|(_, field)| plain_text(field).text).filter(|text| !text.is_empty()).collect();
    let mut keys = vec![("kind", quoted("cloze")), ("text", quoted(&text))];
    if !extra.is_empty() {
        keys.push(("explanation", quoted(&extra.join("\n"))));
    }
    vec![Made { keys, covers: Covers::Gaps }]
}

/// Returns a cloze's text with its gaps as decks have them, and whether one lay in another.
fn gaps(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut nested) = (0usize, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(inside) = gap_head(rest) {
            depth += 1;
            if depth == 1 {
                out.push_str(&rest[..rest.len() - inside.len()]);
            }
            nested |= depth > 1;
            rest = inside;
        } else if depth > 0 && rest.starts_with("}}") {
            depth -= 1;
            if depth == 0 {
                out.push_str("}}");
            }
            rest = &rest[2..];
        } else if rest.starts_with("{{") {
            // Braces that open no gap, as formulas have them, must not look like one.
            out.push_str("{ {");
            rest = &rest[2..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (out, nested)
}

/// Returns what follows `{{c1::`.
fn gap_head(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("{{c")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=3).contains(&digits).then(|| rest[digits..].strip_prefix("::")).flatten()
}

/// Returns the card that docent once wrote a note of, with the kind it had.
fn own(notetype: &Notetype, note: &Note) -> Option<Made> {
    if notetype.fields != FIELDS || !notetype.name.starts_with("docent ") {
        return None;
    }
    let html = |name: &str| field(notetype, note, name).unwrap_or_default();
    let plain = |name: &str| plain_text(&html(name)).text;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == plain("Kind"))?;
    let mut keys = vec![("question", quoted(&plain("Question")))];
    let answer = plain("Answer");
    let members = list(&html("Answer"));
    let wrong: Vec<String> = list(&html("Options"))
        .into_iter()
        .filter(|option| {
            !members.iter().any(|m| fold(m) == fold(option)) && fold(option) != fold(&answer)
        })
        .collect();
    let mut kind = kind;
    match kind {
        Kind::Truth => keys.push(("answer", fold(&answer).starts_with("true").to_string())),
        Kind::Set | Kind::Order => keys.push(("answers", quoted_list(&members))),
        Kind::Number => keys.push(("answer", number(&answer.replace(',', "")))),
        Kind::Year | Kind::Date => {
            if let [date] = read_dates(&answer).as_slice() {
                keys.push(("answer", quoted(&date.to_string())));
            } else {
                kind = Kind::Text;
                keys.push(("answer", quoted(&answer)));
            }
        }
        _ => keys.push(("answer", quoted(&answer))),
    }
    if matches!(kind, Kind::Choice | Kind::Set) && !wrong.is_empty() {
        keys.push(("distractors", quoted_list(&wrong)));
    }
    let also: Vec<String> =
        plain("Also right").lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
    if !also.is_empty() && matches!(kind, Kind::Text | Kind::Number | Kind::Year | Kind::Date) {
        keys.push(("accept", quoted_list(&also)));
    }
    if !plain("Explanation").is_empty() {
        keys.push(("explanation", quoted(&plain("Explanation"))));
    }
    let both = notetype.templates.len() == 2 && matches!(kind, Kind::Basic | Kind::Text);
    if both {
        keys.push(("reversed", "true".to_owned()));
    }
    keys.insert(0, ("kind", quoted(kind.name())));
    Some(Made { keys, covers: if both { Covers::Both } else { Covers::One(0) } })
}

/// Returns the members of an HTML list.
fn list(html: &str) -> Vec<String> {
    let members = html.split("<li>").skip(1);
    members
        .map(|member| plain_text(member.split("</li>").next().unwrap_or_default()).text)
        .collect()
}

/// What a template asks and shows.
#[derive(Debug, PartialEq, Eq)]
struct Sides {
    ord: i64,
    question: String,
    answer: String,
    typed: bool,
    explanation: String,
}

fn templates(notetype: &Notetype, note: &Note, ords: &[i64], told: &mut Vec<String>) -> Vec<Made> {
    let mut sides: Vec<Sides> = Vec::new();
    for (ord, (front, back)) in (0i64..).zip(&notetype.templates) {
        if !ords.contains(&ord) {
            continue;
        }
        let side = sides_of(notetype, note, ord, front, back);
        if side.question.is_empty() || side.answer.is_empty() {
            let side = if side.question.is_empty() { "front" } else { "back" };
            told.push(format!("left out: its {side} has no words"));
        } else {
            sides.push(side);
        }
    }
    let mirrored = match sides.as_slice() {
        [there, back, ..] => {
            (there.ord, back.ord) == (0, 1)
                && fold(&back.question) == fold(&there.answer)
                && fold(&back.answer) == fold(&there.question)
        }
        _ => false,
    };
    if mirrored {
        sides.remove(1);
    }
    let cards = sides.iter().enumerate();
    cards.map(|(i, side)| made(side, mirrored && i == 0)).collect()
}

fn made(side: &Sides, both: bool) -> Made {
    let kind = if side.typed { "text" } else { "basic" };
    let mut keys = vec![
        ("kind", quoted(kind)),
        ("question", quoted(&side.question)),
        ("answer", quoted(&side.answer)),
    ];
    if !side.explanation.is_empty() {
        keys.push(("explanation", quoted(&side.explanation)));
    }
    if both {
        keys.push(("reversed", "true".to_owned()));
    }
    Made { keys, covers: if both { Covers::Both } else { Covers::One(side.ord) } }
}

fn sides_of(notetype: &Notetype, note: &Note, ord: i64, front: &str, back: &str) -> Sides {
    let value = |name: &str| field(notetype, note, name);
    let (front, back) = (render(front, &value), render(back, &value));
    let question = plain_text(&front.html).text;
    let shown = plain_text(&behind(&back.html)).text;
    // A back that shows the front again without saying so begins with the same words.
    let shown = shown.strip_prefix(&question).filter(|rest| !rest.is_empty()).unwrap_or(&shown);
    let shown = shown.trim().to_owned();
    let key = front.typed.and_then(|name| value(&name)).map(|html| plain_text(&html).text);
    match key.filter(|key| !key.is_empty() && !key.contains('\n')) {
        Some(key) => Sides { ord, question, answer: key, typed: true, explanation: shown },
        None => Sides { ord, question, answer: shown, typed: false, explanation: String::new() },
    }
}

/// Returns what a back shows beside the front.
fn behind(html: &str) -> String {
    let rule = html.to_ascii_lowercase();
    let after_rule = rule
        .find("<hr")
        .filter(|at| rule[*at..].split('>').next().is_some_and(|tag| tag.contains("answer")));
    match after_rule {
        Some(at) => html[at..].split_once('>').map_or("", |(_, rest)| rest).replace(FRONT, ""),
        None => html.replace(FRONT, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(fields: &[&str]) -> Note {
        let fields = fields.iter().map(|field| (*field).to_owned()).collect();
        Note { id: 1, guid: "g".into(), notetype: 1, tags: Vec::new(), fields }
    }

    fn notetype(is_cloze: bool, fields: &[&str], templates: &[(&str, &str)]) -> Notetype {
        Notetype {
            name: "Theirs".into(),
            is_cloze,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            templates: templates.iter().map(|(q, a)| ((*q).to_owned(), (*a).to_owned())).collect(),
        }
    }

    fn keys(made: &[Made]) -> Vec<String> {
        let line = |card: &Made| {
            let keys: Vec<String> = card.keys.iter().map(|(k, v)| format!("{k}={v}")).collect();
            keys.join(" ")
        };
        made.iter().map(line).collect()
    }

    const FRONT_BACK: (&str, &str) = ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}");

    #[test]
    fn basic_reversed_and_typed_notes_become_cards() {
        let fields = &["Front", "Back"];
        let hello = note(&["<b>hello</b>", "salut&nbsp;<img src=x.png>"]);
        let (made, told) = cards_of(&notetype(false, fields, &[FRONT_BACK]), &hello, &[0]);
        assert_eq!(keys(&made), ["kind=\"basic\" question=\"hello\" answer=\"salut\""]);
        assert_eq!(told, [MEDIA]);
        let back = ("{{Back}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}");
        let (made, _) = cards_of(&notetype(false, fields, &[FRONT_BACK, back]), &hello, &[0, 1]);
        assert_eq!(
            keys(&made),
            ["kind=\"basic\" question=\"hello\" answer=\"salut\" reversed=true"]
        );
        assert_eq!((made[0].part(0), made[0].part(1)), (1, 2));
        let (made, _) = cards_of(&notetype(false, fields, &[FRONT_BACK, back]), &hello, &[0]);
        assert_eq!(keys(&made), ["kind=\"basic\" question=\"hello\" answer=\"salut\""]);
        let typed = ("{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}");
        let (made, _) = cards_of(&notetype(false, fields, &[typed]), &hello, &[0]);
        assert_eq!(keys(&made), ["kind=\"text\" question=\"hello\" answer=\"salut\""]);
    }

    #[test]
    fn words_of_a_template_belong_to_the_question() {
        let fields = &["Country", "Capital", "Flag"];
        let templates = [
            ("Capital of {{Country}}?", "{{FrontSide}}<hr id=\"answer\">{{Capital}}"),
            ("Whose flag?{{Flag}}", "{{FrontSide}}<hr id=\"answer\">{{Country}}"),
        ];
        let peru = note(&["Peru", "Lima", ""]);
        let (made, _) = cards_of(&notetype(false, fields, &templates), &peru, &[0, 1]);
        assert_eq!(
            keys(&made),
            [
                "kind=\"basic\" question=\"Capital of Peru?\" answer=\"Lima\"",
                "kind=\"basic\" question=\"Whose flag?\" answer=\"Peru\"",
            ]
        );
        assert_eq!((made[1].covers(1), made[1].part(1)), (true, 1));
    }

    #[test]
    fn gaps_stay_gaps() {
        let kind = notetype(true, &["Text", "Extra"], &[("{{cloze:Text}}", "{{cloze:Text}}")]);
        let nile =
            note(&["The {{c1::Nile::river}} is {{c2::long {{c1::er}}}} &amp; {{x}}", "Africa"]);
        let (made, told) = cards_of(&kind, &nile, &[0, 1]);
        assert_eq!(
            keys(&made),
            ["kind=\"cloze\" text=\"The {{c1::Nile::river}} is {{c2::long er}} & { {x}}\" \
              explanation=\"Africa\""]
        );
        assert_eq!(told, ["a gap within a gap is shown as words of the outer one"]);
        let (made, told) = cards_of(&kind, &note(&["no gap", ""]), &[0]);
        assert_eq!((made.len(), told), (0, vec!["left out: it has no gap".to_owned()]));
    }

    proptest! {
        #[test]
        fn any_note_becomes_cards_or_is_told(text in "[{}c1:<>hr&; a]{0,40}", back in "[{}c1:<>hr&; a]{0,20}") {
            for is_cloze in [false, true] {
                let kind = notetype(is_cloze, &["Front", "Back"], &[FRONT_BACK]);
                let (made, told) = cards_of(&kind, &note(&[&text, &back]), &[0]);
                prop_assert!(!made.is_empty() || !told.is_empty());
            }
        }
    }
}
