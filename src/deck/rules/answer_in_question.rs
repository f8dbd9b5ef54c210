//! The answer stands in the question.

use super::survey::{Asked, Survey};
use super::words::stand_in;
use super::{Rule, Weakness};
use crate::deck::model::{Body, Segment};
use crate::value::{fold, strip_article};

pub(super) const RULE: Rule = Rule {
    name: "answer-in-question",
    about: "the question says its own answer",
    why: "Who can read the answer off the question learns nothing from it. Ask in other words, or \
          ask for something else. A question that names all its options is left alone.",
    weak: r#"[[card]]
kind = "text"
question = "Which city gave the Kyoto Protocol its name?"
answer = "Kyoto"
"#,
    sound: r#"[[card]]
kind = "text"
question = "In which city was the climate protocol of 1997 signed?"
answer = "Kyoto"
"#,
    find,
};

/// Answers shorter than this are found in anything.
const SHORTEST: usize = 3;
/// Longer answers of cards that learners judge themselves are sentences, which share words.
const FEW_WORDS: usize = 4;

fn find(survey: &Survey<'_>) -> Vec<Weakness> {
    survey.each(|card| {
        let answer = given_away(card)?;
        let message = format!("the question says its answer, `{answer}`");
        Some(card.weak(card.question_key(), message, "ask without it, or ask for something else"))
    })
}

fn given_away(card: &Asked<'_>) -> Option<String> {
    match &card.card.body {
        Body::Text { answers, .. } => {
            answers.iter().find(|answer| says(card, answer, &card.folded)).cloned()
        }
        Body::Choice { answer, .. } => says(card, answer, &card.folded).then(|| answer.clone()),
        Body::Basic { answer, .. } => {
            let few = answer.split_whitespace().count() <= FEW_WORDS;
            (few && says(card, answer, &card.folded)).then(|| answer.clone())
        }
        Body::Date { answer, year_only: true, .. } => {
            let year = answer.to_string();
            says(card, &year, &card.folded).then_some(year)
        }
        Body::Cloze { segments } => gap_shown(card, segments),
        _ => None,
    }
}

fn says(card: &Asked<'_>, answer: &str, text: &str) -> bool {
    let folded = fold(answer);
    let answer = strip_article(&folded);
    if answer.chars().count() < SHORTEST || !stand_in(answer, text) {
        return false;
    }
    let offered = [format!("or {answer}"), format!("{answer} or")];
    let options: Vec<String> = card.card.body.wrong_options();
    let all_named = !options.is_empty() && options.iter().all(|o| stand_in(&fold(o), text));
    !all_named && !offered.iter().any(|words| stand_in(words, text))
}

/// Returns a gap whose words are shown elsewhere in its text.
fn gap_shown(card: &Asked<'_>, segments: &[Segment]) -> Option<String> {
    let shown: String = segments
        .iter()
        .map(|segment| match segment {
            Segment::Words(words) => words.as_str(),
            Segment::Gap(_) => " | ",
        })
        .collect();
    let shown = fold(&shown);
    segments.iter().find_map(|segment| match segment {
        Segment::Gap(gap) if says(card, &gap.answer, &shown) => Some(gap.answer.clone()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_gap_that_is_shown_elsewhere_is_found_and_options_that_are_offered_are_not() {
        let weak = "[[card]]\nkind = \"cloze\"\ntext = \"Kyoto: the protocol of {{Kyoto}}.\"\n";
        assert_eq!(found("answer-in-question", weak), 1);
        for fine in [
            "kind = \"text\"\nquestion = \"Is iron or gold heavier?\"\nanswer = \"gold\"",
            "kind = \"choice\"\nquestion = \"Iron, gold: which rusts?\"\nanswer = \"iron\"\n\
             distractors = [\"gold\"]",
            "kind = \"text\"\nquestion = \"Who was the wife of Pierre Curie?\"\nanswer = \"Marie Curie\"",
            "kind = \"number\"\nquestion = \"How many of the 8 planets are giants?\"\nanswer = 4",
        ] {
            assert_eq!(found("answer-in-question", &format!("[[card]]\n{fine}\n")), 0, "{fine}");
        }
    }
}
