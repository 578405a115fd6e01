"""Holiday notices that the bureau has entered itself, before a release brings them."""

from django.db import models


class EnteredNotice(models.Model):
    """
    The arrangement of one year as an official entered it. Only added to: the latest of a year counts, and takes the
    place of the package's.

    text        as entered, in the layout of `law/holidays`
    sha256      of the text in UTF-8
    entered_by  who entered it, as the trail writes it
    """

    year = models.PositiveSmallIntegerField(db_index=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__gte=1949, year__lte=9998), name="calendar_notice_year_possible"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="calendar_notice_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.entered_at:%Y-%m-%d})"
