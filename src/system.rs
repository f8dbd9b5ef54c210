//! What differs between operating systems, behind one face: files that only their owner reads, what
//! a file is, programs that end with what they started, keys that do not echo.
//!
//! The only file that asks which system this is. Elsewhere than on Unix each does what can be done
//! without it, which may be nothing.

use std::fs::{File, Metadata};
use std::io::{self, Stdin};
use std::path::Path;
use std::process::{Child, Command};

/// Makes a folder, and those above it, that only its owner enters.
///
/// # Errors
/// When it cannot be made.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Creates a file that only its owner reads, from its first byte on; what it held is gone.
///
/// # Errors
/// When it cannot be created.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create(true).truncate(true).open(path)
}

/// Takes a file away from everybody but its owner.
///
/// # Errors
/// When its permissions cannot be set.
#[cfg(unix)]
pub fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

/// Takes a file away from everybody but its owner, which is left to the folder that it lies in.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn make_private(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes the name of a new file last, where folders can be synced.
///
/// # Errors
/// When its folder cannot be opened or synced.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// Returns the device of a file, its number there, and when anything about it last changed, in
/// nanoseconds since 1970; zeros where the system has no such numbers.
#[must_use]
pub fn identity(about: &Metadata) -> (u64, u64, u64) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let nanos = about.ctime().saturating_mul(1_000_000_000).saturating_add(about.ctime_nsec());
        (about.dev(), about.ino(), u64::try_from(nanos).unwrap_or_default())
    }
    #[cfg(not(unix))]
    {
        let _ = about;
        (0, 0, 0)
    }
}

/// Returns whether a program with this number may be running, which can be told on Unix only.
#[must_use]
pub fn may_run(number: u32) -> bool {
    #[cfg(unix)]
    {
        let pid = i32::try_from(number).ok().and_then(rustix::process::Pid::from_raw);
        let there = |pid| rustix::process::test_kill_process(pid);
        pid.is_some_and(|pid| there(pid) != Err(rustix::io::Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        let _ = number;
        true
    }
}

/// Returns the shell that takes a line as a command, and its word for that.
#[must_use]
pub fn shell() -> (&'static str, &'static str) {
    if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") }
}

/// Lets a program start in a group of its own, so that [`end_group`] reaches what it starts.
pub fn in_own_group(program: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(program, 0);
    #[cfg(not(unix))]
    let _ = program;
}

/// Ends what a program started that has a group of its own. That it has ended already is no fault.
pub fn end_group(program: &Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(program.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = program;
}

/// How a terminal treats keys.
#[derive(Debug, Clone)]
pub struct KeyModes {
    #[cfg(unix)]
    modes: rustix::termios::Termios,
}

impl KeyModes {
    /// Returns how this terminal treats them now; none when it is no terminal.
    #[must_use]
    pub fn of(keys: &Stdin) -> Option<Self> {
        #[cfg(unix)]
        return rustix::termios::tcgetattr(keys).ok().map(|modes| Self { modes });
        #[cfg(not(unix))]
        {
            let _ = keys;
            Some(Self {})
        }
    }

    /// Returns modes in which keys neither echo nor wait for the end of the line; an interrupt still
    /// is one. What stops a program waits until keys are read, for it is to be painted anew then.
    #[must_use]
    pub fn quiet(&self) -> Self {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there is nothing to change"))]
        let mut quiet = self.clone();
        #[cfg(unix)]
        {
            use rustix::termios::{LocalModes, SpecialCodeIndex};
            /// No key, in the place of one: POSIX calls it `_POSIX_VDISABLE`.
            const NO_KEY: u8 = if cfg!(target_os = "linux") { 0 } else { 0xff };
            let loud = LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON;
            quiet.modes.local_modes.remove(loud);
            quiet.modes.special_codes[SpecialCodeIndex::VSUSP] = NO_KEY;
        }
        quiet
    }

    /// Returns quiet modes in which an interrupt is a key like others, as is what stops a program.
    #[must_use]
    pub fn bare(&self) -> Self {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there is nothing to change"))]
        let mut bare = self.quiet();
        #[cfg(unix)]
        bare.modes.local_modes.remove(rustix::termios::LocalModes::ISIG);
        bare
    }

    /// Makes the terminal treat keys like this. Where that cannot be done, it stays as it is.
    pub fn set(&self, keys: &Stdin) {
        #[cfg(unix)]
        {
            let when = rustix::termios::OptionalActions::Now;
            let _ = rustix::termios::tcsetattr(keys, when, &self.modes);
        }
        #[cfg(not(unix))]
        let _ = keys;
    }
}

/// What is told when the terminal gets another size.
#[derive(Debug)]
pub struct Resizes {
    #[cfg(unix)]
    told: Option<std::os::unix::net::UnixStream>,
}

impl Resizes {
    /// Begins to listen. Where that cannot be done, nothing is ever told.
    #[must_use]
    pub fn listen() -> Self {
        #[cfg(unix)]
        return Self { told: told_of_resizes().ok() };
        #[cfg(not(unix))]
        Self {}
    }
}

/// Returns where a byte comes in whenever the terminal gets another size.
#[cfg(unix)]
fn told_of_resizes() -> io::Result<std::os::unix::net::UnixStream> {
    let (told, tells) = std::os::unix::net::UnixStream::pair()?;
    told.set_nonblocking(true)?;
    signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, tells)?;
    Ok(told)
}

/// Waits until a key was pressed or the terminal may have got another size, and uses nothing meanwhile;
/// returns whether a key was. Where that cannot be told it is said at once that one was.
#[must_use]
pub fn key_before_resize(keys: &Stdin, resizes: &Resizes) -> bool {
    #[cfg(unix)]
    {
        use rustix::event::{PollFd, PollFlags, poll};
        use std::io::Read as _;
        let mut awaited = vec![PollFd::new(keys, PollFlags::IN)];
        awaited.extend(resizes.told.iter().map(|told| PollFd::new(told, PollFlags::IN)));
        match poll(&mut awaited, None) {
            Ok(_) if awaited[0].revents().is_empty() => {
                // What was told is told once.
                let _ = resizes.told.as_ref().map(|mut told| told.read(&mut [0; 64]));
                false
            }
            Ok(_) => true,
            // The signal itself cuts the waiting short; what else goes wrong is told to who reads.
            Err(error) => error != rustix::io::Errno::INTR,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (keys, resizes);
        true
    }
}

/// Returns whether a key is pressed within so long. Where that cannot be told none is.
#[must_use]
pub fn key_within(keys: &Stdin, time: std::time::Duration) -> bool {
    #[cfg(unix)]
    {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let time = Timespec::try_from(time).ok();
        let mut awaited = [PollFd::new(keys, PollFlags::IN)];
        time.is_some_and(|time| poll(&mut awaited, Some(&time)).is_ok_and(|pressed| pressed > 0))
    }
    #[cfg(not(unix))]
    {
        let _ = (keys, time);
        false
    }
}

/// Stops this program and what runs with it, as Ctrl-Z does, until the shell lets it go on.
pub fn stop() {
    #[cfg(unix)]
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
