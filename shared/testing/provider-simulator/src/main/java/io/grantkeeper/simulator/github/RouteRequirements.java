package io.grantkeeper.simulator.github;

/**
 * The requirements of a route for its caller and for the organization's plan.
 *
 * @param permission the permission that an app or fine-grained token needs; empty if none is required
 * @param level {@code read} or {@code write}
 * @param classicScope the scope that a classic token needs; empty if none is required
 */
record RouteRequirements(Access access, String permission, String level, String classicScope, Feature feature) {

    enum Access {
        /** The route requires the app's own signed assertion. */
        APP,
        /** The route accepts any token. */
        TOKEN,
        /** The route requires an installation token and refuses people's tokens. */
        INSTALLATION,
        /** The route requires a classic token that belongs to an owner of the organization. */
        OWNER
    }

    enum Feature {
        ALWAYS,
        /** The route is available only on GitHub Enterprise Cloud. */
        ENTERPRISE,
        /** The route is available only on GitHub Enterprise Cloud with SAML single sign-on. */
        SINGLE_SIGN_ON
    }

    static RouteRequirements app() {
        return new RouteRequirements(Access.APP, "", "", "", Feature.ALWAYS);
    }

    static RouteRequirements anyToken() {
        return new RouteRequirements(Access.TOKEN, "", "", "", Feature.ALWAYS);
    }

    static RouteRequirements read(String permission, String classicScope) {
        return new RouteRequirements(Access.TOKEN, permission, "read", classicScope, Feature.ALWAYS);
    }

    static RouteRequirements write(String permission, String classicScope) {
        return new RouteRequirements(Access.TOKEN, permission, "write", classicScope, Feature.ALWAYS);
    }

    static RouteRequirements installation(String permission, String level) {
        return new RouteRequirements(Access.INSTALLATION, permission, level, "", Feature.ALWAYS);
    }

    static RouteRequirements owner(String classicScope, Feature feature) {
        return new RouteRequirements(Access.OWNER, "", "", classicScope, feature);
    }

    RouteRequirements withFeature(Feature needed) {
        return new RouteRequirements(access, permission, level, classicScope, needed);
    }
}
