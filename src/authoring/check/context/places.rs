//! Where something was, and what for somebody went there.

use crate::authoring::check::wording::pattern;
use crate::authoring::uniqueness::is_month;
use crate::facts::{Fact, NameKind, Open, Statement, Value};
use crate::language::gazetteer;
use crate::value::strip_article;
use regex::Regex;
use std::sync::LazyLock;

/// "Where did she attend a school in Cheshire? In England."
pub(super) fn asks_for_the_land_of_a_place(statement: &Statement, answer: &str) -> bool {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:in|at|near) \p{Lu}\p{L}+"));
    let lands = ["England", "Scotland", "Wales"];
    let land = lands.contains(&answer) || gazetteer::find(answer).is_some();
    let asks = ["Where", "In which country", "Which country"].contains(&statement.asks.as_str());
    let in_a_month = |found: &str| found.rsplit(' ').next().is_some_and(is_month);
    let placed = PLACE.find_iter(&statement.tail).any(|found| !in_a_month(found.as_str()));
    statement.open == Open::Complement && asks && land && placed
}

/// "born at Lund, a village in Norway that is today Holm in Sweden".
pub(super) fn is_so_called_today(fact: &Fact, answer: &str) -> bool {
    let place = matches!(fact.value, Value::Name(NameKind::State | NameKind::Place, _));
    let bare = strip_article(answer);
    let today = |quote: &str| {
        let told = [" is today ", " is now ", ", today ", ", now "];
        let behind = told.iter().find_map(|told| Some(quote.split_once(told)?.1));
        behind
            .and_then(|behind| behind.split([',', '.']).next())
            .is_some_and(|then| then.contains(bare))
    };
    place && fact.evidence.iter().any(|evidence| today(&evidence.quote))
}

/// "Where did they introduce the fee? Congress."
pub(super) fn is_at_no_place(statement: &Statement, answer: &str) -> bool {
    let bare = !answer.contains(' ') && !answer.contains(char::is_uppercase);
    statement.asks == "Where" && bare && statement.verb.operator == "did"
}

/// "In which year did Ada Lund travel to London?" One learns for what somebody went.
pub(super) fn goes_for_nothing(statement: &Statement) -> bool {
    static TO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:home|back )?(?:to (?:the )?\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*)*)?$")
    });
    let goes = matches!(
        statement.verb.base.as_str(),
        "come" | "drive" | "fly" | "go" | "return" | "travel"
    );
    let somebody = statement.subject.starts_with(char::is_uppercase);
    let where_to = statement.asks == "Where" && statement.tail.starts_with("in ");
    let when = statement.open == Open::Time && TO.is_match(&statement.tail);
    goes && somebody && (when || where_to)
}

/// "Which country did Sweden defeat on 18 June 2018?" In what?
pub(super) fn beats_in_nothing(statement: &Statement) -> bool {
    const BEATS: [&str; 4] = ["beat", "defeat", "draw", "lose"];
    let whole = format!("{} {}", statement.subject, statement.tail);
    let told =
        ["Battle", "battle", "war", "War", "Cup", "election", "final", "Championship", "Games"];
    let people = statement.asks == "Which country" || gazetteer::find(&statement.subject).is_some();
    people
        && BEATS.contains(&statement.verb.base.as_str())
        && !told.iter().any(|t| whole.contains(t))
}

/// "Where did Ada Lund stand beside Jan Holm?" She did so in many places.
pub(super) fn is_somewhere_once(statement: &Statement, question: &str) -> bool {
    const OFTEN: [&str; 12] = [
        "appear", "attend", "gather", "go", "march", "meet", "sit", "speak", "stand", "stay",
        "talk", "travel",
    ];
    let dated = question.contains(|c: char| c.is_ascii_digit()) || question.contains(" first ");
    statement.asks == "Where"
        && statement.verb.operator == "did"
        && OFTEN.contains(&statement.verb.base.as_str())
        && !dated
}

/// "the Thracian town": which?
pub(in crate::authoring::check) fn is_some_town(text: &str) -> bool {
    static TOWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b[Tt]he \p{Lu}[\p{L}-]+(?:an|ch|ese|i|ic|ish) (?:bishop|city|colony|crew|explorer|firm|fleet|fortress|general|governor|island|king|kingdom|mountain|painter|port|prince|queen|river|ruler|settlement|ship|team|town|vessel|village)\b[,?.]?(?: (?P<next>\S+))?",
        )
    });
    let whole = |found: &regex::Captures<'_>| {
        let next = found.name("next").map_or("", |next| next.as_str());
        matches!(next, "of" | "called" | "named" | "on" | "that" | "which")
            || next.starts_with(char::is_uppercase)
    };
    TOWN.captures_iter(text).any(|found| !whole(&found))
}

/// "Where are they stationed? In the South."
pub(super) fn is_a_direction(answer: &str) -> bool {
    matches!(strip_article(answer), "East" | "North" | "South" | "West")
}

/// "Above which sea is the highest point?" How high, one wants to know.
pub(super) fn asks_for_a_level(statement: &Statement) -> bool {
    statement.asks.starts_with("Above which") || statement.asks.starts_with("Below which")
}

/// "Where was the book printed in Bruges?" In Bruges.
pub(super) fn says_where_already(fact: &Fact, statement: &Statement) -> bool {
    let places = fact.beings.iter().filter(|being| being.is_place);
    let told = |name: &str| format!("{} ", statement.tail).contains(&format!("in {name} "));
    let state = |name: &str| gazetteer::find(name).is_some();
    let made = matches!(
        statement.verb.base.as_str(),
        "build" | "found" | "hold" | "make" | "open" | "print" | "publish" | "sign" | "write"
    );
    // "Where was she born at Moss?"
    let village = statement.tail.strip_prefix("at ");
    let village = village.is_some_and(|name| name.starts_with(char::is_uppercase));
    let born = statement.verb.base == "bear" && village;
    statement.asks == "Where"
        && (born || made && places.into_iter().any(|b| told(&b.name) && !state(&b.name)))
}
