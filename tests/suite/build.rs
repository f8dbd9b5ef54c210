//! `docent build` and `docent facts`: from documents to a deck.

use crate::desk::{Desk, Run};
use serde_json::Value;
use std::fs;

const CANAL: &str = "# Two canals\n\nThe Suez Canal was formally opened on 17 November 1869. \
                     The Panama Canal was opened in 1914. Switzerland has 26 cantons. \
                     The Red Cross was founded by Henry Dunant.\n";

fn refused(run: &Run, message: &str) {
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains(&format!("error: {message}")), "{run}");
}

#[test]
fn a_text_becomes_a_deck_whose_cards_cite_it() {
    let desk = Desk::new().file("notes/canal.md", CANAL.as_bytes());
    let run = desk.docent(&["build", "notes/canal.md", "-o", "decks/canal.toml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.stdout.contains("`docent study decks/canal.toml` studies it, `docent review"),
        "{run}"
    );
    let deck = fs::read_to_string(desk.path("decks/canal.toml")).expect("a deck");
    assert!(deck.contains("In which year was the Panama Canal opened?"), "{deck}");
    assert!(deck.contains("quote = \"The Panama Canal was opened in 1914.\", line = 3"), "{deck}");
    assert!(deck.contains("file = \"../notes/canal.md\""), "reached from the deck: {deck}");
    let check = desk.docent(&["check"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn a_deck_above_its_documents_names_the_way_down_to_them() {
    let desk = Desk::new().file("p/src/canal.md", CANAL.as_bytes());
    let run = desk.docent_in("p/src", &["build", "canal.md", "-o", "../a.toml"]);
    assert_eq!(run.code, 0, "{run}");
    let run = desk.docent_in("p/src", &["build", ".", "-o", "../b.toml"]);
    assert_eq!(run.code, 0, "{run}");
    for name in ["p/a.toml", "p/b.toml"] {
        let deck = fs::read_to_string(desk.path(name)).expect("a deck");
        assert!(deck.contains("file = \"src/canal.md\""), "{name}: {deck}");
        let check = desk.docent(&["check", name]);
        assert!(!check.stdout.contains("source-gone"), "{check}");
    }
}

#[test]
fn a_deck_is_written_into_no_file_of_another_kind() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    let run = desk.docent(&["build", "canal.md", "-o", "x.csv"]);
    refused(
        &run,
        "a deck is a .toml file, and `x.csv` is none\nhint: end the name in .toml; `docent export",
    );
    assert!(!desk.path("x.csv").exists());
}

#[test]
fn a_deck_of_drafts_alone_is_there_to_be_reviewed() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    let run = desk.docent(&["build", "canal.md", "-o", "c.toml", "--max", "0"]);
    assert!(run.stdout.starts_with("c.toml: 0 cards and "), "{run}");
    assert!(run.stdout.ends_with("\n`docent review c.toml` walks through the drafts.\n"), "{run}");
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    let (one, two) = (desk.docent(&["build", "canal.md"]), desk.docent(&["build", "canal.md"]));
    assert!(one.stdout.starts_with("format = 1\n"), "{one}");
    assert_eq!(one.stdout, two.stdout);
    let from_stdin = desk.docent_with(&["build", "-"], CANAL);
    assert!(
        from_stdin.stdout.contains("In which year was the Panama Canal opened?"),
        "{from_stdin}"
    );
}

#[test]
fn building_again_leaves_what_the_teacher_wrote() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    desk.docent(&["build", "canal.md", "-o", "decks/canal.toml"]);
    let path = desk.path("decks/canal.toml");
    let built = fs::read_to_string(&path).expect("a deck");
    let edited = built.replace("was the Panama Canal opened?", "did ships first pass Panama?");
    let edited = format!("# mine\n{edited}");
    fs::write(&path, &edited).expect("written");
    let run = desk.docent(&["build", "canal.md", "-o", "decks/canal.toml"]);
    assert!(run.stdout.contains("nothing new in 1 document; left as it was."), "{run}");
    assert_eq!(fs::read_to_string(&path).expect("a deck"), edited);
    let more =
        CANAL.replace("Switzerland has", "The Kiel Canal was opened in 1895. Switzerland has");
    let desk = desk.file("canal.md", more.as_bytes());
    let run = desk.docent(&["build", "canal.md", "--all", "-o", "decks/canal.toml"]);
    assert!(run.stdout.contains("2 new cards added as drafts"), "{run}");
    assert!(run.stderr.contains("--all is for new decks: `decks/canal.toml` is there"), "{run}");
    let now = fs::read_to_string(&path).expect("a deck");
    let hash = |deck: &str| deck.lines().find(|l| l.starts_with("sha256")).map(str::to_owned);
    let (was, is) = (hash(&edited).expect("a hash"), hash(&now).expect("a hash"));
    let read_again = edited.replace(&was, &is);
    assert!(was != is && now.starts_with(read_again.trim_end()), "{now}");
    assert!(now.contains("Kiel Canal"), "{now}");
    assert!(now.contains("status = \"draft\""), "{now}");
}

#[test]
fn a_document_is_read_once_and_a_dash_is_the_standard_output() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes()).file("copy.md", CANAL.as_bytes());
    let once = desk.docent(&["build", "canal.md"]);
    let twice = desk.docent(&["build", "canal.md", "copy.md", "canal.md", "-o", "-"]);
    assert_eq!((twice.code, &twice.stdout), (0, &once.stdout), "{twice}");
    for other in ["copy.md", "canal.md"] {
        let note = format!("left out: `{other}` is the same as `canal.md`");
        assert!(twice.stderr.contains(&note), "{twice}");
    }
    assert!(!desk.path("-").exists());
    let facts = |arguments: &[&str]| desk.docent(arguments).stdout;
    assert_eq!(facts(&["facts", "canal.md", "copy.md"]), facts(&["facts", "canal.md"]));
}

/// A page as a newspaper has it: navigation, a banner, metadata, a caption, a newsletter, links.
const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="windows-1252">
<title>How the Kiel Canal was dug | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<script type="application/ld+json">
{"@context":"https://schema.org","@type":"NewsArticle","headline":"How the Kiel Canal was dug","datePublished":"2019-06-21T08:00:00Z"}
</script></head><body>
<div id="cookies"><p>We value your privacy. Accept all cookies to read on.</p></div>
<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<article><h1>How the Kiel Canal was dug</h1>
<figure><img src="k.jpg"><figcaption>A steamer at Rendsburg. Photo: City Archive</figcaption></figure>
<p>The Kiel Canal was <a href="/opening">opened</a> in 1895.
   Thousands of men had worked on it for eight years, and the cafés along it were full.</p>
<div class="newsletter"><p>Sign up to our newsletter for a ship a week.</p></div>
<h2>Before it</h2>
<ul><li>The Eider Canal was closed in 1890.</li></ul></article>
<aside><p><a href="/old">The Elbe Tunnel was opened in 1911.</a></p></aside>
<footer><p>All rights reserved.</p></footer></body></html>
"#;

#[test]
fn a_folder_of_texts_and_saved_pages_gives_one_deck() {
    let latin: Vec<u8> = PAGE.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let desk = Desk::new()
        .file("notes/canal.md", CANAL.as_bytes())
        .file("notes/kiel.html", &latin)
        .file("notes/kiel_files/frame.html", b"<p>The Kiel Canal was opened in 1999.</p>")
        .file("notes/empty.htm", b"<html><body></body></html>")
        .file("notes/more.txt", b"The Corinth Canal was opened in 1893.\n");
    let run = desk.docent(&["build", "notes", "-o", "decks/c.toml", "--title", "Canals"]);
    assert!(run.stdout.contains("from 4 documents."), "{run}");
    assert!(run.stderr.contains("note: `empty.htm` holds no sentences"), "{run}");
    let deck = fs::read_to_string(desk.path("decks/c.toml")).expect("a deck");
    for asked in ["Kiel Canal", "Eider Canal", "Corinth Canal", "Panama Canal"] {
        assert!(deck.contains(asked), "{asked}: {deck}");
    }
    assert!(deck.contains("quote = \"The Kiel Canal was opened in 1895.\", line = 12"), "{deck}");
    for furniture in ["Elbe", "1999", "newsletter", "cookies", "Rendsburg", "<a"] {
        assert!(!deck.contains(furniture), "{furniture}: {deck}");
    }
    let head = "title = \"How the Kiel Canal was dug\"\npublisher = \"The Harbour Gazette\"\n\
                date = 2019-06-21\nfile = \"../notes/kiel.html\"";
    assert!(deck.contains(head), "{deck}");
    assert_eq!(desk.docent(&["check"]).code, 0);
    let seen = desk.docent(&["analyse", "notes/kiel.html"]);
    assert!(!seen.stdout.contains("href") && seen.stdout.contains("cafés"), "{seen}");
}

#[test]
fn every_candidate_has_its_reason() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    let run =
        desk.docent(&["build", "canal.md", "-o", "c.toml", "--explain", "--report", "r.json"]);
    assert!(run.stdout.contains("plainly stated (when, canal.md:3, worth"), "{run}");
    let report = fs::read_to_string(desk.path("r.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let first = &report.as_array().expect("a list")[0];
    assert_eq!((&first["outcome"], &first["line"]), (&"kept".into(), &3.into()));
    assert!(first["reason"].as_str().is_some_and(|why| !why.is_empty()));
}

#[test]
fn a_report_takes_no_place_of_a_document_or_the_deck() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    for report in ["canal.md", "./c.toml"] {
        let run = desk.docent(&["build", "canal.md", "-o", "c.toml", "--report", report]);
        refused(&run, &format!("`{report}` is read by this command"));
    }
}

#[test]
fn facts_are_given_a_line_each() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes());
    let run = desk.docent(&["facts", "canal.md", "--json"]);
    assert_eq!(run.code, 0, "{run}");
    for line in run.stdout.lines() {
        let fact: Value = serde_json::from_str(line).expect("JSON");
        for key in [
            "fact",
            "subject",
            "relation",
            "value",
            "value_type",
            "polarity",
            "status",
            "agreement",
            "evidence",
        ] {
            assert!(!fact[key].is_null(), "{key} of {line}");
        }
        let evidence = &fact["evidence"][0];
        let place =
            |key: &str| usize::try_from(evidence[key].as_u64().expect("a place")).expect("small");
        assert_eq!(evidence["quote"], CANAL[place("start")..place("end")], "{line}");
    }
    assert!(run.stdout.lines().count() >= 4, "{run}");
}

#[test]
fn a_document_that_cannot_be_read_says_why_and_nothing_is_written() {
    let desk = Desk::new()
        .file("good.md", CANAL.as_bytes())
        .file("empty.txt", b" \n")
        .file("picture.txt", b"\x89PNG\r\n\x1a\n\x00")
        .file("page.html", b"<meta charset=klingon><p>The Suez Canal was opened in 1869.</p>")
        .file("binary.html", b"\x89PNG\r\n\x1a\n\x00")
        .file("paper.pdf", b"%PDF-1.4")
        .file("nothing/x.jpg", b"");
    let build = |name| desk.docent(&["build", "good.md", name, "-o", "decks/x.toml"]);
    refused(&build("missing.txt"), "there is no document `missing.txt`\nhint: ");
    refused(&build("empty.txt"), "the document `empty.txt` is empty");
    refused(&build("picture.txt"), "the document `picture.txt` is not UTF-8 text");
    refused(&build("page.html"), "the page `page.html` declares the character set `klingon`");
    refused(&build("binary.html"), "the document `binary.html` is not UTF-8 text");
    refused(&build("paper.pdf"), "docent does not read .pdf files");
    refused(&build("nothing"), "the folder `nothing` holds no .txt, .md or .html document");
    assert!(!desk.path("decks/x.toml").exists());
}

#[test]
fn a_text_of_an_old_program_is_read_with_a_note() {
    let latin = b"The caf\xe9 at the Panama Canal was full.\r\n\r\nThe Panama Canal was opened in 1914.\r\n";
    let desk = Desk::new().file("old.txt", latin);
    let note = "note: `old.txt` is no UTF-8 text and was taken for windows-1252\n";
    let run = desk.docent(&["build", "old.txt", "-o", "c.toml"]);
    assert!(run.code == 0 && run.stderr.contains(note), "{run}");
    assert!(
        !desk.docent(&["check", "c.toml"]).stdout.contains("source-"),
        "the source is found as it was read"
    );
    for command in ["facts", "analyse"] {
        let run = desk.docent(&[command, "old.txt"]);
        assert!(run.code == 0 && run.stderr.contains(note), "{run}");
    }
}

#[test]
fn another_language_gets_a_plain_message_and_no_bad_cards() {
    let german = "Der Suezkanal wurde am 17. November 1869 feierlich eröffnet und verbindet das \
                  Mittelmeer mit dem Roten Meer. Die Städte an seinen Ufern haben seitdem viele \
                  Einwohner gewonnen.\n\nHeute fahren jeden Tag Dutzende großer Schiffe durch den \
                  Kanal, und für die Wirtschaft des Landes ist er von großer Bedeutung. Die Fahrt \
                  um den ganzen Erdteil herum dauert viel länger und kostet mehr Treibstoff.\n";
    let desk = Desk::new().file("kanal.txt", german.as_bytes());
    let run = desk.docent(&["build", "kanal.txt"]);
    refused(&run, "no card could be written from these documents");
    assert!(run.stderr.contains("German"), "{run}");
}

#[test]
fn a_deck_with_errors_is_not_added_to() {
    let desk = Desk::new().file("canal.md", CANAL.as_bytes()).deck("x", "format = 1\n[deck]\n");
    let run = desk.docent(&["build", "canal.md", "-o", "decks/x.toml"]);
    refused(&run, "cannot add to `decks/x.toml`: the deck has 2 errors");
    let left = fs::read_to_string(desk.path("decks/x.toml")).expect("a deck");
    assert_eq!(left, "format = 1\n[deck]\n");
}

#[test]
fn what_docent_sees_in_a_text_is_shown() {
    let desk = Desk::new();
    let text = "The Suez Canal was opened by Egypt on 17 November 1869.";
    let run = desk.docent_with(&["analyse", "-", "--json"], text);
    assert_eq!(run.code, 0, "{run}");
    let seen: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let word = &seen["sentences"][0]["words"][4];
    assert_eq!(
        (&word["text"], &word["lemma"], &word["pos"]),
        (&"opened".into(), &"open".into(), &"VERB".into())
    );
    assert_eq!(seen["times"][0]["value"], "1869-11-17");
    assert!(seen["names"].as_array().is_some_and(|names| names.len() >= 2), "{run}");
    let run = desk.docent_with(&["analyse", "-"], text);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn what_a_changed_document_still_says_is_cited_as_it_says_it_now() {
    let first =
        "The Kiel Canal\n\nThe Kiel Canal was opened in 1895. The Suez Canal was opened in 1869.\n";
    let then = first
        .replace("opened in 1895.", "opened in 1895, and ships passed.")
        .replace("\n\n", "\n\nA page on two canals and their age.\n\n");
    let desk = Desk::new().file("canals.txt", first.as_bytes());
    let build = || desk.docent(&["build", "canals.txt", "-o", "canals.toml"]);
    assert_eq!(build().code, 0);
    std::fs::write(desk.path("canals.txt"), then).expect("written");
    let stale = desk.docent(&["check", "canals.toml"]).stdout;
    for rule in ["source-changed", "quote-gone", "quote-moved"] {
        assert!(stale.contains(rule), "{stale}");
    }
    let again = build();
    assert!(again.stdout.contains("1 quote reads as its sentence does now.\n"), "{again}");
    let sound = desk.docent(&["check", "canals.toml"]);
    assert!(sound.stdout.contains("no faults"), "{sound}");
    let third = build();
    assert!(third.stdout.contains("nothing new in 1 document; left as it was"), "{third}");
}
