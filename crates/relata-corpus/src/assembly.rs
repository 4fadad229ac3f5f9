//! Records from what is linked.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::{ClaimId, Date, EntityId, EventId, TextSpan};

use crate::corroboration::{
    CountStated, Position, Publishers, SourceKey, SourceRecord, Statement, by_source, differences,
    numbers, statements, status,
};
use crate::digest::{Digest, Role};
use crate::entities::{EntityTable, Profile};
use crate::events::{Articles, Chains, EventRef, Unit, View};
use crate::record::{
    ArticleRecord, CasualtyEntry, ChainEntry, ChainMention, CopiedFrom, CorpusDiscrepancy,
    EntityMention, EntityRecord, EventRecord, PartyEntry, PlaceEntry, ReportEntry, Says,
    SourceEntry, SourceType, StatementEntry, Update,
};

/// Makes records.
pub struct Assembly<'a> {
    articles: Articles<'a>,
    chains: Chains<'a>,
    profiles: &'a [Profile],
    publishers: Publishers,
}

/// Words, places and parties that a record lists.
const MOST_LISTED: usize = 12;

impl<'a> Assembly<'a> {
    pub fn new(chains: Chains<'a>, profiles: &'a [Profile]) -> Self {
        let articles = chains.articles;
        let publishers = Publishers::of(articles.digests);
        Self { articles, chains, profiles, publishers }
    }

    /// The record of a cluster.
    pub fn event(&self, number: usize, events: &[EventRef]) -> EventRecord {
        let mut events = events.to_vec();
        events.sort_by_key(|event| (self.day(event.article), event.article, event.event));
        let said = statements(self.articles, &events, self.profiles, &self.publishers);
        let sources = by_source(&said);
        let (status, independent_sources) = status(&sources);
        let views: Vec<View<'_>> =
            events.iter().filter_map(|e| self.articles.view(e.article, e.event)).collect();
        let days = days(&views);
        let beside = self.chains.beside(&events);
        let numbers = numbers(self.articles, &events, &beside, self.profiles, &self.publishers);
        let counts: Vec<CasualtyEntry> = numbers.stated.iter().map(|c| self.casualty(c)).collect();
        let pair = |(a, b): &(usize, usize)| Some((counts.get(*a)?, counts.get(*b)?));
        let updates = numbers.updates.iter().filter_map(pair);
        let updates =
            updates.map(|(from, to)| Update { kind: to.kind, from: from.clone(), to: to.clone() });
        let contradicted = numbers.contradictions.iter().filter_map(pair).map(|(a, b)| {
            let (a_says, b_says) = (stated(a), stated(b));
            let kind = relata_core::DiscrepancyKind::Number;
            let (a, b) = (a.article.clone(), b.article.clone());
            CorpusDiscrepancy { kind, a, a_says, b, b_says }
        });
        let differing = differences(self.articles, &events).into_iter().map(|found| {
            let (a_says, b_says) = found.texts;
            let (a, b) = (self.id(found.a.article), self.id(found.b.article));
            CorpusDiscrepancy { kind: found.kind, a, a_says, b, b_says }
        });
        EventRecord {
            id: event_id(number),
            class: counted(views.iter().map(|view| view.event.class.clone()))
                .into_iter()
                .find(|class| !class.is_empty())
                .unwrap_or_default(),
            words: counted(views.iter().flat_map(|view| {
                view.event.triggers.iter().map(|trigger| trigger.text.to_lowercase())
            })),
            status,
            independent_sources,
            start: days.and_then(|(start, _)| Date::from_unix_day(start)),
            end: days.and_then(|(_, end)| Date::from_unix_day(end)),
            places: places(&views),
            parties: self.parties(&views),
            sources: sources.iter().map(|source| self.source(source)).collect(),
            reports: views.iter().map(|view| self.report(*view)).collect(),
            chains: self.chains_of(&events),
            updates: updates.collect(),
            discrepancies: contradicted.chain(differing).collect(),
            casualties: counts,
        }
    }

    /// The records of the entities that have a name.
    pub fn entities(&self, table: &EntityTable) -> Vec<EntityRecord> {
        let mut mentions: Vec<Vec<EntityMention>> = vec![Vec::new(); self.profiles.len()];
        for (digest, entities) in self.articles.digests.iter().zip(self.articles.entities) {
            for (at, number) in entities.iter().enumerate() {
                if let Some(mentions) = number.and_then(|number| mentions.get_mut(number)) {
                    let entity = EntityId::from_index(at).to_string();
                    mentions.push(EntityMention { article: digest.id.clone(), entity });
                }
            }
        }
        let records = self.profiles.iter().zip(mentions).enumerate();
        records
            .map(|(number, (profile, mentions))| {
                let row = profile.row.and_then(|row| table.rows().get(row));
                let of_row = row.and_then(|row| row.country.clone());
                EntityRecord {
                    id: entity_id(number),
                    name: profile.name().to_owned(),
                    entity_type: profile.kind(),
                    country: of_row.or_else(|| profile.country().map(str::to_owned)),
                    names: profile.written.keys().cloned().collect(),
                    table_id: row.map(|row| row.id.clone()),
                    sector: row.and_then(|row| row.sector.clone()),
                    wikidata: row.and_then(|row| row.wikidata.clone()),
                    mentions,
                }
            })
            .collect()
    }

    /// The record of an article.
    pub fn article(&self, at: usize) -> Option<ArticleRecord> {
        let (digest, reuse) = self.articles.digests.get(at).zip(self.articles.reuse.get(at))?;
        let mut from: BTreeMap<u32, usize> = BTreeMap::new();
        for (article, _) in reuse.sentences.iter().flatten() {
            *from.entry(*article).or_default() += 1;
        }
        let mut from: Vec<(u32, usize)> = from.into_iter().collect();
        from.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let copied_from = from
            .into_iter()
            .map(|(article, sentences)| CopiedFrom { article: self.id(article), sentences });
        Some(ArticleRecord {
            id: digest.id.clone(),
            title: digest.title.clone(),
            publisher: digest.publisher.clone(),
            url: digest.url.clone(),
            published: digest.published,
            agency: digest.agency.clone(),
            reprint_of: reuse.reprint_of().map(|article| self.id(article)),
            copied: (f64::from(reuse.copied) * 1000.0).round() / 1000.0,
            copied_from: copied_from.collect(),
        })
    }

    fn digest(&self, article: u32) -> Option<&'a Digest> {
        self.articles.digests.get(article as usize)
    }

    fn id(&self, article: u32) -> String {
        self.digest(article).map(|digest| digest.id.clone()).unwrap_or_default()
    }

    /// Day of publication; what has none stands behind.
    fn day(&self, article: u32) -> (bool, Option<relata_core::Date>) {
        let day = self.digest(article).and_then(|digest| digest.published);
        (day.is_none(), day)
    }

    fn entity_name(&self, entity: usize) -> String {
        self.profiles.get(entity).map(|profile| profile.name().to_owned()).unwrap_or_default()
    }

    fn parties(&self, views: &[View<'_>]) -> Vec<PartyEntry> {
        type Who = Result<usize, String>;
        let mut reports: BTreeMap<(Role, Who), (BTreeSet<u32>, String)> = BTreeMap::new();
        for view in views {
            for party in &view.event.parties {
                let who = view.entity(party).ok_or_else(|| party.text.to_lowercase());
                let entry = reports.entry((party.role, who)).or_default();
                entry.0.insert(view.article);
                if entry.1.is_empty() {
                    entry.1.clone_from(&party.text);
                }
            }
        }
        let mut found: Vec<_> = reports.into_iter().collect();
        found.sort_by(|a, b| b.1.0.len().cmp(&a.1.0.len()).then(a.0.cmp(&b.0)));
        let entry = |((role, who), (reports, text)): ((Role, Who), (BTreeSet<u32>, String))| {
            let entity = who.ok();
            PartyEntry {
                role: role_name(role).to_owned(),
                name: entity.map_or(text, |entity| self.entity_name(entity)),
                entity: entity.map(entity_id),
                reports: reports.len(),
            }
        };
        found.into_iter().take(2 * MOST_LISTED).map(entry).collect()
    }

    fn source(&self, source: &SourceRecord<'_>) -> SourceEntry {
        let telling = source.telling();
        let written = telling.map(|statement| statement.name.clone()).unwrap_or_default();
        let (source_type, name, entity) = match source.key {
            SourceKey::Paper(_) => (SourceType::Paper, written, None),
            SourceKey::Agency(_) => (SourceType::Agency, written, None),
            SourceKey::Entity(entity) => {
                (SourceType::Entity, self.entity_name(*entity), Some(entity_id(*entity)))
            }
            SourceKey::Described(_) => (SourceType::Described, written, None),
            SourceKey::Unstated => (SourceType::Unstated, written, None),
        };
        let also: BTreeSet<&String> = source.statements.iter().map(|s| &s.name).collect();
        let also = also.into_iter().filter(|other| !other.is_empty() && **other != name);
        SourceEntry {
            source_type,
            also: also.cloned().collect(),
            name,
            entity,
            says: match source.position {
                Position::Affirms => Says::Affirms,
                Position::Denies => Says::Denies,
                Position::Open => Says::Open,
            },
            stance: telling
                .map_or(relata_core::AttestationStance::Claims, |statement| statement.stance),
            independent: source.independent,
            first: source.statements.iter().filter_map(|s| s.published).min(),
            statements: source.statements.iter().map(|s| self.statement(s)).collect(),
        }
    }

    fn statement(&self, statement: &Statement) -> StatementEntry {
        let view = self.articles.view(statement.article, statement.event);
        StatementEntry {
            article: self.id(statement.article),
            event: view.map(event_of).unwrap_or_default(),
            claim: statement.claim.map(|at| ClaimId::from_index(at).to_string()),
            stance: statement.stance,
            factuality: statement.factuality,
            first_printed_by: statement.origin.map(|origin| self.id(origin)),
            content: statement.content.clone(),
        }
    }

    fn chains_of(&self, events: &[EventRef]) -> Vec<ChainEntry> {
        let entry = |(number, units): (usize, Vec<Unit>)| {
            let views: Vec<View<'_>> =
                units.into_iter().filter_map(|unit| self.articles.unit(unit)).collect();
            let mentions = views.iter().flat_map(|view| {
                view.triggers().map(|trigger| ChainMention {
                    article: view.digest.id.clone(),
                    event: event_of(*view),
                    words: TextSpan { span: trigger.span, text: trigger.text.clone() },
                })
            });
            let mentions: Vec<ChainMention> = mentions.collect();
            ChainEntry {
                id: format!("chain-{}", number + 1),
                words: counted(mentions.iter().map(|mention| mention.words.text.to_lowercase())),
                mentions,
            }
        };
        self.chains.within(events).into_iter().map(entry).collect()
    }

    fn report(&self, view: View<'_>) -> ReportEntry {
        let first = view.event.triggers.iter().find_map(|trigger| {
            view.reuse.origin(trigger.sentence).filter(|&origin| origin != view.article)
        });
        let triggers = view
            .event
            .triggers
            .iter()
            .map(|trigger| TextSpan { span: trigger.span, text: trigger.text.clone() });
        ReportEntry {
            article: view.digest.id.clone(),
            event: event_of(view),
            publisher: view.digest.publisher.clone(),
            published: view.digest.published,
            first_printed_by: first.map(|origin| self.id(origin)),
            factuality: view.event.factuality,
            triggers: triggers.collect(),
        }
    }

    fn casualty(&self, count: &CountStated) -> CasualtyEntry {
        let paper = || {
            let digest = self.digest(count.article);
            digest.and_then(|d| d.agency.clone().or_else(|| d.publisher.clone()))
        };
        let source = match count.key {
            SourceKey::Entity(entity) => self.entity_name(entity),
            _ if count.name.is_empty() => paper().unwrap_or_else(|| self.id(count.article)),
            _ => count.name.clone(),
        };
        CasualtyEntry {
            kind: count.kind,
            source,
            day: count.day,
            min: count.min,
            max: count.max,
            text: count.text.clone(),
            article: self.id(count.article),
        }
    }
}

fn stated(count: &CasualtyEntry) -> String {
    format!("{} {} ({})", count.text, count.kind, count.source)
}

fn event_of(view: View<'_>) -> String {
    EventId::from_index(view.event.index).to_string()
}

fn event_id(number: usize) -> String {
    format!("event-{}", number + 1)
}

fn entity_id(number: usize) -> String {
    format!("entity-{}", number + 1)
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Actor => "actor",
        Role::Target => "target",
        Role::Instrument => "instrument",
        Role::Beneficiary => "beneficiary",
    }
}

/// Each value once, those that occur most often first.
fn counted(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.into_iter().take(MOST_LISTED).map(|(value, _)| value).collect()
}

/// The days that most reports give; of two the earlier.
fn days(views: &[View<'_>]) -> Option<(i32, i32)> {
    let mut counts: BTreeMap<(i32, i32), usize> = BTreeMap::new();
    for days in views.iter().filter_map(|view| view.event.days) {
        *counts.entry(days).or_default() += 1;
    }
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map(|(days, _)| days)
}

fn places(views: &[View<'_>]) -> Vec<PlaceEntry> {
    let mut known: BTreeMap<(Option<u32>, String), (usize, PlaceEntry)> = BTreeMap::new();
    for site in views.iter().flat_map(|view| &view.event.sites) {
        let name = if site.geonames.is_some() { String::new() } else { site.name.clone() };
        let degrees = |e5: i32| f64::from(e5) / 1e5;
        let entry = known.entry((site.geonames, name)).or_insert_with(|| {
            let entry = PlaceEntry {
                name: site.name.clone(),
                country: site.country.clone(),
                geonames: site.geonames,
                latitude: site.point.map(|(latitude, _)| degrees(latitude)),
                longitude: site.point.map(|(_, longitude)| degrees(longitude)),
            };
            (0, entry)
        });
        entry.0 += 1;
    }
    let mut places: Vec<_> = known.into_iter().collect();
    places.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    places.into_iter().take(MOST_LISTED).map(|(_, (_, place))| place).collect()
}
