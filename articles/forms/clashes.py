"""Two answers to one form: what each said, what both started from, and both together where they do not meet.

A form that may clash sends along what its fields said when its page was drawn: the hidden field `started`, JSON
{name of the field: what a browser would send for it}. Without it both answers are shown, and no merge is offered.
"""

import json
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from articles.text import Clash, MergePiece, Piece, merge, merged_text

NOTHING = "(nothing)"


class FieldClash(Clash):
    """A field that the two left different. `answer` is what both say together, or None where they meet."""

    def __init__(self, field, base, mine, theirs):
        name, self.answer = field.name, _together(field, base, mine, theirs)
        shown = [None if value is None else _shown(field, value) for value in (base, mine, theirs)]
        super().__init__(*shown, name=name, label=field.label)
        self.is_text = _is_text(field)
        self.shown_answer = "" if self.answer is None else _shown(field, self.answer)

    @property
    def mine_changed(self):
        return super().mine_changed if self.is_text else [Piece("same", self.mine)]

    @property
    def theirs_changed(self):
        return super().theirs_changed if self.is_text else [Piece("same", self.theirs)]

    @property
    def merged(self):
        if self.answer is None or self.is_text and self.base is not None:
            return None if self.answer is None else super().merged
        return [MergePiece("same", "both", self.shown_answer)]


class FormClash:
    """`mine` is the form as it was sent, `theirs` the same form filled with the row as it stands."""

    def __init__(self, mine, theirs):
        base, self.sent = _started(mine), mine.data
        pairs = [(field, _value(field), _value(theirs[field.name])) for field in _asked(mine)]
        self.fields = [FieldClash(f, base.get(f.name), own, other) for f, own, other in pairs if own != other]

    @property
    def can_merge(self):
        return all(field.answer is not None for field in self.fields)

    def answers(self):
        """What was sent, with both answers together wherever they differed."""
        data = self.sent.copy()
        for field in self.fields:
            data.setlist(field.name, field.answer if isinstance(field.answer, list) else [field.answer])
        return data


def started(form):
    """What the hidden field `started` of the form says: its fields as the page first showed them."""
    if form.is_bound:
        return form.data.get("started", "")
    return json.dumps({field.name: _value(field) for field in form.visible_fields()}, ensure_ascii=False)


def _started(form):
    try:
        fields = json.loads(form.data.get("started") or "{}")
    except ValueError:
        return {}
    right = {name: list if _is_list(form[name]) else str for name in form.fields}
    return {n: value for n, value in fields.items() if isinstance(value, right.get(n, ()))} if fields else {}


def _asked(form):
    """The fields that the page had: a form that does not ask for something changes nothing of it."""
    return [f for f in form.visible_fields() if not f.field.widget.value_omitted_from_data(form.data, {}, f.html_name)]


def _value(field):
    """What a browser would send for the field: text, or sorted texts where several may be chosen."""
    value, widget = field.value(), field.field.widget
    if _is_list(field):
        return sorted(str(one) for one in value or ())
    if isinstance(value, bool):
        return "on" if value else ""
    value = widget.format_value(value)
    value = value[0] if isinstance(value, list) and value else value
    return str(value or "").replace("\r\n", "\n").strip()


def _is_list(field):
    return isinstance(field.field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField)


def _is_text(field):
    return type(field.field) is forms.CharField


def _together(field, base, mine, theirs):
    if base is None:
        return None
    if mine == base or theirs == base:
        return theirs if mine == base else mine
    if isinstance(base, list):
        gone = (set(base) - set(mine)) | (set(base) - set(theirs))
        return sorted((set(mine) | set(theirs)) - gone)
    merged = merge(base, mine, theirs) if _is_text(field) else None
    return None if merged is None else merged_text(merged)


def _shown(field, value):
    """A value of the field as people read it."""
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(label) for key, label in choices if str(key) in chosen) or NOTHING
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    if not isinstance(field.field, forms.DateField | forms.DateTimeField):
        return value
    try:
        value = field.field.to_python(value)
    except ValidationError:
        return value
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j M Y H:i")
    return date_format(value, "j M Y") if isinstance(value, date) else NOTHING
