//! Standoff annotation of brat, <https://brat.nlplab.org/standoff.html>.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use relata_core::{
    CharOffsets, Claim, EntityType, Event, Extraction, Mention, NewsClass, Participant, Span,
    Stance, TextSpan,
};

/// The annotations of an extraction for brat's `.ann` file, beside a `.txt` file with the text.
///
/// Text-bound annotations: mentions of entities, sources, cues and contents of claims, and
/// triggers. Relations lead from source and cue to content; the stance is an attribute of the
/// content. Offsets count characters; what runs over the end of a line is given in pieces, as brat
/// wants it.
///
/// ```
/// use relata_core::{Article, Entity, EntityId, EntityType, Extraction, Mention, MentionKind};
/// use relata_core::{Score, Span, TextSpan};
/// let text = "Rain fell in Málaga.";
/// let mention = TextSpan::new(text, Span::at(13, 7));
/// let mention = Mention::new(mention, MentionKind::Name, Score::ONE);
/// let mut extraction = Extraction::new(&Article::new(text));
/// let id = EntityId::from_index(0);
/// extraction.entities.push(Entity::new(id, "Málaga", EntityType::Gpe, vec![mention]));
/// assert_eq!(relata_table::brat(text, &extraction), "T1\tGPE 13 19\tMálaga\n");
/// ```
#[must_use]
pub fn brat(given: &str, extraction: &Extraction) -> String {
    let text = extraction.text.as_deref().unwrap_or(given);
    let mut file = File::new(text);
    for entity in &extraction.entities {
        let mentions =
            entity.mentions.iter().map(|mention| file.mention(mention, entity.entity_type));
        let mentions: Vec<usize> = mentions.collect();
        file.equivalent('T', &mentions);
    }
    extraction.claims.iter().for_each(|claim| file.claim(claim));
    extraction.events.iter().for_each(|event| file.event(event));
    file.out
}

/// The file `annotation.conf` that brat wants beside the annotations.
///
/// ```
/// let configuration = relata_table::brat_configuration();
/// assert!(configuration.contains("[entities]\nPER\n"));
/// ```
#[must_use]
pub fn brat_configuration() -> String {
    let mut types: Vec<&str> = EntityType::ALL.iter().map(|kind| kind.as_str()).collect();
    types.extend(["SOURCE", "CUE", "CONTENT", "PHRASE"]);
    let classes: Vec<String> = NewsClass::ALL
        .iter()
        .map(|class| {
            format!("{class}_TRIGGER\tActor*:<ANY>, Target*:<ANY>, Instrument*:<ANY>, Place*:<ANY>")
        })
        .collect();
    let stances: Vec<&str> = Stance::ALL.iter().map(|stance| stance.as_str()).collect();
    format!(
        "[entities]\n{}\n\n[relations]\nSaid\tArg1:SOURCE, Arg2:CONTENT\nCued\tArg1:CUE, \
        Arg2:CONTENT\n\n[events]\n{}\n\n[attributes]\nStance\tArg:CONTENT, Value:{}\n",
        types.join("\n"),
        classes.join("\n"),
        stances.join("|")
    )
}

/// An `.ann` file on the way.
struct File<'a> {
    text: &'a str,
    offsets: CharOffsets,
    out: String,
    bound: BTreeMap<(Span, String), usize>,
    events: usize,
    relations: BTreeSet<(usize, usize)>,
    attributes: usize,
}

impl<'a> File<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            offsets: CharOffsets::new(text),
            out: String::new(),
            bound: BTreeMap::new(),
            events: 0,
            relations: BTreeSet::new(),
            attributes: 0,
        }
    }

    /// Number of the text-bound annotation of this kind there, written when it is first asked for.
    fn bound(&mut self, span: Span, kind: &str) -> usize {
        let next = self.bound.len() + 1;
        let number = *self.bound.entry((span, kind.to_owned())).or_insert(next);
        if number == next {
            let pieces = self.pieces(span);
            let ranges: Vec<String> = pieces
                .iter()
                .map(|piece| {
                    let characters = self.offsets.chars(*piece);
                    format!("{} {}", characters.start, characters.end)
                })
                .collect();
            let texts: Vec<&str> = pieces.iter().map(|piece| piece.text(self.text)).collect();
            self.line(&format!("T{number}\t{kind} {}\t{}", ranges.join(";"), texts.join(" ")));
        }
        number
    }

    /// The lines of a span; all of it where it has none.
    fn pieces(&self, span: Span) -> Vec<Span> {
        let mut start = span.start();
        let mut pieces = Vec::new();
        for line in span.text(self.text).split_inclusive(['\n', '\r']) {
            let piece = Span::at(start, line.len()).trim(self.text);
            start += line.len();
            if !piece.is_empty() {
                pieces.push(piece);
            }
        }
        if pieces.is_empty() { vec![span] } else { pieces }
    }

    fn line(&mut self, line: &str) {
        // A string takes every write.
        let _ = writeln!(self.out, "{line}");
    }

    fn mention(&mut self, mention: &Mention, entity_type: EntityType) -> usize {
        self.bound(mention.text.span, mention.mention_type.unwrap_or(entity_type).as_str())
    }

    fn equivalent(&mut self, prefix: char, numbers: &[usize]) {
        if numbers.len() > 1 {
            let names: Vec<String> = numbers.iter().map(|n| format!("{prefix}{n}")).collect();
            self.line(&format!("*\tEquiv {}", names.join(" ")));
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let contents: Vec<usize> =
            claim.content.iter().map(|content| self.bound(content.span, "CONTENT")).collect();
        let ends = [
            ("Said", "SOURCE", claim.source.as_ref().map(|source| &source.text)),
            ("Cued", "CUE", claim.cue.as_ref().map(|cue| &cue.text)),
        ];
        for (relation, kind, words) in ends {
            let Some(TextSpan { span, .. }) = words else { continue };
            let from = self.bound(*span, kind);
            for &content in &contents {
                if self.relations.insert((from, content)) {
                    let number = self.relations.len();
                    self.line(&format!("R{number}\t{relation} Arg1:T{from} Arg2:T{content}"));
                }
            }
        }
        if let Some(first) = contents.first() {
            self.attributes += 1;
            let (number, stance) = (self.attributes, claim.stance);
            self.line(&format!("A{number}\tStance T{first} {stance}"));
        }
    }

    /// The first trigger bears the arguments; the others tell of the same.
    fn event(&mut self, event: &Event) {
        let kind = format!("{}_TRIGGER", event.event_type.class);
        let arguments = [
            ("Actor", &event.actors),
            ("Target", &event.targets),
            ("Instrument", &event.instruments),
            ("Place", &event.places),
        ];
        let arguments: String = arguments
            .into_iter()
            .map(|(role, participants)| self.arguments(role, participants))
            .collect();
        let mut numbers = Vec::new();
        for (number, trigger) in event.triggers.iter().enumerate() {
            let bound = self.bound(trigger.span, &kind);
            self.events += 1;
            numbers.push(self.events);
            let arguments = if number == 0 { arguments.as_str() } else { "" };
            self.line(&format!("E{}\t{kind}:T{bound}{arguments}", self.events));
        }
        self.equivalent('E', &numbers);
    }

    fn arguments(&mut self, role: &str, participants: &[Participant]) -> String {
        let mut written = String::new();
        for (number, participant) in participants.iter().enumerate() {
            let bound = self.bound(participant.text.span, "PHRASE");
            let number = if number == 0 { String::new() } else { (number + 1).to_string() };
            // A string takes every write.
            let _ = write!(written, " {role}{number}:T{bound}");
        }
        written
    }
}
