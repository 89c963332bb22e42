"""A faulty reference file is refused with its line and a reason that says what would be right.

Each case changes one line of a shipped file: the line that the complaint must name is the line that was changed, or the
one beside it that is given by `at`.
"""

import pytest

from command_center.errors import BadReferenceData
from command_center.reference.load import OWN_FILES, load_reference

CASES = [
    # file, line to change, what it becomes, (text of the line complained of, if another), part of the reason
    ("outgoing.toml", 'code = "sms"', 'code = "fax"', None, '"fax" is no route'),
    ("outgoing.toml", "held_seconds = 60", "held_seconds = 5", None, "a whole number of at least 35"),
    ("outgoing.toml", "pauses_seconds = [60, 300, 900, 1800, 3600]", "pauses_seconds = [30, 10]", None, "do not shrink"),
    ("outgoing.toml", "pauses_seconds = [60, 300, 900, 1800, 3600]", "pauses_seconds = [0]", None, "at least 1"),
    ("templates.toml", 'pictures = "Foto: {tautan}"', 'pictures = "Foto"', None, '"pictures" needs {tautan}'),
    ("templates.toml", 'pictures = "Foto: {tautan}"', 'pictures = "{foto} {tautan}"', None, "{foto}, which nothing fills in"),
    ("templates.toml", 'pictures = "Foto: {tautan}"', 'pictures = "Foto: {tautan"', None, "braces that do not close"),
    ("templates.toml", 'categories = ["lampu"]', 'categories = ["lamp"]', None, '"lamp", which is not in categories.toml'),
    ("channels.toml", 'code = "x"', 'code = "sms"', None, 'the code "sms" is already taken'),
    ("channels.toml", 'code = "x"', 'code = "X"', None, "must be lower-case letters"),
    ("channels.toml", 'code = "x"', "code = 5", None, "must be a text in quotes"),
    ("channels.toml", 'code = "x"', 'kode = "x"', "[[channel]]#2", '"code" is missing'),
    ("channels.toml", 'kind = "call"', 'kind = "phone"', None, "must be one of message, social, web, app, call"),
    ("channels.toml", 'policy = "sp4n"', 'policy = "sp5n"', None, '"sp5n", which is not in sla.toml'),
    ("channels.toml", "baseline_per_day = 0.5", "baseline_per_day = -1", None, "a number of 0 or more"),
    ("channels.toml", "baseline_per_day = 0.5", 'baseline_per_day = "many"', None, "a number of 0 or more"),
    ("channels.toml", "baseline_per_day = 0.5", "baseline_per_day = nan", None, "a number of 0 or more"),
    ("channels.toml", "archive = true", 'archive = "yes"', None, "must be true or false"),
    ("channels.toml", "archive = true", "archiv = true", None, '"archiv" is not known here'),
    ("channels.toml", 'label = { id = "Telegram", en = "Telegram" }', 'label = { id = "Telegram" }', None, '"en" is missing'),
    ("channels.toml", 'label = { id = "Telegram", en = "Telegram" }', 'label = "Telegram"', None, "must be a table"),
    ("channels.toml", 'label = { id = "Telegram", en = "Telegram" }', 'label = { id = " ", en = "x" }', None, "not empty"),
    ("channels.toml", "[[channel]]", "[channel]", "[[channel]]", "not valid TOML"),
    ("channels.toml", "window_minutes = 15", "window_minutes = -1", None, "at least 0, not -1"),
    ("channels.toml", "thread_hours = 24", "thread_hours = 0.5", None, "must be a whole number"),
    ("conversation.toml", "thanks = [", 'thanks = ["Terima kasih",', None, "plain words in lower case"),
    ("conversation.toml", "thanks = [", 'thanks = ["makasihhh",', None, "without a letter three times"),
    (
        "conversation.toml",
        'one_event = ["rob banjir drainase", "drainase sampah kesehatan", "jalan_rusak lalu_lintas"]',
        'one_event = ["rob selokan"]',
        None,
        '"selokan" is no category',
    ),
    ("conversation.toml", "thanks = [", "thank = [", "# Words of messages", '"thanks" must be a list of words'),
    ("sla.toml", 'default = "seed-2017"', 'default = "seed"', None, '"seed", which is not in this file'),
    ("sla.toml", "answer_days = 10", "answer_days = -10", None, "at least 1, not -10"),
    ("sla.toml", "answer_days = 10", "answer_days = 0", None, "at least 1, not 0"),
    ("sla.toml", "answer_days = 10", "answer_days = 2.5", None, "must be a whole number"),
    ("sla.toml", "answer_days = 10", "answer_days = true", None, "must be a whole number"),
    ("sla.toml", "answer_days = 10", "anwser_days = 10", None, '"anwser_days" is not known here'),
    ("sla.toml", "answer_days = 10", "", "[policy.terms]#1", "sets no term"),
    ("sla.toml", "forward_hours = 24", "forward_hours = 24\nforward_days = 1", None, "cannot both be set"),
    ("sla.toml", "settle_days = 10", "", "[policy.terms]#3", 'but no "settle" term'),
    ("sla.toml", "answer_days = 10", "settle_days = 10\nsettle_extended_days = 30", "[policy.terms]", "does not say in"),
    ("sla.toml", 'code = "diskominfo-2025"', 'code = "sp4n"', "version = 1#4", 'version 1 of "sp4n" stands already'),
    ("sla.toml", "[policy.classes.information]", "[policy.classes.praise]", None, "is no class of report"),
    ("sla.toml", "version = 1", "version = 0", None, "at least 1, not 0"),
    ("opd.toml", 'code = "dishub"', 'code = "dpu"', None, 'the code "dpu" is already taken'),
    ("opd.toml", 'short = "Dishub"', 'short = "DPU"', None, 'the short "DPU" is already taken'),
    ("opd.toml", 'category = "rob"', 'category = "robb"', None, '"robb", which is not in categories.toml'),
    ("opd.toml", 'category = "rob"', 'category = "banjir"', None, '"banjir" has a route for the whole city above'),
    ("opd.toml", 'opd = "dlh"', 'opd = "dlhk"', None, '"dlhk", which is no active OPD'),
    ("opd.toml", 'code = "dlh"', 'active = false\ncode = "dlh"', 'opd = "dlh"', '"dlh", which is no active OPD'),
    ("opd.toml", 'kecamatan = ["33.74.01"]', 'kecamatan = [\n  "33.74.02",\n  "33.74.99"]', '  "33.74.99"', 'no kecamatan "33.74.99"'),
    ("opd.toml", 'kecamatan = ["33.74.01"]', "", 'category = "pkl"#2', '"pkl" has a route for the whole city above'),
    ("opd.toml", 'kecamatan = ["33.74.01"]', 'kecamatan = "33.74.01"', None, "must be a list of texts"),
    ("categories.toml", 'fallback = "lainnya"', 'fallback = "other"', None, '"other", which is not in this file'),
    ("categories.toml", "minimum_score = 2", "", "# Categories of reports", '"minimum_score" is missing'),
    ("categories.toml", 'code = "pohon"', 'code = "banjir"', None, 'the code "banjir" is already taken'),
    ("categories.toml", 'colour = "#CC79A7"', 'colour = "pink"', None, 'must be written as "#E69F00"'),
    ("categories.toml", 'shape = "hexagon"', 'shape = "star"', None, "must be one of square, triangle"),
    ("categories.toml", 'group = "sampah"', 'group = "trash"', None, 'its own group, not "trash"'),
    ("categories.toml", 'group = "sampah"', 'group = "lainnya"', 'colour = "#CC79A7"', "the colour and shape of its group"),
    ("categories.toml", '"abrasi" = 5', '"abrasi" = 0', None, "must be above 0"),
    ("categories.toml", '"abrasi" = 5', '"abrasi" = "5"', None, "must be a number"),
    ("categories.toml", '"abrasi" = 5', '"Abrasi" = 5', None, "not a plain word in lower case"),
    ("categories.toml", '"abrasi" = 5', '"abrasi .." = 5', None, "begins and ends with a word"),
    ("categories.toml", '"abrasi" = 5', '"abrasi ~" = 5', None, '"~" stands once, between two words'),
    ("categories.toml", '"abrasi" = 5', '"abrasi .. @hilang" = 5', None, 'there is no class "hilang"'),
    ("categories.toml", '"abrasi" = 5', '"dalan" = 5', None, '"dalan" can never be met: slang.toml reads it as "jalan"'),
    ("categories.toml", "rival = 0.5", "rivals = 0.5", "[doubt]", '"rival" is missing'),
    ("slang.toml", 'salutations = "yth ytk"', 'salutations = "Yth"', None, "not a plain word in lower case"),
    ("categories.toml", '"abrasi" = 5', '"ombak" = 5', '"ombak" = 3', "not valid TOML"),
    ("categories.toml", "radius_m = 1500", "radius_m = 0", None, "at least 1, not 0"),
    ("categories.toml", "reports = 2", "reports = 1", None, "at least 2, not 1"),
    ("slang.toml", 'jln = "jalan"', 'jln = ""', None, "not empty"),
    ("slang.toml", 'jln = "jalan"', 'jln = "jln"', None, "stands for itself"),
    ("slang.toml", 'jln = "jalan"', 'jlnnn = "jalan"', None, "can never be met"),
    ("slang.toml", 'jln = "jalan"', '"jl n" = "jalan"', None, "can never be met"),
    ("slang.toml", 'jln = "jalan"', "jln = 1", None, "must be a text in quotes"),
    ("holidays.toml", "date = 2020-12-31", "date = 2020-12-32", None, "not valid TOML"),
    ("holidays.toml", "date = 2020-12-31", 'date = "2020-12-31"', None, "without quotes"),
    ("holidays.toml", "date = 2020-12-31", "date = 2020-12-31T00:00:00", None, "must be a date"),
    ("holidays.toml", "date = 2020-12-31", "date = 2014-12-31", None, "lies outside the years 2015 to 2029"),
    ("holidays.toml", "date = 2020-12-31", "date = 2020-12-30", None, "is no day off, so it has no name"),
    ("holidays.toml", "last_year = 2029", "last_year = 2010", None, "is before"),
    ("holidays.toml", 'version = "semarang-1"', "version = 1", None, "must be a text in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "at", "reason"), CASES)
def test_a_fault_is_refused_with_its_line(tmp_path, file, old, new, at, reason):
    lines = (OWN_FILES / file).read_text(encoding="utf-8").splitlines()
    changed = lines.index(old)
    lines[changed : changed + 1] = new.split("\n")
    (tmp_path / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadReferenceData) as refused:
        load_reference(tmp_path)
    assert reason in refused.value.reason
    assert refused.value.file == tmp_path / file
    assert refused.value.line == (line_of(lines, at) if at else changed + 1)
    assert str(refused.value).startswith(f"{tmp_path / file}:{refused.value.line}: ")


@pytest.mark.parametrize(
    ("table", "line", "reason"),
    [
        ("[[day_off]]\ndate = 2026-05-04\nname = { id = 'a', en = 'b' }", 1, '"source" is missing'),
        ("[[day_off]]\nsource = 's'\ndate = 2026-08-17\nname = { id = 'a', en = 'b' }", 3, "is already"),
        ("[[day_off]]\nsource = 's'\ndate = 2026-05-03\nname = { id = 'a', en = 'b' }", 3, "is a Saturday or Sunday"),
        ("[[day_off]]\nsource = 's'\ndate = 2026-05-04\nname = 'a'", 4, "must be a table"),
        ("[[working_day]]\ndate = 2026-05-04\nreason = 'r'", 2, "is no day off"),
        ("[[working_day]]\ndate = 2026-08-17", 1, '"reason" is missing'),
        ("[[name]]\nname = { id = 'a', en = 'b' }\ndate = 2020-12-31", 3, "stands already in a [[name]]"),
        ("[[closure]]\ndate = 2026-05-04", 1, '"closure" is not known here'),
        ("[day_off]\ndate = 2026-05-04", 1, "must be written as tables: [[day_off]]"),
    ],
)
def test_a_faulty_change_of_the_calendar_is_refused(tmp_path, table, line, reason):
    text = (OWN_FILES / "holidays.toml").read_text(encoding="utf-8")
    (tmp_path / "holidays.toml").write_text(text + table + "\n", encoding="utf-8")
    with pytest.raises(BadReferenceData) as refused:
        load_reference(tmp_path)
    assert reason in refused.value.reason
    assert refused.value.line == len(text.splitlines()) + line


def test_two_groups_that_look_alike_are_refused(tmp_path):
    text = (OWN_FILES / "categories.toml").read_text(encoding="utf-8")
    text = text.replace('colour = "#CC79A7"\nshape = "hexagon"', 'colour = "#00b48a"\nshape = "diamond"')
    (tmp_path / "categories.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadReferenceData, match="could not be told apart") as refused:
        load_reference(tmp_path)
    assert text.splitlines()[(refused.value.line or 0) - 1] == 'colour = "#00b48a"'


def line_of(lines: list[str], at: str) -> int:
    """The line (from 1) that begins with `at`; "#2" behind it means its second occurrence."""
    text, _, number = at.rpartition("#") if at[-2:-1] == "#" else (at, "", "1")
    found = [index for index, line in enumerate(lines, 1) if line.startswith(text)]
    return found[int(number) - 1]
