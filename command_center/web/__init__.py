"""Machine interfaces and access control: sign-in, guard, Socket.IO, Open311, exports, health."""
