//! All facts and documents at hand: what is true anywhere, who and what is named, which day it is.

use super::explain::Events;
use super::focus::Focus;
use super::genre::Explaining;
use super::index::Index;
use super::{setting, sources};
use crate::deck::{Citation, Source};
use crate::document::{Document, Paragraph};
use crate::facts::Fact;
use crate::language::gazetteer::{self, MentionKind, State};
use crate::language::time::{Basis, find_times};
use crate::value::{Edtf, Point, Precision};
use crate::workers::{all_threads, share_out};
use chrono::{Datelike, NaiveDate};
use std::collections::HashSet;

/// Paragraphs that a thread takes at once.
const BATCH: usize = 64;

/// Documents without a date that name no later year than this are history.
pub(super) const LATE: i32 = 2015;

/// Everything that a card may need to know beyond its own fact.
pub(super) struct Store<'a> {
    pub(super) documents: &'a [Document],
    pub(super) facts: &'a [Fact],
    pub(super) index: Index<'a>,
    pub(super) seed: u64,
    sources: Vec<Source>,
    /// Events that explanations may tell.
    pub(super) events: Events,
    /// Dates that the documents state, in order.
    pub(super) dates: Vec<Edtf>,
    /// States that the documents name, the most often named first.
    pub(super) states: Vec<&'static State>,
    /// For each document that explains, its words.
    explaining: Vec<Option<Explaining>>,
    /// For each document, what it is about.
    focus: Vec<Focus>,
    /// For each document, the first year that it names.
    first_years: Vec<Option<i32>>,
    /// For each document, the day of the meeting whose minutes it keeps.
    meetings: Vec<Option<Edtf>>,
    /// For each document, the day it appeared on.
    known: Vec<Option<Edtf>>,
    /// The latest month or day that the documents name as past.
    latest_stated: Option<Edtf>,
}

impl<'a> Store<'a> {
    pub(super) fn new(documents: &'a [Document], facts: &'a [Fact], seed: u64) -> Self {
        let each: Vec<&Document> = documents.iter().collect();
        let read = |document: &&Document| vec![(Explaining::of(document), Focus::of(document))];
        let (explaining, focus) = share_out(&each, all_threads(), read).into_iter().unzip();
        let (stated, states) = in_paragraphs(documents);
        let known = documents.iter().map(|d| d.published).collect();
        let published: Option<Edtf> =
            documents.iter().filter_map(|d| d.published).max_by_key(|d| d.span());
        let all: Vec<Edtf> = stated.iter().flatten().copied().collect();
        let latest_stated = latest(&all, published);
        let years = |dates: &Vec<Edtf>| dates.iter().map(|date| date.from.year()).min();
        let first_years = stated.iter().map(years).collect();
        let mut dates: Vec<Edtf> = stated.into_iter().flatten().collect();
        dates.sort_by_key(|d| (d.span(), d.precision()));
        dates.dedup();
        Self {
            documents,
            facts,
            index: Index::new(facts),
            seed,
            explaining,
            focus,
            first_years,
            meetings: documents.iter().map(setting::day_of_meeting).collect(),
            sources: sources::sources(documents),
            events: Events::new(facts),
            dates,
            states: most_named(states),
            known,
            latest_stated,
        }
    }

    pub(super) fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the day as of which the documents speak: the latest that they know. Documents that
    /// do not say when they appeared, such as old lives, speak as of no day.
    pub(super) fn as_of(&self) -> Option<NaiveDate> {
        let published = self.known.iter().flatten().map(|date| date.span().1).max()?;
        let stated = self.latest_stated.map(|date| date.span().1);
        Some(stated.map_or(published, |day| day.max(published)))
    }

    /// Returns the month as of which the documents behind a fact know it.
    pub(super) fn known_as_of(&self, fact: &Fact) -> Option<Edtf> {
        let own = fact
            .evidence
            .iter()
            .filter_map(|e| self.known.get(e.document).copied().flatten())
            .filter(|d| d.precision() >= Precision::Month)
            .max_by_key(|d| d.span());
        // A document without a date speaks of the latest time that any names as past, unless it goes
        // on to years of which it names no month.
        let year = self.latest_stated.map(|date| date.from.year());
        let goes_on = self.dates.iter().any(|d| Some(d.from.year()) > year);
        // What ended long ago knows nothing of the office of today.
        let late = self.latest_stated.filter(|date| date.from.year() >= LATE && !goes_on);
        let date = own.or(late)?;
        Some(Edtf::exact(match date.from {
            Point::Day(day) => Point::month(day.year(), u8::try_from(day.month()).ok()?)?,
            other => other,
        }))
    }

    /// Returns the words of the document behind a fact, when it is one that explains.
    pub(super) fn explaining(&self, fact: &Fact) -> Option<&Explaining> {
        self.explaining.get(fact.evidence.last()?.document)?.as_ref()
    }

    /// Returns what the document that a fact cites is about.
    pub(super) fn focus(&self, fact: &Fact) -> Option<&Focus> {
        self.focus.get(fact.evidence.last()?.document)
    }

    /// Returns the first year that the document names which a fact cites.
    pub(super) fn first_year(&self, fact: &Fact) -> Option<i32> {
        *self.first_years.get(fact.evidence.last()?.document)?
    }

    /// Returns the day of the meeting that a fact's document keeps the minutes of.
    pub(super) fn meeting(&self, fact: &Fact) -> Option<Edtf> {
        *self.meetings.get(fact.evidence.last()?.document)?
    }

    /// Returns the title of the document that a fact cites, unless it keeps the minutes of a meeting.
    pub(super) fn title(&self, fact: &Fact) -> Option<&str> {
        let document = self.documents.get(fact.evidence.last()?.document)?;
        document.title.as_deref().filter(|_| self.meeting(fact).is_none())
    }

    /// Returns the name of the document that a fact cites.
    pub(super) fn document_name(&self, fact: &Fact) -> String {
        let document = fact.evidence.last().and_then(|e| self.documents.get(e.document));
        document.map_or_else(String::new, |d| d.name.clone())
    }

    /// Returns the citations of a fact: a sentence each, at most one a document beyond what the
    /// first needs.
    pub(super) fn citations(&self, fact: &Fact) -> Vec<Citation> {
        const MOST: usize = 4;
        let evidence = fact.evidence.iter().take(MOST);
        evidence
            .filter_map(|e| {
                Some(Citation {
                    source: self.sources.get(e.document)?.id.clone(),
                    quote: Some(e.quote.clone()),
                    line: Some(e.line),
                })
            })
            .collect()
    }

    /// Returns how prose names the document behind evidence: its publisher, or its title.
    pub(super) fn told_by(&self, document: usize) -> Option<String> {
        let document = self.documents.get(document)?;
        let title = document.title.as_ref().map(|t| format!("“{t}”"));
        document.publisher.clone().or(title)
    }

    /// Returns the people that facts are about: office holders first for an office holder, others
    /// first for anybody else.
    pub(super) fn people_like<'s>(
        &'s self,
        answer: &str,
    ) -> impl Iterator<Item = &'s str> + use<'s> {
        let (holders, others) = (&self.index.holders, &self.index.others);
        let (first, then) =
            if holders.iter().any(|h| h == answer) { (holders, others) } else { (others, holders) };
        first.iter().chain(then).map(String::as_str)
    }

    /// Returns who may have said something: of experts only other experts, for nobody takes the words
    /// of an analyst for a president's.
    pub(super) fn speakers_like<'s>(
        &'s self,
        answer: &'s str,
    ) -> Box<dyn Iterator<Item = &'s str> + 's> {
        let holders = &self.index.holders;
        let people = self.people_like(answer);
        if holders.iter().any(|h| h == answer) {
            return Box::new(people);
        }
        let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
        let known: HashSet<Option<String>> = holders.iter().map(|h| last(h)).collect();
        Box::new(people.filter(move |name| !known.contains(&last(name))))
    }
}

/// A state, and how often it is named.
type Named = (&'static State, usize);

/// Returns the dates that the prose of each document states in so many words, and the states that all
/// of them name.
fn in_paragraphs(documents: &[Document]) -> (Vec<Vec<Edtf>>, Vec<Named>) {
    let each = documents.iter().enumerate();
    let batches = each.flat_map(|(number, document)| {
        document.paragraphs.chunks(BATCH).map(move |batch| (number, batch))
    });
    let batches: Vec<(usize, &[Paragraph])> = batches.collect();
    let read = share_out(&batches, all_threads(), |(number, batch)| {
        vec![(*number, stated_dates(batch), named_states(batch))]
    });
    let mut stated = vec![Vec::new(); documents.len()];
    let mut states = Vec::new();
    for (number, dates, named) in read {
        stated[number].extend(dates);
        for (state, more) in named {
            count(&mut states, state, more);
        }
    }
    (stated, states)
}

/// Returns the dates that the prose states in so many words.
fn stated_dates(paragraphs: &[Paragraph]) -> Vec<Edtf> {
    let times = paragraphs.iter().flat_map(|p| find_times(&p.text, None));
    times.filter(|t| t.basis == Basis::Stated && t.value.to.is_none()).map(|t| t.value).collect()
}

/// Returns the latest month or day, not later than the last publication.
fn latest(dates: &[Edtf], published: Option<Edtf>) -> Option<Edtf> {
    let fine = dates.iter().filter(|d| d.precision() >= Precision::Month);
    let past = fine.filter(|d| published.is_none_or(|p| d.span().0 <= p.span().1));
    past.max_by_key(|d| d.span()).copied()
}

fn named_states(paragraphs: &[Paragraph]) -> Vec<Named> {
    let mut counts: Vec<Named> = Vec::new();
    for paragraph in paragraphs {
        for mention in gazetteer::mentions(&paragraph.text) {
            if matches!(mention.kind, MentionKind::Name | MentionKind::Alias) {
                count(&mut counts, mention.state, 1);
            }
        }
    }
    counts
}

fn count(counts: &mut Vec<Named>, state: &'static State, more: usize) {
    match counts.iter_mut().find(|(known, _)| known.name == state.name) {
        Some((_, count)) => *count += more,
        None => counts.push((state, more)),
    }
}

/// Returns states, the most often named first.
fn most_named(mut counts: Vec<Named>) -> Vec<&'static State> {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(b.0.name)));
    counts.into_iter().map(|(state, _)| state).collect()
}
