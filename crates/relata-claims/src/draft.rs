//! A claim while it is being put together, in tokens.

use crate::context::Tokens;

/// Where a draft comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The reader's attribution tags.
    Tags,
    /// A rule.
    Rule,
    /// How the page is laid out: each speaker is named in front of or below what is said.
    Layout,
}

/// A claim in tokens.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) source: Option<Tokens>,
    pub(crate) cue: Option<Tokens>,
    /// Ascending and not overlapping; at least one.
    pub(crate) content: Vec<Tokens>,
    pub(crate) origin: Origin,
    /// Name of the rule that proposed it.
    pub(crate) rule: &'static str,
    /// Mean confidence of the tags and links that it rests on.
    pub(crate) confidence: f32,
    /// Place in the list of drafts of the claim inside which it stands.
    pub(crate) within: Option<usize>,
}

impl Draft {
    pub(crate) fn by_rule(
        source: Option<Tokens>,
        cue: Option<Tokens>,
        content: Vec<Tokens>,
        confidence: f32,
    ) -> Self {
        Self { source, cue, content, origin: Origin::Rule, rule: "", confidence, within: None }
    }

    pub(crate) fn by_layout(
        source: Tokens,
        cue: Tokens,
        content: Vec<Tokens>,
        rule: &'static str,
        confidence: f32,
    ) -> Self {
        Self {
            source: Some(source),
            cue: Some(cue),
            content,
            origin: Origin::Layout,
            rule,
            confidence,
            within: None,
        }
    }

    /// The first token of cue and content.
    pub(crate) fn first_token(&self) -> usize {
        let content = self.content.iter().map(|c| c.start);
        content.chain(self.cue.iter().map(|c| c.start)).min().unwrap_or(usize::MAX)
    }

    /// All runs of tokens that the claim takes up.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Tokens> {
        self.source.iter().chain(self.cue.iter()).chain(self.content.iter())
    }

    /// True when the token stands in the content.
    pub(crate) fn content_has(&self, token: usize) -> bool {
        self.content.iter().any(|c| c.contains(&token))
    }
}

/// Keeps the drafts for which `stays` holds; those within one that goes then stand by themselves.
pub(crate) fn retain(drafts: &mut Vec<Draft>, stays: impl Fn(&Draft) -> bool) {
    let keep: Vec<bool> = drafts.iter().map(stays).collect();
    let places: Vec<usize> = keep
        .iter()
        .scan(0_usize, |kept, &stays| {
            let place = *kept;
            *kept += usize::from(stays);
            Some(place)
        })
        .collect();
    let mut kept = keep.iter().copied();
    drafts.retain(|_| kept.next().unwrap_or(true));
    for draft in drafts {
        draft.within = draft
            .within
            .filter(|&outer| keep.get(outer).copied().unwrap_or(false))
            .and_then(|outer| places.get(outer).copied());
    }
}

/// True when the runs share a token.
pub(crate) fn overlap(a: &Tokens, b: &Tokens) -> bool {
    a.start < b.end && b.start < a.end
}

/// Sorts runs and joins those that touch or overlap.
pub(crate) fn join_runs(mut runs: Vec<Tokens>) -> Vec<Tokens> {
    runs.retain(|r| !r.is_empty());
    runs.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Tokens> = Vec::with_capacity(runs.len());
    for run in runs {
        match out.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => out.push(run),
        }
    }
    out
}

/// Which tokens drafts take up, for quick questions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Occupied {
    by_content: Vec<bool>,
    by_rest: Vec<bool>,
}

impl Occupied {
    pub(crate) fn new(tokens: usize, drafts: &[Draft]) -> Self {
        let mut out = Self { by_content: vec![false; tokens], by_rest: vec![false; tokens] };
        for draft in drafts {
            out.add(draft);
        }
        out
    }

    pub(crate) fn add(&mut self, draft: &Draft) {
        for run in &draft.content {
            mark(&mut self.by_content, run);
        }
        for run in draft.source.iter().chain(&draft.cue) {
            mark(&mut self.by_rest, run);
        }
    }

    /// Takes note of the cue alone.
    pub(crate) fn add_cue(&mut self, draft: &Draft) {
        if let Some(run) = &draft.cue {
            mark(&mut self.by_rest, run);
        }
    }

    /// True when a content holds the token.
    pub(crate) fn content(&self, token: usize) -> bool {
        self.by_content.get(token).copied().unwrap_or(false)
    }

    /// True when a source or cue holds the token.
    pub(crate) fn source_or_cue(&self, token: usize) -> bool {
        self.by_rest.get(token).copied().unwrap_or(false)
    }

    pub(crate) fn any(&self, token: usize) -> bool {
        self.content(token) || self.source_or_cue(token)
    }
}

fn mark(flags: &mut [bool], run: &Tokens) {
    for flag in flags.get_mut(run.clone()).into_iter().flatten() {
        *flag = true;
    }
}
