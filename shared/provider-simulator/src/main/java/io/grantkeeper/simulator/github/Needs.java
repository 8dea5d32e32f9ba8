package io.grantkeeper.simulator.github;

/**
 * What a route asks of its caller and of the organisation's plan.
 *
 * @param permission of an app or fine-grained token; empty where any will do
 * @param level {@code read} or {@code write}
 * @param classicScope of a classic token; empty where any will do
 */
record Needs(Access access, String permission, String level, String classicScope, Feature feature) {

    enum Access {
        /** The app's own assertion. */
        APP,
        /** Any token. */
        TOKEN,
        /** Apps only: no token of a person is taken. */
        INSTALLATION,
        /** An owner of the organisation, by a classic token. */
        OWNER
    }

    enum Feature {
        ALWAYS,
        /** Only on GitHub Enterprise Cloud. */
        ENTERPRISE,
        /** Only on GitHub Enterprise Cloud with SAML single sign-on. */
        SINGLE_SIGN_ON
    }

    static Needs app() {
        return new Needs(Access.APP, "", "", "", Feature.ALWAYS);
    }

    static Needs anyToken() {
        return new Needs(Access.TOKEN, "", "", "", Feature.ALWAYS);
    }

    static Needs read(String permission, String classicScope) {
        return new Needs(Access.TOKEN, permission, "read", classicScope, Feature.ALWAYS);
    }

    static Needs write(String permission, String classicScope) {
        return new Needs(Access.TOKEN, permission, "write", classicScope, Feature.ALWAYS);
    }

    static Needs installation(String permission, String level) {
        return new Needs(Access.INSTALLATION, permission, level, "", Feature.ALWAYS);
    }

    static Needs owner(String classicScope, Feature feature) {
        return new Needs(Access.OWNER, "", "", classicScope, feature);
    }

    Needs on(Feature needed) {
        return new Needs(access, permission, level, classicScope, needed);
    }
}
