"""Event layers."""

import numpy as np

from relata_training.documents import Document, EventSpan
from relata_training.encode import encode
from relata_training.event_sets import cameo, held_back, plv, read_roots, roots_of, timeml_modality, trained_on
from relata_training.labels import EVENT_LABELS, IGNORE, MODALITY_LABELS, POLARITY_LABELS, ROOT_LABELS
from relata_training.scores import gold_triggers


def names(mask, labels):
    return {label for k, label in enumerate(labels) if int(mask) >> k & 1}


def document():
    text = "They did not carry out raids. Rain fell."
    events = [EventSpan(13, 22, frozenset({"OCCURRENCE"}), frozenset({"ASSAULT"}), "negative", frozenset({"planned"}))]
    return Document("d", text, [(0, 29, 0), (30, 40, 0)], events=events, event_regions=[(0, 29)])


def test_triggers_are_begun_and_continued_and_only_regions_say_o(subwords):
    encoded = encode(document(), subwords, [])
    assert [names(m, EVENT_LABELS) for m in encoded.event] == [
        {"O"}, {"O"}, {"O"}, {"B-OCCURRENCE"}, {"I-OCCURRENCE"}, {"O"}, {"O"}, set(), set(), set()]
    assert gold_triggers(encoded) == {(3, 5)}


def test_root_modality_and_polarity_stand_at_the_first_word(subwords):
    encoded = encode(document(), subwords, [])
    assert np.flatnonzero(encoded.root).tolist() == [3] and names(encoded.root[3], ROOT_LABELS) == {"ASSAULT"}
    assert np.flatnonzero(encoded.modality).tolist() == [3] and names(encoded.modality[3], MODALITY_LABELS) == {"planned"}
    assert np.flatnonzero(encoded.polarity != IGNORE).tolist() == [3] and POLARITY_LABELS[encoded.polarity[3]] == "negative"


def test_the_longest_prefix_of_a_type_counts():
    roots = read_roots()
    assert roots_of("life.die.nonviolentdeath", roots) == {"NONE"}
    assert roots_of("Life.Die.Unspecified", roots) == {"ASSAULT", "NONE"}
    assert roots_of("unheard.of", roots) is None


def test_modal_verbs_and_tense_bound_the_modality():
    assert timeml_modality({"modality": "MIGHT", "tense": "NONE"}) == {"possible", "hypothetical"}
    assert timeml_modality({"tense": "FUTURE"}) == {"planned"}
    assert timeml_modality({"modality": None, "tense": "PAST"}) == {"actual"}
    assert timeml_modality({"tense": "INFINITIVE"}) is None


def test_no_document_both_trains_and_measures():
    documents = [Document(str(k), "") for k in range(35)]
    assert len(held_back(documents)) == 3
    assert {d.name for d in held_back(documents)} | {d.name for d in trained_on(documents)} == {d.name for d in documents}
    assert not {d.name for d in held_back(documents)} & {d.name for d in trained_on(documents)}


def test_sentences_with_marked_parties():
    row = {"sentence_id": "7", "marked_sentence": "<s>Two unions</s> sued <t>the port</t>.", "gold_root": "ACCUSE"}
    document = plv(row)
    parties = document.parties[0]
    assert document.text == "Two unions sued the port."
    assert [document.text[slice(*span)] for span in (parties.actor, parties.target)] == ["Two unions", "the port"]
    assert parties.kinds == {"ACCUSE"}
    assert plv(row | {"marked_sentence": "Two unions sued <t>the port</t>."}) is None
    assert plv(row | {"gold_root": ""}).parties[0].kinds is None


def test_quad_classes_leave_their_roots_open():
    record = {"id": "c", "text": "Troops shelled a port.", "source": [[0, 6]], "target": [[15, 21]], "class": 4}
    assert cameo(record).parties[0].kinds == {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    assert cameo(record | {"class": None}).parties[0].kinds is None
    assert cameo(record | {"source": []}).parties == []
