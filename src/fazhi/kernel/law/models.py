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
    LOCAL_RULE = "local_rule", "地方政府规章"
    OTHER = "other", "规范性文件"


class Standing(models.TextChoices):
    """时效性 as the corpus tells it on the day of its state; `queries.standing_on` answers for another day."""

    IN_FORCE = "in_force", "现行有效"
    NOT_YET = "not_yet", "尚未施行"
    SUPERSEDED = "superseded", "已被修改"
    REPEALED = "repealed", "已废止"
    UNKNOWN = "unknown", "时效不明"


class Kind(models.TextChoices):
    """What sort of text: an amendment and a decision change other texts, or stand beside them."""

    LAW = "law", "法规"
    AMENDMENT = "amendment", "修正案"
    DECISION = "decision", "决定"


class Happening(models.TextChoices):
    """What the head of a text tells of its history."""

    PASSED = "passed", "通过"
    APPROVED = "approved", "批准"
    PUBLISHED = "published", "公布"
    AMENDED = "amended", "修正"
    REVISED = "revised", "修订"
    IN_FORCE = "in_force", "施行"
    OTHER = "other", "其他"


class Corpus(models.Model):
    """
    A file or folder of law texts that was read in.

    sha256      of what was read; blank while a reading is under way, and after one that was cut off
    state_date  the day whose law it gives: as it says itself, else the day of its newest text
    documents   texts that it holds; `articles` of them, in all
    """

    name = models.CharField(max_length=100, unique=True)
    release = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state_date = models.DateField()
    documents = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.release}".rstrip()


class Statute(models.Model):
    """
    A text of law under one title, whatever its versions; what is told of it is told by the newest.

    branch  of law (民法商法), or the ministry of a rule; blank where no corpus says
    region  of a local regulation, as 山东; blank for the law of the whole country
    """

    title = models.CharField(max_length=200, unique=True)
    short_title = models.CharField(max_length=200, db_index=True, help_text="without 中华人民共和国")
    level = models.CharField(max_length=30, choices=Level.choices)
    issuing_body = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LAW)
    branch = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """
    A statute as passed or amended on one day.

    version_date    null for a text whose source has no date
    effective_date  when this version came into force; null where the corpus tells only the first version's date
    original_effective_date  when the statute first came into force, where that is what the corpus tells
    status          as that corpus tells it; `rules` answers for a day
    corpus          whose text, dates and status these are; every corpus that has the version is a `Source`
    preamble        what stands before the first article; of a text without articles, all of it
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="versions")
    version_date = models.DateField(null=True)
    effective_date = models.DateField(null=True)
    original_effective_date = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=Standing.choices)
    corpus = models.ForeignKey(Corpus, on_delete=models.PROTECT, related_name="versions")
    preamble = models.TextField(blank=True)
    appendix = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statute", "version_date"], name="law_version_once_a_day"),
            models.UniqueConstraint(
                fields=["statute"], condition=models.Q(version_date__isnull=True), name="law_version_undated_once"
            ),
            models.CheckConstraint(
                condition=models.Q(effective_date__isnull=True)
                | models.Q(version_date__isnull=True)
                | models.Q(effective_date__gte=models.F("version_date")),
                name="law_version_effective_after_passing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statute_id} {self.version_date}"


class Source(models.Model):
    """
    That a corpus has a version, and what it has.

    sha256        of all that was read of it, by which a text that is unchanged is known
    words_sha256  of its words alone, by which two corpora that differ are known
    state_date    the day whose law the corpus gives for this text
    has_history   whether it tells the history of the text
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sources")
    corpus = models.ForeignKey(Corpus, on_delete=models.PROTECT, related_name="sources")
    sha256 = models.CharField(max_length=64)
    words_sha256 = models.CharField(max_length=64)
    state_date = models.DateField()
    has_history = models.BooleanField()
    articles = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "corpus"], name="law_source_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.corpus_id}"


class Event(models.Model):
    """One line of a version's history, in the order told; `text` as printed."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField()
    event_date = models.DateField()
    kind = models.CharField(max_length=10, choices=Happening.choices)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="law_event_position_once")]

    def __str__(self) -> str:
        return f"{self.event_date} {self.kind}"


class Repeal(models.Model):
    """
    That one text repeals another, by title, for most repealed texts are known by their title alone.

    title           of the repealed text, as the sentence has it
    by_version_date  of the repealing text; only what was passed before it is repealed
    effective_date  from when; null where the repealing text doesn't tell
    place           the article that says so, in `sentence`
    """

    title = models.CharField(max_length=200, db_index=True)
    by_title = models.CharField(max_length=200)
    by_version_date = models.DateField(null=True)
    effective_date = models.DateField(null=True)
    place = models.CharField(max_length=40, blank=True)
    sentence = models.TextField()
    corpus = models.ForeignKey(Corpus, on_delete=models.PROTECT, related_name="repeals")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["title", "by_title"], name="law_repeal_once")]

    def __str__(self) -> str:
        return f"{self.title} by {self.by_title}"


class ArticleText(models.Model):
    """
    One article, or one numbered item of a decision, of one version.

    position  from 1, in the order of the text
    number    null where the text has no numbering (全文)
    suffix    1 for 之一, 0 for none
    label     as printed
    is_item   whether it is 一、 of a decision rather than 第一条
    part      编 it stands in, 分编 included; `chapter` 章 and `section` 节 likewise
    text      paragraphs separated by line feeds
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    suffix = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=40)
    is_item = models.BooleanField(default=False)
    part = models.CharField(max_length=200, blank=True)
    chapter = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="law_article_position_once")]
        indexes = [models.Index(fields=["version", "number", "suffix"], name="law_article_by_number")]

    def __str__(self) -> str:
        return self.label


class LocalPeriod(models.Model):
    """
    A length that the bureau has entered for a time limit whose source is 待核 (本地核定值). Only added to: of two with
    the same code and day the later one counts.

    since_date    the first day on which a period that starts runs by it
    length        in the unit of the row; null for a fixed date
    before        a fixed date's first day that is too late, as 03-01; blank for every other kind
    basis         the document and place that say so, as printed
    confirmed_by  who read it there
    entered_by    who entered it, as the trail writes it
    """

    code = models.CharField(max_length=40)
    since_date = models.DateField()
    length = models.PositiveSmallIntegerField(null=True)
    before = models.CharField(max_length=5, blank=True)
    basis = models.CharField(max_length=400)
    confirmed_by = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(length__isnull=False, length__gte=1, before="")
                | models.Q(length__isnull=True) & ~models.Q(before=""),
                name="law_local_period_length_or_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(basis="") & ~models.Q(confirmed_by=""),
                name="law_local_period_is_backed",
            ),
        ]
        indexes = [models.Index(fields=["code", "since_date"], name="law_local_period_by_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.since_date}"
