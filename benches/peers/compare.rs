//! Everything once, side by side: the collections, then each program's rows.

use super::anki::Anki;
use super::carddown::Carddown;
use super::collection::{Collection, clear};
use super::docent::Docent;
use super::documents;
use super::floor;
use super::hashcards::Hashcards;
use super::learner::REVIEWS;
use super::peers::Peers;
use super::program::Result;
use super::table::{Figure, Table, Who, Work};
use ::docent::memory::Moment;
use std::path::Path;

/// Returns the table of docent and these peers with so many cards.
pub fn run(cards: usize, reviews: usize, now: Moment, peers: &Peers) -> Result<Table> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/collections");
    clear(&root)?;
    let collection = |name: &str, cards| Collection::new(cards, root.join(name), now);
    let mut table = Table::default();
    table.notes.clone_from(&peers.absent);

    let main = collection("main", cards);
    say(&format!("writing {cards} cards"));
    main.write_apart()?;
    studying(&main, peers, &mut table)?;

    for (work, reviews) in [(Work::Answer1k, 1000), (Work::AnswerMany, reviews)] {
        say(&format!("answers behind {reviews} reviews"));
        answering(&collection("answers", reviews / REVIEWS), work, peers, &mut table)?;
    }

    say("packages");
    let one = Collection { files: 1, ..collection("package", cards) };
    packing(&one, peers, &mut table)?;

    say("journals");
    let ours = collection("ours", reviews / REVIEWS);
    let theirs = Collection { seed: 2, ..collection("theirs", reviews / REVIEWS) };
    ours.write_journal()?;
    theirs.write_journal()?;
    let docent = Docent::new(&ours);
    docent.rebuild(&mut table)?;
    floor::rebuild(&ours, &mut table)?;
    docent.merge(&theirs, &mut table)?;

    say("documents");
    let folder = root.join("documents");
    documents::write(&folder, 100)?;
    table.put(Work::Build, Who::Docent, Figure::Time(documents::build(&folder)?));
    floor::build(&folder, &mut table)?;
    clear(&root)?;
    Ok(table)
}

pub fn studying(main: &Collection, peers: &Peers, table: &mut Table) -> Result<()> {
    let docent = Docent::new(main);
    docent.first_question(table)?;
    docent.check(table)?;
    docent.stats(table)?;
    floor::first_question(main, table)?;
    floor::decks(main, table)?;
    floor::stats(main, table)?;
    floor::fit(main, table)?;
    if let Some(binary) = &peers.carddown {
        say("carddown");
        Carddown::prepare(binary.clone(), main)?.measure(table)?;
    }
    if let Some(python) = &peers.anki {
        say("Anki's library");
        Anki::prepare(python.clone(), main)?.measure(table)?;
    }
    if let Some(binary) = &peers.hashcards {
        say("hashcards");
        Hashcards::prepare(binary.clone(), main)?.measure(table)?;
    }
    Ok(())
}

pub fn answering(
    collection: &Collection,
    work: Work,
    peers: &Peers,
    table: &mut Table,
) -> Result<()> {
    clear(&collection.folder)?;
    collection.write_journal()?;
    floor::answers(collection, collection.cards * REVIEWS, work, table)?;
    Docent::new(collection).answers(work, table)?;
    if let Some(python) = &peers.anki {
        Anki::prepare(python.clone(), collection)?.answers(work, table)?;
    }
    Ok(())
}

pub fn packing(collection: &Collection, peers: &Peers, table: &mut Table) -> Result<()> {
    collection.write_apart()?;
    let theirs = match &peers.anki {
        Some(python) => Some(Anki::prepare(python.clone(), collection)?.package(table)?),
        None => None,
    };
    let ours = Docent::new(collection).package(theirs.as_deref(), table)?;
    floor::packages(&ours, &collection.folder, table)
}

pub fn say(what: &str) {
    eprintln!("{what} …");
}
