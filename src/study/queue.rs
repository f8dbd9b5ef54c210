//! What is due: the items of a session, in the order they are asked.

use super::item::{Availability, Item, ItemId, Standing};
use super::settings::StudySettings;
use crate::memory::{ItemState, Moment, Phase};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// An item that a session asks.
#[derive(Debug, Clone)]
pub struct Due<'d> {
    /// The item.
    pub item: Item<'d>,
    /// Where it stands.
    pub state: ItemState,
    /// How its deck is studied.
    pub settings: &'d StudySettings,
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
}

/// Returns the items of one deck that are asked today.
///
/// Items in review come by what waiting costs: lowest chance of recall first; new items in deck
/// order. Limits are applied after that order, so what is left for tomorrow is what can best wait.
/// Of the items of one card only one is asked a day.
#[must_use]
pub fn share<'d>(
    items: &[Item<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    today: &Today,
    now: Moment,
) -> Share<'d> {
    let mut share = due_items(items, standings, settings, now);
    share.review.sort_by(|a, b| by_need(a, b, now));
    let mut taken: HashSet<String> = today.cards.clone();
    taken.extend(share.learning.iter().map(|due| due.item.card.id.to_string()));
    let mut first = |due: &Due<'_>| taken.insert(due.item.card.id.to_string());
    let left = |limit: u32, done: u32| limit.saturating_sub(done) as usize;
    share.review.retain(&mut first);
    share.review.truncate(left(settings.limits.reviews, today.reviewed));
    share.new.retain(&mut first);
    share.new.truncate(left(settings.limits.new, today.introduced));
    share
}

fn due_items<'d>(
    items: &[Item<'d>],
    standings: &BTreeMap<ItemId, Standing>,
    settings: &'d StudySettings,
    now: Moment,
) -> Share<'d> {
    let day = now.study_day();
    let mut share = Share::default();
    for item in items {
        let standing = standings.get(&item.id()).copied().unwrap_or_default();
        if standing.availability(item.card.status, day) != Availability::Active {
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
            Some(Phase::Review { due: on, .. }) if on <= day => share.review.push(due),
            Some(Phase::Review { .. }) => {}
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

/// Spreads new items evenly among the others, the first of them after a first review.
fn mixed<'d>(review: Vec<Due<'d>>, new: Vec<Due<'d>>) -> VecDeque<Due<'d>> {
    let (reviews, news) = (review.len(), new.len());
    let mut review = review.into_iter();
    let mut new = new.into_iter();
    let mut queue = VecDeque::with_capacity(reviews + news);
    let mut placed = 0;
    for place in 0..reviews + news {
        // A new item is due here when its even share of the places so far is not yet reached.
        let share = (place + 1) * news / (reviews + news).max(1);
        let next = if share > placed { new.next() } else { None };
        placed += usize::from(next.is_some());
        queue.extend(next.or_else(|| review.next()));
    }
    queue.extend(review);
    queue.extend(new);
    queue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Deck, StudyWishes, read_deck};
    use crate::memory::{Model, Rating, Schedule};
    use crate::study::items_of;

    fn deck(cards: usize) -> Deck {
        let mut text = String::from("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n");
        for i in 0..cards {
            text.push_str(&format!(
                "[[card]]\nid = \"c{i}\"\nkind = \"truth\"\nquestion = \"q{i}\"\nanswer = true\n"
            ));
        }
        read_deck(&text).deck.expect("a deck")
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
        plan(vec![share(&items_of(deck), standings, settings, today, now)], Cap::default(), now)
    }

    fn ids(plan: &Plan<'_>) -> Vec<String> {
        plan.main.iter().map(|due| due.item.card.id.to_string()).collect()
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
