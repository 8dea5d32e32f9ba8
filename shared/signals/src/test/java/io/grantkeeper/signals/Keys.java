package io.grantkeeper.signals;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.signals.set.SigningKey;
import io.grantkeeper.signals.set.TokenKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** A key that is made for a test and gone with it. */
public record Keys(KeyPair pair) {
    public static Keys make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Keys(generator.generateKeyPair());
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

    /** As an installation with this key alone has it. */
    public TokenKeys alone(String id) {
        return new TokenKeys(List.of(new TokenKeys.Named(id, this::pem)));
    }

    public SigningKey named(String id) {
        return SigningKey.of(id, pem());
    }
}
