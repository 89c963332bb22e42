"""The citizens' pages as they look: templates, words, and the map that a pin is put on."""
