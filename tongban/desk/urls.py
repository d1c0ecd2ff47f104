"""Addresses of the desk."""

from django.urls import path

from tongban.desk import acts, approvals, cases, checks, ends, hearings, interruptions, worklist
from tongban.ui import answering, automatic, hearing_answers, papers, serving, urgings

app_name = "desk"

urlpatterns = [
    path("desk/", worklist.waiting, name="worklist"),
    path("desk/export/", worklist.export, name="export"),
    path("desk/done/", worklist.done, name="done"),
    path("desk/approvals/", approvals.waiting, name="approvals"),
    path("desk/checks/", checks.checks, name="checks"),
    path("desk/automatic/<str:code>/pause/", checks.pause, name="pause"),
    path("desk/automatic/<str:code>/resumption/", checks.resume, name="resume"),
    path("desk/delegations/", worklist.delegations, name="delegations"),
    path("desk/cases/<str:number>/", cases.case, name="case"),
    path("desk/cases/<str:number>/identifiers/", cases.identifiers, name="identifiers"),
    path("desk/cases/<str:number>/review/", acts.review, name="review"),
    path("desk/cases/<str:number>/return/", acts.send_back, name="return"),
    path("desk/cases/<str:number>/decision/", acts.decision, name="decision"),
    path("desk/cases/<str:number>/hold/<int:pk>/", acts.hold, name="hold"),
    path("desk/cases/<str:number>/procedures/", interruptions.begin, name="procedures"),
    path("desk/cases/<str:number>/procedures/<int:pk>/end/", interruptions.end, name="procedure_end"),
    path("desk/cases/<str:number>/hearing/right/", hearings.tell, name="hearing_right"),
    path("desk/cases/<str:number>/hearing/call/", hearings.call, name="hearing_call"),
    path("desk/cases/<str:number>/hearing/<int:pk>/notice/", hearings.schedule, name="hearing_notice"),
    path("desk/cases/<str:number>/hearing/<int:pk>/minutes/", hearings.hold, name="hearing_minutes_kept"),
    path("desk/cases/<str:number>/hearing/<int:pk>/end/", hearings.cancel, name="hearing_end"),
    path("desk/cases/<str:number>/hearing/answers/<int:pk>/", hearing_answers.answer, name="hearing_answer"),
    path("desk/cases/<str:number>/hearing/scans/<int:pk>/", hearing_answers.minutes, name="hearing_minutes"),
    path("desk/cases/<str:number>/extension/", interruptions.ask, name="extension"),
    path("desk/cases/<str:number>/extension/<int:pk>/", interruptions.answer, name="extension_answer"),
    path("desk/cases/<str:number>/termination/", ends.terminate, name="termination"),
    path("desk/cases/<str:number>/voiding/", ends.ask_void, name="voiding"),
    path("desk/cases/<str:number>/voiding/<int:pk>/", ends.answer_void, name="voiding_answer"),
    path("desk/cases/<str:number>/reopening/", ends.reopen, name="reopening"),
    path("desk/cases/<str:number>/revocation/", ends.announce, name="revocation"),
    path("desk/cases/<str:number>/revocation/<int:pk>/", ends.revoke, name="revocation_decision"),
    path("desk/cases/<str:number>/takeover/", automatic.take_over, name="take_over"),
    path("desk/cases/<str:number>/recheck/", automatic.recheck, name="recheck"),
    path("desk/answers/", answering.answers, name="answers"),
    path("desk/overtimes/<uuid:pk>/", answering.overtime, name="overtime"),
    path("desk/overtimes/<uuid:pk>/statement/", answering.statement, name="overtime_statement"),
    path("desk/accountabilities/<uuid:pk>/", answering.accountability, name="accountability"),
    path("desk/accountabilities/<uuid:pk>/hearing/", answering.hearing, name="accountability_hearing"),
    path("desk/accountabilities/<uuid:pk>/paper/", answering.paper, name="accountability_paper"),
    path("desk/cases/<str:number>/urgings/<uuid:pk>/answer/", urgings.answer, name="urging_answer"),
    path("desk/cases/<str:number>/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("desk/cases/<str:number>/papers/<uuid:pk>/copy/", serving.copy, name="copy"),
    path("desk/cases/<str:number>/papers/<uuid:pk>/service/", serving.service, name="service"),
    path("desk/cases/<str:number>/papers/<uuid:pk>/service/record/", serving.serve, name="serve"),
    path(
        "desk/cases/<str:number>/papers/<uuid:pk>/service/confirmation/",
        serving.confirm,
        name="service_confirmation",
    ),
    path("desk/cases/<str:number>/papers/<uuid:pk>/service/failure/", serving.fail, name="service_failure"),
    path("desk/cases/<str:number>/materials/<int:pk>/", papers.material, name="material"),
    path("desk/cases/<str:number>/application/", papers.application, name="application"),
    path("desk/cases/<str:number>/signature/", papers.signature, name="signature"),
]
