"""The read side: DuckDB facts fed from the event log, one query module a page. The only room that imports duckdb."""
