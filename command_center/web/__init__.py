"""Machine interfaces and the access: sign-in, guard, Socket.IO, Open311, exports, health."""
