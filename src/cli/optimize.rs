//! `docent optimize`: fits the memory model to the learner's own journal.

use super::args::Optimize;
use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::screen::{Screen, style};
use super::settings;
use crate::deck::StudyWishes;
use crate::memory::{
    CalibrationBin, DesiredRetention, FitError, FitReport, Model, PastReview, SimulatedLearner,
    WEIGHTS, calibration, fit,
};
use crate::study::{
    Event, EventKind, IdSource, LayeredSettings, StudySettings, effective, fitted_weights,
    simulate_study,
};
use std::collections::BTreeMap;

/// Fits, shows what that changes, and keeps the new weights when they predict better.
pub fn run(
    args: &Optimize,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if !context.journal().exists() {
        return Err(CommandError::new("there is no journal yet, so there is nothing to fit")
            .hint("study for some weeks first"));
    }
    let mut journal = context.open_journal()?;
    let events = journal.events()?;
    let old = fitted_weights(&events).unwrap_or(WEIGHTS);
    let histories = histories(&events, journal.model());
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

/// Returns each item's reviews, with the study days between them.
fn histories(events: &[Event], model: &Model) -> Vec<Vec<PastReview>> {
    let mut by_item: BTreeMap<String, Vec<PastReview>> = BTreeMap::new();
    let mut last = BTreeMap::new();
    for review in effective(events, model).reviews {
        let (item, at) = (review.item.to_string(), review.event.at);
        let day = at.study_day();
        let elapsed = last.insert(item.clone(), day).map_or(0, |before| day.days_since(before));
        let past = PastReview { at: at.millis(), elapsed, rating: review.rating };
        by_item.entry(item).or_default().push(past);
    }
    by_item.into_values().collect()
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
    bins: &[CalibrationBin],
    screen: Screen,
    output: &mut Output,
) -> Result<(), CommandError> {
    output.line("")?;
    output.line(style::strong().apply_to("Recall, predicted (|) and seen (#)").to_string())?;
    let room = screen.columns.saturating_sub(32).clamp(10, 50);
    for bin in bins {
        let bar = calibration_bar(bin, room);
        output.line(format!(
            "  {:>4.0} %  {:>4.0} %  {bar}  {}",
            bin.predicted * 100.0,
            bin.seen * 100.0,
            bin.reviews
        ))?;
    }
    Ok(())
}

/// Draws the share seen as a bar with a mark where it was predicted.
fn calibration_bar(bin: &CalibrationBin, room: usize) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few columns"
    )]
    let place = |share: f64| (share * (room - 1) as f64).round() as usize;
    let (seen, predicted) = (place(bin.seen), place(bin.predicted));
    (0..room)
        .map(|i| match i {
            i if i == predicted => '|',
            i if i <= seen => '#',
            _ => ' ',
        })
        .collect()
}

/// Shows what wanting more or less costs, by simulating this learner with these settings.
fn show_workload(
    settings: &StudySettings,
    context: &Context,
    output: &mut Output,
) -> Result<(), CommandError> {
    const WANTED: [f64; 6] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95];
    let learner = SimulatedLearner { truth: settings.scheduler.model.clone(), seed: context.seed };
    let simulated = |wanted: f64| {
        let mut settings = settings.clone();
        settings.scheduler.desired = DesiredRetention::new(wanted)?;
        Some((wanted, simulate_study(&learner, &settings, 300, 365)))
    };
    let runs: Vec<_> =
        context.spinner("simulating", || WANTED.into_iter().filter_map(simulated).collect());
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
