//! Where places lie, and what is left open.

use relata_core::{
    Entity, EntityId, EntityType, Mention, MentionKind, Place, PlacePrecision, PlaceReason,
    Reading, Relation, Score, Sentence, Span, TextSpan, Token, Upos,
};
use relata_events::{EventInput, EventOptions, assemble};

/// A text of one sentence with the named places, each given with the code of its country where it
/// is one.
fn places(text: &str, names: &[(&str, Option<&str>)]) -> Vec<Option<Place>> {
    let span = |name: &str| {
        let at = text.find(name).unwrap();
        Span::at(at, name.len())
    };
    let entity = |(number, (name, country)): (usize, &(&str, Option<&str>))| {
        let mention = Mention::new(TextSpan::new(text, span(name)), MentionKind::Name, Score::ONE);
        let mut entity =
            Entity::new(EntityId::from_index(number), *name, EntityType::Gpe, vec![mention]);
        entity.country = country.map(str::to_owned);
        entity
    };
    let entities: Vec<Entity> = names.iter().enumerate().map(entity).collect();
    let layer = assemble(
        &EventInput::new(text, &words(text), &entities, &[], None),
        &EventOptions::default(),
    );
    entities
        .iter()
        .map(|e| {
            layer.entity_places.iter().find(|(id, _)| *id == e.id).map(|(_, place)| place.clone())
        })
        .collect()
}

fn words(text: &str) -> Reading {
    let word = regex_free_words(text).into_iter().map(|span| {
        let mut token = Token::new(span);
        token.upos = Upos::Propn;
        token.relation = Relation::Root;
        token
    });
    Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], word.collect())
}

/// Words and marks.
fn regex_free_words(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (at, part) in text
        .split(' ')
        .scan(0, |at, part| Some((std::mem::replace(at, *at + part.len() + 1), part)))
    {
        let bare = part.trim_end_matches([',', '.']);
        out.push(Span::at(at, bare.len()));
        if bare.len() < part.len() {
            out.push(Span::at(at + bare.len(), part.len() - bare.len()));
        }
    }
    out
}

#[test]
fn a_town_is_placed_where_the_article_says() {
    use PlacePrecision::{Area, City, Country, Region};
    use PlaceReason::{
        Ambiguous, CountryName, CountryOfArticle, FarLargest, NamedContainer, OnlyCandidate,
    };
    let check = |text: &str,
                 names: &[(&str, Option<&str>)],
                 country: Option<&str>,
                 precision: Option<PlacePrecision>,
                 point: bool,
                 reason: PlaceReason| {
        let place =
            places(text, names).remove(0).unwrap_or_else(|| panic!("{text}: nothing found"));
        let found =
            (place.country.as_deref(), place.precision, place.coordinates.is_some(), place.reason);
        assert_eq!(found, (country, precision, point, reason), "{text}");
    };
    check(
        "Hama in Syria fell.",
        &[("Hama", None), ("Syria", Some("SY"))],
        Some("SY"),
        Some(City),
        true,
        NamedContainer,
    );
    check(
        "Paris, Texas, woke.",
        &[("Paris", None), ("Texas", None)],
        Some("US"),
        Some(City),
        true,
        NamedContainer,
    );
    check(
        "Tripoli burned while Libya slept.",
        &[("Tripoli", None), ("Libya", Some("LY"))],
        Some("LY"),
        Some(City),
        true,
        CountryOfArticle,
    );
    check(
        "Perth, Ont., woke.",
        &[("Perth", None), ("Ont.", None)],
        Some("CA"),
        None,
        false,
        NamedContainer,
    );
    check(
        "Moscow, Washington, and London spoke.",
        &[("Moscow", None)],
        Some("RU"),
        Some(City),
        true,
        FarLargest,
    );
    check(
        "Nirgendheim in the far north of Mali woke.",
        &[("Nirgendheim", None), ("Mali", Some("ML"))],
        Some("ML"),
        None,
        false,
        NamedContainer,
    );
    check(
        "Nirgendheim in the Democratic Republic of Congo woke.",
        &[("Nirgendheim", None)],
        Some("CD"),
        None,
        false,
        NamedContainer,
    );
    check(
        "Lake Taupo froze.",
        &[("Lake Taupo", None)],
        Some("NZ"),
        Some(Area),
        false,
        OnlyCandidate,
    );
    check("Red Sea trade fell.", &[("Red Sea", None)], None, Some(Area), false, OnlyCandidate);
    check("Syria waits.", &[("Syria", Some("SY"))], Some("SY"), Some(Country), false, CountryName);
    check("Bavaria votes.", &[("Bavaria", None)], Some("DE"), Some(Region), false, OnlyCandidate);
    check("Kabul woke.", &[("Kabul", None)], Some("AF"), Some(City), true, FarLargest);
    check("Paris woke.", &[("Paris", None)], Some("FR"), Some(City), true, FarLargest);
    check(
        "Springfield woke while America slept.",
        &[("Springfield", None), ("America", Some("US"))],
        Some("US"),
        None,
        false,
        Ambiguous,
    );
}

#[test]
fn what_the_gazetteer_lacks_has_no_place() {
    assert_eq!(places("Nirgendheim woke.", &[("Nirgendheim", None)]), [None]);
    // A small town of another country is not taken for the one that the article means.
    assert_eq!(
        places(
            "Benthuizen woke while Syria slept.",
            &[("Benthuizen", None), ("Syria", Some("SY"))]
        )[0]
        .as_ref()
        .and_then(|p| p.coordinates),
        None
    );
}

#[test]
fn the_name_of_a_paper_tells_where_it_is() {
    let country = |name: &str, publisher: &str| {
        let text = format!("{name} woke.");
        let span = Span::at(0, name.len());
        let mention = Mention::new(TextSpan::new(&text, span), MentionKind::Name, Score::ONE);
        let entity = Entity::new(EntityId::from_index(0), name, EntityType::Gpe, vec![mention]);
        let (reading, entities) = (words(&text), [entity]);
        let input = EventInput::new(&text, &reading, &entities, &[], None);
        let layer = assemble(&input.with_publisher(Some(publisher)), &EventOptions::default());
        layer.entity_places.first().and_then(|(_, place)| place.country.clone())
    };
    for (name, publisher, expected) in [
        ("Hamilton", "The New Zealand Courier", "NZ"),
        ("Newcastle", "The Sydney Courier", "AU"),
        ("Newcastle", "The Australian Echo", "AU"),
        ("Cambridge", "Boston Echo", "US"),
        ("Cambridge", "The Western Echo", "GB"),
    ] {
        assert_eq!(country(name, publisher).as_deref(), Some(expected), "{name}: {publisher}");
    }
}

#[test]
fn who_governs_and_what_is_named_within_names_tell_where_a_place_lies() {
    let check = |text: &str, names: &[(&str, Option<&str>)], country: &str, precision| {
        let place = places(text, names).remove(0);
        let found = place.as_ref().map(|p| (p.country.as_deref(), p.precision));
        assert_eq!(found, Some((Some(country), precision)), "{text}");
    };
    let region = Some(PlacePrecision::Region);
    let city = Some(PlacePrecision::City);
    check("Oklahoma woke.", &[("Oklahoma", None)], "US", region);
    check("Basra governor Kamal Ali woke.", &[("Basra", None)], "IQ", region);
    check("Basra woke.", &[("Basra", None)], "IQ", city);
    check("Ulaanbaatar woke.", &[("Ulaanbaatar", None)], "MN", city);
    check(
        "Victoria woke while Seychelles slept.",
        &[("Victoria", None), ("Seychelles", Some("SC"))],
        "SC",
        city,
    );
}
