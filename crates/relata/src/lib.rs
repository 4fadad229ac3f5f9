//! Who reported what happened: attributed events from news articles.
