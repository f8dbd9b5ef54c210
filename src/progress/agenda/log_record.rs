//! How what was answered of a deck is kept in the agenda's file: apart from what it means, so that
//! either may change.

use crate::deck::Status;
use crate::memory::{ItemState, Memory, Model, Moment, Phase, Rating, Seen, StudyDay};
use crate::progress::summed::{proven, summed};
use crate::study::{
    Answer, DeckLog, LoggedCard, LoggedItem, Mistake, Past, Reset, Standing, Stretch,
};
use prost::Message;

/// What a record begins with. Behind it stand the rows of cards, items, answers and resets, for there
/// are many, and numbers of a fixed length are read as they lie there.
#[derive(Clone, PartialEq, Message)]
struct Head {
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
    #[prost(uint32, repeated, tag = "6")]
    tag_places: Vec<u32>,
    #[prost(string, tag = "7")]
    texts: String,
    #[prost(message, repeated, tag = "8")]
    mistakes: Vec<MistakeRecord>,
    /// How many rows there are of each.
    #[prost(uint32, tag = "9")]
    cards: u32,
    #[prost(uint32, tag = "10")]
    items: u32,
    #[prost(uint32, tag = "11")]
    answers: u32,
    #[prost(uint32, tag = "12")]
    resets: u32,
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

/// Returns the bytes of a log of the deck whose file has this hash, told by this model.
pub fn write_log(log: &DeckLog, hash: [u8; 16], model: &Model) -> Vec<u8> {
    let mistake = |(answer, Mistake { given, right }): &(usize, Mistake)| MistakeRecord {
        answer: number(*answer),
        given: given.clone(),
        right: right.clone(),
    };
    let head = Head {
        hash: hash.to_vec(),
        weights: model.weights().to_vec(),
        deck: log.deck.clone(),
        title: log.title.clone(),
        tags: log.tags.clone(),
        tag_places: log.tag_places.clone(),
        texts: log.texts.clone(),
        mistakes: log.mistakes.iter().map(mistake).collect(),
        cards: number(log.cards.len()),
        items: number(log.items.len()),
        answers: number(log.answers.len()),
        resets: number(log.resets.len()),
    };
    let mut record = head.encode_length_delimited_to_vec();
    log.cards.iter().for_each(|card| write_row(write_card(card), &mut record));
    log.items.iter().for_each(|item| write_row(write_item(item), &mut record));
    log.answers.iter().for_each(|answer| write_row(write_answer(answer), &mut record));
    log.resets.iter().for_each(|reset| write_row(write_reset(reset), &mut record));
    summed(&record)
}

/// Reads what [`write_log`] wrote; none when the bytes are not that, or are of another file or
/// model.
pub fn read_log(bytes: &[u8], hash: [u8; 16], model: &Model) -> Option<DeckLog> {
    let mut rest = proven(bytes)?;
    let head = Head::decode_length_delimited(&mut rest).ok()?;
    if head.hash != hash || head.weights != model.weights() {
        return None;
    }
    let cards = read_rows(&mut rest, head.cards, read_card)?;
    let items = read_rows(&mut rest, head.items, read_item)?;
    let answers = read_rows(&mut rest, head.answers, read_answer)?;
    let resets = read_rows(&mut rest, head.resets, read_change)?;
    let Head { deck, title, tags, tag_places, texts, .. } = head;
    let mistake =
        |MistakeRecord { answer, given, right }| (answer as usize, Mistake { given, right });
    let mistakes = head.mistakes.into_iter().map(mistake).collect();
    let log =
        DeckLog { deck, title, tags, tag_places, texts, cards, items, answers, resets, mistakes };
    is_whole(&log).then_some(log)
}

/// Returns whether everything that the log points at is there.
fn is_whole(log: &DeckLog) -> bool {
    let is_text = |stretch: Stretch| log.texts.get(stretch.range()).is_some();
    let card = |card: &LoggedCard| log.tag_places.get(card.tags.range()).is_some();
    let item = |item: &LoggedItem| {
        item.card.is_none_or(|card| card < log.cards.len())
            && is_text(item.card_id)
            && is_text(item.question)
    };
    let is_item = |place: usize| place < log.items.len();
    log.tag_places.iter().all(|tag| (*tag as usize) < log.tags.len())
        && log.cards.iter().all(card)
        && log.items.iter().all(item)
        && log.answers.iter().all(|answer| is_item(answer.item))
        && log.resets.iter().all(|reset| is_item(reset.item))
        && log.mistakes.iter().all(|(answer, _)| *answer < log.answers.len())
}

/// Stands for a number that there is none of.
const NONE: u32 = u32::MAX;
/// Stands for a day that there is none of: further back than any.
const NO_DAY: u32 = i32::MIN.cast_unsigned();

/// The numbers of a card: its status, and the stretch of its tags.
fn write_card(card: &LoggedCard) -> [u32; 3] {
    let status = Status::ALL.iter().position(|status| *status == card.status).unwrap_or(0);
    [number(status), card.tags.start, card.tags.end]
}

fn read_card([status, start, end]: [u32; 3]) -> Option<LoggedCard> {
    Some(LoggedCard { status: *Status::ALL.get(status as usize)?, tags: Stretch { start, end } })
}

/// The numbers of an item: its card, its part, the stretches of its words, whether it is suspended
/// and until when it is buried; then those of its state.
fn write_item(item: &LoggedItem) -> [u32; 20] {
    let LoggedItem { card, card_id, part, question, standing } = *item;
    let Standing { state, suspended, buried_until } = standing;
    let mut numbers = [0; 20];
    let (own, of_state) = numbers.split_at_mut(8);
    own.copy_from_slice(&[
        card.map_or(NONE, number),
        part,
        card_id.start,
        card_id.end,
        question.start,
        question.end,
        suspended.into(),
        buried_until.map_or(NO_DAY, write_day),
    ]);
    of_state.copy_from_slice(&write_state(&state));
    numbers
}

fn read_item(numbers: [u32; 20]) -> Option<LoggedItem> {
    let [card, part, id_start, id_end, start, end, suspended, buried_until, state @ ..] = numbers;
    let buried_until = match buried_until {
        NO_DAY => None,
        day => Some(read_day(day)?),
    };
    Some(LoggedItem {
        card: (card != NONE).then_some(card as usize),
        card_id: Stretch { start: id_start, end: id_end },
        part,
        question: Stretch { start, end },
        standing: Standing { state: read_state(state)?, suspended: suspended != 0, buried_until },
    })
}

/// The numbers of the phases; new items have the first.
const NEW: u32 = 0;
const LEARNING: u32 = 1;
const REVIEW: u32 = 2;
const RELEARNING: u32 = 3;

/// The numbers of a state: its phase, memory and last moment, how often it was answered and
/// forgotten; then the step and moment of an item in steps, or the interval and day of a learnt one.
fn write_state(state: &ItemState) -> [u32; 12] {
    let Some(Seen { memory, phase, last, reps, lapses }) = state.seen() else { return [NEW; 12] };
    let (kind, [first, second, third, fourth]) = match *phase {
        Phase::Learning { step, due } => (LEARNING, in_steps(step, due)),
        Phase::Relearning { step, due } => (RELEARNING, in_steps(step, due)),
        Phase::Review { due, interval } => (REVIEW, [interval, write_day(due), 0, 0]),
    };
    let [low, high, offset] = write_moment(*last);
    let [stability, difficulty] = write_memory(*memory);
    let [reps, lapses] = [*reps, *lapses];
    [kind, stability, difficulty, low, high, offset, reps, lapses, first, second, third, fourth]
}

fn in_steps(step: u8, due: Moment) -> [u32; 4] {
    let [low, high, offset] = write_moment(due);
    [step.into(), low, high, offset]
}

fn read_state(numbers: [u32; 12]) -> Option<ItemState> {
    let [kind, stability, difficulty, low, high, offset, reps, lapses, first, rest @ ..] = numbers;
    let step = || u8::try_from(first).ok();
    let phase = match kind {
        NEW => return Some(ItemState::New),
        LEARNING => Phase::Learning { step: step()?, due: read_moment(rest)? },
        RELEARNING => Phase::Relearning { step: step()?, due: read_moment(rest)? },
        REVIEW => Phase::Review { due: read_day(rest[0])?, interval: first },
        _ => return None,
    };
    let (memory, last) = (read_memory([stability, difficulty]), read_moment([low, high, offset])?);
    Some(ItemState::Seen(Seen { memory, phase, last, reps, lapses }))
}

/// The numbers of a change of an item: the item, the two halves of the moment, the day; then what
/// stood before: stability and difficulty, the day of the last answer, and the interval.
type Change = [u32; 8];

fn write_change(item: usize, at: i64, day: StudyDay, before: Option<Past>) -> Change {
    let past = before.map_or([0, 0, NO_DAY, NONE], |past| {
        let [stability, difficulty] = write_memory(past.memory);
        [stability, difficulty, write_day(past.last), past.interval.unwrap_or(NONE)]
    });
    let ([low, high], [stability, difficulty, last, interval]) = (write_millis(at), past);
    [number(item), low, high, write_day(day), stability, difficulty, last, interval]
}

fn read_change(change: Change) -> Option<Reset> {
    let [item, low, high, day, stability, difficulty, last, interval] = change;
    let before = match last {
        NO_DAY => None,
        last => Some(Past {
            memory: read_memory([stability, difficulty]),
            last: read_day(last)?,
            interval: (interval != NONE).then_some(interval),
        }),
    };
    let at = read_millis([low, high]);
    Some(Reset { item: item as usize, at, day: read_day(day)?, before })
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
    let Reset { item, at, day, before } = read_change(change)?;
    let rating = *Rating::ALL.get((rating as usize).checked_sub(1)?)?;
    Some(Answer { item, at, day, rating, millis, before })
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

fn write_day(day: StudyDay) -> u32 {
    day.number().cast_unsigned()
}

fn read_day(number: u32) -> Option<StudyDay> {
    StudyDay::from_number(number.cast_signed())
}

fn write_memory(memory: Memory) -> [u32; 2] {
    [memory.stability, memory.difficulty].map(f32::to_bits)
}

fn read_memory(numbers: [u32; 2]) -> Memory {
    let [stability, difficulty] = numbers.map(f32::from_bits);
    Memory { stability, difficulty }
}

fn write_moment(moment: Moment) -> [u32; 3] {
    let [low, high] = write_millis(moment.millis());
    [low, high, moment.offset().cast_unsigned()]
}

fn read_moment([low, high, offset]: [u32; 3]) -> Option<Moment> {
    Moment::from_millis(read_millis([low, high]), offset.cast_signed())
}

/// The halves of a number, the lower one first.
fn write_millis(millis: i64) -> [u32; 2] {
    let millis = millis.cast_unsigned();
    [millis & u64::from(u32::MAX), millis >> 32]
        .map(|half| u32::try_from(half).expect("half of a number of 64 bits has 32"))
}

fn read_millis([low, high]: [u32; 2]) -> i64 {
    (u64::from(high) << 32 | u64::from(low)).cast_signed()
}

/// Writes a row of numbers, the lowest byte of each first.
fn write_row<const N: usize>(row: [u32; N], to: &mut Vec<u8>) {
    to.extend(row.into_iter().flat_map(u32::to_le_bytes));
}

/// Reads so many rows off the beginning of these bytes; none where they are not there, or are not what
/// they should be.
fn read_rows<const N: usize, T>(
    from: &mut &[u8],
    count: u32,
    read: impl Fn([u32; N]) -> Option<T>,
) -> Option<Vec<T>> {
    let count = count as usize;
    let (bytes, rest) = from.split_at_checked(count.checked_mul(N * size_of::<u32>())?)?;
    *from = rest;
    let rows = bytes.as_chunks().0.as_chunks::<N>().0;
    let mut all = Vec::with_capacity(count);
    for row in rows {
        all.push(read(row.map(u32::from_le_bytes))?);
    }
    Some(all)
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
    fn the_day_before_the_first_of_all_clocks_is_a_day() {
        let day = StudyDay::from_number(-1).expect("a day");
        let past = Past { memory: read_memory([1, 2]), last: day, interval: None };
        let reset = Reset { item: 0, at: -1, day, before: Some(past) };
        assert_eq!(read_change(write_reset(&reset)), Some(reset));
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
