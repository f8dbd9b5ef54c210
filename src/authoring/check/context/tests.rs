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
        ("Ada Lund opened the National Library in 1974.", "National Library"),
        ("Ada Lund wrote a letter to The Times in 1967.", "a letter"),
        ("Only Peru and Chile had managed a landing until May 1974.", "Until"),
        ("Teguise was plundered several times by pirates in 1618.", "In which year"),
        ("Ada Lund joined the Holm Institute.", "Which institute"),
        ("Norway defeated Peru on 18 June 1998.", "defeat"),
        ("Ada Lund travelled to London in 1947.", "travel"),
        ("Ada Lund was born at Moss, a village in Norway that is now Holm in Sweden.", "Sweden"),
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
        ("Production in Norway passed 350,000 a year before the First World War.", "production"),
        ("Ada Lund made the first recorded ascent on 9 October 1829.", "ascent"),
        ("Ada Lund signed an agreement with Norway on 3 May 2006.", "sign an agreement"),
        ("The Moss Treaty, also called the Oslo Convention, forbids mines.", "call?"),
        ("Moss Hill, the caves and Lund Point, a rock, were listed in 2007.", "Moss Hill listed"),
        ("Ada Lund received permission from Norway in 2022.", "permission"),
        ("In April 1827 Ada Lund sold her first box.", "her first box"),
        ("In 1637 Giulio founded the Lund Academy. The poet Giulio was old.", "did Giulio found"),
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
        ("The darkness of the Fourth Symphony, completed in 1911, is known.", "Fourth"),
        ("The explorer Ada Lund crossed the country in 1879.", "the country"),
        ("In the 1840s Ada Lund of Oslo sold larger models drawn by a pony.", "larger"),
        ("Ada Lund was born in the city in 1920, and left.", "the city"),
        ("Ada Lund lived in a house at Hampton Court from 1858.", "at from"),
        ("Ada Lund was born at Moss in the Lund Valley.", "born at Moss"),
        ("In June 1940 Norway demanded and took the north.", "demand?"),
        ("The ship Lund sailed in 1831 with twenty-two.", "twenty-two"),
        ("Ada Lund lived in Rome, Naples and Vienna and, from 1795, in Russia.", "From which"),
        ("Ada Lund was known in English as Dame Ada.", "In which language"),
        ("Ada Lund was buried in a grave in Oslo.", "in a grave"),
        ("In 2009 the High Court in Oslo ruled in favour of Ada Lund.", "Which court"),
        ("Ada Lund proposed that Norway cut its emissions by 30 per cent by 2020.", "did Norway"),
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

#[test]
fn who_began_to_settle_is_asked_for_where() {
    let text = "Bahamas\n\nThe English began to colonize in the 1640s, with a group of settlers arriving in 1648 \
                to set up plantations.";
    let built = build(&[Document::parse("a.txt", text)], &BuildOptions::default());
    let asked = built.candidates.iter().filter(|c| c.question.ends_with("to colonize?"));
    let told: Vec<_> = asked.map(|c| (c.outcome, c.reason.as_str())).collect();
    assert!(!told.is_empty() && !told.iter().any(|(o, _)| *o == Outcome::Kept), "{told:?}");
}
