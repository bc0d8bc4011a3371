"""The addresses of privacy: people's own under `your-data/`, officers' under `desk/privacy/`."""

from django.urls import path

from commonweal.privacy.views import copies, deletions, desk, disclosures, holds, own, records

app_name = "privacy"

OWN, DESK = "your-data", "desk/privacy"

urlpatterns = [
    path(f"{OWN}/", own.start, name="request_start"),
    path(f"{OWN}/ask/<slug:what>/", own.ask, name="request_ask"),
    path(f"{OWN}/how-long/", own.schedule, name="schedule_show"),
    path(f"{OWN}/how-long/<str:what>/", own.schedule_class, name="schedule_class"),
    path(f"{OWN}/figures/", own.figures, name="figures_show"),
    path(f"{OWN}/requests/<str:ref>/", own.record, name="request_record"),
    path(f"{OWN}/requests/<str:ref>/sent/", own.sent, name="request_sent"),
    path(f"{OWN}/requests/<str:ref>/withdraw/", own.withdraw, name="request_withdraw"),
    path(f"{OWN}/requests/<str:ref>/collect/", own.collect, name="copy_collect"),
    path(f"{OWN}/requests/<str:ref>/code/", own.unlock, name="copy_unlock"),
    path(f"{OWN}/requests/<str:ref>/copy/", own.fetch, name="copy_fetch"),
    path(f"{OWN}/requests/<str:ref>/copy/download/", own.download, name="copy_download"),
    path(f"{DESK}/", desk.show, name="desk_show"),
    path(f"{DESK}/closed/", desk.settled, name="desk_settled"),
    path(f"{DESK}/paper/", desk.paper, name="desk_paper"),
    path(f"{DESK}/requests/<str:ref>/", desk.show_request, name="desk_request"),
    path(f"{DESK}/requests/<str:ref>/contact/", desk.add_contact, name="contact_add"),
    path(f"{DESK}/requests/<str:ref>/note/", desk.note, name="note_add"),
    path(f"{DESK}/requests/<str:ref>/longer/", desk.extend, name="request_extend"),
    path(f"{DESK}/requests/<str:ref>/answer/", desk.answer, name="request_answer"),
    path(f"{DESK}/requests/<str:ref>/refuse/", desk.refuse, name="request_refuse"),
    path(f"{DESK}/requests/<str:ref>/found/", copies.found, name="found_review"),
    path(f"{DESK}/requests/<str:ref>/found/<str:item>/", copies.decide, name="found_decide"),
    path(f"{DESK}/requests/<str:ref>/words/", copies.hide, name="found_hide"),
    path(f"{DESK}/requests/<str:ref>/words/<str:words>/", copies.show_again, name="found_show_again"),
    path(f"{DESK}/requests/<str:ref>/send/", copies.release, name="found_release"),
    path(f"{DESK}/requests/<str:ref>/print/", copies.paper_copy, name="copy_print"),
    path(f"{DESK}/requests/<str:ref>/print/files/", copies.paper_files, name="copy_print_files"),
    path(f"{DESK}/requests/<str:ref>/print/handed-over/", copies.hand_over, name="copy_hand_over"),
    path(f"{DESK}/requests/<str:ref>/erase/", desk.erase, name="erasure_confirm"),
    path(f"{DESK}/deletions/", deletions.listed, name="proposal_list"),
    path(f"{DESK}/deletions/<str:ref>/", deletions.show, name="proposal_show"),
    path(f"{DESK}/deletions/<str:ref>/confirm/", deletions.confirm, name="proposal_confirm"),
    path(f"{DESK}/deletions/<str:ref>/record/<str:record>/", deletions.take_out, name="proposal_take_out"),
    path(f"{DESK}/certificates/", deletions.certificates, name="certificate_list"),
    path(f"{DESK}/certificates/<str:ref>/", deletions.certificate, name="certificate_show"),
    path(f"{DESK}/certificates/<str:ref>/csv/", deletions.certificate_csv, name="certificate_csv"),
    path(f"{DESK}/holds/", holds.listed, name="hold_list"),
    path(f"{DESK}/holds/new/", holds.place, name="hold_place"),
    path(f"{DESK}/holds/<str:ref>/lift/", holds.lift, name="hold_lift"),
    path(f"{DESK}/disclosures/", disclosures.listed, name="disclosure_list"),
    path(f"{DESK}/disclosures/new/", disclosures.begin, name="disclosure_begin"),
    path(f"{DESK}/disclosures/<str:ref>/", disclosures.show, name="disclosure_show"),
    path(
        f"{DESK}/disclosures/<str:ref>/passage/<str:document>/<str:passage>/",
        disclosures.withhold,
        name="passage_withhold",
    ),
    path(f"{DESK}/disclosures/<str:ref>/words/", disclosures.black_out, name="words_black_out"),
    path(f"{DESK}/disclosures/<str:ref>/words/<str:words>/", disclosures.show_again, name="words_show_again"),
    path(f"{DESK}/disclosures/<str:ref>/send/", disclosures.answer, name="disclosure_answer"),
    path(f"{DESK}/disclosures/<str:ref>/withdraw/", disclosures.withdraw, name="disclosure_withdraw"),
    path(f"{DESK}/disclosures/<str:ref>/download/", disclosures.download, name="disclosure_download"),
    path(f"{DESK}/looks/", records.looks, name="look_list"),
    path(f"{DESK}/processing/", records.record_of_processing, name="processing_show"),
    path(f"{DESK}/assessment/", records.assessment, name="assessment_show"),
]
