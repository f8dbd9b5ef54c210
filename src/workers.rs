//! Work shared out among threads, with results in the order of the work.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Returns as many threads as the machine works on at once.
#[must_use]
pub fn all_threads() -> NonZeroUsize {
    // Asking the system takes several files.
    static THREADS: OnceLock<NonZeroUsize> = OnceLock::new();
    *THREADS.get_or_init(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}

/// Does the work on every batch, with up to so many threads, and returns all results in order. Which
/// thread does what is left to chance; what comes out is not.
pub fn share_out<B: Sync, R: Send>(
    batches: &[B],
    threads: NonZeroUsize,
    work: impl Fn(&B) -> Vec<R> + Sync,
) -> Vec<R> {
    share_out_telling(batches, threads, work, &|_| {})
}

/// Does the work as [`share_out`] does, and tells now and then which batch is begun.
pub fn share_out_telling<B: Sync, R: Send>(
    batches: &[B],
    threads: NonZeroUsize,
    work: impl Fn(&B) -> Vec<R> + Sync,
    tell: &dyn Fn(usize),
) -> Vec<R> {
    let threads = threads.get().min(batches.len());
    let next = AtomicUsize::new(0);
    let (work, next) = (&work, &next);
    let take = |tell: &dyn Fn(usize)| {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(place) else { return done };
            tell(place);
            done.push((place, work(batch)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(move || take(&|_| {}))).collect();
        // Only this thread speaks.
        let mut done = take(tell);
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

/// Does the work on every item, with up to so many threads.
pub fn work_on_each<T: Send>(items: &mut [T], threads: NonZeroUsize, work: impl Fn(&mut T) + Sync) {
    let threads = threads.get().min(items.len());
    let left = Mutex::new(items.iter_mut());
    let take = || {
        loop {
            let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(item) = next else { return };
            work(item);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(take);
        }
        take();
    });
}

/// Does two pieces of work at once, and returns what comes of both.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Lets go of what has very many parts on another thread, since that takes its time too.
pub fn drop_aside<T: Send + 'static>(large: T) {
    // Where no thread can be had, it is dropped here and now.
    aside(move || drop(large));
}

/// Does on another thread what nobody waits for. Where no thread can be had, it is not done.
pub fn aside(work: impl FnOnce() + Send + 'static) {
    let _ = std::thread::Builder::new().spawn(work);
}

/// How many results of one piece of work may wait to be taken.
const WAITING: usize = 4;
/// How many pieces of work a thread may be ahead of what is taken.
const AHEAD: usize = 4;

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
    let most_begun = tools.len() * AHEAD;
    let (hand_out, handed_out) = channel::<(usize, SyncSender<R>)>();
    let go_on = |mut tool: T, handed_out: &Mutex<Receiver<(usize, SyncSender<R>)>>| {
        loop {
            let next = handed_out.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((piece, to)) = next else { return };
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
        // Gone with the last thread, so that nothing is waited for that nobody does.
        let handed_out = Arc::new(Mutex::new(handed_out));
        for tool in tools {
            let (go_on, handed_out) = (&go_on, Arc::clone(&handed_out));
            scope.spawn(move || go_on(tool, &handed_out));
        }
        drop(handed_out);
        let hand_out = hand_out;
        let mut pieces = (0..pieces).map(|piece| {
            let (to, results) = sync_channel(WAITING);
            let _ = hand_out.send((piece, to));
            results
        });
        let mut begun: VecDeque<Receiver<R>> = pieces.by_ref().take(most_begun).collect();
        while let Some(results) = begun.pop_front() {
            results.iter().try_for_each(&mut take)?;
            begun.extend(pieces.next());
        }
        Ok(())
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
    fn work_is_not_far_ahead_of_what_is_taken() {
        let begun = AtomicUsize::new(0);
        let count = |(): &mut (), piece: usize, to: &mut dyn FnMut(usize) -> ControlFlow<()>| {
            begun.fetch_add(1, Ordering::SeqCst);
            let _ = to(piece);
        };
        let done: Result<(), usize> = in_order(1000, vec![(); 2], count, |piece| {
            std::thread::yield_now();
            let ahead = begun.load(Ordering::SeqCst) - piece;
            if ahead <= 2 * AHEAD { Ok(()) } else { Err(ahead) }
        });
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn what_is_begun_is_told_in_order() {
        let batches: Vec<u32> = (0..100).collect();
        for threads in (1..=3).filter_map(NonZeroUsize::new) {
            let told = std::cell::RefCell::new(Vec::new());
            let tell = |place| told.borrow_mut().push(place);
            let results = share_out_telling(&batches, threads, |n| vec![*n], &tell);
            assert_eq!(results, batches);
            let told = told.into_inner();
            assert!(told.is_sorted() && told.iter().all(|place| *place < batches.len()));
            assert!(threads.get() > 1 || told.len() == batches.len());
        }
    }

    #[test]
    fn every_item_is_worked_on_once() {
        for threads in (1..=8).filter_map(NonZeroUsize::new) {
            let mut items: Vec<u32> = (0..100).collect();
            work_on_each(&mut items, threads, |item| *item += 1);
            assert_eq!(items, (1..=100).collect::<Vec<_>>());
            work_on_each(&mut [], threads, |_: &mut u32| {});
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
