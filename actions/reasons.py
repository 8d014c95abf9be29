"""Why a kind of question can't be answered."""

from centreguide import names
from centreguide.release.content import Content


def reason(intent: str, content: Content) -> str:
    """Why this kind of question can't be answered."""
    reasons = content.wording.reasons
    return reasons.get(intent, reasons[names.FALLBACK])
