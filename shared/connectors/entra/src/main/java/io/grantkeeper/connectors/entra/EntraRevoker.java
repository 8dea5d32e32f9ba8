package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The revoker for Microsoft Entra: it ends or reduces grants, removes app roles, secrets and federated credentials, and
 * disables apps, which also blocks them for everyone.
 */
final class EntraRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return switch (EntraRevocationTarget.of(target)) {
            case EntraRevocationTarget.Consent consent ->
                EntraRevocationText.consent(consent, remaining(session, consent));
            case EntraRevocationTarget.Roles roles -> EntraRevocationText.roles(roles);
            case EntraRevocationTarget.Password password -> EntraRevocationText.password(password);
            case EntraRevocationTarget.Federated federated -> EntraRevocationText.federated(federated);
            case EntraRevocationTarget.DisableApp disabling -> EntraRevocationText.disableApp(disabling);
            case EntraRevocationTarget.DirectoryRole role -> EntraRevocationText.directoryRole(role);
            case EntraRevocationTarget.Unsupported none -> EntraRevocationText.manual(none);
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        switch (EntraRevocationTarget.of(target)) {
            case EntraRevocationTarget.Consent consent -> withdraw(session, consent);
            case EntraRevocationTarget.Roles roles -> removeRoles(session, roles);
            case EntraRevocationTarget.Password password -> removePassword(session, password);
            case EntraRevocationTarget.Federated federated ->
                EntraClient.change(
                        session,
                        Method.DELETE,
                        GraphRequestUri.of(
                                "applications",
                                federated.applicationId(),
                                "federatedIdentityCredentials",
                                federated.credentialId()),
                        null);
            case EntraRevocationTarget.DisableApp disabling -> disable(session, disabling.principalId());
            case EntraRevocationTarget.DirectoryRole role ->
                throw new ConnectorException(
                        new NotOffered("Grantkeeper has no permission to remove the directory role " + role.role()
                                + "; remove it manually"));
            case EntraRevocationTarget.Unsupported none ->
                throw new ConnectorException(
                        new NotOffered("Graph has no API call to revoke " + none.what() + "; revoke it manually"));
        }
    }

    /**
     * Returns whether the app can be blocked by disabling its service principal. An app that is already disabled cannot
     * be blocked again, and Microsoft's own apps cannot be blocked, because they are part of the tenant.
     */
    @Override
    public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return app.standing() != ProviderStatus.SUSPENDED && blockable(app).isPresent();
    }

    @Override
    public RevocationPlan planBlock(ProviderSession session, NonHumanIdentity app, List<Grant> grants) {
        String name = app.displayName().text();
        return blockable(app)
                .map(principal -> EntraRevocationText.block(name, principal))
                .orElseGet(() -> EntraRevocationText.manual(new EntraRevocationTarget.Unsupported(name, "an object")));
    }

    @Override
    public void block(ProviderSession session, NonHumanIdentity app, List<Grant> grants) throws ConnectorException {
        disable(
                session,
                blockable(app)
                        .orElseThrow(
                                () -> new ConnectorException(
                                        new NotOffered(
                                                "the app is Microsoft's own, or its service principal is not known; block it manually"))));
    }

    /** Returns the object id of an app's service principal; empty if it is not known, or if the app is Microsoft's own. */
    private static Optional<String> blockable(NonHumanIdentity app) {
        return app.form().equals(EntraIds.MICROSOFT_APP)
                ? Optional.empty()
                : Optional.ofNullable(app.attributes().get(EntraIds.OBJECT_ID));
    }

    private static void disable(ProviderSession session, String principal) throws ConnectorException {
        EntraClient.change(
                session,
                Method.PATCH,
                GraphRequestUri.of("servicePrincipals", principal),
                object().put("accountEnabled", false));
    }

    private static GraphRequestUri address(EntraRevocationTarget.Consent consent) {
        return GraphRequestUri.of("oauth2PermissionGrants", consent.grantId());
    }

    /**
     * Returns the scopes that the grant would still have after the revocation, or empty if the grant no longer exists.
     * The grant is read again, because it may have been expanded since the plan was shown.
     */
    private static Optional<Set<String>> remaining(ProviderSession session, EntraRevocationTarget.Consent consent)
            throws ConnectorException {
        Optional<JsonNodeReader> grant = EntraClient.find(session, address(consent));
        if (grant.isEmpty()) {
            return Optional.empty();
        }
        Set<String> scopes = new TreeSet<>(EntraDelegatedGrantsStream.scopes(grant.get()));
        scopes.removeAll(consent.scopes());
        return Optional.of(scopes);
    }

    private static void withdraw(ProviderSession session, EntraRevocationTarget.Consent consent)
            throws ConnectorException {
        Optional<Set<String>> remaining = remaining(session, consent);
        if (remaining.isEmpty()) {
            return;
        }
        if (remaining.get().isEmpty()) {
            EntraClient.change(session, Method.DELETE, address(consent), null);
        } else {
            EntraClient.change(
                    session, Method.PATCH, address(consent), object().put("scope", String.join(" ", remaining.get())));
        }
    }

    /** Removes role assignments. Each role for a resource has its own assignment, which is found by the role's name. */
    private static void removeRoles(ProviderSession session, EntraRevocationTarget.Roles roles)
            throws ConnectorException {
        Optional<JsonNodeReader> first =
                EntraClient.find(session, EntraAppRolesStream.assignments(roles.principalId()));
        if (first.isEmpty()) {
            return;
        }
        EntraAppRoleNames names = EntraAppRoleNames.of(session, Set.of(roles.resourceId()));
        for (JsonNodeReader assignment : GraphPage.all(session, first.get())) {
            boolean meant = assignment.nonBlank("resourceId").equals(roles.resourceId())
                    && roles.names().contains(names.name(roles.resourceId(), assignment.nonBlank("appRoleId")));
            if (meant) {
                EntraClient.change(
                        session,
                        Method.DELETE,
                        GraphRequestUri.of(
                                "servicePrincipals",
                                roles.principalId(),
                                "appRoleAssignments",
                                assignment.nonBlank("id")),
                        null);
            }
        }
    }

    /** Removes a secret. The secret is looked up first, because Graph returns an error if it no longer exists. */
    private static void removePassword(ProviderSession session, EntraRevocationTarget.Password password)
            throws ConnectorException {
        Optional<JsonNodeReader> object = EntraClient.find(
                session,
                GraphRequestUri.of(password.collection(), password.objectId()).select("id,passwordCredentials"));
        if (object.isPresent()) {
            for (JsonNodeReader each : object.get().listOrEmpty("passwordCredentials")) {
                if (each.nonBlank("keyId").equals(password.keyId())) {
                    EntraClient.change(
                            session,
                            Method.POST,
                            GraphRequestUri.of(password.collection(), password.objectId(), "removePassword"),
                            object().put("keyId", password.keyId()));
                }
            }
        }
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
