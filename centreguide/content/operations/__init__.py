"""The changes that can be made to the draft, each as a typed operation; `draft.Draft` makes them."""

from centreguide.content.operations.examples import AddExamples, AddIntent, RemoveExamples, RetireIntent
from centreguide.content.operations.facts import AddFact, AddWaysToAsk, ChangeFact, RemoveWaysToAsk, RetireFact
from centreguide.content.operations.operation import Operation
from centreguide.content.operations.replies import ChangeDecline, ChangeSmallTalk
from centreguide.content.operations.subjects import AddAlias, AddSubject, ChangeSubject, RemoveAlias, RetireSubject

__all__ = [
    "AddAlias",
    "AddExamples",
    "AddFact",
    "AddIntent",
    "AddSubject",
    "AddWaysToAsk",
    "ChangeDecline",
    "ChangeFact",
    "ChangeSmallTalk",
    "ChangeSubject",
    "Operation",
    "RemoveAlias",
    "RemoveExamples",
    "RemoveWaysToAsk",
    "RetireFact",
    "RetireIntent",
    "RetireSubject",
]
