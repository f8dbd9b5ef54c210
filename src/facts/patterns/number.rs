//! How many parts something has: "Wilson's 14-point plan", "The city has two universities".

use super::{Found, Seen, present};
use crate::facts::fact::{Statement, Value};
use crate::facts::moment::moments;
use crate::facts::referent::ReferentKind;
use crate::value::read_number;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    [parts(seen), has(seen), hosted(seen), officials(seen)].into_iter().flatten().collect()
}

const COUNT: &str =
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)";

/// "NAME's 14-point peace plan".
fn parts(seen: Seen<'_>) -> Option<Found> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<owner>(?:\p{Lu}[\p{L}.-]+ ){1,4}|\p{Lu}[\p{L}-]+)'s (?P<count>\d+|[a-z]+)-(?P<part>point|article|chapter|clause|step|stage|page|volume|act|movement) (?P<what>(?:\p{Lu}\p{L}+ )?(?:\p{Ll}+ )?(?:plan|programme|program|treaty|proposal|agreement|manifesto|novel|play|symphony|report|roadmap))\b").expect("the pattern is fixed")
    });
    static FULL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<name>\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*)*)'s \d")
            .expect("the pattern is fixed")
    });
    let plain = &seen.known().plain;
    let found = PARTS.captures(plain)?;
    let number = read_number(&found["count"])?;
    let owner = FULL.captures(plain).map(|f| f["name"].to_owned())?;
    let last_words: Vec<&str> = owner.split(' ').collect();
    let person = (0..last_words.len()).find_map(|i| seen.person(&last_words[i..].join(" ")))?;
    let asks = format!("How many {}s", &found["part"]);
    let subject = format!("{person}'s {}", &found["what"]);
    let statement = Statement::of_complement(&asks, &subject, present("have", false), "");
    let unit = Some(format!("{}s", &found["part"]));
    Some(Found::asserted(statement, Value::Number { number, unit }))
}

/// "Riga has two universities — …".
fn has(seen: Seen<'_>) -> Option<Found> {
    static HAS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?P<who>[^,;—]+?) (?P<had>had|has|have|includes?|comprises?|consists? of|contains?) (?P<about>about |around |approximately |nearly |over |more than )?(?P<count>{COUNT}) (?P<what>(?:[\p{{Ll}}-]+ ){{0,2}}[\p{{Ll}}-]{{3,}}s)(?: (?:where|who|which|in|on|with|from|of|—|–|and)\b|[,;:.]| —|$)")).expect("the pattern is fixed")
    });
    let known = seen.known();
    let found = HAS.captures(&known.plain)?;
    let subject = crate::facts::referent::named(&found["who"], &seen.corpus.names).filter(|r| {
        matches!(r.kind, ReferentKind::Named | ReferentKind::State | ReferentKind::Described)
    })?;
    let number = read_number(&found["count"])?;
    let about = found.name("about").map(|m| m.as_str().trim()).unwrap_or_default();
    let asks = match about {
        "" => format!("How many {}", &found["what"]),
        "over" | "more than" => return None,
        _ => format!("About how many {}", &found["what"]),
    };
    let plural = super::participle::is_plural(&subject, "");
    let mut verb = present("have", plural);
    // "Riga had 640 inhabitants in 1870": so many then.
    if &found["had"] == "had" && !moments(&known.plain).is_empty() {
        return None;
    }
    if &found["had"] == "had" {
        verb.operator = "did".into();
    }
    // Years, dollars and miles are had by everything; parts are worth asking.
    let measure = [
        "years", "days", "months", "weeks", "hours", "miles", "feet", "dollars", "times", "others",
        "reasons", "percent", "goals", "points",
    ];
    let parts =
        !found["what"].starts_with("more ") && !measure.iter().any(|m| found["what"].ends_with(m));
    let statement = Statement::of_complement(&asks, &subject.name, verb, "");
    parts.then(|| Found::asserted(statement, Value::Number { number, unit: None }))
}

/// "a summit NAME hosted with leaders of five Baltic countries".
fn hosted(seen: Seen<'_>) -> Option<Found> {
    static HOSTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"\ba (?P<what>summit|meeting|conference) (?:that )?(?P<who>\p{{Lu}}[\p{{L}}' -]*?) hosted (?:\p{{Lu}}[a-z]+day )?(?:morning |evening |afternoon |night )?(?:with|for) (?:the )?leaders of (?P<count>{COUNT}) (?P<whom>\p{{Lu}}[\p{{L}} ]* (?:countries|states|nations))\b(?P<incl>, including (?:the )?\p{{Lu}}[\p{{L}}]+)?")).expect("the pattern is fixed")
    });
    let found = HOSTED.captures(&seen.known().plain)?;
    let who = seen.person(&found["who"])?;
    let number = read_number(&found["count"])?;
    let including = found.name("incl").map(|m| format!("{},", m.as_str())).unwrap_or_default();
    let asks = format!("Leaders of how many {}{including}", &found["whom"]);
    let when = as_of(seen)?;
    let verb = super::Verb { operator: "did".into(), implicit: true, ..present("host", false) };
    let tail = format!("at a {} in {when}", &found["what"]);
    let statement = Statement::of_complement(&asks, &who, verb, &tail);
    Some(Found::asserted(statement, Value::Number { number, unit: None }))
}

/// The month of the latest day that the documents name as past, for what has no date of its own.
pub(super) fn as_of(seen: Seen<'_>) -> Option<String> {
    let date = seen.corpus.latest_event?;
    let point = match date.from {
        crate::value::Point::Day(day) => {
            use chrono::Datelike;
            crate::value::Point::month(day.year(), u8::try_from(day.month()).ok()?)?
        }
        other => other,
    };
    Some(crate::value::spell_date(crate::value::Edtf::exact(point)))
}

/// "Three army officers, speaking to the Gazette, confirmed the move": how many, of what.
fn officials(seen: Seen<'_>) -> Option<Found> {
    static OFFICIALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"^(?P<count>(?i:{COUNT})) (?P<who>(?:[\p{{L}}.]+ )?(?:officials|officers|ministers|witnesses|diplomats|judges)), speaking (?:anonymously |privately )?to (?P<body>[Tt]he \p{{Lu}}[\p{{L}} ]+?), confirmed (?P<what>the (?:move|decision|plan|news))\b")).expect("the pattern is fixed")
    });
    let found = OFFICIALS.captures(&seen.known().plain)?;
    let undertaking = seen.corpus.undertaking.as_ref()?;
    let number = read_number(&found["count"])?;
    let body = crate::facts::referent::lower_article(&found["body"]);
    let asks = format!("How many {}", &found["who"]);
    let verb = super::past(crate::facts::verb::by_base("confirm")?);
    let tail = format!("{} to {body} ahead of the announcement", undertaking.as_noun());
    let statement = Statement::of_subject(&asks, verb, &tail);
    Some(Found::asserted(statement, Value::Number { number, unit: None }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn parts_are_counted() {
        assert_eq!(
            found_by("number", "Congress debated President Woodrow Wilson's 14-point peace plan."),
            ["How many points | Woodrow Wilson's peace plan | have |  => 14 points"]
        );
        assert_eq!(
            found_by("number", "Switzerland has 26 cantons."),
            ["How many cantons | Switzerland | have |  => 26"]
        );
        assert!(found_by("number", "The old town has two universities.").is_empty());
    }
}
