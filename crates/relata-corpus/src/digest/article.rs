//! What is kept of an article as a whole.

use rayon::prelude::*;
use relata_core::{Date, Extraction, MentionKind};
use serde::{Deserialize, Serialize};

use super::entities::{EntityDigest, entity_digest};
use super::events::{EventDigest, event_digest};
use super::phrases::one_line;
use super::sentences::{Sentence, sentences};
use crate::text::{Bag, Mixer};

/// What is kept of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The identifier that was given; one made of its content where none was.
    pub given: String,
    /// The identifier by which its records name it: another where that was taken.
    pub id: String,
    /// Hash of what was said and when: the same for an article that is given twice.
    pub content: u64,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
    /// The news agency of the dateline.
    pub agency: Option<String>,
    /// The words that tell most of it.
    pub words: Bag,
    /// The words of the names that stand in it.
    pub names: Bag,
    /// Texts of the sentences, as fingerprints (see `reprints`).
    pub sentences: Vec<Vec<u64>>,
    pub entities: Vec<EntityDigest>,
    pub events: Vec<EventDigest>,
}

/// Words of an article that are kept.
const MOST_WORDS: usize = 128;

/// The digest of an extraction; `given` is the text of the article where the extraction does not
/// repeat it. `fingerprints` tells those of a sentence.
pub fn digest(
    extraction: &Extraction,
    given: Option<&str>,
    fingerprints: impl Fn(&str) -> Vec<u64> + Sync,
) -> Digest {
    let sentences = sentences(extraction, given);
    let published = extraction.published.filter(|day| day.may_be_of_publication());
    let content = content(extraction, &sentences, published);
    let texts = sentences.iter().map(|sentence| sentence.text.as_str());
    let agency = extraction.dateline.as_ref().and_then(|dateline| dateline.agency.as_ref());
    let id = extraction.id.clone().filter(|id| !id.trim().is_empty());
    let id = id.unwrap_or_else(|| format!("article-{content:016x}"));
    Digest {
        given: id.clone(),
        id,
        content,
        title: extraction.title.as_deref().map(one_line),
        publisher: extraction.publisher.as_deref().map(one_line).filter(|name| !name.is_empty()),
        url: extraction.address().map(str::to_owned),
        published,
        agency: agency.map(|agency| one_line(&agency.text)).filter(|name| !name.is_empty()),
        words: Bag::of(texts, MOST_WORDS),
        names: Bag::of(names(extraction), MOST_WORDS),
        sentences: sentences.par_iter().map(|sentence| fingerprints(&sentence.text)).collect(),
        entities: extraction.entities.iter().map(entity_digest).collect(),
        events: extraction
            .events
            .iter()
            .map(|event| event_digest(extraction, event, &sentences))
            .collect(),
    }
}

/// The names that stand in the article, each as often as it stands there.
fn names(extraction: &Extraction) -> impl Iterator<Item = &str> {
    let mentions = extraction.entities.iter().flat_map(|entity| &entity.mentions);
    let names = mentions.filter(|mention| mention.kind == MentionKind::Name);
    names.map(|mention| mention.text.text.as_str())
}

fn content(extraction: &Extraction, sentences: &[Sentence], published: Option<Date>) -> u64 {
    let day = published.map(|day| day.to_string()).unwrap_or_default();
    let paper = extraction.publisher.as_deref().unwrap_or_default();
    let head = Mixer::new().with(day.as_bytes()).with(paper.as_bytes());
    let whole = sentences.iter().fold(head, |mixer, sentence| mixer.with(sentence.text.as_bytes()));
    whole.finish()
}
