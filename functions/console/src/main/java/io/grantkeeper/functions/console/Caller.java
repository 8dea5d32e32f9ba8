package io.grantkeeper.functions.console;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls the API.
 *
 * @param issuer who vouches for the caller: the issuer's URL, {@code local} or {@code api-key}
 * @param email the person's work address; empty for a program, or if the issuer verified none
 * @param session the session; empty for a program
 * @param proof how the caller proved who they are
 */
record Caller(
        String issuer,
        String subject,
        String name,
        Optional<String> email,
        Set<ConsoleRole> roles,
        Optional<ConsoleSession> session,
        Proof proof) {
    Caller {
        roles = Set.copyOf(roles);
    }

    /** How a caller proved who they are. */
    sealed interface Proof {
        /** A person signed in, or the issuer gave a program a token. */
        record At(Instant time) implements Proof {}

        /**
         * A program sent a key, which says nothing about who sent it now.
         *
         * @param operations the operations that need a fresh sign-in of a person, and that the key may call
         */
        record Key(Set<String> operations) implements Proof {
            public Key {
                operations = Set.copyOf(operations);
            }
        }
    }

    static Caller of(ConsoleSession session) {
        return new Caller(
                session.issuer(),
                session.subject(),
                session.name(),
                session.email(),
                session.roles(),
                Optional.of(session),
                new Proof.At(session.authenticatedAt()));
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

    /**
     * Returns whether the caller may call an operation that needs a fresh sign-in: because they proved a moment ago who
     * they are, or because the configuration names the operation in the entry of their key.
     */
    boolean isFresh(String operation, Clock clock) {
        return switch (proof) {
            case Proof.At(Instant time) -> time.plus(ConsoleSession.FRESH).isAfter(clock.instant());
            case Proof.Key(Set<String> operations) -> operations.contains(operation);
        };
    }
}
