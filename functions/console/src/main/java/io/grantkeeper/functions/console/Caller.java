package io.grantkeeper.functions.console;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls the API.
 *
 * @param issuer who vouches for the caller: the issuer's URL, {@code local} or {@code api-key}
 * @param email the person's work address; empty for a program, or if the issuer verified none
 * @param session the session; empty for a program
 */
record Caller(
        String issuer,
        String subject,
        String name,
        Optional<String> email,
        Set<ConsoleRole> roles,
        Optional<ConsoleSession> session) {
    Caller {
        roles = Set.copyOf(roles);
    }

    static Caller of(ConsoleSession session) {
        return new Caller(
                session.issuer(),
                session.subject(),
                session.name(),
                session.email(),
                session.roles(),
                Optional.of(session));
    }

    /** Returns how records name the caller: by address or, if there is none, by issuer and subject. */
    String by() {
        return email.orElseGet(() -> issuer + " " + subject);
    }

    /** Returns a key that no other caller has. */
    String key() {
        return issuer + "\n" + subject;
    }

    boolean has(Set<ConsoleRole> any) {
        return roles.stream().anyMatch(any::contains);
    }

    /** Returns whether the caller proved a moment ago who they are. A program proves it with each request. */
    boolean isFresh(Clock clock) {
        return session.map(known ->
                        known.authenticatedAt().plus(ConsoleSession.FRESH).isAfter(clock.instant()))
                .orElse(true);
    }
}
