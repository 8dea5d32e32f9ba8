package io.grantkeeper.infra.stacks;

import software.amazon.awscdk.RemovalPolicy;

/** The removal policy for stored data. */
public enum RetentionMode {
    /** Retains the data when the stack is deleted, and enables deletion protection. */
    ALWAYS,
    /** Deletes the data together with the stack; only for removing an installation with everything it stores. */
    UNTIL_DESTROYED;

    boolean isProtected() {
        return this == ALWAYS;
    }

    RemovalPolicy removal() {
        return isProtected() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
