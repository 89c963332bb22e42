"""The model in use: one file beside the data, read again when it changed, left alone where it was made beside other rules."""

import os
import threading
from pathlib import Path
from time import monotonic

import structlog

from command_center.learning.model import LearnedModel, from_text, to_text

log = structlog.get_logger(__name__)

FILE = "learned_categories.json"
EVERY_SECONDS = 5.0
"""How often a running server looks whether there is another one."""


class KeptModel:
    """The model of an installation; safe to share by threads. `rules` is the fingerprint of the rules in use."""

    def __init__(self, var_dir: Path, rules: str) -> None:
        self.file = var_dir / FILE
        self._rules = rules
        self._lock = threading.Lock()
        self._asked_at = float("-inf")
        self._stamp: tuple[int, int] | None = None
        self._model: LearnedModel | None = None
        self.problem = ""
        """Why a file that is there is not used, "" where it is, or where there is none."""

    def current(self) -> LearnedModel | None:
        """The model to ask, None where there is none that fits the rules."""
        with self._lock:
            if monotonic() - self._asked_at >= EVERY_SECONDS:
                self._asked_at = monotonic()
                self._read_if_changed()
            return self._model

    def keep(self, model: LearnedModel) -> None:
        """Use this model from now on, in every process of this installation."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(to_text(model), encoding="utf-8")
        os.replace(fresh, self.file)

    def forget(self) -> bool:
        """Use the rules alone from now on; whether there was a model."""
        there = self.file.exists()
        self.file.unlink(missing_ok=True)
        return there

    def _read_if_changed(self) -> None:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            self._stamp, self._model, self.problem = None, None, ""
            return
        stamp = found.st_mtime_ns, found.st_size
        if stamp == self._stamp:
            return
        self._stamp, self._model, self.problem = stamp, None, ""
        try:
            model = from_text(self.file.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            self.problem = f"{self.file.name} cannot be read ({error}); `manage.py learn` makes it anew"
        else:
            if model.rules == self._rules:
                self._model = model
                return
            self.problem = f"{self.file.name} was trained beside other rules of categories; `manage.py learn` trains it beside these"
        log.warning("learned_model_not_used", problem=self.problem)
