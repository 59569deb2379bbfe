"""Addresses of investment."""

from django.urls import path

from feidi.workbench.projects.views import claims, listing, moving, one

urlpatterns = [
    path("projects/", listing.overview, name="projects"),
    path("projects/board/", listing.board, name="projects-board"),
    path("projects/gantt/", listing.in_time, name="projects-gantt"),
    path("projects/industry/", listing.industry, name="projects-industry"),
    path("projects/list.<str:kind>", listing.export, name="projects-export"),
    path("projects/new/", one.new, name="project-new"),
    path("projects/<int:key>/", one.detail, name="project"),
    path("projects/<int:key>/edit/", one.edit, name="project-edit"),
    path("projects/<int:key>/move/", moving.move, name="project-move"),
    path("projects/<int:key>/evidence/", moving.evidence, name="project-evidence"),
    path("projects/<int:key>/plan/", moving.plan, name="project-plan"),
    path("projects/<int:key>/offer/", moving.offer, name="project-offer"),
    path("projects/<int:key>/reveal/", one.reveal, name="project-reveal"),
    path("projects/<int:key>/firm/", one.firm, name="project-firm"),
    path("projects/<int:key>/<str:verb>/", one.act, name="project-act"),
    path("claims/", claims.overview, name="claims"),
    path("claims/terms/", claims.propose_term, name="claims-terms"),
    path("claims/terms/<int:key>/agree/", claims.agree_term, name="term-agree"),
    path("claims/<int:key>/<str:verb>/", claims.act, name="claim-act"),
    path("handovers/<int:key>/<str:verb>/", claims.answer, name="handover-act"),
]
