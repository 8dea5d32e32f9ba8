package io.grantkeeper.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public key with the name of who holds it, as C2SP's signed-note writes it: {@code name+id+base64}. Whoever has it
 * can check everything; nobody can sign with it.
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
                    "a key's name is 1 to 255 characters without spaces and '+', such as example.com/ledger");
        }
        if (key.length != Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not %d".formatted(key.length));
        }
        this.name = name;
        this.type = type;
        this.key = key.clone();
    }

    public static VerifierKey of(String name, SignatureType type, byte[] key) {
        return new VerifierKey(name, type, key);
    }

    /** The log's key, from the X.509 form that KMS answers with. */
    public static VerifierKey ofX509(String name, byte[] encoded) {
        return new VerifierKey(name, SignatureType.ED25519, Ed25519.fromX509(encoded));
    }

    /**
     * Reads {@code name+id+base64}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static VerifierKey parse(String text) {
        if (text.contains(KeyFile.SECRET)) {
            throw new IllegalArgumentException(
                    "this is a secret key, which nobody but the log may have; the public one stands in the line below it");
        }
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a public key looks like example.com/ledger+33d7b496+AeHTu4Q3…: a name, 8 hexadecimal digits and"
                            + " base64, with '+' between them; 'grantkeeper ledger show --key' prints it");
        }
        byte[] typed = decoded(form.group("name"), form.group("key"));
        VerifierKey key = new VerifierKey(
                form.group("name"), SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text.strip())) {
            throw new IllegalArgumentException("the public key of %s has the id %s, and says %s: it was copied wrongly"
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
            // told below
        }
        throw new IllegalArgumentException(
                "the public key of %s does not end in base64 of 33 bytes: it was copied wrongly".formatted(name));
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    /** The first four bytes of the SHA-256 over name and key: a hint which key signed, no proof. */
    public int id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(type.code());
            return ByteBuffer.wrap(digest.digest(key)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
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

    /** As signed-note writes verifier keys. */
    @Override
    public String toString() {
        byte[] typed = Ed25519.joined(new byte[] {type.code()}, key);
        return "%s+%s+%s".formatted(name, idText(), Base64.getEncoder().encodeToString(typed));
    }
}
