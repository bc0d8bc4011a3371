"""Choices of which some answers bring a box of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError


class ChoicesWithBoxes(forms.Form):
    """Choices of which some answers bring a box of their own. What stands in the boxes of the others is let go."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]]
    """By the name of a choice: the name of a box by the answer that brings it."""

    def clean(self) -> dict[str, Any]:
        """Adds an error when the box of a chosen answer is empty."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for choice, boxes in self.boxes.items():
            self._look_into(boxes, answers, chosen=boxes.get(answers.get(choice, "")))
        return answers

    def _look_into(self, boxes: Mapping[str, str], answers: Mapping[str, Any], *, chosen: str | None) -> None:
        for box in set(boxes.values()) - {chosen}:
            self.errors.pop(box, None)
        if chosen and not answers.get(chosen) and chosen not in self.errors:
            words = self.fields[chosen].error_messages["required"]
            self.add_error(chosen, ValidationError(words, code="required"))

    def in_box(self, answers: Mapping[str, Any], choice: str) -> str:
        """What stands in the box of the answer to `choice`; nothing where it has none."""
        return str(answers.get(self.boxes[choice].get(answers.get(choice, ""), ""), ""))
