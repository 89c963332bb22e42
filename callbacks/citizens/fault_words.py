"""What is wrong with a field of a form, in words that say what to do."""

from command_center.casework.report_form import LONGEST, MOST_PHOTOS, FormFault
from command_center.domain.categories import Categories
from command_center.store.pictures import PictureFault
from layouts.i18n import Words


def fault_words(words: Words, field: str, fault: FormFault | PictureFault, categories: Categories) -> str:
    """The words for one fault of one field."""
    if fault is FormFault.LONG:
        return words("citizens.fault_long", n=LONGEST[field])
    if fault is FormFault.UNKNOWN:
        return words(f"citizens.fault_unknown_{field}", codes=", ".join(categories.by_code))
    return words(f"citizens.fault_{fault}", n=MOST_PHOTOS)
