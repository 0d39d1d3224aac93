"""The rules beyond the schema: one literal table, in the order in which they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.validation.rules import (
    addresses,
    attachments,
    by_institution,
    days,
    eids,
    emptiness,
    frbr,
    history,
    hrefs,
    note_markers,
    references,
    root,
    shape,
    targets,
    title_block,
    uniqueness,
    united_nations,
)

if TYPE_CHECKING:
    from akn.validation.rules.rule import Rule

#: Every rule that the package brings along.
RULES: tuple[Rule, ...] = (
    # identifiers
    uniqueness.repeated_eid,
    uniqueness.repeated_guid,
    uniqueness.repeated_wid,
    uniqueness.missing_eid,
    eids.wrong_eid_name,
    eids.unknown_prefix,
    eids.foreign_prefix,
    eids.number_disagrees,
    eids.own_scheme,
    # metadata
    frbr.empty_iri,
    frbr.expression_apart,
    frbr.manifestation_apart,
    frbr.pieces_disagree,
    frbr.language_disagrees,
    frbr.short_language,
    frbr.no_component,
    addresses.another_scheme,
    days.dates_out_of_order,
    days.future_date,
    days.placeholder_date,
    history.no_generation,
    history.early_repeal,
    history.steps_out_of_order,
    title_block.number_not_in_metadata,
    title_block.date_not_in_metadata,
    days.printed_date_differs,
    title_block.title_disagrees,
    title_block.docket_disagrees,
    # references
    targets.dangling_reference,
    targets.empty_reference,
    targets.wrong_class,
    targets.dangling_note_ref,
    hrefs.malformed_iri,
    hrefs.wrong_reach,
    hrefs.text_and_target,
    references.unused_declaration,
    references.same_thing_twice,
    references.nothing_shown,
    targets.unsigned_reference,
    # structure
    root.wrong_root,
    root.one_title,
    root.one_number,
    emptiness.empty_text,
    emptiness.poor_list,
    note_markers.markers_out_of_order,
    attachments.nameless_attachment,
    attachments.attachments_out_of_order,
    attachments.attachment_of_another,
    # resolution
    shape.formula_not_first,
    shape.citations_after_recitals,
    shape.recitals_break,
    shape.paragraphs_break,
    shape.points_break,
    shape.unnumbered_paragraph,
    by_institution.strange_number,
    by_institution.aliases_disagree,
    by_institution.procedure_disagrees,
    by_institution.term_disagrees,
    by_institution.no_adopting_step,
    united_nations.strange_symbol,
)
