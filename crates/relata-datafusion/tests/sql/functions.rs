//! What the functions return.

use relata::{Article, Extraction, Extractor, ModelSource};
use relata_table::{Layout, Table};

use crate::common::{TOLD, block_on, rows, try_rows, write};

const TEXT: &str = "Gunmen killed four people in Aden on Monday, the mayor said. \
                    The army denied that its troops had fired.";

fn read(article: &Article) -> Extraction {
    let extractor = Extractor::builder().model(ModelSource::EnglishFast).build().unwrap();
    extractor.extract_with(article).unwrap()
}

#[test]
fn an_extraction_is_the_one_of_the_library() {
    let session = relata_datafusion::session().unwrap();
    let sql = format!(
        "SELECT relata_extract(text, day, 'Mail', id) FROM (VALUES
            ('a', '{TEXT}', DATE '2024-05-13'), ('b', NULL, NULL), ('c', '', NULL),
            ('d', 'Rain fell in Oslo.', DATE '2024-05-14')
        ) AS articles(id, text, day)"
    );
    let found = block_on(rows(&session, &sql));
    let article = |id: &str, text: &str| {
        Article::new(text).with_id(id).with_publisher("Mail").with_text_repeated()
    };
    let expected = [
        read(&article("a", TEXT).with_published("2024-05-13".parse().unwrap())),
        read(&article("c", "")),
        read(&article("d", "Rain fell in Oslo.").with_published("2024-05-14".parse().unwrap())),
    ];
    let [a, c, d] = expected.map(|extraction| serde_json::to_string(&extraction).unwrap());
    assert_eq!(found, [a, String::new(), c, d], "the extraction of no text is null");
}

#[test]
fn an_article_that_cannot_be_read_says_why_and_ends_nothing() {
    let session = relata_datafusion::session().unwrap();
    let given = "FROM (VALUES ('a', 'Rain fell in Oslo.', 'soon'), ('b', 'It snowed.', \
                 '2024-05-13T08:00:00')) AS articles(id, text, published)";
    let sql = format!(
        "SELECT id, relata_error(relata_extract(text, published, NULL, id)) {given} ORDER BY id"
    );
    let found = block_on(rows(&session, &sql));
    assert!(found[0].starts_with("a|published: ") && found[0].contains("soon"), "{found:?}");
    assert_eq!(found[1], "b|");
    let sql = format!("SELECT relata_claims(relata_extract(text, published)) {given}");
    assert_eq!(block_on(rows(&session, &sql)).len(), 2);
}

#[test]
fn tables_have_the_rows_of_the_command_line() {
    let session = relata_datafusion::session().unwrap();
    let first = TOLD.all().next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("first.parquet");
    write(&file, &[first]);
    let article = Article::new(&*first.text)
        .with_id(&*first.id)
        .with_publisher(&*first.publisher)
        .with_published(first.published.parse().unwrap());
    let extraction = read(&article);
    for &table in Table::ALL {
        let layout = Layout::Table(table);
        let expected: Vec<String> = layout
            .rows(&first.text, &extraction)
            .iter()
            .map(|row| {
                let cell = |cell: &Option<relata_table::Cell>| match cell {
                    Some(relata_table::Cell::Real(number)) => format!("{number:?}"),
                    cell => cell.as_ref().map(ToString::to_string).unwrap_or_default(),
                };
                row.iter().map(cell).collect::<Vec<_>>().join("|")
            })
            .collect();
        assert!(!expected.is_empty(), "nothing to compare in {table}");
        let sql = format!("SELECT * FROM relata_{table}('{}')", file.display());
        assert_eq!(block_on(rows(&session, &sql)), expected, "{table}");
    }
}

#[test]
fn what_was_extracted_is_not_read_again() {
    let session = relata_datafusion::session().unwrap();
    let (of_articles, of_extractions) = block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let (file, kept) = (folder.path().join("few.parquet"), folder.path().join("kept.parquet"));
        write(&file, &TOLD.all().take(5).collect::<Vec<_>>());
        session.register_table("few", relata_datafusion::parquet_table(&file).unwrap()).unwrap();
        let sql = "SELECT relata_extract(text, published, publisher, id) AS extraction FROM few";
        let extractions = session.sql(sql).await.unwrap();
        relata_datafusion::write_parquet(extractions, &kept).await.unwrap();
        let kept = kept.display().to_string();
        let mut found = Vec::new();
        for source in ["few", kept.as_str()] {
            let sql = format!("SELECT * FROM relata_events('{source}') ORDER BY article, event");
            found.push(rows(&session, &sql).await);
        }
        (found.remove(0), found.remove(0))
    });
    assert!(of_articles.len() >= 5, "{of_articles:?}");
    assert_eq!(of_articles, of_extractions);
}

#[test]
fn the_order_of_input_makes_no_difference() {
    let told = &*TOLD;
    let session = relata_datafusion::session().unwrap();
    let mut articles: Vec<_> = told.all().take(24).collect();
    let folder = tempfile::tempdir().unwrap();
    let (forward, backward) =
        (folder.path().join("forward.parquet"), folder.path().join("backward.parquet"));
    write(&forward, &articles);
    articles.reverse();
    write(&backward, &articles);
    let of = |file: &std::path::Path| {
        let order = "ORDER BY article, claim";
        let sql = format!("SELECT * FROM relata_claims('{}') {order}", file.display());
        block_on(rows(&session, &sql))
    };
    let expected = of(&forward);
    assert!(!expected.is_empty());
    assert_eq!(of(&backward), expected);
}

#[test]
fn wrong_arguments_are_told() {
    let session = relata_datafusion::session().unwrap();
    for (sql, wanted) in [
        ("SELECT relata_extract(1)", "relata_extract takes text, not Int64"),
        ("SELECT relata_extract()", "1 to 6 arguments"),
        ("SELECT relata_events('rain')", "this is no extraction of relata"),
        ("SELECT relata_likeness('a', 'b', 30)", "this is no sketch"),
        ("SELECT * FROM relata_events(1)", "the name of a table or file"),
        ("SELECT * FROM relata_events('nothing')", "there is no table and no file \"nothing\""),
        ("SELECT * FROM relata_linked('nothing')", "there is no table and no file \"nothing\""),
        ("SELECT * FROM relata_linked('nothing', 'x')", "takes the name of a table or file"),
    ] {
        let error = block_on(try_rows(&session, sql)).unwrap_err();
        assert!(error.contains(wanted), "{sql}: {error}");
    }
    block_on(async {
        session.sql("CREATE VIEW numbers AS SELECT 1 AS one").await.unwrap();
        let error = try_rows(&session, "SELECT * FROM relata_events('numbers')").await.unwrap_err();
        assert!(error.contains("numbers has no column text"), "{error}");
    });
}
