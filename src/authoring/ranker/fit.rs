//! The fit of the weights: Newton's method for logistic regression with a ridge.

use super::asked_weights::ASKED;
use super::good_weights::GOOD;
use super::{Sign, Weights};
use std::collections::BTreeSet;

/// How strongly weights are drawn to zero: the more, the less a few judged questions can say.
const RIDGE: f64 = 2.5;

/// The constant is hardly drawn.
const RIDGE_OF_THE_CONSTANT: f64 = 0.01;

/// A judged question: its document, how good it is or how well it asks, 0 to 1, and its signs by
/// number.
struct Judged {
    document: usize,
    verdict: f64,
    signs: Vec<usize>,
}

/// The judged questions: first the signs, one a line, then a blank line, then a question a line: its
/// document, its verdict, and the numbers of its signs. Of what people asked, the verdict is half
/// where they asked for the same in other words.
const FILES: [(&str, Weights); 2] =
    [(include_str!("good.tsv"), GOOD), (include_str!("asked.tsv"), ASKED)];

fn read(file: &'static str) -> (Vec<Sign>, Vec<Judged>) {
    let (signs, rows) = file.split_once("\n\n").expect("a blank line");
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().expect("three columns");
        Judged {
            document: next().parse().expect("a number"),
            verdict: next().parse().expect("a number"),
            signs: next().split(' ').map(|sign| sign.parse().expect("a number")).collect(),
        }
    };
    (signs.lines().collect(), rows.lines().map(row).collect())
}

/// Returns the weights of the signs, and of the constant as the last.
fn fit(signs: usize, judged: &[&Judged]) -> Vec<f64> {
    const STEPS: usize = 12;
    let size = signs + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; size];
        let mut curve = vec![vec![0.0; size]; size];
        for (place, row) in curve.iter_mut().enumerate() {
            let ridge = if place == signs { RIDGE_OF_THE_CONSTANT } else { RIDGE };
            row[place] = ridge;
            slope[place] = ridge * weights[place];
        }
        for question in judged {
            let places: Vec<usize> = question.signs.iter().copied().chain([signs]).collect();
            let chance = chance(&weights, question);
            let miss = chance - question.verdict;
            for a in &places {
                slope[*a] += miss;
                for b in &places {
                    curve[*a][*b] += chance * (1.0 - chance);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(curve, slope)) {
            *weight -= step;
        }
    }
    weights
}

fn chance(weights: &[f64], question: &Judged) -> f64 {
    let constant = weights.last().copied().unwrap_or(0.0);
    let sum: f64 = question.signs.iter().map(|s| weights[*s]).sum();
    1.0 / (1.0 + (-(constant + sum)).exp())
}

/// Solves linear equations by elimination; the ridge keeps every pivot above zero.
fn solved(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        for below in pivot + 1..size {
            let factor = rows[below][pivot] / rows[pivot][pivot];
            if factor == 0.0 {
                continue;
            }
            let (upper, lower) = rows.split_at_mut(below);
            for (cell, above) in lower[0][pivot..].iter_mut().zip(&upper[pivot][pivot..]) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[pivot];
        }
    }
    for pivot in (0..size).rev() {
        let known: f64 = (pivot + 1..size).map(|c| rows[pivot][c] * right[c]).sum();
        right[pivot] = (right[pivot] - known) / rows[pivot][pivot];
    }
    right
}

#[test]
fn the_weights_are_those_that_the_judged_questions_give() {
    const ROUNDING: f64 = 0.006;
    for (file, known) in FILES {
        let (signs, judged) = read(file);
        let weights = fit(signs.len(), &judged.iter().collect::<Vec<_>>());
        let row = |(sign, weight): (&Sign, &f64)| format!("        (\"{sign}\", {weight:.2}),");
        let table: Vec<String> = signs.iter().zip(&weights).map(row).collect();
        let constant = weights[signs.len()];
        let same = signs.len() == known.signs.len()
            && (constant - known.always).abs() < ROUNDING
            && known.signs.iter().zip(signs.iter().zip(&weights)).all(|(known, (sign, weight))| {
                known.0 == *sign && (known.1 - weight).abs() < ROUNDING
            });
        assert!(same, "the table should be\nalways: {constant:.2}\n{}", table.join("\n"));
    }
}

/// Fitted without a fifth of the documents, the ranker still knows that fifth's good questions.
#[test]
fn the_ranker_tells_good_from_bad_in_documents_that_it_has_not_seen() {
    const PARTS: usize = 5;
    const LEAST_GOOD: f64 = 0.82;
    let (signs, judged) = read(FILES[0].0);
    let documents: BTreeSet<usize> = judged.iter().map(|q| q.document).collect();
    assert!(documents.len() > 10 * PARTS);
    let (mut kept, mut good) = (0.0, 0.0);
    for part in 0..PARTS {
        let (seen, unseen): (Vec<&Judged>, Vec<&Judged>) =
            judged.iter().partition(|q| q.document % PARTS != part);
        let weights = fit(signs.len(), &seen);
        for question in unseen.iter().filter(|q| chance(&weights, q) >= super::GOOD) {
            kept += 1.0;
            good += question.verdict;
        }
    }
    assert!(good / kept >= LEAST_GOOD, "{good} of {kept} are good");
}
