"""The county: two trees of organisations and the links between them, posts, persons, and who held what when."""

from __future__ import annotations

from django.db import models

from xuncha.base.span import Span
from xuncha.trust.models import Row


class Organisation(Row):
    """A node of the unit tree (``tree="unit"``) or of the Party tree (``tree="party"``). The name is the natural key."""

    tree = models.CharField(max_length=5, choices=[("unit", "单位"), ("party", "党组织")])
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=20, blank=True)
    leadership = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    code = models.CharField(max_length=12, blank=True)
    figures = models.JSONField(default=dict)
    to_check = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    links: models.ManyToManyField = models.ManyToManyField("self", through="UnitParty", symmetrical=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tree", "name"], name="one_organisation_a_name")]
        ordering = ["tree", "code", "name"]

    def __str__(self) -> str:
        return self.name


class UnitParty(Row):
    """A link between a unit and a Party organisation its members belong to (many to many)."""

    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="party_links")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="unit_links")
    own = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "party"], name="one_link_a_pair")]


class Post(Row):
    """A post of an organisation. ``rank`` is 领导职务层次, ``grade`` 职级: two different things."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    rank = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    head = models.BooleanField(default=False)
    key = models.BooleanField(default=False)
    over_money = models.BooleanField(default=False)
    over_people = models.BooleanField(default=False)
    over_projects = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="one_post_a_title")]
        ordering = ["organisation", "order"]

    def __str__(self) -> str:
        return self.title


class Person(Row):
    """A person the county knows by post. No identity-card number is kept. ``code`` tells namesakes apart."""

    name = models.CharField(max_length=40)
    code = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=4, blank=True)
    born = models.CharField(max_length=10, blank=True)
    native_place = models.CharField(max_length=40, blank=True)
    grown_place = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="people")
    party_member = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "code"], name="one_person_a_name_and_code")]

    def __str__(self) -> str:
        return self.name


class Tenure(Row):
    """Person × post × span; days may be known to the month only (``"2021-03"``) or not at all (``"不详"``); an end of ``""`` is now."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, default="任职")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "starts"], name="one_tenure_a_start"),
        ]

    @property
    def span(self) -> Span:
        return Span.of(self.starts, self.ends)
