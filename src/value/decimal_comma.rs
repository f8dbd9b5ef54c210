//! Decimal commas, where it is certain that a comma is one: "3,5", "0,125", "1.234,5".
//!
//! "3,500" stays what it is, three thousand and five hundred, and so does "3,50", which may lack a nought.

use std::borrow::Cow;

/// Returns a text with points for its decimal commas, and without the points that group thousands beside
/// one or beside each other.
#[must_use]
pub fn with_decimal_points(text: &str) -> Cow<'_, str> {
    if !text.contains([',', '.']) {
        return Cow::Borrowed(text);
    }
    let of_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(of_figure) {
        let (before, from) = rest.split_at(start);
        let (run, after) = from.split_at(from.find(|c| !of_figure(c)).unwrap_or(from.len()));
        let figure = run.trim_end_matches([',', '.']);
        let in_word = before.ends_with(char::is_alphanumeric) || after.starts_with('/');
        out.push_str(before);
        match with_point(figure).filter(|_| !in_word) {
            Some(pointed) => {
                out.push_str(&pointed);
                out.push_str(&run[figure.len()..]);
            }
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns a figure with a point, where it has a decimal comma or is grouped by points.
fn with_point(figure: &str) -> Option<String> {
    let Some((whole, fraction)) = figure.split_once(',') else {
        let grouped = figure.matches('.').count() > 1 && is_grouped(figure);
        return grouped.then(|| figure.replace('.', ""));
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let decimal = match whole {
        "" | "0" => true,
        whole if digits(whole) => fraction.len() != 3 && !fraction.ends_with('0'),
        whole => is_grouped(whole),
    };
    let nought = if whole.is_empty() { "0" } else { "" };
    (decimal && digits(fraction)).then(|| format!("{nought}{}.{fraction}", whole.replace('.', "")))
}

/// "1.234.567": a figure grouped by points.
fn is_grouped(figure: &str) -> bool {
    let mut groups = figure.split('.');
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_that_can_only_be_a_decimal_one_becomes_a_point() {
        for (text, pointed) in [
            ("3,5", "3.5"),
            ("-3,5 km", "-3.5 km"),
            ("3,14159.", "3.14159."),
            ("about 12,75 %", "about 12.75 %"),
            ("0,5", "0.5"),
            ("0,500", "0.500"),
            (",5", "0.5"),
            ("1.234,5", "1234.5"),
            ("1.234.567,50", "1234567.50"),
            ("1.234.567", "1234567"),
            ("from 3,5 to 4,5", "from 3.5 to 4.5"),
        ] {
            assert_eq!(with_decimal_points(text), pointed);
        }
    }

    #[test]
    fn what_may_be_thousands_or_a_list_stays() {
        for text in [
            "3,500",
            "1,234,567",
            "1,234.5",
            "3,50",
            "1,00",
            "3, 5",
            "3.500",
            "3,5,7",
            "v1,5",
            "3,5/7",
            "0.125",
            "1.23,5",
            "1.2.3",
            "5,",
            "",
            ",",
            "é,5é",
            "12,3456,7",
        ] {
            assert_eq!(with_decimal_points(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_pointed_once(text in "\\PC{0,12}|[0-9,. -]{0,12}") {
            let once = with_decimal_points(&text).into_owned();
            let twice = with_decimal_points(&once).into_owned();
            proptest::prop_assert_eq!(twice, once);
        }
    }
}
