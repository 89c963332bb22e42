"""Targets are the city's, each with its source; what is no target is refused with its line."""

import pytest

from command_center.domain.targets import Target
from command_center.domain.wording import Wording
from command_center.errors import BadReferenceData
from command_center.reference.load import load_reference
from tests.reference.shipped import shipped

ENTRY = '[[target]]\nfigure = "{figure}"\n{limit}\nsource = {{ id = "SK", en = "decree" }}\n'


def read(tmp_path, text):
    (tmp_path / "targets.toml").write_text(text, encoding="utf-8")
    return load_reference(tmp_path).targets


def test_the_program_brings_the_service_s_own_promise_and_no_other():
    targets = shipped().targets
    assert {key: (target.limit, target.at_most) for key, target in targets.items()} == {"late": (0, True)}


def test_a_city_sets_its_own(tmp_path):
    text = ENTRY.format(figure="median", limit="at_most = 4.5") + ENTRY.format(figure="answered", limit="at_least = 31")
    targets = read(tmp_path, text)
    assert targets == {
        "median": Target(4.5, True, Wording("SK", "decree")),
        "answered": Target(31, False, Wording("SK", "decree")),
    }


def test_a_city_may_have_none(tmp_path):
    assert read(tmp_path, "") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENTRY.format(figure="received", limit="at_most = 3"), "2: .*takes no target"),
        (ENTRY.format(figure="late", limit="at_most = -1"), "3: .*0 or more"),
        (ENTRY.format(figure="late", limit=""), "needs one limit"),
        (ENTRY.format(figure="late", limit="at_most = 1\nat_least = 2"), "needs one limit"),
        (ENTRY.format(figure="late", limit="at_most = 1") * 2, "6: .*already taken"),
        ('[[target]]\nfigure = "late"\nat_most = 0\n', "source"),
    ],
)
def test_what_is_no_target_is_refused(tmp_path, text, told):
    with pytest.raises(BadReferenceData, match=told):
        read(tmp_path, text)
