"""Addresses of the board."""

from django.urls import path

from tongban.board import accountabilities, cases, exports, findings, live, overtimes, week

app_name = "board"

urlpatterns = [
    path("board/", live.board, name="live"),
    path("board/export/<str:form>/", live.export, name="export"),
    path("board/week/", week.week, name="week"),
    path("board/week/export/<str:form>/", week.export, name="week_export"),
    path("board/cases/<str:number>/", cases.case, name="case"),
    path("board/cases/<str:number>/urging/", cases.urging, name="urging"),
    path("board/urgings/", cases.urgings, name="urgings"),
    path("board/urgings/export/<str:form>/", exports.urgings, name="urgings_export"),
    path("board/findings/", findings.findings, name="findings"),
    path("board/findings/export/<str:form>/", exports.findings, name="findings_export"),
    path("board/findings/<uuid:pk>/", findings.finding, name="finding"),
    path("board/findings/<uuid:pk>/judgement/", findings.judgement, name="judgement"),
    path("board/overtimes/", overtimes.overtimes, name="overtimes"),
    path("board/overtimes/export/<str:form>/", overtimes.export, name="overtimes_export"),
    path("board/overtimes/<uuid:pk>/", overtimes.overtime, name="overtime"),
    path("board/overtimes/<uuid:pk>/judgement/", overtimes.judgement, name="overtime_judgement"),
    path("board/accountabilities/", accountabilities.accountabilities, name="accountabilities"),
    path(
        "board/accountabilities/export/<str:form>/", accountabilities.export, name="accountabilities_export"
    ),
    path("board/accountabilities/<uuid:pk>/", accountabilities.accountability, name="accountability"),
    path("board/accountabilities/<uuid:pk>/paper/", accountabilities.paper, name="accountability_paper"),
    path(
        "board/accountabilities/<uuid:pk>/<str:verb>/", accountabilities.answer, name="accountability_answer"
    ),
    path(
        "board/<str:source>/<uuid:pk>/accountability/", accountabilities.opening, name="accountability_open"
    ),
]
