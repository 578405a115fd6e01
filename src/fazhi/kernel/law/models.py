"""Statutes, their versions and articles, and the corpora they came from. Reference data: no one owns a row."""

from django.db import models


class Level(models.TextChoices):
    """效力级别."""

    CONSTITUTION = "constitution", "宪法"
    STATUTE = "statute", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    JUDICIAL_INTERPRETATION = "judicial_interpretation", "司法解释"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    LOCAL_REGULATION = "local_regulation", "地方性法规"


class Standing(models.TextChoices):
    """时效性 as the corpus tells it on the day of its state; `queries.standing_on` answers for another day."""

    IN_FORCE = "in_force", "现行有效"
    NOT_YET = "not_yet", "尚未施行"
    SUPERSEDED = "superseded", "已被修改"
    REPEALED = "repealed", "已废止"
    UNKNOWN = "unknown", "时效不明"


class Corpus(models.Model):
    """A file of law texts that was read in: its release, its digest, the day it is the state of."""

    name = models.CharField(max_length=100, unique=True)
    release = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    state_date = models.DateField(help_text="date of the newest version in the file")
    articles = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.release}".rstrip()


class Statute(models.Model):
    """A text of law under one title, whatever its versions."""

    title = models.CharField(max_length=200, unique=True)
    short_title = models.CharField(max_length=200, db_index=True, help_text="without 中华人民共和国")
    level = models.CharField(max_length=30, choices=Level.choices)
    issuing_body = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """
    A statute as passed or amended on one day.

    effective_date    when this version came into force; null where the corpus tells only the first version's date
    original_effective_date  when the statute first came into force, where that is what the corpus tells
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="versions")
    version_date = models.DateField()
    effective_date = models.DateField(null=True)
    original_effective_date = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=Standing.choices)
    corpus = models.ForeignKey(Corpus, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statute", "version_date"], name="law_version_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(effective_date__isnull=True)
                | models.Q(effective_date__gte=models.F("version_date")),
                name="law_version_effective_after_passing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statute_id} {self.version_date}"


class ArticleText(models.Model):
    """
    One article, or one numbered item of a decision, of one version.

    position  from 1, in the order of the text
    number    null where the text has no numbering (全文)
    suffix    1 for 之一, 0 for none
    label     as printed
    text      paragraphs separated by line feeds
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    suffix = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=40)
    chapter = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="law_article_position_once")]
        indexes = [models.Index(fields=["version", "number", "suffix"], name="law_article_by_number")]

    def __str__(self) -> str:
        return self.label
