//! Claims of articles whose token layers were written by the example `layers_jsonl`: one JSON
//! object an article, with the evidence for each claim, without reading the text again. For work on
//! the rules of this crate.
//!
//! ```sh
//! cargo run --release -p relata-claims --example claims_of_layers -- layers/ > claims.jsonl
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use relata_claims::ClaimOptions;
use relata_core::conllu;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("the first argument is the folder of the layers")?;
    for number in 0.. {
        let path = Path::new(&folder).join(number.to_string());
        let Ok(text) = std::fs::read_to_string(path.with_extension("txt")) else { break };
        let reading =
            conllu::read(&text, &std::fs::read_to_string(path.with_extension("conllu"))?)?;
        let (claims, evidence): (Vec<_>, Vec<_>) = relata_claims::attribute_with_evidence(
            &text,
            &reading,
            &[],
            &ClaimOptions::default().with_min_tagged_score(0.0).with_min_whole_score(0.0),
        )
        .into_iter()
        .unzip();
        let evidence: Vec<BTreeMap<&str, f32>> =
            evidence.iter().map(|e| e.iter().collect()).collect();
        println!(
            "{}",
            serde_json::json!({"id": number.to_string(), "claims": claims, "evidence": evidence})
        );
    }
    Ok(())
}
