"""Every workflow the worker runs."""

from __future__ import annotations

from workflows.lcspr import Lcspr
from workflows.learning import Learning
from workflows.panel_reply import PanelReply
from workflows.publication import Publication
from workflows.rapid_review import RapidReview
from workflows.safeguarding_review import SafeguardingReview
from workflows.threshold import Threshold

WORKFLOWS: list[type] = [SafeguardingReview, Threshold, RapidReview, PanelReply, Lcspr, Publication, Learning]
