//! Judging sets and orders, with credit for what is right.

use super::text::{TextKey, comparable, judge_text};
use super::{Judgement, Verdict};

/// Judges a set: right picks less false picks, over all members.
#[must_use]
pub fn judge_set(given: &[String], members: &[String]) -> Judgement {
    let mut missing: Vec<&String> = members.iter().collect();
    let (mut strangers, mut slipped): (Vec<&String>, usize) = (Vec::new(), 0);
    let mut seen = Vec::new();
    for pick in given {
        let folded = comparable(pick);
        if folded.is_empty() || seen.contains(&folded) {
            continue;
        }
        seen.push(folded);
        let best = missing
            .iter()
            .enumerate()
            .map(|(i, member)| {
                let key = TextKey { right: vec![member.as_str()], family_names: vec![] };
                (judge_text(pick, &key).verdict, i)
            })
            .max_by_key(|(verdict, i)| (*verdict, std::cmp::Reverse(*i)));
        match best {
            Some((verdict, i)) if verdict > Verdict::Wrong => {
                missing.remove(i);
                slipped += usize::from(verdict == Verdict::Close);
            }
            _ => strangers.push(pick),
        }
    }
    let (all, right) = (members.len(), members.len() - missing.len());
    #[expect(clippy::cast_precision_loss, reason = "sets have few members")]
    let score = (right.saturating_sub(strangers.len()) as f64 / all.max(1) as f64).min(1.0);
    let judged = Judgement::share(score, set_reason(all, right, &missing, &strangers));
    if judged.verdict == Verdict::Correct && slipped > 0 {
        return Judgement { score: judged.score, ..Judgement::close("all right but for a slip") };
    }
    judged
}

fn set_reason(
    all: usize,
    right: usize,
    missing: &[&String],
    strangers: &[&String],
) -> Option<String> {
    if missing.is_empty() && strangers.is_empty() {
        return None;
    }
    let mut reason = format!("{right} of {all}");
    if !missing.is_empty() && right > 0 {
        reason.push_str(&format!("; missing {}", and_list(missing)));
    }
    if !strangers.is_empty() {
        let verb = if strangers.len() == 1 { "is" } else { "are" };
        reason.push_str(&format!("; {} {verb} not among them", and_list(strangers)));
    }
    Some(reason)
}

fn and_list(texts: &[&String]) -> String {
    match texts {
        [] => String::new(),
        [one] => (*one).clone(),
        [firsts @ .., last] => {
            let firsts: Vec<&str> = firsts.iter().map(|text| text.as_str()).collect();
            format!("{} and {last}", firsts.join(", "))
        }
    }
}

/// Judges an order: the share of pairs that stand in the right order.
#[must_use]
pub fn judge_order(given: &[String], members: &[String]) -> Judgement {
    let folded: Vec<String> = given.iter().map(|text| comparable(text)).collect();
    let place = |member: &String| {
        let member = comparable(member);
        folded.iter().position(|text| *text == member)
    };
    let places: Vec<Option<usize>> = members.iter().map(place).collect();
    let (mut right, mut all) = (0, 0);
    for (i, first) in places.iter().enumerate() {
        for second in &places[i + 1..] {
            all += 1;
            right += usize::from(matches!((first, second), (Some(a), Some(b)) if a < b));
        }
    }
    // What does not belong there stands wrongly to everything else.
    all += given.len().saturating_sub(members.len());
    #[expect(clippy::cast_precision_loss, reason = "orders have few members")]
    let score = right as f64 / all.max(1) as f64;
    let why = (right < all).then(|| format!("{right} of {all} pairs in order"));
    Judgement::share(score, why)
}

/// Splits a typed list at semicolons, commas and "and", but not within a name that `members` has.
#[must_use]
pub fn split_list(typed: &str, members: &[String]) -> Vec<String> {
    let is_member = |text: &str| members.iter().any(|m| comparable(m) == comparable(text));
    if is_member(typed) {
        return vec![typed.trim().to_owned()];
    }
    for separator in [";", "\n", ",", " and ", " & "] {
        if typed.contains(separator) {
            let pieces: Vec<&str> = typed.split(separator).collect();
            let whole = |piece: &str| vec![bare(piece).to_owned()];
            return rejoined(&pieces, separator, &is_member)
                .into_iter()
                .flat_map(
                    |(piece, known)| {
                        if known { whole(&piece) } else { split_list(bare(&piece), members) }
                    },
                )
                .filter(|piece| !piece.is_empty())
                .collect();
        }
    }
    vec![typed.trim().to_owned()]
}

/// Returns a piece of a list without the "and" before the last one.
fn bare(piece: &str) -> &str {
    piece.trim().trim_start_matches("and ").trim()
}

/// Puts pieces together again that make up one member, "Washington" and "D.C."; of each says whether
/// it is one.
fn rejoined(
    pieces: &[&str],
    separator: &str,
    is_member: &dyn Fn(&str) -> bool,
) -> Vec<(String, bool)> {
    let (mut whole, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        let joined = |end: &usize| pieces[at..*end].join(separator);
        let longest = (at + 2..=pieces.len()).rev().find(|end| is_member(bare(&joined(end))));
        let end = longest.unwrap_or(at + 1);
        whole.push((joined(&end), longest.is_some()));
        at = end;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::judge::Verdict::{Close, Correct, Wrong};

    fn list(text: &str) -> Vec<String> {
        text.split(", ").filter(|t| !t.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn a_set_gives_credit_for_what_is_right_less_what_is_not() {
        let members = list("Earth, Mars, Venus, Mercury");
        for (given, verdict, score) in [
            ("mars, venus, earth, mercury", Correct, 1.0),
            ("Mars, Venus, Earth", Close, 0.75),
            ("Mars, Venus, Earth, Mercury, Pluto", Close, 0.75),
            ("Mars, Venus, Earth, Pluto", Wrong, 0.5),
            ("Mars, Mars, Mars", Wrong, 0.25),
            ("", Wrong, 0.0),
            ("Pluto, Ceres", Wrong, 0.0),
            ("Mars, Venos, Earth, Mercury", Close, 1.0),
        ] {
            let judged = judge_set(&list(given), &members);
            assert_eq!((judged.verdict, judged.score), (verdict, score), "{given}");
        }
    }

    #[test]
    fn members_with_commas_and_ands_are_kept_whole() {
        let members =
            ["Washington, D.C.", "Paris", "Bosnia and Herzegovina", "Trinidad and Tobago"];
        let members = members.map(str::to_owned);
        for typed in [
            "Washington, D.C., Paris, Bosnia and Herzegovina and Trinidad and Tobago",
            "paris; washington, d.c.; trinidad and tobago, and bosnia and herzegovina",
        ] {
            let split = split_list(typed, &members);
            assert_eq!(judge_set(&split, &members).verdict, Correct, "{typed}: {split:?}");
        }
        let split = split_list("Washington, Paris", &members);
        assert_eq!(split, ["Washington", "Paris"]);
    }

    #[test]
    fn a_set_says_what_was_missing_and_what_was_strange() {
        let judged =
            judge_set(&list("Earth, Pluto, Mars, Venus"), &list("Earth, Mars, Venus, Mercury"));
        assert_eq!(judged.why.as_deref(), Some("3 of 4; missing Mercury; Pluto is not among them"));
    }

    #[test]
    fn an_order_is_judged_by_its_pairs() {
        let members = list("a, b, c, d");
        for (given, verdict, score) in [
            ("a, b, c, d", Correct, 1.0),
            ("b, a, c, d", Close, 5.0 / 6.0),
            ("d, c, b, a", Wrong, 0.0),
            ("a, b, c", Wrong, 0.5),
            ("a, b, c, d, e", Close, 6.0 / 7.0),
            ("", Wrong, 0.0),
        ] {
            let judged = judge_order(&list(given), &members);
            assert_eq!((judged.verdict, judged.score), (verdict, score), "{given}");
        }
    }

    #[test]
    fn a_typed_list_is_split_but_not_within_a_name() {
        let members = list("Trinidad and Tobago, Cuba");
        assert_eq!(split_list("Cuba and Trinidad and Tobago", &members)[0], "Cuba");
        assert_eq!(split_list("Trinidad and Tobago", &members), ["Trinidad and Tobago"]);
        assert_eq!(
            split_list("Cuba, Trinidad and Tobago", &members),
            members.iter().rev().cloned().collect::<Vec<_>>()
        );
        assert_eq!(split_list("a; b, c; d", &[]), ["a", "b", "c", "d"]);
    }
}
