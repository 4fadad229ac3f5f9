"""The gradient of the field against differences of its loss."""
import numpy as np
import scipy.sparse

import crf
from train import BEGIN, END, POSSIBLE


def make():
    """Three chains of random features, the middle piece of each known to be article."""
    matrix = scipy.sparse.random(40, 6, 0.5, format="csr", random_state=0)
    allowed = np.ones((40, 5))
    for start, length in [(0, 13), (13, 7), (20, 20)]:
        allowed[start + length // 2] = [0, 0, 1, 0, 0]
    return crf.Field(6, POSSIBLE, BEGIN, END), crf.Chains(matrix, allowed, [13, 7, 20])


def test_gradient():
    field, chains = make()
    rng = np.random.default_rng(0)
    point = rng.normal(size=field.vector().size) * 0.5

    def loss(vector):
        field.set(vector)
        return field.loss(chains)

    gradient = loss(point)[1]
    for index in rng.choice(point.size, 15, replace=False):
        step = np.zeros(point.size)
        step[index] = 1e-5
        difference = (loss(point + step)[0] - loss(point - step)[0]) / 2e-5
        assert abs(difference - gradient[index]) < 1e-4


def test_training_lowers_the_loss():
    field, chains = make()
    before = field.loss(chains)[0]
    crf.train(field, chains, 0.01, 0.01, 20)
    assert field.loss(chains)[0] < before


def test_no_article_behind_its_end():
    field, chains = make()
    marginals = field.marginals(chains)
    assert np.allclose(marginals.sum(axis=1), 1)
    assert (marginals[[0, 13, 20]][:, 3:] < 1e-12).all()
