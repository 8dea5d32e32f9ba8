package io.grantkeeper.signals;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.signals.set.SetKeys;
import io.grantkeeper.signals.set.SetSigningKey;
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
    public SetKeys tokenKeys(String id) {
        return new SetKeys(List.of(new SetKeys.ConfiguredKey(id, this::pem)));
    }

    public SetSigningKey signingKey(String id) {
        return SetSigningKey.of(id, pem());
    }
}
