//! The layers of one article, indexed for the rules: mentions by token, word classes, lemmas as the
//! lexicon writes them.

use std::ops::Deref;

use relata_core::{Claim, Entity, EntityId, EntityType, MentionKind, Reading, Span, Token, Upos};
use relata_syntax::Analysis;

use crate::ontology::{Class, Ontology};

/// Texts of fewer words are short.
const SHORT: usize = 100;

/// True for a text of few words.
pub(crate) fn is_short(reading: &Reading) -> bool {
    reading.tokens().len() < SHORT
}

/// A mention that covers a token: places in `entities` and in its `mentions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct MentionAt {
    token: usize,
    entity: usize,
    mention: usize,
}

/// What the rules read; what grammar says of it they ask of the analysis.
pub(crate) struct Layers<'a> {
    analysis: &'a Analysis<'a>,
    pub entities: &'a [Entity],
    pub claims: &'a [Claim],
    pub ontology: &'a Ontology,
    /// Lemmas that the lexicon knows in another form.
    lemmas: Vec<Option<String>>,
    mentions: Vec<MentionAt>,
    /// Number of words of each class.
    class_counts: Vec<usize>,
    /// True when the reader marks events: a model without these heads marks none.
    pub has_event_layer: bool,
    /// The innermost claim whose content holds each token.
    claim_of: Vec<Option<usize>>,
}

impl<'a> Layers<'a> {
    pub fn new(
        analysis: &'a Analysis<'a>,
        entities: &'a [Entity],
        claims: &'a [Claim],
        ontology: &'a Ontology,
    ) -> Self {
        let reading = analysis.reading;
        let lemmas: Vec<Option<String>> =
            (0..reading.tokens().len()).map(|t| known_lemma(analysis, t, ontology)).collect();
        let mentions = index_mentions(reading, entities);
        let class_counts = ontology.classes().count(
            lemmas
                .iter()
                .enumerate()
                .map(|(t, lemma)| lemma.as_deref().unwrap_or_else(|| analysis.lemma(t))),
        );
        let has_event_layer = reading.tokens().iter().any(|token| token.event.is_some());
        let claim_of = innermost_claims(reading, claims);
        Self {
            analysis,
            entities,
            claims,
            ontology,
            lemmas,
            mentions,
            class_counts,
            has_event_layer,
            claim_of,
        }
    }

    /// Lower-case lemma, in the form that the lexicon knows.
    pub fn lemma(&self, index: usize) -> &str {
        match self.lemmas.get(index) {
            Some(Some(lemma)) => lemma,
            _ => self.analysis.lemma(index),
        }
    }

    /// True for a text of few words: a sentence, a headline, a snippet.
    pub fn is_short(&self) -> bool {
        is_short(self.reading)
    }

    pub fn is_class(&self, name: &str, index: usize) -> bool {
        self.ontology.classes().is(name, self.lemma(index))
    }

    /// Entity and mention whose span covers the token: the widest of which the token is the head,
    /// else the narrowest.
    fn mention_of(&self, index: usize) -> Option<MentionAt> {
        let first = self.mentions.partition_point(|m| m.token < index);
        let end = self.mentions.partition_point(|m| m.token <= index);
        let here = self.mentions.get(first..end).unwrap_or_default();
        let span = |m: &MentionAt| self.mention_span(*m).unwrap_or_default();
        let headed = here.iter().filter(|m| self.reading.head_of_span(span(m)) == Some(index));
        headed
            .max_by_key(|m| span(m).len())
            .or_else(|| here.iter().min_by_key(|m| span(m).len()))
            .copied()
    }

    fn mention_span(&self, at: MentionAt) -> Option<Span> {
        Some(self.entities.get(at.entity)?.mentions.get(at.mention)?.text.span)
    }

    /// The entity that the token is a mention of, or a part of a mention of.
    pub fn entity_of(&self, index: usize) -> Option<&'a Entity> {
        self.mention_of(index).and_then(|at| self.entities.get(at.entity))
    }

    pub fn entity_id(&self, index: usize) -> Option<EntityId> {
        self.entity_of(index).map(|entity| entity.id)
    }

    /// Kind and span of the mention that covers the token.
    pub fn mention_kind(&self, index: usize) -> Option<(MentionKind, Span)> {
        let at = self.mention_of(index)?;
        let mention = self.entities.get(at.entity)?.mentions.get(at.mention)?;
        Some((mention.kind, mention.text.span))
    }

    /// Type of the mention at the token: its own, its entity's, else the tag of the reader.
    pub fn entity_type(&self, index: usize) -> Option<EntityType> {
        let resolved = self.mention_of(index).and_then(|at| {
            let entity = self.entities.get(at.entity)?;
            let mention = entity.mentions.get(at.mention)?;
            Some(mention.mention_type.unwrap_or(entity.entity_type))
        });
        resolved.or_else(|| self.token(index).entity.label())
    }

    /// True for a token of a name of a place.
    pub fn is_place_name(&self, index: usize) -> bool {
        self.entity_type(index).is_some_and(EntityType::is_place)
    }

    /// True for a token of a proper name of a place: "Kabul", not "four rebel positions".
    pub fn is_named_place(&self, index: usize) -> bool {
        let name = self.mention_kind(index).is_none_or(|(kind, _)| kind == MentionKind::Name);
        self.is_place_name(index)
            && name
            && (self.token(index).upos == Upos::Propn
                || self.form(index).starts_with(char::is_uppercase))
    }

    /// True when the token belongs to the class, by its lemma or by its entity.
    pub fn in_class(&self, class: Class, index: usize) -> bool {
        let kind = || self.entity_type(index);
        match class {
            Class::Words(_) => {
                self.ontology.classes().holds(class, self.lemma(index))
                    || self.pair_in_class(class, index)
            }
            Class::Name => {
                kind().is_some_and(EntityType::is_name) || self.token(index).upos == Upos::Propn
            }
            Class::Person => kind() == Some(EntityType::Per),
            Class::Org => kind() == Some(EntityType::Org),
            Class::NamedPlace => self.is_place_name(index),
        }
    }

    fn pair_in_class(&self, class: Class, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        self.token(index).upos == Upos::Noun
            && self
                .ontology
                .classes()
                .holds(class, &format!("{} {}", self.lemma(before), self.lemma(index)))
    }

    /// Number of words of the article that belong to the class of words.
    pub fn count(&self, class: Class) -> usize {
        let Class::Words(number) = class else { return 0 };
        self.class_counts.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// True when the article is about what the class names: one word in some 200, one at least
    /// beside `besides`.
    pub fn is_about(&self, class: Class, besides: usize) -> bool {
        let own = usize::from(self.in_class(class, besides));
        let count = self.count(class).saturating_sub(own);
        count >= 1 && count * 200 >= self.reading.tokens().len()
    }

    /// The innermost claim whose content holds the beginning of the span.
    pub fn claims_at(&self, span: Span) -> Option<&'a Claim> {
        let token = self.reading.tokens_in(span).next()?;
        self.claim_of.get(token).copied().flatten().and_then(|claim| self.claims.get(claim))
    }
}

impl<'a> Deref for Layers<'a> {
    type Target = Analysis<'a>;

    fn deref(&self) -> &Analysis<'a> {
        self.analysis
    }
}

/// Longer contents come first, so that the claims inside them overwrite them.
fn innermost_claims(reading: &Reading, claims: &[Claim]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> = claims
        .iter()
        .enumerate()
        .flat_map(|(n, claim)| claim.content.iter().map(move |c| (c.span, n)))
        .collect();
    contents.sort_by_key(|&(span, number)| (std::cmp::Reverse(span.len()), number));
    let mut out = vec![None; reading.tokens().len()];
    // Contents that together are far longer than the text contradict each other.
    let mut budget = reading.tokens().len().saturating_mul(16);
    for (span, number) in contents {
        let tokens = reading.tokens_in(span);
        budget = budget.saturating_sub(tokens.len());
        if budget == 0 {
            break;
        }
        out.get_mut(tokens).into_iter().flatten().for_each(|claim| *claim = Some(number));
    }
    out
}

/// A capitalised noun ("Rebels", "Strikes" in a headline) may be tagged as a name, which keeps its
/// form: a known word has its own lemma. `None` where the reading's is as the lexicon has it.
fn known_lemma(analysis: &Analysis<'_>, index: usize, ontology: &Ontology) -> Option<String> {
    let token: &Token = analysis.token(index);
    let lemma = analysis.lemma(index);
    if token.upos != Upos::Propn || ontology.knows(lemma) {
        return None;
    }
    let known = |word: &String| ontology.knows(word);
    let stems = [
        lemma.strip_suffix("ies").map(|stem| format!("{stem}y")),
        lemma.strip_suffix("es").map(str::to_owned),
        lemma.strip_suffix('s').map(str::to_owned),
    ];
    stems.into_iter().flatten().find(known)
}

fn index_mentions(reading: &Reading, entities: &[Entity]) -> Vec<MentionAt> {
    let mut out = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        for (index, mention) in entity.mentions.iter().enumerate() {
            // A mention is a phrase; a longer one comes from a layer that does not belong to this
            // reading.
            let tokens = reading.tokens_in(mention.text.span);
            out.extend(tokens.take(64).map(|token| MentionAt {
                token,
                entity: number,
                mention: index,
            }));
        }
    }
    out.sort_unstable();
    out
}
