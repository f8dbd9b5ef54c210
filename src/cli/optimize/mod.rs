//! `docent optimize`: fits the memory model to the learner's own journal.

mod json;

use super::args::Optimize;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::plot::calibration_bar;
use super::screen::{Screen, style};
use super::settings;
use crate::deck::StudyWishes;
use crate::memory::{
    Calibration, DesiredRetention, FitError, FitReport, Model, SimulatedLearner, Simulation,
    calibration, fit,
};
use crate::study::{
    Event, EventKind, IdSource, LayeredSettings, Reviews, StudySettings, simulate_study,
};
use crate::workers::{all_threads, share_out};

/// Fits, shows what that changes, and keeps the new weights when they predict better.
pub fn run(
    args: &Optimize,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if !context.has_journal()? {
        return Err(CommandError::new("there is no journal yet, so there is nothing to fit")
            .hint("study for some weeks first"));
    }
    let mut journal = context.open_journal()?;
    let old = *journal.model().weights();
    let histories: Vec<_> = journal.reviews()?.iter().map(Reviews::history).collect();
    let own =
        LayeredSettings::of(&StudyWishes::default(), &settings::read(&context.settings_file())?);
    let steps = own.relearning_steps.value.len();
    let report = context
        .spinner("fitting", || fit(&histories, &old, steps))
        .map_err(|error| explain(&error))?;
    let kept = if report.improved { report.weights } else { old };
    let model = Model::new(&kept).map_err(|fault| CommandError::new(fault.to_string()))?;
    let found = Found {
        calibration: calibration(&model, &histories),
        workload: workload(&StudySettings::new(own, model), context),
        in_use: report.improved && !args.dry_run,
        report,
    };
    if found.in_use {
        let mut ids = IdSource::new(Context::entropy(), journal.last_id()?);
        let now = context.now();
        let kind = EventKind::Fitted { weights: Box::new(found.report.weights) };
        journal.append(&Event { id: ids.next(now), at: now, item: None, kind })?;
    }
    if args.json {
        output.json(&json::View::of(&found, &kept))?;
    } else {
        found.show(context.screen, output)?;
    }
    Ok(Outcome::Done)
}

/// What came of a fit.
struct Found {
    report: FitReport,
    /// How the weights that are better predict.
    calibration: Calibration,
    /// What wanting more or less costs: the retention wanted, and a simulated year with it.
    workload: Vec<(f64, Simulation)>,
    /// Whether the new weights are in use from here on.
    in_use: bool,
}

impl Found {
    fn show(&self, screen: Screen, output: &mut Output) -> Result<(), CommandError> {
        show_fit(&self.report, output)?;
        show_calibration(&self.calibration, screen, output)?;
        show_workload(&self.workload, output)?;
        output.line("")?;
        output.line(match (self.in_use, self.report.improved) {
            (true, _) => "The new weights are in use. `docent undo` brings the old ones back.",
            (false, true) => "The new weights predict better; nothing was changed (--dry-run).",
            (false, false) => "The old weights predict no worse, so they are kept.",
        })
    }
}

fn explain(error: &FitError) -> CommandError {
    let hint = match error {
        FitError::TooFew { .. } => "study on; the default weights do well until then",
        FitError::Model(_) | FitError::Crate(_) => "the weights in use are kept",
    };
    CommandError::new(error.to_string()).hint(hint)
}

fn show_fit(report: &FitReport, output: &mut Output) -> Result<(), CommandError> {
    output.line(format!(
        "Fitted to {} reviews, measured on the {} latest, which were held back:",
        report.fitted, report.held_back
    ))?;
    output.line("")?;
    output.line("               before    after")?;
    let (before, after) = (report.before, report.after);
    output.line(format!("  log loss     {:.4}    {:.4}", before.log_loss, after.log_loss))?;
    output.line(format!("  RMSE         {:.4}    {:.4}", before.rmse, after.rmse))
}

fn show_calibration(
    calibration: &Calibration,
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    output.line("")?;
    output.line(style::strong().apply_to("Recall, predicted (|) and seen (#)").to_string())?;
    let room = screen.columns.saturating_sub(32).clamp(10, 50);
    for bin in &calibration.bins {
        let bar = calibration_bar(bin.predicted, bin.seen, room);
        output.line(format!(
            "  {:>4.0} %  {:>4.0} %  {bar}  {}",
            bin.predicted * 100.0,
            bin.seen * 100.0,
            bin.reviews
        ))?;
    }
    Ok(())
}

/// Returns what wanting more or less costs, by simulating this learner with these settings.
fn workload(settings: &StudySettings, context: &Context) -> Vec<(f64, Simulation)> {
    const WANTED: [f64; 6] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95];
    let learner = SimulatedLearner { truth: settings.scheduler.model.clone(), seed: context.seed };
    let simulated = |wanted: &f64| {
        let mut settings = settings.clone();
        let desired = DesiredRetention::new(*wanted);
        desired
            .into_iter()
            .map(|desired| {
                settings.scheduler.desired = desired;
                (*wanted, simulate_study(&learner, &settings, ITEMS, DAYS))
            })
            .collect()
    };
    context.spinner("simulating", || share_out(&WANTED, all_threads(), simulated))
}

/// How many items are simulated, over how many days.
const ITEMS: u32 = 300;
const DAYS: u32 = 365;

fn show_workload(workload: &[(f64, Simulation)], output: &mut Output) -> Result<(), CommandError> {
    let head = "Desired retention against work: 300 items over a year, simulated";
    output.line("")?;
    output.line(style::strong().apply_to(head).to_string())?;
    output.line("  desired   answers a day   known at the end   answers per item known")?;
    for (wanted, run) in workload {
        output.line(format!(
            "  {wanted:.2}      {:>8.1}        {:>8.0}           {:>8.1}",
            f64::from(run.answers()) / f64::from(DAYS),
            run.known,
            run.answers_per_known()
        ))?;
    }
    Ok(())
}
