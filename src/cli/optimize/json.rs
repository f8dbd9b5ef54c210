//! What came of a fit, as JSON. Fields are added to, never renamed.

use super::{DAYS, Found, ITEMS};
use crate::cli::stats::BinView;
use crate::memory::{Metrics, Simulation};
use serde::Serialize;

#[derive(Serialize)]
pub struct View {
    fitted: usize,
    held_back: usize,
    before: MetricsView,
    after: MetricsView,
    improved: bool,
    /// Whether the new weights are in use now.
    in_use: bool,
    /// The weights that predict better, be they the old ones.
    weights: Vec<f32>,
    calibration: Vec<BinView>,
    workload: Vec<WorkView>,
}

#[derive(Serialize)]
struct MetricsView {
    log_loss: f32,
    rmse: f32,
}

/// A simulated year with one desired retention.
#[derive(Serialize)]
struct WorkView {
    desired_retention: f64,
    items: u32,
    days: u32,
    answers: u32,
    known: f64,
}

impl View {
    pub fn of(found: &Found, weights: &[f32]) -> Self {
        let report = &found.report;
        Self {
            fitted: report.fitted,
            held_back: report.held_back,
            before: MetricsView::of(report.before),
            after: MetricsView::of(report.after),
            improved: report.improved,
            in_use: found.in_use,
            weights: weights.to_vec(),
            calibration: found.calibration.bins.iter().map(BinView::of).collect(),
            workload: found.workload.iter().map(WorkView::of).collect(),
        }
    }
}

impl MetricsView {
    fn of(metrics: Metrics) -> Self {
        let Metrics { log_loss, rmse } = metrics;
        Self { log_loss, rmse }
    }
}

impl WorkView {
    fn of((wanted, run): &(f64, Simulation)) -> Self {
        Self {
            desired_retention: *wanted,
            items: ITEMS,
            days: DAYS,
            answers: run.answers(),
            known: run.known,
        }
    }
}
