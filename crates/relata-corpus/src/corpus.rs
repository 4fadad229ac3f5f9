//! Articles that are linked, and those that wait to be.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use rayon::prelude::*;
use relata_core::Extraction;
use serde::Deserialize;

use crate::CorpusError;
use crate::assembly::Assembly;
use crate::digest::{Digest, Trigger, digest};
use crate::entities::{EntityLinker, EntityTable, Named, comparisons};
use crate::events::{Articles, Chains, EventLinker, EventRef, Level, Limits, View, evidence};
use crate::options::CorpusOptions;
use crate::record::{ArticleRecord, EntityRecord, EventRecord};
use crate::reprints::{PrintedBefore, Reuse, fingerprints};

/// What became of an article that was given.
///
/// ```
/// use relata_core::{Article, Extraction};
/// use relata_corpus::{Added, Corpus, CorpusOptions};
/// let text = "Rain fell in Oslo on Monday evening, the weather service said.";
/// let article = Article::new(text).with_id("one").with_text_repeated();
/// let extraction = Extraction::new(&article);
/// let mut corpus = Corpus::new(CorpusOptions::default());
/// assert_eq!(corpus.add(&extraction, Some(text)), Added::Waiting);
/// corpus.link();
/// assert_eq!(corpus.add(&extraction, Some(text)), Added::Known);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Added {
    /// It waits to be linked.
    Waiting,
    /// The very same article is known.
    Known,
}

/// Something that a caller may want to know of its articles.
///
/// ```
/// use relata_corpus::{Corpus, CorpusOptions, Notice};
/// use std::collections::BTreeMap;
/// let mut corpus = Corpus::new(CorpusOptions::default());
/// corpus.add_lines("no extraction\n".as_bytes(), &BTreeMap::new())?;
/// assert!(matches!(corpus.take_notices().as_slice(), [Notice::Unread { line: 1, .. }]));
/// # Ok::<(), relata_corpus::CorpusError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// An article was given before: it counts once.
    Again {
        /// Its identifier.
        id: String,
    },
    /// Another article has this identifier: this one is called otherwise.
    Renamed {
        /// The identifier that was given.
        given: String,
        /// What it is called.
        id: String,
    },
    /// A reprint of one publisher bears another day than what it reprints.
    OtherDay {
        /// The reprint.
        id: String,
        /// What it reprints.
        reprint_of: String,
    },
    /// A line is no extraction.
    Unread {
        /// The line, counted from 1.
        line: usize,
        /// The identifier, where the line has one.
        id: Option<String>,
        /// What is wrong.
        what: String,
    },
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Again { id } => write!(f, "{id}: given again, counts once"),
            Self::Renamed { given, id } => {
                write!(f, "{given}: another article has this identifier, this one is called {id}")
            }
            Self::OtherDay { id, reprint_of } => {
                write!(f, "{id}: bears another day than {reprint_of} of the same publisher")
            }
            Self::Unread { line, id: Some(id), what } => write!(f, "line {line}, {id}: {what}"),
            Self::Unread { line, id: None, what } => write!(f, "line {line}: {what}"),
        }
    }
}

/// Articles with what links them.
#[derive(Debug, Default)]
pub struct Corpus {
    pub(crate) options: CorpusOptions,
    pub(crate) table: EntityTable,
    /// Those that are linked, in the order in which they were.
    pub(crate) digests: Vec<Digest>,
    pub(crate) reuse: Vec<Reuse>,
    pub(crate) entities: Vec<Vec<Option<usize>>>,
    pub(crate) events: Vec<Vec<usize>>,
    /// For each article the chains of its events' strands.
    pub(crate) chains: Vec<Vec<usize>>,
    pub(crate) printed: PrintedBefore,
    pub(crate) entity_linker: EntityLinker,
    pub(crate) event_linker: EventLinker,
    pub(crate) chain_linker: EventLinker,
    /// Hashes of the content of every article of an identifier that was given.
    pub(crate) known: BTreeMap<String, Vec<u64>>,
    /// Identifiers of the linked articles.
    pub(crate) ids: BTreeSet<String>,
    waiting: Vec<Digest>,
    notices: Vec<Notice>,
}

impl Corpus {
    /// A corpus without articles.
    ///
    /// ```
    /// use relata_corpus::{Corpus, CorpusOptions};
    /// assert_eq!(Corpus::new(CorpusOptions::default()).events().len(), 0);
    /// ```
    #[must_use]
    pub fn new(options: CorpusOptions) -> Self {
        Self { options, chain_linker: EventLinker::new(Level::Strands), ..Self::default() }
    }

    /// Sets the user's own entities, which go before what is found.
    ///
    /// ```
    /// use relata_corpus::{Corpus, CorpusOptions, EntityTable};
    /// let table: EntityTable = "id\tnames\nuoh\tUnion of Helpers|UoH\n".parse()?;
    /// let corpus = Corpus::new(CorpusOptions::default()).with_table(table);
    /// assert_eq!(corpus.entities().count(), 0); // a row alone is no mention
    ///
    /// # Ok::<(), relata_corpus::TableError>(())
    /// ```
    #[must_use]
    pub fn with_table(mut self, table: EntityTable) -> Self {
        self.table = table;
        self
    }

    /// Takes an article, which [`link`](Self::link) then links. `text` is the text that was given
    /// to the extractor, where the extraction does not repeat it: without any, reprints are
    /// told by the pieces that its records repeat.
    pub fn add(&mut self, extraction: &Extraction, text: Option<&str>) -> Added {
        self.wait(digest(extraction, text, fingerprints))
    }

    /// Takes a line of JSON for each article, as `relata extract --format jsonl` prints them.
    /// `texts` are the texts of articles by their identifiers, for extractions that do not repeat
    /// theirs. The number of lines that are no extraction: a [`Notice`] tells of each.
    ///
    /// # Errors
    /// What the input says.
    pub fn add_lines(
        &mut self,
        input: impl BufRead,
        texts: &BTreeMap<String, String>,
    ) -> Result<usize, CorpusError> {
        let mut unread = 0;
        let mut held: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut bytes = 0;
        for (number, line) in input.split(b'\n').enumerate() {
            let mut line = line.map_err(CorpusError::io)?;
            if number == 0 && line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
            bytes += line.len();
            held.push((number + 1, line));
            if held.len() >= MOST_HELD || bytes > MOST_BYTES_HELD {
                unread += self.add_held(std::mem::take(&mut held), texts);
                bytes = 0;
            }
        }
        Ok(unread + self.add_held(held, texts))
    }

    fn add_held(
        &mut self,
        lines: Vec<(usize, Vec<u8>)>,
        texts: &BTreeMap<String, String>,
    ) -> usize {
        let read = |(number, line): (usize, Vec<u8>)| {
            if line.trim_ascii().is_empty() {
                return None;
            }
            Some(
                extraction(&line)
                    .map(|extraction| {
                        let text = extraction.id.as_ref().and_then(|id| texts.get(id));
                        digest(&extraction, text.map(String::as_str), fingerprints)
                    })
                    .map_err(|(id, what)| Notice::Unread { line: number, id, what }),
            )
        };
        let digests: Vec<Result<Digest, Notice>> = lines.into_par_iter().filter_map(read).collect();
        let mut unread = 0;
        for digest in digests {
            match digest {
                Ok(digest) => drop(self.wait(digest)),
                Err(notice) => {
                    unread += 1;
                    self.notices.push(notice);
                }
            }
        }
        unread
    }

    fn wait(&mut self, digest: Digest) -> Added {
        let known = self.known.entry(digest.given.clone()).or_default();
        if known.contains(&digest.content) {
            self.notices.push(Notice::Again { id: digest.id });
            return Added::Known;
        }
        known.push(digest.content);
        self.waiting.push(digest);
        Added::Waiting
    }

    /// Links the articles that wait with each other and with those before. Their order does not
    /// matter: they are taken by day of publication, those with an agency in
    /// their dateline first, then by identifier.
    pub fn link(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by(|a, b| order(a).cmp(&order(b)));
        for mut digest in waiting {
            self.name(&mut digest);
            self.link_one(digest);
        }
        let limits = self.limits();
        let articles = linked(&self.digests, &self.reuse, &self.entities);
        let numbers = self.event_linker.merge_new(articles, limits);
        renumber(&mut self.events, &numbers);
        let numbers = self.chain_linker.merge_new(articles, limits);
        renumber(&mut self.chains, &numbers);
    }

    /// Gives an article another identifier where an article before has its own.
    fn name(&mut self, digest: &mut Digest) {
        if self.ids.insert(digest.id.clone()) {
            return;
        }
        let numbered = (2_usize..).map(|number| format!("{}#{number}", digest.given));
        let mut free = numbered.filter(|id| !self.ids.contains(id));
        if let Some(id) = free.next() {
            drop(free);
            self.ids.insert(id.clone());
            digest.id.clone_from(&id);
            self.notices.push(Notice::Renamed { given: digest.given.clone(), id });
        }
    }

    fn link_one(&mut self, digest: Digest) {
        let number = u32::try_from(self.digests.len()).unwrap_or(u32::MAX);
        let reuse = self.printed.take(number, &digest.sentences);
        self.notice_day(&digest, &reuse);
        let likeness = |other: u32| {
            let other = self.digests.get(other as usize);
            other.map_or(0.0, |other| other.words.cosine(&digest.words))
        };
        let least = self.options.min_entity_score;
        let entities = self.entity_linker.link(number, &digest, &self.table, least, likeness);
        self.digests.push(digest);
        self.reuse.push(reuse);
        self.entities.push(entities);
        let limits = self.limits();
        let articles = linked(&self.digests, &self.reuse, &self.entities);
        self.events.push(self.event_linker.link(articles, number, limits));
        self.chains.push(self.chain_linker.link(articles, number, limits));
    }

    fn limits(&self) -> Limits {
        let CorpusOptions { min_event_score, window_days, .. } = self.options;
        Limits { least: min_event_score, window: i32::from(window_days) }
    }

    fn notice_day(&mut self, digest: &Digest, reuse: &Reuse) {
        let original = reuse.reprint_of().and_then(|at| self.digests.get(at as usize));
        let Some(original) = original else { return };
        let same = digest.publisher.is_some() && digest.publisher == original.publisher;
        if same && digest.published != original.published {
            let (id, reprint_of) = (digest.id.clone(), original.id.clone());
            self.notices.push(Notice::OtherDay { id, reprint_of });
        }
    }

    /// What was noticed since this was asked last.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// The events of the linked articles, in the order in which they were first told.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = EventRecord> + '_ {
        let assembly = self.assembly();
        let clusters = self.event_linker.clusters().iter().enumerate();
        clusters.map(move |(number, units)| {
            let events: Vec<EventRef> = units.iter().map(|unit| unit.of).collect();
            assembly.event(number, &events)
        })
    }

    /// The named entities of the linked articles, in the order in which they were first named.
    pub fn entities(&self) -> impl Iterator<Item = EntityRecord> + '_ {
        self.assembly().entities(&self.table).into_iter()
    }

    /// The linked articles, in the order of publication.
    #[must_use]
    pub fn articles(&self) -> impl ExactSizeIterator<Item = ArticleRecord> + '_ {
        let assembly = self.assembly();
        (0..self.digests.len())
            .filter_map(move |at| assembly.article(at))
            .collect::<Vec<_>>()
            .into_iter()
    }

    fn assembly(&self) -> Assembly<'_> {
        let articles = linked(&self.digests, &self.reuse, &self.entities);
        let chains = Chains { articles, of: &self.chains, units: self.chain_linker.clusters() };
        Assembly::new(chains, self.entity_linker.profiles())
    }

    /// For those who fit the weights of entities: what speaks for and against each two entities of
    /// different articles that may be one.
    #[doc(hidden)]
    pub fn entity_evidence(&self, mut each: impl FnMut([(&str, usize); 2], &[Named])) {
        let id = |at: usize| self.digests.get(at).map_or("", |digest| digest.id.as_str());
        comparisons(&self.digests, |[one, other], row| {
            each([(id(one.0), one.1), (id(other.0), other.1)], row);
        });
    }

    /// For those who fit the weights of events (or, with `strands`, of their strands): what speaks
    /// for and against each two of the linked articles being one, as far as their articles or words
    /// have something in common. `told` chooses the triggers of which those are compared, by
    /// article and offset; `each` is told article, offset and text of the first of these.
    #[doc(hidden)]
    pub fn event_evidence<'a>(
        &'a self,
        strands: bool,
        told: impl Fn(&str, usize) -> bool,
        mut each: impl FnMut([(&'a str, usize, &'a str); 2], &[Named]),
    ) {
        let articles = linked(&self.digests, &self.reuse, &self.entities);
        let level = if strands { Level::Strands } else { Level::Events };
        let numbers = 0..u32::try_from(self.digests.len()).unwrap_or(u32::MAX);
        let units = numbers.flat_map(|at| articles.units(level, at));
        let all: Vec<View<'a>> = units.filter_map(|unit| articles.unit(unit)).collect();
        let all = all.into_iter().filter_map(|view| {
            let mut triggers = view.triggers();
            Some((triggers.find(|t| told(&view.digest.id, t.span.start()))?, view))
        });
        let all: Vec<(&'a Trigger, View<'a>)> = all.collect();
        for (number, (first, one)) in all.iter().enumerate() {
            for (later, other) in all.iter().skip(number + 1) {
                let row = evidence(*other, *one);
                let has = |name: &str, least: f32| {
                    row.iter().any(|(of, value)| *of == name && *value >= least)
                };
                let alike = ["same_word", "same_class"].iter().any(|name| has(name, 1.0));
                if has("articles", 0.05) && (alike || has("sentences", 0.1)) {
                    let side = |view: &View<'a>, trigger: &'a Trigger| {
                        (view.digest.id.as_str(), trigger.span.start(), trigger.text.as_str())
                    };
                    each([side(one, first), side(other, later)], &row);
                }
            }
        }
    }
}

/// What is linked, by its parts.
const fn linked<'a>(
    digests: &'a [Digest],
    reuse: &'a [Reuse],
    entities: &'a [Vec<Option<usize>>],
) -> Articles<'a> {
    Articles { digests, reuse, entities }
}

/// Calls each event by its number in the list.
fn renumber(articles: &mut [Vec<usize>], numbers: &[usize]) {
    for number in articles.iter_mut().flatten() {
        *number = numbers.get(*number).copied().unwrap_or(*number);
    }
}

/// Lines that are held before they are read, and their bytes.
const MOST_HELD: usize = 256;
const MOST_BYTES_HELD: usize = 32 << 20;

/// A byte order mark, as some programs write it at the beginning of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The order in which articles are linked: those without a day behind the others, and of one day
/// those of an agency before those who may print them.
fn order(digest: &Digest) -> (bool, Option<relata_core::Date>, bool, &str, u64) {
    let (published, own) = (digest.published, digest.agency.is_none());
    (published.is_none(), published, own, &digest.id, digest.content)
}

/// The extraction of a line, or the identifier that it has and what is wrong.
fn extraction(line: &[u8]) -> Result<Extraction, (Option<String>, String)> {
    #[derive(Deserialize)]
    struct Refused {
        id: Option<String>,
        error: Option<String>,
    }
    serde_json::from_slice(line).map_err(|error| {
        let refused: Option<Refused> = serde_json::from_slice(line).ok();
        let id = refused.as_ref().and_then(|refused| refused.id.clone());
        let what = refused.and_then(|refused| refused.error);
        (id, what.unwrap_or_else(|| format!("no extraction: {error}")))
    })
}
