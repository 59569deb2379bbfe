"""A chart as its page needs it: data for the picture, amounts in the reader's unit."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from feidi.workbench.dashboards.charts import Chart
from feidi.workbench.pages.tongue import language

register = template.Library()


@register.filter
def drawn(chart: Chart) -> SafeString:
    """Return what the picture is drawn from, as JSON; `Chart.data` leaves no tag in it."""
    return mark_safe(chart.data(language()))  # noqa: S308
