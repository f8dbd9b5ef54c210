//! Turns tokens into vectors that know their surroundings: hash embeddings of what a token looks
//! like, mixed, then four layers that each look one token to the left and right.

use super::features::Features;
use super::hash::murmur128;
use super::layers::NormedMaxout;
use super::weights::{Weights, WeightsError};
use ndarray::{Array2, ArrayView2, ShapeBuilder, s};
use std::collections::HashMap;
use std::ops::Range;

/// The numbers in a token's vector.
pub(super) const WIDTH: usize = 96;

/// Rows between sentences: as many as there are layers, so that none sees its neighbour. The
/// weights were trained with these rows filled by the layers themselves.
const PADDING: usize = 4;

/// The vectors of a batch of sentences.
pub(super) struct Encoded {
    rows: Array2<f32>,
    sentences: Vec<Range<usize>>,
}

impl Encoded {
    /// Returns the vectors of one sentence of the batch, a row for each token.
    pub(super) fn sentence(&self, place: usize) -> ArrayView2<'_, f32> {
        self.rows.slice(s![self.sentences[place].clone(), ..])
    }
}

/// Embedding tables and the layers above them.
pub(super) struct Encoder {
    tables: Vec<Embedding>,
    mix: NormedMaxout,
    convolutions: Vec<NormedMaxout>,
}

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
        Ok(Self {
            tables,
            mix: NormedMaxout::read(from, name, 0)?,
            convolutions: (1..layers)
                .map(|layer| NormedMaxout::read(from, name, layer))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn encode(&self, batch: &[Vec<Features>]) -> Encoded {
        let (mut rows, sentences) = self.embed(batch);
        for layer in &self.convolutions {
            add_seen_around(layer, &mut rows);
        }
        Encoded { rows, sentences }
    }

    /// Lays the embedded tokens out in rows with padding around each sentence.
    fn embed(&self, batch: &[Vec<Features>]) -> (Array2<f32>, Vec<Range<usize>>) {
        let (distinct, places) = self.distinct(batch);
        let mixed = self.mix.apply(&self.look_up(&distinct).view());
        let tokens: usize = batch.iter().map(Vec::len).sum();
        let mut rows = Array2::zeros((tokens + PADDING * (batch.len() + 1), WIDTH));
        let mut sentences = Vec::with_capacity(batch.len());
        let (mut row, mut places) = (PADDING, places.into_iter());
        for sentence in batch {
            sentences.push(row..row + sentence.len());
            for place in places.by_ref().take(sentence.len()) {
                rows.row_mut(row).assign(&mixed.row(place));
                row += 1;
            }
            row += PADDING;
        }
        (rows, sentences)
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

/// Adds to each row what a layer makes of it and its two neighbours. The outermost rows have but
/// one neighbour; they are padding too far from any token to be seen, and stay as they are.
fn add_seen_around(layer: &NormedMaxout, rows: &mut Array2<f32>) {
    let inner = rows.nrows().saturating_sub(2);
    let seen = rows.as_slice().and_then(|flat| {
        // Rows lie one behind the other, so a row with its neighbours is one stretch of numbers.
        let shape = (inner, 3 * WIDTH).strides((WIDTH, 1));
        let windows = ArrayView2::from_shape(shape, flat).ok()?;
        Some(layer.apply(&windows))
    });
    if let Some(seen) = seen {
        let mut centre = rows.slice_mut(s![1..=inner, ..]);
        centre += &seen;
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
            for (sum, value) in to.iter_mut().zip(row.as_slice().unwrap_or_default()) {
                *sum += value;
            }
        }
    }
}
