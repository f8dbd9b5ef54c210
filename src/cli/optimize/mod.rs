//! `docent optimize`: fits the memory model to the learner's own journal.

use super::args::Optimize;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::plot::calibration_bar;
use super::screen::{Screen, style};
use super::settings;
use crate::deck::StudyWishes;
use crate::memory::{
    Calibration, DesiredRetention, FitError, FitReport, Model, SimulatedLearner, calibration, fit,
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
    show_fit(&report, output)?;
    let kept = if report.improved { report.weights } else { old };
    let model = Model::new(&kept).map_err(|fault| CommandError::new(fault.to_string()))?;
    show_calibration(&calibration(&model, &histories), context.screen, output)?;
    show_workload(&StudySettings::new(own, model), context, output)?;
    output.line("")?;
    if !report.improved {
        output.line("The old weights predict no worse, so they are kept.")?;
    } else if args.dry_run {
        output.line("The new weights predict better; nothing was changed (--dry-run).")?;
    } else {
        let mut ids = IdSource::new(Context::entropy(), journal.last_id()?);
        let now = context.now();
        let kind = EventKind::Fitted { weights: Box::new(report.weights) };
        journal.append(&Event { id: ids.next(now), at: now, item: None, kind })?;
        output.line("The new weights are in use. `docent undo` brings the old ones back.")?;
    }
    Ok(Outcome::Done)
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

/// Shows what wanting more or less costs, by simulating this learner with these settings.
fn show_workload(
    settings: &StudySettings,
    context: &Context,
    output: &mut Output,
) -> Result<(), CommandError> {
    const WANTED: [f64; 6] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95];
    let learner = SimulatedLearner { truth: settings.scheduler.model.clone(), seed: context.seed };
    let simulated = |wanted: &f64| {
        let mut settings = settings.clone();
        let desired = DesiredRetention::new(*wanted);
        desired
            .into_iter()
            .map(|desired| {
                settings.scheduler.desired = desired;
                (*wanted, simulate_study(&learner, &settings, 300, 365))
            })
            .collect()
    };
    let runs = context.spinner("simulating", || share_out(&WANTED, all_threads(), simulated));
    let head = "Desired retention against work: 300 items over a year, simulated";
    output.line("")?;
    output.line(style::strong().apply_to(head).to_string())?;
    output.line("  desired   answers a day   known at the end   answers per item known")?;
    for (wanted, run) in runs {
        output.line(format!(
            "  {wanted:.2}      {:>8.1}        {:>8.0}           {:>8.1}",
            f64::from(run.answers()) / 365.0,
            run.known,
            run.answers_per_known()
        ))?;
    }
    Ok(())
}
