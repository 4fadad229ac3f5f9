//! "By his own account, …", "by its own admission".

use super::Rule;
use crate::clauses::{clause_runs, confidence};
use crate::context::Context;
use crate::proposal::Proposal;
use crate::syntax::account_of;

pub(super) struct OwnAccount;

impl Rule for OwnAccount {
    fn name(&self) -> &'static str {
        "own account"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        ctx.reading.sentence_tokens(sentence).filter_map(|token| proposal(ctx, token)).collect()
    }
}

fn proposal(ctx: &Context<'_>, possessor: usize) -> Option<Proposal> {
    let noun = account_of(ctx, possessor)?;
    let clause = ctx.token(noun).head?;
    let content = clause_runs(ctx, clause, &[noun]);
    (!content.is_empty()).then(|| {
        let source = possessor..possessor + 1;
        let cue = possessor + 1..noun + 1;
        Proposal::by_rule(Some(source), Some(cue), content, confidence(ctx, &[noun, clause]))
    })
}
