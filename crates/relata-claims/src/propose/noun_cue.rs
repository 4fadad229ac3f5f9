//! Nouns that attribute a clause: "his claim that …", "a statement by the firm that …".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span, is_finite};
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::{Proposal, Stands};
use crate::speakers::is_voice;
use crate::syntax::{agent, noun_phrase};

pub(super) struct NounCue;

impl Rule for NounCue {
    fn name(&self) -> &'static str {
        "noun"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let clauses =
            nouns(ctx, sentence, Complement::Clause).filter_map(|noun| proposal(ctx, noun));
        let infinitives =
            nouns(ctx, sentence, Complement::Infinitive).filter_map(|noun| infinitive(ctx, noun));
        let quoted = nouns(ctx, sentence, Complement::Quote).filter_map(|noun| quoted(ctx, noun));
        clauses.chain(infinitives).chain(quoted).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

pub(super) struct NounTopic;

impl Rule for NounTopic {
    fn name(&self) -> &'static str {
        "topic"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        nouns(ctx, sentence, Complement::Topic).filter_map(|noun| topic(ctx, noun)).collect()
    }
}

/// The nouns of a sentence that attribute with such a complement.
fn nouns<'c>(
    ctx: &'c Context<'_>,
    sentence: usize,
    complement: Complement,
) -> impl Iterator<Item = usize> + 'c {
    ctx.reading.sentence_tokens(sentence).filter(move |&t| {
        ctx.token(t).upos == Upos::Noun
            && ctx.entry(t).is_some_and(|e| e.part == CuePart::Noun && e.takes(complement))
    })
}

/// "“Gutted” was the goalkeeper's verdict", "Her verdict: “Gutted”", "Her answer was “No”".
fn quoted(ctx: &Context<'_>, noun: usize) -> Option<Proposal> {
    let owner = ctx.reading.dependent(noun, &[Relation::NmodPoss]).filter(|&o| is_voice(ctx, o))?;
    let source = noun_phrase(ctx, owner);
    let joins = |t: usize| ctx.word(t) == ":" || ctx.lemma(t) == "be";
    let near = |t: usize| ctx.same_sentence(t, noun);
    let behind = || {
        let quotation = ctx.quotes.after(ctx.token(noun + 1).span.end())?;
        let inside = ctx.reading.tokens_in(quotation.span);
        (joins(noun + 1) && near(noun + 1) && inside.start == noun + 2).then_some(inside)
    };
    let before = || {
        let verb = source.start.checked_sub(1).filter(|&t| joins(t) && near(t))?;
        let quotation = ctx.quotes.first_in(ctx.token(verb.checked_sub(1)?).span)?;
        let inside = ctx.reading.tokens_in(quotation.span);
        (inside.end == verb).then_some(inside)
    };
    let content = behind().or_else(before)?;
    (source.end <= noun).then(|| {
        let cue = noun..noun + 1;
        Proposal::by_rule(Some(source), Some(cue), vec![content], confidence(ctx, &[owner]))
    })
}

/// "his criticism of the plan": a possessor, the noun, and what follows it with a preposition.
fn topic(ctx: &Context<'_>, noun: usize) -> Option<Proposal> {
    let possessor = ctx.reading.dependent(noun, &[Relation::NmodPoss]);
    let voiced = if possessor.is_none() { voiced(ctx, noun) } else { None };
    let owner = possessor
        .or_else(|| voiced.and_then(|verb| agent(ctx, verb)))
        .filter(|&o| is_voice(ctx, o))?;
    let about = ctx
        .reading
        .dependents_by(noun, &[Relation::Nmod])
        .find(|&d| d > noun && preposition(ctx, d) == Some(noun + 1))?;
    let source = noun_phrase(ctx, owner);
    let first = noun + 2;
    let content: Vec<Tokens> = clause_runs(ctx, about, &[])
        .into_iter()
        .map(|run| run.start.max(first)..run.end)
        .filter(|run| run.start < run.end)
        .collect();
    let cue = voiced.map_or(noun, |verb| cue_span(ctx, verb).start)..noun + 2;
    (!content.is_empty() && source.end <= cue.start).then(|| {
        Proposal::by_rule(Some(source), Some(cue), content, confidence(ctx, &[owner, about]))
    })
}

/// The verb by which somebody gives voice to the noun: "issued an appeal for witnesses".
fn voiced(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    let verb = ctx.token(noun).head.filter(|_| ctx.token(noun).relation == Relation::Obj)?;
    (verb < noun && is(&ctx.lemma(verb), Class::Voicing)).then_some(verb)
}

/// "the rebels' threat to blow up the bridge": a possessor, the noun, and an infinitive.
fn infinitive(ctx: &Context<'_>, noun: usize) -> Option<Proposal> {
    let owner = ctx.reading.dependent(noun, &[Relation::NmodPoss]).filter(|&o| is_voice(ctx, o))?;
    let open = ctx
        .reading
        .dependents_by(noun, &[Relation::Acl, Relation::Xcomp])
        .find(|&c| ctx.analysis.is_infinitive(c))?;
    let source = noun_phrase(ctx, owner);
    let content = clause_runs(ctx, open, &[]);
    (!content.is_empty() && source.end <= noun).then(|| {
        let cue = noun..noun + 1;
        Proposal::by_rule(Some(source), Some(cue), content, confidence(ctx, &[owner, open]))
    })
}

fn preposition(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    let known = |c: &usize| {
        matches!(
            ctx.word(*c).to_lowercase().as_str(),
            "of" | "on" | "about" | "for" | "against" | "over"
        )
    };
    ctx.reading.dependents_by(noun, &[Relation::Case]).find(known)
}

fn proposal(ctx: &Context<'_>, noun: usize) -> Option<Proposal> {
    let that = |&c: &usize| {
        ctx.reading
            .dependents_by(c, &[Relation::Mark])
            .any(|m| ctx.word(m).eq_ignore_ascii_case("that"))
    };
    let clause = ctx
        .reading
        .dependents_by(noun, &[Relation::Acl, Relation::Ccomp])
        .filter(that)
        .find(|&c| is_finite(ctx, c))?;
    let content = clause_runs(ctx, clause, &[]);
    let source = source(ctx, noun, clause);
    let cue = noun..noun + 1;
    (!content.is_empty() && (source.is_some() || is_rumour(ctx, noun)))
        .then(|| Proposal::by_rule(source, Some(cue), content, confidence(ctx, &[clause])))
}

/// "claims that …", "reports that …": a bare plural tells what is said of nobody in particular.
fn is_rumour(ctx: &Context<'_>, noun: usize) -> bool {
    let told = ctx
        .entry(noun)
        .is_some_and(|e| matches!(e.class, CueClass::Claim | CueClass::Report) && !e.factive);
    let bare = ctx.reading.dependent(noun, &[Relation::Det, Relation::NmodPoss]).is_none();
    told && bare && ctx.word(noun).to_lowercase() != ctx.lemma(noun)
}

/// Its possessor, or the noun after "by", "of" or "from".
fn source(ctx: &Context<'_>, noun: usize, clause: usize) -> Option<Tokens> {
    let by = |&d: &usize| {
        ctx.reading
            .dependents_by(d, &[Relation::Case])
            .any(|c| matches!(ctx.word(c).to_lowercase().as_str(), "by" | "from" | "of"))
    };
    let possessor = ctx.reading.dependent(noun, &[Relation::NmodPoss]);
    let after =
        || ctx.reading.dependents_by(noun, &[Relation::Nmod]).filter(|&d| d < clause).find(by);
    possessor.or_else(after).map(|d| noun_phrase(ctx, d))
}
