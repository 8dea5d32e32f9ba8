package io.grantkeeper.simulator.okta;

import java.util.Set;

/**
 * The configuration of a simulated Okta organization.
 *
 * @param grantedScopes the scopes that the service app may request; the API token's owner has the same permissions
 * @param features licensed features: {@code privileged-access}, {@code ai-agents}
 * @param dpopRequired whether the service app must use DPoP, as new apps must
 * @param largestPage the maximum page size; with a small value, even small tenants have several pages
 */
public record OktaOptions(Set<String> grantedScopes, Set<String> features, boolean dpopRequired, int largestPage) {
    public static final String PRIVILEGED_ACCESS = "privileged-access";
    public static final String AI_AGENTS = "ai-agents";

    private static final int MAX_PAGE = 1000;

    public OktaOptions {
        grantedScopes = Set.copyOf(grantedScopes);
        features = Set.copyOf(features);
    }

    /**
     * Returns the defaults: every scope that an inventory and all revocations need, all licensed features, and
     * DPoP required.
     */
    public static OktaOptions defaults() {
        return new OktaOptions(OktaReadRoutes.scopes(), Set.of(PRIVILEGED_ACCESS, AI_AGENTS), true, MAX_PAGE);
    }

    public OktaOptions withGrantedScopes(Set<String> other) {
        return new OktaOptions(other, features, dpopRequired, largestPage);
    }

    public OktaOptions withFeatures(Set<String> other) {
        return new OktaOptions(grantedScopes, other, dpopRequired, largestPage);
    }

    public OktaOptions withoutDpop() {
        return new OktaOptions(grantedScopes, features, false, largestPage);
    }

    public OktaOptions withLargestPage(int rows) {
        return new OktaOptions(grantedScopes, features, dpopRequired, rows);
    }
}
