package io.grantkeeper.ledger.note;

import io.grantkeeper.identity.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public key with the name of its owner, in the format of C2SP signed-note: {@code name+id+base64}. The key can
 * verify signatures, but not create them.
 */
public final class VerifierKey {
    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]{1,255}");
    private static final Pattern FORM =
            Pattern.compile("(?<name>[^+]+)\\+(?<id>[0-9a-f]{8})\\+(?<key>[A-Za-z0-9+/=]+)");

    private final String name;
    private final SignatureType type;
    private final byte[] key;

    private VerifierKey(String name, SignatureType type, byte[] key) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key's name must be 1 to 255 characters without spaces or '+', such as example.com/ledger");
        }
        if (key.length != Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "an Ed25519 public key must have 32 bytes, but has %d".formatted(key.length));
        }
        this.name = name;
        this.type = type;
        this.key = key.clone();
    }

    public static VerifierKey of(String name, SignatureType type, byte[] key) {
        return new VerifierKey(name, type, key);
    }

    /** Creates the log's key from a public key in X.509 encoding, the form in which KMS returns it. */
    public static VerifierKey ofX509(String name, byte[] encoded) {
        return new VerifierKey(name, SignatureType.ED25519, Ed25519.fromX509(encoded));
    }

    /**
     * Parses {@code name+id+base64}.
     *
     * @throws IllegalArgumentException if the text is not such a key; the message states the reason
     */
    public static VerifierKey parse(String text) {
        if (text.contains(SigningKeyFile.SECRET)) {
            throw new IllegalArgumentException(
                    "this is a secret key, which only the log may have; use the public key on the next line");
        }
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a public key must have the form example.com/ledger+33d7b496+AeHTu4Q3…: a name, 8 hexadecimal digits and"
                            + " base64, separated by '+'; run 'grantkeeper ledger show --key' to print it");
        }
        byte[] typed = decoded(form.group("name"), form.group("key"));
        VerifierKey key = new VerifierKey(
                form.group("name"), SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the public key of %s has the id %s, but states %s; copy the key again"
                    .formatted(key.name, key.idText(), form.group("id")));
        }
        return key;
    }

    private static byte[] decoded(String name, String base64) {
        try {
            byte[] typed = Base64.getDecoder().decode(base64);
            if (typed.length > 0) {
                return typed;
            }
        } catch (IllegalArgumentException _) {
            // the exception below reports the error
        }
        throw new IllegalArgumentException(
                "the public key of %s does not end in base64 of 33 bytes; copy the key again".formatted(name));
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    /**
     * Returns the key ID: the first four bytes of the SHA-256 hash of name, key type and key. The ID indicates which
     * key created a signature, but does not prove it.
     */
    public int id() {
        MessageDigest digest = Sha256.digest();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(type.code());
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    public boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verify(key, message, signature);
    }

    private String idText() {
        return HexFormat.of().toHexDigits(id());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** Returns the key in the verifier key format of signed-note. */
    @Override
    public String toString() {
        byte[] typed = Ed25519.joined(new byte[] {type.code()}, key);
        return "%s+%s+%s".formatted(name, idText(), Base64.getEncoder().encodeToString(typed));
    }
}
