//! Entities of articles whose token layers were written by the example `layers_jsonl`: one JSON
//! object an article, without reading the text again. For work on the rules of this crate.
//!
//! ```sh
//! cargo run --release -p relata-ner --example entities_of_layers -- layers/ > entities.jsonl
//! ```

use std::path::Path;

use relata_core::conllu;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("the first argument is the folder of the layers")?;
    for number in 0.. {
        let path = Path::new(&folder).join(number.to_string());
        let Ok(text) = std::fs::read_to_string(path.with_extension("txt")) else { break };
        let reading =
            conllu::read(&text, &std::fs::read_to_string(path.with_extension("conllu"))?)?;
        println!(
            "{}",
            serde_json::json!({
                "id": number.to_string(),
                "entities": relata_ner::resolve(&text, &reading),
            })
        );
    }
    Ok(())
}
