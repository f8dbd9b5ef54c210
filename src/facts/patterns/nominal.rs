//! Events that are nouns: "the outbreak of the Crimean War in 1853", "since the founding of …".

use super::when::asks;
use super::{Found, Seen, passive, past};
use crate::facts::fact::{NameKind, Open, Statement, Value, Verb};
use crate::facts::moment::moments;
use crate::facts::syntax::kinds::noun_in_name;
use crate::facts::verb::by_base;
use crate::language::time::Connective;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static EVENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bthe (?P<noun>outbreak|start|beginning|end|fall|collapse|founding|foundation|establishment|creation|signing|abolition|opening|completion|dissolution|formation|launch|assassination|execution) of (?P<name>(?:the )?\p{Lu}[\p{L}'–-]*(?: (?:of |the )?[\p{L}'–-]+){0,5}?) (?:in|on) ").expect("the pattern is fixed")
    });
    let plain = &seen.known().plain;
    let mut found = of_people(plain, seen);
    found.extend(EVENT.captures_iter(plain).flat_map(|found| {
        let event = event(plain, &found);
        event.into_iter().flatten()
    }));
    found
}

/// Asks when it was, and where its kind is part of its name, which it was: "Which war broke out …?"
fn event(plain: &str, found: &regex::Captures<'_>) -> Option<Vec<Found>> {
    let name = &found["name"];
    let end = found.name("name")?.end() + 1;
    let moment = moments(plain)
        .into_iter()
        .find(|m| m.range.start == end && matches!(m.tie, Connective::In | Connective::On))?;
    let verb = verb_of(&found["noun"], super::participle::is_named_in_the_plural(name))?;
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let which = noun_in_name(bare).map(|kind| {
        let told = &plain[moment.range.clone()];
        let statement = Statement::of_subject(&format!("Which {kind}"), verb.clone(), told);
        Found::asserted(statement, Value::Name(NameKind::Other, bare.to_owned()))
    });
    let statement = Statement {
        open: Open::Time,
        ..Statement::of_complement(asks(moment.date, false), name, verb, "")
    };
    let when = Found::asserted(statement, Value::Date(moment.date));
    Some([Some(when), which].into_iter().flatten().collect())
}

/// "until Curie's death in 1934".
fn of_people(plain: &str, seen: Seen<'_>) -> Vec<Found> {
    static OF_PERSON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<name>\p{Lu}[\p{L}'-]*?(?: \p{Lu}[\p{L}-]*?)*)'s? (?P<noun>death|birth|resignation|retirement|execution|assassination) (?:in|on) ").expect("the pattern is fixed")
    });
    let ended = OF_PERSON.captures_iter(plain).filter_map(|found| {
        let end = found.get(0)?.end() - "in ".len();
        let moment = moments(plain).into_iter().find(|m| m.range.start == end)?;
        let name = &found["name"];
        let name = seen.person(name).unwrap_or_else(|| name.to_owned());
        let verb = match &found["noun"] {
            "death" => past(by_base("die")?),
            "birth" => passive(by_base("bear")?, false),
            "resignation" => past(by_base("resign")?),
            "retirement" => past(by_base("retire")?),
            "execution" => passive(by_base("execute")?, false),
            _ => passive(by_base("assassinate")?, false),
        };
        let statement = Statement {
            open: Open::Time,
            ..Statement::of_complement(asks(moment.date, false), &name, verb, "")
        };
        Some(Found::asserted(statement, Value::Date(moment.date)))
    });
    ended.collect()
}

fn verb_of(noun: &str, plural: bool) -> Option<Verb> {
    let (base, active) = match noun {
        "outbreak" => {
            return Some(Verb {
                inner: "break out".into(),
                finite: "broke out".into(),
                ..past(by_base("break")?)
            });
        }
        "start" | "beginning" => ("begin", true),
        "end" => ("end", true),
        "fall" => ("fall", true),
        "collapse" => ("collapse", true),
        "founding" | "foundation" => ("found", false),
        "establishment" => ("establish", false),
        "creation" => ("create", false),
        "signing" => ("sign", false),
        "abolition" => ("abolish", false),
        "opening" => ("open", true),
        "completion" => ("complete", false),
        "dissolution" => ("dissolve", false),
        "formation" => ("form", false),
        "launch" => ("launch", false),
        "assassination" => ("assassinate", false),
        "execution" => ("execute", false),
        _ => return None,
    };
    let verb = by_base(base)?;
    Some(if active { past(verb) } else { passive(verb, plural) })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_noun_of_an_event_has_its_time() {
        let text = "Trade suffered after the outbreak of the Crimean War in late 1853, they say.";
        assert_eq!(
            found_by("nominal", text),
            [
                "In which year | the Crimean War | break |  => 1853",
                "Which war |  | break | in late 1853 => Crimean War",
            ]
        );
        assert!(found_by("nominal", "It was the end of winter in 1853.").is_empty());
        let text = "It was the table of the signing of the Moss Valley accords in 1978.";
        let found = &crate::facts::find(&[crate::document::Document::parse("a.txt", text)]);
        let signed = found.iter().find(|f| f.pattern == "nominal").expect("a fact");
        assert_eq!(signed.statement.verb.operator, "were");
    }
}
