package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import java.util.List;
import java.util.Optional;

/**
 * Converts the members that admin keys and project keys have in common. Each key is at the same time an identity, a
 * credential and a grant.
 */
final class OpenAiKeyMapper {
    static final String KEY = "key/";
    private static final int MAX_HINT = 4;

    private OpenAiKeyMapper() {}

    static List<AccessObservation> observations(
            NonHumanIdentity identity,
            JsonNodeReader row,
            ProviderStatus providerStatus,
            List<String> scopes,
            ResourceReach reach)
            throws ConnectorException {
        String key = KEY + row.text("id");
        Credential credential = Credential.of(key, CredentialType.TOKEN, hint(row))
                .withStanding(providerStatus)
                .withLifetime(OpenAiTimes.orUnknown(row, "created_at"), OpenAiTimes.nullMeansNever(row, "expires_at"))
                .withLastUsed(OpenAiTimes.orUnknown(row, "last_used_at"));
        Grant grant = Grant.of(key, GrantSubject.tenant(), OpenAiIds.RESOURCE, PermissionKind.APPLICATION, scopes)
                .withReach(reach)
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.unknown(), credential.created())
                .withLastUsed(credential.lastUsed())
                .withExpires(credential.expires());
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    /**
     * Returns the last characters of the key, if known. OpenAI shows the first characters, which many keys share,
     * and the last characters, which are enough to find the key.
     */
    private static String hint(JsonNodeReader row) throws ConnectorException {
        Optional<String> shown = row.optionalText("redacted_value");
        if (shown.isEmpty()) {
            return "";
        }
        String text = shown.get();
        String end = text.substring(Math.max(0, text.length() - MAX_HINT));
        return end.chars().allMatch(Character::isLetterOrDigit) ? "ends in " + end : "";
    }
}
