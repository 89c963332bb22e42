"""Live push: frames over Socket.IO, and the view that all walls share."""
