//! Types of events in three ontologies, with room for a user's own.

use serde::{Deserialize, Serialize};

use crate::NewsClass;
use crate::open_labels::{open_label_set, open_label_traits};

/// Class of an event: one of the [`NewsClass`]es, or one of a user's own lexicon.
///
/// ```
/// use relata_core::{Class, NewsClass};
/// let class = Class::from("ASSAULT");
/// assert_eq!(class, NewsClass::Assault);
/// assert_eq!(class.to_string(), "ASSAULT");
/// assert_eq!(Class::from("STRANDING"), Class::Other("STRANDING".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Class {
    /// A class that relata knows.
    News(NewsClass),
    /// A class of a user's own lexicon.
    Other(String),
}

impl Class {
    /// The written form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::News(class) => class.as_str(),
            Self::Other(text) => text,
        }
    }

    /// The class, where relata knows it; [`NewsClass::ALL`] lists them.
    ///
    /// ```
    /// use relata_core::{Class, NewsClass};
    /// assert_eq!(Class::from("VOTE").news(), Some(NewsClass::Vote));
    /// assert_eq!(Class::from("STRANDING").news(), None);
    /// ```
    #[must_use]
    pub const fn news(&self) -> Option<NewsClass> {
        match self {
            Self::News(class) => Some(*class),
            Self::Other(_) => None,
        }
    }
}

impl From<&str> for Class {
    fn from(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Other(text.to_owned()), Self::News)
    }
}

impl From<NewsClass> for Class {
    fn from(class: NewsClass) -> Self {
        Self::News(class)
    }
}

impl PartialEq<NewsClass> for Class {
    fn eq(&self, other: &NewsClass) -> bool {
        self.news() == Some(*other)
    }
}

open_label_traits!(Class, {
    let known: Vec<&str> = NewsClass::ALL.iter().map(|class| class.as_str()).collect();
    schemars::json_schema!({
        "description": "Class of an event: one that relata knows, or one of a user's own lexicon.",
        "anyOf": [{ "type": "string", "enum": known }, { "type": "string" }],
    })
});

open_label_set! {
    /// Root event of PLOVER 2.0 (Open Event Data Alliance).
    ///
    /// ```
    /// use relata_core::PloverEvent;
    /// assert_eq!(PloverEvent::from("MOBILIZE"), PloverEvent::Mobilize);
    /// assert_eq!(PloverEvent::ALL.len(), 16);
    /// ```
    PloverEvent {
        /// Promise, offer or undertake to cooperate.
        Agree = "AGREE",
        /// Meet, visit, hold talks.
        Consult = "CONSULT",
        /// Endorse, recognise, ratify.
        Support = "SUPPORT",
        /// Yield in words.
        Concede = "CONCEDE",
        /// Cooperate materially.
        Cooperate = "COOPERATE",
        /// Help materially.
        Aid = "AID",
        /// Yield in deed.
        Retreat = "RETREAT",
        /// Ask, demand, order, appeal.
        Request = "REQUEST",
        /// Condemn, accuse, charge, sue, investigate.
        Accuse = "ACCUSE",
        /// Refuse, veto, oppose formally.
        Reject = "REJECT",
        /// Threaten with force or other serious consequences.
        Threaten = "THREATEN",
        /// Demonstrate, strike, riot.
        Protest = "PROTEST",
        /// Reduce relations, convict, expel, dismiss.
        Sanction = "SANCTION",
        /// Move forces short of using them.
        Mobilize = "MOBILIZE",
        /// Use power short of violence.
        Coerce = "COERCE",
        /// Do violence.
        Assault = "ASSAULT",
    }
}

open_label_set! {
    /// Mode of a PLOVER event: how it is done. Which modes belong to which root, the manual says;
    /// some belong to several.
    ///
    /// ```
    /// use relata_core::PloverMode;
    /// let mode: PloverMode = "suicide-attack".into();
    /// assert_eq!((&mode, mode.as_str()), (&PloverMode::SuicideAttack, "suicide-attack"));
    /// ```
    PloverMode {
        /// CONSULT: one is the other's guest.
        Visit = "visit",
        /// CONSULT: others are the hosts.
        ThirdParty = "third-party",
        /// CONSULT: several sides meet, mostly members of an organisation.
        Multilateral = "multilateral",
        /// CONSULT: by telephone or the like.
        Phone = "phone",
        /// RETREAT: leave a territory. SANCTION: take back people or means that are no forces.
        Withdraw = "withdraw",
        /// RETREAT: let captives go.
        Release = "release",
        /// RETREAT: give up weapons.
        Disarm = "disarm",
        /// RETREAT: hold fire.
        Ceasefire = "ceasefire",
        /// RETREAT: let observers or helpers in.
        Access = "access",
        /// RETREAT: leave an office.
        Resign = "resign",
        /// RETREAT: lift sanctions and bans, give back property; not in the manual's list.
        Ease = "ease",
        /// REQUEST, REJECT: help, exchange or relations.
        Assist = "assist",
        /// REQUEST, REJECT: another policy, government or institution.
        Change = "change",
        /// REQUEST, REJECT: a concession, such as a release or a ceasefire.
        Yield = "yield",
        /// REQUEST, REJECT: a meeting or talks.
        Meet = "meet",
        /// ACCUSE: condemn, complain.
        Disapprove = "disapprove",
        /// ACCUSE: look into it officially.
        Investigate = "investigate",
        /// ACCUSE: lay it to somebody, in words or before a court.
        Allege = "allege",
        /// THREATEN, COERCE: limit movement, trade or political work.
        Restrict = "restrict",
        /// THREATEN, COERCE: arrest, detain.
        Arrest = "arrest",
        /// THREATEN: end relations or talks.
        Relations = "relations",
        /// THREATEN, SANCTION: expel diplomats or members.
        Expel = "expel",
        /// THREATEN: take territory.
        Territory = "territory",
        /// THREATEN: do violence.
        Violence = "violence",
        /// PROTEST: a rally or march, mostly peaceful.
        Demo = "demo",
        /// PROTEST: a violent crowd.
        Riot = "riot",
        /// PROTEST: lay down work.
        Strike = "strike",
        /// PROTEST: hunger strike.
        Hunger = "hunger",
        /// PROTEST: boycott.
        Boycott = "boycott",
        /// PROTEST: block a road or a place.
        Obstruct = "obstruct",
        /// PROTEST: damage a thing as a sign.
        Vandalize = "vandalize",
        /// SANCTION: find guilty or unlawful.
        Convict = "convict",
        /// SANCTION: reduce or break off exchange.
        Discontinue = "discontinue",
        /// MOBILIZE: armed people or units.
        Troops = "troops",
        /// MOBILIZE: make weapons ready.
        Weapons = "weapons",
        /// MOBILIZE: police.
        Police = "police",
        /// MOBILIZE: armed groups of no state.
        Militia = "militia",
        /// COERCE: search, raid, confiscate.
        Seize = "seize",
        /// COERCE: ban or bar what is published.
        Censor = "censor",
        /// COERCE: curfew.
        Curfew = "curfew",
        /// COERCE: state of emergency.
        MartialLaw = "martial-law",
        /// COERCE: send persons out of the country.
        Deport = "deport",
        /// COERCE: cut off power, water, food.
        Withhold = "withhold",
        /// COERCE: mislead the public.
        Misinformation = "misinformation",
        /// COERCE: break into computers.
        Cyber = "cyber",
        /// ASSAULT: abduct, hijack.
        Abduct = "abduct",
        /// ASSAULT: beat.
        Beat = "beat",
        /// ASSAULT: torture.
        Torture = "torture",
        /// ASSAULT: sexual violence.
        Sexual = "sexual",
        /// ASSAULT: kill chosen or defenceless people.
        Targeted = "targeted",
        /// ASSAULT: drive out or kill a people; not in the manual's present list.
        Cleansing = "cleansing",
        /// ASSAULT: destroy property on purpose.
        Destroy = "destroy",
        /// ASSAULT: fire, blades, stones, tools.
        Primitive = "primitive",
        /// ASSAULT: guns that a person carries.
        Firearms = "firearms",
        /// ASSAULT: mines and bombs that no heavy weapon fires.
        Explosives = "explosives",
        /// ASSAULT: suicide attack.
        SuicideAttack = "suicide-attack",
        /// ASSAULT: aircraft with a crew.
        Aerial = "aerial",
        /// ASSAULT: aircraft without a crew.
        Drone = "drone",
        /// ASSAULT: artillery, rockets, tanks.
        HeavyWeapons = "heavy-weapons",
        /// ASSAULT: tear gas, water cannon, batons against a crowd.
        CrowdControl = "crowd-control",
        /// ASSAULT: chemical, biological, nuclear.
        Unconventional = "unconventional",
    }
}

open_label_set! {
    /// Context of a PLOVER event: what it is about.
    ///
    /// ```
    /// use relata_core::PloverContext;
    /// assert_eq!(PloverContext::HumanSecurity.to_string(), "human_security");
    /// ```
    PloverContext {
        /// Armed forces of states.
        Military = "military",
        /// Intelligence services.
        Intelligence = "intelligence",
        /// Governments and their heads.
        Executive = "executive",
        /// Parliaments.
        Legislative = "legislative",
        /// Elections and campaigns.
        Election = "election",
        /// Formal political bodies and parties.
        PoliticalInstitutions = "political_institutions",
        /// Towards democracy.
        ProDemocracy = "pro_democracy",
        /// Towards autocracy.
        ProAutocracy = "pro_autocracy",
        /// Economy, trade, finance.
        Economic = "economic",
        /// Courts and law.
        Legal = "legal",
        /// Compensation for past harm.
        Reparations = "reparations",
        /// Human rights in general.
        HumanRights = "human_rights",
        /// Political rights, freedom of press and assembly.
        RightsFreedoms = "rights_freedoms",
        /// Repression by security forces.
        Repression = "repression",
        /// Water, food, housing, energy, land.
        HumanSecurity = "human_security",
        /// Women's rights, equality of the sexes.
        Gender = "gender",
        /// Rights of sexual minorities.
        Lgbt = "lgbt",
        /// Religion, ethnic groups, castes, languages.
        ReligionEthnicity = "religion_ethnicity",
        /// Unequal means and chances.
        Inequality = "inequality",
        /// Diplomacy.
        Diplomatic = "diplomatic",
        /// Disputed territory.
        Territory = "territory",
        /// Peacekeeping.
        Peacekeeping = "peacekeeping",
        /// Public health and epidemics.
        Health = "health",
        /// Asylum.
        Asylum = "asylum",
        /// Migration, refugees.
        Migration = "migration",
        /// Natural disasters and accidents.
        Disasters = "disasters",
        /// Extraction and trade of natural resources.
        NaturalResource = "natural_resource",
        /// Pollution and protection of nature.
        Environment = "environment",
        /// Technology.
        Technology = "technology",
        /// Terrorism and measures against it.
        Terrorism = "terrorism",
        /// Chemical, biological, radiological and nuclear weapons.
        Cbrn = "cbrn",
        /// Attacks on computers.
        Cyber = "cyber",
        /// Misinformation.
        Misinformation = "misinformation",
        /// Crime that none of the others fits.
        Crime = "crime",
        /// Abuse of office.
        Corruption = "corruption",
        /// Illegal drugs.
        IllegalDrugs = "illegal_drugs",
        /// Trade in humans, drugs, animals, goods.
        Trafficking = "trafficking",
        /// Democracy, as relata's lexicon has it; the manual parts what is for it and against it.
        Democracy = "democracy",
        /// Help in need, as relata's lexicon has it.
        Humanitarian = "humanitarian",
    }
}

open_label_set! {
    /// Event type of ACLED.
    ///
    /// ```
    /// use relata_core::AcledEventType;
    /// assert_eq!(AcledEventType::from("Riots"), AcledEventType::Riots);
    /// ```
    AcledEventType {
        /// Battles.
        Battles = "Battles",
        /// Protests.
        Protests = "Protests",
        /// Riots.
        Riots = "Riots",
        /// Explosions and remote violence.
        ExplosionsRemoteViolence = "Explosions/Remote violence",
        /// Violence against civilians.
        ViolenceAgainstCivilians = "Violence against civilians",
        /// Strategic developments.
        StrategicDevelopments = "Strategic developments",
    }
}

open_label_set! {
    /// Sub-event type of ACLED.
    ///
    /// ```
    /// use relata_core::{AcledEventType, AcledSubEventType};
    /// let clash = AcledSubEventType::from("Armed clash");
    /// assert_eq!(clash.event_type(), Some(AcledEventType::Battles));
    /// ```
    AcledSubEventType {
        /// A state takes a place back.
        GovernmentRegainsTerritory = "Government regains territory",
        /// A group that is no state takes a place.
        NonStateActorOvertakesTerritory = "Non-state actor overtakes territory",
        /// Armed clash.
        ArmedClash = "Armed clash",
        /// Excessive force against protesters.
        ExcessiveForceAgainstProtesters = "Excessive force against protesters",
        /// A protest that is broken up.
        ProtestWithIntervention = "Protest with intervention",
        /// A peaceful protest.
        PeacefulProtest = "Peaceful protest",
        /// A violent demonstration.
        ViolentDemonstration = "Violent demonstration",
        /// Mob violence.
        MobViolence = "Mob violence",
        /// A chemical weapon.
        ChemicalWeapon = "Chemical weapon",
        /// A strike from the air.
        AirDroneStrike = "Air/drone strike",
        /// A suicide bomb.
        SuicideBomb = "Suicide bomb",
        /// Shells, rockets, missiles.
        ShellingArtilleryMissileAttack = "Shelling/artillery/missile attack",
        /// A mine or a bomb that is left behind.
        RemoteExplosiveLandmineIed = "Remote explosive/landmine/IED",
        /// A grenade.
        Grenade = "Grenade",
        /// Sexual violence.
        SexualViolence = "Sexual violence",
        /// An attack on civilians.
        Attack = "Attack",
        /// Abduction.
        AbductionForcedDisappearance = "Abduction/forced disappearance",
        /// An agreement.
        Agreement = "Agreement",
        /// Arrests.
        Arrests = "Arrests",
        /// A group changes.
        ChangeToGroupActivity = "Change to group/activity",
        /// Weapons that were made useless.
        DisruptedWeaponsUse = "Disrupted weapons use",
        /// A base is set up.
        HeadquartersOrBaseEstablished = "Headquarters or base established",
        /// Looting, property destroyed.
        LootingPropertyDestruction = "Looting/property destruction",
        /// A place changes hands without violence.
        NonViolentTransferOfTerritory = "Non-violent transfer of territory",
        /// What else ACLED counts; not [`Self::Other`], which is a word that ACLED does not have.
        OtherDevelopment = "Other",
    }
}

impl AcledSubEventType {
    /// The event type that it belongs to; `None` for a user's own.
    #[must_use]
    pub const fn event_type(&self) -> Option<AcledEventType> {
        Some(match self {
            Self::GovernmentRegainsTerritory
            | Self::NonStateActorOvertakesTerritory
            | Self::ArmedClash => AcledEventType::Battles,
            Self::ExcessiveForceAgainstProtesters
            | Self::ProtestWithIntervention
            | Self::PeacefulProtest => AcledEventType::Protests,
            Self::ViolentDemonstration | Self::MobViolence => AcledEventType::Riots,
            Self::ChemicalWeapon
            | Self::AirDroneStrike
            | Self::SuicideBomb
            | Self::ShellingArtilleryMissileAttack
            | Self::RemoteExplosiveLandmineIed
            | Self::Grenade => AcledEventType::ExplosionsRemoteViolence,
            Self::SexualViolence | Self::Attack | Self::AbductionForcedDisappearance => {
                AcledEventType::ViolenceAgainstCivilians
            }
            Self::Agreement
            | Self::Arrests
            | Self::ChangeToGroupActivity
            | Self::DisruptedWeaponsUse
            | Self::HeadquartersOrBaseEstablished
            | Self::LootingPropertyDestruction
            | Self::NonViolentTransferOfTerritory
            | Self::OtherDevelopment => AcledEventType::StrategicDevelopments,
            Self::Other(_) => return None,
        })
    }
}

/// Class of an event, and its type in three ontologies as far as each has one for it.
///
/// ```
/// use relata_core::{EventType, NewsClass, Plover, PloverEvent};
/// let mut kind = EventType::of(NewsClass::Assault);
/// kind.plover = Some(Plover::new(PloverEvent::Assault));
/// assert_eq!(serde_json::to_value(&kind)?["plover"]["event"], "ASSAULT");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventType {
    /// Class of news, or of the user's own lexicon.
    #[serde(default)]
    pub class: Class,
    /// PLOVER.
    pub plover: Option<Plover>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// ACLED.
    pub acled: Option<Acled>,
}

impl EventType {
    /// A class, without a type in any ontology.
    #[must_use]
    pub fn of(class: impl Into<Class>) -> Self {
        Self { class: class.into(), ..Self::default() }
    }
}

/// Type of an event in PLOVER.
///
/// ```
/// use relata_core::{Plover, PloverEvent, PloverMode};
/// let mut strike = Plover::new("ASSAULT");
/// strike.mode.push(PloverMode::Aerial);
/// assert!(matches!(strike.event, PloverEvent::Assault));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plover {
    /// Root event: `ASSAULT`, `MOBILIZE`, …
    pub event: PloverEvent,
    /// Modes: `aerial`, …
    pub mode: Vec<PloverMode>,
    /// Contexts: `military`, …
    pub context: Vec<PloverContext>,
}

impl Plover {
    /// A root event without mode and context.
    #[must_use]
    pub fn new(event: impl Into<PloverEvent>) -> Self {
        Self { event: event.into(), ..Self::default() }
    }
}

/// Type of an event in ACLED.
///
/// ```
/// use relata_core::{Acled, AcledEventType, AcledSubEventType};
/// let acled = Acled::new("Battles", AcledSubEventType::ArmedClash);
/// assert_eq!(acled.event_type, AcledEventType::Battles);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Acled {
    /// Event type.
    pub event_type: AcledEventType,
    /// Sub-event type.
    pub sub_event_type: AcledSubEventType,
}

impl Acled {
    /// A type with its sub-type.
    #[must_use]
    pub fn new(
        event_type: impl Into<AcledEventType>,
        sub_event_type: impl Into<AcledSubEventType>,
    ) -> Self {
        Self { event_type: event_type.into(), sub_event_type: sub_event_type.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_comes_back_from_its_written_form_and_what_is_not_stays_as_it_is() {
        macro_rules! check {
            ($($name:ident),+) => {$(
                for label in $name::ALL {
                    assert_eq!(&$name::from(label.as_str()), label);
                    assert!(!matches!(label, $name::Other(_)));
                }
                let own: $name = serde_json::from_str("\"stranding\"").unwrap();
                assert_eq!(own, $name::Other("stranding".to_owned()));
                assert_eq!(serde_json::to_string(&own).unwrap(), "\"stranding\"");
            )+};
        }
        check!(PloverEvent, PloverMode, PloverContext, AcledEventType, AcledSubEventType);
        for class in NewsClass::ALL {
            assert_eq!(Class::from(class.as_str()), *class);
        }
    }

    #[test]
    fn the_first_sixteen_classes_are_the_roots_of_plover() {
        let roots = PloverEvent::ALL.iter().map(PloverEvent::as_str);
        let classes = NewsClass::ALL.iter().filter(|class| class.is_plover());
        assert!(roots.eq(classes.map(|class| class.as_str())));
    }

    #[test]
    fn each_sub_type_of_acled_has_its_type() {
        assert!(AcledSubEventType::ALL.iter().all(|sub| sub.event_type().is_some()));
    }
}
