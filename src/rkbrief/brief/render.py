"""An analysis into a brief: sections, citations, seal, and the check of its own work."""

from __future__ import annotations

from contextlib import suppress

import jinja2

from rkbrief import __version__
from rkbrief.brief.context import build_context
from rkbrief.brief.record import Record, write_record
from rkbrief.brief.sandbox import Job, load_built_in, render_sections
from rkbrief.brief.seal import seal
from rkbrief.brief.sections import lay_out
from rkbrief.brief.verify import Finding, verify_brief
from rkbrief.config import BriefSettings
from rkbrief.errors import TemplateError, VerificationError
from rkbrief.model import Analysis

_SHOWN = 5
_OF_THE_WHOLE = frozenset({"section", "empty"})
_BEGINNING = 30
"""Code points of a line that does not stand which tell where it is."""


def load_templates(template: str, settings: BriefSettings) -> None:
    """Compile beforehand what :func:`render_brief` will need, as far as it is built in."""
    with suppress(jinja2.TemplateError, TemplateError):  # which it will raise, too
        layout = lay_out(template, settings)
        load_built_in(Job(layout.template, layout.sections, settings.template_folder))


def render_brief(
    analysis: Analysis,
    template: str = "standard",
    *,
    settings: BriefSettings | None = None,
    previous: Record | None = None,
) -> str:
    """Return the brief of ``analysis`` as Markdown, verified against its sources.

    ``template`` names a set of sections: standard, one-page, figures-only, or one of the
    settings' own. ``previous`` is the record of an earlier brief: what changed since is told.
    The same analysis, settings and record give the same text.

    Raises:
        TemplateError: there is no such set, or one of its templates is wrong.
        LimitError: a template ran into a limit.
        VerificationError: the brief says what its sources do not; the message names lines.
    """
    settings = settings or BriefSettings()
    layout = lay_out(template, settings)
    context = build_context(analysis, layout, settings, previous=previous)
    job = Job(layout.template, layout.sections, settings.template_folder)
    body = f"{render_sections(job, context.values)}\n{write_record(context.record)}"
    text = seal(body, version=__version__, template=template)
    findings = verify_brief(text, analysis.articles)
    if findings:
        told = "; ".join(f"{_place(text, f)}: {f.note}" for f in findings[:_SHOWN])
        more = f"; and {len(findings) - _SHOWN} more" if len(findings) > _SHOWN else ""
        raise VerificationError(f"the brief does not stand: {told}{more}")
    return text


def _place(text: str, finding: Finding) -> str:
    """Name a line by how it begins, too: nobody can look it up in a brief that is not written."""
    number = f"line {finding.line}"
    if finding.kind in _OF_THE_WHOLE:
        return number
    line = text.split("\n")[finding.line - 1].strip()
    kept = line[:_BEGINNING]
    return f"{number} ({kept}{'…' if kept != line else ''})"
