import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Verifies a ledger proof offline with only a JDK: {@code java VerifyLedger.java KEY FILE}. KEY is the log's public
 * key, NAME+ID+BASE64, or a file that contains it. FILE is an inclusion proof, a consistency proof or a checkpoint.
 * Exit codes: 0 if the proof is valid; 1 if it is not, with the line number and what was expected there; 2 for wrong
 * usage.
 */
public class VerifyLedger {
    static final int LARGEST = 1024 * 1024;

    record Key(String name, byte[] id, byte[] typed) {}

    record Note(String origin, long size, byte[] root) {}

    static class Refused extends Exception {
        Refused(String why) {
            super(why);
        }
    }

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: java VerifyLedger.java KEY FILE");
            System.exit(2);
        }
        try {
            Key key = key(Files.isRegularFile(Path.of(arguments[0])) ? Files.readString(Path.of(arguments[0])) : arguments[0]);
            try (InputStream file = Files.newInputStream(Path.of(arguments[1]))) {
                System.out.println(verify(key, file.readNBytes(LARGEST + 1)));
            }
        } catch (Refused refused) {
            System.out.println("NOT PROVED: " + refused.getMessage());
            System.exit(1);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("cannot check %s: %s".formatted(arguments[1], e instanceof IOException ? "the file does not exist or cannot be read" : e.getMessage()));
            System.exit(2);
        }
    }

    /**
     * Parses a public key.
     *
     * @throws IllegalArgumentException if the key is invalid; the message says what is wrong with it
     */
    static Key key(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = {};
        try {
            typed = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
        } catch (IllegalArgumentException _) {
            // reported below
        }
        if (typed.length != 33 || typed[0] != 1 || text.contains("PRIVATE+KEY+")) {
            throw new IllegalArgumentException("KEY is not a log's Ed25519 public key, such as example.com/ledger+33d7b496+AeHTu4Q3…");
        }
        byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
        if (!HexFormat.of().formatHex(id).equals(parts[1])) {
            throw new IllegalArgumentException("KEY was not copied correctly: its ID should be " + HexFormat.of().formatHex(id));
        }
        return new Key(parts[0], id, typed);
    }

    static String verify(Key key, byte[] file) throws Refused {
        if (file.length > LARGEST) {
            throw new Refused("the file is longer than any proof or checkpoint: expected at most %d bytes".formatted(LARGEST));
        }
        check(file.length > 0, 1, "the file is empty, expected a proof or a checkpoint");
        String text = utf8(file, "the file");
        String[] line = text.split("\n", -1);
        boolean inclusion = text.startsWith("c2sp.org/tlog-proof@v1\n");
        boolean consistency = text.startsWith("grantkeeper/consistency-proof@v1\n");
        if (!inclusion && !consistency) {
            Note note = note(text, key, 1, "");
            return "PROVED: the log %s had %s entries.".formatted(note.origin, Long.toUnsignedString(note.size));
        }
        int at = 1;
        byte[] content = base64(after(line, at++, inclusion ? "extra " : "old "), "line 2");
        String older = inclusion ? "" : utf8(content, "line 2: the older checkpoint");
        if (consistency) {
            signatures(older, 1, "line 2, older checkpoint, ");
        }
        long index = inclusion ? number(after(line, at++, "index "), "line 3") : 0;
        int hashes = at + 1;
        List<byte[]> proof = new ArrayList<>();
        for (; at < line.length - 1 && !line[at].isEmpty(); at++) {
            check(proof.size() < 128, at + 1, "a proof has at most 128 hashes");
            proof.add(hash(line[at], "line " + (at + 1)));
        }
        check(at < line.length - 1, at + 1, "the file ends here, expected a hash or an empty line");
        at++;
        String newer = String.join("\n", Arrays.copyOfRange(line, at, line.length));
        signatures(newer, at + 1, "");
        Note old = inclusion ? null : note(older, key, 1, "line 2, older checkpoint, ");
        Note note = note(newer, key, at + 1, "");
        if (inclusion) {
            byte[] root = climb(index, note.size, sha256(new byte[] {0}, content), proof, null, hashes);
            check(Arrays.equals(root, note.root), at + 3, "expected the root that the entry and the proof lead to");
            return "PROVED: entry %d of the log %s with %s entries is\n%s"
                    .formatted(index, note.origin, Long.toUnsignedString(note.size), utf8(content, "the entry"));
        }
        check(old.size != 0 && Long.compareUnsigned(old.size, note.size) <= 0, 2, "the older log is empty or larger");
        if (old.size == note.size) {
            check(proof.isEmpty(), hashes, "a proof between two logs of the same size has no hashes");
            check(Arrays.equals(old.root, note.root), at + 3, "the two logs have the same size but different roots");
        } else {
            if (Long.bitCount(old.size) == 1) {
                proof.add(0, old.root);
            }
            check(!proof.isEmpty(), hashes, "the proof contains no hashes");
            byte[][] left = {proof.get(0)};
            int skip = Long.numberOfTrailingZeros(old.size);
            long first = (old.size - 1) >>> skip;
            byte[] root = climb(first, ((note.size - 1) >>> skip) + 1, proof.get(0), proof.subList(1, proof.size()), left, hashes);
            check(Arrays.equals(left[0], old.root), 2, "expected the older root that the proof leads to");
            check(Arrays.equals(root, note.root), at + 3, "expected the newer root that the proof leads to");
        }
        return "PROVED: the log %s grew from %s to %s entries; none of the first was changed, removed or moved."
                .formatted(note.origin, Long.toUnsignedString(old.size), Long.toUnsignedString(note.size));
    }

    /**
     * Computes a tree's root from a node's hash and the siblings in the proof (RFC 9162, 2.1.3.2 and 2.1.4.2). If
     * {@code older} is not null, also stores in it the root of the older tree, which is computed from the left siblings
     * only.
     */
    static byte[] climb(long node, long size, byte[] hash, List<byte[]> proof, byte[][] older, int line) throws Refused {
        check(Long.compareUnsigned(node, size) < 0, 3, "the index is outside the log, whose size is " + Long.toUnsignedString(size));
        long last = size - 1;
        for (byte[] sibling : proof) {
            check(last != 0, line, "the proof has too many hashes");
            if ((node & 1) == 1 || node == last) {
                hash = sha256(new byte[] {1}, sibling, hash);
                if (older != null) {
                    older[0] = sha256(new byte[] {1}, sibling, older[0]);
                }
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = sha256(new byte[] {1}, hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        check(last == 0, line, "the proof has too few hashes");
        return hash;
    }

    /** Returns the signature lines of a note after checking their form (C2SP signed-note). */
    static String[] signatures(String note, int line, String within) throws Refused {
        int blank = note.lastIndexOf("\n\n");
        check(blank >= 0 && blank + 2 < note.length() && note.endsWith("\n"), within, line, "expected a checkpoint: text, an empty line, signatures");
        for (int i = 0, at = line; i < note.length(); i++) {
            check(note.charAt(i) >= ' ' || note.charAt(i) == '\n', within, at, "contains a control character; lines must end in a single line feed");
            at += note.charAt(i) == '\n' ? 1 : 0;
        }
        String[] signatures = note.substring(blank + 2, note.length() - 1).split("\n", -1);
        int at = line + note.substring(0, blank).split("\n", -1).length + 1;
        for (String signature : signatures) {
            int space = signature.lastIndexOf(' ');
            check(signature.startsWith("— ") && space > 2, within, at, "expected a signature, '— ' with a name and base64");
            check(base64(signature.substring(space + 1), within + "line " + at).length > 4, within, at, "the signature is too short");
            at++;
        }
        return signatures;
    }

    /** Parses a checkpoint and verifies that the key signed it (C2SP tlog-checkpoint). */
    static Note note(String note, Key key, int line, String within) throws Refused {
        String[] signatures = signatures(note, line, within);
        int blank = note.lastIndexOf("\n\n");
        String text = note.substring(0, blank + 1);
        String[] lines = text.substring(0, blank).split("\n", -1);
        check(lines.length >= 3 && !Arrays.asList(lines).contains(""), within, line, "expected origin, size and root");
        Note read = new Note(lines[0], number(lines[1], within + "line " + (line + 1)), hash(lines[2], within + "line " + (line + 2)));
        check(lines[0].equals(key.name), within, line, "the checkpoint belongs to the log '%s', expected '%s'".formatted(lines[0], key.name));
        int at = line + lines.length + 1;
        boolean signed = false;
        for (String signature : signatures) {
            int space = signature.lastIndexOf(' ');
            byte[] bytes = base64(signature.substring(space + 1), within + "line " + at);
            if (signature.substring(2, space).equals(key.name) && Arrays.equals(Arrays.copyOf(bytes, 4), key.id)) {
                check(verifies(key.typed, text, bytes), within, at, "the signature does not match the text above it");
                signed = true;
            }
            at++;
        }
        check(signed, within, line + lines.length + 1, "no signature was made with the given key");
        return read;
    }

    static boolean verifies(byte[] typedKey, String text, byte[] idAndSignature) {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = ByteBuffer.allocate(44).put(prefix).put(typedKey, 1, 32).array();
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return idAndSignature.length == 68 && check.verify(idAndSignature, 4, 64);
        } catch (GeneralSecurityException _) {
            return false; // not a point on the curve
        }
    }

    static String after(String[] lines, int at, String start) throws Refused {
        check(at < lines.length - 1, at + 1, "the file ends here, expected '" + start.strip() + "'");
        check(lines[at].startsWith(start), at + 1, "expected '" + start.strip() + "'");
        return lines[at].substring(start.length());
    }

    static long number(String text, String where) throws Refused {
        try {
            if (text.matches("0|[1-9][0-9]{0,19}")) {
                return Long.parseUnsignedLong(text);
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new Refused(where + ": expected a number below 2^64");
    }

    static byte[] hash(String text, String where) throws Refused {
        byte[] hash = base64(text, where);
        if (hash.length != 32) {
            throw new Refused(where + ": expected a hash, base64 of 32 bytes");
        }
        return hash;
    }

    /** Decodes base64 and accepts only its canonical form. */
    static byte[] base64(String text, String where) throws Refused {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // reported below
        }
        throw new Refused(where + ": expected base64 in its canonical form");
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }

    static String utf8(byte[] bytes, String what) throws Refused {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (java.nio.charset.CharacterCodingException _) {
            throw new Refused(what + " is not UTF-8 text");
        }
    }

    static void check(boolean holds, int line, String why) throws Refused {
        check(holds, "", line, why);
    }

    static void check(boolean holds, String within, int line, String why) throws Refused {
        if (!holds) {
            throw new Refused(within + "line " + line + ": " + why);
        }
    }
}
