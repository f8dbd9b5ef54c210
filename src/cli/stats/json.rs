//! The figures as JSON. Fields are a contract with other programs: added to, never renamed.

use crate::memory::{Calibration, CalibrationBin, StudyDay};
use crate::stats::{
    Confusion, Counts, DayTally, Figures, GroupRetention, Hardest, Leech, Retention, Retentions,
};
use serde::Serialize;

#[derive(Serialize)]
pub struct View {
    as_of: String,
    since: Option<String>,
    until: Option<String>,
    #[serde(flatten)]
    counts: CountsView,
    known: f64,
    reviews: u32,
    reviews_today: u32,
    today: TallyView,
    true_retention: Option<f64>,
    streak_days: u32,
    forecast: Vec<DueView>,
    retention: RetentionsView,
    retention_by_deck: Vec<GroupView>,
    retention_by_tag: Vec<GroupView>,
    calibration: CalibrationView,
    time: TimeView,
    days: Vec<DayView>,
    growth: Vec<GrowthView>,
    hardest: Vec<HardestView>,
    confusions: Vec<ConfusionView>,
    leeches: Vec<LeechView>,
    decks: Vec<DeckView>,
}

#[derive(Serialize)]
struct CountsView {
    cards: u32,
    items: u32,
    new: u32,
    learning: u32,
    review: u32,
    suspended: u32,
    drafts: u32,
    due_today: u32,
}

#[derive(Serialize)]
struct TallyView {
    reviews: u32,
    new: u32,
    right: u32,
    seconds: u64,
}

#[derive(Serialize)]
struct DueView {
    day: String,
    due: u32,
}

#[derive(Serialize)]
struct RetentionView {
    reviews: u32,
    remembered: u32,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct RetentionsView {
    all: RetentionView,
    young: RetentionView,
    mature: RetentionView,
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    #[serde(flatten)]
    retention: RetentionsView,
}

#[derive(Serialize)]
struct CalibrationView {
    reviews: u32,
    log_loss: Option<f64>,
    rmse: Option<f64>,
    bins: Vec<BinView>,
}

/// What was predicted and what came of it, among reviews of about one prediction.
#[derive(Serialize)]
pub struct BinView {
    predicted: f64,
    seen: f64,
    reviews: u32,
}

#[derive(Serialize)]
struct TimeView {
    seconds: u64,
    timed_reviews: u32,
    days: usize,
}

#[derive(Serialize)]
struct DayView {
    day: String,
    #[serde(flatten)]
    tally: TallyView,
}

#[derive(Serialize)]
struct GrowthView {
    day: String,
    known: f64,
    learnt: u32,
}

#[derive(Serialize)]
struct HardestView {
    item: String,
    question: Option<String>,
    forgotten: u32,
    reviews: u32,
}

#[derive(Serialize)]
struct ConfusionView {
    given: String,
    right: String,
    times: u32,
    back: u32,
}

#[derive(Serialize)]
struct LeechView {
    item: String,
    question: String,
    lapses: u32,
}

#[derive(Serialize)]
struct DeckView {
    deck: String,
    title: String,
    #[serde(flatten)]
    counts: CountsView,
}

impl View {
    pub fn of(figures: &Figures<'_>) -> Self {
        let name = |day: StudyDay| day.to_string();
        let groups = |groups: &[GroupRetention<'_>]| groups.iter().map(GroupView::of).collect();
        let due = |day: &crate::stats::ForecastDay| DueView { day: name(day.day), due: day.due };
        let deck = |deck: &crate::stats::DeckFigures<'_>| DeckView {
            deck: deck.id.to_owned(),
            title: deck.title.to_owned(),
            counts: CountsView::of(&deck.counts),
        };
        let point = |point: &crate::stats::Growth| GrowthView {
            day: name(point.day),
            known: point.known,
            learnt: point.learnt,
        };
        let (total, days) = (figures.total, figures.days());
        Self {
            as_of: figures.as_of.to_string(),
            since: figures.period.since.map(name),
            until: figures.period.until.map(name),
            counts: CountsView::of(&figures.counts),
            known: figures.known,
            reviews: total.reviews,
            reviews_today: figures.today.reviews,
            today: TallyView::of(figures.today),
            true_retention: figures.retention.all().share(),
            streak_days: figures.streak.now,
            forecast: figures.forecast.iter().map(due).collect(),
            retention: RetentionsView::of(figures.retention),
            retention_by_deck: groups(&figures.by_deck),
            retention_by_tag: groups(&figures.by_tag),
            calibration: CalibrationView::of(&figures.calibration),
            time: TimeView {
                seconds: total.seconds(),
                timed_reviews: total.timed,
                days: figures.days().count(),
            },
            days: days
                .map(|(day, t)| DayView { day: name(day), tally: TallyView::of(t) })
                .collect(),
            growth: figures.growth.iter().map(point).collect(),
            hardest: figures.hardest.iter().map(HardestView::of).collect(),
            confusions: figures.confusions.iter().map(ConfusionView::of).collect(),
            leeches: figures.leeches.iter().map(LeechView::of).collect(),
            decks: figures.decks.iter().map(deck).collect(),
        }
    }
}

impl CountsView {
    fn of(counts: &Counts) -> Self {
        Self {
            cards: counts.cards,
            items: counts.items,
            new: counts.new,
            learning: counts.learning,
            review: counts.review,
            suspended: counts.suspended,
            drafts: counts.drafts,
            due_today: counts.due_today,
        }
    }
}

impl TallyView {
    fn of(tally: DayTally) -> Self {
        let DayTally { reviews, new, right, .. } = tally;
        Self { reviews, new, right, seconds: tally.seconds() }
    }
}

impl RetentionView {
    fn of(retention: Retention) -> Self {
        let Retention { reviews, remembered } = retention;
        let (low, high) = retention.interval().unzip();
        Self { reviews, remembered, share: retention.share(), low, high }
    }
}

impl RetentionsView {
    fn of(of: Retentions) -> Self {
        let [all, young, mature] = [of.all(), of.young, of.mature].map(RetentionView::of);
        Self { all, young, mature }
    }
}

impl GroupView {
    fn of(group: &GroupRetention<'_>) -> Self {
        Self { name: group.name.to_owned(), retention: RetentionsView::of(group.retention) }
    }
}

impl BinView {
    pub fn of(bin: &CalibrationBin) -> Self {
        Self { predicted: bin.predicted, seen: bin.seen, reviews: bin.reviews }
    }
}

impl CalibrationView {
    fn of(calibration: &Calibration) -> Self {
        Self {
            reviews: calibration.reviews,
            log_loss: calibration.log_loss,
            rmse: calibration.rmse,
            bins: calibration.bins.iter().map(BinView::of).collect(),
        }
    }
}

impl HardestView {
    fn of(hardest: &Hardest) -> Self {
        let Hardest { item, question, forgotten, reviews } = hardest;
        let (forgotten, reviews) = (*forgotten, *reviews);
        Self { item: item.to_string(), question: question.clone(), forgotten, reviews }
    }
}

impl ConfusionView {
    fn of(confusion: &Confusion) -> Self {
        let Confusion { given, right, times, back } = confusion.clone();
        Self { given, right, times, back }
    }
}

impl LeechView {
    fn of(leech: &Leech) -> Self {
        let Leech { item, question, lapses } = leech;
        Self { item: item.to_string(), question: question.clone(), lapses: *lapses }
    }
}
