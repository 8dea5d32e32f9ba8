package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ends or shrinks grants, removes app roles, secrets and federated credentials, and disables apps. */
final class EntraRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return switch (Removal.of(target)) {
            case Removal.Consent consent -> RevocationWords.consent(consent, remaining(session, consent));
            case Removal.Roles roles -> RevocationWords.roles(roles);
            case Removal.Password password -> RevocationWords.password(password);
            case Removal.Federated federated -> RevocationWords.federated(federated);
            case Removal.Disabling disabling -> RevocationWords.disabling(disabling);
            case Removal.None none -> RevocationWords.byHand(none);
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        switch (Removal.of(target)) {
            case Removal.Consent consent -> withdraw(session, consent);
            case Removal.Roles roles -> removeRoles(session, roles);
            case Removal.Password password -> removePassword(session, password);
            case Removal.Federated federated ->
                Calls.change(
                        session,
                        Method.DELETE,
                        Address.of(
                                "applications",
                                federated.applicationId(),
                                "federatedIdentityCredentials",
                                federated.credentialId()),
                        null);
            case Removal.Disabling disabling ->
                Calls.change(
                        session,
                        Method.PATCH,
                        Address.of("servicePrincipals", disabling.principalId()),
                        object().put("accountEnabled", false));
            case Removal.None none ->
                throw new ConnectorException(
                        new NotOffered("Graph has no call to revoke " + none.what() + "; it is done by hand"));
        }
    }

    private static Address address(Removal.Consent consent) {
        return Address.of("oauth2PermissionGrants", consent.grantId());
    }

    /** What the grant would still hold: it may have grown since it was shown. Empty where it is gone. */
    private static Optional<Set<String>> remaining(ProviderSession session, Removal.Consent consent)
            throws ConnectorException {
        Optional<JsonBody> grant = Calls.find(session, address(consent));
        if (grant.isEmpty()) {
            return Optional.empty();
        }
        Set<String> scopes = new TreeSet<>(DelegatedGrantsStream.scopes(grant.get()));
        scopes.removeAll(consent.scopes());
        return Optional.of(scopes);
    }

    private static void withdraw(ProviderSession session, Removal.Consent consent) throws ConnectorException {
        Optional<Set<String>> remaining = remaining(session, consent);
        if (remaining.isEmpty()) {
            return;
        }
        if (remaining.get().isEmpty()) {
            Calls.change(session, Method.DELETE, address(consent), null);
        } else {
            Calls.change(
                    session, Method.PATCH, address(consent), object().put("scope", String.join(" ", remaining.get())));
        }
    }

    /** One role at one resource is one assignment; a resource's roles are told apart by name. */
    private static void removeRoles(ProviderSession session, Removal.Roles roles) throws ConnectorException {
        Optional<JsonBody> first = Calls.find(session, AppRolesStream.assignments(roles.principalId()));
        if (first.isEmpty()) {
            return;
        }
        AppRoles names = AppRoles.of(session, Set.of(roles.resourceId()));
        for (JsonBody assignment : GraphPage.all(session, first.get())) {
            boolean meant = Read.required(assignment, "resourceId").equals(roles.resourceId())
                    && roles.names().contains(names.name(roles.resourceId(), Read.required(assignment, "appRoleId")));
            if (meant) {
                Calls.change(
                        session,
                        Method.DELETE,
                        Address.of(
                                "servicePrincipals",
                                roles.principalId(),
                                "appRoleAssignments",
                                Read.required(assignment, "id")),
                        null);
            }
        }
    }

    /** Graph refuses to remove a secret that is gone, so it is looked for first. */
    private static void removePassword(ProviderSession session, Removal.Password password) throws ConnectorException {
        Optional<JsonBody> object = Calls.find(
                session, Address.of(password.collection(), password.objectId()).select("id,passwordCredentials"));
        if (object.isPresent()) {
            for (JsonBody each : object.get().listOrEmpty("passwordCredentials")) {
                if (Read.required(each, "keyId").equals(password.keyId())) {
                    Calls.change(
                            session,
                            Method.POST,
                            Address.of(password.collection(), password.objectId(), "removePassword"),
                            object().put("keyId", password.keyId()));
                }
            }
        }
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
