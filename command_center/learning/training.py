"""Trains a model from examples: logistic regression over TF-IDF of words and the scores of the rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from command_center.learning.features import Example, of_rules, rarity_of, terms_of, weighed
from command_center.learning.model import LearnedModel

INVERSE_STRENGTH = 4.0
"""Of the L2 penalty (scikit-learn's C): few examples and many words want a strong one."""
ROUNDS = 1000


def trained(examples: Sequence[Example], slang: Mapping[str, tuple[str, ...]], rules: str) -> LearnedModel:
    """A model of these examples; it may speak for nothing yet. Raises ValueError where all have one category.

    The same examples in the same order give the same model.
    """
    # Heavy, and needed by the command alone.
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    terms = [terms_of(each.text, slang) for each in examples]
    rarity = rarity_of(terms)
    rows = [weighed(said, rarity) | of_rules(each.scores) for said, each in zip(terms, examples, strict=True)]
    if len({each.right for each in examples}) < 2:
        raise ValueError("all examples have one category: there is nothing to tell apart")
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    fitted = LogisticRegression(C=INVERSE_STRENGTH, max_iter=ROUNDS).fit(matrix, [each.right for each in examples])
    categories, weights, bias = _for_each(fitted)
    return LearnedModel(
        categories=categories,
        rarity=rarity,
        weights={
            str(name): tuple(round(float(row[place]), 6) for row in weights)
            for place, name in enumerate(vectorizer.get_feature_names_out())
        },
        bias=bias,
        rules=rules,
        examples=len(examples),
    )


def _for_each(fitted: Any) -> tuple[tuple[str, ...], Any, tuple[float, ...]]:
    """Categories, weights and bias; of two categories the library keeps one row, for the second against the first."""
    categories = tuple(map(str, fitted.classes_))
    weights, bias = fitted.coef_, [float(each) for each in fitted.intercept_]
    if len(categories) == 2:
        return categories, [-weights[0] / 2, weights[0] / 2], (-bias[0] / 2, bias[0] / 2)
    return categories, weights, tuple(bias)
