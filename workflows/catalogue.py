"""Every workflow the worker runs."""

from __future__ import annotations

from workflows.rapid_review import RapidReview
from workflows.safeguarding_review import SafeguardingReview
from workflows.threshold import Threshold

WORKFLOWS: list[type] = [SafeguardingReview, Threshold, RapidReview]
