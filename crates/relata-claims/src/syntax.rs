//! Questions to the dependency trees, each with a limit so that a wrong tree cannot make it slow.

use relata_core::{Reading, Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::speakers::is_voice;

/// Most tokens of a phrase or clause that is read off a tree.
const MOST_TOKENS: usize = 600;

/// Who does what `verb` tells of: its subject, or the subject that it shares with the verb it
/// depends on. `None` in the passive and where the tree gives none.
pub(crate) fn agent(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let reading = ctx.reading;
    if ctx.analysis.is_passive(verb) {
        return reading.dependent(verb, &[Relation::OblAgent]);
    }
    let mut at = verb;
    for _ in 0..6 {
        // In broken text a tree may take a mark for the subject, or give a verb the subject of its
        // neighbour too: the nearest one in front is meant.
        let all = || {
            reading
                .dependents_by(at, &[Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass])
                .filter(|&s| reading.token(s).upos != Upos::Punct)
        };
        if let Some(subject) = all().filter(|&s| s < verb).max().or_else(|| all().next()) {
            return teller(ctx, verb, at, subject).or(Some(subject));
        }
        let token = reading.token(at);
        match token.relation {
            Relation::Conj | Relation::Parataxis => at = token.head?,
            Relation::Xcomp | Relation::Advcl | Relation::Acl => {
                return ctx.analysis.doers(at).first().copied();
            }
            Relation::AclRelcl => return token.head,
            _ => return None,
        }
    }
    None
}

/// "Kumar said the number stood at a million and called for haste": what is told of does not speak;
/// who tells of it does, where a verb of saying is coordinated with what is told.
fn teller(ctx: &Context<'_>, verb: usize, told: usize, subject: usize) -> Option<usize> {
    let saying = ctx.token(told).head.filter(|_| ctx.token(told).relation == Relation::Ccomp)?;
    let speaker = ctx.reading.dependent(saying, &[Relation::Nsubj]).filter(|&s| is_voice(ctx, s));
    let says = |verb: usize| ctx.entry(verb).is_some();
    speaker.filter(|_| verb != told && says(verb) && says(saying) && !is_voice(ctx, subject))
}

/// The noun of "by his own account", where the token is the possessor.
pub(crate) fn account_of(ctx: &Context<'_>, possessor: usize) -> Option<usize> {
    let noun = ctx
        .token(possessor)
        .head
        .filter(|_| ctx.token(possessor).relation == Relation::NmodPoss)?;
    let says =
        ctx.entry(noun).is_some_and(|e| e.part == CuePart::Noun && e.takes(Complement::Clause));
    let by = ctx
        .reading
        .dependents_by(noun, &[Relation::Case])
        .any(|c| ctx.word(c).eq_ignore_ascii_case("by"));
    let own = ctx.word(possessor + 1).eq_ignore_ascii_case("own");
    (says && by && own && noun > possessor).then_some(noun)
}

/// Whose word a condition asks for: "if you ask the cobbler", "if we are to believe the ministry".
pub(crate) fn consulted(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let asks = ctx.entry(verb).is_some_and(|e| {
        e.class == CueClass::Ask && e.part == CuePart::Verb || is(&e.lemma, Class::Believed)
    });
    let anybody = |&s: &usize| {
        ctx.token(s).upos == Upos::Pron && is(&ctx.word(s).to_lowercase(), Class::Anybody)
    };
    ctx.reading.dependent(verb, &[Relation::Nsubj]).filter(anybody)?;
    let whom = ctx.reading.dependents_by(verb, &[Relation::Obj, Relation::Iobj]).last();
    whom.filter(|_| asks && is_condition(ctx, verb) && !ctx.analysis.is_passive(verb))
}

/// True for a verb after "if".
pub(crate) fn is_condition(ctx: &Context<'_>, verb: usize) -> bool {
    let mut marks = ctx.reading.dependents_by(verb, &[Relation::Mark]);
    marks.any(|m| ctx.word(m).eq_ignore_ascii_case("if"))
        && ctx.token(verb).relation == Relation::Advcl
}

/// The runs of tokens of the branch at `head` without the branches for which `skip` holds.
pub(crate) fn branch(reading: &Reading, head: usize, skip: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut out = vec![head];
    let mut next = 0;
    while let Some(&token) = out.get(next) {
        next += 1;
        if out.len() > MOST_TOKENS {
            break;
        }
        out.extend(reading.dependents(token).iter().copied().filter(|&d| !skip(d)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The noun phrase at `head` as one run of tokens: without relative clauses, and without
/// punctuation at its ends; empty where `head` is punctuation.
pub(crate) fn noun_phrase(ctx: &Context<'_>, head: usize) -> Tokens {
    let skip = |d: usize| {
        let relation = ctx.token(d).relation;
        matches!(
            relation,
            Relation::AclRelcl
                | Relation::Parataxis
                | Relation::Cop
                | Relation::Punct
                | Relation::Ccomp
                | Relation::Advcl
        ) || (d < head && matches!(relation, Relation::Case | Relation::Mark | Relation::Cc))
    };
    let tokens = branch(ctx.reading, head, skip);
    let run = run_around(&tokens, head, ctx);
    trim_punct(ctx, run)
}

/// The tokens next to `head` without a gap other than punctuation.
fn run_around(tokens: &[usize], head: usize, ctx: &Context<'_>) -> Tokens {
    let at = tokens.partition_point(|&t| t < head);
    let joined = |a: usize, b: usize| (a + 1..b).all(|t| ctx.is_punct(t) && !ctx.is_mark(t));
    let (mut first, mut last) = (head, head);
    for &token in tokens.iter().take(at).rev() {
        if !joined(token, first) {
            break;
        }
        first = token;
    }
    for &token in tokens.iter().skip(at + 1) {
        if !joined(last, token) {
            break;
        }
        last = token;
    }
    first..last + 1
}

/// The run without punctuation at its ends; brackets that are closed inside stay.
pub(crate) fn trim_punct(ctx: &Context<'_>, mut run: Tokens) -> Tokens {
    while run.start < run.end
        && ctx.is_punct(run.start)
        && !matches!(ctx.word(run.start), "(" | "[" | "$" | "#")
    {
        run.start += 1;
    }
    while run.start < run.end
        && ctx.is_punct(run.end - 1)
        && !matches!(ctx.word(run.end - 1), ")" | "]" | "%")
    {
        run.end -= 1;
    }
    run
}

/// True when the token can stand for somebody who speaks.
pub(crate) const fn is_nominal(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::Adj | Upos::X
    )
}
