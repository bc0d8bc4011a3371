"""What a trial does in processes of its own: `python -m tests.core.jobs.trial_service migrate`, `enqueue` and so on."""

import json
import os
import sys


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    import django  # after the settings module is named

    django.setup()
    from django.core.management import call_command  # after set-up
    from django.db.models import Count  # after set-up

    from commonweal.core import jobs  # after set-up
    from commonweal.core.idempotency import IdempotencyKey  # after set-up
    from tests.core.jobs import sample_jobs  # noqa: F401  # after set-up; declares the jobs

    match words:
        case ["migrate"]:
            call_command("migrate", verbosity=0)
        case ["enqueue", job, *names]:
            for name in names:
                jobs.enqueue(job, name=name)
        case ["report"]:
            effects = IdempotencyKey.objects.values_list("purpose").annotate(times=Count("pk"))
            samples = jobs.Job.objects.filter(name__startswith="sample.").exclude(name="sample.every_night")
            states = samples.values_list("state").annotate(count=Count("pk"))
            report = {"effects": dict(effects), "states": dict(states), "beats": jobs.WorkerBeat.objects.count()}
            print(json.dumps(report, sort_keys=True))
        case ["worker", *options]:
            # It has the keys for trying out, as a demonstration has.
            call_command("worker", *options, allows_demonstration=True)


main(sys.argv[1:])
