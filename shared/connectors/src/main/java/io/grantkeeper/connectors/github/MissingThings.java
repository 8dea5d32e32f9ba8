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
 * What a 404 means. GitHub answers 404 for what is gone, for what the plan does not have, for a wrong organisation and,
 * to classic tokens, for what they may not see; the address tells them apart.
 */
final class MissingThings {
    private static final Pattern IN_ORGANIZATION = Pattern.compile("/orgs/([^/]+)(/.*)?$");

    /** What is there only on some plans, servers or with some features switched on. */
    private record Feature(String path, String words) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("/credential-authorizations", "GitHub Enterprise Cloud with SAML single sign-on"),
            new Feature("/audit-log", "GitHub Enterprise Cloud"),
            new Feature("/insights/", "GitHub Enterprise Cloud"),
            new Feature("/copilot/", "GitHub Copilot, paid for by the organisation"),
            new Feature("/personal-access-token", "a server that knows fine-grained tokens"));

    private MissingThings() {}

    static ConnectorProblem problem(ProviderResponse response) {
        Set<String> scopes = AcceptedPermissions.missingScopes(response);
        if (!scopes.isEmpty()) {
            return new InsufficientScope(scopes, response + ": hidden from this token; one of these scopes is enough");
        }
        String path = response.uri().getPath();
        if (path.endsWith("/access_tokens")) {
            return new Misconfigured(response
                    + ": no such app, or it has no such installation: correct the setting 'client-id' (or"
                    + " 'app-id'), and correct or remove 'installation-id'");
        }
        Matcher organization = IN_ORGANIZATION.matcher(path);
        if (response.request().method() != Method.GET || !organization.find()) {
            return new NotFound(response + ": not there, or not visible to this credential");
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
        if (rest.equals("/installation")) {
            return new Misconfigured(
                    "%s: no such app, or it is not installed in organisation '%s': install it there, or correct the settings 'organization' and 'client-id' (or 'app-id')"
                            .formatted(response, organization));
        }
        return new Misconfigured(
                "%s: no organisation '%s' that this credential can see: check the settings 'organization' and 'base-url'"
                        .formatted(response, organization));
    }
}
