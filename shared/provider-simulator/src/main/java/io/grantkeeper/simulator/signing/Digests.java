package io.grantkeeper.simulator.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes in the forms the vendors send. */
public final class Digests {

    private Digests() {}

    /** Lower-case hex of HMAC-SHA-256 over the raw bytes. */
    public static String hmacSha256(String secret, byte[] body) {
        return hmac("HmacSHA256", secret, body);
    }

    /** Lower-case hex of HMAC-SHA-1, which GitHub still sends beside the better one. */
    public static String hmacSha1(String secret, byte[] body) {
        return hmac("HmacSHA1", secret, body);
    }

    public static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm, impossible);
        }
    }
}
