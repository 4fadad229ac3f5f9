//! The source of a claim: how it is named, and which entity it is.

use relata_core::{
    EntityId, EntityType, MentionKind, Relation, Source, SourceKind, TextSpan, Upos,
};

use crate::context::{Context, Tokens};
use crate::lexicon::{self, Class};
use crate::mentions::Found;
use crate::syntax::account_of;
use crate::words;
use relata_syntax::SpeakerKind;

/// The source at `tokens`.
pub(super) fn source(ctx: &Context<'_>, tokens: &Tokens) -> Source {
    let head = head(ctx, tokens);
    let found = mention(ctx, tokens, head);
    let document = is_document(ctx, head);
    let kind =
        if document { SourceKind::Document } else { kind(ctx, tokens, head, found.as_ref()) };
    let found = found.filter(|_| !document).or_else(|| author(ctx, head, found)).or(found);
    let mut source =
        Source::new(TextSpan::new(ctx.text, ctx.span(tokens)), kind, found.map(|f| f.id()));
    source.group = kind == SourceKind::Unnamed && is_group(ctx, head);
    source
}

/// True for a plural, a body, or a word that counts several.
fn is_group(ctx: &Context<'_>, head: usize) -> bool {
    let word = ctx.word(head).to_lowercase();
    let several = speaker(ctx, head) == Some(SpeakerKind::Vague) && !ctx.analysis.is_single(head);
    let plural = ctx.token(head).upos != Upos::Pron && word != ctx.lemma(head);
    several || plural || speaker(ctx, head) == Some(SpeakerKind::Group)
}

/// The main word of a source.
pub(super) fn head(ctx: &Context<'_>, tokens: &Tokens) -> usize {
    let nominal =
        |&t: &usize| !ctx.is_punct(t) && ctx.token(t).head.is_none_or(|h| !tokens.contains(&h));
    let candidates: Vec<usize> = tokens.clone().filter(nominal).collect();
    let noun = |&&t: &&usize| matches!(ctx.token(t).upos, Upos::Propn | Upos::Noun | Upos::Pron);
    let found = candidates.iter().find(noun).copied();
    found
        .or_else(|| first_noun(ctx, tokens))
        .or(candidates.first().copied())
        .unwrap_or(tokens.start)
}

/// The last word of the first run of nouns: the head where the tree puts another word on top.
fn first_noun(ctx: &Context<'_>, tokens: &Tokens) -> Option<usize> {
    let noun = |t: usize| {
        tokens.contains(&t) && matches!(ctx.token(t).upos, Upos::Noun | Upos::Propn | Upos::Pron)
    };
    tokens.clone().find(|&t| noun(t) && !noun(t + 1))
}

/// The mention that the source is: at its head, or joined to its head by apposition, title or the
/// parts of a name.
fn mention<'a>(ctx: &Context<'a>, tokens: &Tokens, head: usize) -> Option<Found<'a>> {
    if names_several(ctx, tokens, head) {
        return None;
    }
    if let Some(antecedent) = antecedent(ctx, head) {
        return at_token(ctx, antecedent);
    }
    if let Some(found) = of_own_account(ctx, head) {
        return Some(found);
    }
    let whole = exact(ctx, tokens);
    let direct = at_token(ctx, head);
    let named = [whole, direct].into_iter().flatten().find(is_speaker_name);
    let person = named.is_some_and(|f| f.entity.entity_type == EntityType::Per);
    if let Some(last) = named_at_end(ctx, tokens, head).filter(|_| !person) {
        return Some(last);
    }
    named
        .map(|found| beside(ctx, tokens, &found).unwrap_or(found))
        .or_else(|| appended(ctx, tokens, head))
        .or_else(|| trailing_name(ctx, tokens))
        .or(whole)
        .or(direct)
}

/// True for a noun of a text that is no name.
fn is_document(ctx: &Context<'_>, head: usize) -> bool {
    speaker(ctx, head) == Some(SpeakerKind::Text)
        && at_token(ctx, head).is_none_or(|f| f.mention.kind != MentionKind::Name)
}

/// Who speaks in a document: its possessor, the name before its noun, who issued it ("a ministry
/// statement", "the union's letter", "a statement issued by the army"); where the source does not
/// tell, as another mention of the document does.
fn author<'a>(ctx: &Context<'a>, head: usize, document: Option<Found<'a>>) -> Option<Found<'a>> {
    let others = document.iter().flat_map(|f| &f.entity.mentions);
    let heads = others.filter_map(|m| ctx.reading.head_of_span(m.text.span));
    std::iter::once(head)
        .chain(heads.take(MOST_MENTIONS))
        .filter(|&noun| speaker(ctx, noun) == Some(SpeakerKind::Text))
        .find_map(|noun| issuer(ctx, noun))
}

/// So many mentions of a document are asked for its author at most.
const MOST_MENTIONS: usize = 8;

fn issuer<'a>(ctx: &Context<'a>, noun: usize) -> Option<Found<'a>> {
    let owners = [Relation::NmodPoss, Relation::Compound];
    let by = |&d: &usize| {
        ctx.reading
            .dependents_by(d, &[Relation::Case])
            .any(|c| matches!(ctx.word(c).to_lowercase().as_str(), "by" | "from"))
    };
    let agents = [Relation::Nmod, Relation::Obl, Relation::OblAgent];
    let made = |&verb: &usize| !lexicon::is(&ctx.lemma(verb), Class::Obtaining);
    let issued = ctx.reading.dependents_by(noun, &[Relation::Acl]).filter(made);
    let of_noun = ctx.reading.dependents_by(noun, &agents).filter(by);
    let of_verb = issued.flat_map(|verb| ctx.reading.dependents_by(verb, &agents)).filter(by);
    ctx.reading
        .dependents_by(noun, &owners)
        .chain(of_noun)
        .chain(of_verb)
        .filter_map(|d| at_token(ctx, d))
        .find(is_speaker_name)
}

/// "the council member for finance Ann Ray": the person with whose name the source ends, where a
/// noun for no person stands between a preposition and the name ("a spokesman for President Ray"
/// is not Ray).
fn named_at_end<'a>(ctx: &Context<'a>, tokens: &Tokens, head: usize) -> Option<Found<'a>> {
    let span = ctx.span(&crate::syntax::trim_punct(ctx, tokens.clone()));
    let found = ctx.mentions.overlapping(span).find(|f| {
        f.entity.entity_type == EntityType::Per
            && f.mention.kind == MentionKind::Name
            && f.span().end() == span.end()
    })?;
    let first = ctx.reading.tokens_in(found.span()).start;
    let abbreviated = |t: &usize| ctx.word(*t).ends_with('.') && ctx.token(*t).upos == Upos::Propn;
    let before = (tokens.start..first).rev().find(|t| !abbreviated(t) && ctx.word(*t) != ")")?;
    let thing = matches!(ctx.token(before).upos, Upos::Noun | Upos::Propn)
        && !matches!(speaker(ctx, before), Some(SpeakerKind::Person | SpeakerKind::Title));
    let person =
        matches!(speaker(ctx, head), Some(SpeakerKind::Person | SpeakerKind::Title) | None);
    (head < before && thing && person).then_some(found)
}

/// True when two or more names or nouns are coordinated: the claim is no single entity's.
fn names_several(ctx: &Context<'_>, tokens: &Tokens, head: usize) -> bool {
    ctx.reading
        .dependents_by(head, &[Relation::Conj])
        .any(|d| tokens.contains(&d) && matches!(ctx.token(d).upos, Upos::Propn | Upos::Pron))
        && ctx.token(head).upos != Upos::Noun
}

/// For a relative pronoun, the noun that its clause modifies.
fn antecedent(ctx: &Context<'_>, head: usize) -> Option<usize> {
    let relative = matches!(ctx.word(head).to_lowercase().as_str(), "who" | "which" | "that")
        && ctx.token(head).upos != Upos::Noun;
    let ancestors: Vec<usize> =
        if relative { ctx.reading.ancestors(head).take(4).collect() } else { Vec::new() };
    let clause = ancestors
        .iter()
        .find(|&&a| matches!(ctx.token(a).relation, Relation::AclRelcl | Relation::Acl))?;
    ctx.token(*clause).head
}

/// "Sarkozy Ex-Wife", "Merkel aide": behind a person's name, with nothing between, whoever speaks.
fn beside<'a>(ctx: &Context<'a>, tokens: &Tokens, found: &Found<'a>) -> Option<Found<'a>> {
    let next = ctx.reading.tokens_in(found.span()).end;
    let person = |f: &Found<'a>| f.entity.entity_type == EntityType::Per;
    let begins = |f: &Found<'a>| ctx.reading.tokens_in(f.span()).start == next;
    let span = ctx.token(next).span;
    let inside = tokens.contains(&next) && person(found);
    ctx.mentions
        .overlapping(span)
        .find(|f| inside && person(f) && begins(f) && f.id() != found.id())
}

/// "By his own account, retired pilot Ann Ray …": the subject of the clause, whose name may stand
/// behind the pronoun.
fn of_own_account<'a>(ctx: &Context<'a>, head: usize) -> Option<Found<'a>> {
    let noun = account_of(ctx, head)?;
    let clause = ctx.token(noun).head?;
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let found = || {
        ctx.reading.dependents_by(clause, &subjects).filter_map(|subject| {
            at_token(ctx, subject).or_else(|| appended(ctx, &(subject..clause), subject))
        })
    };
    found().find(is_speaker_name).or_else(|| found().next())
}

fn at_token<'a>(ctx: &Context<'a>, token: usize) -> Option<Found<'a>> {
    ctx.mentions.smallest_around(ctx.token(token).span)
}

/// The mention that covers the source as it stands, articles and punctuation aside.
fn exact<'a>(ctx: &Context<'a>, tokens: &Tokens) -> Option<Found<'a>> {
    let span = ctx.span(&crate::syntax::trim_punct(ctx, tokens.clone()));
    let close = |f: &Found<'a>| {
        f.span() == span
            || (f.span().end() == span.end()
                && ctx.reading.tokens_in(f.span()).start == tokens.start + 1)
    };
    ctx.mentions.overlapping(span).find(close)
}

/// A name that stands beside the head: "the Nato chief, Jens Stoltenberg", "Foreign Minister
/// Lavrov".
fn appended<'a>(ctx: &Context<'a>, tokens: &Tokens, head: usize) -> Option<Found<'a>> {
    let joined = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound];
    let candidates = ctx.reading.dependents(head).iter().copied().filter(|d| tokens.contains(d));
    let named = candidates
        .filter(|&d| joined.contains(&ctx.token(d).relation))
        .filter_map(|d| at_token(ctx, d).map(|f| (d, f)));
    named
        .filter(|(d, f)| {
            // "Sarkozy Ex-Wife", "Trump aide": who is named before the noun is another.
            is_speaker_name(f) && (ctx.token(*d).relation != Relation::Compound || *d > head)
        })
        .map(|(_, f)| f)
        .next()
}

/// The person or organisation with whose name the source, or what stands of it before a comma,
/// ends, where only a title stands before the name: holds even where the tree is wrong.
fn trailing_name<'a>(ctx: &Context<'a>, tokens: &Tokens) -> Option<Found<'a>> {
    let comma = tokens.clone().find(|&t| ctx.word(t) == ",").unwrap_or(tokens.end);
    let span = ctx.span(&crate::syntax::trim_punct(ctx, tokens.start..comma));
    let speaker = |f: &Found<'a>| {
        matches!(f.entity.entity_type, EntityType::Per | EntityType::Org)
            && f.mention.kind == MentionKind::Name
    };
    let found =
        ctx.mentions.overlapping(span).find(|f| speaker(f) && f.span().end() == span.end())?;
    let title = tokens.start..ctx.reading.tokens_in(found.span()).start;
    let plain = |t: usize| {
        matches!(
            ctx.token(t).upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Pron
        )
    };
    title.clone().all(plain).then_some(found)
}

fn is_speaker_name(found: &Found<'_>) -> bool {
    found.mention.kind == MentionKind::Name
        && matches!(
            found.entity.entity_type,
            EntityType::Per
                | EntityType::Org
                | EntityType::Gpe
                | EntityType::Norp
                | EntityType::Misc
        )
}

fn kind(ctx: &Context<'_>, tokens: &Tokens, head: usize, found: Option<&Found<'_>>) -> SourceKind {
    let named = found.is_some_and(|f| f.mention.kind == MentionKind::Name && holds(ctx, tokens, f));
    if ctx.token(head).upos == Upos::Pron && !named {
        return if speaker(ctx, head) == Some(SpeakerKind::Vague) {
            SourceKind::Unnamed
        } else {
            SourceKind::Pronoun
        };
    }
    if named || (ctx.token(head).upos == Upos::Propn && speaker(ctx, head).is_none()) {
        return SourceKind::Name;
    }
    let resolved = found.is_some_and(|f| f.entity.is_named());
    match speaker(ctx, head) {
        Some(SpeakerKind::Text) => SourceKind::Document,
        Some(SpeakerKind::Title) if is_definite(ctx, tokens, head) => SourceKind::Title,
        Some(SpeakerKind::Vague) => SourceKind::Unnamed,
        Some(SpeakerKind::Person | SpeakerKind::Title)
            if !resolved && !is_definite(ctx, tokens, head) =>
        {
            SourceKind::Unnamed
        }
        _ if found.is_some_and(|f| f.mention.kind == MentionKind::Title) => SourceKind::Title,
        _ => SourceKind::Nominal,
    }
}

fn holds(ctx: &Context<'_>, tokens: &Tokens, found: &Found<'_>) -> bool {
    ctx.span(tokens).overlaps(found.span())
}

fn speaker(ctx: &Context<'_>, head: usize) -> Option<SpeakerKind> {
    let speakers = &ctx.options.speakers;
    let word = ctx.word(head);
    let of_two = || {
        let before = ctx.word(head.checked_sub(1)?);
        speakers.kind(&format!("{before} {}", ctx.lemma(head)))
    };
    // A plural at the start of a sentence may be read as a name, whose lemma keeps its ending.
    of_two()
        .or_else(|| speakers.kind(&ctx.lemma(head)))
        .or_else(|| speakers.kind(word))
        .or_else(|| word.strip_suffix('s').and_then(|w| speakers.kind(w)))
}

/// True with "the", "this", a possessor or a title's capital: somebody in particular. False for
/// bare plurals, "a", "some", numbers.
fn is_definite(ctx: &Context<'_>, tokens: &Tokens, head: usize) -> bool {
    let definite = |&d: &usize| {
        let relation = ctx.token(d).relation;
        let word = ctx.word(d).to_lowercase();
        (relation == Relation::Det
            && matches!(word.as_str(), "the" | "this" | "that" | "these" | "those"))
            || relation == Relation::NmodPoss
    };
    let first = ctx.word(tokens.start).to_lowercase();
    ctx.reading.dependents(head).iter().any(definite)
        || matches!(
            first.as_str(),
            "the" | "this" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "my"
        )
}

/// True for a first-person pronoun.
pub(super) fn is_first_person(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    tokens.len() == 1 && words::is_first_person(ctx, tokens.start)
}

/// Entity of an addressee or another phrase at `tokens`.
pub(super) fn entity(ctx: &Context<'_>, tokens: &Tokens) -> Option<EntityId> {
    let head = head(ctx, tokens);
    mention(ctx, tokens, head).map(|f| f.id())
}
