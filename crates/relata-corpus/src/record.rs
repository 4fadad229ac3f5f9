//! What comes out: events, entities and articles as records.

use relata_core::{
    AttestationStance, CasualtyKind, Date, DiscrepancyKind, EntityType, Factuality, TextSpan,
};
use serde::{Deserialize, Serialize};

/// What is known of an event over all articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// One independent source says that it took place, and none denies it.
    SingleSource,
    /// Two or more say so, and none denies it.
    Corroborated,
    /// Some say so and some deny it.
    Disputed,
    /// It is denied, and nobody says so.
    Denied,
    /// Nobody says that it took place or that it did not: it is planned, called possible, or told
    /// by nobody who is named.
    Unconfirmed,
}

impl Status {
    /// Every status.
    pub const ALL: &'static [Self] =
        &[Self::SingleSource, Self::Corroborated, Self::Disputed, Self::Denied, Self::Unconfirmed];

    /// The written form.
    ///
    /// ```
    /// assert_eq!(relata_corpus::Status::SingleSource.as_str(), "single_source");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SingleSource => "single_source",
            Self::Corroborated => "corroborated",
            Self::Disputed => "disputed",
            Self::Denied => "denied",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Of which kind a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SourceType {
    /// A paper that says so itself.
    Paper,
    /// A news agency.
    Agency,
    /// An entity with a name.
    Entity,
    /// Somebody who is described: "police", "a witness".
    Described,
    /// Nobody whom the text states.
    Unstated,
}

impl SourceType {
    /// The written form.
    ///
    /// ```
    /// assert_eq!(relata_corpus::SourceType::Agency.as_str(), "agency");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Agency => "agency",
            Self::Entity => "entity",
            Self::Described => "described",
            Self::Unstated => "unstated",
        }
    }
}

/// What a source says of whether an event took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Says {
    /// That it did.
    Affirms,
    /// That it did not.
    Denies,
    /// Neither.
    Open,
}

impl Says {
    /// The written form.
    ///
    /// ```
    /// assert_eq!(relata_corpus::Says::Denies.as_str(), "denies");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Denies => "denies",
            Self::Open => "open",
        }
    }
}

/// An event over all articles that tell of it.
///
/// ```
/// use relata_corpus::{EventRecord, Status};
/// fn is_news(event: &EventRecord) -> bool {
///     event.status == Status::Corroborated && event.independent_sources >= 2
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventRecord {
    /// Its identifier, which stays when more articles come: `event-12`.
    pub id: String,
    /// Its class, as most reports have it.
    pub class: String,
    /// The words that tell of it, those used most first.
    pub words: Vec<String>,
    /// What is known of it.
    pub status: Status,
    /// Sources that affirm it, each counted once, however many papers print it.
    pub independent_sources: usize,
    /// The first day on which it may have taken place, where one is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The day after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Where, the place told most first.
    pub places: Vec<PlaceEntry>,
    /// Who takes part, those told most first.
    pub parties: Vec<PartyEntry>,
    /// Who says what of it.
    pub sources: Vec<SourceEntry>,
    /// The articles that tell of it, in the order of publication: the first is the first report.
    pub reports: Vec<ReportEntry>,
    /// The deeds of which it consists: words of its reports that tell of one and the same, as
    /// coreference across documents has it ("shooting" and "shot" of one paper, "opened fire" of
    /// another; "killed" is another chain). A chain may go on in other events, under the same
    /// identifier.
    #[serde(default)]
    pub chains: Vec<ChainEntry>,
    /// Numbers of people harmed, by source and day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub casualties: Vec<CasualtyEntry>,
    /// Numbers that took the place of earlier ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
    /// What articles or sources contradict each other on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discrepancies: Vec<CorpusDiscrepancy>,
}

/// A place of an event.
///
/// ```
/// use relata_corpus::PlaceEntry;
/// fn point(place: &PlaceEntry) -> Option<(f64, f64)> {
///     place.latitude.zip(place.longitude)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlaceEntry {
    /// Its name.
    pub name: String,
    /// ISO 3166-1 code of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Its number in GeoNames.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

/// One who takes part in an event.
///
/// ```
/// use relata_corpus::PartyEntry;
/// fn is_actor(party: &PartyEntry) -> bool {
///     party.role == "actor"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartyEntry {
    /// `actor`, `target`, `instrument` or `beneficiary`.
    pub role: String,
    /// Its name, or the words for it.
    pub name: String,
    /// The entity, where it is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Reports that say so.
    pub reports: usize,
}

/// An article that tells of an event.
///
/// ```
/// use relata_corpus::ReportEntry;
/// fn is_first_hand(report: &ReportEntry) -> bool {
///     report.first_printed_by.is_none()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportEntry {
    /// The article.
    pub article: String,
    /// Its event: `v3`.
    pub event: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The article that printed this before, where the sentence is a copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_printed_by: Option<String>,
    /// How the article tells of it.
    pub factuality: Factuality,
    /// The words that tell of it, with their offsets in the article.
    pub triggers: Vec<TextSpan>,
}

/// Words of an event's reports that tell of one deed.
///
/// ```
/// let json = r#"{"id": "chain-3", "words": ["raid"], "mentions": [
///     {"article": "a", "event": "v1", "start": 4, "end": 8, "text": "raid"}]}"#;
/// let chain: relata_corpus::ChainEntry = serde_json::from_str(json)?;
/// assert_eq!(chain.mentions[0].words.text, "raid");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChainEntry {
    /// Its identifier, which stays when more articles come: `chain-12`.
    pub id: String,
    /// The words, those used most first.
    pub words: Vec<String>,
    /// Where they stand, in the order of publication.
    pub mentions: Vec<ChainMention>,
}

/// A word that tells of a deed.
///
/// ```
/// let json = r#"{"article": "a", "event": "v1", "start": 4, "end": 8, "text": "raid"}"#;
/// let mention: relata_corpus::ChainMention = serde_json::from_str(json)?;
/// assert_eq!(mention.event, "v1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChainMention {
    /// The article.
    pub article: String,
    /// Its event: `v3`.
    pub event: String,
    /// The word, with its offsets in the article.
    #[serde(flatten)]
    pub words: TextSpan,
}

/// A source with what it says of an event.
///
/// ```
/// use relata_corpus::{Says, SourceEntry};
/// fn confirms(source: &SourceEntry) -> bool {
///     source.independent && source.says == Says::Affirms
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceEntry {
    /// Of which kind it is.
    #[serde(rename = "type")]
    pub source_type: SourceType,
    /// Its name, or the words for it.
    pub name: String,
    /// Other words by which articles call it, or those who speak for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The entity, where it is one with a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// What it says in the end.
    pub says: Says,
    /// How it says so.
    pub stance: AttestationStance,
    /// False for a paper that rests on others whom it names, and for nobody.
    pub independent: bool,
    /// When it first said something of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// Each of its statements.
    pub statements: Vec<StatementEntry>,
}

/// A statement of a source.
///
/// ```
/// use relata_corpus::StatementEntry;
/// fn quoted(statement: &StatementEntry) -> String {
///     format!("{}: “{}”", statement.article, statement.content)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatementEntry {
    /// The article that prints it.
    pub article: String,
    /// Its event there.
    pub event: String,
    /// Its claim there, where the source is not the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// How it is said.
    pub stance: AttestationStance,
    /// In which way it tells of the event.
    pub factuality: Factuality,
    /// The article that printed it first, where this is a copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_printed_by: Option<String>,
    /// What is said, where the source is not the paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
}

/// A number of people harmed.
///
/// ```
/// use relata_corpus::CasualtyEntry;
/// fn at_least(told: &CasualtyEntry) -> u64 {
///     told.min.unwrap_or(0)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CasualtyEntry {
    /// Of which harm.
    pub kind: CasualtyKind,
    /// Who gives it.
    pub source: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The lowest number.
    pub min: Option<u64>,
    /// The highest number.
    pub max: Option<u64>,
    /// The words.
    pub text: String,
    /// The article that printed it first.
    pub article: String,
}

/// A number that took the place of an earlier one.
///
/// ```
/// use relata_corpus::Update;
/// fn shown(update: &Update) -> String {
///     format!("{} → {}", update.from.text, update.to.text)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Update {
    /// Of which harm.
    pub kind: CasualtyKind,
    /// The earlier number.
    pub from: CasualtyEntry,
    /// The later.
    pub to: CasualtyEntry,
}

/// Two statements of different articles or sources that contradict each other.
///
/// ```
/// use relata_corpus::CorpusDiscrepancy;
/// fn shown(found: &CorpusDiscrepancy) -> String {
///     format!("{} says {}, {} says {}", found.a, found.a_says, found.b, found.b_says)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CorpusDiscrepancy {
    /// On what.
    pub kind: DiscrepancyKind,
    /// The article of the one.
    pub a: String,
    /// What it says.
    pub a_says: String,
    /// The article of the other.
    pub b: String,
    /// What that says.
    pub b_says: String,
}

/// An entity over all articles that name it.
///
/// ```
/// use relata_corpus::EntityRecord;
/// fn link(entity: &EntityRecord) -> Option<String> {
///     Some(format!("https://www.wikidata.org/wiki/{}", entity.wikidata.as_ref()?))
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityRecord {
    /// Its identifier, which stays when more articles come: `entity-7`.
    pub id: String,
    /// The name used most.
    pub name: String,
    /// Its type, as most articles have it.
    #[serde(rename = "type")]
    pub entity_type: Option<EntityType>,
    /// ISO 3166-1 code of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Every name.
    pub names: Vec<String>,
    /// The user's identifier, where it is in the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table_id: Option<String>,
    /// Its sector by the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Its item in Wikidata by the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Where it stands.
    pub mentions: Vec<EntityMention>,
}

/// An entity of an article.
///
/// ```
/// use relata_corpus::EntityMention;
/// fn key(mention: &EntityMention) -> (&str, &str) {
///     (&mention.article, &mention.entity)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityMention {
    /// The article.
    pub article: String,
    /// Its entity there: `e4`.
    pub entity: String,
}

/// An article, and what it takes from others.
///
/// ```
/// use relata_corpus::ArticleRecord;
/// fn is_reprint(article: &ArticleRecord) -> bool {
///     article.reprint_of.is_some()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleRecord {
    /// The article.
    pub id: String,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The news agency of its dateline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The article of which it is a reprint: four fifths of it or more stand in earlier ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reprint_of: Option<String>,
    /// How much of it stands in earlier articles, 0 to 1.
    pub copied: f64,
    /// The articles that printed its sentences first, those of which it takes most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copied_from: Vec<CopiedFrom>,
}

/// What an article takes from another.
///
/// ```
/// use relata_corpus::CopiedFrom;
/// fn shown(copied: &CopiedFrom) -> String {
///     format!("{} sentences of {}", copied.sentences, copied.article)
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CopiedFrom {
    /// The other.
    pub article: String,
    /// Sentences that it printed first.
    pub sentences: usize,
}
