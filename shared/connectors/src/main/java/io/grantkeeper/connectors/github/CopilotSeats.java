package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has a Copilot seat: one AI agent, one grant for each person. GitHub names no scopes for it. */
final class CopilotSeats {
    static final StreamId ID = new StreamId("copilot-seats");
    static final String KEY = "copilot-seat/";
    static final String FORM = "copilot";
    static final String PUBLISHER = "GitHub";

    private CopilotSeats() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Copilot seats",
                Set.of("organization_copilot_seat_management:read"),
                Duration.ofHours(24),
                "/copilot/billing/seats",
                Map.of(),
                GitHubCredentials.AS_INSTALLATION,
                Optional.of(new Listing.Wrapper("seats", "total_seats")),
                CopilotSeats::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        Optional<PersonId> person = naming.person(row, "assignee");
        if (person.isEmpty()) {
            // A seat whose holder's account is gone: nobody can use it.
            return List.of();
        }
        Grant grant = Grant.of(
                        KEY + person.get().externalId(),
                        GrantSubject.person(person.get()),
                        Naming.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        List.of())
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.unknown(), GitHubTime.orUnknown(row, "created_at"))
                .withLastUsed(GitHubTime.orUnknown(row, "last_activity_at"))
                .withExpires(GitHubTime.nullIsNever(row, "pending_cancellation_date"));
        return List.of(new GrantObserved(copilot(naming), grant));
    }

    private static NonHumanIdentity copilot(Naming naming) {
        return naming.identity(naming.copilot(), FORM, "GitHub Copilot")
                .withPublisher(Knowledge.known(PUBLISHER), Set.of())
                .withStanding(Standing.ACTIVE);
    }
}
