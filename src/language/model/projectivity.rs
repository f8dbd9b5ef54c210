//! Arcs that cross. The parser can't draw them, so it was trained on trees where such an arc hangs
//! from a higher word and its label says where it belongs: "relcl||nsubj" is a relative clause of
//! the nearest subject below (Nivre and Nilsson 2005, the head scheme).

use super::parser::Arcs;
use std::collections::VecDeque;

/// Hangs every arc with a double label where its label says, and cuts the label to its first half.
pub(super) fn restore_crossing_arcs(arcs: &mut Arcs) {
    let lifted: Vec<usize> =
        (0..arcs.labels.len()).filter(|t| arcs.labels[*t].contains("||")).collect();
    if lifted.is_empty() {
        return;
    }
    let mut children = vec![Vec::new(); arcs.heads.len()];
    for (token, head) in arcs.heads.iter().enumerate() {
        if *head != token {
            children[*head].push(token);
        }
    }
    for token in lifted {
        let Some((label, head_label)) = arcs.labels[token].split_once("||") else {
            continue;
        };
        arcs.labels[token] = label;
        let head = arcs.heads[token];
        if let Some(found) = nearest_below(&children, &arcs.labels, head, token, head_label) {
            children[head].retain(|c| *c != token);
            children[found].push(token);
            children[found].sort_unstable();
            arcs.heads[token] = found;
        }
    }
}

/// Returns the first token below `head`, level by level, that bears the label.
fn nearest_below(
    children: &[Vec<usize>],
    labels: &[&str],
    head: usize,
    token: usize,
    label: &str,
) -> Option<usize> {
    let mut queue = VecDeque::from([head]);
    while let Some(parent) = queue.pop_front() {
        for child in &children[parent] {
            if *child == token {
                continue;
            }
            if labels[*child] == label {
                return Some(*child);
            }
            queue.push_back(*child);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifted_arc_goes_down_to_the_word_that_its_label_names() {
        // "A hearing is scheduled on it": "on" was lifted from "hearing" to the verb.
        let mut arcs = Arcs {
            heads: vec![1, 3, 3, 3, 3, 4],
            labels: vec!["det", "nsubjpass", "auxpass", "ROOT", "prep||nsubjpass", "pobj"],
        };
        restore_crossing_arcs(&mut arcs);
        assert_eq!(arcs.heads, [1, 3, 3, 3, 1, 4]);
        assert_eq!(arcs.labels[4], "prep");
    }

    #[test]
    fn an_arc_whose_word_is_missing_stays_and_loses_the_second_label() {
        let mut arcs = Arcs { heads: vec![0, 0], labels: vec!["ROOT", "relcl||dobj"] };
        restore_crossing_arcs(&mut arcs);
        assert_eq!((arcs.heads[1], arcs.labels[1]), (0, "relcl"));
    }
}
