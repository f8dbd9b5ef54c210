//! `--propose CMD`: a program that is told what docent read, and may propose facts. Whatever it does
//! - die, hang, babble - the build goes on, and says so.

use super::library::count;
use super::screen::printable;
use crate::authoring::Proposal;
use crate::system;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// A line longer than this is no fact.
const LONGEST: u64 = 64 * 1024;
/// Nobody reads more proposals than this.
const MOST_LINES: usize = 10_000;
/// After so many lines that are no facts, the program is not going to write one.
const MOST_BAD: usize = 100;
/// How many of the bad lines are told one by one.
const TOLD: usize = 3;

/// What a program answered.
#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    /// What it proposes.
    pub proposals: Vec<Proposal>,
    /// What the person should know of how it went.
    pub notes: Vec<String>,
}

/// Runs the program, tells it these lines, and returns what it proposes.
pub fn ask(command: &str, told: &[String], patience: Duration) -> Answer {
    let mut child = match start(command) {
        Ok(child) => child,
        Err(error) => {
            let note = format!("`{command}` could not be run, so nothing is proposed: {error}");
            return Answer { notes: vec![note], ..Answer::default() };
        }
    };
    if let Some(mut stdin) = child.stdin.take() {
        let text = told.join("\n") + "\n";
        // A program that stops reading gets no more; what it wrote still counts. The thread is left
        // to itself, since one that never reads would hold it for ever.
        thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
    let lines = child.stdout.take().map(read_lines);
    let (mut answer, ended) = lines.map_or_else(Default::default, |lines| take(&lines, patience));
    answer.notes.extend(how_it_ended(command, &ended, &mut child, patience));
    answer
}

/// How a program's proposals ended.
#[derive(Debug, Default, PartialEq, Eq)]
enum Ended {
    /// It closed its output.
    #[default]
    Well,
    /// It was silent for too long.
    Silent,
    /// It wrote too much, or too much that is no fact.
    Babbling(&'static str),
}

fn start(command: &str) -> std::io::Result<Child> {
    let (shell, takes) = system::shell();
    let mut shell = Command::new(shell);
    shell.arg(takes).arg(command);
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    system::in_own_group(&mut shell);
    shell.spawn()
}

/// Reads lines on a thread of its own, so that a silent program can be waited for with a limit.
fn read_lines(stdout: ChildStdout) -> Receiver<Vec<u8>> {
    let (send, lines) = sync_channel(64);
    thread::spawn(move || pass_on(stdout, &send));
    lines
}

fn pass_on(stdout: impl Read, lines: &SyncSender<Vec<u8>>) {
    let mut reader = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || lines.send(line).is_err() {
            return;
        }
    }
}

fn take(lines: &Receiver<Vec<u8>>, patience: Duration) -> (Answer, Ended) {
    let (mut answer, mut bad) = (Answer::default(), 0);
    let ended = loop {
        let line = match lines.recv_timeout(patience) {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => break Ended::Well,
            Err(RecvTimeoutError::Timeout) => break Ended::Silent,
        };
        match read(&line) {
            None => {}
            Some(Ok(proposal)) => answer.proposals.push(proposal),
            Some(Err(why)) => {
                bad += 1;
                if bad <= TOLD {
                    answer.notes.push(format!("a line that proposes nothing: {}", printable(&why)));
                }
            }
        }
        if bad >= MOST_BAD {
            break Ended::Babbling("it writes what are no facts");
        }
        if answer.proposals.len() >= MOST_LINES {
            break Ended::Babbling("it proposes without end");
        }
    };
    if bad > TOLD {
        answer.notes.push(format!("{} more like it", count(bad - TOLD, "line")));
    }
    (answer, ended)
}

/// Reads a line; a blank one and one that docent itself wrote about documents say nothing.
fn read(line: &[u8]) -> Option<Result<Proposal, String>> {
    if line.len() as u64 > LONGEST {
        return Some(Err(format!("longer than {} KB", LONGEST / 1024)));
    }
    let Ok(line) = std::str::from_utf8(line) else {
        return Some(Err("not UTF-8".into()));
    };
    (!line.trim().is_empty()).then(|| Proposal::read(line.trim()))
}

/// Ends the program, and returns what there is to say of it unless it did so well.
fn how_it_ended(
    command: &str,
    ended: &Ended,
    child: &mut Child,
    patience: Duration,
) -> Option<String> {
    let why = match ended {
        Ended::Well => match wait(child, patience) {
            Some(status) if status.success() => return None,
            Some(status) => format!("ended with {status}"),
            None => "closed its output and did not end".into(),
        },
        Ended::Silent => format!("was silent for {} s and was stopped", patience.as_secs()),
        Ended::Babbling(how) => format!("was stopped: {how}"),
    };
    end(child);
    Some(format!("`{command}` {why}; the build goes on with what it proposed before"))
}

/// Waits for the program to end, which is soon after it closed its output.
fn wait(child: &mut Child, patience: Duration) -> Option<std::process::ExitStatus> {
    const TURNS: u32 = 100;
    for _ in 0..TURNS {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(patience.min(Duration::from_secs(2)) / TURNS);
    }
    None
}

/// Ends the program and what it started. That it has ended already is no fault.
fn end(child: &mut Child) {
    system::end_group(child);
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn taken(output: &[u8]) -> (usize, Ended) {
        let (send, lines) = sync_channel(64);
        let output = Cursor::new(output.to_vec());
        thread::spawn(move || pass_on(output, &send));
        let (answer, ended) = take(&lines, Duration::from_secs(20));
        (answer.proposals.len(), ended)
    }

    #[test]
    fn garbage_is_counted_and_ends_in_time() {
        let fact = "{\"value\":1,\"evidence\":[{\"source\":\"a\",\"quote\":\"b\"}]}\n";
        assert_eq!(taken(format!("\n{fact}garbage\n{fact}").as_bytes()), (2, Ended::Well));
        let (_, ended) = taken(&b"garbage\n".repeat(1000));
        assert_eq!(ended, Ended::Babbling("it writes what are no facts"));
        let (_, ended) = taken(&vec![b'x'; 20 * 1024 * 1024]);
        assert_eq!(ended, Ended::Babbling("it writes what are no facts"));
        let endless = (MOST_LINES, Ended::Babbling("it proposes without end"));
        assert_eq!(taken(fact.repeat(MOST_LINES + 5).as_bytes()), endless);
        assert_eq!(taken(b"\xff\xfe\n").1, Ended::Well);
    }
}
