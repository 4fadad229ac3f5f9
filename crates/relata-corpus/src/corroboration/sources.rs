//! Whose word a statement is: one source, however many papers print it.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::{AttestationStance, Date, Factuality};

use crate::digest::{Digest, Voice, VoiceKind};
use crate::entities::Profile;
use crate::events::{Articles, EventRef, View};
use crate::names;

/// A source over all articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKey {
    /// A paper that says so itself, by its name in plain form, or by its article.
    Paper(String),
    /// A news agency, by its name in plain form.
    Agency(String),
    /// An entity, by its number.
    Entity(usize),
    /// Somebody who is described, by the words for what they are.
    Described(BTreeSet<String>),
    /// Nobody whom the text states.
    Unstated,
}

/// Names of papers and agencies, in plain form.
#[derive(Debug, Default)]
pub struct Publishers {
    papers: BTreeSet<String>,
    agencies: BTreeSet<String>,
}

impl Publishers {
    pub fn of(digests: &[Digest]) -> Self {
        let plain = |name: &String| names::plain(name);
        Self {
            papers: digests.iter().filter_map(|d| d.publisher.as_ref()).map(plain).collect(),
            agencies: digests.iter().filter_map(|d| d.agency.as_ref()).map(plain).collect(),
        }
    }

    /// The paper or agency that bears one of these names.
    fn find(&self, names: &BTreeSet<String>) -> Option<SourceKey> {
        let agency = names.iter().find(|name| self.agencies.contains(*name));
        let paper = || names.iter().find(|name| self.papers.contains(*name));
        agency
            .map(|name| SourceKey::Agency(name.clone()))
            .or_else(|| paper().map(|name| SourceKey::Paper(name.clone())))
    }
}

/// What one voice of one article says of an event.
#[derive(Debug, Clone)]
pub struct Statement {
    pub key: SourceKey,
    /// Words for the source.
    pub name: String,
    pub stance: AttestationStance,
    pub factuality: Factuality,
    pub article: u32,
    /// The article that printed it first, where it is another.
    pub origin: Option<u32>,
    pub event: usize,
    pub claim: Option<usize>,
    pub content: String,
    pub published: Option<Date>,
    /// Whether the paper itself says so that names somebody for it besides.
    pub rests_on_others: bool,
}

/// What every voice says of the events of one cluster, in the order of the articles.
pub fn statements(
    articles: Articles<'_>,
    events: &[EventRef],
    profiles: &[Profile],
    publishers: &Publishers,
) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    for &EventRef { article, event } in events {
        let Some(view) = articles.view(article, event) else { continue };
        for told in &view.event.told {
            let key = Speaker { articles, view, profiles, publishers }.key(&told.by, told.sentence);
            let name = match told.by.kind {
                VoiceKind::Paper => paper_name(articles, view, told.sentence),
                _ => told.by.text.clone(),
            };
            out.push(Statement {
                key,
                name,
                stance: told.stance,
                factuality: view.event.factuality,
                article,
                origin: view.reuse.origin(told.sentence).filter(|&origin| origin != article),
                event,
                claim: told.claim,
                content: told.content.clone(),
                published: view.digest.published,
                rests_on_others: false,
            });
        }
    }
    mark_resting(&mut out);
    join_described(&mut out, profiles);
    out
}

/// A voice of an article.
pub struct Speaker<'a> {
    pub articles: Articles<'a>,
    pub view: View<'a>,
    pub profiles: &'a [Profile],
    pub publishers: &'a Publishers,
}

impl Speaker<'_> {
    /// Whose word it is; `sentence` is where it stands.
    pub fn key(&self, voice: &Voice, sentence: Option<usize>) -> SourceKey {
        match voice.kind {
            VoiceKind::Paper => paper(first_printer(self.articles, self.view, sentence)),
            VoiceKind::Unstated => SourceKey::Unstated,
            VoiceKind::Named | VoiceKind::Described => {
                let entity = voice.entity.and_then(|at| self.entity(at));
                let named = entity.and_then(|entity| {
                    self.profiles.get(entity).and_then(|p| self.publishers.find(&p.names))
                });
                match (named, entity) {
                    (Some(paper), _) => paper,
                    (None, Some(entity)) => SourceKey::Entity(entity),
                    (None, None) => SourceKey::Described(voice.words.clone()),
                }
            }
        }
    }

    fn entity(&self, at: usize) -> Option<usize> {
        self.articles.entities.get(self.view.article as usize)?.get(at).copied().flatten()
    }
}

/// The article that printed the sentence first.
fn first_printer<'a>(
    articles: Articles<'a>,
    view: View<'a>,
    sentence: Option<usize>,
) -> (u32, &'a Digest) {
    let origin = view.reuse.origin(sentence);
    let found = origin.and_then(|at| Some((at, articles.digests.get(at as usize)?)));
    found.unwrap_or((view.article, view.digest))
}

fn paper((_, digest): (u32, &Digest)) -> SourceKey {
    let name = |name: &String| Some(names::plain(name)).filter(|name| !name.is_empty());
    if let Some(agency) = digest.agency.as_ref().and_then(name) {
        return SourceKey::Agency(agency);
    }
    let paper = digest.publisher.as_ref().and_then(name);
    SourceKey::Paper(paper.unwrap_or_else(|| digest.id.clone()))
}

fn paper_name(articles: Articles<'_>, view: View<'_>, sentence: Option<usize>) -> String {
    let (_, digest) = first_printer(articles, view, sentence);
    let name = digest.agency.as_ref().or(digest.publisher.as_ref());
    name.unwrap_or(&digest.id).clone()
}

/// A paper that names somebody for what it says is no source beside them.
fn mark_resting(statements: &mut [Statement]) {
    let is_paper = |key: &SourceKey| matches!(key, SourceKey::Paper(_) | SourceKey::Agency(_));
    let first = |s: &Statement| s.origin.unwrap_or(s.article);
    let named: BTreeSet<u32> = statements
        .iter()
        .filter(|s| !is_paper(&s.key) && s.key != SourceKey::Unstated)
        .filter(|s| carries(s.stance))
        .flat_map(|statement| [first(statement), statement.article])
        .collect();
    for statement in statements.iter_mut() {
        statement.rests_on_others = statement.claim.is_none()
            && is_paper(&statement.key)
            && named.contains(&first(statement));
    }
}

const fn carries(stance: AttestationStance) -> bool {
    matches!(stance, AttestationStance::Claims | AttestationStance::Confirms)
}

/// Makes one source of those who are described by the same words, and of one who speaks for another
/// and that other: "police" and "a police spokeswoman".
fn join_described(statements: &mut [Statement], profiles: &[Profile]) {
    let mut known: Vec<(BTreeSet<String>, SourceKey)> = Vec::new();
    for statement in statements.iter() {
        if let SourceKey::Entity(entity) = statement.key {
            known.push((words_of(entity, profiles), statement.key.clone()));
        }
    }
    let mut joined: BTreeMap<SourceKey, SourceKey> = BTreeMap::new();
    for statement in statements.iter() {
        let SourceKey::Described(words) = &statement.key else { continue };
        if joined.contains_key(&statement.key) {
            continue;
        }
        let own = without_speakers(words);
        let same = |(other, _): &&(BTreeSet<String>, SourceKey)| {
            let other = without_speakers(other);
            let (short, long) =
                if own.len() <= other.len() { (&own, &other) } else { (&other, &own) };
            if short.is_empty() { own == other } else { short.is_subset(long) }
        };
        let into = known.iter().find(same).map_or(&statement.key, |(_, key)| key).clone();
        known.push((words.clone(), into.clone()));
        joined.insert(statement.key.clone(), into);
    }
    for statement in statements.iter_mut() {
        if let Some(into) = joined.get(&statement.key) {
            statement.key = into.clone();
        }
    }
}

fn without_speakers(words: &BTreeSet<String>) -> BTreeSet<String> {
    words.iter().filter(|word| !names::is_speaker(word)).cloned().collect()
}

/// Stems of the names and descriptions of an entity.
fn words_of(entity: usize, profiles: &[Profile]) -> BTreeSet<String> {
    let Some(profile) = profiles.get(entity) else { return BTreeSet::new() };
    let names = profile.names.iter().flat_map(|name| crate::digest::stems(name));
    names.chain(profile.roles.iter().cloned()).collect()
}
