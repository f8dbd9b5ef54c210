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
    compares_with_a_number, counts_from_another, does_to_nothing, does_to_one_of_them,
    glues_an_agent, has_a_capital_within, has_a_time_for_a_subject, has_an_open_object,
    is_cut_short, is_dated_twice, is_no_passive, joins_two_names, lacks_its_article,
    makes_nothing_known, owns_as_another, owns_what_nobody_has, reaches_a_share_of_nothing,
    sets_a_scene, tears_a_name,
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
    is_a_person_published, is_a_prize_of_no_field, is_a_work_without_a_title,
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
    let tests: [Test<'_>; 26] = [
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
    let tests: [Test<'_>; 32] = [
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
mod tests {
    use super::*;
    use crate::authoring::{BuildOptions, Outcome, build};
    use crate::document::Document;

    type Fault = fn(&str) -> bool;

    #[test]
    fn what_a_question_leaves_open_is_seen() {
        let faults: [(Fault, &str, &str); 18] = [
            (
                holds_an_office_of_nothing,
                "In which year was Ada Lund appointed foreign minister after a term abroad?",
                "In which year was Ada Lund appointed foreign minister of Norway?",
            ),
            (
                holds_an_office_of_nothing,
                "In which year did Ada Lund become chairman?",
                "Who was elected governing mayor of West Berlin in 1957?",
            ),
            (
                compares_with_a_number,
                "How many points did Ada Lund score to Moss's 54?",
                "How many points did Ada Lund score against Moss in 1954?",
            ),
            (
                lacks_its_whole,
                "In which year was an extension completed?",
                "In which year was an extension of the Lund Museum completed?",
            ),
            (
                lacks_its_whole,
                "A full-size replica turns as it did in 1845.",
                "A replica of the engine turns as it did in 1845.",
            ),
            (
                is_of_an_edition,
                "The Golden Boot went to Ada Lund of Norway.",
                "The Golden Boot of the World Cup went to Ada Lund.",
            ),
            (
                tells_the_clock,
                "Which bridge did the ship hit before 1:30 a.m.?",
                "Who hit it at 1,300 m?",
            ),
            (
                is_the_newest,
                "When was the newest member admitted?",
                "When was the first member admitted?",
            ),
            (
                says_again,
                "In which year did Ada Lund visit Peru again?",
                "In which year did Ada Lund visit Peru against advice?",
            ),
            (
                is_cut_short,
                "In which year did Ada Lund accept an invitation from Jan Holm?",
                "In which year did Ada Lund accept an invitation from Jan Holm to teach in Oslo?",
            ),
            (
                names_half_of_somebody,
                "In which year did Lund's granddaughter Inger marry Jan Holm?",
                "In which year did Ada Lund's granddaughter Inger marry Jan Holm?",
            ),
            (
                names_half_of_somebody,
                "According to Holm, on which date did Ada Lund leave Oslo?",
                "According to Norway, on which date did Ada Lund leave Oslo?",
            ),
            (
                is_a_vote_of_no_country,
                "Who won the election on 8 August 2017 by a million votes?",
                "Who won the election in Norway on 8 August 2017 by a million votes?",
            ),
            (
                is_an_office_of_no_state,
                "Who was the president of the Supreme Court in 2019?",
                "Who was the president of the Supreme Court of Norway in 2019?",
            ),
            (
                is_done_by_some_body,
                "In which year did the organisation become an agency of Norway?",
                "In which year did the organisation of the strike become law?",
            ),
            (
                says_again,
                "To which fort was Ada Lund moved at some later date?",
                "To which fort was Ada Lund moved in 1757?",
            ),
            (
                lacks_its_article,
                "In which year did Board of Trade approve the protocol?",
                "In which year did the Board of Trade approve the protocol?",
            ),
            (
                ends_in_a_work,
                "In which year was Ada Lund the host of a horror series?",
                "In which year did Ada Lund write the first opera?",
            ),
        ];
        for (fault, open, whole) in faults {
            assert!(fault(open), "{open}");
            assert!(!fault(whole), "{whole}");
        }
    }

    fn kept(text: &str) -> Vec<String> {
        let built = build(&[Document::parse("a.txt", text)], &BuildOptions::default());
        let kept = built.candidates.into_iter().filter(|c| c.outcome == Outcome::Kept);
        kept.map(|candidate| candidate.question).collect()
    }

    #[test]
    fn what_is_left_to_the_text_waits_for_a_teacher() {
        for (open, asked) in [
            ("Ada Lund resigned in May 1974.", "did Ada Lund resign"),
            ("Ada Lund wrote a letter to The Times in 1967.", "a letter"),
            ("Only Peru and Chile had managed a landing until May 1974.", "Until"),
            ("Teguise was plundered several times by pirates in 1618.", "In which year"),
            ("Ada Lund joined the Holm Institute.", "Which institute"),
            ("Norway defeated Peru on 18 June 1998.", "defeat"),
            ("Ada Lund travelled to London in 1947.", "travel"),
            (
                "Ada Lund was born at Moss, a village in Norway that is now Holm in Sweden.",
                "Sweden",
            ),
            ("Ada Lund published a classic study in 1893.", "publish"),
            ("Ada Lund's account appeared in London in 1916.", "account"),
            ("Ada Lund received the Nobel Prize in 1930.", "Nobel"),
            ("Ada Lund was awarded the Holm Medal in 1970.", "Who was awarded"),
            ("Ada Lund attended a school in Cheshire in England.", "Where did"),
            ("Norway, Peru and Chile had secret ties with Sweden.", "Which three"),
            ("Ada Lund received her papers in 1911.", "papers"),
            ("In 1994 Norway named a crater on Venus after Ada Lund.", "a crater on Venus?"),
            ("The Holms crossed to Paris in 1866.", "the Holms"),
            ("The Congress was founded at Oslo in 1912.", "the Congress"),
            (
                "In 1983 Ada Lund stood beside Jan Holm in London.",
                "Where did Ada Lund stand beside Jan Holm?",
            ),
            ("Ada Lund fell ill in 1931.", "fall ill"),
            ("Peru ratified in October 2002.", "did Peru ratify?"),
            ("In 1923 Jan Holm called a second congress in Oslo.", "call a second congress"),
            ("Ada Lund's best-known poem was published in London in 1826.", "poem published"),
            (
                "Production in Norway passed 350,000 a year before the First World War.",
                "production",
            ),
            ("Ada Lund made the first recorded ascent on 9 October 1829.", "ascent"),
            ("Ada Lund signed an agreement with Norway on 3 May 2006.", "sign an agreement"),
            ("The Moss Treaty, also called the Oslo Convention, forbids mines.", "call?"),
            (
                "Moss Hill, the caves and Lund Point, a rock, were listed in 2007.",
                "Moss Hill listed",
            ),
            ("Ada Lund received permission from Norway in 2022.", "permission"),
            ("In April 1827 Ada Lund sold her first box.", "her first box"),
            (
                "In 1637 Giulio founded the Lund Academy. The poet Giulio was old.",
                "did Giulio found",
            ),
            ("The Thracian town was captured by Norway in 1341.", "the Thracian town"),
            ("The explorer Robert Lund reached its foot in 1838.", "its foot"),
            ("In 1978 Ada Lund recovered control.", "recover control"),
            ("Norway framed the Treaty of Moss as a breakthrough.", "frame"),
            (
                "In 1960 Ada Lund won the Holm Prize for Two Days ... Two Nights in Oslo.",
                "did Ada Lund win",
            ),
            ("Ada Lund's father died in Oslo in 1885.", "father"),
            ("Moss Hill has two tops. The western one was climbed in 1874.", "western one"),
            ("In 1960 the Games were held in Rome, a few days after the Olympics.", "the Games"),
            ("Norway sued in a court in Sweden in May 1998.", "sue"),
            ("Ada Lund was known in English as Dame Ada.", "In which language"),
            ("Ada Lund was buried in a grave in Oslo.", "in a grave"),
            ("In 2009 the High Court in Oslo ruled in favour of Ada Lund.", "Which court"),
            (
                "Ada Lund proposed that Norway cut its emissions by 30 per cent by 2020.",
                "did Norway",
            ),
            (
                "Ada Lund said that Jan Holm would advise Norway, and proposed a tax in 1990.",
                "Who proposed",
            ),
            ("The airport of Oslo, which opened in 1998, lies to the north.", "airport"),
        ] {
            let found = kept(open);
            assert!(!found.iter().any(|question| question.contains(asked)), "{found:?}");
        }
    }

    #[test]
    fn a_part_is_set_where_it_belongs() {
        let text = "The Lund Museum\n\nThe Lund Museum is a museum in Oslo. The Lund Museum has two \
                    halls. The Signal Tower was completed in 1813.";
        let found = kept(text);
        let set = "In the history of the Lund Museum, in which year was the Signal Tower completed";
        assert!(found.iter().any(|question| question.starts_with(set)), "{found:?}");
        assert!(!found.iter().any(|q| q.starts_with("In which year was the Signal Tower")));
    }
}
