//! Work shared out among threads, with results in the order of the work.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

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

#[cfg(test)]
mod tests {
    use super::*;

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
