//! What comes due, day by day.

use super::counts::items_back;
use crate::memory::{Model, Moment, StudyDay};
use crate::study::DeckLog;

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
/// due, what is buried comes back with the end of that, and of the items of one card one is asked a
/// day.
#[must_use]
pub fn forecast(logs: &[DeckLog], model: &Model, now: Moment) -> Vec<ForecastDay> {
    let today = now.study_day();
    let mut forecast: Vec<ForecastDay> =
        (0..FORECAST_DAYS).map(|ahead| ForecastDay { day: today.plus(ahead), due: 0 }).collect();
    let items = logs.iter().flat_map(|log| items_back(log, model, now));
    for day in items.filter_map(|(.., day)| day) {
        if let Some(entry) = forecast.get_mut(day.days_since(today) as usize) {
            entry.due += 1;
        }
    }
    forecast
}
