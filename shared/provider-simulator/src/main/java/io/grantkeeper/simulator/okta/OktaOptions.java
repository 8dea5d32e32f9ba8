package io.grantkeeper.simulator.okta;

import java.util.Set;

/**
 * What an organisation is like.
 *
 * @param grantedScopes what the service app may ask for, and what the API token's owner may do
 * @param features licences: {@code privileged-access}, {@code ai-agents}
 * @param dpopRequired whether the service app must prove possession, as new ones must
 * @param largestPage no listing gives more rows at once; for small tenants with several pages
 */
public record OktaOptions(Set<String> grantedScopes, Set<String> features, boolean dpopRequired, int largestPage) {
    public static final String PRIVILEGED_ACCESS = "privileged-access";
    public static final String AI_AGENTS = "ai-agents";

    private static final int LARGEST_PAGE = 1000;

    public OktaOptions {
        grantedScopes = Set.copyOf(grantedScopes);
        features = Set.copyOf(features);
    }

    /** All that an inventory and its revocations need, all licences, DPoP required. */
    public static OktaOptions usual() {
        return new OktaOptions(OktaRoutes.scopes(), Set.of(PRIVILEGED_ACCESS, AI_AGENTS), true, LARGEST_PAGE);
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
