"""The words of statuses: every status has them, each word means one status, and a bad file is refused with its line."""

import pytest

from command_center.domain.workflow import Status
from command_center.errors import BadReferenceData
from command_center.reference.load import OWN_FILES, load_reference
from command_center.reference.status_file import read_statuses
from command_center.reference.tables import Table
from tests.reference.shipped import shipped

OWN = (OWN_FILES / "statuses.toml").read_text("utf-8")


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_public_reads_a_sentence_for_every_status(status, language):
    said = shipped().statuses.public(status, "Dinas Contoh", language)
    assert said.endswith(".")
    assert "{" not in said


def test_the_city_may_put_its_own_file_in_the_place_of_ours(tmp_path):
    (tmp_path / "statuses.toml").write_text(OWN.replace('"Selesai"', '"Beres"'), "utf-8")
    words = load_reference(tmp_path).statuses.sp4n
    assert words["Beres"] is Status.SETTLED
    assert "Selesai" not in words


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("[settled]", "[solved]", '"solved" is no status'),
        ("[settled]", "[settled]\ncolour = 1", '"colour" is not known here'),
        ("oleh {opd}.", "oleh {dinas}.", "only {opd} is filled in"),
        ("oleh {opd}.", "oleh {opd.", "only {opd} is filled in"),
        ('"Selesai"', '"Ditolak"', '"Ditolak" stands at not_ours already'),
        ('sp4n = ["Selesai"', 'sp4n = [7, "Selesai"', "texts that are not empty"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(tmp_path, before, after, reason):
    assert before in OWN
    file = tmp_path / "statuses.toml"
    file.write_text(OWN.replace(before, after), "utf-8")
    with pytest.raises(BadReferenceData) as error:
        read_statuses(Table.of_file(file))
    assert reason in str(error.value)


def test_a_status_without_words_is_refused(tmp_path):
    file = tmp_path / "statuses.toml"
    file.write_text(OWN[: OWN.index("[settled]")], "utf-8")
    with pytest.raises(BadReferenceData, match='"settled" is missing'):
        read_statuses(Table.of_file(file))
