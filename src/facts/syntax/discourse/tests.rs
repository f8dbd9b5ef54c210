pub(super) fn subjects(text: &str) -> Vec<String> {
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let clauses = facts.iter().filter(|f| f.pattern == "clause");
    clauses.map(|f| f.statement.subject.clone()).filter(|s| !s.is_empty()).collect()
}

/// Returns of whom a text says what this verb tells.
pub(super) fn subjects_of(verb: &str, text: &str) -> Vec<String> {
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let of_it = facts.iter().filter(|f| f.statement.verb.base == verb);
    of_it.map(|f| f.statement.subject.clone()).filter(|s| !s.is_empty()).collect()
}

#[test]
fn she_of_a_page_on_a_ship_is_the_ship() {
    let text = "The polar ship Moss\n\nThe Moss was built in Larvik by Jan Holm. In 1905 the Moss was \
                lent to Anna Lund. In 1910 she was sold by Norway to Peru.";
    let sold = subjects_of("sell", text);
    assert!(!sold.is_empty() && sold.iter().all(|s| s == "the Moss"), "{sold:?}");
}

#[test]
fn half_of_the_one_long_name_is_the_whole() {
    let text = "The Riga Opera House\n\nThe Riga Opera House stands in Latvia. Peru gave money. \
                In 1973 the Opera House was opened by Anna Lund.";
    let opened = subjects_of("open", text);
    assert!(opened.iter().all(|s| s == "the Riga Opera House"), "{opened:?}");
    assert!(!opened.is_empty());
}

#[test]
fn a_lady_is_not_her_husband() {
    let text = "Jan Moss, the president of the Garden Society, was rich. The Discovery was launched in \
                1901 by Lady Moss in Oslo.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    assert!(
        !facts
            .iter()
            .any(|f| { f.statement.verb.base == "launch" && f.value.spelled() == "Jan Moss" })
    );
}

#[test]
fn the_party_of_two_told_of_long_before_is_neither() {
    let text = "The Labour Party was founded in Oslo. The Farmers Party was founded in Bergen. Anna Lund \
                moved to Peru. Jan Holm moved to Chile. Peru grew. The party was dissolved by Anna Lund.";
    let dissolved = subjects_of("dissolve", text);
    assert!(!dissolved.iter().any(|s| s.contains("Party")), "{dissolved:?}");
}

#[test]
fn she_of_a_clause_on_a_place_is_not_who_comes_behind() {
    let text = "Clara Holm\n\nClara Holm (1819-1896) was a pianist. She lived in Riga. Her songs were sung \
                in Peru. She gave concerts, and she wrote songs. In Oslo, where she was made a professor \
                in 1838, Jan Lund wrote verses.";
    let made = subjects_of("make", text);
    assert!(!made.iter().any(|s| s == "Jan Lund"), "{made:?}");
}

#[test]
fn a_life_is_of_whom_its_title_names_in_part() {
    let text = "Ada Moss\n\nMaría Ada Moss de Lund was a pianist from Peru. She was born in Lima in 1853. \
                Her father wrote books. She played in Oslo. She moved to Paris, where she taught.";
    let born = subjects_of("bear", text);
    assert!(!born.is_empty() && born.iter().all(|s| s == "Ada Moss"), "{born:?}");
}

#[test]
fn what_may_be_a_mills_or_a_towns_is_neithers() {
    let opened = subjects_of("open", "The mill in Riga, which opened in 1966, has 24 wheels.");
    assert!(!opened.iter().any(|s| s == "Riga"), "{opened:?}");
}

#[test]
fn it_means_the_last_subject_that_has_a_name() {
    let text = "The Suez Canal crosses Egypt. It was opened by Empress Eugénie in Ismailia.";
    assert!(subjects(text).contains(&"the Suez Canal".to_owned()), "{:?}", subjects(text));
    let text = "The delta lies in Egypt. It was drained by Empress Eugénie in Ismailia.";
    assert!(subjects(text).iter().all(|s| s != "Egypt"), "{:?}", subjects(text));
}

#[test]
fn a_he_of_whom_nobody_is_known_is_no_rival_of_hers() {
    let text = "Ada Lund\n\nAda Lund was a Danish poet. She was born in Ribe, where she and her sister went to her school. The lawyer was poor. He \
                lost his post in Oslo, and he died.\n\nIn 1842 she moved to Norway.";
    assert!(subjects(text).iter().all(|s| s != "she"), "{:?}", subjects(text));
}

#[test]
fn who_stands_behind_the_pronoun_is_meant_and_nobody_before() {
    let text = "The astronomer Edwin Lund came to Norway in 1677. After his defeat in Denmark Harald \
                Moss was brought to Oslo in 1815.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    for fact in crate::facts::find(&documents) {
        let statement = &fact.statement;
        let said = format!("{statement:?}");
        assert!(!said.contains("Lund's defeat"), "{said}");
    }
}

#[test]
fn she_is_nobody_with_a_mans_name_and_no_general_of_a_picture() {
    let text = "Peter Lund owned the mill in Norway. She was sold to Sweden in 1895.";
    assert!(subjects(text).contains(&"she".to_owned()), "{:?}", subjects(text));
    let text = "LUND, CARLA (1593 - 1654), Danish painter\n\nCarla Lund was born in Ribe. She painted the \
                Norwegian general Holm. Her pictures hang in Oslo, and she sold many of her works. She was \
                poor. In 1630 she settled in Denmark.";
    assert!(subjects(text).iter().all(|s| !s.contains("Holm")), "{:?}", subjects(text));
}

#[test]
fn he_behind_one_of_a_nation_is_nobody_named_before() {
    let text = "Moss won in Oslo, with Karl Holm behind him. The Swede was better for an hour. He hit the \
                wall of Norway twice.";
    assert!(subjects(text).iter().all(|s| s != "Karl Holm"), "{:?}", subjects(text));
}

#[test]
fn whom_a_life_begins_with_is_she_and_her_friend_is_not() {
    let text = "Clara Lund (1819-1896)\n\nClara Josephine Lund, née Moss, was a Danish painter. She was \
                born in Ribe, and she learned there. She married in 1840. Brahm remained her closest \
                friend.\n\nIn 1878 she moved to Sweden.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let moved = facts.iter().filter(|f| f.statement.verb.base == "move");
    let who: Vec<&str> = moved.map(|f| f.statement.subject.as_str()).collect();
    assert!(!who.contains(&"Brahm") && who.contains(&"Clara Josephine Lund"), "{who:?}");
}

#[test]
fn it_of_a_cleft_is_nothing() {
    let text = "The Suez Canal crosses Egypt. It is the pilots of Ismailia who steer ships.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    assert!(facts.iter().all(|f| !f.statement.tail.contains("the Suez Canal is the pilots")));
}

#[test]
fn it_is_no_people() {
    let text = "The Romans founded a colony in Denmark. It was destroyed by Sweden in 1320.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let wrong = facts
        .iter()
        .any(|f| f.statement.subject == "the Romans" && f.statement.verb.base == "destroy");
    assert!(!wrong);
}

#[test]
fn who_is_appointed_head_has_none() {
    let text = "Ada Lund\n\nAda Lund was a Danish teacher. She was born in Ribe, where she and her \
                sister went to her school. In 1918 Jan Holm appointed her head of a school in Oslo.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    assert!(facts.iter().all(|fact| !fact.statement.tail.contains("Ada Lund's head")));
}

#[test]
fn who_recommends_her_is_no_she() {
    let text = "Ada Lund\n\nAda Lund was a Danish poet. She was born in Ribe, where she and her sister \
                went to her school. The critic Jan Holm recommended her to the king. In 1842 she \
                moved to Norway.";
    assert!(subjects(text).iter().all(|s| s != "she"), "{:?}", subjects(text));
}

#[test]
fn he_is_nobody_of_whom_only_half_a_name_was_told_by_the_way() {
    let text = "The firm had asked for the advice of Larsen. He sold the mill to Norway.";
    assert!(subjects(text).iter().all(|s| s != "Larsen"), "{:?}", subjects(text));
}

#[test]
fn of_two_islands_named_the_island_is_left_alone() {
    let text = "Heiden Island\n\nHeiden Island lies in the Atlantic Ocean. Many ships called at Heiden \
                Island. Birds are found on Moss Island. The island was settled by Anna Lund in 1790.";
    let found = subjects(text);
    assert!(!found.iter().any(|s| s.contains("Moss Island")), "{found:?}");
}

#[test]
fn a_description_means_the_one_thing_called_so() {
    let text = "The Treaty of Rome founded a market. The treaty was signed in Rome in 1957.";
    assert!(subjects(text).contains(&"the Treaty of Rome".to_owned()), "{:?}", subjects(text));
}

#[test]
fn a_life_has_for_its_person_whom_the_page_is_called_after() {
    let text = "José Moss\n\nJosé Julián Moss Pérez (28 January 1853 – 19 May 1895) was a Cuban poet. \
                He organised the war against Spain that began in 1895.\n\nMoss was born in Oslo. In \
                1871 he was deported to Spain, where he studied law. He then lived in Mexico, and in \
                1877 he married Carmen Lund. On 25 March 1895 he and General Max Holm issued the \
                Manifesto of Bergen in Peru.";
    let deported = subjects_of("deport", text);
    assert!(!deported.is_empty() && deported.iter().all(|s| s == "José Moss"), "{deported:?}");
    let issued = subjects_of("issue", text);
    assert!(!issued.iter().any(|s| s == "Max Holm"), "{issued:?}");
}

#[test]
fn what_a_sentence_brings_in_owns_what_it_has_and_terms_keep_their_names() {
    let text = "Fez\n\nFez is a city in Morocco. In 1878 a congress of writers, meeting in Oslo with \
                Ada Lund as its president, founded the Moss Union. Jan Holm died in 1787. Holm's law \
                was printed in Peru in 1802.";
    let facts = crate::facts::find(&[crate::document::Document::parse("a.txt", text)]);
    let gaps: Vec<&str> =
        facts.iter().filter(|f| f.pattern == "gap").map(|f| f.statement.tail.as_str()).collect();
    assert!(!gaps.is_empty() && !gaps.iter().any(|gap| gap.contains("Fez's")), "{gaps:?}");
    assert!(!facts.iter().any(|f| f.statement.subject.contains("Jan Holm's law")));
}

#[test]
fn she_is_no_son_of_somebody() {
    let text = "Anna Berg was born in Lund in 1930. Their son, Kristian Lind, is a judge. In 1988 she \
                received the Keller Prize.";
    let received = subjects_of("receive", text);
    assert!(!received.is_empty() && received.iter().all(|s| s == "Anna Berg"), "{received:?}");
}

#[test]
fn a_last_name_that_two_have_is_nobody() {
    let text = "Clara Brandt was elected mayor of Oster in 2019. Her brother, Paul Brandt, is a judge. \
                Brandt was awarded the Civic Medal in 2011.";
    let awarded = subjects_of("award", text);
    assert!(!awarded.iter().any(|s| s.contains(' ')), "{awarded:?}");
}

#[test]
fn a_bishops_cathedral_is_not_the_one_named_before() {
    let text = "Hans Peel (1890-1960) was an architect. He drew maps for Uppsala Cathedral in 1931. In 1935 \
                he was hired by the Bishop of Turku to measure the cathedral's towers.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    assert!(!facts.iter().any(|f| f.statement.tail.contains("Uppsala Cathedral's")));
}

#[test]
fn a_ship_with_somebodys_name_is_nobody() {
    let text = "Margit Halloway (1901-1985) was a cartographer. She mapped Greenland in 1932. The research \
                vessel Margit Halloway, launched in 1987, is named after her.";
    let launched = subjects_of("launch", text);
    assert!(!launched.iter().any(|s| s == "Margit Halloway"), "{launched:?}");
}

#[test]
fn his_is_of_whom_the_sentence_names_beside_its_subject() {
    let text = "Abbot Thomas Holm rebuilt the hall of Riga. In 1537 the last abbot, William Moss, was hanged \
                for his part in the Riga Blockade.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let hanged = facts.iter().filter(|f| f.statement.verb.base == "hang");
    let tails: Vec<&str> = hanged.map(|f| f.statement.tail.as_str()).collect();
    assert!(!tails.iter().any(|tail| tail.contains("Thomas Holm")), "{tails:?}");
}

#[test]
fn a_life_that_a_report_tells_is_of_whom_its_title_mourns() {
    let text = "Ada Lund, botanist who mapped the ferns of Peru, dies at 91\n\nAda Lund, who walked through \
                Peru to record its ferns, died in Riga in 2019. She was 91. Her son, the architect \
                Jan Holm, said so.\n\nBorn Ada Moss in Lyon in 1931, she studied in Geneva and came to Peru in 1955. Miss \
                Moss taught until 1996.\n\nIn 1984 she persuaded Norway to set a valley aside. She was \
                awarded a medal in 1990. Mr. Lund died in 1999.";
    let died = subjects_of("die", text);
    assert!(died.iter().any(|subject| subject == "Mr. Lund"), "{died:?}");
    let awarded = subjects_of("award", text);
    assert!(!awarded.is_empty() && awarded.iter().all(|s| s == "Ada Lund"), "{awarded:?}");
    let came = subjects_of("come", text);
    assert!(came.iter().all(|s| s == "Ada Lund"), "{came:?}");
}

#[test]
fn the_country_is_none_that_somebody_only_went_to() {
    let text = "The Riga Symphony Orchestra was founded in 1919. Under Jan Holm the orchestra toured Peru in \
                1954.\n\nIn 1988 the orchestra became the first in the country to elect Ada Lund.";
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let tails = facts.iter().map(|f| &f.statement.tail);
    assert!(
        !tails.clone().any(|tail| tail.contains("first in Peru")),
        "{:?}",
        tails.collect::<Vec<_>>()
    );
}

#[test]
fn she_of_a_page_on_an_airship_is_the_airship() {
    let text = "The airship Moss\n\nThe Moss was built for Lars Holm. Half of the money came from Walter Dunn, who \
                sent his own reporter, Helen Marsh, along. On 4 August 1927 the Moss took off in Peru. She \
                reached Norway before a broken rudder forced her back.";
    let reached = subjects_of("reach", text);
    assert!(!reached.is_empty() && reached.iter().all(|s| s == "the Moss"), "{reached:?}");
    let documents = [crate::document::Document::parse("a.txt", text)];
    let facts = crate::facts::find(&documents);
    let sent = facts.iter().filter(|f| f.statement.verb.base == "send");
    let tails: Vec<&str> = sent.map(|f| f.statement.tail.as_str()).collect();
    assert!(!tails.iter().any(|tail| tail.contains("Lars Holm")), "{tails:?}");
}

#[test]
fn the_islands_of_a_new_paragraph_are_not_those_named_by_the_way_before() {
    let text = "Islands of Peru\n\nMalta was sold to Peru in 1834. Malta was governed with the Leeward \
                Islands.\n\nRiga was visited by Jan Holm in 1834. Riga was given to Anna Lund. The islands \
                joined Chile in 1871.";
    let joined = subjects_of("join", text);
    assert!(!joined.is_empty() && joined.iter().all(|s| s == "the islands"), "{joined:?}");
}
