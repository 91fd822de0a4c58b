"""A small street office for the tests of this room: a head, two deputies, a former one, a book-keeper, a clerk."""

from xuncha.interviews.actions.release import release_talks
from xuncha.interviews.core.release import Answer
from xuncha.registry.models import Organisation, Person, Post, Tenure

LEADERS = (("魏副甲", "副主任", 10), ("丁副乙", "副主任二", 20), ("王纪丙", "纪工委书记", 30))


def street(cast):
    """Fill the cast's street office; returns name → Person."""
    section = Organisation.objects.create(tree="unit", name="财政所(虚构)", parent=cast.unit)
    people = {name: _sits(cast.unit, name, post, order) for name, post, order in LEADERS}
    people["李会丁"] = _sits(section, "李会丁", "会计", 40, over_money=True)
    people["赵员戊"] = _sits(section, "赵员戊", "科员", 50)
    return people


def released(cast, *rows):
    """The leader looks through these talks and releases them."""
    release_talks(by=cast.leader, inspection=cast.inspection, answers={row.pk: Answer(True) for row in rows})


def _sits(organisation, name, title, order, **powers):
    person = Person.objects.create(name=name, unit=organisation)
    post = Post.objects.create(organisation=organisation, title=title, order=order, **powers)
    Tenure.objects.create(person=person, post=post, starts="2023-01", ends="")
    return person
