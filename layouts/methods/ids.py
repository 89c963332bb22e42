"""Ids of the page of methods; each begins with its key. The anchors of its sections are those that charts link to."""

ROOT = "methods-root"
CONTENTS = "methods-contents"
