"""Addresses of the portal, module by module."""

from django.urls import URLPattern, URLResolver, include, path

from tongban.portal import (
    acting,
    again,
    applications,
    attaching,
    automatic,
    browsing,
    cases,
    certificates,
    confirming,
    forms,
    home,
    items,
    lists,
    messages,
    mine,
    previewing,
    ratings,
    renewing,
    searching,
    signing,
    supplements,
    verify,
    versions,
    visits,
)

app_name = "portal"

public_urls = [
    path("", home.home, name="home"),
    path("search/", searching.items, name="items"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("themes/person/", browsing.themes, {"audience": "person"}, name="for_persons"),
    path("themes/firm/", browsing.themes, {"audience": "firm"}, name="for_firms"),
    path("themes/<str:audience>/", browsing.themes, name="themes"),
    path("themes/<str:audience>/<str:code>/", searching.theme, name="theme"),
    path("agencies/", browsing.agencies, name="agencies"),
    path("items/<str:code>/", items.guide, name="guide"),
    path("items/<str:code>/plain/", items.guide, {"form": "plain"}, name="guide_plain"),
    path("items/<str:code>/full/", items.guide, {"form": "full"}, name="guide_full"),
    path("items/<str:code>/forms/<slug:key>/", forms.sample, name="sample"),
    path("items/<str:code>/forms/<slug:key>/pages/<int:number>/", forms.picture, name="sample_page"),
    path("items/<str:code>/forms/<slug:key>/<slug:use>/", forms.kept, name="form_file"),
    path("items/<str:code>/notice/", items.notice, name="notice"),
    path("items/<str:code>/versions/", versions.versions, name="versions"),
    path("items/preview/<uuid:pk>/", previewing.preview, name="preview"),
    path("verify/", verify.ask, name="verify"),
    path("verify/<path:code>", verify.verify, name="verdict"),  # QR codes have no slash at the end
    path("progress/", verify.find, name="find"),
    path("progress/<path:number>", verify.progress, name="progress"),
]
list_urls = [
    path("", lists.see, name="see"),
    path("powers/", lists.listed, {"key": "powers"}, name="powers"),
    path("services/", lists.listed, {"key": "services"}, name="services"),
    path("fees/", lists.listed, {"key": "fees"}, name="fees"),
    path("visits/", visits.visits, name="visits"),
    path("visits/export/<slug:form>/", visits.exported, name="visits_export"),
    path("<slug:key>/", lists.listed, name="list"),
    path("<slug:key>/print/", lists.printed, name="list_print"),
    path("<slug:key>/export/<slug:form>/", lists.exported, name="list_export"),
    path("catalogue/codes/<str:base_code>/", lists.base, name="base"),
]
signing_urls = [
    path("sign-in/landing/", signing.landing, name="landing"),
    path("sign-out/", signing.sign_out, name="sign_out"),
]

draft_urls = [
    path("", applications.resume, name="draft"),
    path("certificate/", renewing.certificate, name="draft_certificate"),
    path("situation/", applications.situation, name="draft_situation"),
    path("form/", applications.form, name="draft_form"),
    path("save/", applications.save, name="draft_save"),
    path("application/", confirming.application, name="draft_application"),
    path("application/paper/", confirming.paper, name="draft_application_paper"),
    path("signature/", confirming.sign, name="draft_signature"),
    path("signature/drawing/", confirming.drawing, name="draft_drawing"),
    path("papers/", attaching.papers, name="draft_papers"),
    path("files/<slug:key>/", attaching.upload, name="draft_files"),
    path("files/<slug:key>/<uuid:file_id>/", attaching.view, name="draft_file"),
    path("files/<slug:key>/<uuid:file_id>/removal/", attaching.remove, name="draft_file_removal"),
    path("review/", applications.review, name="draft_review"),
    path("submit/", applications.submit, name="draft_submit"),
    path("discard/", applications.discard, name="draft_discard"),
]
case_urls = [
    path("", cases.case, name="case"),
    path("receipt/", cases.receipt, name="receipt"),
    path("receipt/paper/", cases.receipt_paper, name="receipt_paper"),
    path("application/", cases.application, name="case_application"),
    path("signature/", cases.signature, name="case_signature"),
    path("days/", cases.days, name="case_days"),
    path("papers/<uuid:paper_id>/", cases.paper, name="case_paper"),
    path("materials/<int:material_id>/", cases.material, name="case_material"),
    path("journal/", cases.record, name="case_journal"),
    path("withdrawal/", cases.withdrawal, name="withdrawal"),
    path("rating/", ratings.rating, name="rating"),
    path("person/", automatic.ask, name="case_person"),
    path("supplement/", supplements.supplement, name="supplement"),
    path("supplement/more-time/", supplements.more_time, name="more_time"),
    path("again/", again.again, name="again"),
    path("supplement/<slug:key>/", supplements.upload, name="gap_files"),
    path("supplement/files/<uuid:file_id>/", supplements.view, name="gap_file"),
    path("supplement/files/<uuid:file_id>/removal/", supplements.remove, name="gap_file_removal"),
]
application_urls = [
    path("items/<str:code>/apply/", applications.begin, name="begin"),
    path("drafts/<uuid:draft_id>/", include(draft_urls)),
    path("cases/<str:number>/", include(case_urls)),
    path("certificates/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
    path("acting/", acting.switch, name="acting"),
    path("mine/", mine.home, name="mine"),
    path("mine/cases/", mine.cases, name="cases"),
    path("mine/drafts/", mine.drafts, name="drafts"),
    path("mine/certificates/", mine.certificates, name="certificates"),
    path("mine/messages/", messages.messages, name="messages"),
    path("mine/messages/reading/", messages.all_read, name="messages_read"),
    path("mine/messages/settings/", messages.settings, name="message_settings"),
    path("mine/messages/<uuid:pk>/reading/", messages.reading, name="message_reading"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *public_urls,
    path("lists/", include(list_urls)),
    *signing_urls,
    *application_urls,
]
