package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keys that administer the organisation. Only owners can make them, so each counts as an owner's power. */
final class AdminKeys {
    static final StreamId ID = new StreamId("admin-keys");
    static final String FORM = "admin-key";
    private static final String OWNER_ROLE = "owner";

    private AdminKeys() {}

    static AccessStream stream() {
        return new Listing(ID, "Admin keys", Duration.ofHours(6), "admin_api_keys", AdminKeys::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String id = row.text("id");
        Optional<JsonBody> owner = row.optionalObject("owner");
        Map<String, String> attributes = new TreeMap<>();
        Set<OwnerClue> clues = Set.of();
        if (owner.isPresent()) {
            String type = owner.get().optionalText("type").orElse("unknown");
            Optional<String> ownerId = owner.get().optionalText("id");
            attributes.put("owner-type", type);
            owner.get().optionalText(Naming.ROLE).ifPresent(role -> attributes.put(Naming.ROLE, role));
            if (type.equals("user") && ownerId.isPresent()) {
                clues = Set.of(new OwnerClue(naming.person(ownerId.get()), OwnerRole.DECLARED_OWNER, Moment.unknown()));
            } else {
                ownerId.ifPresent(account -> attributes.put("owner-id", account));
            }
        }
        NonHumanIdentity holder = naming.identity(
                        naming.key(id),
                        FORM,
                        row.optionalText("name").filter(name -> !name.isBlank()).orElse("admin key " + id))
                .withStanding(Standing.ACTIVE)
                .withCreated(Epoch.orUnknown(row, "created_at"))
                .withOwnerClues(clues)
                .withAttributes(attributes);
        return KeyRow.observed(holder, row, Standing.ACTIVE, List.of(OWNER_ROLE), ResourceReach.ALL);
    }
}
