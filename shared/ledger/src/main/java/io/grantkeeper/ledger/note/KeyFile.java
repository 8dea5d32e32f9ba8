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
 * A signing key in a file of two lines: the secret as signed-note tools write it, then the public key. For the local
 * suite; in AWS the key stays in KMS.
 */
public final class KeyFile implements NoteSigner {
    /** What a secret begins with. */
    static final String SECRET = "PRIVATE+KEY+";

    private static final byte[] PROBE = {1};

    private final VerifierKey key;
    private final byte[] seed;

    private KeyFile(VerifierKey key, byte[] seed) {
        this.key = key;
        this.seed = seed;
    }

    /** A new key that is in no file yet. */
    public static KeyFile generate(String name, SignatureType type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] publicKey = Ed25519.fromX509(pair.getPublic().getEncoded());
            return new KeyFile(VerifierKey.of(name, type, publicKey), Ed25519.seedOf(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException where it is none; the message shows nothing of it
     */
    public static KeyFile parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || !lines.getFirst().startsWith(SECRET)) {
            throw new IllegalArgumentException(
                    "a key file has two lines: PRIVATE+KEY+name+id+secret, and name+id+public key");
        }
        VerifierKey key = VerifierKey.parse(lines.getLast());
        byte[] typed = secretOf(lines.getFirst(), key);
        KeyFile file = new KeyFile(key, Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.verifies(PROBE, file.sign(PROBE))) {
            throw new IllegalArgumentException("the key file's two lines do not belong together");
        }
        return file;
    }

    private static byte[] secretOf(String line, VerifierKey key) {
        String start = SECRET + named(key);
        if (!line.startsWith(start)) {
            throw new IllegalArgumentException("the key file's two lines speak of different keys");
        }
        try {
            byte[] typed = Base64.getDecoder().decode(line.substring(start.length()));
            if (typed.length == Ed25519.KEY_BYTES + 1) {
                return typed;
            }
        } catch (IllegalArgumentException _) {
            // told below, without showing it
        }
        throw new IllegalArgumentException("the key file's secret is not base64 of 33 bytes");
    }

    /** Reads the key in a file, or makes one and keeps it there, readable by its owner alone. */
    public static KeyFile openOrCreate(Path file, String name) {
        try {
            if (!Files.exists(file)) {
                KeyFile made = generate(name, SignatureType.ED25519);
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, made.text(), StandardOpenOption.WRITE);
            }
            KeyFile key = parse(Files.readString(file));
            if (!key.key.name().equals(name)) {
                throw new IllegalArgumentException(
                        "it is of the log '%s', expected '%s'".formatted(key.key.name(), name));
            }
            return key;
        } catch (IOException e) {
            throw new IllegalArgumentException("the signing key %s cannot be read or made".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the signing key %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Name and id, up to where the key itself follows. */
    private static String named(VerifierKey key) {
        return key.toString().substring(0, key.name().length() + "+01234567+".length());
    }

    /** What the file holds: secret. */
    public String text() {
        byte[] typed = Ed25519.joined(new byte[] {key.type().code()}, seed);
        return "%s%s%s\n%s\n".formatted(SECRET, named(key), Base64.getEncoder().encodeToString(typed), key);
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "the signing key of " + key;
    }
}
