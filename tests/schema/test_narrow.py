"""A narrowed schema accepts nothing that the whole refuses: proven on the content models, and tried on documents."""

from __future__ import annotations

import random
from copy import deepcopy as copy_of
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from akn.schema import accepting, official
from akn.schema.contents import OTHER
from akn.schema.declarations import Declarations
from akn.schema.narrow import names_of, narrow

SAMPLES = sorted(Path("tests/samples").rglob("*.xml"))
WHOLE = Declarations(official.source())
NAMES = sorted(WHOLE.names)
DOCUMENT_TYPES = sorted(WHOLE.declared("akomaNtoso").content.names)


def drawn(seed, size):
    return frozenset(random.Random(seed).sample(NAMES, size))  # noqa: S311  # the same for the same seed


SETS = (
    [frozenset({name}) for name in NAMES]
    + [frozenset({"akomaNtoso", name}) for name in DOCUMENT_TYPES]
    + [drawn(seed, size) for seed in range(6) for size in (2, 5, 20, 80, 200)]
    + [frozenset(NAMES)]
)


def called(names):
    return "+".join(sorted(names)[:3]) + (f"+{len(names) - 3}" if len(names) > 3 else "")


def narrowed(names):
    return narrow(official.source(), names)


def first_difference(narrow_model, whole_model, names):
    """The shortest row of `names` that one automaton takes and the other does not, or None."""
    seen, ring = {(0, 0)}, [((), 0, 0)]
    while ring:
        following = []
        for row, ours, theirs in ring:
            if (ours in narrow_model.ends) != (theirs in whole_model.ends):
                return row
            for name in {*narrow_model.steps[ours], *whole_model.steps[theirs]} & names:
                after = narrow_model.steps[ours].get(name), whole_model.steps[theirs].get(name)
                if None in after:
                    return (*row, name)
                if after not in seen:
                    seen.add(after)
                    following.append(((*row, name), *after))
        ring = following
    return None


@pytest.mark.parametrize("names", SETS, ids=called)
def test_each_element_holds_in_the_narrowed_schema_what_it_holds_in_the_whole(names):
    declared = Declarations(narrowed(names))
    for name in names:
        ours, whole = declared.declared(name), WHOLE.declared(name)
        assert first_difference(ours.content, whole.content, {*names, OTHER}) is None, name
        assert (ours.attributes, ours.mixed, ours.open) == (whole.attributes, whole.mixed, whole.open), name


def test_a_required_sequence_is_never_emptied():
    # Emptied, libxml2 takes it for fulfilled: a judgment without anything in it would be accepted.
    for name in ("judgmentBody", "debateBody", "amendmentBody"):
        bare = etree.Element(f"{{{official.NAMESPACE}}}{name}")
        assert not official.load().validate(bare)
        assert not official.compile_schema(narrowed(names_of(bare))).validate(bare)


@cache
def whole_says(data):
    return official.load().validate(etree.fromstring(data))


def bare(name):
    return f'<{name} xmlns="{official.NAMESPACE}"/>'.encode()


def shortest(name, depth=4):
    """`name` with the least that its content model asks for, and its attributes that are demanded."""
    declaration = WHOLE.declared(name)
    inside = "" if not depth else "".join(shortest(one, depth - 1) for one in least_row(declaration.content))
    demanded = (a for a in declaration.attributes.values() if a.required and not a.name.startswith("{"))
    marks = "".join(f' {a.name}="{a.values[0] if a.values else example(a)}"' for a in demanded)
    return f"<{name}{marks}>{inside}</{name}>"


def least_row(model):
    row, state = [], 0
    while state not in model.ends:
        name = next(n for n in model.least(state) if n != OTHER)
        row.append(name)
        state = model.steps[state][name]
    return row


def example(attribute):
    kinds = {"date": "2020-01-02", "dateTime": "2020-01-02T00:00:00", "integer": "1", "language": "en"}
    return next((kinds[t] for t in attribute.types if t in kinds), "x")


@pytest.mark.parametrize("name", NAMES)
def test_each_element_alone_and_with_the_least_it_needs_is_judged_as_by_the_whole(name):
    full = shortest(name).replace(f"<{name}", f'<{name} xmlns="{official.NAMESPACE}"', 1).encode()
    for data in (bare(name), full):
        root = etree.fromstring(data)
        assert official.compile_schema(narrowed(names_of(root))).validate(root) == whole_says(data)


def test_most_elements_are_accepted_with_the_least_they_need():
    roots = [shortest(name).replace(f"<{name}", f'<{name} xmlns="{official.NAMESPACE}"', 1) for name in NAMES]
    accepted = sum(whole_says(one.encode()) for one in roots)
    assert accepted > 0.9 * len(NAMES)  # so that the test above compares a yes with a yes as well


def mutants(root, seed):
    """Ten copies of `root`, each with one element taken out, moved, doubled, renamed, or an attribute changed."""
    chance = random.Random(seed)  # noqa: S311  # the same for the same seed
    for _ in range(10):
        copy = copy_of(root)
        one = chance.choice(list(copy.iter("*"))[1:])
        parent = one.getparent()
        match chance.randrange(6):
            case 0:
                parent.remove(one)
            case 1:
                parent.insert(0, one)
            case 2:
                parent.append(copy_of(one))
            case 3:
                one.tag = f"{{{official.NAMESPACE}}}{chance.choice(NAMES)}"
            case 4:
                one.attrib.clear()
            case _:
                one.set(
                    chance.choice(["eId", "date", "href", "class"]), chance.choice(["", "x", "meta", "#"])
                )
        yield copy


@pytest.mark.parametrize("path", SAMPLES[::4], ids=lambda p: p.stem)
def test_samples_and_what_becomes_of_them_damaged_are_judged_as_by_the_whole(path):
    root = etree.parse(path).getroot()
    for one in (root, *mutants(root, path.stem)):
        validator = official.compile_schema(narrowed(names_of(one)))
        assert validator.validate(one) == official.load().validate(one)


def test_what_narrowing_leaves_out_is_most_of_the_schema():
    root = etree.parse(SAMPLES[0]).getroot()
    assert len(narrowed(names_of(root))) < len(official.source()) / 2


@pytest.fixture
def afresh():
    def clear():
        accepting.compiled_so_far.cache_clear()
        official.load.cache_clear()

    clear()
    yield
    clear()


@pytest.mark.usefixtures("afresh")
def test_a_valid_document_is_accepted_without_compiling_the_whole():
    assert accepting.accepts(etree.parse(SAMPLES[0]).getroot())
    assert not official.is_loaded()


@pytest.mark.usefixtures("afresh")
def test_a_refusal_is_the_whole_schemas():
    root = etree.fromstring(bare("statement"))
    assert not accepting.accepts(root)
    assert official.is_loaded()
    assert official.complaints(official.load())


@pytest.mark.usefixtures("afresh")
def test_documents_of_ever_other_names_end_with_the_whole_schema():
    declared = [name for name in NAMES if whole_says(bare(name))]
    official.load.cache_clear()
    for name in declared[: accepting.NARROWED_AT_MOST + 1]:
        assert accepting.accepts(etree.fromstring(bare(name)))
    assert official.is_loaded()
