//! Who said it: "Zola called the trial “a crime of high treason against humanity”".

use super::{Found, Seen, past};
use crate::facts::fact::{NameKind, Statement, Value, Verb};
use crate::facts::referent::{ReferentKind, named, people_in};
use crate::facts::verb::EventVerb;
use crate::language::gazetteer;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    named_it(seen).or_else(|| whole(seen)).into_iter().collect()
}

const SHORTEST: usize = 3;
const LONGEST: usize = 34;

/// "NAME hailed OBJECT as “…”", with a name, a pronoun, or a government for its subject.
fn named_it(seen: Seen<'_>) -> Option<Found> {
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[^“,]+, )?(?:where )?(?P<who>[\p{L}' .-]+?) (?P<verb>called|described|hailed|praised|dubbed|denounced|labelled|labeled) (?P<what>[^“”,]+?) (?P<as>as )?(?P<article>an? |the )?“(?P<quote>[^“”]+)”(?P<rest>[^,;.]*)").expect("the pattern is fixed")
    });
    let plain = &seen.known().plain;
    let found = CALLED.captures(plain)?;
    let object = object(&found["what"], seen)?;
    let (asks, kind, who) = speaker(&found["who"], seen)?;
    let rests = matches!(&found["who"], "He" | "She" | "he" | "she");
    let quote = found["quote"].trim_end_matches([',', '.']);
    let length = quote.split(' ').count();
    let opener = format!(
        "{}{}",
        found.name("as").map_or("", |m| m.as_str()),
        found.name("article").map_or("", |m| m.as_str())
    );
    let rest = found["rest"].trim_end();
    let rest = rest
        .split(" grounded ")
        .next()
        .unwrap_or_default()
        .split(" based ")
        .next()
        .unwrap_or_default();
    let rest = if rest.contains(" its ") || rest.starts_with(" of ") { rest } else { "" };
    let verb = said(&found["verb"]);
    let tail = format!("{object} {opener}“{quote}”{rest}");
    let statement = Statement::of_subject(&asks, verb, &tail);
    let found = Found::asserted(statement, Value::Name(kind, who));
    let fits = (SHORTEST..=LONGEST).contains(&length) && quote.matches(' ').count() > 1;
    fits.then(|| {
        if rests && seen.before().is_some() { found.resting_on_the_one_before() } else { found }
    })
}

/// “…,” NAME said: a whole sentence that somebody spoke.
fn whole(seen: Seen<'_>) -> Option<Found> {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^“(?P<quote>[^“”]+)”,? (?P<who>\p{Lu}[\p{L}' -]*?|he|she) (?P<verb>said|says|wrote|writes|argued|argues|concluded|declared)\.?$").expect("the pattern is fixed")
    });
    let plain = &seen.known().plain;
    let found = SAID.captures(plain)?;
    let quote = found["quote"].trim_end_matches(',');
    let length = quote.split(' ').count();
    let who = match &found["who"] {
        "he" | "she" => last_person(seen)?,
        name => seen.person(name)?,
    };
    let writes = found["verb"].starts_with('w');
    let verb = said(if writes { "wrote" } else { "said" });
    let mark = if quote.ends_with(['!', '?']) { "" } else { "." };
    let about = match &seen.corpus.undertaking {
        Some(u) if !quote.contains(u.what.trim_start_matches("the ")) => {
            format!("about {}", u.as_noun())
        }
        _ => String::new(),
    };
    let told = super::has_name(quote.split_once(' ')?.1) || !about.is_empty();
    let wrote = format!("{about}: “{quote}{mark}”");
    let statement = Statement::of_subject("Who", verb, wrote.trim_start_matches(": ").trim());
    let first_person = quote.split(' ').any(|w| {
        matches!(w, "I" | "we" | "We" | "my" | "our" | "this" | "This" | "they" | "them" | "that's")
    });
    let found = Found::asserted(statement, Value::Name(NameKind::Person, who));
    (told && !first_person && (SHORTEST..=LONGEST).contains(&length))
        .then(|| found.resting_on_the_one_before())
}

/// The person of the sentences before: the one with an office or trade behind the name.
fn last_person(seen: Seen<'_>) -> Option<String> {
    // The one that the sentence opens with, perhaps after "Soon after,".
    const NEAR_THE_FRONT: usize = 4;
    let before = seen.before()?;
    if let Some(subject) = before.subject.as_ref().filter(|r| r.kind == ReferentKind::Person) {
        return Some(subject.name.clone());
    }
    let front: Vec<&str> = before.plain.split(' ').take(NEAR_THE_FRONT).collect();
    people_in(&front.join(" "), &seen.corpus.names).into_iter().next()
}

fn speaker(phrase: &str, seen: Seen<'_>) -> Option<(String, NameKind, String)> {
    static GOVERNMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:A|The) (?P<whose>\p{Lu}\p{L}+) (?:government|foreign ministry)(?: (?:statement|spokesman|spokeswoman))?$").expect("the pattern is fixed")
    });
    if let Some(found) = GOVERNMENT.captures(phrase) {
        let state = gazetteer::by_demonym(&found["whose"])?;
        return Some((
            "Which country's government".into(),
            NameKind::State,
            state.name_with_article(),
        ));
    }
    let known = seen.known();
    let pronoun = matches!(phrase, "he" | "she" | "He" | "She");
    let person = if pronoun {
        known
            .subject
            .as_ref()
            .filter(|r| r.kind == ReferentKind::Person)
            .map(|r| r.name.clone())
            .or_else(|| last_person(seen))?
    } else {
        seen.person(phrase).or_else(|| {
            named(phrase, &seen.corpus.names)
                .filter(|r| r.kind == ReferentKind::Person)
                .map(|r| r.name)
        })?
    };
    Some(("Who".into(), NameKind::Person, person))
}

/// Returns what is spoken of, so that it stands alone.
fn object(phrase: &str, seen: Seen<'_>) -> Option<String> {
    let group = seen.corpus.undertaking.as_ref();
    if let Some(rest) = phrase.strip_prefix("its ") {
        let joins = rest.ends_with("accession") || rest.ends_with("decision");
        let group = group.filter(|_| joins)?;
        let verb = if rest.ends_with("accession") { "" } else { &group.verb };
        return Some(format!("its {rest} to {verb} {}", group.what).replace("  ", " "));
    }
    let referent = named(phrase, &seen.corpus.names)?;
    let decision = referent.name.ends_with("'s decision");
    match group {
        Some(u) if decision && referent.name.starts_with(&u.who) => Some(u.as_noun()),
        _ if decision => None,
        _ => Some(referent.name),
    }
}

fn said(word: &str) -> Verb {
    let base = match word {
        "said" => "say",
        "wrote" => "write",
        "called" => "call",
        "hailed" => "hail",
        "dubbed" => "dub",
        "labelled" | "labeled" => "label",
        _ => word.strip_suffix('d').unwrap_or(word),
    };
    past(&EventVerb {
        base: base.to_owned(),
        past: word.to_owned(),
        participle: word.to_owned(),
        intransitive: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_speaker_is_found() {
        assert_eq!(
            found_by(
                "quotation",
                "Physicist Albert Einstein called Marie Curie “the one whom fame has not spoiled” in a letter."
            ),
            ["Who |  | call | Marie Curie “the one whom fame has not spoiled” => Albert Einstein"]
        );
    }

    #[test]
    fn a_quotation_of_nobody_known_is_left() {
        assert!(
            found_by("quotation", "One visitor called Riga “a very old and fine city”.").is_empty()
        );
    }
}
