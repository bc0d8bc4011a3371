"""The addresses of signing in and out, and of one's own ways in."""

from django.urls import path

from commonweal.sign_in.views import account, demonstration, door, second_step

app_name = "sign_in"

urlpatterns = [
    path("sign-in/", door.start, name="start"),
    path("sign-in/code/", door.code, name="code"),
    path("sign-in/guest/", door.guest, name="guest"),
    path("sign-in/passkey/", door.passkey, name="passkey"),
    path("sign-in/passkey/options/", door.passkey_options, name="passkey_options"),
    path("sign-in/directory/", door.directory_go, name="directory_go"),
    path("sign-in/directory/back/", door.directory_back, name="directory_back"),
    path("sign-in/second-step/", second_step.step_show, name="step_show"),
    path("sign-in/second-step/recover/", second_step.step_recover, name="step_recover"),
    path("sign-in/second-step/passkey/", second_step.step_passkey, name="step_passkey"),
    path("sign-in/second-step/set-up/", second_step.step_choose, name="step_choose"),
    path("sign-in/second-step/set-up/app/", second_step.app_add, name="app_add"),
    path("sign-in/second-step/set-up/passkey/", second_step.passkey_add, name="passkey_add"),
    path("sign-in/second-step/set-up/passkey/options/", second_step.passkey_add_options, name="passkey_add_options"),
    path("sign-in/second-step/set-up/done/", second_step.step_done, name="step_done"),
    path("sign-out/", door.sign_out, name="sign_out"),
    path("sign-out/done/", door.signed_out, name="signed_out"),
    path("account/sign-in/", account.ways_list, name="ways_list"),
    path("account/sign-in/confirm/", account.confirm, name="confirm"),
    path("account/sign-in/confirm/send/", account.confirm_send, name="confirm_send"),
    path("account/sign-in/confirm/passkey/", account.confirm_passkey, name="confirm_passkey"),
    path("account/sign-in/passkeys/<str:ref>/rename/", account.passkey_rename, name="passkey_rename"),
    path("account/sign-in/passkeys/<str:ref>/remove/", account.passkey_remove, name="passkey_remove"),
    path("account/sign-in/app/remove/", account.app_remove, name="app_remove"),
    path("account/sign-in/recovery-codes/", account.recovery_make, name="recovery_make"),
    path("account/sign-in/browsers/end/", account.logins_end, name="logins_end"),
    path("account/sign-in/browsers/<str:ref>/end/", account.login_end, name="login_end"),
    path("demonstration/people/", demonstration.demonstration_people, name="demonstration_people"),
    path("demonstration/everybody/", demonstration.demonstration_everybody, name="demonstration_everybody"),
    path("demonstration/people/<str:ref>/", demonstration.demonstration_person, name="demonstration_person"),
]
