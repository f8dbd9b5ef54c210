//! What a sound question still leaves to its text: of which tournament a prize was, from what somebody
//! resigned, what was extended. Who reads the card alone cannot tell; a teacher who knows the text can
//! add it.

mod acts;
mod cuts;
mod meetings;
mod offices;
mod people;
mod places;
mod times;
mod wholes;
mod works;

use super::Test;
use crate::authoring::setting;
use crate::facts::{Fact, Statement};
use acts::{
    asks_for_another_kind, asks_what_nobody_would, counts_nothing, counts_the_votes_of_no_vote,
    counts_what_was_said, does_something_bare, goes_up, is_a_body_somebody, is_done_by_some_body,
    is_hailed, is_indisposed, is_past_in_the_present, many_are_such, only_says,
    tells_of_an_outrage, was_so_for_long,
};
use cuts::{
    came_about_before, compares_with_a_number, counts_from_another, does_to_nothing,
    does_to_one_of_them, glues_an_agent, has_a_capital_within, has_a_time_for_a_subject,
    has_an_open_object, is_cut_short, is_dated_twice, is_no_passive, joins_two_names,
    lacks_its_article, makes_nothing_known, owns_as_another, owns_what_nobody_has,
    reaches_a_share_of_nothing, sets_a_scene, tears_a_name, tells_what_lasted,
};
use meetings::{is_a_matter_of_form, speaks_at_a_meeting};
use offices::{
    follows_in_nothing, holds_an_office_of_nothing, is_an_office_of_no_state,
    is_answered_by_an_office_of_no_state, leaves_from_what,
};
pub(super) use people::calls_somebody_by_half;
pub(in crate::authoring) use people::is_known_by_one_name;
use people::{
    has_an_epithet_for_a_name, is_anybody, is_of_a_relative, is_of_many_of_the_name,
    is_one_of_a_list, is_one_of_several_verbs, many_did_it, names_half_of_somebody,
    owns_by_its_answer,
};
pub(super) use places::is_some_town;
use places::{
    asks_for_a_level, asks_for_the_land_of_a_place, beats_in_nothing, goes_for_nothing,
    is_a_direction, is_at_no_place, is_so_called_today, is_somewhere_once, says_where_already,
};
use times::{
    begins_from, could_be_any_of_several, ends_a_state, happened_often, is_told_by_its_games,
    points_to_another, says_again,
};
pub(super) use times::{is_the_newest, tells_the_clock};
use wholes::{
    ends_in_a_work, is_a_vote_of_no_country, is_one_of_a_city, lists_one_of_several,
    names_a_part_of,
};
pub(super) use wholes::{is_of_an_edition, lacks_its_whole, tells_of_one_not_named};
use works::{
    agrees_on_nothing, calls_nothing, climbs_nothing, does_something_of_a_kind,
    is_a_person_published, is_a_prize_of_no_field, is_a_work_of_nobody, is_a_work_without_a_title,
    is_awarded_to_several, is_quoted_in_part, makes_a_device, makes_a_place, makes_nothing,
    publishes_of_somebody, receives_what_is_hers,
};

/// A question with what its checks look at.
struct Asked<'a> {
    fact: &'a Fact,
    statement: &'a Statement,
    question: &'a str,
    /// Whether words before it say where it belongs.
    set: bool,
    /// The one thing that its document is about.
    about: &'a str,
    answer: &'a str,
}

/// Returns what a question leaves to its text, if anything.
pub(super) fn left_to_the_text(
    fact: &Fact,
    statement: &Statement,
    question: &str,
) -> Option<&'static str> {
    let asked = Asked {
        fact,
        statement,
        question,
        set: setting::is_set(statement),
        about: fact.about.as_deref().unwrap_or_default(),
        answer: &fact.value.spelled(),
    };
    is_cut(&asked)
        .or_else(|| of_whom(&asked))
        .or_else(|| of_what(&asked))
        .or_else(|| when_and_where(&asked))
}

fn first_fault(tests: &[Test<'_>]) -> Option<&'static str> {
    tests.iter().find_map(|(test, reason)| test().then_some(*reason))
}

/// Returns where a sentence was cut so that its question does not hold together.
fn is_cut(asked: &Asked<'_>) -> Option<&'static str> {
    let Asked { fact, statement, question, .. } = *asked;
    let tests: [Test<'_>; 28] = [
        (&|| counts_from_another(statement), "speaks of something said before"),
        (&|| owns_as_another(statement), "does not say whose"),
        (&|| glues_an_agent(question), "the sentence does not part cleanly"),
        (&|| is_cut_short(question), "does not say what to do"),
        (&|| has_a_capital_within(question), "the sentence does not part cleanly"),
        (&|| is_a_person_published(fact, statement), "the sentence does not part cleanly"),
        (&|| statement.subject.ends_with(" who"), "the sentence does not part cleanly"),
        (
            &|| compares_with_a_number(question),
            "compares with a number that only its text explains",
        ),
        (&|| is_no_passive(statement), "the sentence does not part cleanly"),
        (&|| sets_a_scene(statement), "tells what was going on, not what happened"),
        (&|| tells_what_lasted(statement), "tells what was so for long, not what happened"),
        (&|| came_about_before(fact, statement), "tells what was so by then, not what happened"),
        (&|| is_quoted_in_part(fact), "the sentence does not part cleanly"),
        (&|| is_one_of_several_verbs(statement), "the sentence does not part cleanly"),
        (&|| does_to_nothing(statement), "does not say what it was done to"),
        (&|| has_an_open_object(statement), "does not say of what"),
        (&|| calls_nothing(statement), "the sentence does not part cleanly"),
        (&|| tears_a_name(fact, question), "has a part of a name"),
        (&|| does_to_one_of_them(statement), "does not say what"),
        (&|| has_a_time_for_a_subject(statement), "the sentence does not part cleanly"),
        (&|| is_past_in_the_present(fact, statement), "the sentence does not part cleanly"),
        (&|| makes_a_place(fact, statement), "the sentence does not part cleanly"),
        (&|| joins_two_names(fact, statement), "the sentence does not part cleanly"),
        (&|| makes_nothing_known(statement), "does not say of what"),
        (&|| reaches_a_share_of_nothing(statement), "does not say of what"),
        (&|| lacks_its_article(question), "does not say whose"),
        (&|| is_dated_twice(question), "the sentence does not part cleanly"),
        (&|| owns_what_nobody_has(fact, statement), "does not say whose"),
    ];
    first_fault(&tests)
}

/// Returns what a question leaves open of the people and bodies that it speaks of.
fn of_whom(asked: &Asked<'_>) -> Option<&'static str> {
    let Asked { fact, statement, question, set, answer, .. } = *asked;
    let tests: [Test<'_>; 16] = [
        (&|| leaves_from_what(statement), "does not say from what"),
        (&|| !set && holds_an_office_of_nothing(question), "does not say of what the office is"),
        (&|| is_anybody(statement), "tells of somebody without a name"),
        (&|| many_did_it(fact, statement), "many may have done it"),
        (&|| owns_by_its_answer(statement), "says whose it is by its answer"),
        (&|| names_half_of_somebody(question), "names somebody by half a name"),
        (&|| is_of_a_relative(statement), "tells of a relative; a teacher may want it"),
        (&|| is_a_matter_of_form(statement), "a matter of form"),
        (&|| follows_in_nothing(statement), "does not say in which office"),
        (&|| has_an_epithet_for_a_name(question), "names somebody by half a name"),
        (&|| is_an_office_of_no_state(question), "does not say of which country"),
        (
            &|| is_answered_by_an_office_of_no_state(question, answer),
            "does not say of which country",
        ),
        (&|| speaks_at_a_meeting(statement), "a matter of form"),
        (
            &|| !set && is_of_many_of_the_name(statement),
            "names something that only its place tells",
        ),
        (&|| calls_somebody_by_half(fact, question), "names somebody by half a name"),
        (&|| is_one_of_a_list(fact, statement), "others did it, too"),
    ];
    first_fault(&tests)
}

/// Returns what a question leaves open of the works, acts and things that it speaks of.
fn of_what(asked: &Asked<'_>) -> Option<&'static str> {
    let Asked { fact, statement, question, set, about, .. } = *asked;
    let tests: [Test<'_>; 33] = [
        (&|| only_says(fact, statement), "a matter of its page"),
        (&|| asks_what_nobody_would(statement), "asks what nobody would ask so"),
        (&|| !set && is_done_by_some_body(question), "does not say which"),
        (&|| lacks_its_whole(question), "does not say of what"),
        (&|| is_of_an_edition(question), "does not say of which tournament or year"),
        (
            &|| !set && names_a_part_of(statement, question, about),
            "names something that only its place tells",
        ),
        (&|| asks_for_another_kind(fact, statement), "asks for another kind than its answer is"),
        (&|| lists_one_of_several(statement), "names one of several"),
        (&|| !set && is_one_of_a_city(statement), "names something that a city has several of"),
        (&|| ends_in_a_work(question), "does not name the work"),
        (&|| does_something_bare(statement), "does not say which"),
        (&|| makes_nothing(statement), "does not say what was made"),
        (&|| counts_what_was_said(fact, statement), "counts what only its text lists"),
        (&|| tells_of_an_outrage(statement), "a teacher should decide whether to ask this"),
        (&|| counts_nothing(statement), "does not say what it counts"),
        (&|| is_a_vote_of_no_country(question), "does not say of which country"),
        (&|| is_a_prize_of_no_field(question), "does not say for what"),
        (&|| is_awarded_to_several(fact, statement), "several people received it"),
        (&|| does_something_of_a_kind(statement), "does not say which"),
        (&|| is_a_work_without_a_title(statement), "does not name the work"),
        (&|| is_a_work_of_nobody(question), "does not say whose"),
        (&|| many_are_such(fact, statement), "may be true of others"),
        (&|| receives_what_is_hers(statement), "does not say which"),
        (&|| is_hailed(fact, statement), "how somebody wants it seen"),
        (&|| is_indisposed(statement), "a small matter of a life"),
        (&|| !set && climbs_nothing(question), "does not say of what"),
        (&|| agrees_on_nothing(statement), "does not say on what"),
        (&|| was_so_for_long(statement), "asks for the year of what lasted"),
        (&|| goes_up(statement), "does not say what happened"),
        (&|| makes_a_device(statement), "does not say which"),
        (&|| is_a_body_somebody(fact, statement), "tells of somebody what was done to something"),
        (&|| publishes_of_somebody(statement), "does not say whose"),
        (&|| counts_the_votes_of_no_vote(statement, question), "does not say in what"),
    ];
    first_fault(&tests)
}

/// Returns what a question leaves open of times and places.
fn when_and_where(asked: &Asked<'_>) -> Option<&'static str> {
    let Asked { fact, statement, question, answer, .. } = *asked;
    let tests: [Test<'_>; 19] = [
        (&|| says_where_already(fact, statement), "the question gives its answer away"),
        (&|| tells_the_clock(question) || tells_the_clock(answer), "asks by the clock"),
        (&|| is_the_newest(question), "true only for a time; a teacher should date it"),
        (&|| says_again(question), "speaks of something said before"),
        (&|| ends_a_state(statement), "asks for the end of what it tells as an event"),
        (&|| begins_from(statement), "asks from when, of what began at a point"),
        (&|| could_be_any_of_several(fact, statement), "has as many answers as there were years"),
        (&|| happened_often(statement), "asks for the year of what happened several times"),
        (&|| is_at_no_place(statement, answer), "asks for another kind than its answer is"),
        (&|| beats_in_nothing(statement), "does not say in what"),
        (&|| asks_for_the_land_of_a_place(statement, answer), "the question gives its answer away"),
        (&|| goes_for_nothing(statement), "does not say what for"),
        (&|| is_so_called_today(fact, answer), "its answer is what a place is called today"),
        (&|| is_somewhere_once(statement, question), "does not say when"),
        (&|| is_some_town(question), "does not say which"),
        (&|| is_a_direction(answer), "its answer is a direction"),
        (&|| asks_for_a_level(statement), "asks for what a height is measured from"),
        (&|| points_to_another(question), "speaks of something said before"),
        (&|| is_told_by_its_games(question), "the question gives its answer away"),
    ];
    first_fault(&tests)
}

#[cfg(test)]
mod tests;
