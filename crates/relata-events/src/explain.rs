//! The trace: for each record the rule or head that decided it, with the words that it went by.

use std::collections::HashSet;

use relata_core::{
    Claim, DecidedBy, Event, EventTrigger, PloverMode, Relation, TextSpan, TimeExpression,
    TraceStep,
};

use crate::absence::AbsenceAt;
use crate::coreference::PairEvidence;
use crate::evidence::Evidence;
use crate::layers::Layers;
use crate::main_event::MainEvidence;
use crate::mention::{EventMention, Filler};
use crate::quantity::Counted;
use crate::time::Read;
use crate::voices::Carriers;
use crate::{coreference, factuality, heads, roles};

const VERSION: &str = concat!("relata-events ", env!("CARGO_PKG_VERSION"));
/// Heads are a part of the model; what reads them is here.
const HEAD: &str = "model";

/// So many earlier mentions are told beside each.
const COMPARED: usize = 24;

/// All that the stage found and found it by.
pub(crate) struct Found<'a, 'o> {
    pub layers: &'a Layers<'o>,
    pub times: &'a [Read],
    pub counted: &'a [Counted],
    pub mentions: &'a [EventMention<'o>],
    pub groups: &'a [Vec<usize>],
    pub carriers: &'a Carriers,
    pub events: &'a [Event],
    /// What the score of each event was computed from, where the event heads have seen it.
    pub scores: &'a [Option<Evidence>],
    /// For each mention another that the grammar of its sentence joins to it.
    pub pairs: &'a [Option<usize>],
    pub time_list: &'a [TimeExpression],
    pub absences: &'a [AbsenceAt],
}

impl Found<'_, '_> {
    /// The steps: times, quantities, events in their order with all that belongs to each, absences.
    pub fn trace(&self) -> Vec<TraceStep> {
        let mut out = Vec::new();
        for Read { time, rule, .. } in self.times {
            out.push(
                step(time.id.to_string(), "value", *rule)
                    .with_detail(time.value.clone().unwrap_or_default())
                    .with_spans(vec![time.text.clone()]),
            );
        }
        for (number, counted) in self.counted.iter().enumerate() {
            let mut spans = vec![counted.quantity.text.clone()];
            spans.extend(counted.noun.map(|noun| self.word(noun)));
            out.push(step(format!("q{}", number + 1), "bounds", counted.rule).with_spans(spans));
        }
        for (event, members) in self.events.iter().zip(self.groups) {
            for (index, mention) in members.iter().filter_map(|&m| Some((m, self.mentions.get(m)?)))
            {
                self.mention(
                    &event.id.to_string(),
                    mention,
                    index,
                    members.first() != Some(&index),
                    &mut out,
                );
            }
        }
        self.identity(&mut out);
        self.candidates(&mut out);
        let mains = MainEvidence::of_all(self.events, self.layers.reading);
        for ((event, evidence), main) in self.events.iter().zip(self.scores).zip(mains) {
            let Some(evidence) = evidence else { continue };
            let detail = written(evidence.iter());
            out.push(step(event.id.to_string(), "score", "evidence").with_detail(detail));
            out.push(
                step(event.id.to_string(), "main", "evidence").with_detail(written(main.iter())),
            );
        }
        for (number, absence) in self.absences.iter().enumerate() {
            out.push(
                step(format!("a{}", number + 1), "absence", absence.rule)
                    .with_detail(absence.absence.about.clone())
                    .with_spans(vec![absence.absence.text.clone()]),
            );
        }
        out
    }

    /// How like each mention that the event heads have seen is to the earlier ones.
    fn identity(&self, out: &mut Vec<TraceStep>) {
        let joins = coreference::Joins::new(self.layers, self.mentions, self.pairs);
        for (event, members) in self.events.iter().zip(self.groups) {
            for &number in members {
                let Some(later) = self.mentions.get(number).filter(|m| m.trigger.tag.is_some())
                else {
                    continue;
                };
                for other in coreference::earlier(self.mentions, number).take(COMPARED) {
                    let Some(earlier) = self.mentions.get(other) else { continue };
                    let pair = ((other, earlier), (number, later));
                    let evidence = PairEvidence::of(self.layers, pair, self.time_list, &joins);
                    let spans = [later, earlier].map(|m| m.trigger.span);
                    out.push(
                        step(event.id.to_string(), "identity", "evidence")
                            .with_detail(written(evidence.iter()))
                            .with_spans(spans.map(|s| TextSpan::new(self.layers.text, s)).to_vec()),
                    );
                }
            }
        }
    }

    /// What speaks for each phrase that may play a part in a mention that the event heads have
    /// seen.
    fn candidates(&self, out: &mut Vec<TraceStep>) {
        let heads: HashSet<usize> =
            self.mentions.iter().flat_map(|m| m.trigger.tokens.iter().copied()).collect();
        let is_event = |token: usize| heads.contains(&token);
        for (event, members) in self.events.iter().zip(self.groups) {
            for mention in members.iter().filter_map(|&m| self.mentions.get(m)) {
                for candidate in roles::candidates(self.layers, &mention.trigger, &is_event) {
                    let spans = [candidate.filler.span, mention.trigger.span];
                    let rule = candidate.role.as_str();
                    let detail = written(candidate.evidence());
                    out.push(
                        step(event.id.to_string(), "candidate", rule)
                            .with_detail(detail)
                            .with_spans(spans.map(|s| TextSpan::new(self.layers.text, s)).to_vec()),
                    );
                }
            }
        }
    }

    fn word(&self, token: usize) -> TextSpan {
        TextSpan::new(self.layers.text, self.layers.token(token).span)
    }

    fn mention(
        &self,
        id: &str,
        mention: &EventMention<'_>,
        index: usize,
        joined: bool,
        out: &mut Vec<TraceStep>,
    ) {
        let trigger = TextSpan::new(self.layers.text, mention.trigger.span);
        if joined {
            out.push(step(id, "mention", "coreference").with_spans(vec![trigger.clone()]));
        }
        self.type_of(id, mention, &trigger, out);
        let roles = &mention.roles;
        let lists = [
            ("actor", &roles.actors),
            ("target", &roles.targets),
            ("instrument", &roles.instruments),
            ("place", &roles.places),
            ("beneficiary", &roles.beneficiaries),
        ];
        for (part, fillers) in lists {
            out.extend(fillers.iter().map(|f| self.role(id, part, f)));
        }
        if let Some(word) = mention.allegation {
            out.push(step(id, "alleged", "allegation").with_spans(vec![self.word(word)]));
        }
        if let Some(Read { time, .. }) = mention.time.and_then(|role| self.times.get(role.index)) {
            out.push(
                step(id, "time", "attachment")
                    .with_detail(time.id.to_string())
                    .with_spans(vec![trigger.clone(), time.text.clone()]),
            );
        }
        self.reality(id, mention, &trigger, out);
        for harm in &mention.harm {
            out.push(
                step(id, "casualties", "harm_word")
                    .with_detail(harm.kind.as_str())
                    .with_spans(vec![harm.count.quantity.text.clone()]),
            );
        }
        self.attestations(id, index, &trigger, out);
    }

    /// The rows and heads that went into the type.
    fn type_of(
        &self,
        id: &str,
        mention: &EventMention<'_>,
        trigger: &TextSpan,
        out: &mut Vec<TraceStep>,
    ) {
        let entry = mention.trigger.entry;
        let by_lexicon = mention.decided.event_type != DecidedBy::Head;
        let row = by_lexicon.then(|| {
            let phrase = entry.phrase.join(" ");
            let detail = format!("line {}: {phrase} {}", entry.line, entry.plover.event);
            step(id, "type", "lexicon").with_detail(detail)
        });
        let head = match mention.trigger.tag {
            Some(tag) => {
                let step = TraceStep::new(id, "type", "head:class", HEAD);
                Some(step.with_detail(class_detail(tag)))
            }
            None => self.older_heads(id, mention),
        };
        let refinement = mention.refinement.map(|row| {
            let modes: Vec<&str> = row.modes.iter().map(PloverMode::as_str).collect();
            let detail = format!("line {}: {} {}", row.line, row.root, modes.join(","));
            step(id, "type", "refinement").with_detail(detail)
        });
        let steps = [row, head, refinement].into_iter().flatten();
        out.extend(steps.map(|step| step.with_spans(vec![trigger.clone()])));
    }

    /// What the heads for TimeML classes and roots say, where those for news events say nothing.
    fn older_heads(&self, id: &str, mention: &EventMention<'_>) -> Option<TraceStep> {
        let trigger = &mention.trigger;
        let tag = heads::tag(self.layers, trigger.head, &trigger.tokens)?;
        let overruled = mention.decided.event_type == DecidedBy::Rules;
        let rule = if overruled { "head:event (overruled)" } else { "head:event" };
        let detail = format!(
            "{} {:.2}, root {} {:.2}, {} {:.2}, {} {:.2}",
            tag.tag.label().map_or("-", |class| class.as_str()),
            tag.scores.tag.get(),
            tag.root.as_deref().unwrap_or("none"),
            tag.scores.root.get(),
            tag.polarity,
            tag.scores.polarity.get(),
            tag.modality,
            tag.scores.modality.get()
        );
        Some(TraceStep::new(id, "type", rule, HEAD).with_detail(detail))
    }

    fn role(&self, id: &str, part: &str, filler: &Filler) -> TraceStep {
        let layers = self.layers;
        let first = layers.first_conjunct(filler.head);
        let rule = match layers.relation(first) {
            Relation::Nsubj => "subject".to_owned(),
            Relation::NsubjPass => "passive_subject".to_owned(),
            Relation::Obj => "object".to_owned(),
            Relation::Iobj => "indirect_object".to_owned(),
            Relation::OblAgent => "agent".to_owned(),
            Relation::NmodPoss => "possessive".to_owned(),
            Relation::Amod
            | Relation::Compound
            | Relation::NmodDesc
            | Relation::NmodUnmarked
            | Relation::Flat => "premodifier".to_owned(),
            Relation::Obl | Relation::Nmod => layers
                .case_of(first)
                .map_or_else(|| "oblique".to_owned(), |case| format!("preposition:{case}")),
            _ => "understood".to_owned(),
        };
        let mut spans = vec![TextSpan::new(layers.text, filler.span)];
        spans.extend(layers.head(first).map(|head| self.word(head)));
        step(id, part, rule).with_spans(spans)
    }

    fn reality(
        &self,
        id: &str,
        mention: &EventMention<'_>,
        trigger: &TextSpan,
        out: &mut Vec<TraceStep>,
    ) {
        if let Some(tag) = mention.trigger.tag {
            let detail = format!(
                "{}: {} {:.2} by the head, {}{} by its words",
                mention.told,
                tag.factuality,
                tag.scores.factuality.get(),
                factuality::label(&mention.words),
                if mention.words.presupposed_by.is_some() { " (presupposed)" } else { "" },
            );
            out.push(
                step(id, "factuality", "head_and_words")
                    .with_detail(detail)
                    .with_spans(vec![trigger.clone()]),
            );
        }
        let rows = [
            (
                "polarity",
                mention.factuality.polarity.as_str(),
                mention.decided.polarity,
                mention.factuality.negator,
            ),
            (
                "modality",
                mention.factuality.modality.as_str(),
                mention.decided.modality,
                mention.factuality.modal,
            ),
        ];
        for (part, value, by, word) in rows {
            let step = match (by, word) {
                (DecidedBy::Head, _) => TraceStep::new(id, part, format!("head:{part}"), HEAD),
                (_, Some(_)) => step(id, part, "governing_word"),
                _ => step(id, part, "default"),
            };
            let spans = std::iter::once(trigger.clone()).chain(word.map(|w| self.word(w)));
            out.push(step.with_detail(value).with_spans(spans.collect()));
        }
    }

    fn attestations(&self, id: &str, mention: usize, trigger: &TextSpan, out: &mut Vec<TraceStep>) {
        let claims = self.carriers.of(mention);
        if claims.is_empty() {
            out.push(step(id, "attestation", "narrator").with_spans(vec![trigger.clone()]));
        }
        for claim in claims.iter().filter_map(|&c| self.layers.claims.get(c)) {
            out.push(
                step(id, "attestation", "claim_content")
                    .with_detail(claim.id.to_string())
                    .with_spans(words_of(claim)),
            );
        }
    }
}

fn written(evidence: impl Iterator<Item = (&'static str, f32)>) -> String {
    evidence.map(|(name, value)| format!("{name}={value:.3}")).collect::<Vec<_>>().join(" ")
}

fn words_of(claim: &Claim) -> Vec<TextSpan> {
    let source = claim.source.as_ref().map(|s| s.text.clone());
    source.into_iter().chain(claim.cue.as_ref().map(|c| c.text.clone())).collect()
}

/// Event, class with its alternatives, factuality, each with its probability.
fn class_detail(tag: &EventTrigger) -> String {
    let scores = &tag.scores;
    let others =
        tag.alternatives.iter().map(|(class, score)| format!(" {class} {:.2}", score.get()));
    format!(
        "event {:.2}, {} {:.2}{}, {} {:.2}",
        scores.event.get(),
        tag.class,
        scores.class.get(),
        others.collect::<String>(),
        tag.factuality,
        scores.factuality.get()
    )
}

fn step(record: impl Into<String>, part: impl Into<String>, rule: impl Into<String>) -> TraceStep {
    TraceStep::new(record, part, rule, VERSION)
}
