package io.grantkeeper.infra.stacks;

import software.amazon.awscdk.RemovalPolicy;

/** What becomes of data when its stack is taken away. */
public enum Keeping {
    /** It stays, and its deletion is refused. */
    ALWAYS,
    /** It goes with the stack: only while an installation is being taken down with all it knows. */
    UNTIL_DESTROYED;

    boolean isProtected() {
        return this == ALWAYS;
    }

    RemovalPolicy removal() {
        return isProtected() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
