//! `docent build`: documents become a deck.

use super::args::Build;
use super::context::Context;
use super::deck_name::refuse_other_kinds;
use super::error::{CommandError, Outcome};
use super::library::count;
use super::output::Output;
use super::pasted::pasted;
use super::propose;
use super::screen::printable;
use crate::authoring::{BuildOptions, Built, Outcome as Fate, PROPOSED, Step, build_with, told};
use crate::deck::{
    Deck, DeckFile, DeckFileError, Merged, Rebuilt, Stated, Status, merge, to_toml, write_deck_file,
};
use crate::document::{Document, Reading, read_all};
use crate::facts::find_with;
use crate::language::model::Model;
use crate::workers::{aside, drop_aside};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// Builds a deck and writes it, or adds what is new to the deck that is there.
pub fn run(args: &Build, context: &Context, output: &mut Output) -> Result<Outcome, CommandError> {
    args.output.as_deref().map_or(Ok(()), refuse_other_kinds)?;
    // At hand by the time that the documents are read.
    aside(|| _ = Model::english());
    let reading =
        context.spinner("reading", || read_all(&args.documents, &mut std::io::stdin().lock()));
    let reading = sound(reading, &args.documents)?;
    if let Some(report) = &args.report {
        let read = reading.paths.iter().flatten().chain(&args.output);
        context.kept(read).refuse(report)?;
    }
    let options = BuildOptions {
        title: args.title.clone(),
        max: args.max.map(|max| max as usize),
        all: args.all,
        seed: context.build_seed(),
    };
    let mut built = write_cards(args, &reading.documents, &options, context);
    for note in &built.notes {
        Context::note(&printable(note));
    }
    if let Some(report) = &args.report {
        write_report(report, &built)?;
    }
    if args.explain {
        explain(args, &built, output)?;
    }
    let folder = args.output.as_deref().and_then(Path::parent).unwrap_or_else(|| Path::new(""));
    set_paths(&mut built.deck, &reading.paths, folder);
    if built.deck.cards.is_empty() {
        return Err(CommandError::new("no card could be written from these documents")
            .hint("`--explain` says why; documents of plain English prose work best"));
    }
    match &args.output {
        Some(path) if path != Path::new("-") => {
            write(args, path, &built, &reading.documents, output)?;
        }
        _ => output.line(to_toml(&built.deck).trim_end())?,
    }
    drop_aside((built, reading));
    Ok(Outcome::Done)
}

/// Finds facts and writes cards, with the help of the program that was named, if one was.
fn write_cards(
    args: &Build,
    documents: &[Document],
    options: &BuildOptions,
    context: &Context,
) -> Built {
    let patience = Duration::from_secs(args.propose_timeout);
    let answer = args.propose.as_ref().map(|command| {
        context.watch(|tell| {
            let reading = |done, of| tell(Step { what: "reading sentences", done, of });
            reading(0, 0);
            let facts = find_with(documents, &reading);
            tell(Step { what: "asking the program", done: 0, of: 0 });
            propose::ask(command, &told(documents, &facts), patience)
        })
    });
    let proposals = answer.as_ref().map(|answer| answer.proposals.as_slice()).unwrap_or_default();
    let built = context.watch(|tell| build_with(documents, options, proposals, tell));
    if let Some(answer) = &answer {
        for note in &answer.notes {
            Context::note(note);
        }
        tell_proposals(answer.proposals.len(), &built);
    }
    built
}

/// Says what became of what was proposed.
fn tell_proposals(proposals: usize, built: &Built) {
    const TOLD: usize = 10;
    let outcomes = built.candidates.iter().filter(|candidate| candidate.pattern == PROPOSED);
    let dropped: Vec<_> = outcomes.filter(|c| c.outcome == Fate::Dropped).collect();
    for candidate in dropped.iter().take(TOLD) {
        let question = printable(&candidate.question);
        Context::note(&format!(
            "proposed and dropped: {question} ({})",
            printable(&candidate.reason)
        ));
    }
    if dropped.len() > TOLD {
        Context::note(&format!("{} more dropped; `--report` has all", dropped.len() - TOLD));
    }
    if proposals > 0 {
        let kept = proposals - dropped.len().min(proposals);
        let kept = if kept == 1 { "1 is a draft".into() } else { format!("{kept} are drafts") };
        Context::note(&format!("{} proposed; {kept} now", count(proposals, "fact")));
    }
}

/// Refuses to go on when a document that was named cannot be read; what lies in a folder beside
/// sound documents is only noted.
fn sound(reading: Reading, named: &[PathBuf]) -> Result<Reading, CommandError> {
    for fault in &reading.faults {
        if named.iter().any(|name| name == fault.path()) {
            return Err(CommandError::from_document(fault));
        }
        Context::note(&format!("left out: {fault}"));
    }
    Context::note_how_read(&reading);
    Ok(reading)
}

/// Sets each source's file as it is reached from the deck's folder.
fn set_paths(deck: &mut Deck, paths: &[Option<PathBuf>], folder: &Path) {
    // Empty where the program does not know where it is.
    let here = std::path::absolute(".").unwrap_or_default();
    for (source, path) in deck.sources.iter_mut().zip(paths) {
        source.file = path.as_ref().map(|path| reached(path, folder, &here));
    }
}

/// Returns a path as it is reached from a folder, both seen from `here`; as it is where no way is
/// known, as from one drive to another.
fn reached(path: &Path, folder: &Path, here: &Path) -> String {
    let (to, from) = (here.join(path), here.join(folder));
    let (to, from) = (steps(&to), steps(&from));
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let rooted = |steps: &[Component<'_>]| {
        matches!(steps.first(), Some(Component::RootDir | Component::Prefix(_)))
    };
    let lost = from[shared..].contains(&Component::ParentDir);
    if lost || rooted(&to[shared..]) || rooted(&from[shared..]) {
        return path.to_string_lossy().into_owned();
    }
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let down = to[shared..].iter().map(|step| step.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Returns the steps of a path; one down and up again is none.
fn steps(path: &Path) -> Vec<Component<'_>> {
    let mut steps = Vec::new();
    for step in path.components() {
        match (step, steps.last().copied()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => _ = steps.pop(),
            _ => steps.push(step),
        }
    }
    steps
}

fn explain(args: &Build, built: &Built, output: &mut Output) -> Result<(), CommandError> {
    let explanation = built.explanation();
    if args.output.is_some() {
        return output.line(explanation.trim_end());
    }
    // Stdout has the deck, so what is said about it goes elsewhere.
    for line in explanation.lines() {
        Context::message(line);
    }
    Ok(())
}

fn write_report(path: &Path, built: &Built) -> Result<(), CommandError> {
    let text = serde_json::to_string_pretty(&built.candidates).map_err(std::io::Error::from)?;
    std::fs::write(path, text + "\n").map_err(|error| {
        CommandError::new(format!("cannot write the report `{}`: {error}", path.display()))
    })
}

fn write(
    args: &Build,
    path: &Path,
    built: &Built,
    documents: &[Document],
    output: &mut Output,
) -> Result<(), CommandError> {
    let deck = &built.deck;
    let shown = path.display();
    let old = match DeckFile::read(path) {
        Ok(file) => Some(file),
        Err(DeckFileError::Missing(_) | DeckFileError::Dangling(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let Some(DeckFile { text: old, reading, .. }) = old else {
        return write_new(path, deck, documents.len(), output);
    };
    say_what_is_for_new_decks(args, path, reading.deck.as_ref());
    // What another program says it found is no statement of the documents.
    let found =
        built.candidates.iter().filter(|c| c.pattern != PROPOSED || c.outcome != Fate::Dropped);
    let facts = found.map(|candidate| candidate.fact.clone()).collect();
    let still_says = |source: &str, quote: &str| {
        let place = deck.sources.iter().position(|known| known.id == source);
        place.and_then(|place| documents.get(place)).is_some_and(|d| d.states(quote))
    };
    let stated = built.candidates.iter().filter(|c| c.pattern != PROPOSED && !c.cites.is_empty());
    let unasked: Vec<Stated<'_>> =
        stated.map(|c| Stated { fact: &c.fact, answer: &c.answer, cites: &c.cites }).collect();
    let rebuilt = Rebuilt { deck, facts: &facts, unasked: &unasked, still_says: &still_says };
    let merged = merge(&old, &rebuilt).map_err(|fault| {
        CommandError::new(format!("cannot add to `{shown}`: {fault}")).hint(format!(
            "`docent check {}` says what is wrong; nothing was changed",
            pasted(path)
        ))
    })?;
    if merged.text != old {
        write_deck_file(path, &merged.text, Some(&old))?;
    }
    tell_merged(path, &merged, merged.text != old, documents.len(), output)
}

/// Says which options have no say in a deck that is there already.
fn say_what_is_for_new_decks(args: &Build, path: &Path, there: Option<&Deck>) {
    let same = |title: &String| there.is_some_and(|deck| deck.title == *title);
    let given = [
        ("--title", args.title.as_ref().is_some_and(|title| !same(title))),
        ("--max", args.max.is_some()),
        ("--all", args.all),
    ];
    let given: Vec<&str> =
        given.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    if !given.is_empty() {
        Context::note(&format!(
            "{} is for new decks: `{}` is there already, keeps its title, and gets what is new as drafts",
            given.join(", "),
            path.display()
        ));
    }
}

fn write_new(
    path: &Path,
    deck: &Deck,
    documents: usize,
    output: &mut Output,
) -> Result<(), CommandError> {
    let (shown, documents) = (path.display(), count(documents, "document"));
    write_deck_file(path, &to_toml(deck), None)?;
    let drafts = deck.cards.iter().filter(|card| card.status == Status::Draft).count();
    let active = deck.cards.len() - drafts;
    let told = match drafts {
        0 => String::new(),
        drafts => format!(" and {}", count(drafts, "draft")),
    };
    output.line(format!("{shown}: {}{told} from {documents}.", count(active, "card")))?;
    let (study, review) = (
        format!("`docent study {}` studies it", pasted(path)),
        format!("`docent review {}` walks through the drafts", pasted(path)),
    );
    output.line(match (active, drafts) {
        (0, _) => format!("{review}."),
        (_, 0) => format!("{study}."),
        _ => format!("{study}, {review}."),
    })
}

/// Says what building again came to.
fn tell_merged(
    path: &Path,
    merged: &Merged,
    written: bool,
    documents: usize,
    output: &mut Output,
) -> Result<(), CommandError> {
    let (shown, documents) = (path.display(), count(documents, "document"));
    let drafts = merged.added + merged.changed.len();
    let waiting = drafts + merged.unstated.len();
    if waiting == 0 {
        let rest = if written {
            "what it notes of its sources is brought up to date"
        } else {
            "left as it was"
        };
        output.line(format!("{shown}: nothing new in {documents}; {rest}."))?;
    }
    if merged.added > 0 {
        let new = count(merged.added, "new card");
        let drafts = if merged.added == 1 { "a draft" } else { "drafts" };
        output
            .line(format!("{shown}: {new} added as {drafts}, everything else left as it was."))?;
    }
    match merged.requoted {
        0 => {}
        1 => output.line(format!("{shown}: 1 quote reads as its sentence does now."))?,
        n => output.line(format!("{shown}: {n} quotes read as their sentences do now."))?,
    }
    for id in &merged.changed {
        output.line(format!("{shown}: `{id}` reads otherwise now; a draft says how."))?;
    }
    match merged.unstated.as_slice() {
        [] => {}
        [id] => {
            output
                .line(format!("{shown}: `{id}` is no longer stated by its sources; it stays."))?;
        }
        ids => {
            let ids = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let cards = count(merged.unstated.len(), "card");
            output.line(format!(
                "{shown}: {cards} are no longer stated by their sources, and stay: {ids}."
            ))?;
        }
    }
    if waiting == 0 {
        return Ok(());
    }
    output.line(format!("`docent review {}` walks through them.", pasted(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_reached_from_the_folder_of_the_deck() {
        for (path, folder, way) in [
            ("decks/a/sources/x.md", "decks/a", "sources/x.md"),
            ("./notes/x.md", "decks", "../notes/x.md"),
            ("x.md", "", "x.md"),
            ("/tmp/x.md", "/tmp/decks", "../x.md"),
            ("/home/p/x.md", "decks", "../../x.md"),
            ("x.md", "..", "src/x.md"),
            ("./x.md", "../other", "../src/x.md"),
            ("../x.md", "../..", "p/x.md"),
            ("a/../x.md", ".", "x.md"),
            ("x.md", "../../../../far", "../home/p/src/x.md"),
        ] {
            let told = reached(Path::new(path), Path::new(folder), Path::new("/home/p/src"));
            assert_eq!(told, way, "{path} from {folder}");
        }
        for (path, folder, way) in [
            ("x.md", "../other", "x.md"),
            ("/tmp/x.md", "decks", "/tmp/x.md"),
            ("../x.md", "decks", "../../x.md"),
        ] {
            let told = reached(Path::new(path), Path::new(folder), Path::new(""));
            assert_eq!(told, way, "{path} from {folder}, wherever that is");
        }
    }
}
