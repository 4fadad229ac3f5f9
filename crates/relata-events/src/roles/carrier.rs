//! The words about a trigger on which its participants may hang: "a wave of strikes was carried
//! out" hangs them on three.

use relata_core::Relation;

use crate::layers::Layers;
use crate::mention::Trigger;

/// How a verb carries an event noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Governor {
    /// A light verb: who does it does the event ("launched an attack").
    Light(usize),
    /// The event is the subject of a verb that tells how it went ("the attack began", "the attack
    /// killed five").
    Predicate(usize),
}

/// The verb that carries the event noun, `None` for a verb or a noun elsewhere.
pub(crate) fn governor(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Option<Governor> {
    if !trigger.nominal {
        return None;
    }
    let top = layers.container_of(trigger.head);
    let top = layers.first_conjunct(top);
    if let Some(verb) = light_modifier(layers, top) {
        return Some(Governor::Light(verb));
    }
    let head = layers.head(top).filter(|&h| layers.is_verb(h))?;
    let light = is_light(layers, head);
    match layers.relation(top) {
        Relation::Obj | Relation::NsubjPass | Relation::Xcomp | Relation::Obl if light => {
            Some(Governor::Light(head))
        }
        Relation::Nsubj | Relation::NsubjPass => Some(Governor::Predicate(head)),
        _ => None,
    }
}

/// "attacks carried out by …", "an attack that they launched"
fn light_modifier(layers: &Layers<'_>, noun: usize) -> Option<usize> {
    layers
        .reading
        .dependents_by(noun, &[Relation::Acl, Relation::AclRelcl])
        .find(|&verb| layers.is_verb(verb) && is_light(layers, verb))
}

fn is_light(layers: &Layers<'_>, verb: usize) -> bool {
    if layers.is_class("light", verb) {
        return true;
    }
    let particle = layers.child(verb, &[Relation::CompoundPrt]);
    particle.is_some_and(|p| {
        layers
            .ontology
            .classes()
            .is("light", &format!("{} {}", layers.lemma(verb), layers.lemma(p)))
    })
}

/// The tokens on which modifiers of the event hang, the nearest first.
pub(crate) fn carriers(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = vec![trigger.head];
    out.extend(trigger.tokens.iter().copied().filter(|&t| t != trigger.head));
    let container = layers.container_of(trigger.head);
    if trigger.nominal && container != trigger.head {
        out.push(container);
    }
    if let Some(Governor::Light(verb) | Governor::Predicate(verb)) = governor(layers, trigger) {
        out.push(verb);
    }
    out
}
