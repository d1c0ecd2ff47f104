"""Addresses of the counter."""

from django.urls import path

from tongban.counter import (
    acts,
    cases,
    corrections,
    drafts,
    originals,
    owed,
    people,
    prereviews,
    promises,
    supplements,
    taking,
)
from tongban.ui import answering, automatic, charging, hearing_answers, papers, serving, urgings

app_name = "counter"

urlpatterns = [
    path("counter/", people.intake, name="intake"),
    path("counter/services/", owed.services, name="services"),
    path("counter/people/", people.look_up, name="people"),
    path("counter/people/enrolment/", people.enrolment, name="enrolment"),
    path("counter/people/<uuid:pk>/", people.person, name="person"),
    path("counter/firms/<uuid:pk>/", people.firm, name="firm"),
    path("counter/pre-reviews/", prereviews.waiting, name="pre_reviews"),
    path("counter/pre-reviews/<uuid:pk>/", prereviews.draft, name="pre_review"),
    path("counter/pre-reviews/<uuid:pk>/answer/", prereviews.answer, name="pre_review_answer"),
    path("counter/pre-reviews/<uuid:pk>/files/<uuid:file_id>/", prereviews.file, name="pre_review_file"),
    path("counter/drafts/", drafts.begin, name="begin"),
    path("counter/drafts/<uuid:pk>/", drafts.draft, name="draft"),
    path("counter/drafts/<uuid:pk>/submission/", taking.submission, name="submission"),
    path("counter/drafts/<uuid:pk>/discard/", drafts.discard, name="discard"),
    path("counter/drafts/<uuid:pk>/files/<uuid:file>/", drafts.scan, name="scan"),
    path("counter/drafts/<uuid:pk>/sheets/<slug:kind>/", promises.sheet, name="sheet"),
    path("counter/cases/", cases.waiting, name="cases"),
    path("counter/cases/correcting/", corrections.correcting, name="correcting"),
    path("counter/cases/today/", cases.today, name="today"),
    path("counter/cases/deliveries/", cases.deliveries, name="deliveries"),
    path("counter/cases/<str:number>/", cases.case, name="case"),
    path("counter/cases/<str:number>/identifiers/", cases.identifiers, name="identifiers"),
    path("counter/cases/<str:number>/acceptance/", promises.acceptance, name="acceptance"),
    path("counter/cases/<str:number>/originals/", originals.keep, name="originals"),
    path("counter/cases/<str:number>/originals/settlement/", originals.settle, name="originals_settle"),
    path("counter/cases/<str:number>/holds/<int:pk>/fee/", charging.assess, name="fee"),
    path("counter/cases/<str:number>/correction/", acts.correction, name="correction"),
    path("counter/cases/<str:number>/prolongation/", corrections.prolongation, name="prolongation"),
    path("counter/cases/<str:number>/non-acceptance/", acts.non_acceptance, name="non_acceptance"),
    path("counter/cases/<str:number>/supplement/", supplements.supplement, name="supplement"),
    path("counter/cases/<str:number>/owed/", promises.supply, name="owed"),
    path("counter/cases/<str:number>/decision/", acts.decision, name="decision"),
    path(
        "counter/cases/<str:number>/hearing/answers/<int:pk>/", hearing_answers.answer, name="hearing_answer"
    ),
    path(
        "counter/cases/<str:number>/hearing/scans/<int:pk>/", hearing_answers.minutes, name="hearing_minutes"
    ),
    path("counter/cases/<str:number>/hold/<int:pk>/", acts.hold, name="hold"),
    path("counter/cases/<str:number>/delivery/", acts.delivery, name="delivery"),
    path("counter/cases/<str:number>/voiding/", acts.voiding, name="voiding"),
    path("counter/cases/<str:number>/takeover/", automatic.take_over, name="take_over"),
    path("counter/cases/<str:number>/recheck/", automatic.recheck, name="recheck"),
    path("counter/answers/", answering.answers, name="answers"),
    path("counter/overtimes/<uuid:pk>/", answering.overtime, name="overtime"),
    path("counter/overtimes/<uuid:pk>/statement/", answering.statement, name="overtime_statement"),
    path("counter/accountabilities/<uuid:pk>/", answering.accountability, name="accountability"),
    path("counter/accountabilities/<uuid:pk>/hearing/", answering.hearing, name="accountability_hearing"),
    path("counter/accountabilities/<uuid:pk>/appeal/", answering.appeal, name="accountability_appeal"),
    path("counter/accountabilities/<uuid:pk>/paper/", answering.paper, name="accountability_paper"),
    path("counter/cases/<str:number>/urgings/<uuid:pk>/answer/", urgings.answer, name="urging_answer"),
    path("counter/cases/<str:number>/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("counter/cases/<str:number>/papers/<uuid:pk>/copy/", serving.copy, name="copy"),
    path("counter/cases/<str:number>/papers/<uuid:pk>/service/", serving.service, name="service"),
    path("counter/cases/<str:number>/papers/<uuid:pk>/service/record/", serving.serve, name="serve"),
    path(
        "counter/cases/<str:number>/papers/<uuid:pk>/service/confirmation/",
        serving.confirm,
        name="service_confirmation",
    ),
    path(
        "counter/cases/<str:number>/papers/<uuid:pk>/service/failure/", serving.fail, name="service_failure"
    ),
    path("counter/cases/<str:number>/materials/<int:pk>/", papers.material, name="material"),
    path("counter/cases/<str:number>/application/", papers.application, name="application"),
    path("counter/cases/<str:number>/signature/", papers.signature, name="signature"),
]
