"""Every address of the site."""

from django.urls import include, path

from feidi.workbench.accounts import views as accounts
from feidi.workbench.agreements import views as agreements
from feidi.workbench.desk import views as desk
from feidi.workbench.imports import views as imports
from feidi.workbench.oversight import views as oversight
from feidi.workbench.settlements import views as settlements

urlpatterns = [
    path("", desk.start, name="desk"),
    path("search/", desk.find, name="search"),
    path("history/", desk.done, name="history"),
    path("oversight/", oversight.trail, name="oversight"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/grants/", accounts.grants, name="grants"),
    path("acting/", accounts.act_as, name="acting"),
    path("language/", accounts.set_language, name="language"),
    path("agreements/", agreements.overview, name="agreements"),
    path("agreements/new/", agreements.new, name="agreement-new"),
    path("agreements/check/", agreements.live, name="agreement-check"),
    path("agreements/<int:key>/", agreements.detail, name="agreement"),
    path("agreements/<int:key>/edit/", agreements.edit, name="agreement-edit"),
    path("agreements/<int:key>/changes/", agreements.differences, name="agreement-changes"),
    path("agreements/<int:key>/text.md", agreements.download, name="agreement-download"),
    path("agreements/<int:key>/<str:verb>/", agreements.act, name="agreement-act"),
    path("imports/", imports.overview, name="imports"),
    path("imports/<str:table>.<str:kind>", imports.empty, name="template"),
    path("imports/<int:key>/", imports.detail, name="import"),
    path("imports/<int:key>/<str:verb>/", imports.act, name="import-act"),
    path("receipts/", imports.rows, name="receipts"),
    path("settlements/", settlements.overview, name="settlements"),
    path("settlements/<int:number_>/", settlements.detail, name="run"),
    path("settlements/<int:number_>/progress/", settlements.progress, name="run-progress"),
    path("settlements/<int:number_>/again/", settlements.again, name="run-again"),
    path("settlements/<int:number_>/propose/", settlements.propose, name="run-propose"),
    path("settlements/<int:number_>/paper.<str:kind>", settlements.paper, name="run-paper"),
    path("settlements/<int:number_>/figures/<int:key>/", settlements.figure, name="figure"),
    path("settlements/<int:number_>/lines/<int:index>/", settlements.behind, name="line"),
    path("settlements/<int:number_>/corrections/<int:key>/", settlements.correction,
         name="correction"),
    path("settlements/years/<int:key>/", settlements.statement, name="statement"),
    path("settlements/years/<int:key>/statement.pdf", settlements.signed, name="statement-pdf"),
    path("settlements/years/<int:key>/<str:verb>/", settlements.act, name="statement-act"),
    path("accounts/", include("allauth.urls")),
]  # fmt: skip
