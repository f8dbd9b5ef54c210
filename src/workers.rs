//! Work shared out among threads, with results in the order of the work.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

/// Returns as many threads as the machine works on at once.
#[must_use]
pub fn all_threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does the work on every batch, with up to so many threads, and returns all results in order. Which
/// thread does what is left to chance; what comes out is not.
pub fn share_out<B: Sync, R: Send>(
    batches: &[B],
    threads: NonZeroUsize,
    work: impl Fn(&B) -> Vec<R> + Sync,
) -> Vec<R> {
    let threads = threads.get().min(batches.len());
    if threads <= 1 {
        return batches.iter().flat_map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(place) else { return done };
            done.push((place, work(batch)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(results) => done.extend(results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// How many results of one piece of work may wait to be taken.
const WAITING: usize = 4;

/// Does pieces of work, by number, on a thread for each of `tools`, and gives what comes of them to
/// `take` on this thread, in the order of the pieces. Of what is not taken yet only little is kept.
///
/// A piece hands each of its results on; told to stop, it is to stop.
///
/// # Errors
/// When `take` fails; the work is not gone on with then.
pub fn in_order<T: Send, R: Send, E>(
    pieces: usize,
    tools: Vec<T>,
    work: impl Fn(&mut T, usize, &mut dyn FnMut(R) -> ControlFlow<()>) + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (senders, receivers): (Vec<_>, Vec<_>) =
        (0..pieces).map(|_| sync_channel::<R>(WAITING)).unzip();
    // Pieces are begun in order, so the first that is not done is being done.
    let begun = Mutex::new(senders.into_iter().enumerate());
    let go_on = |mut tool: T| {
        loop {
            let next = begun.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((piece, to)) = next else { return };
            let mut gone = false;
            work(&mut tool, piece, &mut |result| {
                gone = to.send(result).is_err();
                if gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if gone {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        let go_on = &go_on;
        for tool in tools {
            scope.spawn(move || go_on(tool));
        }
        receivers.into_iter().try_for_each(|results| results.iter().try_for_each(&mut take))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_in_order_until_taking_fails() {
        let threes = |(): &mut (), piece: usize, to: &mut dyn FnMut(usize) -> ControlFlow<()>| {
            let _ = (0..3).try_for_each(|n| to(piece * 3 + n));
        };
        for threads in 1..5 {
            let mut taken = Vec::new();
            let done = in_order(40, vec![(); threads], threes, |n| {
                taken.push(n);
                if n < 100 { Ok(()) } else { Err(n) }
            });
            assert_eq!((done, taken), (Err(100), (0..=100).collect()));
            let done: Result<(), ()> = in_order(0, vec![(); threads], threes, |_| Err(()));
            assert_eq!(done, Ok(()));
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let batches: Vec<u32> = (0..100).collect();
        for threads in (1..=8).filter_map(NonZeroUsize::new) {
            let results = share_out(&batches, threads, |n| vec![*n, *n]);
            assert_eq!(results.len(), 200);
            assert!(results.is_sorted());
        }
        assert!(share_out(&[], NonZeroUsize::MIN, |n: &u32| vec![*n]).is_empty());
    }
}
