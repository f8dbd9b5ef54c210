//! Years in brackets and behind commas: "Shen Kuo (1031–1095)", "the Edict of Nantes (1598)",
//! "the film Metropolis (1927)", "the School of Mines, established in 1851".

use super::when::IN_WHICH_YEAR;
use super::{Found, Seen, passive, past};
use crate::facts::fact::{Open, Statement, Value, Verb};
use crate::facts::referent::lower_article;
use crate::facts::spelled_people::NOT_IN_A_PERSON;
use crate::facts::verb::{EventVerb, by_base, by_participle};
use crate::language::gazetteer;
use crate::value::Edtf;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn find(seen: Seen<'_>) -> Vec<Found> {
    let text = &seen.known().sentence.text;
    if text.starts_with('“') || !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = lives(text);
    found.extend(acts(text));
    found.extend(works(text));
    found.extend(apposed(&seen.known().plain));
    found
}

fn asked(subject: &str, verb: Verb, year: &str, tail: &str) -> Option<Found> {
    let date = Edtf::year(year.parse().ok()?)?;
    let statement = Statement {
        open: Open::Time,
        ..Statement::of_complement(IN_WHICH_YEAR, subject, verb, tail)
    };
    Some(Found::asserted(statement, Value::Date(date)))
}

/// "NAME (1031–1095)": a person, when the years are as far apart as those of a life.
fn lives(text: &str) -> Vec<Found> {
    static LIFE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<name>\p{Lu}[\p{L}'-]+(?: (?:al|ibn|van|von|de|\p{Lu}\.))*(?: ?-?\p{Lu}?[\p{L}'-]*\p{Lu}[\p{L}'-]+){1,3}) \((?:[\p{Lu}][\p{L} ]+, )?(?P<from>\d{3,4})(?:–|-| – | - )(?P<to>\d{3,4})(?: CE| AD)?\)").expect("the pattern is fixed")
    });
    const LIFE_SPAN: std::ops::RangeInclusive<i32> = 18..=110;
    LIFE.captures_iter(text)
        .filter_map(|found| {
            let (from, to): (i32, i32) = (found["from"].parse().ok()?, found["to"].parse().ok()?);
            let name = &found["name"];
            let thing = name.split(' ').any(|w| NOT_IN_A_PERSON.contains(&w))
                || !gazetteer::mentions(name).is_empty();
            let before = &text[..found.get(0)?.start()];
            let office = [" on ", " and ", "President ", " of ", " in "]
                .iter()
                .any(|end| before.ends_with(end));
            (LIFE_SPAN.contains(&(to - from)) && !thing && !office)
                .then(|| asked(name, passive(by_base("bear")?, false), &found["from"], ""))?
        })
        .collect()
}

/// "the Treaty of Rome (1957)": what was signed, fought or issued.
fn acts(text: &str) -> Vec<Found> {
    static ACT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b[Tt]he (?P<name>(?P<noun>Treaty|Edict|Battle|Peace|Siege|Convention|Declaration|Act|Council|Congress) of (?:the )?\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)*) \((?P<year>\d{4})\)").expect("the pattern is fixed")
    });
    ACT.captures_iter(text)
        .filter_map(|found| {
            let participle = match &found["noun"] {
                "Treaty" | "Peace" | "Convention" | "Declaration" => "signed",
                "Edict" => "issued",
                "Act" => "passed",
                "Council" | "Congress" => "held",
                _ => "fought",
            };
            let verb = EventVerb {
                base: participle.into(),
                past: participle.into(),
                participle: participle.into(),
                intransitive: false,
            };
            asked(&format!("the {}", &found["name"]), passive(&verb, false), &found["year"], "")
        })
        .collect()
}

/// "the romantic comedy Leap Year (2010)": when a work came out, when its kind is named.
fn works(text: &str) -> Vec<Found> {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<noun>film|movie|comedy|drama|thriller|musical|novel|album|song|opera|symphony|play|documentary|series|miniseries|book|poem|single|sitcom) (?P<name>“[^”]+”|\p{Lu}[\p{L}'’-]*[!?]?(?: (?:(?:of|the|and|to|in|on|a|for|at|from|with|de|et) )*\p{Lu}[\p{L}'’-]*[!?]?){0,6}),? \((?P<year>(?:1[5-9]|20)\d{2})\)").expect("the pattern is fixed")
    });
    WORK.captures_iter(text)
        .filter_map(|found| {
            let noun = &found["noun"];
            let participle = match noun {
                "novel" | "book" | "poem" => "published",
                "opera" | "play" | "symphony" | "musical" => "premiered",
                _ => "released",
            };
            let verb = by_participle(participle)?;
            let kind = match noun {
                "comedy" | "drama" | "thriller" | "musical" | "documentary" | "movie"
                    if participle == "released" =>
                {
                    "film"
                }
                other => other,
            };
            let subject = format!("the {kind} {}", &found["name"]);
            let verb = if participle == "premiered" { past(verb) } else { passive(verb, false) };
            // A drama or a series may be one for television, which has no one year.
            let sure = !matches!(noun, "series" | "sitcom" | "drama" | "miniseries");
            sure.then(|| asked(&subject, verb, &found["year"], ""))?
        })
        .collect()
}

/// "Volunteers of the Moss Society": the society.
fn without_its_people(name: &str) -> &str {
    const PEOPLE: [&str; 7] =
        ["Graduates", "Members", "Pupils", "Students", "Teachers", "Volunteers", "Workers"];
    let of = |people: &&str| name.strip_prefix(*people)?.strip_prefix(" of ");
    PEOPLE.iter().find_map(of).unwrap_or(name)
}

/// "the School of Mines, established in 1851 and …".
fn apposed(plain: &str) -> Vec<Found> {
    static APPOSED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<name>(?:the )?\p{Lu}[\p{L}'-]+(?: (?:of |and |for |the )*\p{Lu}[\p{L}'-]+)+), (?:first |originally )?(?P<did>established|founded|built|created|completed|formed|opened|launched|enacted|published|released|signed|painted|composed) in (?P<year>\d{4})\b(?P<rest>.?)").expect("the pattern is fixed")
    });
    APPOSED
        .captures_iter(plain)
        .filter(|found| !matches!(&found["rest"], "-" | "–" | "/"))
        .filter_map(|found| {
            // "a novel, The Glass Key, published in 1931": a title keeps its capital.
            let opens = plain.starts_with(&found["name"]);
            let name = without_its_people(&found["name"]);
            let opens = opens && name == &found["name"];
            // "Its Moss Aqueduct": whose, the tree tells.
            if ["His ", "Her ", "Its ", "Their "].iter().any(|owner| name.starts_with(owner)) {
                return None;
            }
            let name = &if opens { lower_article(name) } else { name.to_owned() };
            let bodies = [
                "School",
                "College",
                "University",
                "Museum",
                "Church",
                "Bank",
                "Company",
                "Society",
                "Institute",
                "Bridge",
                "Act",
                "Treaty",
                "Library",
                "Hospital",
                "Theatre",
                "Orchestra",
                "Party",
                "League",
            ];
            let article = name.split(' ').any(|w| bodies.contains(&w))
                && !name.starts_with("the ")
                && plain.contains(&format!("the {name}"));
            let subject = if article { format!("the {name}") } else { name.to_owned() };
            asked(&subject, passive(by_participle(&found["did"])?, false), &found["year"], "")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_by;

    #[test]
    fn a_title_keeps_its_capital() {
        let text = "A novel by Ada Lund, The Glass Key, published in 1931, made her known.";
        assert_eq!(
            found_by("bracket", text),
            ["In which year | The Glass Key | publish |  => 1931"]
        );
    }

    #[test]
    fn years_in_brackets_are_told_apart() {
        for (text, fact) in [
            (
                "The polymath Omar Khayyam (1048–1131) measured the year.",
                "In which year | Omar Khayyam | bear |  => 1048",
            ),
            (
                "It ended with the Treaty of Tilsit (1807).",
                "In which year | the Treaty of Tilsit | signed |  => 1807",
            ),
            (
                "Lang directed the film Metropolis (1927).",
                "In which year | the film Metropolis | release |  => 1927",
            ),
            (
                "It grew out of the Royal School of Mines, established in 1851 and moved later.",
                "In which year | the Royal School of Mines | establish |  => 1851",
            ),
        ] {
            assert_eq!(found_by("bracket", text), [fact], "{text}");
        }
    }

    #[test]
    fn other_brackets_are_left() {
        for text in [
            "The Riga League (1990–1995) failed.",
            "It has rooms (1927).",
            "Riga won the cup (2010).",
        ] {
            assert!(found_by("bracket", text).is_empty(), "{text}");
        }
    }
}
