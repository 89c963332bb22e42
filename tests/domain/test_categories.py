"""The classifier's rules, on a few categories made for the purpose."""

import pytest

from command_center.domain.categories import Categories, Category, Classifier, Doubt, Shape
from command_center.domain.phrases import Phrase, Spelling
from command_center.domain.wording import Wording


def category(code, words=(), places=(), excepted=(), aliases=()):
    return Category(
        code=code,
        label=Wording(f"Nama {code}", f"Name {code}"),
        short=Wording(code, code),
        colour="#000000",
        shape=Shape.DOT,
        group=code,
        phrases=(
            *(Phrase.read(text, code, weight) for text, weight in words),
            *(Phrase.read(text, code, weight, place=True) for text, weight in places),
            *(Phrase.read(text, code, bars=True) for text in excepted),
        ),
        aliases=aliases,
    )


CATEGORIES = Categories(
    (
        category("rob", [("rob", 5)], aliases=("Banjir Rob",)),
        category("lampu", [("lampu", 3), ("lampu .. mati", 5), ("lampu jalan", 4)], excepted=["lampu merah"]),
        category("jalan", [("jalan .. rusak", 5), ("berlubang", 4), ("aspal", 4)]),
        category("lalu_lintas", [("lampu merah", 4), ("macet", 3)]),
        category("sekolah", [("guru", 3)], places=[("sekolah", 3), ("sd", 2), ("tk", 2)]),
        category("hitungan", [("kk", 3)], excepted=["# kk"]),
        category("kecil", [("sinyal", 1)]),
        category("lainnya", [("tes", 2)], aliases=("Lain-lain",)),
    ),
    fallback="lainnya",
    minimum_score=2,
    figures=(Phrase.read("lampu hijau dari", "", bars=True), Phrase.read("aspal .. emas", "", bars=True)),
    doubt=Doubt(score=3, score_of_long=6, long=10, rival=0.6),
)
CLASSIFIER = Classifier(
    CATEGORIES, Spelling({"jln": ("jalan",)}, ("ne",), frozenset({"depan", "dekat"}), frozenset({"rusuk"}))
)


@pytest.mark.parametrize(
    ("text", "code", "words", "score"),
    [
        ("lampune mati", "lampu", ("lampune", "mati"), 5),
        ("Lampu di gang kami Mati", "lampu", ("lampu", "mati"), 5),
        ("jln raya sini rusak, berlubang", "jalan", ("jln", "rusak", "berlubang"), 9),
        ("lampu merah macet", "lalu_lintas", ("lampu", "merah", "macet"), 7),
        ("", "lainnya", (), 0),
        ("selamat pagi", "lainnya", (), 0),
        ("sinyal", "lainnya", (), 0),
        ("tes", "lainnya", ("tes",), 2),
    ],
)
def test_the_heaviest_words_decide_and_are_named_as_written(text, code, words, score):
    found = CLASSIFIER.classify(text)
    assert (found.category, found.words, found.score) == (code, words, score)
    assert not found.chosen_by_sender


def test_each_phrase_counts_once_and_each_word_in_one_phrase():
    assert CLASSIFIER.classify("berlubang berlubang berlubang").score == 4
    assert CLASSIFIER.classify("lampu jalan mati").score == 5
    assert CLASSIFIER.classify("lampu jalan mati, lampu").score == 8


def test_words_of_an_exception_do_not_count():
    assert CLASSIFIER.classify("lampu merah").category == "lalu_lintas"
    assert CLASSIFIER.classify("lampu merah").runner_up == ""
    assert CLASSIFIER.classify("lampu merah dan lampu jalan").category == "lampu"
    assert CLASSIFIER.classify("12 kk").category == "lainnya"
    assert CLASSIFIER.classify("urus kk").category == "hitungan"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("guru sekolah", "sekolah"),
        ("sekolah kami", "sekolah"),
        ("depan sekolah aspal", "jalan"),
        ("dekat sekolah sd aspal", "jalan"),
        ("depan sekolah", "lainnya"),
        ("depan guru", "sekolah"),
        ("depan rumah sekolah", "sekolah"),
        ("depan sekolah dan sd aspal", "jalan"),
        ("depan sekolah bunga mekar serta sd", "lainnya"),
        ("depan sekolah itu ada lima buah sd", "sekolah"),
        ("depan sekolah. Sd kami", "sekolah"),
    ],
)
def test_places_do_not_count_where_they_say_where(text, code):
    assert CLASSIFIER.classify(text).category == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jalan satu dua tiga empat lima enam tujuh rusak", "jalan"),
        ("jalan satu dua tiga empat lima enam tujuh delapan rusak", "lainnya"),
        ("jalan lampu rusak", "lampu"),
        ("rusak jalan", "lainnya"),
    ],
)
def test_a_gap_is_short_ordered_and_does_not_reach_across_another_subject(text, code):
    assert CLASSIFIER.classify(text).category == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lampu\nmerah", "lalu_lintas"),
        ("LAMPU\nMERAH", "lalu_lintas"),
        ("Lampu\nMerah warnanya", "lampu"),
        ("perbaikan lampu. Merah warnanya", "lampu"),
        ("lampu gang kami. Mati", "lampu"),
    ],
)
def test_a_phrase_goes_on_over_a_wrapped_line_but_not_into_another_sentence(text, code):
    assert CLASSIFIER.classify(text).category == code


def test_a_gap_goes_on_into_another_sentence():
    assert CLASSIFIER.classify("lampu gang kami. Mati").score == 5


def test_figures_of_speech_speak_for_no_category():
    assert CLASSIFIER.classify("dapat lampu hijau dari pusat").category == "lainnya"
    assert CLASSIFIER.classify("aspal itu seperti emas").score == 0
    assert CLASSIFIER.classify("lampu hijau mati").category == "lampu"


def test_a_title_outweighs_a_passing_word():
    assert CLASSIFIER.classify("Aspal\nada lampu gang mati").category == "jalan"
    assert CLASSIFIER.classify("aspal ada lampu gang mati").category == "lampu"


def test_many_hints_are_no_subject():
    assert CLASSIFIER.classify("Sd tk\nkami tulis").score == 4
    assert CLASSIFIER.classify("Sd tk\nkami tulis aspal").category == "jalan"


@pytest.mark.parametrize(
    ("text", "chosen", "doubtful"),
    [
        ("guru", "", False),
        ("sd", "", True),
        ("selamat pagi", "", True),
        ("aspal macet", "", True),
        ("lampu gang mati aspal", "", True),
        ("lampu jalan mati macet", "", False),
        ("satu dua tiga empat lima enam tujuh delapan sembilan guru", "", True),
        ("satu dua tiga empat lima enam tujuh delapan berlubang dan aspal", "", False),
        ("sd", "jalan", False),
        ("guru aspal", "jalan", False),
        ("lampu gang mati", "jalan", True),
    ],
)
def test_a_person_must_read_what_says_too_little_or_two_things(text, chosen, doubtful):
    assert CLASSIFIER.classify(text, chosen).doubtful is doubtful


def test_equal_scores_go_to_the_category_that_stands_first():
    found = CLASSIFIER.classify("aspal lampu merah")
    assert (found.category, found.runner_up) == ("jalan", "lalu_lintas")


@pytest.mark.parametrize(
    ("text", "chosen", "code", "by_sender"),
    [
        ("lampu mati", "jalan", "jalan", True),
        ("lampu mati", "lampu", "lampu", True),
        ("air", "banjir rob", "rob", True),
        ("air", "NAMA ROB", "rob", True),
        ("air", "Name rob", "rob", True),
        ("lampu mati", "tidak dikenal", "lampu", False),
        ("lampu mati", "lainnya", "lampu", False),
        ("lampu mati", "Lain-lain", "lampu", False),
        ("selamat pagi", "lainnya", "lainnya", True),
    ],
)
def test_the_senders_choice_stands_unless_it_says_nothing(text, chosen, code, by_sender):
    found = CLASSIFIER.classify(text, chosen)
    assert (found.category, found.chosen_by_sender) == (code, by_sender)


def test_what_the_text_says_beside_a_choice_is_the_runner_up():
    found = CLASSIFIER.classify("lampu mati", "jalan")
    assert (found.words, found.score, found.runner_up) == ((), 0, "lampu")


def test_groups_of_the_wall_end_with_the_fallback():
    assert [group.code for group in CATEGORIES.groups][-1] == "lainnya"
    assert next(iter(CATEGORIES)).code == "rob"
    assert len(CATEGORIES) == 8


def test_a_text_of_any_length_is_judged():
    assert CLASSIFIER.classify("kata " * 399 + "aspal").category == "jalan"
    assert CLASSIFIER.classify("kata " * 5000 + "aspal").category == "lainnya"
