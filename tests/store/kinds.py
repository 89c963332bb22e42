"""Both kinds of database, for tests of rooms whose rules lie above the store: each kind where SQL, locks or conflicts matter."""

import pytest

from tests.long_run import only_long

BOTH_KINDS = pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))]
)

EITHER = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.needs("postgres"), only_long])]
EITHER_KIND = pytest.mark.parametrize("database_kind", EITHER)
"""Where other tests of the file try the like on both: PostgreSQL only in the long run."""
