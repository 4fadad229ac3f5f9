//! Finding the records of an extraction, and a record in one line.

use std::fmt;

use crate::{
    Attestation, Claim, ClaimId, Entity, EntityId, Event, EventId, Extraction, Place, Score,
    TextSpan, TimeExpression, TimeId, Voice,
};

impl Extraction {
    /// The entity of this identifier; `None` for one of another extraction.
    ///
    /// ```
    /// use relata_core::{Article, Entity, EntityId, EntityType, Extraction};
    /// let mut extraction = Extraction::new(&Article::new("Rain fell in Oslo."));
    /// let id = EntityId::from_index(0);
    /// extraction.entities.push(Entity::new(id, "Oslo", EntityType::Gpe, Vec::new()));
    /// assert_eq!(extraction.entity(id).map(|entity| entity.name.as_str()), Some("Oslo"));
    /// assert!(extraction.entity(EntityId::from_index(7)).is_none());
    /// ```
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    /// The claim of this identifier; `None` for one of another extraction.
    ///
    /// ```
    /// # use relata_core::{Article, Extraction};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// for event in &extraction.events {
    ///     for attestation in &event.attestations {
    ///         let claim = attestation.claim.and_then(|id| extraction.claim(id));
    ///         println!("{} {}", extraction.voice_name(attestation.by), claim.is_some());
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(id.index())
    }

    /// The event of this identifier; `None` for one of another extraction.
    ///
    /// ```
    /// # use relata_core::{Article, Extraction};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// let main = extraction.main_event.and_then(|id| extraction.event(id));
    /// assert!(main.is_none());
    /// ```
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The time expression of this identifier; `None` for one of another extraction.
    ///
    /// ```
    /// # use relata_core::{Article, Extraction, TimeId};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// assert!(extraction.time(TimeId::from_index(0)).is_none());
    /// ```
    #[must_use]
    pub fn time(&self, id: TimeId) -> Option<&TimeExpression> {
        self.times.get(id.index())
    }

    /// Where the article was found: as the caller said, else as its page says.
    ///
    /// ```
    /// use relata_core::{Article, Extraction};
    /// let article = Article::new("Rain fell.").with_url("https://example.org/1");
    /// assert_eq!(Extraction::new(&article).address(), Some("https://example.org/1"));
    /// ```
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let of_page = self.page.as_ref().and_then(|page| page.url.as_deref());
        self.url.as_deref().or(of_page)
    }

    /// Rounds every score to the three decimals with which it is written, so that what is read back
    /// from JSON is equal. The stages reckon with all bits; `relata` calls this last.
    ///
    /// ```
    /// use relata_core::{Article, Block, BlockRole, Extraction, Score, Span};
    /// let mut extraction = Extraction::new(&Article::new("Rain fell."));
    /// let block = Block::new(Span::at(0, 10), BlockRole::Lead).with_score(Score::new(0.98449));
    /// extraction.blocks.push(block);
    /// extraction.round_scores();
    /// let written = serde_json::to_string(&extraction)?;
    /// assert_eq!(serde_json::from_str::<Extraction>(&written)?, extraction);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn round_scores(&mut self) {
        let round = |score: &mut Score| *score = score.rounded();
        let in_place = |place: &mut Option<Box<Place>>| {
            place.iter_mut().flat_map(|place| &mut place.probability).for_each(round);
        };
        self.blocks.iter_mut().flat_map(|block| &mut block.score).for_each(round);
        for entity in &mut self.entities {
            entity.mentions.iter_mut().for_each(|mention| round(&mut mention.score));
            in_place(&mut entity.place);
        }
        for claim in &mut self.claims {
            round(&mut claim.score);
            claim.addressee.iter_mut().for_each(|addressee| in_place(&mut addressee.place));
        }
        for event in &mut self.events {
            round(&mut event.score);
            let roles = [
                &mut event.actors,
                &mut event.targets,
                &mut event.instruments,
                &mut event.places,
                &mut event.beneficiaries,
            ];
            for participant in roles.into_iter().flatten() {
                in_place(&mut participant.place);
            }
        }
    }

    /// What a voice is called: the name of its entity, or words for the paper itself and for a
    /// source that the text does not state.
    ///
    /// ```
    /// # use relata_core::{Article, Extraction, Voice};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// assert_eq!(extraction.voice_name(Voice::Narrator), "the paper itself");
    /// ```
    #[must_use]
    pub fn voice_name(&self, voice: Voice) -> &str {
        match voice {
            Voice::Narrator => "the paper itself",
            Voice::Entity(id) => self.entity(id).map_or("an unknown entity", |e| e.name.as_str()),
            Voice::Unstated => "a source that is not stated",
        }
    }

    /// The claims whose source is this entity, in the order of the text.
    ///
    /// ```
    /// # use relata_core::{Article, EntityId, Extraction};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// assert_eq!(extraction.claims_by(EntityId::from_index(0)).count(), 0);
    /// ```
    pub fn claims_by(&self, entity: EntityId) -> impl Iterator<Item = &Claim> {
        let says = move |claim: &&Claim| {
            claim.source.as_ref().is_some_and(|source| source.entity == Some(entity))
        };
        self.claims.iter().filter(says)
    }

    /// Who carries an event, each with the claim in which it does: `None` for the paper itself.
    ///
    /// ```
    /// # use relata_core::{Article, EventId, Extraction};
    /// # let extraction = Extraction::new(&Article::new("Rain fell."));
    /// for (attestation, claim) in extraction.attestations_of(EventId::from_index(0)) {
    ///     println!("{} {}", extraction.voice_name(attestation.by), attestation.stance);
    ///     assert_eq!(claim.is_some(), attestation.claim.is_some());
    /// }
    /// ```
    pub fn attestations_of(
        &self,
        event: EventId,
    ) -> impl Iterator<Item = (&Attestation, Option<&Claim>)> {
        let attestations = self.event(event).into_iter().flat_map(|event| &event.attestations);
        attestations.map(|told| (told, told.claim.and_then(|id| self.claim(id))))
    }
}

/// One line: who, stance, what.
///
/// ```
/// use relata_core::{Claim, ClaimId, ClaimMode, Score, Source, SourceKind, Span, Stance, TextSpan};
/// let text = "Ali said it rained.";
/// let content = vec![TextSpan::new(text, Span::at(9, 9))];
/// let id = ClaimId::from_index(0);
/// let mut claim = Claim::new(id, content, ClaimMode::Indirect, Stance::Asserted, Score::ONE);
/// claim.source = Some(Source::new(TextSpan::new(text, Span::at(0, 3)), SourceKind::Name, None));
/// assert_eq!(claim.to_string(), "c1 Ali, asserted: it rained");
/// ```
impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.source.as_ref().map(|source| one_line(&source.text.text));
        let source = source.as_deref().unwrap_or("(not stated)");
        write!(f, "{} {source}, {}: {}", self.id, self.stance, joined(&self.content, " … "))
    }
}

/// One line: class, factuality where it is not actual, triggers, and who did it to whom.
///
/// ```
/// use relata_core::{Event, EventId, EventType, NewsClass, Score, Span, TextSpan};
/// let class = EventType::of(NewsClass::Assault);
/// let triggers = vec![TextSpan::new("They shelled it.", Span::at(5, 7))];
/// let event = Event::new(EventId::from_index(0), class, triggers, Score::ONE);
/// assert_eq!(event.to_string(), "v1 ASSAULT “shelled”");
/// ```
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.event_type.class)?;
        if self.factuality != crate::Factuality::Actual {
            write!(f, " ({})", self.factuality)?;
        }
        write!(f, " “{}”", joined(&self.triggers, "”, “"))?;
        for (name, participants) in
            [("by", &self.actors), ("to", &self.targets), ("at", &self.places)]
        {
            let texts = participants.iter().map(|participant| &participant.text);
            let texts: Vec<String> = texts.map(|text| one_line(&text.text)).collect();
            if !texts.is_empty() {
                write!(f, " {name} {}", texts.join("; "))?;
            }
        }
        match &self.time {
            Some(time) => write!(f, " on {}", time.value),
            None => Ok(()),
        }
    }
}

fn joined(texts: &[TextSpan], between: &str) -> String {
    texts.iter().map(|text| one_line(&text.text)).collect::<Vec<_>>().join(between)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
