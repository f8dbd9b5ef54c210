//! What a card is worth, 0 to 100: how well its fact is attested and how plainly it asks.

use super::check::is_known_by_one_name;
use super::ranker::{self, Sign};
use crate::facts::{Agreement, Fact, FactStatus, NameKind, Open, Value};
use crate::language::names;

/// What trivia costs: enough to leave it to the teacher.
const TRIVIA: i32 = 30;

/// Returns what a card must be worth; cards worth less wait for the teacher, and so does every gap.
pub(super) fn bar(fact: &Fact) -> u8 {
    match fact.pattern {
        "gap" => u8::MAX,
        "clause" => percent(ranker::GOOD),
        _ => 50,
    }
}

/// Returns what a card is worth. Of a clause that no pattern of its own words, how likely its
/// question is good.
pub(super) fn score(fact: &Fact, question: &str, signs: &[Sign]) -> u8 {
    const PATTERN: i32 = 60;
    match fact.pattern {
        // A gap is worth what people make of it: how likely they ask for it.
        "gap" => return percent(ranker::chance_of_asked(signs, 0)),
        "clause" => return percent(ranker::chance_of_good(signs)),
        _ => {}
    }
    let parts = [
        PATTERN,
        by_pattern(fact),
        match fact.agreement {
            Agreement::Single | Agreement::Conflict => 0,
            Agreement::Agree => 15,
            Agreement::Refined => 10,
        },
        if matches!(fact.status, FactStatus::Asserted) { 0 } else { -5 },
        length(question),
        vagueness(fact, question),
        -trivia(fact, question),
    ];
    u8::try_from(parts.iter().sum::<i32>().clamp(0, 100)).unwrap_or(0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a chance is between 0 and 1"
)]
pub(super) fn percent(chance: f64) -> u8 {
    (chance * 100.0).round() as u8
}

fn by_pattern(fact: &Fact) -> i32 {
    match fact.pattern {
        "participle" | "member" | "share" | "life" | "number" => 10,
        "when" | "nominal" | "role" | "based" => 5,
        _ => 0,
    }
}

/// Long questions are hard to take in.
fn length(question: &str) -> i32 {
    let quoted: usize = question
        .split('“')
        .skip(1)
        .filter_map(|part| part.split('”').next())
        .map(|quoted| quoted.split_whitespace().count())
        .sum();
    match question.split_whitespace().count() - quoted {
        0..=16 => 5,
        17..=24 => 0,
        25..=30 => -8,
        _ => -12,
    }
}

/// What belongs to the page more than to the world: who the quoted experts are, how many sources
/// spoke, a flourish of few words, a quotation whose "my" or "we" says whose it is.
fn trivia(fact: &Fact, question: &str) -> i32 {
    const OFFICES: [&str; 6] =
        ["president of", "minister of", "Secretary of", "king of", "queen of", "chancellor of"];
    const FEW_WORDS: usize = 4;
    const NAMED_BY_THE_WAY: u8 = 70;
    let quoted = question.split('“').nth(1).and_then(|rest| rest.split('”').next());
    let own = |word: &str| matches!(word.to_lowercase().as_str(), "my" | "our" | "we" | "i");
    let revealing = quoted.is_some_and(|words| {
        words.split_whitespace().count() <= FEW_WORDS || words.split(' ').any(own)
    });
    let of_a_state = OFFICES.iter().any(|office| fact.statement.tail.contains(office));
    let trivial = match fact.pattern {
        // In which fields two work together, each tells otherwise.
        "based" | "cooperation" => true,
        "role" if of_a_state => fact.confidence < NAMED_BY_THE_WAY && fact.evidence.len() < 2,
        "role" => question.contains(" was ") && question.starts_with("As of"),
        // Who said an analyst's sentence, only the page can tell.
        "quotation" => revealing || matches!(fact.value, Value::Name(NameKind::Person, _)),
        // "Which war broke out in 2023?" has an answer for each part of the world.
        "nominal" => fact.statement.open == Open::Subject,
        "number" => fact.statement.verb.base == "confirm",
        // Where somebody posted something, and what talks were about, is news of a day.
        // In their own house all of them receive.
        "place" => {
            fact.statement.verb.base == "attend"
                || question.contains(" in a post")
                || names::is_seat_of_government(&fact.value.spelled())
        }
        "member" => ["discussions", "talks"].iter().any(|talks| question.contains(talks)),
        _ => false,
    };
    // Of whom everybody knows, everybody knows the office.
    let known = fact.value.spelled().rsplit(' ').next().is_some_and(is_known_by_one_name);
    if fact.pattern == "role" && of_a_state && known {
        return 2 * TRIVIA;
    }
    let formerly = fact.pattern == "role" && question.contains(" formerly ");
    let of_a_session = fact.pattern == "when" && question.contains(" a session of ");
    if trivial || formerly || of_a_session { TRIVIA } else { 0 }
}

/// Verbs that say little, and questions whose one name is their subject.
fn vagueness(fact: &Fact, question: &str) -> i32 {
    const VAGUE: [&str; 21] = [
        "go", "come", "take", "give", "make", "get", "meet", "begin", "start", "appear", "reach",
        "move", "leave", "return", "describe", "score", "hit", "send", "predict", "observe",
        "produce",
    ];
    let statement = &fact.statement;
    let tail_names = statement.tail.split(' ').filter(|w| w.contains(char::is_uppercase)).count();
    let vague = VAGUE.contains(&statement.verb.base.as_str());
    let mut loss = 0;
    if fact.pattern == "when" {
        let passive = matches!(statement.verb.operator.as_str(), "was" | "were");
        let bare = tail_names == 0 && statement.open == Open::Time;
        loss += if vague && bare { 25 } else { i32::from(vague) * 12 };
        let indefinite = ["a ", "an ", "to "].iter().any(|a| statement.tail.starts_with(a));
        loss += if bare && indefinite { 22 } else { 0 };
        loss += if bare && !passive && !statement.tail.is_empty() { 10 } else { 0 };
        // Of a day's event few remember more than the year; of a report's, nobody wants the day.
        let lower_subject = statement.subject.starts_with(char::is_lowercase);
        loss +=
            if lower_subject && !statement.subject.starts_with("the ") && fact.evidence.len() < 2 {
                20
            } else {
                0
            };
    }
    if question.contains(" his ") || question.contains(" her ") || question.contains(" its ") {
        loss += 4;
    }
    // "the School of Medicine" could be anywhere's.
    let common = ["School of", "Department of", "Faculty of", "Ministry of", "Institute of"];
    let words = statement.subject.split(' ').count();
    if common.iter().any(|c| statement.subject.contains(c))
        && words <= 6
        && fact.pattern == "bracket"
    {
        loss += 25;
    }
    if matches!(fact.value, Value::Text(_)) {
        loss += 5;
    }
    -loss
}

/// Returns why a card is a draft.
pub(super) fn weakness(fact: &Fact, question: &str, signs: &[Sign]) -> String {
    if matches!(fact.pattern, "clause" | "gap") {
        let against = ranker::against(signs).unwrap_or("too little speaks for it");
        format!("questions like it are too seldom good: {against}")
    } else if trivia(fact, question) > 0 {
        "tells more of the page than of the world; a teacher may want it".into()
    } else if vagueness(fact, question) <= -10 {
        "asks for something that several events may answer; a teacher should read it".into()
    } else if length(question) < 0 {
        "long; a teacher should shorten it".into()
    } else {
        "worth less than the bar".into()
    }
}
