//! Prints the entities of a text whose token layers stand in a CoNLL-U file.
//!
//! `cargo run -p relata-ner --example dump_entities TEXT CONLLU` prints one line an entity (id,
//! type, country, name), and beneath it one line a mention (start byte, kind with its own type
//! where that differs, text).

use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [text, layers] = paths.as_slice() else {
        return Err("usage: dump_entities TEXT CONLLU".into());
    };
    let text = fs::read_to_string(text)?;
    let reading = relata_core::conllu::read(&text, &fs::read_to_string(layers)?)?;
    for entity in relata_ner::resolve(&text, &reading) {
        println!(
            "{} {} {} {}",
            entity.id,
            entity.entity_type,
            entity.country.as_deref().unwrap_or("-"),
            entity.name
        );
        for mention in entity.mentions {
            let own_type = mention.mention_type.map(|t| format!("/{t}")).unwrap_or_default();
            println!(
                "    {} {}{own_type} {}",
                mention.text.span.start(),
                mention.kind,
                mention.text.text
            );
        }
    }
    Ok(())
}
