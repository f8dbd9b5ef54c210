//! What a participle before the clause says of its subject: "Enacted in 1833 to free the slaves,
//! the act …", "First signed in 1968 by Mexico and Peru, …".

use super::when::asks;
use super::{Found, Seen, passive, past};
use crate::facts::fact::{NameKind, Open, Statement, Value, Verb};
use crate::facts::moment::moments;
use crate::facts::referent::{Referent, ReferentKind};
use crate::facts::verb::{by_base, by_participle};
use crate::facts::word::words;
use crate::language::gazetteer::{self, MentionKind};
use crate::language::time::Connective;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    let known = seen.known();
    let (Some(clause), Some(subject)) = (&known.clause, &known.subject) else {
        return Vec::new();
    };
    let lead = clause.text_of(clause.lead.clone()).trim_end_matches(',');
    let parts = words(lead);
    let is_participle = |at: usize| parts.get(at).and_then(|w| by_participle(&w.lower));
    let (adverb, verb) = match (is_participle(0), is_participle(1)) {
        (Some(verb), _) => (None, verb),
        (None, Some(verb)) => (Some(parts[0].lower.clone()), verb),
        (None, None) => return Vec::new(),
    };
    if subject.kind == ReferentKind::Person {
        return Vec::new();
    }
    let plural = is_plural(subject, &clause.verb.auxiliary);
    let event = Event {
        subject: subject.name.clone(),
        verb: Verb { adverb, ..passive(verb, plural) },
        lead,
    };
    let reference = super::when::is_reference(clause.text_of(clause.subject.clone()));
    [event.when(), event.term(seen), event.purpose(), event.partners()]
        .into_iter()
        .flatten()
        .map(|found| if reference { found.resting_on_the_one_before() } else { found })
        .collect()
}

struct Event<'t> {
    subject: String,
    verb: Verb,
    lead: &'t str,
}

impl Event<'_> {
    fn when(&self) -> Option<Found> {
        let moment = moments(self.lead)
            .into_iter()
            .find(|m| matches!(m.tie, Connective::In | Connective::On))?;
        // Only a time right behind the participle is its own.
        let before = self.lead[..moment.range.start].split_whitespace().count();
        let own = before <= 1 + usize::from(self.verb.adverb.is_some());
        let statement = Statement {
            open: Open::Time,
            ..Statement::of_complement(
                asks(moment.date, false),
                &self.subject,
                self.verb.clone(),
                "",
            )
        };
        own.then(|| Found::asserted(statement, Value::Date(moment.date)))
    }

    /// "Launched during Lincoln's first presidential term": during whose.
    fn term(&self, seen: Seen<'_>) -> Option<Found> {
        static TERM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\bduring (?P<who>[\p{L} .-]+)'s (?P<what>(?:(?:first|second|third) )?(?:presidential term|term|presidency|premiership|reign))$").expect("the pattern is fixed")
        });
        let found = TERM.captures(self.lead)?;
        let who = seen.person(&found["who"])?;
        let asks = format!("During whose {}", &found["what"]);
        let statement = Statement::of_complement(&asks, &self.subject, self.verb.clone(), "");
        Some(Found::asserted(statement, Value::Name(NameKind::Person, who)))
    }

    /// "to pressure the Soviet Union to allow emigration": whom it was to press.
    fn purpose(&self) -> Option<Found> {
        static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\bto (?P<do>[a-z]+) (?P<whom>.+?) (?P<what>(?:to|into|from) .+)$")
                .expect("the pattern is fixed")
        });
        const MADE_FOR: [&str; 11] = [
            "enact",
            "found",
            "establish",
            "create",
            "sign",
            "adopt",
            "launch",
            "build",
            "introduce",
            "design",
            "form",
        ];
        let purposeful = MADE_FOR.contains(&self.verb.base.as_str());
        let found = PURPOSE.captures(self.lead).filter(|_| purposeful)?;
        let part = |name: &str| found.name(name).map(|m| m.as_str());
        let (act, whom, what) = (part("do")?, part("whom")?, part("what")?);
        let bare = whom.strip_prefix("the ").unwrap_or(whom);
        let state =
            gazetteer::mentions(bare).into_iter().find(|m| m.range == (0..bare.len()))?.state;
        // In the order of the statement: asked the other way round, two infinitives pile up.
        let asks = format!(
            "{} {} {} to {act} which country",
            self.subject, self.verb.operator, self.verb.inner
        );
        let statement = Statement::of_subject(&asks, Verb::none(), what);
        let name = state.name_with_article();
        Some(Found::asserted(statement, Value::Name(NameKind::State, name)))
    }

    /// "by A and B, and separately by A and C": with whom A did it.
    fn partners(&self) -> Option<Found> {
        let mut groups = self.lead.split(" by ").skip(1).map(states_in);
        let (first, second) = (groups.next()?, groups.next()?);
        let hub = first.iter().find(|s| second.contains(s))?.clone();
        let members = first.into_iter().chain(second);
        let partners: Vec<String> = members.filter(|s| *s != hub).collect();
        let moment = moments(self.lead).into_iter().next()?;
        let time = &self.lead[moment.range.clone()];
        let tail = format!("{} with {hub} {time}", self.subject);
        let verb = past(by_base(&self.verb.base)?);
        let statement = Statement::of_subject("Which countries", verb, &tail);
        let value = Value::List(NameKind::State, partners.clone());
        (partners.len() >= 2).then(|| Found::asserted(statement, value))
    }
}

/// Returns the states named in a text, as running text has them.
pub(super) fn states_in(text: &str) -> Vec<String> {
    gazetteer::mentions(text)
        .into_iter()
        .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Alias))
        .map(|m| m.state.name_with_article())
        .collect()
}

/// Returns whether a verb in the plural goes with the subject.
pub(super) fn is_plural(subject: &Referent, auxiliary: &str) -> bool {
    match auxiliary.split(' ').next() {
        Some("were" | "are" | "have") => true,
        Some("was" | "is" | "has") => false,
        _ => subject.kind == ReferentKind::Several || is_named_in_the_plural(&subject.name),
    }
}

/// "the Camp David accords", "the Treaties of Rome".
pub(super) fn is_named_in_the_plural(name: &str) -> bool {
    const PLURALS: [&str; 6] = ["accords", "agreements", "treaties", "games", "islands", "laws"];
    let head = name.split(" of ").next().unwrap_or_default();
    let noun = head.rsplit(' ').next().unwrap_or_default().to_lowercase();
    PLURALS.contains(&noun.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_participle_tells_the_time_and_the_purpose() {
        let text = "The debate turned to the Corn Levy Act. Enacted in 1834 to press Portugal to open its ports, the act remained law for years.";
        assert_eq!(
            found_by("participle", text),
            [
                "In which year | the Corn Levy Act | enact |  => 1834",
                "the Corn Levy Act was enacted to press which country |  |  | to open its ports => Portugal",
            ]
        );
    }

    #[test]
    fn a_term_of_office_is_somebodys() {
        let text = "President Abraham Lincoln ruled. Launched during Lincoln's first presidential term, the Prairie Land Act was later amended.";
        assert_eq!(
            found_by("participle", text),
            [
                "During whose first presidential term | the Prairie Land Act | launch |  => Abraham Lincoln"
            ]
        );
    }

    #[test]
    fn partners_of_one_are_gathered_over_two_groups() {
        let text = "First signed in May 1968 by Peru and Chile, and separately by Peru and Bolivia, the Andes Accords were later extended.";
        assert_eq!(
            found_by("participle", text),
            [
                "In which month and year | the Andes Accords | sign |  => May 1968",
                "Which countries |  | sign | the Andes Accords with Peru in May 1968 => Chile and Bolivia",
            ]
        );
    }
}
