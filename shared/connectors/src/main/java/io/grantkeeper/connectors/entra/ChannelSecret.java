package io.grantkeeper.connectors.entra;

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
 * What proves a change notification. Graph signs nothing: it only sends back the client state that a subscription was
 * made with, to the address it was made with. Both are derived from one configured secret, so nothing has to be
 * remembered, and neither fits another connection.
 */
final class ChannelSecret {
    /** The credential slot that holds it. */
    static final String SLOT = "channel-secret";

    private static final int SHORTEST = 16;

    private final Secret secret;
    private final Connection connection;

    private ChannelSecret(Secret secret, Connection connection) {
        this.secret = secret;
        this.connection = connection;
    }

    /** The connection's secret; empty where it uses no push. */
    static Optional<ChannelSecret> of(ProviderSession session) throws ConnectorException {
        Optional<Secret> secret = session.credential(SLOT);
        if (secret.isPresent() && secret.get().revealBytes().length < SHORTEST) {
            throw new ConnectorException(new Misconfigured(
                    "connection '%s': the credential '%s' must be random text of at least %d characters"
                            .formatted(session.connection().id(), SLOT, SHORTEST)));
        }
        return secret.map(value -> of(value, session.connection()));
    }

    static ChannelSecret of(Secret secret, Connection connection) {
        return new ChannelSecret(secret, connection);
    }

    static ChannelSecret required(ProviderSession session) throws ConnectorException {
        session.requiredCredential(SLOT);
        return of(session).orElseThrow();
    }

    /** The part of our address that nobody can guess. */
    String pathPart() {
        return derived("path");
    }

    /** 43 characters; Graph allows 128. */
    String clientState() {
        return derived("client-state");
    }

    boolean matchesPath(String candidate) {
        return same(pathPart(), candidate);
    }

    boolean matchesClientState(String candidate) {
        return same(clientState(), candidate);
    }

    private static boolean same(String expected, String candidate) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    private String derived(String purpose) {
        String text = "grantkeeper/microsoft/%s/%s/%s".formatted(connection.tenant(), connection.id(), purpose);
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
