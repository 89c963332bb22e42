"""Who may what, as a table; and what a callback's output says about its page."""

from dataclasses import dataclass

import pytest

from command_center.errors import NotAllowed
from command_center.web.security.callback_outputs import ROUTING, BadOutput, pages_written
from command_center.web.security.identity import NOBODY, Identity, row_scope
from command_center.web.security.local_path import local_path
from command_center.web.security.policy import RULES, AccessPolicy, Gate
from program.pages import PAGES


@dataclass(frozen=True)
class SmallPage:
    path: str
    key: str
    roles: tuple[str, ...]
    entry: str = ""
    begins: tuple[str, ...] = ()


POLICY = AccessPolicy(
    [
        SmallPage("/wall", "wall", ("p3m", "diskominfo", "mayor", "admin", "wall")),
        SmallPage("/opd/<code>", "opd", ("opd", "diskominfo")),
        SmallPage("/briefing/<date>", "briefing", ("mayor",), "/briefing/hari-ini", ("mayor",)),
    ]
)


def user(*roles: str, opd: str = "") -> Identity:
    return Identity("user", "sari", frozenset(roles), opd)


DEVICE = Identity("wall", "layar kiri", frozenset({"wall"}))
EVERYBODY = {
    "nobody": NOBODY,
    "wall": DEVICE,
    "no role": user(),
    "p3m": user("p3m"),
    "diskominfo": user("diskominfo"),
    "mayor": user("mayor"),
    "opd": user("opd", opd="dpu"),
    "admin": user("admin"),
}


@pytest.mark.parametrize(
    ("page", "variables", "who"),
    [
        ("wall", {}, {"wall", "p3m", "diskominfo", "mayor", "admin"}),
        ("opd", {"code": "dpu"}, {"opd", "diskominfo"}),
        ("opd", {"code": "dishub"}, {"diskominfo"}),
        ("opd", {"code": "DPU"}, {"diskominfo"}),
        ("opd", {"code": ["dpu", "dishub"]}, {"diskominfo"}),
        ("opd", {}, {"diskominfo"}),
        ("briefing", {"date": "2026-11-21"}, {"mayor"}),
        ("nothing", {}, set()),
        ("", {}, set()),
    ],
)
def test_who_may_open_a_page(page, variables, who):
    assert {name for name, identity in EVERYBODY.items() if POLICY.may_open(page, identity, variables)} == who


def test_a_chief_without_a_department_sees_none():
    assert not POLICY.may_open("opd", user("opd"), {"code": ""})
    assert not POLICY.may_open("opd", user("opd"), {})


def test_a_role_that_sees_all_rows_does_not_open_a_page_that_is_not_its_own():
    both = user("opd", "mayor", opd="dpu")
    assert POLICY.may_open("opd", both, {"code": "dpu"})
    assert not POLICY.may_open("opd", both, {"code": "dishub"}), "the mayor has no /opd; the chief only the own"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/wall", "wall"),
        ("/opd/dpu", "opd"),
        ("/briefing/2026-11-21", "briefing"),
        ("/wall/", None),
        ("//wall", None),
        ("/WALL", None),
        ("/wall;x", None),
        ("/wall\n", None),
        ("/wall%2f", None),
        ("/wall/../opd/dpu", None),
        ("/opd/", None),
        ("/opd/a/b", None),
        ("wall", None),
        ("", None),
    ],
)
def test_which_page_a_path_shows(path, page):
    opened = POLICY.opened(path)
    assert (opened.page.key if opened else None) == page


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("wall", "/wall"),
        ("p3m", "/wall"),
        ("opd", "/opd/dpu"),
        ("mayor", "/briefing/hari-ini"),
        ("nobody", None),
        ("no role", None),
        ("admin", "/wall"),
    ],
)
def test_where_each_begins(who, home):
    assert POLICY.home(EVERYBODY[who]) == home


@pytest.mark.parametrize(
    ("who", "path", "leads"),
    [
        ("mayor", "/briefing", "/briefing/hari-ini"),
        ("p3m", "/briefing", None),
        ("opd", "/opd", "/opd/dpu"),
        ("diskominfo", "/opd", "/opd/semua"),
        ("nobody", "/opd", None),
        ("mayor", "/wall", None),
    ],
)
def test_an_address_without_the_variable_of_its_page_leads_on(who, path, leads):
    pages = [
        SmallPage("/wall", "wall", ("mayor",)),
        SmallPage("/opd/<code>", "opd", ("opd", "diskominfo"), "/opd/semua"),
        SmallPage("/briefing/<date>", "briefing", ("mayor",), "/briefing/hari-ini"),
    ]
    assert AccessPolicy(pages).led_on(path, EVERYBODY[who]) == leads


def test_a_public_page_is_for_everybody_and_shuts_all_others_as_before():
    policy = AccessPolicy([*POLICY.pages.values(), SmallPage("/lacak/<number>", "lacak", ("public",))])
    for name, identity in EVERYBODY.items():
        assert policy.may_open("lacak", identity, {"number": "LH-2026-000001"}), name
        assert policy.may_call("lacak-state.children", None, identity), name
        assert policy.may_call(ROUTING, None, identity), "the layout that it returns is checked apart"
        assert policy.home(identity) == POLICY.home(identity), "nobody begins at a page for everybody"
        for page in POLICY.pages:
            assert policy.may_open(page, identity, {}) == POLICY.may_open(page, identity, {})
            assert policy.may_call(f"{page}-x.children", None, identity) == POLICY.may_call(
                f"{page}-x.children", None, identity
            )
        both = "..lacak-state.children...wall-map.figure.."
        assert policy.may_call(both, None, identity) == POLICY.may_call("wall-map.figure", None, identity)
    assert not policy.may_call("shell-clock.children", None, NOBODY)
    assert policy.any_public
    assert not POLICY.any_public


@pytest.mark.parametrize(
    ("rule", "gate"),
    [
        ("/hooks/<channel>", Gate.OPEN),
        ("/hooks/facebook", Gate.OPEN),
        ("/open311/v2/requests.<form>", Gate.OPEN),
        ("/hooks", None),
        ("/hooksy/<channel>", None),
        ("/api/v1/reports.<form>", frozenset({"p3m", "diskominfo", "admin", "opd"})),
        ("/api/v2/reports", None),
        ("/<path:path>", Gate.PAGE),
        ("/<path:other>", None),
        ("/_mcp", None),
        ("/static/<path:filename>", None),
        ("", None),
    ],
)
def test_what_no_rule_names_is_shut(rule, gate):
    assert POLICY.gate(rule) == gate


@pytest.mark.parametrize(
    "page",
    [
        SmallPage("/x", "x", ("p3m", "boss")),
        SmallPage("/x", "x-y", ("p3m",)),
        SmallPage("/x", "shell", ("p3m",)),
        SmallPage("x", "x", ("p3m",)),
    ],
)
def test_a_page_that_cannot_be_guarded_is_refused_at_start(page):
    with pytest.raises(ValueError, match="bad key or path"):
        AccessPolicy([page])


def test_two_pages_of_one_name_are_refused_at_start():
    with pytest.raises(ValueError, match="same key"):
        AccessPolicy([SmallPage("/a", "a", ("p3m",)), SmallPage("/b", "a", ("admin",))])


@pytest.mark.parametrize(
    ("who", "scope"),
    [("p3m", None), ("diskominfo", None), ("mayor", None), ("admin", None), ("opd", "dpu")],
)
def test_whose_rows_a_role_sees(who, scope):
    assert row_scope(EVERYBODY[who]) == scope


@pytest.mark.parametrize("identity", [NOBODY, DEVICE, user(), user("opd")], ids=["nobody", "wall", "no role", "no opd"])
def test_who_sees_no_rows(identity):
    with pytest.raises(NotAllowed):
        row_scope(identity)


def test_a_chief_who_is_an_operator_too_sees_all_rows():
    assert row_scope(user("opd", "p3m", opd="dpu")) is None


ONE = {"id": "wall-map", "property": "figure"}


@pytest.mark.parametrize(
    ("output", "outputs", "pages"),
    [
        ("wall-map.figure", ONE, {"wall"}),
        ("wall-map.figure", None, {"wall"}),
        ("wall.figure", None, {"wall"}),
        ("wall-map.config@3fa37437", ONE, {"wall"}),
        ("wall-a\\.b.children", None, {"wall"}),
        ("..wall-a.children...opd-b.data..", [ONE, {"id": "opd-b", "property": "data"}], {"wall", "opd"}),
        (
            '{"chart":["ALL"],"page":"wall"}.figure',
            [[{"id": {"page": "wall", "chart": 1}, "property": "figure"}]],
            {"wall"},
        ),
        ('{"chart":["ALL"],"page":"wall"}.figure', [], {"wall"}),
        ('..{"a":"x\\.y","page":"wall"}.figure...opd-b.data..', None, {"wall", "opd"}),
        ("wall-map.figure", {"id": "opd-queue", "property": "children"}, {"wall", "opd"}),
        ("wall-map.figure", [[ONE, {"id": {"page": "opd"}, "property": "x"}]], {"wall", "opd"}),
        ("_pages_content.children", None, {"_pages_content"}),
    ],
)
def test_which_pages_a_callback_writes_to(output, outputs, pages):
    assert pages_written(output, outputs) == pages


@pytest.mark.parametrize(
    ("output", "outputs"),
    [
        (None, None),
        ("", None),
        (7, None),
        (["wall-map.figure"], None),
        ("3fa37437456f614cdfc0cacbab93f70d4b9c283847af4502e4bf21037f8929a1", None),
        ("@3fa37437", None),
        (".figure", None),
        ("-map.figure", None),
        ("..", None),
        ("....", None),
        (".....", None),
        ("..wall-a.children", None),
        ("..wall-a.children...", None),
        ("..wall-a.children.....", None),
        ("..wall-a.children......opd-b.data..", None),
        ('{"page":"wall".figure', None),
        ('{"chart":"x"}.figure', None),
        ('{"page":["ALL"],"chart":"x"}.figure', None),
        ('{"page":7}.figure', None),
        ('{"page":""}.figure', None),
        ("{" * 15_000 + ".figure", None),
        ('{"a":' + "[" * 19_000 + ".figure", None),
        ("wall-map.figure" + "x" * 20_000, None),
        ("wall-map.figure", "opd-queue"),
        ("wall-map.figure", 7),
        ("wall-map.figure", {}),
        ("wall-map.figure", {"id": None}),
        ("wall-map.figure", {"id": ["wall-map"]}),
        ("wall-map.figure", {"id": {"page": ["wall"]}}),
        ("wall-map.figure", [ONE, None]),
        ("wall-map.figure", [[[ONE]]]),
        ("wall-map.figure", [ONE, {"property": "x"}]),
    ],
)
def test_an_output_that_cannot_be_read_for_certain_is_refused(output, outputs):
    with pytest.raises(BadOutput):
        pages_written(output, outputs)


@pytest.mark.parametrize(
    ("output", "outputs", "who"),
    [
        ("wall-map.figure", ONE, {"wall", "p3m", "diskominfo", "mayor", "admin"}),
        ("..wall-a.children...opd-b.data..", None, {"diskominfo"}),
        ("wall-map.figure", {"id": "opd-queue", "property": "x"}, {"diskominfo"}),
        ("shell-clock.children", None, {"wall", "p3m", "diskominfo", "mayor", "opd", "admin"}),
        (ROUTING, None, {"wall", "p3m", "diskominfo", "mayor", "opd", "admin"}),
        (ROUTING, [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
         {"wall", "p3m", "diskominfo", "mayor", "opd", "admin"}),
        (ROUTING, [{"id": "_pages_content", "property": "children"}, {"id": "opd-queue", "property": "data"}], set()),
        ("_pages_content.children", None, set()),
        ("_pages_dummy.children", None, set()),
        ("nothing-x.children", None, set()),
        ("Wall-map.figure", None, set()),
        ("wall map.figure", None, set()),
        ("..wall-a.children...nothing-b.data..", None, set()),
    ],
)  # fmt: skip
def test_who_may_call_a_callback(output, outputs, who):
    assert {name for name, identity in EVERYBODY.items() if POLICY.may_call(output, outputs, identity)} == who


@pytest.mark.parametrize("path", ["/wall", "/opd/dpu", "/analytics?since=2026-01-01&until=", "/a%20b", "/x#y", "/"])
def test_paths_of_this_server_are_taken_as_next(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "wall",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/ /evil.example",
        "/\x00/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/..//evil.example",
        "/.//evil.example",
        "/wall//evil.example",
        "/wall/../x",
        "/é",
        "/masuk",
        "/masuk?next=/masuk",
        "/keluar",
        "/" + "a" * 500,
        " /wall",
        "?next=/wall",
        "@evil.example",
    ],
)
def test_nothing_else_is_taken_as_next(path):
    assert local_path(path) == ""


def test_what_stands_below_a_page_is_for_who_may_open_the_page():
    """A picture that a page shows is asked for at an address of its own."""
    below = {
        rule: (
            roles,
            max((page for page in PAGES if rule.startswith(f"{page.path}/")), key=lambda page: len(page.path)),
        )
        for rule, roles in RULES.items()
        if isinstance(roles, frozenset) and any(rule.startswith(f"{page.path}/") for page in PAGES)
    }
    assert "/opd/<code>/laporan/<number>/foto/<key>" in below
    for rule, (roles, page) in below.items():
        assert roles == set(page.roles), f"{rule} below {page.path}"
