package io.grantkeeper.functions.console;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The caller of an API operation.
 *
 * @param issuer who vouches for the caller: the issuer's URL, {@code local} or {@code api-key}
 * @param email the person's work address; empty for a program, or if the issuer verified no address
 * @param session the session; empty for a program
 * @param proof how the caller proved their identity
 */
record ConsoleCaller(
        String issuer,
        String subject,
        String name,
        Optional<String> email,
        Set<ConsoleRole> roles,
        Optional<ConsoleSession> session,
        Proof proof) {
    ConsoleCaller {
        roles = Set.copyOf(roles);
    }

    /** The way in which a caller proved their identity. */
    sealed interface Proof {
        /** Proof that a person signed in, or that the issuer issued a token to a program. */
        record At(Instant time) implements Proof {}

        /**
         * Proof that a program sent a key. A key does not prove which person, if any, is behind the request.
         *
         * @param operations the operations that need a fresh sign-in of a person but that the key may also call
         */
        record Key(Set<String> operations) implements Proof {
            public Key {
                operations = Set.copyOf(operations);
            }
        }
    }

    static ConsoleCaller of(ConsoleSession session) {
        return new ConsoleCaller(
                session.issuer(),
                session.subject(),
                session.name(),
                session.email(),
                session.roles(),
                Optional.of(session),
                new Proof.At(session.authenticatedAt()));
    }

    /** Returns the caller's name in records: the address or, if there is none, the issuer and subject. */
    String by() {
        return email.orElseGet(() -> issuer + " " + subject);
    }

    /** Returns a key that is unique to the caller. */
    String key() {
        return issuer + "\n" + subject;
    }

    boolean has(Set<ConsoleRole> any) {
        return roles.stream().anyMatch(any::contains);
    }

    /**
     * Returns whether the caller may call an operation that needs a fresh sign-in: either the caller proved their
     * identity recently, or the configuration lists the operation in the entry of the caller's key.
     */
    boolean isFresh(String operation, Clock clock) {
        return switch (proof) {
            case Proof.At(Instant time) -> time.plus(ConsoleSession.FRESH).isAfter(clock.instant());
            case Proof.Key(Set<String> operations) -> operations.contains(operation);
        };
    }
}
