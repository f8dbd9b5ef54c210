//! Leaving the terminal as it was, however the session ends.
#![expect(clippy::disallowed_methods, reason = "an interrupt must end the program here and now")]

use crate::progress::OpenFile;
use crate::system::{KeyModes, Resizes, key_before_resize, key_within};
use console::Term;
use std::io::stdin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// What the terminal was like before anything was drawn.
static BEFORE: OnceLock<Option<KeyModes>> = OnceLock::new();

/// Puts the terminal back when it goes out of scope.
#[derive(Debug)]
pub struct TerminalGuard;

impl TerminalGuard {
    /// Notes how the terminal is now, and stops it from echoing keys that are pressed faster than
    /// they are read, which would move what is drawn.
    pub fn new() -> Self {
        BEFORE.get_or_init(|| KeyModes::of(&stdin()));
        silence();
        Self
    }

    /// Gives the terminal to another program while this runs.
    pub fn lend<T>(run: impl FnOnce() -> T) -> T {
        restore();
        let done = run();
        silence();
        let _ = Term::stderr().hide_cursor();
        done
    }
}

/// Waits until a key was pressed or the terminal may have got another size; returns whether a key was.
/// Ctrl-C and Ctrl-Z are keys meanwhile, as they are while one is read.
pub fn key_pressed() -> bool {
    static RESIZES: OnceLock<Resizes> = OnceLock::new();
    bare(|| key_before_resize(&stdin(), RESIZES.get_or_init(Resizes::listen)))
}

/// Returns whether a key is pressed within so long.
pub fn key_pressed_within(time: Duration) -> bool {
    bare(|| key_within(&stdin(), time))
}

/// Does this while Ctrl-C and Ctrl-Z are keys.
fn bare<T>(wait: impl FnOnce() -> T) -> T {
    if let Some(Some(before)) = BEFORE.get() {
        before.bare().set(&stdin());
    }
    let waited = wait();
    silence();
    waited
}

/// Stops echo and line editing; an interrupt still is one. Where that cannot be done, keys echo.
fn silence() {
    if let Some(Some(before)) = BEFORE.get() {
        before.quiet().set(&stdin());
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore();
    }
}

/// Shows the cursor and gives the keys back to the shell. Faults are passed over: there is
/// nothing left to try.
fn restore() {
    if let Some(Some(before)) = BEFORE.get() {
        before.set(&stdin());
    }
    if BEFORE.get().is_some() {
        let _ = Term::stderr().show_cursor();
    }
}

/// Asks with a prompt that an interrupt ends; none when it did. The keys that are pressed before it
/// is drawn count, and the cursor, which prompts hide, is shown again.
pub fn interruptible<T>(
    ask: impl FnOnce() -> dialoguer::Result<T>,
) -> Result<Option<T>, std::io::Error> {
    let _guard = TerminalGuard::new();
    // A prompt that is being read gives an error; before and after it the program ends here.
    let _ = ctrlc::set_handler(|| {
        restore();
        std::process::exit(130);
    });
    match ask() {
        Ok(answer) => Ok(Some(answer)),
        Err(dialoguer::Error::IO(error)) if error.kind() == std::io::ErrorKind::Interrupted => {
            Ok(None)
        }
        Err(dialoguer::Error::IO(error)) => Err(error),
    }
}

/// The file in which answers are stored.
static STORED_IN: Mutex<Option<OpenFile>> = Mutex::new(None);

/// Notes in which file answers are stored, so that who interrupts is not told that they are when it
/// is gone.
pub fn stored_in(file: Option<&OpenFile>) {
    *STORED_IN.lock().unwrap_or_else(PoisonError::into_inner) = file.cloned();
}

/// From here on, an interrupt or a request to end leaves the terminal as it was and exits 130.
/// Everything answered is stored by then, if the journal is still there.
pub fn exit_on_interrupt() {
    // A handler that cannot be set leaves the default, which ends the program just as well.
    let _ = ctrlc::set_handler(|| {
        restore();
        let file = STORED_IN.lock().unwrap_or_else(PoisonError::into_inner);
        let there = file.as_ref().is_none_or(OpenFile::is_still_there);
        let (closing, code) = if there { (SAVED, 130) } else { (GONE, 2) };
        let _ = Term::stderr().write_line(closing);
        std::process::exit(code);
    });
}

const SAVED: &str = "\nEnded here. Everything is saved.";
const GONE: &str = "\nEnded here. The journal is no longer at its path, and the answers of this session \
                    went with it.";
