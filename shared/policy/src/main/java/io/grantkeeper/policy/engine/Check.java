package io.grantkeeper.policy.engine;

/** A condition, ready to be judged. */
@FunctionalInterface
interface Check {
    Truth of(RequestFacts facts);
}
