"""What a reporter says goes to the latest draft of the activity, and on to those who approve."""

from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import WorkflowState

from policy.evidence import keep_file, target_of
from policy.models import ActivityLink, ActivityPage, InternalNote, Judgement, ProgressNote
from policy.models.activity_form import signature_of
from policy.short_form import ShortForm


class Outcome(Enum):
    """What became of it."""

    NOTED = "noted"
    SUBMITTED = "submitted"
    JOINED = "joined"
    # The draft holds something of another's that is not finished, or no workflow is set.
    DRAFT = "draft"


def lock_message(activity: ActivityPage, user: Any) -> str:
    """Why nothing can be reported now; "" if it can.

    A workflow in progress locks the page's form, and takes a new draft all the same.
    """
    lock = activity.get_lock()
    if lock is None or isinstance(lock, WorkflowLock) or not lock.for_user(user):
        return ""
    return _(
        "The activity is locked just now, and nothing was saved. What you have written is still "
        "here: send it again later, or ask the coordinator."
    )


def add_evidence(form: ShortForm, request: HttpRequest) -> ActivityLink | None:
    """The link to what is given as evidence; None if nothing is, or if the form says what is wrong
    with it.
    """
    given = form.cleaned_data
    if not form.has_evidence:
        return None
    file = given.get("evidence_file")
    try:
        if file:
            target = keep_file(file, given["evidence_title"], request.user)
        else:
            target = target_of(given["evidence_address"], request)
        link = ActivityLink(title=given["evidence_title"], is_evidence=True, **target)
        link.full_clean(exclude=["page", "locale"], validate_unique=False)
    except ValidationError as error:
        form.add_error("evidence_file" if file else "evidence_address", error.messages)
        return None
    return link


def hand_in(form: ShortForm, evidence: ActivityLink | None, user: Any) -> Outcome:
    """Keeps what the valid form says. To be called in a transaction that holds the page's row."""
    given, draft, name = form.cleaned_data, form.draft, signature_of(user)
    internal = [given["internal"]] if given["internal"] else []
    if given["evidence_missing"]:
        internal.append(_("There is nothing yet that shows that the activity is done."))
    for text in internal:
        InternalNote.objects.create(page_id=draft.pk, by=name, text=text)
    if not form.has_public_news:
        return Outcome.NOTED
    if given["text"]:
        _append(draft, "notes", ProgressNote(on=given["on"], by=name, text=given["text"]))
    if given["status"]:
        row = Judgement(on=given["on"], by=name, status=given["status"], reason=given["reason"])
        _append(draft, "judgements", row)
    if evidence is not None:
        _append(draft, "links", evidence)
    if form.reached:
        milestones = list(draft.milestones.all())
        for row in milestones:
            row.done_on = form.reached.get(row.translation_key, row.done_on)
        draft.milestones.set(milestones)
    is_whole = _is_whole(draft)
    # Another's unfinished draft is kept as it is, and not refused for what the reporter cannot see.
    draft.save_revision(user=user, log_action=True, clean=False)
    return _submit(draft.pk, user) if is_whole else Outcome.DRAFT


def _append(draft: ActivityPage, relation: str, row: Any) -> None:
    manager = getattr(draft, relation)
    row.locale = draft.locale
    row.sort_order = max((other.sort_order or 0 for other in manager.all()), default=-1) + 1
    row.full_clean(exclude=["page"], validate_unique=False, validate_constraints=False)
    manager.add(row)


def _is_whole(draft: ActivityPage) -> bool:
    try:
        draft.full_clean()
    except ValidationError:
        return False
    return True


def _submit(pk: int, user: Any) -> Outcome:
    """On its way through the page's own workflow, as the editor's form would send it."""
    activity = ActivityPage.objects.get(pk=pk)
    state = activity.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return Outcome.SUBMITTED
    if state is not None:
        # Those who approve publish the latest draft.
        return Outcome.JOINED
    workflow = activity.get_workflow()
    if workflow is None:
        return Outcome.DRAFT
    workflow.start(activity, user)
    return Outcome.SUBMITTED
