//! When a clause happened, and for how long.

use super::{Asked, Clause};
use crate::facts::fact::{Open, Value};
use crate::facts::patterns::when::{IN_WHICH_YEAR, asks as asks_for_date, is_of_a_life};
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::facts::syntax::scene::Time;
use crate::language::time::Connective;
use crate::value::{Point, Precision};

/// What times are counted in.
const UNITS: [&str; 8] = ["year", "month", "week", "day", "hour", "minute", "decade", "century"];

pub(super) fn asked(clause: &Clause<'_>) -> Vec<Asked> {
    let complements = clause.predicate.complements.iter().enumerate();
    complements
        .filter_map(|(place, c)| date(clause, place, c).or_else(|| span(clause, place, c)))
        .collect()
}

fn date(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    // "spent the winter of 1928 there" asks for no date.
    if matches!(complement.role, ComplementRole::Object | ComplementRole::Attribute) {
        return None;
    }
    let scene = clause.scene;
    let time = complement.words.iter().find_map(|w| scene.time_at(*w))?;
    let rest = complement.words.iter().filter(|w| !time.words.contains(w));
    let only = rest.clone().all(|w| {
        *w == preposition(complement).unwrap_or(usize::MAX)
            || matches!(
                scene.tree.lower(*w),
                "the" | "year" | "," | "about" | "around" | "early" | "late"
            )
    });
    if !only || !time.stated || time.value.to.is_some() {
        return None;
    }
    let perfect = matches!(clause.predicate.spoken.operator.as_str(), "has" | "have");
    // "was fixed for 12 March": it was fixed before.
    let ahead = preposition(complement).is_some_and(|p| scene.tree.lower(p) == "for");
    if ahead
        || perfect != (time.tie == Some(Connective::Since))
        || goes_on(clause, time)
        || is_dealt_out(clause, time)
        || is_counted_from(clause, complement)
    {
        return None;
    }
    let (asks, value) = question(clause, complement, time)?;
    Some(Asked { open: Open::Time, ..Asked::complement(asks, place, value) })
}

/// "in the years after 711", "two years before 1914": another time than the one named.
fn is_counted_from(clause: &Clause<'_>, complement: &Complement) -> bool {
    let tree = &clause.scene.tree;
    let before = complement.words.first().and_then(|first| first.checked_sub(1));
    before.is_some_and(|word| UNITS.contains(&tree.lemma(word)))
}

/// Returns whether the time is only the beginning of one: "1920-21", "1851 and 1862".
fn goes_on(clause: &Clause<'_>, time: &Time) -> bool {
    let tree = &clause.scene.tree;
    let after = |step: usize| time.words.end - 1 + step;
    let word = |step: usize| (after(step) < tree.len()).then(|| tree.lower(after(step)));
    let ties = ["-", "–", "—", "/", "and", "or", "to", "through"];
    let or = word(1).is_some_and(|w| w == "or");
    // "in 1678 and once more in 1679".
    let again = word(1).is_some_and(|w| w == "and")
        && (2..=4).any(|step| word(step).is_some_and(|w| matches!(w, "again" | "more")));
    if again {
        return true;
    }
    or || word(1).is_some_and(|w| ties.contains(&w))
        && word(2).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// "won two prizes, for physics in 1903 and chemistry in 1911": either time is of one of the two.
pub(super) fn is_dealt_out(clause: &Clause<'_>, time: &Time) -> bool {
    let scene = clause.scene;
    let tree = &scene.tree;
    let tied = |word: usize| matches!(tree.tag(word), "IN" | "TO");
    let pairs = scene.times.windows(2).filter(|pair| pair.iter().any(|t| t.words == time.words));
    pairs.into_iter().any(|pair| {
        let between: Vec<usize> = (pair[0].words.end..pair[1].words.start).collect();
        let [and, nouns @ .., last] = between.as_slice() else { return false };
        let named = |word: &usize| tree.is_noun(*word) || matches!(tree.tag(*word), "DT" | "JJ");
        // "for physics in": what is behind the second preposition is dealt out, too.
        let first = pair[0].words.start;
        let behind_a_tie = first > 2
            && tied(first - 1)
            && (1..4).any(|step| {
                first
                    .checked_sub(1 + step)
                    .is_some_and(|word| tied(word) && tree.lower(word) != "of")
            });
        tree.lower(*and) == "and"
            && tied(*last)
            && (1..4).contains(&nouns.len())
            && nouns.iter().all(named)
            && behind_a_tie
    })
}

fn question(clause: &Clause<'_>, complement: &Complement, time: &Time) -> Option<(String, Value)> {
    let date = time.value;
    let vague = time.part.is_some() && matches!(date.from, Point::Century(_) | Point::Decade(_));
    if vague {
        let words: Vec<usize> = complement
            .words
            .iter()
            .copied()
            .filter(|w| Some(*w) != preposition(complement))
            .collect();
        return Some(("When".into(), Value::Text(clause.scene.text(&words))));
    }
    let asks = asks_for_date(date, false);
    let (_, which) = asks.split_once(' ')?;
    let asks = match time.tie {
        Some(Connective::Since) => asks_for_date(date, true).to_owned(),
        Some(Connective::Until) => format!("Until {which}"),
        Some(Connective::Before) => format!("Before {which}"),
        Some(Connective::After) => format!("After {which}"),
        Some(Connective::By) => format!("By {which}"),
        Some(Connective::From) => format!("From {which}"),
        Some(Connective::During) if date.precision() < Precision::Year => format!("During {which}"),
        Some(Connective::Between | Connective::Of) => return None,
        _ if is_of_a_life(&clause.predicate.spoken.base, date) => IN_WHICH_YEAR.to_owned(),
        _ => asks.to_owned(),
    };
    Some((asks, Value::Date(date)))
}

/// "for five years", "every five years".
fn span(clause: &Clause<'_>, place: usize, complement: &Complement) -> Option<Asked> {
    let tree = &clause.scene.tree;
    if !UNITS.contains(&tree.lemma(complement.head)) {
        return None;
    }
    let counted = tree.child(complement.head, &["nummod", "amod"])?;
    clause.scene.count_at(counted).or(None)?;
    let first = complement.words.iter().copied().find(|w| Some(*w) != preposition(complement))?;
    let (asks, words): (&str, Vec<usize>) = match preposition(complement) {
        Some(p) if tree.lower(p) == "for" => {
            ("For how long", complement.words.iter().copied().filter(|w| *w != p).collect())
        }
        None if tree.lower(first) == "every" => ("How often", complement.words.clone()),
        _ => return None,
    };
    let text = clause.scene.text(&words);
    Some(Asked::complement(asks.into(), place, Value::Text(text)))
}

fn preposition(complement: &Complement) -> Option<usize> {
    match complement.role {
        ComplementRole::Prepositional(p) | ComplementRole::Agent(p) => Some(p),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn times_are_asked_for_with_their_preposition() {
        for (text, asks) in [
            ("Riga joined the Hanse in 1282.", "In which year | Riga | join | the Hanse => 1282"),
            (
                "The Hanse ruled Riga until 1562.",
                "Until which year | the Hanse | rule | Riga => 1562",
            ),
            (
                "Riga has kept its walls since May 1282.",
                "Since which month and year | Riga | keep | its walls => May 1282",
            ),
            (
                "The Hanse ruled Riga for ninety years.",
                "For how long | the Hanse | rule | Riga => ninety years",
            ),
        ] {
            let found = found(text);
            assert!(found.contains(&asks.to_owned()), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_time_behind_and_belongs_to_the_next_verb() {
        let found = found("The Hanse sold the old mill and, in 1282, joined Riga.");
        let when = |verb: &str| found.iter().any(|f| f.ends_with("1282") && f.contains(verb));
        assert!(when("| join |") && !when("| sell |"), "{found:?}");
    }

    #[test]
    fn a_time_behind_then_belongs_to_what_follows() {
        let found = found("Riga passed first to Poland and then, in 1621, to Sweden.");
        assert!(!found.iter().any(|f| f.ends_with("1621") && f.contains("Poland")), "{found:?}");
    }

    #[test]
    fn half_of_a_time_is_not_asked_for() {
        for text in [
            "Riga built a wall in 1282–84.",
            "Riga built walls in 1282 and 1290.",
            "The Hanse burned Riga down in 1282 and once more in 1290.",
            "Henry Dunant won two prizes, for Peace in 1901 and Physics in 1903.",
            "The date of the Riga meeting was fixed for 12 March 2024.",
        ] {
            let times = found(text)
                .into_iter()
                .filter(|f| f.contains("year") || f.starts_with("On which date"));
            assert_eq!(times.collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
        }
    }
}
