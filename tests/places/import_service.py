"""What a trial of imports does in processes of its own: `prepare`, `import FILE`, `watch STOP` and `report`."""

import json
import os
import sys
import time
from pathlib import Path


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    import django  # after the settings module is named

    django.setup()
    from django.core.management import call_command  # after set-up
    from django.db.models import Count, Max, Min  # after set-up

    from commonweal.places.models import Area, AreaKind, Edition, Import, Postcode  # after set-up

    def seen() -> list[list[object]]:
        """Every edition that people are answered from, with how many postcodes of which districts: one query."""
        rows = Postcode.objects.filter(edition__status="CURRENT").values("edition_id")
        rows = rows.annotate(count=Count("district_code"), least=Min("district_code"), most=Max("district_code"))
        return [[row["count"], row["least"], row["most"]] for row in rows]

    match words:
        case ["prepare", *codes]:
            for code in codes:
                Area.objects.create(code=code, kind=AreaKind.DISTRICT, name=code, slug=code.lower())
        case ["import", path]:
            call_command("import_places", "postcodes", path)
        case ["watch", stop]:
            found: list[list[list[object]]] = []
            while not Path(stop).exists():
                now = seen()
                if now not in found:
                    found.append(now)
                time.sleep(0.005)
            print(json.dumps(found))
        case ["report"]:
            statuses = list(Import.objects.order_by("pk").values_list("file_name", "status"))
            rows = Postcode.objects.count()
            print(json.dumps({"seen": seen(), "rows": rows, "imports": statuses, "editions": Edition.objects.count()}))


main(sys.argv[1:])
