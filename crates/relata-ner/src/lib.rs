//! Named-entity mentions and their coreference for relata.
