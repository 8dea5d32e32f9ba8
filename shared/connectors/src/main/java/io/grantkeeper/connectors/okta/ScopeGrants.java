package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts Okta's grants, one a scope, together to what they are: the scopes that one client holds of one server, from an
 * administrator or from one person.
 */
final class ScopeGrants {
    /** Okta's own API; custom authorisation servers are resources by their id. */
    static final String OKTA = "okta";

    static final String API_SCOPES = "api-scopes";

    private static final String CUSTOM_SERVER = "/oauth2/";

    private record Key(String client, String server) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byClient = client.compareTo(other.client);
            return byClient != 0 ? byClient : server.compareTo(other.server);
        }
    }

    private record Given(SortedSet<String> scopes, Optional<Instant> since, Optional<PersonId> by) {}

    private final People people;
    private final Map<Key, Given> given = new TreeMap<>();

    ScopeGrants(People people) {
        this.people = people;
    }

    /** One grant of Okta's; revoked ones count for nothing. */
    void add(JsonBody row) throws ConnectorException {
        if (row.optionalText("status").equals(Optional.of("REVOKED"))) {
            return;
        }
        Key key = new Key(
                row.text("clientId"), serverOf(row.optionalText("issuer").orElse("")));
        Given before = given.getOrDefault(key, new Given(new TreeSet<>(), Optional.empty(), Optional.empty()));
        SortedSet<String> scopes = new TreeSet<>(before.scopes());
        scopes.add(row.text("scopeId"));
        Optional<Instant> created = row.optionalInstant("created");
        // The first scope's giver gave the access; what was added later is told by the log.
        boolean first = before.since().isEmpty()
                || created.filter(instant -> instant.isBefore(before.since().get()))
                        .isPresent();
        given.put(key, first ? new Given(scopes, created, giver(row)) : new Given(scopes, before.since(), before.by()));
    }

    private Optional<PersonId> giver(JsonBody row) throws ConnectorException {
        Optional<JsonBody> by = row.optionalObject("createdBy");
        if (by.isEmpty() || !by.get().optionalText("type").orElse("").equals("User")) {
            return Optional.empty();
        }
        return by.get().optionalText("id").map(people::id);
    }

    /** What an app may do with Okta's API. */
    Optional<Grant> ofApp(NonHumanIdentity app) {
        SortedSet<String> scopes = new TreeSet<>();
        Optional<Given> first = Optional.empty();
        for (Given each : given.values()) {
            scopes.addAll(each.scopes());
            first = first.isPresent() ? first : Optional.of(each);
        }
        PermissionKind kind = app.form().equals(Apps.SERVICE) ? PermissionKind.APPLICATION : PermissionKind.DELEGATED;
        return first.map(since -> Grant.of(API_SCOPES, GrantSubject.tenant(), OKTA, kind, scopes)
                .withReach(ResourceReach.ALL)
                .withStanding(app.standing())
                .withGranted(Knowledge.ofNullable(since.by().orElse(null)), at(since.since()))
                .withExpires(Moment.never()));
    }

    /** The clients that one person consented to. */
    List<String> clients() {
        return given.keySet().stream().map(Key::client).distinct().toList();
    }

    /** What one person allowed one client, by server. */
    List<Grant> ofPerson(PersonId person, String client) {
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().client().equals(client))
                .map(entry -> consent(person, entry.getKey().server(), entry.getValue()))
                .toList();
    }

    private static Grant consent(PersonId person, String server, Given consent) {
        String key = "user/" + person.externalId() + (server.equals(OKTA) ? "" : "/" + server);
        return Grant.of(key, GrantSubject.person(person), server, PermissionKind.DELEGATED, consent.scopes())
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(person), at(consent.since()))
                .withExpires(Moment.never());
    }

    /** Issuers are the organisation's address, or end in {@code /oauth2/<server id>}. */
    static String serverOf(String issuer) {
        int custom = issuer.lastIndexOf(CUSTOM_SERVER);
        return custom < 0 ? OKTA : issuer.substring(custom + CUSTOM_SERVER.length());
    }

    private static Moment at(Optional<Instant> instant) {
        return instant.map(Moment::at).orElse(Moment.unknown());
    }
}
