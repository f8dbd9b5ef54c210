//! Web addresses, which stay whole: an optional scheme and user, a host with a domain in small
//! letters, an optional port and path.

/// Returns whether the whole word is a web address.
pub(super) fn is_address(word: &str) -> bool {
    let rest = match word.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => rest,
        _ => word,
    };
    is_host_and_path(rest)
        || rest.match_indices('@').any(|(i, _)| i > 0 && is_host_and_path(&rest[i + 1..]))
}

fn is_scheme(text: &str) -> bool {
    text.len() >= 2
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.'))
}

fn is_host_and_path(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (host, port) = match text[..end].split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (&text[..end], None),
    };
    let port_is_fine =
        port.is_none_or(|p| (2..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    port_is_fine && is_host(host)
}

fn is_host(host: &str) -> bool {
    let Some((labels, domain)) = host.rsplit_once('.') else {
        return false;
    };
    let small = |c: char| c.is_alphabetic() && !c.is_uppercase();
    let is_domain = (2..=63).contains(&domain.chars().count()) && domain.chars().all(small);
    is_domain && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || c >= '\u{a1}' || matches!(c, '_' | '-');
    let outer = |c: char| inner(c) && !matches!(c, '_' | '-');
    label.starts_with(outer)
        && label.ends_with(outer)
        && label.chars().all(inner)
        && label.len() <= 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        for word in
            ["www.example.org", "https://example.org/a?b=c", "me@example.org", "a.co:8080/x"]
        {
            assert!(is_address(word), "{word}");
        }
        for word in ["and/or", "U.S.", "end.Begin", "http://", "a..b", "12:30", "@", ".", ""] {
            assert!(!is_address(word), "{word}");
        }
    }
}
