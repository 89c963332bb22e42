"""The briefing as plain text: the body of a letter, and what the command prints."""

from command_center.readmodel.briefing_view import BriefingEdition, LateReport, MainFigure
from layouts.briefing.config import BriefingConfig
from layouts.briefing.decision_box import question
from layouts.briefing.instruction_list import shortened, told
from layouts.briefing.main_figures import aim, verdict
from layouts.briefing.marked_text import plain, runs
from layouts.briefing.parts import SheetContext, SheetRoom, last_digits, short_name
from layouts.briefing.sentences import lowered, sentences
from layouts.briefing.sheet import remarks
from layouts.i18n import Words

ROOM = SheetRoom(late=10, decisions=5, queue=0, squares=0, due=31, paper=True)


def subject(edition: BriefingEdition, config: BriefingConfig, words: Words) -> str:
    """The subject line."""
    key = "subject" if edition.version == 1 else "subject_version"
    return words(
        f"briefing.mail.{key}",
        addressee=config.reader(words),
        day=words.date_long(edition.briefing.day),
        n=edition.version,
    )


def plain_letter(
    edition: BriefingEdition, config: BriefingConfig, words: Words, *, attached: bool | None = None
) -> str:
    """The text. `attached` says that the PDF goes with it, or (False) could not be made; None says nothing of it."""
    briefing = edition.briefing
    sheet = SheetContext(briefing, words, config, ROOM, "terang")
    parts = [
        [sheet.say("title", addressee=config.reader(words)), words.date_long(briefing.day)],
        [sheet.say("mail.simulation")] if briefing.simulated else [],
        remarks(edition, sheet),
        [plain(runs(text)) for text in sentences(briefing, words, config.categories)],
        [_figure(main, sheet) for main in briefing.main],
        _decisions(sheet),
        _late(sheet),
        _instructions(sheet),
    ]
    if attached is not None:
        parts.append([sheet.say("mail.attached" if attached else "mail.not_attached")])
    address = f"{config.url}/briefing/{briefing.day.isoformat()}?versi={edition.version}"
    parts.append([sheet.say("mail.online", address=address)])
    if attached is not None:
        parts.append([sheet.say("mail.automatic", service=config.service)])
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _figure(main: MainFigure, sheet: SheetContext) -> str:
    value = sheet.words.number(main.value) if main.value is not None else sheet.say("main.unknown")
    unit = sheet.say("main.unit_days" if main.key == "median" else "main.unit_reports")
    told = [f"{sheet.say(f'main.{main.key}')}: {value} {unit}", verdict(main, sheet)[0]]
    if main.week_before is not None:
        told.append(f"{sheet.say('main.week_before')} {sheet.words.number(main.week_before)}")
    if main.target is not None:
        told.append(f"{sheet.say('main.target')} {aim(main.target, sheet)}")
    return f"- {', '.join(told)}"


def _decisions(sheet: SheetContext) -> list[str]:
    found = sheet.briefing.decisions[: sheet.room.decisions]
    if not found:
        return []
    title = sheet.say("decisions.title", addressee=sheet.config.reader(sheet.words))
    lines = [f"- {' '.join(question(each, sheet))}" for each in found]
    left = sheet.briefing.entry("decisions").total - len(found)
    return [f"{title}:", *lines, *([f"  {sheet.say('more', n=left)}"] if left else [])]


def _instructions(sheet: SheetContext) -> list[str]:
    carried = sheet.briefing.instructions or ()
    if not carried:
        return []
    title = sheet.say("instructions.title", n=len(carried), addressee=sheet.config.reader(sheet.words))
    lines = [
        f"- {each.opd}: {shortened(each.text)} ({sheet.words('instruction.day', n=each.days)}; {told(each, sheet)})"
        for each in carried
    ]
    return [f"{title}:", *lines]


def _late(sheet: SheetContext) -> list[str]:
    late = sheet.briefing.late
    rows = late.rows[: sheet.room.late]
    if not rows:
        return []
    left = late.total - len(rows)
    return [
        f"{sheet.say('late.title')}:",
        *[f"- {_late_row(row, sheet)}" for row in rows],
        *([f"  {sheet.say('more', n=left)}"] if left else []),
    ]


def _late_row(row: LateReport, sheet: SheetContext) -> str:
    what = lowered(short_name(sheet.config.categories.of(row.category), sheet.words))
    over = sheet.say("late.alternative", n=row.days_over) if row.days_over else sheet.say("late.just_over")
    return (
        f"{row.opd or sheet.say('no_opd')}, {last_digits(row.number)}: {row.place or sheet.say('no_place')}, {what}, "
        f"{sheet.say(f'late.stage_{row.stage}')}, {over}"
    )
