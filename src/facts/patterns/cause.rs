//! Whose attack set off a war: "the Crimean War, triggered by a Russian attack on Turkey".

use super::{Found, Seen, past};
use crate::facts::fact::{NameKind, Statement, Value};
use crate::facts::verb::by_base;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bthe (?:outbreak of the )?(?P<event>\p{Lu}[\p{L}-]*(?: \p{L}[\p{L}-]*)? [Ww]ar|\p{Lu}[\p{L}-]+ (?:Revolution|Uprising|Crisis|Rebellion))(?P<when> in (?:late |early |mid-)?\d{4})?, triggered by an? (?P<who>\p{Lu}[\p{L}-]+) (?P<what>attack|invasion|raid|strike) (?P<on>on|of) (?P<whom>(?:the )?\p{Lu}[\p{L}]+)").expect("the pattern is fixed")
    });
    let Some(found) = CAUSE.captures(&seen.known().plain) else {
        return Vec::new();
    };
    let state = crate::language::gazetteer::by_demonym(&found["who"]);
    let (asks, kind, who) = match state {
        Some(state) => ("Which country's", NameKind::State, state.name_with_article()),
        None => ("Which organisation's", NameKind::Organisation, found["who"].to_owned()),
    };
    let asks = format!("{asks} {} {} {}", &found["what"], &found["on"], &found["whom"]);
    let when = found.name("when").map_or("", |m| m.as_str());
    let Some(verb) = by_base("trigger") else { return Vec::new() };
    let tail = format!("the {}{when}", &found["event"]);
    let statement = Statement::of_subject(&asks, past(verb), &tail);
    vec![Found::asserted(statement, Value::Name(kind, who))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn the_cause_of_a_war_is_found() {
        assert_eq!(
            found_by(
                "cause",
                "Talks failed after the outbreak of the Harbour War in 1712, triggered by a Swedish attack on Riga."
            ),
            ["Which country's attack on Riga |  | trigger | the Harbour War in 1712 => Sweden"]
        );
    }
}
