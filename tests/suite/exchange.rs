//! `docent export` and `docent import`: what a teacher sees, and what cannot be done.

use crate::desk::{CAPITALS, Desk, PLANETS};

fn desk() -> Desk {
    Desk::new().deck("planets", PLANETS).deck("capitals", CAPITALS)
}

#[test]
fn a_deck_that_goes_out_comes_back_in_every_format() {
    let desk = desk();
    for format in ["json", "csv", "tsv", "md", "gift", "apkg"] {
        let (file, back) = (format!("out.{format}"), format!("{format}.toml"));
        let run = desk.docent(&["export", "decks/planets.toml", "-o", &file]);
        assert_eq!(run.code, 0, "{run}");
        let run = desk.docent(&["import", &file, "-o", &back]);
        assert_eq!(run.code, 0, "{run}");
        let run = desk.docent(&["check", &back]);
        assert_eq!(run.code, 0, "{format}: {run}");
    }
    let whole = |deck: &str| {
        let toml = std::fs::read_to_string(desk.path(deck)).expect("a deck");
        toml.parse::<toml::Table>().expect("TOML")["card"].clone()
    };
    assert_eq!(whole("json.toml"), whole("decks/planets.toml"));
    assert_eq!(whole("csv.toml"), whole("decks/planets.toml"));
    assert_eq!(whole("md.toml"), whole("decks/planets.toml"));
}

#[test]
fn what_a_format_cannot_hold_is_said_with_how_many_cards_and_which() {
    let run = desk().docent(&["export", "decks/planets.toml", "-o", "-", "--format", "gift"]);
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!("planets_as_gift", run.stdout);
    insta::assert_snapshot!("what_gift_cannot_hold", run.stderr);
}

#[test]
fn a_list_of_cards_says_that_it_has_not_the_names_of_its_deck() {
    for (format, lost) in [
        ("csv", "note: CSV cannot hold everything: what the deck says of itself: `id`, `title`"),
        ("tsv", "note: TSV cannot hold everything: what the deck says of itself: `id`, `title`"),
        ("gift", "note: GIFT cannot hold everything: what the deck says of itself: `id`"),
        ("md", ""),
        ("json", ""),
    ] {
        let export = ["export", "decks/capitals.toml", "-o", "-", "--format", format];
        let run = desk().docent(&export);
        assert_eq!(run.stderr.lines().next().unwrap_or_default(), lost, "{run}");
        assert_eq!(run.code, 0, "{run}");
    }
}

#[test]
fn faults_of_a_table_are_shown_at_their_cells_and_nothing_is_written() {
    let table =
        "question,answer,kind\nWho?,she,txt\nCapital of Peru?,Lima,text\nWhen?,long ago,year\n";
    let desk = Desk::new().file("bad.csv", table.as_bytes());
    let run = desk.docent(&["import", "bad.csv", "-o", "bad.toml"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(!desk.path("bad.toml").exists());
    insta::assert_snapshot!(run.stderr);
    let run = desk.docent(&["import", "bad.csv", "-o", "bad.toml", "--skip-bad"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("bad.toml: 1 card from `bad.csv`."), "{run}");
    assert!(run.stderr.contains("2 cards left out"), "{run}");
}

#[test]
fn a_deck_of_another_program_may_come_from_stdin() {
    let desk = Desk::new();
    let table = "front,back\nCapital of Peru?,Lima\n";
    let run = desk.docent_with(&["import", "-", "--format", "csv"], table);
    assert!(run.stdout.contains("id = \"imported\"\ntitle = \"Imported\"\n"), "{run}");
    let named = ["import", "-", "--format", "csv", "--title", "South America", "-o", "sa.toml"];
    let run = desk.docent_with(&named, table);
    assert!(run.stdout.starts_with("sa.toml: 1 card from stdin.\n"), "{run}");
    let bad = desk.docent_with(&["import", "-", "--format", "csv"], "front,back\nWho?,\n");
    assert!(bad.code == 2 && bad.stderr.contains("--> -:2"), "{bad}");
    let run = desk.docent_with(&["import", "-"], table);
    assert_eq!(run.code, 2, "{run}");
    let told = "error: stdin has no name that says a format\nhint: say `--format`\n";
    assert_eq!(run.stderr, told);
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let desk = desk()
        .file("there.csv", b"keep me")
        .file("latin.csv", b"question,answer\ncaf\xe9,x\n")
        .file("torn.apkg", b"PK\x03\x04 and then no more")
        .file("empty.json", b"")
        .file("none.md", b"Just a letter.\n");
    let refused: [(&[&str], &str, &str); 13] = [
        (&["export", "decks/capitals.toml", "-o", "x.doc"], "says no format", "--format"),
        (&["export", "decks/capitals.toml", "-o", "there.csv"], "is there already", "--force"),
        (&["export", "decks", "-o", "x.csv"], "is a folder", "name the deck file"),
        (&["export", "none.toml", "-o", "x.csv"], "there is no deck", "check the path"),
        (
            &["export", "decks/capitals.toml", "-o", "-", "--format", "apkg"],
            "is no text",
            "-o deck.apkg",
        ),
        (&["import", "latin.csv"], "line 2 has a byte", "UTF-8"),
        (&["import", "torn.apkg"], "not all of one", "export it from Anki anew"),
        (&["import", "empty.json"], "has 1 error", "nothing was written"),
        (&["import", "none.md"], "has 1 error", "nothing was written"),
        (&["import", "gone.csv"], "cannot read `gone.csv`", ""),
        (&["import", "decks", "--format", "csv"], "it is no file", ""),
        (&["import", "page.html"], "are written, not read", "docent build"),
        (&["import", "there.csv", "-o", "decks/capitals.toml"], "is there already", "name another"),
    ];
    for (arguments, why, hint) in refused {
        let run = desk.docent(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run}");
        assert!(run.stderr.contains(why) && run.stderr.contains(hint), "{arguments:?}: {run}");
        assert!(run.stderr.contains("error: "), "{arguments:?}: {run}");
    }
    assert_eq!(std::fs::read(desk.path("there.csv")).expect("the file"), b"keep me");
    assert!(!desk.path("x.csv").exists());
}

#[cfg(unix)]
#[test]
fn an_export_takes_no_place_of_the_journal_or_of_its_own_deck_by_whatever_path() {
    let desk = desk();
    desk.docent_with(&["study", "--plain"], "x\n");
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(desk.path(from), desk.path(to)).expect("a link");
    };
    link("home/journal.db", "journal.csv");
    link("decks/capitals.toml", "link.csv");
    let kept = |path: &str| std::fs::read(desk.path(path)).expect("a file");
    let before = (kept("home/journal.db"), kept("decks/capitals.toml"));
    for (output, why) in [
        ("home/journal.db", "holds your progress"),
        ("home/./journal.db-wal", "holds your progress"),
        ("home/settings.toml", "holds your progress or settings"),
        ("journal.csv", "holds your progress"),
        ("decks/capitals.toml", "is read by this command"),
        ("decks/../decks/capitals.toml", "is read by this command"),
        ("link.csv", "is read by this command"),
    ] {
        let format = ["--format", "csv", "--force"];
        let run =
            desk.docent(&[&["export", "decks/capitals.toml", "-o", output][..], &format].concat());
        assert_eq!(run.code, 2, "{output}: {run}");
        assert!(run.stderr.contains(why) && run.stderr.contains("name another file"), "{run}");
    }
    assert_eq!((kept("home/journal.db"), kept("decks/capitals.toml")), before);
}

#[test]
fn a_title_that_says_nothing_is_refused() {
    let desk = desk().file("a.csv", b"front,back\nCapital of Peru?,Lima\n");
    for command in [
        &["import", "a.csv", "-o", "new.toml"][..],
        &["build", "a.txt", "-o", "new.toml"],
        &["new", "new.toml"],
    ] {
        for title in ["", " \t"] {
            let run = desk.docent(&[command, &["--title", title]].concat());
            assert_eq!(run.code, 2, "{run}");
            assert!(run.stderr.contains("write a title"), "{run}");
        }
    }
    assert!(!desk.path("new.toml").exists());
}

#[test]
fn a_name_a_title_and_an_id_can_be_given() {
    let desk = Desk::new().file("my_cards.csv", b"front,back\nCapital of Peru?,Lima\n");
    let deck = desk.docent(&["import", "my_cards.csv"]).stdout;
    assert!(deck.contains("id = \"my-cards\"\ntitle = \"My cards\""), "{deck}");
    let deck = desk.docent(&["import", "my_cards.csv", "--title", "South America"]).stdout;
    assert!(deck.contains("id = \"south-america\"\ntitle = \"South America\""), "{deck}");
    let dash = desk.docent(&["import", "my_cards.csv", "-o", "-"]);
    assert_eq!(dash.stdout, desk.docent(&["import", "my_cards.csv"]).stdout, "{dash}");
    assert!(!desk.path("-").exists());
    let deck = desk.docent(&["import", "my_cards.csv", "--id", "sa"]).stdout;
    assert!(deck.contains("id = \"sa\"\ntitle = \"My cards\""), "{deck}");
    let run = desk.docent(&["import", "my_cards.csv", "--id", "a/b"]);
    assert_eq!(run.code, 2, "{run}");
}
