package io.grantkeeper.connectors.anthropic;

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
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts API keys to observations. Anthropic does not report a key's permissions, so each key is recorded with the
 * lowest workspace role, which allows requests to models. A key's last use is not in the listing either, but in
 * Anthropic's usage reports.
 */
final class AnthropicKeyMapper {
    static final String FORM = "api-key";
    static final String KEY = "key/";
    private static final String MIN_ROLE = "workspace_user";
    private static final int MAX_HINT = 4;

    private AnthropicKeyMapper() {}

    /**
     * Returns the key's grant and credential, or an empty list for an archived key, which cannot be restored and counts
     * as removed.
     */
    static List<AccessObservation> read(AnthropicIds ids, AnthropicWorkspaces workspaces, JsonNodeReader row)
            throws ConnectorException {
        String status = row.optionalText("status").orElse("");
        if (status.equals("archived")) {
            return List.of();
        }
        String id = row.text("id");
        ProviderStatus providerStatus = providerStatus(status);
        Optional<PersonId> creator = creator(ids, row);
        Timestamp created = row.timestamp("created_at");
        NonHumanIdentity identity = ids.identity(
                        ids.key(id), FORM, row.optionalNonBlankText("name").orElse("key " + id))
                .withStanding(providerStatus)
                .withCreated(created)
                .withOwnerClues(creator.map(person -> Set.of(new OwnerEvidenceItem(person, OwnerRole.CREATOR, created)))
                        .orElse(Set.of()))
                .withAttributes(attributes(workspaces, row, status));
        Credential credential = Credential.of(KEY + id, CredentialType.TOKEN, hint(row))
                .withStanding(providerStatus)
                .withLifetime(created, AnthropicTimes.nullMeansNever(row, "expires_at"));
        Grant grant = Grant.of(
                        KEY + id,
                        GrantSubject.tenant(),
                        AnthropicIds.RESOURCE,
                        PermissionKind.APPLICATION,
                        List.of(MIN_ROLE))
                .withReach(isOrganizationWide(row) ? ResourceReach.ALL : ResourceReach.SELECTED)
                .withStanding(providerStatus)
                .withGranted(KnownOrUnknown.of(creator), created)
                .withExpires(credential.expires());
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    private static ProviderStatus providerStatus(String status) {
        return switch (status) {
            case "active" -> ProviderStatus.ACTIVE;
            case "inactive", "expired" -> ProviderStatus.SUSPENDED;
            default -> ProviderStatus.UNKNOWN;
        };
    }

    private static Optional<PersonId> creator(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> by = row.optionalObject("created_by");
        return by.isPresent()
                        && by.get().optionalText("type").filter("user"::equals).isPresent()
                ? by.get().optionalText("id").map(ids::person)
                : Optional.empty();
    }

    private static Map<String, String> attributes(AnthropicWorkspaces workspaces, JsonNodeReader row, String status)
            throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        if (!isOrganizationWide(row)) {
            String workspace = workspace(row).orElse(AnthropicWorkspaces.DEFAULT);
            attributes.put(AnthropicIds.WORKSPACE, workspace);
            attributes.put(AnthropicIds.WORKSPACE_NAME, workspaces.name(workspace));
        }
        if (!status.isEmpty()) {
            attributes.put("status", status);
        }
        Optional<JsonNodeReader> principal = row.optionalObject("principal");
        if (principal.isPresent()) {
            principal.get().optionalText("service_account_id").ifPresent(id -> attributes.put("service-account", id));
        }
        return attributes;
    }

    /**
     * Returns the key's workspace. The released format contains it as a member of the key; the beta format contains it
     * within a scope.
     */
    private static Optional<String> workspace(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> scope = row.optionalObject("scope");
        return scope.isPresent() ? scope.get().optionalText("workspace_id") : row.optionalText("workspace_id");
    }

    private static boolean isOrganizationWide(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> scope = row.optionalObject("scope");
        return scope.isPresent()
                && scope.get()
                        .optionalText("type")
                        .filter("organization"::equals)
                        .isPresent();
    }

    /**
     * Returns the last characters of the key, if known. Anthropic shows the first and the last characters; the last
     * characters are enough to find the key.
     */
    private static String hint(JsonNodeReader row) throws ConnectorException {
        String text = row.optionalText("partial_key_hint").orElse("");
        String end = text.substring(Math.max(0, text.length() - MAX_HINT));
        return !end.isEmpty() && end.chars().allMatch(Character::isLetterOrDigit) ? "ends in " + end : "";
    }
}
