"""Tests of the analysis' questions."""
