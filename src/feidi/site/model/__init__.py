"""One sparse mixed-integer model, made once from arrays and handed to every solver."""

from feidi.site.model.assembly import Assembly
from feidi.site.model.model import Fact, Model
from feidi.site.model.scaling import Unscalable, scaled

__all__ = ["Assembly", "Fact", "Model", "Unscalable", "scaled"]
