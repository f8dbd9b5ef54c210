//! What is due: the items of a session, in the order they are asked.

use super::backlog::{Backlog, backlog};
use super::item::{Availability, ItemId, Listed, Standing};
use super::mix::mixed;
use super::settings::StudySettings;
use super::siblings::Turn;
use crate::memory::{ItemState, Moment, Phase, StudyDay};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// An item that a session asks.
#[derive(Debug, Clone)]
pub struct Due<'d> {
    /// The item.
    pub item: Listed<'d>,
    /// Where it stands.
    pub state: ItemState,
    /// How its deck is studied.
    pub settings: &'d StudySettings,
}

impl Due<'_> {
    /// Returns whether the item is in its first steps, or back in steps: asked by the clock.
    #[must_use]
    pub fn is_in_steps(&self) -> bool {
        self.state.seen().is_some_and(|seen| !matches!(seen.phase, Phase::Review { .. }))
    }

    /// Returns whether the item is in review and due by a day.
    fn waits(&self, day: StudyDay) -> bool {
        let phase = self.state.seen().map(|seen| seen.phase);
        matches!(phase, Some(Phase::Review { due, .. }) if due <= day)
    }

    /// Returns whether the item is in the steps that it was put into on this day, and goes on.
    fn goes_on(&self, day: StudyDay) -> bool {
        self.is_in_steps() && self.state.answered_on(day)
    }

    /// Returns its turn among the items of its card; none when it is new.
    fn turn(&self, now: Moment) -> Option<Turn> {
        Turn::of(self.item.part, &self.state, &self.settings.scheduler.model, now)
    }
}

/// How many items are still to be asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Never answered.
    pub new: usize,
    /// In their first steps, or forgotten and back in steps.
    pub learning: usize,
    /// Learnt and due.
    pub review: usize,
}

/// What a session asks: young items by the clock, the rest in order.
#[derive(Debug, Clone, Default)]
pub struct Plan<'d> {
    /// Items in steps, which have their own moments.
    pub learning: Vec<Due<'d>>,
    /// Items in review with new ones mixed in.
    pub main: VecDeque<Due<'d>>,
}

impl Plan<'_> {
    /// Puts an item first, when it is planned.
    pub fn begin_with(&mut self, item: &ItemId) {
        if let Some(place) = self.main.iter().position(|due| due.item.id() == *item)
            && let Some(due) = self.main.remove(place)
        {
            self.main.push_front(due);
        }
    }

    /// Returns how many items are planned, by state.
    #[must_use]
    pub fn left(&self) -> Left {
        let new = self.main.iter().filter(|due| due.state == ItemState::New).count();
        Left { new, learning: self.learning.len(), review: self.main.len() - new }
    }
}

/// What was done today already, of one deck.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// New items answered for the first time today.
    pub introduced: u32,
    /// Items in review answered today.
    pub reviewed: u32,
    /// The cards answered today, whose other items wait until tomorrow.
    pub cards: HashSet<String>,
}

/// One deck's items for today, before they are mixed with other decks'.
#[derive(Debug, Clone, Default)]
pub struct Share<'d> {
    learning: Vec<Due<'d>>,
    review: Vec<Due<'d>>,
    new: Vec<Due<'d>>,
    /// What waited while the learner was away, when it is more than usual.
    pub backlog: Option<Backlog>,
}

impl<'d> Share<'d> {
    /// Keeps of the items of each card the one whose turn it is. Of cards that were answered today
    /// only what goes on in its steps is kept.
    fn keep_one_of_each_card(&mut self, answered: &HashSet<String>, now: Moment) {
        let day = now.study_day();
        let going_on = self.learning.iter().filter(|due| due.goes_on(day));
        let going_on: HashSet<&'d str> = going_on.map(|due| due.item.card).collect();
        let asked = |card: &str| answered.contains(card) || going_on.contains(card);
        let mut first: HashMap<&'d str, Turn> = HashMap::new();
        for due in self.learning.iter().chain(&self.review) {
            let Some(turn) = due.turn(now).filter(|_| !asked(due.item.card)) else { continue };
            let first = first.entry(due.item.card).or_insert(turn);
            if turn.is_before(first) {
                *first = turn;
            }
        }
        let is_first = |due: &Due<'_>| {
            first.get(due.item.card).is_some_and(|first| due.turn(now) == Some(*first))
        };
        self.learning.retain(|due| due.goes_on(day) || is_first(due));
        self.review.retain(is_first);
        let mut begun: HashSet<&'d str> = first.keys().copied().collect();
        self.new.retain(|due| !asked(due.item.card) && begun.insert(due.item.card));
    }
}

/// How far a session reaches beyond what is due today.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reach {
    /// Items in review due within so many days are asked too.
    pub ahead: u32,
    /// What the learner usually does in a day, against which a backlog is measured.
    pub usual: Option<f64>,
}

/// Returns the items of one deck that are asked today.
///
/// Items in review come by what waiting costs: lowest chance of recall first; new items in deck
/// order. Limits are applied after that order, so what is left for tomorrow is what can best wait.
/// Of the items of one card only one is asked a day: the one that has been due for the longest.
#[must_use]
pub fn share<'d>(
    items: &[Listed<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    today: &Today,
    reach: Reach,
    now: Moment,
) -> Share<'d> {
    let mut share = due_items(items, standings, settings, reach, now);
    share.review.sort_by(|a, b| by_need(a, b, now));
    // What is asked before its time is no backlog.
    let waits = share.review.iter().filter(|due| due.waits(now.study_day())).count();
    let due = u32::try_from(waits).unwrap_or(u32::MAX).saturating_add(today.reviewed);
    share.backlog = backlog(due, reach.usual);
    share.keep_one_of_each_card(&today.cards, now);
    let left = |limit: u32, done: u32| limit.saturating_sub(done) as usize;
    let bearable = share.backlog.map_or(u32::MAX, |backlog| backlog.a_day);
    share.review.truncate(left(settings.limits.reviews.min(bearable), today.reviewed));
    let limit = new_limit(settings, share.new.len(), today.introduced, now.study_day());
    share.new.truncate(left(limit, today.introduced));
    share
}

/// Returns how many new items a day: the limit, or as many as it takes to have begun all of them
/// two days before the exam.
fn new_limit(settings: &StudySettings, new: usize, introduced: u32, today: StudyDay) -> u32 {
    let Some(days) = settings.scheduler.days_to_exam(today) else { return settings.limits.new };
    let left = u32::try_from(new).unwrap_or(u32::MAX).saturating_add(introduced);
    settings.limits.new.max(left.div_ceil(days.saturating_sub(2).max(1)))
}

/// Returns whether an item that is not due would have faded below the wanted recall on the day of
/// an exam that is today or tomorrow.
fn fades_by_exam(state: &ItemState, settings: &StudySettings, now: Moment) -> bool {
    let to_exam = settings.scheduler.days_to_exam(now.study_day());
    let Some(days @ 0..=1) = to_exam else { return false };
    let exam = now.after_seconds(days * 86_400);
    let recall = state.retrievability(&settings.scheduler.model, exam);
    recall.is_some_and(|recall| recall < settings.scheduler.desired.value())
}

fn due_items<'d>(
    items: &[Listed<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    reach: Reach,
    now: Moment,
) -> Share<'d> {
    let day = now.study_day();
    let mut share = Share::default();
    for item in items {
        let standing = standings.get(&item.id()).copied().unwrap_or_default();
        if standing.availability(item.status, day) != Availability::Active {
            continue;
        }
        let due = Due { item: *item, state: standing.state, settings };
        match standing.state.seen().map(|seen| seen.phase) {
            None => share.new.push(due),
            Some(Phase::Learning { due: at, .. } | Phase::Relearning { due: at, .. }) => {
                if at.study_day() <= day {
                    share.learning.push(due);
                }
            }
            Some(Phase::Review { due: on, .. }) => {
                let within = on <= day.plus(reach.ahead);
                if within || fades_by_exam(&standing.state, settings, now) {
                    share.review.push(due);
                }
            }
        }
    }
    share
}

/// How much a session takes at most, beside the limits of each deck.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cap {
    /// Items of any state.
    pub items: Option<u32>,
    /// New items.
    pub new: Option<u32>,
}

/// Mixes the shares of decks into one plan: the need of all reviews is compared, new items are
/// spread evenly among them, and the cap is applied after that.
#[must_use]
pub fn plan(shares: Vec<Share<'_>>, cap: Cap, now: Moment) -> Plan<'_> {
    let mut whole = Share::default();
    for share in shares {
        whole.learning.extend(share.learning);
        whole.review.extend(share.review);
        whole.new.extend(share.new);
    }
    whole.review.sort_by(|a, b| by_need(a, b, now));
    let most = |cap: Option<u32>| cap.map_or(usize::MAX, |n| n as usize);
    whole.new.truncate(most(cap.new));
    whole.learning.truncate(most(cap.items));
    let mut main = mixed(whole.review, whole.new);
    main.truncate(most(cap.items).saturating_sub(whole.learning.len()));
    Plan { learning: whole.learning, main }
}

/// Orders items in review by their chance of recall, the lowest first.
fn by_need(a: &Due<'_>, b: &Due<'_>, now: Moment) -> std::cmp::Ordering {
    let recall =
        |due: &Due<'_>| due.state.retrievability(&due.settings.scheduler.model, now).unwrap_or(0.0);
    recall(a).total_cmp(&recall(b)).then_with(|| a.item.id().cmp(&b.item.id()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Deck, StudyWishes, read_deck};
    use crate::memory::{Model, Rating, Schedule};
    use crate::study::{Item, items_of};

    fn deck(cards: usize) -> Deck {
        let mut text = String::from("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n");
        for i in 0..cards {
            text.push_str(&format!(
                "[[card]]\nid = \"c{i}\"\nkind = \"truth\"\nquestion = \"q{i}\"\nanswer = true\n"
            ));
        }
        read_deck(&text).deck.expect("a deck")
    }

    fn listed(deck: &Deck) -> Vec<Listed<'_>> {
        items_of(deck).iter().map(Item::listed).collect()
    }

    fn noon(day: i64) -> Moment {
        Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 0).expect("in range")
    }

    fn reviewed(day: i64, days: u32) -> Standing {
        let next = Schedule::Review { days };
        let state = ItemState::New.after(&Model::default(), noon(day), Rating::Good, next);
        Standing { state, ..Standing::default() }
    }

    fn planned<'d>(
        deck: &'d Deck,
        standings: &BTreeMap<ItemId, Standing>,
        settings: &'d StudySettings,
        today: &Today,
        now: Moment,
    ) -> Plan<'d> {
        let share = share(&listed(deck), standings, settings, today, Reach::default(), now);
        plan(vec![share], Cap::default(), now)
    }

    fn ids(plan: &Plan<'_>) -> Vec<String> {
        plan.main.iter().map(|due| due.item.card.to_owned()).collect()
    }

    fn settings(new: u32, reviews: u32) -> StudySettings {
        StudySettings::of(&StudyWishes {
            new_per_day: Some(new),
            reviews_per_day: Some(reviews),
            ..StudyWishes::default()
        })
    }

    fn standings(of: &[(&str, Standing)]) -> BTreeMap<ItemId, Standing> {
        let id = |card: &str| ItemId { deck: "d".into(), card: card.into(), part: 1 };
        of.iter().map(|(card, standing)| (id(card), *standing)).collect()
    }

    #[test]
    fn the_item_most_likely_forgotten_comes_first_and_limits_come_after() {
        let deck = deck(4);
        let known =
            standings(&[("c0", reviewed(5, 1)), ("c1", reviewed(0, 1)), ("c2", reviewed(3, 1))]);
        let settings = settings(0, 2);
        let plan = planned(&deck, &known, &settings, &Today::default(), noon(10));
        assert_eq!(ids(&plan), ["c1", "c2"]);
    }

    #[test]
    fn what_is_due_later_or_done_today_is_left_out() {
        let deck = deck(3);
        let known = standings(&[("c0", reviewed(0, 9)), ("c1", reviewed(0, 5))]);
        let settings = settings(10, 10);
        let today = Today { introduced: 9, cards: ["c1".to_owned()].into(), ..Today::default() };
        let plan = planned(&deck, &known, &settings, &today, noon(5));
        assert_eq!(ids(&plan), ["c2"]);
    }

    #[test]
    fn new_items_are_spread_among_the_others() {
        let deck = deck(6);
        let known: Vec<(String, Standing)> =
            (0..4).map(|i| (format!("c{i}"), reviewed(i, 1))).collect();
        let known: Vec<(&str, Standing)> = known.iter().map(|(c, s)| (c.as_str(), *s)).collect();
        let settings = settings(10, 10);
        let plan = planned(&deck, &standings(&known), &settings, &Today::default(), noon(9));
        assert_eq!(ids(&plan), ["c0", "c1", "c4", "c2", "c3", "c5"]);
    }

    #[test]
    fn an_exam_brings_all_new_items_in_before_it_and_the_fading_ones_on_its_eve() {
        let deck = deck(40);
        let exam = |day: i64| {
            let mut settings = settings(5, 100);
            settings.scheduler.exam = Some(noon(day).study_day());
            settings
        };
        let planned_on = |settings: &StudySettings, known: &[(&str, Standing)], day| {
            ids(&planned(&deck, &standings(known), settings, &Today::default(), noon(day)))
        };
        assert_eq!(planned_on(&exam(10), &[], 0).len(), 5, "five a day are done in time");
        assert_eq!(planned_on(&exam(6), &[], 0).len(), 10, "forty in four days");
        assert_eq!(planned_on(&exam(6), &[], 7).len(), 5, "the exam is over");
        let fading = [("c0", reviewed(0, 30))];
        let asked = |day| planned_on(&exam(20), &fading, day).contains(&"c0".to_owned());
        assert!(!asked(18) && asked(19) && asked(20), "due later, but faded on the day");
    }

    #[test]
    fn what_is_studied_ahead_comes_after_what_is_due() {
        let deck = deck(2);
        let known = standings(&[("c0", reviewed(3, 4)), ("c1", reviewed(0, 5))]);
        let settings = settings(0, 10);
        let reach = |ahead| Reach { ahead, usual: None };
        let on = |ahead| {
            let today = Today::default();
            let share = share(&listed(&deck), &known, &settings, &today, reach(ahead), noon(5));
            ids(&plan(vec![share], Cap::default(), noon(5)))
        };
        assert_eq!(on(0), ["c1"]);
        assert_eq!(on(2), ["c1", "c0"]);
    }

    #[test]
    fn no_gap_waits_for_ever_behind_one_that_is_forgotten_every_day() {
        let deck = read_deck(
            "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\n\
             kind = \"cloze\"\ntext = \"{{one}} {{two}} {{three}}\"\n",
        );
        let deck = deck.deck.expect("a deck");
        let settings = settings(10, 10);
        let part = |part| ItemId { deck: "d".into(), card: "c".into(), part };
        // Whether a lapse ends in steps, or with another day's interval.
        for again in [Schedule::Relearning { step: 0, pause: 600 }, Schedule::Review { days: 1 }] {
            let mut known: BTreeMap<ItemId, Standing> =
                [(part(1), reviewed(0, 6)), (part(2), reviewed(4, 1))].into();
            let mut asked = Vec::new();
            for day in 5..10 {
                let plan = planned(&deck, &known, &settings, &Today::default(), noon(day));
                let due = plan.learning.iter().chain(&plan.main).collect::<Vec<_>>();
                assert_eq!(due.len(), 1, "one a day");
                let (item, state) = (due[0].item.id(), due[0].state);
                let next = if item.part == 2 { again } else { Schedule::Review { days: 30 } };
                let state = state.after(&Model::default(), noon(day), Rating::Again, next);
                asked.push(item.part);
                known.insert(item, Standing { state, ..Standing::default() });
            }
            assert_eq!(asked.iter().filter(|part| **part == 1).count(), 1, "{again:?}: {asked:?}");
        }
    }

    #[test]
    fn a_backlog_is_asked_in_parts_the_most_at_risk_first() {
        let deck = deck(60);
        let known: Vec<(String, Standing)> =
            (0..60).map(|i| (format!("c{i}"), reviewed(i % 7, 1))).collect();
        let known: Vec<(&str, Standing)> = known.iter().map(|(c, s)| (c.as_str(), *s)).collect();
        let settings = settings(0, 200);
        let reach = Reach { ahead: 0, usual: Some(10.0) };
        let today = Today::default();
        let share = share(&listed(&deck), &standings(&known), &settings, &today, reach, noon(30));
        assert_eq!(share.backlog, Some(Backlog { due: 60, a_day: 20 }));
        let asked = ids(&plan(vec![share], Cap::default(), noon(30)));
        assert_eq!(asked.len(), 20);
        assert_eq!(asked[0], "c0", "reviewed longest ago");
    }

    #[test]
    fn what_is_asked_before_its_time_is_no_backlog() {
        let deck = deck(60);
        let known: Vec<(String, Standing)> =
            (0..60).map(|i| (format!("c{i}"), reviewed(0, 30))).collect();
        let known: Vec<(&str, Standing)> = known.iter().map(|(c, s)| (c.as_str(), *s)).collect();
        let mut settings = settings(0, 200);
        let share_of = |settings: &StudySettings, ahead, day| {
            let reach = Reach { ahead, usual: Some(10.0) };
            let (known, today) = (standings(&known), Today::default());
            let share = share(&listed(&deck), &known, settings, &today, reach, noon(day));
            (share.backlog, share.review.len())
        };
        assert_eq!(share_of(&settings, 10, 25), (None, 60), "what a learner asks for ahead");
        assert_eq!(share_of(&settings, 0, 30).1, 20, "the same, once due");
        settings.scheduler.exam = Some(noon(20).study_day());
        assert_eq!(share_of(&settings, 0, 19), (None, 60), "what fades by tomorrow's exam");
    }

    #[test]
    fn suspended_buried_and_draft_items_are_not_asked() {
        let deck = deck(3);
        let suspended = Standing { suspended: true, ..Standing::default() };
        let buried = Standing { buried_until: Some(noon(1).study_day()), ..Standing::default() };
        let known = standings(&[("c0", suspended), ("c1", buried)]);
        let settings = settings(10, 10);
        let on = |day| ids(&planned(&deck, &known, &settings, &Today::default(), noon(day)));
        assert_eq!(on(0), ["c2"]);
        assert_eq!(on(1), ["c1", "c2"]);
    }
}
