"""The page of an OPD: how it stands, its queue, what breaches when, its map and its peers."""
