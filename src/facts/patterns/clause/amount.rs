//! How many, how much, what share.

use super::{Asked, Clause, upper_first};
use crate::facts::fact::Value;
use crate::facts::syntax::predicate::{Complement, ComplementRole};
use crate::facts::syntax::scene::Count;
use crate::language::numbers::{Bound, NumberKind};

pub(super) fn asked(clause: &Clause<'_>) -> Vec<Asked> {
    // A sentence full of figures is a table, and its figures are easily taken for each other's.
    const FULL: usize = 4;
    let doubt = if clause.scene.counts.len() >= FULL { 24 } else { 0 };
    let predicate = clause.predicate;
    let mut all = Vec::new();
    for count in &clause.scene.counts {
        let Some((noun, asks)) = counted(clause, count) else { continue };
        // "78 degrees 41 minutes" is one amount.
        if clause.scene.counts.iter().any(|next| next.words.start == noun + 1) {
            continue;
        }
        let unit = match count.kind {
            NumberKind::Percent => Some("%".to_owned()),
            NumberKind::Money(code) => code.map(currency),
            _ => None,
        };
        let value = Value::Number { number: count.value, unit };
        if noun == predicate.subject {
            all.push(Asked::subject(upper_first(&asks), value).doubted(6 + doubt));
            continue;
        }
        let complements = predicate.complements.iter().enumerate();
        let own = complements.filter(|(_, c)| c.head == noun);
        all.extend(
            own.filter_map(|(place, c)| in_complement(clause, place, c, &asks, value.clone())),
        );
    }
    all
}

fn in_complement(
    clause: &Clause<'_>,
    place: usize,
    complement: &Complement,
    asks: &str,
    value: Value,
) -> Option<Asked> {
    let share = asks.starts_with("what percentage");
    let asks = match complement.role {
        ComplementRole::Object | ComplementRole::Adverb => asks.to_owned(),
        ComplementRole::Attribute if share => asks.to_owned(),
        ComplementRole::Prepositional(p) if !share || clause.scene.tree.lower(p) == "by" => {
            format!("{} {asks}", clause.scene.tree.lower(p))
        }
        _ => return None,
    };
    // "With more than how many inhabitants" is no English.
    let prepositional = matches!(complement.role, ComplementRole::Prepositional(_));
    let bounded = asks.contains("than how many");
    let clumsy = if prepositional {
        bounded
            || clause.predicate.copula
            || asks.starts_with("with ")
            || !asks.contains(" how many")
    } else {
        bounded && !asks.starts_with("more")
    };
    let doubt = if clumsy { 22 } else { 4 };
    Some(Asked::complement(upper_first(&asks), place, value).doubted(doubt))
}

/// Returns the noun that is counted, and what asks how many: "how many ships".
fn counted(clause: &Clause<'_>, count: &Count) -> Option<(usize, String)> {
    let tree = &clause.scene.tree;
    let last = count.words.end - 1;
    let is_one = count.words.len() == 1 && matches!(tree.lower(last), "one" | "1");
    if is_one || matches!(count.kind, NumberKind::Ordinal | NumberKind::Fraction) {
        return None;
    }
    let top = count.words.clone().find(|w| !count.words.contains(&tree.head(*w)))?;
    match count.kind {
        NumberKind::Percent => {
            let behind = tree.noun_phrase(top).into_iter().filter(|w| *w > last);
            let behind: Vec<usize> = behind.collect();
            let of = behind.first().is_some_and(|w| tree.lower(*w) == "of");
            let share = if of {
                format!("what percentage {}", clause.phrase(&behind))
            } else {
                "what percentage".into()
            };
            Some((top, share))
        }
        NumberKind::Money(_) => Some((top, "how much money".into()))
            .filter(|_| tree.is_noun(top) || tree.tag(top) == "CD"),
        _ if tree.label(top) == "nummod" => {
            let noun = tree.head(top);
            if tree.conjuncts(noun).len() > 1 || tree.label(noun) == "conj" {
                return None;
            }
            let years = matches!(
                tree.lemma(noun),
                "year" | "month" | "day" | "week" | "hour" | "decade" | "century" | "percent"
            );
            let rest = rest_of(clause, noun, count);
            let plural = tree.tag(noun) == "NNS" || tree.tag(noun) == "NNPS";
            (!years && plural && !rest.is_empty())
                .then(|| (noun, format!("{}how many {}", blur(count.bound), clause.phrase(&rest))))
        }
        _ => None,
    }
}

/// Returns what people call the money of this ISO 4217 code.
fn currency(code: &str) -> String {
    match code {
        "USD" => "dollars",
        "EUR" => "euros",
        "GBP" => "pounds",
        "JPY" => "yen",
        "INR" => "rupees",
        "CHF" => "francs",
        "RUB" => "roubles",
        other => other,
    }
    .to_owned()
}

/// Returns the words that bound the number: "more than how many ships".
fn blur(bound: Option<Bound>) -> &'static str {
    match bound {
        Some(Bound::About) => "about ",
        Some(Bound::Nearly) => "nearly ",
        Some(Bound::MoreThan) => "more than ",
        Some(Bound::LessThan) => "fewer than ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "up to ",
        None => "",
    }
}

/// Returns a noun's phrase without the number and what blurs it.
fn rest_of(clause: &Clause<'_>, noun: usize, count: &Count) -> Vec<usize> {
    let tree = &clause.scene.tree;
    let own = noun == clause.predicate.subject;
    let mut words =
        if own { clause.predicate.subject_words.clone() } else { tree.noun_phrase(noun) };
    words.retain(|w| {
        !count.words.contains(w)
            && !count.words.contains(&tree.head(*w))
            && !matches!(
                tree.lower(*w),
                "a" | "the"
                    | "all"
                    | "about"
                    | "some"
                    | "over"
                    | "nearly"
                    | "approximately"
                    | "around"
                    | "more"
                    | "than"
                    | "least"
                    | "at"
                    | "its"
                    | "their"
            )
            || *w > noun
    });
    // "560 kilometres east of Mauritius".
    let way =
        |c: &usize| *c > noun && tree.label(*c) == "advmod" && tree.child(*c, &["prep"]).is_some();
    if let Some(way) = tree.children(noun).iter().copied().find(way).filter(|_| !own) {
        words.extend(tree.subtree(way));
        words.sort_unstable();
        words.dedup();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::facts::patterns::tests::found_by;

    #[test]
    fn amounts_are_asked_for_with_what_is_counted() {
        for (text, asks) in [
            (
                "Henry Dunant sold forty horses in Geneva.",
                "How many horses | Henry Dunant | sell | in Geneva => 40",
            ),
            (
                "More than 300 ships sailed to Riga in 1282.",
                "More than how many ships |  | sail | to Riga in 1282 => 300",
            ),
            (
                "Riga invited all 10 members of the Hanse.",
                "How many members of the Hanse | Riga | invite |  => 10",
            ),
            (
                "Riga sold the castle for $5 million.",
                "For how much money | Riga | sell | the castle => 5,000,000 dollars",
            ),
        ] {
            let found = found(text);
            assert!(found.contains(&asks.to_owned()), "{text}: {found:?}");
        }
    }

    #[test]
    fn one_of_a_list_is_not_counted_for_all() {
        let text = "Henry Dunant sold forty horses, two cows and a pig in Geneva.";
        let found = found_by("clause", text);
        assert!(!found.iter().any(|f| f.starts_with("How many")), "{found:?}");
    }
}
