//! How something was seen: "The king framed the Edict of Nantes as a lasting peace".

use super::{Found, Seen, verb_of};
use crate::facts::fact::{Statement, Value};
use crate::facts::referent::{ReferentKind, named};
use crate::facts::verb::by_past;
use crate::facts::word::words;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [view(seen), answered(seen)].into_iter().flatten().collect()
}

fn view(seen: Seen<'_>) -> Option<Found> {
    static AS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<what>.+?) as (?P<how>(?:an? |largely |mainly |purely )[\p{L} -]+)$")
            .expect("the pattern is fixed")
    });
    let known = seen.known();
    let clause = known.clause.as_ref()?;
    let verb = clause.verb.verb?;
    let judges =
        matches!(verb.base.as_str(), "frame" | "view" | "describe" | "denounce" | "portray");
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let rest = clause.text_of(clause.rest.start..end);
    let found = AS.captures(rest).filter(|_| judges)?;
    let object = named(&found["what"], &seen.corpus.names)?;
    let who = match &known.subject {
        Some(subject)
            if matches!(
                subject.kind,
                ReferentKind::State | ReferentKind::Person | ReferentKind::Named
            ) =>
        {
            subject.name.clone()
        }
        _ => plural_opinion(clause.text_of(clause.subject.clone()))?,
    };
    let how = format!("as {}", &found["how"]);
    let fits = words(&how).len() <= 8;
    let statement = Statement::of_complement("How", &who, verb_of(&clause.verb), &object.name);
    fits.then(|| Found::asserted(statement, Value::Text(how)))
}

/// "…, but friends of the old faith viewed it as a betrayal": of what the first clause speaks.
fn answered(seen: Seen<'_>) -> Option<Found> {
    static BUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<first>.+?), (?:but|while) (?P<who>[^,;]+?) (?P<did>viewed|described|denounced|framed) (?:it|them) as (?P<how>(?:an? |largely )[\p{L} -]+)\.$").expect("the pattern is fixed")
    });
    let known = seen.known();
    let clause = known.clause.as_ref()?;
    let found = BUT.captures(&known.plain)?;
    let end = clause.complement_end(clause.rest.start, clause.rest.end);
    let object = clause.text_of(clause.rest.start..end).split(" as ").next()?;
    let object = named(object, &seen.corpus.names)?;
    // A plural noun with a name in it says well enough who they are.
    let who = &found["who"];
    let head = who.split(' ').next()?;
    let plural =
        head.ends_with('s') && head.starts_with(char::is_lowercase) && super::has_name(who);
    let verb = super::past(by_past(&found["did"])?);
    let statement = Statement::of_complement("How", who, verb, &object.name);
    plural.then(|| Found::asserted(statement, Value::Text(format!("as {}", &found["how"]))))
}

/// "several analysts", "many historians": opinions that a question can leave without names.
fn plural_opinion(phrase: &str) -> Option<String> {
    static MANY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:several|many|most|some) (?:analysts|historians|critics|observers|scholars|experts|economists)$").expect("the pattern is fixed")
    });
    MANY.is_match(phrase).then(|| phrase.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_view_is_found() {
        assert_eq!(
            found_by(
                "view",
                "France framed the Edict of Nantes as a lasting peace, but few agreed."
            ),
            ["How | France | frame | the Edict of Nantes => as a lasting peace"]
        );
        assert_eq!(
            found_by(
                "view",
                "France framed the Edict of Nantes as a peace, but leaders of the Catholic League viewed it as a betrayal."
            )[1],
            "How | leaders of the Catholic League | view | the Edict of Nantes => as a betrayal"
        );
    }
}
