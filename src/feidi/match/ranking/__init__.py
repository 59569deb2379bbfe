"""Industries ranked by stochastic acceptability over stated weights."""

from feidi.match.ranking.acceptability import Acceptability, acceptability
from feidi.match.ranking.layers import BUILT_IN, Layers, layers
from feidi.match.ranking.ranking import Left, Ranked, Ranking, ranking
from feidi.match.ranking.scale import Measured, drawer
from feidi.match.ranking.weights import draw_weights

__all__ = [
    "BUILT_IN",
    "Acceptability",
    "Layers",
    "Left",
    "Measured",
    "Ranked",
    "Ranking",
    "acceptability",
    "draw_weights",
    "drawer",
    "layers",
    "ranking",
]
