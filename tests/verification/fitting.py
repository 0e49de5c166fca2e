"""Fitting the support scorer: logistic regression with a ridge, by scipy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Rows = NDArray[np.float64]
RIDGE = 1.0  # on the coefficients of measures brought to standard deviation 1


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients on the measures as they are, with the constant."""

    coefficients: Rows
    constant: float

    def probabilities(self, rows: Rows) -> Rows:
        """How likely each row is of a supported sentence, shape (rows,)."""
        return np.asarray(1 / (1 + np.exp(-(rows @ self.coefficients + self.constant))))


def fit(rows: Rows, true: NDArray[np.bool_]) -> Fit:
    """Fit to rows of measures. Both truths weigh the same, however many there are of each."""
    mean, deviation = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    scaled = (rows - mean) / deviation
    weights = np.where(true, 0.5 / true.mean(), 0.5 / (1 - true.mean()))
    signs = np.where(true, 1.0, -1.0)

    def loss(parameters: Rows) -> float:
        margin = signs * (scaled @ parameters[:-1] + parameters[-1])
        return float(weights @ np.logaddexp(0, -margin) + RIDGE * (parameters[:-1] ** 2).sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), method="L-BFGS-B").x
    coefficients = found[:-1] / deviation
    return Fit(coefficients, float(found[-1] - coefficients @ mean))
