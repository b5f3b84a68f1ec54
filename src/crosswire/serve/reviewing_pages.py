"""The routes of adding, work, feeds and review, together."""

from __future__ import annotations

from fastapi import APIRouter

from crosswire.serve import adding_pages, anew, disagreements, feeds, queue, reviewed, reviews, work

router = APIRouter()
for subject in (adding_pages, work, feeds, anew, reviewed, reviews, queue, disagreements):
    router.include_router(subject.router)
