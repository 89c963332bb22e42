"""A model is used where it beats the rules on texts that it has not seen, and nowhere else."""

import json
import random
from dataclasses import replace

import pytest

from command_center.domain.findings import Classification
from command_center.learning.features import Example, fingerprint
from command_center.learning.kept_model import KeptModel
from command_center.learning.model import from_text, to_text
from command_center.learning.trial import LEAST_EXAMPLES, Score, tried
from tests.reference.shipped import shipped

SLANG = shipped().spelling.slang
WORDS = {
    "jalan_rusak": ["zrenggok", "zwambur", "zyulang", "zprekol"],
    "sampah": ["qantur", "qobleng", "qisruk", "qemplok"],
    "lampu": ["xendrit", "xabluk", "xorong", "ximpal"],
}
"""Words of no language, so that the rules do not know them, by what people mean with them here."""
FILL = ["min", "tulung", "kulo", "wonten", "gang", "niki", "sampun", "suwe", "pripun", "monggo"]


def examples(number, seed=1, wrong=0.0, channel="whatsapp"):
    """Doubtful texts in words that the rules do not know; a share of them is labelled at random."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        meant = chance.choice(sorted(WORDS))
        said = [*chance.sample(FILL, 4), *chance.sample(WORDS[meant], 2)]
        chance.shuffle(said)
        right = chance.choice(sorted(WORDS)) if chance.random() < wrong else meant
        found.append(Example(" ".join(said), right, channel, "lainnya", sure=False, scores={}))
    return found


def test_too_few_examples_make_no_model():
    trial = tried(examples(LEAST_EXAMPLES - 1), SLANG, "r")
    assert trial.model is None
    assert str(LEAST_EXAMPLES) in trial.why


@pytest.fixture(scope="module")
def trial():
    return tried(examples(300), SLANG, "r")


def test_words_that_the_rules_do_not_know_are_learned(trial):
    assert trial.model is not None
    assert trial.model.speaks_for == frozenset(WORDS)
    assert trial.whole.rules_right == 0
    assert trial.whole.together_right > 0.9 * trial.whole.examples
    found = Classification("lainnya", doubtful=True)
    said = trial.model.second_thought(found, "min gang kulo zrenggok zwambur", "whatsapp", {}, SLANG)
    assert (said.category, said.runner_up, said.learned, said.doubtful) == ("jalan_rusak", "lainnya", True, True)


@pytest.mark.parametrize(
    "found",
    [
        Classification("lampu", ("lampu",), 8.0),
        Classification("lampu", doubtful=True, chosen_by_sender=True),
        Classification("lampu", doubtful=True, chosen_by_staff=True),
    ],
)
def test_where_the_rules_are_sure_or_somebody_chose_it_says_nothing(trial, found):
    model = trial.model
    assert model is not None
    assert model.second_thought(found, "zrenggok zwambur", "whatsapp", {}, SLANG) is found


def test_labels_at_random_make_no_model():
    trial = tried(examples(300, wrong=1.0), SLANG, "r")
    assert trial.model is None or trial.whole.together_right >= trial.whole.rules_right


def test_it_does_not_speak_for_a_category_in_which_the_rules_are_right():
    """The rules doubt a lamp, and are right; texts of the same words on other roads teach the model otherwise by chance."""
    chance = random.Random(3)
    lamps = [
        Example(f"lampu {chance.choice(FILL)} {chance.choice(FILL)}", "lampu", "sms", "lampu", sure=False, scores={"lampu": 2.0})
        for _ in range(200)
    ]  # fmt: skip
    trial = tried([*examples(150), *lamps], SLANG, "r")
    assert trial.by_channel is not None
    assert (
        trial.by_channel["sms"].together_right
        == trial.by_channel["sms"].rules_right
        == trial.by_channel["sms"].examples
    )


def test_what_is_worse_on_the_newest_reports_is_not_used():
    """People use the words for something else by now."""
    older = examples(240)
    turned = {"jalan_rusak": "sampah", "sampah": "lampu", "lampu": "jalan_rusak"}
    newest = [replace(each, right=turned[each.right], found=turned[each.right]) for each in examples(60, seed=9)]
    trial = tried([*older, *newest], SLANG, "r")
    assert trial.newest.together_right < trial.newest.rules_right
    assert trial.model is None
    assert "newest" in trial.why


def test_a_channel_on_which_it_does_harm_is_left_out():
    harmed = [replace(each, found=each.right, right=each.right, channel="sms") for each in examples(60, seed=5)]
    confused = [
        replace(each, text=" ".join([*WORDS[{"jalan_rusak": "sampah", "sampah": "lampu", "lampu": "jalan_rusak"}[each.right]][:2], "x"]))
        for each in harmed
    ]  # fmt: skip
    mixed = [*examples(400), *confused]
    random.Random(2).shuffle(mixed)
    trial = tried(mixed, SLANG, "r")
    assert trial.model is not None
    assert "sms" in trial.model.channels_off
    assert "whatsapp" not in trial.model.channels_off


def test_the_score_of_each_category_and_channel_adds_up():
    trial = tried([*examples(200), *examples(100, seed=4, channel="x")], SLANG, "r")
    assert trial.by_category is not None
    assert trial.by_channel is not None
    for table in (trial.by_category, trial.by_channel):
        whole = [sum(part) for part in zip(*((s.examples, s.rules_right, s.together_right) for s in table.values()), strict=True)]  # fmt: skip
        assert Score(*whole) == trial.whole
    assert trial.whole.examples + trial.newest.examples == trial.examples == 300


def test_the_same_examples_give_the_same_model_and_it_is_read_as_it_was_written(tmp_path):
    one, two = (tried(examples(250), SLANG, "r").model for _ in range(2))
    assert one is not None
    assert two is not None
    assert to_text(one) == to_text(two) == to_text(from_text(to_text(one)))
    kept = KeptModel(tmp_path, "r")
    assert kept.current() is None
    kept.keep(one)
    again = KeptModel(tmp_path, "r")
    read = again.current()
    assert read is not None
    assert read.says("zrenggok zwambur", {}, SLANG) == one.says("zrenggok zwambur", {}, SLANG)
    assert again.forget()
    assert not again.forget()


SMALL = {
    "form": 1, "rules": "r", "trained_at": "", "examples": 2, "speaks_for": ["lampu"], "channels_off": [],
    "categories": ["lampu", "sampah"], "bias": [0.5, -0.5], "rarity": {"peteng": 1.5}, "weights": {"peteng": [1.0, -1.0]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{", "cannot be read"),
        ('{"form": 99}', "cannot be read"),
        ('{"form": 1}', "lacks a part"),
        ("[" * 100_000, "nested"),
        (json.dumps(SMALL)[:-40], "cannot be read"),
        (json.dumps(SMALL | {"rules": "older"}), "other rules"),
        (json.dumps(SMALL | {"examples": float("inf")}), "lacks a part"),
        (json.dumps(SMALL | {"bias": [0.5]}), "not those of its categories"),
        (json.dumps(SMALL | {"categories": []}), "not those of its categories"),
        (json.dumps(SMALL | {"weights": {"peteng": [1.0]}}), "not those of its categories"),
        (json.dumps(SMALL | {"bias": [float("nan"), 0.0]}), "no number"),
        (json.dumps(SMALL | {"rarity": {"peteng": float("inf")}}), "no number"),
        (json.dumps(SMALL | {"speaks_for": ["rob"]}), "does not know"),
    ],
)
def test_a_file_that_does_not_fit_leaves_the_rules_alone_and_says_what_to_do(tmp_path, written, told):
    kept = KeptModel(tmp_path, "r")
    kept.file.write_text(json.dumps(SMALL))
    assert KeptModel(tmp_path, "r").current() is not None
    kept.file.write_text(written)
    assert kept.current() is None
    assert told in kept.problem
    assert "manage.py learn" in kept.problem


def test_the_fingerprint_changes_with_the_rules():
    categories = shipped().categories
    first, *others = categories.every
    changed = replace(categories, every=(replace(first, phrases=first.phrases[:-1]), *others))
    assert fingerprint(categories, SLANG) == fingerprint(shipped().categories, dict(SLANG))
    assert fingerprint(changed, SLANG) != fingerprint(categories, SLANG)
    assert fingerprint(categories, {**SLANG, "zuwuh": ("sampah",)}) != fingerprint(categories, SLANG)
