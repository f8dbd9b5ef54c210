//! Plots of text: bars, columns, ranges and shades, without colour and no wider than they are told.

/// Eighths of a cell, from the ground up.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Shades from nothing to all.
pub const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// Returns how far a share of one reaches over so many cells.
fn cells(share: f64, room: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few columns"
    )]
    let cells = (share.clamp(0.0, 1.0) * room as f64).round() as usize;
    cells
}

/// Returns a bar as long as a number's part of the largest; a number above zero is seen.
pub fn bar(number: u32, most: u32, room: usize) -> String {
    "█".repeat((number as usize * room).div_ceil(most.max(1) as usize))
}

/// Returns a bar as long as a share of the room.
pub fn share_bar(share: f64, room: usize) -> String {
    "█".repeat(cells(share, room))
}

/// Returns a bar of the share that was seen with a mark where it was predicted.
pub fn calibration_bar(predicted: f64, seen: f64, room: usize) -> String {
    let last = room.saturating_sub(1);
    let (predicted, seen) = (cells(predicted, last), cells(seen, last));
    (0..room)
        .map(|i| match i {
            i if i == predicted => '|',
            i if i <= seen => '#',
            _ => ' ',
        })
        .collect()
}

/// Returns the range between two shares with a point within, on a scale that begins at `from` and
/// ends at 1.
pub fn range(low: f64, point: f64, high: f64, from: f64, room: usize) -> String {
    let last = room.saturating_sub(1);
    let place = |share: f64| cells((share - from) / (1.0 - from), last);
    let (low, point, high) = (place(low), place(point), place(high));
    (0..room)
        .map(|i| match i {
            i if i == point => '●',
            i if i == low => '├',
            i if i == high => '┤',
            i if i > low && i < high => '─',
            _ => '·',
        })
        .collect()
}

/// Returns lines of columns, the highest number being `height` lines high; each number is as many
/// cells wide as the room allows for all of them.
pub fn columns(numbers: &[f64], height: usize, room: usize) -> Vec<String> {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let wide = (room / numbers.len().max(1)).clamp(1, 8);
    // With more numbers than cells the latest ones are shown.
    let shown = &numbers[numbers.len().saturating_sub(room)..];
    let column = |number: f64, line: usize| {
        let share = if most > 0.0 { number / most } else { 0.0 };
        let eighths = cells(share, height * 8).max(usize::from(number > 0.0));
        EIGHTHS[eighths.saturating_sub((height - 1 - line) * 8).min(8)]
    };
    (0..height)
        .map(|line| {
            shown
                .iter()
                .flat_map(|number| std::iter::repeat_n(column(*number, line), wide))
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_zero_is_seen_and_the_most_fills_the_room() {
        assert_eq!([0, 1, 50, 100].map(|n| bar(n, 100, 10).chars().count()), [0, 1, 5, 10]);
        assert_eq!(bar(0, 0, 10), "");
        assert_eq!(columns(&[0.0, 0.001, 4.0, 8.0], 2, 4), ["   █", " ▁██"]);
        assert_eq!(columns(&[], 1, 10), [""]);
        assert_eq!(columns(&[0.0], 1, 3), ["   "]);
    }

    #[test]
    fn ranges_keep_to_their_room_whatever_the_shares() {
        assert_eq!(range(0.6, 0.75, 0.9, 0.5, 11), "··├──●──┤··");
        for (low, point, high) in [(0.0, 0.0, 0.1), (1.0, 1.0, 1.0), (0.2, 0.9, 1.0)] {
            assert_eq!(range(low, point, high, 0.5, 9).chars().count(), 9);
        }
        assert_eq!(range(0.9, 1.0, 1.0, 0.5, 0), "");
        assert_eq!(calibration_bar(0.5, 0.5, 0), "");
        assert_eq!(calibration_bar(1.0, 0.5, 5), "### |");
    }
}
