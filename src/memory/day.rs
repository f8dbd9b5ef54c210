//! Moments with the learner's zone, and the days that learners live by.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset as _, Utc};
use std::fmt;

/// The hour of the local clock at which a study day turns, so that an evening that runs past
/// midnight is still one day.
const TURN: i64 = 4;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The first and the last day that a study day can be. The calendar has a year more on either side,
/// so that every moment of these days has a date wherever the learner is.
const FIRST_DAY: i32 = NaiveDate::MIN.to_epoch_days() + 366;
const LAST_DAY: i32 = NaiveDate::MAX.to_epoch_days() - 366;

/// The first and the last moment, in UTC milliseconds since 1970.
const FIRST: i64 = FIRST_DAY as i64 * DAY;
const LAST: i64 = LAST_DAY as i64 * DAY;

/// A moment and the offset of the learner's zone at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// UTC milliseconds since 1970.
    millis: i64,
    /// Seconds east of Greenwich.
    offset: i32,
}

impl Moment {
    /// Returns the moment of this time, which carries its zone's offset, to the millisecond, as
    /// the journal keeps it.
    #[must_use]
    pub fn new(time: DateTime<FixedOffset>) -> Self {
        let millis = time.timestamp_millis().clamp(FIRST, LAST);
        Self { millis, offset: time.offset().local_minus_utc() }
    }

    /// Returns the moment of these UTC milliseconds since 1970 and this offset in seconds, or
    /// none when either is out of range.
    #[must_use]
    pub fn from_millis(millis: i64, offset: i32) -> Option<Self> {
        let sound = (FIRST..=LAST).contains(&millis) && FixedOffset::east_opt(offset).is_some();
        sound.then_some(Self { millis, offset })
    }

    /// Returns the UTC milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.millis
    }

    /// Returns the offset of the learner's zone, in seconds east of Greenwich.
    #[must_use]
    pub fn offset(self) -> i32 {
        self.offset
    }

    /// Returns the time with its offset.
    #[must_use]
    pub fn time(self) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(self.offset).unwrap_or_else(|| Utc.fix());
        let utc = DateTime::from_timestamp_millis(self.millis).unwrap_or_default();
        utc.with_timezone(&zone)
    }

    /// Returns the study day that the moment belongs to: its local date, turning at four.
    #[must_use]
    pub fn study_day(self) -> StudyDay {
        let local = self.millis + i64::from(self.offset) * 1000 - TURN * HOUR;
        StudyDay::within(local.div_euclid(DAY))
    }

    /// Returns the moment this many seconds later, or the last there is.
    #[must_use]
    pub fn after_seconds(self, seconds: u32) -> Self {
        Self { millis: (self.millis + i64::from(seconds) * 1000).min(LAST), ..self }
    }

    /// Returns how many seconds passed since an earlier moment; zero when it is later.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        ((self.millis - earlier.millis) / 1000).max(0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.time().to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
    }
}

/// A learner's day, from four in the morning to four in the morning: the number of its date, in days
/// since the first of 1970, since days are compared and counted far more often than shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyDay(i32);

impl StudyDay {
    /// Returns the study day of this calendar date.
    #[must_use]
    pub fn new(date: NaiveDate) -> Self {
        Self::within(date.to_epoch_days().into())
    }

    /// Returns the study day of this number, if the calendar has it.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        (FIRST_DAY..=LAST_DAY).contains(&number).then_some(Self(number))
    }

    /// Returns how many days its date is behind the first of 1970.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// Returns the calendar date on which the day begins.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// Returns the day this many days later, or the last that the calendar has.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        Self::within(i64::from(self.0) + i64::from(days))
    }

    /// Returns the day this many days earlier, or the first that the calendar has.
    #[must_use]
    pub fn minus(self, days: u32) -> Self {
        Self::within(i64::from(self.0) - i64::from(days))
    }

    /// Returns how many days this day is after an earlier one; zero when it is before.
    ///
    /// A traveller's day can seem to go backwards; no time has passed then.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> u32 {
        // Both lie within the calendar, so what is between them fits.
        u32::try_from(self.0 - earlier.0).unwrap_or(0)
    }

    /// Returns the moment at which the day begins in a zone of this offset.
    #[must_use]
    pub fn start(self, offset: i32) -> Option<Moment> {
        let local = i64::from(self.0) * DAY + TURN * HOUR;
        Moment::from_millis(local - i64::from(offset) * 1000, offset)
    }

    /// Returns the day of a number, or the first or last that there is.
    fn within(number: i64) -> Self {
        let number = number.clamp(FIRST_DAY.into(), LAST_DAY.into());
        Self(i32::try_from(number).unwrap_or(LAST_DAY))
    }
}

impl fmt::Display for StudyDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn moment(text: &str) -> Moment {
        Moment::new(DateTime::parse_from_rfc3339(text).expect(text))
    }

    #[test]
    fn the_day_turns_at_four() {
        let day = |text| moment(text).study_day().to_string();
        assert_eq!(day("2026-11-22T03:59:59+05:00"), "2026-11-21");
        assert_eq!(day("2026-11-22T04:00:00+05:00"), "2026-11-22");
        assert_eq!(day("2026-11-22T23:59:59+05:00"), "2026-11-22");
        assert_eq!(day("2026-01-01T00:30:00Z"), "2025-12-31");
    }

    #[test]
    fn days_between_reviews_are_counted_by_fours_not_by_hours() {
        let days = |a, b| moment(b).study_day().days_since(moment(a).study_day());
        assert_eq!(days("2026-11-22T23:50:00Z", "2026-11-23T03:00:00Z"), 0);
        assert_eq!(days("2026-11-22T23:50:00Z", "2026-11-23T04:10:00Z"), 1);
        // The clock goes back in autumn: 25 hours lie between two mornings, and one day.
        assert_eq!(days("2026-10-24T08:00:00+02:00", "2026-10-25T08:00:00+01:00"), 1);
        // It goes forward in spring: 23 hours, and one day.
        assert_eq!(days("2026-03-28T08:00:00+01:00", "2026-03-29T08:00:00+02:00"), 1);
        // A flight west across the date line lives one day twice; nothing is counted twice.
        assert_eq!(days("2026-11-22T09:00:00+12:00", "2026-11-21T21:00:00-10:00"), 0);
    }

    #[test]
    fn a_day_starts_at_four_in_the_zone_asked_for() {
        let day = moment("2026-11-22T12:00:00Z").study_day();
        let start = day.start(5 * 3600).expect("a moment");
        assert_eq!(start.to_string(), "2026-11-22T04:00:00+05:00");
    }

    #[test]
    fn a_journey_around_the_world_skips_no_day_and_doubles_none() {
        // Eastward, an hour's offset or three a day, over the date line and home again.
        let journey = [
            ("2026-06-01T12:00:00+00:00", 0),
            ("2026-06-02T12:00:00+03:00", 1),
            ("2026-06-03T12:00:00+07:00", 1),
            ("2026-06-04T12:00:00+12:00", 1),
            // Over the line the same date comes again; its second noon is no new day.
            ("2026-06-04T12:00:00-11:00", 0),
            ("2026-06-05T12:00:00-08:00", 1),
            ("2026-06-06T12:00:00-04:00", 1),
            ("2026-06-07T12:00:00+00:00", 1),
        ];
        for pair in journey.windows(2) {
            let (before, after) = (moment(pair[0].0), moment(pair[1].0));
            assert_eq!(
                after.study_day().days_since(before.study_day()),
                pair[1].1,
                "{}",
                pair[1].0
            );
        }
    }

    proptest! {
        #[test]
        fn days_add_up_in_one_zone(
            start in 0i64..2_000_000_000_000,
            waits in (0i64..10_000_000_000, 0i64..10_000_000_000),
            offset in -50_000i32..50_000,
        ) {
            let at = |millis| Moment::from_millis(millis, offset).expect("in range").study_day();
            let (a, b, c) = (at(start), at(start + waits.0), at(start + waits.0 + waits.1));
            prop_assert_eq!(c.days_since(a), b.days_since(a) + c.days_since(b));
        }

        #[test]
        fn a_study_day_is_the_local_date_four_hours_ago(
            millis in -4_000_000_000_000i64..8_000_000_000_000,
            offset in -50_000i32..50_000,
        ) {
            let moment = Moment::from_millis(millis, offset).expect("in range");
            let local = moment.time().naive_local() - TimeDelta::hours(4);
            prop_assert_eq!(moment.study_day().date(), local.date());
            prop_assert_eq!(moment.study_day(), StudyDay::new(local.date()));
            let start = moment.study_day().start(offset).expect("in range");
            prop_assert!(start <= moment && moment < start.after_seconds(86_400));
        }

        #[test]
        fn no_moment_is_too_far_away(millis in any::<i64>(), offset in any::<i32>(), days in any::<u32>()) {
            for millis in [millis, FIRST, LAST] {
                let Some(moment) = Moment::from_millis(millis, offset) else { continue };
                let far = moment.after_seconds(days).study_day();
                let shown = [far, far.plus(days), far.minus(days)].map(|day| day.to_string());
                prop_assert!(shown.iter().all(|day| !day.is_empty()));
                prop_assert_eq!(Moment::new(moment.time()), moment);
            }
        }

        #[test]
        fn a_moment_survives_the_journal(millis in -2_000_000_000_000i64..4_000_000_000_000, offset in -50_000i32..50_000) {
            let moment = Moment::from_millis(millis, offset).expect("in range");
            prop_assert_eq!((moment.millis(), moment.offset()), (millis, offset));
        }
    }
}
