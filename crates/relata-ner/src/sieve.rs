//! The sieves that join candidates, the most precise first (Raghunathan et al. 2010, "A Multi-Pass
//! Sieve for Coreference Resolution"; Lee et al. 2013). Each sees what the ones before it have
//! joined.

mod antecedent;
mod apposition;
mod both;
mod cataphora;
mod first_person;
mod headline_echo;
mod known_role;
mod lead_person;
mod named_later;
mod narrator;
mod of_two;
mod office_holder;
mod organisation_name;
mod own_body;
mod person_name;
mod same_description;
mod same_name;
mod same_speaker;
mod short_description;
mod source_chain;
mod third_person;

use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::options::EntityOptions;

/// One rule by which candidates are joined.
pub(crate) trait Sieve {
    /// Joins the candidates to which the rule applies.
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters);
}

/// Runs all sieves in their order.
pub(crate) fn run(discourse: &Discourse<'_>, options: &EntityOptions) -> Clusters {
    apply(discourse, options, Clusters::new(&discourse.candidates))
}

/// [`run`], which keeps what it weighed.
pub(crate) fn explain(discourse: &Discourse<'_>, options: &EntityOptions) -> Clusters {
    apply(discourse, options, Clusters::new(&discourse.candidates).explaining())
}

fn apply(discourse: &Discourse<'_>, options: &EntityOptions, mut clusters: Clusters) -> Clusters {
    let window = options.description_window;
    let sieves: [&dyn Sieve; 21] = [
        &same_name::SameName,
        &person_name::PersonName,
        &organisation_name::OrganisationName,
        &apposition::Apposition,
        &same_description::SameDescription { window },
        &known_role::KnownRole { window: 4 * window },
        &short_description::ShortDescription { window },
        &office_holder::OfficeHolder,
        &source_chain::SourceChain,
        &lead_person::LeadPerson,
        &headline_echo::HeadlineEcho,
        &known_role::KnownRole { window: 4 * window },
        &named_later::NamedLater { window },
        &of_two::OfTwo,
        &both::Both { window },
        &third_person::ThirdPerson { window: options.pronoun_window },
        &own_body::OwnBody,
        &cataphora::Cataphora,
        &same_speaker::SameSpeaker,
        &first_person::FirstPerson,
        &narrator::Narrator,
    ];
    for sieve in sieves {
        sieve.apply(discourse, &mut clusters);
    }
    clusters
}
