//! How what was answered of a deck is kept in the agenda's file: apart from what it means, so that
//! either may change.

use super::record::study_day;
use crate::deck::Status;
use crate::memory::{ItemState, Memory, Model, Moment, Phase, Rating, Seen, StudyDay};
use crate::progress::summed::{proven, summed};
use crate::study::{Answer, DeckLog, LoggedCard, LoggedItem, Mistake, Past, Reset, Standing};
use chrono::Datelike as _;
use prost::Message;

#[derive(Clone, PartialEq, Message)]
struct LogRecord {
    /// The hash of the deck's file, and the weights that memories were told by.
    #[prost(bytes = "vec", tag = "1")]
    hash: Vec<u8>,
    #[prost(float, repeated, tag = "2")]
    weights: Vec<f32>,
    #[prost(string, tag = "3")]
    deck: String,
    #[prost(string, tag = "4")]
    title: String,
    #[prost(string, repeated, tag = "5")]
    tags: Vec<String>,
    #[prost(message, repeated, tag = "6")]
    cards: Vec<CardRecord>,
    #[prost(message, repeated, tag = "7")]
    items: Vec<ItemRecord>,
    /// Answers, and resets: rows of bytes, for there are many.
    #[prost(bytes = "vec", tag = "8")]
    answers: Vec<u8>,
    #[prost(bytes = "vec", tag = "9")]
    resets: Vec<u8>,
    #[prost(message, repeated, tag = "10")]
    mistakes: Vec<MistakeRecord>,
}

#[derive(Clone, PartialEq, Message)]
struct CardRecord {
    #[prost(uint32, tag = "1")]
    status: u32,
    #[prost(uint32, repeated, tag = "2")]
    tags: Vec<u32>,
}

#[derive(Clone, PartialEq, Message)]
struct ItemRecord {
    #[prost(uint32, optional, tag = "1")]
    card: Option<u32>,
    #[prost(string, tag = "2")]
    card_id: String,
    #[prost(uint32, tag = "3")]
    part: u32,
    #[prost(string, tag = "4")]
    question: String,
    #[prost(bool, tag = "5")]
    suspended: bool,
    #[prost(sint32, optional, tag = "6")]
    buried_until: Option<i32>,
    #[prost(message, optional, tag = "7")]
    seen: Option<SeenRecord>,
}

#[derive(Clone, Copy, PartialEq, Message)]
struct SeenRecord {
    #[prost(float, tag = "1")]
    stability: f32,
    #[prost(float, tag = "2")]
    difficulty: f32,
    #[prost(message, optional, tag = "3")]
    last: Option<MomentRecord>,
    #[prost(uint32, tag = "4")]
    reps: u32,
    #[prost(uint32, tag = "5")]
    lapses: u32,
    #[prost(uint32, tag = "6")]
    phase: u32,
    /// Of an item in steps.
    #[prost(uint32, tag = "7")]
    step: u32,
    #[prost(message, optional, tag = "8")]
    due_at: Option<MomentRecord>,
    /// Of a learnt one.
    #[prost(sint32, tag = "9")]
    due_day: i32,
    #[prost(uint32, tag = "10")]
    interval: u32,
}

#[derive(Clone, Copy, PartialEq, Message)]
struct MomentRecord {
    #[prost(int64, tag = "1")]
    millis: i64,
    #[prost(sint32, tag = "2")]
    offset: i32,
}

#[derive(Clone, PartialEq, Message)]
struct MistakeRecord {
    #[prost(uint32, tag = "1")]
    answer: u32,
    #[prost(string, tag = "2")]
    given: String,
    #[prost(string, tag = "3")]
    right: String,
}

/// The numbers of the phases.
const LEARNING: u32 = 1;
const REVIEW: u32 = 2;
const RELEARNING: u32 = 3;

/// Returns the bytes of a log of the deck whose file has this hash, told by this model.
pub fn write_log(log: &DeckLog, hash: [u8; 16], model: &Model) -> Vec<u8> {
    let mistake = |(answer, Mistake { given, right }): &(usize, Mistake)| MistakeRecord {
        answer: number(*answer),
        given: given.clone(),
        right: right.clone(),
    };
    let record = LogRecord {
        hash: hash.to_vec(),
        weights: model.weights().to_vec(),
        deck: log.deck.clone(),
        title: log.title.clone(),
        tags: log.tags.clone(),
        cards: log.cards.iter().map(write_card).collect(),
        items: log.items.iter().map(write_item).collect(),
        answers: write_rows(log.answers.iter().map(write_answer)),
        resets: write_rows(log.resets.iter().map(write_reset)),
        mistakes: log.mistakes.iter().map(mistake).collect(),
    };
    summed(&record.encode_to_vec())
}

/// Reads what [`write_log`] wrote; none when the bytes are not that, or are of another file or
/// model.
pub fn read_log(bytes: &[u8], hash: [u8; 16], model: &Model) -> Option<DeckLog> {
    let record = LogRecord::decode(proven(bytes)?).ok()?;
    if record.hash != hash || record.weights != model.weights() {
        return None;
    }
    let LogRecord { deck, title, tags, .. } = record;
    let cards: Vec<LoggedCard> = record.cards.into_iter().map(read_card).collect::<Option<_>>()?;
    let items: Vec<LoggedItem> = record.items.into_iter().map(read_item).collect::<Option<_>>()?;
    let answers: Vec<Answer> = rows(&record.answers).map(read_answer).collect::<Option<_>>()?;
    let resets: Vec<Reset> =
        rows(&record.resets).map(|row| read_change(&row)).collect::<Option<_>>()?;
    let mistake =
        |MistakeRecord { answer, given, right }| (answer as usize, Mistake { given, right });
    let mistakes = record.mistakes.into_iter().map(mistake).collect();
    let log = DeckLog { deck, title, tags, cards, items, answers, resets, mistakes };
    is_whole(&log).then_some(log)
}

/// Returns whether everything that the log points at is there.
fn is_whole(log: &DeckLog) -> bool {
    let cards = log.cards.iter().flat_map(|card| &card.tags).all(|tag| *tag < log.tags.len());
    let items = log.items.iter().filter_map(|item| item.card).all(|card| card < log.cards.len());
    let changed = log.answers.iter().map(|answer| answer.item);
    let changed = changed.chain(log.resets.iter().map(|reset| reset.item));
    let mistakes = log.mistakes.iter().all(|(answer, _)| *answer < log.answers.len());
    cards && items && mistakes && changed.into_iter().all(|item| item < log.items.len())
}

fn write_card(card: &LoggedCard) -> CardRecord {
    let status = Status::ALL.iter().position(|status| *status == card.status).unwrap_or(0);
    CardRecord { status: number(status), tags: card.tags.iter().copied().map(number).collect() }
}

fn read_card(CardRecord { status, tags }: CardRecord) -> Option<LoggedCard> {
    let status = *Status::ALL.get(status as usize)?;
    Some(LoggedCard { status, tags: tags.into_iter().map(|tag| tag as usize).collect() })
}

fn write_item(item: &LoggedItem) -> ItemRecord {
    let Standing { state, suspended, buried_until } = item.standing;
    ItemRecord {
        card: item.card.map(number),
        card_id: item.card_id.clone(),
        part: item.part,
        question: item.question.clone(),
        suspended,
        buried_until: buried_until.map(day_number),
        seen: state.seen().map(write_seen),
    }
}

fn read_item(record: ItemRecord) -> Option<LoggedItem> {
    let ItemRecord { card, card_id, part, question, suspended, buried_until, seen } = record;
    let state = match seen {
        Some(seen) => ItemState::Seen(read_seen(&seen)?),
        None => ItemState::New,
    };
    let buried_until = match buried_until {
        Some(day) => Some(study_day(day)?),
        None => None,
    };
    let standing = Standing { state, suspended, buried_until };
    Some(LoggedItem { card: card.map(|card| card as usize), card_id, part, question, standing })
}

fn write_seen(seen: &Seen) -> SeenRecord {
    let Seen { memory, phase, last, reps, lapses } = *seen;
    let mut record = SeenRecord {
        stability: memory.stability,
        difficulty: memory.difficulty,
        last: Some(write_moment(last)),
        reps,
        lapses,
        ..SeenRecord::default()
    };
    match phase {
        Phase::Learning { step, due } | Phase::Relearning { step, due } => {
            record.step = step.into();
            record.due_at = Some(write_moment(due));
        }
        Phase::Review { due, interval } => {
            record.due_day = day_number(due);
            record.interval = interval;
        }
    }
    record.phase = match phase {
        Phase::Learning { .. } => LEARNING,
        Phase::Review { .. } => REVIEW,
        Phase::Relearning { .. } => RELEARNING,
    };
    record
}

fn read_seen(record: &SeenRecord) -> Option<Seen> {
    let step = || u8::try_from(record.step).ok();
    let due = || read_moment(record.due_at?);
    Some(Seen {
        memory: Memory { stability: record.stability, difficulty: record.difficulty },
        phase: match record.phase {
            LEARNING => Phase::Learning { step: step()?, due: due()? },
            RELEARNING => Phase::Relearning { step: step()?, due: due()? },
            REVIEW => Phase::Review { due: study_day(record.due_day)?, interval: record.interval },
            _ => return None,
        },
        last: read_moment(record.last?)?,
        reps: record.reps,
        lapses: record.lapses,
    })
}

fn write_moment(moment: Moment) -> MomentRecord {
    MomentRecord { millis: moment.millis(), offset: moment.offset() }
}

fn read_moment(MomentRecord { millis, offset }: MomentRecord) -> Option<Moment> {
    Moment::from_millis(millis, offset)
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn day_number(day: StudyDay) -> i32 {
    day.date().num_days_from_ce()
}

/// The numbers of a change of an item: the item, the two halves of the moment, the day; then what
/// stood before: stability and difficulty, the day of the last answer, and the interval.
type Change = [u32; 8];
/// The last day of a past that there is none of, and the interval of an item in steps.
const NONE: u32 = u32::MAX;

fn write_change(item: usize, at: i64, day: StudyDay, before: Option<Past>) -> Change {
    let at = at.cast_unsigned();
    let [low, high] = [at & u64::from(u32::MAX), at >> 32]
        .map(|half| u32::try_from(half).expect("half of a number of 64 bits has 32"));
    let past = before.map_or([0, 0, NONE, NONE], |past| {
        let Memory { stability, difficulty } = past.memory;
        let last = day_number(past.last).cast_unsigned();
        [stability.to_bits(), difficulty.to_bits(), last, past.interval.unwrap_or(NONE)]
    });
    let [stability, difficulty, last, interval] = past;
    let day = day_number(day).cast_unsigned();
    [number(item), low, high, day, stability, difficulty, last, interval]
}

fn read_change(change: &Change) -> Option<Reset> {
    let [item, low, high, day, stability, difficulty, last, interval] = *change;
    let before = if last == NONE {
        None
    } else {
        let [stability, difficulty] = [stability, difficulty].map(f32::from_bits);
        Some(Past {
            memory: Memory { stability, difficulty },
            last: study_day(last.cast_signed())?,
            interval: (interval != NONE).then_some(interval),
        })
    };
    let at = (u64::from(high) << 32 | u64::from(low)).cast_signed();
    Some(Reset { item: item as usize, at, day: study_day(day.cast_signed())?, before })
}

fn write_reset(reset: &Reset) -> Change {
    write_change(reset.item, reset.at, reset.day, reset.before)
}

/// The numbers of an answer: the change, the time that it took, and the rating.
fn write_answer(answer: &Answer) -> [u32; 10] {
    let mut numbers = [0; 10];
    let (change, rest) = numbers.split_at_mut(8);
    change.copy_from_slice(&write_change(answer.item, answer.at, answer.day, answer.before));
    rest.copy_from_slice(&[answer.millis, answer.rating.number()]);
    numbers
}

fn read_answer(numbers: [u32; 10]) -> Option<Answer> {
    let [change @ .., millis, rating] = numbers;
    let Reset { item, at, day, before } = read_change(&change)?;
    let rating = *Rating::ALL.get((rating as usize).checked_sub(1)?)?;
    Some(Answer { item, at, day, rating, millis, before })
}

/// Returns the bytes of rows of numbers, the lowest byte of each first.
fn write_rows<const N: usize>(rows: impl Iterator<Item = [u32; N]>) -> Vec<u8> {
    rows.flatten().flat_map(u32::to_le_bytes).collect()
}

/// Reads what [`write_rows`] wrote, row by row.
fn rows<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = [u32; N]> {
    let numbers = bytes.as_chunks::<4>().0;
    numbers.as_chunks::<N>().0.iter().map(|row| row.map(u32::from_le_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read_deck;
    use crate::memory::WEIGHTS;
    use crate::progress::journal::tests::events;
    use crate::study::deck_logs;
    use proptest::prelude::*;

    const DECK: &str = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\ntags = [\"all\"]\n\
        [[card]]\nid = \"c0\"\nkind = \"text\"\nquestion = \"é?\"\nanswer = \"b\"\ntags = [\"one\"]\n\
        [[card]]\nid = \"c2\"\nkind = \"text\"\nquestion = \"q\"\nanswer = \"b\"\nstatus = \"draft\"\n";

    fn log(drawn: &[(u8, u8, u8, u8)]) -> DeckLog {
        let deck = read_deck(DECK).deck.expect("a deck");
        deck_logs(&[&deck], &events(drawn, 3), &Model::default()).remove(0)
    }

    proptest! {
        #[test]
        fn a_log_is_read_as_it_was_written(
            drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..60)
        ) {
            let (log, model) = (log(&drawn), Model::default());
            let bytes = write_log(&log, [7; 16], &model);
            prop_assert_eq!(read_log(&bytes, [7; 16], &model), Some(log));
        }
    }

    #[test]
    fn a_log_of_another_file_or_model_or_with_a_changed_byte_is_none() {
        let (log, model) = (log(&[(0, 8, 2, 5), (1, 8, 0, 0), (0, 8, 0, 1)]), Model::default());
        assert!(!log.answers.is_empty() && !log.mistakes.is_empty(), "{log:?}");
        let bytes = write_log(&log, [7; 16], &model);
        assert_eq!(read_log(&bytes, [8; 16], &model), None);
        let mut weights = WEIGHTS;
        weights[3] += 1.0;
        let other = Model::new(&weights).expect("a model");
        assert_eq!(read_log(&bytes, [7; 16], &other), None);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 16;
            assert_eq!(read_log(&changed, [7; 16], &model), None, "byte {at}");
        }
    }
}
