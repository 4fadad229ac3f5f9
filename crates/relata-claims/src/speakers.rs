//! Who can speak: names of persons and bodies, pronouns, nouns that stand for speakers.

use relata_core::{EntityType, Upos};

use crate::context::{Context, Tokens};
use crate::lexicon::{Class, ends};

/// True for somebody who can be spoken to: a name of a person or body, a pronoun, a noun that
/// stands for speakers.
pub(crate) fn is_person_like(ctx: &Context<'_>, noun: usize) -> bool {
    let named = matches!(ctx.token(noun).entity.label(), Some(EntityType::Per | EntityType::Org));
    let pronoun = ctx.token(noun).upos == Upos::Pron;
    named || pronoun || ctx.options.speakers.kind(&ctx.lemma(noun)).is_some()
}

/// True for somebody who can be spoken to, or whom the entities know as a person or body.
pub(crate) fn is_voice(ctx: &Context<'_>, noun: usize) -> bool {
    let described = || {
        let around = ctx.mentions.smallest_around(ctx.token(noun).span);
        around.is_some_and(|f| matches!(f.entity.entity_type, EntityType::Per | EntityType::Org))
    };
    is_person_like(ctx, noun) || described()
}

/// Who is named in the words before a colon: "From our reporter Ann Ray at the scene".
pub(crate) fn speaker_before(ctx: &Context<'_>, before: &Tokens) -> Option<Tokens> {
    let verb = before
        .clone()
        .any(|t| matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux) || ctx.is_mark(t));
    if verb || before.len() > MOST_BEFORE_SPEECH {
        return None;
    }
    let opens =
        |t: usize| ctx.token(t).upos == Upos::Cconj || ctx.word(t).eq_ignore_ascii_case("from");
    let from = before.clone().find(|&t| !opens(t))?;
    speaker_end(ctx, from..before.end).map(|end| from..end)
}

/// The person for whom something is so in the words before a colon: "For Ann Ray, who lost her
/// house, the help came too late".
pub(crate) fn concerned(ctx: &Context<'_>, before: &Tokens) -> Option<Tokens> {
    let name = before.start + 1;
    let person = ctx.token(name).entity.label() == Some(EntityType::Per);
    let opens = ctx.word(before.start).eq_ignore_ascii_case("for") && before.contains(&name);
    let end = speaker_end(ctx, name..before.end).filter(|_| opens && person)?;
    (ctx.word(end) == ",").then_some(name..end)
}

/// Most words before the colon of a quotation.
const MOST_BEFORE_SPEECH: usize = 9;

/// Where the noun phrase ends that begins here and names a person, or whose noun stands for
/// speakers.
pub(crate) fn speaker_end(ctx: &Context<'_>, tokens: Tokens) -> Option<usize> {
    let nominal = |t: &usize| {
        !matches!(
            ctx.token(*t).upos,
            Upos::Verb
                | Upos::Aux
                | Upos::Punct
                | Upos::Adv
                | Upos::Adp
                | Upos::Sconj
                | Upos::Cconj
        )
    };
    let end = tokens.clone().take_while(nominal).last()? + 1;
    let person = (tokens.start..end).any(|t| ctx.token(t).entity.label() == Some(EntityType::Per));
    (person || is_speaker(ctx, &(tokens.start..end))).then_some(end)
}

/// Most words of a speaker who is named in a headline.
pub(crate) const MOST_SOURCE_WORDS: usize = 5;

/// A short noun phrase that names a person or body, or whose last noun stands for speakers.
pub(crate) fn is_speaker(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    let short = (1..=MOST_SOURCE_WORDS).contains(&tokens.len());
    let nominal = tokens.clone().all(|t| {
        !matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adv | Upos::Num)
    });
    let named =
        |t: usize| matches!(ctx.token(t).entity.label(), Some(EntityType::Per | EntityType::Org));
    let last = tokens.end.saturating_sub(1);
    let stands = || named(last) || ctx.options.speakers.kind(&ctx.lemma(last)).is_some();
    short && nominal && (stands() || are_agents(ctx, tokens))
}

/// "herders", "hill farmers": a bare plural that says by its ending what those do whom it names.
fn are_agents(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    let last = tokens.end.saturating_sub(1);
    let lemma = ctx.lemma(last);
    let plain = |t: usize| matches!(ctx.token(t).upos, Upos::Noun | Upos::Adj);
    tokens.len() <= MOST_AGENT_WORDS
        && tokens.clone().all(plain)
        && ctx.token(last).upos == Upos::Noun
        && ctx.word(last).to_lowercase() != lemma
        && ends(&lemma, Class::AgentEnding)
}

/// Most words of a bare plural that names who speaks.
const MOST_AGENT_WORDS: usize = 2;
