package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in plain words what a revocation would do. */
final class RevocationWords {
    private RevocationWords() {}

    /** The person's name as the directory has it; their id where it has them no more. */
    static String name(ProviderSession session, String user) throws ConnectorException {
        try {
            JsonBody found = Calls.get(
                    session,
                    Address.users(GoogleSettings.of(session), user)
                            .with("projection", "basic")
                            .uri(),
                    Limits.DIRECTORY);
            Optional<JsonBody> name = found.optionalObject("name");
            Optional<String> fullName = name.isPresent() ? Read.optional(name.get(), "fullName") : Optional.empty();
            return fullName.orElse(Read.required(found, "primaryEmail"));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return "a former user (" + user + ")";
            }
            throw e;
        }
    }

    static RevocationPlan consent(Removal.Consent consent, String person) {
        String app = consent.app();
        List<String> consequences = new ArrayList<>(List.of(
                "The consent of %s to %s is withdrawn: %s can no longer reach this person's Google data."
                        .formatted(person, app, app),
                "%s keeps what it has copied already.".formatted(app),
                "%s can consent again, unless the app is blocked in the Admin console under Security > API controls > App access control."
                        .formatted(person)));
        if (consent.anonymous()) {
            consequences.add(
                    "Google keeps all unregistered apps under one id: every one of them loses this person's consent.");
        }
        return new RevocationPlan.Possible(
                List.of("DELETE /admin/directory/v1/users/%s/tokens/%s".formatted(consent.user(), consent.clientId())),
                consequences,
                false);
    }

    static RevocationPlan appPassword(Removal.AppPassword password, String person) {
        return new RevocationPlan.Possible(
                List.of("DELETE /admin/directory/v1/users/%s/asps/%s".formatted(password.user(), password.codeId())),
                List.of(
                        "The app password '%s' of %s is deleted: the program that uses it can no longer sign in."
                                .formatted(password.name(), person),
                        "%s can make a new one, as long as two-step verification and policy allow it."
                                .formatted(person)),
                false);
    }

    static RevocationPlan accountKey(Removal.AccountKey key) {
        String name = key.account()
                .attributes()
                .getOrDefault(ServiceAccounts.EMAIL, key.account().displayName());
        return new RevocationPlan.Possible(
                List.of("POST /v1/projects/%s/serviceAccounts/%s/keys/%s:disable"
                        .formatted(
                                key.account().attributes().getOrDefault(ServiceAccounts.PROJECT, "-"),
                                name,
                                key.keyId())),
                List.of(
                        "The key is disabled: whatever signs in as %s with it stops working.".formatted(name),
                        "Access tokens fetched with it before work for up to an hour more.",
                        "Other keys of the account keep working; an administrator of the project can enable this one again."),
                true);
    }

    static RevocationPlan byHand(Removal.None none) {
        return new RevocationPlan.ByHand(
                "Google has no call to revoke %s.".formatted(none.what()),
                List.of(
                        "Sign in to the Admin console as a super administrator.",
                        "For domain-wide delegation: open Security > API controls > Domain-wide delegation, find %s and delete it."
                                .formatted(none.app()),
                        "For a Marketplace app: open Apps > Google Workspace Marketplace apps, find %s and uninstall it."
                                .formatted(none.app())));
    }
}
