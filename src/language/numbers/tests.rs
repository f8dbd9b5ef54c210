//! Numbers in words and digits.

use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(String, f64, NumberKind)> {
    find_numbers(text)
        .into_iter()
        .map(|n| (text[n.range].to_owned(), n.value.value(), n.kind))
        .collect()
}

#[test]
fn figures_and_words_have_their_value_and_kind() {
    use NumberKind::{Cardinal, Fraction, Money, Ordinal, Percent};
    for (text, span, value, kind) in [
        ("sent 1,234 letters", "1,234", 1234.0, Cardinal),
        ("it rose by 4.75% today", "4.75%", 4.75, Percent),
        ("some twenty per cent of them", "twenty per cent", 20.0, Percent),
        ("worth $2.3 billion now", "$2.3 billion", 2.3e9, Money(Some("USD"))),
        ("paid £1.4bn in tax", "£1.4bn", 1.4e9, Money(Some("GBP"))),
        ("US$5 each", "US$5", 5.0, Money(Some("USD"))),
        ("fifty euros left", "fifty euros", 50.0, Money(Some("EUR"))),
        ("300 Swiss francs", "300 Swiss francs", 300.0, Money(None)),
        ("twenty-one ships sank", "twenty-one", 21.0, Cardinal),
        ("two hundred and six bones", "two hundred and six", 206.0, Cardinal),
        ("a dozen eggs", "a dozen", 12.0, Cardinal),
        ("the 43rd president", "43rd", 43.0, Ordinal),
        ("the twenty-first time", "twenty-first", 21.0, Ordinal),
        ("two-thirds of voters", "two-thirds", 2.0 / 3.0, Fraction),
        ("a quarter of them", "a quarter", 0.25, Fraction),
        ("half of the land", "half", 0.5, Fraction),
    ] {
        assert_eq!(found(text), [(span.to_owned(), value, kind)], "{text}");
    }
}

#[test]
fn bounds_are_kept_beside_the_number() {
    for (text, bound) in [
        ("more than 40 schools", Some(Bound::MoreThan)),
        ("nearly 300 miles", Some(Bound::Nearly)),
        ("about six men", Some(Bound::About)),
        ("at least 12 dead", Some(Bound::AtLeast)),
        ("up to 90 seats", Some(Bound::AtMost)),
        ("fewer than ten", Some(Bound::LessThan)),
        ("exactly ten", None),
    ] {
        assert_eq!(find_numbers(text)[0].bound, bound, "{text}");
    }
}

#[test]
fn codes_versions_and_pronouns_are_no_numbers() {
    for text in [
        "no one knew",
        "one of them",
        "vitamin B12",
        "version 2.10.1",
        "at 18:30",
        "half-hearted",
        "a second later",
    ] {
        let values: Vec<f64> = found(text).into_iter().map(|f| f.1).collect();
        assert!(values.is_empty(), "{text}: {values:?}");
    }
}

proptest! {
    #[test]
    fn any_text_has_numbers_in_order_on_whole_characters(
        text in "(1,000|\\.5|two|hundred|and|-|third|s |\\$|%|bn| |a |half|\\PC){0,40}"
    ) {
        let mut end = 0;
        for number in find_numbers(&text) {
            prop_assert!(number.range.start >= end);
            prop_assert!(text.get(number.range.clone()).is_some());
            end = number.range.end;
        }
    }
}
