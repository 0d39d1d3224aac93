"""Prepared expressions are what Python compiles, and are believed of nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from re import _compiler  # type: ignore[attr-defined]  # private to Python, and what is tested

import pytest

from akn import expressions
from akn.expressions import prepared, preparing

PLAIN = _compiler.compile
EXPRESSIONS = (
    ("a|b", 0),
    (r"(?P<year>\d{4})-(?P<month>\d\d)(-\d\d)?", re.ASCII),
    (r"ſtraße|straße", re.IGNORECASE),
    ("(?x) a  # a note\n  b", 0),
    ("(?<=x)[^à-ý]+?\\Z", re.MULTILINE | re.DOTALL),
    ("(?i:a)(?-i:B)(c)\\1", 0),
    ("\ud800", 0),  # half a letter: no file can hold it
)


def compiled_anew(expression, flags):
    re.purge()
    return re.compile(expression, flags)


@pytest.fixture
def counted(monkeypatch):
    """What Python has to compile after all."""
    seen = []

    def count(expression, flags=0):
        seen.append(expression)
        return PLAIN(expression, flags)

    monkeypatch.setattr(_compiler, "compile", count)
    return seen


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "expressions.msgpack"
    with preparing(str(path)):
        for expression, flags in EXPRESSIONS:
            compiled_anew(expression, flags)
    return path


def test_each_is_what_python_compiles(file, counted):
    with prepared(str(file)):
        for expression, flags in EXPRESSIONS:
            ours = compiled_anew(expression, flags)
            plain = PLAIN(expression, int(flags))
            assert ours == plain  # patterns are equal where flags, text and machine are
            assert (ours.groups, dict(ours.groupindex)) == (plain.groups, dict(plain.groupindex))
    assert counted == ["\ud800"]


def test_groups_keep_their_names(file):
    expression, flags = EXPRESSIONS[1]
    with prepared(str(file)):
        match = compiled_anew(expression, flags).fullmatch("2010-05")
    assert match.groupdict() == {"year": "2010", "month": "05"}
    assert match.lastgroup == "month"


def test_other_letters_or_flags_are_compiled(file, counted):
    with prepared(str(file)):
        assert compiled_anew("a|c", 0).match("c")
        assert compiled_anew("a|b", re.IGNORECASE).match("B")
        assert compiled_anew(b"a|b", 0).match(b"b")
    assert counted == ["a|c", "a|b", b"a|b"]


def test_one_of_bytes_is_not_one_of_letters(file, counted):
    with preparing(str(file)):
        compiled_anew(b"(?i)x\xff|b", 0)
        compiled_anew("c|d", 0)
    counted.clear()
    with prepared(str(file)):
        assert compiled_anew(b"(?i)x\xff|b", 0) == PLAIN(b"(?i)x\xff|b")
        assert compiled_anew("c|d", 0) == PLAIN("c|d")
        assert compiled_anew(b"c|d", 0).match(b"d")
    assert counted == [b"c|d"]


def test_one_with_the_key_of_another_is_compiled(file, counted, monkeypatch):
    monkeypatch.setattr(expressions, "_key", lambda *_asked: expressions.array("I", [0])[0])
    with preparing(str(file)):
        compiled_anew("a|b", 0)
    counted.clear()
    with prepared(str(file)):
        assert compiled_anew("x|y", 0).match("y")
    assert counted == ["x|y"]


def test_those_of_another_python_are_compiled(file, counted, monkeypatch):
    monkeypatch.setattr(expressions, "_BUILD", "3.99")
    with prepared(str(file)):
        compiled_anew("a|b", 0)
    assert counted == ["a|b"]


def test_where_re_is_built_otherwise_all_is_compiled(file, tmp_path, monkeypatch):
    monkeypatch.setattr(expressions, "_COMPILER", None)
    with prepared(str(file)), preparing(str(tmp_path / "none")):
        assert compiled_anew("a|b", 0).match("b")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff" * 40, b"\x00\x00\x00\x01\xc1"])
def test_a_file_that_is_none_is_as_no_file(content, file, counted):
    file.write_bytes(content)
    with prepared(str(file)), prepared(str(file.with_name("missing"))):
        compiled_anew("a|b", 0)
    assert counted == ["a|b"]


def test_no_damaged_byte_is_believed(file):
    whole = file.read_bytes()
    for place in range(0, len(whole), 5):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with prepared(str(file)):
            for expression, flags in EXPRESSIONS:
                assert compiled_anew(expression, flags) == PLAIN(expression, int(flags)), place
    for length in range(0, len(whole), 11):
        file.write_bytes(whole[:length])
        with prepared(str(file)):
            for expression, flags in EXPRESSIONS:
                assert compiled_anew(expression, flags) == PLAIN(expression, int(flags)), length


def test_python_compiles_as_before_when_the_command_is_over(file):
    with prepared(str(file)):
        assert _compiler.compile is not PLAIN
    assert _compiler.compile is PLAIN


def test_who_imports_akn_has_the_re_that_was_there():
    program = "import akn, re; akn.convert; assert re._compiler.compile.__module__ == 're._compiler'"
    subprocess.run([sys.executable, "-c", program], check=True)
