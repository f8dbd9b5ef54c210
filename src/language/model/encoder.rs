//! Turns tokens into vectors that know their surroundings: hash embeddings of what a token looks
//! like, mixed, then four layers that each look one token to the left and right.
//!
//! What the first of these layers sees of a token is the same wherever the token stands, so it is
//! multiplied out once and remembered.

use super::features::Features;
use super::hash::murmur128;
use super::layers::{NormedMaxout, add_to, multiply};
use super::weights::{Weights, WeightsError};
use ndarray::{Array2, ArrayView2, Axis, ShapeBuilder, s};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// The numbers in a token's vector.
pub(super) const WIDTH: usize = 96;

/// Array2<f32> between sentences: as many as there are layers, so that none sees its neighbour. The
/// weights were trained with these rows filled by the layers themselves.
const PADDING: usize = 4;

/// The vectors of a batch of sentences.
pub(super) struct Encoded {
    rows: Array2<f32>,
    sentences: Vec<Range<usize>>,
}

impl Encoded {
    /// Returns the vectors of the batch, a row for each token and rows of padding between sentences.
    pub(super) fn rows(&self) -> ArrayView2<'_, f32> {
        self.rows.view()
    }

    /// Returns the rows of one sentence of the batch; with another encoder they are the same.
    pub(super) fn sentence(&self, place: usize) -> Range<usize> {
        self.sentences[place].clone()
    }
}

/// Embedding tables and the layers above them.
pub(super) struct Encoder {
    tables: Vec<Embedding>,
    mix: NormedMaxout,
    first: NormedMaxout,
    /// The weights of the first layer above each other: those for the token on the left, for the
    /// token itself, for the token on the right.
    first_weights: Array2<f32>,
    others: Vec<NormedMaxout>,
    /// Tokens that were met before, by what is seen of them.
    met: Mutex<HashMap<Features, Met>>,
}

/// Tokens that are remembered; those that stand everywhere are met soon.
const MOST_MET: usize = 4096;

/// A token's vector, and behind it its products with the weights of the first layer: as the
/// left neighbour of a token, as the token itself, as the right neighbour.
type Met = Arc<[f32]>;

impl Encoder {
    pub(super) fn read(from: &Weights, name: &str) -> Result<Self, WeightsError> {
        let seeds = from.header.seeds.get(name).cloned().unwrap_or_default();
        let tables = seeds
            .into_iter()
            .enumerate()
            .map(|(i, seed)| {
                let rows = from.table(&format!("{name}.embed.{i}"))?;
                Ok(Embedding { rows, seed })
            })
            .collect::<Result<_, WeightsError>>()?;
        let layers = from.count(&format!("{name}.maxout."), ".weight");
        let first = NormedMaxout::read(from, name, 1)?;
        Ok(Self {
            tables,
            mix: NormedMaxout::read(from, name, 0)?,
            first_weights: one_above_the_other(first.weights()),
            first,
            others: (2..layers)
                .map(|layer| NormedMaxout::read(from, name, layer))
                .collect::<Result<_, _>>()?,
            met: Mutex::default(),
        })
    }

    pub(super) fn encode(&self, batch: &[Vec<Features>]) -> Encoded {
        let (mut rows, mut pieces, sentences) = self.embed(batch);
        self.first.add_settled(&pieces.view(), &mut rows.view_mut());
        for layer in &self.others {
            add_seen_around(layer, &mut pieces, &mut rows);
        }
        Encoded { rows, sentences }
    }

    /// Lays the embedded tokens out in rows with padding around each sentence, and beside them the
    /// products of each row and its two neighbours with the weights of the first layer.
    fn embed(&self, batch: &[Vec<Features>]) -> (Array2<f32>, Array2<f32>, Vec<Range<usize>>) {
        let (distinct, places) = self.distinct(batch);
        let distinct = self.meet(&distinct);
        let tokens: usize = batch.iter().map(Vec::len).sum();
        let count = tokens + PADDING * (batch.len() + 1);
        let mut rows = Array2::zeros((count, WIDTH));
        let mut pieces = Array2::zeros((count, self.first_weights.nrows() / 3));
        let mut sentences = Vec::with_capacity(batch.len());
        let (mut row, mut places) = (PADDING, places.into_iter());
        for sentence in batch {
            sentences.push(row..row + sentence.len());
            for place in places.by_ref().take(sentence.len()) {
                let (vector, products) = distinct[place].split_at(WIDTH);
                row_of(&mut rows, row).copy_from_slice(vector);
                // The row behind has the token on its left, the row before has it on its right.
                let products = products.chunks_exact(pieces.ncols());
                for (product, row) in products.zip([row + 1, row, row - 1]) {
                    add_to(product, row_of(&mut pieces, row));
                }
                row += 1;
            }
            row += PADDING;
        }
        (rows, pieces, sentences)
    }

    /// Returns the distinct tokens of a batch, and for each token which of them it is: "the" is
    /// mixed once however often it stands there.
    fn distinct(&self, batch: &[Vec<Features>]) -> (Vec<Features>, Vec<usize>) {
        let mut distinct = Vec::new();
        let mut seen = HashMap::new();
        let mut places = Vec::new();
        for features in batch.iter().flatten() {
            let mut used = *features;
            used[self.tables.len().min(features.len())..].fill(0);
            places.push(*seen.entry(used).or_insert_with(|| {
                distinct.push(used);
                distinct.len() - 1
            }));
        }
        (distinct, places)
    }

    /// Returns what is remembered of tokens, once it is multiplied out for those not met before.
    fn meet(&self, tokens: &[Features]) -> Vec<Met> {
        let met = || self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let known: Vec<Option<Met>> = {
            let met = met();
            tokens.iter().map(|token| met.get(token).cloned()).collect()
        };
        let new = tokens.iter().zip(&known).filter(|(_, known)| known.is_none());
        let new: Vec<Features> = new.map(|(token, _)| *token).collect();
        let vectors = self.mix.apply(&self.look_up(&new).view());
        let products = multiply(&vectors.view(), &self.first_weights);
        let made = vectors.rows().into_iter().zip(products.rows());
        let made = made.map(|(vector, products)| {
            let parts = [vector.to_slice(), products.to_slice()].map(Option::unwrap_or_default);
            Met::from(parts.concat())
        });
        let made: Vec<Met> = made.collect();
        let mut met = met();
        for (token, made) in new.iter().zip(&made).take(MOST_MET.saturating_sub(met.len())) {
            met.insert(*token, Arc::clone(made));
        }
        let mut made = made.into_iter();
        known.into_iter().filter_map(|known| known.or_else(|| made.next())).collect()
    }

    /// Returns the embeddings of all features of each token, side by side.
    fn look_up(&self, tokens: &[Features]) -> Array2<f32> {
        let mut rows = Array2::zeros((tokens.len(), self.tables.len() * WIDTH));
        for (token, mut row) in tokens.iter().zip(rows.rows_mut()) {
            let Some(row) = row.as_slice_mut() else { continue };
            let (parts, _) = row.as_chunks_mut::<WIDTH>();
            for ((table, key), part) in self.tables.iter().zip(token).zip(parts) {
                table.add(*key, part);
            }
        }
        rows
    }
}

fn row_of(rows: &mut Array2<f32>, row: usize) -> &mut [f32] {
    rows.row_mut(row).into_slice().unwrap_or_default()
}

/// Returns the weights for each of the three tokens that a layer sees, which lie side by side, one
/// above the other.
fn one_above_the_other(weights: &Array2<f32>) -> Array2<f32> {
    let parts: Vec<_> = weights.axis_chunks_iter(Axis(1), WIDTH).collect();
    ndarray::concatenate(Axis(0), &parts).unwrap_or_default()
}

/// Adds to each row what a layer makes of it and its two neighbours, `pieces` being room to work in.
/// The outermost rows have but one neighbour; they are padding too far from any token to be seen, and
/// stay as they are.
fn add_seen_around(layer: &NormedMaxout, pieces: &mut Array2<f32>, rows: &mut Array2<f32>) {
    let inner = rows.nrows().saturating_sub(2);
    let mut pieces = pieces.slice_mut(s![..inner, ..]);
    // Rows lie one behind the other, so a row with its neighbours is one stretch of numbers.
    let shape = (inner, 3 * WIDTH).strides((WIDTH, 1));
    let windows = rows.as_slice().and_then(|flat| ArrayView2::from_shape(shape, flat).ok());
    if let Some(windows) = windows {
        layer.multiply_into(&windows, &mut pieces);
        layer.add_settled(&pieces.view(), &mut rows.slice_mut(s![1..=inner, ..]));
    }
}

/// A table whose rows words share by hash; four rows make a word.
struct Embedding {
    rows: Array2<f32>,
    seed: u32,
}

impl Embedding {
    fn add(&self, key: u64, to: &mut [f32; WIDTH]) {
        let count = u32::try_from(self.rows.nrows()).unwrap_or(u32::MAX).max(1);
        for hash in murmur128(key, self.seed) {
            let row = self.rows.row((hash % count) as usize);
            add_to(row.as_slice().unwrap_or_default(), to);
        }
    }
}
