//! An extraction for people to read: who said what happened.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use relata::{
    AttestationStance, Casualties, CasualtyCount, CasualtyKind, CasualtyStatus, Claim, ClaimMode,
    Entity, EntityId, Event, Extraction, Modality, Participant, PloverMode, Polarity, Statement,
    Voice,
};

/// Longest run of text shown of one content.
const SHOWN_CHARACTERS: usize = 160;

/// The report on one extraction.
pub struct Report<'a> {
    text: &'a str,
    extraction: &'a Extraction,
}

impl<'a> Report<'a> {
    /// The report on an extraction from the text that was given.
    pub fn new(given: &'a str, extraction: &'a Extraction) -> Self {
        Self { text: extraction.text.as_deref().unwrap_or(given), extraction }
    }

    fn entity(&self, id: Option<EntityId>) -> Option<&Entity> {
        self.extraction.entities.get(id?.index())
    }

    fn voice(&self, voice: Voice) -> String {
        match voice {
            Voice::Narrator => "the paper itself".to_owned(),
            Voice::Entity(id) => {
                self.entity(Some(id)).map_or_else(|| id.to_string(), |e| e.name.clone())
            }
            _ => "a source that is not stated".to_owned(),
        }
    }

    /// The phrase, and in brackets the entity behind it where the phrase does not name it.
    fn participant(&self, participant: &Participant) -> String {
        let phrase = one_line(&participant.text.text);
        match self.entity(participant.entity) {
            Some(entity) if !phrase.contains(&entity.name) => format!("{phrase} [{}]", entity.name),
            _ => phrase,
        }
    }

    fn participants(&self, participants: &[Participant]) -> String {
        let told = |p: &Participant| {
            let alleged = if p.alleged { " (alleged)" } else { "" };
            self.participant(p) + alleged
        };
        participants.iter().map(told).collect::<Vec<_>>().join("; ")
    }

    fn head(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let kept = self.extraction.blocks.iter().filter(|b| b.kept);
        if let Some(first) = kept.clone().next() {
            writeln!(f, "{}", one_line(first.span.text(self.text)))?;
        }
        let published = self
            .extraction
            .published
            .map_or_else(|| "no publication date given".to_owned(), |d| format!("published {d}"));
        let kept = kept.count();
        writeln!(
            f,
            "{published}; {kept} blocks kept, {} dropped",
            self.extraction.blocks.len() - kept
        )
    }

    fn claims(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // The narrator's own sentences are no claims; sources stand in the order of their first
        // claim.
        let mut order = Vec::new();
        let mut groups: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
        for claim in &self.extraction.claims {
            let name = self.source_name(claim);
            let index = order.iter().position(|n| *n == name).unwrap_or_else(|| {
                order.push(name);
                order.len() - 1
            });
            groups.entry(index).or_default().push(claim);
        }
        writeln!(f, "\nWHO SAID WHAT")?;
        for (name, claims) in order.iter().zip(groups.values()) {
            writeln!(f, "  {name}")?;
            for claim in claims {
                self.claim(f, claim)?;
            }
        }
        Ok(())
    }

    fn source_name(&self, claim: &Claim) -> String {
        let Some(source) = &claim.source else { return "(source not stated)".to_owned() };
        self.entity(source.entity).map_or_else(|| one_line(&source.text.text), |e| e.name.clone())
    }

    fn claim(&self, f: &mut Formatter<'_>, claim: &Claim) -> fmt::Result {
        // A verb says it best itself: "condemned", "has yet to confirm".
        let verb = claim.cue.as_ref().filter(|cue| cue.part.as_deref() == Some("verb"));
        let stance = claim.stance.verb();
        let marked =
            claim.content.first().is_some_and(|c| !c.text.starts_with(char::is_alphanumeric));
        let mode = match claim.mode {
            // A turn of a transcript has no quotation marks.
            ClaimMode::Direct if !marked => ", word for word",
            ClaimMode::Direct => ", in quotation marks",
            ClaimMode::Mixed => ", partly in quotation marks",
            _ => "",
        };
        let content =
            claim.content.iter().map(|c| shortened(&c.text)).collect::<Vec<_>>().join(" … ");
        let says = verb.map_or_else(|| stance.to_owned(), |cue| one_line(&cue.text.text));
        write!(f, "    {} {says}: {content}", claim.id)?;
        let words =
            [claim.source.as_ref().map(|s| &s.text.text), claim.cue.as_ref().map(|c| &c.text.text)];
        let quoted: Vec<String> =
            words.into_iter().flatten().map(|text| format!("“{}”", one_line(text))).collect();
        let wording = if claim.cue.is_none() { "no cue".to_owned() } else { quoted.join(" + ") };
        let addressee = claim
            .addressee
            .as_ref()
            .map(|a| format!(", to {}", self.participant(a)))
            .unwrap_or_default();
        let said_at =
            claim.said_at.as_ref().map(|t| format!(", {}", one_line(&t.text))).unwrap_or_default();
        let medium =
            claim.medium.as_ref().map(|t| format!(", {}", one_line(&t.text))).unwrap_or_default();
        let within = claim.within.map(|w| format!(", within {w}")).unwrap_or_default();
        writeln!(f, "\n       ({wording}{mode}{addressee}{medium}{said_at}{within})")
    }

    fn events(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nWHAT HAPPENED")?;
        for event in &self.extraction.events {
            self.event(f, event)?;
        }
        Ok(())
    }

    fn event(&self, f: &mut Formatter<'_>, event: &Event) -> fmt::Result {
        let main = if self.extraction.main_event == Some(event.id) { " (main event)" } else { "" };
        writeln!(f, "  {} {}{}{main}", event.id, type_of(event), reality(event))?;
        let triggers = event
            .triggers
            .iter()
            .map(|t| format!("“{}”", one_line(&t.text)))
            .collect::<Vec<_>>()
            .join(", ");
        let time = event.time.as_ref().map(|t| t.value.clone()).unwrap_or_default();
        let rows = [
            ("told as", triggers),
            ("who", self.participants(&event.actors)),
            ("to whom", self.participants(&event.targets)),
            ("with", self.participants(&event.instruments)),
            ("where", self.participants(&event.places)),
            ("when", time),
            ("harm", self.casualties(&event.casualties)),
            ("who says so", self.attestations(event)),
        ];
        for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            writeln!(f, "     {name:<12} {value}")?;
        }
        Ok(())
    }

    fn casualties(&self, casualties: &Casualties) -> String {
        if casualties.status == CasualtyStatus::NoInformation {
            return "no information, as the text says".to_owned();
        }
        let told = |kind: CasualtyKind, count: &CasualtyCount| {
            format!("{} {kind} ({})", one_line(&count.quantity.text.text), self.voice(count.by))
        };
        CasualtyKind::ALL
            .iter()
            .flat_map(|&kind| casualties.counts(kind).iter().map(move |c| told(kind, c)))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn attestations(&self, event: &Event) -> String {
        let mut told: Vec<String> = Vec::new();
        for attestation in &event.attestations {
            let verb = match attestation.stance {
                AttestationStance::Claims => "claims",
                AttestationStance::Confirms => "confirms",
                AttestationStance::Denies => "denies",
                AttestationStance::Hedges => "hedges",
                _ => "will not say",
            };
            let line = format!("{} {verb}", self.voice(attestation.by));
            if !told.contains(&line) {
                told.push(line);
            }
        }
        let independent = if event.independent_sources > 1 {
            format!(" ({} independent sources)", event.independent_sources)
        } else {
            String::new()
        };
        told.join("; ") + &independent
    }

    fn gaps(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.extraction.absences.is_empty() {
            writeln!(f, "\nWHAT IS NOT KNOWN")?;
        }
        for absence in &self.extraction.absences {
            writeln!(
                f,
                "  {}: {} ({})",
                absence.about,
                shortened(&absence.text.text),
                self.voice(absence.by)
            )?;
        }
        if !self.extraction.discrepancies.is_empty() {
            writeln!(f, "\nWHERE STATEMENTS DIFFER")?;
        }
        for d in &self.extraction.discrepancies {
            writeln!(f, "  {}: {} against {}", d.on, self.statement(d.a), self.statement(d.b))?;
        }
        for warning in &self.extraction.warnings {
            writeln!(f, "\nwarning: {}", warning.message)?;
        }
        Ok(())
    }

    fn statement(&self, statement: Statement) -> String {
        match statement {
            Statement::Claim(id) => id.to_string(),
            Statement::Event(id) => format!("{id} ({})", self.voice(Voice::Narrator)),
            _ => String::new(),
        }
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        self.claims(f)?;
        self.events(f)?;
        self.gaps(f)
    }
}

fn type_of(event: &Event) -> String {
    let plover = event.event_type.plover.as_ref();
    let modes = plover
        .map(|p| p.mode.iter().map(PloverMode::as_str).collect::<Vec<_>>().join(", "))
        .filter(|m| !m.is_empty())
        .map(|m| format!("/{m}"))
        .unwrap_or_default();
    let root = plover.map_or_else(|| event.event_type.class.to_string(), |p| p.event.to_string());
    let acled = event
        .event_type
        .acled
        .as_ref()
        .map(|a| format!(" ({})", a.sub_event_type))
        .unwrap_or_default();
    root + &modes + &acled
}

fn reality(event: &Event) -> String {
    let polarity = if event.polarity == Polarity::Negative { " NOT" } else { "" };
    let modality = if event.modality == Modality::Actual {
        String::new()
    } else {
        format!(" {}", event.modality)
    };
    polarity.to_owned() + &modality
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= SHOWN_CHARACTERS {
        return line;
    }
    let cut: String = line.chars().take(SHOWN_CHARACTERS).collect();
    cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start).to_owned() + " …"
}
