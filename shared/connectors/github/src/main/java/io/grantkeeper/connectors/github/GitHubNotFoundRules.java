package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meanings of a 404. GitHub returns 404 for deleted objects, for features outside the plan and for a wrong
 * organization. Calls with a classic token also receive it for anything that the token may not see. The scopes that
 * GitHub reports and the path of the request distinguish these cases.
 */
final class GitHubNotFoundRules {
    private static final Pattern IN_ORGANIZATION = Pattern.compile("/orgs/([^/]+)(/.*)?$");

    /**
     * Matches the path of an object in an organization. Such an object can be read directly even if a listing did not
     * contain it.
     */
    private static final Pattern OBJECT = Pattern.compile("/hooks/[0-9]{1,20}");

    /**
     * A feature that is available only with certain plans, servers or settings.
     *
     * @param words what the feature requires
     */
    private record Feature(String path, String words) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("/credential-authorizations", "GitHub Enterprise Cloud with SAML single sign-on"),
            new Feature("/audit-log", "GitHub Enterprise Cloud"),
            new Feature("/insights/", "GitHub Enterprise Cloud"),
            new Feature("/copilot/", "GitHub Copilot, paid for by the organization"),
            new Feature("/organization-roles", "a server that supports organization roles"),
            new Feature("/personal-access-token", "a server that supports fine-grained tokens"));

    private GitHubNotFoundRules() {}

    static ConnectorProblem problem(ProviderResponse response) {
        Set<String> scopes = GitHubAcceptedPermissions.missingScopes(response);
        if (!scopes.isEmpty()) {
            return new InsufficientScope(
                    scopes, response + ": hidden from this token; any one of these scopes is sufficient");
        }
        String path = response.uri().getPath();
        if (path.endsWith("/access_tokens")) {
            return new Misconfigured(response
                    + ": no such app, or no such installation of it: correct the setting 'client-id' (or"
                    + " 'app-id'), and correct or remove 'installation-id'");
        }
        Matcher organization = IN_ORGANIZATION.matcher(path);
        if (response.request().method() != Method.GET || !organization.find()) {
            return new NotFound(response + ": does not exist, or is not visible to this credential");
        }
        return inOrganization(
                response, organization.group(1), organization.group(2) == null ? "" : organization.group(2));
    }

    private static ConnectorProblem inOrganization(ProviderResponse response, String organization, String rest) {
        for (Feature feature : FEATURES) {
            if (rest.startsWith(feature.path())) {
                return new NotOffered("%s: needs %s".formatted(response, feature.words()));
            }
        }
        if (OBJECT.matcher(rest).matches()) {
            return new NotFound(response + ": does not exist");
        }
        if (rest.equals("/installation")) {
            return new Misconfigured(
                    "%s: no such app, or it is not installed in organization '%s': install it there, or correct the settings 'organization' and 'client-id' (or 'app-id')"
                            .formatted(response, organization));
        }
        return new Misconfigured(
                "%s: organization '%s' is not visible to this credential: check the settings 'organization' and 'base-url'"
                        .formatted(response, organization));
    }
}
