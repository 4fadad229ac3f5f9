//! Puts the outputs of the windows together into tokens.

use relata_core::{
    Bio, EventTag, EventTrigger, Modality, Polarity, Relation, Score, Token, TokenScores,
};

use super::encoded::EncodedDocument;
use super::stitch::join_trees;
use super::triggers::{ReadTrigger, compare};
use super::window_reader::{SegmentOutput, WordOutput};
use crate::Model;
use crate::decode::TagDecoder;
use crate::heads::EventOutput;
use crate::lemma::lemma;

/// Collects the tokens of one document, window by window.
pub(crate) struct LayerBuilder<'a> {
    model: &'a Model,
    text: &'a str,
    document: &'a EncodedDocument,
    tokens: Vec<Token>,
    /// Sentence and entity label of the last token.
    last_entity: Option<(usize, usize)>,
    /// Sentence and event label of the last token.
    last_event: Option<(usize, usize)>,
    /// Attribution is decoded over the whole document: a quotation runs over sentences and windows.
    attribution: Vec<f32>,
    triggers: Vec<ReadTrigger>,
}

impl<'a> LayerBuilder<'a> {
    pub(crate) fn new(model: &'a Model, text: &'a str, document: &'a EncodedDocument) -> Self {
        Self {
            model,
            text,
            document,
            tokens: Vec::with_capacity(document.words.len()),
            last_entity: None,
            last_event: None,
            attribution: Vec::new(),
            triggers: Vec::new(),
        }
    }

    /// Adds the next segment.
    pub(crate) fn push(&mut self, segment: SegmentOutput) {
        let events = self.events(&segment);
        let entities = self.model.entity_tags();
        // A piece of a long sentence goes on where the piece before it stopped.
        let previous = self
            .last_entity
            .filter(|(sentence, _)| *sentence == segment.sentence)
            .map_or(0, |(_, label)| label);
        let path = entities.decode(&segment.entity, previous);
        let rows = segment.entity.chunks_exact(entities.len().max(1));
        let events = events.into_iter().chain(std::iter::repeat(None));
        for ((((word, output), &label), row), event) in
            segment.kept.clone().zip(&segment.words).zip(&path).zip(rows).zip(events)
        {
            let mut token = self.token(word, output);
            token.entity = entities.label(label);
            token.scores.entity = Score::new(entities.score(row, label));
            token.event = event.map(Box::new);
            self.tokens.push(token);
        }
        self.last_entity = path.last().map(|&label| (segment.sentence, label));
        self.attribution.extend(segment.attribution);
        self.triggers.extend(segment.triggers);
    }

    /// The event tag of each word; nothing for a model without event heads.
    fn events(&mut self, segment: &SegmentOutput) -> Vec<Option<EventTag>> {
        let decoder = self.model.event_tags();
        let previous = self
            .last_event
            .filter(|(sentence, _)| *sentence == segment.sentence)
            .map_or(0, |(_, label)| label);
        let logits: Vec<f32> =
            segment.events.iter().flat_map(|event| event.tag.iter().copied()).collect();
        let path = decoder.decode(&logits, previous);
        self.last_event = path.last().map(|&label| (segment.sentence, label));
        segment.events.iter().zip(&path).map(|(output, &label)| self.event(output, label)).collect()
    }

    fn event(&self, output: &EventOutput, label: usize) -> Option<EventTag> {
        let (decoder, labels) = (self.model.event_tags(), &self.model.labels().event);
        let tag = decoder.label(label);
        if tag == Bio::Outside {
            return None;
        }
        let mut event = EventTag::new(tag);
        event.root = labels.root.get(output.root.0).cloned().flatten();
        event.polarity =
            labels.polarity.get(output.polarity.0).copied().unwrap_or(Polarity::Positive);
        event.modality =
            labels.modality.get(output.modality.0).copied().unwrap_or(Modality::Actual);
        event.scores.tag = Score::new(decoder.score(&output.tag, label));
        event.scores.root = Score::new(output.root.1);
        event.scores.polarity = Score::new(output.polarity.1);
        event.scores.modality = Score::new(output.modality.1);
        Some(event)
    }

    fn token(&self, word: usize, output: &WordOutput) -> Token {
        let labels = self.model.labels();
        let mut token = Token::new(self.document.words.get(word).copied().unwrap_or_default());
        token.upos = labels.upos.get(output.upos.0).copied().unwrap_or(relata_core::Upos::X);
        token.head = output.head.0;
        token.relation = labels.relation.get(output.relation.0).copied().unwrap_or(Relation::Dep);
        token.cue = output.cue.0;
        token.lemma = lemma(token.span.text(self.text), token.upos);
        let score = |s: f32| Score::new(s);
        token.scores = scores(
            score(output.upos.1),
            score(output.head.1),
            score(output.relation.1),
            score(output.cue.1),
        );
        token
    }

    /// Whether the model has heads for news events.
    pub(crate) fn looks_for_news(&self) -> bool {
        !self.model.labels().news.class.is_empty()
    }

    /// All tokens, with attribution decoded and the trees of cut sentences joined, and the triggers
    /// of news events.
    pub(crate) fn finish(mut self) -> (Vec<Token>, Vec<EventTrigger>) {
        self.set_attribution();
        for sentence in &self.document.sentences {
            if let Some(tokens) = self.tokens.get_mut(sentence.words.clone()) {
                join_trees(tokens, sentence.words.start);
            }
        }
        (self.tokens, compare(self.triggers))
    }

    fn set_attribution(&mut self) {
        let tags: &TagDecoder<_> = self.model.attribution_tags();
        let path = tags.decode(&self.attribution, 0);
        let rows = self.attribution.chunks_exact(tags.len().max(1));
        for ((token, &label), row) in self.tokens.iter_mut().zip(&path).zip(rows) {
            token.attribution = tags.label(label);
            token.scores.attribution = Score::new(tags.score(row, label));
        }
        set_cues(&mut self.tokens);
    }
}

fn scores(upos: Score, head: Score, relation: Score, cue: Score) -> TokenScores {
    let mut scores = TokenScores::default();
    (scores.upos, scores.head, scores.relation, scores.cue) = (upos, head, relation, cue);
    scores
}

/// Keeps links of source and content words alone, and moves each to the first word of the cue that
/// it points into.
fn set_cues(tokens: &mut [Token]) {
    let mut begins = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let begin = match token.attribution {
            Bio::Inside(relata_core::AttributionRole::Cue) => {
                begins.last().copied().unwrap_or(index)
            }
            _ => index,
        };
        begins.push(begin);
    }
    for token in tokens.iter_mut() {
        let is_linked = matches!(
            token.attribution.label(),
            Some(relata_core::AttributionRole::Source | relata_core::AttributionRole::Content)
        );
        token.cue = token.cue.filter(|_| is_linked).and_then(|cue| begins.get(cue).copied());
        if !is_linked {
            token.scores.cue = Score::default();
        }
    }
}
