package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
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
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of service accounts and their roles in the organization. Archived accounts are not listed. */
final class AnthropicServiceAccountsStream {
    static final StreamId ID = new StreamId("service-accounts");
    static final String FORM = "service-account";
    static final String KEY = "organization-role";
    private static final String USER = "user_";

    private AnthropicServiceAccountsStream() {}

    static List<AccessObservation> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        if (row.optionalInstant("archived_at").isPresent()) {
            return List.of();
        }
        String id = row.text("id");
        Optional<PersonId> creator = creator(ids, row);
        String role = row.optionalText("organization_role").orElse("");
        NonHumanIdentity identity = ids.identity(
                        ids.serviceAccount(id), FORM, row.optionalText("name").orElse(id))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(row.timestamp("created_at"))
                .withOwnerClues(creatorClues(ids, row))
                .withAttributes(role.isEmpty() ? Map.of() : Map.of("role", role));
        Grant grant = Grant.of(
                        KEY,
                        GrantSubject.tenant(),
                        AnthropicIds.RESOURCE,
                        PermissionKind.APPLICATION,
                        role.isEmpty() ? List.of() : List.of(role))
                .withReach(ResourceReach.ALL)
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.of(creator), identity.created());
        return List.of(new GrantObserved(identity, grant));
    }

    /** Returns the creator as an owner candidate. */
    static Set<OwnerEvidenceItem> creatorClues(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        Optional<PersonId> creator = creator(ids, row);
        return creator.isPresent()
                ? Set.of(new OwnerEvidenceItem(creator.get(), OwnerRole.CREATOR, row.timestamp("created_at")))
                : Set.of();
    }

    /**
     * Returns the creator if it is a person. An actor can also be a key or a service account; the id's prefix
     * identifies a person.
     */
    static Optional<PersonId> creator(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        return row.optionalText("created_by_actor_id")
                .filter(id -> id.startsWith(USER))
                .map(ids::person);
    }
}
