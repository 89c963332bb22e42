"""Places: text or coordinates to kelurahan, with the evidence; boundaries and outlines."""
