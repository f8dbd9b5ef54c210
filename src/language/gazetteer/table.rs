//! Reads the table of states. Its form is described at its head.

use super::{Capital, Former, State};

/// How freely a form counts in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Wherever it stands.
    Free,
    /// Only where no other name touches it: "Jordan", but not "Michael Jordan".
    Guarded,
    /// Never.
    Silent,
}

/// A name, demonym or capital as it is written, and how far to trust it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) text: &'static str,
    pub(super) trust: Trust,
}

impl Form {
    fn read(text: &'static str) -> Option<Self> {
        let text = text.trim();
        let (text, trust) = match text.as_bytes().first()? {
            b'?' => (&text[1..], Trust::Guarded),
            b'!' => (&text[1..], Trust::Silent),
            _ => (text, Trust::Free),
        };
        (!text.is_empty()).then_some(Self { text, trust })
    }
}

/// One line of the table.
pub(super) struct Entry {
    name: Form,
    article: bool,
    aliases: Vec<Form>,
    adjectives: Vec<Form>,
    people: Vec<Form>,
    capitals: Vec<(Form, Vec<Form>)>,
    region: &'static str,
    subregion: &'static str,
    former: Option<Former>,
}

impl Entry {
    /// Returns the name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = Form> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// Returns the aliases alone.
    pub(super) fn aliases(&self) -> impl Iterator<Item = Form> {
        self.aliases.iter().copied()
    }

    /// Returns adjectives and nouns for a person, in the singular.
    pub(super) fn demonyms(&self) -> impl Iterator<Item = Form> {
        self.adjectives.iter().chain(&self.people).copied()
    }

    /// Returns nouns for a person, in the singular.
    pub(super) fn people(&self) -> impl Iterator<Item = Form> {
        self.people.iter().copied()
    }

    /// Returns capitals and their other names.
    pub(super) fn capital_names(&self) -> impl Iterator<Item = Form> {
        self.capitals
            .iter()
            .flat_map(|(name, aliases)| std::iter::once(name).chain(aliases))
            .copied()
    }

    /// Returns what the line says, without how it is looked for.
    pub(super) fn state(&self) -> State {
        let texts = |forms: &[Form]| forms.iter().map(|f| f.text).collect::<Vec<_>>();
        let capital = |(name, aliases): &(Form, Vec<Form>)| Capital {
            name: name.text,
            aliases: texts(aliases),
        };
        State {
            name: self.name.text,
            article: self.article,
            aliases: texts(&self.aliases),
            adjectives: texts(&self.adjectives),
            people: texts(&self.people),
            capitals: self.capitals.iter().map(capital).collect(),
            region: self.region,
            subregion: self.subregion,
            former: self.former.clone(),
        }
    }
}

/// Returns all entries: present states, then former ones, each in the order of the file.
pub(super) fn entries() -> Vec<Entry> {
    let (mut region, mut subregion) = ("", "");
    let mut entries = Vec::new();
    for line in include_str!("states.txt").lines() {
        let heading = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
        if let Some((r, s)) = heading.and_then(|h| h.split_once(" / ")) {
            (region, subregion) = (r, s);
        } else if !line.starts_with('#') {
            entries.extend(entry(line, region, subregion));
        }
    }
    entries.sort_by_key(|e| e.former.is_some());
    entries
}

fn entry(line: &'static str, region: &'static str, subregion: &'static str) -> Option<Entry> {
    let mut columns = line.split('|').map(str::trim);
    let written = columns.next()?;
    let bare = written.strip_prefix("the ");
    let name = Form::read(bare.unwrap_or(written))?;
    let aliases = forms(columns.next()?);
    let demonyms = columns.next()?;
    let (adjectives, people) = demonyms.split_once(';').unwrap_or((demonyms, demonyms));
    Some(Entry {
        name,
        article: bare.is_some(),
        aliases,
        adjectives: forms(adjectives),
        people: forms(people),
        capitals: columns.next()?.split('+').filter_map(capital).collect(),
        region,
        subregion,
        former: former(columns.next(), columns.next()),
    })
}

fn forms(list: &'static str) -> Vec<Form> {
    list.split(',').filter_map(Form::read).collect()
}

/// Reads "Astana (Nur-Sultan, Nursultan)".
fn capital(text: &'static str) -> Option<(Form, Vec<Form>)> {
    let (name, aliases) = text.split_once('(').unwrap_or((text, ""));
    // "Washington, D.C." has a comma of its own; no other capital has one.
    let joined = aliases.trim().trim_end_matches(')');
    let aliases = match joined.strip_prefix("Washington, D.C.") {
        Some(rest) => {
            let first = Form::read(&joined[..joined.len() - rest.len()]);
            first.into_iter().chain(forms(rest)).collect()
        }
        None => forms(joined),
    };
    Some((Form::read(name)?, aliases))
}

/// Reads "1922-1991" and the successors; a year before Christ has a minus.
fn former(years: Option<&'static str>, successors: Option<&'static str>) -> Option<Former> {
    let (from, to) = years?.rsplit_once('-')?;
    Some(Former {
        from: from.parse().ok()?,
        to: to.parse().ok()?,
        successors: successors?.split(',').map(str::trim).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let written =
            include_str!("states.txt").lines().filter(|l| l.contains('|') && !l.starts_with('#'));
        let with_years = written.clone().filter(|l| l.matches('|').count() == 5);
        let read = entries();
        assert_eq!(read.len(), written.count());
        let former = read.iter().filter(|e| e.former.is_some());
        assert_eq!(former.count(), with_years.count());
        assert!(read.iter().all(|e| !e.region.is_empty() && !e.subregion.is_empty()));
    }

    #[test]
    fn marks_are_no_part_of_a_name() {
        let marked = |f: Form| f.text.starts_with(['?', '!', ' ']) || f.text.ends_with([' ', ')']);
        for entry in entries() {
            assert!(!entry.names().any(marked));
            assert!(!entry.demonyms().any(marked));
            assert!(!entry.capital_names().any(marked));
        }
    }
}
