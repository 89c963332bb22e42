"""The methods of the figures: pure functions on numbers, each with its definition, its assumptions and its source.

What a citizen of the city may ask of a figure ("how is this counted?") is answered on the page /metode. numpy, scipy
and utide are imported inside the functions that need them: they load slowly, and a start needs none of them.
"""
