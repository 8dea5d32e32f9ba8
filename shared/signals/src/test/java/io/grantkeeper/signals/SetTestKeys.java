package io.grantkeeper.signals;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.signals.set.SecurityEventTokenKeys;
import io.grantkeeper.signals.set.SecurityEventTokenSigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** A temporary key pair for a test. */
public record SetTestKeys(KeyPair pair) {
    public static SetTestKeys make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SetTestKeys(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Secret pem() {
        return Secret.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }

    /** Returns the keys of an installation whose only key is this key pair. */
    public SecurityEventTokenKeys tokenKeys(String id) {
        return new SecurityEventTokenKeys(List.of(new SecurityEventTokenKeys.ConfiguredKey(id, this::pem)));
    }

    public SecurityEventTokenSigningKey signingKey(String id) {
        return SecurityEventTokenSigningKey.of(id, pem());
    }
}
