"""Both kinds of database, for tests of rooms whose rules lie above the store: each kind where SQL, locks or conflicts matter."""

import pytest

BOTH_KINDS = pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres"))]
)
