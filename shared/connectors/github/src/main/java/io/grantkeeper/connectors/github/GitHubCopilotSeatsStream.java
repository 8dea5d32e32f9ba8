package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of Copilot seats. Copilot is one AI agent with one grant for each person who has a seat. GitHub names no
 * scopes for these grants.
 */
final class GitHubCopilotSeatsStream {
    static final StreamId ID = new StreamId("copilot-seats");
    static final String KEY = "copilot-seat/";
    static final String FORM = "copilot";
    static final String PUBLISHER = "GitHub";

    private GitHubCopilotSeatsStream() {}

    /**
     * Returns the id of the user who has the seat; empty if the user's account was deleted. A user has at most one
     * seat, so the id also identifies the seat.
     */
    static Optional<String> userId(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> user = row.optionalObject("assignee");
        return user.isPresent() && user.get().has("id") ? Optional.of(user.get().id("id")) : Optional.empty();
    }

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException {
        Optional<PersonId> person = ids.person(row, "assignee");
        if (person.isEmpty()) {
            // The account of the seat's user was deleted, so no one can use the seat.
            return List.of();
        }
        Grant grant = Grant.of(
                        KEY + person.get().externalId(),
                        GrantSubject.person(person.get()),
                        GitHubIds.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        List.of())
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.unknown(), GitHubTime.orUnknown(row, "created_at"))
                .withLastUsed(GitHubTime.orUnknown(row, "last_activity_at"))
                .withExpires(GitHubTime.nullMeansNever(row, "pending_cancellation_date"));
        return List.of(new GrantObserved(copilot(ids), grant));
    }

    private static NonHumanIdentity copilot(GitHubIds ids) {
        return ids.identity(ids.copilot(), FORM, "GitHub Copilot")
                .withPublisher(KnownOrUnknown.known(PUBLISHER), Set.of())
                .withStanding(ProviderStatus.ACTIVE);
    }
}
