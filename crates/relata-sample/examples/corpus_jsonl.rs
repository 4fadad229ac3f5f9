//! Invented articles as the command line reads them: one JSON object a line.
//!
//! ```sh
//! cargo run --release -p relata-sample --example corpus_jsonl -- 1000 |
//!     relata extract --jsonl > extractions.jsonl
//! ```

fn main() {
    let articles = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    for (number, text) in relata_sample::corpus(articles).enumerate() {
        // The texts hold no control character but the line feed, so that two escapes make them
        // JSON.
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        println!(
            "{{\"id\":\"{number}\",\"published\":\"{}\",\"text\":\"{text}\"}}",
            relata_sample::PUBLISHED
        );
    }
}
