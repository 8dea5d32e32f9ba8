package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of pending invitations: who will get access, and in which role. Once an invitation is accepted, the
 * invitee appears as a person instead. An expired invitation gives no access.
 */
final class OpenAiInvitesStream {
    static final StreamId ID = new StreamId("invites");
    static final String SCHEME = "openai-invite";
    private static final Set<String> OVER = Set.of("accepted", "expired");

    private OpenAiInvitesStream() {}

    static List<AccessObservation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        String status = row.optionalText("status").orElse("unknown");
        if (OVER.contains(status)) {
            return List.of();
        }
        String id = row.text("id");
        Optional<String> email = row.optionalEmail("email");
        Set<Alias> aliases = new TreeSet<>(OpenAiUsersStream.role(row));
        aliases.add(new Alias(SCHEME, status));
        return List.of(new PersonObserved(
                Person.of(ids.invitee(id), email.orElse(id), KnownOrUnknown.of(email), EmploymentStatus.UNKNOWN)
                        .withAliases(aliases)));
    }
}
