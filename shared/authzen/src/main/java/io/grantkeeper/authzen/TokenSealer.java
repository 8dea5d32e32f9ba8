package io.grantkeeper.authzen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens tamper-evident tokens, which only Grantkeeper can create: page tokens and denial tokens. All
 * instances with the same key can open them. A token that is sealed for one purpose is invalid for any other.
 */
public final class TokenSealer {
    private static final int MAC_BYTES = 32;

    private final Supplier<byte[]> source;
    private volatile @Nullable SecretKeySpec key;

    /**
     * Creates an instance that seals and opens tokens with the given key.
     *
     * @param key at least 32 random bytes
     */
    public TokenSealer(byte[] key) {
        this(() -> key);
        var _ = key();
    }

    /**
     * Creates an instance that loads its key when the key is first needed. If loading fails, the next use tries again.
     *
     * @param source the source of at least 32 random bytes
     */
    public TokenSealer(Supplier<byte[]> source) {
        this.source = source;
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] bytes = source.get();
            if (bytes.length < MAC_BYTES) {
                throw new IllegalArgumentException("a sealing key must have at least 32 bytes, not " + bytes.length);
            }
            known = new SecretKeySpec(bytes, "HmacSHA256");
            key = known;
        }
        return known;
    }

    public String seal(String purpose, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac(purpose, content);
        byte[] whole = Arrays.copyOf(mac, MAC_BYTES + content.length);
        System.arraycopy(content, 0, whole, MAC_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * Returns the text in a sealed token; empty if the token was not sealed with this key or was sealed for another
     * purpose.
     */
    public Optional<String> open(String purpose, String sealed) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (whole.length < MAC_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(whole, MAC_BYTES, whole.length);
        return MessageDigest.isEqual(Arrays.copyOf(whole, MAC_BYTES), mac(purpose, content))
                ? Optional.of(new String(content, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private byte[] mac(String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available in this Java runtime", e);
        }
    }
}
