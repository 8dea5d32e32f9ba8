package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Invitations that wait for an answer: who will get in, and with which role. One that was accepted shows as a person
 * instead, one that has expired opens nothing.
 */
final class Invites {
    static final StreamId ID = new StreamId("invites");
    static final String SCHEME = "openai-invite";
    private static final Set<String> OVER = Set.of("accepted", "expired");

    private Invites() {}

    static AccessStream stream() {
        return new Listing(ID, "Invitations", Duration.ofHours(12), "invites", Invites::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String status = row.optionalText("status").orElse("unknown");
        if (OVER.contains(status)) {
            return List.of();
        }
        String id = row.text("id");
        Optional<String> email = Users.email(row);
        Set<Alias> aliases = new TreeSet<>(Users.role(row));
        aliases.add(new Alias(SCHEME, status));
        return List.of(new PersonObserved(Person.of(
                        naming.person("invite/" + id),
                        email.orElse(id),
                        Knowledge.ofNullable(email.orElse(null)),
                        Employment.UNKNOWN)
                .withAliases(aliases)));
    }
}
