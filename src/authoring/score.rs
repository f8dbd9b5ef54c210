//! What a card is worth, 0 to 100: how well its fact is attested and how plainly it asks.

use crate::facts::{Agreement, Fact, FactStatus, NameKind, Open, Value};

/// What trivia costs: enough to leave it to the teacher.
const TRIVIA: i32 = 30;

/// Returns what a card must be worth; cards worth less wait for the teacher. What is known to have
/// one answer only need not be told as fully.
pub(super) fn bar(fact: &Fact) -> u8 {
    match (fact.pattern, &fact.value) {
        ("clause", Value::Text(_)) => 25,
        ("clause", Value::Number { .. }) => 40,
        ("clause", _) => 44,
        _ => 50,
    }
}

/// Returns what a card is worth.
///
/// In a text that explains, a question needs no names to be clear.
pub(super) fn score(fact: &Fact, question: &str, explains: bool) -> u8 {
    if fact.pattern == "gap" {
        return fact.confidence.saturating_sub(20);
    }
    let base = if fact.pattern == "clause" { by_reading(fact, question, explains) } else { 60 };
    let parts = [
        base,
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

/// What a clause is worth that no pattern of its own words: how surely it is read, and how much its
/// question tells by names and times.
fn by_reading(fact: &Fact, question: &str, explains: bool) -> i32 {
    let name = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let told = question.split_whitespace().skip(1).filter(name).count();
    let told = match told {
        _ if explains => -4,
        0 => -30,
        1 => -12,
        2 => -4,
        _ => 0,
    };
    let value = match fact.value {
        Value::Date(_) => 8,
        Value::Text(_) if explains => 8,
        Value::Text(_) => -20,
        _ => 0,
    };
    i32::from(fact.confidence) - 40 + told + value
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
    let quoted = question.split('“').nth(1).and_then(|rest| rest.split('”').next());
    let own = |word: &str| matches!(word.to_lowercase().as_str(), "my" | "our" | "we" | "i");
    let revealing = quoted.is_some_and(|words| {
        words.split_whitespace().count() <= FEW_WORDS || words.split(' ').any(own)
    });
    let of_a_state = OFFICES.iter().any(|office| fact.statement.tail.contains(office));
    let trivial = match fact.pattern {
        "based" => true,
        // In which fields two work together, each tells otherwise.
        "cooperation" => fact.statement.lead.is_none(),
        "role" => !of_a_state && question.contains(" was ") && question.starts_with("As of"),
        // Who said an analyst's sentence, only the page can tell.
        "quotation" => revealing || matches!(fact.value, Value::Name(NameKind::Person, _)),
        // "Which war broke out in 2023?" has an answer for each part of the world.
        "nominal" => fact.statement.open == Open::Subject,
        "number" => fact.statement.verb.base == "confirm",
        "place" => fact.statement.verb.base == "attend",
        _ => false,
    };
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
pub(super) fn weakness(fact: &Fact, question: &str) -> String {
    if trivia(fact, question) > 0 {
        "tells more of the page than of the world; a teacher may want it".into()
    } else if vagueness(fact, question) <= -10 {
        "asks for something that several events may answer; a teacher should read it".into()
    } else if length(question) < 0 {
        "long; a teacher should shorten it".into()
    } else {
        "worth less than the bar".into()
    }
}
