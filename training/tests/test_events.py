"""Event layers."""

import numpy as np

from relata_training.documents import Document, EventSpan
from relata_training.encode import encode
from relata_training.event_sets import held_back, read_roots, roots_of, timeml_modality, trained_on
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
