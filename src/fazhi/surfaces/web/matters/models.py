from django.db import models


class SentForm(models.Model):
    """
    A form of the desk that was sent, so that sending it again does nothing (`once`). Kept for two days: it is no record of
    a matter, the trail is.

    token  what the page gave the form
    url    where it led
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    token = models.CharField(max_length=22)
    sent_at = models.DateTimeField()
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "已提交的表单"
        constraints = (models.UniqueConstraint(fields=["account", "token"], name="sentform_once"),)
