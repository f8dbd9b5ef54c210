//! A fact and its question become a card of the deck.

use super::distractors;
use super::explain::{asks_for_year, explanation};
use super::store::Store;
use crate::deck::{Body, Card, CardId, fingerprint, read_cloze};
use crate::facts::{Fact, GAP, NameKind, Open, Value};
use crate::language::gazetteer;
use crate::value::{Edtf, Point, Precision, fold, is_roman, spell_date};

/// Returns the card that asks for a fact.
pub(super) fn card(fact: &Fact, question: &str, store: &Store<'_>) -> Card {
    let body = body(fact, question, store);
    let explanation = explanation(fact, store);
    let built = fingerprint(&body);
    Card {
        explanation,
        tags: vec![tag(fact).to_owned()],
        cites: store.citations(fact),
        fact: Some(fact.name.clone()),
        built: Some(built),
        ..Card::new(CardId::Written(fact.name.clone()), body)
    }
}

fn body(fact: &Fact, question: &str, store: &Store<'_>) -> Body {
    let question = question.to_owned();
    if fact.statement.open == Open::Gap {
        let hidden = format!("{{{{{}}}}}", fact.value.spelled());
        let segments = read_cloze(&question.replacen(GAP, &hidden, 1));
        return segments.map_or_else(
            |_| Body::Basic { question, answer: fact.value.spelled() },
            |segments| Body::Cloze { segments },
        );
    }
    match &fact.value {
        Value::Date(Edtf { from: Point::Century(century), to: None, .. }) => {
            century_body(question, *century, is_gradual(fact))
        }
        Value::Date(date) => {
            let answer = if asks_for_year(fact) {
                Edtf::year(date.from.year()).unwrap_or(*date)
            } else {
                *date
            };
            Body::Date {
                distractors: distractors::dates(answer, fact, store),
                year_only: answer.precision() <= Precision::Year,
                accept: Vec::new(),
                question,
                answer,
            }
        }
        Value::Number { number, unit } => Body::Number {
            distractors: distractors::numbers(*number, unit.as_deref(), fact, store),
            question,
            answer: *number,
            unit: unit.clone(),
            tolerance: 0.0,
            accept: Vec::new(),
        },
        Value::Name(kind, name) => {
            let answer = without_article(*kind, name);
            Body::Text {
                distractors: distractors::names(*kind, name, &question, fact, store),
                accept: other_names(*kind, &answer),
                answers: vec![answer],
                question,
            }
        }
        Value::List(kind, names) => Body::Set {
            distractors: distractors::members(*kind, names, &question, fact, store),
            answers: names.iter().map(|name| without_article(*kind, name)).collect(),
            question,
        },
        Value::Text(text) => {
            let distractors = distractors::texts(fact, store);
            if distractors.is_empty() {
                Body::Basic { question, answer: text.clone() }
            } else {
                Body::Choice { question, answer: text.clone(), distractors }
            }
        }
    }
}

/// Asks for a century by its name, as people call it; 1815 would be no answer to "in which century".
fn century_body(question: String, century: i32, gradual: bool) -> Body {
    let name = |century: i32| {
        let spelled = spell_date(Edtf::exact(Point::Century(century)));
        spelled.strip_prefix("the ").unwrap_or(&spelled).to_owned()
    };
    // What took longer than one had begun in the century before.
    let wrong = if gradual { Vec::new() } else { vec![century - 2, century - 1, century + 1] };
    Body::Text {
        question,
        answers: vec![name(century)],
        accept: vec![format!("{century}00s")],
        distractors: wrong.into_iter().map(name).collect(),
    }
}

/// "conquered in the 19th century": not in a day.
fn is_gradual(fact: &Fact) -> bool {
    const GRADUAL: [&str; 24] = [
        "appear",
        "arise",
        "become",
        "begin",
        "build",
        "colonise",
        "colonize",
        "conquer",
        "decline",
        "develop",
        "emerge",
        "expand",
        "flourish",
        "grow",
        "migrate",
        "occupy",
        "originate",
        "rise",
        "rule",
        "settle",
        "shape",
        "spread",
        "trade",
        "use",
    ];
    GRADUAL.contains(&fact.statement.verb.base.as_str())
}

/// Returns a state's name as an answer has it, without the article of running text.
pub(super) fn without_article(kind: NameKind, name: &str) -> String {
    match kind {
        NameKind::State | NameKind::Organisation => {
            name.strip_prefix("the ").unwrap_or(name).to_owned()
        }
        NameKind::Other => name.replacen("the ", "The ", usize::from(name.starts_with("the "))),
        _ => name.to_owned(),
    }
}

/// Returns what else is right: a person's last name, a state's other names.
fn other_names(kind: NameKind, answer: &str) -> Vec<String> {
    match kind {
        NameKind::Person => match answer.rsplit_once(' ') {
            // The third of many kings is called so by nobody.
            Some((_, last)) if last.len() > 2 && !is_roman(last) => vec![last.to_owned()],
            _ => Vec::new(),
        },
        NameKind::State => match gazetteer::find(answer) {
            Some(state) => {
                let other = |alias: &String| fold(alias) != fold(answer);
                let plain = state.aliases.iter().filter_map(|alias| bare_empire(alias));
                let aliases = state.aliases.iter().map(|alias| (*alias).to_owned());
                let mut names: Vec<String> = aliases.chain(plain).filter(other).collect();
                names.sort_unstable();
                names.dedup();
                names
            }
            None => Vec::new(),
        },
        // "Woking in Surrey" is Woking.
        NameKind::Place | NameKind::Other => {
            let town = answer.split_once(" in ").or_else(|| answer.split_once(", "));
            town.map(|(town, _)| vec![town.to_owned()]).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Returns what "Imperial Germany" is called for short.
fn bare_empire(alias: &str) -> Option<String> {
    let bare = alias.strip_prefix("Imperial ").or_else(|| alias.strip_prefix("Tsarist "))?;
    Some(bare.to_owned())
}

fn tag(fact: &Fact) -> &'static str {
    match &fact.value {
        _ if fact.statement.open == Open::Gap => "gaps",
        Value::Date(_) => "dates",
        Value::Number { .. } => "numbers",
        Value::Name(NameKind::Person, _) => "people",
        Value::Name(NameKind::State | NameKind::Place, _) => "places",
        Value::Name(..) => "names",
        Value::List(..) => "lists",
        Value::Text(_) => "views",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_go_by_their_last_names_and_kings_by_no_number() {
        for (name, others) in [
            ("Clara Barton", &["Barton"][..]),
            ("George III", &[]),
            ("King Charles XIV", &[]),
            ("Jo Li", &[]),
            ("Plato", &[]),
        ] {
            assert_eq!(other_names(NameKind::Person, name), others, "{name}");
        }
    }
}
