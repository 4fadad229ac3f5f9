//! Two voices that tell one happening differently.

use relata_core::{DiscrepancyKind, Statement, conllu};
use relata_events::{EventInput, EventLayer, EventOptions, assemble};

/// "SUBJECT shelled TARGET on DAY, SPEAKER said." with its layers.
fn sentence(
    subject: &str,
    target: &str,
    day: &str,
    speaker: &str,
    negated: bool,
) -> (String, String) {
    let verb = if negated { "never shelled" } else { "shelled" };
    let text = format!("{subject} {verb} {target} on {day}, {speaker} said.\n");
    let shift = usize::from(negated);
    let content = |tag: &str| format!("Attribution={tag}-CONTENT|Cue={}", 8 + shift);
    let never = if negated {
        format!("2\tnever\tnever\tADV\t_\t_\t3\tadvmod\t_\t{}\n", content("I"))
    } else {
        String::new()
    };
    let (verb, object, on, day_at, said) = (2 + shift, 3 + shift, 4 + shift, 5 + shift, 8 + shift);
    let rows = format!(
        "# newpar\n1\t{subject}\t{subject}\tPROPN\t_\t_\t{verb}\tnsubj\t_\tEntity=B-ORG|{}\n{never}{verb}\tshelled\tshell\tVERB\t_\t_\t{said}\tccomp\t_\t{inside}\n\
         {object}\t{target}\t{target}\tPROPN\t_\t_\t{verb}\tobj\t_\tEntity=B-GPE|{inside}\n{on}\ton\ton\tADP\t_\t_\t{day_at}\tcase\t_\t{inside}\n\
         {day_at}\t{day}\t{day}\tPROPN\t_\t_\t{verb}\tobl\t_\tEntity=B-DATE|{inside}\n{}\t,\t,\tPUNCT\t_\t_\t{said}\tpunct\t_\t_\n\
         {}\t{speaker}\t{speaker}\tPROPN\t_\t_\t{said}\tnsubj\t_\tEntity=B-ORG|Attribution=B-SOURCE|Cue={said}\n{said}\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\tAttribution=B-CUE\n\
         {}\t.\t.\tPUNCT\t_\t_\t{said}\tpunct\t_\t_\n\n",
        content("B"),
        6 + shift,
        7 + shift,
        9 + shift,
        inside = content("I"),
    );
    (text, rows)
}

/// "SUBJECT bombed TARGET in PLACE on Monday, SPEAKER said." with its layers.
fn bombing(subject: &str, target: &str, place: &str, speaker: &str) -> (String, String) {
    let content = |tag: &str| format!("Attribution={tag}-CONTENT|Cue=10");
    let rows = [
        (subject, "PROPN", 2, "nsubj", format!("Entity=B-ORG|{}", content("B"))),
        ("bombed", "VERB", 10, "ccomp", content("I")),
        (target, "PROPN", 2, "obj", format!("Entity=B-ORG|{}", content("I"))),
        ("in", "ADP", 5, "case", content("I")),
        (place, "PROPN", 2, "obl", format!("Entity=B-GPE|{}", content("I"))),
        ("on", "ADP", 7, "case", content("I")),
        ("Monday", "PROPN", 2, "obl", format!("Entity=B-DATE|{}", content("I"))),
        (",", "PUNCT", 10, "punct", "_".to_owned()),
        (speaker, "PROPN", 10, "nsubj", "Entity=B-ORG|Attribution=B-SOURCE|Cue=10".to_owned()),
        ("said", "VERB", 0, "root", "Attribution=B-CUE".to_owned()),
        (".", "PUNCT", 10, "punct", "_".to_owned()),
    ];
    let lemma = |form: &str| match form {
        "bombed" => "bomb".to_owned(),
        "said" => "say".to_owned(),
        other => other.to_owned(),
    };
    let line =
        |(number, (form, upos, head, relation, misc)): (usize, &(&str, &str, u8, &str, String))| {
            format!(
                "{}\t{form}\t{}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{misc}\n",
                number + 1,
                lemma(form)
            )
        };
    let source = rows.iter().enumerate().map(line).collect::<String>();
    (
        format!("{subject} bombed {target} in {place} on Monday, {speaker} said.\n"),
        format!("# newpar\n{source}\n"),
    )
}

fn read(sentences: &[(String, String)]) -> EventLayer {
    let text: String = sentences.iter().map(|(text, _)| text.as_str()).collect();
    let rows: String = sentences.iter().map(|(_, rows)| rows.as_str()).collect();
    let reading = conllu::read(&text, &rows).unwrap();
    let entities = crate::support::entities(&text, &reading);
    let claims = crate::support::claims(&text, &reading, &entities);
    assemble(
        &EventInput::new(&text, &reading, &entities, &claims, Some("2022-05-12".parse().unwrap())),
        &EventOptions::default(),
    )
}

#[test]
fn what_two_voices_differ_on_is_named() {
    let tells = |subject, target, day, speaker| sentence(subject, target, day, speaker, false);
    let check = |a: (String, String), b: (String, String), kind: Option<DiscrepancyKind>| {
        let name = format!("{}{}", a.0, b.0);
        let layer = read(&[a, b]);
        let found: Vec<_> = layer.discrepancies.iter().map(|d| d.kind).collect();
        let wanted: Vec<_> = kind.into_iter().map(Some).collect();
        assert_eq!(found, wanted, "{name}{:?}", layer.discrepancies);
        for d in &layer.discrepancies {
            assert!(
                matches!((d.a, d.b), (Statement::Claim(a), Statement::Claim(b)) if a != b),
                "{d:?}"
            );
        }
    };
    check(
        tells("Velia", "Tarn", "Monday", "Osk"),
        tells("Osk", "Tarn", "Monday", "Velia"),
        Some(DiscrepancyKind::Agent),
    );
    check(
        tells("Velia", "Tarn", "Monday", "Osk"),
        tells("Velia", "Tarn", "Tuesday", "Brune"),
        Some(DiscrepancyKind::Time),
    );
    check(
        tells("Velia", "Tarn", "Monday", "Osk"),
        sentence("Velia", "Tarn", "Monday", "Velia", true),
        Some(DiscrepancyKind::Occurrence),
    );
    check(
        bombing("Velia", "Orsk", "Hama", "Brune"),
        bombing("Velia", "Tessin", "Hama", "Osk"),
        Some(DiscrepancyKind::Target),
    );
    check(
        bombing("Velia", "Orsk", "Hama", "Brune"),
        bombing("Velia", "Orsk", "Aleppo", "Osk"),
        Some(DiscrepancyKind::Place),
    );
    check(bombing("Velia", "Orsk", "Hama", "Brune"), bombing("Velia", "Orsk", "Hama", "Osk"), None);
    // One voice that tells of two days tells of two events; two voices that agree differ on
    // nothing.
    check(tells("Velia", "Tarn", "Monday", "Osk"), tells("Velia", "Tarn", "Tuesday", "Osk"), None);
    check(tells("Velia", "Tarn", "Monday", "Osk"), tells("Velia", "Tarn", "Monday", "Brune"), None);
}
