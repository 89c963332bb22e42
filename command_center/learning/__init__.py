"""Learning from what staff corrected: a model beside the rules, used only where it was shown to be better."""
