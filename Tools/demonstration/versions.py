"""The edits that make the next version of the plan out of the first."""

from copy import deepcopy

from . import changes, risks, sections
from .build import (
    ACTIONS, NEW_ACTIONS, action_record, actions, cost_records, funding_records,
    indicator_records, risk_record, sorted_document, task_records,
)
from .records import ContentError, identifier, text

LISTS = {
    "plan_section": "sections", "action": "actions", "action_task": "tasks",
    "cost_line": "costLines", "funding_line": "fundingLines", "risk": "risks",
    "indicator": "indicators", "challenge": "challenges", "objective": "objectives",
    "stakeholder": "stakeholders",
}


def next_version(document):
    """The edits of the next version: whole records, in place of those with their identifiers."""
    edits = []
    for kind, key, changed in changes.EDITS:
        old = next(
            (each for each in document[LISTS[kind]] if each["id"] == edited_id(kind, key)), None)
        if old is None:
            raise ContentError(f"no {kind} {key!r} to change")
        fresh = deepcopy(old)
        for name, value in changed.items():
            fresh[name] = text(value) if isinstance(value, tuple) else value
        edits.append({"kind": kind, "record": {n: v for n, v in fresh.items() if v is not None}})
    for each in NEW_ACTIONS:
        edits.append({"kind": "action", "record": action_record(each, len(ACTIONS) + 1)})
        for kind, made in [
            ("action_task", task_records), ("cost_line", cost_records),
            ("funding_line", funding_records), ("indicator", indicator_records),
        ]:
            edits += [{"kind": kind, "record": line} for line in made(each)]
    edits.append({"kind": "risk", "record": risk_record(len(risks.RISKS), changes.NEW_RISK)})
    return edits


def edited_id(kind, key):
    if kind == "action":
        return actions[key]
    if kind == "plan_section":
        order = [each["key"] for each in sections.SECTIONS].index(key)
    else:
        order = int(key.split("/")[-1])
    return identifier(kind, key, order)


def applied(document, edits):
    document = deepcopy(document)
    for edit in edits:
        list_ = document[LISTS[edit["kind"]]]
        list_[:] = [each for each in list_ if each["id"] != edit["record"]["id"]]
        list_.append(edit["record"])
    return sorted_document(document)
