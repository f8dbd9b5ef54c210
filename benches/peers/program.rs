//! Running programs and looking at their time and memory.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A program with everything that it is told, and nothing else of the environment.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    folder: PathBuf,
}

impl Program {
    /// Returns a program that works in this folder, which is its home too.
    pub fn new(path: &Path, folder: &Path, arguments: &[&str]) -> Self {
        let home = folder.display().to_string();
        let told = [
            ("HOME", home.as_str()),
            ("LANG", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ];
        Self {
            path: path.to_owned(),
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            environment: told.map(|(name, value)| (name.into(), value.into())).into(),
            folder: folder.to_owned(),
        }
    }

    /// Tells it these variables too.
    pub fn with(mut self, variables: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.environment.extend(variables.into_iter().map(|(name, value)| (name.into(), value)));
        self
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).env_clear().current_dir(&self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn failed(&self, why: &str) -> Box<dyn Error> {
        format!("`{} {}` {why}", self.path.display(), self.arguments.join(" ")).into()
    }

    /// Runs it to its end; returns what it printed.
    pub fn output(&self) -> Result<String> {
        let output = self.command().stdin(Stdio::null()).output()?;
        if !output.status.success() {
            return Err(self.failed(&String::from_utf8_lossy(&output.stderr)));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Runs it to its end; returns how long it took.
    pub fn time(&self) -> Result<Duration> {
        let start = Instant::now();
        let mut command = self.command();
        let status =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        let time = start.elapsed();
        if status.success() { Ok(time) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it to its end; returns how long it took and the most memory that it held, in KiB, both as
    /// far as looking every millisecond shows it.
    pub fn time_and_peak(&self) -> Result<(Duration, u64)> {
        let start = Instant::now();
        let mut command = self.command();
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut most = 0;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            most = most.max(peak_of(child.id()).unwrap_or(0));
            thread::sleep(Duration::from_millis(1));
        };
        let time = start.elapsed();
        if status.success() { Ok((time, most)) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it on a terminal until the screen shows one of these texts, and lets `look` look at the
    /// process, by its number; then ends it. Returns how long it took until then.
    pub fn until_seen<T>(
        &self,
        texts: &[&str],
        look: impl FnOnce(u32) -> T,
    ) -> Result<(Duration, T)> {
        const PATIENCE: Duration = Duration::from_mins(10);
        let (rows, columns) = (40, 100);
        let pty =
            native_pty_system().openpty(PtySize { rows, cols: columns, ..PtySize::default() })?;
        let mut command = CommandBuilder::new(&self.path);
        command.args(&self.arguments);
        command.env_clear();
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command.cwd(&self.folder);
        let mut reader = pty.master.try_clone_reader()?;
        let (send, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let size = |n| NonZero::new(n).ok_or("a screen of no size");
        let mut screen = vt100::Parser::new(size(rows)?, size(columns)?, 0);
        let start = Instant::now();
        let mut child = pty.slave.spawn_command(command)?;
        drop(pty.slave);
        let time = loop {
            let contents = screen.screen().contents();
            if texts.iter().any(|text| contents.contains(text)) {
                break start.elapsed();
            }
            let Ok(bytes) = bytes.recv_timeout(PATIENCE) else {
                child.kill()?;
                return Err(self.failed(&format!("showed no question, but:\n{contents}")));
            };
            screen.process(&bytes);
        };
        let looked = look(child.process_id().unwrap_or(0));
        child.kill()?;
        child.wait()?;
        Ok((time, looked))
    }
}

/// Returns the most memory that a running process held, in KiB, where the system tells.
pub fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Returns the processor time that a running process has used, in hundredths of a second, where
/// the system tells.
pub fn ticks_of(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold anything; the fields that count come after it.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11).map(str::parse::<u64>);
    Some(fields.next()?.ok()? + fields.next()?.ok()?)
}

/// Returns the median of several runs. The first is thrown away, so that files are in memory, and
/// what is slow runs less often.
pub fn median(mut run: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    const RUNS: usize = 7;
    const ENOUGH: Duration = Duration::from_secs(15);
    let first = run()?;
    if first > ENOUGH {
        return Ok(first);
    }
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS && (times.len() < 3 || start.elapsed() < ENOUGH) {
        times.push(run()?);
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// Returns the time that half of these are below, and the one that 99 of 100 are.
pub fn median_and_99(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}
