//! An invented article that is hostile to a page, and its extraction, made by hand.

use relata_core::{
    Absence, Article, Attestation, AttestationStance, Block, BlockRole, Claim, ClaimId, ClaimMode,
    Coordinates, Cue, Discrepancy, DiscrepancyKind, Entity, EntityId, EntityType, Event, EventId,
    EventTime, EventType, Extraction, Mention, MentionKind, NewsClass, Participant, Place,
    PlaceReason, Score, Source, SourceKind, Span, Stance, Statement, TextSpan, TimeExpression,
    TimeId, TimeType, Voice,
};

/// Line ends of two systems, tags, entities, quotation marks of all sorts.
pub const TEXT: &str = "Shells <b>hit</b> the port of Aden\r\n\r\n\
    Give us money & \"read\" on </div><script>alert(1)</script>\n\
    Shells hit the port on Monday, the mayor said. <script>document.title='x'</script>\n\
    The rebels denied that they had fired &amp; said 'nobody \u{201c}was\u{201d} hurt'.\n\
    It is not known who fired. </p></article><img src=x onerror=alert(2)>\n";

fn at(text: &str) -> TextSpan {
    at_nth(text, 0)
}

fn at_nth(text: &str, number: usize) -> TextSpan {
    let (start, _) = TEXT.match_indices(text).nth(number).unwrap();
    TextSpan::new(TEXT, Span::at(start, text.len()))
}

fn entity(index: usize, name: &str, entity_type: EntityType, mention: TextSpan) -> Entity {
    let mention = Mention::new(mention, MentionKind::Name, Score::ONE);
    Entity::new(EntityId::from_index(index), name, entity_type, vec![mention])
}

fn claim(index: usize, source: (&str, usize), cue: &str, content: &str, stance: Stance) -> Claim {
    let id = ClaimId::from_index(index);
    let content = vec![at(content)];
    let mut claim = Claim::new(id, content, ClaimMode::Indirect, stance, Score::new(0.9));
    let entity = Some(EntityId::from_index(source.1));
    claim.source = Some(Source::new(at(source.0), SourceKind::Nominal, entity));
    claim.cue = Some(Cue::new(at(cue), cue));
    claim.events = vec![EventId::from_index(0)];
    claim
}

/// The extraction of [`TEXT`].
pub fn extraction() -> Extraction {
    let mut extraction = Extraction::new(
        &Article::new(TEXT)
            .with_id("aden")
            .with_publisher("The \"Port\" <i>Post</i>")
            .with_published("2024-03-15".parse().unwrap()),
    );
    let mut start = 0;
    let roles = [
        BlockRole::Headline,
        BlockRole::Other,
        BlockRole::DonationAppeal,
        BlockRole::Lead,
        BlockRole::Body,
        BlockRole::Body,
    ];
    for (line, role) in TEXT.split_inclusive('\n').zip(roles) {
        let span = Span::at(start, line.len()).trim(TEXT);
        start += line.len();
        if !span.is_empty() {
            extraction.blocks.push(Block::new(span, role));
        }
    }
    extraction.sentences.push(at("Shells hit the port on Monday, the mayor said.").span);
    extraction.entities = vec![
        entity(0, "the mayor <of> Aden", EntityType::Per, at("the mayor")),
        entity(1, "The rebels", EntityType::Org, at("The rebels")),
        entity(2, "Aden", EntityType::Gpe, at("Aden")),
    ];
    let mut place = Place::new(PlaceReason::OnlyCandidate);
    place.country = Some("YE".to_owned());
    place.coordinates = Some(Coordinates::from_e5(1_277_900, 4_503_600));
    extraction.entities[2].place = Some(Box::new(place));
    let time = TimeExpression::new(
        TimeId::from_index(0),
        at("Monday"),
        TimeType::Date,
        Some("2024-03-11".to_owned()),
    );
    let (start, end) = ("2024-03-11".parse().ok(), "2024-03-12".parse().ok());
    let days = relata_core::Days { start, end };
    extraction.times = vec![time.with_days(days, None)];
    extraction.claims = vec![
        claim(0, ("the mayor", 0), "said", "Shells hit the port on Monday", Stance::Asserted),
        claim(1, ("The rebels", 1), "denied", "that they had fired", Stance::Denied),
    ];
    let class = EventType::of(NewsClass::Assault);
    let triggers = vec![at_nth("hit", 1)];
    let mut event = Event::new(EventId::from_index(0), class, triggers, Score::new(0.8));
    event.targets.push(Participant::new(at_nth("the port", 1), None));
    event.places.push(Participant::new(at("Aden"), Some(EntityId::from_index(2))));
    event.time = EventTime::new(&extraction.times[0]);
    for (index, stance) in [(0, AttestationStance::Claims), (1, AttestationStance::Denies)] {
        let by = Voice::Entity(EntityId::from_index(index));
        let claim = Some(ClaimId::from_index(index));
        event.attestations.push(Attestation::new(by, claim, stance));
    }
    extraction.main_event = Some(event.id);
    extraction.events = vec![event];
    let (a, b) = (ClaimId::from_index(0), ClaimId::from_index(1));
    extraction.discrepancies = vec![
        Discrepancy::new("whether it <took> place", Statement::Claim(a), Statement::Claim(b))
            .of(DiscrepancyKind::Occurrence, vec![EventId::from_index(0)]),
    ];
    let absence = at("It is not known who fired.");
    extraction.absences = vec![Absence::new(absence, "agent", Voice::Narrator)];
    extraction
}
