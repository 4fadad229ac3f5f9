//! Invented families of articles as the command line reads them, one JSON object a line; what is
//! true of them stands in the field `family`.
//!
//! ```sh
//! cargo run --release -p relata-sample --example families_jsonl -- 100 > articles.jsonl
//! relata extract articles.jsonl > extractions.jsonl
//! relata corpus extractions.jsonl --texts articles.jsonl --min-reports 2
//! ```

fn main() {
    let families = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    for number in 0..families {
        let family = relata_sample::family(number);
        for article in &family.articles {
            let of = |pairs: &[(String, String)]| {
                let own = pairs.iter().find(|(id, _)| *id == article.id);
                own.map_or("null".to_owned(), |(_, of)| format!("\"{of}\""))
            };
            // The texts hold no control character but the line feed, so that two escapes make
            // them JSON.
            let text = article.text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            println!(
                "{{\"id\":\"{}\",\"publisher\":\"{}\",\"published\":\"{}\",\
                \"family\":{{\"number\":{number},\
                \"reprint_of\":{},\"takes_from\":{}}},\"text\":\"{text}\"}}",
                article.id,
                article.publisher,
                article.published,
                of(&family.reprints),
                of(&family.partial)
            );
        }
    }
}
