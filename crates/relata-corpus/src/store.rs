//! A corpus that is put by and goes on.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::entities::EntityTable;
use crate::error::CorpusError;
use crate::{Corpus, CorpusOptions};

/// What is written in front.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    relata_corpus: u32,
    articles: usize,
    /// For entities that are in the user's table their number, and the user's identifier.
    table: Vec<(usize, String)>,
}

const VERSION: u32 = 2;

/// An article with its entities' and events' numbers.
#[derive(Serialize, Deserialize)]
struct Stored {
    article: Digest,
    entities: Vec<Option<usize>>,
    events: Vec<usize>,
    chains: Vec<usize>,
}

/// The same, to write.
#[derive(Serialize)]
struct Storing<'a> {
    article: &'a Digest,
    entities: &'a [Option<usize>],
    events: &'a [usize],
    chains: &'a [usize],
}

impl Corpus {
    /// Writes what is known of the linked articles, a line each, so that [`Corpus::load`] goes on
    /// with it. Articles that wait are not written.
    ///
    /// # Errors
    /// What the output says.
    pub fn save(&self, mut out: impl Write) -> Result<(), CorpusError> {
        let json = |error: serde_json::Error| CorpusError::io(error.into());
        let rows = self.entity_linker.profiles().iter().enumerate();
        let table = rows.filter_map(|(number, profile)| {
            Some((number, self.table.rows().get(profile.row?)?.id.clone()))
        });
        let head =
            Head { relata_corpus: VERSION, articles: self.digests.len(), table: table.collect() };
        serde_json::to_writer(&mut out, &head).map_err(json)?;
        out.write_all(b"\n").map_err(CorpusError::io)?;
        let linked = self.digests.iter().zip(&self.entities).zip(&self.events).zip(&self.chains);
        for (((article, entities), events), chains) in linked {
            let storing = Storing { article, entities, events, chains };
            serde_json::to_writer(&mut out, &storing).map_err(json)?;
            out.write_all(b"\n").map_err(CorpusError::io)?;
        }
        out.flush().map_err(CorpusError::io)
    }

    /// The corpus that [`Corpus::save`] has written.
    ///
    /// # Errors
    /// What the input says; of which kind an error is, [`CorpusError::kind`] says.
    ///
    /// ```
    /// use relata_corpus::{Corpus, CorpusErrorKind, CorpusOptions, EntityTable};
    /// let options = CorpusOptions::default();
    /// let mut saved = Vec::new();
    /// Corpus::new(options).save(&mut saved)?;
    /// assert!(Corpus::load(&saved[..], options, EntityTable::default()).is_ok());
    /// let error = Corpus::load(&b"rain\n"[..], options, EntityTable::default()).unwrap_err();
    /// assert_eq!(error.kind(), CorpusErrorKind::Version);
    /// # Ok::<(), relata_corpus::CorpusError>(())
    /// ```
    pub fn load(
        input: impl BufRead,
        options: CorpusOptions,
        table: EntityTable,
    ) -> Result<Self, CorpusError> {
        let mut lines = input.lines();
        let head = lines.next().ok_or_else(CorpusError::version)?.map_err(CorpusError::io)?;
        let head: Head = serde_json::from_str(&head).map_err(|_| CorpusError::version())?;
        if head.relata_corpus != VERSION {
            return Err(CorpusError::version());
        }
        let mut corpus = Self::new(options).with_table(table);
        let rows = corpus.rows(&head);
        for (number, line) in lines.enumerate() {
            let line = line.map_err(CorpusError::io)?;
            let stored: Stored = serde_json::from_str(&line)
                .map_err(|error| CorpusError::damaged(number + 2, error))?;
            if !stored.fits(corpus.digests.len()) {
                return Err(CorpusError::damaged(number + 2, "its parts do not go together"));
            }
            corpus.resume(stored, &rows);
        }
        if corpus.digests.len() == head.articles {
            Ok(corpus)
        } else {
            Err(CorpusError::damaged(corpus.digests.len() + 2, "the end is missing"))
        }
    }

    /// For each entity the row of the user's table that it was linked with.
    fn rows(&self, head: &Head) -> Vec<Option<usize>> {
        let mut rows = Vec::new();
        for (number, id) in &head.table {
            let row = self.table.rows().iter().position(|row| row.id == *id);
            // A number beyond what any corpus has is none that was written.
            if *number < MOST_NUMBERS {
                if rows.len() <= *number {
                    rows.resize(*number + 1, None);
                }
                if let Some(slot) = rows.get_mut(*number) {
                    *slot = row;
                }
            }
        }
        rows
    }

    fn resume(&mut self, stored: Stored, rows: &[Option<usize>]) {
        let Stored { article, entities, events, chains } = stored;
        let number = u32::try_from(self.digests.len()).unwrap_or(u32::MAX);
        self.reuse.push(self.printed.take(number, &article.sentences));
        self.entity_linker.resume(number, &article, &entities, rows);
        self.known.entry(article.given.clone()).or_default().push(article.content);
        self.ids.insert(article.id.clone());
        self.digests.push(article);
        self.entities.push(entities);
        let articles = crate::events::Articles {
            digests: &self.digests,
            reuse: &self.reuse,
            entities: &self.entities,
        };
        self.event_linker.resume(articles, number, &events);
        self.chain_linker.resume(articles, number, &chains);
        self.events.push(events);
        self.chains.push(chains);
    }
}

/// Numbers that entities and events may have.
const MOST_NUMBERS: usize = 1 << 28;

impl Stored {
    /// Whether the numbers fit the article; numbers are given one after the other, so that none is
    /// far beyond those before.
    fn fits(&self, articles: usize) -> bool {
        let most = (articles + 1).saturating_mul(1 << 16).min(MOST_NUMBERS);
        let strands: usize = self.article.events.iter().map(|event| event.strands.len()).sum();
        let mut numbers = self.entities.iter().flatten().chain(&self.events).chain(&self.chains);
        self.entities.len() == self.article.entities.len()
            && self.events.len() == self.article.events.len()
            && self.chains.len() == strands
            && numbers.all(|number| *number < most)
    }
}
