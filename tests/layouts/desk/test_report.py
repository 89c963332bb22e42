"""The parts of a report at the desk, in every state and language: what is said, and what can be done."""

import re

import pytest

from command_center.domain.conversations import MessageKind
from command_center.domain.outgoing import Reach, ReachWay, Trouble
from command_center.domain.workflow import STEPS, Status
from layouts.desk.composer import Composing, composer
from layouts.desk.report import aside, middle
from layouts.i18n import LANGUAGES, words
from layouts.markup import markup
from tests.layouts.desk_sample import LIMIT, NOW, composings, config, conversation, file, files, message, report
from tests.layouts.reading import classed, every, words_of

ID = words("id")
FILES, COMPOSINGS = dict(files()), dict(composings())


def parts(shown, composing=COMPOSINGS["open"], language="id"):
    told = words(language)
    panel = composer(shown.report, composing, config(), told, NOW)
    return [*middle(shown, config(), told, NOW), *aside(shown, config(), told, panel)]


def data(shown, name):
    """Values of an attribute of the data of buttons."""
    return [getattr(each, f"data-{name}") for each in every(parts(shown)) if hasattr(each, f"data-{name}")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_sent_as_html(name, language):
    text = markup(parts(FILES[name], language=language))
    assert FILES[name].report.number in text
    assert "{" not in re.sub(r"<[^>]*>", "", text), "a word was not filled in"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMPOSINGS)
def test_every_panel_of_an_answer_can_be_sent_as_html(name, language):
    told = words(language)
    for status in (Status.FORWARDED, Status.ARCHIVED):
        text = markup(composer(report(status), COMPOSINGS[name], config(), told, NOW))
        assert "{" not in re.sub(r"<[^>]*>", "", text)


def test_verifying_says_what_it_accepts():
    assert "Verifikasi: Rob, DPU, Terboyo Kulon" in words_of(parts(file()))


@pytest.mark.parametrize("status", Status)
def test_only_the_steps_that_the_flow_allows_are_offered(status):
    offered = {*data(FILES[f"status {status}"], "act"), *data(FILES[f"status {status}"], "ask")}
    steps = {"verify": "verified", "defer": "deferred", "not_ours": "not_ours", "archive": "archived"}
    allowed = {name for name, to in steps.items() if Status(to) in STEPS[status]}
    if status is Status.ARCHIVED:
        allowed = {"reopen"} if "reopen" in offered else allowed
    assert {name for name in offered if name in steps or name == "reopen"} - {"reopen"} == allowed - {"reopen"}
    assert ("forward" in data(FILES[f"status {status}"], "form")) == (Status.FORWARDED in STEPS[status])


def test_a_message_says_why_it_stands_here_and_can_be_taken_out_but_not_the_only_one():
    assert "split_message" not in data(file(), "act")
    shown = file(messages=conversation())
    assert "split_message" in data(shown, "act")
    assert "Digabung: satu album" in words_of(parts(shown))


def test_small_talk_is_no_part_of_what_can_be_split_off():
    shown = file(
        messages=(message(0, text="banjir"), message(1, text="lagi"), message(2, MessageKind.THANKS, "makasih"))
    )
    keys = [each for each in data(shown, "message") if each]
    assert [key.rpartition(".")[2] for key in keys] == ["1"]


def test_the_words_that_decided_are_marked_in_the_message_and_in_the_suggestion():
    shown = middle(file(), config(), ID, NOW)
    marks = [words_of(each) for each in every(shown) if each._type == "Mark"]
    assert marks.count("Kaligawe") == 2
    assert {"air naik", "tidak hujan"} <= set(marks)


def test_the_doubt_comes_first_and_says_whether_it_holds_up_forwarding():
    assert "ragu: Rob atau Banjir?" in words_of(middle(file(), config(), ID, NOW))
    assert "sama untuk keduanya" in words_of(middle(file(), config(), ID, NOW))
    assert "untuk kategori kedua: DLH" in words_of(middle(FILES["another department"], config(), ID, NOW))


def test_hostile_text_stays_text():
    shown = file(messages=(message(0, text="<img src=x onerror=alert(1)> & </script>"),))
    text = markup(parts(shown))
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_a_contact_is_masked_until_somebody_asks_for_it():
    assert "reveal" in data(file(), "act")
    assert "reveal" not in data(FILES["sure"], "act")


def test_an_answer_that_cannot_be_given_has_no_field_but_says_why_and_what_else():
    shut = Composing(Reach("x", ReachWay.NONE, LIMIT, trouble=Trouble.NOT_MENTIONED, instead=ReachWay.CALL), "k")
    panel = composer(report(Status.FORWARDED), shut, config(), ID, NOW)
    assert "tidak menyebut akun kota" in words_of(panel)
    assert "Hubungi lewat telepon" in words_of(panel)
    assert not [each for each in every(panel) if each._type == "Textarea"]


def test_limits_are_said_before_the_field():
    text = markup(composer(report(Status.FORWARDED), COMPOSINGS["open"], config(), ID, NOW))
    assert text.index("paling banyak 4.096 huruf") < text.index("<textarea")
    assert "21 jam lagi" in text
    assert "3 pelapor lain" in text


def test_what_was_not_delivered_is_said_and_can_be_sent_again():
    panel = composer(report(Status.FORWARDED), COMPOSINGS["answers"], config(), ID, NOW)
    assert "gagal kirim: Pelapor memblokir pesan." in words_of(panel)
    assert {"again", "cancel", "handed"} <= {getattr(each, "data-do", "") for each in every(panel)}


def test_a_draft_that_somebody_overtook_is_there_to_be_copied():
    panel = composer(report(Status.FORWARDED), COMPOSINGS["ended"], config(), ID, NOW)
    assert "budi sudah menjawab" in words_of(panel)
    assert words_of(classed(panel, "desk-kept")) == "Tulisan saya"
