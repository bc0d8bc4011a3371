"""What a trial of letters does in a process of its own: `python -m tests.messaging.letter_service add N | report`."""

import json
import os
import sys


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    import django  # after the settings module is named

    django.setup()
    from django.utils import timezone  # after set-up

    from commonweal.core.actors import Actor  # after set-up
    from commonweal.messaging import outbox  # after set-up
    from commonweal.messaging.letters import Draft  # after set-up
    from commonweal.messaging.models import Letter  # after set-up

    match words:
        case ["add", count]:
            for number in range(int(count)):
                draft = Draft("tests.greeting", "ann@example.org", f"Letter {number}", "Hello\n", "<p>Hello</p>\n")
                outbox.add(draft, at=timezone.now(), by=Actor.system("tests.clerk"))
        case ["report"]:
            print(json.dumps(dict(Letter.objects.values_list("message_id", "status"))))


main(sys.argv[1:])
