import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks a proof of the ledger offline, with nothing but a JDK: java VerifyLedger.java NAME+ID+KEY FILE. FILE is a proof
 * that an entry is in the log, a proof that the log only grew, or a checkpoint. Exit code 0: proved; 1: not; 2: usage.
 */
public class VerifyLedger {
    record Note(String origin, long size, byte[] root) {}

    static class Refused extends Exception {
        Refused(String why) {
            super(why);
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: java VerifyLedger.java NAME+ID+KEY FILE");
            System.exit(2);
        }
        try {
            System.out.println(verify(arguments[0], Files.readAllBytes(Path.of(arguments[1]))));
        } catch (Refused refused) {
            System.out.println("NOT PROVED: " + refused.getMessage());
            System.exit(1);
        }
    }

    static String verify(String key, byte[] file) throws Exception {
        String text = utf8(file, "the file");
        String[] line = text.split("\n", -1);
        boolean inclusion = line[0].equals("c2sp.org/tlog-proof@v1");
        boolean consistency = line[0].equals("grantkeeper/consistency-proof@v1");
        if (!inclusion && !consistency) {
            Note note = note(text, key, 1);
            return "PROVED: the log %s had %s entries.".formatted(note.origin, Long.toUnsignedString(note.size));
        }
        int at = 1;
        byte[] content = base64(after(line, at++, inclusion ? "extra " : "old "), 2);
        long index = inclusion ? number(after(line, at++, "index "), 3) : 0;
        List<byte[]> proof = new ArrayList<>();
        for (; at < line.length && !line[at].isEmpty(); at++) {
            check(proof.size() < 128, at + 1, "a proof has at most 128 hashes");
            proof.add(hash(line[at], at + 1));
        }
        check(++at < line.length, at, "expected an empty line and a checkpoint");
        Note note = note(String.join("\n", Arrays.copyOfRange(line, at, line.length)), key, at + 1);
        if (inclusion) {
            byte[] root = climb(index, note.size, sha256(new byte[] {0}, content), proof, null);
            check(Arrays.equals(root, note.root), at + 3, "the root is not the one that entry and proof lead to");
            return "PROVED: entry %d of the log %s, which had %s entries, is\n%s"
                    .formatted(index, note.origin, Long.toUnsignedString(note.size), utf8(content, "the entry"));
        }
        Note old = note(utf8(content, "the older checkpoint"), key, 1);
        check(old.size != 0 && Long.compareUnsigned(old.size, note.size) <= 0, 2, "the older log is empty or larger");
        if (old.size == note.size) {
            check(proof.isEmpty() && Arrays.equals(old.root, note.root), 2, "two logs of one size differ");
        } else {
            if (Long.bitCount(old.size) == 1) {
                proof.add(0, old.root);
            }
            check(!proof.isEmpty(), 3, "the proof holds no hashes");
            byte[][] older = {proof.get(0)};
            int skip = Long.numberOfTrailingZeros(old.size);
            long first = (old.size - 1) >>> skip;
            byte[] root = climb(first, ((note.size - 1) >>> skip) + 1, proof.get(0), proof.subList(1, proof.size()), older);
            check(Arrays.equals(older[0], old.root), 2, "the older root is not the one that the proof leads to");
            check(Arrays.equals(root, note.root), at + 3, "the newer root is not the one that the proof leads to");
        }
        return "PROVED: the log %s grew from %s to %s entries; none of the first was changed, removed or moved."
                .formatted(note.origin, Long.toUnsignedString(old.size), Long.toUnsignedString(note.size));
    }

    /** RFC 9162, 2.1.3.2 and 2.1.4.2: from a node up to the root; {@code older} takes only what stands to the left. */
    static byte[] climb(long node, long size, byte[] hash, List<byte[]> proof, byte[][] older) throws Exception {
        check(Long.compareUnsigned(node, size) < 0, 3, "the index lies outside the log");
        long last = size - 1;
        for (byte[] sibling : proof) {
            check(last != 0, 4, "the proof has too many hashes");
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
        check(last == 0, 4, "the proof has too few hashes");
        return hash;
    }

    /** A checkpoint that is signed with the key: C2SP's signed-note and tlog-checkpoint. */
    static Note note(String note, String key, int line) throws Exception {
        int blank = note.lastIndexOf("\n\n");
        check(blank > 0 && blank + 2 < note.length() && note.endsWith("\n"), line, "expected a checkpoint: text, an empty line, signatures");
        check(note.chars().noneMatch(c -> c < ' ' && c != '\n'), line, "a checkpoint holds no control characters");
        String text = note.substring(0, blank + 1);
        String[] lines = text.split("\n");
        check(lines.length >= 3 && !Arrays.asList(lines).contains(""), line, "expected origin, size and root");
        String[] parts = key.split("\\+", 3);
        byte[] typed = base64(parts.length == 3 ? parts[2] : "", line);
        check(typed.length == 33 && typed[0] == 1, line, "the key you gave is no Ed25519 key of a log");
        byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
        check(HexFormat.of().formatHex(id).equals(parts[1]), line, "the key you gave was copied wrongly");
        check(lines[0].equals(parts[0]), line, "the checkpoint is of the log '" + lines[0] + "', the key of '" + parts[0] + "'");
        boolean signed = false;
        int at = line + lines.length + 1;
        for (String signature : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            int space = signature.lastIndexOf(' ');
            check(signature.startsWith("— ") && space > 2, at, "expected a signature");
            byte[] bytes = base64(signature.substring(space + 1), at);
            check(bytes.length > 4, at, "the signature is too short");
            if (signature.substring(2, space).equals(parts[0]) && Arrays.equals(Arrays.copyOf(bytes, 4), id)) {
                check(verifies(typed, text, bytes), at, "the signature does not fit the text");
                signed = true;
            }
            at++;
        }
        check(signed, line + lines.length + 1, "no signature is by the key you gave");
        return new Note(lines[0], number(lines[1], line + 1), hash(lines[2], line + 2));
    }

    static boolean verifies(byte[] typedKey, String text, byte[] idAndSignature) throws Exception {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = ByteBuffer.allocate(44).put(prefix).put(typedKey, 1, 32).array();
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        check.update(text.getBytes(StandardCharsets.UTF_8));
        try {
            return idAndSignature.length == 68 && check.verify(idAndSignature, 4, 64);
        } catch (SignatureException _) {
            return false; // no point of the curve
        }
    }

    static String after(String[] lines, int at, String start) throws Refused {
        check(at < lines.length && lines[at].startsWith(start), at + 1, "expected '" + start.strip() + "'");
        return lines[at].substring(start.length());
    }

    static long number(String text, int line) throws Refused {
        try {
            check(text.matches("0|[1-9][0-9]*"), line, "expected a number");
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new Refused("line " + line + ": the number is too large");
        }
    }

    static byte[] hash(String text, int line) throws Refused {
        byte[] hash = base64(text, line);
        check(hash.length == 32, line, "expected a hash of 32 bytes");
        return hash;
    }

    /** In its one canonical spelling. */
    static byte[] base64(String text, int line) throws Refused {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            check(Base64.getEncoder().encodeToString(bytes).equals(text), line, "the base64 is not canonical");
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new Refused("line " + line + ": expected base64");
        }
    }

    static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static String utf8(byte[] bytes, String what) throws Refused {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (java.nio.charset.CharacterCodingException _) {
            throw new Refused(what + " is not UTF-8 text");
        }
    }

    static void check(boolean holds, int line, String why) throws Refused {
        if (!holds) {
            throw new Refused("line " + line + ": " + why);
        }
    }
}
