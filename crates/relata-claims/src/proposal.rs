//! A claim as a rule proposes it, in tokens. A proposal never changes: what bounds it gives another
//! one.

use crate::context::Tokens;

/// Where a proposal comes from, the surest kind last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A rule.
    Rule,
    /// The reader's attribution tags.
    Tags,
    /// How the page is laid out: each speaker is named in front of or below what is said.
    Layout,
}

/// Where a proposal may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Apart from all other claims.
    Free,
    /// Inside another claim's content.
    Inside,
    /// Both.
    Anywhere,
}

/// A claim in tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) source: Option<Tokens>,
    pub(crate) cue: Option<Tokens>,
    /// Ascending and not overlapping.
    pub(crate) content: Vec<Tokens>,
    pub(crate) origin: Origin,
    /// Name of the rule that proposed it.
    pub(crate) rule: &'static str,
    /// Names of the rules that moved its boundaries, in their order.
    pub(crate) bounds: Vec<&'static str>,
    /// Mean confidence of the tags and links that it rests on, or of the tree.
    pub(crate) confidence: f32,
    pub(crate) stands: Stands,
    /// Whether the caller's least score holds for it: what rests on tags or on a common
    /// construction, of which the fit of the score has seen many.
    pub(crate) weighed: bool,
    /// A quotation that goes on with what a cue in another paragraph has introduced.
    pub(crate) continued: bool,
}

impl Proposal {
    pub(crate) fn by_rule(
        source: Option<Tokens>,
        cue: Option<Tokens>,
        content: Vec<Tokens>,
        confidence: f32,
    ) -> Self {
        Self {
            source,
            cue,
            content,
            origin: Origin::Rule,
            rule: "",
            bounds: Vec::new(),
            confidence,
            stands: Stands::Free,
            weighed: false,
            continued: false,
        }
    }

    pub(crate) fn by_layout(
        source: Tokens,
        cue: Tokens,
        content: Vec<Tokens>,
        confidence: f32,
    ) -> Self {
        let origin = Origin::Layout;
        Self { origin, ..Self::by_rule(Some(source), Some(cue), content, confidence) }
    }

    pub(crate) fn by_tags(
        source: Option<Tokens>,
        cue: Option<Tokens>,
        content: Vec<Tokens>,
        confidence: f32,
    ) -> Self {
        let (origin, stands) = (Origin::Tags, Stands::Anywhere);
        Self { origin, stands, weighed: true, ..Self::by_rule(source, cue, content, confidence) }
    }

    /// The same with another source.
    pub(crate) fn with_source(&self, source: Option<Tokens>) -> Self {
        Self { source, ..self.clone() }
    }

    /// The same with another cue.
    pub(crate) fn with_cue(&self, cue: Tokens) -> Self {
        Self { cue: Some(cue), ..self.clone() }
    }

    /// The same with other contents; runs that touch are joined.
    pub(crate) fn with_content(&self, content: Vec<Tokens>) -> Self {
        Self { content: join_runs(content), ..self.clone() }
    }

    /// The same with a run more of content.
    pub(crate) fn with_more_content(&self, run: Tokens) -> Self {
        self.with_content(self.content.iter().cloned().chain(std::iter::once(run)).collect())
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
        let next = self.content.partition_point(|run| run.end <= token);
        self.content.get(next).is_some_and(|run| run.contains(&token))
    }

    /// The same with its parts apart: a source ends where cue or content begin within it ("its law
    /// | requiring people to …"), and a content is without what cue and source take up.
    pub(crate) fn apart(self) -> Self {
        if self.is_apart() {
            return self;
        }
        let begins = |source: &Tokens| {
            let within = self.cue.iter().chain(&self.content).map(|part| part.start);
            within.filter(|at| source.contains(at) && *at > source.start).min()
        };
        let source = self.source.clone().map(|s| s.start..begins(&s).unwrap_or(s.end));
        let outside = |t: &usize| !source.iter().chain(&self.cue).any(|p| p.contains(t));
        let tokens = self.content.iter().flat_map(|run| run.clone().filter(outside));
        let content = tokens.map(|t| t..t + 1).collect();
        self.with_content(content).with_source(source)
    }

    /// True when neither cue nor source stands in the content.
    pub(crate) fn is_apart(&self) -> bool {
        let mut named = self.source.iter().chain(self.cue.iter());
        !named.any(|part| self.content.iter().any(|run| overlap(part, run)))
    }

    /// Number of tokens of the content.
    pub(crate) fn content_len(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
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

/// Which tokens proposals take up: the words that none of them may grow over.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taken {
    by_content: Vec<bool>,
    by_rest: Vec<bool>,
}

impl Taken {
    /// What the proposals take up, in a document of so many tokens.
    pub(crate) fn by(tokens: usize, proposals: &[Proposal]) -> Self {
        let runs = |part: fn(&Proposal) -> Vec<Tokens>| {
            let mut flags = vec![false; tokens];
            for run in proposals.iter().flat_map(part) {
                flags.get_mut(run).into_iter().flatten().for_each(|flag| *flag = true);
            }
            flags
        };
        Self {
            by_content: runs(|p| p.content.clone()),
            by_rest: runs(|p| p.source.iter().chain(&p.cue).cloned().collect()),
        }
    }

    /// True when a proposal takes up the token.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.by_content.get(token).copied().unwrap_or(false) || self.source_or_cue(token)
    }

    /// True when a source or cue holds the token.
    pub(crate) fn source_or_cue(&self, token: usize) -> bool {
        self.by_rest.get(token).copied().unwrap_or(false)
    }
}
