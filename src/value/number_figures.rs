//! Figures as people write them: grouped by commas, spaces or apostrophes, with fractions and units.

/// Writes "12½" and "12 ½" as "12.5".
pub(super) fn decimal_fractions(text: &str) -> String {
    const FRACTIONS: [(char, &str); 7] = [
        ('¼', "25"),
        ('½', "5"),
        ('¾', "75"),
        ('⅛', "125"),
        ('⅜', "375"),
        ('⅝', "625"),
        ('⅞', "875"),
    ];
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        let Some((_, decimals)) = FRACTIONS.iter().find(|(fraction, _)| *fraction == c) else {
            written.push(c);
            continue;
        };
        let whole = written.trim_end_matches(' ').len();
        if written[..whole].ends_with(|c: char| c.is_ascii_digit()) {
            written.truncate(whole);
            written.push('.');
            written.push_str(decimals);
        } else {
            // By itself it may be of a formula.
            written.push(c);
        }
    }
    written
}

/// Writes "8'000" as "8000".
pub(super) fn without_apostrophes(text: &str) -> String {
    let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let text: Vec<char> = text.chars().collect();
    let parts = |at: usize| {
        matches!(text[at], '\'' | '’')
            && is_digit(at.checked_sub(1).and_then(|before| text.get(before)))
            && is_digit(text.get(at + 1))
    };
    (0..text.len()).filter(|at| !parts(*at)).map(|at| text[at]).collect()
}

/// Writes ".5" as "0.5".
pub(super) fn with_zero(figure: &str) -> String {
    let (sign, rest) = figure.strip_prefix('-').map_or(("", figure), |rest| ("-", rest));
    let bare = rest.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.map_or_else(|| figure.to_owned(), |digits| format!("{sign}0.{digits}"))
}

/// Joins figures that are grouped by spaces: "1 200 000".
pub(super) fn grouped(words: Vec<String>) -> Vec<String> {
    let figures = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let goes_on = open && word.len() == 3 && figures(&word);
        if let Some(last) = joined.last_mut().filter(|_| goes_on) {
            last.push_str(&word);
        } else {
            open = figures(&word) && word.len() <= 3;
            joined.push(word);
        }
    }
    joined
}

/// Splits "20-point" into the figure and the word, leaving "-5" and "1,000" whole.
pub(super) fn split_figure(chunk: &str) -> Vec<String> {
    // "5e3" is one number.
    if chunk.parse::<f64>().is_ok() {
        return vec![chunk.to_owned()];
    }
    let end = chunk
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .map_or(chunk.len(), |(i, _)| i);
    let (figure, rest) = chunk.split_at(end);
    let rest = rest.trim_matches('-');
    let mut parts = vec![figure.trim_end_matches([',', '.']).to_owned()];
    parts.extend(rest.split('-').filter(|w| !w.is_empty()).map(str::to_owned));
    parts
}

pub(super) fn read_figure(word: &str) -> Option<f64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.contains(['e', 'E']) {
        return word.parse().ok();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|g| g.len() == 3);
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| figures(g)) || !figures(fraction) {
        return None;
    }
    word.replace(',', "").parse().ok()
}
