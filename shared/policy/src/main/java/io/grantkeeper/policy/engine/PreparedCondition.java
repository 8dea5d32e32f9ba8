package io.grantkeeper.policy.engine;

/** A condition, compiled for evaluation. */
@FunctionalInterface
interface PreparedCondition {
    KleeneValue evaluate(RequestFacts facts);
}
