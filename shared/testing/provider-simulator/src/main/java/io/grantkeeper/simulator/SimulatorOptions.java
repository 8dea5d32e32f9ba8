package io.grantkeeper.simulator;

import io.grantkeeper.simulator.github.GitHubPlan;
import io.grantkeeper.simulator.github.GrantkeeperGitHubApp;
import io.grantkeeper.simulator.google.GoogleDoubleScopes;
import io.grantkeeper.simulator.okta.OktaOptions;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of a simulator. Start from {@link #defaults()} and change only what a test needs.
 *
 * @param plan the GitHub organization's plan
 * @param appPermissions the permissions granted to Grantkeeper's own GitHub App; omit one to make the streams that need
 *     it fail
 * @param delegatedScopes the scopes that the Google service account may request
 * @param enforceQuotas whether calls that exceed a quota are refused, rather than only counted
 * @param gitHubPort the port of the GitHub double; 0 for any free port
 * @param googlePort the port of the Google double; 0 for any free port
 * @param okta the configuration of the Okta organization
 */
public record SimulatorOptions(
        GitHubPlan plan,
        Map<String, String> appPermissions,
        Set<String> delegatedScopes,
        boolean enforceQuotas,
        int gitHubPort,
        int googlePort,
        OktaOptions okta) {

    /**
     * Returns the defaults: GitHub Enterprise with single sign-on, every permission that an inventory needs, the
     * providers' real quotas, and any free ports.
     */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                GitHubPlan.ENTERPRISE_SAML,
                GrantkeeperGitHubApp.FULL_PERMISSIONS,
                GoogleDoubleScopes.FULL,
                true,
                0,
                0,
                OktaOptions.defaults());
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

    /** Returns these options with quotas that are only counted and not enforced, for performance tests. */
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
