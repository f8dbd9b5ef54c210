//! `docent check --explain`: what each rule finds, why, and how it is mended.

use super::context::Context;
use super::error::{CommandError, Outcome};
use super::output::Output;
use super::screen::style;
use crate::deck::{FAULTS, RULES, Rule, nearest, rule_names};
use serde::Serialize;

/// Explains a rule, or lists them all when none is named.
pub fn explain(
    name: &str,
    json: bool,
    context: &Context,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if name.is_empty() {
        if json {
            output.json(&views(|_| true))?;
        } else {
            list(context, output)?;
        }
        return Ok(Outcome::Done);
    }
    let views = views(|rule| rule == name);
    let Some(view) = views.first() else {
        let error = CommandError::new(format!("there is no rule `{name}`"));
        return Err(match nearest(name, rule_names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`docent check --explain` lists them all"),
        });
    };
    if json {
        output.json(view)?;
    } else {
        show(view, context, output)?;
    }
    Ok(Outcome::Done)
}

/// A rule as it is shown.
#[derive(Serialize)]
struct View {
    rule: &'static str,
    /// Whether it is a weakness, which can be silenced, or a fault of the file.
    weakness: bool,
    about: &'static str,
    why: &'static str,
    weak: Option<&'static str>,
    sound: Option<&'static str>,
}

fn views(wanted: impl Fn(&str) -> bool) -> Vec<View> {
    let weakness = |rule: &&'static Rule| View {
        rule: rule.name,
        weakness: true,
        about: rule.about,
        why: rule.why,
        weak: Some(rule.weak),
        sound: Some(rule.sound),
    };
    let faults = FAULTS.iter().map(|fault| View {
        rule: fault.name,
        weakness: false,
        about: fault.about,
        why: fault.why,
        weak: None,
        sound: None,
    });
    RULES.iter().map(weakness).chain(faults).filter(|view| wanted(view.rule)).collect()
}

fn list(context: &Context, output: &mut Output) -> Result<(), CommandError> {
    for (weakness, heading) in [(true, "What weakens a card"), (false, "Faults of the file")] {
        output.line(style::strong().apply_to(heading).to_string())?;
        for view in views(|_| true).iter().filter(|view| view.weakness == weakness) {
            output.line(format!("  {}", view.rule))?;
            for line in context.screen.wrap(view.about, "      ") {
                output.line(line)?;
            }
        }
        output.line("")?;
    }
    output.line("`docent check --explain RULE` says why it matters, with an example.")
}

fn show(view: &View, context: &Context, output: &mut Output) -> Result<(), CommandError> {
    let screen = context.screen;
    output.line(format!("{}: {}", style::strong().apply_to(view.rule), view.about))?;
    output.line("")?;
    for line in screen.wrap(view.why, "") {
        output.line(line)?;
    }
    for (heading, example) in [("Weak:", view.weak), ("Better:", view.sound)] {
        let Some(example) = example else { continue };
        output.line("")?;
        output.line(style::strong().apply_to(heading).to_string())?;
        for line in example.lines() {
            let indented = format!("    {line}");
            output.line(indented.trim_end())?;
        }
    }
    if view.weakness {
        output.line("")?;
        output.line(
            "If the card is right as it is, write this into it, or into the top of the deck:",
        )?;
        output.line(format!("    #:ignore {}", view.rule))?;
    }
    Ok(())
}
