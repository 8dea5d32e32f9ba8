package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import java.util.List;
import java.util.Optional;

/** What admin keys and projects' keys have in common: each is an identity, what proves it, and what it may do. */
final class KeyRow {
    static final String KEY = "key/";
    private static final int LONGEST_HINT = 4;

    private KeyRow() {}

    static List<Observation> observed(
            NonHumanIdentity holder, JsonBody row, Standing standing, List<String> scopes, ResourceReach reach)
            throws ConnectorException {
        String key = KEY + row.text("id");
        Credential credential = Credential.of(key, CredentialType.TOKEN, hint(row))
                .withStanding(standing)
                .withLifetime(Epoch.orUnknown(row, "created_at"), Epoch.nullIsNever(row, "expires_at"))
                .withLastUsed(Epoch.orUnknown(row, "last_used_at"));
        Grant grant = Grant.of(key, GrantSubject.tenant(), Naming.RESOURCE, PermissionKind.APPLICATION, scopes)
                .withReach(reach)
                .withStanding(standing)
                .withGranted(Knowledge.unknown(), credential.created())
                .withLastUsed(credential.lastUsed())
                .withExpires(credential.expires());
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    /** OpenAI shows the beginning, which is the same for many, and the end; the end is enough to find the key. */
    private static String hint(JsonBody row) throws ConnectorException {
        Optional<String> shown = row.optionalText("redacted_value");
        if (shown.isEmpty()) {
            return "";
        }
        String text = shown.get();
        String end = text.substring(Math.max(0, text.length() - LONGEST_HINT));
        return end.chars().allMatch(Character::isLetterOrDigit) ? "ends in " + end : "";
    }
}
