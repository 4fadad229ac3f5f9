//! Sectors of society that parties of events belong to.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;

label_set! {
    /// Sector of a party: the codes of the PLOVER manual, version 2.0 (Open Event Data Alliance).
    ///
    /// ```
    /// use relata_core::Sector;
    /// assert_eq!("MIL".parse(), Ok(Sector::Military));
    /// ```
    Sector, "sector" {
        /// Police and investigators.
        Police = "COP",
        /// Government: the executive.
        Government = "GOV",
        /// Judges and courts.
        Judiciary = "JUD",
        /// Parliaments and lawmakers.
        Legislature = "LEG",
        /// Armed forces of a state.
        Military = "MIL",
        /// Armed groups that are not against the government.
        Paramilitary = "PRM",
        /// Parties.
        Party = "PTY",
        /// Armed groups against a government.
        Rebels = "REB",
        /// Intelligence services.
        Intelligence = "SPY",
        /// Armed people of whom no more is known.
        UnidentifiedArmed = "UAF",
        /// Farmers and peasants.
        Agriculture = "AGR",
        /// Companies and business people.
        Business = "BUS",
        /// Criminals and gangs.
        Criminals = "CRM",
        /// Civilians, protesters, activists.
        Civilians = "CVL",
        /// Schools, teachers, students.
        Education = "EDU",
        /// Former officials.
        Elites = "ELI",
        /// Journalists and media.
        Journalists = "JRN",
        /// Workers and unions.
        Labour = "LAB",
        /// Health.
        Medical = "MED",
        /// Refugees and displaced people.
        Refugees = "REF",
        /// Political opposition.
        Opposition = "OPP",
        /// Religious organisations and people.
        Religious = "REL",
        /// Organisations of civil society.
        CivilSociety = "SOC",
        /// Organisations of states.
        Intergovernmental = "IGO",
        /// Organisations of no state.
        Nongovernmental = "NGO",
    }
}
