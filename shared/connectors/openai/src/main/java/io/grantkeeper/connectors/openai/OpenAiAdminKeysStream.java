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
import java.util.TreeMap;

/**
 * The stream of admin keys, which administer the organization. Only owners can create them, so each key counts as
 * having the permissions of an owner.
 */
final class OpenAiAdminKeysStream {
    static final StreamId ID = new StreamId("admin-keys");
    static final String FORM = "admin-key";
    private static final String OWNER_ROLE = "owner";

    private OpenAiAdminKeysStream() {}

    static List<AccessObservation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        Optional<JsonNodeReader> owner = row.optionalObject("owner");
        Map<String, String> attributes = new TreeMap<>();
        Set<OwnerEvidenceItem> clues = Set.of();
        if (owner.isPresent()) {
            String type = owner.get().optionalText("type").orElse("unknown");
            Optional<String> ownerId = owner.get().optionalText("id");
            attributes.put("owner-type", type);
            owner.get().optionalText(OpenAiIds.ROLE).ifPresent(role -> attributes.put(OpenAiIds.ROLE, role));
            if (type.equals("user") && ownerId.isPresent()) {
                clues = Set.of(new OwnerEvidenceItem(
                        ids.person(ownerId.get()), OwnerRole.DECLARED_OWNER, Timestamp.unknown()));
            } else {
                ownerId.ifPresent(account -> attributes.put("owner-id", account));
            }
        }
        NonHumanIdentity identity = ids.identity(
                        ids.key(id), FORM, row.optionalNonBlankText("name").orElse("admin key " + id))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(OpenAiTimes.orUnknown(row, "created_at"))
                .withOwnerClues(clues)
                .withAttributes(attributes);
        return OpenAiKeyMapper.observations(
                identity, row, ProviderStatus.ACTIVE, List.of(OWNER_ROLE), ResourceReach.ALL);
    }
}
