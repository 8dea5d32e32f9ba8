package io.grantkeeper.simulator;

import io.grantkeeper.simulator.github.GitHubPlan;
import io.grantkeeper.simulator.github.OwnApp;
import io.grantkeeper.simulator.google.Scopes;
import io.grantkeeper.simulator.okta.OktaOptions;
import java.util.Map;
import java.util.Set;

/**
 * What a simulator is like; start from {@link #usual()} and change what the test is about.
 *
 * @param plan what the GitHub organisation pays for
 * @param appPermissions what the own GitHub App was given; leave one out to see a stream degrade
 * @param delegatedScopes what the Google service account may ask for
 * @param enforceQuotas whether spent quotas are refused, or only counted
 * @param gitHubPort 0 for any free port
 * @param googlePort 0 for any free port
 * @param okta what the Okta organisation is like
 */
public record SimulatorOptions(
        GitHubPlan plan,
        Map<String, String> appPermissions,
        Set<String> delegatedScopes,
        boolean enforceQuotas,
        int gitHubPort,
        int googlePort,
        OktaOptions okta) {

    /** Enterprise with single sign-on, all that an inventory needs, the vendors' quotas, any free ports. */
    public static SimulatorOptions usual() {
        return new SimulatorOptions(
                GitHubPlan.ENTERPRISE_SAML, OwnApp.FULL_PERMISSIONS, Scopes.FULL, true, 0, 0, OktaOptions.usual());
    }

    public SimulatorOptions withPlan(GitHubPlan other) {
        return new SimulatorOptions(
                other, appPermissions, delegatedScopes, enforceQuotas, gitHubPort, googlePort, okta);
    }

    public SimulatorOptions withAppPermissions(Map<String, String> other) {
        return new SimulatorOptions(plan, other, delegatedScopes, enforceQuotas, gitHubPort, googlePort, okta);
    }

    public SimulatorOptions withDelegatedScopes(Set<String> other) {
        return new SimulatorOptions(plan, appPermissions, other, enforceQuotas, gitHubPort, googlePort, okta);
    }

    /** Counts quotas without refusing: for performance runs. */
    public SimulatorOptions withoutQuotas() {
        return new SimulatorOptions(plan, appPermissions, delegatedScopes, false, gitHubPort, googlePort, okta);
    }

    public SimulatorOptions withPorts(int gitHub, int google) {
        return new SimulatorOptions(plan, appPermissions, delegatedScopes, enforceQuotas, gitHub, google, okta);
    }

    public SimulatorOptions withOkta(OktaOptions other) {
        return new SimulatorOptions(
                plan, appPermissions, delegatedScopes, enforceQuotas, gitHubPort, googlePort, other);
    }
}
