//! Claim attribution: source, cue, content, stance.
