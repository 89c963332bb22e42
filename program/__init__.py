"""The program: composition, start, serving, the doctor, the commands. Nobody imports it but the entry files."""
