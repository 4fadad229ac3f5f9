//! An event by itself, for engines that compare events elsewhere than in one
//! [`Corpus`](crate::Corpus).

use relata_core::{EntityType, Extraction};
use serde::{Deserialize, Serialize};

use crate::digest::{Digest, EntityDigest, digest};
use crate::events::{Articles, Level, View, evidence, is_apart, keys, likelihood};
use crate::reprints::Reuse;
use crate::text::hash;

/// What linking keeps of one event of an article: enough to compare it with one of another.
///
/// A [`Corpus`](crate::Corpus) knows more: who is who over all articles, and what is a reprint.
/// Here entities are one by their full name, except for persons of a single word.
///
/// ```
/// use relata_core::{Article, Event, EventId, EventType, Extraction, Score, TextSpan};
/// use relata_corpus::EventSketch;
/// let text = "Gunmen raided the depot of Tarnik.";
/// let mut extraction = Extraction::new(&Article::new(text));
/// let raided = TextSpan::new(text, relata_core::Span::at(7, 6));
/// let (id, class) = (EventId::from_index(0), EventType::default());
/// extraction.events.push(Event::new(id, class, vec![raided], Score::ONE));
/// let sketches = EventSketch::of(&extraction, Some(text));
/// let again: EventSketch = serde_json::from_str(&serde_json::to_string(&sketches[0])?)?;
/// assert_eq!(again.event(), "v1");
/// assert!(again.likeness(&sketches[0], 30) > 0.0);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventSketch {
    article: Digest,
    entities: Vec<Option<usize>>,
}

impl EventSketch {
    /// The sketches of an article's events. `text` is the text that was given to the extractor,
    /// where the extraction does not repeat it.
    #[must_use]
    pub fn of(extraction: &Extraction, text: Option<&str>) -> Vec<Self> {
        let mut article = digest(extraction, text, |_| Vec::new());
        let events = std::mem::take(&mut article.events);
        let entities: Vec<Option<usize>> = article.entities.iter().map(number).collect();
        article.entities.clear();
        article.sentences.clear();
        let sketch = |event| {
            let article = Digest { events: vec![event], ..article.clone() };
            Self { article, entities: entities.clone() }
        };
        events.into_iter().map(sketch).collect()
    }

    /// The identifier of the article.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.article.id
    }

    /// The event of the article: `v3`.
    #[must_use]
    pub fn event(&self) -> String {
        let index = self.article.events.first().map_or(0, |event| event.index);
        relata_core::EventId::from_index(index).to_string()
    }

    /// By what other reports of it may be found: two that share no key are not one.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        self.view(&[Reuse::default()]).map(keys).unwrap_or_default()
    }

    /// How likely both are one event, from 0 to 1: 0 where they are of one article, or more than
    /// `window_days` apart.
    #[must_use]
    pub fn likeness(&self, other: &Self, window_days: u16) -> f32 {
        if self.article.id == other.article.id && self.article.content == other.article.content {
            return if self.event() == other.event() { 1.0 } else { 0.0 };
        }
        let none = [Reuse::default()];
        let views = self.view(&none).zip(other.view(&none));
        let likely = views.map(|(one, other)| (one, other.in_another_article())).map(|(a, b)| {
            let apart = is_apart(a, b, i32::from(window_days));
            if apart { 0.0 } else { likelihood(Level::Events, &evidence(a, b)) }
        });
        likely.unwrap_or(0.0)
    }

    /// The event, as of the first article of a corpus, which takes `none` from others.
    fn view<'a>(&'a self, none: &'a [Reuse]) -> Option<View<'a>> {
        let digests = std::slice::from_ref(&self.article);
        let entities = std::slice::from_ref(&self.entities);
        Articles { digests, reuse: none, entities }.view(0, 0)
    }
}

/// A number for an entity that its name alone tells from others.
#[allow(clippy::cast_possible_truncation)] // Half of the bits are enough to tell names apart.
fn number(entity: &EntityDigest) -> Option<usize> {
    let name = entity.names.iter().max_by_key(|name| (name.len(), *name))?;
    let tells = entity.kind != EntityType::Per || name.contains(' ');
    tells.then(|| hash(name) as usize)
}
