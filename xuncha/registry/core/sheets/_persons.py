"""Columns that several sheets share: who is meant, and what a person is by rank."""

from xuncha.base.words import Sentence
from xuncha.registry.core.form import Field

NAME = Field(
    "name", Sentence("姓名", "Name"), "name", required=True, example="王小川（虚构）", limit=40, width=14
)
CODE = Field(
    "code",
    Sentence("区分", "Tell apart"),
    "name",
    ("区分码", "工号", "编号", "重名区分"),
    note=Sentence(
        "只有重名时才填，如“教育局”“1978年生”。不要填身份证号。",
        "Only for namesakes, such as the unit. Never an identity number.",
    ),
    limit=40,
    width=10,
)
UNIT = Field(
    "unit",
    Sentence("所在单位", "Unit"),
    "name",
    ("单位", "工作单位", "所属单位", "单位名称", "派出单位"),
    limit=80,
    width=26,
)
GENDER = Field("gender", Sentence("性别", "Gender"), "name", choices="gender", strict=True, limit=4, width=6)
BORN = Field(
    "born",
    Sentence("出生年月", "Born"),
    "day",
    ("出生日期",),
    example="1980.05",
    note=Sentence(
        "只到月即可，如 1980.05；不清楚写“不详”。", "The month is enough, 1980.05; 不详 if unknown."
    ),
)
IDENTITY = Field(
    "identity",
    Sentence("人员身份", "Employment"),
    "name",
    ("编制身份", "身份", "编制性质"),
    choices="identity",
    example="公务员",
    limit=20,
)
RANK = Field(
    "rank",
    Sentence("领导职务层次", "Leading post rank"),
    "name",
    ("职务层次", "行政级别", "职务级别"),
    choices="rank",
    example="乡科级正职",
    note=Sentence(
        "只填领导职务的层次；“一级主任科员”等是职级，填在“职级”列。没有领导职务的填“无”或留空。",
        "Only the rank of a leading post; grades such as 一级主任科员 go into 职级.",
    ),
    limit=20,
    width=14,
)
GRADE = Field(
    "grade", Sentence("职级", "Grade"), "name", choices="grade", example="一级主任科员", limit=20, width=14
)
STARTS = Field(
    "starts",
    Sentence("任职时间", "Since"),
    "day",
    ("起始时间", "任现职时间", "开始时间", "任职起始"),
    example="2021.03",
    note=Sentence("2021.03 或 2021-03-15；不清楚写“不详”。", "2021.03 or 2021-03-15; 不详 if unknown."),
)
ENDS = Field(
    "ends",
    Sentence("离任时间", "Until"),
    "day",
    ("结束时间", "免职时间", "任职截止"),
    note=Sentence(
        "现任的留空。离任当天不算在任。", "Blank while in office. The day of leaving is not counted."
    ),
)
