"""The questions of the analysis to the read model: one file a question, all over the rows of one selection."""
