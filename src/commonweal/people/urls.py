"""The addresses of bodies, people, roles, powers and interests."""

from django.urls import path

from commonweal.people.views import bodies, councillors, interests, leavers, persons, powers, roles, two_people

app_name = "people"

urlpatterns = [
    path("bodies/", bodies.body_list, name="body_list"),
    path("bodies/<slug:slug>/", bodies.body_record, name="body_record"),
    path("bodies/<slug:slug>/look.css", bodies.body_look, name="body_look"),
    path("bodies/<slug:slug>/logo", bodies.body_logo, name="body_logo"),
    path("roles/", roles.role_list, name="role_list"),
    path("roles/<slug:slug>/", roles.role_show, name="role_show"),
    path("councillors/", councillors.councillor_list, name="councillor_list"),
    path("councillors/<str:ref>/", councillors.councillor_record, name="councillor_record"),
    path("two-people/", two_people.exception_list, name="exception_list"),
    path("account/name/", persons.name_change, name="name_change"),
    path("account/interests/", interests.interest_list, name="interest_list"),
    path("account/interests/add/", interests.interest_add, name="interest_add"),
    path("account/interests/review/", interests.interest_review, name="interest_review"),
    path("account/interests/<str:ref>/", interests.interest_change, name="interest_change"),
    path("account/interests/<str:ref>/end/", interests.interest_end, name="interest_end"),
    path("account/powers/<str:ref>/off/", powers.power_switch_off, name="power_switch_off"),
    path("account/powers/<str:role>/<str:name>/", powers.power_switch_on, name="power_switch_on"),
    path("desk/bodies/", bodies.body_desk, name="body_desk"),
    path("desk/bodies/add/", bodies.body_add, name="body_add"),
    path("desk/bodies/<slug:slug>/", bodies.body_change, name="body_change"),
    path("desk/bodies/<slug:slug>/look/", bodies.body_set_look, name="body_set_look"),
    path("desk/bodies/<slug:slug>/look/drop/", bodies.body_drop_look, name="body_drop_look"),
    path("desk/bodies/<slug:slug>/end/", bodies.body_end, name="body_end"),
    path("desk/people/", persons.person_list, name="person_list"),
    path("desk/people/left/", persons.person_left_list, name="person_left_list"),
    path("desk/people/add/", persons.person_add, name="person_add"),
    path("desk/people/<str:ref>/", persons.person_record, name="person_record"),
    path("desk/people/<str:ref>/interests/", interests.person_interests, name="person_interests"),
    path("desk/people/<str:ref>/give/", persons.role_give, name="role_give"),
    path("desk/people/<str:ref>/leave/", leavers.person_leave, name="person_leave"),
    path("desk/people/<str:ref>/back/", leavers.person_come_back, name="person_come_back"),
    path("desk/people/<str:ref>/roles/<str:role>/end/", leavers.role_end, name="role_end"),
    path("desk/orphans/", roles.orphan_list, name="orphan_list"),
    path("desk/powers/", powers.power_list, name="power_list"),
    path("desk/two-people/", two_people.exception_desk, name="exception_desk"),
    path("desk/two-people/add/", two_people.exception_add, name="exception_add"),
    path("desk/two-people/<str:ref>/end/", two_people.exception_end, name="exception_end"),
]
