//! The two published hashes that the model was trained with. They decide which row of a table a
//! word falls on, so they have to be these and no others.

/// Returns Austin Appleby's `MurmurHash64A` of the bytes, by which the package numbers its strings.
pub(in crate::language) fn murmur64(bytes: &[u8], seed: u64) -> u64 {
    const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(MULTIPLIER);
        k ^= k >> SHIFT;
        hash ^= k.wrapping_mul(MULTIPLIER);
        hash = hash.wrapping_mul(MULTIPLIER);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash ^= u64::from_le_bytes(last);
        hash = hash.wrapping_mul(MULTIPLIER);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(MULTIPLIER);
    hash ^ (hash >> SHIFT)
}

/// Returns the four words of `MurmurHash3_x64_128` of one 64-bit key, by which an embedding table
/// picks four rows for a word.
pub(super) fn murmur128(key: u64, seed: u32) -> [u32; 4] {
    const FIRST: u64 = 0x87c3_7b91_1142_53d5;
    const SECOND: u64 = 0x4cf5_ad43_2745_937f;
    const KEY_BYTES: u64 = 8;
    let mixed = key.wrapping_mul(FIRST).rotate_left(31).wrapping_mul(SECOND);
    let mut high = u64::from(seed) ^ KEY_BYTES;
    let mut low = (u64::from(seed) ^ mixed ^ KEY_BYTES).wrapping_add(high);
    high = high.wrapping_add(low);
    (low, high) = (finish(low), finish(high));
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    let lower_half = |word: u64| u32::try_from(word & u64::from(u32::MAX)).unwrap_or(0);
    [lower_half(low), lower_half(low >> 32), lower_half(high), lower_half(high >> 32)]
}

fn finish(mut k: u64) -> u64 {
    k = (k ^ (k >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    k = (k ^ (k >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    k ^ (k >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_that_the_package_gives_them() {
        for (text, number) in [
            ("coffee", 3_197_928_453_018_144_401),
            ("the", 7_425_985_699_627_899_538),
            ("Ljubljana", 3_890_447_464_546_312_993),
            ("abcdefgh", 17_751_780_907_874_141_760),
            ("abcdefghijklmnopq", 2_395_869_216_546_743_846),
        ] {
            assert_eq!(murmur64(text.as_bytes(), 1), number, "{text}");
        }
    }

    #[test]
    fn keys_pick_the_rows_that_the_package_picks() {
        let coffee = [2_399_055_680, 1_118_310_852, 3_598_583_520, 1_677_466_278];
        assert_eq!(murmur128(3_197_928_453_018_144_401, 8), coffee);
        assert_eq!(murmur128(0, 8), [0; 4]);
        let one = [1_161_550_108, 2_247_783_286, 1_742_325_162, 1_224_191_281];
        assert_eq!(murmur128(1, 8), one);
    }
}
