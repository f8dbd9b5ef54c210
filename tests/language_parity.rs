//! docent's reading of texts beside spaCy's with the same weights, from raw text.
//!
//! `tests/language/*.jsonl` hold what spaCy says, made by `src/language/model/reference.py`: lengths,
//! labels and hashes, no words. The sentences are `tests/language/sentences.txt`; the texts of
//! `seeds.jsonl` are news that may not be kept here, so that part is skipped where they are missing.

#![expect(clippy::print_stdout, reason = "the tests print what they compared")]

use docent::language::annotation::{Annotated, annotate};
use docent::language::tokeniser::tokenise;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroUsize;
use std::path::Path;

/// What spaCy says of one text; every list but the last two has one entry a token.
#[derive(Deserialize)]
struct Reference {
    text: u32,
    tokens: Vec<i64>,
    norms: Vec<u32>,
    tags: Vec<String>,
    pos: Vec<String>,
    heads: Vec<usize>,
    labels: Vec<String>,
    lemmas: Vec<u32>,
    entities: Vec<(usize, usize, String)>,
    sentences: Vec<usize>,
}

/// How many of something there were, and how many were the same.
#[derive(Default, Clone, Copy)]
struct Count {
    same: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, is_same: bool) {
        self.all += 1;
        self.same += usize::from(is_same);
    }

    #[expect(clippy::cast_precision_loss, reason = "a few thousand tokens")]
    fn percent(self) -> f64 {
        100.0 * self.same as f64 / self.all.max(1) as f64
    }
}

fn fnv(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

fn folded(text: &str) -> String {
    let plain = |c| match c {
        '’' | 'ʼ' => '\'',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// Compares texts with their references and returns the counts by what was compared.
fn compare(texts: &[String], references: &[Reference]) -> Vec<(&'static str, Count, f64)> {
    let by_hash: HashMap<u32, &Reference> = references.iter().map(|r| (r.text, r)).collect();
    let texts: Vec<String> =
        texts.iter().map(|t| folded(t)).filter(|t| !t.trim().is_empty()).collect();
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let annotated = annotate(&borrowed, NonZeroUsize::MIN);
    let mut counts = [Count::default(); 9];
    for (text, ours) in texts.iter().zip(&annotated) {
        let theirs = by_hash.get(&fnv(text)).expect("the reference was made from these texts");
        compare_one(text, ours, theirs, &mut counts);
    }
    let names = [
        ("tokens", 99.5),
        ("norms", 99.5),
        ("tags", 99.5),
        ("parts of speech", 99.5),
        ("heads", 99.0),
        ("heads and labels", 99.0),
        ("lemmas", 98.0),
        ("entities", 99.0),
        ("sentence starts", 99.0),
    ];
    names.into_iter().zip(counts).map(|((name, least), count)| (name, count, least)).collect()
}

fn compare_one(text: &str, ours: &Annotated, theirs: &Reference, counts: &mut [Count; 9]) {
    let length = |w: &docent::language::annotation::Word| {
        let length = i64::try_from(w.text.chars().count()).expect("a token is short");
        if w.space_after { -length } else { length }
    };
    let lengths: Vec<i64> = ours.words.iter().map(length).collect();
    if lengths != theirs.tokens {
        println!("cut differently: {text}");
        for _ in &theirs.tokens {
            for count in counts.iter_mut() {
                count.add(false);
            }
        }
        return;
    }
    let norms: Vec<u32> = tokenise(text).iter().map(|t| fnv(&t.norm)).collect();
    for (i, word) in ours.words.iter().enumerate() {
        let same_head = word.head == theirs.heads[i];
        let same = [
            true,
            norms[i] == theirs.norms[i],
            word.tag == theirs.tags[i],
            word.pos.to_string() == theirs.pos[i],
            same_head,
            same_head && word.label == theirs.labels[i],
            fnv(&word.lemma) == theirs.lemmas[i],
        ];
        for (count, same) in counts.iter_mut().zip(same) {
            count.add(same);
        }
        if same.contains(&false) {
            let Reference { tags, heads, labels, pos, .. } = theirs;
            println!(
                "{:?} {same:?} ours {} {} {} {} {:?}, theirs {} {} {} {}, in: {text}",
                word.text,
                word.tag,
                word.pos,
                word.head,
                word.label,
                word.lemma,
                tags[i],
                pos[i],
                heads[i],
                labels[i]
            );
        }
    }
    compare_spans(text, ours, theirs, counts);
}

/// Entities and sentence starts count as a set: one too many is as bad as one missing.
fn compare_spans(text: &str, ours: &Annotated, theirs: &Reference, counts: &mut [Count; 9]) {
    let our_entities: BTreeSet<_> =
        ours.entities.iter().map(|e| (e.tokens.start, e.tokens.end, e.kind.to_string())).collect();
    let their_entities: BTreeSet<_> = theirs.entities.iter().cloned().collect();
    for entity in our_entities.union(&their_entities) {
        let same = our_entities.contains(entity) && their_entities.contains(entity);
        counts[7].add(same);
        if !same {
            println!("{entity:?} ours {} in: {text}", our_entities.contains(entity));
        }
    }
    let our_starts: BTreeSet<_> = ours.sentences().iter().map(|s| s.start).collect();
    let their_starts: BTreeSet<_> = theirs.sentences.iter().copied().collect();
    for start in our_starts.union(&their_starts) {
        counts[8].add(our_starts.contains(start) && their_starts.contains(start));
    }
}

fn read_references(name: &str) -> Vec<Reference> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language").join(name);
    let text = std::fs::read_to_string(path).expect("the reference is in the tree");
    text.lines().map(|line| serde_json::from_str(line).expect("the script wrote it")).collect()
}

fn check(counts: &[(&str, Count, f64)]) {
    for (name, count, least) in counts {
        println!("{name}: {} of {}, {:.2} %", count.same, count.all, count.percent());
        assert!(count.all > 0, "nothing was compared");
        assert!(count.percent() >= *least, "{name}: {:.2} % is below {least} %", count.percent());
    }
}

#[test]
fn sentences_of_all_kinds_are_read_as_the_reference_reads_them() {
    let texts: Vec<String> =
        include_str!("language/sentences.txt").lines().map(str::to_owned).collect();
    assert!(texts.len() >= 150);
    check(&compare(&texts, &read_references("sentences.jsonl")));
}

#[test]
fn news_texts_are_read_as_the_reference_reads_them_where_they_are_at_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: no texts in {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = files
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        std::fs::read_to_string(path).expect("the reference is in the tree")
    };
    let texts: Vec<String> = paths
        .iter()
        .flat_map(|p| read(p).split('\n').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    check(&compare(&texts, &read_references("seeds.jsonl")));
}
