"""alerts.toml and rota.toml: a fault is refused with its file, its line and what would be right."""

import re

import pytest

from command_center.domain.alerts import GROUPS, AlertCause, AlertWay, Severity
from command_center.domain.rota import DutyDay
from command_center.errors import BadReferenceData
from command_center.reference.load import OWN_FILES, load_reference
from tests.reference.shipped import shipped

CASES = [
    # file, what is changed, into what, part of the reason
    ("alerts.toml", 'cause = "incident"', 'cause = "fire"', "must be one of breach, near, surge"),
    ("alerts.toml", 'severity = "critical"', 'severity = "grave"', "must be one of notice, warning, critical"),
    ("alerts.toml", 'key = "lonjakan"', 'key = "lewat-tenggat"', 'the key "lewat-tenggat" is already taken'),
    ("alerts.toml", 'rota = "p3m"', 'rota = "p4m"', '"p4m" is no rota of rota.toml; there are p3m, opd, teknis'),
    (
        "alerts.toml",
        '"rob", "banjir", "pohon", "kebakaran", "air"',
        '"rob", "banjer"',
        '"banjer" is none of the categories',
    ),
    ("alerts.toml", 'channels = ["112"]', 'channels = ["113"]', '"113" is none of the channels'),
    ("alerts.toml", 'ways = ["desk", "mail"]', 'ways = ["mail"]', '"ways" must hold "desk" where messages leave'),
    ("alerts.toml", 'ways = ["desk", "mail"]', 'ways = ["desk", "fax"]', '"fax" is no way'),
    ("alerts.toml", 'ways = ["desk", "mail"]', "ways = []", '"ways" must say where it is told'),
    (
        "alerts.toml",
        'group_by = ["category", "kecamatan"]',
        'group_by = ["opd"]',
        '"opd" is nothing by which surge is grouped',
    ),
    ("alerts.toml", 'group_by = ["category", "kecamatan"]', "group_by = []", '"group_by" must name what makes a group'),
    (
        "alerts.toml",
        "percent = 80",
        "percent = 81",
        '"percent" must be one of the thresholds below 100 of sla.toml: 50, 80',
    ),
    ("alerts.toml", "percent = 80", "percent = 100", '"percent" must be one of the thresholds below 100'),
    ("alerts.toml", "coverage = 0.998", "coverage = 1", '"coverage" must lie between 0 and 1'),
    ("alerts.toml", "chance = 0.001", "chance = 0", '"chance" must lie between 0 and 1'),
    ("alerts.toml", "hours = 3\n", "hours = 0\n", "at least 1"),
    ("alerts.toml", "hours = 3\n", 'hours = 3\ngroup_by = ["opd"]\n', "an incident is a group of its own"),
    ("alerts.toml", "coverage = 0.998\n", "coverage = 0.998\nhours = 25\n", "at most 24"),
    ("alerts.toml", "repeat_hours = 3\n", "repeat_hours = -1\n", "a number of 0 or more"),
    ("alerts.toml", "repeat_hours = 3\n", "repeat_ours = 3\n", '"repeat_hours" is missing'),
    ("alerts.toml", 'end = "16:00"', 'end = "07:00"', '"end" must be later than "begin"'),
    ("alerts.toml", 'end = "16:00"', 'end = "4pm"', '"end" must be a time of the day such as "07:30"'),
    ("alerts.toml", 'end = "16:00"', 'end = "24:00"', '"end" must be a time of the day'),
    ("rota.toml", 'key = "teknis"', 'key = "opd"', 'the key "opd" is already taken'),
    ("rota.toml", 'roles = ["p3m"]', 'roles = ["mayor"]', '"mayor" is no role that can be told'),
    ("rota.toml", 'roles = ["p3m"]', "roles = []", "names nobody: one of accounts, roles, mails, telegram must"),
    ("rota.toml", 'roles = ["p3m"]', 'accounts = ["Sari B"]', '"Sari B" is not a sign-in name in lower case'),
    ("rota.toml", 'roles = ["p3m"]', 'mails = ["piket"]', '"piket" is not a mail address'),
    ("rota.toml", 'roles = ["p3m"]', 'telegram = ["0812"]\ntelegrm = 1', '"telegrm" is not known here'),
    ("rota.toml", 'roles = ["p3m"]', 'telegram = ["piket"]', '"piket" is not a chat'),
    ("rota.toml", 'days = ["working", "free"]', 'days = ["senin"]', '"senin" is no day; days are mon'),
    ("rota.toml", "order = 1\n", "order = 0\n", "at least 1"),
]


@pytest.mark.parametrize(("name", "before", "after", "reason"), CASES)
def test_a_fault_is_refused_with_file_line_and_reason(tmp_path, name, before, after, reason):
    text = (OWN_FILES / name).read_text("utf-8")
    # What the comments at the top say is no rule.
    head, _, rules = text.partition("\n\n")
    assert before in rules
    (tmp_path / name).write_text(f"{head}\n\n{rules.replace(before, after, 1)}", "utf-8")
    with pytest.raises(BadReferenceData, match=re.escape(reason)) as refused:
        load_reference(tmp_path)
    assert refused.value.file.name == name
    assert refused.value.line is not None


def test_ours_have_a_rule_for_every_cause_and_reach_the_wall():
    rules = shipped().alerts
    assert {rule.cause for rule in rules.every} == set(AlertCause) == GROUPS.keys()
    assert rules.on_wall
    assert {way for rule in rules.every for way in rule.ways} == set(AlertWay)
    assert {rule.severity for rule in rules.every} == set(Severity)


def test_a_city_may_have_no_rules_and_duties_of_its_own(tmp_path):
    (tmp_path / "alerts.toml").write_text('[hours]\nbegin = "08:00"\nend = "14:00"\ncollect_minutes = 0\n', "utf-8")
    wall = (OWN_FILES / "wall.toml").read_text("utf-8").rpartition("\n[[interrupt]]")[0]
    (tmp_path / "wall.toml").write_text(wall, "utf-8")
    (tmp_path / "rota.toml").write_text(
        '[[rota]]\nkey = "malam"\n[[rota.duty]]\norder = 2\ndays = ["fri", "free"]\nbegin = "22:00"\nend = "00:00"\n'
        'accounts = ["sari"]\ntelegram = ["-1001234567890"]\n',
        "utf-8",
    )
    alerts = load_reference(tmp_path).alerts
    (duty,) = alerts.rotas["malam"].duties
    assert (alerts.every, alerts.hours.begin.hour) == ((), 8)
    assert duty.days == {DutyDay.FRI, DutyDay.FREE}
    assert duty.accounts == ("sari",)
