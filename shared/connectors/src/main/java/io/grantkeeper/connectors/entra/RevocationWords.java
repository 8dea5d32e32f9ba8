package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says in plain words what a revocation would do. */
final class RevocationWords {
    private static final String TOKENS_LIVE_ON =
            "Access tokens that were issued before work on until they end, 60 to 90 minutes as a rule.";

    private RevocationWords() {}

    /** @param remaining the scopes that would stay; empty where the grant is gone already */
    static RevocationPlan consent(Removal.Consent consent, Optional<Set<String>> remaining) {
        String path = "/oauth2PermissionGrants/" + consent.grantId();
        List<String> consequences = new ArrayList<>();
        boolean shrinks = remaining.isPresent() && !remaining.get().isEmpty();
        if (remaining.isEmpty()) {
            consequences.add("The consent to %s is gone already; nothing changes.".formatted(consent.app()));
        } else if (shrinks) {
            consequences.add("%s can no longer use: %s.".formatted(consent.app(), String.join(", ", consent.scopes())));
            consequences.add("%s keeps what else it was given: %s."
                    .formatted(consent.app(), String.join(", ", remaining.get())));
        } else {
            consequences.add(
                    "The consent to %s is withdrawn: it can no longer act with the rights of whoever it was given for."
                            .formatted(consent.app()));
        }
        consequences.add(TOKENS_LIVE_ON);
        consequences.add("People can consent again where the tenant's consent settings let them.");
        return new RevocationPlan.Possible(List.of((shrinks ? "PATCH " : "DELETE ") + path), consequences, false);
    }

    static RevocationPlan roles(Removal.Roles roles) {
        return new RevocationPlan.Possible(
                List.of("DELETE /servicePrincipals/%s/appRoleAssignments/… (one call for each of: %s, at %s)"
                        .formatted(roles.principalId(), String.join(", ", roles.names()), roles.resourceId())),
                List.of(
                        "%s can no longer do by itself, over the whole tenant: %s."
                                .formatted(roles.app(), String.join(", ", roles.names())),
                        "What people consented to for %s stays.".formatted(roles.app()),
                        TOKENS_LIVE_ON),
                false);
    }

    static RevocationPlan password(Removal.Password password) {
        return new RevocationPlan.Possible(
                List.of("POST /%s/%s/removePassword {\"keyId\": \"%s\"}"
                        .formatted(password.collection(), password.objectId(), password.keyId())),
                List.of(
                        "The secret '%s' is removed: whatever signs in as %s with it stops working."
                                .formatted(password.hint(), password.app()),
                        "Other credentials of %s keep working.".formatted(password.app()),
                        "A removed secret cannot be brought back; a new one can be made."),
                false);
    }

    static RevocationPlan federated(Removal.Federated federated) {
        return new RevocationPlan.Possible(
                List.of("DELETE /applications/%s/federatedIdentityCredentials/%s"
                        .formatted(federated.applicationId(), federated.credentialId())),
                List.of(
                        "Workloads of %s can no longer sign in as %s.".formatted(federated.hint(), federated.app()),
                        "Other credentials of %s keep working.".formatted(federated.app())),
                false);
    }

    static RevocationPlan disabling(Removal.Disabling disabling) {
        String app = disabling.app();
        return new RevocationPlan.Possible(
                List.of("PATCH /servicePrincipals/%s {\"accountEnabled\": false}".formatted(disabling.principalId())),
                List.of(
                        "%s cannot be taken away by itself; instead %s is disabled in this tenant."
                                .formatted(sentence(disabling.what()), app),
                        "%s gets no new tokens, with whichever credential, and nobody can sign in to it."
                                .formatted(app),
                        "Its grants and credentials stay listed; enabling it again brings everything back.",
                        TOKENS_LIVE_ON),
                true);
    }

    static RevocationPlan byHand(Removal.None none) {
        return new RevocationPlan.ByHand(
                "Graph has no call to revoke %s of %s.".formatted(none.what(), none.app()),
                List.of(
                        "Sign in to the Entra admin center as an Application Administrator.",
                        "Open App registrations > All applications, find %s and look under Certificates & secrets."
                                .formatted(none.app()),
                        "Delete what is no longer wanted, or delete the registration."));
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
