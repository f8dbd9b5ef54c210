//! Pictures of a page, as SVG. Words stand beside them in HTML, so that they stay readable when a
//! picture is stretched over a wide screen or squeezed into a narrow one.

use super::escaped;
use crate::memory::CalibrationBin;

/// The height of a plot, in its own units.
const HEIGHT: f64 = 100.0;

/// Returns a picture that fills its place, whatever its shape; it is described beside it.
fn stretched(class: &str, width: f64, inner: &str) -> String {
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">{inner}</svg>"
    )
}

/// Returns a picture with a name and a description that are read aloud.
fn described(class: &str, size: (f64, f64), name: &str, description: &str, inner: &str) -> String {
    let (width, height) = size;
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}: {}\">\
         {inner}</svg>\n",
        attribute(name),
        attribute(description)
    )
}

fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;").replace("<br>", " ")
}

/// Returns a bar of a number beside the largest.
pub fn bar(number: u32, most: u32) -> String {
    share_bar(f64::from(number) / f64::from(most.max(1)))
}

/// Returns a bar of a share.
pub fn share_bar(share: f64) -> String {
    let width = share.clamp(0.0, 1.0) * 100.0;
    stretched(
        "bar",
        100.0,
        &format!("<rect class=\"fill\" width=\"{width:.2}\" height=\"{HEIGHT}\"/>"),
    )
}

/// Returns the range between two shares with a mark within, on a scale from `from` to 1.
pub fn range(low: f64, share: f64, high: f64, from: f64) -> String {
    let x = |share: f64| (share - from) / (1.0 - from) * 100.0;
    let (low, share, high) = (x(low), x(share), x(high));
    let inner = format!(
        "<path class=\"axis\" d=\"M0 50H100\"/><rect class=\"soft\" x=\"{low:.2}\" y=\"25\" width=\"{:.2}\" height=\"50\"/>\
         <path class=\"mark\" d=\"M{share:.2} 8V92\"/>",
        high - low
    );
    stretched("bar", 100.0, &inner)
}

/// Where a plot's ends are: the words at its left and right foot, and what its top stands for.
pub struct Place<'p> {
    /// What the picture is of.
    pub name: &'p str,
    /// What its top stands for.
    pub top: String,
    /// What stands at the left end.
    pub from: String,
    /// What stands at the right end.
    pub to: String,
}

impl Place<'_> {
    fn around(&self, picture: &str) -> String {
        let Self { name, top, from, to } = self;
        format!(
            "<figure role=\"img\" aria-label=\"{}, from {} to {}; at most {}. The numbers follow.\">\n\
             <p class=\"top\" aria-hidden=\"true\">{}</p>\n{picture}\n<p class=\"ends\" aria-hidden=\"true\">\
             <span>{}</span><span>{}</span></p>\n</figure>\n",
            attribute(name),
            attribute(from),
            attribute(to),
            attribute(top),
            escaped(top),
            escaped(from),
            escaped(to)
        )
    }
}

/// Returns numbers over time as an area.
pub fn area(numbers: &[f64], place: &Place<'_>) -> String {
    let most = numbers.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let last = f64::from(u32::try_from(numbers.len().max(2) - 1).unwrap_or(u32::MAX));
    // A single number is a level line.
    let numbers = if let [one] = numbers { &[*one, *one][..] } else { numbers };
    let points: Vec<String> = (0_u32..)
        .zip(numbers)
        .map(|(at, number)| {
            let (x, y) = (f64::from(at) / last * 100.0, HEIGHT - number / most * HEIGHT);
            format!("{x:.2} {y:.2}")
        })
        .collect();
    let line = points.join("L");
    let inner = format!(
        "<path class=\"soft\" d=\"M0 {HEIGHT}L{line}L100 {HEIGHT}Z\"/><path class=\"line\" d=\"M{line}\"/>"
    );
    place.around(&stretched("plot", 100.0, &inner))
}

/// Returns numbers over time as columns.
pub fn columns(numbers: &[f64], place: &Place<'_>) -> String {
    let most = numbers.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let width = f64::from(u32::try_from(numbers.len().max(1)).unwrap_or(u32::MAX));
    let column = |(at, number): (u32, &f64)| {
        let height = number / most * HEIGHT;
        let (x, y) = (f64::from(at) + 0.1, HEIGHT - height);
        format!(
            "<rect class=\"fill\" x=\"{x:.1}\" y=\"{y:.2}\" width=\"0.8\" height=\"{height:.2}\"/>"
        )
    };
    let inner: String = (0..).zip(numbers).map(column).collect();
    place.around(&stretched("plot", width, &inner))
}

/// Returns weeks of days, each as dark as its level of 0 to 4, with a name that is shown when it is
/// pointed at; and the months above them.
pub fn heat(
    weeks: &[[Option<(usize, String)>; 7]],
    months: &[(usize, String)],
    description: &str,
) -> String {
    const CELL: u32 = 12;
    const HEAD: u32 = 14;
    let at = |index: usize| u32::try_from(index).unwrap_or(u32::MAX).saturating_mul(CELL);
    let cell = |week: usize, day: usize, (level, name): &(usize, String)| {
        format!(
            "<rect class=\"l{level}\" x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" rx=\"2\"><title>{}</title></rect>",
            at(week),
            at(day) + HEAD,
            escaped(name)
        )
    };
    let mut inner: String = months
        .iter()
        .map(|(week, name)| format!("<text x=\"{}\" y=\"9\">{}</text>", at(*week), escaped(name)))
        .collect();
    for (week, days) in weeks.iter().enumerate() {
        for (day, shown) in days.iter().enumerate() {
            inner.extend(shown.iter().map(|shown| cell(week, day, shown)));
        }
    }
    let size = (f64::from(at(weeks.len())), f64::from(7 * CELL + HEAD));
    let picture = described("heat", size, "A year of answers", description, &inner);
    format!(
        "<div class=\"scroll late\" tabindex=\"0\" role=\"region\" aria-label=\"A year of answers\">{picture}</div>\n"
    )
}

/// The side of the calibration's square, and the margin in which its words stand.
const SIDE: f64 = 300.0;
const MARGIN: f64 = 34.0;
/// The length of its axes.
const AXIS: f64 = SIDE - MARGIN - 14.0;

/// Returns where a share stands on the axis to the right, and on that upwards.
fn across(share: f64) -> f64 {
    MARGIN + share * AXIS
}

fn upwards(share: f64) -> f64 {
    SIDE - MARGIN - share * AXIS
}

/// Returns predicted recall against seen recall, the diagonal being a model that keeps its word.
pub fn calibration(bins: &[CalibrationBin], description: &str) -> String {
    let most = bins.iter().map(|bin| bin.reviews).max().unwrap_or(1);
    let dot = |bin: &CalibrationBin| {
        let radius = 3.0 + 7.0 * (f64::from(bin.reviews) / f64::from(most)).sqrt();
        format!(
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"/>",
            across(bin.predicted),
            upwards(bin.seen)
        )
    };
    let inner = format!(
        "{}<path class=\"even\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>{}",
        grid(),
        across(0.0),
        upwards(0.0),
        across(1.0),
        upwards(1.0),
        bins.iter().map(dot).collect::<String>(),
    );
    described("square", (SIDE, SIDE), "Recall, predicted and seen", description, &inner)
}

/// Returns the lines at each quarter with their percents, and what the axes are.
fn grid() -> String {
    let quarter = |share: f64| {
        let (x, y, percent) = (across(share), upwards(share), share * 100.0);
        format!(
            "<path class=\"axis\" d=\"M{:.1} {y:.1}H{:.1}M{x:.1} {:.1}V{:.1}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{percent:.0}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{percent:.0}</text>",
            across(0.0),
            across(1.0),
            upwards(0.0),
            upwards(1.0),
            across(0.0) - 5.0,
            y + 4.0,
            SIDE - MARGIN + 14.0
        )
    };
    format!(
        "{}<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">predicted, %</text>\
         <text transform=\"translate(10 {:.1}) rotate(-90)\" text-anchor=\"middle\">seen, %</text>",
        [0.0, 0.25, 0.5, 0.75, 1.0].map(quarter).concat(),
        across(0.5),
        SIDE - 4.0,
        upwards(0.5)
    )
}
