package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The descriptions of revocations in plain language. */
final class GoogleRevocationText {
    private GoogleRevocationText() {}

    /** Returns the person's name from the directory, or their id if they no longer exist there. */
    static String personName(ProviderSession session, String user) throws ConnectorException {
        Optional<JsonNodeReader> found = GoogleUserPage.find(session, GoogleSettings.of(session), user, "basic");
        if (found.isEmpty()) {
            return "a former user (" + user + ")";
        }
        Optional<String> fullName = found.get().objectOrEmpty("name").optionalNonBlank("fullName");
        return fullName.orElse(found.get().nonBlank("primaryEmail"));
    }

    static RevocationPlan consent(GoogleRevocationTarget.Consent consent, String person) {
        String app = consent.app();
        List<String> consequences = new ArrayList<>(List.of(
                "Withdraws the consent of %s to %s. %s will no longer be able to access this person's Google data."
                        .formatted(person, app, app),
                "%s keeps the data that it has already copied.".formatted(app),
                "%s can consent again, unless the app is blocked in the Admin console under Security > API controls > App access control."
                        .formatted(person)));
        if (consent.anonymous()) {
            consequences.add(
                    "Google lists all unregistered apps under one id, so every one of them loses this person's consent.");
        }
        return new RevocationPlan.Automatic(
                List.of("DELETE /admin/directory/v1/users/%s/tokens/%s".formatted(consent.user(), consent.clientId())),
                consequences,
                false);
    }

    static RevocationPlan appPassword(GoogleRevocationTarget.AppPassword password, String person) {
        return new RevocationPlan.Automatic(
                List.of("DELETE /admin/directory/v1/users/%s/asps/%s".formatted(password.user(), password.codeId())),
                List.of(
                        "Deletes the app password '%s' of %s. The app that uses it will no longer be able to sign in."
                                .formatted(password.name(), person),
                        "%s can create a new one if two-step verification and policy allow it.".formatted(person)),
                false);
    }

    static RevocationPlan accountKey(GoogleRevocationTarget.AccountKey key) {
        String name = key.account()
                .attributes()
                .getOrDefault(
                        GoogleServiceAccountReader.EMAIL,
                        key.account().displayName().text());
        return new RevocationPlan.Automatic(
                List.of("POST /v1/projects/%s/serviceAccounts/%s/keys/%s:disable"
                        .formatted(
                                key.account().attributes().getOrDefault(GoogleServiceAccountReader.PROJECT, "-"),
                                name,
                                key.keyId())),
                List.of(
                        "Disables the key. Workloads that use it to sign in as %s will stop working.".formatted(name),
                        "Access tokens that were already fetched with the key stay valid for up to an hour.",
                        "Other keys of the account keep working. A project administrator can enable this key again."),
                true);
    }

    static RevocationPlan manual(GoogleRevocationTarget.Unsupported none) {
        return new RevocationPlan.Manual(
                "Google has no API call to revoke %s.".formatted(none.what()),
                List.of(
                        "Sign in to the Admin console as a super administrator.",
                        "For domain-wide delegation: open Security > API controls > Domain-wide delegation, select %s, and delete it."
                                .formatted(none.app()),
                        "For a Marketplace app: open Apps > Google Workspace Marketplace apps, select %s, and uninstall it."
                                .formatted(none.app())));
    }
}
