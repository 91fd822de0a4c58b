"""Plain forms of the machines' pages."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line, passage, several
from xuncha.desk.spoken import said, spoken
from xuncha.desk.steps import StepForm
from xuncha.rulebook.uploads import ScanField

_AGE = b"age-encryption.org/v1\n"


class BundleField(ScanField):
    """A bundle's file. Nothing of it is read here but its first line; its name is not looked at."""

    def __init__(self) -> None:
        super().__init__(
            label=said(Sentence("数据包文件（.xcb）", "The bundle (.xcb)")),
            help_text=said(
                Sentence(
                    "先与交接单核对编号。超过70MB的用命令行 xuncha bundle 办理。",
                    "Compare its number with the slip first. Above 70 MB use xuncha bundle.",
                )
            ),
        )

    def clean(self, data: Any, initial: Any = None) -> bytes:
        content = bytes(super().clean(data, initial).read())
        if not content.startswith(_AGE):
            raise forms.ValidationError(
                spoken(
                    Sentence(
                        "这不是数据包。请选择扩展名为 .xcb 的文件。",
                        "This is no bundle. Choose a file that ends in .xcb.",
                    )
                )
            )
        return content


class RegisterForm(StepForm):
    label = line(
        "单机名称",
        "What it is called",
        "例如：一号机。会显示在本页，不写单位和人名。",
        "Such as: machine one.",
        longest=40,
    )
    introduction = passage(
        "登记文字",
        "What the machine says of itself",
        "在单机上运行 xuncha bundle introduce，整行拷来。",
        "Run xuncha bundle introduce there.",
        rows=2,
    )


class ConfigureForm(StepForm):
    people = several(
        "在机人员",
        "Who works on it",
        "只列本组有效授权的人员。没有组长、副组长和信访专员的，不带信访件。",
        "Without a head or a petition officer no letters travel.",
    )
    carrier = choice(
        "带包人",
        "Who carries it",
        "带包人不能审核带回的数据包。",
        "The carrier does not approve what comes back.",
    )


class BundleForm(StepForm):
    file = BundleField()


class CarrierForm(StepForm):
    carrier = choice("带包人", "Who carries it")


class ReceiptForm(StepForm):
    receipt = passage(
        "擦除回执",
        "The wipe receipt",
        "单机擦除时显示的整行文字。",
        "The line the machine showed.",
        rows=2,
    )


class ChosenForm(forms.Form):
    """Which inspection a machine is configured for."""

    use_required_attribute = False
    inspection = choice("巡察任务", "Inspection", required=False)
