//! Bytes with a checksum before them, for files that are made anew when a byte of them has changed.

/// Puts a checksum before some bytes.
#[must_use]
pub fn summed(bytes: &[u8]) -> Vec<u8> {
    [&crc32fast::hash(bytes).to_le_bytes(), bytes].concat()
}

/// Returns the bytes behind a checksum that fits them.
#[must_use]
pub fn proven(summed: &[u8]) -> Option<&[u8]> {
    let (sum, bytes) = summed.split_first_chunk()?;
    (crc32fast::hash(bytes).to_le_bytes() == *sum).then_some(bytes)
}
