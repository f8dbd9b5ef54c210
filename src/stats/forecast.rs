//! What comes due, day by day.

use super::counts::due_day;
use crate::deck::Status;
use crate::memory::StudyDay;
use crate::study::{Availability, DeckLog, Standing};

/// How many days ahead are forecast, today included.
pub const FORECAST_DAYS: u32 = 15;

/// The items that come due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForecastDay {
    /// The study day.
    pub day: StudyDay,
    /// How many items; on the first day, those overdue too.
    pub due: u32,
}

/// Returns how many items that are seen now come due today and on the fourteen days after it.
/// What will be new or forgotten by then is not guessed; what is suspended or a draft never comes
/// due, and what is buried comes back with the end of that.
#[must_use]
pub fn forecast(logs: &[DeckLog], today: StudyDay) -> Vec<ForecastDay> {
    let mut forecast: Vec<ForecastDay> =
        (0..FORECAST_DAYS).map(|ahead| ForecastDay { day: today.plus(ahead), due: 0 }).collect();
    let items = logs.iter().flat_map(DeckLog::items_here);
    for day in items.filter_map(|(item, card)| comes_back(&item.standing, card.status, today)) {
        if let Some(entry) = forecast.get_mut(day.days_since(today) as usize) {
            entry.due += 1;
        }
    }
    forecast
}

fn comes_back(standing: &Standing, status: Status, today: StudyDay) -> Option<StudyDay> {
    match standing.availability(status, today) {
        Availability::Active => due_day(&standing.state),
        Availability::Buried => due_day(&standing.state).max(standing.buried_until),
        Availability::Suspended | Availability::Draft => None,
    }
}
