package io.grantkeeper.functions.console;

import io.grantkeeper.identity.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens, and the digests under which they are stored. */
final class ConsoleTokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConsoleTokens() {}

    /** Returns a token with 256 random bits, in base64url. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** Returns the SHA-256 digest of a token in base64url. A reader of the digest cannot use the token. */
    static String digest(String token) {
        return encode(sha256(token));
    }

    static byte[] sha256(String text) {
        return Sha256.of(text);
    }

    static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
