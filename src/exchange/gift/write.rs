//! A deck as GIFT.

use super::super::delimited::deck_losses;
use super::super::losses::Losses;
use super::{escaped, share};
use crate::deck::{Body, Card, Deck, Gap, Segment, Status};
use crate::value::{Edtf, spell_date};

/// Returns the deck as GIFT, and what it cannot hold.
#[must_use]
pub fn write_gift(deck: &Deck) -> (String, Losses) {
    let mut losses = deck_losses(deck, &["id"]);
    let mut out = format!("$CATEGORY: {}\n", category(&deck.title));
    for card in &deck.cards {
        if card.status == Status::Active {
            common_losses(card, &mut losses);
            write_card(&mut out, deck, card, &mut losses);
        } else {
            let what = format!("left out, for `status` is `{}`", card.status.name());
            losses.card(&what, card.id.as_str());
        }
    }
    (out, losses)
}

/// A category's name stands on one line, and a slash parts it from one within it.
fn category(title: &str) -> String {
    title.replace('/', "//").replace(['\n', '\r'], " ")
}

fn common_losses(card: &Card, losses: &mut Losses) {
    let id = card.id.as_str();
    let own = card.note.is_some() || card.fact.is_some() || card.built.is_some();
    for (lost, what) in [
        (own, "without `note`, `fact` and `built`, which are for teacher and docent"),
        (!card.ask.is_empty(), "without `ask`"),
        (card.reversed, "asked one way only, though `reversed`"),
        (!card.cites.is_empty(), "sources are words of the feedback"),
    ] {
        if lost {
            losses.card(what, id);
        }
    }
}

fn write_card(out: &mut String, deck: &Deck, card: &Card, losses: &mut Losses) {
    let id = card.id.as_str();
    let feedback = feedback(deck, card);
    let answers = match &card.body {
        Body::Basic { answer, .. } => {
            if feedback.is_some() {
                losses
                    .card("without `explanation`, for the feedback of an essay is its answer", id);
            }
            vec![format!("####{}", escaped(answer))]
        }
        Body::Cloze { segments } => {
            return write_cloze(out, card, segments, feedback.as_deref(), losses);
        }
        body => match answers(body, id, losses) {
            Some(answers) => answers.into_iter().chain(feedback).collect(),
            None => return,
        },
    };
    question(out, card, id, &format!("{} {}", escaped(&card.body.prompt()), braces(&answers)));
}

/// Writes a question: what Moodle calls it, its text as plain text, and its answers.
fn question(out: &mut String, card: &Card, id: &str, text: &str) {
    let label = |text: &str| {
        let label = text.replace(']', "\\]").replace(['\n', '\r'], " ");
        // A backslash before the bracket that ends the label would take it for a part.
        if label.ends_with('\\') { label + " " } else { label }
    };
    let mut marks = vec![format!("[id:{}]", label(id))];
    marks.extend(card.tags.iter().map(|tag| format!("[tag:{}]", label(tag))));
    out.push_str(&format!("\n// {}\n::{}::[plain]{text}\n", marks.join(" "), escaped(id)));
}

fn braces(answers: &[String]) -> String {
    match answers {
        [only] => format!("{{{only}}}"),
        several => {
            let lines: String = several.iter().map(|answer| format!("\t{answer}\n")).collect();
            format!("{{\n{lines}}}")
        }
    }
}

fn feedback(deck: &Deck, card: &Card) -> Option<String> {
    let explanation = card.explanation.iter().cloned();
    let cite = card.cites.first().map(|cite| {
        let source = deck.sources.iter().find(|source| source.id == cite.source);
        let title = source.and_then(|s| s.title.as_deref()).unwrap_or(&cite.source);
        cite.quote.as_ref().map_or_else(|| title.to_owned(), |quote| format!("“{quote}” — {title}"))
    });
    let parts: Vec<String> = explanation.chain(cite).collect();
    (!parts.is_empty()).then(|| format!("####{}", escaped(&parts.join("\n"))))
}

fn answers(body: &Body, id: &str, losses: &mut Losses) -> Option<Vec<String>> {
    Some(match body {
        Body::Text { answers, accept, distractors, .. } if distractors.is_empty() => {
            if !accept.is_empty() {
                losses.card("with what `accept` lists among its answers", id);
            }
            answers.iter().chain(accept).map(|answer| typed(answer)).collect()
        }
        Body::Text { answers, distractors, accept, .. } => {
            losses.card("as multiple choice, for a typed question has no options in GIFT", id);
            if answers.len() + accept.len() > 1 {
                losses.card("with its first answer alone", id);
            }
            options(&answers[0], distractors)
        }
        Body::Date { answer, distractors, accept, .. } => {
            date_answers(*answer, distractors, accept, id, losses)
        }
        Body::Number { answer, tolerance, unit, accept, distractors, .. } => {
            for (lost, what) in [
                (unit.is_some(), "without `unit`"),
                (!accept.is_empty(), "without `accept`"),
                (!distractors.is_empty(), "without `distractors`, for a number is typed"),
            ] {
                if lost {
                    losses.card(what, id);
                }
            }
            vec![format!("#{}:{tolerance}", answer.value())]
        }
        Body::Choice { answer, distractors, .. } => options(answer, distractors),
        Body::Set { answers, distractors, .. } => {
            let Some(share) = share(answers.len()) else {
                losses.card("left out: Moodle shares a mark among 1 to 10 members, or 20", id);
                return None;
            };
            let right = answers.iter().map(|answer| format!("~%{share}%{}", escaped(answer)));
            right.chain(distractors.iter().map(|w| format!("~%-100%{}", escaped(w)))).collect()
        }
        Body::Order { answers, .. } => answers
            .iter()
            .zip(1..)
            .map(|(answer, n)| format!("={n} -> {}", escaped(answer)))
            .collect(),
        Body::Truth { answer, .. } => vec![(if *answer { "TRUE" } else { "FALSE" }).to_owned()],
        Body::Basic { .. } | Body::Cloze { .. } => Vec::new(),
    })
}

fn date_answers(
    answer: Edtf,
    distractors: &[Edtf],
    accept: &[String],
    id: &str,
    losses: &mut Losses,
) -> Vec<String> {
    if distractors.is_empty() {
        losses.card("as typed text, for GIFT has no dates", id);
        let mut spelled = vec![spell_date(answer), answer.to_string()];
        spelled.extend(accept.iter().cloned());
        spelled.dedup();
        return spelled.iter().map(|text| typed(text)).collect();
    }
    losses.card("as multiple choice, for GIFT has no dates", id);
    if !accept.is_empty() {
        losses.card("without `accept`", id);
    }
    let wrong: Vec<String> = distractors.iter().map(|date| spell_date(*date)).collect();
    options(&spell_date(answer), &wrong)
}

fn options(right: &str, wrong: &[String]) -> Vec<String> {
    let wrong = wrong.iter().map(|wrong| format!("~{}", weighted(wrong, 0)));
    std::iter::once(format!("={}", weighted(right, 100))).chain(wrong).collect()
}

/// A text that begins like a weight is given its own, so that it is taken as it is.
fn weighted(text: &str, worth: u8) -> String {
    let text = escaped(text);
    if text.starts_with('%') { format!("%{worth}%{text}") } else { text }
}

/// In a typed answer Moodle takes a star for any text, and `\*` for a star.
fn typed(text: &str) -> String {
    format!("={}", weighted(&text.replace('*', "\\*"), 100))
}

/// Writes a cloze: GIFT has one gap a question, so every gap is asked for with the others filled.
fn write_cloze(
    out: &mut String,
    card: &Card,
    segments: &[Segment],
    feedback: Option<&str>,
    losses: &mut Losses,
) {
    let gaps: Vec<(usize, &Gap)> = segments
        .iter()
        .enumerate()
        .filter_map(|(at, segment)| match segment {
            Segment::Gap(gap) => Some((at, gap)),
            Segment::Words(_) => None,
        })
        .collect();
    let id = card.id.as_str();
    if gaps.len() > 1 {
        losses.card("as one question a gap", id);
    }
    if gaps.iter().any(|(_, gap)| gap.hint.is_some()) {
        losses.card("without the hints of its gaps", id);
    }
    if gaps.len() == 1 && (gaps[0].1.group != 1 || segments.len() != 3) {
        losses.card("with its gap numbered anew", id);
    }
    for (n, (at, gap)) in gaps.iter().enumerate() {
        let answers: Vec<String> =
            std::iter::once(typed(&gap.answer)).chain(feedback.map(str::to_owned)).collect();
        let words = |segments: &[Segment]| escaped(&filled(segments, gap.group));
        let (before, after) = (words(&segments[..*at]), words(&segments[at + 1..]));
        // Without words after its gap a cloze would be read as a question with an answer.
        let after = if after.trim().is_empty() { "." } else { &after };
        let name = if n == 0 { id.to_owned() } else { format!("{id}-{}", n + 1) };
        question(out, card, &name, &format!("{before}{}{after}", braces(&answers)));
    }
}

/// Returns words with their gaps filled, but for those that are asked together with this group.
fn filled(segments: &[Segment], group: u32) -> String {
    let word = |segment: &Segment| match segment {
        Segment::Words(words) => words.clone(),
        Segment::Gap(gap) if gap.group == group => "_____".to_owned(),
        Segment::Gap(gap) => gap.answer.clone(),
    };
    segments.iter().map(word).collect()
}
