package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Service accounts with their role in the organisation. Archived ones are not listed. */
final class ServiceAccounts {
    static final StreamId ID = new StreamId("service-accounts");
    static final String FORM = "service-account";
    static final String KEY = "organization-role";
    private static final String USER = "user_";

    private ServiceAccounts() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Service accounts",
                Duration.ofHours(12),
                "service_accounts",
                Paging.BY_TOKEN,
                ServiceAccounts::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        if (row.optionalInstant("archived_at").isPresent()) {
            return List.of();
        }
        String id = row.text("id");
        Optional<PersonId> creator = creator(naming, row);
        String role = row.optionalText("organization_role").orElse("");
        NonHumanIdentity holder = naming.identity(
                        naming.serviceAccount(id),
                        FORM,
                        row.optionalText("name").orElse(id))
                .withStanding(Standing.ACTIVE)
                .withCreated(Times.orUnknown(row, "created_at"))
                .withOwnerClues(creators(naming, row))
                .withAttributes(role.isEmpty() ? Map.of() : Map.of("role", role));
        Grant grant = Grant.of(
                        KEY,
                        GrantSubject.tenant(),
                        Naming.RESOURCE,
                        PermissionKind.APPLICATION,
                        role.isEmpty() ? List.of() : List.of(role))
                .withReach(ResourceReach.ALL)
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.ofNullable(creator.orElse(null)), holder.created());
        return List.of(new GrantObserved(holder, grant));
    }

    /** Whoever made it, as a clue to its owner. */
    static Set<OwnerClue> creators(Naming naming, JsonBody row) throws ConnectorException {
        Optional<PersonId> creator = creator(naming, row);
        return creator.isPresent()
                ? Set.of(new OwnerClue(creator.get(), OwnerRole.CREATOR, Times.orUnknown(row, "created_at")))
                : Set.of();
    }

    /** An actor may be a key or a service account too; a person's id says that it is one. */
    static Optional<PersonId> creator(Naming naming, JsonBody row) throws ConnectorException {
        return row.optionalText("created_by_actor_id")
                .filter(id -> id.startsWith(USER))
                .map(naming::person);
    }
}
