"""Threads share few arenas of the C library's memory, however many of them there are."""

import ctypes
import subprocess
import sys

import pytest

from program.arenas import ARENAS

ASK = """
import ctypes, sys, threading
from program.arenas import few_arenas
if sys.argv[1] == "few":
    assert few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
all_there = threading.Barrier(12)

def ask():
    libc.malloc(1000)
    all_there.wait()

threads = [threading.Thread(target=ask) for _ in range(12)]
for each in threads: each.start()
for each in threads: each.join()
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library has no arenas to keep few")
def test_twelve_threads_share_the_arenas(tmp_path):
    found = {}
    for how in ("few", "usual"):
        told = tmp_path / how
        subprocess.run([sys.executable, "-c", ASK, how, str(told)], check=True, timeout=60)
        found[how] = told.read_text().count("<heap nr=")
    assert found["few"] <= ARENAS < found["usual"]
