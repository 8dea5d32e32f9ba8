package io.grantkeeper.policy.engine;

/** A condition, compiled for evaluation. */
@FunctionalInterface
interface CompiledCondition {
    KleeneValue evaluate(RequestFacts facts);
}
