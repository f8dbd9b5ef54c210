//! Times found in sentences beside times labelled by hand: `tests/language/time.txt`.

use chrono::NaiveDate;
use docent::language::time::find_times;
use std::collections::BTreeSet;

/// A sentence with its braces taken out, and what they said.
struct Labelled {
    text: String,
    document: Option<NaiveDate>,
    times: BTreeSet<(usize, usize, String)>,
}

fn read(line: &str) -> Labelled {
    let (document, mut rest) = match line.strip_prefix('@') {
        Some(dated) => (dated[..10].parse().ok(), &dated[11..]),
        None => (None, line),
    };
    let (mut text, mut times) = (String::new(), BTreeSet::new());
    while let Some((before, braced)) = rest.split_once('{') {
        text.push_str(before);
        let (inside, after) = braced.split_once('}').expect("a brace is closed");
        let (words, value) = inside.rsplit_once('=').expect("a label has a value");
        times.insert((text.len(), text.len() + words.len(), value.to_owned()));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    Labelled { text, document, times }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred labels")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn times_are_found_with_their_values_and_numbers_are_left_alone() {
    let lines = include_str!("language/time.txt").lines();
    let sentences = lines.filter(|l| !l.is_empty() && !l.starts_with('#')).map(read);
    let (mut labelled, mut found, mut same_span, mut same_value) = (0, 0, 0, 0);
    for Labelled { text, document, times } in sentences {
        let ours: BTreeSet<_> = find_times(&text, document)
            .into_iter()
            .map(|t| (t.range.start, t.range.end, t.value.to_string()))
            .collect();
        let spans = |set: &BTreeSet<(usize, usize, String)>| -> BTreeSet<(usize, usize)> {
            set.iter().map(|(start, end, _)| (*start, *end)).collect()
        };
        labelled += times.len();
        found += ours.len();
        same_span += spans(&ours).intersection(&spans(&times)).count();
        same_value += ours.intersection(&times).count();
        if ours != times {
            let named = |set: &BTreeSet<(usize, usize, String)>| -> Vec<String> {
                set.iter().map(|(a, b, v)| format!("{}={v}", &text[*a..*b])).collect()
            };
            println!("{text}\n  labelled {:?}\n  found    {:?}", named(&times), named(&ours));
        }
    }
    let [span_precision, span_recall] = [found, labelled].map(|n| percent(same_span, n));
    let [value_precision, value_recall] = [found, labelled].map(|n| percent(same_value, n));
    println!("{labelled} labelled, {found} found");
    println!("spans: precision {span_precision:.1} %, recall {span_recall:.1} %");
    println!("values: precision {value_precision:.1} %, recall {value_recall:.1} %");
    assert!(labelled >= 200);
    assert!(value_precision >= 97.0 && value_recall >= 95.0);
}
