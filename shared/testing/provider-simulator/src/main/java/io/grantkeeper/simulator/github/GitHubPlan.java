package io.grantkeeper.simulator.github;

/** The organization's plan. Endpoints outside the plan respond with 404. */
public enum GitHubPlan {
    /** GitHub Team: no audit log API, no credential authorizations, no external identities, no API insights. */
    TEAM(5_000),
    /** GitHub Enterprise Cloud without single sign-on: no credential authorizations, no external identities. */
    ENTERPRISE(15_000),
    /** GitHub Enterprise Cloud with SAML single sign-on. */
    ENTERPRISE_SAML(15_000);

    private final long hourlyLimit;

    GitHubPlan(long hourlyLimit) {
        this.hourlyLimit = hourlyLimit;
    }

    long hourlyLimit() {
        return hourlyLimit;
    }

    boolean enterprise() {
        return this != TEAM;
    }

    boolean singleSignOn() {
        return this == ENTERPRISE_SAML;
    }
}
