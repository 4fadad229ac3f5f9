//! The token layers: what one transformer pass says of each word.

use std::ops::Range;
use std::sync::Arc;

use crate::{
    AttributionRole, Bio, EntityType, EventClass, EventTrigger, Modality, Polarity, Relation,
    Score, Span, Upos,
};

/// One word with all that the reader says of it. Indices are places in [`Reading::tokens`].
///
/// ```
/// use relata_core::{Span, Token, Upos};
/// let token = Token::new(Span::at(0, 4));
/// assert_eq!((token.upos, token.head), (Upos::X, None));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Token {
    /// Where it stands in the raw text.
    pub span: Span,
    /// Dictionary form, lower-case except for proper nouns.
    pub lemma: String,
    /// Part of speech.
    pub upos: Upos,
    /// Syntactic head, `None` for the root of the sentence.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
    /// Entity tag.
    pub entity: Bio<EntityType>,
    /// Attribution tag.
    pub attribution: Bio<AttributionRole>,
    /// For a token in a source or content span: the first token of its cue, `None` when no cue is
    /// stated near.
    pub cue: Option<usize>,
    /// What the event heads say of a word that mentions an event; `None` for the other words, and
    /// from a model without these heads.
    pub event: Option<Box<EventTag>>,
    /// Confidence of each layer.
    pub scores: TokenScores,
}

/// What the event heads say of a word that mentions an event.
///
/// ```
/// use relata_core::{Bio, EventClass, EventTag, Polarity};
/// let tag = EventTag::new(Bio::Begin(EventClass::Occurrence));
/// assert_eq!((tag.tag.label(), tag.polarity), (Some(EventClass::Occurrence), Polarity::Positive));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EventTag {
    /// Class, with the place in a trigger of several words. Never [`Bio::Outside`].
    pub tag: Bio<EventClass>,
    /// Root event of PLOVER (`ASSAULT`, `CONSULT`, …), `None` where the head sees none of them.
    pub root: Option<Arc<str>>,
    /// Whether the text says that it took place.
    pub polarity: Polarity,
    /// In which world it takes place.
    pub modality: Modality,
    /// Confidence of each of these.
    pub scores: EventScores,
}

/// Confidence of each part of an [`EventTag`].
///
/// ```
/// use relata_core::{EventScores, Score};
/// assert_eq!(EventScores::default().root, Score::new(0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct EventScores {
    /// Of the class.
    pub tag: Score,
    /// Of the root event, or of there being none.
    pub root: Score,
    /// Of the polarity.
    pub polarity: Score,
    /// Of the modality.
    pub modality: Score,
}

impl EventTag {
    /// A positive, actual event of no root, with scores of 0.
    #[must_use]
    pub fn new(tag: Bio<EventClass>) -> Self {
        Self {
            tag,
            root: None,
            polarity: Polarity::Positive,
            modality: Modality::Actual,
            scores: EventScores::default(),
        }
    }
}

/// Confidence of each layer of a [`Token`].
///
/// ```
/// use relata_core::{Score, TokenScores};
/// assert_eq!(TokenScores::default().upos, Score::new(0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct TokenScores {
    /// Of the part of speech.
    pub upos: Score,
    /// Of the head.
    pub head: Score,
    /// Of the relation.
    pub relation: Score,
    /// Of the entity tag.
    pub entity: Score,
    /// Of the attribution tag.
    pub attribution: Score,
    /// Of the link to the cue.
    pub cue: Score,
}

impl Token {
    /// A token about which only its span is known: part of speech `X`, no head, no tags.
    #[must_use]
    pub const fn new(span: Span) -> Self {
        Self {
            span,
            lemma: String::new(),
            upos: Upos::X,
            head: None,
            relation: Relation::Dep,
            entity: Bio::Outside,
            attribution: Bio::Outside,
            cue: None,
            event: None,
            scores: TokenScores {
                upos: Score::new(0.0),
                head: Score::new(0.0),
                relation: Score::new(0.0),
                entity: Score::new(0.0),
                attribution: Score::new(0.0),
                cue: Score::new(0.0),
            },
        }
    }
}

static NO_TOKEN: Token = Token::new(Span::at(0, 0));

/// A sentence of the cleaned text.
///
/// ```
/// use relata_core::{Sentence, Span};
/// let text = "Rain fell. Nobody was hurt.";
/// assert_eq!(Sentence::new(Span::at(11, 16), 0).span.text(text), "Nobody was hurt.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Sentence {
    /// Where it stands in the raw text.
    pub span: Span,
    /// Number of the kept block (paragraph) that holds it, counted from 0 in reading order; changes
    /// at each paragraph break, by more than one where another post of a live blog begins.
    pub paragraph: usize,
}

impl Sentence {
    /// The sentence at `span` in the given paragraph.
    #[must_use]
    pub const fn new(span: Span, paragraph: usize) -> Self {
        Self { span, paragraph }
    }
}

/// A sentence with the tokens that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SentenceTokens {
    sentence: Sentence,
    tokens: Range<usize>,
}

/// The sentences and tokens of a document with their layers, in the order of the text.
///
/// Invariants: tokens ascend and do not overlap; every token belongs to exactly one sentence; a
/// head lies in the sentence of its dependent. Indices from another reading are answered with an
/// empty token or an empty list, never with a panic.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    tokens: Vec<Token>,
    sentences: Vec<SentenceTokens>,
    /// Sentence of each token.
    sentence_of: Vec<usize>,
    /// Dependents of token `i`: `dependents[first_dependent[i]..first_dependent[i + 1]]`,
    /// ascending.
    dependents: Vec<usize>,
    first_dependent: Vec<usize>,
    /// Triggers of news events, ascending; `None` from a reader that does not look for them.
    triggers: Option<Vec<EventTrigger>>,
}

impl Reading {
    /// Brings sentences and tokens together. Tokens outside of every sentence are left out; a head
    /// outside of the sentence becomes `None`. Sentences must ascend and not overlap.
    #[must_use]
    pub fn new(sentences: &[Sentence], tokens: Vec<Token>) -> Self {
        let mut reading = Self::default();
        let mut old_to_new = vec![None; tokens.len()];
        let mut queue = tokens.into_iter().enumerate().peekable();
        for (number, &sentence) in sentences.iter().enumerate() {
            let first = reading.tokens.len();
            while queue.next_if(|(_, token)| token.span.end() <= sentence.span.start()).is_some() {}
            while let Some((old, token)) =
                queue.next_if(|(_, token)| token.span.start() < sentence.span.end())
            {
                if let Some(slot) = old_to_new.get_mut(old) {
                    *slot = Some(reading.tokens.len());
                }
                reading.tokens.push(token);
                reading.sentence_of.push(number);
            }
            reading
                .sentences
                .push(SentenceTokens { sentence, tokens: first..reading.tokens.len() });
        }
        reading.renumber(&old_to_new);
        reading.index_dependents();
        reading
    }

    fn renumber(&mut self, old_to_new: &[Option<usize>]) {
        let moved = |old: Option<usize>| old.and_then(|old| old_to_new.get(old).copied().flatten());
        for (index, token) in self.tokens.iter_mut().enumerate() {
            let same_sentence = |&head: &usize| {
                self.sentence_of.get(head) == self.sentence_of.get(index) && head != index
            };
            token.head = moved(token.head).filter(same_sentence);
            token.cue = moved(token.cue);
        }
    }

    fn index_dependents(&mut self) {
        let mut pairs: Vec<(usize, usize)> =
            self.tokens.iter().enumerate().filter_map(|(i, t)| t.head.map(|h| (h, i))).collect();
        pairs.sort_unstable();
        self.first_dependent =
            (0..=self.tokens.len()).map(|i| pairs.partition_point(|&(h, _)| h < i)).collect();
        self.dependents = pairs.into_iter().map(|(_, i)| i).collect();
    }

    /// The reading with triggers of news events. Those that hold a token that there is not, or one
    /// that an earlier trigger holds, are left out, and so are arguments at such tokens.
    ///
    /// ```
    /// use relata_core::{EventTrigger, NewsClass, Reading, conllu};
    /// let reading = conllu::read("Homs fell.", "1\tHoms\t_\tPROPN\t_\t_\t0\troot\t_\t_\n")?;
    /// assert_eq!(reading.triggers(), None);
    /// let reading = reading.with_triggers(vec![EventTrigger::new(0..1, NewsClass::Assault)]);
    /// assert_eq!(reading.triggers().map(<[_]>::len), Some(1));
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn with_triggers(mut self, mut triggers: Vec<EventTrigger>) -> Self {
        let count = self.tokens.len();
        triggers.sort_by_key(|trigger| trigger.tokens.start);
        let mut end = 0;
        triggers.retain_mut(|trigger| {
            let Range { start, end: stop } = trigger.tokens;
            let fits = start >= end && start < stop && stop <= count;
            if fits {
                end = stop;
                trigger.arguments.retain(|argument| argument.token < count);
                trigger.same.retain(|other| other.token < count);
                trigger.same.sort_by_key(|other| other.token);
            }
            fits
        });
        self.triggers = Some(triggers);
        self
    }

    /// Triggers of news events in the order of the text; `None` from a reader that does not look
    /// for them.
    #[must_use]
    pub fn triggers(&self) -> Option<&[EventTrigger]> {
        self.triggers.as_deref()
    }

    /// All tokens.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token at `index`.
    #[must_use]
    pub fn token(&self, index: usize) -> &Token {
        self.tokens.get(index).unwrap_or(&NO_TOKEN)
    }

    /// Number of sentences.
    #[must_use]
    pub fn sentence_count(&self) -> usize {
        self.sentences.len()
    }

    /// All sentences.
    #[must_use]
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence> + DoubleEndedIterator + '_ {
        self.sentences.iter().map(|s| s.sentence)
    }

    /// The sentence at `number`, `None` past the last.
    #[must_use]
    pub fn sentence(&self, number: usize) -> Option<Sentence> {
        self.sentences.get(number).map(|s| s.sentence)
    }

    /// Number of the sentence that holds the token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or(self.sentences.len())
    }

    /// Number of the paragraph that holds the token.
    #[must_use]
    pub fn paragraph_of(&self, token: usize) -> Option<usize> {
        self.sentence(self.sentence_of(token)).map(|s| s.paragraph)
    }

    /// Indices of the tokens of a sentence.
    #[must_use]
    pub fn sentence_tokens(&self, number: usize) -> Range<usize> {
        self.sentences.get(number).map_or(0..0, |s| s.tokens.clone())
    }

    /// Direct syntactic dependents, in the order of the text.
    #[must_use]
    pub fn dependents(&self, token: usize) -> &[usize] {
        let bound =
            |i: usize| self.first_dependent.get(i).copied().unwrap_or(self.dependents.len());
        self.dependents.get(bound(token)..bound(token.saturating_add(1))).unwrap_or_default()
    }

    /// First direct dependent with one of the relations.
    #[must_use]
    pub fn dependent(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.dependents(token)
            .iter()
            .copied()
            .find(|&d| relations.contains(&self.token(d).relation))
    }

    /// All direct dependents with one of the relations.
    pub fn dependents_by<'a>(
        &'a self,
        token: usize,
        relations: &'a [Relation],
    ) -> impl Iterator<Item = usize> + 'a {
        self.dependents(token)
            .iter()
            .copied()
            .filter(move |&d| relations.contains(&self.token(d).relation))
    }

    /// The head, its head, and so on up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.token(token).head, |&t| self.token(t).head)
            .take(self.tokens.len())
    }

    /// The token and all that depends on it, ascending, without the branches for which `skip` holds
    /// (it is not asked about the token itself).
    #[must_use]
    pub fn subtree(&self, token: usize, skip: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open = vec![token];
        while let Some(next) = open.pop() {
            if out.len() >= self.tokens.len() {
                break;
            }
            out.push(next);
            open.extend(self.dependents(next).iter().copied().filter(|&d| !skip(d)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The span from the first to the last of the tokens; `None` for none.
    #[must_use]
    pub fn cover(&self, tokens: impl IntoIterator<Item = usize>) -> Option<Span> {
        tokens.into_iter().filter_map(|t| self.tokens.get(t)).map(|t| t.span).reduce(Span::cover)
    }

    /// Indices of the tokens that share a byte with `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        first..end.max(first)
    }

    /// The token of `span` whose head lies outside of it (the first such; the first token where the
    /// tree does not say).
    #[must_use]
    pub fn head_of_span(&self, span: Span) -> Option<usize> {
        let inside = self.tokens_in(span);
        let outside = |&t: &usize| {
            self.token(t).upos != Upos::Punct
                && self.token(t).head.is_none_or(|h| !inside.contains(&h))
        };
        inside.clone().find(outside).or_else(|| inside.clone().next())
    }

    /// Spans of the entity layer with their type and mean score, in the order of the text. A span
    /// ends with its paragraph: other text may have been dropped after it.
    #[must_use]
    pub fn entity_spans(&self) -> Vec<LabelledSpan<EntityType>> {
        self.labelled_spans(|token| (token.entity, token.scores.entity))
    }

    /// Spans of the attribution layer with their role and mean score, in the order of the text. A
    /// span ends with its paragraph: a content that runs on over several is several spans.
    #[must_use]
    pub fn attribution_spans(&self) -> Vec<LabelledSpan<AttributionRole>> {
        self.labelled_spans(|token| (token.attribution, token.scores.attribution))
    }

    /// Spans of the event layer with their class and mean score, in the order of the text.
    #[must_use]
    pub fn event_spans(&self) -> Vec<LabelledSpan<EventClass>> {
        self.labelled_spans(|token| {
            token
                .event
                .as_ref()
                .map_or((Bio::Outside, Score::default()), |event| (event.tag, event.scores.tag))
        })
    }

    fn labelled_spans<T: Copy + PartialEq>(
        &self,
        layer: impl Fn(&Token) -> (Bio<T>, Score),
    ) -> Vec<LabelledSpan<T>> {
        let mut out: Vec<LabelledSpan<T>> = Vec::new();
        let mut sum = 0.0_f32;
        let mut count = 0.0_f32;
        for (index, token) in self.tokens.iter().enumerate() {
            let (tag, score) = layer(token);
            let Some(label) = tag.label() else { continue };
            let goes_on = matches!(tag, Bio::Inside(_))
                && index
                    .checked_sub(1)
                    .is_some_and(|before| self.paragraph_of(before) == self.paragraph_of(index));
            let open =
                out.last_mut().filter(|s| goes_on && s.label == label && s.tokens.end == index);
            if let Some(span) = open {
                (sum, count) = (sum + score.get(), count + 1.0);
                span.tokens.end = index + 1;
                span.span = span.span.cover(token.span);
                span.score = Score::new(sum / count);
            } else {
                (sum, count) = (score.get(), 1.0);
                out.push(LabelledSpan { tokens: index..index + 1, span: token.span, label, score });
            }
        }
        out
    }
}

/// A run of tokens with one label.
///
/// ```
/// use relata_core::{EntityType, conllu};
/// let rows = "1\tAda\tAda\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=B-PER\n\
///             2\tGrey\tGrey\tPROPN\t_\t_\t1\tflat\t_\tEntity=I-PER\n\
///             3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n";
/// let spans = conllu::read("Ada Grey left", rows)?.entity_spans();
/// assert_eq!((spans[0].label, spans[0].tokens.clone()), (EntityType::Per, 0..2));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LabelledSpan<T> {
    /// The tokens.
    pub tokens: Range<usize>,
    /// Where they stand in the raw text.
    pub span: Span,
    /// The label.
    pub label: T,
    /// Mean score of the tokens' tags.
    pub score: Score,
}
