//! Reads the weights from the file that `export.py` makes: a line that names the format, a JSON
//! header that says where each array lies, then all arrays as half-precision numbers,
//! or as bytes with a scale for each row.

use ndarray::{Array1, Array2};
use serde::Deserialize;
use std::collections::HashMap;

const MAGIC: &[u8] = b"docent-en-1\n";

/// What the header says beside where the arrays lie.
#[derive(Deserialize)]
pub(super) struct Header {
    /// The tagger's classes, in the order of its output.
    pub(super) tags: Vec<String>,
    /// The parser's moves, "L-nsubj", in the order of its output.
    pub(super) parser_moves: Vec<String>,
    /// The entity recogniser's moves, "B-PERSON", in the order of its output.
    pub(super) entity_moves: Vec<String>,
    /// Strings that the package numbers by hand instead of by hash.
    pub(super) symbols: HashMap<String, u64>,
    /// The seeds of each encoder's embedding tables.
    pub(super) seeds: HashMap<String, Vec<u32>>,
    arrays: HashMap<String, Place>,
}

#[derive(Deserialize)]
struct Place {
    offset: usize,
    shape: Vec<usize>,
}

/// Why a file of weights can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum WeightsError {
    #[error("the file of weights is not of the form docent-en-1")]
    Form,
    #[error("the weights have no whole array `{0}`")]
    Array(String),
}

/// The file of weights, arrays still packed.
pub(super) struct Weights<'b> {
    pub(super) header: Header,
    body: &'b [u8],
}

impl<'b> Weights<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WeightsError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(WeightsError::Form)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(WeightsError::Form)?;
        let length =
            usize::try_from(u32::from_le_bytes(*length)).map_err(|_| WeightsError::Form)?;
        let (header, body) = rest.split_at_checked(length).ok_or(WeightsError::Form)?;
        let header = serde_json::from_slice(header).map_err(|_| WeightsError::Form)?;
        Ok(Self { header, body })
    }

    /// Returns how many arrays have names that begin so and end in a number from 0 up.
    pub(super) fn count(&self, prefix: &str, suffix: &str) -> usize {
        (0..self.header.arrays.len())
            .take_while(|i| self.header.arrays.contains_key(&format!("{prefix}{i}{suffix}")))
            .count()
    }

    pub(super) fn vector(&self, name: &str) -> Result<Array1<f32>, WeightsError> {
        self.values(name).map(|(values, _)| Array1::from_vec(values))
    }

    pub(super) fn matrix(&self, name: &str) -> Result<Array2<f32>, WeightsError> {
        let (values, shape) = self.values(name)?;
        let fault = || WeightsError::Array(name.to_owned());
        let [rows, columns] = shape else { return Err(fault()) };
        Array2::from_shape_vec((*rows, *columns), values).map_err(|_| fault())
    }

    /// Reads a table in bytes, whose rows have their scale in a vector of their own.
    pub(super) fn table(&self, name: &str) -> Result<Array2<f32>, WeightsError> {
        let fault = || WeightsError::Array(name.to_owned());
        let scales = self.vector(&format!("{name}.scale"))?;
        let place = self.header.arrays.get(name).ok_or_else(fault)?;
        let [rows, columns] = place.shape.as_slice() else {
            return Err(fault());
        };
        let bytes = self.bytes_of(place, 1).filter(|_| scales.len() == *rows).ok_or_else(fault)?;
        let scaled = bytes.chunks_exact((*columns).max(1)).zip(&scales);
        let values = scaled
            .flat_map(|(row, scale)| row.iter().map(move |b| f32::from(b.cast_signed()) * scale));
        Array2::from_shape_vec((*rows, *columns), values.collect()).map_err(|_| fault())
    }

    fn values(&self, name: &str) -> Result<(Vec<f32>, &[usize]), WeightsError> {
        let fault = || WeightsError::Array(name.to_owned());
        let place = self.header.arrays.get(name).ok_or_else(fault)?;
        let (halves, _) = self.bytes_of(place, 2).ok_or_else(fault)?.as_chunks::<2>();
        let values = halves.iter().map(|h| widen(u16::from_le_bytes(*h))).collect();
        Ok((values, &place.shape))
    }

    /// Returns the bytes of an array whose numbers have so many each.
    fn bytes_of(&self, place: &Place, each: usize) -> Option<&'b [u8]> {
        let size = place.shape.iter().try_fold(each, |size, n| size.checked_mul(*n))?;
        self.body.get(place.offset..place.offset.checked_add(size)?)
    }
}

/// Widens an IEEE 754 half-precision number; infinities do not occur among weights.
///
/// The exponent's bias differs by 112 (127 - 15), so its bits are moved into place and the number
/// is scaled by 2^112, which is right for subnormal numbers too.
fn widen(half: u16) -> f32 {
    const SCALE: f32 = f32::from_bits((127 + 112) << 23);
    let magnitude = f32::from_bits(u32::from(half & 0x7fff) << 13) * SCALE;
    if half & 0x8000 == 0 { magnitude } else { -magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_widen_exactly() {
        for (half, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x0000, 0.0),
            (0x0001, 2.0_f32.powi(-24)),
            (0x7bff, 65504.0),
            (0x3555, 0.333_251_95),
        ] {
            assert_eq!(widen(half).to_bits(), f32::to_bits(value), "{half:x}");
        }
    }

    #[test]
    fn a_broken_file_is_an_error_and_no_panic() {
        for bytes in [&b""[..], b"docent-en-1\n", b"docent-en-1\n\xff\xff\xff\xff{}", b"other"] {
            assert_eq!(Weights::open(bytes).err(), Some(WeightsError::Form));
        }
        let header = br#"{"tags":[],"parser_moves":[],"entity_moves":[],"symbols":{},"seeds":{},
            "arrays":{"a":{"offset":9,"shape":[2,3]}}}"#;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(u32::try_from(header.len()).expect("a short header").to_le_bytes());
        bytes.extend(header);
        let weights = Weights::open(&bytes).expect("the header is whole");
        assert_eq!(weights.matrix("a").err(), Some(WeightsError::Array("a".to_owned())));
        assert_eq!(weights.vector("b").err(), Some(WeightsError::Array("b".to_owned())));
    }
}
