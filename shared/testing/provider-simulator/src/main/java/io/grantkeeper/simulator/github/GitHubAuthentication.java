package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.SignedAssertion;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Identifies the caller of a request, or returns GitHub's error response if that is impossible. */
final class GitHubAuthentication {

    private static final Duration MAX_LIFE = Duration.ofMinutes(10);
    /** The clock skew that GitHub tolerates. */
    private static final Duration FORGIVEN = Duration.ofSeconds(60);

    sealed interface Outcome {
        record Authenticated(GitHubCaller caller) implements Outcome {}

        record Refused(SimulatorResponse response) implements Outcome {}
    }

    private final GrantkeeperGitHubApp app;
    private final SimulatorRsaKey appKey;
    private final GitHubTokenIssuer tokens;
    private final Clock clock;

    GitHubAuthentication(GrantkeeperGitHubApp app, SimulatorRsaKey appKey, GitHubTokenIssuer tokens, Clock clock) {
        this.app = app;
        this.appKey = appKey;
        this.tokens = tokens;
        this.clock = clock;
    }

    Outcome of(SimulatorRequest request, boolean assertionDue) {
        Optional<String> credential = request.header("authorization").flatMap(GitHubAuthentication::credential);
        if (credential.isEmpty()) {
            return new Outcome.Refused(GitHubErrorResponses.requiresAuthentication());
        }
        return assertionDue ? assertion(credential.get()) : token(credential.get());
    }

    /**
     * Returns the credential after {@code Bearer} or {@code token}, both of which GitHub accepts; empty if the header
     * contains neither.
     */
    private static Optional<String> credential(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("bearer ") || lower.startsWith("token ")) {
            return Optional.of(header.substring(header.indexOf(' ') + 1).strip());
        }
        return Optional.empty();
    }

    private Outcome token(String token) {
        return tokens.callerOf(token)
                .<Outcome>map(Outcome.Authenticated::new)
                .orElseGet(() -> new Outcome.Refused(GitHubErrorResponses.badCredentials()));
    }

    private Outcome assertion(String compact) {
        Optional<SignedAssertion> verified = SignedAssertion.verify(compact, appKey.publicKey());
        if (verified.isEmpty()) {
            return new Outcome.Refused(GitHubErrorResponses.undecodableAssertion());
        }
        SignedAssertion assertion = verified.get();
        Optional<String> issuer = assertion.text("iss");
        if (issuer.isEmpty()) {
            return refused("Missing 'issuer' claim ('iss') in assertion");
        }
        if (!issuer.get().equals(app.clientId()) && !issuer.get().equals(Long.toString(app.id()))) {
            return new Outcome.Refused(GitHubErrorResponses.error(404, "Integration not found"));
        }
        return checkTimes(assertion);
    }

    private Outcome checkTimes(SignedAssertion assertion) {
        Instant now = clock.instant();
        Optional<Instant> issued = assertion.time("iat");
        Optional<Instant> expires = assertion.time("exp");
        if (issued.isEmpty() || issued.get().isAfter(now.plus(FORGIVEN))) {
            return refused("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
                    + " issued");
        }
        if (expires.isEmpty() || !expires.get().isAfter(now)) {
            return refused("'Expiration time' claim ('exp') must be a numeric value representing the future time at"
                    + " which the assertion expires");
        }
        if (expires.get().isAfter(now.plus(MAX_LIFE).plus(FORGIVEN))
                || Duration.between(issued.get(), expires.get()).compareTo(MAX_LIFE.plus(FORGIVEN)) > 0) {
            return refused("'Expiration time' claim ('exp') is too far in the future");
        }
        return new Outcome.Authenticated(new GitHubCaller.App(app));
    }

    private static Outcome refused(String message) {
        return new Outcome.Refused(GitHubErrorResponses.error(401, message));
    }
}
