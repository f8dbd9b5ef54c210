//! Every transcript of the README and of the pages in `docs`, replayed: what stands there is what
//! comes out. Those of a page are run in its order, beside the shipped decks, `capitals.toml`, the
//! deck that the README shows, and `broken.toml`, the same with its `answer` misspelt.

use crate::desk::Desk;
use std::path::Path;
use std::process::Command;

/// A command of a transcript and what it printed.
#[derive(Debug, PartialEq, Eq)]
struct Exchange {
    command: String,
    output: String,
}

/// Returns the transcripts of a Markdown text: its `console` blocks, in each the lines after `$ `
/// as commands (`> ` goes on with one) and the others as output.
fn transcripts(markdown: &str) -> Vec<Vec<Exchange>> {
    let mut transcripts = Vec::new();
    for block in markdown.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let mut exchanges: Vec<Exchange> = Vec::new();
        for line in block.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                let command = command.to_owned();
                exchanges.push(Exchange { command, output: String::new() });
            } else if let Some(exchange) = exchanges.last_mut() {
                match line.strip_prefix("> ").filter(|_| exchange.output.is_empty()) {
                    Some(more) => exchange.command.push_str(&format!("\n{more}")),
                    None => exchange.output.push_str(&format!("{line}\n")),
                }
            }
        }
        transcripts.push(exchanges);
    }
    transcripts
}

#[test]
fn the_transcripts_of_the_readme_are_what_comes_out() {
    replay("README.md");
}

#[test]
fn the_transcripts_of_the_docs_are_what_comes_out() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut pages: Vec<String> = std::fs::read_dir(format!("{root}/docs"))
        .expect("the folder docs")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "docs has a page");
    for page in pages {
        replay(&format!("docs/{page}"));
    }
}

/// Runs every command of a page and compares what it prints with what stands there.
fn replay(page: &str) {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).expect(path);
    let transcripts = transcripts(&text(page));
    assert!(!transcripts.is_empty(), "{page} has a transcript");
    let readme = text("README.md");
    let deck = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let deck = deck.expect("the README shows a deck");
    let broken = deck.replace("answer =", "anwser =");
    let desk = Desk::new()
        .file("capitals.toml", deck.as_bytes())
        .file("broken.toml", broken.as_bytes())
        .copy("decks", "decks");
    let bin = Path::new(env!("CARGO_BIN_EXE_docent")).parent().expect("a folder");
    for exchange in transcripts.into_iter().flatten() {
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {}\n}} 2>&1", exchange.command)])
            .env_clear()
            .envs(desk.environment())
            .env("COLUMNS", "80")
            .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
            .current_dir(desk.folder())
            .output()
            .expect("a shell");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(printed, exchange.output, "{page}: $ {}", exchange.command);
    }
}
