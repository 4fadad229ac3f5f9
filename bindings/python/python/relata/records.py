"""Records of an extraction, as typed, frozen data classes.

Written by make_records.py from the JSON Schema of extractions. Offsets count what the extraction says:
Unicode code points, unless bytes were asked for. Absent is `None`, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ._record import Record

__all__ = [
    "Absence",
    "Acled",
    "Aspect",
    "Attestation",
    "AttestationStance",
    "Block",
    "BlockRole",
    "Casualties",
    "CasualtyCount",
    "CasualtyKind",
    "CasualtyRange",
    "CasualtyStatus",
    "Claim",
    "ClaimMode",
    "Coordinates",
    "Cue",
    "DateOrigin",
    "Dateline",
    "DecidedBy",
    "Decisions",
    "Discrepancy",
    "DiscrepancyKind",
    "Document",
    "Entity",
    "EntityType",
    "Event",
    "EventRelation",
    "EventRelationType",
    "EventTime",
    "EventType",
    "Factuality",
    "Mention",
    "MentionKind",
    "Modality",
    "Page",
    "Participant",
    "Place",
    "PlaceOffset",
    "PlacePrecision",
    "PlaceReason",
    "Plover",
    "Polarity",
    "Quantity",
    "Sector",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "StanceBasis",
    "TextSpan",
    "TimeAnchor",
    "TimeExpression",
    "TimeType",
    "TraceStep",
    "Warning",
    "WarningKind",
]

Aspect: TypeAlias = Literal["begins", "continues", "ends"]
"""Which stage of an event the text tells of."""
AttestationStance: TypeAlias = Literal["claims", "confirms", "denies", "hedges", "withholds"]
"""What a voice does with an event."""
BlockRole: TypeAlias = Literal[
    "headline", "standfirst", "lead", "body", "subheading", "quote", "list", "byline", "dateline",
    "timestamp", "caption", "donation_appeal", "subscription_prompt", "newsletter_prompt", "related_links",
    "comment_prompt", "social_share", "advertisement", "cookie_notice", "navigation", "editorial_notice",
    "copyright", "other", "credit"
]
"""What a block of text is for."""
CasualtyKind: TypeAlias = Literal["killed", "injured", "missing", "detained", "displaced"]
"""How people are harmed."""
CasualtyStatus: TypeAlias = Literal["none_stated", "no_information", "reported"]
"""What is known of the people harmed."""
ClaimMode: TypeAlias = Literal["direct", "indirect", "mixed"]
"""How the words of the source are given."""
DateOrigin: TypeAlias = Literal["given", "json_ld", "open_graph", "meta", "time_element"]
"""Where the day of publication was found, from which relative dates are reckoned."""
DecidedBy: TypeAlias = Literal["rules", "head", "both"]
"""What decided a part of a record."""
DiscrepancyKind: TypeAlias = Literal[
    "agent", "target", "number", "place", "time", "means", "occurrence", "intention"
]
"""On what two statements differ."""
EntityType: TypeAlias = Literal[
    "PER", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "WEAPON", "VEHICLE", "PRODUCT", "WORK", "LAW", "DATE",
    "TIME", "MONEY", "PERCENT", "QUANTITY", "MISC"
]
"""Type of an entity or of an expression that the entity head marks."""
EventRelationType: TypeAlias = Literal["before", "after", "accompanies", "part_of", "causes"]
"""How two events relate."""
Factuality: TypeAlias = Literal[
    "actual", "planned", "possible", "conditional", "requested", "negated", "habitual", "ended"
]
"""In which way the text tells of an event."""
MentionKind: TypeAlias = Literal["name", "adjective", "title", "nominal", "pronoun"]
"""How a mention refers."""
Modality: TypeAlias = Literal["actual", "planned", "hypothetical", "possible", "habitual"]
"""In which world it takes place."""
PlacePrecision: TypeAlias = Literal["country", "region", "district", "city", "area", "part"]
"""How closely a `Place` is known."""
PlaceReason: TypeAlias = Literal[
    "country_name", "named_container", "only_candidate", "country_of_article", "far_largest", "ambiguous"
]
"""Why a `Place` is taken to be this one."""
Polarity: TypeAlias = Literal["positive", "negative"]
"""Whether the text says that it took place or that it did not."""
Sector: TypeAlias = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "IGO", "NGO"
]
"""Sector of a party: the codes of the PLOVER manual, version 2.0 (Open Event Data Alliance)."""
SourceKind: TypeAlias = Literal["name", "title", "nominal", "pronoun", "unnamed", "document"]
"""How a source is named."""
Stance: TypeAlias = Literal["asserted", "confirmed", "denied", "hedged", "withheld", "asked", "demanded"]
"""What the source does with the content."""
StanceBasis: TypeAlias = Literal["cue", "negation", "modality", "governor", "unmarked"]
"""What a claim's stance is read from."""
TimeAnchor: TypeAlias = Literal["published", "dateline", "text"]
"""What an expression without a full date of its own is reckoned from."""
TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
"""Type of a TIMEX3."""
WarningKind: TypeAlias = Literal[
    "empty", "no_article", "language", "html", "long_sentence", "not_read", "control_characters", "encoding",
    "quotation", "metadata", "date"
]
"""Kind of a `Warning`."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Absence(Record):
    """A statement that something is not known."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    about: str
    """What is not known."""
    by: str
    """Who says so."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Acled(Record):
    """Type of an event in ACLED."""

    event_type: str
    """Event type."""
    sub_event_type: str
    """Sub-event type."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Attestation(Record):
    """One voice that carries an event."""

    by: str
    """Who."""
    claim: str | None
    """In which claim, None for the narrator."""
    stance: AttestationStance
    """How."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Block(Record):
    """A run of the raw text with one role."""

    start: int
    end: int
    kept: bool
    """Whether the later stages read it."""
    role: BlockRole
    """What it is for."""
    score: float | None = None
    """How sure the cleaner is that it is rightly kept or dropped; None where nothing was judged."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Casualties(Record):
    """People harmed by an event."""

    injured: tuple[CasualtyCount, ...]
    """Injured."""
    killed: tuple[CasualtyCount, ...]
    """Killed."""
    status: CasualtyStatus
    """Whether numbers are given."""
    detained: tuple[CasualtyCount, ...] = ()
    """Detained or abducted."""
    displaced: tuple[CasualtyCount, ...] = ()
    """Displaced."""
    missing: tuple[CasualtyCount, ...] = ()
    """Missing."""
    ranges: tuple[CasualtyRange, ...] = ()
    """What each voice says, taken together: one range for each harm and voice."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class CasualtyCount(Record):
    """A number of casualties and who gives it."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    by: str
    """Who gives it."""
    claim: str | None
    """The claim that gives it, None when the paper does."""
    max: int | None
    """Highest number that the text allows; None when it gives no upper bound."""
    min: int | None
    """Lowest number that the text allows; None when it gives no lower bound."""
    unit: str | None
    """Lemma of what is counted."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class CasualtyRange(Record):
    """What one voice says of a number over all its statements, for instance at least 4 and at most 12."""

    by: str
    """Whose statements."""
    kind: CasualtyKind
    """Of which harm."""
    max: int | None
    """Highest number that they allow; None when they give no upper bound."""
    min: int | None
    """Lowest number that they allow; None when they give no lower bound."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Claim(Record):
    """An attribution: a content, and who is said to be its source."""

    id: str
    """Identifier in this extraction."""
    addressee: Participant | None
    """To whom it is said."""
    content: tuple[TextSpan, ...]
    """What is said, in the order of the text; more than one when other words stand between."""
    cue: Cue | None
    """The words that attribute it, None for a quotation that merely runs on."""
    events: tuple[str, ...]
    """The events that the content tells of."""
    mode: ClaimMode
    """How it is given."""
    score: float
    """Confidence."""
    source: Source | None
    """Who says it, None when the text does not state it."""
    stance: Stance
    """What the source does with it."""
    stance_basis: StanceBasis
    """What the stance is read from."""
    within: str | None
    """The claim inside whose content this one stands."""
    medium: TextSpan | None = None
    """Through what it was said: "in a statement", "on Twitter"."""
    said_at: TextSpan | None = None
    """When it was said, as far as the cue's own clause tells ("previously", "on Tuesday")."""
    time: str | None = None
    """The time expression of `said_at`."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Coordinates(Record):
    """A point on the earth, in hundred-thousandths of a degree (about one metre), so that it can be
    compared exactly. Written in degrees.
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Cue(Record):
    """The words that attribute."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    lemma: str
    """Dictionary form of the main word."""
    class_: str | None = None
    """Class of the cue in the lexicon ("say", "deny"), None for a cue that no lexicon has."""
    lexicon: str | None = None
    """Name of the lexicon that says so."""
    part: str | None = None
    """Part of speech of the main word in the lexicon: "verb", "noun", "phrase", "adverb"; None for a cue
    that no lexicon has.
    """


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Dateline(Record):
    """What stands at the beginning of the first paragraph in front of its first sentence: `DAMASCUS, Oct 7
    (Reuters) -`. The day is as it is written: it has no year as a rule, and is no day of publication.
    """

    start: int
    end: int
    agency: TextSpan | None = None
    """For which agency or paper."""
    date: TextSpan | None = None
    """On which day."""
    place: TextSpan | None = None
    """Where the article was written, with country or state if they are given."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Decisions(Record):
    """What decided type, polarity and modality of an event."""

    type: DecidedBy
    """The root event."""
    modality: DecidedBy
    """In which world."""
    polarity: DecidedBy
    """Whether it took place."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Discrepancy(Record):
    """Two statements of one article that differ."""

    a: str
    """The earlier."""
    b: str
    """The later."""
    on: str
    """What they differ on, in words."""
    events: tuple[str, ...] = ()
    """The events that they speak of."""
    kind: DiscrepancyKind | None = None
    """What they differ on."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Entity(Record):
    """Somebody or something that the article speaks of, with all its mentions."""

    id: str
    """Identifier in this extraction."""
    name: str
    """Its fullest name in the article, or its fullest description where it is never named."""
    type: EntityType
    """What it is."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that it is, or belongs to by its name; None when that is not
    certain.
    """
    mentions: tuple[Mention, ...]
    """The mentions in the order of the text; at least one."""
    place: Place | None = None
    """For a place: where it lies, as far as the gazetteer and the article tell; None where the gazetteer
    does not know the name.
    """
    speaks_for: str | None = None
    """The country for which it speaks: a capital that is a source, a government or ministry, who holds an
    office of the state. One voice, and another entity; None for all others, and where the article does
    not name the country.
    """


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Event(Record):
    """Something that happened, or is said to have, or not to have happened."""

    id: str
    """Identifier in this extraction."""
    type: EventType
    """What kind of event."""
    actors: tuple[Participant, ...]
    """Who did it."""
    attestations: tuple[Attestation, ...]
    """Who says so."""
    casualties: Casualties
    """People harmed."""
    decided: Decisions
    """What decided type, polarity and modality."""
    factuality: Factuality
    """In which way the text tells of it; polarity and modality follow from it."""
    independent_sources: int
    """Number of different entities, the narrator not counted, that claim or confirm it. Who denies it,
    calls it possible or declines to say is no source of it: "denied that troops had shelled the
    market", "had no plans to send troops", "may have shelled" count none.
    """
    instruments: tuple[Participant, ...]
    """With what."""
    modality: Modality
    """In which world."""
    places: tuple[Participant, ...]
    """Where."""
    polarity: Polarity
    """Whether it took place."""
    relations: tuple[EventRelation, ...]
    """Relations to other events."""
    score: float
    """Confidence."""
    targets: tuple[Participant, ...]
    """To whom or what."""
    time: EventTime | None
    """When."""
    triggers: tuple[TextSpan, ...]
    """The words that tell of it, one for each mention; at least one."""
    aspect: Aspect | None = None
    """Which stage of it the text tells of, where it tells of one."""
    beneficiaries: tuple[Participant, ...] = ()
    """For whose good: "delivered food *to the camp*", "voted *for the bill*"."""
    support_triggers: tuple[TextSpan, ...] = ()
    """Other words of the same sentences that tell of it: "killed" of "killed in a bombing"."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class EventRelation(Record):
    """A relation from one event to another."""

    type: EventRelationType
    """How they relate."""
    event: str
    """The other."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class EventTime(Record):
    """When an event took place."""

    id: str
    """The time expression that says so."""
    start: str | None
    """First day of it, None where that is not known."""
    end: str | None
    """The day after its last."""
    anchored_by: TimeAnchor | None
    """What the expression is reckoned from, None where it tells all by itself or stays open."""
    value: str
    """Its TIMEX3 value."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class EventType(Record):
    """Class of an event, and its type in three ontologies as far as each has one for it."""

    acled: Acled | None
    """ACLED."""
    cameo: str | None
    """CAMEO code."""
    class_: str
    """Class of news, or of the user's own lexicon."""
    plover: Plover | None
    """PLOVER."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Mention(Record):
    """A span of the text that refers to an entity."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    type: EntityType | None = None
    """Type of this mention where it differs from the entity's ("Russian" is `NORP`, Russia is `GPE`)."""
    kind: MentionKind
    """How it refers."""
    score: float
    """Confidence."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Page(Record):
    """What a web page says about its article outside of the article's text. Nothing of it is guessed."""

    authors: tuple[str, ...]
    """Names of the authors, in the page's order."""
    language: str | None
    """Language that the page declares, for example `en-GB`."""
    modified: str | None
    """Time of the last change as the page states it."""
    published: str | None
    """Time of publication as the page states it, with its zone where it names one."""
    publisher: str | None
    """Name of the publisher or the site."""
    section: str | None
    """Section of the site."""
    title: str | None
    """Title of the article, without the name of the site."""
    url: str | None
    """Canonical address."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Participant(Record):
    """A phrase that takes part in a claim or an event, with the entity that it refers to."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    entity: str | None
    """The entity, None when none is known."""
    alleged: bool = False
    """For a party of an event: the text only lays the part to it ("accused of", "allegedly", "the
    suspected bombers").
    """
    place: Place | None = None
    """For the place of an event: where it lies, as far as the gazetteer and the article tell."""
    sector: Sector | None = None
    """For a party of an event: the sector that its nouns or its entity tell."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Place(Record):
    """Where a place lies. What is not certain is left out, and `reason` says why what is there is taken to
    be right.
    """

    country: str | None
    """ISO 3166-1 alpha-2 code of the country."""
    precision: PlacePrecision | None
    """How closely it is known; None where the place is not."""
    reason: PlaceReason
    """Why it is taken to be this one."""
    coordinates: Coordinates | None = None
    """The point of a town that is in the gazetteer and unambiguous in the article; never that of a
    country, region or part.
    """
    geonames: int | None = None
    """Its number in `GeoNames`."""
    offset: PlaceOffset | None = None
    """How far off it and in which direction, where the text says "30 km north of" it."""
    part: str | None = None
    """Which part is meant: `"west"`, `"centre"`, `"outskirts"`."""
    population: int | None = None
    """Inhabitants of a town."""
    probability: float | None = None
    """That this place is meant, by a model fitted on news with known places; that its country is, where
    only that is told. None where nothing had to be chosen.
    """
    region: str | None = None
    """`GeoNames` code of the first-level region: `"SY.10"`."""
    region_code: str | None = None
    """ISO 3166-2 code of the region: `"SY-HM"`."""
    region_name: str | None = None
    """English name of the region: `"Hama"`."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class PlaceOffset(Record):
    """How far off a place something is, and in which direction."""

    direction: str | None
    """`"north"`, `"south-west"`; None where the text gives none."""
    metres: int
    """Distance in metres."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Plover(Record):
    """Type of an event in PLOVER."""

    context: tuple[str, ...]
    """Contexts: `military`, …"""
    event: str
    """Root event: `ASSAULT`, `MOBILIZE`, …"""
    mode: tuple[str, ...]
    """Modes: `aerial`, …"""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Quantity(Record):
    """A number of things as the text gives it, with bounds."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    max: int | None
    """Highest number that the text allows; None when it gives no upper bound."""
    min: int | None
    """Lowest number that the text allows; None when it gives no lower bound."""
    unit: str | None
    """Lemma of what is counted."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Source(Record):
    """Who makes a claim."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""
    entity: str | None
    """The entity that it is, None when that is not certain."""
    kind: SourceKind
    """How it is named."""
    group: bool = False
    """True where an unnamed source is several persons or a body: "officials", "a group". False for "an
    official", and for sources of another kind.
    """


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Span(Record):
    """A half-open range of code points, or of bytes, of a text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class TextSpan(Record):
    """A span together with the text that stands there: what every string of the output is."""

    start: int
    end: int
    text: str
    """Exactly what stand there."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class TimeExpression(Record):
    """A time expression with its normalised value (TIMEX3 of ISO-TimeML)."""

    id: str
    """Identifier in this extraction."""
    start: int
    end: int
    text: str
    """Exactly what stand there."""
    type: TimeType
    """TIMEX3 type."""
    anchored_by: TimeAnchor | None
    """What it is reckoned from; None where the expression tells all by itself or stays open."""
    end_day: str | None
    """The day after its last."""
    start_day: str | None
    """First day of it; None where that is not known, and for lengths and recurring times."""
    value: str | None
    """TIMEX3 value; what a publication date would be needed for stays open: `XXXX-WXX-3`. None for a date
    that the calendar does not have: "31 February".
    """


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class TraceStep(Record):
    """One decision that went into a record."""

    part: str
    """What was decided: `"trigger"`, `"type"`, `"actor"`, `"time"`, `"modality"`, …"""
    record: str
    """Identifier of the record: `"v1"`, `"t3"`, `"c2"`, or `"q4"`, `"d1"`, `"a1"` for the fifth quantity,
    second discrepancy, second absence. Empty for a pronoun that stays unresolved.
    """
    rule: str
    """Name of the rule or head: `"lexicon"`, `"head:root"`, `"subject"`, `"time:weekday"`, …"""
    spans: tuple[TextSpan, ...]
    """The words that it went by."""
    version: str
    """Crate and version that hold the rule: `"relata-events 0.1.0"`."""
    detail: str = ""
    """What it decided, or the row of a table that it used."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Warning(Record):
    """Something odd that the caller may want to know; the extraction is complete all the same."""

    kind: WarningKind
    """What kind."""
    message: str
    """In words."""
    span: Span | None = None
    """Where, when it has a place."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Document(Record):
    """Everything that was found in one article."""

    id: str | None
    """The caller's name for the article."""
    text: str | None = None
    """The text that offsets refer to, where it is not byte for byte what was given (HTML, another
    encoding).
    """
    absences: tuple[Absence, ...]
    """Statements that something is not known."""
    blocks: tuple[Block, ...]
    """Kept and dropped runs of the text."""
    claims: tuple[Claim, ...]
    """Claims."""
    discrepancies: tuple[Discrepancy, ...]
    """Statements that differ."""
    entities: tuple[Entity, ...]
    """Entities."""
    events: tuple[Event, ...]
    """Events."""
    language: str | None
    """ISO 639-1 code of the language found, None when the text is too short to tell."""
    main_event: str | None
    """The event that the article is about."""
    published: str | None
    """Day of publication as the caller gave it, or as the page states it; relative dates are reckoned from
    it.
    """
    publisher: str | None
    """Publisher as the caller gave it, or as the page states it."""
    quantities: tuple[Quantity, ...]
    """Quantities."""
    schema_version: int
    """Version of this format."""
    sentences: tuple[Span, ...]
    """Sentences of the kept blocks."""
    times: tuple[TimeExpression, ...]
    """Time expressions."""
    title: str | None
    """Title as the caller gave it, or as the page states it."""
    warnings: tuple[Warning, ...]
    """Oddities."""
    dateline: Dateline | None = None
    """The dateline of the first paragraph, a sentence of its own; None where there is none."""
    page: Page | None = None
    """What the page says about its article (HTML)."""
    published_from: DateOrigin | None = None
    """Where the day of publication comes from."""
    trace: tuple[TraceStep, ...] = ()
    """Which rule or head decided what, where that was asked for."""
    url: str | None = None
    """Where the article was found, as the caller gave it."""


class ExtractionFields:
    """The fields of an extraction, made from its written form when the first is asked for."""

    __slots__ = ()

    def _document(self) -> Document:
        raise NotImplementedError

    @property
    def id(self) -> str | None:
        """The caller's name for the article."""
        return self._document().id

    @property
    def absences(self) -> tuple[Absence, ...]:
        """Statements that something is not known."""
        return self._document().absences

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Kept and dropped runs of the text."""
        return self._document().blocks

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims."""
        return self._document().claims

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Statements that differ."""
        return self._document().discrepancies

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities."""
        return self._document().entities

    @property
    def events(self) -> tuple[Event, ...]:
        """Events."""
        return self._document().events

    @property
    def language(self) -> str | None:
        """ISO 639-1 code of the language found, None when the text is too short to tell."""
        return self._document().language

    @property
    def main_event(self) -> str | None:
        """The event that the article is about."""
        return self._document().main_event

    @property
    def published(self) -> str | None:
        """Day of publication as the caller gave it, or as the page states it; relative dates are reckoned
        from it.
        """
        return self._document().published

    @property
    def publisher(self) -> str | None:
        """Publisher as the caller gave it, or as the page states it."""
        return self._document().publisher

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Quantities."""
        return self._document().quantities

    @property
    def schema_version(self) -> int:
        """Version of this format."""
        return self._document().schema_version

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the kept blocks."""
        return self._document().sentences

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions."""
        return self._document().times

    @property
    def title(self) -> str | None:
        """Title as the caller gave it, or as the page states it."""
        return self._document().title

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """Oddities."""
        return self._document().warnings

    @property
    def dateline(self) -> Dateline | None:
        """The dateline of the first paragraph, a sentence of its own; None where there is none."""
        return self._document().dateline

    @property
    def page(self) -> Page | None:
        """What the page says about its article (HTML)."""
        return self._document().page

    @property
    def published_from(self) -> DateOrigin | None:
        """Where the day of publication comes from."""
        return self._document().published_from

    @property
    def trace(self) -> tuple[TraceStep, ...]:
        """Which rule or head decided what, where that was asked for."""
        return self._document().trace

    @property
    def url(self) -> str | None:
        """Where the article was found, as the caller gave it."""
        return self._document().url


Casualties._records = {
    "injured": CasualtyCount,
    "killed": CasualtyCount,
    "detained": CasualtyCount,
    "displaced": CasualtyCount,
    "missing": CasualtyCount,
    "ranges": CasualtyRange,
}
Claim._records = {
    "addressee": Participant,
    "content": TextSpan,
    "cue": Cue,
    "source": Source,
    "medium": TextSpan,
    "said_at": TextSpan,
}
Dateline._records = {
    "agency": TextSpan,
    "date": TextSpan,
    "place": TextSpan,
}
Entity._records = {
    "mentions": Mention,
    "place": Place,
}
Event._records = {
    "type": EventType,
    "actors": Participant,
    "attestations": Attestation,
    "casualties": Casualties,
    "decided": Decisions,
    "instruments": Participant,
    "places": Participant,
    "relations": EventRelation,
    "targets": Participant,
    "time": EventTime,
    "triggers": TextSpan,
    "beneficiaries": Participant,
    "support_triggers": TextSpan,
}
EventType._records = {
    "acled": Acled,
    "plover": Plover,
}
Participant._records = {
    "place": Place,
}
Place._records = {
    "coordinates": Coordinates,
    "offset": PlaceOffset,
}
TraceStep._records = {
    "spans": TextSpan,
}
Warning._records = {
    "span": Span,
}
Document._records = {
    "absences": Absence,
    "blocks": Block,
    "claims": Claim,
    "discrepancies": Discrepancy,
    "entities": Entity,
    "events": Event,
    "quantities": Quantity,
    "sentences": Span,
    "times": TimeExpression,
    "warnings": Warning,
    "dateline": Dateline,
    "page": Page,
    "trace": TraceStep,
}
