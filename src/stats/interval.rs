//! How sure a share is.

/// The standard normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.959_963_985;

/// Returns between which shares the true one lies with a confidence of 95 %, so many of so many
/// having been seen; none of none.
///
/// Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927),
/// which holds for few and for shares near 0 and 1 too.
#[must_use]
pub fn wilson(of: u32, all: u32) -> Option<(f64, f64)> {
    if all == 0 {
        return None;
    }
    let n = f64::from(all);
    let share = f64::from(of) / n;
    let scale = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(((middle - half).max(0.0), (middle + half).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_as_published() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        for (of, all, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (l, h) = wilson(of, all).expect("some");
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{of}: {l} {h}");
        }
        assert_eq!(wilson(0, 0), None);
    }
}
