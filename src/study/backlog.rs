//! What waited while a learner was away: spread over days, so that coming back is bearable.

/// Fewer due items than this are no backlog, however idle the learner usually is.
const BEARABLE: u32 = 20;
/// How many days with reviews must be known before a habit is.
const HABIT: usize = 5;
/// Due items beyond this many usual days are a backlog.
const USUAL_DAYS: f64 = 2.0;
/// A day of catching up has this share of a usual day.
const CATCHING_UP: f64 = 1.5;

/// Due items that are more than a learner usually does in two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// How many are due.
    pub due: u32,
    /// How many are asked a day until it is gone.
    pub a_day: u32,
}

impl Backlog {
    /// Returns how many days it takes, if nothing came due meanwhile.
    #[must_use]
    pub fn days(self) -> u32 {
        self.due.div_ceil(self.a_day.max(1))
    }
}

/// Returns whether so many due items can be a backlog, whatever is usual.
#[must_use]
pub fn may_be_backlog(due: u32) -> bool {
    due > BEARABLE
}

/// Returns how many learnt items a learner answers on a day with reviews, by the mean of such days,
/// given by their counts; none until there is a habit.
#[must_use]
pub fn usual_reviews(days: &[u32]) -> Option<f64> {
    if days.len() < HABIT {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "days are few")]
    Some(f64::from(days.iter().sum::<u32>()) / days.len() as f64)
}

/// Returns the backlog of so many due items for a learner with this habit, if it is one.
#[must_use]
pub fn backlog(due: u32, usual: Option<f64>) -> Option<Backlog> {
    let usual = usual?;
    if !may_be_backlog(due) || f64::from(due) <= USUAL_DAYS * usual {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a mean of counts is small and not negative"
    )]
    let a_day = (CATCHING_UP * usual).ceil() as u32;
    let backlog = Backlog { due, a_day: a_day.max(BEARABLE) };
    (backlog.days() > 1).then_some(backlog)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backlog_is_spread_by_habit() {
        assert_eq!(backlog(90, Some(20.0)), Some(Backlog { due: 90, a_day: 30 }));
        assert_eq!(backlog(90, Some(20.0)).map(Backlog::days), Some(3));
        assert_eq!(backlog(40, Some(20.0)), None, "two usual days are bearable");
        assert_eq!(backlog(20, Some(1.0)), None, "few items are bearable");
        assert_eq!(backlog(50, Some(1.0)), Some(Backlog { due: 50, a_day: 20 }));
        assert_eq!(backlog(500, None), None, "without a habit the limit decides");
    }
}
