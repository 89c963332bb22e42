"""The citizens' pages: `/lapor`, where anybody reports, and `/lacak`, where a report is followed with the code of its receipt."""

from callbacks.citizens.blueprint import citizens_blueprint
from callbacks.citizens.parts import CitizenParts

__all__ = ["CitizenParts", "citizens_blueprint"]
