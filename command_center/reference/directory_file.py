"""Reads the file that gives groups of the city's directory a role here, and a department where the role has one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from command_center.reference.tables import Table


@dataclass(frozen=True, slots=True)
class GroupRole:
    """What the people of a group are here: a role, and the code of the department where the role has one, else ""."""

    role: str
    opd: str


def read_group_roles(
    path: Path, roles: Collection[str], of_one_opd: Collection[str], opd: Collection[str]
) -> Mapping[str, tuple[GroupRole, ...]]:
    """Name of a group -> what its people are: a group may stand more than once, with further roles.

    `roles` are those of people, `of_one_opd` those among them that need a department, `opd` the codes of the departments
    there are. Raises BadReferenceData naming file and line.
    """
    top = Table.of_file(path)
    tables = top.tables("group")
    top.done()
    found: dict[str, tuple[GroupRole, ...]] = {}
    for table in tables:
        name, role = table.text("name"), table.text("role")
        code = table.code("opd") if "opd" in table.names() else ""
        table.done()
        if role not in roles:
            table.refuse(f'"role" names "{role}"; there are: {", ".join(sorted(roles))}', "role")
        if role in of_one_opd and not code:
            table.refuse(f'the role {role} needs the code of its department: opd = "dpu"', "role")
        if code and role not in of_one_opd:
            table.refuse(f"the role {role} has no department: leave opd out", "opd")
        if code and code not in opd:
            table.refuse(f'"opd" names "{code}", which is no department of opd.toml', "opd")
        found[name] = (*found.get(name, ()), GroupRole(role, code))
    return found
