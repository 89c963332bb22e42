"""The conformance suite: what every channel must do, shown on recorded payloads."""

import pytest

pytest.register_assert_rewrite("tests.contract.checks", "tests.contract.suite")
