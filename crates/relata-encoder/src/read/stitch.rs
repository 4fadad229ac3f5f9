//! Joins the trees of the pieces of a long sentence.

use relata_core::{Relation, Token};

/// Makes one tree of a sentence that was read in pieces: the first root stays, the roots of later
/// pieces hang on it as `parataxis`, and a cycle that the joint has closed is opened at its weakest
/// link. `first` is the index of the sentence's first token.
pub(crate) fn join_trees(tokens: &mut [Token], first: usize) {
    let roots: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter(|(_, t)| t.head.is_none())
        .map(|(index, _)| index)
        .collect();
    let root = roots.first().copied().unwrap_or(0);
    if roots.len() != 1 {
        for &index in roots.iter().skip(1) {
            attach(tokens, index, Some(first + root), Relation::Parataxis);
        }
    }
    if roots.is_empty() {
        attach(tokens, root, None, Relation::Root);
    }
    open_cycles(tokens, first, root);
}

fn attach(tokens: &mut [Token], index: usize, head: Option<usize>, relation: Relation) {
    if let Some(token) = tokens.get_mut(index) {
        (token.head, token.relation) = (head, relation);
    }
}

/// Each token is walked through once: `walk` holds the number of the walk that saw it first.
fn open_cycles(tokens: &mut [Token], first: usize, root: usize) {
    let mut walk = vec![usize::MAX; tokens.len()];
    for start in 0..tokens.len() {
        let mut index = start;
        while walk.get(index) == Some(&usize::MAX) {
            walk.iter_mut().skip(index).take(1).for_each(|w| *w = start);
            let Some(head) = head_index(tokens, first, index) else { break };
            index = head;
        }
        if walk.get(index) == Some(&start) && head_index(tokens, first, index).is_some() {
            open_cycle(tokens, first, root, index);
        }
    }
}

/// Index of the head inside the sentence, `None` for the root.
fn head_index(tokens: &[Token], first: usize, index: usize) -> Option<usize> {
    tokens.get(index)?.head?.checked_sub(first).filter(|&head| head < tokens.len())
}

fn open_cycle(tokens: &mut [Token], first: usize, root: usize, on_cycle: usize) {
    let next = |&index: &usize| head_index(tokens, first, index);
    let rest = std::iter::successors(next(&on_cycle), next).take_while(|&index| index != on_cycle);
    let score = |index: usize| tokens.get(index).map_or(0.0, |t| t.scores.head.get());
    let weakest = rest.fold(
        on_cycle,
        |weakest, index| if score(index) < score(weakest) { index } else { weakest },
    );
    attach(tokens, weakest, Some(first + root), Relation::Parataxis);
}

#[cfg(test)]
mod tests {
    use relata_core::{Score, Span};

    use super::*;

    /// Heads are counted in the document; the sentence begins at token 5.
    fn check(heads: &[Option<usize>], weak: usize, expected: &[Option<usize>]) {
        let token = |(index, &head): (usize, &Option<usize>)| {
            let mut token = Token::new(Span::at(index, 1));
            token.head = head;
            token.scores.head = Score::new(if index == weak { 0.2 } else { 0.9 });
            token
        };
        let mut tokens: Vec<Token> = heads.iter().enumerate().map(token).collect();
        join_trees(&mut tokens, 5);
        assert_eq!(tokens.iter().map(|t| t.head).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn trees_are_joined() {
        check(&[], 0, &[]);
        check(&[Some(6), None, Some(6)], 0, &[Some(6), None, Some(6)]);
        check(&[None, Some(5), None, Some(7)], 0, &[None, Some(5), Some(5), Some(7)]);
        check(&[None, Some(7), Some(8), Some(6)], 2, &[None, Some(7), Some(5), Some(6)]);
        check(&[Some(6), Some(5)], 0, &[None, Some(5)]);
    }
}
