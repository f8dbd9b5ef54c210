//! Numbers and days as people read them.

use crate::memory::{Moment, StudyDay};

/// Returns a day in full: "22 November 2026".
pub fn date(day: StudyDay) -> String {
    day.date().format("%-d %B %Y").to_string()
}

/// Returns a moment to the minute: "22 November 2026, 09:00".
pub fn moment(at: Moment) -> String {
    at.time().format("%-d %B %Y, %H:%M").to_string()
}

/// Returns a share as a percentage: "91 %".
pub fn percent(share: f64) -> String {
    // A sum of nothing is minus nought in floating point.
    format!("{:.0} %", (share * 100.0).abs())
}

/// Returns a length of time in its two largest units: "2 h 5 min".
pub fn duration(seconds: u64) -> String {
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) if minutes < 10 && !seconds.is_multiple_of(60) => {
            format!("{minutes} min {} s", seconds % 60)
        }
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) if minutes.is_multiple_of(60) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {} min", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_told_in_its_largest_units() {
        for (seconds, told) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (95, "1 min 35 s"),
            (754, "12 min"),
            (3600, "1 h"),
            (7500, "2 h 5 min"),
        ] {
            assert_eq!(duration(seconds), told);
        }
    }
}
