//! The dependency parser: arc-eager transitions (Nivre 2003) with moves that mark sentence starts
//! and lift tokens that were reduced without a head back to the buffer (Honnibal and Johnson 2014).

use super::projectivity::restore_crossing_arcs;
use super::transitions::{Prepared, Scorer, best};
use super::weights::{Weights, WeightsError};
use ndarray::ArrayView2;
use std::ops::Range;

/// The heads and labels of a sentence's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arcs {
    /// The head of each token; a root is its own.
    pub(super) heads: Vec<usize>,
    /// The label of the arc to the head.
    pub(super) labels: Vec<&'static str>,
}

/// What is known beforehand of where sentences begin, a bound on the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// The parser decides.
    #[default]
    Open,
    /// A sentence begins here.
    Here,
    /// The parser marks no sentence here; its tree may still fall in two.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    Left(&'static str),
    Right(&'static str),
    Break,
}

/// The parser's weights and moves.
pub(super) struct Parser {
    scorer: Scorer,
    moves: Vec<Move>,
}

impl Parser {
    pub(super) fn read(from: &Weights) -> Result<Self, WeightsError> {
        let moves = from.header.parser_moves.iter().map(|name| {
            // Labels live as long as the program, as the model does.
            let label = |text: &str| -> &'static str { text.to_owned().leak() };
            match name.split_once('-') {
                Some(("L", text)) => Ok(Move::Left(label(text))),
                Some(("R", text)) => Ok(Move::Right(label(text))),
                Some(("B", _)) => Ok(Move::Break),
                None if name == "S" => Ok(Move::Shift),
                None if name == "D" => Ok(Move::Reduce),
                _ => Err(WeightsError::Form),
            }
        });
        Ok(Self { scorer: Scorer::read(from, "parser")?, moves: moves.collect::<Result<_, _>>()? })
    }

    /// Prepares the tokens of texts to be parsed.
    pub(super) fn prepare(&self, tokens: &ArrayView2<f32>) -> Prepared<'_> {
        self.scorer.prepare(tokens)
    }

    /// Parses one text, those of the prepared tokens that are in the range; `starts` may be shorter
    /// than it, the rest is open.
    pub(super) fn parse(&self, from: &Prepared, tokens: &Range<usize>, starts: &[Start]) -> Arcs {
        let mut state = State::new(tokens.len(), starts);
        let mut scores = Vec::new();
        while let Some(next) = self.choose(from, tokens.start, &state, &mut scores) {
            state.apply(next);
        }
        let mut arcs = state.into_arcs();
        restore_crossing_arcs(&mut arcs);
        arcs
    }

    /// Returns the best move that the state allows; none at the end.
    fn choose(
        &self,
        prepared: &Prepared,
        first: usize,
        state: &State,
        scores: &mut Vec<f32>,
    ) -> Option<Move> {
        if state.is_final() {
            return None;
        }
        prepared.score(state.seen().map(|token| Some(first + token?)), scores);
        let allowed = state.allowed();
        best(scores, |place| allowed.includes(self.moves[place])).map(|place| self.moves[place])
    }
}

/// Which kinds of move a state allows.
#[expect(clippy::struct_excessive_bools, reason = "each is allowed or not for itself")]
struct Allowed {
    shift: bool,
    reduce: bool,
    arc: bool,
    sentence_break: bool,
}

impl Allowed {
    fn includes(&self, kind: Move) -> bool {
        match kind {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.sentence_break,
        }
    }
}

/// Where the parser stands: tokens begun on the stack, tokens to come in the buffer.
struct State {
    length: usize,
    stack: Vec<usize>,
    /// Tokens put back before the buffer, the next one last.
    returned: Vec<usize>,
    /// The first token that was never on the stack.
    ahead: usize,
    heads: Vec<Option<usize>>,
    labels: Vec<&'static str>,
    /// Children on the left and on the right of each token, in the order of attaching.
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    was_returned: Vec<bool>,
    starts: Vec<Start>,
    /// Moves left. Every token is shifted or attached, reduced, returned and marked a bounded number
    /// of times, so this never ends a parse early; it stands guard over that proof.
    budget: usize,
}

impl State {
    fn new(length: usize, starts: &[Start]) -> Self {
        let mut starts = starts.to_vec();
        starts.resize(length, Start::Open);
        Self {
            length,
            stack: Vec::new(),
            returned: Vec::new(),
            ahead: 0,
            heads: vec![None; length],
            labels: vec![ROOT; length],
            left: vec![Vec::new(); length],
            right: vec![Vec::new(); length],
            was_returned: vec![false; length],
            starts,
            budget: 8 * length + 8,
        }
    }

    fn is_final(&self) -> bool {
        self.budget == 0 || (self.stack.is_empty() && self.waiting() == 0)
    }

    fn waiting(&self) -> usize {
        self.length - self.ahead + self.returned.len()
    }

    /// Returns the token at a place of the buffer.
    fn buffer(&self, place: usize) -> Option<usize> {
        if let Some(back) = self.returned.len().checked_sub(place + 1) {
            return self.returned.get(back).copied();
        }
        let token = self.ahead + place - self.returned.len();
        (token < self.length).then_some(token)
    }

    /// Returns the token so deep in the stack, 0 at its top.
    fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|i| self.stack[i])
    }

    /// Returns the eight tokens that the weights were trained to look at.
    fn seen(&self) -> [Option<usize>; 8] {
        let (next, top) = (self.buffer(0), self.stacked(0));
        let last = |of: Option<usize>, side: &[Vec<usize>]| side[of?].last().copied();
        [
            next,
            self.buffer(1),
            top,
            self.stacked(1),
            self.stacked(2),
            last(next, &self.left),
            last(top, &self.left),
            last(top, &self.right),
        ]
    }

    fn allowed(&self) -> Allowed {
        let starts =
            |token: Option<usize>, as_: Start| token.is_some_and(|t| self.starts[t] == as_);
        let (next, second, waiting) = (self.buffer(0), self.buffer(1), self.waiting());
        let empty = self.stack.is_empty();
        let next_starts = starts(next, Start::Here);
        let returned = next.is_some_and(|t| self.was_returned[t]);
        let adjacent = next.zip(second).is_some_and(|(a, b)| b == a + 1);
        Allowed {
            shift: waiting > 0 && (empty || (waiting >= 2 && !next_starts && !returned)),
            reduce: !empty,
            arc: !empty && waiting > 0 && !next_starts,
            sentence_break: waiting >= 2
                && adjacent
                && !starts(second, Start::Here)
                && !starts(second, Start::Never),
        }
    }

    fn apply(&mut self, next: Move) {
        self.budget -= 1;
        match next {
            Move::Shift => self.push(),
            Move::Reduce => self.reduce(),
            Move::Left(label) => {
                if let (Some(head), Some(child)) = (self.buffer(0), self.stack.pop()) {
                    self.attach(child, head, label);
                    self.was_returned[head] = false;
                }
            }
            Move::Right(label) => {
                if let (Some(child), Some(head)) = (self.buffer(0), self.stacked(0)) {
                    self.attach(child, head, label);
                    self.push();
                }
            }
            Move::Break => {
                if let Some(second) = self.buffer(1) {
                    self.starts[second] = Start::Here;
                }
            }
        }
    }

    fn push(&mut self) {
        let next = self.returned.pop().or_else(|| {
            self.ahead += 1;
            Some(self.ahead - 1)
        });
        self.stack.extend(next);
    }

    /// Takes the top off the stack; without a head it goes back to the buffer, unless it was alone.
    fn reduce(&mut self) {
        let alone = self.stack.len() == 1;
        let Some(top) = self.stack.pop() else { return };
        if self.heads[top].is_none() && !alone {
            self.was_returned[top] = true;
            self.returned.push(top);
        }
    }

    fn attach(&mut self, child: usize, head: usize, label: &'static str) {
        if let Some(old) = self.heads[child] {
            let side = if old > child { &mut self.left } else { &mut self.right };
            side[old].retain(|c| *c != child);
        }
        let side = if head > child { &mut self.left } else { &mut self.right };
        side[head].push(child);
        self.heads[child] = Some(head);
        self.labels[child] = label;
    }

    fn into_arcs(self) -> Arcs {
        let heads = self.heads.iter().enumerate();
        let labels = self.heads.iter().zip(&self.labels);
        Arcs {
            labels: labels.map(|(h, l)| if h.is_none() { ROOT } else { *l }).collect(),
            heads: heads.map(|(i, h)| h.unwrap_or(i)).collect(),
        }
    }
}

/// The label of a token that has no head.
pub(super) const ROOT: &str = "ROOT";
