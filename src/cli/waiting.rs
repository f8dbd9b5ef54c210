//! What is shown while something takes long: a bar on stderr, where a person watches, after a second.

use crate::authoring::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// What takes less than this shows nothing: a flash would only disturb.
const SOON: Duration = Duration::from_secs(1);
/// How often the bar moves by itself.
const TICK: Duration = Duration::from_millis(100);

/// Does what may take a while and tells its steps; shows a bar meanwhile, and takes it away.
pub fn watch<T>(visible: bool, work: impl FnOnce(&dyn Fn(Step)) -> T) -> T {
    if !visible {
        return work(&|_| {});
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    bar.set_style(without_length());
    let (done, over) = channel::<()>();
    let result = thread::scope(|scope| {
        let shown = &bar;
        scope.spawn(move || {
            if over.recv_timeout(SOON) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        // Dropped also when the work panics, so that the thread ends.
        let _done = done;
        work(&|step| take(&bar, step))
    });
    bar.finish_and_clear();
    result
}

fn take(bar: &ProgressBar, step: Step) {
    let of = u64::try_from(step.of).unwrap_or(u64::MAX);
    if bar.length() != Some(of) || bar.message() != step.what {
        bar.set_style(if step.of > 0 { with_length() } else { without_length() });
        bar.set_length(of);
        bar.set_message(step.what);
    }
    bar.set_position(u64::try_from(step.done).unwrap_or(u64::MAX));
}

/// Without colour: a bar is read by its length.
fn with_length() -> ProgressStyle {
    ProgressStyle::with_template("{spinner} {msg} [{bar:24}] {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

fn without_length() -> ProgressStyle {
    ProgressStyle::with_template("{spinner} {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}
