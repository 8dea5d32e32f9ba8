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
 * Verifies push deliveries from providers that do not sign them. When Grantkeeper opens a channel, it gives the
 * provider a URL and a proof. The provider sends its deliveries to the URL and includes the proof. Both are derived
 * from one configured secret, so nothing has to be stored, a proof is valid only for its own channel and connection,
 * and the URL cannot be guessed.
 */
public final class PushChannelSecret {
    /** The credential slot that contains the secret. */
    public static final String SLOT = "channel-secret";

    private static final int SHORTEST = 16;

    private final Secret secret;
    private final Connection connection;

    private PushChannelSecret(Secret secret, Connection connection) {
        this.secret = secret;
        this.connection = connection;
    }

    /** Returns the connection's secret, or empty if the connection does not use push. */
    public static Optional<PushChannelSecret> of(ProviderSession session) throws ConnectorException {
        Optional<Secret> secret = session.credential(SLOT);
        if (secret.isPresent() && secret.get().revealBytes().length < SHORTEST) {
            throw new ConnectorException(new Misconfigured(
                    "connection '%s': the credential '%s' must be random text of at least %d characters"
                            .formatted(session.connection().id(), SLOT, SHORTEST)));
        }
        return secret.map(value -> of(value, session.connection()));
    }

    public static PushChannelSecret of(Secret secret, Connection connection) {
        return new PushChannelSecret(secret, connection);
    }

    public static PushChannelSecret required(ProviderSession session) throws ConnectorException {
        session.requiredCredential(SLOT);
        return of(session).orElseThrow();
    }

    /** Returns the unguessable part of the webhook URL. */
    public String pathPart() {
        return derive("path");
    }

    /**
     * Returns the 43-character value that the provider must send back.
     *
     * @param purpose for example {@code token/} and the channel's id
     */
    public String proof(String purpose) {
        return derive(purpose);
    }

    public boolean matchesPath(String candidate) {
        return constantTimeEquals(pathPart(), candidate);
    }

    /** Returns whether a value is the proof for this purpose. The comparison takes constant time. */
    public boolean matches(String purpose, String candidate) {
        return constantTimeEquals(proof(purpose), candidate);
    }

    private static boolean constantTimeEquals(String expected, String candidate) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    private String derive(String purpose) {
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
