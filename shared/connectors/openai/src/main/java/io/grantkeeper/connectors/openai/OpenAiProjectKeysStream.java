package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of project keys, which people or service accounts own. It requests {@code owner_project_access=any}.
 * Without that parameter, OpenAI omits keys whose owner has lost access to the project, although these keys matter
 * most.
 */
final class OpenAiProjectKeysStream {
    static final StreamId ID = new StreamId("project-keys");
    static final String FORM = "project-key";
    static final String SERVICE_ACCOUNT = "service-account";

    private OpenAiProjectKeysStream() {}

    static List<AccessObservation> read(OpenAiIds ids, OpenAiProject project, JsonNodeReader row)
            throws ConnectorException {
        String id = row.text("id");
        JsonNodeReader owner = row.objectOrEmpty("owner");
        Optional<JsonNodeReader> user = owner.optionalObject("user");
        Optional<JsonNodeReader> account = owner.optionalObject("service_account");
        Map<String, String> attributes = project.attributes();
        if (account.isPresent()) {
            attributes.put(SERVICE_ACCOUNT, account.get().text("id"));
        }
        Optional<JsonNodeReader> either = user.isPresent() ? user : account;
        Optional<String> role = either.isPresent() ? either.get().optionalText(OpenAiIds.ROLE) : Optional.empty();
        role.ifPresent(text -> attributes.put(OpenAiIds.ROLE, text));
        ProviderStatus providerStatus = providerStatus(row);
        NonHumanIdentity identity = ids.identity(
                        ids.key(id), FORM, row.optionalNonBlankText("name").orElse("key " + id))
                .withStanding(providerStatus)
                .withCreated(OpenAiTimes.orUnknown(row, "created_at"))
                .withOwnerClues(owners(ids, user))
                .withAttributes(attributes);
        return OpenAiKeyMapper.observations(
                identity, row, providerStatus, OpenAiProjectRole.ofKey(role), ResourceReach.SELECTED);
    }

    private static Set<OwnerEvidenceItem> owners(OpenAiIds ids, Optional<JsonNodeReader> user)
            throws ConnectorException {
        return user.isPresent()
                ? Set.of(new OwnerEvidenceItem(
                        ids.person(user.get().text("id")), OwnerRole.DECLARED_OWNER, Timestamp.unknown()))
                : Set.of();
    }

    /** Returns the status. While the owner has no access to the project, the key does not work. */
    private static ProviderStatus providerStatus(JsonNodeReader row) throws ConnectorException {
        return switch (row.optionalText("owner_project_access").orElse("")) {
            case "active" -> ProviderStatus.ACTIVE;
            case "inactive" -> ProviderStatus.SUSPENDED;
            default -> ProviderStatus.UNKNOWN;
        };
    }
}
