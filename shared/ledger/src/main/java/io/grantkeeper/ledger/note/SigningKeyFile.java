package io.grantkeeper.ledger.note;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signing key in a file of two lines: first the secret key, in the format that signed-note tools use, then the public
 * key. The local suite uses such a file; in AWS, the key never leaves KMS.
 */
public final class SigningKeyFile implements NoteSigner {
    /** The text with which every secret key begins. */
    static final String SECRET = "PRIVATE+KEY+";

    private static final byte[] PROBE = {1};

    private final VerifierKey key;
    private final byte[] seed;

    private SigningKeyFile(VerifierKey key, byte[] seed) {
        this.key = key;
        this.seed = seed;
    }

    /** Generates a key without writing it to a file. */
    public static SigningKeyFile generate(String name, SignatureType type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] publicKey = Ed25519.fromX509(pair.getPublic().getEncoded());
            return new SigningKeyFile(VerifierKey.of(name, type, publicKey), Ed25519.seedOf(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available in this Java runtime", e);
        }
    }

    /**
     * Parses the content of a key file.
     *
     * @throws IllegalArgumentException if the text is not a key; the message does not contain any of the text
     */
    public static SigningKeyFile parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || !lines.getFirst().startsWith(SECRET)) {
            throw new IllegalArgumentException(
                    "a key file must have two lines: PRIVATE+KEY+name+id+secret, and name+id+public key");
        }
        VerifierKey key = VerifierKey.parse(lines.getLast());
        byte[] typed = parseSecret(lines.getFirst(), key);
        SigningKeyFile file = new SigningKeyFile(key, Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifies(PROBE, file.sign(PROBE))) {
            throw new IllegalArgumentException("the two lines in the key file do not form a key pair");
        }
        return file;
    }

    private static byte[] parseSecret(String line, VerifierKey key) {
        String start = SECRET + prefix(key);
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException("the two lines in the key file refer to different keys");
        }
        try {
            byte[] typed = Base64.getDecoder().decode(line.substring(start.length()));
            if (typed.length == Ed25519.KEY_BYTES + 1) {
                return typed;
            }
        } catch (IllegalArgumentException _) {
            // the exception below reports the error without showing the secret
        }
        throw new IllegalArgumentException("the secret in the key file is not base64 of 33 bytes");
    }

    /**
     * Reads the key from a file. If the file does not exist, generates a key and stores it so that only the file's
     * owner can read it.
     */
    public static SigningKeyFile openOrCreate(Path file, String name) {
        try {
            if (!Files.exists(file)) {
                SigningKeyFile made = generate(name, SignatureType.ED25519);
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, made.text(), StandardOpenOption.WRITE);
            }
            SigningKeyFile key = parse(Files.readString(file));
            if (!key.key.name().equals(name)) {
                throw new IllegalArgumentException(
                        "it belongs to the log '%s', expected '%s'".formatted(key.key.name(), name));
            }
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read or create the signing key %s".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the signing key %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns the key's name and ID, which precede the key itself in each line of the file. */
    private static String prefix(VerifierKey key) {
        return key.toString().substring(0, key.name().length() + "+01234567+".length());
    }

    /** Returns the content of the file, which is secret. */
    public String text() {
        byte[] typed = Ed25519.joined(new byte[] {key.type().code()}, seed);
        return "%s%s%s\n%s\n".formatted(SECRET, prefix(key), Base64.getEncoder().encodeToString(typed), key);
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    /** Returns a description that contains only the public key. */
    @Override
    public String toString() {
        return "the signing key of " + key;
    }
}
