//! `docent hand-in`: what a learner did with some decks, for a teacher. Nothing is written before it
//! was shown what it is.

use super::args::DeckFolder;
use super::class::args::HandIn;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::library::{Library, count};
use super::output::Output;
use super::screen::{Screen, printable};
use super::study::guard::interruptible;
use super::whole_file::{Over, may_write, write_whole};
use super::words::date;
use crate::exchange::{Chosen, LONGEST_NAME, write_hand_in};
use crate::progress::{Entry, Heading, Journal, JournalError, Purpose, read_heading};
use crate::value::fold;
use dialoguer::{Confirm, Input};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Shows what would be handed in, asks, and writes it.
pub fn run(
    args: &HandIn,
    folder: &DeckFolder,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if args.output == Path::new("-") {
        return Err(CommandError::new("a hand-in goes into a file, not to stdout")
            .hint("name one: `-o ann.jsonl`"));
    }
    if !args.yes && !context.interactive {
        return Err(CommandError::new("this is not a terminal, so nobody can be asked")
            .hint("add `--yes` when what would leave this machine is known"));
    }
    let library = Library::open(&args.decks, folder)?;
    library.say_notes();
    let journal = Journal::open_to_read(&context.journal())?.ok_or_else(nothing)?;
    let chosen = choose(&journal, &library)?;
    let Some(name) = name(args, context)? else { return Ok(Outcome::Interrupted) };
    let kept = context.kept(library.paths().values());
    let over = over(args, &name, journal.device())?;
    may_write(&args.output, over, &kept)?;
    say_what_leaves(&chosen, &library, &name, args, context.screen);
    match if args.yes { Some(true) } else { agreed()? } {
        Some(true) => {}
        None => return Ok(Outcome::Interrupted),
        Some(false) => {
            output.line("Nothing was written.")?;
            return Ok(Outcome::No);
        }
    }
    let bytes = write_hand_in(&chosen, &name, journal.device(), context.now())
        .map_err(|error| CommandError::new(format!("cannot make the hand-in: {error}")))?;
    write_whole(&args.output, &bytes, over, &kept)?;
    let answers = count(chosen.answers() as usize, "answer");
    output.line(format!("{} ({}): {answers}.", args.output.display(), printable(&name)))?;
    Ok(Outcome::Done)
}

fn nothing() -> CommandError {
    CommandError::new("there is nothing to hand in: no card of these decks was answered yet")
        .hint("`docent study` asks them")
}

fn choose(journal: &Journal, library: &Library) -> Result<Chosen, CommandError> {
    let decks: BTreeSet<String> = library.decks().into_iter().map(|deck| deck.id.clone()).collect();
    let mut entries: Vec<Entry> = Vec::new();
    journal.entries(|entry| -> Result<(), JournalError> {
        entries.push(entry);
        Ok(())
    })?;
    let chosen = Chosen::of(entries, &decks);
    if chosen.answers() == 0 { Err(nothing()) } else { Ok(chosen) }
}

/// Returns the name to hand in under, asked for where it was not given; none when asking was
/// interrupted.
fn name(args: &HandIn, context: &Context) -> Result<Option<String>, CommandError> {
    if let Some(name) = &args.name {
        let name = sound_name(name);
        return name.map(Some).map_err(|why| CommandError::new(why).hint("`--name \"Ann B.\"`"));
    }
    if !context.interactive {
        return Err(CommandError::new("the hand-in has no name")
            .hint("say under which one your teacher knows you: `--name \"Ann B.\"`"));
    }
    let asked = interruptible(|| {
        Input::<String>::new()
            .with_prompt("Under which name do you hand in?")
            .validate_with(|name: &String| sound_name(name).map(|_| ()))
            .interact_text()
    })?;
    asked.map(|name| sound_name(&name)).transpose().map_err(CommandError::new)
}

/// Returns what the hand-in may replace: the one that this learner handed in before, from here.
///
/// # Errors
/// When the file is somebody else's hand-in and nobody asked to replace it.
fn over(args: &HandIn, name: &str, device: &str) -> Result<Over, CommandError> {
    let Some(there) = hand_in_at(&args.output).filter(|_| !args.force) else {
        return Ok(Over::forced(args.force));
    };
    let whose = there.name.unwrap_or_default();
    let from = match (fold(&whose) == fold(name), there.device == device) {
        (true, true) => return Ok(Over::Any),
        (true, false) => " from another device",
        (false, _) => "",
    };
    let (shown, whose) = (args.output.display(), printable(&whose));
    Err(CommandError::new(format!("`{shown}` is the hand-in of {whose}{from}"))
        .hint("name another file, or add `--force` to replace it"))
}

/// Returns what the hand-in in a file says of itself; none where there is no hand-in.
fn hand_in_at(path: &Path) -> Option<Heading> {
    if !path.is_file() {
        return None;
    }
    let heading = read_heading(BufReader::new(File::open(path).ok()?)).ok()?;
    (heading.docent == Purpose::HandIn).then_some(heading)
}

fn sound_name(name: &str) -> Result<String, String> {
    let name = printable(name).trim().to_owned();
    match name.chars().count() {
        0 => Err("the name is empty".to_owned()),
        length if length > LONGEST_NAME => {
            Err(format!("the name is longer than {LONGEST_NAME} letters"))
        }
        _ => Ok(name),
    }
}

/// Says what would leave the machine.
fn say_what_leaves(chosen: &Chosen, library: &Library, name: &str, args: &HandIn, screen: Screen) {
    let say = |text: &str, indent: &str| {
        screen.wrap(text, indent).iter().for_each(|line| Context::message(line));
    };
    let file = args.output.display();
    say(&format!("This is what `{file}` would hold, for whoever you give it to:"), "");
    say(&format!("the name {name}"), "  ");
    for deck in library.decks() {
        let answers = chosen.decks.get(&deck.id).copied().unwrap_or(0);
        say(&format!("{}: {}", deck.title, count(answers as usize, "answer")), "  ");
    }
    if let (Some(first), Some(last)) = (chosen.first, chosen.last) {
        let (first, last) = (date(first.study_day()), date(last.study_day()));
        let when =
            if first == last { format!("on {first}") } else { format!("from {first} to {last}") };
        say(
            &format!(
                "of each answer, {when}: when it was, how long it took, how it was judged, when the \
                 card came back; and what you typed or picked ({} of them)",
                chosen.worded
            ),
            "  ",
        );
    }
    say("the words of these cards as you met them, and what you set aside or took back", "  ");
    say("the random name of this device", "  ");
    say("Nothing else: no other decks, no settings. docent sends nothing anywhere.", "");
}

/// Asks whether to write the file; none when asking was interrupted.
fn agreed() -> Result<Option<bool>, CommandError> {
    let ask = || Confirm::new().with_prompt("Write it?").default(false).interact_opt();
    Ok(interruptible(ask)?.map(|answer| answer.unwrap_or(false)))
}
