"""What tests of the dashboard share: a ready analysis and the records around it."""

from __future__ import annotations

import pytest
from desks import make_ready

from rkbrief.model import Analysis


@pytest.fixture(scope="session")
def ready() -> Analysis:
    """Give the railway's analysis as the pipeline would."""
    return make_ready()
