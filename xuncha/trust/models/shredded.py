"""What was shredded, told to the database as well: an older copy of the key folder revives nothing."""

from __future__ import annotations

from django.db import models

from xuncha.trust.models.rows import Row


class ShreddedCompartment(Row):
    """销毁: a compartment whose key was destroyed, on a day. Its name says the kind and the inspection, nothing more.

    After a ``#`` the id of one older key pair: then that alone was destroyed, when nothing was sealed by it any more.
    """

    name = models.CharField(max_length=120, unique=True)
    on = models.DateField()
