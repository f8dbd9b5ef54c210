//! One deck's agenda: its items in the order of the file, and when each can be asked next.

use super::card_list::CardList;
use super::next::Next;
use crate::deck::{Stamp, Status, StudyWishes};
use crate::memory::StudyDay;
use crate::study::Listed;
use std::collections::HashSet;

/// What planning needs of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckAgenda {
    /// What its file was like when it was read.
    pub stamp: Stamp,
    /// The SHA-256 of its file, the first half.
    pub hash: [u8; 16],
    /// The deck's id.
    pub id: String,
    /// The deck's title.
    pub title: String,
    /// The deck's tags.
    pub tags: Vec<String>,
    /// How the deck wishes to be studied.
    pub study: StudyWishes,
    /// How many errors its file has.
    pub errors: u32,
    /// How many cards were left out for them.
    pub left_out: u32,
    /// When each item can be asked next, in the order of the file.
    pub next: Vec<Next>,
    /// The first cards with new items.
    pub new: NewCards,
    /// How many learnt items were answered on each of the last days, in order of the days; none
    /// where that was never asked for and is not counted.
    pub habit: Option<Habit>,
}

/// Days, each with how many learnt items were answered on it.
pub type Habit = Vec<(StudyDay, u32)>;

/// How many cards that nobody has met are kept by name: more than are begun in a day.
const NAMED: usize = 24;

/// A card with new items, by name: most decks of a session bring nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCard {
    /// Its id.
    pub id: String,
    /// The parts of those of its items that are new.
    pub parts: Vec<u32>,
    /// Whether all of them are.
    pub all: bool,
}

/// The first cards of a deck with new items, as far as they are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCards {
    /// In the order of the file.
    pub cards: Vec<NewCard>,
    /// Whether there are no more.
    pub all: bool,
}

impl NewCards {
    /// Names the first cards with new items.
    #[must_use]
    pub fn of(cards: &CardList, next: &[Next]) -> Self {
        let (mut new, mut whole) = (Self { cards: Vec::new(), all: true }, 0);
        let mut rest = next;
        for card in cards.cards() {
            let Some((own, behind)) = rest.split_at_checked(card.item_count()) else { break };
            rest = behind;
            if !own.contains(&Next::NEW) {
                continue;
            }
            if whole == NAMED {
                new.all = false;
                break;
            }
            let parts = card.items().zip(own).filter(|(_, next)| **next == Next::NEW);
            let parts: Vec<u32> = parts.map(|((part, _), _)| part).collect();
            let all = parts.len() == own.len();
            whole += usize::from(all);
            new.cards.push(NewCard { id: card.id.to_owned(), parts, all });
        }
        new
    }
}

/// What is wanted of a deck for one session.
pub struct Wish<'w> {
    /// What can be asked until this day.
    pub until: StudyDay,
    /// So many cards with nothing but new items; all when none.
    pub new: Option<usize>,
    /// Cards that were answered today, and so are not counted among the new.
    pub answered: &'w HashSet<String>,
    /// What was ever answered, too.
    pub seen: bool,
    /// Only cards with this tag, or of a deck with it.
    pub tag: Option<&'w str>,
}

impl Wish<'_> {
    /// Returns what tells whether an item is wished for that can be asked from then on.
    fn includes(&self) -> impl Fn(Next) -> bool {
        let (seen, until) = (self.seen, Next::on(self.until));
        move |next| if seen { next.is_day() } else { next.is_due(until) }
    }

    /// Returns whether so many cards with nothing but new items are not enough.
    fn wants_more(&self, new: usize) -> bool {
        self.new.is_none_or(|most| new < most)
    }
}

impl DeckAgenda {
    /// Returns how many items can be asked until a day, learnt ones and those being learnt.
    #[must_use]
    pub fn due(&self, until: StudyDay) -> usize {
        let until = Next::on(until);
        self.next.iter().filter(|next| next.is_due(until)).count()
    }

    /// Returns whether the deck wishes for all that a wish names: it has the tag, or none is named.
    fn has_tag(&self, wish: &Wish<'_>) -> bool {
        wish.tag.is_none_or(|tag| self.tags.iter().any(|own| own == tag))
    }

    /// Returns the items that are wished for, in the order of the file, each with what is known of
    /// when it can be asked. The list of cards is needed only where something is due, or more new
    /// ones are wished for than have names here.
    pub fn wished<'d>(
        &'d self,
        cards: impl FnOnce() -> &'d CardList,
        wish: &Wish<'_>,
    ) -> Vec<(Listed<'d>, Next)> {
        if self.next.iter().copied().any(wish.includes()) || !self.has_tag(wish) {
            return self.wished_of(cards(), wish);
        }
        self.named(wish).unwrap_or_else(|| self.wished_of(cards(), wish))
    }

    /// Returns the new items that are wished for, where enough of them are known by name.
    fn named<'d>(&'d self, wish: &Wish<'_>) -> Option<Vec<(Listed<'d>, Next)>> {
        let mut named = Vec::new();
        let mut new = 0;
        for card in &self.new.cards {
            if !wish.wants_more(new) {
                return Some(named);
            }
            let listed = |part: &u32| self.listed(&card.id, *part, Status::Active);
            named.extend(card.parts.iter().map(|part| (listed(part), Next::NEW)));
            new += usize::from(card.all && !wish.answered.contains(&card.id));
        }
        (self.new.all || !wish.wants_more(new)).then_some(named)
    }

    fn wished_of<'d>(&'d self, cards: &'d CardList, wish: &Wish<'_>) -> Vec<(Listed<'d>, Next)> {
        let (mut wished, includes) = (Vec::new(), wish.includes());
        let mut new = 0;
        let mut rest = self.next.as_slice();
        for card in cards.cards() {
            let Some((own, behind)) = rest.split_at_checked(card.item_count()) else { break };
            rest = behind;
            if !self.has_tag(wish) && !wish.tag.is_some_and(|tag| card.has_tag(tag)) {
                continue;
            }
            let more = wish.wants_more(new);
            for ((part, _), next) in card.items().zip(own) {
                if includes(*next) || (more && *next == Next::NEW) {
                    wished.push((self.listed(card.id, part, card.status), *next));
                }
            }
            let all_new = own.iter().all(|next| *next == Next::NEW);
            new += usize::from(more && all_new && !wish.answered.contains(card.id));
        }
        wished
    }

    fn listed<'d>(&'d self, card: &'d str, part: u32, status: Status) -> Listed<'d> {
        Listed { deck: &self.id, card, part, status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Deck, read_deck};
    use crate::memory::{ItemState, Model, Moment, Rating, Schedule};
    use crate::study::{Item, ItemId, Reach, Standing, StudySettings, Today, items_of, share};
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const CARDS: usize = 40;

    /// A deck whose cards are one item, two or three, some of them drafts, some with a tag.
    fn deck() -> Deck {
        let card = |n: usize| {
            let status = if n.is_multiple_of(7) { "status = \"draft\"\n" } else { "" };
            let tags = if n.is_multiple_of(3) { "tags = [\"third\"]\n" } else { "" };
            let rest = match n % 3 {
                0 => format!("kind = \"text\"\nquestion = \"q{n}\"\nanswer = \"a\"\n"),
                1 => format!(
                    "kind = \"text\"\nquestion = \"q{n}\"\nanswer = \"a\"\nreversed = true\n"
                ),
                _ => format!("kind = \"cloze\"\ntext = \"{n} {{{{a}}}} {{{{b}}}} {{{{c}}}}\"\n"),
            };
            format!("[[card]]\nid = \"c{n}\"\n{status}{tags}{rest}")
        };
        let cards: String = (0..CARDS).map(card).collect();
        let text = format!("format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n{cards}");
        read_deck(&text).deck.expect("a deck")
    }

    fn noon(day: i64) -> Moment {
        Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 0).expect("in range")
    }

    /// Returns where items stand, by drawn numbers.
    fn standings(deck: &Deck, drawn: &[(u8, u8)]) -> BTreeMap<ItemId, Standing> {
        let standing = |(item, (what, days)): (Item<'_>, &(u8, u8))| {
            let next = match what % 8 {
                0 => Schedule::Learning { step: 1, pause: u32::from(*days) * 10_000 },
                _ => Schedule::Review { days: u32::from(*days % 30) + 1 },
            };
            let state = ItemState::New.after(&Model::default(), noon(0), Rating::Good, next);
            let back = noon(i64::from(days % 20)).study_day();
            let standing = match what % 8 {
                1..=3 => return None,
                4 => Standing { suspended: true, state, ..Standing::default() },
                5 => Standing { buried_until: Some(back), ..Standing::default() },
                6 => Standing { buried_until: Some(back), state, ..Standing::default() },
                _ => Standing { state, ..Standing::default() },
            };
            Some((item.id(), standing))
        };
        items_of(deck).into_iter().zip(drawn).filter_map(standing).collect()
    }

    fn agenda(deck: &Deck, cards: &CardList, standings: &BTreeMap<ItemId, Standing>) -> DeckAgenda {
        let next: Vec<Next> = items_of(deck)
            .iter()
            .map(|item| {
                let standing = standings.get(&item.id()).copied().unwrap_or_default();
                Next::of(&standing, item.card.status)
            })
            .collect();
        DeckAgenda {
            stamp: Stamp::from_bytes(&[0; 41]).expect("a stamp"),
            hash: [0; 16],
            id: deck.id.clone(),
            title: deck.title.clone(),
            tags: Vec::new(),
            study: deck.study.clone(),
            errors: 0,
            left_out: 0,
            new: NewCards::of(cards, &next),
            next,
            habit: None,
        }
    }

    proptest! {
        #[test]
        fn what_is_wished_for_gives_the_session_that_the_whole_deck_gives(
            drawn in prop::collection::vec((any::<u8>(), any::<u8>()), CARDS * 3),
            known in 0..CARDS * 2,
            (new, ahead, day) in (0..40_u32, 0..4_u32, 0..30_i64),
            (introduced, answered) in (0..5_u32, prop::collection::hash_set(0..CARDS, 0..4)),
            exam in prop::option::of(0..9_i64),
            tagged in any::<bool>(),
        ) {
            let deck = deck();
            let now = noon(day);
            let standings = standings(&deck, &drawn[..known]);
            let cards = CardList::of(&deck, None);
            let agenda = agenda(&deck, &cards, &standings);
            let mut settings = StudySettings::of(&deck.study);
            settings.limits.new = new;
            settings.scheduler.exam = exam.map(|ahead| noon(day + ahead).study_day());
            let to_exam = settings.scheduler.days_to_exam(now.study_day());
            let answered = answered.into_iter().map(|card| format!("c{card}")).collect();
            let today = Today { introduced, reviewed: 0, cards: answered };
            let wish = Wish {
                until: now.study_day().plus(ahead),
                new: to_exam.is_none().then_some(settings.limits.new as usize),
                answered: &today.cards,
                seen: to_exam.is_some(),
                tag: tagged.then_some("third"),
            };
            let wished = agenda.wished(|| &cards, &wish);
            for (item, next) in &wished {
                prop_assert_eq!(
                    *next == Next::NEW,
                    !standings.contains_key(&item.id()),
                );
            }
            let wished: Vec<Listed<'_>> = wished.into_iter().map(|(item, _)| item).collect();
            let all: Vec<Listed<'_>> = items_of(&deck)
                .iter()
                .filter(|item| !tagged || item.card.tags.contains(&"third".to_owned()))
                .map(Item::listed)
                .collect();
            let reach = Reach { ahead, usual: Some(3.0), new: None };
            let of = |items: &[Listed<'_>]| {
                format!("{:?}", share(items, &standings, &settings, &today, reach, now))
            };
            prop_assert_eq!(of(&wished), of(&all));
        }
    }

    #[test]
    fn the_numbers_of_days_are_told_from_those_that_are_none() {
        let day = StudyDay::new(NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day"));
        assert_eq!(Next::on(day).day(), Some(day));
        assert_eq!((Next::NEW.day(), Next::NEVER.day()), (None, None));
        assert!(Next::on(day).is_due(Next::on(day)) && !Next::NEW.is_due(Next::NEVER));
        assert_eq!(Next::on(day.plus(3)).days_behind(Next::on(day)), Some(3));
        assert_eq!(Next::on(day).days_behind(Next::on(day.plus(3))), None);
    }
}
