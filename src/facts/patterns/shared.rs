//! What two states have between them, though only the sentence before names them.

use super::when::{asks, dated_clause, hangs_on};
use super::{Found, Seen, past, verb_of};
use crate::facts::fact::{Open, Statement, Value};
use crate::facts::referent::ReferentKind;
use crate::language::gazetteer;

/// "Embassies were opened in 1996" after a sentence on two states: the embassies are theirs.
pub(super) fn shared_between(seen: Seen<'_>) -> Option<Found> {
    const SHARED: [&str; 7] = [
        "embassies",
        "consulates",
        "talks",
        "negotiations",
        "hostilities",
        "ambassadors",
        "trade missions",
    ];
    let known = seen.known();
    let dated = dated_clause(known)?;
    let subject = dated.clause.text_of(dated.clause.subject.clone()).to_lowercase();
    let shared = SHARED.contains(&subject.as_str()) && known.subject.is_none();
    if !shared || !hangs_on(&dated.moment, dated.clause.verb.form) {
        return None;
    }
    let before = seen.before()?;
    let first = before.subject.as_ref().filter(|r| r.kind == ReferentKind::State)?;
    let clause = before.clause.as_ref()?;
    let rest = clause.text_of(clause.rest.clone());
    let with = &rest[rest.find(" with ")? + " with ".len()..];
    let second = gazetteer::mentions(with).into_iter().find(|m| m.range.start < 5)?;
    let (one, other) = (&first.name, second.state.name_with_article());
    let opened = dated.clause.verb.verb.filter(|verb| verb.base == "open");
    let (subject, verb, tail) = if let Some(verb) = opened {
        // States open embassies in each other; nothing opens between them.
        (format!("{one} and {other}"), past(verb), subject)
    } else {
        let tail = format!("{} between {one} and {other}", dated.tail_text());
        (subject, verb_of(&dated.clause.verb), tail.trim().to_owned())
    };
    let asks = asks(dated.moment.date, false).to_owned();
    let statement = Statement { lead: None, asks, open: Open::Time, subject, verb, tail };
    Some(Found::asserted(statement, Value::Date(dated.moment.date)).resting_on_the_one_before())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_shared_subject_is_given_its_owners() {
        let text = "Norway has maintained relations with Sweden since 1905. Embassies were opened in 1906.";
        assert_eq!(
            found_by("when", text)[1],
            "In which year | Norway and Sweden | open | embassies => 1906"
        );
    }
}
