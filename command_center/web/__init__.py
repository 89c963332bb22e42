"""Machine interfaces and the door: sign-in, guard, Socket.IO, Open311, exports, health."""
