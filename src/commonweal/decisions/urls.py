"""The area's addresses: the public register, and the desk of those who record and confirm."""

from django.urls import path

from commonweal.decisions.views import confirming, desk, public, writing

app_name = "decisions"

urlpatterns = [
    path("decisions/", public.decision_list, name="decision_list"),
    path("decisions/feed/", public.decision_feed, name="decision_feed"),
    path("decisions/<str:ref>/", public.decision_record, name="decision_record"),
    path("decisions/<str:ref>/papers/<str:number>/", public.paper_fetch, name="paper_fetch"),
    path("desk/decisions/", desk.desk_list, name="desk_list"),
    path("desk/decisions/new/", writing.desk_start, name="desk_start"),
    path("desk/decisions/<str:ref>/", desk.desk_record, name="desk_record"),
    path("desk/decisions/<str:ref>/papers/<str:number>/", desk.desk_paper, name="desk_paper"),
    path("desk/decisions/<str:ref>/what/", writing.desk_what, name="desk_what"),
    path("desk/decisions/<str:ref>/who/", writing.desk_who, name="desk_who"),
    path("desk/decisions/<str:ref>/office/", writing.desk_office, name="desk_office"),
    path("desk/decisions/<str:ref>/when/", writing.desk_when, name="desk_when"),
    path("desk/decisions/<str:ref>/why/", writing.desk_why, name="desk_why"),
    path("desk/decisions/<str:ref>/about/", writing.desk_about, name="desk_about"),
    path("desk/decisions/<str:ref>/about/<str:kind>/<path:thing>/add/", writing.subject_add, name="subject_add"),
    path(
        "desk/decisions/<str:ref>/about/<str:kind>/<path:thing>/remove/", writing.subject_remove, name="subject_remove"
    ),
    path("desk/decisions/<str:ref>/papers/", writing.desk_papers, name="desk_papers"),
    path("desk/decisions/<str:ref>/papers/<str:number>/remove/", writing.paper_remove, name="paper_remove"),
    path("desk/decisions/<str:ref>/check/", writing.desk_check, name="desk_check"),
    path("desk/decisions/<str:ref>/sent/", writing.desk_sent, name="desk_sent"),
    path("desk/decisions/<str:ref>/discard/", writing.desk_discard, name="desk_discard"),
    path("desk/decisions/<str:ref>/confirm/", confirming.desk_confirm, name="desk_confirm"),
    path("desk/decisions/<str:ref>/return/", confirming.desk_return, name="desk_return"),
    path("desk/decisions/<str:ref>/correct/", confirming.desk_correct, name="desk_correct"),
]
