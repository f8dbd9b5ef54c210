//! What is due, and in which order.

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
fn what_is_skipped_in_its_steps_counts_as_being_learnt() {
    let deck = deck(3);
    let next = Schedule::Learning { step: 0, pause: 600 };
    let state = ItemState::New.after(&Model::default(), noon(5), Rating::Again, next);
    let known =
        standings(&[("c0", Standing { state, ..Standing::default() }), ("c1", reviewed(0, 5))]);
    let (settings, today) = (settings(10, 10), Today::default());
    let mut plan = planned(&deck, &known, &settings, &today, noon(5));
    let left = Left { new: 1, learning: 1, review: 1 };
    assert_eq!(plan.left(), left);
    plan.main.extend(plan.learning.pop());
    assert_eq!(plan.left(), left);
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
    let reach = |ahead| Reach { ahead, ..Reach::default() };
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
fn a_new_gap_does_not_wait_for_ever_behind_one_that_is_forgotten_every_day() {
    let deck = read_deck(
        "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\n\
         kind = \"cloze\"\ntext = \"{{one}} {{two}} {{three}}\"\n",
    );
    let deck = deck.deck.expect("a deck");
    let part = |part| ItemId { deck: "d".into(), card: "c".into(), part };
    let forgotten = Schedule::Review { days: 1 };
    // Returns which parts are asked on ten days, when one is forgotten and what is new is learnt.
    let asked = |new: u32, most: Option<u32>| {
        let settings = settings(new, 10);
        let mut known: BTreeMap<ItemId, Standing> = [(part(1), reviewed(0, 1))].into();
        let mut asked = Vec::new();
        for day in 1..11 {
            let reach = Reach { new: most, ..Reach::default() };
            let share =
                share(&listed(&deck), &known, &settings, &Today::default(), reach, noon(day));
            let plan = plan(vec![share], Cap::default(), noon(day));
            assert_eq!((plan.learning.len(), plan.main.len()), (0, 1), "one a day");
            let (item, state) = (plan.main[0].item.id(), plan.main[0].state);
            let next = if item.part == 1 { forgotten } else { Schedule::Review { days: 30 } };
            let state = state.after(&Model::default(), noon(day), Rating::Again, next);
            asked.push(item.part);
            known.insert(item, Standing { state, ..Standing::default() });
        }
        asked
    };
    assert_eq!(asked(10, None), [1, 1, 1, 2, 1, 1, 1, 3, 1, 1]);
    assert_eq!(asked(0, None), [1; 10], "a new one that is not asked takes nobody's turn");
    assert_eq!(asked(10, Some(0)), [1; 10]);
}

#[test]
fn a_backlog_is_asked_in_parts_the_most_at_risk_first() {
    let deck = deck(60);
    let known: Vec<(String, Standing)> =
        (0..60).map(|i| (format!("c{i}"), reviewed(i % 7, 1))).collect();
    let known: Vec<(&str, Standing)> = known.iter().map(|(c, s)| (c.as_str(), *s)).collect();
    let settings = settings(0, 200);
    let reach = Reach { usual: Some(10.0), ..Reach::default() };
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
        let reach = Reach { ahead, usual: Some(10.0), new: None };
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
