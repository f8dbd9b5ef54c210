//! The protobuf messages in a collection, with the fields that are read or written here; the
//! numbers are those of Anki's own definitions.

use prost::Message;

/// The entry `meta`: which kind of package it is.
#[derive(Clone, PartialEq, Message)]
pub struct PackageMetadata {
    /// 3 is the current kind; 1 and 2 are legacy.
    #[prost(int32, tag = "1")]
    pub version: i32,
}

/// A note type's settings.
#[derive(Clone, PartialEq, Message)]
pub struct NotetypeConfig {
    /// 1 for cloze, 0 for any other.
    #[prost(int32, tag = "1")]
    pub kind: i32,
    #[prost(string, tag = "3")]
    pub css: String,
}

/// A field's settings.
#[derive(Clone, PartialEq, Message)]
pub struct FieldConfig {
    #[prost(string, tag = "3")]
    pub font_name: String,
    #[prost(uint32, tag = "4")]
    pub font_size: u32,
    /// What the field is for.
    #[prost(string, tag = "5")]
    pub description: String,
    /// Names the field for good, so that Anki knows it again whatever it is called.
    #[prost(int64, optional, tag = "9")]
    pub id: Option<i64>,
}

/// A template's two sides.
#[derive(Clone, PartialEq, Message)]
pub struct TemplateConfig {
    #[prost(string, tag = "1")]
    pub question: String,
    #[prost(string, tag = "2")]
    pub answer: String,
    /// Names the template for good.
    #[prost(int64, optional, tag = "8")]
    pub id: Option<i64>,
}

/// What decks of all kinds have.
#[derive(Clone, PartialEq, Message)]
pub struct DeckCommon {
    #[prost(bool, tag = "1")]
    pub study_collapsed: bool,
    #[prost(bool, tag = "2")]
    pub browser_collapsed: bool,
}

/// What kind of deck it is: here always a normal one.
#[derive(Clone, PartialEq, Message)]
pub struct DeckKind {
    #[prost(message, optional, tag = "1")]
    pub normal: Option<NormalDeck>,
}

/// A normal deck's settings.
#[derive(Clone, PartialEq, Message)]
pub struct NormalDeck {
    #[prost(int64, tag = "1")]
    pub config_id: i64,
    #[prost(string, tag = "4")]
    pub description: String,
}

/// The options of decks; only what would be nought if it were absent.
#[derive(Clone, PartialEq, Message)]
pub struct DeckOptions {
    /// In minutes.
    #[prost(float, repeated, tag = "1")]
    pub learn_steps: Vec<f32>,
    /// In minutes.
    #[prost(float, repeated, tag = "2")]
    pub relearn_steps: Vec<f32>,
    #[prost(uint32, tag = "9")]
    pub new_per_day: u32,
    #[prost(uint32, tag = "10")]
    pub reviews_per_day: u32,
    #[prost(float, tag = "11")]
    pub initial_ease: f32,
    #[prost(float, tag = "12")]
    pub easy_multiplier: f32,
    #[prost(float, tag = "13")]
    pub hard_multiplier: f32,
    #[prost(float, tag = "15")]
    pub interval_multiplier: f32,
    #[prost(uint32, tag = "16")]
    pub longest_interval: u32,
    #[prost(uint32, tag = "17")]
    pub least_interval_of_a_lapse: u32,
    #[prost(uint32, tag = "18")]
    pub first_interval_good: u32,
    #[prost(uint32, tag = "19")]
    pub first_interval_easy: u32,
    /// 1 is to tag only.
    #[prost(int32, tag = "21")]
    pub leech_action: i32,
    #[prost(uint32, tag = "22")]
    pub leech_threshold: u32,
    /// In seconds.
    #[prost(uint32, tag = "24")]
    pub longest_answer: u32,
    #[prost(float, tag = "37")]
    pub desired_retention: f32,
    #[prost(float, tag = "40")]
    pub historical_retention: f32,
}

impl DeckOptions {
    /// Returns what Anki gives a deck of which nobody said anything.
    pub fn usual() -> Self {
        Self {
            learn_steps: vec![1.0, 10.0],
            relearn_steps: vec![10.0],
            new_per_day: 20,
            reviews_per_day: 200,
            initial_ease: 2.5,
            easy_multiplier: 1.3,
            hard_multiplier: 1.2,
            interval_multiplier: 1.0,
            longest_interval: 36_500,
            least_interval_of_a_lapse: 1,
            first_interval_good: 1,
            first_interval_easy: 4,
            leech_action: 1,
            leech_threshold: 8,
            longest_answer: 60,
            desired_retention: 0.9,
            historical_retention: 0.9,
        }
    }
}
