package io.grantkeeper.functions.console;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Starts, finds and ends sessions. Each sign-in creates a new random cookie, and only its digest is stored. A planted
 * cookie or a copy of the table therefore gives no access to a session.
 */
final class ConsoleSessions {
    private static final String SCOPE = "session";

    private final TenantId tenant;
    private final ExpiringRecordStore records;
    private final Clock clock;

    ConsoleSessions(TenantId tenant, ExpiringRecordStore records, Clock clock) {
        this.tenant = tenant;
        this.records = records;
        this.clock = clock;
    }

    /** A new session and the value of its cookie. */
    record Started(String cookie, ConsoleSession session) {}

    /** The person who signs in. */
    record Person(String issuer, String subject, String name, Optional<String> email, Set<ConsoleRole> roles) {
        Person {
            roles = Set.copyOf(roles);
        }
    }

    Started start(Person person, String signIn, Instant authenticatedAt) {
        String cookie = ConsoleTokens.random();
        Instant now = clock.instant();
        ConsoleSession session = new ConsoleSession(
                ConsoleTokens.digest(cookie),
                signIn,
                person.issuer(),
                person.subject(),
                person.name(),
                person.email(),
                person.roles(),
                ConsoleTokens.random(),
                authenticatedAt,
                now,
                now);
        records.put(tenant, SCOPE, session.id(), session.json(), session.expiresAt());
        return new Started(cookie, session);
    }

    /** Returns the session for a cookie; empty if there is no such session or it has ended. */
    Optional<ConsoleSession> find(String cookie) {
        String id = ConsoleTokens.digest(cookie);
        Instant now = clock.instant();
        Optional<ConsoleSession> found = records.find(tenant, SCOPE, id, now)
                .map(json -> ConsoleSession.of(id, json))
                .filter(session -> session.isLive(now));
        found.filter(session ->
                        session.usedAt().plus(ConsoleSession.GRANULARITY).isBefore(now))
                .map(session -> session.used(now))
                .ifPresent(session -> records.replace(tenant, SCOPE, id, session.json(), session.expiresAt(), now));
        return found;
    }

    Instant now() {
        return clock.instant();
    }

    void end(ConsoleSession session) {
        var _ = records.take(tenant, SCOPE, session.id(), clock.instant());
    }
}
