"""The file that gives groups of the city's directory a role here."""

import pytest

from command_center.errors import BadReferenceData
from command_center.reference.directory_file import GroupRole, read_group_roles

ROLES, OF_ONE, OPD = {"p3m", "opd", "admin"}, {"opd"}, {"dpu"}


def read(tmp_path, text):
    file = tmp_path / "groups.toml"
    file.write_text(text, "utf-8")
    return read_group_roles(file, ROLES, OF_ONE, OPD)


def group(name="P3M", role="p3m", opd=""):
    return f'[[group]]\nname = "{name}"\nrole = "{role}"\n' + (f'opd = "{opd}"\n' if opd else "")


def test_groups_have_roles_and_a_group_may_have_several(tmp_path):
    found = read(tmp_path, group() + group("DPU-Kepala", "opd", "dpu") + group("P3M", "admin"))
    assert found == {
        "P3M": (GroupRole("p3m", ""), GroupRole("admin", "")),
        "DPU-Kepala": (GroupRole("opd", "dpu"),),
    }


@pytest.mark.parametrize(("text", "why"), [
    (group(role="boss"), "there are: admin, opd, p3m"),
    (group(role="opd"), "needs the code of its department"),
    (group(opd="dpu"), "has no department"),
    (group(role="opd", opd="nasa"), "no department of opd.toml"),
    ('[[group]]\nname = "x"\n', "role"),
    ('[[group]]\nname = "x"\nrole = "p3m"\nopdd = "dpu"\n', "opdd"),
    ("", "group"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, why):
    with pytest.raises(BadReferenceData, match=why):
        read(tmp_path, text)
