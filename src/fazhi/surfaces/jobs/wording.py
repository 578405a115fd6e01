"""Chinese sentences for the errors of jobs."""

from fazhi.surfaces.jobs.errors import JobStopped, UnknownJob
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: UnknownJob) -> str:
    return f"没有后台任务“{error.name}”；可能是旧版本留下的，请重新办理。"


@sentence.register
def _(error: JobStopped) -> str:
    return error.sentence
