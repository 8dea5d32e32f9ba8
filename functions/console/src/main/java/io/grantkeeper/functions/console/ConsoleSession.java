package io.grantkeeper.functions.console;

import io.grantkeeper.identity.json.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A signed-in person's session, as stored.
 *
 * @param id the digest of the cookie's value, which identifies the session in the table and in the ledger
 * @param signIn {@code oidc} or {@code link}
 * @param email the person's work address; empty if the issuer provides no verified address
 * @param csrf the token that a browser must repeat in a header of each write
 * @param authenticatedAt when the person last proved their identity
 * @param startedAt when the session started, from which its maximum lifetime counts
 * @param usedAt when the session was last used, within {@link #GRANULARITY}
 */
record ConsoleSession(
        String id,
        String signIn,
        String issuer,
        String subject,
        String name,
        Optional<String> email,
        Set<ConsoleRole> roles,
        String csrf,
        Instant authenticatedAt,
        Instant startedAt,
        Instant usedAt) {
    /** The period without requests after which a session ends. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** The maximum lifetime of a session, even if it is in use. */
    static final Duration LONGEST = Duration.ofHours(8);

    /**
     * How recently a person must have signed in to revoke access, promote a policy, or close an incident or a review.
     */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** The precision with which the last use is stored, so that not every request causes a write. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);

    ConsoleSession {
        roles = Set.copyOf(roles);
    }

    Instant idleExpiresAt() {
        Instant idle = usedAt.plus(IDLE);
        return idle.isBefore(expiresAt()) ? idle : expiresAt();
    }

    Instant expiresAt() {
        return startedAt.plus(LONGEST);
    }

    boolean isLive(Instant now) {
        return now.isBefore(idleExpiresAt());
    }

    ConsoleSession used(Instant now) {
        return new ConsoleSession(
                id, signIn, issuer, subject, name, email, roles, csrf, authenticatedAt, startedAt, now);
    }

    String json() {
        return new JsonMembers()
                .with("signIn", signIn)
                .with("issuer", issuer)
                .with("subject", subject)
                .with("name", name)
                .with("email", email)
                .with("roles", roles.stream().map(ConsoleRole::code).sorted().toList())
                .with("csrf", csrf)
                .with("authenticatedAt", authenticatedAt)
                .with("startedAt", startedAt)
                .with("usedAt", usedAt)
                .toString();
    }

    static ConsoleSession of(String id, String json) {
        JsonNode node = JsonTrees.read(json);
        Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
        node.path("roles").forEach(role -> ConsoleRole.ofCode(role.asString("")).ifPresent(roles::add));
        return new ConsoleSession(
                id,
                node.path("signIn").asString(""),
                node.path("issuer").asString(""),
                node.path("subject").asString(""),
                node.path("name").asString(""),
                Optional.of(node.path("email").asString("")).filter(email -> !email.isEmpty()),
                roles,
                node.path("csrf").asString(""),
                Instant.parse(node.path("authenticatedAt").asString("")),
                Instant.parse(node.path("startedAt").asString("")),
                Instant.parse(node.path("usedAt").asString("")));
    }
}
