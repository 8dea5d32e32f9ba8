package io.grantkeeper.simulator.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes hashes and HMACs in lowercase hexadecimal, as the vendors do. */
public final class HexDigests {

    private HexDigests() {}

    /** Returns the HMAC-SHA-256 of the raw bytes in lowercase hex. */
    public static String hmacSha256(String secret, byte[] body) {
        return hmac("HmacSHA256", secret, body);
    }

    /** Returns the HMAC-SHA-1 in lowercase hex, which GitHub still sends in addition to HMAC-SHA-256. */
    public static String hmacSha1(String secret, byte[] body) {
        return hmac("HmacSHA1", secret, body);
    }

    public static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK supports SHA-256", impossible);
        }
    }

    private static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK supports " + algorithm, impossible);
        }
    }
}
