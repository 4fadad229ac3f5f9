//! The type of a mention: the lexicon's, refined by means, participants and modality.

use relata_core::{Acled, EventType, Modality, NewsClass, Polarity, Relation, Upos};
use relata_syntax::Veridicality;

use crate::layers::Layers;
use crate::mention::{Filler, Roles, Trigger};
use crate::ontology::{AcledRule, Refinement};
use crate::roles;
use crate::words::Words;

/// The type of the event that the trigger tells of, and the row of the refinements that went into
/// it.
pub(crate) fn event_type<'o>(
    layers: &Layers<'o>,
    trigger: &Trigger<'o>,
    roles: &Roles,
    factuality: Veridicality,
) -> (EventType, Option<&'o Refinement>) {
    let mut plover = trigger.entry.plover.clone();
    let mut cameo = trigger.entry.cameo.clone();
    let mut rule = trigger.entry.acled.clone();
    let refinement = refinement(layers, trigger, roles);
    if let Some(refinement) = refinement {
        plover.mode.clone_from(&refinement.modes);
        cameo = refinement.cameo.clone().or(cameo);
        rule = refinement.acled.clone().or(rule);
    }
    let acled = rule
        .and_then(|rule| subtype(layers, trigger, roles, &rule))
        .and_then(|name| acled(layers, name));
    // "donated ventilators to assist them": a mere purpose has the type of the deed.
    let purpose = factuality.modal == Some(trigger.head);
    let modality = if purpose { Modality::Actual } else { factuality.modality };
    let told = (factuality.polarity, modality);
    if let Some((root, code)) = in_prospect(plover.event.as_str(), told)
        .filter(|(root, _)| trigger.by_row || *root == trigger.class)
    {
        plover.event = root.into();
        plover.mode.clear();
        cameo = Some(code.to_owned());
    }
    let mut out = EventType::default();
    out.class = plover.event.as_str().into();
    if !trigger.by_row {
        out.class = trigger.class.into();
    }
    if out.class.news().is_none_or(NewsClass::is_plover) {
        plover.event = out.class.as_str().into();
        out.acled = acled;
        out.cameo = cameo;
        out.plover = Some(plover);
    }
    (out, refinement)
}

fn acled(layers: &Layers<'_>, subtype: String) -> Option<Acled> {
    let event_type = layers.ontology.event_type_of(&subtype)?.to_owned();
    Some(Acled::new(event_type, subtype))
}

/// Root and CAMEO code of what is only announced, after CAMEO2PLOVER: cooperation and yielding are
/// AGREE (030 to 039), force and pressure THREATEN (130 to 139); refused, they are REJECT.
pub(crate) fn in_prospect(
    root: &str,
    (polarity, modality): (Polarity, Modality),
) -> Option<(&'static str, &'static str)> {
    let prospective = matches!(modality, Modality::Planned | Modality::Hypothetical);
    let refused = polarity == Polarity::Negative;
    Some(match root {
        "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" if prospective && !refused => ("AGREE", "030"),
        "CONCEDE" | "RETREAT" if modality == Modality::Planned && !refused => ("AGREE", "035"),
        "COERCE" | "SANCTION" | "PROTEST" if modality == Modality::Planned && !refused => {
            ("THREATEN", "130")
        }
        "AID" | "COOPERATE" | "CONCEDE" | "RETREAT" | "AGREE" | "CONSULT" | "SUPPORT"
            if refused =>
        {
            ("REJECT", "120")
        }
        _ => return None,
    })
}

/// The first row of the table that the means of the event fits.
fn refinement<'o>(
    layers: &Layers<'o>,
    trigger: &Trigger<'o>,
    roles: &Roles,
) -> Option<&'o Refinement> {
    let own = own_words(layers, trigger);
    let all = if trigger.entry.plover.mode.is_empty() {
        means(layers, trigger, roles)
    } else {
        Vec::new()
    };
    // What the lexicon knows already stands, but for explosives, which may be a suicide attack or a
    // grenade.
    let open = trigger.entry.plover.mode.is_empty()
        || trigger.entry.plover.mode.iter().any(|m| m == "explosives");
    let rows =
        layers.ontology.refinements().iter().filter(|row| row.root == trigger.root() && open);
    let mut fitting =
        rows.filter(|row| own.iter().chain(&all).any(|&t| layers.in_class(row.class, t)));
    fitting.find(|row| row.modes != trigger.entry.plover.mode || row.acled.is_some())
}

fn own_words(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    if trigger.nominal {
        out.extend(layers.reading.dependents_by(
            trigger.head,
            &[Relation::Compound, Relation::Amod, Relation::NmodUnmarked],
        ));
        out.extend(layers.introduced_by(trigger.head, "with"));
        out.extend(
            layers
                .introduced_by(trigger.head, "of")
                .into_iter()
                .filter(|&t| layers.token(t).upos == Upos::Noun),
        );
    }
    let inner: Vec<usize> =
        out.iter().flat_map(|&t| roles::premodifiers(layers, t).collect::<Vec<_>>()).collect();
    out.extend(inner);
    out
}

/// Instruments, agents that are things, and "in", "by", "with", "from" phrases of the verb.
fn means(layers: &Layers<'_>, trigger: &Trigger<'_>, roles: &Roles) -> Vec<usize> {
    let mut out: Vec<usize> = roles.instruments.iter().map(|f| f.head).collect();
    out.extend(roles::raw_actors(layers, trigger));
    for carrier in roles::carriers(layers, trigger) {
        for word in ["in", "by", "with", "from", "using"] {
            out.extend(
                layers
                    .introduced_by(carrier, word)
                    .into_iter()
                    .filter(|&t| layers.token(t).upos == Upos::Noun),
            );
        }
    }
    let inner: Vec<usize> =
        out.iter().flat_map(|&t| roles::premodifiers(layers, t).collect::<Vec<_>>()).collect();
    out.extend(inner);
    out
}

fn subtype(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    roles: &Roles,
    rule: &AcledRule,
) -> Option<String> {
    let name = match rule {
        AcledRule::Subtype(name) => return Some(name.clone()),
        AcledRule::Bombing if near(layers, trigger, "suicide") => "Suicide bomb",
        AcledRule::Bombing => "Remote explosive/landmine/IED",
        AcledRule::Territory => territory(layers, roles)?,
        AcledRule::Protest => protest(layers, trigger),
        AcledRule::Force => force(layers, roles, "Armed clash"),
        AcledRule::Killing => force(layers, roles, "Attack"),
    };
    Some(name.to_owned())
}

fn force(layers: &Layers<'_>, roles: &Roles, otherwise: &'static str) -> &'static str {
    let (police, armed_actor) = (
        any(layers, &roles.actors, &["police", "government"]),
        any(layers, &roles.actors, &["armed", "militant"]),
    );
    if any(layers, &roles.targets, &["protest"]) && police {
        return "Excessive force against protesters";
    }
    if any(layers, &roles.actors, &["mob", "protest"]) {
        return "Mob violence";
    }
    if any(layers, &roles.targets, &["armed", "militant"]) {
        return "Armed clash";
    }
    if any(layers, &roles.targets, &["people", "structure"])
        || (armed_actor && roles.targets.is_empty() && otherwise == "Attack")
    {
        return "Attack";
    }
    otherwise
}

fn territory(layers: &Layers<'_>, roles: &Roles) -> Option<&'static str> {
    if any(layers, &roles.actors, &["militant"]) {
        return Some("Non-state actor overtakes territory");
    }
    let state = |f: &Filler| {
        use relata_core::EntityType::{Gpe, Norp};
        let phrase = layers.reading.tokens_in(f.span);
        phrase.clone().any(|t| matches!(layers.entity_type(t), Some(Gpe | Norp)))
            || phrase.clone().any(|t| layers.is_class("government", t))
    };
    if roles.actors.iter().any(state) {
        return Some("Government regains territory");
    }
    (!roles.actors.is_empty()).then_some("Non-state actor overtakes territory")
}

fn protest(layers: &Layers<'_>, trigger: &Trigger<'_>) -> &'static str {
    let words = Words::of_events();
    let sentence = layers.sentence_of(trigger.head);
    let has = |kind: &str| sentence.clone().any(|t| words.is(layers.lemma(t), kind));
    if has("violent_protest") {
        "Violent demonstration"
    } else if has("intervention") && near(layers, trigger, "police") {
        "Protest with intervention"
    } else {
        "Peaceful protest"
    }
}

fn near(layers: &Layers<'_>, trigger: &Trigger<'_>, class: &str) -> bool {
    layers.sentence_of(trigger.head).any(|t| layers.is_class(class, t))
}

/// True when a word of one of the phrases belongs to one of the classes.
fn any(layers: &Layers<'_>, fillers: &[Filler], classes: &[&str]) -> bool {
    fillers.iter().any(|f| {
        layers
            .reading
            .tokens_in(f.span)
            .take(24)
            .any(|t| classes.iter().any(|class| layers.is_class(class, t)))
    })
}
