"""Finds links, mail addresses and accounts in a text, also as people write them to get past a filter."""

import re
from collections.abc import Set

from command_center.domain.given_names import ALSO_WORDS
from command_center.domain.masking_canvas import ACCOUNT, ADDRESS, LINK, Canvas
from command_center.domain.masking_words import is_ordinary
from command_center.domain.name_words import AGENCIES

_DOT = r"(?:\s?[.,]\s?|\s?[(\[{]\s?(?:dot|titik|\.)\s?[)\]}]\s?|\s(?:dot|titik)\s)"
_SLASH = r"(?:\s?/\s?|\s(?:slash|garis\smiring)\s)"
_AT = r"(?:\s?@{1,3}\s?|\s?[(\[{<_\-]\s?(?:at|et|a|@)\s?[)\]}>_\-]\s?|\s(?:at|et|ad)\s)"
_ENDINGS = (
    "com|net|org|info|biz|id|co|me|ly|gl|ee|be|cc|tv|gg|io|app|dev|xyz|site|online|store|shop|link|page|club|top|web|my|sg|us|uk|"
    "kom|at|to|in|is|ai|re|cm|tk|ga|cf|ml|click|live|world|today|vip|pro|fun|icu|asia"
)
_HOSTS = (
    r"wa|t|m|bit|s|fb|lnk|youtu|goo|tinyurl|linktr|linkedin|instagram|facebook|twitter|x|tiktok|telegram|youtube|shorturl|cutt|"
    r"rebrand|is|drive|docs|maps|forms|shope|tokopedia|shopee|threads"
)
_LINK = re.compile(
    rf"\bh\w\wps?\s?:\s?/{{1,2}}\s?\S{{1,2000}}|\bwww{_DOT}\S{{1,2000}}|\bwww\s[\w\-]{{2,40}}(?:\s(?:com|co|id|net|org)\b){{1,2}}"
    # a shortener or a network, with blanks or words for its signs
    rf"|(?<![\w@.])(?:{_HOSTS}){_DOT}(?:{_ENDINGS})\b{_SLASH}\S{{1,2000}}"
    # any other host with an ending that is known, or with a path
    rf"|(?<![\w@.\-])(?=[\w\-]{{1,63}}\.)(?:[\w\-]{{1,63}}\.){{1,5}}(?:(?:{_ENDINGS})\b(?:[/?#]\S{{0,2000}})?|[a-z]{{2,12}}/\S{{1,2000}})",
    re.IGNORECASE,
)
_SPELLED_DOT = r"(?:\s(?:titik|dot)\s|\s?[(\[{]\s?(?:dot|titik|\.)\s?[)\]}]\s?)"
_PATH = r"\s?/\s?\S{1,500}+(?:\s/\s?\S{1,500}+){0,8}+"
_SPELLED_LINK = re.compile(
    # a blank for the dot of a host that is known, a path behind it
    r"(?<![\w@.])(?:bit|s|t|wa|linktr|tinyurl|cutt|lnk|forms|goo|youtu|fb|(?:docs|drive|maps|forms|sites|photos)[\s.]google|"
    r"google|instagram|facebook|tiktok|twitter|youtube|telegram|threads)"
    rf"[\s.](?:ly|id|me|ee|com|gle|gl|be|at|to|co){_PATH}"
    # the dot as a word, before an ending that no other word is
    rf"|(?<![\w@.\-])(?:[\w\-]{{2,63}}+{_SPELLED_DOT}){{1,4}}(?:com|kom|net|org|co|info)\b(?:{_SPELLED_DOT}id\b)?(?:{_PATH})?",
    re.IGNORECASE,
)
_PUBLIC_HOST = re.compile(r"(?:[\w\-]{1,63}\.){1,4}(?:go|ac|sch|desa|mil)\.id/?[.,;:!?)]{0,9}", re.IGNORECASE)
_AMOUNT = re.compile(r"[\d.,\-/]{1,64}(?:rb|jt|m|km)?", re.IGNORECASE)

_PROVIDERS = (
    r"g\s?mail|gmial|gamil|gmai|googlemail|yahoo|yaho|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?|msn|aol|mail|e?mail|"
    "zoho|yandex|telkom(?:net)?|plasa"
)
_MAIL_END = r"(?:com|kom|co|net|org|id|me)"
_LOCAL = r"(?<![\w.+\-])[\w.+\-]{1,64}"
_MAIL = re.compile(
    # x@y, whatever y is; blanks around the sign only where an ending or a provider follows
    rf"{_LOCAL}@{{1,3}}[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{2,63}}(?![\w@])){{0,4}}"
    rf"|{_LOCAL}{_AT}(?:{_PROVIDERS})\b(?:(?:{_DOT}|\s){_MAIL_END}\b){{0,2}}"
    rf"|{_LOCAL}{_AT}[\w\-]{{1,63}}{_DOT}(?:{_ENDINGS}|go|ac)\b(?:{_DOT}{_MAIL_END}\b)?"
    rf"|{_LOCAL}\s?(?:{_PROVIDERS}){_DOT}{_MAIL_END}\b(?:{_DOT}{_MAIL_END}\b)?"
    rf"|{_LOCAL}\s(?:gmail|yahoo|ymail|hotmail|outlook|icloud)\s{_MAIL_END}\b(?:\s{_MAIL_END}\b)?"
    r"|\b(?:e-?mail|surel|imel)(?:nya|ku)?\s?[:=]\s?(?P<secret>[\w.+\-]{3,64})",
    re.IGNORECASE,
)
_MAIL_GLUED = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}?(?:gmail|yahoo|ymail|hotmail|outlook|icloud)\s?[.,]\s?(?:com|co|id)\b", re.IGNORECASE
)
_MAIL_NAMED = re.compile(
    r"\b(?:g\s?mail|yahoo|e-?mail|surel|imel)(?:nya|ku)?(?:\s(?:saya|sy|aku|kami|nya))?(?:\s(?:adalah|yaitu))?\s?[:=]?\s?"
    r"(?P<secret>(?=[a-z.]{1,40}[\d_])[\w.+\-]{4,64})",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\s?(?P<secret>[\w.]{2,40})")
_SITES = (
    "ig|insta|instagram|fb|facebook|twitter|tiktok|tik\\stok|telegram|tele|line|medsos|sosmed|discord|twit|thread|threads|linkedin|"
    "bigo|michat|shopee|tokopedia|tokped|lazada|olx|snapchat|skype|bbm|steam|username|user|akun|id|nick|nickname|pin(?:\\sbb)?"
)
_SITE = re.compile(
    rf"(?<![\w@.])(?P<site>{_SITES})(?:nya|ku)?\b(?P<more>(?:\s(?:ig|fb|line|instagram|facebook|twitter|tiktok|saya|sy|aku|name|id|bb)\b){{0,3}})"
    r"(?P<sign>\s?[:=\-]\s?|\s)@?(?P<secret>[\w.]{2,40}(?:-[\w.]{1,40})?)",
    re.IGNORECASE,
)
_LOOSE_SITES = frozenset(
    {"id", "line", "user", "akun", "pin", "pin bb", "thread", "threads", "medsos", "sosmed", "tele"}
)
_LIKE_HANDLE = re.compile(r"(?=[\w.]{0,40}[\d_.])(?=[\w.]{0,40}[a-z])[\w.]{3,40}", re.IGNORECASE)
_AFTER_NAME = re.compile(r"(?:\s[^\W\d_]{2,30}){1,2}")

CONTACT_WORDS = frozenset(
    {"at", "et", "dot", "titik", "gmail", "yahoo", "ymail", "hotmail", "outlook", "icloud", "mail", "email", "surel"}
)

_MAIL_WORDS = frozenset(
    word + end for word in ("gmail", "yahoo", "email", "mail", "surel", "imel") for end in ("", "ku", "nya")
)


def mask_contacts(canvas: Canvas, present: Set[str]) -> None:
    """Cover links, mail addresses and accounts; `present` are the words of the text in lower case.

    Addresses of offices without a path (lapor.go.id) and handles of offices stay.
    """
    plain = canvas.plain
    signs = "." in plain or "/" in plain or "," in plain
    if "@" in plain or (signs or not present.isdisjoint(CONTACT_WORDS)):
        canvas.cover(
            (*found.span("secret" if found["secret"] else 0), ADDRESS)
            for found in _MAIL.finditer(plain)
            # Digits with this sign between them are a number: "wa0812@3344@55".
            if not found[0].rpartition("@")[2].isdecimal()
        )
        canvas.mask(_MAIL_GLUED, ADDRESS)
    if not present.isdisjoint(_MAIL_WORDS):
        canvas.mask(_MAIL_NAMED, ADDRESS)
    if signs or not present.isdisjoint({"dot", "titik", "www"}):
        canvas.mask(_SPELLED_LINK, LINK)
        canvas.cover(
            (*found.span(), LINK)
            for found in _LINK.finditer(canvas.plain)
            if not _PUBLIC_HOST.fullmatch(found[0]) and not _AMOUNT.fullmatch(found[0])
        )
    if "@" in canvas.plain:
        canvas.cover(
            (found.start(), found.end(), ACCOUNT)
            for found in _HANDLE.finditer(canvas.plain)
            if not found["secret"].lower().startswith(AGENCIES) and not found["secret"].isdecimal()
        )
    canvas.cover(
        (start, end, ACCOUNT)
        for found in _SITE.finditer(canvas.plain)
        for start, end in [_account(canvas.plain, found)]
        if end > start
    )


def _account(plain: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the account lies that follows the name of a network; empty where ordinary words follow."""
    start, end = found.span("secret")
    secret = found["secret"].rstrip(".")
    end = start + len(secret)
    site = found["site"].lower()
    announced = bool(found["sign"].strip())
    if site.startswith("pin"):
        pin = len(secret) == 8 and all(letter in "0123456789abcdef" for letter in secret.lower())
        return (start, end) if pin and any(map(str.isdigit, secret)) else (start, start)
    if secret.isdecimal() or secret.lower().startswith(AGENCIES):
        return start, start
    if _LIKE_HANDLE.fullmatch(secret):
        return start, end
    if site in _LOOSE_SITES and not found["more"] and not (announced and site != "line"):
        return start, start
    named = secret.lower() in ALSO_WORDS and (announced or secret[0].isupper())
    if is_ordinary(secret.lower()) and not named:
        return start, start
    # "fb saya budi santoso": a name in two words.
    more = _AFTER_NAME.match(plain, end)
    if more and site in ("fb", "facebook", "ig", "instagram", "insta"):
        for word in more[0].split():
            if is_ordinary(word.lower()) and not (word.lower() in ALSO_WORDS and word[0].isupper()):
                break
            end = plain.index(word, end) + len(word)
    return start, end
