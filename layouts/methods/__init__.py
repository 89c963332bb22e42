"""The page of methods: how each figure of the other pages is made."""
