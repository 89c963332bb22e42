"""The video wall: the scene, the list of its panels, what is set for it, and its words."""
