//! The documents with what each sentence speaks of: who "she" is, which amendment "the amendment".
//!
//! What cannot be resolved with confidence stays unresolved, and nothing is asked of it.

use super::clause::Clause;
use super::names::Names;
use super::people::{firms, people, person_of};
use super::protagonist::protagonist;
use super::referent::{Referent, meant, person};
use super::syntax::discourse::{self, About};
use super::syntax::kinds::Kinds;
use super::syntax::scene::{Mention, Scene};
use super::undertaking::{Undertaking, undertaking};
use super::word::without_brackets;
use crate::document::{Document, Language, Role};
use crate::language::annotation::{Annotated, annotate_telling};
use crate::language::model::EntityKind;
use crate::language::reading::{ReadSentence, read_annotated};
use crate::language::sentence::{Sentence, sentences};
use crate::value::{Edtf, Point, Precision};
use crate::workers::{all_threads, share_out, work_on_each};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;

/// All documents, read together.
pub(super) struct Corpus<'a> {
    pub(super) names: Names,
    pub(super) texts: Vec<Text<'a>>,
    /// The one undertaking that the documents are about: "Spain's decision to join the Union".
    pub(super) undertaking: Option<Undertaking>,
    /// What the documents say that names are.
    pub(super) kinds: Kinds,
    /// The latest day or month that a sentence names as the time of something past.
    pub(super) latest_event: Option<Edtf>,
}

/// A document and its sentences.
pub(super) struct Text<'a> {
    pub(super) document: &'a Document,
    pub(super) number: usize,
    pub(super) sentences: Vec<Known>,
    /// The name of the one thing that it is about: "Bergen", "the Treaty of Rome".
    pub(super) about: Option<String>,
    /// In how many of its sentences each name stands.
    pub(super) named: HashMap<String, usize>,
}

/// A sentence and what is known of it.
pub(super) struct Known {
    pub(super) sentence: Sentence,
    /// The sentence without brackets.
    pub(super) plain: String,
    pub(super) clause: Option<Clause>,
    /// Its words as a tree, with what its pronouns mean.
    pub(super) scene: Scene,
    /// Who or what its clause is about.
    pub(super) subject: Option<Referent>,
}

/// A sentence among its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Seen<'c> {
    pub(super) corpus: &'c Corpus<'c>,
    pub(super) text: &'c Text<'c>,
    pub(super) index: usize,
}

impl<'c> Seen<'c> {
    pub(super) fn known(&self) -> &'c Known {
        &self.text.sentences[self.index]
    }

    /// Returns the sentence before, in the same paragraph.
    pub(super) fn before(&self) -> Option<&'c Known> {
        let before = self.text.sentences.get(self.index.checked_sub(1)?)?;
        (before.sentence.paragraph == self.known().sentence.paragraph).then_some(before)
    }

    /// Returns how much a name is what the whole document is about, and so no answer: 0 for one
    /// that stands in this sentence alone.
    pub(super) fn commonness(&self, name: &str) -> u8 {
        const MOST: usize = 4;
        let sentences = self.text.named.get(name).copied().unwrap_or(1);
        u8::try_from(sentences.saturating_sub(1).min(MOST)).unwrap_or(0)
    }

    /// Returns what follows a verb with a description of a state made its name.
    pub(super) fn resolved(&self, tail: &str) -> String {
        let described = tail.starts_with("the ").then(|| self.known().scene.meant(tail));
        described.flatten().unwrap_or_else(|| tail.to_owned())
    }

    /// Returns the full name and title-free form of a person named in a phrase.
    pub(super) fn person(&self, phrase: &str) -> Option<String> {
        person(phrase, &self.corpus.names)
    }
}

impl<'a> Corpus<'a> {
    /// Reads the documents; those in another language than English are left out.
    ///
    /// Tells now and then how many sentences of how many are read.
    pub(super) fn new(documents: &'a [Document], progress: &dyn Fn(usize, usize)) -> Self {
        let english = documents.iter().enumerate().filter(|(_, d)| d.language == Language::English);
        let parted: Vec<(usize, &Document, Vec<Sentence>)> =
            english.map(|(number, d)| (number, d, sentences(d))).collect();
        let all = parted.iter().flat_map(|(_, _, found)| found.iter().map(|s| s.text.as_str()));
        let titles = documents.iter().filter_map(|d| d.title.as_deref());
        let mut names = Names::learn(all.clone(), titles.clone());
        let undertaking = undertaking(all.chain(titles));
        let mut texts = know(parted, progress);
        for known in texts.iter_mut().flat_map(|text| &mut text.sentences) {
            known.scene.part_things_from_people();
        }
        let kinds =
            Kinds::learn(texts.iter().flat_map(|t: &Text<'_>| &t.sentences).map(|k| &k.scene));
        names.learn_full(people(&texts, &kinds).into_iter());
        let mentions = texts.iter().flat_map(|t| &t.sentences).flat_map(|k| &k.scene.mentions);
        let people = mentions.filter(|mention| mention.kind == EntityKind::Person);
        names.learn_namesakes(people.map(|mention| mention.full.as_str()));
        work_on_each(&mut texts, all_threads(), |text| resolve(text, &names, &kinds));
        let latest_event = latest_event(&texts);
        Self { names, texts, undertaking, kinds, latest_event }
    }

    /// Returns every sentence among its neighbours, in order.
    pub(super) fn seen(&'a self) -> impl Iterator<Item = Seen<'a>> {
        self.texts.iter().flat_map(move |text| {
            (0..text.sentences.len()).map(move |index| Seen { corpus: self, text, index })
        })
    }
}

/// Finds whom and what the sentences of a text speak of.
fn resolve(text: &mut Text<'_>, names: &Names, kinds: &Kinds) {
    // "Heiden is an island": nobody.
    let person = |name: &String| kinds.corrected(name, EntityKind::Person) == EntityKind::Person;
    let protagonist = protagonist(text, names).filter(person);
    let mut scenes: Vec<Scene> =
        text.sentences.iter_mut().map(|k| std::mem::take(&mut k.scene)).collect();
    correct(&mut scenes, kinds);
    if let Some(title) = text.document.title.as_deref().filter(|_| protagonist.is_none()) {
        name_by_title(&mut scenes, title, names);
    }
    let firms = firms(&scenes);
    for scene in &mut scenes {
        scene.know_people(|name, kind| {
            // "Lund" may be Anna Lund or Lund Instruments.
            let firm = kind != EntityKind::Person && firms.contains(name);
            let known = || person_of(name, kind, protagonist.as_deref(), names);
            if firm { None } else { known() }
        });
    }
    if let Some(protagonist) = &protagonist {
        discourse::part_from_namesakes(&mut scenes, protagonist);
    }
    correct(&mut scenes, kinds);
    let paragraphs: Vec<usize> = text.sentences.iter().map(|k| k.sentence.paragraph).collect();
    let about = About {
        protagonist: protagonist.as_deref(),
        title: text.document.title.as_deref(),
        paragraphs: &paragraphs,
    };
    let about = discourse::resolve(&mut scenes, kinds, about);
    let report = is_report(text.document, &scenes);
    let nobody = |name: &String| names.person(name).is_none();
    text.about = about.filter(|name| protagonist.is_none() && !report && nobody(name));
    for (known, mut scene) in text.sentences.iter_mut().zip(scenes) {
        let subject = known.clause.as_ref().map(|c| c.text_of(c.subject.clone()));
        known.subject = subject.and_then(|s| meant(s, &scene, names));
        scene.date_in_full();
        known.scene = scene;
    }
}

/// Makes a name of the title, or of the long name in it, wherever it stands: an article on Riga says
/// what Riga is, whatever the model takes it for.
fn name_by_title(scenes: &mut [Scene], title: &str, names: &Names) {
    const OPENING: usize = 3;
    let opening = |name: &str, begins: bool| {
        let count = name.split(' ').count();
        scenes.iter().take(OPENING).any(|scene| {
            let mut places = 0..if begins { 1 } else { scene.tree.len() };
            places.any(|at| scene.tree.words_from(at, count) == name)
        })
    };
    let names: Vec<&str> = discourse::names_in_title(title)
        .filter(|name| names.person(name).is_none() && opening(name, false))
        .chain([title].into_iter().filter(|title| opening(title, true)))
        .collect();
    for scene in scenes {
        for name in &names {
            scene.name(name);
        }
    }
}

/// Returns whether a text reports what people say, as news does: its title names no single subject.
fn is_report(document: &Document, scenes: &[Scene]) -> bool {
    const OFTEN: usize = 3;
    let title = document.title.as_deref().unwrap_or_default();
    if title.to_lowercase().contains("minutes") {
        return false;
    }
    if document.paragraphs.iter().any(|paragraph| paragraph.dateline > 0) {
        return true;
    }
    let words = scenes.iter().flat_map(|s| (0..s.tree.len()).map(|w| s.tree.lower(w)));
    words.filter(|w| matches!(*w, "said" | "says" | "told" | "announced")).count() >= OFTEN
}

/// Takes for things what the model takes for people and the documents say is a thing.
fn correct(scenes: &mut [Scene], kinds: &Kinds) {
    let founded: HashSet<String> = scenes.iter().flat_map(founded).collect();
    for mention in scenes.iter_mut().flat_map(|s| &mut s.mentions) {
        if mention.kind == EntityKind::Person && founded.contains(&mention.full) {
            mention.kind = EntityKind::Org;
        }
    }
    for mention in scenes.iter_mut().flat_map(|s| &mut s.mentions) {
        mention.kind = kinds.corrected(&mention.full, mention.kind);
    }
}

/// Returns what a sentence says was founded: a body, whatever its name sounds like.
fn founded(scene: &Scene) -> impl Iterator<Item = String> {
    const FOUNDED: [&str; 4] = ["found", "establish", "incorporate", "nationalise"];
    let tree = &scene.tree;
    let passive = |mention: &&Mention| {
        mention.words.clone().any(|word| {
            tree.label(word) == "nsubjpass" && FOUNDED.contains(&tree.lemma(tree.head(word)))
        })
    };
    scene.mentions.iter().filter(passive).map(|mention| mention.full.clone())
}

fn latest_event(texts: &[Text<'_>]) -> Option<Edtf> {
    let published = texts.iter().filter_map(|t| t.document.published).max_by_key(|d| d.span());
    let known = texts.iter().flat_map(|t| &t.sentences);
    let moments = known.filter_map(|k| k.clause.as_ref()).flat_map(|clause| &clause.moments);
    moments
        .map(|m| m.date)
        .filter(|d| d.precision() >= Precision::Month)
        .filter(|d| published.is_none_or(|p| d.span().0 <= p.span().1))
        .max_by_key(|d| d.span().0)
}

/// Counts the sentences that each name stands in.
fn named(sentences: &[Known]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for known in sentences {
        let names: HashSet<&str> = known.scene.mentions.iter().map(|m| m.full.as_str()).collect();
        for name in names {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Sentences that a thread takes at once.
const BATCH: usize = 64;

/// Reads the sentences of documents, all at once: many documents and one long one keep all threads
/// busy alike. Tells now and then how many sentences of how many are read.
fn know<'a>(
    documents: Vec<(usize, &'a Document, Vec<Sentence>)>,
    progress: &dyn Fn(usize, usize),
) -> Vec<Text<'a>> {
    let threads = all_threads();
    let all: Vec<&Sentence> = documents.iter().flat_map(|(_, _, found)| found).collect();
    let batches: Vec<&[&Sentence]> = all.chunks(BATCH).collect();
    let parsed = share_out(&batches, threads, |batch| batch.iter().map(|s| parse(s)).collect());
    let plain: Vec<&str> = parsed.iter().map(|(plain, _)| plain.as_str()).collect();
    let annotated = annotate_telling(&plain, threads, &|begun| progress(begun, plain.len()));
    let mut parsed = parsed.into_iter();
    let mut annotated = annotated.into_iter();
    let texts = documents.into_iter().map(|(number, document, found)| {
        let annotated: Vec<Annotated> = annotated.by_ref().take(found.len()).collect();
        let known = found.into_iter().zip(parsed.by_ref()).map(|(sentence, (plain, clause))| {
            Known { sentence, plain, clause, scene: Scene::default(), subject: None }
        });
        let sentences = known.collect();
        let named = HashMap::new();
        (Text { document, number, sentences, about: None, named }, annotated)
    });
    let mut texts: Vec<(Text<'a>, Vec<Annotated>)> = texts.collect();
    // A document has all threads where there are not enough for each.
    let inside = if texts.len() < threads.get() { threads } else { NonZeroUsize::MIN };
    work_on_each(&mut texts, threads, |(text, annotated)| {
        let scenes = scenes(text, std::mem::take(annotated), inside);
        for (known, scene) in text.sentences.iter_mut().zip(scenes) {
            known.scene = scene;
        }
        text.named = named(&text.sentences);
    });
    texts.into_iter().map(|(text, _)| text).collect()
}

/// Returns a sentence without brackets, and its clause if it is one that tells something itself.
fn parse(sentence: &Sentence) -> (String, Option<Clause>) {
    let plain = without_brackets(&sentence.text);
    let caption = sentence.role == Role::Caption;
    let quotation = plain.starts_with('“');
    let clause = if quotation { None } else { Clause::parse(plain.clone(), caption) };
    (plain, clause)
}

/// Reads the sentences of a document as trees.
fn scenes(text: &Text<'_>, annotated: Vec<Annotated>, threads: NonZeroUsize) -> Vec<Scene> {
    let mut whole = String::new();
    let mut sentences = Vec::with_capacity(annotated.len());
    let mut paragraph = 0;
    for (one, annotated) in text.sentences.iter().zip(annotated) {
        if !whole.is_empty() {
            whole.push_str(if one.sentence.paragraph == paragraph { " " } else { "\n\n" });
        }
        paragraph = one.sentence.paragraph;
        let start = whole.len();
        whole.push_str(&one.plain);
        sentences.push(ReadSentence { range: start..whole.len(), annotated });
    }
    Scene::all(read_annotated(&whole, sentences, day_of(text.document), threads))
}

/// Returns the day on which a document appeared.
fn day_of(document: &Document) -> Option<NaiveDate> {
    match document.published?.from {
        Point::Day(day) => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subjects(text: &str) -> Vec<Option<String>> {
        let documents = [Document::parse("a.txt", text)];
        let corpus = Corpus::new(&documents, &|_, _| {});
        corpus.seen().map(|s| s.known().subject.as_ref().map(|r| r.name.clone())).collect()
    }

    #[test]
    fn pronouns_and_descriptions_find_whom_they_mean() {
        assert_eq!(
            subjects(
                "Physicist Lise Meitner left Berlin in 1938. She settled in Stockholm. The Treaty of Rome ended tariffs. It was signed in 1957. France ratified the treaty. The country left it never."
            ),
            [
                Some("Lise Meitner".into()),
                Some("Lise Meitner".into()),
                Some("the Treaty of Rome".into()),
                Some("the Treaty of Rome".into()),
                Some("France".into()),
                Some("France".into()),
            ]
        );
    }

    #[test]
    fn a_relative_takes_the_pronoun_away() {
        assert_eq!(
            subjects(
                "Physicist Lise Meitner left Berlin in 1938. Her father was a lawyer. He died in 1910."
            )[2],
            None
        );
    }
}
