package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The descriptions of revocations in plain language. */
final class EntraRevocationText {
    private static final String TOKENS_LIVE_ON =
            "Access tokens that were already issued stay valid until they expire, usually 60 to 90 minutes.";

    private EntraRevocationText() {}

    /**
     * Returns the plan for reducing or ending a delegated grant.
     *
     * @param remaining the scopes that would remain; empty if the grant no longer exists
     */
    static RevocationPlan consent(EntraRevocationTarget.Consent consent, Optional<Set<String>> remaining) {
        String path = "/oauth2PermissionGrants/" + consent.grantId();
        List<String> consequences = new ArrayList<>();
        boolean shrinks = remaining.isPresent() && !remaining.get().isEmpty();
        if (remaining.isEmpty()) {
            consequences.add("The consent to %s no longer exists; nothing changes.".formatted(consent.app()));
        } else if (shrinks) {
            consequences.add("%s can no longer use: %s.".formatted(consent.app(), String.join(", ", consent.scopes())));
            consequences.add(
                    "%s keeps its other permissions: %s.".formatted(consent.app(), String.join(", ", remaining.get())));
        } else {
            consequences.add(
                    "Withdraws the consent to %s. The app will no longer be able to act on behalf of the people for whom the consent was given."
                            .formatted(consent.app()));
        }
        consequences.add(TOKENS_LIVE_ON);
        consequences.add("People can consent again if the tenant's consent settings allow it.");
        return new RevocationPlan.Automatic(List.of((shrinks ? "PATCH " : "DELETE ") + path), consequences, false);
    }

    static RevocationPlan roles(EntraRevocationTarget.Roles roles) {
        return new RevocationPlan.Automatic(
                List.of("DELETE /servicePrincipals/%s/appRoleAssignments/… (one call for each of: %s, at %s)"
                        .formatted(roles.principalId(), String.join(", ", roles.names()), roles.resourceId())),
                List.of(
                        roles.names().size() == 1
                                ? "%s loses a permission that it has on its own in the whole tenant."
                                        .formatted(roles.app())
                                : "%s loses %d permissions that it has on its own in the whole tenant."
                                        .formatted(roles.app(), roles.names().size()),
                        "The consents that people gave to %s remain.".formatted(roles.app()),
                        TOKENS_LIVE_ON),
                false);
    }

    static RevocationPlan password(EntraRevocationTarget.Password password) {
        return new RevocationPlan.Automatic(
                List.of("POST /%s/%s/removePassword {\"keyId\": \"%s\"}"
                        .formatted(password.collection(), password.objectId(), password.keyId())),
                List.of(
                        "Removes the secret '%s'. Workloads that use it to sign in as %s will stop working."
                                .formatted(password.hint(), password.app()),
                        "Other credentials of %s keep working.".formatted(password.app()),
                        "A removed secret cannot be restored, but a new one can be created."),
                false);
    }

    static RevocationPlan federated(EntraRevocationTarget.Federated federated) {
        return new RevocationPlan.Automatic(
                List.of("DELETE /applications/%s/federatedIdentityCredentials/%s"
                        .formatted(federated.applicationId(), federated.credentialId())),
                List.of(
                        "Workloads of %s can no longer sign in as %s.".formatted(federated.hint(), federated.app()),
                        "Other credentials of %s keep working.".formatted(federated.app())),
                false);
    }

    static RevocationPlan disableApp(EntraRevocationTarget.DisableApp disabling) {
        String app = disabling.app();
        return new RevocationPlan.Automatic(
                List.of("PATCH /servicePrincipals/%s {\"accountEnabled\": false}".formatted(disabling.principalId())),
                List.of(
                        "%s cannot be revoked separately; instead, %s is disabled in this tenant."
                                .formatted(capitalize(disabling.what()), app),
                        "%s can no longer get tokens with any credential, and no one can sign in to it.".formatted(app),
                        "Its grants and credentials stay listed. Enabling the app again restores everything.",
                        TOKENS_LIVE_ON),
                true);
    }

    static RevocationPlan block(String app, String principalId) {
        return new RevocationPlan.Automatic(
                List.of("PATCH /servicePrincipals/%s {\"accountEnabled\": false}".formatted(principalId)),
                List.of(
                        "%s is disabled in this tenant. No one can sign in to it or consent to it, and it can no longer get tokens."
                                .formatted(app),
                        "Its grants and credentials stay listed. Enabling the app again restores everything.",
                        TOKENS_LIVE_ON),
                true);
    }

    static RevocationPlan directoryRole(EntraRevocationTarget.DirectoryRole role) {
        return new RevocationPlan.Manual(
                "Grantkeeper does not remove the directory role %s of %s: the permission to remove roles would let it give itself any role."
                        .formatted(role.role(), role.app()),
                List.of(
                        "Sign in to the Entra admin center as a Privileged Role Administrator.",
                        "Open Roles & admins, select %s, and open Assignments.".formatted(role.role()),
                        "Remove the assignment of %1$s, or remove %1$s from the group that has the role."
                                .formatted(role.app())));
    }

    static RevocationPlan manual(EntraRevocationTarget.Unsupported none) {
        return new RevocationPlan.Manual(
                "Graph has no API call to revoke %s of %s.".formatted(none.what(), none.app()),
                List.of(
                        "Sign in to the Entra admin center as an Application Administrator.",
                        "Open App registrations > All applications, select %s, and open Certificates & secrets."
                                .formatted(none.app()),
                        "Delete what is no longer needed, or delete the registration."));
    }

    private static String capitalize(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
