package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Combines Okta's grants, which have one scope each, into one grant per client and authorization server. One instance
 * combines either the grants that administrators gave to one app, or the grants that one person gave.
 */
final class OktaScopeGrants {
    /** The resource for Okta's own API. Custom authorization servers are resources with their own ids. */
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

    private record GrantedScopes(SortedSet<String> scopes, Optional<Instant> since, Optional<PersonId> by) {}

    private final OktaUserMapper people;
    private final Map<Key, GrantedScopes> given = new TreeMap<>();

    OktaScopeGrants(OktaUserMapper people) {
        this.people = people;
    }

    /** Adds one of Okta's grants. Revoked grants are ignored. */
    void add(JsonNodeReader row) throws ConnectorException {
        if (row.optionalText("status").equals(Optional.of("REVOKED"))) {
            return;
        }
        Key key = new Key(
                row.text("clientId"), serverOf(row.optionalText("issuer").orElse("")));
        GrantedScopes before =
                given.getOrDefault(key, new GrantedScopes(new TreeSet<>(), Optional.empty(), Optional.empty()));
        SortedSet<String> scopes = new TreeSet<>(before.scopes());
        scopes.add(row.text("scopeId"));
        Optional<Instant> created = row.optionalInstant("created");
        // The person who granted the first scope counts as the grantor. The system log shows later additions.
        boolean first = before.since().isEmpty()
                || created.filter(instant -> instant.isBefore(before.since().get()))
                        .isPresent();
        given.put(
                key,
                first
                        ? new GrantedScopes(scopes, created, grantor(row))
                        : new GrantedScopes(scopes, before.since(), before.by()));
    }

    private Optional<PersonId> grantor(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> by = row.optionalObject("createdBy");
        if (by.isEmpty() || !by.get().optionalText("type").orElse("").equals("User")) {
            return Optional.empty();
        }
        return by.get().optionalText("id").map(people::id);
    }

    /** Returns the grant that lets an app use Okta's API. */
    Optional<Grant> ofApp(NonHumanIdentity app) {
        SortedSet<String> scopes = new TreeSet<>();
        Optional<GrantedScopes> first = Optional.empty();
        for (GrantedScopes each : given.values()) {
            scopes.addAll(each.scopes());
            first = first.isPresent() ? first : Optional.of(each);
        }
        PermissionKind kind =
                app.form().equals(OktaAppMapper.SERVICE) ? PermissionKind.APPLICATION : PermissionKind.DELEGATED;
        return first.map(since -> Grant.of(API_SCOPES, GrantSubject.tenant(), OKTA, kind, scopes)
                .withReach(ResourceReach.ALL)
                .withStanding(app.standing())
                .withGranted(KnownOrUnknown.of(since.by()), at(since.since()))
                .withExpires(Timestamp.never()));
    }

    /** Returns the clients to which the person consented. */
    List<String> clients() {
        return given.keySet().stream().map(Key::client).distinct().toList();
    }

    /** Returns the grants that one person gave to one client, one for each authorization server. */
    List<Grant> ofPerson(PersonId person, String client) {
        return given.entrySet().stream()
                .filter(entry -> entry.getKey().client().equals(client))
                .map(entry -> consent(person, entry.getKey().server(), entry.getValue()))
                .toList();
    }

    private static Grant consent(PersonId person, String server, GrantedScopes consent) {
        String key = "user/" + person.externalId() + (server.equals(OKTA) ? "" : "/" + server);
        return Grant.of(key, GrantSubject.person(person), server, PermissionKind.DELEGATED, consent.scopes())
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(person), at(consent.since()))
                .withExpires(Timestamp.never());
    }

    /**
     * Returns the authorization server that an issuer URL refers to. The URL is either the organization's URL or ends
     * in {@code /oauth2/<server id>}.
     */
    static String serverOf(String issuer) {
        int custom = issuer.lastIndexOf(CUSTOM_SERVER);
        return custom < 0 ? OKTA : issuer.substring(custom + CUSTOM_SERVER.length());
    }

    private static Timestamp at(Optional<Instant> instant) {
        return instant.map(Timestamp::at).orElse(Timestamp.unknown());
    }
}
