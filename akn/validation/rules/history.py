"""The life of a document: `lifecycle` and `workflow`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.validation.rules.days import day
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


@rule("META011", Severity.WARNING, group="metadata")
def no_generation(document: Document) -> Iterator[Breach]:
    """Begin a life cycle with its generation, where it names one.

    Nothing is amended or repealed before it exists; tools that rebuild versions start at the first
    `eventRef` and take it for the birth. `type` may be left out, and an event without it is not judged.

    Bad::

        <eventRef eId="eref_1" date="2021-02-08" type="amendment" source="#original"/>

    Good::

        <eventRef eId="eref_1" date="2021-02-08" type="generation" source="#original"/>
    """
    for lifecycle in document.named("lifecycle"):
        events = document.children(lifecycle, "eventRef")
        kinds = [event.get("type", "") for event in events]
        if not events or kinds[0] == "generation" or not (kinds[0] or "generation" in kinds):
            continue
        begins = f"“{kinds[0]}”" if kinds[0] else "an event without `type`"
        yield Breach(
            events[0],
            f"the life cycle begins with {begins}; “generation” is expected",
            "put the event that brought the document about first",
        )


@rule("META012", Severity.WARNING, group="metadata")
def early_repeal(document: Document) -> Iterator[Breach]:
    """Repeal once, and last.

    What is repealed is not amended any more, and cannot be repealed again. An event without `type` may be anything,
    and is not judged.

    Bad::

        <eventRef eId="eref_2" date="2021-03-01" type="repeal" source="#original"/>
        <eventRef eId="eref_3" date="2021-04-01" type="amendment" source="#original"/>

    Good::

        <eventRef eId="eref_2" date="2021-03-01" type="amendment" source="#original"/>
        <eventRef eId="eref_3" date="2021-04-01" type="repeal" source="#original"/>
    """
    for lifecycle in document.named("lifecycle"):
        events = document.children(lifecycle, "eventRef")
        for event, following in pairwise(events):
            if event.get("type") == "repeal" and (kind := following.get("type")):
                yield Breach(
                    event,
                    f"the repeal is followed by “{kind}”; it should be the last event",
                    "put the events in the order in which they happened, and keep one repeal",
                )


@rule("META013", Severity.WARNING, group="metadata", profile="resolution")
def steps_out_of_order(document: Document) -> Iterator[Breach]:
    """Put the steps of a resolution in the order of their dates.

    A timeline is drawn from the steps as they stand. A step out of order is most often a misprinted date. The
    standard orders nothing here: a court may put its decision before the hearing. It is asked of resolutions alone.

    Bad::

        <step date="2021-02-09" by="#rp"/>
        <step date="2021-02-08" by="#rp"/>

    Good::

        <step date="2021-02-08" by="#rp"/>
        <step date="2021-02-09" by="#rp"/>
    """
    for workflow in document.named("workflow"):
        dated = [(step, date) for step in document.children(workflow, "step") if (date := day(step))]
        for (_, first), (step, second) in pairwise(dated):
            if second < first:
                yield Breach(
                    step,
                    f"the step of {second} stands after that of {first}",
                    "correct the date, or put the steps in order",
                )
