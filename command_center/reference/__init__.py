"""Reference data of the city as editable files, and the loader that refuses bad ones with file, line and reason."""
