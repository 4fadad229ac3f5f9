//! Cleaning of pasted news text with offsets into the raw input; sentences.
