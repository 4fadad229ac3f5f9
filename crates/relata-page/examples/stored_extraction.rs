//! A page of an extraction that is stored as JSON, without reading the article again.
//!
//! ```sh
//! cargo run --release -p relata-page --example stored_extraction -- \
//!     article.txt article.json > article.html
//! ```

use std::error::Error;

use relata_core::Extraction;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(article), Some(extraction)) = (arguments.next(), arguments.next()) else {
        return Err("two files are needed: the article and its extraction".into());
    };
    let text = std::fs::read_to_string(article)?;
    let extraction: Extraction = serde_json::from_str(&std::fs::read_to_string(extraction)?)?;
    print!("{}", relata_page::page(&text, &extraction));
    Ok(())
}
