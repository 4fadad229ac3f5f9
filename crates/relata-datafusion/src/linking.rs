//! Linking as a query: joins and aggregates over the keys by which reports of one event are found.

use relata_corpus::CorpusOptions;

/// When reports are one event.
///
/// ```
/// let options = relata_datafusion::LinkOptions::default().with_window_days(7).with_least(0.4);
/// assert_eq!((options.window_days, options.least), (7, 0.4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LinkOptions {
    /// Days of publication over which reports are joined, where their events give no day.
    pub window_days: u16,
    /// The least mean likeness at which groups of reports are joined, 0 to 1.
    pub least: f32,
    /// A key that more reports have tells nothing and is left out.
    pub most_of_key: u16,
    /// Reports that each is compared with: those that share most keys with it.
    pub most_compared: u16,
}

impl Default for LinkOptions {
    fn default() -> Self {
        let CorpusOptions { window_days, min_event_score: least, .. } = CorpusOptions::default();
        Self { window_days, least, most_of_key: 48, most_compared: 12 }
    }
}

impl LinkOptions {
    /// Sets the days of publication over which reports are joined.
    ///
    /// ```
    /// assert_eq!(relata_datafusion::LinkOptions::default().with_window_days(3).window_days, 3);
    /// ```
    #[must_use]
    pub const fn with_window_days(mut self, days: u16) -> Self {
        self.window_days = days;
        self
    }

    /// Sets how like reports must be on average to be one event.
    ///
    /// ```
    /// assert_eq!(relata_datafusion::LinkOptions::default().with_least(0.5).least, 0.5);
    /// ```
    #[must_use]
    pub const fn with_least(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Sets how many reports a key may have that is looked at.
    ///
    /// ```
    /// assert_eq!(relata_datafusion::LinkOptions::default().with_most_of_key(9).most_of_key, 9);
    /// ```
    #[must_use]
    pub const fn with_most_of_key(mut self, reports: u16) -> Self {
        self.most_of_key = reports;
        self
    }

    /// Sets how many reports each is compared with.
    ///
    /// ```
    /// let options = relata_datafusion::LinkOptions::default().with_most_compared(9);
    /// assert_eq!(options.most_compared, 9);
    /// ```
    #[must_use]
    pub const fn with_most_compared(mut self, reports: u16) -> Self {
        self.most_compared = reports;
        self
    }
}

/// Likeness below which a pair counts as unlike.
const UNLIKE: f32 = 0.05;

/// The query that links the sketches of a table, or of a Parquet file or folder of that name.
///
/// Its columns: `linked` (the first report of the event across articles), `article`, `event`,
/// `reports` (how many the event has). A second article of the same identifier is called `id#2`.
/// The rows and their order do not depend on the order of the table.
///
/// ```
/// let sql = relata_datafusion::linking_sql("sketches", Default::default());
/// assert!(sql.contains("relata_sketches('sketches')") && sql.contains("JOIN"));
/// ```
#[must_use]
pub fn linking_sql(table: &str, options: LinkOptions) -> String {
    let LinkOptions { window_days, least, most_of_key, most_compared } = options;
    let table = table.replace('\'', "''");
    format!(
        "WITH given AS (
            SELECT concat(article, '/', event, '/', CAST(content AS VARCHAR)) AS report,
                article, event, content, keys, sketch
            FROM relata_sketches('{table}')
        ), sketches AS (
            SELECT report, min(sketch) AS sketch FROM given GROUP BY report
        ), keys AS (
            SELECT DISTINCT report, key
            FROM (SELECT report, unnest(keys) AS key FROM given)
        ), blocks AS (
            SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND {most_of_key}
        ), blocked AS (
            SELECT keys.report, keys.key FROM keys JOIN blocks ON keys.key = blocks.key
        ), pairs AS (
            SELECT a.report AS one, b.report AS other, count(*) AS shared
            FROM blocked AS a JOIN blocked AS b ON a.key = b.key AND a.report < b.report
            GROUP BY a.report, b.report
        ), ranked AS (
            SELECT one, other,
                row_number() OVER (PARTITION BY one ORDER BY shared DESC, other) AS of_one,
                row_number() OVER (PARTITION BY other ORDER BY shared DESC, one) AS of_other
            FROM pairs
        ), compared AS (
            SELECT one, other, relata_likeness(a.sketch, b.sketch, {window_days}) AS likeness
            FROM ranked
                JOIN sketches AS a ON ranked.one = a.report
                JOIN sketches AS b ON ranked.other = b.report
            WHERE of_one <= {most_compared} OR of_other <= {most_compared}
        ), gathered AS (
            SELECT array_agg(named_struct('one', one, 'other', other, 'likeness', likeness))
                AS alike
            FROM compared WHERE likeness >= {UNLIKE}
        ), unnested AS (
            SELECT unnest(relata_groups(alike, {least})) AS grouped FROM gathered
        ), grouped AS (
            SELECT grouped['report'] AS report, grouped['first'] AS linked FROM unnested
        ), copies AS (
            SELECT DISTINCT report, article, event,
                dense_rank() OVER (PARTITION BY article ORDER BY content) AS copy
            FROM given
        ), reports AS (
            SELECT report, event, CASE WHEN copy = 1 THEN article
                ELSE concat(article, '#', CAST(copy AS VARCHAR)) END AS article
            FROM copies
        ), linked AS (
            SELECT coalesce(grouped.linked, reports.report) AS linked,
                reports.report AS report, reports.article AS article, reports.event AS event
            FROM reports LEFT JOIN grouped ON reports.report = grouped.report
        ), counted AS (
            SELECT article, event, count(*) OVER (PARTITION BY linked) AS reports,
                first_value(concat(article, '/', event))
                    OVER (PARTITION BY linked ORDER BY report) AS linked
            FROM linked
        )
        SELECT linked, article, event, reports FROM counted ORDER BY linked, article, event"
    )
}
