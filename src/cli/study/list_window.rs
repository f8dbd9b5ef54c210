//! The part of a list that is seen where the terminal has no room for all of it.

use std::ops::Range;

/// Returns which of so many lines are shown where so many fit: those around the ones that have to be
/// seen, of which the first are, should they be too many.
pub fn window(lines: usize, seen: &Range<usize>, room: usize) -> Range<usize> {
    let room = room.clamp(1, lines.max(1));
    let around = room.saturating_sub(seen.len()) / 2;
    let first = seen.start.saturating_sub(around).min(lines.saturating_sub(room));
    first..(first + room).min(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_seen_is_within_what_fits() {
        for (lines, seen, room, shown) in [
            (5, 0..1, 9, 0..5),
            (5, 0..1, 3, 0..3),
            (5, 2..3, 3, 1..4),
            (5, 4..5, 3, 2..5),
            (8, 3..5, 3, 3..6),
            (8, 3..7, 2, 3..5),
            (8, 7..8, 0, 7..8),
            (0, 0..0, 4, 0..0),
        ] {
            assert_eq!(window(lines, &seen, room), shown, "{seen:?} of {lines} in {room}");
        }
    }
}
