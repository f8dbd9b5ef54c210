//! What a learner sees: docent on a pseudo-terminal, driven key by key.

use crate::desk::{CAPITALS, Desk, PLANETS};
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long a screen may take to show what is awaited, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Terminal {
    pub screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Kept, because the terminal is gone when it is dropped.
    pty: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    pub fn start(desk: &Desk, columns: u16, arguments: &[&str], extra: &[(&str, &str)]) -> Self {
        Self::start_on((40, columns), desk, arguments, extra)
    }

    /// Starts on a terminal of so many rows and columns.
    fn start_on(
        (rows, columns): (u16, u16),
        desk: &Desk,
        arguments: &[&str],
        extra: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_docent"));
        command.args(arguments);
        command.env_clear();
        for (name, value) in desk.environment() {
            command.env(name, value);
        }
        command.env("COLUMNS", columns.to_string());
        for (name, value) in extra {
            command.env(name, value);
        }
        command.cwd(desk.folder());
        let child = pty.slave.spawn_command(command).expect("docent starts");
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let keys = pty.master.take_writer().expect("a writer");
        let (send, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let rows = NonZero::new(rows).expect("rows");
        let screen = vt100::Parser::new(rows, NonZero::new(columns).expect("columns"), 0);
        Self { screen, bytes, keys, child, pty: pty.master }
    }

    /// Waits until the screen shows this text.
    pub fn see(&mut self, text: &str) -> String {
        self.see_after("", text)
    }

    /// Waits until the screen shows this text somewhere behind the last of that one.
    pub fn see_after(&mut self, before: &str, text: &str) -> String {
        loop {
            let contents = self.screen.screen().contents();
            let from = if before.is_empty() { Some(0) } else { contents.rfind(before) };
            if from.is_some_and(|from| contents[from..].contains(text)) {
                return contents;
            }
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(error) => panic!("`{text}` did not come ({error}):\n{contents}"),
            }
        }
    }

    fn resize(&mut self, columns: u16) {
        self.resize_to(40, columns);
    }

    fn resize_to(&mut self, rows: u16, columns: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.pty.resize(size).expect("another size");
        let [rows, columns] = [rows, columns].map(|size| NonZero::new(size).expect("a size"));
        self.screen.screen_mut().set_size(rows, columns);
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    pub fn end(mut self) -> (u32, vt100::Parser) {
        let status = self.child.wait().expect("an end");
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_secs(5)) {
            self.screen.process(&bytes);
        }
        (status.exit_code(), self.screen)
    }
}

const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const CTRL_C: &str = "\x03";

#[test]
fn a_typed_question_is_answered_and_judged() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("What is the capital of Mongolia?");
    terminal.press("Ulanbaatar");
    terminal.see("> Ulanbaatar");
    terminal.press(ENTER);
    let screen = terminal.see("Back in");
    assert!(
        screen.contains("~ Close. The answer: Ulaanbaatar (right but for one letter)"),
        "{screen}"
    );
    terminal.press("k");
    terminal.see("Noted as good");
    terminal.see("Canberra");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.screen().contents().contains("Everything is saved."));
    assert!(!screen.screen().hide_cursor(), "the cursor is back");
}

#[test]
fn every_kind_is_answered_from_the_keyboard() {
    let desk = Desk::new().deck("planets", PLANETS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    let next = |terminal: &mut Terminal| {
        terminal.see("goes on");
        terminal.press(ENTER);
    };
    terminal.see("Why is Mars red?");
    terminal.press(ENTER);
    terminal.see("rusty iron");
    terminal.press("3");
    terminal.see("nearest to the sun?");
    terminal.press(&format!("{DOWN}{ENTER}"));
    next(&mut terminal);
    terminal.see("walk on the moon?");
    terminal.press("3");
    next(&mut terminal);
    terminal.see("How many moons");
    terminal.press("two\r");
    next(&mut terminal);
    terminal.see("Saturn made of");
    terminal.press("2");
    next(&mut terminal);
    terminal.see("made of rock?");
    terminal.press("12");
    terminal.see("[x] 2");
    terminal.press(ENTER);
    next(&mut terminal);
    terminal.see("outwards.");
    terminal.press("1234");
    terminal.see("[4]");
    terminal.press(ENTER);
    next(&mut terminal);
    terminal.see("True or false? Venus");
    terminal.press("t");
    next(&mut terminal);
    terminal.see("The ____ flows into");
    terminal.press("Nile\r");
    let screen = terminal.see("✓ Right. Nile");
    assert!(screen.contains("Back in 10 minutes"), "{screen}");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
    let stats = desk.docent(&["stats"]).stdout;
    assert!(stats.contains("9 learning"), "{stats}");
}

/// Answers every kind with these keys, in the order of the deck, and returns what each verdict
/// looks like, from the head of its question on.
fn verdicts(columns: u16, keys: [&str; 9]) -> String {
    let desk = Desk::new().deck("planets", PLANETS);
    let mut terminal = Terminal::start(&desk, columns, &["study"], &[]);
    let asked = [
        "Why is Mars",
        "nearest to the sun?",
        "walk on the moon?",
        "How many moons",
        "Saturn made of",
        "made of rock?",
        "outwards.",
        "Venus is hotter",
        "flows into",
    ];
    let mut screens = String::new();
    for (question, keys) in asked.into_iter().zip(keys) {
        terminal.see(question);
        for key in keys.split_inclusive('|') {
            terminal.press(key.trim_end_matches('|'));
            if key.ends_with('|') {
                terminal.see("rusty iron");
            }
        }
        let rated = question == asked[0];
        let contents = terminal.see_after(question, if rated { "Back in" } else { "goes on" });
        let head = contents.rfind('·').unwrap_or_default();
        let head = contents[..head].rfind('\n').map_or(0, |newline| newline + 1);
        let shown = contents[head..].split("\n  n or Enter").next().unwrap_or_default();
        if !rated {
            screens.push_str(shown.trim_end());
            screens.push_str("\n\n");
            terminal.press(ENTER);
        }
    }
    terminal.press(CTRL_C);
    terminal.end();
    screens
}

#[test]
fn right_answers_of_each_kind_look_like_this() {
    let right = ["s|4", "1", "3", "2\r", "3", "1236\r", "4123\r", "t", "Nile\r"];
    insta::assert_snapshot!("right_at_100_columns", verdicts(100, right));
    insta::assert_snapshot!("right_at_60_columns", verdicts(60, right));
}

#[test]
fn close_and_wrong_answers_of_each_kind_look_like_this() {
    let wrong = ["s|1", "2", "1", "3\r", "1", "45\r", "3214\r", "f", "Congo\r"];
    insta::assert_snapshot!("wrong_at_100_columns", verdicts(100, wrong));
    insta::assert_snapshot!("wrong_at_60_columns", verdicts(60, wrong));
    let close = ["s|2", "1", "3", "2\r", "3", "123\r", "1423\r", "t", "Nile\r"];
    insta::assert_snapshot!("close_at_100_columns", verdicts(100, close));
    insta::assert_snapshot!("close_at_60_columns", verdicts(60, close));
}

#[test]
fn the_menu_opens_with_escape_and_undoes() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 60, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press("x\r");
    terminal.see("goes on");
    terminal.press(ENTER);
    terminal.see("Canberra");
    terminal.press(ESCAPE);
    terminal.see("Undo the last answer");
    terminal.press(&format!("{DOWN}{ENTER}"));
    terminal.see("Taken back.");
    terminal.press(ESCAPE);
    terminal.see("End the session");
    terminal.press("\x1b[A");
    terminal.press(ENTER);
    terminal.see("Nothing was answered this time.");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(!screen.screen().hide_cursor());
}

#[test]
fn the_menu_stays_when_the_terminal_gets_another_size_or_the_session_is_stopped() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[("COLUMNS", "")]);
    terminal.see("Mongolia");
    terminal.press(ESCAPE);
    terminal.see_after("> Go on", "Esc goes back");
    terminal.press(DOWN);
    terminal.see_after("> Skip", "Esc goes back");
    terminal.resize(30);
    terminal.see("  What is the capital of\n  Mongolia?\n    Go on\n  > Skip: ask");
    let screen = terminal.see_after("> Skip", "arrows and Enter");
    assert_eq!(screen.matches("End the session").count(), 1, "{screen}");
    // No shell waits here, so it goes on at once.
    terminal.press("\u{1a}");
    terminal.see_after("Mongolia?\n\n", "> Skip");
    terminal.press(ENTER);
    terminal.see("Put at the end.");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn an_interrupt_in_the_menu_leaves_the_terminal_as_it_was() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press(ESCAPE);
    terminal.see("End the session");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(!screen.screen().hide_cursor());
}

#[test]
fn a_narrow_screen_without_colour_shows_everything() {
    let desk = Desk::new().deck("planets", PLANETS);
    let mut terminal = Terminal::start(&desk, 60, &["study", "--limit", "2"], &[("NO_COLOR", "1")]);
    terminal.see("Why is Mars red?");
    terminal.press("s");
    terminal.see("rusty iron");
    terminal.press("4");
    terminal.see("nearest to the sun?");
    terminal.press("1");
    terminal.see("  the menu");
    let screen = terminal.screen.screen();
    let coloured =
        (0..40).flat_map(|row| (0..60).map(move |column| (row, column))).any(|(row, column)| {
            screen.cell(row, column).is_some_and(|cell| cell.fgcolor() != vt100::Color::Default)
        });
    assert!(!coloured, "no colour was asked for");
    insta::assert_snapshot!(screen.contents());
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_card_is_edited_from_within_the_session() {
    let desk = Desk::new().deck("capitals", CAPITALS).file(
        "editor",
        b"#!/bin/sh\nsed -i 's/How many states has/How many regions has/' \"$1\"\n",
    );
    let editor = format!("sh {}", desk.path("editor").display());
    let extra = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
    let mut terminal = at_the_second_card(&desk, &extra);
    terminal.press(ESCAPE);
    terminal.see("Skip");
    terminal.press(&format!("{DOWN}{DOWN}{ENTER}"));
    terminal.see("Brazil");
    terminal.press(ESCAPE);
    terminal.see_after("Brazil", "Edit the card");
    terminal.press("\x1b[A\x1b[A\r");
    terminal.see("How many regions has Brazil?");
    terminal.press(ESCAPE);
    terminal.see_after("regions", "End the session");
    terminal.press("\x1b[A\r");
    terminal.see("1 answer: 0 right, 1 wrong.");
    assert_eq!(terminal.end().0, 0);
}

/// Begins a session and answers its first card, wrongly.
fn at_the_second_card(desk: &Desk, extra: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::start(desk, 80, &["study"], extra);
    terminal.see("What is the capital of Mongolia?");
    terminal.press("x\r");
    terminal.see("goes on");
    terminal.press(ENTER);
    terminal.see("Canberra");
    terminal
}

#[test]
fn an_edit_that_changes_nothing_leaves_the_session_as_it_was() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let extra = [("EDITOR", "true"), ("PATH", "/usr/bin:/bin")];
    let mut terminal = at_the_second_card(&desk, &extra);
    terminal.press(ESCAPE);
    terminal.see_after("Canberra", "Edit the card");
    terminal.press("\x1b[A\x1b[A\r");
    terminal.see("Nothing was changed.");
    terminal.press(ESCAPE);
    terminal.see_after("Nothing was changed.", "Undo the last answer");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_slip_in_a_date_is_mended_and_an_interrupt_says_what_was_answered() {
    let deck =
        CAPITALS.replace("id = \"mongolia\"\nkind", "id = \"mongolia\"\nstatus = \"draft\"\nkind");
    let desk = Desk::new().deck("capitals", &deck);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("In which year was Canberra");
    terminal.press("1913x");
    terminal.see("> 1913x");
    terminal.press(ENTER);
    terminal.see_after("Not understood as a date", "> 1913x");
    terminal.press(&format!("\x7f{ENTER}"));
    terminal.see("✓ Right. 1913");
    terminal.press(ENTER);
    terminal.see("How many states has Brazil?");
    terminal.press("2");
    terminal.see("> 2");
    // An interrupt that comes while no key is read ends the program without its figures.
    thread::sleep(Duration::from_millis(300));
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    let contents = screen.screen().contents();
    assert!(
        contents.contains("1 answer: 1 right.\nEnded here. Everything is saved."),
        "{contents}"
    );
}

#[test]
fn what_is_no_number_is_asked_again() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = at_the_second_card(&desk, &[]);
    terminal.press(ENTER);
    terminal.see_after("Canberra", "goes on");
    terminal.press(ENTER);
    terminal.see("How many states has Brazil?");
    terminal.press("abc\r");
    terminal.see_after("Not understood as a number", "> abc");
    terminal.press("\x1526\r");
    terminal.see("✓ Right. 26");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn an_order_is_answered_only_when_all_have_a_place() {
    let order = "format = 1\n[deck]\nid = \"o\"\ntitle = \"O\"\n[[card]]\nid = \"c\"\nkind = \"order\"\n\
                 question = \"Which came first?\"\nanswers = [\"Rome\", \"Byzantium\", \"Moscow\"]\n";
    let desk = Desk::new().deck("o", order);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("Which came first?");
    terminal.press(&format!("{ENTER}2"));
    let screen = terminal.see("[1] 2");
    assert!(!screen.contains("[2]"), "{screen}");
    terminal.press(&format!("{ENTER} 3{ENTER}"));
    terminal.see("You said:");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn the_menu_keeps_what_was_typed_and_placed() {
    let desk = Desk::new().deck("planets", PLANETS);
    let mut terminal = Terminal::start(&desk, 100, &["study", "--limit", "1"], &[]);
    let through_the_menu = |terminal: &mut Terminal| {
        terminal.press(ESCAPE);
        terminal.see("End the session");
        terminal.press(ESCAPE);
    };
    terminal.see("shows the answer");
    terminal.press("s");
    terminal.see("4 easy");
    through_the_menu(&mut terminal);
    let screen = terminal.see("4 easy");
    assert_eq!(screen.matches("rusty iron").count(), 1, "{screen}");
    terminal.press(CTRL_C);
    terminal.end();
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press("Ulan");
    terminal.see("> Ulan");
    through_the_menu(&mut terminal);
    terminal.see("> Ulan");
    terminal.press(" Bator\r");
    terminal.see("Right. Ulaanbaatar");
    terminal.press(CTRL_C);
    terminal.end();
    let order = "format = 1\n[deck]\nid = \"o\"\ntitle = \"O\"\n[[card]]\nid = \"c\"\nkind = \"order\"\n\
                 question = \"Which came first?\"\nanswers = [\"Rome\", \"Byzantium\", \"Moscow\"]\n";
    let desk = Desk::new().deck("o", order);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("Which came first?");
    terminal.press("31");
    terminal.see("[2] 1");
    through_the_menu(&mut terminal);
    terminal.see("[1] 3");
    terminal.press("2\r");
    terminal.see("You said:");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn lines_of_a_text_are_drawn_as_lines() {
    let desk = Desk::new().deck("verse", crate::plain::POEM);
    let mut terminal = Terminal::start(&desk, 80, &["study"], &[]);
    terminal.see("  How is tea made?\n  Three steps:\n");
    terminal.press("s");
    terminal.see("  1. boil\n     the water\n\n  2. pour\n");
    terminal.press("3");
    terminal.see("  First one,\n  then the other.\n");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn undo_asks_before_it_goes_back_behind_today() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    desk.docent_with(&["study", "--plain"], "Ulaanbaatar\n");
    let desk = desk.at("2026-11-24T09:00:00+01:00");
    for (key, says, code) in [("n", "Nothing was changed.", 1), ("y", "Taken back: capitals", 0)] {
        let mut terminal = Terminal::start(&desk, 100, &["undo"], &[]);
        terminal
            .see("capitals/mongolia answered, judged correct (good) on 22 November 2026, 09:00");
        terminal.see("Take that back?");
        terminal.press(key);
        terminal.see(says);
        assert_eq!(terminal.end().0, code);
    }
}

#[test]
fn a_message_is_broken_between_words() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 36, &["suspend", "mongolia", "states"], &[]);
    terminal.see("`docent undo` takes the last of\nit back.");
    assert_eq!(terminal.end().0, 0);
    let mut terminal = Terminal::start(&desk, 30, &["reset", "mongola"], &[]);
    terminal.see("error: no item is called\n`mongola`\n");
    assert_eq!(terminal.end().0, 2);
}

#[test]
fn docent_alone_offers_to_study() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &[], &[]);
    terminal.see("Study now?");
    terminal.press("y");
    terminal.see("What is the capital of Mongolia?");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
}

#[test]
fn an_enter_behind_the_key_that_begins_a_session_answers_nothing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &[], &[]);
    terminal.see("Study now?");
    terminal.press("y\r");
    terminal.see("Enter alone when you don't know");
    terminal.press("Ulaanbaatar\r");
    let screen = terminal.see("Right. Ulaanbaatar");
    assert!(!screen.contains("nothing"), "{screen}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn the_rest_of_a_yes_answers_nothing() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    for (keys, said) in [("yes\r", "Right. Ulaanbaatar"), ("yesp", "You said: espUlaanbaatar")] {
        let mut terminal = Terminal::start(&desk, 80, &[], &[]);
        terminal.see("Study now?");
        terminal.press(keys);
        terminal.see("Enter alone when you don't know");
        terminal.press("Ulaanbaatar\r");
        let screen = terminal.see(said);
        assert!(!screen.contains("nothing"), "{screen}");
        terminal.see("goes on");
        terminal.press("u");
        terminal.see("Taken back");
        terminal.press(CTRL_C);
        terminal.end();
    }
}

#[test]
fn an_answer_that_is_typed_ahead_behind_that_key_counts() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &[], &[]);
    terminal.see("Study now?");
    terminal.press("yUlaanbaatar\r");
    terminal.see("Right. Ulaanbaatar");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_resized_terminal_is_wrapped_anew_from_the_next_question_on() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    // Without COLUMNS the width is the terminal's.
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[("COLUMNS", "")]);
    terminal.see("What is the capital of Mongolia?");
    terminal.press("x");
    terminal.see("> x");
    terminal.resize(40);
    terminal.press(ENTER);
    terminal.see_after("Back in", "goes on");
    terminal.press(ENTER);
    let screen = terminal.see_after("Canberra", "Esc for");
    let question = "  In which year was Canberra founded as\n  Australia's capital?";
    assert!(screen.contains(question), "{screen}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_question_is_wrapped_anew_when_the_terminal_gets_narrower() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[("COLUMNS", "")]);
    terminal.see("Mongolia");
    terminal.press("Ulan");
    terminal.see_after("> Ulan", "Esc for the menu");
    terminal.resize(30);
    let screen = terminal.see("  What is the capital of\n  Mongolia?\n  > Ulan");
    assert_eq!(screen.matches("What is the capital").count(), 1, "{screen}");
    terminal.resize(100);
    let screen = terminal.see("  What is the capital of Mongolia?\n  > Ulan");
    assert_eq!(screen.matches("capital of").count(), 1, "{screen}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn what_does_not_fit_is_not_drawn_twice() {
    let deck = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"c\"\nkind = \"set\"\n\
                question = \"Which of them?\"\nanswers = [\"Rome\", \"Byzantium\", \"Moscow\", \"Kyiv\"]\n\
                distractors = [\"Oslo\", \"Bergen\", \"Tromsø\", \"Narvik\"]\n";
    let desk = Desk::new().deck("d", deck);
    let mut terminal = Terminal::start_on((8, 60), &desk, &["study"], &[]);
    terminal.see("> [ ] 1");
    for place in 2..=8 {
        terminal.press(DOWN);
        let screen = terminal.see(&format!("> [ ] {place}"));
        assert!(screen.contains("Which of them?"), "{screen}");
        for option in 1..=8 {
            assert!(screen.matches(&format!("[ ] {option}")).count() <= 1, "{screen}");
        }
    }
    terminal.resize_to(20, 60);
    terminal.see_after("> [ ] 8", "Esc for the menu");
    let screen = terminal.see("    [ ] 1");
    assert_eq!(screen.matches("[ ] 8").count(), 1, "{screen}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_resized_terminal_is_painted_anew_without_a_key() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[("COLUMNS", "")]);
    terminal.see("Mongolia");
    terminal.press("Ulan");
    terminal.see_after("> Ulan", "Esc for the menu");
    terminal.resize(40);
    terminal.see_after("> Ulan", "\n  you don't know; Esc for the menu");
    terminal.press("baatar\r");
    terminal.see_after("Back in", "goes on");
    terminal.resize(24);
    terminal.see("  k I knew it, u undo;\n  Esc for the menu");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
}

/// Returns how often a program has waited so far.
#[cfg(target_os = "linux")]
fn waits_of(program: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{program}/status")).expect("its status");
    let waits = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"));
    waits.expect("its waits").to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_runs_while_a_key_is_awaited() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press("Ulan");
    terminal.see_after("> Ulan", "Esc for the menu");
    let program = terminal.child.process_id().expect("a program");
    thread::sleep(Duration::from_millis(300));
    let before = waits_of(program);
    thread::sleep(Duration::from_millis(700));
    assert_eq!(waits_of(program), before);
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_session_that_was_stopped_shows_its_question_again() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 100, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press("Ulan");
    terminal.see("> Ulan");
    // No shell waits here, so it goes on at once.
    terminal.press("\u{1a}");
    let question = "What is the capital of Mongolia?";
    let screen = terminal.see_after(&format!("{question}\n\n"), "> Ulan");
    assert_eq!(screen.matches(question).count(), 2, "{screen}");
    terminal.press(" Bator\r");
    terminal.see("Right. Ulaanbaatar");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_long_answer_is_seen_whole_while_it_is_typed() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 60, &["study"], &[]);
    terminal.see("Mongolia");
    let answer = "I believe that it is the city which used to be called Urga and lies on a river";
    terminal.press(answer);
    let screen = terminal.see("on a river");
    assert!(screen.contains("> I believe that it is the city"), "{screen}");
    terminal.press("\x15");
    terminal.press("short");
    let screen = terminal.see("> short");
    assert!(!screen.contains("Urga"), "what was typed is painted over: {screen}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn where_several_are_typed_the_line_says_how() {
    let desk = Desk::new().deck(
        "baltic",
        "format = 1\ndeck = { id = \"baltic\", title = \"Baltic\" }\n\
         [[card]]\nkind = \"set\"\nquestion = \"Which states are Baltic?\"\n\
         answers = [\"Estonia\", \"Latvia\", \"Lithuania\"]\n",
    );
    let mut terminal = Terminal::start(&desk, 60, &["study"], &[]);
    terminal.see("type all, with commas between them");
    terminal.press("Latvia, Estonia, Lithuania\r");
    terminal.see("Right");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn the_menu_offers_what_can_be_done() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &["study"], &[]);
    terminal.see("Mongolia");
    terminal.press(ESCAPE);
    let menu = terminal.see("End the session");
    assert!(menu.contains("Skip") && menu.contains("Edit the card"), "{menu}");
    assert!(!menu.contains("Undo") && !menu.contains("Show the source"), "{menu}");
    terminal.press(ENTER);
    terminal.see_after("Mongolia", "Enter alone");
    terminal.press("x\r");
    terminal.see("I knew it");
    terminal.press(ESCAPE);
    let menu = terminal.see("End the session");
    assert!(menu.contains("Undo") && !menu.contains("Skip") && !menu.contains("Bury"), "{menu}");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn the_source_of_an_open_question_does_not_tell_the_answer() {
    let deck = "format = 1\n[deck]\nid = \"d\"\ntitle = \"D\"\n[[source]]\nid = \"s\"\ntitle = \"Notes\"\n\
                [[card]]\nid = \"c\"\nkind = \"text\"\nquestion = \"Nearest the sun?\"\nanswer = \"Mercury\"\n\
                cites = [{ source = \"s\", quote = \"Mercury is nearest.\" }]\n";
    let desk = Desk::new().deck("d", deck);
    let mut terminal = Terminal::start(&desk, 80, &["study"], &[]);
    let source = |terminal: &mut Terminal| {
        terminal.press(ESCAPE);
        let menu = terminal.see("End the session");
        let above = menu.lines().skip_while(|line| !line.contains("Go on"));
        let steps = above.take_while(|line| !line.contains("Show the source")).count();
        terminal.press(&format!("{}{ENTER}", DOWN.repeat(steps)));
    };
    terminal.see("Nearest the sun?");
    source(&mut terminal);
    let screen = terminal.see("Notes. The sentence is shown with the answer.");
    assert!(!screen.contains("Mercury"), "{screen}");
    terminal.press("Mars\r");
    terminal.see("goes on");
    source(&mut terminal);
    terminal.see("Notes: “Mercury is nearest.”");
    terminal.press(CTRL_C);
    terminal.end();
}

#[test]
fn a_quiz_counts_its_questions_and_offers_no_rating() {
    let desk = Desk::new().deck("capitals", CAPITALS);
    let mut terminal = Terminal::start(&desk, 80, &["quiz"], &[]);
    terminal.see("question 1 of 3");
    terminal.press("nothing of the kind\r");
    let screen = terminal.see("goes on");
    assert!(!screen.contains("I knew it") && !screen.contains("undo"), "{screen}");
    terminal.press(ENTER);
    terminal.see("question 2 of 3");
    terminal.press(ESCAPE);
    let menu = terminal.see("End the session");
    assert!(!menu.contains("Bury") && !menu.contains("Edit"), "{menu}");
    terminal.press(CTRL_C);
    terminal.end();
}
