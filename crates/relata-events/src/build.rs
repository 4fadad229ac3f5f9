//! One event record from the mentions of an event.

use std::collections::BTreeSet;

use relata_core::{
    Attestation, AttestationStance, Casualties, CasualtyCount, CasualtyKind, CasualtyStatus, Claim,
    Event, EventId, EventTime, EventType, Factuality, Participant, Polarity, Score, Stance,
    TextSpan, TimeExpression, Voice,
};

use crate::casualties;
use crate::casualty_ranges;
use crate::layers::Layers;
use crate::links::merge_fillers;
use crate::mention::{EventMention, Filler, Harm, Roles, class_of};
use crate::place::Places;
use crate::{sector, time, voices};

/// A mention with the claims that carry it, the innermost first.
#[derive(Clone, Copy)]
pub(crate) struct Attested<'m, 'o> {
    pub mention: &'m EventMention<'o>,
    pub claims: &'m [usize],
}

/// The event that the mentions tell of; there is at least one.
pub(crate) fn event(
    layers: &Layers<'_>,
    id: EventId,
    mentions: &[Attested<'_, '_>],
    times: &[TimeExpression],
    places: &Places,
) -> Option<Event> {
    let first = mentions.first()?.mention;
    let triggers =
        mentions.iter().map(|m| TextSpan::new(layers.text, m.mention.trigger.span)).collect();
    let mut event = Event::new(id, event_type(mentions), triggers, score(mentions));
    let sure: Vec<Attested<'_, '_>> =
        mentions.iter().copied().filter(|m| !m.mention.loose).collect();
    let roles = roles(layers, &sure, mentions);
    event.support_triggers = mentions
        .iter()
        .flat_map(|m| &m.mention.also)
        .map(|&span| TextSpan::new(layers.text, span))
        .collect();
    event.actors = parties(layers, &roles.actors);
    event.targets = parties(layers, &roles.targets);
    event.instruments = participants(layers, &roles.instruments);
    event.places = participants(layers, &roles.places);
    for (participant, filler) in event.places.iter_mut().zip(&roles.places) {
        participant.place = places.of_phrase(layers, filler).map(Box::new);
    }
    event.beneficiaries = participants(layers, &roles.beneficiaries);
    event.time = time(&sure, times).or_else(|| time(mentions, times));
    // What one voice denies and another tells is as the other tells it.
    let undenied: Vec<Attested<'_, '_>> =
        sure.iter().copied().filter(|m| !is_denied(layers, m)).collect();
    // "no losses", "nobody was hurt": the harm is denied, not the deed.
    let deeds: Vec<Attested<'_, '_>> =
        undenied.iter().copied().filter(|m| !denies_harm(layers, m.mention)).collect();
    let told = most_told(&deeds)
        .or_else(|| most_told(&undenied))
        .or_else(|| most_told(&sure))
        .or_else(|| most_told(mentions))
        .unwrap_or(first);
    event.factuality = told.told;
    event.polarity = told.factuality.polarity;
    event.modality = told.factuality.modality;
    event.aspect = mentions.iter().find_map(|m| m.mention.aspect);
    event.decided = first.decided;
    if casualties::is_harmful(event.event_type.class.as_str()) {
        event.casualties = harm(mentions);
    }
    event.attestations = attestations(layers, mentions);
    if !event.attestations.is_empty()
        && event.attestations.iter().all(|a| a.stance == AttestationStance::Denies)
    {
        event.polarity = Polarity::Negative;
        event.factuality = Factuality::Negated;
    }
    event.independent_sources = independent_sources(&event.attestations);
    Some(event)
}

/// The first mention of those that tell of the event in the way in which most do.
fn most_told<'m, 'o>(mentions: &[Attested<'m, 'o>]) -> Option<&'m EventMention<'o>> {
    let of = |told: Factuality| {
        let mut like = mentions.iter().filter(move |m| m.mention.told == told);
        let first = like.next()?;
        Some((like.count(), first.mention))
    };
    let told = Factuality::ALL.iter().filter_map(|&told| of(told));
    let order = |m: &EventMention<'_>| std::cmp::Reverse(m.trigger.head);
    told.max_by_key(|(count, mention)| (*count, order(mention))).map(|(_, mention)| mention)
}

/// True for words of harm that tell of none.
fn denies_harm(layers: &Layers<'_>, mention: &EventMention<'_>) -> bool {
    let head = mention.trigger.head;
    let classes = ["harm", "casualties", "casualty"];
    mention.told == Factuality::Negated && classes.iter().any(|&c| layers.is_class(c, head))
}

/// The type of the first mention of the surest class that names the means, else of the first.
fn event_type(mentions: &[Attested<'_, '_>]) -> EventType {
    let all: Vec<&EventMention<'_>> = mentions.iter().map(|m| m.mention).collect();
    let class = class_of(&all);
    let of_class = || all.iter().filter(|m| m.class() == class).map(|m| &m.event_type);
    let named = |t: &&EventType| t.plover.as_ref().is_some_and(|p| !p.mode.is_empty());
    let chosen = of_class().find(named).or_else(|| of_class().next());
    let mut out = chosen.cloned().unwrap_or_default();
    if out.acled.is_none() {
        out.acled = of_class().find_map(|t| t.acled.clone());
    }
    out
}

/// What the surer mentions say of each part in their own sentences, and where they say nothing the
/// others. What the head takes from another sentence is borrowed from what is told there two times
/// of three, and an empty part is better than a borrowed one.
fn roles(layers: &Layers<'_>, sure: &[Attested<'_, '_>], mentions: &[Attested<'_, '_>]) -> Roles {
    let part = |of: &dyn Fn(&Roles) -> &Vec<Filler>| {
        let told = |mentions: &[Attested<'_, '_>]| {
            let mut out = Vec::new();
            for Attested { mention, .. } in mentions {
                let sentence = layers.sentence_of(mention.trigger.head);
                let own = of(&mention.roles).iter().filter(|f| sentence.contains(&f.head));
                merge_fillers(&mut out, own.copied().collect());
            }
            out
        };
        Some(told(sure)).filter(|list| !list.is_empty()).unwrap_or_else(|| told(mentions))
    };
    let mut out = Roles {
        actors: part(&|roles| &roles.actors),
        targets: part(&|roles| &roles.targets),
        instruments: part(&|roles| &roles.instruments),
        places: part(&|roles| &roles.places),
        beneficiaries: part(&|roles| &roles.beneficiaries),
    };
    one_side_each(&mut out);
    keep_likely(layers, &mut out.actors, PARTY_BESIDES);
    keep_likely(layers, &mut out.targets, PARTY_BESIDES);
    keep_likely(layers, &mut out.places, PLACE_BESIDES);
    out
}

/// From this probability on a phrase beside a likelier one plays its part too.
const PARTY_BESIDES: f32 = 0.8;
const PLACE_BESIDES: f32 = 0.75;

/// Of the phrases that the mentions of an event give a part the likeliest, those that it is
/// coordinated with, and what is nearly sure. The mentions that are taken for one event by mistake
/// bring the parties of another.
fn keep_likely(layers: &Layers<'_>, list: &mut Vec<Filler>, besides: f32) {
    let likelier =
        |best: Filler, other: &Filler| if other.score > best.score { *other } else { best };
    let Some(best) = list.first().map(|first| list.iter().fold(*first, likelier)) else { return };
    let coordination = layers.first_conjunct(best.head);
    list.retain(|filler| {
        filler.span == best.span
            || filler.score.get() >= besides
            || layers.first_conjunct(filler.head) == coordination
    });
}

/// Who is on both sides, as the second of two who meet, is the target, unless nobody would be left
/// to act.
fn one_side_each(roles: &mut Roles) {
    let is_in = |list: &[Filler], filler: &Filler| list.iter().any(|f| f.span == filler.span);
    if roles.actors.iter().any(|actor| !is_in(&roles.targets, actor)) {
        let Roles { actors, targets, .. } = roles;
        actors.retain(|actor| !is_in(targets, actor));
    } else {
        let Roles { actors, targets, .. } = roles;
        targets.retain(|target| !is_in(actors, target));
    }
}

fn participants(layers: &Layers<'_>, fillers: &[Filler]) -> Vec<Participant> {
    fillers.iter().map(|f| Participant::new(TextSpan::new(layers.text, f.span), f.entity)).collect()
}

/// Parties, each with its sector, and whether the part is only laid to it.
fn parties(layers: &Layers<'_>, fillers: &[Filler]) -> Vec<Participant> {
    let mut out = participants(layers, fillers);
    for (party, filler) in out.iter_mut().zip(fillers) {
        party.sector = sector::of(layers, filler);
        party.alleged = filler.alleged;
    }
    out
}

/// A time that is less exact by one step has to be likelier by so much.
const EXACTNESS: f32 = 0.1;

/// Of the times that its mentions tell the one for which most of them speak, each by how likely it
/// is, and which is the more exact: a day, a longer time that has its place in the calendar,
/// "recently", a length.
fn time(mentions: &[Attested<'_, '_>], times: &[TimeExpression]) -> Option<EventTime> {
    let mut told: Vec<(&TimeExpression, f32)> = Vec::new();
    for role in mentions.iter().filter_map(|m| m.mention.time) {
        let Some(time) = times.get(role.index).filter(|time| time.value.is_some()) else {
            continue;
        };
        match told.iter_mut().find(|(known, _)| known.value == time.value) {
            Some((_, score)) => *score += role.score.get(),
            None => told.push((time, role.score.get())),
        }
    }
    let rank = |time: &TimeExpression| match (time::is_dated(time), time::is_point(time)) {
        (true, _) if time::is_one_day(time) => 0.0,
        (true, _) => 1.0,
        (_, true) => 2.0,
        _ => 3.0,
    };
    let weight = |(time, score): &(&TimeExpression, f32)| score - EXACTNESS * rank(time);
    let better = |a: &(&TimeExpression, f32), b: &(&TimeExpression, f32)| weight(a) > weight(b);
    let best =
        told.into_iter().reduce(|best, other| if better(&other, &best) { other } else { best });
    best.and_then(|(time, _)| EventTime::new(time))
}

fn harm(mentions: &[Attested<'_, '_>]) -> Casualties {
    let mut out = Casualties::default();
    let mut told = Vec::new();
    let harm = || mentions.iter().flat_map(|m| &m.mention.harm);
    let counted = |kind| harm().any(|h| h.kind == kind && !h.uncounted);
    // Who was hit and killed is not one of the injured.
    let died = |of: &Harm| {
        let is_same = |h: &Harm| {
            h.victims.is_some() && h.victims == of.victims
                || h.count.quantity.text.span == of.count.quantity.text.span
        };
        of.kind == CasualtyKind::Injured
            && harm().any(|h| h.uncounted && h.kind == CasualtyKind::Killed && is_same(h))
    };
    // Who is named beside a number may be counted in it.
    for harm in harm().filter(|h| !(h.uncounted && (counted(h.kind) || died(h)))) {
        let list = out.counts_mut(harm.kind);
        let text = &harm.count.quantity.text;
        let is_known = |known: &CasualtyCount| {
            let known = &known.quantity.text;
            known.span == text.span || harm.uncounted && known.text.eq_ignore_ascii_case(&text.text)
        };
        let victim = harm.victims.filter(|_| harm.uncounted).map(|entity| (harm.kind, entity));
        if !list.iter().any(is_known) && victim.is_none_or(|victim| !told.contains(&victim)) {
            list.push(harm.count.clone());
            told.extend(victim);
        }
        out.status = CasualtyStatus::Reported;
    }
    out.ranges = casualty_ranges::of(&out, &counted);
    out
}

fn attestations(layers: &Layers<'_>, mentions: &[Attested<'_, '_>]) -> Vec<Attestation> {
    let mut out: Vec<Attestation> = Vec::new();
    // Who says that nobody was hurt does not deny the deed, unless nothing else is told of it.
    let tells = |m: &&Attested<'_, '_>| !denies_harm(layers, m.mention);
    let all = !mentions.iter().any(|m| tells(&m));
    for Attested { mention, claims } in mentions.iter().filter(|m| all || tells(m)) {
        let mut told = Vec::new();
        for &claim in *claims {
            let Some(claim) = layers.claims.get(claim) else { continue };
            if voices::answers(layers, claim, &mention.trigger) {
                continue;
            }
            let presupposed = voices::presupposes(layers, claim, mention);
            let stance = if presupposed { Stance::Asserted } else { claim.stance };
            told.push(Attestation::new(
                voices::voice(claim),
                Some(claim.id),
                voices::stance(
                    stance,
                    polarity_in(layers, claim, mention),
                    mention.factuality.modality,
                ),
            ));
        }
        if told.is_empty() {
            // "accused of shelling": the paper tells what others say, without saying who.
            let by = mention.allegation.map_or(Voice::Narrator, |_| Voice::Unstated);
            told.push(Attestation::new(by, None, narrator_stance(mention)));
        }
        for attestation in told {
            let known = out.iter().any(|a| a.by == attestation.by && a.claim == attestation.claim);
            if !known {
                out.push(attestation);
            }
        }
    }
    out
}

/// The polarity of the event in the words of the claim: "denied that police had fired" is told as
/// negated, but the denial is the claim's.
fn polarity_in(layers: &Layers<'_>, claim: &Claim, mention: &EventMention<'_>) -> Polarity {
    match claim.stance {
        Stance::Denied if layers.is_negated(mention.trigger.head) => Polarity::Negative,
        Stance::Denied => Polarity::Positive,
        _ => mention.factuality.polarity,
    }
}

/// True for a mention that the innermost claim about it denies.
fn is_denied(layers: &Layers<'_>, attested: &Attested<'_, '_>) -> bool {
    let innermost = attested.claims.first().and_then(|&claim| layers.claims.get(claim));
    innermost.is_some_and(|claim| {
        claim.stance == Stance::Denied
            && polarity_in(layers, claim, attested.mention) == Polarity::Positive
            && !voices::answers(layers, claim, &attested.mention.trigger)
            && !voices::presupposes(layers, claim, attested.mention)
    })
}

fn narrator_stance(mention: &EventMention<'_>) -> AttestationStance {
    match (mention.factuality.polarity, mention.factuality.modality) {
        (Polarity::Negative, _) => AttestationStance::Denies,
        (_, relata_core::Modality::Possible) => AttestationStance::Hedges,
        _ => AttestationStance::Claims,
    }
}

fn independent_sources(attestations: &[Attestation]) -> usize {
    let affirming = attestations
        .iter()
        .filter(|a| matches!(a.stance, AttestationStance::Claims | AttestationStance::Confirms));
    let entities: BTreeSet<_> = affirming
        .filter_map(|a| if let Voice::Entity(id) = a.by { Some(id) } else { None })
        .collect();
    entities.len()
}

fn score(mentions: &[Attested<'_, '_>]) -> Score {
    let best = mentions.iter().map(|m| m.mention.score.get()).fold(0.0, f32::max);
    let again = if mentions.len() > 1 { 0.05 } else { 0.0 };
    Score::new((best + again).min(0.99))
}
