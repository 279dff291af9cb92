"""What the API says of a plan and its activities."""

import datetime as dt

from ninja import Schema

from core.api import Label, Named, Period, Record, Reference, Text


class ActivityReference(Reference):
    """An activity as others refer to it, with how it stands."""

    status: Label


class Area(Schema):
    """An area of a plan."""

    reference: str
    title: Text
    url: Text


class Activity(Period, ActivityReference):
    """An activity: what it carries out (up), by whom, and with whom (down)."""

    introduction: Text
    plan: Reference
    area: Area | None
    operation: Named | None
    taking_part: list[Named]
    contact: Named | None
    statements: list[Reference]
    methods: list[Reference]
    focus_areas: list[Named]
    networks: list[Reference]
    partner_regions: list[Reference]
    twin_towns: list[Reference]
    projects: list[Reference]
    indicators: list[Record]
    continued_in: Reference | None
    continued_how: str | None
    continued_on: dt.date | None


class Judgement(Schema):
    """What a person judged the status to be, since when, and why."""

    on: dt.date
    status: Label
    reason: Text


class Milestone(Schema):
    """A step, with the last day to reach it and the day on which it was."""

    title: Text
    due_on: dt.date
    done_on: dt.date | None


class Note(Schema):
    """What has happened."""

    on: dt.date
    text: Text


class Link(Schema):
    """A page, file, indicator or address; `is_evidence`: it shows that the activity was done."""

    title: Text
    is_evidence: bool
    page: Reference | None
    indicator: Record | None
    url: str | None


class FullActivity(Activity):
    """An activity with all that has happened to it. `continues`: what was merged into it, or what
    it supersedes.
    """

    continues: list[Reference]
    body: Text
    aim: Text
    outcome: Text
    judgements: list[Judgement]
    milestones: list[Milestone]
    notes: list[Note]
    links: list[Link]
    reports: list[Reference]


class Plan(Period, Reference):
    """An action plan with its areas."""

    is_example: bool
    areas: list[Area]
    activities: str
    matrix: str
    reports: list[Reference]
