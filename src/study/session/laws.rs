//! What holds of every session, whatever a learner does.

use super::*;
use crate::deck::{Deck, StudyWishes, read_deck};
use crate::memory::Model;
use crate::study::{
    Cap, Item, Key, Listed, OpenDecks, Reach, Standing, StudySettings, Today, effective, items_of,
    plan, share,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// What a learner may do with a question.
#[derive(Debug, Clone, Copy)]
enum Doing {
    Right,
    Wrong,
    Skip,
    Bury,
    Suspend,
    Undo,
    Overrule(Rating),
}

fn doing() -> impl Strategy<Value = Doing> {
    let rating = prop::sample::select(Rating::ALL.to_vec());
    prop_oneof![
        6 => Just(Doing::Right),
        3 => Just(Doing::Wrong),
        1 => Just(Doing::Skip),
        1 => Just(Doing::Bury),
        1 => Just(Doing::Suspend),
        2 => Just(Doing::Undo),
        2 => rating.prop_map(Doing::Overrule),
    ]
}

fn deck() -> Deck {
    let cards: String = (0..4)
        .map(|i| {
            format!(
                "[[card]]\nid = \"t{i}\"\nkind = \"text\"\nquestion = \"q{i}\"\nanswer = \"a{i}\"\n\
                 reversed = true\n[[card]]\nid = \"c{i}\"\nkind = \"cloze\"\n\
                 text = \"{{{{one}}}} {{{{two}}}} {i}\"\n"
            )
        })
        .collect();
    read_deck(&format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}"))
        .deck
        .expect("a deck")
}

fn morning(day: i64, second: i64) -> Moment {
    let millis = 1_767_268_800_000 + day * 86_400_000 + second * 1000;
    Moment::from_millis(millis, 0).expect("in range")
}

fn settings() -> StudySettings {
    StudySettings::of(&StudyWishes::default())
}

fn session<'d>(
    cards: &'d OpenDecks<'d>,
    deck: &'d Deck,
    settings: &'d StudySettings,
    events: &[Event],
    now: Moment,
) -> Session<'d> {
    let standings: BTreeMap<ItemId, Standing> =
        effective(events, &Model::default()).standings.into_iter().collect();
    let items: Vec<Listed<'_>> = items_of(deck).iter().map(Item::listed).collect();
    let share = share(&items, &standings, settings, &Today::default(), Reach::default(), now);
    let last = events.last().map(|event| event.id);
    let ids = IdSource::new([3; 32], last);
    let plan = plan(vec![share], Cap::default(), now);
    Session::new(plan, cards, Load::of(&standings), 7, ids)
}

fn right(question: &Question) -> Given {
    match &question.key {
        Key::One(choice) => Given::Text(choice.name.clone()),
        Key::Several(members) => Given::Many(members.clone()),
        Key::Truth(truth) => Given::Truth(*truth),
    }
}

/// Does one thing; returns the event that it made, if it was possible.
fn act(session: &mut Session<'_>, doing: Doing, now: Moment) -> Option<Event> {
    let Step::Ask(question) = session.step(now) else { return None };
    let given = match doing {
        Doing::Right => right(question),
        _ => Given::Text("nothing of the kind".into()),
    };
    match doing {
        Doing::Right | Doing::Wrong => session.answer(given, now).ok().map(|a| a.event),
        Doing::Skip => {
            session.skip().expect("something is asked");
            None
        }
        Doing::Bury => session.bury(now).ok(),
        Doing::Suspend => session.suspend(now).ok(),
        Doing::Undo => session.undo(now).ok(),
        Doing::Overrule(rating) => session.overrule(rating, now).ok().map(|a| a.event),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_the_session_shows_is_what_the_journal_comes_to(
        doings in prop::collection::vec(doing(), 1..40)
    ) {
        let (deck, settings, model) = (deck(), settings(), Model::default());
        let cards = OpenDecks::new(&[&deck]);
        let mut session = session(&cards, &deck, &settings, &[], morning(0, 0));
        let mut events: Vec<Event> = Vec::new();
        for (second, doing) in (0..).zip(doings) {
            events.extend(act(&mut session, doing, morning(0, second)));
            let standings = effective(&events, &model).standings;
            for due in session.plan.learning.iter().chain(&session.plan.main) {
                let stored = standings.get(&due.item.id()).copied().unwrap_or_default();
                prop_assert_eq!(due.state, stored.state);
                prop_assert!(!stored.suspended && stored.buried_until.is_none());
            }
        }
    }

    #[test]
    fn undo_is_the_inverse_of_whatever_was_done(
        before in prop::collection::vec(doing(), 0..12),
        last in prop_oneof![
            Just(Doing::Right), Just(Doing::Wrong), Just(Doing::Bury), Just(Doing::Suspend)
        ],
    ) {
        let (deck, settings, model) = (deck(), settings(), Model::default());
        let cards = OpenDecks::new(&[&deck]);
        let mut session = session(&cards, &deck, &settings, &[], morning(0, 0));
        let mut events: Vec<Event> = Vec::new();
        for (second, doing) in (0..).zip(before) {
            events.extend(act(&mut session, doing, morning(0, second)));
        }
        let standings = |events: &[Event]| {
            let mut standings = effective(events, &model).standings;
            standings.retain(|_, standing| *standing != Standing::default());
            standings
        };
        let (was, left) = (standings(&events), session.left());
        if let Step::Ask(question) = session.step(morning(0, 50)) {
            let asked = question.item.clone();
            let left = if left == session.left() { left } else { session.left() };
            events.extend(act(&mut session, last, morning(0, 51)));
            events.extend(act_undo(&mut session, morning(0, 52)));
            prop_assert_eq!(standings(&events), was);
            prop_assert_eq!(session.left(), left);
            let Step::Ask(again) = session.step(morning(0, 53)) else { panic!("asked again") };
            prop_assert_eq!(&again.item, &asked);
        }
    }

    #[test]
    fn a_session_of_right_answers_ends_and_asks_one_item_of_a_card(day in 0i64..400) {
        let (deck, settings) = (deck(), settings());
        let cards = OpenDecks::new(&[&deck]);
        let mut events: Vec<Event> = Vec::new();
        for today in [day, day + 1, day + 5] {
            let mut session = session(&cards, &deck, &settings, &events, morning(today, 0));
            let mut items: HashSet<ItemId> = HashSet::new();
            let mut steps = 0;
            while let Step::Ask(question) = session.step(morning(today, steps)) {
                items.insert(question.item.clone());
                steps += 1;
                prop_assert!(steps < 100, "it goes on and on");
                events.extend(act(&mut session, Doing::Right, morning(today, steps)));
            }
            let cards: HashSet<&str> = items.iter().map(|item| item.card.as_str()).collect();
            prop_assert_eq!(cards.len(), items.len(), "siblings on one day: {:?}", items);
        }
    }
}

/// Steps until what is asked agrees with the journal, as a sitting does.
fn caught_up(session: &mut Session<'_>, events: &[Event], now: Moment) -> Option<Question> {
    let standings = effective(events, &Model::default()).standings;
    let of = |item: &ItemId| standings.get(item).copied().unwrap_or_default();
    for _ in 0..100 {
        let Step::Ask(question) = session.step(now) else { return None };
        let question = question.clone();
        let siblings = session.current().map(Item::siblings).unwrap_or_default();
        let siblings: Vec<(ItemId, Standing)> =
            siblings.into_iter().map(|item| (item.clone(), of(&item))).collect();
        if session.catch_up(&of(&question.item), &siblings, now) {
            return Some(question);
        }
    }
    panic!("catching up does not end");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn two_sessions_at_once_ask_only_what_is_due_by_the_journal(
        doings in prop::collection::vec((any::<bool>(), doing()), 1..40)
    ) {
        let (deck, settings, model) = (deck(), settings(), Model::default());
        let cards = OpenDecks::new(&[&deck]);
        let mut sessions = [0, 1].map(|_| session(&cards, &deck, &settings, &[], morning(0, 0)));
        let mut events: Vec<Event> = Vec::new();
        for (second, (first, doing)) in (0..).zip(doings) {
            let (now, session) = (morning(0, second), &mut sessions[usize::from(first)]);
            if let Some(question) = caught_up(session, &events, now) {
                let standings = effective(&events, &model).standings;
                let standing = standings.get(&question.item).copied().unwrap_or_default();
                let asked = session.asked.as_ref().map(|asked| asked.due.state);
                prop_assert_eq!(asked, Some(standing.state));
                prop_assert!(!standing.suspended && standing.buried_until.is_none());
                let done = matches!(
                    standing.state.seen().map(|seen| seen.phase), Some(Phase::Review { .. })
                );
                prop_assert!(!done, "asked although done today: {}", question.item);
            }
            session.follow(events.last().map(|event| event.id));
            events.extend(act(session, doing, now));
        }
    }
}

fn act_undo(session: &mut Session<'_>, now: Moment) -> Option<Event> {
    session.undo(now).ok()
}

#[test]
fn the_limit_of_new_items_holds() {
    let (deck, settings) = (
        deck(),
        StudySettings::of(&StudyWishes { new_per_day: Some(3), ..StudyWishes::default() }),
    );
    let cards = OpenDecks::new(&[&deck]);
    let session = session(&cards, &deck, &settings, &[], morning(0, 0));
    assert_eq!(session.left(), Left { new: 3, learning: 0, review: 0 });
}

#[test]
fn cards_that_are_taken_for_each_other_do_not_follow_each_other() {
    let card = |id: &str, answer: &str, wrong: &str| {
        format!(
            "[[card]]\nid = \"{id}\"\nkind = \"choice\"\nquestion = \"q {id}\"\n\
             answer = \"{answer}\"\ndistractors = [\"{wrong}\"]\n"
        )
    };
    let text = format!(
        "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{}{}{}",
        card("a", "Jordan", "Morocco"),
        card("b", "Morocco", "Jordan"),
        card("c", "Peru", "Chile")
    );
    let (deck, settings) = (read_deck(&text).deck.expect("a deck"), settings());
    let cards = OpenDecks::new(&[&deck]);
    let mut session = session(&cards, &deck, &settings, &[], morning(0, 0));
    let mut asked = Vec::new();
    for second in 0..3 {
        let Step::Ask(question) = session.step(morning(0, second)) else { break };
        asked.push(question.item.card.clone());
        session.suspend(morning(0, second)).expect("something is asked");
    }
    assert_eq!(asked, ["a", "c", "b"]);
}

#[test]
fn what_its_deck_no_longer_has_is_passed_over() {
    let (deck, settings) = (deck(), settings());
    let cards = OpenDecks::new(&[]);
    let mut session = session(&cards, &deck, &settings, &[], morning(0, 0));
    assert!(session.left().new > 0);
    assert!(matches!(session.step(morning(0, 0)), Step::Finished(_)));
}
