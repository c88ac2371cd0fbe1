"""Every view there is, in the order of their numbers; loaded after the first paint."""

from __future__ import annotations

from rkbrief.tui.views.brief import BriefView
from rkbrief.tui.views.figures import FiguresView
from rkbrief.tui.views.forecasts import ForecastsView
from rkbrief.tui.views.overview import OverviewView
from rkbrief.tui.views.problems import ProblemsView
from rkbrief.tui.views.reader import ReaderView
from rkbrief.tui.views.view import View

VIEWS: tuple[type[View], ...] = (
    OverviewView,
    ReaderView,
    FiguresView,
    ForecastsView,
    BriefView,
    ProblemsView,
)
