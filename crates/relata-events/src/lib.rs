//! Attributed events: triggers, roles, time, quantities, places, attestation.
