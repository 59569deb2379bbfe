"""A published SMAA-2 analysis: five treatments by six criteria, correlated uncertain figures.

Figures: van Valkenhoef, Tervonen, Zhao, de Brock, Hillege and Postmus (2012), Multicriteria
benefit-risk assessment using network meta-analysis, J. Clin. Epidemiol. 65(4), 394-403: log odds
of the first treatment, differences of the others with their covariance, and the results. All
criteria are shares of patients, on the scale from 0 to 1.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from feidi.match.given import Criterion
from feidi.match.ranking import acceptability, draw_weights
from feidi.quantities.words import both

DRAWS = 30_000
# log odds of placebo: mean, deviation; then differences of four drugs and their covariance
DIARRHEA = (-2.189737, 0.2074509), (0.60820293, 0.14088424, 0.93203685, 0.09601785)
DIZZINESS = (-2.229952, 0.6103081), (0.1203208, 0.6538699, -0.2203627, 1.1915229)
RESPONSE = (-0.1714358, 0.1129926), (0.4718129, 0.7258847, 0.6715258, 0.8211993)
HEADACHE = (-1.195991, 0.2926644), (0.1964591, 0.1263129, 0.2029933, -0.2254059)
INSOMNIA = (-2.607277, 0.1905852), (0.7978386, 0.7486351, 1.0663029, 0.9744811)
NAUSEA = (-2.017171, 0.1917053), (0.3951561, 0.6442827, 0.6469638, 0.9771107)
# upper triangles, row by row
SPREADS = {
    DIARRHEA: "0.05366822 0.04117003 0.03407600 0.03788519 0.08108542 0.03778130 0.04324302 "
    "0.05394404 0.03338272 0.09859621",
    DIZZINESS: "0.09124249 0.07387436 0.08086186 0.06457527 0.14080128 0.10328788 0.07030520 "
    "0.14662864 0.06920427 0.08590214",
    RESPONSE: "0.013445532 0.010394690 0.009881156 0.010499559 0.023006616 0.008196856 "
    "0.010732709 0.019023866 0.009210099 0.019107243",
    HEADACHE: "0.03519380 0.02755068 0.02189916 0.02919822 0.04847513 0.02374509 0.03277411 "
    "0.03259199 0.02356638 0.05920276",
    INSOMNIA: "0.04388258 0.03516051 0.02560003 0.03283164 0.06255486 0.02807280 0.03474863 "
    "0.05402063 0.02592013 0.06738850",
    NAUSEA: "0.04167875 0.03492591 0.02952693 0.03559971 0.05629741 0.03102295 0.03658295 "
    "0.04396177 0.02899487 0.05369960",
}
# alternatives of the results: fluoxetine, paroxetine, placebo, sertraline, venlafaxine
RESULT_ORDER = [1, 2, 0, 3, 4]
RANKS = [
    [0.0215, 0.2648, 0.3217, 0.3143, 0.0777],
    [0.1496, 0.3248, 0.2519, 0.2249, 0.0488],
    [0.6114, 0.1201, 0.0868, 0.0545, 0.1272],
    [0.0758, 0.1342, 0.1931, 0.2389, 0.3580],
    [0.1417, 0.1561, 0.1465, 0.1674, 0.3883],
]
CONFIDENCE = [0.1144, 0.5532, 0.9870, 0.5538, 0.6522]
CENTRAL_OF_PLACEBO = [0.17986517, 0.17659262, 0.09069475, 0.1618931, 0.19437357, 0.19658082]


def covariance(text: str) -> np.ndarray:
    matrix = np.zeros((5, 5))
    upper = np.triu_indices(4)
    matrix[1:, 1:][upper] = [float(n) for n in text.split()]
    return np.asarray(matrix + np.triu(matrix, 1).T)


def incidence(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def column(
    case: tuple[tuple[float, float], Sequence[float]], text: str, chance: np.random.Generator
) -> np.ndarray:
    """Draw the share of patients by treatment: of response, or without the side effect."""
    (mean, deviation), differences = case
    base = chance.normal(mean, deviation, DRAWS)[:, None]
    change = chance.multivariate_normal([0.0, *differences], covariance(text), DRAWS)
    drawn = incidence(base + change)
    return np.asarray(drawn if case is RESPONSE else 1 - drawn)[:, RESULT_ORDER]


def test_published_acceptabilities_central_weights_and_confidence_are_found() -> None:
    chance = np.random.default_rng(2012)
    values = np.stack([column(case, text, chance) for case, text in SPREADS.items()], axis=2)
    names = [Criterion(key, both(key), "other") for key in "abcdef"]
    weights = draw_weights(names, DRAWS, seed=2012)
    assert weights is not None
    found = acceptability(lambda start, stop: values[start:stop], weights)
    # the published figures are themselves drawn, with 10 000 draws
    assert found.ranks == pytest.approx(np.array(RANKS), abs=0.02)
    assert found.central[2] == pytest.approx(CENTRAL_OF_PLACEBO, abs=0.01)
    assert found.confidence == pytest.approx(CONFIDENCE, abs=0.03)
