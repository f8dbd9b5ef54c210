//! What the agenda tells is what journal and decks tell.

use super::planned::Changed;
use super::*;
use crate::memory::{Moment, Schedule, WEIGHTS};
use crate::progress::journal::tests::events;
use crate::study::{DeckLog, Event, EventId, EventKind, IdSource, Wording};
use proptest::prelude::*;
use std::fs;
use std::time::Duration;

const DECK: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n";

/// A folder with a journal and a deck of the items that drawn events are about.
struct Place {
    home: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { home: tempfile::tempdir().expect("a folder") };
        place.write("a");
        place
    }

    fn write(&self, answer: &str) {
        self.write_cards(4, answer);
    }

    fn write_cards(&self, cards: usize, answer: &str) {
        let card = |n: usize| {
            let question = format!("kind = \"text\"\nquestion = \"q{n}\"");
            format!("[[card]]\nid = \"c{n}\"\n{question}\nanswer = \"{answer}\"\n")
        };
        let cards: String = (0..cards).map(card).collect();
        fs::write(self.deck(), format!("{DECK}{cards}")).expect("written");
    }

    fn deck(&self) -> PathBuf {
        self.home.path().join("deck.toml")
    }

    fn journal(&self) -> PathBuf {
        self.home.path().join("journal.db")
    }

    /// Plans the deck, as a program does that starts when files have settled.
    fn plan(&self, now: Moment) -> Agenda {
        let journal = Journal::open(&self.journal()).expect("a journal");
        let written = fs::metadata(self.deck()).and_then(|about| about.modified());
        let later = written.expect("its time") + Duration::from_secs(10);
        let mut agenda = Agenda::open(&self.journal(), Some(&journal), later).expect("open");
        let none = agenda.plan(vec![self.deck()], Some(&journal), now).expect("planned");
        assert!(none.is_empty());
        agenda
    }

    /// Returns what was answered of the deck, as a program finds it that starts now.
    fn logs(&self, now: Moment) -> Vec<DeckLog> {
        self.logs_of(&mut self.plan(now))
    }

    fn logs_of(&self, agenda: &mut Agenda) -> Vec<DeckLog> {
        let journal = Journal::open(&self.journal()).expect("a journal");
        agenda.logs(Some(&journal)).expect("read")
    }

    /// Returns how many decks have a log that needs not be told again.
    fn kept_logs(&self, now: Moment) -> usize {
        let model = Journal::open(&self.journal()).expect("a journal").model().clone();
        self.plan(now).kept_logs(&model).into_iter().flatten().count()
    }

    fn plan_anew(&self, now: Moment) -> Agenda {
        fs::remove_file(self.home.path().join("agenda.db")).expect("removed");
        for suffix in ["-wal", "-shm"] {
            // There are none when every program has ended well.
            let _ = fs::remove_file(self.home.path().join(format!("agenda.db{suffix}")));
        }
        self.plan(now)
    }
}

fn noon(day: i64) -> Moment {
    Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 5 * 3600).expect("in range")
}

/// Returns what a session is told of the deck, with its habit, which is counted here where it was
/// not yet.
fn told(place: &Place, agenda: &Agenda, now: Moment) -> (DeckAgenda, String, Option<f64>, bool) {
    let deck = &agenda.decks()[0];
    let mut counted = deck.agenda.as_ref().clone();
    let (today, journal) = (now.study_day(), Journal::open(&place.journal()).expect("a journal"));
    if counted.habit.is_none() {
        let first = today.minus(HABIT_DAYS);
        let recent = Recent::of(&journal, first, now).expect("counted");
        assert!(recent.count(&mut counted, first, true));
    }
    let done = agenda.today(deck);
    let cards: BTreeSet<String> = done.cards.into_iter().collect();
    let done = format!("{} {} {cards:?}", done.introduced, done.reviewed);
    (counted, done, agenda.usual(deck, today), deck.has_news())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn an_agenda_that_followed_is_one_that_is_made_anew(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..40),
        cuts in prop::collection::vec(1..8_usize, 1..6),
    ) {
        let place = Place::new();
        let mut rest = events(&drawn, 5);
        let (mut day, mut cuts) = (0, cuts.into_iter().cycle());
        place.plan(noon(0));
        while !rest.is_empty() {
            let behind = rest.split_off(cuts.next().unwrap_or(1).min(rest.len()));
            day += i64::try_from(rest.len()).expect("few");
            let mut journal = Journal::open(&place.journal()).expect("a journal");
            for event in std::mem::replace(&mut rest, behind) {
                journal.append(&event).expect("stored");
            }
            drop(journal);
            let now = noon(day - 1);
            let look = |mut agenda: Agenda| {
                (told(&place, &agenda, now), place.logs_of(&mut agenda))
            };
            let followed = look(place.plan(now));
            let kept = look(place.plan(now));
            let anew = look(place.plan_anew(now));
            prop_assert_eq!(&kept, &anew);
            prop_assert_eq!(&followed, &anew);
        }
    }
}

/// After how many days an answer of [`answers`] is due again.
const DAYS: u32 = 10;

/// Answers to each of so many cards, learnt before, on each of so many days.
fn answers(cards: usize, days: i64) -> Vec<Event> {
    let Event { kind: EventKind::Reviewed(mut review), .. } = events(&[(0, 8, 2, 5)], 7).remove(0)
    else {
        panic!("a review")
    };
    (review.before, review.next) = ("review", Schedule::Review { days: DAYS });
    let mut ids = IdSource::new([3; 32], None);
    let of_day = |day| (0..cards).map(move |card| (noon(day), format!("c{card}")));
    let answer = |(at, card)| {
        let item = Some(ItemId { deck: "d".into(), card, part: 1 });
        Event { id: ids.next(at), at, item, kind: EventKind::Reviewed(review.clone()) }
    };
    (0..days).flat_map(of_day).map(answer).collect()
}

#[test]
fn a_habit_is_counted_once_so_much_is_due_that_it_matters() {
    let place = Place::new();
    place.write_cards(30, "a");
    let mut journal = Journal::open(&place.journal()).expect("a journal");
    let reviews = answers(30, 6);
    for events in reviews.chunks(30) {
        journal.append_all(events).expect("stored");
    }
    drop(journal);
    let look = |agenda: Agenda, day: i64| {
        let deck = &agenda.decks()[0];
        (agenda.usual(deck, noon(day).study_day()), deck.agenda.habit.is_some())
    };
    assert_eq!(look(place.plan(noon(5)), 5), (Some(30.0), true), "all were answered today");
    assert_eq!(look(place.plan_anew(noon(6)), 6), (None, false), "nothing is due, nothing counted");
    assert_eq!(look(place.plan(noon(6)), 6), (None, false));
    let late = 5 + i64::from(DAYS);
    assert_eq!(look(place.plan(noon(late)), late), (Some(30.0), true), "all are due");
    assert_eq!(look(place.plan(noon(late)), late), (Some(30.0), true), "and it is kept");
    assert_eq!(look(place.plan_anew(noon(late)), late), (Some(30.0), true));
    let undo = EventKind::Undone { of: reviews[0].id };
    let mut journal = Journal::open(&place.journal()).expect("a journal");
    let id = IdSource::new([4; 32], journal.last_id().expect("read")).next(noon(late));
    journal
        .append(&Event { id, at: noon(late), kind: undo, ..reviews[0].clone() })
        .expect("stored");
    drop(journal);
    let followed = look(place.plan(noon(late)), late);
    assert_eq!(followed, look(place.plan_anew(noon(late)), late));
    assert!(followed.0.is_some_and(|usual| usual < 30.0), "one of them was taken back");
}

fn met(answer: &str) -> Event {
    let at = noon(0);
    let item = ItemId { deck: "d".into(), card: "c1".into(), part: 1 };
    let wording = Wording { question: "q1".into(), answers: vec![answer.into()] };
    let id: EventId = IdSource::new([9; 32], None).next(at);
    Event { id, at, item: Some(item), kind: EventKind::Met(wording) }
}

#[test]
fn a_deck_with_other_words_than_were_met_has_news_until_they_are_told() {
    let place = Place::new();
    let has_news = || place.plan(noon(0)).decks()[0].has_news();
    assert!(!has_news());
    let mut journal = Journal::open(&place.journal()).expect("a journal");
    journal.append(&met("a")).expect("stored");
    assert!(!has_news(), "it was met as it is");
    place.write("another");
    assert!(has_news() && has_news(), "and again, for nobody was told");
    place.write("a");
    assert!(!has_news());
    let told = Event {
        id: IdSource::new([8; 32], journal.last_id().expect("one")).next(noon(0)),
        ..met("b")
    };
    journal.append(&told).expect("stored");
    assert!(has_news(), "another device met it in other words");
}

#[test]
fn a_deck_that_was_followed_need_not_be_read_again() {
    let place = Place::new();
    place.plan(noon(0));
    let review = events(&[(1, 8, 2, 5)], 7).remove(0);
    let mut journal = Journal::open(&place.journal()).expect("a journal");
    journal.append(&review).expect("stored");
    drop(journal);
    let followed = place.plan(noon(0));
    followed.settle();
    assert_eq!(followed.decks()[0].changed, Changed::Items, "not read again");
    let path = absolute(&place.deck()).expect("a path");
    let (_, kept) = Store::open(&place.journal()).expect("the agenda");
    let (_, decks) = kept.expect("its decks");
    assert_eq!(decks.get(&path), Some(&followed.decks()[0].agenda));
    assert_eq!(place.plan(noon(0)).decks()[0].changed, Changed::Nothing);
}

#[test]
fn a_session_that_is_cut_off_leaves_no_large_log() {
    let place = Place::new();
    place.write_cards(25_000, "a");
    let mut journal = Journal::open(&place.journal()).expect("a journal");
    journal.append(&events(&[(1, 8, 2, 5)], 7).remove(0)).expect("stored");
    drop(journal);
    let agenda = place.plan(noon(0));
    agenda.settle();
    let length = |ending: &str| {
        let path = place.home.path().join(format!("agenda.db{ending}"));
        fs::metadata(path).expect("there").len()
    };
    assert!(length("") > 1_000_000 && length("-wal") < 1_000_000, "of {} bytes", length("-wal"));
}

#[test]
fn what_was_answered_is_told_again_when_something_came_that_changes_it() {
    let place = Place::new();
    let now = noon(0);
    let append = |event: &Event| {
        let mut journal = Journal::open(&place.journal()).expect("a journal");
        let id = IdSource::new([1; 32], journal.last_id().expect("read")).next(now);
        journal.append(&Event { id, ..event.clone() }).expect("stored");
    };
    append(&events(&[(1, 8, 2, 5)], 7)[0]);
    assert_eq!(place.kept_logs(now), 0);
    assert_eq!(place.logs(now)[0].answers.len(), 1);
    assert_eq!(place.kept_logs(now), 1);
    fs::write(place.deck(), fs::read(place.deck()).expect("a deck")).expect("touched");
    assert_eq!(place.kept_logs(now), 1, "the file has the same bytes");
    append(&events(&[(1, 8, 2, 5)], 8)[0]);
    assert_eq!(place.kept_logs(now), 0, "an answer came");
    assert_eq!(place.logs(now)[0].answers.len(), 2);
    let mut weights = WEIGHTS;
    weights[0] += 0.25;
    let kind = EventKind::Fitted { weights: weights.into() };
    append(&Event { item: None, kind, ..met("a") });
    assert_eq!(place.kept_logs(now), 0, "memories are told by other weights");
    assert_eq!(place.logs(now).len(), place.kept_logs(now));
    place.write("another");
    assert_eq!(place.kept_logs(now), 0, "the cards are others");
}

#[test]
fn a_card_of_a_large_deck_is_found_without_reading_the_deck() {
    let place = Place::new();
    let card = |n: u32| {
        format!(
            "[[card]]\nkind = \"text\"\nid = \"c{n}\"\nquestion = \"q{n}\"\nanswer = \"a{n}\"\n"
        )
    };
    let text = format!("{DECK}{}", (0..600).map(card).collect::<String>());
    fs::write(place.deck(), &text).expect("written");
    for known in [false, true] {
        let agenda = place.plan(noon(0));
        let deck = &agenda.decks()[0];
        assert_eq!(deck.changed == Changed::Nothing, known);
        for n in [0, 7, 599] {
            let alone = agenda.card_alone(deck, &format!("c{n}")).expect("found");
            assert_eq!(alone.cards.len(), 1);
            assert_eq!(alone.cards[0].body.key(), format!("a{n}"));
        }
        assert_eq!(agenda.card_alone(deck, "c600"), None);
    }
    let agenda = place.plan(noon(0));
    fs::write(place.deck(), text.replace("a7", "b7")).expect("edited meanwhile");
    assert_eq!(agenda.card_alone(&agenda.decks()[0], "c7"), None);
}

#[test]
fn an_agenda_of_odd_bytes_is_made_anew() {
    let place = Place::new();
    let now = noon(0);
    let sound = told(&place, &place.plan(now), now);
    let path = place.home.path().join("agenda.db");
    let bytes = fs::read(&path).expect("the agenda");
    for (at, odd) in [(0, b'x'), (100, 9), (bytes.len() - 20, 7), (bytes.len() / 2, 3)] {
        let mut broken = bytes.clone();
        broken[at] ^= odd;
        fs::write(&path, &broken).expect("written");
        assert_eq!(told(&place, &place.plan(now), now), sound, "byte {at}");
    }
    fs::write(&path, "no database at all").expect("written");
    assert_eq!(told(&place, &place.plan(now), now), sound);
    assert_eq!(told(&place, &place.plan(now), now), sound);
}
