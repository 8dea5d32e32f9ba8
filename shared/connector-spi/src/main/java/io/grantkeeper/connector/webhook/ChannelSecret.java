package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves a push delivery where the provider signs nothing: it only sends back what a channel was opened with, to the
 * address it was opened with. Both are derived from one configured secret, so nothing has to be remembered, a proof fits
 * its own channel and connection only, and an address cannot be guessed.
 */
public final class ChannelSecret {
    /** The credential slot that holds it. */
    public static final String SLOT = "channel-secret";

    private static final int SHORTEST = 16;

    private final Secret secret;
    private final Connection connection;

    private ChannelSecret(Secret secret, Connection connection) {
        this.secret = secret;
        this.connection = connection;
    }

    /** The connection's secret; empty where it uses no push. */
    public static Optional<ChannelSecret> of(ProviderSession session) throws ConnectorException {
        Optional<Secret> secret = session.credential(SLOT);
        if (secret.isPresent() && secret.get().revealBytes().length < SHORTEST) {
            throw new ConnectorException(new Misconfigured(
                    "connection '%s': the credential '%s' must be random text of at least %d characters"
                            .formatted(session.connection().id(), SLOT, SHORTEST)));
        }
        return secret.map(value -> of(value, session.connection()));
    }

    public static ChannelSecret of(Secret secret, Connection connection) {
        return new ChannelSecret(secret, connection);
    }

    public static ChannelSecret required(ProviderSession session) throws ConnectorException {
        session.requiredCredential(SLOT);
        return of(session).orElseThrow();
    }

    /** The part of our address that nobody can guess. */
    public String pathPart() {
        return derived("path");
    }

    /**
     * What the provider is to send back: 43 characters.
     *
     * @param purpose for example {@code token/} and the channel's id
     */
    public String proof(String purpose) {
        return derived(purpose);
    }

    public boolean matchesPath(String candidate) {
        return same(pathPart(), candidate);
    }

    /** Compares in constant time. */
    public boolean matches(String purpose, String candidate) {
        return same(proof(purpose), candidate);
    }

    private static boolean same(String expected, String candidate) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    private String derived(String purpose) {
        String text = "grantkeeper/%s/%s/%s/%s"
                .formatted(connection.provider(), connection.tenant(), connection.id(), purpose);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.revealBytes(), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
